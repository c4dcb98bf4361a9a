/* Concentration: published examples, naive recomputation, properties, every status. */
#include <float.h>
#include <math.h>

#include <glib.h>
#include <kamen/concentration.h>
#include <kamen/rank.h>

#include "data.h"

#define U 0x1p-53

/* The vector of the help page of Lc() in the R package ineq; Gini printed there: 0.4620911. */
static const double ineq[] = { 541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261 };

static double
naive_gini(const double a[], size_t n)
{
    long double differences = 0, total = 0;

    for (size_t i = 0; i < n; i++) {
        total += a[i];
        for (size_t j = 0; j < n; j++)
            differences += fabsl((long double)a[i] - a[j]);
    }
    return (double)(differences / (2 * n * total));
}

/* The sums of the definitions in extended precision: Theil, entropy, HHI, variation. */
static void
naive_indices(const double a[], size_t n, double out[4])
{
    long double total = 0, theil = 0, entropy = 0, hhi = 0;

    for (size_t i = 0; i < n; i++)
        total += a[i];
    for (size_t i = 0; i < n; i++) {
        long double s = a[i] / total;

        hhi += s * s;
        if (s == 0)
            continue;
        theil += s * logl(s * n);
        entropy -= s * logl(s);
    }
    out[0] = (double)hhi;
    out[1] = (double)theil;
    out[2] = (double)entropy;
    out[3] = (double)sqrtl(fmaxl(n * hhi - 1, 0));
}

