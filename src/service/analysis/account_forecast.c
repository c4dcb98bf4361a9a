/* Threads that take the next account until none is left; each has a workspace of its own, so that who computes an
 * account changes nothing in its answer. */
#include "service/analysis/account_forecast.h"

#include <kamen/series.h>
#include <math.h>

#define MAX_THREADS 64
#define ACCOUNTS_PER_THREAD 16 /* a thread for fewer costs more than it saves */

typedef struct {
    const KamMonthly *monthly;
    KamAccountForecasts *forecasts;
    const double *season; /* of the firm, for accounts with too short a history of their own; NULL when unknown */
    double level;         /* of intervals */
    gint next;            /* the account that the next thread takes; atomic */
} Job;

static double
sum_months(const double net[], guint from, guint to)
{
    double sum = 0;

    for (guint m = from; m < to; m++)
        sum += net[m];
    return sum;
}

/* What the forecast is held against: the quarter before, and the same one a year earlier. */
static void
fill_past(KamAccountForecast *account)
{
    guint n = account->n;

    account->before = sum_months(account->history, n - MIN(n, KAM_QUARTER_MONTHS), n);
    account->year_ago = NAN;
    if (n >= KAM_SEASON_MONTHS)
        account->year_ago =
            sum_months(account->history, n - KAM_SEASON_MONTHS, n - KAM_SEASON_MONTHS + KAM_QUARTER_MONTHS);
}

static void
take_over(KamAccountForecast *account, const KamForecast *forecast)
{
    account->total = forecast->total;
    account->total_lower = forecast->total_lower;
    account->total_upper = forecast->total_upper;
    account->is_seasonal = forecast->is_seasonal;
    account->alive = forecast->alive;
    account->mase = forecast->mase;
    account->smape = forecast->smape;
    account->bias = forecast->bias;
    account->coverage = forecast->coverage;
    account->coverage_80 = forecast->coverage_80;
    g_strlcpy(account->method, forecast->name, sizeof account->method);
}

/* The firm's season, turned so that its first factor belongs to the account's first month. */
static const double *
turn_season(const Job *job, guint n, double turned[KAM_SEASON_MONTHS])
{
    guint offset = job->monthly->n_months - n;

    if (job->season == NULL)
        return NULL;
    for (guint i = 0; i < KAM_SEASON_MONTHS; i++)
        turned[i] = job->season[(offset + i) % KAM_SEASON_MONTHS];
    return turned;
}

/* Months below zero are returns of what was sold before: set off there, so that one of them does not allow forecasts
 * below nothing, and an account that buys seldom is seen as one. */
static void
forecast_account(const Job *job, KamAccountForecast *account, KamForecastWork *work)
{
    KamForecast forecast = { .point = account->point, .lower = account->lower, .upper = account->upper };
    double turned[KAM_SEASON_MONTHS];
    g_autofree double *net = NULL;
    KamForecastOptions options = {
        .horizon = job->forecasts->horizon,
        .season = KAM_SEASON_MONTHS,
        .level = job->level,
        .method = KAM_FORECAST_AUTO,
        .total = job->forecasts->total,
    };

    account->history = kam_monthly_of(job->monthly, account->account, &account->n);
    account->status = account->history == NULL ? KAM_CALC_EMPTY : KAM_CALC_OK;
    if (account->history == NULL)
        return;
    fill_past(account);
    if (account->n < 2 * KAM_SEASON_MONTHS)
        options.borrowed = turn_season(job, account->n, turned);
    net = g_new(double, account->n);
    account->status = kam_series_net_returns(account->history, account->n, net, NULL);
    if (account->status == KAM_CALC_OK)
        account->status = kam_forecast_series(net, account->n, &options, work, &forecast);
    if (account->status == KAM_CALC_OK)
        take_over(account, &forecast);
}

static gpointer
run_thread(gpointer data)
{
    Job *job = data;
    KamForecastWork *work = kam_forecast_work_new();
    guint i;

    while ((i = (guint)g_atomic_int_add(&job->next, 1)) < job->forecasts->n)
        if (work != NULL)
            forecast_account(job, &job->forecasts->list[i], work);
        else
            job->forecasts->list[i].status = KAM_CALC_NO_MEMORY;
    kam_forecast_work_free(work);
    return NULL;
}

