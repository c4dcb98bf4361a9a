/* The back-test: forecasts from earlier origins of the series, weights and errors from them. See forecast_private.h. */
#include "forecast_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LEAST_TRIMMED 5

void
backtest_choose_origins(const PoolSeries *series, size_t horizon, Backtest *test)
{
    const size_t n = series->n;
    size_t reach = horizon < n / 3 ? horizon : n / 3;
    size_t wanted = reach < 4 ? reach : 4;

    test->origins = 0;
    for (size_t i = 0; i < wanted; i++) {
        size_t back = (reach * (wanted - i) + wanted - 1) / wanted;

        test->origin[test->origins] = n - back;
        test->steps[test->origins] = back < horizon ? back : horizon;
        test->origins++;
    }
}

static int
count_true(const int flags[KAM_FORECAST_METHODS])
{
    int count = 0;

    for (int k = 0; k < KAM_FORECAST_METHODS; k++)
        count += flags[k];
    return count;
}

/* The series as it was known then; it borrows the workspaces of the whole one. */
static void
try_origin(const PoolSeries *series, const double borrowed[], size_t i, KamForecastWork *work, Backtest *test)
{
    PoolSeries past = *series;

    past.n = test->origin[i];
    past.adjusted = series->scratch + POOL_SCRATCH(series->n);
    pool_prepare(&past, borrowed);
    test->is_alike[i] = past.is_seasonal == series->is_seasonal;
    for (int k = 0; k < KAM_FORECAST_METHODS; k++)
        test->member_then[i][k] =
            test->member[k] && pool_forecast(&past, (KamForecastMethod)k, test->steps[i], work->tried[i][k], NULL);
    if (count_true(test->member_then[i]) == 0 || !pool_spread(&past, test->steps[i], work->tried_spread[i]))
        test->steps[i] = 0;
}

void
backtest_run(const PoolSeries *series, const double borrowed[], size_t horizon, KamForecastWork *work, Backtest *test)
{
    backtest_choose_origins(series, horizon, test);
    for (size_t i = 0; i < test->origins; i++)
        try_origin(series, borrowed, i, work, test);
}

static int
compare_values(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Five and more members: without the least and the largest, so that one that runs wild does no harm. */
double
backtest_combine(const int member[], const double point[][KAM_FORECAST_MAX_HORIZON], size_t h,
                 double weight[KAM_FORECAST_METHODS])
{
    double value[KAM_FORECAST_METHODS], least, most, sum = 0;
    size_t count = 0, trim, kept;

    for (int k = 0; k < KAM_FORECAST_METHODS; k++)
        if (member[k])
            value[count++] = point[k][h];
    if (count == 0)
        return 0;
    qsort(value, count, sizeof value[0], compare_values);
    trim = count >= LEAST_TRIMMED ? 1 : 0;
    kept = count - 2 * trim;
    for (size_t i = trim; i < count - trim; i++)
        sum += value[i] / (double)kept;
    least = value[trim];
    most = value[count - trim - 1];
    for (int k = 0; weight != NULL && k < KAM_FORECAST_METHODS; k++)
        if (member[k] && point[k][h] >= least && point[k][h] <= most)
            weight[k] += 1;
    return sum;
}

double
backtest_combined(const Backtest *test, const KamForecastWork *work, size_t origin, size_t h)
{
    return backtest_combine(test->member_then[origin], work->tried[origin], h, NULL);
}

/* Prior weight of "the spread is right", in errors. */
#define PRIOR_ERRORS 8.0

double
backtest_widening(const PoolSeries *series, const Backtest *test, const KamForecastWork *work, size_t without)
{
    double squares = PRIOR_ERRORS, count = PRIOR_ERRORS;

    for (size_t i = 0; i < test->origins; i++)
        for (size_t h = 0; h < test->steps[i]; h++) {
            double error = series->y[test->origin[i] + h] - backtest_combined(test, work, i, h);

            if (i == without || !test->is_alike[i] || !(work->tried_spread[i][h] > 0))
                continue;
            error /= work->tried_spread[i][h];
            squares += fmin(error * error, 25);
            count++;
        }
    return sqrt(squares / count);
}

/* Mean absolute difference at the seasonal lag: the scale of MASE. */
static double
naive_error(const PoolSeries *series)
{
    const size_t lag = series->n > series->season ? series->season : 1;
    double sum = 0;

    for (size_t t = lag; t < series->n; t++)
        sum += fabs(series->y[t] - series->y[t - lag]);
    return series->n > lag ? sum / (double)(series->n - lag) : 0;
}

static KamCalcValue
ratio(double part, double whole)
{
    if (!(whole > 0))
        return (KamCalcValue) { .status = KAM_CALC_EMPTY };
    return (KamCalcValue) { .value = part / whole, .status = KAM_CALC_OK };
}

void
errors_add(Errors *errors, double y, double forecast, const Bounds *bounds)
{
    const double size = fabs(y) + fabs(forecast);

    errors->absolute += fabs(y - forecast);
    errors->bias += forecast - y;
    errors->size += fabs(y);
    errors->relative += size > 0 ? 200 * fabs(y - forecast) / size : 0;
    errors->inside += y >= bounds->lower && y <= bounds->upper;
    errors->inside_80 += y >= bounds->lower_80 && y <= bounds->upper_80;
    errors->count++;
}

void
errors_write(const Errors *errors, const PoolSeries *series, KamForecast *forecast)
{
    const double count = errors->count;

    forecast->mase = ratio(count > 0 ? errors->absolute / count : 0, count > 0 ? naive_error(series) : 0);
    forecast->smape = ratio(errors->relative, count);
    forecast->bias = ratio(errors->bias, errors->size);
    forecast->coverage = ratio(errors->inside, count);
    forecast->coverage_80 = ratio(errors->inside_80, count);
}

void
backtest_measure(const PoolSeries *series, const Backtest *test, const KamForecastWork *work, double quantile,
                 double quantile_80, KamForecast *forecast)
{
    Errors errors = { 0 };

    for (size_t i = 0; i < test->origins; i++) {
        const double widening = backtest_widening(series, test, work, i);

        for (size_t h = 0; h < test->steps[i]; h++) {
            double f = backtest_combined(test, work, i, h), spread = widening * work->tried_spread[i][h];
            const Bounds bounds = { f - quantile * spread, f + quantile * spread, f - quantile_80 * spread,
                                    f + quantile_80 * spread };

            errors_add(&errors, series->y[test->origin[i] + h], f, &bounds);
        }
    }
    forecast->origins = test->origins;
    errors_write(&errors, series, forecast);
}
