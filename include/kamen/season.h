/* The season of sales: factors of mean 1 for the months of a year (or the parts of any other season), how sure they
 * are, whether there is a season at all, and what a category lends to series too short to have one of their own.
 *
 * Factors multiply: sales of a month = level * factor. In the arrays below, element j of a single series belongs to its
 * observations j, j + season, j + 2 season ...; element j of a pool belongs to the j-th part of the calendar's season.
 * No function keeps state or allocates; all may be called from any thread. */
#ifndef KAMEN_SEASON_H
#define KAMEN_SEASON_H

#include <stddef.h>

#include <kamen/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Most parts that a season may have. */
#define KAM_SEASON_MAX 60

typedef struct {
    size_t season;                    /* parts, as asked for */
    double factor[KAM_SEASON_MAX];    /* mean 1 */
    double std_error[KAM_SEASON_MAX]; /* of each factor */
    double shrunk[KAM_SEASON_MAX];    /* 1 + kept * (factor - 1) */
    double kept;                      /* what James and Stein leave of the differences from 1, in [0, 1] */
    double count[KAM_SEASON_MAX];     /* ratios behind each factor */
    size_t n_ratios, n_left_out;      /* ratios used, and left out as outliers */
    double sigma;                     /* standard deviation of a ratio around its factor */
    double freedom;                   /* degrees of freedom of sigma */
    double f;                         /* variance between the parts / within */
    double p_value;                   /* chance of such an f without a season */
    double autocorrelation;           /* of the series at lag `season` */
    double autocorrelation_limit;     /* exceeded by chance in one series of ten without season, either side */
    int is_seasonal;                  /* p_value < 0.05 */
} KamSeason;

/**
 * Seasonal factors of a single series, by ratios to the centred moving average.
 *
 *     ratio_t = y_t / average of the season around t;  factor_j = mean of the ratios of part j, scaled to mean 1
 *
 * A ratio further from the median of its part than five robust standard deviations (1.4826 times the median distance of
 * the others over the series) is left out. A month that is high every year has a high median, so a season is no
 * outlier; with fewer than three ratios a part nothing is left out.
 *
 *     freedom     = (season - 1) (n_ratios / season - 1): each average takes the level of its season away
 *     std_error_j = sigma / sqrt(count_j)
 *     f           = sum_j count_j (factor_j - 1)^2 / (season - 1) / sigma^2, against F(season - 1, freedom)
 *     kept        = max(0, 1 - (season - 3) v / sum_j (factor_j - 1)^2), v = mean of std_error^2; 1 for season < 4
 *
 * autocorrelation and its limit 1.645 sqrt((1 + 2 sum_{k < season} r_k^2) / n) are the rule of the M4 competition; a
 * trend hides a season from it, but not from f.
 *
 * @param[in]  y       n observations in order, NaN where one is missing; each >= 0 otherwise.
 * @param[in]  n       at least 2 season + 3.
 * @param[in]  season  parts, 2..KAM_SEASON_MAX.
 * @param[in]  work    workspace of n numbers.
 * @param[out] result  every field is written; elements from `season` on are not.
 *
 * @return KAM_CALC_OK       result is written
 *         KAM_CALC_EMPTY    n == 0, or no observation is above 0; result is not touched
 *         KAM_CALC_DOMAIN   season is out of range, or an observation is negative or infinite; result is not touched
 *         KAM_CALC_TOO_FEW  n is less than needed, a part has no ratio (an average with a missing observation, or of
 *                           nothing, gives none), or there are fewer than three ratios more than parts; result is not
 *                           touched
 *
 * Accuracy: factors to 1e-12 relative for the formula; what the estimates are worth is in docs/numbers.md.
 * Cost: O(n season) time, no memory.
 * Source: classical decomposition, any textbook of time series; W. James and C. Stein, "Estimation with quadratic
 *   loss", Proceedings of the Fourth Berkeley Symposium 1 (1961), pp. 361-379, with the positive part of B. Efron and
 *   C. Morris, "Stein's estimation rule and its competitors", Journal of the American Statistical Association 68
 * (1973), pp. 117-130; for seasons: D. M. Miller and D. Williams, "Shrinkage estimators of time series seasonal factors
 * and their effect on forecasting accuracy", International Journal of Forecasting 19 (2003), pp. 669-684. Checked by:
 * tests/analytics/test_season.c
 */
