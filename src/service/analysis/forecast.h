/* What each account will buy in the coming months, and the firm as a whole, from kamen/forecast.h. */
#pragma once

#include "service/analysis/account_forecast.h"
#include "service/analysis/scope.h"

#define KAM_FORECAST_DEFAULT_HORIZON 12

typedef struct {
    KamScope scope;
    KamMonthly monthly;
    KamAccountForecasts *accounts; /* by the index of the facts; without sales too */
    guint32 *order;                /* those with a forecast, by the size of the next quarter, then those without */
    guint n, n_known;              /* accounts with a sale; of them with a forecast */
    KamMonthly total_monthly;      /* all accounts together */
    KamAccountForecasts *total;    /* one */
} KamForecastAnalysis;

/**
 * Compute it. The facts are borrowed and must outlive it.
 *
 * @param horizon  months to forecast, KAM_QUARTER_MONTHS..KAM_FORECAST_MAX_HORIZON; otherwise KAM_ERROR_USAGE.
 * @return NULL with an error of kam_scope_init(), KAM_ERROR_USAGE, or KAM_ERROR_INVALID when the data has no whole
 *         month.
 */
KamForecastAnalysis *kam_forecast_analysis_new(const KamFacts *facts, gint64 data_version,
                                               const KamAnalysisOptions *options, guint horizon, GError **error);
void kam_forecast_analysis_free(KamForecastAnalysis *analysis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamForecastAnalysis, kam_forecast_analysis_free)

/** The account at a place of the order. */
const KamAccountForecast *kam_forecast_analysis_get(const KamForecastAnalysis *analysis, guint place);
/** Months of history that a forecast needs at least. */
guint kam_forecast_analysis_needed(void);

/** One JSON object, as docs/analyses.md describes it; `limit` cuts the list of accounts, 0 lists all. */
void kam_forecast_analysis_to_json(const KamForecastAnalysis *analysis, guint limit, KamJson *json);
/** The accounts as a CSV table; `limit` as above. Free with g_string_free(). */
GString *kam_forecast_analysis_to_csv(const KamForecastAnalysis *analysis, guint limit);
