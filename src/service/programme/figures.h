/* What rules of tiers are held against: the figures of every account, as of the last day of the lines. */
#pragma once

#include "service/figures/ground.h"

/* In the units of the rules: money in currency units, rates in percent. */
typedef enum {
    KAM_PROGRAMME_NET,
    KAM_PROGRAMME_MARGIN,
    KAM_PROGRAMME_MARGIN_RATE,
    KAM_PROGRAMME_SHARE,
    KAM_PROGRAMME_RANK,
    KAM_PROGRAMME_SCORE,
    KAM_PROGRAMME_KEY_PROBABILITY,
    KAM_PROGRAMME_ALIVE,
    KAM_PROGRAMME_GROWTH,
    KAM_PROGRAMME_DAYS_SILENT,
    KAM_PROGRAMME_MEASURE_N,
} KamProgrammeMeasure;

typedef struct {
    double of[KAM_PROGRAMME_MEASURE_N]; /* NaN: not known */
    gboolean is_key;                    /* among the first of the selection as it is without a word */
} KamProgrammeFigure;

typedef struct {
    guint n; /* accounts of the facts */
    KamProgrammeFigure *list;
    gint32 as_of_day; /* KAM_DAY_NONE without lines */
} KamProgrammeFigures;

/** "net", "margin" ...: the words of the record type tier_rule; KAM_PROGRAMME_MEASURE_N when unknown. */
const char *kam_programme_measure_name(KamProgrammeMeasure measure);
KamProgrammeMeasure kam_programme_measure_from_name(const char *name);
/** Whether it tells costs or profit. */
gboolean kam_programme_measure_is_of_margin(KamProgrammeMeasure measure);
/** Nothing is known. */
void kam_programme_figure_clear(KamProgrammeFigure *figure);
/** Take out what tells costs or profit. */
void kam_programme_figure_hide_margin(KamProgrammeFigure *figure);

/**
 * All of them, shared by requests as long as lines, criteria and judgements are the same. Too little data is no error:
 * figures are then not known. Release with kam_programme_figures_unref().
 */
KamProgrammeFigures *kam_programme_figures_get(KamShelf *shelf, KamGround *ground, KamDb *db, GError **error);
void kam_programme_figures_unref(KamProgrammeFigures *figures);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamProgrammeFigures, kam_programme_figures_unref)

/** Net of a year alone, by account of the facts, for a ground in another currency; NaN where it is not known. Free with
 * g_free(). */
double *kam_programme_nets_new(KamShelf *shelf, KamGround *ground, KamDb *db, GError **error);