KamCalcStatus kam_season_estimate(const double y[], size_t n, size_t season, double work[], KamSeason *result);

typedef struct {
    size_t season;
    size_t n_series;                  /* series behind it */
    double factor[KAM_SEASON_MAX];    /* mean 1; element j is the j-th part of the calendar's season */
    double std_error[KAM_SEASON_MAX]; /* of the mean over series */
    double spread;                    /* standard deviation of the true factors between series */
    double sigma;                     /* of a ratio around its factor, pooled */
} KamSeasonPool;

/**
 * The season that the series of a category share.
 *
 *     factor_j = sum_i w_ij own_ij / sum_i w_ij,   w_ij = 1 / (spread^2 + v_i / count_ij)
 *
 * v_i is the variance of a ratio of series i, moderated: (freedom_i sigma_i^2 + 4 sigma^2) / (freedom_i + 4), sigma^2
 * the mean over all degrees of freedom. The spread between series is the moment estimate of DerSimonian and Laird over
 * all parts together, not below 0. Series with noisy ratios weigh little; large and small accounts weigh alike.
 *
 * @param[in]  own     n_series results of kam_season_estimate(), all of one season.
 * @param[in]  phase   n_series numbers below season: the part of the calendar's season that the first observation of
 *                     the series lies in (0 for January in a year of months).
 * @param[in]  n_series  2 or more: a single series does not say how far others differ from it.
 * @param[out] pool    every field is written; elements from `season` on are not.
 *
 * @return KAM_CALC_OK       pool is written
 *         KAM_CALC_EMPTY    n_series == 0; pool is not touched
 *         KAM_CALC_TOO_FEW  n_series == 1; pool is not touched
 *         KAM_CALC_DOMAIN   seasons differ, or a phase is not below season; pool is not touched
 *
 * Accuracy: 1e-12 relative for the formula; coverage of the standard errors is in docs/numbers.md.
 * Cost: O(n_series season).
 * Source: R. DerSimonian and N. Laird, "Meta-analysis in clinical trials", Controlled Clinical Trials 7 (1986),
 *   pp. 177-188; on seasons of product groups: H. Chen and J. E. Boylan, "Use of individual and group seasonal indices
 * in subaggregate demand forecasting", Journal of the Operational Research Society 58 (2007), pp. 1660-1671. Checked
 * by: tests/analytics/test_season.c
 */
KamCalcStatus kam_season_pool(const KamSeason own[], const size_t phase[], size_t n_series, KamSeasonPool *pool);

/**
 * The factors for one series: its own as far as they are sure, its category's as far as they are not.
 *
 *     factor_j = (own_j / s_j + pool_j / t_j) / (1 / s_j + 1 / t_j),   s_j = v / count_j,  t_j = spread^2 +
 * std_error_j^2 std_error_j^2 = 1 / (1 / s_j + 1 / t_j)
 *
 * @param[in]  pool       of the category; of few series, those other than this one, whose factors would count twice.
 * @param[in]  own        of the series, or NULL when it is too short for any: the pool's factors, with the spread
 * between series as their error.
 * @param[in]  phase      the part of the calendar's season that the first observation lies in.
 * @param[out] factor     `season` numbers of mean 1, factor[j] for the observations j, j + season ... of the series.
 * @param[out] std_error  `season` numbers, or NULL when not wanted.
 *
 * @return KAM_CALC_OK      factor and std_error are written
 *         KAM_CALC_DOMAIN  the seasons differ, or phase is not below season; nothing is touched
 *
 * Accuracy: 1e-12 relative for the formula.
 * Cost: O(season).
 * Source: empirical Bayes; B. Efron and C. Morris (1973), as above.
 * Checked by: tests/analytics/test_season.c
 */
KamCalcStatus
kam_season_borrow(const KamSeasonPool *pool, const KamSeason *own, size_t phase, double factor[], double std_error[]);

#ifdef __cplusplus
}
#endif

#endif
