/* How often customers without a contract will buy again: BG/NBD, MBG/NBD and Pareto/NBD.
 *
 * All three say: while a customer lives, purchases come at random at a rate of its own, and rates differ over customers
 * as a Gamma(r, alpha) variable (alpha is a time). They differ in how a customer is lost without a word:
 *
 *     BG/NBD      after each repeat purchase with a chance p of its own, p ~ Beta(a, b)
 *     MBG/NBD     the same, and already after the first purchase
 *     Pareto/NBD  at any time, at a rate mu of its own, mu ~ Gamma(s, beta) (beta is a time)
 *
 * Of a customer's history three figures suffice: x, t_x and T. Customers under contract, or who order by the calendar,
 * do not fit: see kam_lifetime_regularity() in kamen/lifetime.h.
 *
 * Everything is computed from logarithms; whatever the parameters, nothing overflows and no difference of nearly equal
 * terms is taken. No function keeps state; all may be called from any thread, a KamClvData by one at a time. */
#ifndef KAMEN_CLV_H
#define KAMEN_CLV_H

#include <stddef.h>

#include <kamen/status.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum { KAM_CLV_BGNBD = 0, KAM_CLV_MBGNBD, KAM_CLV_PNBD } KamClvModel;

#define KAM_CLV_N_MODELS 3
#define KAM_CLV_N_PARAMETERS 4

/** The history of a customer, in any unit of time that is the same throughout. */
typedef struct {
    double x;   /* repeat purchases: a whole number >= 0; the first purchase is not counted */
    double t_x; /* time from the first purchase to the last, in [0, T]; 0 when x is 0 */
    double T;   /* time from the first purchase to the end of the observation */
} KamClvHistory;

/** A model with its parameters. */
typedef struct {
    KamClvModel model;
    double value[KAM_CLV_N_PARAMETERS]; /* r, alpha, a, b; for Pareto/NBD r, alpha, s, beta: each finite and > 0 */
} KamClvParameters;

/** "bgnbd", "mbgnbd" or "pnbd"; NULL for no model. */
const char *kam_clv_model_name(KamClvModel model);
/** The usual name of a parameter, e.g. "alpha"; NULL when there is none. */
const char *kam_clv_parameter_name(KamClvModel model, size_t parameter);

/** Customers made ready for fitting: checked, sorted, those with equal histories merged. Opaque. */
typedef struct KamClvData KamClvData;

/**
 * Prepare customers for fitting.
 *
 * @param[in]  history  n histories in any order.
 * @param[in]  n        number of customers, n >= 1.
 * @param[out] data     owned by the caller: free with kam_clv_data_free().
 *
 * @return KAM_CALC_OK         data is written
 *         KAM_CALC_EMPTY      n == 0; data is not touched
 *         KAM_CALC_DOMAIN     an x is no whole number >= 0 (or above 2^31), or not 0 <= t_x <= T, or x == 0 with
 *                             t_x > 0, or a figure is not finite; data is not touched
 *         KAM_CALC_NO_MEMORY  data is not touched
 *
 * Accuracy: exact.
 * Cost: O(n log n) time, 40 n bytes.
 * Source: definition.
 * Checked by: tests/analytics/test_clv.c
 */
KamCalcStatus kam_clv_data_new(const KamClvHistory history[], size_t n, KamClvData **data);
/** Frees data; NULL is allowed. */
void kam_clv_data_free(KamClvData *data);

/** What the likelihood looks like where the fit ended. */
typedef enum {
    KAM_CLV_SHARP = 0, /* a maximum that determines all four parameters */
    KAM_CLV_FLAT,      /* a maximum, but a parameter is known to within a factor of 7 (exp(1.96)) at best: the standard
                        * error of its logarithm is above 1. Read no meaning into it; predictions hold */
    KAM_CLV_LIMIT      /* no maximum: the likelihood rises, ever less, as parameters go to 0 or infinity (nobody is
                        * lost; all customers are alike). The fit stopped where there is nothing left to gain */
} KamClvShape;

/** A model fitted to data. */
typedef struct {
    KamClvParameters parameters;
    KamCalcValue std_error[KAM_CLV_N_PARAMETERS]; /* TOO_FEW where the data do not determine the parameter */
    double covariance[KAM_CLV_N_PARAMETERS * KAM_CLV_N_PARAMETERS]; /* of the parameters' natural logarithms */
    double log_likelihood;
    size_t n_customers, n_distinct; /* histories, and different ones among them */
    unsigned iterations;
    KamClvShape shape;
} KamClvFit;

