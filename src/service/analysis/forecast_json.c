/* Forecasts as JSON: money rounded once, what is not known null with its reason. */
#include "service/analysis/forecast.h"

#include <math.h>

#include "service/report/period.h"

typedef struct {
    const KamForecastAnalysis *analysis;
    const char *currency;
    KamJson *json;
} Writer;

static void
put_money(const Writer *w, const char *name, double amount)
{
    if (isfinite(amount))
        kam_json_money(w->json, name, (gint64)llround(amount * 1e6), w->currency);
    else
        kam_json_null(w->json, name);
}

static void
put_value(const Writer *w, const char *name, KamCalcValue value)
{
    kam_json_number(w->json, name, value.status == KAM_CALC_OK ? value.value : NAN);
}

static void
put_span(const Writer *w, gint32 from, gint32 to)
{
    kam_scope_day_to_json(w->json, "from", from);
    kam_scope_day_to_json(w->json, "to", to);
}

/* The k-th month after the day of the analysis. */
static gint32
month_start(const KamForecastAnalysis *analysis, guint k)
{
    return kam_report_rolling_after(analysis->scope.as_of_day, k);
}

static void
put_points(const Writer *w, const KamAccountForecast *f)
{
    kam_json_begin_array(w->json, "points");
    for (guint k = 0; k < w->analysis->accounts->horizon; k++) {
        kam_json_begin_object(w->json, NULL);
        put_span(w, month_start(w->analysis, k), month_start(w->analysis, k + 1) - 1);
        put_money(w, "point", f->point[k]);
        put_money(w, "lower95", f->lower[k]);
        put_money(w, "upper95", f->upper[k]);
        kam_json_end_object(w->json);
    }
    kam_json_end_array(w->json);
}

static void
put_known(const Writer *w, const KamAccountForecast *f)
{
    kam_json_text(w->json, "forecast_method", f->method);
    kam_json_bool(w->json, "seasonal", f->is_seasonal);
    kam_json_number(w->json, "alive", f->alive);
    put_value(w, "mase", f->mase);
    put_value(w, "smape", f->smape);
    put_value(w, "bias", f->bias);
    put_value(w, "coverage", f->coverage);
    if (f->mase.status != KAM_CALC_OK)
        kam_json_text(w->json, "backtest_reason", "not enough data: the history is too short to look back from");
    put_points(w, f);
}

static void
put_forecast(const Writer *w, const KamAccountForecast *f)
{
    gboolean known = f->status == KAM_CALC_OK;

    kam_json_int(w->json, "months", f->n);
    put_money(w, "quarter", known ? f->total : NAN);
    put_money(w, "quarter_lower95", known ? f->total_lower : NAN);
    put_money(w, "quarter_upper95", known ? f->total_upper : NAN);
    put_money(w, "quarter_before", f->before);
    put_money(w, "quarter_year_ago", f->n > 0 ? f->year_ago : NAN);
    if (known) {
        put_known(w, f);
        return;
    }
    kam_json_null(w->json, "forecast_method");
    kam_json_text(w->json, "quarter_reason", "not enough data: the history is too short");
    kam_json_int(w->json, "months_needed", kam_forecast_analysis_needed());
}

static void
put_account(const Writer *w, guint place)
{
    const KamAccountForecast *f = kam_forecast_analysis_get(w->analysis, place);
    const KamFactAccount *account = &g_array_index(w->analysis->scope.facts->accounts, KamFactAccount, f->account);

    kam_json_begin_object(w->json, NULL);
    if (account->id != 0)
        kam_json_id(w->json, "id", account->id);
    kam_json_text(w->json, "number", account->number);
    kam_json_text(w->json, "name", account->name);
    put_forecast(w, f);
    kam_json_end_object(w->json);
}

void
kam_forecast_analysis_to_json(const KamForecastAnalysis *analysis, guint limit, KamJson *json)
{
    const Writer w = { analysis, kam_report_currency_of(analysis->scope.facts), json };
    guint shown = limit == 0 ? analysis->n : MIN(analysis->n, limit);

    kam_json_begin_object(json, NULL);
    kam_scope_to_json(&analysis->scope, "forecast", json);
    kam_json_text(json, "method", "docs/methods/forecast.md");
    kam_json_int(json, "horizon", analysis->accounts->horizon);
    kam_json_begin_object(json, "quarter");
    put_span(&w, month_start(analysis, 0), month_start(analysis, KAM_QUARTER_MONTHS) - 1);
    kam_json_end_object(json);
    kam_json_begin_object(json, "total");
    put_forecast(&w, &analysis->total->list[0]);
    kam_json_end_object(json);
    kam_json_int(json, "accounts_with_forecast", analysis->n_known);
    kam_json_int(json, "accounts_too_short", analysis->n - analysis->n_known);
    kam_json_begin_array(json, "accounts");
    for (guint i = 0; i < shown; i++)
        put_account(&w, i);
    kam_json_end_array(json);
    kam_json_end_object(json);
}
