/* How unequally an amount lies over its holders: revenue over accounts, sales over products.
 *
 * Two families. Indices (HHI, Gini, Theil ...) say it in one number; kam_concentration_gini() and everything about
 * ranks (curve, Lorenz, counts, ABC) takes amounts in descending order, as kam_rank_descending() gives them, so that
 * one sort serves all. kam_concentration_summary() does everything at once.
 *
 * Common to all: amounts are finite and >= 0, in one currency and one period. What a negative amount should mean is the
 * caller's decision, so it is refused (KAM_CALC_DOMAIN). Amounts are scaled by a power of two first: no finite input
 * overflows, and multiplying all of them by a power of two changes no bit of any result. Sums are compensated.
 * Below, u = 2^-53. No function keeps state; all may be called from any thread. */
#ifndef KAMEN_CONCENTRATION_H
#define KAMEN_CONCENTRATION_H

#include <stddef.h>
#include <stdint.h>

#include <kamen/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Herfindahl-Hirschman index.
 *
 *     H = sum_i s_i^2,   s_i = amount[i] / sum_j amount[j]
 *
 * @param[in]  amount  n amounts, one per holder, in any order.
 * @param[in]  n       number of holders, n >= 1.
 * @param[out] hhi     dimensionless, in [1/n, 1]; 1/n when all are equal, 1 when one holds everything.
 *                     1 / hhi is the effective number: how many equal holders would be as concentrated.
 *
 * @return KAM_CALC_OK      hhi is written
 *         KAM_CALC_EMPTY   n == 0, or the amounts sum to 0; hhi is not touched
 *         KAM_CALC_DOMAIN  an amount is negative or not finite; hhi is not touched
 *
 * Accuracy: relative error below 8 u.
 * Cost: O(n) time, O(1) memory.
 * Source: S. A. Rhoades, "The Herfindahl-Hirschman Index", Federal Reserve Bulletin 79 (1993), pp. 188-189. The
 *   bulletin works in percent (0..10000); this function works in fractions.
 * Checked by: tests/analytics/test_concentration.c
 */
KamCalcStatus kam_concentration_hhi(const double amount[], size_t n, double *hhi);

/**
 * What a merger of two holders adds to the Herfindahl-Hirschman index.
 *
 *     (s_a + s_b)^2 - s_a^2 - s_b^2 = 2 s_a s_b
 *
 * @param[in]  share_a  share of the one, a fraction of 1, in [0, 1].
 * @param[in]  share_b  share of the other, in [0, 1]; together at most 1 (a rounding excess of 2^-50 is forgiven).
 * @param[out] change   dimensionless, in [0, 1/2].
 *
 * @return KAM_CALC_OK      change is written
 *         KAM_CALC_DOMAIN  a share is outside [0, 1] or not finite, or both exceed 1 together; change is not touched
 *
 * Accuracy: relative error below u.
 * Cost: O(1).
 * Source: U.S. Department of Justice and Federal Trade Commission, "Horizontal Merger Guidelines" (2010), section 5.3;
 *   in points of 10000: shares of 5 % and 10 % add 2 * 5 * 10 = 100.
 * Checked by: tests/analytics/test_concentration.c
 */
KamCalcStatus kam_concentration_merger(double share_a, double share_b, double *change);

/**
 * Theil's T, the first entropy measure of inequality.
 *
 *     T = 1/n sum_i r_i ln r_i,   r_i = amount[i] / mean;   0 ln 0 = 0
 *
 * @param[in]  amount  n amounts in any order.
 * @param[in]  n       number of holders, n >= 1.
 * @param[out] theil   nats, in [0, ln n]; 0 when all are equal, ln n when one holds everything.
 *
 * @return KAM_CALC_OK      theil is written
 *         KAM_CALC_EMPTY   n == 0, or the amounts sum to 0; theil is not touched
 *         KAM_CALC_DOMAIN  an amount is negative or not finite; theil is not touched
 *
 * Accuracy: absolute error below 8 u (1 + ln n). Summed as r ln r - (r - 1), whose terms are all >= 0, so that nearly
 *   equal amounts do not cancel.
 * Cost: O(n) time, O(1) memory.
 * Source: H. Theil, "Economics and Information Theory", North-Holland 1967, chapter 4.
 * Checked by: tests/analytics/test_concentration.c
 */
KamCalcStatus kam_concentration_theil(const double amount[], size_t n, double *theil);