/**
 * Fit a model by maximum likelihood.
 *
 *     BG/NBD, m = x;  MBG/NBD, m = x + 1:
 *       L = G(r + x) / G(r) alpha^r [ B(a, b + m) / B(a, b) (alpha + T)^-(r+x)
 *                                   + {m > 0} B(a + 1, b + m - 1) / B(a, b) (alpha + t_x)^-(r+x) ]
 *     Pareto/NBD:
 *       L = G(r + x) / G(r) alpha^r [ (beta / (beta + T))^s (alpha + T)^-(r+x)
 *                                   + int_{t_x}^T s beta^s (beta + u)^-(s+1) (alpha + u)^-(r+x) du ]
 *
 * Newton's method on the logarithms of the parameters, with the exact gradient and the exact matrix of second
 * derivatives, shortened so that no step makes the likelihood smaller; it ends when the next step would gain less than
 * 1e-10, or four steps in a row, each as long as it may be, gained less than 1e-6: that is where parameters run away.
 * No parameter leaves [e^-30, e^30].
 *
 * Standard errors come from the observed information of the logarithms, those of the parameters by the delta method:
 * se(value) = value se(ln value). An interval is best made on the logarithm: value exp(+-1.96 se(ln value)). Where the
 * likelihood is not sharp, `covariance` takes the logarithms to be known beforehand to within a standard deviation of
 * 4, so that it exists.
 *
 * @param      data   the customers; its scratch memory is used.
 * @param[in]  model  which one.
 * @param[out] fit    every field is written.
 *
 * @return KAM_CALC_OK              fit is written
 *         KAM_CALC_DOMAIN          no such model; fit is not touched
 *         KAM_CALC_TOO_FEW         no customer has a repeat purchase, or all T are 0: no rate can be told; fit is not
 *                                  touched
 *         KAM_CALC_NO_CONVERGENCE  no end after 200 steps; fit is not touched
 *
 * Accuracy: log-likelihood: absolute error below 1e-9 for up to a million customers, 2e-6 below the supremum for a
 * limit; parameters of a sharp likelihood: relative error below 1e-7. Cost: O(distinct histories + distinct x) a step,
 * some 6 to 20 steps; for Pareto/NBD each history takes 8 to 100 points of a Gauss-Legendre rule. Source: P. S. Fader,
 * B. G. S. Hardie, K. L. Lee, "Counting Your Customers the Easy Way", Marketing Science 24 (2005), pp. 275-284; E. P.
 * Batislam, M. Denizel, A. Filiztekin, "Empirical validation and comparison of models for customer base analysis",
 * International Journal of Research in Marketing 24 (2007), pp. 201-209; D. C. Schmittlein, D. G. Morrison, R. Colombo,
 * "Counting Your Customers: Who Are They and What Will They Do Next?", Management Science 33 (1987), pp. 1-24. The
 * integral stands for their hypergeometric functions, which lose all digits for some parameters. Checked by:
 * tests/analytics/test_clv.c, tests/analytics/test_clv_data.c
 */
KamCalcStatus kam_clv_fit(KamClvData *data, KamClvModel model, KamClvFit *fit);

/**
 * Log-likelihood of customers at given parameters; see kam_clv_fit().
 *
 * @param      data            the customers; its scratch memory is used.
 * @param[in]  parameters      model and parameters.
 * @param[out] log_likelihood  natural logarithm.
 *
 * @return KAM_CALC_OK      log_likelihood is written
 *         KAM_CALC_DOMAIN  no such model, or a parameter is not finite and > 0; log_likelihood is not touched
 *
 * Accuracy: absolute error below 1e-9 for up to a million customers.
 * Cost: as one step of kam_clv_fit().
 * Source: as kam_clv_fit().
 * Checked by: tests/analytics/test_clv.c
 */
KamCalcStatus kam_clv_log_likelihood(KamClvData *data, const KamClvParameters *parameters, double *log_likelihood);

/**
 * Probability that a customer has not been lost at the end of its observation.
 *
 *     P = (first term of L) / L,   L as in kam_clv_fit()
 *
 * With BG/NBD it is 1 for x == 0: that model loses nobody before a repeat purchase.
 *
 * @param[in]  parameters  model and parameters.
 * @param[in]  history     the customer.
 * @param[out] p_alive     in [0, 1].
 *
 * @return KAM_CALC_OK      p_alive is written
 *         KAM_CALC_DOMAIN  parameters or history outside their ranges; p_alive is not touched
 *
 * Accuracy: relative error below 1e-11.
 * Cost: O(1) for BG/NBD and MBG/NBD, 8 to 100 points of a Gauss-Legendre rule for Pareto/NBD.
 * Source: as kam_clv_fit().
 * Checked by: tests/analytics/test_clv.c
 */
