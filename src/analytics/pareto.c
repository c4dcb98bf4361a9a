/* Ranks against shares: curves, tops, counts and ABC classes of kamen/concentration.h. */
#include <kamen/concentration.h>

#include <math.h>

#include "amounts.h"
#include "sum.h"

double
pareto_top(const double descending[], size_t count, Scale scale)
{
    Sum top = { 0 };

    for (size_t i = 0; i < count; i++)
        sum_add(&top, descending[i] * scale.factor);
    return fmin(sum_value(top) / scale.total, 1);
}

static double
threshold_of(double share, Scale scale)
{
    return share * scale.total * (1 - SHARE_SLACK);
}

static size_t
count_positive(const double descending[], size_t n)
{
    size_t count = 0;

    while (count < n && descending[count] > 0)
        count++;
    return count;
}

size_t
pareto_count_for(const double descending[], size_t n, Scale scale, double share)
{
    double threshold = threshold_of(share, scale);
    Sum sum = { 0 };
    size_t count = 0;

    if (share == 1)
        return count_positive(descending, n);
    while (count < n && sum_value(sum) < threshold)
        sum_add(&sum, descending[count++] * scale.factor);
    return count;
}

KamCalcStatus
kam_concentration_lorenz(const double descending[], size_t n, double lorenz[])
{
    Scale scale;
    Sum sum = { 0 };
    KamCalcStatus status = amounts_scale_descending(descending, n, &scale);

    if (status != KAM_CALC_OK)
        return status;
    for (size_t k = 0; k < n; k++) {
        sum_add(&sum, descending[n - 1 - k] * scale.factor);
        lorenz[k] = fmin(sum_value(sum) / scale.total, 1);
    }
    lorenz[n - 1] = 1;
    return KAM_CALC_OK;
}

KamCalcStatus
kam_concentration_curve(const double descending[], size_t n, double cumulative[])
{
    Scale scale;
    Sum sum = { 0 };
    KamCalcStatus status = amounts_scale_descending(descending, n, &scale);

    if (status != KAM_CALC_OK)
        return status;
    for (size_t k = 0; k < n; k++) {
        sum_add(&sum, descending[k] * scale.factor);
        cumulative[k] = fmin(sum_value(sum) / scale.total, 1);
    }
    cumulative[n - 1] = 1;
    return KAM_CALC_OK;
}

KamCalcStatus
kam_concentration_top(const double descending[], size_t n, size_t count, double *share)
{
    Scale scale;
    KamCalcStatus status = amounts_scale_descending(descending, n, &scale);

    if (status == KAM_CALC_OK)
        *share = pareto_top(descending, count < n ? count : n, scale);
    return status;
}

size_t
kam_concentration_fraction_count(size_t n, double fraction)
{
    if (!(fraction > 0))
        return 0;
    if (fraction >= 1)
        return n;
    return (size_t)ceil(fraction * (double)n * (1 - SHARE_SLACK));
}

KamCalcStatus
kam_concentration_count_for(const double descending[], size_t n, double share, size_t *count)
{
    Scale scale;
    KamCalcStatus status = amounts_scale_descending(descending, n, &scale);

    if (status != KAM_CALC_OK)
        return status;
    if (!(share >= 0 && share <= 1))
        return KAM_CALC_DOMAIN;
    *count = pareto_count_for(descending, n, scale, share);
    return KAM_CALC_OK;
}

static int
cuts_are_valid(const double cut[], size_t n_cuts)
{
    if (n_cuts < 1 || n_cuts > UINT8_MAX)
        return 0;
    for (size_t c = 0; c < n_cuts; c++)
        if (!(cut[c] > (c == 0 ? 0 : cut[c - 1]) && cut[c] < 1))
            return 0;
    return 1;
}

static int
order_descends(const double amount[], const uint32_t order[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (order[i] >= n || (i > 0 && !(amount[order[i - 1]] >= amount[order[i]])))
            return 0;
    return 1;
}

KamCalcStatus
kam_concentration_abc(const double amount[], const uint32_t order[], size_t n, const double cut[], size_t n_cuts,
                      uint8_t class_of[])
{
    Scale scale;
    Sum before = { 0 };
    size_t reached = 0;
    KamCalcStatus status = amounts_scale(amount, n, &scale);

    if (status != KAM_CALC_OK)
        return status;
    if (!cuts_are_valid(cut, n_cuts) || !order_descends(amount, order, n))
        return KAM_CALC_DOMAIN;
    for (size_t i = 0; i < n; i++) {
        while (reached < n_cuts && sum_value(before) >= threshold_of(cut[reached], scale))
            reached++;
        class_of[order[i]] = (uint8_t)reached;
        sum_add(&before, amount[order[i]] * scale.factor);
    }
    return KAM_CALC_OK;
}
