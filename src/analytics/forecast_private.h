/* What the files behind kam_forecast_series() share: the workspace and the back-test. Private to libkamen. */
#pragma once

#include <kamen/forecast.h>
#include <kamen/intermittent.h>

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

/* The level of the intervals, its default filled in. */
double level_of(const KamForecastOptions *options);

/* Which methods take part, and where the back-test began; forecasts themselves are in the workspace. */
typedef struct {
    int member[KAM_FORECAST_METHODS];                   /* in the forecast */
    int member_then[MAX_ORIGINS][KAM_FORECAST_METHODS]; /* of them those that the history then was long enough for */
    size_t origins;
    size_t origin[MAX_ORIGINS]; /* observations known there */
    size_t steps[MAX_ORIGINS];  /* forecast and known now */
    int is_alike[MAX_ORIGINS];  /* a season was seen there as it is now, or not as now */
} Backtest;

/* Origins spread over the last horizon (at most a third of the series), the earliest first. */
void backtest_choose_origins(const PoolSeries *series, size_t horizon, Backtest *test);

/* Try the members from earlier origins. `series` is the whole one. */
void
backtest_run(const PoolSeries *series, const double borrowed[], size_t horizon, KamForecastWork *work, Backtest *test);

/* One step of the combination: the trimmed mean of the members. Where `weight` is not NULL, those inside it are counted
 * there. */
double backtest_combine(const int member[], const double point[][KAM_FORECAST_MAX_HORIZON], size_t h,
                        double weight[KAM_FORECAST_METHODS]);

/* The combined forecast of step h (from 0) at an origin. */
double backtest_combined(const Backtest *test, const KamForecastWork *work, size_t origin, size_t h);

/* By how much errors exceeded what pool_spread() expected of them, 1 when there is nothing to tell from. The errors of
 * one origin may be left out: `without` is its number, or MAX_ORIGINS for none. */
double backtest_widening(const PoolSeries *series, const Backtest *test, const KamForecastWork *work, size_t without);

/* Errors of the combination as members of the result. `quantile` is half an interval before widening, in units of the
 * spread, `quantile_80` half one of 80 %; each origin is judged by what the others say of the widening, for its own
 * errors would make it look good. */
void backtest_measure(const PoolSeries *series, const Backtest *test, const KamForecastWork *work, double quantile,
                      double quantile_80, KamForecast *forecast);

/* Errors gathered, and what is told of them. */
typedef struct {
    double absolute, bias, size, relative, inside, inside_80, count;
} Errors;

/* Where a value was to lie: by the level that was asked for, and with 80 %. */
typedef struct {
    double lower, upper, lower_80, upper_80;
} Bounds;
#define NARROW_LEVEL 0.8

/* One value that came, with what was forecast for it. */
void errors_add(Errors *errors, double y, double forecast, const Bounds *bounds);
/* The members mase, smape, bias and both coverages of the result. */
void errors_write(const Errors *errors, const PoolSeries *series, KamForecast *forecast);

/* Whether demand comes so seldom that it wants a method of its own (forecast_lumpy.c), and the method that suits it. */
int lumpy_applies(const PoolSeries *series, KamIntermittentMethod *method);
/* Forecast, intervals and back-test by it; 0 when the method cannot be had. */
int lumpy_forecast(const PoolSeries *series, const KamForecastOptions *options, KamIntermittentMethod method,
                   KamForecast *forecast);

/* The chance that a series which ends in zeros goes on, 1 when its silence is nothing new.
 *
 *     P = (1 - p)^q (1 - h)^q / ((1 - p)^q (1 - h)^q + sum_{i<q} h ((1 - h) (1 - p))^i)
 *
 * q zeros at the end, more than ever before; p = demands / (periods until the last one + 1), the chance of a demand in
 * a period; h = 1 / (n + 1), the chance of leaving in a period, by the rule of succession: it has not happened in n.
 * The beta-geometric model of P. S. Fader, B. G. S. Hardie and J. Shang, Marketing Science 29 (2010), pp. 1086-1108,
 * with both chances known. */
double alive_chance(const double y[], size_t n);