KamCalcStatus kam_clv_p_alive(const KamClvParameters *parameters, const KamClvHistory *history, double *p_alive);

/**
 * Expected repeat purchases of a new customer within t of the first purchase.
 *
 *     BG/NBD, MBG/NBD:  c sum_{j>=0} P(N > j) E[(1 - p)^j],   N ~ NegBin(r, t / (alpha + t)),  p ~ Beta(a, b');
 *                       c = 1, b' = b for BG/NBD;  c = b / (a + b), b' = b + 1 for MBG/NBD
 *     Pareto/NBD:       r beta / (alpha (s - 1)) (1 - (beta / (beta + t))^(s - 1)), and its limit for s = 1
 *
 * The sum has only positive terms and no special place at a = 1, where the published formula divides 0 by 0.
 *
 * @param[in]  parameters  model and parameters.
 * @param[in]  t           time, finite and >= 0.
 * @param[out] expected    purchases, >= 0.
 *
 * @return KAM_CALC_OK              expected is written
 *         KAM_CALC_DOMAIN          parameters or t outside their ranges; expected is not touched
 *         KAM_CALC_NO_CONVERGENCE  a beta function cannot be computed, which has not been seen; expected is not touched
 *
 * Accuracy: relative error below 1e-11.
 * Cost: some 36 (alpha + t) / alpha + 2 r t / alpha terms; where these are above 20,000, the mean over p is taken
 *   by the trapezoidal rule on ln(p / (1 - p)), of some 150 to 10,000 points. O(1) for Pareto/NBD.
 * Source: as kam_clv_fit(); the sum by conditioning on the number N of purchases of a customer who is never lost.
 * Checked by: tests/analytics/test_clv.c
 */
KamCalcStatus kam_clv_expected_new(const KamClvParameters *parameters, double t, double *expected);

/**
 * Expected purchases of a known customer within t of the end of its observation.
 *
 *     E = P(alive) e(t),   e as for a new customer with r + x, alpha + T and b + x (MBG/NBD: b + x + 1, c = 1);
 *                          Pareto/NBD: with r + x, alpha + T, beta + T
 *
 * @param[in]  parameters  model and parameters.
 * @param[in]  history     the customer.
 * @param[in]  t           time, finite and >= 0.
 * @param[out] expected    purchases, >= 0.
 *
 * @return KAM_CALC_OK              expected is written
 *         KAM_CALC_DOMAIN          parameters, history or t outside their ranges; expected is not touched
 *         KAM_CALC_NO_CONVERGENCE  as kam_clv_expected_new(); expected is not touched
 *
 * Accuracy: relative error below 1e-11.
 * Cost: as kam_clv_expected_new() and kam_clv_p_alive().
 * Source: as kam_clv_fit().
 * Checked by: tests/analytics/test_clv.c
 */
KamCalcStatus
kam_clv_expected(const KamClvParameters *parameters, const KamClvHistory *history, double t, double *expected);

/**
 * Chances of 0, 1, 2 ... purchases within t of the end of the observation.
 *
 *     BG/NBD, MBG/NBD, alive:  P(k) = E[(1 - p)^k] P(N = k) + {k > 0} E[p (1 - p)^(k-1)] P(N >= k)
 *     Pareto/NBD, alive:       P(k) = P(lives at t) P(N_t = k) + int_0^t P(lost at u) P(N_u = k) du
 *     lost:                    P(0) = 1
 *
 * with N as in kam_clv_expected_new(), and the living customer's laws as in kam_clv_expected().
 *
 * @param[in]  parameters   model and parameters.
 * @param[in]  history      the customer; NULL for a new one, at its first purchase.
 * @param[in]  t            time, finite and >= 0.
 * @param[in]  n            how many chances, n >= 1.
 * @param[out] probability  the chances of 0 .. n - 1 purchases; they sum to 1 as n grows.
 *
 * @return KAM_CALC_OK      probability is written
 *         KAM_CALC_EMPTY   n == 0; probability is not touched
 *         KAM_CALC_DOMAIN  parameters, history or t outside their ranges; probability is not touched
 *
 * Accuracy: absolute error below 1e-12 for BG/NBD and MBG/NBD, 1e-10 for Pareto/NBD.
 * Cost: O(n); for Pareto/NBD O(m n), m = 24 points for each stretch of a Gauss-Legendre rule, at most 960.
 * Source: as kam_clv_fit().
 * Checked by: tests/analytics/test_clv.c
 */
KamCalcStatus kam_clv_counts(const KamClvParameters *parameters, const KamClvHistory *history, double t, size_t n,
                             double probability[]);

