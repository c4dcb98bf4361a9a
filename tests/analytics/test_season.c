/* Seasonal factors: known seasons, properties, simulation with known truth, every status. */
#include <math.h>

#include <glib.h>
#include <gsl/gsl_randist.h>
#include <kamen/season.h>

#include "data.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(gsl_rng, gsl_rng_free)

#define MONTHS 12
#define LONGEST 120

/* Mean 1. */
static const double truth[MONTHS] = { 0.7, 0.75, 0.95, 1.05, 1.1, 1.15, 0.9, 0.65, 1.1, 1.2, 1.25, 1.2 };

static gsl_rng *
random_of(unsigned long seed)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

    gsl_rng_set(rng, seed);
    return rng;
}

static KamSeason
season_of(const double y[], size_t n, size_t season)
{
    double work[LONGEST];
    KamSeason result;

    g_assert_cmpint(kam_season_estimate(y, n, season, work, &result), ==, KAM_CALC_OK);
    return result;
}

/* Level 100 times the factors from a part of the calendar on, with noise of a standard deviation relative to them. */
static void
draw(gsl_rng *rng, const double factor[], size_t phase, double noise, double growth, double y[], size_t n)
{
    for (size_t t = 0; t < n; t++)
        y[t] = 100 * exp(growth * (double)t) * factor[(t + phase) % MONTHS] *
               exp(noise > 0 ? gsl_ran_gaussian(rng, noise) : 0);
}

static void
test_estimate__without_noise_the_factors_themselves(void)
{
    double y[40];
    KamSeason season;

    draw(NULL, truth, 0, 0, 0, y, 40);
    season = season_of(y, 40, MONTHS);
    for (int j = 0; j < MONTHS; j++) {
        assert_near(season.factor[j], truth[j], 1e-13);
        assert_near(season.shrunk[j], truth[j], 1e-12);
    }
    g_assert_true(season.is_seasonal);
    g_assert_cmpuint(season.n_ratios, ==, 28);
    g_assert_cmpfloat(season.autocorrelation, >, season.autocorrelation_limit);
}

/* An odd season of five, by hand: level 10, factors 0.5 1 1.5 1 1. */
static void
test_estimate__odd_season(void)
{
    const double factor[] = { 0.5, 1, 1.5, 1, 1 };
    double y[15];
    KamSeason season;

    for (int t = 0; t < 15; t++)
        y[t] = 10 * factor[t % 5];
    season = season_of(y, 15, 5);
    for (int j = 0; j < 5; j++)
        assert_near(season.factor[j], factor[j], 1e-14);
}

/* A growth of 3 % a month hides the season from the autocorrelation, not from the ratios. */
static void
test_estimate__trend_does_not_hide_the_season(void)
{
    g_autoptr(gsl_rng) rng = random_of(2);
    double y[48];
    KamSeason season;

    draw(rng, truth, 0, 0.05, 0.03, y, 48);
    season = season_of(y, 48, MONTHS);
    g_assert_cmpfloat(season.p_value, <, 1e-6);
    for (int j = 0; j < MONTHS; j++)
        assert_near(season.factor[j], truth[j], 0.1);
}

/* One order of seven times the usual in a May: the other factors stay, and May's does. */
static void
test_estimate__single_large_order_is_left_out(void)
{
    g_autoptr(gsl_rng) rng = random_of(3);
    double y[60];
    KamSeason plain, season;

    draw(rng, truth, 0, 0.05, 0, y, 60);
    plain = season_of(y, 60, MONTHS);
    y[28] *= 7;
    season = season_of(y, 60, MONTHS);
    g_assert_cmpuint(plain.n_left_out, ==, 0);
    g_assert_cmpuint(season.n_left_out, >=, 1);
    g_assert_cmpfloat(season.factor[4], <, 1.3);
}

/* A December of three times the usual in every year is the season. */
static void
test_estimate__yearly_peak_is_kept(void)
{
    g_autoptr(gsl_rng) rng = random_of(4);
    double peak[MONTHS], y[60];
    KamSeason season;

    for (int j = 0; j < MONTHS; j++)
        peak[j] = j == 11 ? 36.0 / 14 : 12.0 / 14;
    draw(rng, peak, 0, 0.1, 0, y, 60);
    season = season_of(y, 60, MONTHS);
    assert_near(season.factor[11], 36.0 / 14, 0.25);
}