/**
 * Shannon entropy of the shares.
 *
 *     E = - sum_i s_i ln s_i = ln n - T
 *
 * @param[in]  amount   n amounts in any order.
 * @param[in]  n        number of holders, n >= 1.
 * @param[out] entropy  nats, in [0, ln n]; ln n when all are equal, 0 when one holds everything.
 *
 * @return KAM_CALC_OK      entropy is written
 *         KAM_CALC_EMPTY   n == 0, or the amounts sum to 0; entropy is not touched
 *         KAM_CALC_DOMAIN  an amount is negative or not finite; entropy is not touched
 *
 * Accuracy: absolute error below 8 u (1 + ln n).
 * Cost: O(n) time, O(1) memory.
 * Source: C. E. Shannon, "A Mathematical Theory of Communication", Bell System Technical Journal 27 (1948), section 6.
 * Checked by: tests/analytics/test_concentration.c
 */
KamCalcStatus kam_concentration_entropy(const double amount[], size_t n, double *entropy);

/**
 * Coefficient of variation, population form.
 *
 *     V = sqrt(1/n sum_i (amount[i] - mean)^2) / mean;   V^2 = n H - 1
 *
 * @param[in]  amount     n amounts in any order.
 * @param[in]  n          number of holders, n >= 1. For a sample multiply by sqrt(n / (n - 1)).
 * @param[out] variation  dimensionless, in [0, sqrt(n - 1)].
 *
 * @return KAM_CALC_OK      variation is written
 *         KAM_CALC_EMPTY   n == 0, or the amounts sum to 0; variation is not touched
 *         KAM_CALC_DOMAIN  an amount is negative or not finite; variation is not touched
 *
 * Accuracy: absolute error below 8 u (1 + V).
 * Cost: O(n) time, O(1) memory.
 * Source: any textbook of statistics.
 * Checked by: tests/analytics/test_concentration.c
 */
KamCalcStatus kam_concentration_variation(const double amount[], size_t n, double *variation);

/**
 * Gini coefficient, population form.
 *
 *     G = sum_i sum_j |a_i - a_j| / (2 n^2 mean)
 *       = sum_{k=1}^{n/2} (n + 1 - 2k) (a_(k) - a_(n+1-k)) / (n sum_j a_j),   a_(1) >= a_(2) >= ...
 *
 * @param[in]  descending  n amounts, largest first.
 * @param[in]  n           number of holders, n >= 1.
 * @param[out] gini        dimensionless, in [0, 1 - 1/n]; 0 when all are equal, 1 - 1/n when one holds everything.
 *                         The sample form, in [0, 1], is gini * n / (n - 1) for n >= 2.
 *
 * @return KAM_CALC_OK      gini is written
 *         KAM_CALC_EMPTY   n == 0, or the amounts sum to 0; gini is not touched
 *         KAM_CALC_DOMAIN  an amount is negative, not finite or out of order; gini is not touched
 *
 * Accuracy: relative error below 12 u: the pairs of the second line are all >= 0, nothing cancels.
 * Cost: O(n) time after the sort, O(1) memory.
 * Source: C. Damgaard and J. Weiner, "Describing inequality in plant size or fecundity", Ecology 81 (2000),
 *   pp. 1139-1142; the R package ineq prints the population form as well.
 * Checked by: tests/analytics/test_concentration.c
 */
KamCalcStatus kam_concentration_gini(const double descending[], size_t n, double *gini);

/**
 * Lorenz ordinates: the share of the poorest 1, 2, ... n holders.
 *
 *     L_k = sum of the k smallest / sum of all,   k = 1..n;   the curve starts at (0, 0), which is not written
 *
 * @param[in]  descending  n amounts, largest first.
 * @param[in]  n           number of holders, n >= 1.
 * @param[out] lorenz      n fractions, ascending and convex, lorenz[k - 1] = L_k, the last exactly 1. Must not be
 *                         `descending` itself.
 *
 * @return KAM_CALC_OK      lorenz is written
 *         KAM_CALC_EMPTY   n == 0, or the amounts sum to 0; lorenz is not touched
 *         KAM_CALC_DOMAIN  an amount is negative, not finite or out of order; lorenz is not touched
 *
 * Accuracy: relative error below 4 u for each ordinate.
 * Cost: O(n) time, O(1) memory.
 * Source: M. O. Lorenz, "Methods of measuring the concentration of wealth", Publications of the American Statistical
 *   Association 9 (1905), pp. 209-219.
 * Checked by: tests/analytics/test_pareto.c
 */
