/* One series from values to forecast: see kamen/forecast.h. The methods are in forecast_pool.c, the back-test in
 * forecast_backtest.c. */
#include <kamen/forecast.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_cdf.h>

#include "forecast_private.h"

/* Errors to come, in units of what the back-test expects of them, have the tails of Student's t with four degrees of
 * freedom, a little narrowed: half of them lie within 0.66 units, 80% within 1.39, 90% within 1.95, 95% within 2.51 and
 * 98% within 3.48, over the 18 months after the last origin but one horizon of the training parts of 1,428 monthly
 * series. So they are taken, once for all series, as split conformal prediction would. */
#define ERROR_FREEDOM 4
#define ERROR_SCALE 0.903

/* Members of the combination; what a series is too short for drops out. They were chosen for being different: each from
 * its own idea of trend and season (docs/methods/forecast.md says how, and that no test data took part). */
static const KamForecastMethod combined[] = {
    KAM_FORECAST_SEASONAL_NAIVE, KAM_FORECAST_LOG_THETA,      KAM_FORECAST_LOG_DAMPED,   KAM_FORECAST_AUTOREGRESSION,
    KAM_FORECAST_STEPS,          KAM_FORECAST_SEASONAL_STEPS, KAM_FORECAST_HOLT_WINTERS,
};

KamForecastWork *
kam_forecast_work_new(void)
{
    return calloc(1, sizeof(KamForecastWork));
}

void
kam_forecast_work_free(KamForecastWork *work)
{
    if (work == NULL)
        return;
    free(work->values);
    free(work);
}

size_t
kam_forecast_needed(KamForecastMethod method, size_t season)
{
    return pool_needed(method, season > 1 ? season : 1);
}

const char *
kam_forecast_method_name(KamForecastMethod method)
{
    static const char *const names[KAM_FORECAST_METHODS] = {
        "combination",
        "naive",
        "seasonal naive",
        "mean",
        "ses",
        "holt",
        "damped",
        "damped on logarithms",
        "theta",
        "theta on logarithms",
        "optimised theta",
        "autoregression",
        "autoregression of steps",
        "seasonal autoregression",
        "holt-winters",
        "ets",
        "intermittent",
    };

    return (unsigned)method < KAM_FORECAST_METHODS ? names[method] : "unknown";
}

static KamCalcStatus
check_options(const KamForecastOptions *options)
{
    if (options->horizon < 1 || options->horizon > KAM_FORECAST_MAX_HORIZON)
        return KAM_CALC_DOMAIN;
    if (options->season > KAM_FORECAST_MAX_SEASON || options->total > options->horizon)
        return KAM_CALC_DOMAIN;
    if (!(options->level >= 0 && options->level < 1) || (unsigned)options->method >= KAM_FORECAST_METHODS)
        return KAM_CALC_DOMAIN;
    return KAM_CALC_OK;
}

/* Leading missing values do not count. */
static KamCalcStatus
check_values(const double y[], size_t n, size_t *first)
{
    *first = n;
    for (size_t t = 0; t < n; t++) {
        if (isnan(y[t]))
            continue;
        if (!(fabs(y[t]) <= 1e150))
            return KAM_CALC_DOMAIN;
        if (*first == n)
            *first = t;
    }
    return *first < n ? KAM_CALC_OK : KAM_CALC_EMPTY;
}

static int
make_room(KamForecastWork *work, size_t n)
{
    const size_t needed = 4 * n + POOL_SCRATCH(n);
    double *values;

    if (needed <= work->capacity)
        return 1;
    values = realloc(work->values, 2 * needed * sizeof values[0]);
    if (values == NULL)
        return 0;
    work->values = values;
    work->capacity = 2 * needed;
    return 1;
}

/* What a missing value most likely was: a neighbour one season away, else the line between its neighbours. */
static double
fill_value(const double y[], size_t n, size_t t, size_t season)
{
    size_t before = t, after = t;
    double share;

    if (season > 1 && t >= season && !isnan(y[t - season]))
        return y[t - season];
    if (season > 1 && t + season < n && !isnan(y[t + season]))
        return y[t + season];
    while (isnan(y[before]))
        before--; /* the first value is known */
    while (after < n && isnan(y[after]))
        after++;
    if (after == n)
        return y[before];
    share = (double)(t - before) / (double)(after - before);
    return y[before] + share * (y[after] - y[before]);
}

static size_t
clean_values(const double y[], size_t n, size_t season, double clean[])
{
    size_t missing = 0;

    for (size_t t = 0; t < n; t++) {
        clean[t] = isnan(y[t]) ? fill_value(y, n, t, season) : y[t];
        missing += isnan(y[t]) != 0;
    }
    return missing;
}

/* The members and their forecasts from the end of the series. Within the first season a trend is mostly chance or the
 * season itself: on the training parts of M3 monthly, cut to 6 and 9 values, following it raised the error of the next
 * half year's total from 10.3 to 17.1 % and from 9.2 to 11.9 %. */
