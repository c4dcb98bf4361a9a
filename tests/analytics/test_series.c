/* Steps that make a series ready for a forecast: by hand, properties, exceptions of the outlier rule, every status. */
#include <math.h>

#include <glib.h>
#include <gsl/gsl_randist.h>
#include <kamen/series.h>

#include "data.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(gsl_rng, gsl_rng_free)

#define MONTHS 12

static gsl_rng *
random_of(unsigned long seed)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

    gsl_rng_set(rng, seed);
    return rng;
}

/* -4 takes 3 of the month before and 1 of the one before that; -2 at the start has nothing to take from. */
static void
test_returns__come_off_the_sales_before_them(void)
{
    const double y[] = { -2, 10, 3, -4, 5, NAN, -5, 7 };
    const double expected[] = { 0, 9, 0, 0, 0, NAN, 0, 7 };
    double net[8], left;

    g_assert_cmpint(kam_series_net_returns(y, 8, net, &left), ==, KAM_CALC_OK);
    for (int t = 0; t < 8; t++)
        g_assert_true(net[t] == expected[t] || (isnan(net[t]) && isnan(expected[t])));
    g_assert_cmpfloat(left, ==, 2);
}

static void
test_returns__keep_the_sum(void)
{
    g_autoptr(gsl_rng) rng = random_of(1);

    for (int round = 0; round < 50; round++) {
        double y[30], left, before = 0, after = 0;

        for (int t = 0; t < 30; t++)
            before += y[t] = gsl_ran_gaussian(rng, 50) + 20;
        g_assert_cmpint(kam_series_net_returns(y, 30, y, &left), ==, KAM_CALC_OK);
        for (int t = 0; t < 30; t++) {
            after += y[t];
            g_assert_cmpfloat(y[t], >=, 0);
        }
        assert_near(after, before + left, 1e-11);
    }
}

static void
test_regular__marks_and_orders_are_taken_out(void)
{
    const double y[] = { 10, 0, 50, 30, NAN, -5 }, one_off[] = { 0, 0, 45, 99, 0, 0 };
    const uint8_t marks[] = { 0, KAM_SERIES_CLOSED, 0, 0, 0, 0 };
    double regular[6];

    g_assert_cmpint(kam_series_regular(y, one_off, marks, 6, regular), ==, KAM_CALC_OK);
    g_assert_cmpfloat(regular[0], ==, 10);
    g_assert_true(isnan(regular[1]));
    g_assert_cmpfloat(regular[2], ==, 5);
    g_assert_cmpfloat(regular[3], ==, 0);
    g_assert_true(isnan(regular[4]));
    g_assert_cmpfloat(regular[5], ==, -5);
    g_assert_cmpint(kam_series_regular(y, NULL, NULL, 6, regular), ==, KAM_CALC_OK);
    g_assert_cmpfloat(regular[2], ==, 50);
}

static void
test_close__closed_months_have_no_forecast(void)
{
    const uint8_t marks[] = { 0, KAM_SERIES_CLOSED, KAM_SERIES_EVENT };
    double point[] = { 1, 2, 3 }, upper[] = { 4, 5, 6 };

    kam_series_close(marks, 3, point, NULL, upper);
    kam_series_close(NULL, 3, point, NULL, upper);
    g_assert_cmpfloat(point[0] + point[1] + point[2], ==, 4);
    g_assert_cmpfloat(upper[1], ==, 0);
    g_assert_cmpfloat(upper[2], ==, 6);
}

static void
test_complete__three_quarters_of_a_month(void)
{
    const double y[] = { 100, 110, 75 };
    double completed[3], error;
    size_t n;

    g_assert_cmpint(kam_series_complete(y, 3, 0.75, 0.9, 20, completed, &n, &error), ==, KAM_CALC_OK);
    g_assert_cmpuint(n, ==, 3);
    assert_near(completed[2], 100, 1e-13);
    assert_near(error, 100 * 0.9 * sqrt(0.25 / 0.75 / 20), 1e-12);
    g_assert_cmpint(kam_series_complete(y, 3, 0.3, 0.9, 20, completed, &n, NULL), ==, KAM_CALC_OK);
    g_assert_cmpuint(n, ==, 2);
    g_assert_true(isnan(completed[2]));
}

