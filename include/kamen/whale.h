/* The whale curve of customer profitability: profit cumulated from the best account to the worst rises above the total
 * and comes down to it again. Profits may be negative; everything else is as in kamen/concentration.h. */
#ifndef KAMEN_WHALE_H
#define KAMEN_WHALE_H

#include <stddef.h>

#include <kamen/status.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    size_t n; /* accounts */
    size_t n_positive, n_zero, n_negative;
    double total;                /* sum of all profits; unit of the profits */
    double peak;                 /* highest point of the curve: the sum of the positive profits */
    double eroded;               /* what the accounts with a loss take away: peak - total, >= 0 */
    KamCalcValue peak_multiple;  /* peak / total, >= 1; EMPTY when the total is not above 0 */
    KamCalcValue top_20_percent; /* profit of the top ceil(0.2 n) / total, may exceed 1; EMPTY likewise */
    double largest, smallest;    /* the best and the worst account; unit of the profits */
} KamWhale;

/**
 * Whale curve in figures.
 *
 *     C_k = sum of the k largest profits;   peak = max_k C_k, at least C_0 = 0, first reached at k = n_positive
 *
 * @param[in]  profit      n profits, one per account, in one currency and one period; finite, of any sign, any order.
 * @param[in]  n           number of accounts, n >= 1.
 * @param[out] descending  workspace of n numbers; on KAM_CALC_OK it holds the profits in descending order, ready for
 *                         kam_whale_curve(). May be `profit` itself.
 * @param[out] whale       every field is written. The break point of the curve is n_positive: one more account adds
 *                         nothing or takes away. A ratio to a total that is 0 or a loss has no meaning and says so.
 *
 * @return KAM_CALC_OK      whale and descending are written
 *         KAM_CALC_EMPTY   n == 0; nothing is touched
 *         KAM_CALC_DOMAIN  a profit is not finite; nothing is touched
 *
 * Accuracy: peak, eroded: relative error below 4 u, u = 2^-53; total: absolute error below 4 u (peak + eroded), ratios
 *   accordingly. Sums are scaled; a field is infinite only when its true value is beyond DBL_MAX.
 * Cost: O(n log n) time, no memory beyond `descending` but what qsort() takes.
 * Source: R. S. Kaplan and V. G. Narayanan, "Measuring and managing customer profitability", Journal of Cost Management
 *   15 (2001), no. 5, pp. 5-15.
 * Checked by: tests/analytics/test_whale.c, tests/analytics/test_reference.c
 */
KamCalcStatus kam_whale_summary(const double profit[], size_t n, double descending[], KamWhale *whale);

/**
 * Points of the whale curve.
 *
 *     C_k = sum of the k largest profits,   k = 1..n;   the curve starts at (0, 0), which is not written
 *
 * @param[in]  descending  n profits, largest first, as kam_rank_descending() gives them.
 * @param[in]  n           number of accounts, n >= 1.
 * @param[out] cumulative  n sums in the unit of the profits: cumulative[k - 1] = C_k, the last is the total. May be
 *                         `descending` itself. Divide by the total or by the peak for a curve without unit.
 *
 * @return KAM_CALC_OK      cumulative is written
 *         KAM_CALC_EMPTY   n == 0; cumulative is not touched
 *         KAM_CALC_DOMAIN  a profit is not finite or out of order; cumulative is not touched
 *
 * Accuracy: absolute error below 4 u (peak + eroded).
 * Cost: O(n) time, O(1) memory.
 * Source: as kam_whale_summary().
 * Checked by: tests/analytics/test_whale.c
 */
KamCalcStatus kam_whale_curve(const double descending[], size_t n, double cumulative[]);

#ifdef __cplusplus
}
#endif

#endif
