/* Order of values: sorting, stable order with ties as the caller wants them, groups of equal size.
 * The other headers build on it; nothing here knows what the values mean. */
#ifndef KAMEN_RANK_H
#define KAMEN_RANK_H

#include <stddef.h>
#include <stdint.h>

#include <kamen/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Copy values in descending order.
 *
 * @param[in]  value       n finite numbers, any unit.
 * @param[in]  n           number of values, n >= 1.
 * @param[out] descending  the same n numbers, largest first; may be `value` itself.
 *
 * @return KAM_CALC_OK      descending is written
 *         KAM_CALC_EMPTY   n == 0
 *         KAM_CALC_DOMAIN  a value is not finite; descending is not touched
 *
 * Accuracy: exact.
 * Cost: O(n) time and memory for many values, 2 ms for 100,000; without the memory, and for few, that of qsort().
 * Checked by: tests/analytics/test_rank.c
 */
KamCalcStatus kam_rank_descending(const double value[], size_t n, double descending[]);

/**
 * Order numbers of values from the largest to the smallest, equal values in the order they came in.
 *
 * @param[in]     value  numbers addressed by `order`; finite, any unit.
 * @param[in,out] order  n indices into `value`. On entry in the order that shall decide between equal values, on
 *                       return in the order of the values.
 * @param[in]     n      number of indices, n >= 1.
 * @param         work   n indices of scratch; holds nothing of use afterwards.
 *
 * @return KAM_CALC_OK      order is written
 *         KAM_CALC_EMPTY   n == 0
 *         KAM_CALC_DOMAIN  an addressed value is not finite; order is not touched
 *
 * Accuracy: exact; the sort is stable. For ascending order pass the negated values.
 * Cost: O(n log n) time, no memory beyond `work`.
 * Source: merge sort, bottom up; D. E. Knuth, "The Art of Computer Programming" 3, section 5.2.4.
 * Checked by: tests/analytics/test_rank.c
 */
KamCalcStatus kam_rank_order(const double value[], uint32_t order[], size_t n, uint32_t work[]);

/**
 * The group that a position falls into when n ordered things are cut into groups of equal size, as NTILE() in SQL does:
 * sizes differ by one at most and the larger groups come first.
 *
 *     q = floor(n / groups), r = n mod groups;  the first r groups hold q + 1 things, the others q
 *
 * @param[in] position  0 for the first thing, position < n.
 * @param[in] n         number of things, n >= 1.
 * @param[in] groups    number of groups, groups >= 1; with groups > n the first n groups hold one thing each.
 *
 * @return 1 for the first group, up to `groups`; 0 when position >= n or groups == 0.
 *
 * Accuracy: exact.
 * Cost: O(1).
 * Source: ISO/IEC 9075-2 (SQL), window function NTILE.
 * Checked by: tests/analytics/test_rank.c
 */
size_t kam_rank_tile(size_t position, size_t n, size_t groups);

#ifdef __cplusplus
}
#endif

#endif