/* 20 days of independent gamma sales, variation 0.8, of which 14 are known: the error told is the error made. */
static void
test_complete__truth(void)
{
    g_autoptr(gsl_rng) rng = random_of(2);
    double squares = 0, told = 0;

    for (int round = 0; round < 3000; round++) {
        double known = 0, rest = 0, completed, error;
        size_t n;

        for (int day = 0; day < 20; day++)
            *(day < 14 ? &known : &rest) += gsl_ran_gamma(rng, 1 / 0.64, 0.64);
        g_assert_cmpint(kam_series_complete(&known, 1, 0.7, 0.8, 20, &completed, &n, &error), ==, KAM_CALC_OK);
        squares += pow(completed - known - rest, 2);
        told += error * error;
    }
    assert_near(sqrt(told / squares), 1, 0.06);
}

static void
test_even_days__there_and_back(void)
{
    const double y[] = { 100, 110, NAN }, days[] = { 20, 22, 21 };
    double even[3], back[3];

    g_assert_cmpint(kam_series_even_days(y, days, 3, 1, 20, even), ==, KAM_CALC_OK);
    assert_near(even[0], 100, 1e-13);
    assert_near(even[1], 100, 1e-13);
    g_assert_true(isnan(even[2]));
    g_assert_cmpint(kam_series_even_days(even, days, 3, -1, 20, back), ==, KAM_CALC_OK);
    assert_near(back[1], 110, 1e-13);
}

/* Level 100 with noise of 8. */
static void
draw(gsl_rng *rng, double y[], size_t n)
{
    for (size_t t = 0; t < n; t++)
        y[t] = 100 + gsl_ran_gaussian(rng, 8);
}

static size_t
outliers_of(const double y[], size_t n, size_t season, uint8_t flags[], double cleaned[])
{
    double work[200];
    size_t count;

    g_assert_cmpint(kam_series_outliers(y, n, season, NULL, KAM_SERIES_OUTLIER_LIMIT, work, flags, cleaned, &count), ==,
                    KAM_CALC_OK);
    return count;
}

static void
test_outliers__a_single_large_order(void)
{
    g_autoptr(gsl_rng) rng = random_of(3);
    double y[48], cleaned[48];
    uint8_t flags[48];

    draw(rng, y, 48);
    y[20] += 150;
    g_assert_cmpuint(outliers_of(y, 48, MONTHS, flags, cleaned), ==, 1);
    g_assert_cmpuint(flags[20], ==, 1);
    assert_near(cleaned[20], 100, 16);
    g_assert_cmpfloat(cleaned[19], ==, y[19]);
}

static void
test_outliers__a_new_level_is_none(void)
{
    g_autoptr(gsl_rng) rng = random_of(4);
    double y[48];
    uint8_t flags[48];

    draw(rng, y, 48);
    for (int t = 24; t < 48; t++)
        y[t] += 150;
    g_assert_cmpuint(outliers_of(y, 48, MONTHS, flags, NULL), ==, 0);
    g_assert_cmpuint(outliers_of(y, 26, MONTHS, flags, NULL), ==, 0);
    g_assert_cmpuint(outliers_of(y, 25, MONTHS, flags, NULL), ==, 0);
}

static void
test_outliers__a_seasonal_peak_is_none(void)
{
    g_autoptr(gsl_rng) rng = random_of(5);
    double y[48];
    uint8_t flags[48];

    draw(rng, y, 48);
    for (int t = 11; t < 48; t += 12)
        y[t] += 150;
    g_assert_cmpuint(outliers_of(y, 48, MONTHS, flags, NULL), ==, 0);
    g_assert_cmpuint(outliers_of(y, 48, 0, flags, NULL), ==, 3);
}

/* With factors, the one December without its peak stands out instead. */
static void
test_outliers__against_factors(void)
{
    g_autoptr(gsl_rng) rng = random_of(6);
    double y[48], factor[MONTHS], work[96];
    uint8_t flags[48];
    size_t count;

    for (int j = 0; j < MONTHS; j++)
        factor[j] = j == 11 ? 2.5 : 9.5 / 11;
    draw(rng, y, 48);
    for (int t = 0; t < 48; t++)
        y[t] *= factor[t % 12];
    y[23] = 95;
    g_assert_cmpint(kam_series_outliers(y, 48, 12, factor, KAM_SERIES_OUTLIER_LIMIT, work, flags, y, &count), ==,
                    KAM_CALC_OK);
    g_assert_cmpuint(count, ==, 1);
    g_assert_cmpuint(flags[23], ==, 1);
    assert_near(y[23], 250, 40);
}

