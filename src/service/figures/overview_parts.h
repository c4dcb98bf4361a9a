/* What the files of the overview share. */
#pragma once

#include "service/figures/figures_json.h"
#include "service/figures/overview.h"
#include "service/figures/source_words.h"

typedef struct {
    KamFiguresWriter w;
    const KamOverviewQuestion *question;
    KamGround *ground;
    const KamFacts *facts;
    KamRoll *roll;
    KamTally *tally;
    KamStanding *standing;
    GArray *rows;    /* guint32: rows that the overview is about, those of a manager when one is asked for */
    guint32 *ranked; /* of them those with a positive net, largest first */
    guint n_ranked;
    gint64 ranked_micro; /* net of these */
    KamTallySum sum;     /* of all of them */
} KamOverview;

/** The path of the table of accounts with the question's own settings and more, "&silent=true". Free with g_free(). */
char *kam_overview_dup_table_path(const KamOverview *o, const char *more);
/** The path of the lines of the period, with more. Free with g_free(). */
char *kam_overview_dup_lines_path(const KamOverview *o, const char *more);
/** Write `source`. */
void kam_overview_put_source(const KamOverview *o, const KamSourceWords *words, const char *opens_to);
/** Write who a row is: `account`, or `group` and how many companies in view it has. */
void kam_overview_put_who(const KamOverview *o, const KamTallyRow *row);
/** Path of the lines of a row. Free with g_free(). */
char *kam_overview_dup_row_path(const KamOverview *o, const KamTallyRow *row);

/** overview_spread.c: `headline`, `profit`, `pareto`, `concentration`, `tiers`. */
void kam_overview_put_spread(const KamOverview *o);
/** overview_moves.c: `movers`, `silent`. */
void kam_overview_put_moves(const KamOverview *o);
/** overview_quality.c: `quality`. */
void kam_overview_put_quality(const KamOverview *o);

/** Whether a line is the business of the overview: in view and of the rows. */
static inline gboolean
kam_overview_sees_line(const KamOverview *o, guint32 line)
{
    return o->tally->is_in == NULL || o->tally->is_in[o->facts->account[line]];
}
