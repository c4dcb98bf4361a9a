/* How volume answers to price: log-log demand by account, partially pooled over the accounts.
 *
 *     ln quantity = level of the panel + elasticity ln price + sum_j slope_j regressor_j + error
 *
 * An observation is an account in a period (a week, a month), or an account x product in a period: then `panel` numbers
 * the products in their accounts, each panel has a level of its own, and the account has one elasticity over them. One
 * account alone often has too little price movement for an estimate worth the name: estimates from -12 to +3 for the
 * same cheese are noise. Partial pooling takes each account's estimate as far towards the mean of all accounts as its
 * own standard error demands, and says what is left of the uncertainty.
 *
 * The order of work: kam_elasticity_new(), kam_elasticity_fit() over ranges of accounts (on several threads if wanted),
 * kam_elasticity_pool(), then kam_elasticity_account() and the rest read. Below, u = 2^-53. */
#ifndef KAMEN_ELASTICITY_H
#define KAMEN_ELASTICITY_H

#include <stddef.h>
#include <stdint.h>

#include <kamen/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Slopes that can be pooled, the price included. */
#define KAM_ELASTICITY_MAX_SHARED 8

/** Observations. The arrays stay the caller's and must live as long as the model. */
typedef struct {
    size_t n;                /* observations, < 2^32 */
    const double *quantity;  /* n, > 0; units, not money */
    const double *price;     /* n, > 0; per unit, what was really paid */
    const double *regressor; /* n x n_regressors, row-major: display, promotion, dummies of months; NULL when none */
    size_t n_regressors;
    size_t n_shared; /* the first so many regressors have slopes that are pooled with the elasticity; those of the
                      * rest stay the account's own. < KAM_ELASTICITY_MAX_SHARED, <= n_regressors */
    const uint32_t *account; /* n numbers < n_accounts, in any order */
    size_t n_accounts;
    const uint32_t *panel; /* n numbers < n_panels, each panel within one account; NULL: an account is one panel */
    size_t n_panels;       /* 0 when panel is NULL */
} KamElasticityData;

/** When an account's own data are enough. */
typedef struct {
    size_t min_df;        /* degrees of freedom left over, >= 1 */
    double min_price_sd;  /* standard deviation of ln price that the panels' levels and the other regressors do not
                             explain */
    double max_std_error; /* of the account's own elasticity: beyond, it is called imprecise */
} KamElasticityCriteria;

/** Defaults. Three degrees of freedom, for the variance of a t value to exist. A price that moves by less than a tenth
 * of a percent moves by rounding and mix. With a standard error above 1 the 95 % interval is four wide: it cannot tell
 * -1 from -3. */
#define KAM_ELASTICITY_MIN_DF 3
#define KAM_ELASTICITY_MIN_PRICE_SD 0.001
#define KAM_ELASTICITY_MAX_STD_ERROR 1.0

/** Why an account has no elasticity of its own, or a poor one. */
typedef enum {
    KAM_ELASTICITY_ENOUGH,
    KAM_ELASTICITY_FEW_OBSERVATIONS, /* fewer than min_df degrees of freedom: min_df - df more would do */
    KAM_ELASTICITY_LITTLE_VARIATION, /* price_sd below min_price_sd */
    KAM_ELASTICITY_COLLINEAR,        /* the other regressors explain the price */
    KAM_ELASTICITY_SAME_QUANTITY, /* the quantity never varies within its panels: an order of one, whatever the price */
    KAM_ELASTICITY_IMPRECISE      /* std_error above max_std_error; the estimates are there all the same */
} KamElasticityReason;

/** What a user must be told beside the figure. The worst that applies. */
typedef enum {
    KAM_ELASTICITY_PLAUSIBLE,
    KAM_ELASTICITY_SIGN_UNCERTAIN, /* the 95 % interval of the best estimate reaches 0 */
    KAM_ELASTICITY_POSITIVE_OWN,   /* the account's own estimate is >= 0, the pooled one is not */
    KAM_ELASTICITY_POSITIVE /* the best estimate is >= 0: sales that rise with the price are a fault of the data */
} KamElasticityFlag;