/* Amounts as an exponential law scatters them; a few zero. */
static void
fill_random(GRand *rand, double a[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        a[i] = g_rand_int_range(rand, 0, 9) == 0 ? 0 : exp(g_rand_double_range(rand, -4, 9));
    a[0] = 2.385;
}

static KamConcentration
summary_of(const double a[], size_t n)
{
    g_autofree double *sorted = g_new(double, n + 1);
    KamConcentration s;

    g_assert_cmpint(kam_concentration_summary(a, n, sorted, &s), ==, KAM_CALC_OK);
    return s;
}

static void
test_published__hhi_of_the_merger_guidelines(void)
{
    const double shares[] = { 30, 30, 20, 20 };
    double hhi;

    g_assert_cmpint(kam_concentration_hhi(shares, 4, &hhi), ==, KAM_CALC_OK);
    assert_near(hhi, 0.26, 4 * U);
}

static void
test_published__merger_of_5_and_10_adds_100_points(void)
{
    double change;

    g_assert_cmpint(kam_concentration_merger(0.05, 0.10, &change), ==, KAM_CALC_OK);
    assert_near(change * 10000, 100, 1e-11);
}

static void
test_published__gini_and_lorenz_of_ineq(void)
{
    const double lorenz[] = { 0.008125, 0.030096, 0.066816, 0.118448, 0.185084,
                              0.266197, 0.362193, 0.486904, 0.665680, 1 };
    double sorted[10], got[10];
    KamConcentration s;

    g_assert_cmpint(kam_concentration_summary(ineq, 10, sorted, &s), ==, KAM_CALC_OK);
    assert_near(s.gini, 0.462091130268, 5e-13);
    assert_near(s.gini * 10 / 9, 0.513434589186, 5e-13);
    assert_near(s.hhi, 0.184081230915, 5e-13);
    assert_near(s.theil, 0.362341242344, 5e-13);
    assert_near(s.variation, 0.916958182882, 5e-13);
    g_assert_cmpint(kam_concentration_lorenz(sorted, 10, got), ==, KAM_CALC_OK);
    for (int i = 0; i < 10; i++)
        assert_near(got[i], lorenz[i], 5e-7);
    g_assert_cmpfloat(got[9], ==, 1);
}

static void
test_summary__sizes(void)
{
    const double a[] = { 0, 7.5, 2.5, 0, 30 };
    KamConcentration s = summary_of(a, 5);

    g_assert_cmpuint(s.n, ==, 5);
    g_assert_cmpuint(s.n_positive, ==, 3);
    g_assert_cmpfloat(s.total, ==, 40);
    g_assert_cmpfloat(s.mean, ==, 8);
    g_assert_cmpfloat(s.median, ==, 2.5);
    g_assert_cmpfloat(s.largest, ==, 30);
    g_assert_cmpfloat(s.top_1, ==, 0.75);
    g_assert_cmpfloat(s.top_5, ==, 1);
    g_assert_cmpfloat(s.top_1_percent, ==, 0.75);
    g_assert_cmpfloat(s.top_20_percent, ==, 0.75);
    assert_near(s.effective_number * s.hhi, 1, 2 * U);
    g_assert_cmpuint(s.n_a + s.n_b + s.n_c, ==, 5);
}

static void
test_summary__median_of_an_even_number(void)
{
    const double a[] = { 1, 2, 4, 9 };

    g_assert_cmpfloat(summary_of(a, 4).median, ==, 3);
}

static void
test_summary__may_sort_in_place(void)
{
    double a[] = { 1.5, 8.5, 3.25 };
    KamConcentration s;

    g_assert_cmpint(kam_concentration_summary(a, 3, a, &s), ==, KAM_CALC_OK);
    g_assert_cmpfloat(a[0], ==, 8.5);
    g_assert_cmpfloat(a[2], ==, 1.5);
    g_assert_cmpfloat(s.total, ==, 13.25);
}

static void
test_sweep__agrees_with_the_definitions(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(4711);

    for (int round = 0; round < 60; round++) {
        size_t n = (size_t)g_rand_int_range(rand, 1, 200);
        g_autofree double *a = g_new(double, n);
        double expected[4];
        double slack = 16 * U * (1 + log((double)n));
        KamConcentration s;

        fill_random(rand, a, n);
        s = summary_of(a, n);
        naive_indices(a, n, expected);
        assert_near(s.hhi / expected[0], 1, 10 * U);
        assert_near(s.theil, expected[1], slack);
        assert_near(s.entropy, expected[2], slack);
        assert_near(s.variation * s.variation, expected[3] * expected[3], 64 * U * (double)n);
        assert_near(s.gini, naive_gini(a, n), 14 * U);
        assert_near(s.theil + s.entropy, log((double)n), slack);
    }
}

static void
test_property__scale_changes_nothing(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(5);
    const double factors[] = { 0x1p-900, 0x1p700, 3.7 };
    double a[50], b[50];

    fill_random(rand, a, 50);
    for (int f = 0; f < 3; f++) {
        KamConcentration one, other;
        double slack = f < 2 ? 0 : 64 * U; /* a power of two changes no bit */

        for (int i = 0; i < 50; i++)
            b[i] = a[i] * factors[f];
        one = summary_of(a, 50);
        other = summary_of(b, 50);
        g_assert_cmpfloat(fabs(other.hhi - one.hhi), <=, slack);
        g_assert_cmpfloat(fabs(other.gini - one.gini), <=, slack);
        g_assert_cmpfloat(fabs(other.theil - one.theil), <=, slack);
        g_assert_cmpfloat(fabs(other.entropy - one.entropy), <=, slack);
        g_assert_cmpfloat(fabs(other.variation - one.variation), <=, slack);
        g_assert_cmpuint(other.count_for_80, ==, one.count_for_80);
    }
}

static void
test_property__order_changes_nothing(void)
{
    double backwards[10];
    KamConcentration one = summary_of(ineq, 10), other;

    for (int i = 0; i < 10; i++)
        backwards[i] = ineq[9 - i];
    other = summary_of(backwards, 10);
    g_assert_cmpmem(&one, sizeof one, &other, sizeof other);
}

static void
test_property__copies_divide_hhi_and_leave_gini(void)
{
    double copies[70];
    KamConcentration one = summary_of(ineq, 10), many;

    for (int i = 0; i < 70; i++)
        copies[i] = ineq[i % 10];
    many = summary_of(copies, 70);
    assert_near(many.hhi, one.hhi / 7, 8 * U);
    assert_near(many.gini, one.gini, 12 * U);
    assert_near(many.theil, one.theil, 32 * U);
    assert_near(many.variation, one.variation, 16 * U);
    assert_near(many.entropy, one.entropy + log(7), 32 * U);
}

static void
test_property__giving_to_a_poorer_one_lowers_every_index(void)
{
    double a[10];
    KamConcentration before = summary_of(ineq, 10), after;

    for (int i = 0; i < 10; i++)
        a[i] = ineq[i];
    a[9] -= 317.5;
    a[3] += 317.5;
    after = summary_of(a, 10);
    g_assert_cmpfloat(after.hhi, <, before.hhi);
    g_assert_cmpfloat(after.gini, <, before.gini);
    g_assert_cmpfloat(after.theil, <, before.theil);
    g_assert_cmpfloat(after.variation, <, before.variation);
    g_assert_cmpfloat(after.entropy, >, before.entropy);
}

static void
test_property__merging_two_adds_what_merger_says(void)
{
    double merged[9], change, total = 0;
    KamConcentration before = summary_of(ineq, 10);

    for (int i = 0; i < 10; i++)
        total += ineq[i];
    for (int i = 0; i < 9; i++)
        merged[i] = ineq[i];
    merged[2] += ineq[9];
    g_assert_cmpint(kam_concentration_merger(ineq[2] / total, ineq[9] / total, &change), ==, KAM_CALC_OK);
    assert_near(summary_of(merged, 9).hhi, before.hhi + change, 8 * U);
}

static void
test_limit__equal_holders(void)
{
    double a[37];
    KamConcentration s;

    for (int i = 0; i < 37; i++)
        a[i] = 2.385;
    s = summary_of(a, 37);
    assert_near(s.hhi, 1.0 / 37, U);
    g_assert_cmpfloat(s.gini, ==, 0);
    assert_near(s.theil, 0, U);
    assert_near(s.entropy, log(37), 16 * U);
    assert_near(s.variation, 0, 2 * U);
    g_assert_cmpuint(s.count_for_50, ==, 19);
}

static void
test_limit__one_holds_everything(void)
{
    const double a[] = { 0, 0, 2.385, 0, 0 };
    KamConcentration s = summary_of(a, 5);

    g_assert_cmpfloat(s.hhi, ==, 1);
    assert_near(s.gini, 0.8, U);
    assert_near(s.theil, log(5), 8 * (1 + log(5)) * U);
    g_assert_cmpfloat(s.entropy, ==, 0);
    assert_near(s.variation, 2, 8 * (1 + 2) * U);
    g_assert_cmpuint(s.count_for_95, ==, 1);
    g_assert_cmpuint(s.n_c, ==, 4);
}

static void
test_limit__extreme_amounts_neither_overflow_nor_vanish(void)
{
    const double huge[] = { DBL_MAX, DBL_MAX, DBL_MAX / 2 };
    const double tiny[] = { 0x1p-1074, 0x1p-1074, 0x1p-1073 };
    KamConcentration s = summary_of(huge, 3);

    assert_near(s.hhi, 0.36, 4 * U);
    assert_near(s.gini, 2.0 / 15, 4 * U);
    g_assert_true(isinf(s.total));
    g_assert_cmpfloat(s.median, ==, DBL_MAX);
    s = summary_of(tiny, 3);
    assert_near(s.hhi, 0.375, 4 * U);
    g_assert_cmpfloat(s.total, ==, 0x1p-1072);
}

static void
test_limit__nearly_equal_amounts_do_not_cancel(void)
{
    const double a[] = { 1 + 1e-8, 1 - 1e-8 };
    KamConcentration s = summary_of(a, 2);

    assert_near(s.gini / 0.5e-8, 1, 1e-7); /* 1 + 1e-8 itself has only eight digits of the 1e-8 */
    assert_near(s.theil / 0.5e-16, 1, 0.5);
    assert_near(s.variation / 1e-8, 1, 1e-7);
}

typedef KamCalcStatus (*Unordered)(const double[], size_t, double *);

static KamCalcStatus
top_of_two(const double a[], size_t n, double *share)
{
    return kam_concentration_top(a, n, 2, share);
}

static KamCalcStatus
count_as_number(const double a[], size_t n, double *out)
{
    size_t count;
    KamCalcStatus status = kam_concentration_count_for(a, n, 0.5, &count);

    if (status == KAM_CALC_OK)
        *out = (double)count;
    return status;
}

static void
test_status__every_function_refuses_the_same(void)
{
    static const Unordered functions[] = {
        kam_concentration_hhi,  kam_concentration_theil,  kam_concentration_entropy, kam_concentration_variation,
        kam_concentration_gini, kam_concentration_lorenz, kam_concentration_curve,   top_of_two,
        count_as_number,
    };
    const double zeros[] = { 0, 0 }, negative[] = { 5.5, -0.25 }, nan[] = { NAN, 1 }, infinite[] = { INFINITY, 1 };

    for (size_t f = 0; f < G_N_ELEMENTS(functions); f++) {
        double out[2] = { 4.25, 4.25 };

        g_assert_cmpint(functions[f](zeros, 0, out), ==, KAM_CALC_EMPTY);
        g_assert_cmpint(functions[f](zeros, 2, out), ==, KAM_CALC_EMPTY);
        g_assert_cmpint(functions[f](negative, 2, out), ==, KAM_CALC_DOMAIN);
        g_assert_cmpint(functions[f](nan, 2, out), ==, KAM_CALC_DOMAIN);
        g_assert_cmpint(functions[f](infinite, 2, out), ==, KAM_CALC_DOMAIN);
        g_assert_cmpfloat(out[0], ==, 4.25);
    }
}

static void
test_status__ordered_functions_refuse_disorder(void)
{
    static const Unordered functions[] = {
        kam_concentration_gini, kam_concentration_lorenz, kam_concentration_curve, top_of_two, count_as_number,
    };
    const double rising[] = { 1.5, 2.5 };
    double out[2] = { 4.25, 4.25 };

    for (size_t f = 0; f < G_N_ELEMENTS(functions); f++)
        g_assert_cmpint(functions[f](rising, 2, out), ==, KAM_CALC_DOMAIN);
    g_assert_cmpfloat(out[0], ==, 4.25);
}

static void
test_status__summary_and_merger_and_count(void)
{
    const double negative[] = { 5.5, -0.25 }, good[] = { 5.5, 0.25 };
    double sorted[2] = { 7, 7 }, change = 7;
    size_t count = 7;
    KamConcentration s = { .n = 7 };

    g_assert_cmpint(kam_concentration_summary(negative, 2, sorted, &s), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_concentration_summary(negative, 0, sorted, &s), ==, KAM_CALC_EMPTY);
    g_assert_cmpuint(s.n, ==, 7);
    g_assert_cmpfloat(sorted[0], ==, 7);
    g_assert_cmpint(kam_concentration_merger(-0.1, 0.2, &change), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_concentration_merger(0.2, 1.1, &change), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_concentration_merger(0.6, 0.6, &change), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_concentration_merger(NAN, 0.6, &change), ==, KAM_CALC_DOMAIN);
    g_assert_cmpfloat(change, ==, 7);
    g_assert_cmpint(kam_concentration_merger(0.7, 0.3, &change), ==, KAM_CALC_OK);
    g_assert_cmpint(kam_concentration_count_for(good, 2, 1.01, &count), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_concentration_count_for(good, 2, NAN, &count), ==, KAM_CALC_DOMAIN);
    g_assert_cmpuint(count, ==, 7);
}

#define ADD(name) g_test_add_func("/concentration/" #name, test_##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(published__hhi_of_the_merger_guidelines);
    ADD(published__merger_of_5_and_10_adds_100_points);
    ADD(published__gini_and_lorenz_of_ineq);
    ADD(summary__sizes);
    ADD(summary__median_of_an_even_number);
    ADD(summary__may_sort_in_place);
    ADD(sweep__agrees_with_the_definitions);
    ADD(property__scale_changes_nothing);
    ADD(property__order_changes_nothing);
    ADD(property__copies_divide_hhi_and_leave_gini);
    ADD(property__giving_to_a_poorer_one_lowers_every_index);
    ADD(property__merging_two_adds_what_merger_says);
    ADD(limit__equal_holders);
    ADD(limit__one_holds_everything);
    ADD(limit__extreme_amounts_neither_overflow_nor_vanish);
    ADD(limit__nearly_equal_amounts_do_not_cancel);
    ADD(status__every_function_refuses_the_same);
    ADD(status__ordered_functions_refuse_disorder);
    ADD(status__summary_and_merger_and_count);
    return g_test_run();
}
