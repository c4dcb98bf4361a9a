/* Joining the levels of a hierarchy: see kamen/ahp.h. */
#include <kamen/ahp.h>

#include <math.h>

/* The number that priorities under criterion j are divided by; NaN when one of them is not a priority. */
static double
divisor_of(const double local[], size_t n, size_t m, size_t j, KamAhpMode mode)
{
    double divisor = 0;

    for (size_t i = 0; i < n; i++) {
        double priority = local[i * m + j];

        if (!isfinite(priority) || priority < 0)
            return NAN;
        divisor = mode == KAM_AHP_IDEAL ? fmax(divisor, priority) : divisor + priority;
    }
    return divisor;
}

static KamCalcStatus
check_weights(const double criterion[], size_t m, double *sum)
{
    *sum = 0;
    for (size_t j = 0; j < m; j++) {
        if (!isfinite(criterion[j]) || criterion[j] < 0)
            return KAM_CALC_DOMAIN;
        *sum += criterion[j];
    }
    if (!isfinite(*sum))
        return KAM_CALC_DOMAIN;
    return *sum > 0 ? KAM_CALC_OK : KAM_CALC_EMPTY;
}

static KamCalcStatus
check_columns(const double local[], size_t n, size_t m, const double criterion[], KamAhpMode mode)
{
    KamCalcStatus status = KAM_CALC_OK;

    for (size_t j = 0; j < m; j++) {
        double divisor = divisor_of(local, n, m, j, mode);

        if (!isfinite(divisor))
            return KAM_CALC_DOMAIN;
        if (divisor == 0 && criterion[j] > 0)
            status = KAM_CALC_EMPTY;
    }
    return status;
}

KamCalcStatus
kam_ahp_synthesise(const double local[], size_t n, size_t m, const double criterion[], KamAhpMode mode,
                   double priority[])
{
    double weights = 0, sum = 0;
    KamCalcStatus status;

    if (n == 0 || m == 0)
        return KAM_CALC_EMPTY;
    status = check_weights(criterion, m, &weights);
    if (status == KAM_CALC_OK)
        status = check_columns(local, n, m, criterion, mode);
    if (status != KAM_CALC_OK)
        return status;
    for (size_t i = 0; i < n; i++)
        priority[i] = 0;
    for (size_t j = 0; j < m; j++) {
        double divisor = divisor_of(local, n, m, j, mode);

        for (size_t i = 0; i < n && criterion[j] > 0; i++)
            priority[i] += criterion[j] / weights * (local[i * m + j] / divisor);
    }
    for (size_t i = 0; i < n; i++)
        sum += priority[i];
    for (size_t i = 0; i < n; i++)
        priority[i] /= sum;
    return KAM_CALC_OK;
}