/** One account. The pooled fields count when pooled_status is KAM_CALC_OK, the others when status is. */
typedef struct {
    KamCalcStatus status; /* EMPTY: no observations; TOO_FEW: not enough variation, see reason; NO_MEMORY, or not fitted
                           * yet (EMPTY) */
    KamElasticityReason reason;
    size_t n;            /* observations; filled whatever the status */
    size_t df;           /* n - panels - slopes that the data determine; filled whatever the status */
    double price_sd;     /* of ln price beside everything else; filled whatever the status, 0 when collinear */
    double elasticity;   /* least squares */
    double std_error;    /* classical: equal variances */
    double hc1_error;    /* robust to unequal variances, scaled by n / (n - parameters) */
    double hc3_error;    /* the same, residuals over 1 - leverage: the better one for few observations */
    double lower, upper; /* 95 %, Student's t with df, from std_error */
    double intercept;    /* mean ln quantity less slopes times means: with one panel its level */
    double residual_sd;
    double r2; /* of ln quantity about the account's mean, levels of panels included; 0 when it does not vary */
    KamCalcStatus pooled_status;
    double pooled;                     /* posterior mean */
    double pooled_error;               /* posterior standard deviation */
    double pooled_lower, pooled_upper; /* 95 % */
    double weight;               /* of the account's own data in the pooled estimate, 0..1: 1 - (sd / prior sd)^2 */
    double positive_probability; /* posterior probability of an elasticity above 0 */
    KamElasticityFlag flag;      /* about the pooled estimate where there is one, else about the account's own */
} KamElasticity;

/** A figure with its standard error. */
typedef struct {
    double value, std_error;
} KamElasticityEstimate;

typedef struct KamElasticityModel KamElasticityModel;

/**
 * Begin: check the observations and sort them by account and panel.
 *
 * @param[in]  data      see KamElasticityData.
 * @param[in]  criteria  see KamElasticityCriteria.
 * @param[out] model     free with kam_elasticity_free(). No account is fitted yet.
 *
 * @return KAM_CALC_OK         model is written
 *         KAM_CALC_EMPTY      no observations or no accounts; model is not touched
 *         KAM_CALC_DOMAIN     a quantity or price is not > 0 and finite, a regressor is not finite, a number is too
 * large, a panel lies in two accounts, or the sizes or criteria are not as described KAM_CALC_NO_MEMORY  model is not
 * touched
 *
 * Cost: O(n) time; memory of 4 n bytes, and per account of 8 (k + 3)^2 + 300 bytes for k = 1 + n_regressors slopes, per
 *   panel of 8 (k + 2). All of it is taken here.
 * Source: definition.
 * Checked by: tests/analytics/test_elasticity.c
 */
KamCalcStatus
kam_elasticity_new(const KamElasticityData *data, const KamElasticityCriteria *criteria, KamElasticityModel **model);

/** Accepts NULL. */
void kam_elasticity_free(KamElasticityModel *model);

/**
 * Each account's own regression, by least squares.
 *
 * Levels are taken out by subtracting the means of the panels; what is left is decomposed, Q R, the price last: its
 * coefficient is then q'y / r and its classical standard error s / r. A regressor that does not vary in an account, or
 * that the ones before it explain (a rest of less than 1e-7 of its length), is left out there, as R's lm() does.
 *
 * @param[in,out] model  accounts first ... last - 1 are fitted. Threads may work on disjoint ranges of one model.
 * @param[in]     first  <= last.
 * @param[in]     last   <= n_accounts.
 *
 * @return KAM_CALC_OK         every account of the range has its answer, which may be that the data are not enough
 *         KAM_CALC_DOMAIN     the range is not as described; nothing is touched
 *         KAM_CALC_NO_MEMORY  none of the range is fitted
 *
 * Accuracy: relative error of an elasticity about 10 u times the condition of the demeaned regressors.
 * Cost: O(m k^2) time for an account of m observations; 8 (m (k + 2) + k^2) bytes for the largest account of the model,
 *   freed before return.
 * Source: any textbook of econometrics; J. G. MacKinnon, H. White, "Some heteroskedasticity-consistent covariance
 * matrix estimators with improved finite sample properties", Journal of Econometrics 29 (1985), 305-325. Checked by:
 * tests/analytics/test_elasticity.c
 */
