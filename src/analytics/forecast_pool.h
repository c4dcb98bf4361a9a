/* The pool: every method of kam_forecast_series() on a series that is clean and, where it has one, freed from its
 * season. Private to libkamen. */
#pragma once

#include <stddef.h>

#include <kamen/forecast.h>

/* A series made ready; arrays are the caller's. */
typedef struct {
    const double *y; /* n values, none missing */
    size_t n;
    size_t season; /* 1 for none */
    int is_positive, is_seasonal, is_multiplicative;
    double index[KAM_FORECAST_MAX_SEASON];
    double *adjusted; /* y without season */
    double *scratch;  /* POOL_SCRATCH(n) */
} PoolSeries;

#define POOL_SCRATCH(n) (KAM_ETS_WORK(n) + 4 * (size_t)(n) + 2 * KAM_FORECAST_MAX_HORIZON)

/* Fill in what is derived from y, n, season and the workspaces. `borrowed` may be NULL. */
void pool_prepare(PoolSeries *series, const double borrowed[]);

/* Observations that the method needs. */
size_t pool_needed(KamForecastMethod method, size_t season);

/* The forecasts of one method; 0 when it cannot be had. `name` (may be NULL) receives the name of a chosen model. */
int pool_forecast(const PoolSeries *series, KamForecastMethod method, size_t horizon, double point[],
                  char name[KAM_ETS_NAME_SIZE]);

/* How wide errors spread by step: standard deviations as simple smoothing sees them. 0 when there is too little. */
int pool_spread(const PoolSeries *series, size_t horizon, double deviation[]);
