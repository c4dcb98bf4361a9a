/* The Gamma-Gamma model and the constant-margin multiple: published figures, properties, every status. */
#include <math.h>

#include <glib.h>
#include <kamen/spend.h>

#include "data.h"

#define U 0x1p-53

/* Means of 1, 2, ... purchases, of customers who differ. */
static void
fill_spenders(double x[], double mean[], size_t n, double unit)
{
    for (size_t i = 0; i < n; i++) {
        x[i] = (double)(i % 5);
        mean[i] = unit * (12.5 + (double)(i * 37 % 101) / 2 + (double)(i * i % 17));
    }
}

static void
test_expected__lies_between_all_and_the_customer(void)
{
    const KamSpendParameters published = { 6.25, 3.74, 15.44 }, exact = { 6.2495709, 3.74422508, 15.44352682 };
    double value;

    g_assert_cmpint(kam_spend_expected(&published, 0, 0, &value), ==, KAM_CALC_OK);
    assert_near(value, 6.25 * 15.44 / 2.74, 8 * U * value); /* the mean of all, p v / (q - 1) */
    g_assert_cmpint(kam_spend_expected(&published, 2, 22.35, &value), ==, KAM_CALC_OK);
    assert_near(value, 6.25 * (15.44 + 2 * 22.35) / (2 * 6.25 + 2.74), 8 * U * value);
    g_assert_cmpint(kam_spend_expected(&exact, 2, 22.345, &value), ==, KAM_CALC_OK);
    assert_near(value, 24.653919, 6e-7); /* customer 1 of CDNOW, recomputed in reference_values.md */
    g_assert_cmpint(kam_spend_expected(&published, 1e9, 22.35, &value), ==, KAM_CALC_OK);
    assert_near(value, 22.35, 1e-7); /* who has bought without end is known */
}

/* Gupta and Lehmann's table, worked_examples.md, section 12. */
static void
test_multiple__published(void)
{
    const double retention[] = { 0.9, 0.8, 0.9, 0.7 }, discount[] = { 0.1, 0.1, 0.12, 0.1 };
    const double want[] = { 4.5, 2.666667, 4.090909, 1.75 };
    double value;

    for (int i = 0; i < 4; i++) {
        g_assert_cmpint(kam_spend_multiple(retention[i], discount[i], &value), ==, KAM_CALC_OK);
        assert_near(value, want[i], 5e-7);
    }
}

static void
test_fit__leaves_out_who_cannot_be_used(void)
{
    double x[300], mean[300];
    KamSpendFit all, some;
    size_t kept = 0;

    fill_spenders(x, mean, 300, 1);
    mean[7] = -3.5;
    mean[13] = 0;
    g_assert_cmpint(kam_spend_fit(x, mean, 300, &all), ==, KAM_CALC_OK);
    g_assert_cmpuint(all.n_customers, ==, 238); /* 60 have no repeat purchase, two no value */
    for (size_t i = 0; i < 300; i++)
        if (x[i] > 0 && mean[i] > 0) {
            x[kept] = x[i];
            mean[kept++] = mean[i];
        }
    g_assert_cmpint(kam_spend_fit(x, mean, kept, &some), ==, KAM_CALC_OK);
    g_assert_cmpfloat(some.log_likelihood, ==, all.log_likelihood);
    g_assert_cmpfloat(some.parameters.p, ==, all.parameters.p);
}

/* Another currency changes v alone, and the log-likelihood by the logarithm of each mean. */
static void
test_property__currency(void)
{
    double x[300], mean[300];
    KamSpendFit one, two;

    fill_spenders(x, mean, 300, 1);
    g_assert_cmpint(kam_spend_fit(x, mean, 300, &one), ==, KAM_CALC_OK);
    fill_spenders(x, mean, 300, 117.2);
    g_assert_cmpint(kam_spend_fit(x, mean, 300, &two), ==, KAM_CALC_OK);
    g_assert_cmpint(one.shape, ==, two.shape);
    assert_near(two.log_likelihood, one.log_likelihood - 240 * log(117.2), 1e-6);
    if (one.shape == KAM_CLV_SHARP) {
        assert_near(two.parameters.p, one.parameters.p, 1e-5 * one.parameters.p);
        assert_near(two.parameters.v, 117.2 * one.parameters.v, 1e-4 * two.parameters.v);
    }
}

/* Everybody spends the same: no maximum, an end all the same, and the right mean. */
static void
test_limit__all_spend_the_same(void)
{
    double x[40], mean[40], value;
    KamSpendFit fit;

    for (int i = 0; i < 40; i++) {
        x[i] = 1 + i % 4;
        mean[i] = 25.5;
    }
    g_assert_cmpint(kam_spend_fit(x, mean, 40, &fit), ==, KAM_CALC_OK);
    g_assert_cmpint(fit.shape, ==, KAM_CLV_LIMIT);
    g_assert_cmpint(kam_spend_expected(&fit.parameters, 0, 0, &value), ==, KAM_CALC_OK);
    assert_near(value, 25.5, 0.01);
}

static void
test_status__nothing_is_touched(void)
{
    const double x[] = { 1, 2, 3 }, mean[] = { 5.5, -1, 7.5 }, bad[] = { 5.5, NAN, 7.5 }, negative[] = { 1, -2, 3 };
    const KamSpendParameters heavy = { 0.5, 0.25, 3 }, wrong = { 0, 1, 2 }, good = { 6.25, 3.74, 15.44 };
    KamSpendFit fit = { .n_customers = 7 };
    double value = 7;

    g_assert_cmpint(kam_spend_fit(x, mean, 3, &fit), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(kam_spend_fit(x, bad, 3, &fit), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_spend_fit(negative, mean, 3, &fit), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_spend_expected(&heavy, 1, 5, &value), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(kam_spend_expected(&wrong, 1, 5, &value), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_spend_expected(&good, 1, -5, &value), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_spend_expected(&good, -1, 5, &value), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_spend_multiple(1, 0, &value), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_spend_multiple(1.5, 2, &value), ==, KAM_CALC_DOMAIN);
    g_assert_cmpuint(fit.n_customers, ==, 7);
    g_assert_cmpfloat(value, ==, 7);
}

#define ADD(name) g_test_add_func("/spend/" #name, test_##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(expected__lies_between_all_and_the_customer);
    ADD(multiple__published);
    ADD(fit__leaves_out_who_cannot_be_used);
    ADD(property__currency);
    ADD(limit__all_spend_the_same);
    ADD(status__nothing_is_touched);
    return g_test_run();
}
