/* Partial pooling of elasticities over accounts by empirical Bayes: see kamen/elasticity.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_psi.h>

#include "elasticity_model.h"
#include "small_matrix.h"

#define CELLS (MAX_SHARED * MAX_SHARED)

/* What an account's data say of its shared slopes: over its residual variance, cross products once everything else is
 * taken out. */
typedef struct {
    double information[CELLS], score[MAX_SHARED];
} Evidence;

typedef struct {
    size_t k, n; /* shared slopes; accounts that take part */
    Evidence *evidence;
    double mean[MAX_SHARED], mean_covariance[CELLS];
    double omega[CELLS], precision[CELLS];
} Pool;

typedef struct {
    double mean[MAX_SHARED], covariance[CELLS]; /* the second without what is unknown about the pool's mean */
    double pull[CELLS];                         /* how much of the pool's mean is in it: covariance x precision */
} Posterior;

/* The variance's prior from the scatter of ln s^2, whose mean and variance under chi-squared are known. */
typedef struct {
    double variance, df; /* df may be infinite */
    double typical;      /* variance of an account in the middle, for those without a residual of their own */
} VariancePrior;

/* x with trigamma(x) = value, by Newton on 1 / trigamma, which is nearly a straight line. */
static double
inverse_trigamma(double value)
{
    double x = 0.5 + 1 / value;

    for (int i = 0; i < 50; i++) {
        double tri = gsl_sf_psi_1(x);
        double step = tri * (1 - tri / value) / gsl_sf_psi_n(2, x);

        x += step;
        if (-step / x < 1e-10)
            break;
    }
    return x;
}

/* Accounts that speak of the variances: those with an estimate, and among them, where there are two such at all, those
 * whose fit is not exact. The logarithm of an exact fit's residuals is that of rounding. */
static int
tells_variance(const Account *account, int exact_too)
{
    return account->answer.status == KAM_CALC_OK && (exact_too || !account->is_exact);
}

static size_t
count_telling(const KamElasticityModel *model, int exact_too)
{
    size_t n = 0;

    for (size_t a = 0; a < model->data.n_accounts; a++)
        n += tells_variance(&model->accounts[a], exact_too) != 0;
    return n;
}

static VariancePrior
find_variance_prior(const KamElasticityModel *model)
{
    double mean = 0, squares = 0, expected = 0, excess;
    int exact_too = count_telling(model, 0) < 2;
    size_t n = count_telling(model, exact_too);
    VariancePrior prior;

    for (size_t a = 0; a < model->data.n_accounts; a++) {
        const Account *account = &model->accounts[a];
        double half = (double)account->answer.df / 2, e;

        if (!tells_variance(account, exact_too))
            continue;
        e = log(account->rss / 2) - gsl_sf_psi(half);
        mean += e / (double)n;
        squares += e * e / (double)n;
        expected += gsl_sf_psi_1(half) / (double)n;
    }
    excess = fmax(0, squares - mean * mean) * (double)n / (double)(n - 1) - expected;
    if (!(excess > 0))
        return (VariancePrior) { exp(mean), INFINITY, exp(mean) };
    prior.df = 2 * inverse_trigamma(excess);
    prior.variance = exp(mean + gsl_sf_psi(prior.df / 2)) / (prior.df / 2);
    prior.typical = exp(mean);
    return prior;
}

static double
moderated_variance(const Account *account, VariancePrior prior)
{
    double df = (double)account->answer.df;

    if (df == 0)
        return prior.typical;
    if (isinf(prior.df) && !account->is_exact)
        return prior.variance;
    if (account->is_exact)
        return account->rss / df;
    return (prior.df * prior.variance + account->rss) / (prior.df + df);
}

/* The lower right corner of r, whose cross product is that of the shared columns beside the others. */
static void
find_evidence(const KamElasticityModel *model, size_t a, double variance, Evidence *evidence)
{
    size_t k = model->k, shared = model->shared, first = k - shared;
    const double *r = model->r + a * k * k;
    const double *qy = model->qy + a * k;

    for (size_t i = 0; i < shared; i++) {
        evidence->score[i] = 0;
        for (size_t row = first; row < k; row++)
            evidence->score[i] += r[row * k + first + i] * qy[row] / variance;
        for (size_t j = 0; j < shared; j++) {
            double sum = 0;

            for (size_t row = first; row < k; row++)
                sum += r[row * k + first + i] * r[row * k + first + j];
            evidence->information[i * shared + j] = sum / variance;
        }
    }
}

