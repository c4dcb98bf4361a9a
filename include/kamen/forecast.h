/* Forecasts of one series: a pool of methods, weighed by how they would have done, with intervals and a back-test.
 *
 * kam_forecast_series() needs nothing but the values. It cleans them (missing values), looks for a season, tries the
 * methods of the pool from earlier origins of the same series, and answers with points, intervals, the errors it would
 * have made, and what it did. Methods can also be asked for one at a time.
 *
 * A workspace belongs to one thread at a time; nothing else keeps state. The same input gives the same bits. */
#ifndef KAMEN_FORECAST_H
#define KAMEN_FORECAST_H

#include <stddef.h>

#include <kamen/ets.h>
#include <kamen/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Limits of the options; a series may have any length. */
#define KAM_FORECAST_MAX_HORIZON 120
#define KAM_FORECAST_MAX_SEASON 60

typedef enum {
    KAM_FORECAST_AUTO = 0,        /* choose and combine; as a result: a combination */
    KAM_FORECAST_NAIVE,           /* the last value; with the season put back when there is one */
    KAM_FORECAST_SEASONAL_NAIVE,  /* the value of one season ago */
    KAM_FORECAST_MEAN,            /* of all values */
    KAM_FORECAST_SES,             /* simple exponential smoothing of the series without season */
    KAM_FORECAST_HOLT,            /* the same with a trend */
    KAM_FORECAST_DAMPED,          /* the same with a damped trend */
    KAM_FORECAST_LOG_DAMPED,      /* the same on logarithms, where all values are above 0 */
    KAM_FORECAST_THETA,           /* half the slope of the regression line on top of simple smoothing */
    KAM_FORECAST_LOG_THETA,       /* the same on logarithms, where all values are above 0 */
    KAM_FORECAST_THETA_OPTIMISED, /* the share of the slope, and the smoothing, by least squares */
    KAM_FORECAST_AUTOREGRESSION,  /* of the values around their mean, order by AICc */
    KAM_FORECAST_STEPS,           /* autoregression of the differences, around 0 */
    KAM_FORECAST_SEASONAL_STEPS,  /* the same around their mean, on logarithms, through a whole season */
    KAM_FORECAST_HOLT_WINTERS,    /* trend and season, ETS(M,A,M); ETS(A,A,A) where a value is not above 0 */
    KAM_FORECAST_ETS,             /* the member of the ETS family with the least AICc */
    KAM_FORECAST_INTERMITTENT,    /* demand that comes now and then: kamen/intermittent.h */
    KAM_FORECAST_METHODS
} KamForecastMethod;

typedef struct {
    size_t horizon;           /* steps to forecast, 1..KAM_FORECAST_MAX_HORIZON */
    size_t season;            /* observations in a season, 1..KAM_FORECAST_MAX_SEASON; 0 and 1 mean none */
    double level;             /* of the intervals, in (0, 1); 0 means 0.95 */
    KamForecastMethod method; /* AUTO chooses */
    size_t total;             /* sum the next so many steps, 0..horizon; 0 means no total */
    const double *borrowed; /* `season` factors of mean 1 from elsewhere (a category), for a series with fewer than two
                               seasons; borrowed[i] belongs to y[i]; NULL for none */
    int may_be_negative;    /* 0: forecasts end at 0 unless the series itself goes below */
} KamForecastOptions;

typedef struct {
    double *point, *lower, *upper;          /* horizon elements each, lower <= point <= upper; the caller's, set before
                                             * the call */
    KamForecastMethod method;               /* AUTO: a combination with the weights below */
    char name[32];                          /* "combination", "theta", "ETS(M,Ad,M)" ... */
    double weight[KAM_FORECAST_METHODS];    /* of each method in the result, summing to 1 */
    size_t n;                               /* observations used, missing ones filled in between */
    size_t n_missing;                       /* of them missing */
    int is_seasonal;                        /* a season was found, or borrowed */
    double total, total_lower, total_upper; /* of options.total steps; 0 when that is 0 */
    double alive;                           /* chance that a series which ends in zeros goes on; its points are weighed
                                             * by it (AUTO, smooth demand). 1 when that is not in question */
    double sigma;                           /* standard deviation of the error one step ahead */
    size_t origins;                         /* earlier origins in the back-test */
    KamCalcValue mase;     /* mean absolute error of the back-test / that of the seasonal naive method in the series */
    KamCalcValue smape;    /* percent, mean of 200 |y - f| / (|y| + |f|) */
    KamCalcValue bias;     /* mean of f - y as a share of the mean of |y|: above 0 when forecasts are too high */
    KamCalcValue coverage; /* share of back-test values inside their intervals */
    KamCalcValue coverage_80; /* the same inside intervals of 80 %, whatever the level */
} KamForecast;

typedef struct KamForecastWork KamForecastWork;

/**
 * A workspace, which grows with the longest series it meets and is then used again without allocation.
 *
 * @return the workspace, or NULL when there is no memory. Free with kam_forecast_work_free().
 *
 * Cost: O(1).
 * Checked by: tests/analytics/test_forecast.c
 */
KamForecastWork *kam_forecast_work_new(void);

/**
 * Free a workspace; NULL is accepted.
 *
 * Checked by: tests/analytics/test_forecast.c
 */
void kam_forecast_work_free(KamForecastWork *work);

/**
 * Observations a method needs at least.
 *
 * @param[in] method  AUTO: what any forecast at all needs.
 * @param[in] season  observations in a season, as in the options.
 *
 * @return the number, >= 1; 0 for no method.
 *
 * Accuracy: exact.
 * Cost: O(1).
 * Checked by: tests/analytics/test_forecast.c
 */
size_t kam_forecast_needed(KamForecastMethod method, size_t season);

/**
 * The name of a method.
 *
 * @return a word such as "theta", "combination" for AUTO; never NULL.
 *
 * Checked by: tests/analytics/test_forecast.c
 */
const char *kam_forecast_method_name(KamForecastMethod method);

/**
 * Forecast one series.
 *
 * @param[in]  y         n observations in order, one per period; NaN where one is missing. Missing values before the
 *                       first known one are left out, later ones are filled in between their neighbours.
 * @param[in]  n         number of observations.
 * @param[in]  options   what to do.
 * @param[in]  work      a workspace that no other thread uses now.
 * @param[out] forecast  point, lower and upper are the caller's arrays; everything else is written.
 *
 * @return KAM_CALC_OK         everything is written
 *         KAM_CALC_EMPTY      no observation, or none that is known; nothing is touched
 *         KAM_CALC_TOO_FEW    fewer than kam_forecast_needed() of the method; nothing is touched
 *         KAM_CALC_DOMAIN     an option is outside its range, a value infinite, or beyond 1e150; nothing is touched
 *         KAM_CALC_NO_MEMORY  the workspace could not grow; nothing is touched
 *
 * Accuracy: measured on competition data and by simulation, see docs/numbers.md.
 * Cost: O(n) time for each fit; see docs/numbers.md for milliseconds.
 * Source: docs/methods/forecast.md.
 * Checked by: tests/analytics/test_forecast.c, tests/analytics/test_forecast_m3.c
 */
KamCalcStatus kam_forecast_series(const double y[], size_t n, const KamForecastOptions *options, KamForecastWork *work,
                                  KamForecast *forecast);

#ifdef __cplusplus
}
#endif

#endif
