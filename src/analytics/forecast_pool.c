/* The methods of the pool: see forecast_pool.h. */
#include "forecast_pool.h"

#include <math.h>
#include <string.h>

#include "autoregression.h"
#include "season.h"
#include "theta.h"

#define SHORT_ORDER 12 /* of autoregressions that need not carry a season */

/* A borrowed season is taken while the series has too little to show its own. */
static void
borrow_season(PoolSeries *series, const double borrowed[])
{
    for (size_t i = 0; i < series->season; i++)
        if (!(borrowed[i] > 0))
            return;
    memcpy(series->index, borrowed, series->season * sizeof borrowed[0]);
    series->is_seasonal = series->is_multiplicative = 1;
}

void
pool_prepare(PoolSeries *series, const double borrowed[])
{
    const size_t n = series->n, m = series->season;

    series->is_positive = 1;
    for (size_t t = 0; t < n; t++)
        series->is_positive &= series->y[t] > 0;
    series->is_seasonal = 0;
    series->is_multiplicative = series->is_positive;
    memcpy(series->adjusted, series->y, n * sizeof series->y[0]);
    if (m > 1 && n < 2 * m && borrowed != NULL)
        borrow_season(series, borrowed);
    else if (season_is_present(series->y, n, m, series->scratch))
        series->is_seasonal =
            season_indices(series->y, n, m, series->is_multiplicative, series->scratch, series->index);
    if (series->is_seasonal)
        season_remove(series->y, n, m, series->is_multiplicative, series->index, series->adjusted);
}

size_t
pool_needed(KamForecastMethod method, size_t season)
{
    switch (method) {
    case KAM_FORECAST_NAIVE:
    case KAM_FORECAST_MEAN:
        return 1;
    case KAM_FORECAST_SEASONAL_NAIVE:
        return season;
    case KAM_FORECAST_AUTO:
    case KAM_FORECAST_INTERMITTENT:
        return 3;
    case KAM_FORECAST_SES:
    case KAM_FORECAST_THETA:
    case KAM_FORECAST_LOG_THETA:
    case KAM_FORECAST_ETS:
    case KAM_FORECAST_THETA_OPTIMISED:
        return 5;
    case KAM_FORECAST_HOLT:
    case KAM_FORECAST_STEPS:
    case KAM_FORECAST_AUTOREGRESSION:
        return 7;
    case KAM_FORECAST_DAMPED:
    case KAM_FORECAST_LOG_DAMPED:
        return 8;
    case KAM_FORECAST_SEASONAL_STEPS:
    case KAM_FORECAST_HOLT_WINTERS:
        return season > 1 ? 2 * season : 8;
    case KAM_FORECAST_METHODS:
        break;
    }
    return 0;
}

static int
forecast_plain_ets(const PoolSeries *series, KamEtsPart trend, size_t horizon, double point[])
{
    const KamEtsModel model = { KAM_ETS_ADDITIVE, trend, KAM_ETS_NONE, 1 };
    KamEts ets;

    if (kam_ets_fit(series->adjusted, series->n, &model, series->scratch, &ets) != KAM_CALC_OK)
        return 0;
    return kam_ets_forecast(&ets, horizon, point, NULL) == KAM_CALC_OK;
}

static int
forecast_chosen_ets(const PoolSeries *series, size_t horizon, double point[], char name[KAM_ETS_NAME_SIZE])
{
    KamEts ets;

    if (kam_ets_select(series->y, series->n, series->season, series->scratch, &ets) != KAM_CALC_OK)
        return 0;
    if (name != NULL)
        kam_ets_name(&ets.model, name);
    return kam_ets_forecast(&ets, horizon, point, NULL) == KAM_CALC_OK;
}

static void
forecast_mean(const PoolSeries *series, size_t horizon, double point[])
{
    double mean = 0;

    for (size_t t = 0; t < series->n; t++)
        mean += series->adjusted[t] / (double)series->n;
    for (size_t h = 0; h < horizon; h++)
        point[h] = mean;
}

