/* What stands behind a concentration, and whether it moves: by hand, against the definition, on firms whose truth is
 * known, and every status. */
#include <math.h>
#include <string.h>

#include <glib.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <kamen/concentration.h>

#include "data.h"

/* --- by hand --- */

/* Sums 40 and 20 over 4 periods in which the first buys 8, 12, 12, 8 and the other 5 each. H = (4 + 1)/9 = 5/9.
 * z_t = 2 (2/3 - 5/9) a/60 + 2 (1/3 - 5/9) 5/60: steps of 4 x (2/9)/60 = 2/135, two of them: V = 4/6 x 2 (2/135)^2.
 * Totals 13, 17, 17, 13 of 60: the first's expectation 26/3, 34/3: rests -2/3, 2/3, 2/3, -2/3, steps 4/3, 0, 4/3; so
 * v = 4/6 x 2 (4/3)^2 / 3600 for it and the same for the other. Bias v (1 - 8/3 + 5/3) + v (1 - 4/3 + 5/3) = 4/3 v. */
static void
test_level__by_hand(void)
{
    const double amount[] = { 8, 12, 12, 8, 5, 5, 5, 5 };
    const double v = 4.0 / 6 * 2 * (16.0 / 9) / 3600, V = 4.0 / 6 * 2 * (2.0 / 135) * (2.0 / 135);
    double work[2 + 12], reach;
    KamConcentrationLevel hhi, top;

    g_assert_cmpint(kam_concentration_level(amount, 2, 4, 1, work, &hhi, &top), ==, KAM_CALC_OK);
    assert_near(hhi.value, 5.0 / 9, 1e-15);
    assert_near(hhi.level, 5.0 / 9 - 4.0 / 3 * v, 1e-15);
    reach = sqrt(V + 4 * v * v) / (5.0 / 9) / 2;
    /* both bounds say the same quantile */
    assert_near((sqrt(hhi.level / hhi.lower) - 1) / reach, (1 - sqrt(hhi.level / hhi.upper)) / reach, 1e-9);
    /* of Student's law with 2 x 9 / 8 degrees of freedom: between those with 3 and with 2 */
    g_assert_cmpfloat((sqrt(hhi.level / hhi.lower) - 1) / reach, >, 3.182447);
    g_assert_cmpfloat((sqrt(hhi.level / hhi.lower) - 1) / reach, <, 4.302652);
    assert_near(top.value, 2.0 / 3, 1e-15);
}

/* 1, 2, 3, 4, then all of them 1 more but the last: a year later 3/4 more. Rests: a quarter each way. */
static void
test_slope__by_hand(void)
{
    const double figure[] = { 1, 2, 3, 4, 2, 3, 4, 4 };
    KamConcentrationSlope slope;

    g_assert_cmpint(kam_concentration_slope(figure, 8, 4, &slope), ==, KAM_CALC_OK);
    assert_near(slope.value, 0.75, 1e-15);
    /* rests -+1/8 six times and +-3/8 twice: squares 6/64 + 18/64 = 3/8; by 3 degrees 1/8; lever 2: sqrt(1/16) */
    assert_near(slope.upper - 0.75, 3.182446305 * 0.25, 1e-8);
    assert_near(0.75 - slope.lower, 3.182446305 * 0.25, 1e-8);
}

/* --- by the definition --- */

static double
hhi_of(const double amount[], size_t n, size_t periods, size_t without)
{
    g_autofree double *sum = g_new0(double, n);
    double hhi;

    for (size_t i = 0; i < n; i++)
        for (size_t t = 0; t < periods; t++)
            sum[i] += t == without ? 0 : amount[i * periods + t];
    g_assert_cmpint(kam_concentration_hhi(sum, n, &hhi), ==, KAM_CALC_OK);
    return hhi;
}

