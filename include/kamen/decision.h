/* Ranking alternatives by several criteria when the weights are known: weighted value, TOPSIS, PROMETHEE II.
 * When they are not known, or wobble, see kamen/smaa.h; where weights come from, kamen/ahp.h.
 *
 * A table has n rows, the alternatives, and m columns, the criteria; row-major. kam_decision_units() and
 * kam_decision_scale() turn it so that more is better everywhere, which the methods expect. Weights are finite, >= 0,
 * and divided by their sum. Below, u = 2^-53. No function keeps state; all may be called from any thread. */
#ifndef KAMEN_DECISION_H
#define KAMEN_DECISION_H

#include <stddef.h>
#include <stdint.h>

#include <kamen/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How the values under a criterion are made comparable with those under another. */
typedef enum {
    KAM_DECISION_NONE,  /* as they are; costs change their sign */
    KAM_DECISION_RANGE, /* 0 for the worst, 1 for the best; all 0 when they do not differ */
    KAM_DECISION_VECTOR /* divided by the root of their sum of squares; costs change their sign; all 0 stay 0 */
} KamDecisionScale;

/**
 * Where the scale of each criterion begins and how long its unit is.
 *
 *     scaled = (value - origin[j]) * factor[j];   factor is negative for a cost
 *
 * @param[in]  value    n x m numbers, row-major, finite.
 * @param[in]  n        number of alternatives, n >= 1.
 * @param[in]  m        number of criteria, m >= 1.
 * @param[in]  is_cost  m flags, not 0 where less is better; NULL when more is better everywhere.
 * @param[in]  scale    see KamDecisionScale.
 * @param[out] origin   m numbers in the unit of the criterion.
 * @param[out] factor   m numbers, 1 / that unit; 0 when the criterion tells nothing apart (RANGE, VECTOR of zeros).
 *
 * @return KAM_CALC_OK      origin and factor are written
 *         KAM_CALC_EMPTY   n == 0 or m == 0
 *         KAM_CALC_DOMAIN  a value is not finite, or a range or length is infinite or below 1e-300
 * In the last two cases nothing is touched.
 *
 * Accuracy: relative error of a factor below (n + 4) u.
 * Cost: O(n m) time, O(1) memory.
 * Source: C.-L. Hwang and K. Yoon, "Multiple Attribute Decision Making", Springer 1981, section 2.3.
 * Checked by: tests/analytics/test_decision.c
 */
KamCalcStatus kam_decision_units(const double value[], size_t n, size_t m, const uint8_t is_cost[],
                                 KamDecisionScale scale, double origin[], double factor[]);

/**
 * A table on the scales of kam_decision_units().
 *
 * @param[in]  value   n x m numbers, row-major.
 * @param[in]  n       number of alternatives.
 * @param[in]  m       number of criteria.
 * @param[in]  origin  m numbers.
 * @param[in]  factor  m numbers.
 * @param[out] scaled  n x m numbers, row-major, more is better; may be `value` itself.
 *
 * Accuracy: two roundings. Cost: O(n m). Statuses: none.
 * Source: definition.
 * Checked by: tests/analytics/test_decision.c
 */
void kam_decision_scale(const double value[], size_t n, size_t m, const double origin[], const double factor[],
                        double scaled[]);

/**
 * Weighted value.
 *
 *     score_i = sum_j w_j s_ij,   w_j = weight[j] / sum of all
 *
 * @param[in]  scaled  n x m numbers s, row-major, more is better, finite.
 * @param[in]  n       number of alternatives, n >= 1.
 * @param[in]  m       number of criteria, m >= 1.
 * @param[in]  weight  m weights.
 * @param[out] score   n numbers; in [0, 1] on the scale RANGE. Must not overlap the inputs.
 *
 * @return KAM_CALC_OK      score is written
 *         KAM_CALC_EMPTY   n == 0, m == 0 or the weights sum to 0; score is not touched
 *         KAM_CALC_DOMAIN  a number is not finite, a weight is negative, or their sum is infinite; score is not touched
 *
 * Accuracy: absolute error below (m + 4) u max |s|.
 * Cost: O(n m) time, O(1) memory.
 * Source: R. L. Keeney and H. Raiffa, "Decisions with Multiple Objectives", Wiley 1976, chapter 3.
 * Checked by: tests/analytics/test_decision.c
 */
KamCalcStatus kam_decision_weighted(const double scaled[], size_t n, size_t m, const double weight[], double score[]);

/**
 * TOPSIS: closeness to the best of every criterion and distance from the worst of every criterion.
 *
 *     v_ij = w_j s_ij;   best_j = max_i v_ij, worst_j = min_i v_ij
 *     to_best_i = |v_i - best|, to_worst_i = |v_i - worst|;   closeness_i = to_worst_i / (to_best_i + to_worst_i)
 *
 * @param[in]  scaled     n x m numbers s, row-major, more is better, finite; Hwang and Yoon use the scale VECTOR.
 * @param[in]  n          number of alternatives, n >= 1.
 * @param[in]  m          number of criteria, m >= 1.
 * @param[in]  weight     m weights.
 * @param[out] closeness  n numbers in [0, 1]; 1 for an alternative that is best in all, 0 for one that is worst in all.
 * @param[out] to_best    n Euclidean distances, >= 0.
 * @param[out] to_worst   n Euclidean distances, >= 0.
 *
 * @return KAM_CALC_OK      the three are written; they must not overlap the inputs or each other
 *         KAM_CALC_EMPTY   n == 0, m == 0, the weights sum to 0, or no criterion with weight tells two alternatives
 * apart KAM_CALC_DOMAIN  a number is not finite, a weight is negative, or their sum is infinite In the last two cases
 * nothing is touched.
 *
 * Accuracy: relative error below 2 (m + 8) u for the distances of values of similar size.
 * Cost: O(n m) time, O(1) memory.
 * Source: C.-L. Hwang and K. Yoon, "Multiple Attribute Decision Making", Springer 1981, section 3.
 * Checked by: tests/analytics/test_decision.c
 */
