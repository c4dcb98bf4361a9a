/* From when on one unit of a group buys a category for all.
 *
 * A group is some units (companies) that buy a category by documents. The unit's occasions (its documents of any
 * category) are taken as given, so that growth, pauses, joining late, leaving and falling silent everywhere say
 * nothing; what is asked is only whether the category is among them as often before a moment as after it. */
#ifndef KAMEN_CHANGEPOINT_H
#define KAMEN_CHANGEPOINT_H

#include <stddef.h>

#include <kamen/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A line of the category: of a unit, in a period. */
typedef struct {
    size_t unit, period;
    double amount; /* > 0: 1, or what else `lines` counts */
    double ratio;  /* > 0: how many times as probable its article is among what the other units buy as among what this
                      unit buys, see kam_changepoint_article_ratios(); 1 when nothing is known of articles */
} KamPurchaseMark;

/** Purchases of one category by the units of a group; each array n_units * n_periods, a unit's periods in a row. */
typedef struct {
    size_t n_units;          /* >= 1 */
    size_t n_periods;        /* of equal length, weeks for example; >= 1 */
    const double *occasions; /* >= 0: what the category's documents would be proportional to if nothing changed: the
                                unit's documents of all categories while it belongs to the group, times how often the
                                market buys the category in that season */
    const double *documents; /* >= 0: those with the category; 0 where there is no occasion */
    const double *lines;     /* >= 0: lines of the category on them, or any other amount: 0 without a document */
    const double *squares;   /* >= 0: sum over these documents of the square of their lines */
    size_t n_marks;
    const KamPurchaseMark *marks; /* NULL, or the lines one by one: their amounts add up to `lines` */
} KamPurchases;

/** What is believed before looking. */
typedef struct {
    double central; /* probability that a category of a group moves to one unit within the data, in (0, 1) */
    double alone;   /* probability that a unit changes its buying of a category by itself, in (0, 1) */
    double level;   /* of the interval of the moment, in (0, 1) */
} KamChangepointPrior;

/** Of about three years: 0.05, 0.03, and an interval of 90 %. */
extern const KamChangepointPrior kam_changepoint_usual_prior;

/** One unlucky group and category in a hundred, by the bound of kam_changepoint_centralisation(). */
#define KAM_CHANGEPOINT_EVIDENCE 100.0
/** Confidence from which what was not found is worth a question. */
#define KAM_CHANGEPOINT_SUSPICION 0.1

typedef struct {
    size_t centre;             /* the unit that most probably buys for all */
    size_t period;             /* the first period of the new way: median of its distribution */
    size_t lower, upper;       /* ends of the interval */
    double log_evidence;       /* ln E, against that nothing changed */
    double log_odds;           /* ln M1 / M2, against that the units change by themselves or not at all */
    double confidence;         /* probability that buying moved to one unit, in (0, 1) */
    double centre_probability; /* that it is this one, when it did */
    int is_found;              /* E >= KAM_CHANGEPOINT_EVIDENCE and confidence >= 1/2 */
    int is_suspected;          /* not found, but confidence >= KAM_CHANGEPOINT_SUSPICION */
} KamChangepoint;

/** Numbers of scratch that kam_changepoint_centralisation() wants; SIZE_MAX when they are too many to be counted. */
size_t kam_changepoint_work_length(size_t n_units, size_t n_periods);

