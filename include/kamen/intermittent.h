/* Intermittent demand: accounts and products that buy now and then, with months of nothing in between.
 *
 * A demand is a period with more than nothing. Croston's method and its corrections (SBA, SBJ) smooth the sizes of the
 * demands and the intervals between them; TSB smooths the chance of a demand in every period, so that it sinks while
 * nobody buys; ADIDA sums the periods into blocks long enough to hold a demand and smooths those. All of them answer
 * with a rate: demand per period, the same for every future period. What a total over several periods may be, with the
 * chance that nothing comes, is the business of kam_intermittent_total().
 *
 * Common to all: demand is n values >= 0 in order of time, one per period, of equal periods; what a negative or missing
 * one should mean is the caller's decision (kamen/series.h), so it is refused. No function keeps state or allocates;
 * all may be called from any thread. */
#ifndef KAMEN_INTERMITTENT_H
#define KAMEN_INTERMITTENT_H

#include <stddef.h>

#include <kamen/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The cut-offs of Syntetos, Boylan and Croston: of the mean interval, and of the squared variation of the sizes. */
#define KAM_DEMAND_CUT_INTERVAL 1.32
#define KAM_DEMAND_CUT_VARIATION 0.49

typedef enum {
    KAM_DEMAND_SMOOTH = 0,   /* comes often, sizes alike */
    KAM_DEMAND_INTERMITTENT, /* comes seldom, sizes alike */
    KAM_DEMAND_ERRATIC,      /* comes often, sizes differ */
    KAM_DEMAND_LUMPY         /* comes seldom, sizes differ */
} KamDemandPattern;

typedef struct {
    size_t n;                 /* periods */
    size_t n_demands;         /* periods with a demand */
    double mean_interval;     /* n / n_demands, in periods, >= 1: zeros at the end count */
    double mean_size;         /* of the demands; unit of the demand */
    double size_variation;    /* squared coefficient of variation of the sizes, sample form (n_demands - 1) */
    size_t n_quiet;           /* periods of nothing at the end */
    double quiet_chance;      /* chance of so many at the end, if demands still came as before: (1 - p)^n_quiet */
    KamDemandPattern pattern; /* from mean_interval and size_variation; at a cut-off: the lower side */
} KamDemandProfile;

/**
 * How demand comes: seldom or often, in sizes alike or not.
 *
 *     interval = n / n_demands,   variation = s^2 / mean^2 of the sizes,
 *     smooth        interval <= 1.32, variation <= 0.49       erratic  interval <= 1.32, variation > 0.49
 *     intermittent  interval >  1.32, variation <= 0.49       lumpy    interval >  1.32, variation > 0.49
 *
 * The p of quiet_chance is (n_demands - 1) / (n - n_quiet - 1), the rate until the last demand, which itself is left
 * out because it ends the count; 1 when n_quiet is 0.
 *
 * @param[in]  demand   n values, one per period, each finite and >= 0.
 * @param[in]  n        periods, n >= 2.
 * @param[out] profile  every field is written.
 *
 * @return KAM_CALC_OK       profile is written
 *         KAM_CALC_EMPTY    n == 0, or no demand at all; profile is not touched
 *         KAM_CALC_DOMAIN   a value is negative or not finite; profile is not touched
 *         KAM_CALC_TOO_FEW  a single demand, whose size has no variation; profile is not touched
 *
 * Accuracy: relative error below 16 (n + 2) u, u = 2^-53.
 * Cost: O(n) time, O(1) memory.
 * Source: A. A. Syntetos, J. E. Boylan and J. D. Croston, "On the categorization of demand patterns", Journal of the
 *   Operational Research Society 56 (2005), pp. 495-503. There the interval is the mean of the intervals between
 *   demands; here the time before the first demand and after the last counts, too.
 * Checked by: tests/analytics/test_intermittent.c
 */
KamCalcStatus kam_intermittent_profile(const double demand[], size_t n, KamDemandProfile *profile);

/** A short English word for a pattern: "smooth", "intermittent", "erratic", "lumpy"; never NULL. */
const char *kam_demand_pattern_text(KamDemandPattern pattern);