static void
test_estimate__missing_months(void)
{
    double y[60];
    KamSeason season;

    draw(NULL, truth, 0, 0, 0, y, 60);
    y[7] = NAN;
    season = season_of(y, 60, MONTHS);
    for (int j = 0; j < MONTHS; j++)
        assert_near(season.factor[j], truth[j], 1e-13);
    g_assert_cmpuint(season.n_ratios, <, 48);
}

static void
test_property__scale_and_phase(void)
{
    g_autoptr(gsl_rng) rng = random_of(5);
    double y[60], scaled[60];
    KamSeason one, other;

    draw(rng, truth, 0, 0.2, 0, y, 60);
    for (int t = 0; t < 60; t++)
        scaled[t] = y[t] * 0x1p900;
    one = season_of(y, 48, MONTHS);
    other = season_of(scaled, 48, MONTHS);
    for (int j = 0; j < MONTHS; j++)
        g_assert_cmpfloat(one.factor[j], ==, other.factor[j]);
    g_assert_cmpfloat(one.p_value, ==, other.p_value);
    draw(NULL, truth, 5, 0, 0, y, 60);
    other = season_of(y, 60, MONTHS);
    assert_near(other.factor[0], truth[5], 1e-13);
}

/* Of series without a season some 6 % seem to have one; of those with one under as much noise as here most do. */
static void
test_truth__level_and_power_of_the_test(void)
{
    g_autoptr(gsl_rng) rng = random_of(6);
    double flat[MONTHS], y[48];
    int false_alarms = 0, found = 0;

    for (int j = 0; j < MONTHS; j++)
        flat[j] = 1;
    for (int round = 0; round < 500; round++) {
        draw(rng, flat, 0, 0.25, 0, y, 48);
        false_alarms += season_of(y, 48, MONTHS).is_seasonal;
        draw(rng, truth, 0, 0.25, 0, y, 48);
        found += season_of(y, 48, MONTHS).is_seasonal;
    }
    g_test_message("false alarms %d, found %d of 500", false_alarms, found);
    g_assert_cmpint(false_alarms, <, 45);
    g_assert_cmpint(found, >, 350);
}

/* Shrunk factors are nearer to the truth where the season is weak, and hardly further where it is strong. */
static void
test_truth__shrinking_helps_weak_seasons(void)
{
    g_autoptr(gsl_rng) rng = random_of(7);
    double weak[MONTHS], y[36];
    double plain = 0, shrunk = 0;

    for (int j = 0; j < MONTHS; j++)
        weak[j] = 1 + 0.25 * (truth[j] - 1);
    for (int round = 0; round < 300; round++) {
        KamSeason season;

        draw(rng, weak, 0, 0.25, 0, y, 36);
        season = season_of(y, 36, MONTHS);
        for (int j = 0; j < MONTHS; j++) {
            plain += pow(season.factor[j] - weak[j], 2);
            shrunk += pow(season.shrunk[j] - weak[j], 2);
        }
    }
    g_assert_cmpfloat(shrunk, <, 0.6 * plain);
}

/* Intervals of two standard errors should cover about 95 % of the true factors. */
static void
test_truth__coverage_of_a_single_series(void)
{
    g_autoptr(gsl_rng) rng = random_of(8);
    double y[60];
    int inside = 0;

    for (int round = 0; round < 300; round++) {
        KamSeason season;

        draw(rng, truth, 0, 0.15, 0, y, 60);
        season = season_of(y, 60, MONTHS);
        for (int j = 0; j < MONTHS; j++)
            inside += fabs(season.factor[j] - truth[j]) < 2 * season.std_error[j];
    }
    g_test_message("covered %.3f", inside / 3600.0);
    g_assert_cmpfloat(inside / 3600.0, >, 0.90);
    g_assert_cmpfloat(inside / 3600.0, <, 0.985);
}

