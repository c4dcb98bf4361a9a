/* Lines to histories, histories to a model, the model to what each account is worth. */
#include "service/analysis/account_value.h"

#include <math.h>

#define REGULAR_LEVEL 0.01 /* chance of taking an account that buys at random for a regular one */
#define COVERED_COST 0.8   /* of an account's sales, below which its margin says little */
#define HOLDOUT_SHARE 3    /* the last third of the data ... */
#define HOLDOUT_DAYS 365   /* ... but at most a year */
#define PROBABLY_ALIVE 0.5
#define DAYS_PER_MONTH (365.25 / 12)

typedef struct {
    const KamByAccount *by;
    guint32 *account;
    gint32 *day;
    double *value;
} Columns;

static void
columns_init(Columns *c, const KamByAccount *by)
{
    gsize n = by->start[by->n_accounts];

    *c = (Columns) { by, g_new(guint32, n + 1), g_new(gint32, n + 1), g_new(double, n + 1) };
    for (guint a = 0; a < by->n_accounts; a++)
        for (gsize i = by->start[a]; i < by->start[a + 1]; i++) {
            c->account[i] = a;
            c->day[i] = by->facts->day[by->line[i]];
            c->value[i] = (double)by->facts->net_micro[by->line[i]] / 1e6;
        }
}

static void
columns_clear(Columns *c)
{
    g_free(c->account);
    g_free(c->day);
    g_free(c->value);
}

static KamCalcStatus
summarise(const Columns *c, gint32 until_day, KamLifetimeAccount account[])
{
    const KamLifetimePurchases purchases = {
        .n = c->by->start[c->by->n_accounts],
        .account = c->account,
        .day = c->day,
        .value = c->value,
        .n_accounts = c->by->n_accounts,
        .until_day = until_day,
        .unit_days = KAM_VALUE_UNIT_DAYS,
    };

    return kam_lifetime_summarise(&purchases, REGULAR_LEVEL, account);
}

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

static gint32
holdout_days(gint32 first_day, gint32 as_of_day)
{
    return MIN((as_of_day - first_day + 1) / HOLDOUT_SHARE, HOLDOUT_DAYS);
}

static void
run_model(KamAccountValues *values, const KamLifetimeAccount past[], const KamLifetimeAccount before[])
{
    const KamLifetimeQuestion question = {
        .horizon = values->options.months * DAYS_PER_MONTH / KAM_VALUE_UNIT_DAYS,
        .discount = values->options.discount * KAM_VALUE_UNIT_DAYS / 365.25,
        .choose = values->options.choose,
        .model = values->options.model,
        .only = values->options.only,
    };
    g_autofree KamLifetimeValue *future = g_new0(KamLifetimeValue, values->n + 1);
    KamClvFit fit;

    values->status = kam_lifetime_value(past, before, values->n, &question, future, &values->result);
    values->calibration_status = KAM_CALC_EMPTY;
    if (values->status == KAM_CALC_OK && before != NULL && values->options.only == NULL)
        values->calibration_status = kam_lifetime_calibration(
            past, before, values->n, values->result.fit.parameters.model, &fit, values->calibration);
    for (guint a = 0; a < values->n; a++) {
        values->list[a].past = past[a];
        if (values->status == KAM_CALC_OK)
            values->list[a].future = future[a];
        else
            values->list[a].future.status = values->status;
        take_model_value(&values->list[a]);
    }
}

KamAccountValues *
kam_account_values_new(const KamByAccount *by, const KamMonthly *monthly, gint32 first_day, gint32 as_of_day,
                       const KamAccountValueOptions *options)
{
    KamAccountValues *values = g_new0(KamAccountValues, 1);
    g_autofree KamLifetimeAccount *past = g_new0(KamLifetimeAccount, by->n_accounts + 1);
    g_autofree KamLifetimeAccount *before = g_new0(KamLifetimeAccount, by->n_accounts + 1);
    gint32 holdout = holdout_days(first_day, as_of_day);
    gboolean has_before;
    Columns columns;

    values->options = *options;
    values->n = by->n_accounts;
    values->list = g_new0(KamAccountValue, by->n_accounts + 1);
    values->holdout_weeks = (double)holdout / KAM_VALUE_UNIT_DAYS;
    columns_init(&columns, by);
    values->status = summarise(&columns, as_of_day, past);
    has_before = values->status == KAM_CALC_OK && summarise(&columns, as_of_day - holdout, before) == KAM_CALC_OK;
    columns_clear(&columns);
    run_model(values, past, has_before ? before : NULL);
    forecast_regular(values, monthly);
    take_margins(values, by);
    values->options.only = NULL;
    return values;
}

void
kam_account_values_free(KamAccountValues *values)
{
    if (values == NULL)
        return;
    g_free(values->list);
    g_free(values);
}