/**
 * Did the buying of a category move to one unit, and when?
 *
 * Given how many documents k a unit has in all, each of them falls on a period in proportion to the occasions w(t), and
 * to r times that from period t on when its rate became r times as high. With f(t) = share of the occasions from t on
 * and k1(t) = documents from t on, the likelihood ratio to an unchanged rate is
 *
 *     LR(t, r) = r^k1(t) (1 + f(t) (r - 1))^-k,           E[LR] = 1 when nothing changed.
 *
 *     down_u(t)   mean of LR over r = 0.003, 0.02, 0.06: the unit (nearly) stopped
 *
 *     up_c(t)     mean of prod_i (1 + z v(w_i) x_i) (1 + theta I(t) / own)^-lines over
 *                 theta = 0.05, 0.15, 0.3, 0.55, 0.8, 1, 1.25, 1.6; i: c's lines from t on, in periods w_i
 *
 *     E = M1      mean over all c and t of up_c(t) * prod_{u != c} down_u(t)
 *
 *     M2          prod_u [1 - alone + alone * mean over t and r = 0.003 .. 4 of LR_u(t, r)]
 *
 *     confidence  central M1 / (central M1 + (1 - central) M2)
 *
 * I(t) is what the others would have bought from t on at their rates until t, own = lines - I(t), at least 0.02 lines,
 * what is left of the centre's total for itself. I(t) falls on periods as the others' occasions do; what they ask for
 * while c writes no document waits for its next one. v(w) is what they ask in w against what c itself buys in w, both
 * at their mean rates, and z brings it to theta I(t) / own in all. x_i is the ratio of the line's mark: an article that
 * the others used to buy, and c did not, says more than another line of its own. The sum of logarithms over lines is
 * taken on chords between z = 0, 0.04, 0.12, 0.36 ... 262.44, never above it.
 *
 * The moment has the distribution proportional to the terms of M1 of the best c; a unit that stops alone is in M2, and
 * so is told from a central purchase by the others, by the common moment, and by what the centre takes over.
 *
 * Documents of one unit that come in bursts are worth less: LR is raised to 1 / phi, phi >= 1 the mean square of the
 * successive differences of four periods each against that of independent documents. For lines phi is multiplied by
 * sum of squares / sum, the variance of a compound Poisson sum to its mean.
 *
 * False alarms: M1 is a mean of ratios of mean 1, so by Markov's inequality E >= 100 happens in at most 1 of 100
 * unchanged groups x categories, however many moments and centres were tried; sampling without replacement only lowers
 * E (Hoeffding). The bound is exact for phi = 1 and ratios of mean 1; with both estimated it was simulated, see
 * docs/numbers.md.
 *
 * @param[in]  work    kam_changepoint_work_length() numbers.
 * @param[out] ratio   NULL, or n_periods: probability of each period to be the first of the new way, given a change.
 *
 * @return KAM_CALC_OK        result (and ratio) are written
 *         KAM_CALC_DOMAIN    a number is negative or not finite, documents without an occasion, squares missing for
 *                            lines, marks that are not the lines, or a prior outside (0, 1); nothing is written
 *         KAM_CALC_TOO_FEW   less than two units bought the category, or in less than two periods; nothing is written
 *
 * Cost: O(n_units (n_periods + n_marks)) time, some thirty logarithms for each period with an occasion and ten for each
 *   mark; no memory but work.
 * Source: the ratio is that of two Poisson rates given their sum (J. Przyborowski, H. Wilenski, Biometrika 31 (1940)
 *   313-323); a mean of likelihood ratios as evidence: J. Ville (1939), V. Vovk, R. Wang, Annals of Statistics 49
 *   (2021) 1736-1754; sampling without replacement: W. Hoeffding, JASA 58 (1963) 13-30, theorem 4. The model is ours.
 * Checked by: tests/analytics/test_changepoint.c, tests/analytics/simulate_changepoint.c
 */
KamCalcStatus kam_changepoint_centralisation(const KamPurchases *purchases, const KamChangepointPrior *prior,
                                             double work[], KamChangepoint *result, double ratio[]);

/** A line of the category with its article: unit and article counted from 0. */
typedef struct {
    size_t unit, article;
    int day;
} KamArticleLine;

/** Numbers of scratch that kam_changepoint_article_ratios() wants; SIZE_MAX when they are too many to be counted. */
size_t kam_changepoint_article_work_length(size_t n_units, size_t n_articles);

/**
 * How many times as probable each line's article is among what the other units bought as among what its own unit
 * bought, both told from the days before it, so that nothing is foretold from itself.
 *
 *     ratio_i = q / p,  p = (own + alpha b) / (n + alpha),  q = (others + 2 b) / (m + 2)
 *
 * own of the n lines that the unit, others of the m lines that the others had until the day before are of the article;
 * b is the article's share of what the market buys of the category. alpha says how willingly the unit takes articles
 * that are new to it: a Dirichlet process with it would have had as many different ones as the unit has,
 * that is alpha ln(1 + n / alpha), within 0.05 and 50. 1 for the unit's lines of its first day.
 *
 * @param[in]  lines   n_lines, in the order of their days.
 * @param[in]  market  n_articles, in (0, 1].
 * @param[in]  work    kam_changepoint_article_work_length() numbers.
 * @param[out] ratio   n_lines.
 *
 * @return KAM_CALC_OK        ratio is written
 *         KAM_CALC_DOMAIN    days out of order, a unit or article that is none, or a share that is none; nothing is
 *                            written
 *
 * Cost: O(n_lines + n_units n_articles).
 * Source: D. Blackwell, J. MacQueen, Annals of Statistics 1 (1973) 353-355; how many are different: W. Ewens,
 *   Theoretical Population Biology 3 (1972) 87-112. Their use here is ours.
 * Checked by: tests/analytics/test_changepoint.c
 */
KamCalcStatus kam_changepoint_article_ratios(const KamArticleLine lines[], size_t n_lines, size_t n_units,
                                             size_t n_articles, const double market[], double work[], double ratio[]);

/**
 * Dispersion phi of a unit's counts against occasions, from successive differences, so that one change adds little.
 *
 *     phi = max(1, (m0 + sum_b x_b^2) / (m0 + m))
 *
 *     x_b^2 = (k_{b+1} w_b - k_b w_{b+1})^2 / ((k_b + k_{b+1}) w_b w_{b+1})
 *
 * over the m pairs of neighbouring blocks of four periods with a document; m0 = 10 holds short series near 1.
 *
 * @return  phi >= 1; 1 when no pair has a document. Arrays as in KamPurchases, of one unit.
 */
double kam_changepoint_dispersion(const double occasions[], const double documents[], size_t n_periods);

#ifdef __cplusplus
}
#endif

#endif