static int
find_posterior(const Pool *pool, const Evidence *evidence, Posterior *posterior)
{
    size_t k = pool->k;
    double sum[CELLS] = { 0 }, score[MAX_SHARED] = { 0 };

    for (size_t i = 0; i < k * k; i++)
        sum[i] = evidence->information[i] + pool->precision[i];
    if (!small_invert(sum, k, posterior->covariance))
        return 0;
    small_multiply(posterior->covariance, pool->precision, k, posterior->pull);
    small_apply(pool->precision, pool->mean, k, score);
    for (size_t i = 0; i < k; i++)
        score[i] += evidence->score[i];
    small_apply(posterior->covariance, score, k, posterior->mean);
    return 1;
}

/* pull mean_covariance pull': what is unknown about the pool's mean, as far as the account leans on it. */
static void
add_mean_uncertainty(const Pool *pool, const double pull[], double covariance[])
{
    size_t k = pool->k;
    double half[CELLS] = { 0 };

    small_multiply(pull, pool->mean_covariance, k, half);
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++)
            for (size_t c = 0; c < k; c++)
                covariance[i * k + j] += half[i * k + c] * pull[j * k + c];
}

/* The pool's mean by generalised least squares: each account counts with the inverse of its noise and the spread. */
static int
find_mean(Pool *pool)
{
    size_t k = pool->k;
    double sum[CELLS] = { 0 }, score[MAX_SHARED] = { 0 };

    for (size_t a = 0; a < pool->n; a++) {
        const Evidence *evidence = &pool->evidence[a];
        double total[CELLS], pull[CELLS] = { 0 }, part[CELLS] = { 0 };

        for (size_t i = 0; i < k * k; i++)
            total[i] = evidence->information[i] + pool->precision[i];
        if (!small_invert(total, k, total))
            return 0;
        /* P (I + P)^-1 I: the same as P - P (I + P)^-1 P, without its cancellation when the noise is large. */
        small_multiply(pool->precision, total, k, pull);
        small_multiply(pull, evidence->information, k, part);
        for (size_t i = 0; i < k; i++)
            for (size_t j = 0; j < k; j++) {
                sum[i * k + j] += (part[i * k + j] + part[j * k + i]) / 2;
                score[i] += pull[i * k + j] * evidence->score[j];
            }
    }
    if (!small_invert(sum, k, pool->mean_covariance))
        return 0;
    small_apply(pool->mean_covariance, score, k, pool->mean);
    return 1;
}

/* One step of EM. The divisor n - 1 instead of n is the penalty |Omega|^(1/2). */
static int
improve_omega(Pool *pool, double omega[])
{
    size_t k = pool->k;

    if (!small_invert(pool->omega, k, pool->precision) || !find_mean(pool))
        return 0;
    memset(omega, 0, CELLS * sizeof *omega);
    for (size_t a = 0; a < pool->n; a++) {
        Posterior posterior = { 0 };
        double rest[CELLS] = { 0 };

        if (!find_posterior(pool, &pool->evidence[a], &posterior))
            return 0;
        for (size_t i = 0; i < k * k; i++)
            rest[i] = (i % (k + 1) == 0) - posterior.pull[i];
        add_mean_uncertainty(pool, rest, posterior.covariance);
        for (size_t i = 0; i < k; i++)
            for (size_t j = 0; j < k; j++)
                omega[i * k + j] += ((posterior.mean[i] - pool->mean[i]) * (posterior.mean[j] - pool->mean[j]) +
                                     posterior.covariance[i * k + j]) /
                                    (double)(pool->n - 1);
    }
    return 1;
}

/* Whether no cell moved by more than the tolerance beside its variances. A spread of less than 1e-9 of the mean is
 * none. */
static int
has_settled(const Pool *pool, const double omega[], double tolerance)
{
    size_t k = pool->k;

    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++) {
            double scale = sqrt(omega[i * k + i] * omega[j * k + j]);
            double nothing = 1e-18 * (1 + fabs(pool->mean[i] * pool->mean[j]));

            if (fabs(omega[i * k + j] - pool->omega[i * k + j]) > tolerance * scale + nothing)
                return 0;
        }
    return 1;
}

/* Where EM starts: spreads from the harmonic mean of squared distances, which a few wild estimates do not move. */
static int
start_omega(Pool *pool)
{
    size_t k = pool->k;
    double sum[CELLS] = { 0 }, score[MAX_SHARED] = { 0 }, inverse[MAX_SHARED] = { 0 };

    for (size_t a = 0; a < pool->n; a++)
        for (size_t i = 0; i < k; i++) {
            score[i] += pool->evidence[a].score[i];
            for (size_t j = 0; j < k; j++)
                sum[i * k + j] += pool->evidence[a].information[i * k + j];
        }
    if (!small_invert(sum, k, sum))
        return 0;
    small_apply(sum, score, k, pool->mean);
    for (size_t a = 0; a < pool->n; a++)
        for (size_t i = 0; i < k; i++) {
            double information = pool->evidence[a].information[i * k + i];
            double distance = information > 0 ? pool->evidence[a].score[i] / information - pool->mean[i] : 0;

            inverse[i] += 1 / (distance * distance + 1 / fmax(information, 1e-12) + 1e-12);
        }
    for (size_t i = 0; i < k; i++)
        pool->omega[i * k + i] = (double)pool->n / inverse[i];
    return 1;
}