typedef enum {
    KAM_INTERMITTENT_CROSTON = 0,
    KAM_INTERMITTENT_SBA, /* Croston times 1 - beta / 2 */
    KAM_INTERMITTENT_SBJ, /* Croston times 1 - beta / (2 - beta) */
    KAM_INTERMITTENT_TSB,
    KAM_INTERMITTENT_ADIDA
} KamIntermittentMethod;

/** A short English word for a method: "croston", "sba", "sbj", "tsb", "adida"; never NULL. */
const char *kam_intermittent_method_text(KamIntermittentMethod method);

/* What the averages are before the first smoothing. */
typedef enum {
    KAM_INTERMITTENT_FIRST = 0, /* the first demand and its interval (the periods up to it), or the first block */
    KAM_INTERMITTENT_MEAN,      /* the means over the whole series */
    KAM_INTERMITTENT_GIVEN      /* start_size, and start_interval or start_chance */
} KamIntermittentStart;

/* Zeros are good defaults: Croston, parameters optimised, start at the first demand. */
typedef struct {
    KamIntermittentMethod method;
    double alpha; /* smoothing of the sizes (ADIDA: of the blocks), in (0, 1]; 0: optimised */
    double beta;  /* smoothing of the intervals (TSB: of the chance), in (0, 1]; 0: optimised; ADIDA: not used */
    KamIntermittentStart start;
    double start_size;     /* with GIVEN: > 0; ADIDA: >= 0, of a block */
    double start_interval; /* with GIVEN, Croston, SBA and SBJ: >= 1 */
    double start_chance;   /* with GIVEN, TSB: in [0, 1] */
    size_t block;          /* ADIDA: periods in a block; 0: the mean interval, rounded up */
} KamIntermittentOptions;

typedef struct {
    KamIntermittentMethod method;
    double alpha, beta;  /* as given, or as found */
    size_t block;        /* ADIDA: periods in a block, otherwise 1 */
    size_t n, n_demands; /* periods, and those with a demand */
    double size;         /* smoothed size of a demand; ADIDA: the mean of all sizes */
    double interval;     /* smoothed interval; TSB: 1 / chance; ADIDA: n / n_demands; infinite when TSB's chance is 0 */
    double chance;       /* of a demand in a period: 1 / interval, TSB: smoothed */
    double rate;         /* the forecast: demand per period */
    double std_error;    /* of the rate, if demand goes on as it was */
    KamCalcValue rate_error; /* root mean square of forecast - rate so far, in sample; ADIDA: of one block ahead, per
                                period; TOO_FEW when no period (block) had a forecast */
    double size_variation;   /* squared coefficient of variation of the sizes, shrunk: see kam_intermittent_fit() */
    double size_evidence;    /* effective number of demands behind the size */
    double chance_evidence;  /* effective number of periods behind the chance */
} KamIntermittentFit;

