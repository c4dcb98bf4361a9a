/* Weights out of judgements on pairs: see kamen/ahp.h. The joining of levels is in ahp_synthesis.c. */
#include <kamen/ahp.h>

#include <float.h>
#include <math.h>
#include <string.h>

#define UNIT (DBL_EPSILON / 2)

static int
is_judgement(double value)
{
    return isfinite(value) && value > 0;
}

static KamCalcStatus
check_diagonal(const double judgement[], size_t n, KamAhpPair *wrong)
{
    for (size_t i = 0; i < n; i++) {
        double own = judgement[i * n + i];

        if (isnan(own) || own == 1)
            continue;
        *wrong = (KamAhpPair) { i, i };
        return KAM_CALC_DOMAIN;
    }
    return KAM_CALC_OK;
}

/* A number that is there must be a judgement, and so must its reciprocal, which can overflow. */
static int
is_wrong(double value)
{
    return !isnan(value) && !(is_judgement(value) && is_judgement(1 / value));
}

static KamCalcStatus
check_pair(const double judgement[], size_t n, KamAhpPair pair, double tolerance, KamAhpPair *wrong)
{
    double one = judgement[pair.row * n + pair.column];
    double other = judgement[pair.column * n + pair.row];

    if (isnan(one) && isnan(other)) {
        *wrong = pair;
        return KAM_CALC_TOO_FEW;
    }
    if (is_wrong(one)) {
        *wrong = pair;
        return KAM_CALC_DOMAIN;
    }
    if (is_wrong(other) || fabs(one * other - 1) > tolerance) {
        *wrong = (KamAhpPair) { pair.column, pair.row };
        return KAM_CALC_DOMAIN;
    }
    return KAM_CALC_OK;
}

static void
complete_pair(double judgement[], size_t n, KamAhpPair pair)
{
    double *one = &judgement[pair.row * n + pair.column];
    double *other = &judgement[pair.column * n + pair.row];

    if (isnan(*other) || *one >= *other)
        *other = 1 / *one;
    else
        *one = 1 / *other;
}

KamCalcStatus
kam_ahp_complete(double judgement[], size_t n, double tolerance, KamAhpPair *wrong)
{
    KamCalcStatus status;

    if (n == 0)
        return KAM_CALC_EMPTY;
    status = check_diagonal(judgement, n, wrong);
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n && status == KAM_CALC_OK; j++)
            status = check_pair(judgement, n, (KamAhpPair) { i, j }, tolerance, wrong);
    if (status != KAM_CALC_OK)
        return status;
    for (size_t i = 0; i < n; i++) {
        judgement[i * n + i] = 1;
        for (size_t j = i + 1; j < n; j++)
            complete_pair(judgement, n, (KamAhpPair) { i, j });
    }
    return KAM_CALC_OK;
}

static KamCalcStatus
check_whole(const double judgement[], size_t n)
{
    if (n == 0)
        return KAM_CALC_EMPTY;
    for (size_t i = 0; i < n; i++)
        for (size_t j = i; j < n; j++) {
            double one = judgement[i * n + j];
            double other = judgement[j * n + i];

            if (!is_judgement(one) || !is_judgement(other) || fabs(one * other - 1) > 4 * UNIT)
                return KAM_CALC_DOMAIN;
        }
    return KAM_CALC_OK;
}

static double
row_times(const double row[], const double weight[], size_t n)
{
    double sum = 0;

    for (size_t j = 0; j < n; j++)
        sum += row[j] * weight[j];
    return sum;
}

KamCalcValue
kam_ahp_random_index(size_t n)
{
    static const double index[KAM_AHP_RATIO_ITEMS + 1] = { 0,    0,    0,    0.58, 0.90, 1.12, 1.24, 1.32,
                                                           1.41, 1.45, 1.49, 1.51, 1.54, 1.56, 1.57, 1.58 };

    if (n > KAM_AHP_RATIO_ITEMS)
        return (KamCalcValue) { .status = KAM_CALC_DOMAIN };
    return (KamCalcValue) { .value = index[n], .status = KAM_CALC_OK };
}

static KamCalcValue
ratio_of(double consistency_index, size_t n)
{
    KamCalcValue random_index = kam_ahp_random_index(n);

    if (random_index.status != KAM_CALC_OK || random_index.value == 0)
        return random_index;
    return (KamCalcValue) { .value = consistency_index / random_index.value, .status = KAM_CALC_OK };
}

/* What rounding alone can do to ln (a_ij w_j / w_i): the judgement, both weights and the quotients. */
static double
rounding_of(size_t n)
{
    return 16 * (double)(n + 4) * UNIT;
}

