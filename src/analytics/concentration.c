/* Indices of concentration and the summary of all of them: see kamen/concentration.h. Counts and curves are in
 * pareto.c. */
#include <kamen/concentration.h>

#include <math.h>

#include <kamen/rank.h>

#include "amounts.h"
#include "sum.h"

static double
hhi_of(const double amount[], size_t n, Scale scale)
{
    Sum squares = { 0 };

    for (size_t i = 0; i < n; i++) {
        double x = amount[i] * scale.factor;

        sum_add(&squares, x * x);
    }
    return fmin(sum_value(squares) / (scale.total * scale.total), 1);
}

/* r ln r - (r - 1) for r = 1 + d. log1p keeps the digits where r is near 1; the limit at r = 0 is 1. */
static double
theil_term(double d)
{
    if (d <= -1)
        return 1;
    return (1 + d) * log1p(d) - d;
}

static double
theil_of(const double amount[], size_t n, Scale scale)
{
    double mean = scale.total / (double)n;
    Sum terms = { 0 };

    for (size_t i = 0; i < n; i++)
        sum_add(&terms, theil_term((amount[i] * scale.factor - mean) / mean));
    return fmax(sum_value(terms) / (double)n, 0);
}

static double
entropy_of(const double amount[], size_t n, Scale scale)
{
    Sum terms = { 0 };

    for (size_t i = 0; i < n; i++) {
        double share = amount[i] * scale.factor / scale.total;

        if (share > 0)
            sum_add(&terms, -share * log(share));
    }
    return fmax(sum_value(terms), 0);
}

static double
variation_of(const double amount[], size_t n, Scale scale)
{
    double mean = scale.total / (double)n;
    Sum squares = { 0 };

    for (size_t i = 0; i < n; i++) {
        double deviation = amount[i] * scale.factor - mean;

        sum_add(&squares, deviation * deviation);
    }
    return sqrt(sum_value(squares) / (double)n) / mean;
}

static double
gini_of(const double descending[], size_t n, Scale scale)
{
    Sum pairs = { 0 };

    for (size_t k = 0; k < n / 2; k++) {
        double spread = descending[k] * scale.factor - descending[n - 1 - k] * scale.factor;

        sum_add(&pairs, (double)(n - 1 - 2 * k) * spread);
    }
    return sum_value(pairs) / ((double)n * scale.total);
}

/* The indices that need no order differ in one function only. */
typedef double (*Index)(const double amount[], size_t n, Scale scale);

static KamCalcStatus
write_index(const double amount[], size_t n, Index index, double *out)
{
    Scale scale;
    KamCalcStatus status = amounts_scale(amount, n, &scale);

    if (status == KAM_CALC_OK)
        *out = index(amount, n, scale);
    return status;
}

KamCalcStatus
kam_concentration_hhi(const double amount[], size_t n, double *hhi)
{
    return write_index(amount, n, hhi_of, hhi);
}

KamCalcStatus
kam_concentration_theil(const double amount[], size_t n, double *theil)
{
    return write_index(amount, n, theil_of, theil);
}

KamCalcStatus
kam_concentration_entropy(const double amount[], size_t n, double *entropy)
{
    return write_index(amount, n, entropy_of, entropy);
}

KamCalcStatus
kam_concentration_variation(const double amount[], size_t n, double *variation)
{
    return write_index(amount, n, variation_of, variation);
}

KamCalcStatus
kam_concentration_gini(const double descending[], size_t n, double *gini)
{
    Scale scale;
    KamCalcStatus status = amounts_scale_descending(descending, n, &scale);

    if (status == KAM_CALC_OK)
        *gini = gini_of(descending, n, scale);
    return status;
}

KamCalcStatus
kam_concentration_merger(double share_a, double share_b, double *change)
{
    if (!(share_a >= 0 && share_a <= 1 && share_b >= 0 && share_b <= 1) || share_a + share_b > 1 + SHARE_SLACK)
        return KAM_CALC_DOMAIN;
    *change = 2 * share_a * share_b;
    return KAM_CALC_OK;
}

static double
median_of(const double descending[], size_t n)
{
    double upper = descending[(n - 1) / 2];
    double lower = descending[n / 2];

    return lower + (upper - lower) / 2;
}

static void
write_sizes(KamConcentration *out, const double a[], size_t n, Scale scale)
{
    out->n = n;
    out->n_positive = pareto_count_for(a, n, scale, 1);
    out->total = scale.total / scale.factor;
    out->mean = scale.total / (double)n / scale.factor;
    out->median = median_of(a, n);
    out->largest = a[0];
}

static void
write_indices(KamConcentration *out, const double a[], size_t n, Scale scale)
{
    out->hhi = hhi_of(a, n, scale);
    out->effective_number = 1 / out->hhi;
    out->gini = gini_of(a, n, scale);
    out->theil = theil_of(a, n, scale);
    out->entropy = entropy_of(a, n, scale);
    out->variation = variation_of(a, n, scale);
}

static double
top_at_most(const double a[], size_t n, size_t count, Scale scale)
{
    return pareto_top(a, count < n ? count : n, scale);
}

static void
write_shares(KamConcentration *out, const double a[], size_t n, Scale scale)
{
    out->top_1 = top_at_most(a, n, 1, scale);
    out->top_5 = top_at_most(a, n, 5, scale);
    out->top_10 = top_at_most(a, n, 10, scale);
    out->top_20 = top_at_most(a, n, 20, scale);
    out->top_1_percent = pareto_top(a, kam_concentration_fraction_count(n, 0.01), scale);
    out->top_20_percent = pareto_top(a, kam_concentration_fraction_count(n, 0.2), scale);
}

static void
write_counts(KamConcentration *out, const double a[], size_t n, Scale scale)
{
    out->count_for_50 = pareto_count_for(a, n, scale, 0.5);
    out->count_for_80 = pareto_count_for(a, n, scale, 0.8);
    out->count_for_95 = pareto_count_for(a, n, scale, 0.95);
    /* A holder is A while those before it are below the cut, so the A are exactly the holders needed to reach it. */
    out->n_a = pareto_count_for(a, n, scale, KAM_CONCENTRATION_CUT_A);
    out->n_b = pareto_count_for(a, n, scale, KAM_CONCENTRATION_CUT_B) - out->n_a;
    out->n_c = n - out->n_a - out->n_b;
}

KamCalcStatus
kam_concentration_summary(const double amount[], size_t n, double descending[], KamConcentration *summary)
{
    Scale scale;
    KamCalcStatus status = amounts_scale(amount, n, &scale);

    if (status != KAM_CALC_OK)
        return status;
    kam_rank_descending(amount, n, descending);
    write_sizes(summary, descending, n, scale);
    write_indices(summary, descending, n, scale);
    write_shares(summary, descending, n, scale);
    write_counts(summary, descending, n, scale);
    return KAM_CALC_OK;
}
