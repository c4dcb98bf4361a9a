/* Lifetime value: how surely each account still buys, how often it will, and what that is worth. */
#pragma once

#include "service/analysis/account_value.h"
#include "service/analysis/scope.h"

typedef struct {
    KamAccountValueOptions value;
    KamLifeModel model;
} KamClvQuestion;

typedef struct {
    KamScope scope;
    KamMonthly monthly;
    KamAccountValues *values;
    guint32 *order; /* accounts with a purchase, largest value first; those without a value at the end */
    guint n;
} KamClvAnalysis;

/**
 * Compute it. The facts are borrowed and must outlive it.
 *
 * @param context  where the model may stand already; NULL.
 * @return NULL with an error of kam_scope_init(), KAM_ERROR_USAGE for a horizon outside 1..KAM_FORECAST_MAX_HORIZON
 *         months or a discount outside 0..1, or KAM_ERROR_INVALID when the data is too thin for every model.
 */
KamClvAnalysis *kam_clv_analysis_new(const KamFacts *facts, gint64 data_version, const KamAnalysisOptions *options,
                                     const KamClvQuestion *question, const KamAnalysisContext *context, GError **error);
void kam_clv_analysis_free(KamClvAnalysis *analysis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamClvAnalysis, kam_clv_analysis_free)

/** The account at a place of the order. */
const KamAccountValue *kam_clv_analysis_get(const KamClvAnalysis *analysis, guint place);

/** The members "model", "parameters", "standard_errors", "log_likelihood" ... of an open object. */
void kam_account_values_model_to_json(const KamAccountValues *values, KamJson *json);
/** One JSON object, as docs/analyses.md describes it; `limit` cuts the list of accounts, 0 lists all. */
void kam_clv_analysis_to_json(const KamClvAnalysis *analysis, guint limit, KamJson *json);
/** The accounts as a CSV table; `limit` as above. Free with g_string_free(). */
GString *kam_clv_analysis_to_csv(const KamClvAnalysis *analysis, guint limit);