static void
find_worst(const double judgement[], size_t n, const double weight[], KamAhp *ahp)
{
    double largest = rounding_of(n);

    ahp->worst_status = KAM_CALC_EMPTY;
    ahp->worst = (KamAhpPair) { 0 };
    ahp->worst_judgement = ahp->worst_consistent = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++) {
            double misfit = fabs(log(judgement[i * n + j] * (weight[j] / weight[i])));

            if (misfit <= largest)
                continue;
            largest = misfit;
            ahp->worst_status = KAM_CALC_OK;
            ahp->worst = judgement[i * n + j] >= 1 ? (KamAhpPair) { i, j } : (KamAhpPair) { j, i };
        }
    if (ahp->worst_status != KAM_CALC_OK)
        return;
    ahp->worst_judgement = judgement[ahp->worst.row * n + ahp->worst.column];
    ahp->worst_consistent = weight[ahp->worst.row] / weight[ahp->worst.column];
}

/* No lambda below n exists: what rounding takes is given back, so that agreement is an index of 0, not of -1e-17. */
static void
judge_consistency(const double judgement[], size_t n, const double weight[], double lambda, KamAhp *ahp)
{
    ahp->n = n;
    ahp->lambda_max = fmax(lambda, (double)n);
    ahp->consistency_index = n <= 2 ? 0 : (ahp->lambda_max - (double)n) / (double)(n - 1);
    ahp->consistency_ratio = ratio_of(ahp->consistency_index, n);
    find_worst(judgement, n, weight, ahp);
}

/* One step: out = A in, scaled to the sum 1. The bounds of lambda_max lie in low and high. */
static void
power_step(const double judgement[], size_t n, const double in[], double out[], double *low, double *high)
{
    double sum = 0;

    *low = INFINITY;
    *high = 0;
    for (size_t i = 0; i < n; i++) {
        double ratio;

        out[i] = row_times(judgement + i * n, in, n);
        sum += out[i];
        ratio = out[i] / in[i];
        *low = fmin(*low, ratio);
        *high = fmax(*high, ratio);
    }
    for (size_t i = 0; i < n; i++)
        out[i] /= sum;
}

/* Both buffers are of n numbers; the answer is in `work`, whose last step is the one that met the tolerance. */
static KamCalcStatus
power_method(const double judgement[], size_t n, double work[], double *lambda)
{
    double tolerance = 4 * (double)(n + 4) * UNIT;
    double *from = work, *to = work + n;
    double low = 0, high = INFINITY;

    for (size_t i = 0; i < n; i++)
        from[i] = 1 / (double)n;
    for (int step = 0; step < KAM_AHP_STEPS; step++) {
        double *swap = from;

        power_step(judgement, n, from, to, &low, &high);
        from = to;
        to = swap;
        if (!(high - low > tolerance * high)) {
            memmove(work, from, n * sizeof work[0]);
            *lambda = low + (high - low) / 2;
            return isfinite(*lambda) ? KAM_CALC_OK : KAM_CALC_NO_CONVERGENCE;
        }
    }
    return KAM_CALC_NO_CONVERGENCE;
}

KamCalcStatus
kam_ahp_eigenvector(const double judgement[], size_t n, double weight[], double work[], KamAhp *ahp)
{
    KamCalcStatus status = check_whole(judgement, n);
    double lambda = 0;

    if (status == KAM_CALC_OK)
        status = power_method(judgement, n, work, &lambda);
    if (status != KAM_CALC_OK)
        return status;
    memcpy(weight, work, n * sizeof weight[0]);
    judge_consistency(judgement, n, weight, lambda, ahp);
    return KAM_CALC_OK;
}

KamCalcStatus
kam_ahp_geometric_mean(const double judgement[], size_t n, double weight[], KamAhp *ahp)
{
    KamCalcStatus status = check_whole(judgement, n);
    double largest = -INFINITY, sum = 0, lambda = 0;

    if (status != KAM_CALC_OK)
        return status;
    for (size_t i = 0; i < n; i++) {
        weight[i] = 0;
        for (size_t j = 0; j < n; j++)
            weight[i] += log(judgement[i * n + j]);
        weight[i] /= (double)n;
        largest = fmax(largest, weight[i]);
    }
    for (size_t i = 0; i < n; i++) {
        weight[i] = exp(weight[i] - largest);
        sum += weight[i];
    }
    for (size_t i = 0; i < n; i++)
        weight[i] /= sum;
    for (size_t i = 0; i < n; i++)
        lambda += row_times(judgement + i * n, weight, n) / weight[i] / (double)n;
    judge_consistency(judgement, n, weight, lambda, ahp);
    return KAM_CALC_OK;
}
