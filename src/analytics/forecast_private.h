/* What the files behind kam_forecast_series() share: the workspace and the back-test. Private to libkamen. */
#pragma once

#include <kamen/forecast.h>

#include "forecast_pool.h"

#define MAX_ORIGINS 6

struct KamForecastWork {
    size_t capacity; /* elements of values */
    double *values;  /* the series, its adjusted form, scratch of the pool */
    double point[KAM_FORECAST_METHODS][KAM_FORECAST_MAX_HORIZON];
    double spread[KAM_FORECAST_MAX_HORIZON];
    double tried[MAX_ORIGINS][KAM_FORECAST_METHODS][KAM_FORECAST_MAX_HORIZON];
    double tried_spread[MAX_ORIGINS][KAM_FORECAST_MAX_HORIZON];
};

/* Which methods take part, and where the back-test began; forecasts themselves are in the workspace. */
typedef struct {
    int member[KAM_FORECAST_METHODS];
    size_t origins;
    size_t origin[MAX_ORIGINS]; /* observations known there */
    size_t steps[MAX_ORIGINS];  /* forecast and known now */
} Backtest;

/* Try the members from earlier origins; a member that fails at one of them is dropped. `series` is the whole one. */
void
backtest_run(const PoolSeries *series, const double borrowed[], size_t horizon, KamForecastWork *work, Backtest *test);

/* Weights of the members, from their errors in the back-test. */
void backtest_weigh(const PoolSeries *series, const Backtest *test, const KamForecastWork *work,
                    double weight[KAM_FORECAST_METHODS]);

/* The combined forecast of step h (from 0) at an origin. */
double
backtest_combined(const Backtest *test, const KamForecastWork *work, const double weight[], size_t origin, size_t h);

/* By how much errors exceeded what pool_spread() expected of them, 1 when there is nothing to tell from. */
double
backtest_widening(const PoolSeries *series, const Backtest *test, const KamForecastWork *work, const double weight[]);

/* Errors of the combination as members of the result; `reach` is half an interval in units of the spread. */
void backtest_measure(const PoolSeries *series, const Backtest *test, const KamForecastWork *work,
                      const double weight[], double reach, KamForecast *forecast);
