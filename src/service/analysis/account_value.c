/* What each account is worth, from the model of how accounts buy and leave. */
#include "service/analysis/account_value.h"

#include <math.h>

#define COVERED_COST 0.8 /* of an account's sales, below which its margin says little */
#define PROBABLY_ALIVE 0.5

/* Over the lines whose cost is known; NaN when these are too few to speak for the account. */
static double
margin_rate(const KamByAccount *by, guint account)
{
    double net = 0, costed = 0, cost = 0;

    for (gsize i = by->start[account]; i < by->start[account + 1]; i++) {
        guint32 line = by->line[i];

        net += (double)by->facts->net_micro[line];
        if (by->facts->flags[line] & KAM_FACT_NO_COST)
            continue;
        costed += (double)by->facts->net_micro[line];
        cost += (double)by->facts->cost_micro[line];
    }
    return costed > 0 && costed >= COVERED_COST * net ? (costed - cost) / costed : NAN;
}

static void
scale(KamAccountValue *account, double factor)
{
    double lower = account->value_lower * factor, upper = account->value_upper * factor;

    account->value *= factor;
    account->value_lower = MIN(lower, upper);
    account->value_upper = MAX(lower, upper);
}

static void
take_model_value(KamAccountValue *account)
{
    gboolean known = account->future.status == KAM_CALC_OK && account->future.value.status == KAM_CALC_OK;

    account->value = known ? account->future.value.value : NAN;
    account->value_lower = known ? account->future.value_lower : NAN;
    account->value_upper = known ? account->future.value_upper : NAN;
}

/* The forecast of a regular account, discounted as if it came in the middle of the horizon. */
static void
take_forecast(KamAccountValue *account, const KamAccountForecast *forecast, const KamAccountValueOptions *options)
{
    double years = options->months / 12.0;

    account->is_from_forecast = TRUE;
    account->value = forecast->total;
    account->value_lower = forecast->total_lower;
    account->value_upper = forecast->total_upper;
    scale(account, exp(-options->discount * years / 2));
}

static void
forecast_regular(KamAccountValues *values, const KamMonthly *monthly)
{
    g_autofree guint32 *regular = g_new(guint32, values->n + 1);
    g_autoptr(KamAccountForecasts) forecasts = NULL;
    guint n = 0, months = (guint)values->options.months;

    /* One that has gone silent goes on no more by the calendar than by chance: then the model speaks. */
    for (guint a = 0; a < values->n; a++)
        if (values->list[a].past.regularity.is_regular && values->list[a].future.p_alive >= PROBABLY_ALIVE)
            regular[n++] = a;
    if (n == 0 || monthly->n_months == 0)
        return;
    forecasts = kam_account_forecasts_new(monthly, regular, n, months, months);
    for (guint i = 0; i < n; i++) {
        if (forecasts->list[i].status != KAM_CALC_OK)
            continue;
        take_forecast(&values->list[regular[i]], &forecasts->list[i], &values->options);
        values->n_from_forecast++;
    }
}

static void
take_margins(KamAccountValues *values, const KamByAccount *by)
{
    for (guint a = 0; a < values->n; a++) {
        KamAccountValue *account = &values->list[a];

        account->margin_rate = margin_rate(by, a);
        account->worth = isnan(account->margin_rate) ? KAM_WORTH_REVENUE : KAM_WORTH_PROFIT;
        if (account->worth == KAM_WORTH_PROFIT && !isnan(account->value))
            scale(account, account->margin_rate);
    }
}

static void
run_model(KamAccountValues *values, const KamAccountLives *lives)
{
    const KamLifetimeQuestion question = {
        .horizon = values->options.months * KAM_LIFE_DAYS_PER_MONTH / KAM_LIFE_UNIT_DAYS,
        .discount = values->options.discount * KAM_LIFE_UNIT_DAYS / 365.25,
        .only = values->options.only,
    };
    g_autofree KamLifetimeValue *future = g_new0(KamLifetimeValue, values->n + 1);
    KamClvFit fit;

    if (values->status == KAM_CALC_OK)
        values->status = kam_lifetime_foretell(lives->past, values->n, &question, &values->result, future);
    values->calibration_status = KAM_CALC_EMPTY;
    if (values->status == KAM_CALC_OK && lives->before != NULL && values->options.only == NULL)
        values->calibration_status = kam_lifetime_calibration(
            lives->past, lives->before, values->n, values->result.fit.parameters.model, &fit, values->calibration);
    for (guint a = 0; a < values->n; a++) {
        values->list[a].past = lives->past[a];
        if (values->status == KAM_CALC_OK)
            values->list[a].future = future[a];
        else
            values->list[a].future.status = values->status;
        take_model_value(&values->list[a]);
    }
}

KamAccountValues *
kam_account_values_of(const KamAccountLives *lives, const KamByAccount *by, const KamMonthly *monthly,
                      const KamAccountValueOptions *options)
{
    KamAccountValues *values = g_new0(KamAccountValues, 1);

    values->options = *options;
    values->status = lives->status;
    values->result = lives->result;
    values->model_is_given = lives->model.is_given;
    values->holdout_weeks = lives->holdout_weeks;
    values->n = lives->n;
    values->list = g_new0(KamAccountValue, lives->n + 1);
    run_model(values, lives);
    forecast_regular(values, monthly);
    take_margins(values, by);
    values->options.only = NULL;
    return values;
}

KamAccountValues *
kam_account_values_new(const KamByAccount *by, const KamMonthly *monthly, gint32 first_day, gint32 as_of_day,
                       const KamAccountValueOptions *options)
{
    g_autoptr(KamAccountLives) lives = kam_account_lives_new(by, first_day, as_of_day, (KamLifeModel) { 0 });

    return kam_account_values_of(lives, by, monthly, options);
}

void
kam_account_values_free(KamAccountValues *values)
{
    if (values == NULL)
        return;
    g_free(values->list);
    g_free(values);
}
