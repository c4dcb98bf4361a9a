/* What if one customer bought another: concentration of our sales, their power over us, and what it would cost if the
 * better of their two prices became everybody's. docs/methods/merger.md tells the whole. */
#pragma once

#include "service/analysis/contribution.h"
#include "service/analysis/pair.h"

/* The thresholds of the U.S. Merger Guidelines of 2023, guideline 1: a yardstick that is borrowed. */
#define KAM_MERGER_LEVEL_POINTS 1800
#define KAM_MERGER_RISE_POINTS 100
#define KAM_MERGER_SHARE 0.3

typedef struct {
    gint64 net_micro, contribution_micro;
    double share;        /* of our sales */
    double profit_share; /* of our contribution; NaN when either is not known */
    guint rank;          /* among groups; 0 when its sales are not above 0 */
    gboolean has_profit;
} KamMergerWeight;

/* In a category: index 0 the buyer, 1 the target. */
typedef struct {
    guint32 category;                 /* into categories.list; KAM_NO_INDEX: the data do not say */
    KamContribution market, together; /* of all, of both */
    gint64 net_micro[2];
} KamMergerCategory;

/* An article that both buy. */
typedef struct {
    const KamPairArticle *article;
    int better;        /* the side with the lower price; -1: the same */
    gint64 cost_micro; /* a year */
} KamMergerPrice;

typedef struct {
    KamScope scope;
    KamPair pair; /* side 0 is the buyer's whole group, side 1 the target with all below it */
    double hhi_before, hhi_after, hhi_change;
    KamMergerWeight before[2], together;
    KamHolders categories;
    GArray *by_category;          /* KamMergerCategory, largest together first */
    GArray *prices;               /* KamMergerPrice, dearest first */
    gint64 cost_micro;            /* of all prices */
    gint64 cost_of_side_micro[2]; /* what each side would pay less */
} KamMergerAnalysis;

/**
 * Compute it. The facts are borrowed and must outlive it.
 * @param buyer, target  ids of accounts; 0: the largest group of the year, and the largest but that.
 * @return NULL with an error of kam_scope_init() or kam_pair_init().
 */
KamMergerAnalysis *kam_merger_analysis_new(const KamFacts *facts, gint64 data_version, gint64 buyer, gint64 target,
                                           const KamAnalysisOptions *options, GError **error);
void kam_merger_analysis_free(KamMergerAnalysis *analysis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamMergerAnalysis, kam_merger_analysis_free)

/** One JSON object, as docs/analyses.md describes it; `limit` cuts the lists of articles, 0 lists all. */
void kam_merger_analysis_to_json(const KamMergerAnalysis *analysis, guint limit, KamJson *json);
/** A row for each article that both buy; `limit` as above. Free with g_string_free(). */
GString *kam_merger_analysis_to_csv(const KamMergerAnalysis *analysis, guint limit);