static void
forecast_members(const PoolSeries *series, const KamForecastOptions *options, KamForecastWork *work, Backtest *test,
                 KamForecast *forecast)
{
    char name[KAM_ETS_NAME_SIZE] = "";

    memset(test, 0, sizeof *test);
    if (options->method != KAM_FORECAST_AUTO)
        test->member[options->method] = 1;
    else if (series->n < series->season)
        test->member[KAM_FORECAST_MEAN] = test->member[KAM_FORECAST_SES] = 1;
    else
        for (size_t i = 0; i < sizeof combined / sizeof combined[0]; i++)
            test->member[combined[i]] = 1;
    for (int k = 0; k < KAM_FORECAST_METHODS; k++)
        if (test->member[k])
            test->member[k] = pool_forecast(series, (KamForecastMethod)k, options->horizon, work->point[k],
                                            k == KAM_FORECAST_ETS ? name : NULL);
    forecast->method = options->method;
    strcpy(forecast->name, kam_forecast_method_name(options->method));
    if (options->method == KAM_FORECAST_ETS && name[0] != '\0')
        strcpy(forecast->name, name);
}

static int
count_members(const Backtest *test)
{
    int count = 0;

    for (int k = 0; k < KAM_FORECAST_METHODS; k++)
        count += test->member[k];
    return count;
}

/* A combination of nothing is left for the shortest series: they get their mean. */
static void
fall_back(const PoolSeries *series, const KamForecastOptions *options, KamForecastWork *work, Backtest *test,
          KamForecast *forecast)
{
    memset(test->member, 0, sizeof test->member);
    test->member[KAM_FORECAST_MEAN] = 1;
    pool_forecast(series, KAM_FORECAST_MEAN, options->horizon, work->point[KAM_FORECAST_MEAN], NULL);
    forecast->method = KAM_FORECAST_MEAN;
    strcpy(forecast->name, kam_forecast_method_name(KAM_FORECAST_MEAN));
}

double
level_of(const KamForecastOptions *options)
{
    return options->level > 0 ? options->level : 0.95;
}

static double
floor_of(const PoolSeries *series, const KamForecastOptions *options)
{
    if (options->may_be_negative)
        return -HUGE_VAL;
    for (size_t t = 0; t < series->n; t++)
        if (series->y[t] < 0)
            return -HUGE_VAL;
    return 0;
}

static void
write_weights(double weight[KAM_FORECAST_METHODS])
{
    double sum = 0;

    for (int k = 0; k < KAM_FORECAST_METHODS; k++)
        sum += weight[k];
    for (int k = 0; k < KAM_FORECAST_METHODS; k++)
        weight[k] = sum > 0 ? weight[k] / sum : 0;
}

/* Errors of neighbouring steps go together: of the variance of a sum, so much is that of errors which are all equal. */
#define SHARED_ERROR 0.6

static void
write_total(const PoolSeries *series, const KamForecastOptions *options, const KamForecastWork *work, double reach,
            KamForecast *forecast)
{
    const double least = floor_of(series, options);
    double total = 0, squares = 0, sum = 0, spread;

    for (size_t h = 0; h < options->total; h++) {
        total += forecast->point[h];
        squares += work->spread[h] * work->spread[h];
        sum += work->spread[h];
    }
    spread = sqrt((1 - SHARED_ERROR) * squares + SHARED_ERROR * sum * sum);
    forecast->total = total;
    forecast->total_lower = options->total > 0 ? fmax(total - reach * spread, least) : 0;
    forecast->total_upper = options->total > 0 ? total + reach * spread : 0;
}

static void
write_forecast(const PoolSeries *series, const KamForecastOptions *options, const KamForecastWork *work,
               const Backtest *test, double reach, KamForecast *forecast)
{
    const double least = floor_of(series, options);

    memset(forecast->weight, 0, sizeof forecast->weight);
    for (size_t h = 0; h < options->horizon; h++) {
        double point = backtest_combine(test->member, work->point, h, forecast->weight);

        forecast->point[h] = fmax(point, least);
        forecast->lower[h] = fmax(point - reach * work->spread[h], least);
        forecast->upper[h] = fmax(point + reach * work->spread[h], least);
    }
    write_weights(forecast->weight);
    write_total(series, options, work, reach, forecast);
}

/* What comes is either what the methods say or nothing. The lower ends say nothing as soon as nothing has more chance
 * than the lower tail; the upper ends stay, as long as going on has more chance than the upper one. */