/**
 * Fit a method for intermittent demand and forecast the rate.
 *
 *     demand y_t > 0 after an interval of q periods:  z += alpha (y_t - z);  v += beta (q - v)
 *     Croston  z / v;     SBA  (1 - beta / 2) z / v;     SBJ  (1 - beta / (2 - beta)) z / v
 *     TSB      every period  p += beta ([y_t > 0] - p),  at a demand  z += alpha (y_t - z);  rate  p z
 *     ADIDA    sums of `block` periods, the last block ending with the series;  level += alpha (sum - level);
 *              rate  level / block
 *
 * With start FIRST the averages are those of the first demand and smoothing begins behind it; with MEAN and GIVEN it
 * begins with the first period. The corrections use beta, which is what makes the quotient too large.
 *
 * A parameter that is 0 is chosen to minimise the mean of (forecast for t made before t - mean of y_1..y_t)^2: the
 * error against the rate so far. The error against the next demand would reward a forecast of nothing, which is right
 * in most periods. (ADIDA: the mean squared error one block ahead.) Searched is [0.01, 0.5], first on a grid, then by
 * halving steps; equal errors take the smaller parameter. Only `demand` is looked at.
 *
 * The standard error is that of the averages as weighted sums of independent demands (Croston: Syntetos and Boylan's
 * expansion, with the weights of this length instead of their limit; a given start counts as one observation). It does
 * not know of changes in the rate. The variation of the sizes is shrunk towards 1/2, which counts as two demands,
 * (variation (e - 1) + 0.5 * 2) / (e + 1) with e = n_demands, so that two equal sizes do not promise an equal third.
 *
 * @param[in]  demand   n values, one per period, each finite and >= 0.
 * @param[in]  n        periods, n >= 1.
 * @param[in]  options  see there.
 * @param[out] fit      every field is written.
 *
 * @return KAM_CALC_OK       fit is written
 *         KAM_CALC_EMPTY    n == 0, or no demand at all; fit is not touched
 *         KAM_CALC_DOMAIN   a value is negative or not finite, or an option is out of range; fit is not touched
 *         KAM_CALC_TOO_FEW  ADIDA: fewer than two blocks; fit is not touched
 *
 * Accuracy: for given parameters relative error below 8 (n + 4) u; optimised ones within 1e-4 of a local minimum.
 * Cost: O(n) time for given parameters, about 250 times as much for two optimised ones (20 us for 48 periods); no
 *   memory.
 * Source: J. D. Croston, "Forecasting and stock control for intermittent demands", Operational Research Quarterly 23
 *   (1972), pp. 289-303; A. A. Syntetos and J. E. Boylan, "The accuracy of intermittent demand estimates",
 * International Journal of Forecasting 21 (2005), pp. 303-314, and "On the stock control performance of intermittent
 * demand estimators", International Journal of Production Economics 103 (2006), pp. 36-47; E. A. Shale, J. E. Boylan
 * and F. R. Johnston, "Forecasting for intermittent demand", Journal of the Operational Research Society 57 (2006), pp.
 * 588-592; R. H. Teunter, A. A. Syntetos and M. Z. Babai, "Intermittent demand: linking forecasting to inventory
 *   obsolescence", European Journal of Operational Research 214 (2011), pp. 606-615; K. Nikolopoulos et al., "An
 *   aggregate-disaggregate intermittent demand approach (ADIDA)", Journal of the Operational Research Society 62
 * (2011), pp. 544-554; N. Kourentzes, "On intermittent demand model optimisation and selection", International Journal
 * of Production Economics 156 (2014), pp. 180-190 (the error against the rate). Checked by:
 * tests/analytics/test_intermittent.c
 */
KamCalcStatus
kam_intermittent_fit(const double demand[], size_t n, const KamIntermittentOptions *options, KamIntermittentFit *fit);

/**
 * The forecasts along the series: what the method, with these parameters, says after each period.
 *
 * @param[in]  demand    n values, one per period, each finite and >= 0.
 * @param[in]  n         periods, n >= 1.
 * @param[in]  options   as for kam_intermittent_fit(); alpha and beta must be given (ADIDA: alpha).
 * @param[out] forecast  n rates: forecast[t] is the one for the periods behind t, made from demand[0..t]; the last is
 *                       the rate of kam_intermittent_fit(). 0 before the first demand (ADIDA: block) when start is
 *                       FIRST. With MEAN the start itself has seen the whole series.
 *
 * @return KAM_CALC_OK       forecast is written
 *         KAM_CALC_EMPTY    n == 0, or no demand at all; forecast is not touched
 *         KAM_CALC_DOMAIN   a value is negative or not finite, or an option is out of range or not given; forecast is
 *                           not touched
 *         KAM_CALC_TOO_FEW  ADIDA: fewer than two blocks; forecast is not touched
 *
 * Accuracy: relative error below 8 (n + 4) u.
 * Cost: O(n) time, no memory.
 * Source: as kam_intermittent_fit().
 * Checked by: tests/analytics/test_intermittent.c
 */
KamCalcStatus
kam_intermittent_path(const double demand[], size_t n, const KamIntermittentOptions *options, double forecast[]);

