/* Exponential smoothing as a family of state space models, ETS(error, trend, season), fitted by maximum likelihood.
 *
 * With level l, slope b and season s of period m, and q_t = l_{t-1} + phi b_{t-1}:
 *
 *     season none            mu_t = q_t              l_t = q_t + alpha e_t       b_t = phi b_{t-1} + beta e_t
 *     season additive        mu_t = q_t + s_{t-m}    the same                    s_t = s_{t-m} + gamma e_t
 *     season multiplicative  mu_t = q_t s_{t-m}      e_t / s_{t-m} instead       s_t = s_{t-m} + gamma e_t / q_t
 *
 * e_t = y_t - mu_t. Errors are additive, y_t = mu_t + eps_t, or multiplicative, y_t = mu_t (1 + eps_t); eps_t normal
 * with mean 0 and one variance. Trend none has b = 0, additive phi = 1, damped 0.8 <= phi <= 0.98.
 *
 * Source: R. J. Hyndman, A. B. Koehler, J. K. Ord, R. D. Snyder, Forecasting with Exponential Smoothing, Springer 2008.
 * No function keeps state; all may be called from any thread. */
#ifndef KAMEN_ETS_H
#define KAMEN_ETS_H

#include <stddef.h>

#include <kamen/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The longest season that is fitted as states of their own. */
#define KAM_ETS_MAX_SEASON 24

typedef enum {
    KAM_ETS_NONE = 0,
    KAM_ETS_ADDITIVE,
    KAM_ETS_DAMPED, /* trend only */
    KAM_ETS_MULTIPLICATIVE
} KamEtsPart;

/** A member of the family. Error: additive or multiplicative; trend: none, additive or damped; season: none, additive
 * or multiplicative, the last with multiplicative errors only. */
typedef struct {
    KamEtsPart error, trend, season;
    size_t period; /* observations in a season, 2..KAM_ETS_MAX_SEASON; any value without a season */
} KamEtsModel;

typedef struct {
    KamEtsModel model;
    size_t n;
    size_t n_parameters;                                               /* smoothing, states at the start, and sigma */
    double alpha, beta, gamma, phi;                                    /* 0 where the model has none; phi then 1 */
    double start_level, start_slope, start_season[KAM_ETS_MAX_SEASON]; /* season[i]: of observation i, i < period */
    double level, slope, season[KAM_ETS_MAX_SEASON];                   /* at the end; season[i]: of step i + 1 ahead */
    double sigma; /* of eps, sqrt(sum eps^2 / (n - n_parameters + 1)); relative when errors are multiplicative */
    double log_likelihood, aic, aicc, bic;
} KamEts;

/** Elements of the workspace for n observations. */
#define KAM_ETS_WORK(n) (6 * (size_t)(n) + 1400)

/** Room for a name such as "ETS(M,Ad,M)". */
#define KAM_ETS_NAME_SIZE 16

/**
 * The usual name of a model.
 *
 *     ETS(A|M,N|A|Ad,N|A|M)
 *
 * @param[in]  model  a member of the family.
 * @param[out] name   text such as "ETS(M,Ad,M)".
 *
 * Accuracy: exact.
 * Cost: O(1).
 * Source: as the header.
 * Checked by: tests/analytics/test_ets.c
 */
void kam_ets_name(const KamEtsModel *model, char name[KAM_ETS_NAME_SIZE]);