/* A category of series whose factors differ by `spread` from the common ones, beginning in any month. */
static void
draw_category(gsl_rng *rng, double spread, size_t n_series, KamSeason own[], size_t phase[], double of_last[])
{
    for (size_t i = 0; i < n_series; i++) {
        double y[48], sum = 0;

        for (int j = 0; j < MONTHS; j++)
            sum += of_last[j] = truth[j] + gsl_ran_gaussian(rng, spread);
        for (int j = 0; j < MONTHS; j++)
            of_last[j] *= MONTHS / sum;
        phase[i] = gsl_rng_uniform_int(rng, MONTHS);
        draw(rng, of_last, phase[i], 0.3, 0, y, 48);
        own[i] = season_of(y, 48, MONTHS);
    }
}

/* Twelve series of four years with a noise of 30 % each: the common factors, the spread, and the errors told. */
static void
test_truth__pool(void)
{
    g_autoptr(gsl_rng) rng = random_of(9);
    double spread = 0, squares = 0, told = 0;
    int inside = 0;

    for (int round = 0; round < 60; round++) {
        KamSeason own[12];
        size_t phase[12];
        double last[MONTHS];
        KamSeasonPool pool;

        draw_category(rng, 0.1, 12, own, phase, last);
        g_assert_cmpint(kam_season_pool(own, phase, 12, &pool), ==, KAM_CALC_OK);
        spread += pool.spread / 60;
        for (int j = 0; j < MONTHS; j++) {
            inside += fabs(pool.factor[j] - truth[j]) < 2 * pool.std_error[j];
            squares += pow(pool.factor[j] - truth[j], 2);
            told += pow(pool.std_error[j], 2);
        }
    }
    g_test_message("spread %.3f, covered %.3f, error told / made %.2f", spread, inside / 720.0, sqrt(told / squares));
    assert_near(spread, 0.1, 0.03);
    g_assert_cmpfloat(inside / 720.0, >, 0.90);
    assert_near(sqrt(told / squares), 1, 0.15);
}

/* The last series of the category: borrowing beats its own factors, and its own with a pool beat the pool alone. */
static void
test_truth__borrowing(void)
{
    g_autoptr(gsl_rng) rng = random_of(10);
    double alone = 0, lent = 0, both = 0;
    int inside = 0;

    for (int round = 0; round < 60; round++) {
        KamSeason own[12];
        size_t phase[12];
        double last[MONTHS], pure[MONTHS], mixed[MONTHS], error[MONTHS];
        KamSeasonPool pool;

        draw_category(rng, 0.15, 12, own, phase, last);
        g_assert_cmpint(kam_season_pool(own, phase, 11, &pool), ==, KAM_CALC_OK);
        g_assert_cmpint(kam_season_borrow(&pool, NULL, phase[11], pure, NULL), ==, KAM_CALC_OK);
        g_assert_cmpint(kam_season_borrow(&pool, &own[11], phase[11], mixed, error), ==, KAM_CALC_OK);
        for (size_t part = 0; part < MONTHS; part++) {
            double true_factor = last[(part + phase[11]) % MONTHS];

            alone += pow(own[11].factor[part] - true_factor, 2);
            lent += pow(pure[part] - true_factor, 2);
            both += pow(mixed[part] - true_factor, 2);
            inside += fabs(mixed[part] - true_factor) < 2 * error[part];
        }
    }
    g_assert_cmpfloat(both, <, 0.8 * alone);
    g_assert_cmpfloat(both, <, 0.8 * lent);
    g_assert_cmpfloat(inside / 720.0, >, 0.90);
}

/* Two series that begin half a year apart meet in the calendar. */
static void
test_pool__phase(void)
{
    double first[40], second[40], factor[MONTHS];
    KamSeason own[2];
    const size_t phase[] = { 0, 6 };
    KamSeasonPool pool;

    draw(NULL, truth, 0, 0, 0, first, 40);
    draw(NULL, truth, 6, 0, 0, second, 40);
    own[0] = season_of(first, 40, MONTHS);
    own[1] = season_of(second, 40, MONTHS);
    g_assert_cmpint(kam_season_pool(own, phase, 2, &pool), ==, KAM_CALC_OK);
    for (int j = 0; j < MONTHS; j++)
        assert_near(pool.factor[j], truth[j], 1e-12);
    assert_near(pool.spread, 0, 1e-6);
    g_assert_cmpuint(pool.n_series, ==, 2);
    g_assert_cmpint(kam_season_borrow(&pool, NULL, 6, factor, NULL), ==, KAM_CALC_OK);
    assert_near(factor[0], truth[6], 1e-12);
}

