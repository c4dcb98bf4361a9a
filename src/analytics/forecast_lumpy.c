/* Series whose demand comes now and then: a rate, and the distribution of what it adds up to (kamen/intermittent.h). */
#include <kamen/intermittent.h>

#include <math.h>
#include <string.h>

#include "forecast_private.h"

/* The history without a silence at its end that is new: that one is weighed by alive_chance(). */
static size_t
active_length(const double y[], size_t n)
{
    if (alive_chance(y, n) < 1)
        while (n > 0 && y[n - 1] == 0)
            n--;
    return n;
}

/* Where a season shows, silence is a part of it: a shop that closes each winter has no demand by chance. */
int
lumpy_applies(const PoolSeries *series, KamIntermittentMethod *method)
{
    KamDemandProfile profile;

    if (series->is_seasonal ||
        kam_intermittent_profile(series->y, active_length(series->y, series->n), &profile) != KAM_CALC_OK)
        return 0;
    *method = kam_intermittent_choose(&profile);
    return profile.mean_interval > KAM_DEMAND_CUT_INTERVAL;
}

/* The state at the end of n observations, of which several totals are asked. */
typedef struct {
    KamCalcStatus status;
    KamIntermittentFit fit;
} Ending;

static Ending
ending_at(const PoolSeries *series, size_t n, KamIntermittentMethod method)
{
    const KamIntermittentOptions options = { .method = method, .start = KAM_INTERMITTENT_MEAN };
    Ending ending;

    ending.status = kam_intermittent_fit(series->y, active_length(series->y, n), &options, &ending.fit);
    return ending;
}

/* What `periods` bring from there; nothing at all once the rate has died away. */
static int
total_of(const Ending *ending, double level, size_t periods, KamIntermittentTotal *total)
{
    KamCalcStatus status = ending->status;

    if (status == KAM_CALC_OK)
        status = kam_intermittent_total(&ending->fit, periods, level, total);
    if (status != KAM_CALC_EMPTY)
        return status == KAM_CALC_OK;
    *total = (KamIntermittentTotal) { .none = 1 };
    return 1;
}

static void
measure(const PoolSeries *series, const KamForecastOptions *options, KamIntermittentMethod method,
        KamForecast *forecast)
{
    Errors errors = { 0 };
    Backtest test;

    backtest_choose_origins(series, options->horizon, &test);
    for (size_t i = 0; i < test.origins; i++) {
        const Ending ending = ending_at(series, test.origin[i], method);
        KamIntermittentTotal total, narrow;
        Bounds bounds;

        if (!total_of(&ending, level_of(options), 1, &total) || !total_of(&ending, NARROW_LEVEL, 1, &narrow))
            continue;
        bounds = (Bounds) { total.lower, total.upper, narrow.lower, narrow.upper };
        for (size_t h = 0; h < test.steps[i]; h++)
            errors_add(&errors, series->y[test.origin[i] + h], total.expected, &bounds);
    }
    forecast->origins = test.origins;
    errors_write(&errors, series, forecast);
}

static const char *
name_of(KamIntermittentMethod method)
{
    switch (method) {
    case KAM_INTERMITTENT_CROSTON:
        return "Croston";
    case KAM_INTERMITTENT_SBA:
        return "Croston-SBA";
    case KAM_INTERMITTENT_SBJ:
        return "Croston-SBJ";
    case KAM_INTERMITTENT_TSB:
        return "TSB";
    case KAM_INTERMITTENT_ADIDA:
        break;
    }
    return "ADIDA";
}

int
lumpy_forecast(const PoolSeries *series, const KamForecastOptions *options, KamIntermittentMethod method,
               KamForecast *forecast)
{
    const Ending ending = ending_at(series, series->n, method);
    KamIntermittentTotal one, sum = { 0 };

    if (!total_of(&ending, level_of(options), 1, &one))
        return 0;
    if (options->total > 0 && !total_of(&ending, level_of(options), options->total, &sum))
        return 0;
    for (size_t h = 0; h < options->horizon; h++) {
        forecast->point[h] = one.expected;
        forecast->lower[h] = one.lower;
        forecast->upper[h] = one.upper;
    }
    forecast->total = sum.expected;
    forecast->total_lower = sum.lower;
    forecast->total_upper = sum.upper;
    forecast->sigma = one.std_error;
    forecast->method = KAM_FORECAST_INTERMITTENT;
    forecast->is_seasonal = 0;
    strcpy(forecast->name, name_of(method));
    memset(forecast->weight, 0, sizeof forecast->weight);
    forecast->weight[KAM_FORECAST_INTERMITTENT] = 1;
    measure(series, options, method, forecast);
    return 1;
}
