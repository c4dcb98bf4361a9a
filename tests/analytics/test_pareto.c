/* Ranks against shares: exact boundaries, curves and ABC classes of kamen/concentration.h. */
#include <float.h>
#include <math.h>

#include <glib.h>
#include <kamen/concentration.h>
#include <kamen/rank.h>

#include "data.h"

#define U 0x1p-53

/* The vector of the help page of Lc() in the R package ineq. */
static const double ineq[] = { 541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261 };

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

static size_t
count_for(const double descending[], size_t n, double share)
{
    size_t count = 12345;

    g_assert_cmpint(kam_concentration_count_for(descending, n, share, &count), ==, KAM_CALC_OK);
    return count;
}

static void
test_sweep__counts_agree_with_exact_integers(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(815);

    for (int round = 0; round < 3000; round++) {
        size_t n = (size_t)g_rand_int_range(rand, 1, 14);
        double cents[14];
        gint64 total = 0, sum = 0;
        gint64 percent = g_rand_int_range(rand, 0, 101);
        size_t expected = 0;

        for (size_t i = 0; i < n; i++)
            cents[i] = g_rand_int_range(rand, 1, 20) * 10;
        kam_rank_descending(cents, n, cents);
        for (size_t i = 0; i < n; i++)
            total += (gint64)cents[i];
        while (sum * 100 < percent * total)
            sum += (gint64)cents[expected++];
        for (size_t i = 0; i < n; i++)
            cents[i] /= 100; /* decimals that binary cannot hold */
        g_assert_cmpuint(count_for(cents, n, (double)percent / 100), ==, expected);
    }
}

static void
test_count_for__an_exact_boundary_is_reached(void)
{
    const double whole[] = { 30, 30, 20, 20 };
    const double tenths[] = { 0.3, 0.3, 0.2, 0.2 };
    const double thirds[] = { 0.1, 0.1, 0.1 };

    g_assert_cmpuint(count_for(whole, 4, 0.8), ==, 3);
    g_assert_cmpuint(count_for(tenths, 4, 0.8), ==, 3);
    g_assert_cmpuint(count_for(tenths, 4, 0.6), ==, 2);
    g_assert_cmpuint(count_for(thirds, 3, 2.0 / 3), ==, 2);
    g_assert_cmpuint(count_for(tenths, 4, 0.8000001), ==, 4);
}

static void
test_count_for__ends_of_the_scale(void)
{
    const double a[] = { 1e15, 0.01, 0.01, 0, 0 };

    g_assert_cmpuint(count_for(a, 5, 0), ==, 0);
    g_assert_cmpuint(count_for(a, 5, 1), ==, 3);
    g_assert_cmpuint(count_for(a, 5, DBL_MIN), ==, 1);
}

static void
test_fraction_count__rounds_up_but_not_rounding_errors(void)
{
    for (size_t percent = 0; percent <= 100; percent++)
        for (size_t n = 0; n <= 1000; n++)
            g_assert_cmpuint(kam_concentration_fraction_count(n, (double)percent / 100), ==, (n * percent + 99) / 100);
    g_assert_cmpuint(kam_concentration_fraction_count(10, -0.5), ==, 0);
    g_assert_cmpuint(kam_concentration_fraction_count(10, 1.5), ==, 10);
    g_assert_cmpuint(kam_concentration_fraction_count(10, NAN), ==, 0);
}

static void
test_top__more_than_all_is_all(void)
{
    const double a[] = { 5.5, 3.25, 1.25 };
    double share;

    g_assert_cmpint(kam_concentration_top(a, 3, 2, &share), ==, KAM_CALC_OK);
    g_assert_cmpfloat(share, ==, 0.875);
    g_assert_cmpint(kam_concentration_top(a, 3, 20, &share), ==, KAM_CALC_OK);
    g_assert_cmpfloat(share, ==, 1);
    g_assert_cmpint(kam_concentration_top(a, 3, 0, &share), ==, KAM_CALC_OK);
    g_assert_cmpfloat(share, ==, 0);
}

static void
test_curve__complements_lorenz(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(99);
    double a[120], lorenz[120];

    fill_random(rand, a, 120);
    kam_rank_descending(a, 120, a);
    g_assert_cmpint(kam_concentration_lorenz(a, 120, lorenz), ==, KAM_CALC_OK);
    g_assert_cmpint(kam_concentration_curve(a, 120, a), ==, KAM_CALC_OK);
    for (int k = 1; k < 120; k++) {
        assert_near(a[k - 1], 1 - lorenz[119 - k], 4 * U);
        g_assert_cmpfloat(a[k], >=, a[k - 1]);
    }
    g_assert_cmpfloat(a[119], ==, 1);
}

