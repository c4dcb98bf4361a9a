/* What is to come of an account: its forecast as a fan, and what it is worth. */
#include "service/figures/account_parts.h"

#include <math.h>

#include "service/analysis/scope.h"
#include "service/report/basis.h"
#include "service/report/period.h"

#define INNER_LEVEL 0.8

/* --- the forecast --- */

/* Its months as the forecasts of all accounts count them: those that end on the last day of the data. */
static void
sum_rolling_months(const KamAccountFigures *f, KamMonthly *monthly)
{
    guint32 from = f->roll->start[f->account], to = f->roll->start[f->account + 1];
    g_autofree guint32 *lines = g_new(guint32, to - from + 1);
    gsize start[2] = { 0, 0 };
    const KamByAccount by = { .facts = f->facts, .start = start, .line = lines, .n_accounts = 1 };

    for (guint32 i = from; i < to; i++)
        if (line_is_of_basis(f->facts, f->question->tally.basis, f->roll->line[i]))
            lines[start[1]++] = f->roll->line[i];
    kam_monthly_init(monthly, &by, f->facts->first_day, f->facts->last_day);
}

static void
put_bounds(const KamAccountFigures *f, double point, const double inner[2], const double outer[2])
{
    kam_figures_put_estimate(&f->w, "point", point);
    kam_figures_put_estimate(&f->w, "lower_80", inner[0]);
    kam_figures_put_estimate(&f->w, "upper_80", inner[1]);
    kam_figures_put_estimate(&f->w, "lower_95", outer[0]);
    kam_figures_put_estimate(&f->w, "upper_95", outer[1]);
}

static void
put_history(const KamAccountFigures *f, const KamMonthly *monthly, const KamAccountForecast *forecast)
{
    guint first = monthly->n_months - forecast->n;

    kam_json_begin_array(f->w.json, "history");
    for (guint m = first; m < monthly->n_months; m++) {
        kam_json_begin_object(f->w.json, NULL);
        kam_scope_day_to_json(f->w.json, "from", monthly->first_day[m]);
        kam_scope_day_to_json(f->w.json, "to", monthly->first_day[m + 1] - 1);
        kam_figures_put_estimate(&f->w, "net", monthly->net[m]);
        kam_json_end_object(f->w.json);
    }
    kam_json_end_array(f->w.json);
}

static void
put_fan(const KamAccountFigures *f, const KamAccountForecast *outer, const KamAccountForecast *inner)
{
    gint32 as_of = f->facts->last_day;

    kam_json_begin_array(f->w.json, "months");
    for (guint m = 0; m < KAM_PROSPECT_MONTHS; m++) {
        const double near[2] = { inner->lower[m], inner->upper[m] }, far[2] = { outer->lower[m], outer->upper[m] };

        kam_json_begin_object(f->w.json, NULL);
        kam_scope_day_to_json(f->w.json, "from", kam_report_rolling_after(as_of, m));
        kam_scope_day_to_json(f->w.json, "to", kam_report_rolling_after(as_of, m + 1) - 1);
        put_bounds(f, outer->point[m], near, far);
        kam_json_end_object(f->w.json);
    }
    kam_json_end_array(f->w.json);
}

static void
put_total(const KamAccountFigures *f, const KamAccountForecast *outer, const KamAccountForecast *inner)
{
    const double near[2] = { inner->total_lower, inner->total_upper };
    const double far[2] = { outer->total_lower, outer->total_upper };

    kam_json_begin_object(f->w.json, "total");
    kam_json_int(f->w.json, "months", KAM_PROSPECT_MONTHS);
    put_bounds(f, outer->total, near, far);
    kam_json_end_object(f->w.json);
}

static void
put_value_of(KamJson *json, const char *name, KamCalcValue value)
{
    kam_json_number(json, name, value.status == KAM_CALC_OK ? value.value : NAN);
}

static void
put_test(const KamAccountFigures *f, const KamAccountForecast *forecast)
{
    kam_json_begin_object(f->w.json, "back_test");
    put_value_of(f->w.json, "mase", forecast->mase);
    put_value_of(f->w.json, "smape", forecast->smape);
    put_value_of(f->w.json, "bias", forecast->bias);
    put_value_of(f->w.json, "coverage_95", forecast->coverage);
    kam_json_end_object(f->w.json);
}