/* Small noise: the jackknife over periods says the same, since both are right then. */
static void
test_level__of_small_noise_is_the_jackknife(void)
{
    enum { N = 40, PERIODS = 36 };
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    double amount[N * PERIODS], work[N + 3 * PERIODS], mean = 0, spread = 0, full, without[PERIODS];
    KamConcentrationLevel hhi, top;

    gsl_rng_set(rng, 5);
    for (int i = 0; i < N; i++)
        for (int t = 0; t < PERIODS; t++)
            amount[i * PERIODS + t] = (1 + 3 * i) * (1 + 0.3 * sin(t)) * (1 + 0.1 * gsl_ran_ugaussian(rng));
    gsl_rng_free(rng);
    g_assert_cmpint(kam_concentration_level(amount, N, PERIODS, 5, work, &hhi, &top), ==, KAM_CALC_OK);
    full = hhi_of(amount, N, PERIODS, PERIODS);
    for (int t = 0; t < PERIODS; t++) {
        without[t] = hhi_of(amount, N, PERIODS, (size_t)t);
        mean += without[t] / PERIODS;
    }
    for (int t = 0; t < PERIODS; t++)
        spread += (without[t] - mean) * (without[t] - mean);
    assert_near(hhi.value, full, 1e-14);
    g_assert_cmpfloat_with_epsilon((hhi.value - hhi.level) / ((PERIODS - 1) * (mean - full)), 1, 0.35);
    g_assert_cmpfloat_with_epsilon((hhi.upper - hhi.lower) / (2 * 2.07 * sqrt((PERIODS - 1.0) / PERIODS * spread)), 1,
                                   0.35);
}

static void
test_level__does_not_know_units_order_or_who_left(void)
{
    const double amount[] = { 8, 12, 12, 8, 5, 6, 5, 7, 1, 0, 2, 0 };
    const double other[] = { 1e3, 0, 2e3, 0, 8e3, 12e3, 12e3, 8e3, 3, -5, 0, 0, 5e3, 6e3, 5e3, 7e3 };
    KamConcentrationLevel one[2], two[2];
    double work[16];

    g_assert_cmpint(kam_concentration_level(amount, 3, 4, 1, work, &one[0], &one[1]), ==, KAM_CALC_OK);
    g_assert_cmpint(kam_concentration_level(other, 4, 4, 1, work, &two[0], &two[1]), ==, KAM_CALC_OK);
    for (int k = 0; k < 2; k++) {
        assert_near(one[k].value, two[k].value, 1e-14);
        assert_near(one[k].level, two[k].level, 1e-14);
        assert_near(one[k].lower, two[k].lower, 1e-13);
        assert_near(one[k].upper, two[k].upper, 1e-13);
    }
}

/* Who buys the same every month, though more of it in one season, leaves nothing to chance. */
static void
test_level__of_regular_buyers_is_sure(void)
{
    double amount[5 * 12], work[5 + 36];
    KamConcentrationLevel hhi, top;

    for (int i = 0; i < 5; i++)
        for (int t = 0; t < 12; t++)
            amount[i * 12 + t] = (i + 1) * (2 + (t % 12 < 6));
    g_assert_cmpint(kam_concentration_level(amount, 5, 12, 2, work, &hhi, &top), ==, KAM_CALC_OK);
    assert_near(hhi.value, 55.0 / 225, 1e-15);
    assert_near(hhi.lower, hhi.value, 1e-12);
    assert_near(hhi.upper, hhi.value, 1e-12);
    assert_near(top.lower, 9.0 / 15, 1e-12);
    assert_near(top.upper, 9.0 / 15, 1e-12);
}

static void
test_share__of_all_there_are(void)
{
    const double amount[] = { 8, 12, 12, 8, 5, 6, 5, 7 };
    KamConcentrationLevel hhi, top;
    double work[14];

    g_assert_cmpint(kam_concentration_level(amount, 2, 4, 10, work, &hhi, &top), ==, KAM_CALC_OK);
    g_assert_cmpfloat(top.value, ==, 1);
    g_assert_cmpfloat(top.lower, ==, 1);
}

/* --- firms whose truth is known --- */

#define ACCOUNTS 300
#define MOST_PERIODS 36
#ifndef DRAWS
#define DRAWS 240
#endif

typedef struct {
    const char *name;
    size_t periods;
    double sigma;  /* of the logarithm of sizes */
    double often;  /* purchases a month */
    double giants; /* two: 30 % and 15 % of the sales; purchases a month of each, 0: none */
    gboolean is_regular;
    double drift; /* standard deviation of the growth of each over the whole time, in logarithms */
} World;

