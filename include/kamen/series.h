/* A series of sales made ready for a forecast: returns netted, one-off orders and closed periods taken out, the part
 * period at the end completed, working days evened out, outliers found. Each step is a small function of its own; the
 * order above is a good one. What a step takes out is NaN behind it, "not known", which kam_forecast_series() fills in.
 *
 * Common to all: values in order of time, one per period, NaN where one is not known. Outputs may be the inputs
 * themselves. No function keeps state or allocates; all may be called from any thread. */
#ifndef KAMEN_SERIES_H
#define KAMEN_SERIES_H

#include <stddef.h>
#include <stdint.h>

#include <kamen/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Periods below zero set off against the sales before them: what came back was sold earlier.
 *
 *     while y_t < 0: the nearest earlier y_s > 0 gives min(y_s, -y_t)
 *
 * @param[in]  y      n values, NaN where not known.
 * @param[in]  n      periods, n >= 1.
 * @param[out] net    n values >= 0, or NaN where y is. Their sum is that of y plus `left`.
 * @param[out] left   what could not be set off because no sale lies before it, >= 0; or NULL.
 *
 * @return KAM_CALC_OK      net and left are written
 *         KAM_CALC_EMPTY   n == 0; nothing is touched
 *         KAM_CALC_DOMAIN  a value is infinite; nothing is touched
 *
 * Accuracy: each value within n u of the exact one, relative to the largest.
 * Cost: O(n) time when returns follow their sales closely, O(n^2) at worst.
 * Source: definition.
 * Checked by: tests/analytics/test_series.c
 */
KamCalcStatus kam_series_net_returns(const double y[], size_t n, double net[], double *left);

/** What is known of a period; bits. */
#define KAM_SERIES_CLOSED 1u /* nobody could buy: a known zero, no sign of demand */
#define KAM_SERIES_EVENT 2u  /* an agreement, a strike, a campaign: sales unlike those to come */

/**
 * Take out what is known not to come again: one-off orders and marked periods.
 *
 *     CLOSED or EVENT: not known;  otherwise y_t - one_off_t, at least 0 when y_t is
 *
 * @param[in]  y        n values, NaN where not known.
 * @param[in]  one_off  n amounts >= 0 of orders that will not come again, or NULL for none.
 * @param[in]  marks    n sets of KAM_SERIES_ bits, or NULL for none.
 * @param[in]  n        periods, n >= 1.
 * @param[out] regular  n values.
 *
 * @return KAM_CALC_OK       regular is written
 *         KAM_CALC_EMPTY    n == 0; regular is not touched
 *         KAM_CALC_DOMAIN   an amount is infinite, or a one-off order is negative or NaN; regular is not touched
 *         KAM_CALC_TOO_FEW  nothing known would be left; regular is not touched
 *
 * Accuracy: exact but for one subtraction.
 * Cost: O(n).
 * Source: definition.
 * Checked by: tests/analytics/test_series.c
 */
KamCalcStatus
kam_series_regular(const double y[], const double one_off[], const uint8_t marks[], size_t n, double regular[]);

/**
 * Forecasts of closed periods are nothing, and their intervals too.
 *
 * @param[in]     marks    horizon sets of bits, of the periods to come; NULL for none.
 * @param[in]     horizon  periods.
 * @param[in,out] point    horizon forecasts; 0 where CLOSED is set.
 * @param[in,out] lower    the same for the lower ends, or NULL.
 * @param[in,out] upper    the same for the upper ends, or NULL.
 *
 * Accuracy: exact.
 * Cost: O(horizon).
 * Source: definition.
 * Checked by: tests/analytics/test_series.c
 */
void kam_series_close(const uint8_t marks[], size_t horizon, double point[], double lower[], double upper[]);

/** Below this share a part period says too little to be completed. */
#define KAM_SERIES_LEAST_SHARE 0.5