static KamCalcStatus
run_em(Pool *pool, double tolerance, size_t max_iterations, size_t *iterations)
{
    double omega[CELLS];

    if (!start_omega(pool))
        return KAM_CALC_NO_CONVERGENCE;
    for (size_t i = 1; i <= max_iterations; i++) {
        int settled;

        if (!improve_omega(pool, omega))
            return KAM_CALC_NO_CONVERGENCE;
        settled = has_settled(pool, omega, tolerance);
        memcpy(pool->omega, omega, sizeof omega);
        if (!settled)
            continue;
        *iterations = i;
        return small_invert(pool->omega, pool->k, pool->precision) && find_mean(pool) ? KAM_CALC_OK
                                                                                      : KAM_CALC_NO_CONVERGENCE;
    }
    return KAM_CALC_NO_CONVERGENCE;
}

static void
fill_pooled(const KamElasticityModel *model, const Pool *pool, size_t a, double df)
{
    KamElasticity *answer = &model->accounts[a].answer;
    size_t last = pool->k - 1;
    double sd = sqrt(model->posterior[a * pool->k * pool->k + pool->k * pool->k - 1]);
    double prior = pool->omega[last * pool->k + last] + pool->mean_covariance[last * pool->k + last];
    double quantile = elasticity_quantile(df);
    double t;

    answer->pooled_status = KAM_CALC_OK;
    answer->pooled = model->pooled[a * model->k + model->k - 1];
    answer->pooled_error = sd;
    answer->pooled_lower = answer->pooled - quantile * sd;
    answer->pooled_upper = answer->pooled + quantile * sd;
    answer->weight = fmin(1, fmax(0, 1 - sd * sd / prior));
    t = sd > 0 ? answer->pooled / sd : (answer->pooled > 0 ? INFINITY : -INFINITY);
    answer->positive_probability = df < 1e6 ? gsl_cdf_tdist_P(t, df) : gsl_cdf_ugaussian_P(t);
    answer->flag = elasticity_flag(answer->elasticity, answer->pooled, answer->pooled_upper);
}

/* Posterior of one account: shared slopes from the pool, its other slopes given them. */
static int
pool_account(KamElasticityModel *model, const Pool *pool, size_t a, VariancePrior prior)
{
    Account *account = &model->accounts[a];
    size_t k = model->k, first = k - pool->k;
    Posterior posterior = { 0 };
    Evidence evidence;

    account->variance = moderated_variance(account, prior);
    find_evidence(model, a, account->variance, &evidence);
    if (!find_posterior(pool, &evidence, &posterior))
        return 0;
    add_mean_uncertainty(pool, posterior.pull, posterior.covariance);
    memcpy(model->posterior + a * pool->k * pool->k, posterior.covariance, pool->k * pool->k * sizeof(double));
    memcpy(model->pooled + a * k + first, posterior.mean, pool->k * sizeof(double));
    least_squares_back(model->r + a * k * k, model->qy + a * k, k, first, model->pooled + a * k);
    if (account->answer.status == KAM_CALC_OK)
        fill_pooled(model, pool, a, prior.df + (double)account->answer.df);
    return 1;
}

static void
fill_prior(const Pool *pool, VariancePrior variance, size_t iterations, KamElasticityPrior *prior)
{
    size_t last = pool->k * pool->k - 1;

    *prior = (KamElasticityPrior) {
        .accounts = pool->n,
        .iterations = iterations,
        .mean = pool->mean[pool->k - 1],
        .mean_error = sqrt(pool->mean_covariance[last]),
        .sd = sqrt(pool->omega[last]),
        .residual_sd = sqrt(variance.variance),
        .prior_df = { 0, KAM_CALC_EMPTY },
    };
    if (!isinf(variance.df))
        prior->prior_df = (KamCalcValue) { variance.df, KAM_CALC_OK };
}

static size_t
count_fitted(const KamElasticityModel *model)
{
    size_t n = 0;

    for (size_t a = 0; a < model->data.n_accounts; a++)
        n += model->accounts[a].answer.status == KAM_CALC_OK;
    return n;
}