static const World worlds[] = {
    { "sizes 0.7", 12, 0.7, 1, 0, FALSE, 0 },
    { "sizes 1.2", 12, 1.2, 1, 0, FALSE, 0 },
    { "sizes 1.2, a purchase in five months", 12, 1.2, 0.2, 0, FALSE, 0 },
    { "two giants who buy daily", 12, 1.2, 1, 40, FALSE, 0 },
    { "two giants who buy once a month, by chance", 12, 1.2, 1, 1, FALSE, 0 },
    { "two giants who buy every month", 12, 1.2, 1, 1, TRUE, 0 },
    { "two giants, three years, all drift", 36, 1.2, 1, 8, FALSE, 1 },
    { "two giants, five months", 5, 1.2, 1, 8, FALSE, 0 },
};

/* Expected purchases by holder and month, and those that came. */
static void
draw_world(const World *world, gsl_rng *rng, double expected[], double amount[])
{
    double size[ACCOUNTS], total = 0;

    for (size_t i = 0; i < ACCOUNTS; i++)
        total += size[i] = exp(world->sigma * gsl_ran_ugaussian(rng));
    for (size_t g = 0; world->giants > 0 && g < 2; g++)
        size[g] = total / 2 / (double)(g + 1);
    for (size_t i = 0; i < ACCOUNTS; i++) {
        gboolean is_giant = i < 2 && world->giants > 0;
        double often = is_giant ? world->giants : world->often * exp(0.5 * gsl_ran_ugaussian(rng));
        double growth = world->drift * gsl_ran_ugaussian(rng);

        for (size_t t = 0; t < world->periods; t++) {
            double *cell = &amount[i * world->periods + t], *mean = &expected[i * world->periods + t];
            double year = ((double)t - (double)world->periods / 2) / (double)world->periods;

            *mean = size[i] * (1 + 0.3 * sin(2 * G_PI * (double)t / 12)) * exp(growth * year);
            *cell = is_giant && world->is_regular ? *mean * exp(0.1 * gsl_ran_ugaussian(rng) - 0.005) : 0;
            for (unsigned k = is_giant && world->is_regular ? 0 : gsl_ran_poisson(rng, often); k > 0; k--)
                *cell += *mean / often * exp(0.7 * gsl_ran_ugaussian(rng) - 0.245);
        }
    }
}

typedef struct {
    double hhi, top;
} Held;

static Held
cover(const World *world, guint seed)
{
    static double expected[ACCOUNTS * MOST_PERIODS], amount[ACCOUNTS * MOST_PERIODS];
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    double work[ACCOUNTS + 3 * MOST_PERIODS];
    Held held = { 0 };

    gsl_rng_set(rng, seed);
    for (guint d = 0; d < DRAWS; d++) {
        KamConcentrationLevel true_hhi, true_top, hhi, top;

        draw_world(world, rng, expected, amount);
        kam_concentration_level(expected, ACCOUNTS, world->periods, 10, work, &true_hhi, &true_top);
        kam_concentration_level(amount, ACCOUNTS, world->periods, 10, work, &hhi, &top);
        held.hhi += hhi.lower <= true_hhi.value && true_hhi.value <= hhi.upper;
        held.top += top.lower <= true_top.value && true_top.value <= top.upper;
    }
    gsl_rng_free(rng);
    return (Held) { held.hhi / DRAWS, held.top / DRAWS };
}

/* 240 draws know a coverage of 95 % to within 1.4 points. docs/methods/concentration.md gives figures of 2,000. */
static void
test_level__holds_the_truth(void)
{
    for (guint w = 0; w < G_N_ELEMENTS(worlds); w++) {
        Held held = cover(&worlds[w], 100 + w);

        g_test_message("%s: hhi %.3f, top %.3f", worlds[w].name, held.hhi, held.top);
        g_assert_cmpfloat(held.hhi, >=, 0.92);
        g_assert_cmpfloat(held.top, >=, 0.91);
        if (worlds[w].giants > 0)
            g_assert_cmpfloat(held.hhi, <=, 0.98);
    }
}