/**
 * Fit one model by maximum likelihood, states at the start included.
 *
 *     maximise  -n/2 ln(sum_t eps_t^2) - [multiplicative errors] sum_t ln mu_t
 *
 * over 0.0001 <= alpha <= 0.9999, 0.0001 <= beta <= alpha, 0.0001 <= gamma <= 1 - alpha, 0.8 <= phi <= 0.98; seasons at
 * the start sum to 0 (additive) or to the period (multiplicative). The constant of the normal density is left out, as
 * R's forecast does, so that the criteria can be compared with its output.
 *
 * @param[in]  y      n observations, in order, each finite; above 0 for multiplicative errors.
 * @param[in]  n      number of observations.
 * @param[in]  model  what to fit.
 * @param[out] work   KAM_ETS_WORK(n) elements.
 * @param[out] ets    the fitted model. A series that is fitted without error (a constant) has a log-likelihood near
 *                    + 350 n and sigma 0.
 *
 * @return KAM_CALC_OK              ets is written
 *         KAM_CALC_DOMAIN          a value is not finite, or not above 0 where it must be, or the model is unknown;
 *                                  ets is not touched
 *         KAM_CALC_TOO_FEW         n < n_parameters + 2, or fewer than two seasons; ets is not touched
 *         KAM_CALC_NO_CONVERGENCE  no point with a finite likelihood was found; ets is not touched
 *
 * Accuracy: the search (BFGS on the exact gradient) ends when two steps gain less than 5e-5 of log-likelihood; the
 *   likelihood may have several maxima, of which the best of the starting points tried is followed.
 * Cost: O(steps n) time, 0.02 to 0.04 ms for 100 monthly observations without a season, 0.07 to 0.1 ms with one; no
 *   allocation.
 * Source: as the header, chapters 2 and 5.
 * Checked by: tests/analytics/test_ets.c
 */
KamCalcStatus kam_ets_fit(const double y[], size_t n, const KamEtsModel *model, double work[], KamEts *ets);

/**
 * The member of the family with the least AICc.
 *
 *     AICc = -2 log L + 2 k + 2 k (k + 1) / (n - k - 1)
 *
 * Fifteen members: additive errors with seasons none and additive, multiplicative ones with all three, each with the
 * three trends. Multiplicative ones take part when all values are above 0, seasonal ones from two seasons on.
 *
 * @param[in]  y       n observations, in order, each finite.
 * @param[in]  n       number of observations, n >= 5.
 * @param[in]  period  observations in a season; 1, or more than KAM_ETS_MAX_SEASON, for none.
 * @param[out] work    KAM_ETS_WORK(n) elements.
 * @param[out] ets     the chosen model.
 *
 * @return KAM_CALC_OK       ets is written
 *         KAM_CALC_DOMAIN   a value is not finite; ets is not touched
 *         KAM_CALC_TOO_FEW  n < 5; ets is not touched
 *
 * Accuracy: as kam_ets_fit().
 * Cost: that of fifteen fits, about 1 ms for 100 monthly observations.
 * Source: as the header, chapter 7.
 * Checked by: tests/analytics/test_ets.c
 */
KamCalcStatus kam_ets_select(const double y[], size_t n, size_t period, double work[], KamEts *ets);

/**
 * Point forecasts and their variances.
 *
 *     additive errors         v_h = sigma^2 (1 + sum_{j<h} c_j^2)
 *     multiplicative errors   v_h = (1 + sigma^2) theta_h - mu_h^2,  theta_h = mu_h^2 + sigma^2 sum_{j<h} c_j^2
 * theta_{h-j} multiplicative season   both for level and slope alone, times s^2 (1 + gamma^2 sigma^2)^floor((h-1)/m)
 *
 * with c_j = alpha + beta (phi + ... + phi^j) (+ gamma when j is a multiple of m).
 *
 * @param[in]  ets       a fitted model.
 * @param[in]  horizon   steps ahead, >= 1.
 * @param[out] point     horizon forecasts.
 * @param[out] variance  horizon variances of the forecast errors; may be NULL.
 *
 * @return KAM_CALC_OK     point and variance are written
 *         KAM_CALC_EMPTY  horizon == 0; nothing is touched
 *
 * Accuracy: exact for additive seasons; for multiplicative ones the formula neglects terms of order sigma^4.
 * Cost: O(horizon^2) time, O(1) memory.
 * Source: as the header, section 6.3.
 * Checked by: tests/analytics/test_ets.c
 */
KamCalcStatus kam_ets_forecast(const KamEts *ets, size_t horizon, double point[], double variance[]);

#ifdef __cplusplus
}
#endif

#endif
