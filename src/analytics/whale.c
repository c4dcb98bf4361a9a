/* The whale curve: see kamen/whale.h. */
#include <kamen/whale.h>

#include <math.h>

#include <kamen/concentration.h>
#include <kamen/rank.h>

#include "amounts.h"
#include "sum.h"

static double
sum_range(const double descending[], size_t from, size_t to, double factor)
{
    Sum sum = { 0 };

    for (size_t i = from; i < to; i++)
        sum_add(&sum, descending[i] * factor);
    return sum_value(sum);
}

static double
factor_of(const double descending[], size_t n)
{
    return scale_factor(fmax(fabs(descending[0]), fabs(descending[n - 1])));
}

static KamCalcValue
ratio_to_total(double part, double total)
{
    if (!(total > 0))
        return (KamCalcValue) { .status = KAM_CALC_EMPTY };
    return (KamCalcValue) { .value = part / total, .status = KAM_CALC_OK };
}

static void
count_signs(const double descending[], size_t n, KamWhale *whale)
{
    whale->n = n;
    whale->n_positive = whale->n_zero = whale->n_negative = 0;
    for (size_t i = 0; i < n; i++) {
        if (descending[i] > 0)
            whale->n_positive++;
        else if (descending[i] < 0)
            whale->n_negative++;
        else
            whale->n_zero++;
    }
}

KamCalcStatus
kam_whale_summary(const double profit[], size_t n, double descending[], KamWhale *whale)
{
    double factor, peak, eroded, total, top;
    KamCalcStatus status = kam_rank_descending(profit, n, descending);

    if (status != KAM_CALC_OK)
        return status;
    count_signs(descending, n, whale);
    factor = factor_of(descending, n);
    peak = sum_range(descending, 0, whale->n_positive, factor);
    eroded = fabs(sum_range(descending, n - whale->n_negative, n, factor));
    total = sum_range(descending, 0, n, factor);
    top = sum_range(descending, 0, kam_concentration_fraction_count(n, 0.2), factor);
    whale->total = total / factor;
    whale->peak = peak / factor;
    whale->eroded = eroded / factor;
    whale->peak_multiple = ratio_to_total(peak, total);
    whale->top_20_percent = ratio_to_total(top, total);
    whale->largest = descending[0];
    whale->smallest = descending[n - 1];
    return KAM_CALC_OK;
}

static int
profits_descend(const double descending[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!isfinite(descending[i]) || (i > 0 && descending[i - 1] < descending[i]))
            return 0;
    return 1;
}

KamCalcStatus
kam_whale_curve(const double descending[], size_t n, double cumulative[])
{
    Sum sum = { 0 };
    double factor;

    if (n == 0)
        return KAM_CALC_EMPTY;
    if (!profits_descend(descending, n))
        return KAM_CALC_DOMAIN;
    factor = factor_of(descending, n);
    for (size_t i = 0; i < n; i++) {
        sum_add(&sum, descending[i] * factor);
        cumulative[i] = sum_value(sum) / factor;
    }
    return KAM_CALC_OK;
}