KamCalcStatus kam_elasticity_fit(KamElasticityModel *model, size_t first, size_t last);

/** What the accounts have in common. */
typedef struct {
    size_t accounts;       /* whose own estimates it rests on */
    size_t iterations;     /* of EM */
    double mean;           /* of the elasticities over accounts */
    double mean_error;     /* standard error of the mean */
    double sd;             /* true spread of the elasticities over accounts, noise taken out */
    double residual_sd;    /* typical residual standard deviation of an account */
    KamCalcValue prior_df; /* how much alike the accounts' residual variances are; missing when they are all alike */
} KamElasticityPrior;

/**
 * Partial pooling: empirical Bayes over the accounts.
 *
 *     slopes of account a ~ N(mean, Omega),    residual variance of account a ~ s0^2 d0 / chi^2(d0)
 *
 * for the elasticity and the shared slopes together; levels and the other slopes stay the account's own. The variances'
 * s0^2 and d0 come from the mean and variance of ln s_a^2, accounts that a law fits to the last digit (residuals below
 * 2^-40 of ln quantity) apart: those keep their own variance. Mean and Omega come from EM on the restricted likelihood
 * (a flat prior on the mean) times |Omega|^(1/2), which keeps Omega off the boundary, where few accounts would make all
 * intervals too short. An account's posterior is the normal one for its moderated variance, with what is unknown about
 * the mean added; intervals use Student's t with d0 + df. What is unknown about Omega itself is not in them: with fewer
 * than ten accounts or so they are somewhat short (docs/numbers.md measures it).
 *
 * @param[in,out] model           every account fitted.
 * @param[in]     tolerance       relative change of Omega at which EM ends, > 0; KAM_ELASTICITY_TOLERANCE.
 * @param[in]     max_iterations  >= 1; KAM_ELASTICITY_ITERATIONS.
 * @param[out]    prior           every field is written; may be NULL.
 *
 * @return KAM_CALC_OK              the accounts have pooled estimates
 *         KAM_CALC_TOO_FEW         fewer than n_shared + 3 accounts have an estimate of their own; nothing is touched
 *         KAM_CALC_NO_CONVERGENCE  nothing is touched
 *         KAM_CALC_DOMAIN          tolerance or max_iterations; nothing is touched
 *         KAM_CALC_NO_MEMORY       nothing is touched
 *
 * Accuracy: mean and Omega to about 100 times the tolerance.
 * Cost: O(accounts K^3) a step for K = 1 + n_shared, some 50 steps; 8 K (K + 1) bytes an account, freed before return.
 * Source: N. M. Laird, J. H. Ware, "Random-effects models for longitudinal data", Biometrics 38 (1982), 963-974; Y.
 * Chung et al., "A nondegenerate penalized likelihood estimator for variance parameters in multilevel models",
 *   Psychometrika 78 (2013), 685-709; G. K. Smyth, "Linear models and empirical Bayes methods ...", Statistical
 * Applications in Genetics and Molecular Biology 3 (2004), article 3. Checked by:
 * tests/analytics/test_elasticity_pool.c
 */
KamCalcStatus
kam_elasticity_pool(KamElasticityModel *model, double tolerance, size_t max_iterations, KamElasticityPrior *prior);

#define KAM_ELASTICITY_TOLERANCE 1e-9
#define KAM_ELASTICITY_ITERATIONS 20000