KamCalcStatus kam_decision_topsis(const double scaled[], size_t n, size_t m, const double weight[], double closeness[],
                                  double to_best[], double to_worst[]);

/** How an advantage d > 0 under one criterion becomes a preference in [0, 1]; q <= p are thresholds. */
typedef enum {
    KAM_DECISION_USUAL,   /* 1: any advantage counts in full */
    KAM_DECISION_LINEAR,  /* 0 up to q, 1 from p, straight between them */
    KAM_DECISION_LEVEL,   /* 0 up to q, 1/2 up to p, 1 beyond */
    KAM_DECISION_GAUSSIAN /* 1 - exp(-d^2 / (2 p^2)); q is not used */
} KamDecisionShape;

typedef struct {
    KamDecisionShape shape;
    double q, p; /* in the unit of the criterion */
} KamDecisionPreference;

/**
 * Thresholds for who has none: from the spread of the values themselves.
 *
 *     LINEAR: q = 0, p = range;   LEVEL: q = range / 4, p = range / 2;   GAUSSIAN: p = standard deviation (divisor n)
 *
 * Where all values are equal the criterion prefers nobody and the shape is USUAL, which then says so.
 *
 * @param[in] scaled  n x m numbers, row-major, more is better, finite.
 * @param[in] n       number of alternatives.
 * @param[in] m       number of criteria.
 * @param[in] j       the criterion, j < m.
 * @param[in] shape   see KamDecisionShape.
 *
 * @return the preference.
 *
 * Accuracy: relative error below (n + 4) u. Cost: O(n). Statuses: none.
 * Source: a choice of ours; J.-P. Brans and Ph. Vincke leave thresholds to the one who decides.
 * Checked by: tests/analytics/test_decision.c
 */
KamDecisionPreference
kam_decision_preference(const double scaled[], size_t n, size_t m, size_t j, KamDecisionShape shape);

/**
 * PROMETHEE II: how much each alternative is preferred to the others, less how much they are preferred to it.
 *
 *     pi(a, b) = sum_j w_j P_j(s_aj - s_bj);   leaving_a = sum_b pi(a, b) / (n - 1),   entering_a = sum_b pi(b, a) / (n
 * - 1) net_a = leaving_a - entering_a
 *
 * @param[in]  scaled      n x m numbers s, row-major, more is better, finite.
 * @param[in]  n           number of alternatives, n >= 2.
 * @param[in]  m           number of criteria, m >= 1.
 * @param[in]  weight      m weights.
 * @param[in]  preference  m of them; 0 <= q <= p, finite; p > 0 for GAUSSIAN. USUAL uses neither.
 * @param[out] leaving     n numbers in [0, 1].
 * @param[out] entering    n numbers in [0, 1].
 * @param[out] net         n numbers in [-1, 1], of sum 0.
 *
 * @return KAM_CALC_OK       the three are written; they must not overlap the inputs or each other
 *         KAM_CALC_EMPTY    n == 0, m == 0 or the weights sum to 0
 *         KAM_CALC_TOO_FEW  n == 1: there is nobody to be preferred to
 *         KAM_CALC_DOMAIN   a number is not finite, a weight is negative, their sum is infinite, or a threshold is
 * wrong In the last three cases nothing is touched.
 *
 * Accuracy: absolute error below 2 (n m + 8) u, exp() taken as exact.
 * Cost: O(n^2 m) time, O(1) memory.
 * Source: J.-P. Brans and Ph. Vincke, "A preference ranking organisation method", Management Science 31 (1985),
 *   pp. 647-656.
 * Checked by: tests/analytics/test_decision.c
 */
KamCalcStatus
kam_decision_promethee(const double scaled[], size_t n, size_t m, const double weight[],
                       const KamDecisionPreference preference[], double leaving[], double entering[], double net[]);

/**
 * Ranks of scores: 1 for the highest, equal scores share the better rank (1, 2, 2, 4).
 *
 *     rank_i = 1 + number of scores above score_i
 *
 * @param[in]  score  n finite numbers.
 * @param[in]  n      n >= 1.
 * @param[out] order  n indices, best first, equal ones in the order of the table.
 * @param      work   n indices of scratch.
 * @param[out] rank   n ranks, rank[i] belonging to score[i].
 *
 * @return KAM_CALC_OK      order and rank are written
 *         KAM_CALC_EMPTY   n == 0
 *         KAM_CALC_DOMAIN  a score is not finite; rank is not touched
 *
 * Accuracy: exact. Cost: O(n log n) time, no memory beyond `work`.
 * Source: definition.
 * Checked by: tests/analytics/test_decision.c
 */
KamCalcStatus kam_decision_rank(const double score[], size_t n, uint32_t order[], uint32_t work[], uint32_t rank[]);

#ifdef __cplusplus
}
#endif

#endif