/* Twice the area between the diagonal and the Lorenz curve, by trapezes, is the Gini coefficient. */
static void
test_lorenz__area_is_gini(void)
{
    double sorted[10], lorenz[10], area = 0, before = 0, gini;

    kam_rank_descending(ineq, 10, sorted);
    g_assert_cmpint(kam_concentration_lorenz(sorted, 10, lorenz), ==, KAM_CALC_OK);
    for (int k = 0; k < 10; k++) {
        area += (before + lorenz[k]) / 20;
        before = lorenz[k];
    }
    g_assert_cmpint(kam_concentration_gini(sorted, 10, &gini), ==, KAM_CALC_OK);
    assert_near(gini, 1 - 2 * area, 16 * U);
}

static void
classes_of(const double a[], size_t n, uint8_t class_of[])
{
    const double cuts[] = { KAM_CONCENTRATION_CUT_A, KAM_CONCENTRATION_CUT_B };
    g_autofree uint32_t *order = g_new(uint32_t, n);
    g_autofree uint32_t *work = g_new(uint32_t, n);

    for (uint32_t i = 0; i < n; i++)
        order[i] = i;
    g_assert_cmpint(kam_rank_order(a, order, n, work), ==, KAM_CALC_OK);
    g_assert_cmpint(kam_concentration_abc(a, order, n, cuts, 2, class_of), ==, KAM_CALC_OK);
}

static void
test_abc__the_one_that_crosses_the_cut_belongs_to_it(void)
{
    const double a[] = { 5, 50, 4, 40, 0, 1 };
    /* Shares before each: 50: 0, 40: 0.5, 5: 0.9, 4: 0.95, which is the second cut reached. */
    const uint8_t expected[] = { 1, 0, 2, 0, 2, 2 };
    uint8_t got[6];

    classes_of(a, 6, got);
    g_assert_cmpmem(got, 6, expected, 6);
}

static void
test_abc__a_single_holder_is_a(void)
{
    const double a[] = { 17.5 };
    uint8_t got[1] = { 9 };

    classes_of(a, 1, got);
    g_assert_cmpuint(got[0], ==, 0);
}

static void
test_abc__sizes_are_the_counts(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(31);

    for (int round = 0; round < 200; round++) {
        size_t n = (size_t)g_rand_int_range(rand, 1, 90);
        double a[90];
        uint8_t got[90];
        size_t size[3] = { 0 };
        KamConcentration s;

        fill_random(rand, a, n);
        classes_of(a, n, got);
        s = summary_of(a, n);
        for (size_t i = 0; i < n; i++)
            size[got[i]]++;
        g_assert_cmpuint(size[0], ==, s.count_for_80);
        g_assert_cmpuint(size[0], ==, s.n_a);
        g_assert_cmpuint(size[1], ==, s.n_b);
        g_assert_cmpuint(size[2], ==, s.n_c);
    }
}

static void
test_abc__refuses_cuts_and_orders(void)
{
    const double a[] = { 3.5, 1.5 };
    const uint32_t order[] = { 0, 1 }, wrong[] = { 1, 0 }, outside[] = { 0, 2 };
    const double good[] = { 0.5 }, falling[] = { 0.9, 0.8 }, one[] = { 1 }, zero[] = { 0 }, none[] = { NAN };
    const double negative[] = { 3.5, -1.5 };
    uint8_t got[2] = { 7, 7 };

    g_assert_cmpint(kam_concentration_abc(a, wrong, 2, good, 1, got), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_concentration_abc(a, outside, 2, good, 1, got), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_concentration_abc(a, order, 2, falling, 2, got), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_concentration_abc(a, order, 2, one, 1, got), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_concentration_abc(a, order, 2, zero, 1, got), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_concentration_abc(a, order, 2, none, 1, got), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_concentration_abc(a, order, 2, good, 0, got), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_concentration_abc(a, order, 2, good, 256, got), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_concentration_abc(negative, order, 2, good, 1, got), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_concentration_abc(a, order, 0, good, 1, got), ==, KAM_CALC_EMPTY);
    g_assert_cmpuint(got[0], ==, 7);
}

#define ADD(name) g_test_add_func("/pareto/" #name, test_##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(sweep__counts_agree_with_exact_integers);
    ADD(count_for__an_exact_boundary_is_reached);
    ADD(count_for__ends_of_the_scale);
    ADD(fraction_count__rounds_up_but_not_rounding_errors);
    ADD(top__more_than_all_is_all);
    ADD(curve__complements_lorenz);
    ADD(lorenz__area_is_gini);
    ADD(abc__the_one_that_crosses_the_cut_belongs_to_it);
    ADD(abc__a_single_holder_is_a);
    ADD(abc__sizes_are_the_counts);
    ADD(abc__refuses_cuts_and_orders);
    return g_test_run();
}