/**
 * One account's answer.
 *
 * @param[in]  model    fitted, pooled or not.
 * @param[in]  account  < n_accounts.
 * @param[out] answer   every field is written.
 *
 * @return KAM_CALC_OK      answer is written; its own status says whether there is an elasticity
 *         KAM_CALC_DOMAIN  no such account; answer is not touched
 *
 * Cost: O(1).
 * Source: see kam_elasticity_fit() and kam_elasticity_pool().
 * Checked by: tests/analytics/test_elasticity.c
 */
KamCalcStatus kam_elasticity_account(const KamElasticityModel *model, size_t account, KamElasticity *answer);

/**
 * The slope of a regressor in one account.
 *
 * @param[in]  model      fitted; pooled when `pooled` asks for it.
 * @param[in]  account    < n_accounts.
 * @param[in]  regressor  < n_regressors.
 * @param[in]  pooled     0: the account's own by least squares, with its classical standard error. 1: the posterior;
 *                        only for the first n_shared regressors.
 * @param[out] slope      change of ln quantity per unit of the regressor.
 *
 * @return KAM_CALC_OK      slope is written
 *         KAM_CALC_TOO_FEW the account has none: it does not vary there, other regressors explain it, or data are
 *                          too few; slope is not touched
 *         KAM_CALC_DOMAIN  no such account or regressor; slope is not touched
 *
 * Cost: O(1).
 * Source: as kam_elasticity_account().
 * Checked by: tests/analytics/test_elasticity.c
 */
KamCalcStatus kam_elasticity_slope(const KamElasticityModel *model, size_t account, size_t regressor, int pooled,
                                   KamElasticityEstimate *slope);

/**
 * ln quantity to be expected of a panel at a price.
 *
 * @param[in]  model        fitted; pooled when `pooled` asks for it.
 * @param[in]  panel        number of the panel (of the account, where data->panel is NULL).
 * @param[in]  price        > 0.
 * @param[in]  regressor    n_regressors values; NULL when none.
 * @param[in]  pooled       0: from the account's own regression. 1: from the pooled slopes, where an account without
 * enough variation goes by the mean of all.
 * @param[out] ln_quantity  with the standard error of one new observation; that of a pooled prediction leaves out the
 * error of slopes that are not shared.
 *
 * @return KAM_CALC_OK      ln_quantity is written
 *         KAM_CALC_TOO_FEW the account has no estimate of this kind, or the panel no observation; nothing is touched
 *         KAM_CALC_DOMAIN  no such panel, or a value is not as described; nothing is touched
 *
 * Cost: O(k^2).
 * Source: as kam_elasticity_fit().
 * Checked by: tests/analytics/test_elasticity_pool.c
 */
KamCalcStatus kam_elasticity_predict(const KamElasticityModel *model, size_t panel, double price,
                                     const double regressor[], int pooled, KamElasticityEstimate *ln_quantity);

/** What level the observations of one regression over all accounts have. */
typedef enum {
    KAM_ELASTICITY_ONE_LEVEL,   /* one for all: takes the size of an account for an effect of its prices */
    KAM_ELASTICITY_PANEL_LEVELS /* one for each panel (account effects) */
} KamElasticityLevels;

/** One elasticity for all accounts. */
typedef struct {
    size_t n, df;
    double elasticity;
    double std_error, hc1_error, hc3_error; /* as in KamElasticity */
    KamCalcValue cluster_error;             /* robust to anything within an account; missing for a single account */
    double intercept, residual_sd, r2;
} KamElasticityCommon;

/**
 * One regression over all accounts.
 *
 * @param[in]  data      as for kam_elasticity_new().
 * @param[in]  levels    see KamElasticityLevels.
 * @param[out] common    every field is written.
 * @param[out] slope     n_regressors slopes with classical standard errors; both 0 for one that the data do not
 *                       determine. May be NULL.
 *
 * @return KAM_CALC_OK         the outputs are written
 *         KAM_CALC_EMPTY      no observations or no accounts
 *         KAM_CALC_TOO_FEW    no degree of freedom is left, or the price does not vary beside the rest
 *         KAM_CALC_DOMAIN     as kam_elasticity_new()
 *         KAM_CALC_NO_MEMORY
 *         In all but the first case nothing is touched.
 *
 * Accuracy: as kam_elasticity_fit().
 * Cost: O(n k^2) time; memory of 8 n (k + 2) bytes beyond that of a model, freed before return.
 * Source: as kam_elasticity_fit(); for clusters K.-Y. Liang, S. L. Zeger, "Longitudinal data analysis using generalized
 * linear models", Biometrika 73 (1986), 13-22, scaled by G / (G - 1) (n - 1) / (n - parameters). Checked by:
 * tests/analytics/test_elasticity.c
 */
