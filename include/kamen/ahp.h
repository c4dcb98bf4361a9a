/* Analytic hierarchy process: weights out of judgements on pairs, how consistent the judgements are, and which of them
 * to think over first.
 *
 * A judgement a[i * n + j] says how many times item i matters as much as item j: above 0, mostly on Saaty's scale
 * 1/9..9, which is not enforced. kam_ahp_complete() makes a table of judgements whole; the two ways to weights take a
 * whole table and answer alike; kam_ahp_synthesise() joins the levels of a hierarchy. Below, u = 2^-53. No function
 * keeps state; all may be called from any thread. */
#ifndef KAMEN_AHP_H
#define KAMEN_AHP_H

#include <stddef.h>

#include <kamen/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Above this consistency ratio judgements should be thought over again (Saaty 1980). */
#define KAM_AHP_RATIO_LIMIT 0.10
/** Both halves of a pair may have been written down rounded: 0.11 for 1/9, 0.13 for 1/8 (which is 4 % off). */
#define KAM_AHP_TOLERANCE 0.05
/** The largest table for which a random index is known, and so a consistency ratio. */
#define KAM_AHP_RATIO_ITEMS 15
/** Steps of the power method before it gives up; tables on the scale 1/9..9 need some tens. */
#define KAM_AHP_STEPS 10000

/** A judgement: that of item `row` over item `column`. */
typedef struct {
    size_t row, column;
} KamAhpPair;

/**
 * Make a table of judgements whole: each pair in both directions, 1 on the diagonal.
 *
 *     a_ji = 1 / a_ij,   a_ii = 1
 *
 * Of a pair that is given twice the larger half counts, and the other becomes its reciprocal: people write 7 and 0.14.
 *
 * @param[in,out] judgement  n x n, row-major; NaN where nothing is given. One half of each pair is enough, the diagonal
 *                           may be left out.
 * @param[in]     n          number of items, n >= 1.
 * @param[in]     tolerance  how far a_ij a_ji may be from 1 when both are given, >= 0: KAM_AHP_TOLERANCE.
 * @param[out]    wrong      written unless the answer is KAM_CALC_OK or KAM_CALC_EMPTY: where the fault lies.
 *
 * @return KAM_CALC_OK       judgement is whole
 *         KAM_CALC_EMPTY    n == 0
 *         KAM_CALC_TOO_FEW  nobody has judged the pair `wrong`; judgement is not touched
 *         KAM_CALC_DOMAIN   the judgement `wrong` is not above 0 or not finite, is on the diagonal but not 1, or
 *                           contradicts its other half; judgement is not touched
 *
 * Accuracy: each reciprocal is rounded once.
 * Cost: O(n^2) time, O(1) memory.
 * Source: T. L. Saaty, "The Analytic Hierarchy Process", McGraw-Hill 1980, chapter 2.
 * Checked by: tests/analytics/test_ahp.c
 */
KamCalcStatus kam_ahp_complete(double judgement[], size_t n, double tolerance, KamAhpPair *wrong);

/** How well judgements agree with the weights made from them. */
typedef struct {
    size_t n;
    double lambda_max;              /* >= n, = n when all judgements agree: see the two functions */
    double consistency_index;       /* (lambda_max - n) / (n - 1), >= 0; 0 for n <= 2 */
    KamCalcValue consistency_ratio; /* consistency_index / kam_ahp_random_index(n), 0 for n <= 2; DOMAIN for n > 15 */
    KamCalcStatus worst_status;     /* EMPTY when all judgements agree but for rounding: there is no worst one */
    KamAhpPair worst;               /* the pair that fits the weights least, turned so that its judgement is >= 1 */
    double worst_judgement;         /* what was said of it */
    double worst_consistent;        /* what would agree with the weights: w_row / w_column */
} KamAhp;

/**
 * Weights by the principal eigenvector, and how consistent the judgements are.
 *
 *     A w = lambda_max w,   w > 0,   sum_i w_i = 1
 *     worst pair = argmax |ln (a_ij w_j / w_i)|;   of equals the first row by row
 *
 * By the power method. It ends when Collatz's bounds min_i and max_i of (A w)_i / w_i, between which lambda_max lies,
 * meet but for rounding; lambda_max is their middle.
 *
 * @param[in]  judgement  n x n, row-major, whole as kam_ahp_complete() leaves it.
 * @param[in]  n          number of items, n >= 1.
 * @param[out] weight     n fractions, each > 0, of sum 1; must not overlap `work` or `judgement`.
 * @param      work       2 n numbers of scratch.
 * @param[out] ahp        every field is written.
 *
 * @return KAM_CALC_OK              weight and ahp are written
 *         KAM_CALC_EMPTY           n == 0
 *         KAM_CALC_DOMAIN          the table is not whole: an entry is not above 0 or not finite, or a_ij a_ji is
 * farther from 1 than 4 u KAM_CALC_NO_CONVERGENCE  KAM_AHP_STEPS were not enough: judgements far beyond 1/9..9 that
 * contradict each other In the last three cases weight and ahp are not touched; `work` may be.
 *
 * Accuracy: lambda_max: relative error below 4 (n + 4) u. Weights: relative error some 4 (n + 4) u / (1 - r), r the
 * ratio of the second largest eigenvalue to the largest, mostly below 0.5. Cost: O(n^2) time a step, mostly 10 to 60
 * steps; no memory beyond `work`. Source: T. L. Saaty, "A scaling method for priorities in hierarchical structures",
 * Journal of Mathematical Psychology 15 (1977), pp. 234-281; the worst pair: "Decision-making with the AHP: Why is the
 * principal eigenvector necessary", European Journal of Operational Research 145 (2003), pp. 85-91; L. Collatz,
 * Mathematische Zeitschrift 48 (1942), pp. 221-226. Checked by: tests/analytics/test_ahp.c
 */
