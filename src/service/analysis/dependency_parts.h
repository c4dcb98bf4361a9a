/* The steps by which a dependency is computed; each stands in the file of its name. Private to this folder. */
#pragma once

#include "service/analysis/dependency.h"

/* The sums that a loss is taken from. */
typedef struct {
    gint64 positive_micro; /* over holders above 0 */
    double squares;        /* of their amounts, in millionths */
} KamDependencyTotals;

/** dependency_sums.c: the year by holder, and what of it is at risk. */
void kam_dependency_sum_year(KamDependencyAnalysis *analysis);
/** dependency_series.c: shares of the largest, quarter by quarter. */
void kam_dependency_fill_series(KamDependencyAnalysis *analysis);
/** dependency_sets.c: what is lost at once. FALSE with KAM_ERROR_INVALID. */
gboolean kam_dependency_fill_stress(KamDependencyAnalysis *analysis, GError **error);
void kam_dependency_fill_least(KamDependencyAnalysis *analysis);
void kam_dependency_fill_everybody(KamDependencyAnalysis *analysis);
void kam_dependency_set_clear(KamDependencySet *set);

/** The sums of all, what is left of them without a holder, and their HHI; NaN of nothing. */
KamDependencyTotals kam_dependency_totals(const KamDependencyAnalysis *analysis);
void kam_dependency_lose(KamDependencyState *state, KamDependencyTotals *totals, const KamDependencyHolder *row);
double kam_dependency_hhi(const KamDependencyTotals *totals);

/* Into an open object. */
typedef struct {
    const KamDependencyAnalysis *analysis;
    const char *currency;
    KamJson *json;
} KamDependencyWriter;

/** dependency_json.c: members that rows and sets share. */
void kam_dependency_put_holder(const KamDependencyWriter *w, guint32 holder);
void kam_dependency_put_state(const KamDependencyWriter *w, const char *name, const KamDependencyState *state);
void kam_dependency_put_profit_of(const KamDependencyWriter *w, const KamDependencyHolder *row);
/** A number, or money, with the members <name>_lower and <name>_upper. */
void kam_dependency_put_estimate(const KamDependencyWriter *w, const char *name, KamRiskEstimate estimate);
void kam_dependency_put_money_estimate(const KamDependencyWriter *w, const char *name, KamRiskEstimate estimate);
/** dependency_sets_json.c: losses of several at once. */
void kam_dependency_sets_to_json(const KamDependencyWriter *w);