KamCalcStatus kam_concentration_lorenz(const double descending[], size_t n, double lorenz[]);

/**
 * Pareto curve: the share of the largest 1, 2, ... n holders.
 *
 *     P_k = sum of the k largest / sum of all
 *
 * @param[in]  descending  n amounts, largest first.
 * @param[in]  n           number of holders, n >= 1.
 * @param[out] cumulative  n fractions, ascending and concave, cumulative[k - 1] = P_k, the last exactly 1. May be
 *                         `descending` itself.
 *
 * @return KAM_CALC_OK      cumulative is written
 *         KAM_CALC_EMPTY   n == 0, or the amounts sum to 0; cumulative is not touched
 *         KAM_CALC_DOMAIN  an amount is negative, not finite or out of order; cumulative is not touched
 *
 * Accuracy: relative error below 4 u for each point. To ask how many holders reach a share, do not compare these
 *   rounded points with it but ask kam_concentration_count_for().
 * Cost: O(n) time, O(1) memory.
 * Source: J. M. Juran, "Quality Control Handbook", McGraw-Hill 1951.
 * Checked by: tests/analytics/test_pareto.c
 */
KamCalcStatus kam_concentration_curve(const double descending[], size_t n, double cumulative[]);

/**
 * Share of the largest `count` holders.
 *
 * @param[in]  descending  n amounts, largest first.
 * @param[in]  n           number of holders, n >= 1.
 * @param[in]  count       how many; more than n count as n, so that "the top 20" of 12 holders is all of them: 1.
 * @param[out] share       fraction, in [0, 1].
 *
 * @return KAM_CALC_OK      share is written
 *         KAM_CALC_EMPTY   n == 0, or the amounts sum to 0; share is not touched
 *         KAM_CALC_DOMAIN  an amount is negative, not finite or out of order; share is not touched
 *
 * Accuracy: relative error below 4 u.
 * Cost: O(n) time, O(1) memory.
 * Source: definition (concentration ratio CR_k).
 * Checked by: tests/analytics/test_pareto.c
 */
KamCalcStatus kam_concentration_top(const double descending[], size_t n, size_t count, double *share);

/**
 * How many holders "the top p of them" are: p n rounded up.
 *
 *     count = ceil(p n), where a p n that exceeds a whole number by less than 2^-50 of itself counts as that number
 *
 * The exception is for p such as 0.07, whose binary neighbour times 100 is 7.000000000000001: the top 7 % of 100
 * accounts are 7, not 8.
 *
 * @param[in] n         number of holders; below 2^50.
 * @param[in] fraction  p, in [0, 1]; values outside are taken as the nearer end, NaN as 0.
 *
 * @return the count, in [0, n].
 *
 * Accuracy: exact for every p written with at most 15 digits.
 * Cost: O(1).
 * Source: definition.
 * Checked by: tests/analytics/test_pareto.c
 */
size_t kam_concentration_fraction_count(size_t n, double fraction);

/**
 * The smallest number of holders that together reach a share: the exact "x % of customers make 80 %".
 *
 *     count = min { k : sum of the k largest >= share * sum of all }
 *
 * Reached means equal or more, and what falls short by less than 2^-50 of the threshold is equal: decimal amounts and
 * shares arrive rounded to binary, and those roundings together with our own stay below that. So 30, 30, 20, 20 reach
 * 0.8 with three, and 0.3, 0.3, 0.2, 0.2 do too. Equal amounts at the end of the count make no difference to it; which
 * of them are among the counted is the caller's order. A share of 0 is reached by none; a share of 1 by all holders
 * with an amount above 0, however small.
 *
 * @param[in]  descending  n amounts, largest first.
 * @param[in]  n           number of holders, n >= 1.
 * @param[in]  share       fraction, in [0, 1].
 * @param[out] count       in [0, n].
 *
 * @return KAM_CALC_OK      count is written
 *         KAM_CALC_EMPTY   n == 0, or the amounts sum to 0; count is not touched
 *         KAM_CALC_DOMAIN  an amount is negative, not finite or out of order, or the share lies outside [0, 1];
 *                          count is not touched
 *
 * Accuracy: exact for amounts and shares that are decimals of at most 15 digits, unless another count misses the
 *   threshold by less than 2^-50 of it.
 * Cost: O(n) time, O(1) memory.
 * Source: definition.
 * Checked by: tests/analytics/test_pareto.c
 */