/* Of 200 series of 48 months of noise alone, about how many values are called outliers. */
static void
test_outliers__seldom_in_noise(void)
{
    g_autoptr(gsl_rng) rng = random_of(7);
    size_t false_alarms = 0;

    for (int round = 0; round < 200; round++) {
        double y[48];
        uint8_t flags[48];

        draw(rng, y, 48);
        false_alarms += outliers_of(y, 48, MONTHS, flags, NULL);
    }
    g_test_message("false outliers: %zu of 9600", false_alarms);
    g_assert_cmpuint(false_alarms, <, 20);
}

static void
test_outliers__equal_values_have_none(void)
{
    const double y[] = { 5, 5, 5, 5, 5, 5, 5, 5, 5, 5 };
    uint8_t flags[10];

    g_assert_cmpuint(outliers_of(y, 10, 0, flags, NULL), ==, 0);
}

static void
test_status__steps(void)
{
    const double y[] = { 1, INFINITY }, negative[] = { -1, 0 }, fine[] = { 1, 2 }, zero_days[] = { 20, 0 };
    const uint8_t closed[] = { KAM_SERIES_CLOSED, KAM_SERIES_EVENT };
    double out[2] = { -5, -5 }, left = -5;
    size_t n = 77;

    g_assert_cmpint(kam_series_net_returns(y, 0, out, &left), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_series_net_returns(y, 2, out, &left), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_series_regular(y, NULL, NULL, 0, out), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_series_regular(y, NULL, NULL, 2, out), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_series_regular(fine, negative, NULL, 2, out), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_series_regular(fine, NULL, closed, 2, out), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(kam_series_complete(fine, 0, 0.5, 1, 20, out, &n, NULL), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_series_complete(fine, 2, 0, 1, 20, out, &n, NULL), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_series_complete(fine, 2, 0.5, -1, 20, out, &n, NULL), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_series_complete(fine, 2, 0.5, 1, 0, out, &n, NULL), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_series_complete(y, 2, 0.5, 1, 20, out, &n, NULL), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_series_even_days(fine, fine, 0, 1, 20, out), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_series_even_days(fine, zero_days, 2, 1, 20, out), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_series_even_days(fine, fine, 2, NAN, 20, out), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_series_even_days(fine, fine, 2, 1, 0, out), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_series_even_days(y, fine, 2, 1, 20, out), ==, KAM_CALC_DOMAIN);
    g_assert_cmpfloat(out[0] + out[1] + left, ==, -15);
    g_assert_cmpuint(n, ==, 77);
}

static void
test_status__outliers(void)
{
    const double lumpy[] = { 0, 0, 9, 0, 0, 0, 4, 0, 0, 0 }, infinite[] = { 1, INFINITY, 1, 1, 1, 1, 1, 1, 1, 1 };
    const double fine[] = { 1, 2, 1, 2, 1, 2, 1, 2, 1, 2 }, factor[] = { 1, 0 };
    double work[20];
    uint8_t flags[10];
    size_t count = 77;

    g_assert_cmpint(kam_series_outliers(lumpy, 10, 0, NULL, 5, work, flags, NULL, &count), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(kam_series_outliers(fine, 7, 0, NULL, 5, work, flags, NULL, &count), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(kam_series_outliers(infinite, 10, 0, NULL, 5, work, flags, NULL, &count), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_series_outliers(fine, 10, 0, NULL, 0, work, flags, NULL, &count), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_series_outliers(fine, 10, 2, factor, 5, work, flags, NULL, &count), ==, KAM_CALC_DOMAIN);
    g_assert_cmpuint(count, ==, 77);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/series/returns/by-hand", test_returns__come_off_the_sales_before_them);
    g_test_add_func("/series/returns/sum", test_returns__keep_the_sum);
    g_test_add_func("/series/regular", test_regular__marks_and_orders_are_taken_out);
    g_test_add_func("/series/close", test_close__closed_months_have_no_forecast);
    g_test_add_func("/series/complete/by-hand", test_complete__three_quarters_of_a_month);
    g_test_add_func("/series/complete/truth", test_complete__truth);
    g_test_add_func("/series/even-days", test_even_days__there_and_back);
    g_test_add_func("/series/outliers/single", test_outliers__a_single_large_order);
    g_test_add_func("/series/outliers/level", test_outliers__a_new_level_is_none);
    g_test_add_func("/series/outliers/peak", test_outliers__a_seasonal_peak_is_none);
    g_test_add_func("/series/outliers/factors", test_outliers__against_factors);
    g_test_add_func("/series/outliers/noise", test_outliers__seldom_in_noise);
    g_test_add_func("/series/outliers/equal", test_outliers__equal_values_have_none);
    g_test_add_func("/series/status/steps", test_status__steps);
    g_test_add_func("/series/status/outliers", test_status__outliers);
    return g_test_run();
}
