/* Checks and scales amounts before any index looks at them. */
#include "amounts.h"

#include <math.h>

#include "sum.h"

double
scale_factor(double largest)
{
    int exponent;

    if (largest == 0)
        return 1;
    frexp(largest, &exponent);
    /* 2^1000 is enough for subnormal amounts, and a factor beyond 2^1023 would not be a number. */
    return ldexp(1, exponent < -1000 ? 1000 : -exponent);
}

static KamCalcStatus
find_largest(const double amount[], size_t n, double *largest)
{
    double found = 0;

    for (size_t i = 0; i < n; i++) {
        if (!(amount[i] >= 0) || isinf(amount[i]))
            return KAM_CALC_DOMAIN;
        if (amount[i] > found)
            found = amount[i];
    }
    if (found == 0)
        return KAM_CALC_EMPTY;
    *largest = found;
    return KAM_CALC_OK;
}

KamCalcStatus
amounts_scale(const double amount[], size_t n, Scale *scale)
{
    double largest;
    KamCalcStatus status = find_largest(amount, n, &largest);
    Sum total = { 0 };

    if (status != KAM_CALC_OK)
        return status;
    scale->factor = scale_factor(largest);
    for (size_t i = 0; i < n; i++)
        sum_add(&total, amount[i] * scale->factor);
    scale->total = sum_value(total);
    return KAM_CALC_OK;
}

KamCalcStatus
amounts_scale_descending(const double descending[], size_t n, Scale *scale)
{
    for (size_t i = 1; i < n; i++)
        if (!(descending[i - 1] >= descending[i]))
            return KAM_CALC_DOMAIN;
    return amounts_scale(descending, n, scale);
}
