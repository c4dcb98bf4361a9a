/* Months out of the facts, forecasts out of the months, and their order. */
#include "service/analysis/forecast.h"

#include <stdlib.h>

guint
kam_forecast_analysis_needed(void)
{
    return (guint)kam_forecast_needed(KAM_FORECAST_AUTO, KAM_SEASON_MONTHS);
}

static gboolean
check_horizon(guint horizon, GError **error)
{
    if (horizon >= KAM_QUARTER_MONTHS && horizon <= KAM_FORECAST_MAX_HORIZON)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "cannot forecast '%u' months: it takes %d to %d", horizon,
                KAM_QUARTER_MONTHS, KAM_FORECAST_MAX_HORIZON);
    return FALSE;
}

static gboolean
sum_months(KamForecastAnalysis *analysis, GError **error)
{
    const KamScope *scope = &analysis->scope;
    KamByAccount by;
    char from[11], to[11];

    kam_by_account_init(&by, scope->facts, scope->options.basis, scope->first_day, scope->last_day);
    kam_monthly_init(&analysis->monthly, &by, scope->first_day, scope->as_of_day);
    kam_by_account_clear(&by);
    if (analysis->monthly.n_months > 0)
        return TRUE;
    kam_day_to_iso(scope->first_day, from);
    kam_day_to_iso(scope->as_of_day, to);
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                "not enough data for a forecast: no whole month from %s to %s; %u months would be enough", from, to,
                kam_forecast_analysis_needed());
    kam_error_set_reason(error, "too_little_data", NULL);
    return FALSE;
}

static void
forecast_accounts(KamForecastAnalysis *analysis, guint horizon)
{
    guint n = analysis->monthly.n_accounts;
    g_autofree guint32 *accounts = g_new(guint32, n + 1);

    for (guint a = 0; a < n; a++)
        accounts[a] = a;
    analysis->accounts = kam_account_forecasts_new(&analysis->monthly, accounts, n, horizon, KAM_QUARTER_MONTHS);
}

static void
forecast_total(KamForecastAnalysis *analysis, guint horizon)
{
    const KamMonthly *months = &analysis->monthly;
    KamMonthly *total = &analysis->total_monthly;
    const guint32 first = 0;

    *total = (KamMonthly) { .n_months = months->n_months, .n_accounts = 1 };
    total->first_day = g_memdup2(months->first_day, sizeof(gint32) * (months->n_months + 1));
    total->net = g_new0(double, months->n_months);
    for (guint a = 0; a < months->n_accounts; a++)
        for (guint m = 0; m < months->n_months; m++)
            total->net[m] += months->net[(gsize)a * months->n_months + m];
    analysis->total = kam_account_forecasts_new(total, &first, 1, horizon, KAM_QUARTER_MONTHS);
}

static int
compare_forecasts(gconstpointer a, gconstpointer b, gpointer data)
{
    const KamForecastAnalysis *analysis = data;
    const KamAccountForecast *x = &analysis->accounts->list[*(const guint32 *)a];
    const KamAccountForecast *y = &analysis->accounts->list[*(const guint32 *)b];
    gboolean x_known = x->status == KAM_CALC_OK, y_known = y->status == KAM_CALC_OK;

    if (x_known != y_known)
        return x_known ? -1 : 1;
    if (x_known && x->total != y->total)
        return x->total < y->total ? 1 : -1;
    if (x->before != y->before)
        return x->before < y->before ? 1 : -1;
    return (x->account > y->account) - (x->account < y->account);
}

static void
put_in_order(KamForecastAnalysis *analysis)
{
    analysis->order = g_new(guint32, analysis->accounts->n + 1);
    for (guint a = 0; a < analysis->accounts->n; a++) {
        if (analysis->accounts->list[a].status == KAM_CALC_EMPTY)
            continue;
        analysis->order[analysis->n++] = a;
        analysis->n_known += analysis->accounts->list[a].status == KAM_CALC_OK;
    }
    g_qsort_with_data(analysis->order, (gint)analysis->n, sizeof(guint32), compare_forecasts, analysis);
}

KamForecastAnalysis *
kam_forecast_analysis_new(const KamFacts *facts, gint64 data_version, const KamAnalysisOptions *options, guint horizon,
                          GError **error)
{
    g_autoptr(KamForecastAnalysis) analysis = g_new0(KamForecastAnalysis, 1);

    if (!check_horizon(horizon, error) || !kam_scope_init(&analysis->scope, facts, data_version, options, error) ||
        !sum_months(analysis, error))
        return NULL;
    forecast_accounts(analysis, horizon);
    forecast_total(analysis, horizon);
    put_in_order(analysis);
    return g_steal_pointer(&analysis);
}

void
kam_forecast_analysis_free(KamForecastAnalysis *analysis)
{
    if (analysis == NULL)
        return;
    kam_account_forecasts_free(analysis->accounts);
    kam_account_forecasts_free(analysis->total);
    kam_monthly_clear(&analysis->monthly);
    kam_monthly_clear(&analysis->total_monthly);
    g_free(analysis->order);
    g_free(analysis);
}

const KamAccountForecast *
kam_forecast_analysis_get(const KamForecastAnalysis *analysis, guint place)
{
    return &analysis->accounts->list[analysis->order[place]];
}