KamCalcStatus kam_elasticity_common(const KamElasticityData *data, KamElasticityLevels levels,
                                    KamElasticityCommon *common, KamElasticityEstimate slope[]);

/**
 * Effects of periods that all accounts share: season, a general rise of prices, a strike.
 *
 *     ln quantity = level of the panel + effect of the period + elasticity ln price + error
 *
 * with one elasticity for all. Dividing each quantity by exp(effect of its period) before kam_elasticity_new() allows
 * for them without a dummy for each period in each account, which would leave little to estimate from.
 *
 * @param[in]  data            as for kam_elasticity_new(); its regressors do not enter.
 * @param[in]  period          n numbers < n_periods.
 * @param[in]  n_periods       >= 1.
 * @param[in]  tolerance       the largest effect that a round may still find, > 0; KAM_ELASTICITY_TOLERANCE.
 * @param[in]  max_iterations  rounds, >= 1; KAM_ELASTICITY_ITERATIONS.
 * @param[out] effect          n_periods effects on ln quantity, 0 in the mean over observations; 0 for a period without
 * one.
 *
 * @return KAM_CALC_OK              effect is written
 *         KAM_CALC_EMPTY           as kam_elasticity_new(); effect is not touched
 *         KAM_CALC_DOMAIN          as kam_elasticity_new(), or a period is too large; effect is not touched
 *         KAM_CALC_NO_CONVERGENCE  effect is not touched
 *         KAM_CALC_NO_MEMORY       effect is not touched
 *
 * Accuracy: absolute error of some ten times the tolerance where the periods are well joined by panels. Effects of
 * groups of periods that no panel joins are not comparable with one another. Cost: O(n) time a round, mostly fewer than
 * 50; 16 n + 24 (n_panels + n_periods) bytes, freed before return. Source: R. Frisch, F. V. Waugh, "Partial time
 * regressions as compared with individual trends", Econometrica 1 (1933), 387-401; means of panels and of periods are
 * taken out in turn. Checked by: tests/analytics/test_elasticity.c
 */
KamCalcStatus kam_elasticity_period_effects(const KamElasticityData *data, const uint32_t period[], size_t n_periods,
                                            double tolerance, size_t max_iterations, double effect[]);

/**
 * Elasticity between two points by the midpoint formula.
 *
 *     e = ((q1 - q0) / (q1 + q0)) / ((p1 - p0) / (p1 + p0))
 *
 * @param[in]  price_0, price_1        > 0 and different.
 * @param[in]  quantity_0, quantity_1  >= 0, not both 0.
 * @param[out] elasticity              dimensionless; the same in both directions.
 *
 * @return KAM_CALC_OK      elasticity is written
 *         KAM_CALC_EMPTY   the price does not change; elasticity is not touched
 *         KAM_CALC_DOMAIN  a figure is not as described or not finite; elasticity is not touched
 *
 * Accuracy: relative error below 8 u once the differences are taken.
 * Cost: O(1).
 * Source: D. Shapiro, D. MacDonald, S. A. Greenlaw, "Principles of Economics", 3rd ed., OpenStax 2022, section 5.1.
 * Checked by: tests/analytics/test_elasticity.c
 */
KamCalcStatus
kam_elasticity_arc(double price_0, double quantity_0, double price_1, double quantity_1, double *elasticity);

#ifdef __cplusplus
}
#endif

#endif
