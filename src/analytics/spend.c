/* The Gamma-Gamma model of spending: see kamen/spend.h. */
#include <kamen/spend.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_psi.h>

#include "ascent.h"
#include "sum.h"

#define FEWEST 3

typedef struct {
    double x, mean;
} Spender;

typedef struct {
    const Spender *spender; /* ascending by x, so that the special functions are asked once for each x */
    size_t n;
} Problem;

/* Special functions of p x, q and their sum. */
typedef struct {
    double beta; /* ln B(p x, q) */
    double psi_px, psi_q, psi_sum, psi1_px, psi1_q, psi1_sum;
} Special;

static int
compare_spenders(const void *a, const void *b)
{
    const Spender *p = a, *q = b;

    if (p->x != q->x)
        return p->x < q->x ? -1 : 1;
    return (p->mean > q->mean) - (p->mean < q->mean);
}

/* 0 when a function cannot be computed. */
static int
special_of(double px, double q, Special *special)
{
    gsl_sf_result r[7];

    if (gsl_sf_lnbeta_e(px, q, &r[0]) || gsl_sf_psi_e(px, &r[1]) || gsl_sf_psi_e(q, &r[2]) ||
        gsl_sf_psi_e(px + q, &r[3]) || gsl_sf_psi_1_e(px, &r[4]) || gsl_sf_psi_1_e(q, &r[5]) ||
        gsl_sf_psi_1_e(px + q, &r[6]))
        return 0;
    *special = (Special) { r[0].val, r[1].val, r[2].val, r[3].val, r[4].val, r[5].val, r[6].val };
    return 1;
}

static void
add_spender(const Spender *spender, const double value[], const Special *special, Sum *sum, AscentPoint *point)
{
    const double p = value[0], q = value[1], v = value[2];
    const double spent = spender->x * spender->mean, px = p * spender->x;
    const double above = log1p(spent / v), below = log1p(v / spent), share = v / (v + spent);
    const double g[] = { px * (special->psi_sum - special->psi_px - below),
                         q * (special->psi_sum - special->psi_q - above), (q * spent - px * v) / (v + spent) };

    sum_add(sum, -special->beta - log(spender->mean) - q * above - px * below);
    for (int i = 0; i < 3; i++)
        point->gradient[i] += g[i];
    point->hessian[0][0] += px * px * (special->psi1_sum - special->psi1_px) + g[0];
    point->hessian[1][0] += px * q * special->psi1_sum;
    point->hessian[1][1] += q * q * (special->psi1_sum - special->psi1_q) + g[1];
    point->hessian[2][0] -= px * share;
    point->hessian[2][1] += q * (1 - share);
    point->hessian[2][2] -= (px + q) * share * (1 - share);
}

static void
evaluate(void *problem, const double at[], AscentPoint *point)
{
    const Problem *self = problem;
    const double value[] = { exp(at[0]), exp(at[1]), exp(at[2]) };
    Special special = { 0 };
    Sum sum = { 0 };

    memset(point, 0, sizeof *point);
    for (size_t i = 0; i < self->n; i++) {
        int known = i > 0 && self->spender[i].x == self->spender[i - 1].x;

        if (!known && !special_of(value[0] * self->spender[i].x, value[1], &special)) {
            point->value = -INFINITY;
            return;
        }
        add_spender(&self->spender[i], value, &special, &sum, point);
    }
    point->value = sum_value(sum);
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < i; j++)
            point->hessian[j][i] = point->hessian[i][j];
}

/* The customers who can be used, sorted. */
static KamCalcStatus
take_spenders(const double x[], const double mean[], size_t n, Spender spender[], size_t *taken)
{
    *taken = 0;
    for (size_t i = 0; i < n; i++) {
        if (!(x[i] >= 0) || isinf(x[i]) || !isfinite(mean[i]))
            return KAM_CALC_DOMAIN;
        if (x[i] > 0 && mean[i] > 0)
            spender[(*taken)++] = (Spender) { x[i], mean[i] };
    }
    qsort(spender, *taken, sizeof spender[0], compare_spenders);
    return *taken < FEWEST ? KAM_CALC_TOO_FEW : KAM_CALC_OK;
}

/* From p = 2, q = 3 and a v that gives the mean of all. */
static KamCalcStatus
climb(Problem *problem, KamSpendFit *fit)
{
    const Ascent ascent = { .function = evaluate, .problem = problem, .dimension = KAM_SPEND_N_PARAMETERS };
    double at[KAM_SPEND_N_PARAMETERS] = { log(2), log(3), 0 };
    double *value[] = { &fit->parameters.p, &fit->parameters.q, &fit->parameters.v };
    AscentPoint top;
    KamCalcStatus status;
    double logarithms = 0;
    unsigned steps;

    for (size_t i = 0; i < problem->n; i++)
        logarithms += log(problem->spender[i].mean);
    at[2] = logarithms / (double)problem->n;
    status = ascent_climb(&ascent, at, &top, &steps);
    if (status != KAM_CALC_OK)
        return status;
    *fit = (KamSpendFit) { .log_likelihood = top.value, .n_customers = problem->n, .iterations = steps };
    fit->shape = (KamClvShape)ascent_errors(&ascent, at, &top, fit->covariance, fit->std_error);
    for (int i = 0; i < KAM_SPEND_N_PARAMETERS; i++) {
        *value[i] = exp(at[i]);
        fit->std_error[i].value *= *value[i];
    }
    return KAM_CALC_OK;
}

KamCalcStatus
kam_spend_fit(const double x[], const double mean[], size_t n, KamSpendFit *fit)
{
    Spender *spender = malloc((n + 1) * sizeof spender[0]);
    Problem problem = { .spender = spender };
    KamCalcStatus status;

    if (spender == NULL)
        return KAM_CALC_NO_MEMORY;
    status = take_spenders(x, mean, n, spender, &problem.n);
    if (status == KAM_CALC_OK)
        status = climb(&problem, fit);
    free(spender);
    return status;
}

static int
is_positive(double number)
{
    return number > 0 && isfinite(number);
}

KamCalcStatus
kam_spend_expected(const KamSpendParameters *parameters, double x, double mean, double *expected)
{
    double spent = x > 0 ? x * mean : 0, weight = parameters->p * x + parameters->q - 1;

    if (!is_positive(parameters->p) || !is_positive(parameters->q) || !is_positive(parameters->v))
        return KAM_CALC_DOMAIN;
    if (!(x >= 0) || !(spent >= 0) || !isfinite(spent))
        return KAM_CALC_DOMAIN;
    if (!(weight > 0))
        return KAM_CALC_TOO_FEW;
    *expected = parameters->p * (parameters->v + spent) / weight;
    return KAM_CALC_OK;
}

KamCalcStatus
kam_spend_multiple(double retention, double discount, double *multiple)
{
    if (!(retention >= 0 && retention <= 1) || !isfinite(discount) || !(1 + discount > retention))
        return KAM_CALC_DOMAIN;
    *multiple = retention / (1 + discount - retention);
    return KAM_CALC_OK;
}