static void
weigh_by_alive(const PoolSeries *series, const KamForecastOptions *options, KamForecast *forecast)
{
    const double tail = (1 - level_of(options)) / 2, alive = alive_chance(series->y, series->n);

    forecast->alive = alive;
    for (size_t h = 0; h < options->horizon; h++) {
        forecast->point[h] *= alive;
        forecast->lower[h] = 1 - alive > tail ? fmin(forecast->lower[h], 0) : forecast->lower[h];
        forecast->upper[h] = alive > tail ? forecast->upper[h] : 0;
    }
    forecast->total *= alive;
    forecast->total_lower = 1 - alive > tail ? fmin(forecast->total_lower, 0) : forecast->total_lower;
    forecast->total_upper = alive > tail ? forecast->total_upper : 0;
}

/* A mean lies outside its own quantiles when next to all of the chance is on nothing: of a customer who has left, or of
 * one month of a rare demand. An interval that does not hold the number beside it is read as a fault, so that it
 * reaches to the mean; it then holds a little more than it says. */
static void
hold_means(const KamForecastOptions *options, KamForecast *forecast)
{
    for (size_t h = 0; h < options->horizon; h++) {
        forecast->lower[h] = fmin(forecast->lower[h], forecast->point[h]);
        forecast->upper[h] = fmax(forecast->upper[h], forecast->point[h]);
    }
    forecast->total_lower = fmin(forecast->total_lower, forecast->total);
    forecast->total_upper = fmax(forecast->total_upper, forecast->total);
}

static void
spread_of_the_short(const PoolSeries *series, size_t horizon, double spread[])
{
    double squares = 0;

    for (size_t t = 1; t < series->n; t++)
        squares += (series->y[t] - series->y[t - 1]) * (series->y[t] - series->y[t - 1]);
    for (size_t h = 0; h < horizon; h++)
        spread[h] = sqrt(squares * (double)(h + 1) / (double)(series->n > 1 ? series->n - 1 : 1));
}

static int
forecast_as_lumpy(const PoolSeries *series, const KamForecastOptions *options, KamForecast *forecast)
{
    KamIntermittentMethod method = KAM_INTERMITTENT_SBA;

    if (options->method == KAM_FORECAST_AUTO && !lumpy_applies(series, &method))
        return 0;
    if (options->method != KAM_FORECAST_AUTO && options->method != KAM_FORECAST_INTERMITTENT)
        return 0;
    return lumpy_forecast(series, options, method, forecast);
}

static void
forecast_clean(const PoolSeries *series, const KamForecastOptions *options, KamForecastWork *work,
               KamForecast *forecast)
{
    const double level = level_of(options);
    const double quantile = ERROR_SCALE * gsl_cdf_tdist_Pinv((1 + level) / 2, ERROR_FREEDOM);
    const double quantile_80 = ERROR_SCALE * gsl_cdf_tdist_Pinv((1 + NARROW_LEVEL) / 2, ERROR_FREEDOM);
    double widening;
    Backtest test;

    forecast->alive = 1;
    if (forecast_as_lumpy(series, options, forecast)) {
        weigh_by_alive(series, options, forecast);
        return;
    }
    forecast_members(series, options, work, &test, forecast);
    if (count_members(&test) == 0)
        fall_back(series, options, work, &test, forecast);
    backtest_run(series, options->borrowed, options->horizon, work, &test);
    if (!pool_spread(series, options->horizon, work->spread))
        spread_of_the_short(series, options->horizon, work->spread);
    widening = backtest_widening(series, &test, work, MAX_ORIGINS);
    forecast->sigma = work->spread[0] * widening * ERROR_SCALE * sqrt(ERROR_FREEDOM / (ERROR_FREEDOM - 2.0));
    backtest_measure(series, &test, work, quantile, quantile_80, forecast);
    write_forecast(series, options, work, &test, quantile * widening, forecast);
    if (options->method == KAM_FORECAST_AUTO)
        weigh_by_alive(series, options, forecast);
}

KamCalcStatus
kam_forecast_series(const double y[], size_t n, const KamForecastOptions *options, KamForecastWork *work,
                    KamForecast *forecast)
{
    PoolSeries series = { .season = options->season > 1 ? options->season : 1 };
    KamCalcStatus status = check_options(options);
    size_t first;

    if (status == KAM_CALC_OK)
        status = check_values(y, n, &first);
    if (status != KAM_CALC_OK)
        return status;
    series.n = n - first;
    if (series.n < pool_needed(options->method, series.season))
        return KAM_CALC_TOO_FEW;
    if (!make_room(work, series.n))
        return KAM_CALC_NO_MEMORY;
    series.y = work->values;
    series.adjusted = work->values + series.n;
    series.scratch = work->values + 2 * series.n;
    forecast->n = series.n;
    forecast->n_missing = clean_values(y + first, series.n, series.season, work->values);
    pool_prepare(&series, options->borrowed);
    forecast->is_seasonal = series.is_seasonal;
    forecast_clean(&series, options, work, forecast);
    hold_means(options, forecast);
    return KAM_CALC_OK;
}