/**
 * Discounted expected purchases within t of the end of the observation; for t without end, the discounted expected
 * residual transactions (DERT).
 *
 *     D = int_0^t exp(-discount u) dE(u),   E(u) as in kam_clv_expected()
 *
 * @param[in]  parameters  model and parameters.
 * @param[in]  history     the customer.
 * @param[in]  t           time >= 0; may be INFINITY when discount > 0.
 * @param[in]  discount    continuous rate per unit of time, finite and >= 0: ln(1.15) / 52.18 for 15 % a year in weeks.
 * @param[out] discounted  purchases, >= 0.
 *
 * @return KAM_CALC_OK              discounted is written
 *         KAM_CALC_DOMAIN          a figure is outside its range; discounted is not touched
 *         KAM_CALC_NO_CONVERGENCE  as kam_clv_expected_new(); discounted is not touched
 *
 * Accuracy: relative error below 1e-9.
 * Cost: 24 points of a Gauss-Legendre rule for each stretch of ln(1 + t / alpha), or of ln(1 + t / beta) for
 *   Pareto/NBD, no longer than 1; for the other models each point costs a kam_clv_expected().
 * Source: P. S. Fader, B. G. S. Hardie, K. L. Lee, "RFM and CLV: Using Iso-Value Curves for Customer Base Analysis",
 *   Journal of Marketing Research 42 (2005), pp. 415-430.
 * Checked by: tests/analytics/test_clv.c
 */
KamCalcStatus kam_clv_discounted(const KamClvParameters *parameters, const KamClvHistory *history, double t,
                                 double discount, double *discounted);

/** A chance, and how it moves with the parameters. */
typedef struct {
    double probability;
    double gradient[KAM_CLV_N_PARAMETERS]; /* of ln(p / (1 - p)), by the logarithms of the parameters */
} KamClvChance;

/** Of a customer, by t after the end of its observation. */
typedef struct {
    double today;        /* it was lost already when the observation ended: 1 - P(alive) */
    KamClvChance lost;   /* it has been lost, whether or not it has bought in between */
    KamClvChance silent; /* it buys nothing at all until then, lost or not */
} KamClvLoss;

/**
 * The chances that a known customer is gone.
 *
 *     lost:    1 - P(alive) S(t)
 *              BG/NBD, MBG/NBD:  S(t) = E[(1 + p t / (alpha + T))^-(r+x)],   p of the living customer
 *              Pareto/NBD:       S(t) = ((beta + T) / (beta + T + t))^s
 *     silent:  L(x, t_x, T + t) / L(x, t_x, T),   L as in kam_clv_fit()
 *
 * @param[in]  parameters  model and parameters.
 * @param[in]  history     the customer.
 * @param[in]  t           time, finite and >= 0.
 * @param[out] loss        every field is written.
 *
 * @return KAM_CALC_OK              loss is written
 *         KAM_CALC_DOMAIN          parameters, history or t outside their ranges; loss is not touched
 *         KAM_CALC_NO_CONVERGENCE  as kam_clv_expected_new(); loss is not touched
 *
 * Accuracy: absolute error of the probabilities below 1e-11; relative error of the gradients below 1e-6 where the
 *   probability is above 1e-8.
 * Cost: as kam_clv_expected() and two terms of the likelihood.
 * Source: as kam_clv_fit(); S(t) by conditioning on p, N having the generating function of a negative binomial law.
 * Checked by: tests/analytics/test_clv_loss.c
 */
KamCalcStatus
kam_clv_loss(const KamClvParameters *parameters, const KamClvHistory *history, double t, KamClvLoss *loss);

/** Variance of a figure by the delta method, from its derivatives by the logarithms of the parameters. */
double kam_clv_variance(const KamClvFit *fit, const double gradient[]);

/**
 * How sure a chance is, as far as the parameters are: an interval on the log odds by the delta method. Whether the
 * model is right is not in it.
 *
 * @param[in]  fit     whose parameters the chance was worked out with.
 * @param[in]  chance  of kam_clv_loss().
 * @param[in]  level   in (0, 1), e.g. 0.9.
 * @param[out] lower   in [0, chance].
 * @param[out] upper   in [chance, 1].
 *
 * @return KAM_CALC_OK or KAM_CALC_DOMAIN, with nothing touched, when the level or the probability is out of its range
 *
 * Accuracy: coverage by simulation in docs/methods/dependency.md.
 * Cost: O(1).
 * Source: definition.
 * Checked by: tests/analytics/test_clv_loss.c
 */
KamCalcStatus
kam_clv_chance_interval(const KamClvFit *fit, const KamClvChance *chance, double level, double *lower, double *upper);

#ifdef __cplusplus
}
#endif

#endif