KamCalcStatus kam_concentration_count_for(const double descending[], size_t n, double share, size_t *count);

/** The usual cuts of ABC analysis: A makes the first 80 %, B the next 15 %, C the rest. */
#define KAM_CONCENTRATION_CUT_A 0.80
#define KAM_CONCENTRATION_CUT_B 0.95

/**
 * ABC classes.
 *
 *     class of a holder = number of cuts that the holders *before* it have reached together:
 *     0 (A) while they are below cut[0], 1 (B) from there while they are below cut[1], ...
 *
 * The holder that crosses a cut thus still belongs to the better class, a single holder is always A, and the number of
 * A equals kam_concentration_count_for() of the first cut. "Reached" has the same tolerance as there. Holders with an
 * amount of 0 are in the last class.
 *
 * @param[in]  amount   n amounts, any order.
 * @param[in]  order    n indices into `amount`, largest amount first, as kam_rank_order() gives them; it decides
 *                      which of two equal amounts comes first.
 * @param[in]  n        number of holders, n >= 1.
 * @param[in]  cut      n_cuts fractions, strictly ascending, each in (0, 1).
 * @param[in]  n_cuts   1..255.
 * @param[out] class_of n classes, 0..n_cuts, class_of[i] belonging to amount[i].
 *
 * @return KAM_CALC_OK      class_of is written
 *         KAM_CALC_EMPTY   n == 0, or the amounts sum to 0; class_of is not touched
 *         KAM_CALC_DOMAIN  an amount is negative or not finite, `order` is not in their order or points outside, or the
 *                          cuts are not as described; class_of is not touched
 *
 * Accuracy: as kam_concentration_count_for().
 * Cost: O(n + n_cuts) time, O(1) memory.
 * Source: definition; H. F. Dickie, "ABC inventory analysis shoots for dollars, not pennies", Factory Management and
 *   Maintenance 109 (1951), pp. 92-94.
 * Checked by: tests/analytics/test_pareto.c
 */
KamCalcStatus kam_concentration_abc(const double amount[], const uint32_t order[], size_t n, const double cut[],
                                    size_t n_cuts, uint8_t class_of[]);

/** Everything above of one set of amounts; see the functions for each field. */
typedef struct {
    size_t n;                             /* holders, those with 0 included */
    size_t n_positive;                    /* holders with an amount above 0 */
    double total;                         /* unit of the amounts; infinite only when the true sum is beyond DBL_MAX */
    double mean, median, largest;         /* unit of the amounts */
    double hhi;                           /* in [1/n, 1] */
    double effective_number;              /* 1 / hhi, in [1, n] */
    double gini;                          /* population form, in [0, 1 - 1/n] */
    double theil, entropy;                /* nats */
    double variation;                     /* population form */
    double top_1, top_5, top_10, top_20;  /* share of so many holders, fractions */
    double top_1_percent, top_20_percent; /* share of the top ceil(0.01 n), ceil(0.2 n) */
    size_t count_for_50, count_for_80, count_for_95;
    size_t n_a, n_b, n_c; /* ABC classes with the usual cuts */
} KamConcentration;

/**
 * All measures of concentration with one sort.
 *
 * @param[in]  amount      n amounts in any order.
 * @param[in]  n           number of holders, n >= 1.
 * @param[out] descending  workspace of n numbers; on KAM_CALC_OK it holds the amounts in descending order, ready for
 *                         kam_concentration_curve(), _lorenz(), _count_for() ... May be `amount` itself.
 * @param[out] summary     every field is written.
 *
 * @return KAM_CALC_OK      summary and descending are written
 *         KAM_CALC_EMPTY   n == 0, or the amounts sum to 0; nothing is touched
 *         KAM_CALC_DOMAIN  an amount is negative or not finite; nothing is touched
 *
 * Accuracy: as the single functions; it runs the same code.
 * Cost: O(n log n) time, no memory beyond `descending` but what qsort() takes.
 * Source: see the single functions.
 * Checked by: tests/analytics/test_concentration.c, tests/analytics/test_reference.c
 */
KamCalcStatus
kam_concentration_summary(const double amount[], size_t n, double descending[], KamConcentration *summary);

#define KAM_CONCENTRATION_TOP_MAX 64

