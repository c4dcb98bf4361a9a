/* How each account of a database buys, from kamen/behaviour.h, and what the accounts look like together. */
#pragma once

#include <kamen/behaviour.h>

#include "service/analysis/scope.h"

#define KAM_RFM_GROUPS 5
#define KAM_RFM_CELLS (KAM_RFM_GROUPS * KAM_RFM_GROUPS * KAM_RFM_GROUPS)

/* The figures whose spread over the accounts is summed up. */
typedef enum {
    KAM_FIGURE_RECENCY,
    KAM_FIGURE_FREQUENCY,
    KAM_FIGURE_MONETARY,
    KAM_FIGURE_TENURE,
    KAM_FIGURE_GROWTH,
    KAM_FIGURE_GAP,
    KAM_FIGURE_VARIATION,
    KAM_FIGURE_SILENCE,
    KAM_FIGURE_BREADTH,
    KAM_FIGURE_CREDIT_SHARE,
    KAM_FIGURE_N,
} KamBehaviourFigure;

typedef struct {
    guint known; /* accounts with enough data; the rest counts only when above 0 */
    double mean, median, least, most;
} KamFigureSpread;

typedef struct {
    guint accounts;
    gint64 sales_micro;
} KamRfmCell;

/* Groups of accounts that ask for different treatment; scores from 1 to 5. */
typedef enum {
    KAM_RFM_BEST,    /* 555 */
    KAM_RFM_STRONG,  /* R >= 4, F >= 4, M >= 4 */
    KAM_RFM_LAPSING, /* R <= 2, F >= 4: bought often, but not lately */
    KAM_RFM_WEAKEST, /* 111 */
    KAM_RFM_GROUP_N,
} KamRfmGroup;

typedef struct {
    KamScope scope;
    KamBehaviourPeriod period;
    guint n_accounts;               /* of the facts, with a line or without */
    KamBehaviour *account;          /* by index of the facts; amounts in millionths */
    KamRfm *rfm;                    /* likewise; 0 without a purchase */
    guint32 *order;                 /* accounts with a purchase, largest sales first, then by number */
    guint n;                        /* how many of them */
    guint without_purchase;         /* accounts with counted lines but no purchase: credits alone */
    guint purchased_once;           /* on one document */
    KamRfmCell cell[KAM_RFM_CELLS]; /* see kam_rfm_cell() */
    guint cells_occupied;
    KamRfmCell group[KAM_RFM_GROUP_N];
    KamFigureSpread spread[KAM_FIGURE_N];
} KamBehaviourAnalysis;

/**
 * Compute it. The facts are borrowed and must outlive it. Errors as kam_scope_init(), and KAM_ERROR_INVALID when the
 * counted lines hold no purchase.
 */
KamBehaviourAnalysis *kam_behaviour_analysis_new(const KamFacts *facts, gint64 data_version,
                                                 const KamAnalysisOptions *options, GError **error);
void kam_behaviour_analysis_free(KamBehaviourAnalysis *analysis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamBehaviourAnalysis, kam_behaviour_analysis_free)

/** Place of three scores among the cells: 111 is 0, 112 is 1 ... 555 is 124. */
guint kam_rfm_cell(guint recency, guint frequency, guint monetary);
/** Whether scores belong to a group. */
gboolean kam_rfm_is_in_group(KamRfm rfm, KamRfmGroup group);
/** "best", "strong", "lapsing", "weakest" */
const char *kam_rfm_group_name(KamRfmGroup group);
/** A figure of an account; for KAM_FIGURE_MONETARY in currency units, not millionths. */
KamCalcValue kam_behaviour_figure(const KamBehaviour *account, KamBehaviourFigure figure);
/** The member of a figure in JSON: "recency_days". */
const char *kam_behaviour_figure_name(KamBehaviourFigure figure);

/** One JSON object, as docs/analyses.md describes it; `limit` cuts the list of accounts, 0 lists all. */
void kam_behaviour_analysis_to_json(const KamBehaviourAnalysis *analysis, guint limit, KamJson *json);
/** The accounts as a CSV table; `limit` as above. Free with g_string_free(). */
GString *kam_behaviour_analysis_to_csv(const KamBehaviourAnalysis *analysis, guint limit);