KamCalcStatus
kam_elasticity_pool(KamElasticityModel *model, double tolerance, size_t max_iterations, KamElasticityPrior *prior)
{
    Pool pool = { .k = model->shared, .n = count_fitted(model) };
    VariancePrior variance;
    KamCalcStatus status;
    size_t iterations = 0, i = 0;

    if (!(tolerance > 0) || max_iterations == 0)
        return KAM_CALC_DOMAIN;
    if (pool.n < pool.k + 2)
        return KAM_CALC_TOO_FEW;
    pool.evidence = malloc(pool.n * sizeof *pool.evidence);
    if (pool.evidence == NULL)
        return KAM_CALC_NO_MEMORY;
    variance = find_variance_prior(model);
    for (size_t a = 0; a < model->data.n_accounts; a++)
        if (model->accounts[a].answer.status == KAM_CALC_OK)
            find_evidence(model, a, moderated_variance(&model->accounts[a], variance), &pool.evidence[i++]);
    status = run_em(&pool, tolerance, max_iterations, &iterations);
    free(pool.evidence);
    if (status != KAM_CALC_OK)
        return status;
    for (size_t a = 0; a < model->data.n_accounts; a++)
        if (!pool_account(model, &pool, a, variance))
            return KAM_CALC_NO_CONVERGENCE;
    model->is_pooled = 1;
    if (prior != NULL)
        fill_prior(&pool, variance, iterations, prior);
    return KAM_CALC_OK;
}

/* d' cov d of the pooled slopes; the others' error is left out. */
static double
pooled_spread(const KamElasticityModel *model, size_t a, const double distance[])
{
    size_t shared = model->shared, first = model->k - shared;
    const double *covariance = model->posterior + a * shared * shared;
    double sum = 0;

    for (size_t i = 0; i < shared; i++)
        for (size_t j = 0; j < shared; j++)
            sum += distance[first + i] * covariance[i * shared + j] * distance[first + j];
    return sum;
}

/* Squared length of w with w r = distance': what the slopes' own errors add, over the residual variance. */
static double
own_spread(const KamElasticityModel *model, size_t a, double distance[])
{
    const double *r = model->r + a * model->k * model->k;
    double sum = 0;

    for (size_t c = 0; c < model->k; c++) {
        for (size_t i = 0; i < c; i++)
            distance[c] -= distance[i] * r[i * model->k + c];
        distance[c] = r[c * model->k + c] > 0 ? distance[c] / r[c * model->k + c] : 0;
        sum += distance[c] * distance[c];
    }
    return sum;
}

/* What the panel's mean and the slopes say; distance holds the values less the panel's means. */
static KamElasticityEstimate
predict_at(const KamElasticityModel *model, size_t panel, double distance[], int pooled)
{
    size_t a = model->owner[panel], k = model->k;
    const Account *account = &model->accounts[a];
    const double *b = (pooled ? model->pooled : model->own) + a * k;
    double variance = pooled ? account->variance : account->answer.residual_sd * account->answer.residual_sd;
    double once = 1 + 1 / (double)model->panel_count[panel];
    KamElasticityEstimate estimate = { .value = model->panel_mean[panel * (k + 1) + k] };

    for (size_t j = 0; j < k; j++)
        estimate.value += b[j] * distance[j];
    if (pooled)
        estimate.std_error = sqrt(variance * once + pooled_spread(model, a, distance));
    else
        estimate.std_error = sqrt(variance * (once + own_spread(model, a, distance)));
    return estimate;
}

KamCalcStatus
kam_elasticity_predict(const KamElasticityModel *model, size_t panel, double price, const double regressor[],
                       int pooled, KamElasticityEstimate *ln_quantity)
{
    size_t k = model->k, own = k - model->shared;
    const double *mean;
    double *distance;

    if (panel >= model->n_panels || !(price > 0) || isinf(price))
        return KAM_CALC_DOMAIN;
    for (size_t i = 0; i + 1 < k; i++)
        if (!isfinite(regressor[i]))
            return KAM_CALC_DOMAIN;
    if (model->owner[panel] == UINT32_MAX || (pooled && !model->is_pooled) ||
        (!pooled && model->accounts[model->owner[panel]].answer.status != KAM_CALC_OK))
        return KAM_CALC_TOO_FEW;
    distance = malloc(k * sizeof *distance);
    if (distance == NULL)
        return KAM_CALC_NO_MEMORY;
    mean = model->panel_mean + panel * (k + 1);
    for (size_t j = 0; j + 1 < k; j++)
        distance[j] = regressor[j < own ? model->data.n_shared + j : j - own] - mean[j];
    distance[k - 1] = log(price) - mean[k - 1];
    *ln_quantity = predict_at(model, panel, distance, pooled);
    free(distance);
    return KAM_CALC_OK;
}