static void
put_known_forecast(const KamAccountFigures *f, const KamMonthly *monthly, const KamAccountForecast *outer,
                   const KamAccountForecast *inner)
{
    kam_json_text(f->w.json, "method", outer->method);
    kam_json_bool(f->w.json, "is_seasonal", outer->is_seasonal);
    put_total(f, outer, inner);
    put_history(f, monthly, outer);
    put_fan(f, outer, inner);
    put_test(f, outer);
}

static const char *
word_of_status(KamCalcStatus status)
{
    return status == KAM_CALC_OK ? "known" : status == KAM_CALC_EMPTY ? "no_sales" : "too_few";
}

static void
put_forecast_of(const KamAccountFigures *f, const KamMonthly *monthly)
{
    static const guint32 first = 0;
    g_autoptr(KamAccountForecasts) outer = kam_account_forecasts_new_in_season(
        monthly, &f->season, &first, 1, KAM_PROSPECT_MONTHS, KAM_PROSPECT_MONTHS, KAM_FORECAST_LEVEL);
    g_autoptr(KamAccountForecasts) inner = kam_account_forecasts_new_in_season(
        monthly, &f->season, &first, 1, KAM_PROSPECT_MONTHS, KAM_PROSPECT_MONTHS, INNER_LEVEL);
    KamCalcStatus status = outer->list[0].status != KAM_CALC_OK ? outer->list[0].status : inner->list[0].status;

    kam_json_text(f->w.json, "status", word_of_status(status));
    if (status == KAM_CALC_OK)
        put_known_forecast(f, monthly, &outer->list[0], &inner->list[0]);
}

static void
put_forecast(const KamAccountFigures *f)
{
    KamMonthly monthly;

    kam_json_begin_object(f->w.json, "forecast");
    if (f->is_part) {
        kam_json_text(f->w.json, "status", "part_of_group");
    } else if (f->facts->n > 0) {
        sum_rolling_months(f, &monthly);
        if (monthly.n_months > 0)
            put_forecast_of(f, &monthly);
        else
            kam_json_text(f->w.json, "status", "too_few");
        kam_monthly_clear(&monthly);
    } else {
        kam_json_text(f->w.json, "status", "no_sales");
    }
    kam_account_put_source(f, &kam_source_account_forecast, KAM_DAY_NONE, KAM_DAY_NONE);
    kam_json_end_object(f->w.json);
}

/* --- worth --- */

static void
put_range(KamJson *json, const char *name, double value, double lower, double upper)
{
    kam_json_begin_object(json, name);
    kam_json_number(json, "value", value);
    kam_json_number(json, "lower", lower);
    kam_json_number(json, "upper", upper);
    kam_json_end_object(json);
}

/* A value is of profit where costs are known. */
static void
put_worth(const KamAccountFigures *f)
{
    const KamProspect *p = f->prospect;

    if (!f->question->with_margin)
        return;
    kam_figures_put_estimate(&f->w, "value", p->value);
    kam_figures_put_estimate(&f->w, "value_lower", p->value_lower);
    kam_figures_put_estimate(&f->w, "value_upper", p->value_upper);
    kam_json_text(f->w.json, "value_of", p->worth == KAM_WORTH_PROFIT ? "profit" : "revenue");
    kam_json_number(f->w.json, "margin_rate", p->margin_rate);
    kam_json_bool(f->w.json, "is_from_forecast", p->is_from_forecast != 0);
}

static const char *
word_of_state(gint state)
{
    return state == KAM_PROSPECT_KNOWN ? "known" : state == KAM_PROSPECT_PENDING ? "pending" : "too_few";
}

static void
put_value(const KamAccountFigures *f)
{
    gint state = g_atomic_int_get(&f->prospect->alive_state);

    kam_json_begin_object(f->w.json, "value");
    kam_json_text(f->w.json, "status", f->is_part ? "part_of_group" : word_of_state(state));
    kam_json_int(f->w.json, "months", KAM_VALUE_DEFAULT_MONTHS);
    kam_json_number(f->w.json, "discount_per_year", KAM_VALUE_DEFAULT_DISCOUNT);
    if (state == KAM_PROSPECT_KNOWN && !f->is_part) {
        kam_json_number(f->w.json, "alive", f->prospect->alive);
        put_range(f->w.json, "expected_purchases", f->prospect->expected, f->prospect->expected_lower,
                  f->prospect->expected_upper);
        put_worth(f);
    }
    kam_account_put_source(f, &kam_source_account_worth, KAM_DAY_NONE, KAM_DAY_NONE);
    kam_json_end_object(f->w.json);
}

void
kam_account_put_outlook(const KamAccountFigures *f)
{
    put_forecast(f);
    put_value(f);
}