static void
run_threads(Job *job)
{
    GThread *threads[MAX_THREADS];
    guint n = MIN(MIN(g_get_num_processors(), MAX_THREADS), job->forecasts->n / ACCOUNTS_PER_THREAD);

    for (guint i = 1; i < n; i++)
        threads[i] = g_thread_new("forecast", run_thread, job);
    run_thread(job);
    for (guint i = 1; i < n; i++)
        g_thread_join(threads[i]);
}

static KamAccountForecasts *
new_empty(const guint32 accounts[], guint n, guint horizon)
{
    KamAccountForecasts *forecasts = g_new0(KamAccountForecasts, 1);

    forecasts->n = n;
    forecasts->horizon = horizon;
    forecasts->list = g_new0(KamAccountForecast, n + 1);
    forecasts->months = g_new0(double, (gsize)n *horizon * 3 + 1);
    for (guint i = 0; i < n; i++) {
        double *months = forecasts->months + (gsize)i * horizon * 3;
        forecasts->list[i] = (KamAccountForecast) {
            .account = accounts[i], .point = months, .lower = months + horizon, .upper = months + 2 * (gsize)horizon
        };
    }
    return forecasts;
}

/* Each month of the year against the mean of its year, over all accounts together and over whole years counted back
 * from the end, so that growth cancels to first order. */
static gboolean
measure_factors(const KamMonthly *monthly, double season[KAM_SEASON_MONTHS])
{
    guint years = monthly->n_months / KAM_SEASON_MONTHS, first = monthly->n_months - years * KAM_SEASON_MONTHS;

    if (years < 2)
        return FALSE;
    for (guint i = 0; i < KAM_SEASON_MONTHS; i++)
        season[i] = 0;
    for (guint year = 0; year < years; year++) {
        double months[KAM_SEASON_MONTHS] = { 0 }, sum = 0;
        for (guint i = 0; i < KAM_SEASON_MONTHS; i++) {
            guint month = first + year * KAM_SEASON_MONTHS + i;
            for (guint a = 0; a < monthly->n_accounts; a++)
                months[i] += monthly->net[(gsize)a * monthly->n_months + month];
            sum += months[i];
        }
        for (guint i = 0; i < KAM_SEASON_MONTHS; i++) {
            if (!(months[i] > 0))
                return FALSE;
            season[(first + i) % KAM_SEASON_MONTHS] += months[i] * KAM_SEASON_MONTHS / (sum * years);
        }
    }
    return TRUE;
}

void
kam_firm_season_measure(const KamMonthly *monthly, KamFirmSeason *season)
{
    season->is_known = measure_factors(monthly, season->factor);
}

KamAccountForecasts *
kam_account_forecasts_new_in_season(const KamMonthly *monthly, const KamFirmSeason *season, const guint32 accounts[],
                                    guint n, guint horizon, guint total, double level)
{
    Job job = { .monthly = monthly,
                .level = level,
                .forecasts = new_empty(accounts, n, horizon),
                .season = season->is_known ? season->factor : NULL };

    job.forecasts->total = total;
    run_threads(&job);
    for (guint i = 0; i < n; i++)
        job.forecasts->n_too_short += job.forecasts->list[i].status != KAM_CALC_OK;
    return job.forecasts;
}

KamAccountForecasts *
kam_account_forecasts_new(const KamMonthly *monthly, const guint32 accounts[], guint n, guint horizon, guint total)
{
    KamFirmSeason season;

    kam_firm_season_measure(monthly, &season);
    return kam_account_forecasts_new_in_season(monthly, &season, accounts, n, horizon, total, KAM_FORECAST_LEVEL);
}

void
kam_account_forecasts_free(KamAccountForecasts *forecasts)
{
    if (forecasts == NULL)
        return;
    g_free(forecasts->list);
    g_free(forecasts->months);
    g_free(forecasts);
}