/* Logarithms of y into `logs`; 0 when a value has none. */
static int
take_logs(const double y[], size_t n, double logs[])
{
    for (size_t t = 0; t < n; t++) {
        if (!(y[t] > 0))
            return 0;
        logs[t] = log(y[t]);
    }
    return 1;
}

/* Back from logarithms. What leaves a hundred times the range of the series is a trend run wild, not a forecast. */
static int
undo_logs(double point[], size_t horizon, const double logs[], size_t n)
{
    const double reach = log(100);
    double least = logs[0], most = logs[0];

    for (size_t t = 1; t < n; t++) {
        least = fmin(least, logs[t]);
        most = fmax(most, logs[t]);
    }
    for (size_t h = 0; h < horizon; h++) {
        if (!(point[h] > least - reach && point[h] < most + reach))
            return 0;
        point[h] = exp(point[h]);
    }
    return 1;
}

static int
forecast_log_damped(const PoolSeries *series, size_t horizon, double point[])
{
    const KamEtsModel model = { KAM_ETS_ADDITIVE, KAM_ETS_DAMPED, KAM_ETS_NONE, 1 };
    double *logs = series->scratch, *work = series->scratch + series->n;
    KamEts ets;

    if (!take_logs(series->adjusted, series->n, logs))
        return forecast_plain_ets(series, KAM_ETS_DAMPED, horizon, point);
    if (kam_ets_fit(logs, series->n, &model, work, &ets) != KAM_CALC_OK)
        return 0;
    kam_ets_forecast(&ets, horizon, point, NULL);
    return undo_logs(point, horizon, logs, series->n);
}

static int
forecast_log_theta(const PoolSeries *series, size_t horizon, double point[])
{
    double *logs = series->scratch, *work = series->scratch + series->n;

    if (!take_logs(series->adjusted, series->n, logs))
        return theta_forecast(series->adjusted, series->n, work, horizon, point);
    return theta_forecast(logs, series->n, work, horizon, point) && undo_logs(point, horizon, logs, series->n);
}

/* The order reaches a little beyond a season, so that the steps themselves carry it. */
static int
forecast_seasonal_steps(const PoolSeries *series, size_t horizon, double point[])
{
    const size_t order = series->season > 1 ? series->season + 2 : SHORT_ORDER;
    double *logs = series->scratch, *work = series->scratch + series->n;

    if (!take_logs(series->y, series->n, logs)) {
        autoregression_of_steps(series->y, series->n, order, 1, work, horizon, point);
        return 1;
    }
    autoregression_of_steps(logs, series->n, order, 1, work, horizon, point);
    return undo_logs(point, horizon, logs, series->n);
}

static int
forecast_holt_winters(const PoolSeries *series, size_t horizon, double point[])
{
    const KamEtsPart part = series->is_positive ? KAM_ETS_MULTIPLICATIVE : KAM_ETS_ADDITIVE;
    const KamEtsModel model = { part, KAM_ETS_ADDITIVE, part, series->season };
    KamEts ets;

    if (series->season < 2 || series->season > KAM_ETS_MAX_SEASON)
        return 0;
    if (kam_ets_fit(series->y, series->n, &model, series->scratch, &ets) != KAM_CALC_OK)
        return 0;
    return kam_ets_forecast(&ets, horizon, point, NULL) == KAM_CALC_OK;
}