/** A figure of what was bought, and what stands behind it. */
typedef struct {
    double value;        /* of the sums */
    double level;        /* without what the chance of purchases adds to it */
    double lower, upper; /* 95 % interval of the level; it need not hold the value */
} KamConcentrationLevel;

/**
 * What of a concentration is chance of the purchases: the holders are those that there are, when and how much each buys
 * is random, period by period (months). Whoever buys rarely has a large or a small sum by chance, which makes all sums
 * look more unequal than their holders are.
 *
 *     z_t = sum_i 2 (s_i - H) a_it / S          moves of the index by period
 *     v_i  of the sum of holder i, V = sum_t of z_t: p / (2 (p - 1)) sum_t (x_t - x_(t-1))^2 over p periods, so that
 *          slow changes are none; of a holder, x_t is a_it less its share of the period, so that a season is none
 *     level = H - sum_i v_i (1 - 4 s_i + 3 H) / S^2;   error^2 = V + 2 sum_i v_i^2 / S^4
 *
 * with s_i the share and S the sum of all. Interval: on the square root of 1 / H, Student's law with
 * 2 (p - 1)^2 / (3 p - 4) degrees of freedom. The share of the largest: the same V of its own moves; who had luck is
 * among the largest, so the jackknife over periods takes off what that adds, and half the square of this is added to
 * the error; interval on the log odds.
 *
 * @param[in]  amount   n x periods amounts of any sign, row-major: amount[i * periods + t]. A holder whose sum is not
 *                      above 0 is left out.
 * @param[in]  n        number of holders.
 * @param[in]  periods  of equal length, one after the other; 4 or more.
 * @param[in]  top      the share of the so many largest is measured; 1 .. KAM_CONCENTRATION_TOP_MAX.
 * @param[in]  work     n + 3 x periods numbers, whatever they hold.
 * @param[out] hhi        of the Herfindahl-Hirschman index, in (0, 1].
 * @param[out] top_share  of the share of the largest, in (0, 1]; all four are 1 when there are no others.
 *
 * @return KAM_CALC_OK       hhi and top_share are written
 *         KAM_CALC_TOO_FEW  fewer than 4 periods, or than two holders with a sum above 0; nothing is touched
 *         KAM_CALC_DOMAIN   an amount is not finite or beyond 1e150, or top is out of its range; nothing is touched
 *
 * Accuracy: value: relative error below (n + periods + 8) u; coverage of the intervals by simulation in
 *   docs/methods/concentration.md.
 * Cost: O(n x periods) time.
 * Source: J. von Neumann, "Distribution of the ratio of the mean square successive difference to the variance", Annals
 *   of Mathematical Statistics 12 (1941), 367-395; B. Efron, R. J. Tibshirani, "An Introduction to the Bootstrap",
 *   Chapman and Hall 1993, chapters 10 and 11. The bias is Taylor's second order.
 * Checked by: tests/analytics/test_concentration_time.c
 */
KamCalcStatus kam_concentration_level(const double amount[], size_t n, size_t periods, size_t top, double work[],
                                      KamConcentrationLevel *hhi, KamConcentrationLevel *top_share);

/** Change a year, and its interval of 95 %. */
typedef struct {
    double value, lower, upper;
} KamConcentrationSlope;

/**
 * Whether a figure moves: the slope of a straight line through periods from which the mean of their season is taken, so
 * that a year is compared with another and no spring with an autumn; Student's interval from how far the periods lie
 * beside it.
 *
 * @param[in]  figure  one of each period.
 * @param[in]  n       number of periods, a multiple of season, at least two of them.
 * @param[in]  season  periods of a year: 4 quarters; 1: there is none.
 * @param[out] slope   per year.
 *
 * @return KAM_CALC_OK       slope is written
 *         KAM_CALC_TOO_FEW  fewer than two years, or than season + 2 periods; slope is not touched
 *         KAM_CALC_DOMAIN   a figure is not finite, season is 0, or n no multiple of it; slope is not touched
 *
 * Accuracy: relative error below (n + 8) u of the largest figure.
 * Cost: O(n^2 / season) time, O(1) memory.
 * Source: N. R. Draper, H. Smith, "Applied Regression Analysis", 3rd ed., Wiley 1998, chapter 1.
 * Checked by: tests/analytics/test_concentration_time.c
 */
KamCalcStatus kam_concentration_slope(const double figure[], size_t n, size_t season, KamConcentrationSlope *slope);

#ifdef __cplusplus
}
#endif

#endif