KamCalcStatus kam_ahp_eigenvector(const double judgement[], size_t n, double weight[], double work[], KamAhp *ahp);

/**
 * Weights by geometric means of the rows, and how consistent the judgements are.
 *
 *     w_i = (prod_j a_ij)^(1/n) / sum of the same over all rows;   lambda_max = 1/n sum_i (A w)_i / w_i
 *
 * The least squares fit of ln w_i - ln w_j to ln a_ij: unlike the eigenvector it gives the same weights when all
 * judgements are read the other way round, 1 / w_i. For n <= 3 the two agree. lambda_max is then an estimate, at least
 * n, put to the same random index.
 *
 * @param[in]  judgement  n x n, row-major, whole as kam_ahp_complete() leaves it.
 * @param[in]  n          number of items, n >= 1.
 * @param[out] weight     n fractions, each > 0, of sum 1; must not overlap `judgement`.
 * @param[out] ahp        every field is written.
 *
 * @return KAM_CALC_OK      weight and ahp are written
 *         KAM_CALC_EMPTY   n == 0
 *         KAM_CALC_DOMAIN  the table is not whole, as with kam_ahp_eigenvector()
 * In the last two cases nothing is touched.
 *
 * Accuracy: relative error of a weight below 8 (n + 2) u (1 + L), L the largest |ln a_ij|.
 * Cost: O(n^2) time, O(1) memory.
 * Source: G. Crawford and C. Williams, "A note on the analysis of subjective judgment matrices", Journal of
 * Mathematical Psychology 29 (1985), pp. 387-405. Checked by: tests/analytics/test_ahp.c
 */
KamCalcStatus kam_ahp_geometric_mean(const double judgement[], size_t n, double weight[], KamAhp *ahp);

/**
 * Random index: the mean consistency index of tables whose upper halves are drawn evenly from 1/9, 1/8 ... 8, 9.
 *
 * @param[in] n  number of items.
 *
 * @return 0 for n <= 2; for 3..10 Saaty's values, for 11..15 those of Alonso and Lamata from 100,000 tables each, with
 * two decimals as Saaty prints them. Beyond 15 KAM_CALC_DOMAIN; compare more than 15 items in groups.
 *
 * Accuracy: as published: 0.01, and 0.06 below n = 4, where Saaty's 0.58 and 0.90 came from 500 tables and larger
 *   simulations find 0.525 and 0.882. His values are kept, because the limit 0.10 goes with them.
 * Cost: O(1).
 * Source: T. L. Saaty, "The Analytic Hierarchy Process", McGraw-Hill 1980; J. A. Alonso and M. T. Lamata, "Consistency
 * in the analytic hierarchy process: a new approach", International Journal of Uncertainty, Fuzziness and
 * Knowledge-Based Systems 14 (2006), pp. 445-459. Checked by: tests/analytics/test_ahp.c, which simulates them
 */
KamCalcValue kam_ahp_random_index(size_t n);

/** How the priorities of alternatives under one criterion are made comparable before they are weighted. */
typedef enum {
    KAM_AHP_DISTRIBUTIVE, /* divided by their sum: every alternative takes its share, a copy of one takes from it */
    KAM_AHP_IDEAL         /* divided by the largest: an alternative that is never the best cannot change the order */
} KamAhpMode;

/**
 * Priorities of alternatives over all criteria.
 *
 *     p_i = sum_j c_j l_ij / s_j,   s_j = sum_i l_ij (distributive) or max_i l_ij (ideal);   then divided by their sum
 *
 * The two modes may order alternatives differently; which to use is a choice: distributive when alternatives share
 * something scarce, ideal when one of them is to be taken.
 *
 * @param[in]  local      n x m, row-major: priority of alternative i under criterion j, each finite and >= 0.
 * @param[in]  n          number of alternatives, n >= 1.
 * @param[in]  m          number of criteria, m >= 1.
 * @param[in]  criterion  m weights, finite and >= 0; divided by their sum.
 * @param[in]  mode       see KamAhpMode.
 * @param[out] priority   n fractions, each >= 0, of sum 1; must not overlap the inputs.
 *
 * @return KAM_CALC_OK      priority is written
 *         KAM_CALC_EMPTY   n == 0, m == 0, the weights sum to 0, or all priorities under a criterion with weight are 0
 *         KAM_CALC_DOMAIN  a number is negative or not finite, or a sum of them is infinite
 * In the last two cases priority is not touched.
 *
 * Accuracy: relative error below 2 (n + m + 4) u.
 * Cost: O(n m) time, O(1) memory.
 * Source: T. L. Saaty, "Fundamentals of Decision Making and Priority Theory", RWS Publications 1994, on both modes.
 * Checked by: tests/analytics/test_ahp.c
 */
KamCalcStatus kam_ahp_synthesise(const double local[], size_t n, size_t m, const double criterion[], KamAhpMode mode,
                                 double priority[]);

#ifdef __cplusplus
}
#endif

#endif
