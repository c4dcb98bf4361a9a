/* Two companies side by side: what each buys, when, at which prices, with which margin, and how much of it is the same.
 * docs/methods/merger.md tells how prices and overlap are measured. */
#pragma once

#include "service/analysis/pair.h"

#define KAM_COMPARE_MONTHS 24

/* In a category, of the year. */
typedef struct {
    guint32 category; /* into categories.list; KAM_NO_INDEX: the data do not say */
    gint64 net_micro[2];
} KamCompareCategory;

typedef struct {
    KamScope scope;
    KamPair pair; /* both with all below them */
    KamHolders categories;
    GArray *by_category; /* KamCompareCategory, largest together first */
    guint n_months;
    gint32 month_from[KAM_COMPARE_MONTHS + 1]; /* first day of each rolling month; the last is behind them */
    gint64 month_micro[KAM_COMPARE_MONTHS][2];
    double price_level; /* prices of the other by those of the one, over what both buy, at the one's quantities; NaN */
    gboolean has_contacts; /* contacts are known */
    gint64 contacts[2];
} KamCompareAnalysis;

/**
 * Compute it. The facts are borrowed and must outlive it.
 * @param one, other  ids of accounts; 0: the largest group of the year, and the largest but that.
 * @return NULL with an error of kam_scope_init() or kam_pair_init().
 */
KamCompareAnalysis *kam_compare_analysis_new(const KamFacts *facts, gint64 data_version, gint64 one, gint64 other,
                                             const KamAnalysisOptions *options, GError **error);
/** Count the people that are known there. FALSE with an error of the store. */
gboolean kam_compare_analysis_count_contacts(KamCompareAnalysis *analysis, KamDb *db, GError **error);
void kam_compare_analysis_free(KamCompareAnalysis *analysis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamCompareAnalysis, kam_compare_analysis_free)

/** One JSON object, as docs/analyses.md describes it; `limit` cuts the list of articles, 0 lists all. */
void kam_compare_analysis_to_json(const KamCompareAnalysis *analysis, guint limit, KamJson *json);
/** A row for each article that both buy; `limit` as above. Free with g_string_free(). */
GString *kam_compare_analysis_to_csv(const KamCompareAnalysis *analysis, guint limit);
