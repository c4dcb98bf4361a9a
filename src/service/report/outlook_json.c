/* The outlook in JSON: of each key account, and of the model behind it. */
#include "service/report/outlook.h"

#include <math.h>

#include "base/decimal.h"
#include "service/analysis/clv.h"
#include "service/report/outlook_json.h"

/* An amount with its bounds: money that knows how sure it is. Left open, for what else there is to say. */
static void
begin_amount(KamJson *json, const char *name, const char *currency, double amount)
{
    g_autofree char *text = kam_micro_to_text((gint64)llround(amount * 1e6), 2);

    kam_json_begin_object(json, name);
    kam_json_text(json, "amount", text);
    kam_json_text(json, "currency", currency);
}

static void
put_money(KamJson *json, const char *name, const char *currency, double amount)
{
    if (isfinite(amount))
        kam_json_money(json, name, (gint64)llround(amount * 1e6), currency);
    else
        kam_json_null(json, name);
}

static void
put_value(KamJson *json, const char *name, KamCalcValue value)
{
    kam_json_number(json, name, value.status == KAM_CALC_OK ? value.value : NAN);
}

static void
put_clv(KamJson *json, const KamReport *report, const KamReportAccount *account)
{
    const char *currency = kam_report_get_currency(report);
    const KamAccountValue *v = account->value;

    if (!kam_report_account_has_value(account) || !isfinite(v->value)) {
        kam_json_null(json, "clv");
        return;
    }
    begin_amount(json, "clv", currency, v->value);
    put_money(json, "lower95", currency, v->value_lower);
    put_money(json, "upper95", currency, v->value_upper);
    kam_json_int(json, "months", report->outlook->values->options.months);
    kam_json_text(json, "of", v->worth == KAM_WORTH_PROFIT ? "profit" : "revenue");
    kam_json_text(json, "by", v->is_from_forecast ? "forecast" : "model");
    kam_json_number(json, "expected_purchases", v->future.expected);
    kam_json_end_object(json);
}

static void
put_forecast(KamJson *json, const char *name, const KamReport *report, const KamAccountForecast *f)
{
    const char *currency = kam_report_get_currency(report);

    if (f == NULL || f->status != KAM_CALC_OK) {
        kam_json_null(json, name);
        return;
    }
    begin_amount(json, name, currency, f->total);
    put_money(json, "lower95", currency, f->total_lower);
    put_money(json, "upper95", currency, f->total_upper);
    kam_json_int(json, "months", KAM_QUARTER_MONTHS);
    put_money(json, "before", currency, f->before);
    put_money(json, "year_ago", currency, f->year_ago);
    kam_json_text(json, "method", f->method);
    kam_json_number(json, "error", kam_report_forecast_error(f));
    put_value(json, "mase", f->mase);
    put_value(json, "coverage", f->coverage);
    kam_json_number(json, "alive", f->alive);
    kam_json_end_object(json);
}

void
kam_report_account_outlook_to_json(const KamReport *report, const KamReportAccount *account, KamJson *json)
{
    kam_json_number(json, "probability_alive",
                    kam_report_account_has_value(account) ? account->value->future.p_alive : NAN);
    put_clv(json, report, account);
    put_forecast(json, "forecast", report, account->forecast);
}

void
kam_report_outlook_to_json(const KamReport *report, KamJson *json)
{
    const KamReportOutlook *outlook = report->outlook;

    if (outlook->values->status == KAM_CALC_OK) {
        kam_json_begin_object(json, "clv");
        kam_account_values_model_to_json(outlook->values, json);
        kam_json_end_object(json);
    } else {
        kam_json_null(json, "clv");
        kam_json_text(json, "clv_reason", "not enough data: customers must have bought on more than one day");
    }
    put_forecast(json, "forecast", report, outlook->key_total == NULL ? NULL : &outlook->key_total->list[0]);
}
