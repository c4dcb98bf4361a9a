/* What a purchase of a customer is worth: the Gamma-Gamma model, and the constant-margin lifetime multiple.
 *
 * Values of a customer's purchases are Gamma(p, nu); customers differ: nu is Gamma(q, v). What a customer is expected
 * to spend lies between its own mean and that of all, the nearer to its own the more often it bought. Value must not
 * hang together with frequency: look at the correlation. No function keeps state; all may be called from any thread. */
#ifndef KAMEN_SPEND_H
#define KAMEN_SPEND_H

#include <stddef.h>

#include <kamen/clv.h>
#include <kamen/status.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KAM_SPEND_N_PARAMETERS 3

/** Gamma-Gamma: p, q without a unit, v in the unit of the values; each finite and > 0. */
typedef struct {
    double p, q, v;
} KamSpendParameters;

/** A model fitted to data. */
typedef struct {
    KamSpendParameters parameters;
    KamCalcValue std_error[KAM_SPEND_N_PARAMETERS]; /* of p, q, v; TOO_FEW where the data do not determine it */
    double covariance[KAM_SPEND_N_PARAMETERS * KAM_SPEND_N_PARAMETERS]; /* of the natural logarithms of p, q, v */
    double log_likelihood;
    size_t n_customers; /* those with a repeat purchase and a mean above 0: the others are left out */
    unsigned iterations;
    KamClvShape shape;
} KamSpendFit;

/**
 * Fit the Gamma-Gamma model by maximum likelihood.
 *
 *     L = G(p x + q) / (G(p x) G(q)) v^q z^(p x - 1) x^(p x) / (v + x z)^(p x + q)
 *
 * Newton's method on the logarithms with exact first and second derivatives; standard errors as in kam_clv_fit().
 *
 * @param[in]  x     n numbers of purchases that the means are of, whole, >= 0; customers with 0 are left out.
 * @param[in]  mean  n mean values z, finite; customers with a mean <= 0 are left out, they do not fit the model.
 * @param[in]  n     number of customers.
 * @param[out] fit   every field is written.
 *
 * @return KAM_CALC_OK              fit is written
 *         KAM_CALC_TOO_FEW         fewer than 3 customers are left; fit is not touched
 *         KAM_CALC_DOMAIN          an x is negative, or a figure is not finite; fit is not touched
 *         KAM_CALC_NO_CONVERGENCE  no end after 200 steps; fit is not touched
 *         KAM_CALC_NO_MEMORY       fit is not touched
 *
 * Accuracy: log-likelihood: absolute error below 1e-8 for up to a million customers; parameters: relative below 1e-6.
 * Cost: O(n log n) once, O(n) a step, some 6 to 15 steps; 16 n bytes.
 * Source: P. S. Fader, B. G. S. Hardie, "The Gamma-Gamma Model of Monetary Value", note of 2013.
 * Checked by: tests/analytics/test_spend.c, tests/analytics/test_clv_data.c
 */
KamCalcStatus kam_spend_fit(const double x[], const double mean[], size_t n, KamSpendFit *fit);

/**
 * Expected value of a customer's purchases.
 *
 *     E[M | x, z] = p (v + x z) / (p x + q - 1);   for x = 0 the mean of all customers, p v / (q - 1)
 *
 * @param[in]  parameters  each finite and > 0.
 * @param[in]  x           purchases that the mean is of, >= 0.
 * @param[in]  mean        z >= 0; without meaning when x is 0.
 * @param[out] expected    in the unit of the values, > 0.
 *
 * @return KAM_CALC_OK       expected is written
 *         KAM_CALC_TOO_FEW  p x + q <= 1: values vary so much that there is no mean; expected is not touched
 *         KAM_CALC_DOMAIN   a figure is outside its range; expected is not touched
 *
 * Accuracy: relative error below 8 units of 2^-53.
 * Cost: O(1).
 * Source: as kam_spend_fit().
 * Checked by: tests/analytics/test_spend.c
 */
KamCalcStatus kam_spend_expected(const KamSpendParameters *parameters, double x, double mean, double *expected);

/**
 * Lifetime value of a customer with a constant margin and retention, as a multiple of a year's margin.
 *
 *     m = retention / (1 + discount - retention)
 *
 * @param[in]  retention  chance to be kept for another period, in [0, 1].
 * @param[in]  discount   interest a period, > -1, such that discount + 1 > retention.
 * @param[out] multiple   dimensionless, >= 0.
 *
 * @return KAM_CALC_OK      multiple is written
 *         KAM_CALC_DOMAIN  a figure is outside its range; multiple is not touched
 *
 * Accuracy: relative error below 4 units of 2^-53 over (1 + discount - retention).
 * Cost: O(1).
 * Source: S. Gupta, D. R. Lehmann, "Customers as Assets", Journal of Interactive Marketing 17 (2003), pp. 9-24.
 * Checked by: tests/analytics/test_spend.c
 */
KamCalcStatus kam_spend_multiple(double retention, double discount, double *multiple);

#ifdef __cplusplus
}
#endif

#endif