/* Twelve quarters of a firm in which nothing moves, and of one in which everybody drifts: the true slope is held. */
static double
cover_slope(const World *world, guint seed)
{
    static double expected[ACCOUNTS * MOST_PERIODS], amount[ACCOUNTS * MOST_PERIODS];
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    double held = 0;

    gsl_rng_set(rng, seed);
    for (guint d = 0; d < DRAWS; d++) {
        double figure[2][12], sums[ACCOUNTS];
        KamConcentrationSlope real, told;

        draw_world(world, rng, expected, amount);
        for (int of = 0; of < 2; of++)
            for (size_t q = 0; q < 12; q++) {
                const double *from = of == 0 ? expected : amount;

                for (size_t i = 0; i < ACCOUNTS; i++)
                    sums[i] = from[i * 36 + 3 * q] + from[i * 36 + 3 * q + 1] + from[i * 36 + 3 * q + 2];
                kam_concentration_hhi(sums, ACCOUNTS, &figure[of][q]);
            }
        kam_concentration_slope(figure[0], 12, 4, &real);
        kam_concentration_slope(figure[1], 12, 4, &told);
        held += told.lower <= real.value && real.value <= told.upper;
    }
    gsl_rng_free(rng);
    return held / DRAWS;
}

static void
test_slope__holds_the_truth(void)
{
    const World firms[] = { { "sizes 1.2", 36, 1.2, 1, 0, FALSE, 0 },
                            { "two giants who buy once a month", 36, 1.2, 1, 1, FALSE, 0 },
                            { "two giants who buy every month", 36, 1.2, 1, 1, TRUE, 0 },
                            { "two giants, all drift", 36, 1.2, 1, 8, FALSE, 1 } };

    for (guint w = 0; w < G_N_ELEMENTS(firms); w++) {
        double held = cover_slope(&firms[w], 200 + w);

        g_test_message("%s: slope %.3f", firms[w].name, held);
        g_assert_cmpfloat(held, >=, 0.92);
        g_assert_cmpfloat(held, <=, 0.985);
    }
}

/* --- statuses --- */

static void
test_refused__and_nothing_touched(void)
{
    const double lone[] = { 1, 2, 3, 4, 0, 0, 0, 0 }, wrong[] = { 1, 2, 3, NAN, 1, 1, 1, 1 },
                 good[] = { 1, 2, 3, 4, 1, 1, 1, 1 };
    KamConcentrationLevel hhi = { .value = 7 }, top = { .value = 7 };
    KamConcentrationSlope slope = { .value = 7 };
    double work[16];

    g_assert_cmpint(kam_concentration_level(lone, 2, 4, 1, work, &hhi, &top), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(kam_concentration_level(good, 2, 3, 1, work, &hhi, &top), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(kam_concentration_level(wrong, 2, 4, 1, work, &hhi, &top), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_concentration_level(good, 2, 4, 0, work, &hhi, &top), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_concentration_level(good, 2, 4, 65, work, &hhi, &top), ==, KAM_CALC_DOMAIN);
    g_assert_cmpfloat(hhi.value, ==, 7);
    g_assert_cmpfloat(top.value, ==, 7);
    g_assert_cmpint(kam_concentration_slope(good, 4, 4, &slope), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(kam_concentration_slope(good, 2, 1, &slope), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(kam_concentration_slope(good, 8, 3, &slope), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_concentration_slope(good, 8, 0, &slope), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_concentration_slope(wrong, 8, 4, &slope), ==, KAM_CALC_DOMAIN);
    g_assert_cmpfloat(slope.value, ==, 7);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/concentration_time/level", test_level__by_hand);
    g_test_add_func("/concentration_time/slope", test_slope__by_hand);
    g_test_add_func("/concentration_time/jackknife", test_level__of_small_noise_is_the_jackknife);
    g_test_add_func("/concentration_time/units", test_level__does_not_know_units_order_or_who_left);
    g_test_add_func("/concentration_time/regular", test_level__of_regular_buyers_is_sure);
    g_test_add_func("/concentration_time/all", test_share__of_all_there_are);
    g_test_add_func("/concentration_time/truth", test_level__holds_the_truth);
    g_test_add_func("/concentration_time/slope_truth", test_slope__holds_the_truth);
    g_test_add_func("/concentration_time/refused", test_refused__and_nothing_touched);
    return g_test_run();
}