/* Methods that see the series without its season. */
static int
forecast_adjusted(const PoolSeries *series, KamForecastMethod method, size_t horizon, double point[])
{
    switch (method) {
    case KAM_FORECAST_NAIVE:
        for (size_t h = 0; h < horizon; h++)
            point[h] = series->adjusted[series->n - 1];
        return 1;
    case KAM_FORECAST_MEAN:
        forecast_mean(series, horizon, point);
        return 1;
    case KAM_FORECAST_SES:
        return forecast_plain_ets(series, KAM_ETS_NONE, horizon, point);
    case KAM_FORECAST_HOLT:
        return forecast_plain_ets(series, KAM_ETS_ADDITIVE, horizon, point);
    case KAM_FORECAST_DAMPED:
        return forecast_plain_ets(series, KAM_ETS_DAMPED, horizon, point);
    case KAM_FORECAST_LOG_DAMPED:
        return forecast_log_damped(series, horizon, point);
    case KAM_FORECAST_THETA:
        return theta_forecast(series->adjusted, series->n, series->scratch, horizon, point);
    case KAM_FORECAST_LOG_THETA:
        return forecast_log_theta(series, horizon, point);
    case KAM_FORECAST_THETA_OPTIMISED:
        theta_optimised_forecast(series->adjusted, series->n, horizon, point);
        return 1;
    case KAM_FORECAST_AUTOREGRESSION:
        autoregression_of_values(series->adjusted, series->n, SHORT_ORDER, series->scratch, horizon, point);
        return 1;
    case KAM_FORECAST_STEPS:
        autoregression_of_steps(series->adjusted, series->n, SHORT_ORDER, 0, series->scratch, horizon, point);
        return 1;
    case KAM_FORECAST_AUTO:
    case KAM_FORECAST_SEASONAL_NAIVE:
    case KAM_FORECAST_SEASONAL_STEPS:
    case KAM_FORECAST_HOLT_WINTERS:
    case KAM_FORECAST_ETS:
    case KAM_FORECAST_INTERMITTENT:
    case KAM_FORECAST_METHODS:
        break;
    }
    return 0;
}

/* Methods that see the series as it is; -1 for the others. */
static int
forecast_whole(const PoolSeries *series, KamForecastMethod method, size_t horizon, double point[],
               char name[KAM_ETS_NAME_SIZE])
{
    switch ((int)method) {
    case KAM_FORECAST_SEASONAL_NAIVE:
        for (size_t h = 0; h < horizon; h++)
            point[h] = series->y[series->n - series->season + h % series->season];
        return 1;
    case KAM_FORECAST_SEASONAL_STEPS:
        return forecast_seasonal_steps(series, horizon, point);
    case KAM_FORECAST_HOLT_WINTERS:
        return forecast_holt_winters(series, horizon, point);
    case KAM_FORECAST_ETS:
        return forecast_chosen_ets(series, horizon, point, name);
    default:
        return -1;
    }
}

int
pool_forecast(const PoolSeries *series, KamForecastMethod method, size_t horizon, double point[],
              char name[KAM_ETS_NAME_SIZE])
{
    int done;

    if (series->n < pool_needed(method, series->season))
        return 0;
    done = forecast_whole(series, method, horizon, point, name);
    if (done < 0) {
        done = forecast_adjusted(series, method, horizon, point);
        if (done && series->is_seasonal)
            season_restore(point, horizon, series->n, series->season, series->is_multiplicative, series->index);
    }
    for (size_t h = 0; done && h < horizon; h++)
        done = isfinite(point[h]) != 0;
    return done;
}

/* Factors estimated from k seasons follow the noise in them: what is left looks smaller than noise by sqrt(1 - 1/k),
 * and what comes differs from the factors by sqrt(1 + 1/k) of it. Borrowed factors saw none of the series. */
static double
error_of_season(const PoolSeries *series)
{
    const double seasons = (double)series->n / (double)series->season;

    if (!series->is_seasonal || series->n < 2 * series->season)
        return 1;
    return sqrt((seasons + 1) / (seasons - 1));
}

int
pool_spread(const PoolSeries *series, size_t horizon, double deviation[])
{
    const KamEtsModel model = { KAM_ETS_ADDITIVE, KAM_ETS_NONE, KAM_ETS_NONE, 1 };
    double point[KAM_FORECAST_MAX_HORIZON];
    size_t at = series->n % series->season;
    KamEts ets;

    if (kam_ets_fit(series->adjusted, series->n, &model, series->scratch, &ets) != KAM_CALC_OK)
        return 0;
    kam_ets_forecast(&ets, horizon, point, deviation);
    for (size_t h = 0; h < horizon; h++) {
        deviation[h] = error_of_season(series) * sqrt(deviation[h]);
        if (series->is_seasonal && series->is_multiplicative)
            deviation[h] *= series->index[at];
        at = at + 1 == series->season ? 0 : at + 1;
    }
    return 1;
}
