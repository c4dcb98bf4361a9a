/* The whale curve: hand-made examples, naive recomputation, properties, every status. */
#include <float.h>
#include <math.h>

#include <glib.h>
#include <kamen/rank.h>
#include <kamen/whale.h>

#include "data.h"

#define U 0x1p-53

static KamWhale
whale_of(const double profit[], size_t n)
{
    g_autofree double *sorted = g_new(double, n);
    KamWhale whale;

    g_assert_cmpint(kam_whale_summary(profit, n, sorted, &whale), ==, KAM_CALC_OK);
    return whale;
}

/* 60 + 50 + 10 = 120 at the peak, of which -20 and -0.5 take 20.5; the best of five brings 60 of 99.5. */
static void
test_summary__five_accounts(void)
{
    const double profit[] = { 10, -20, 60, -0.5, 50 };
    KamWhale whale = whale_of(profit, 5);

    g_assert_cmpuint(whale.n, ==, 5);
    g_assert_cmpuint(whale.n_positive, ==, 3);
    g_assert_cmpuint(whale.n_zero, ==, 0);
    g_assert_cmpuint(whale.n_negative, ==, 2);
    g_assert_cmpfloat(whale.peak, ==, 120);
    g_assert_cmpfloat(whale.eroded, ==, 20.5);
    g_assert_cmpfloat(whale.total, ==, 99.5);
    g_assert_cmpint(whale.peak_multiple.status, ==, KAM_CALC_OK);
    assert_near(whale.peak_multiple.value, 120 / 99.5, 4 * U);
    assert_near(whale.top_20_percent.value, 60 / 99.5, 4 * U);
    g_assert_cmpfloat(whale.largest, ==, 60);
    g_assert_cmpfloat(whale.smallest, ==, -20);
}

static void
test_summary__a_loss_in_total_has_no_multiple(void)
{
    const double profit[] = { 5.5, -9.25 };
    KamWhale whale = whale_of(profit, 2);

    g_assert_cmpint(whale.peak_multiple.status, ==, KAM_CALC_EMPTY);
    g_assert_cmpint(whale.top_20_percent.status, ==, KAM_CALC_EMPTY);
    g_assert_cmpfloat(whale.peak, ==, 5.5);
    g_assert_cmpfloat(whale.total, ==, -3.75);
}

static void
test_summary__without_profit_the_peak_is_at_the_start(void)
{
    const double losses[] = { -2.5, -1.25 }, zeros[] = { 0, 0 };
    KamWhale whale = whale_of(losses, 2);

    g_assert_cmpfloat(whale.peak, ==, 0);
    g_assert_cmpuint(whale.n_positive, ==, 0);
    g_assert_cmpfloat(whale.eroded, ==, 3.75);
    whale = whale_of(zeros, 2);
    g_assert_cmpuint(whale.n_zero, ==, 2);
    g_assert_cmpfloat(whale.peak, ==, 0);
    g_assert_cmpint(whale.peak_multiple.status, ==, KAM_CALC_EMPTY);
}

static void
test_curve__rises_to_the_peak_and_ends_at_the_total(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(77);

    for (int round = 0; round < 100; round++) {
        size_t n = (size_t)g_rand_int_range(rand, 1, 60);
        double sorted[60], profit[60], highest = 0;
        KamWhale whale;

        for (size_t i = 0; i < n; i++)
            profit[i] = g_rand_int_range(rand, -4000, 9000) / 100.0;
        g_assert_cmpint(kam_whale_summary(profit, n, sorted, &whale), ==, KAM_CALC_OK);
        g_assert_cmpint(kam_whale_curve(sorted, n, sorted), ==, KAM_CALC_OK);
        for (size_t k = 0; k < n; k++) {
            highest = fmax(highest, sorted[k]);
            if (k > 0 && k < whale.n_positive)
                g_assert_cmpfloat(sorted[k], >=, sorted[k - 1]);
            if (k > whale.n_positive)
                g_assert_cmpfloat(sorted[k], <=, sorted[k - 1]);
        }
        assert_near(highest, whale.peak, 4 * U * (1 + whale.peak));
        assert_near(sorted[n - 1], whale.total, 4 * U * (1 + whale.peak + whale.eroded));
        assert_near(whale.peak - whale.eroded, whale.total, 4 * U * (1 + whale.peak + whale.eroded));
    }
}

static void
test_property__scale_and_sign(void)
{
    const double profit[] = { 12.5, -3.125, 7.75, -0.5, 4.25 };
    double scaled[5], turned[5];
    KamWhale one = whale_of(profit, 5), big, other;

    for (int i = 0; i < 5; i++) {
        scaled[i] = profit[i] * 0x1p600;
        turned[i] = -profit[i];
    }
    big = whale_of(scaled, 5);
    other = whale_of(turned, 5);
    g_assert_cmpfloat(big.peak_multiple.value, ==, one.peak_multiple.value);
    g_assert_cmpfloat(big.peak, ==, one.peak * 0x1p600);
    g_assert_cmpfloat(other.peak, ==, one.eroded);
    g_assert_cmpfloat(other.eroded, ==, one.peak);
    g_assert_cmpfloat(other.total, ==, -one.total);
}

static void
test_limit__huge_profits_keep_their_ratio(void)
{
    const double profit[] = { DBL_MAX, DBL_MAX, -DBL_MAX };
    KamWhale whale = whale_of(profit, 3);

    assert_near(whale.peak_multiple.value, 2, 4 * U);
    g_assert_true(isinf(whale.peak));
    g_assert_cmpfloat(whale.total, ==, DBL_MAX);
}

static void
test_status__nothing_is_touched(void)
{
    const double bad[] = { 1.5, NAN }, rising[] = { 1.5, 2.5 };
    double sorted[2] = { 7, 7 };
    KamWhale whale = { .n = 7 };

    g_assert_cmpint(kam_whale_summary(bad, 0, sorted, &whale), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_whale_summary(bad, 2, sorted, &whale), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_whale_curve(bad, 0, sorted), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_whale_curve(bad, 2, sorted), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_whale_curve(rising, 2, sorted), ==, KAM_CALC_DOMAIN);
    g_assert_cmpuint(whale.n, ==, 7);
    g_assert_cmpfloat(sorted[0], ==, 7);
}

#define ADD(name) g_test_add_func("/whale/" #name, test_##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(summary__five_accounts);
    ADD(summary__a_loss_in_total_has_no_multiple);
    ADD(summary__without_profit_the_peak_is_at_the_start);
    ADD(curve__rises_to_the_peak_and_ends_at_the_total);
    ADD(property__scale_and_sign);
    ADD(limit__huge_profits_keep_their_ratio);
    ADD(status__nothing_is_touched);
    return g_test_run();
}