/**
 * The method that suits a profile.
 *
 *     quiet_chance < 0.05                TSB      the silence at the end is longer than chance explains
 *     smooth                             Croston  (a method for smooth demand will mostly be better still)
 *     otherwise                          SBA
 *
 * @param[in] profile  of kam_intermittent_profile().
 *
 * @return the method.
 *
 * Accuracy: a rule of thumb; SBA against Croston as in the source, TSB against both is ours.
 * Cost: O(1).
 * Source: A. A. Syntetos, J. E. Boylan and J. D. Croston (2005), as above.
 * Checked by: tests/analytics/test_intermittent.c
 */
KamIntermittentMethod kam_intermittent_choose(const KamDemandProfile *profile);

typedef struct {
    double expected;     /* horizon * rate */
    double std_error;    /* of the total: root of its variance, the uncertainty of the estimates included */
    double lower, upper; /* quantiles (1 - level) / 2 and (1 + level) / 2 */
    double none;         /* chance that nothing comes at all */
} KamIntermittentTotal;

/**
 * The total demand of the next periods, with its interval.
 *
 *     total = sum over h periods of I_t Z_t,   I_t = 1 with chance p, Z_t gamma with mean m and squared variation c
 *
 * The number K of demands is binomial, and K gamma sizes of equal scale add up to a gamma, so the distribution is a
 * finite sum and needs no simulation:
 *
 *     P(total <= x) = sum_k P(K = k) G(x; shape k / c, scale m c)
 *
 * The estimates are not known but estimated: p is beta distributed around its estimate with chance_evidence periods
 * behind it (K becomes beta-binomial), and m log-normal around its own with variance c / size_evidence, summed over
 * seven Gauss-Hermite points. c is fit->size_variation, m is fit->size, and p = rate / size, so that the mean is
 * horizon * rate for every method; a rate above the size counts as p = 1, m = rate.
 *
 * @param[in]  fit      of kam_intermittent_fit().
 * @param[in]  horizon  periods summed, 1..1000. A single period: 1.
 * @param[in]  level    of the interval, in (0, 1), such as 0.95.
 * @param[out] total    every field is written. lower is 0 when the chance of nothing reaches the lower tail.
 *
 * @return KAM_CALC_OK              total is written
 *         KAM_CALC_EMPTY           the rate is 0 (TSB after long silence); total is not touched
 *         KAM_CALC_DOMAIN          horizon or level is out of range, or fit is not one; total is not touched
 *         KAM_CALC_NO_CONVERGENCE  a quantile was not found; total is not touched
 *
 * Accuracy: quantiles to 1e-9 relative in the distribution described; how often that covers the truth is in
 *   docs/numbers.md.
 * Cost: O(horizon) gamma integrals for each of some five steps of two root searches.
 * Source: the model is the compound Bernoulli process behind Croston's method with gamma sizes; see A. A. Syntetos,
 *   M. Z. Babai and N. Altay, "On the demand distributions of spare parts", International Journal of Production
 * Research 50 (2012), pp. 2101-2117, on how well such distributions fit. The uncertainty of the estimates is ours.
 * Checked by: tests/analytics/test_intermittent_total.c
 */
KamCalcStatus
kam_intermittent_total(const KamIntermittentFit *fit, size_t horizon, double level, KamIntermittentTotal *total);

/**
 * The chance that the total demand of the next periods is at most x: the distribution of kam_intermittent_total().
 *
 * @param[in]  fit      of kam_intermittent_fit().
 * @param[in]  horizon  periods summed, 1..1000.
 * @param[in]  x        unit of the demand; finite. Below 0 the chance is 0, at 0 it is that of nothing.
 * @param[out] chance   in [0, 1].
 *
 * @return KAM_CALC_OK      chance is written
 *         KAM_CALC_EMPTY   the rate is 0; chance is not touched
 *         KAM_CALC_DOMAIN  horizon is out of range, x is not finite, or fit is not one; chance is not touched
 *
 * Accuracy: absolute error below 1e-12 in the distribution described.
 * Cost: O(horizon) gamma integrals.
 * Source: as kam_intermittent_total().
 * Checked by: tests/analytics/test_intermittent_total.c
 */
KamCalcStatus kam_intermittent_chance(const KamIntermittentFit *fit, size_t horizon, double x, double *chance);

#ifdef __cplusplus
}
#endif

#endif