/**
 * The part period at the end: completed when most of it is known, otherwise left away.
 *
 *     share >= 0.5:  completed = y_{n-1} / share,  std_error = completed * variation * sqrt((1 - share) / (share days))
 *
 * A month of which twelve working days of twenty are over is no crash. The error is that of the missing days against
 * their estimate from the known ones, `variation` being the coefficient of variation of daily sales.
 *
 * @param[in]  y          n values, NaN where not known.
 * @param[in]  n          periods, n >= 1.
 * @param[in]  share      of the last period that is covered by the data, better in working days than in days; in (0,
 * 1].
 * @param[in]  variation  coefficient of variation of daily sales, >= 0; when not known, 1 is no bad guess.
 * @param[in]  days       days in a whole period, > 0.
 * @param[out] completed  n values, the last one completed; with n_used = n - 1 it is NaN.
 * @param[out] n_used     n, or n - 1 when the last period is left away.
 * @param[out] std_error  of the completed value, unit of y; 0 when share is 1 or the period is left away. May be NULL.
 *
 * @return KAM_CALC_OK      everything is written
 *         KAM_CALC_EMPTY   n == 0; nothing is touched
 *         KAM_CALC_DOMAIN  share, variation or days is out of range, or the last value infinite; nothing is touched
 *
 * Accuracy: relative error below 2 u.
 * Cost: O(n).
 * Source: definition; days as independent draws.
 * Checked by: tests/analytics/test_series.c
 */
KamCalcStatus kam_series_complete(const double y[], size_t n, double share, double variation, double days,
                                  double completed[], size_t *n_used, double *std_error);

/**
 * Sales as if all periods had the same number of working days.
 *
 *     even_t = y_t (mean / days_t)^effect;   the same with -effect puts the days back, on a forecast with those to come
 *
 * @param[in]  y       n values, NaN where not known.
 * @param[in]  days    n numbers of working days, each > 0 and finite.
 * @param[in]  n       periods, n >= 1.
 * @param[in]  effect  1: sales in proportion to days; an estimate is in kam_calendar_effect(). Finite.
 * @param[in]  mean    days of a usual period, > 0.
 * @param[out] even    n values.
 *
 * @return KAM_CALC_OK      even is written
 *         KAM_CALC_EMPTY   n == 0; even is not touched
 *         KAM_CALC_DOMAIN  a number is out of range; even is not touched
 *
 * Accuracy: relative error below 8 u.
 * Cost: O(n).
 * Source: definition.
 * Checked by: tests/analytics/test_series.c
 */
KamCalcStatus
kam_series_even_days(const double y[], const double days[], size_t n, double effect, double mean, double even[]);

/** A usual limit for kam_series_outliers(), in robust standard deviations. */
#define KAM_SERIES_OUTLIER_LIMIT 5.0

/**
 * Single periods unlike their neighbours: orders to ask about, and to keep out of a level.
 *
 *     x_t = y_t / factor of its season;  m_t = median of x_{t-3} .. x_{t+3};  d_t = x_t - m_t
 *     outlier: |d_t| > limit * 1.4826 * median of |d| over the series, those of 0 left out, unless
 *       - a neighbour lies to the same side of m_t, half as far: two periods are the beginning of a new level;
 *       - the period a season before or after stands out to the same side, half as far from its own median: then it is
 *         a season that the factors do not know;
 *       - it is the last known period: nobody can tell yet.
 *
 * @param[in]  y           n values, NaN where not known.
 * @param[in]  n           periods, at least 8 of them known.
 * @param[in]  season      periods in a season; 0 and 1 mean none.
 * @param[in]  factor      `season` factors > 0 as of kam_season_estimate(), or NULL for none.
 * @param[in]  limit       robust standard deviations, > 0, such as KAM_SERIES_OUTLIER_LIMIT.
 * @param[in]  work        workspace of 2 n numbers.
 * @param[out] is_outlier  n flags, 0 or 1.
 * @param[out] cleaned     n values: y, and m_t times its factor in place of an outlier; or NULL.
 * @param[out] count       how many outliers there are.
 *
 * @return KAM_CALC_OK       is_outlier, cleaned and count are written
 *         KAM_CALC_TOO_FEW  fewer than 8 known values, or more than half of them are 0: then single orders are what the
 *                           series is made of (kamen/intermittent.h); nothing is touched
 *         KAM_CALC_DOMAIN   a value is infinite, or limit or a factor out of range; nothing is touched
 *
 * Accuracy: the flags are those of the rule but for differences of rounding at the limit.
 * Cost: O(n log n).
 * Source: F. R. Hampel, "The influence curve and its role in robust estimation", Journal of the American Statistical
 *   Association 69 (1974), pp. 383-393, for the filter; the exceptions are ours.
 * Checked by: tests/analytics/test_series.c
 */
KamCalcStatus kam_series_outliers(const double y[], size_t n, size_t season, const double factor[], double limit,
                                  double work[], uint8_t is_outlier[], double cleaned[], size_t *count);

#ifdef __cplusplus
}
#endif

#endif
