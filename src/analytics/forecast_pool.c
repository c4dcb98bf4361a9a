/* The methods of the pool: see forecast_pool.h. */
#include "forecast_pool.h"

#include <math.h>
#include <string.h>

#include <kamen/intermittent.h>

#include "autoregression.h"
#include "season.h"
#include "theta.h"

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
    else if (season_is_present(series->y, n, m))
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
        return 3;
    case KAM_FORECAST_INTERMITTENT:
        return 4;
    case KAM_FORECAST_SES:
    case KAM_FORECAST_THETA:
    case KAM_FORECAST_ETS:
    case KAM_FORECAST_THETA_OPTIMISED:
        return 5;
    case KAM_FORECAST_HOLT:
    case KAM_FORECAST_AUTOREGRESSION:
        return 7;
    case KAM_FORECAST_DAMPED:
        return 8;
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

/* The same rate in every step: TSB, whose rate sinks while nothing comes. */
static int
forecast_intermittent(const PoolSeries *series, size_t horizon, double point[])
{
    const KamIntermittentOptions options = { .method = KAM_INTERMITTENT_TSB, .start = KAM_INTERMITTENT_MEAN };
    KamIntermittentFit fit;

    if (kam_intermittent_fit(series->y, series->n, &options, &fit) != KAM_CALC_OK)
        return 0;
    for (size_t h = 0; h < horizon; h++)
        point[h] = fit.rate;
    return 1;
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
    case KAM_FORECAST_THETA:
        return theta_forecast(series->adjusted, series->n, series->scratch, horizon, point);
    case KAM_FORECAST_THETA_OPTIMISED:
        theta_optimised_forecast(series->adjusted, series->n, horizon, point);
        return 1;
    case KAM_FORECAST_AUTOREGRESSION:
        autoregression_of_steps(series->adjusted, series->n, 12, series->scratch, horizon, point);
        return 1;
    case KAM_FORECAST_AUTO:
    case KAM_FORECAST_SEASONAL_NAIVE:
    case KAM_FORECAST_ETS:
    case KAM_FORECAST_INTERMITTENT:
    case KAM_FORECAST_METHODS:
        break;
    }
    return 0;
}

int
pool_forecast(const PoolSeries *series, KamForecastMethod method, size_t horizon, double point[],
              char name[KAM_ETS_NAME_SIZE])
{
    if (series->n < pool_needed(method, series->season))
        return 0;
    if (method == KAM_FORECAST_INTERMITTENT)
        return forecast_intermittent(series, horizon, point);
    if (method == KAM_FORECAST_ETS)
        return forecast_chosen_ets(series, horizon, point, name);
    if (method == KAM_FORECAST_SEASONAL_NAIVE) {
        for (size_t h = 0; h < horizon; h++)
            point[h] = series->y[series->n - series->season + h % series->season];
        return 1;
    }
    if (!forecast_adjusted(series, method, horizon, point))
        return 0;
    if (series->is_seasonal)
        season_restore(point, horizon, series->n, series->season, series->is_multiplicative, series->index);
    return 1;
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
        deviation[h] = sqrt(deviation[h]);
        if (series->is_seasonal && series->is_multiplicative)
            deviation[h] *= series->index[at];
        at = at + 1 == series->season ? 0 : at + 1;
    }
    return 1;
}