static void
test_status__estimate(void)
{
    double y[40], work[40];
    KamSeason result = { .season = 77 };

    draw(NULL, truth, 0, 0, 0, y, 40);
    g_assert_cmpint(kam_season_estimate(y, 26, 12, work, &result), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(kam_season_estimate(y, 40, 1, work, &result), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_season_estimate(y, 40, 61, work, &result), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_season_estimate(y, 0, 12, work, &result), ==, KAM_CALC_EMPTY);
    y[20] = NAN;
    g_assert_cmpint(kam_season_estimate(y, 40, 12, work, &result), ==, KAM_CALC_TOO_FEW);
    y[20] = -1;
    g_assert_cmpint(kam_season_estimate(y, 40, 12, work, &result), ==, KAM_CALC_DOMAIN);
    y[20] = INFINITY;
    g_assert_cmpint(kam_season_estimate(y, 40, 12, work, &result), ==, KAM_CALC_DOMAIN);
    for (int t = 0; t < 40; t++)
        y[t] = 0;
    g_assert_cmpint(kam_season_estimate(y, 40, 12, work, &result), ==, KAM_CALC_EMPTY);
    y[39] = 5;
    g_assert_cmpint(kam_season_estimate(y, 40, 12, work, &result), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpuint(result.season, ==, 77);
}

static void
test_status__pool_and_borrow(void)
{
    double y[40], factor[MONTHS] = { -5 };
    KamSeason own[2], other[2];
    size_t phase[] = { 0, 0 };
    KamSeasonPool pool = { .n_series = 77 };

    draw(NULL, truth, 0, 0, 0, y, 40);
    own[0] = season_of(y, 40, 12);
    own[1] = season_of(y, 40, 4);
    g_assert_cmpint(kam_season_pool(own, phase, 0, &pool), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_season_pool(own, phase, 2, &pool), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_season_pool(own, phase, 1, &pool), ==, KAM_CALC_TOO_FEW);
    other[0] = other[1] = own[0];
    phase[1] = 12;
    g_assert_cmpint(kam_season_pool(other, phase, 2, &pool), ==, KAM_CALC_DOMAIN);
    g_assert_cmpuint(pool.n_series, ==, 77);
    phase[1] = 0;
    g_assert_cmpint(kam_season_pool(other, phase, 2, &pool), ==, KAM_CALC_OK);
    g_assert_cmpint(kam_season_borrow(&pool, NULL, 12, factor, NULL), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_season_borrow(&pool, &own[1], 0, factor, NULL), ==, KAM_CALC_DOMAIN);
    g_assert_cmpfloat(factor[0], ==, -5);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/season/estimate/exact", test_estimate__without_noise_the_factors_themselves);
    g_test_add_func("/season/estimate/odd", test_estimate__odd_season);
    g_test_add_func("/season/estimate/trend", test_estimate__trend_does_not_hide_the_season);
    g_test_add_func("/season/estimate/outlier", test_estimate__single_large_order_is_left_out);
    g_test_add_func("/season/estimate/peak", test_estimate__yearly_peak_is_kept);
    g_test_add_func("/season/estimate/missing", test_estimate__missing_months);
    g_test_add_func("/season/property", test_property__scale_and_phase);
    g_test_add_func("/season/truth/test", test_truth__level_and_power_of_the_test);
    g_test_add_func("/season/truth/shrinking", test_truth__shrinking_helps_weak_seasons);
    g_test_add_func("/season/truth/coverage", test_truth__coverage_of_a_single_series);
    g_test_add_func("/season/truth/pool", test_truth__pool);
    g_test_add_func("/season/truth/borrowing", test_truth__borrowing);
    g_test_add_func("/season/pool/phase", test_pool__phase);
    g_test_add_func("/season/status/estimate", test_status__estimate);
    g_test_add_func("/season/status/pool", test_status__pool_and_borrow);
    return g_test_run();
}
