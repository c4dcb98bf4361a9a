/* The back-test: forecasts from earlier origins of the series, weights and errors from them. See forecast_private.h. */
#include "forecast_private.h"

#include <math.h>
#include <string.h>

/* Origins spread over the last horizon (at most a third of the series), the earliest first. */
static void
choose_origins(const PoolSeries *series, size_t horizon, Backtest *test)
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

/* The series as it was known then; it borrows the workspaces of the whole one. */
static void
try_origin(const PoolSeries *series, const double borrowed[], size_t i, KamForecastWork *work, Backtest *test)
{
    PoolSeries past = *series;

    past.n = test->origin[i];
    past.adjusted = series->scratch + POOL_SCRATCH(series->n);
    pool_prepare(&past, borrowed);
    for (int k = 0; k < KAM_FORECAST_METHODS; k++)
        if (test->member[k])
            test->member[k] = pool_forecast(&past, (KamForecastMethod)k, test->steps[i], work->tried[i][k], NULL);
    if (!pool_spread(&past, test->steps[i], work->tried_spread[i]))
        test->steps[i] = 0;
}

void
backtest_run(const PoolSeries *series, const double borrowed[], size_t horizon, KamForecastWork *work, Backtest *test)
{
    choose_origins(series, horizon, test);
    for (size_t i = 0; i < test->origins; i++)
        try_origin(series, borrowed, i, work, test);
}

static double
mean_absolute_error(const PoolSeries *series, const Backtest *test, const KamForecastWork *work, int k)
{
    double sum = 0, count = 0;

    for (size_t i = 0; i < test->origins; i++)
        for (size_t h = 0; h < test->steps[i]; h++) {
            sum += fabs(series->y[test->origin[i] + h] - work->tried[i][k][h]);
            count++;
        }
    return count > 0 ? sum / count : 0;
}

void
backtest_weigh(const PoolSeries *series, const Backtest *test, const KamForecastWork *work,
               double weight[KAM_FORECAST_METHODS])
{
    double error[KAM_FORECAST_METHODS], mean = 0, count = 0, sum = 0;

    memset(weight, 0, KAM_FORECAST_METHODS * sizeof weight[0]);
    for (int k = 0; k < KAM_FORECAST_METHODS; k++)
        if (test->member[k]) {
            error[k] = mean_absolute_error(series, test, work, k);
            mean += error[k];
            count++;
        }
    for (int k = 0; k < KAM_FORECAST_METHODS; k++)
        if (test->member[k])
            sum += weight[k] = mean > 0 ? 1 / (error[k] + mean / count) : 1;
    for (int k = 0; k < KAM_FORECAST_METHODS; k++)
        weight[k] = sum > 0 ? weight[k] / sum : 0;
}

double
backtest_combined(const Backtest *test, const KamForecastWork *work, const double weight[], size_t origin, size_t h)
{
    double sum = 0;

    for (int k = 0; k < KAM_FORECAST_METHODS; k++)
        if (test->member[k])
            sum += weight[k] * work->tried[origin][k][h];
    return sum;
}

/* Prior weight of "the spread is right", in errors. */
#define PRIOR_ERRORS 8.0

double
backtest_widening(const PoolSeries *series, const Backtest *test, const KamForecastWork *work, const double weight[])
{
    double squares = PRIOR_ERRORS, count = PRIOR_ERRORS;

    for (size_t i = 0; i < test->origins; i++)
        for (size_t h = 0; h < test->steps[i]; h++) {
            double error = series->y[test->origin[i] + h] - backtest_combined(test, work, weight, i, h);

            if (!(work->tried_spread[i][h] > 0))
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
backtest_measure(const PoolSeries *series, const Backtest *test, const KamForecastWork *work, const double weight[],
                 double reach, KamForecast *forecast)
{
    double absolute = 0, relative = 0, signed_sum = 0, size = 0, inside = 0, count = 0;

    for (size_t i = 0; i < test->origins; i++)
        for (size_t h = 0; h < test->steps[i]; h++) {
            double y = series->y[test->origin[i] + h], f = backtest_combined(test, work, weight, i, h);

            absolute += fabs(y - f);
            signed_sum += f - y;
            size += fabs(y);
            if (fabs(y) + fabs(f) > 0)
                relative += 200 * fabs(y - f) / (fabs(y) + fabs(f));
            inside += fabs(y - f) <= reach * work->tried_spread[i][h];
            count++;
        }
    forecast->origins = test->origins;
    forecast->mase = ratio(count > 0 ? absolute / count : 0, count > 0 ? naive_error(series) : 0);
    forecast->smape = ratio(relative, count);
    forecast->bias = ratio(signed_sum, size);
    forecast->coverage = ratio(inside, count);
}
