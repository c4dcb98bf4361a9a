/* Intermittent demand: published examples, naive recomputation, properties, simulation with known truth, every status.
 */
#include <math.h>

#include <glib.h>
#include <kamen/intermittent.h>

#include "data.h"

/* Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 2nd edition, section 12.2, series productC. */
static const double product_c[] = { 0, 2, 0, 1, 0, 11, 0, 0, 0, 0, 2, 0, 6, 3, 0, 0, 0, 0,
                                    0, 7, 0, 0, 0, 0,  0, 0, 0, 3, 1, 0, 0, 1, 0, 1, 0, 0 };
#define N_PRODUCT_C G_N_ELEMENTS(product_c)

static KamIntermittentFit
fit_of(const double demand[], size_t n, KamIntermittentOptions options)
{
    KamIntermittentFit fit;

    g_assert_cmpint(kam_intermittent_fit(demand, n, &options, &fit), ==, KAM_CALC_OK);
    return fit;
}

static double
product_c_rate(KamIntermittentMethod method)
{
    return fit_of(product_c, N_PRODUCT_C, (KamIntermittentOptions) { .method = method, .alpha = 0.1, .beta = 0.1 })
        .rate;
}

/* R's forecast 8.20 prints 0.9845965214; the rest recomputed from its definition. */
static void
test_fit__croston_and_its_corrections_on_product_c(void)
{
    const KamIntermittentOptions options = { .alpha = 0.1, .beta = 0.1 };
    KamIntermittentFit fit = fit_of(product_c, N_PRODUCT_C, options);

    assert_near(fit.size, 2.75025384010, 5e-11);
    assert_near(fit.interval, 2.79328007, 5e-9);
    assert_near(fit.rate, 0.98459652136, 5e-11);
    g_assert_cmpuint(fit.n_demands, ==, 11);
    assert_near(product_c_rate(KAM_INTERMITTENT_SBA), 0.93536669529, 5e-11);
    assert_near(product_c_rate(KAM_INTERMITTENT_SBJ), 0.93277565181, 5e-11);
}

/* Ten periods of the worked example, forecast after each. */
static void
test_path__tsb_example(void)
{
    const double demand[] = { 0, 0, 5, 0, 4, 0, 0, 6, 0, 0 };
    const double expected[] = { 1.8,        1.62,        1.958,         1.7622,         2.0025408,
                                1.80228672, 1.622058048, 2.03684485536, 1.833160369824, 1.6498443328416 };
    const KamIntermittentOptions options = { .method = KAM_INTERMITTENT_TSB,
                                             .alpha = 0.2,
                                             .beta = 0.1,
                                             .start = KAM_INTERMITTENT_GIVEN,
                                             .start_size = 5,
                                             .start_chance = 0.4 };
    double forecast[10];
    KamIntermittentFit fit = fit_of(demand, 10, options);

    g_assert_cmpint(kam_intermittent_path(demand, 10, &options, forecast), ==, KAM_CALC_OK);
    for (int t = 0; t < 10; t++)
        assert_near(forecast[t], expected[t], 1e-13);
    assert_near(fit.chance, 0.32735006604, 1e-13);
    assert_near(fit.size, 5.04, 1e-13);
    assert_near(fit.rate, expected[9], 1e-13);
}

/* Blocks 1+0+5, 0+4+0, 2+0+6: level 6, then 6 + 0.5 (4 - 6) = 5, then 5 + 0.5 (8 - 5) = 6.5. */
static void
test_fit__adida_by_hand(void)
{
    const double demand[] = { 9, 1, 0, 5, 0, 4, 0, 2, 0, 6 };
    KamIntermittentOptions options = { .method = KAM_INTERMITTENT_ADIDA, .alpha = 0.5, .block = 3 };
    double forecast[10];
    KamIntermittentFit fit = fit_of(demand, 10, options);

    assert_near(fit.rate, 6.5 / 3, 1e-14);
    assert_near(fit.rate_error.value, sqrt((2.0 * 2 + 3.0 * 3) / 2) / 3, 1e-14);
    g_assert_cmpint(kam_intermittent_path(demand, 10, &options, forecast), ==, KAM_CALC_OK);
    g_assert_cmpfloat(forecast[0], ==, 0);
    g_assert_cmpfloat(forecast[2], ==, 0);
    assert_near(forecast[3], 2, 1e-14);
    assert_near(forecast[5], 2, 1e-14);
    assert_near(forecast[6], 5.0 / 3, 1e-14);
    assert_near(forecast[9], 6.5 / 3, 1e-14);
    options.block = 0; /* 10 periods, 6 demands: blocks of two, 10 5 4 2 6; levels 10 7.5 5.75 3.875 4.9375 */
    fit = fit_of(demand, 10, options);
    g_assert_cmpuint(fit.block, ==, 2);
    assert_near(fit.rate, 4.9375 / 2, 1e-14);
}

static void
test_profile__four_patterns(void)
{
    const double smooth[] = { 4, 5, 6, 5, 4, 6 }, erratic[] = { 1, 9, 1, 1, 20, 1 };
    const double seldom[] = { 0, 5, 0, 0, 6, 0 }, lumpy[] = { 0, 1, 0, 30, 0, 1 };
    const double *series[] = { smooth, seldom, erratic, lumpy };
    KamDemandProfile profile;

    for (int i = 0; i < 4; i++) {
        g_assert_cmpint(kam_intermittent_profile(series[i], 6, &profile), ==, KAM_CALC_OK);
        g_assert_cmpint((int)profile.pattern, ==, i);
    }
    g_assert_cmpuint(profile.n_demands, ==, 3);
    assert_near(profile.mean_interval, 2, 1e-15);
    assert_near(profile.mean_size, 32.0 / 3, 1e-14);
    assert_near(profile.size_variation, 1682.0 / 6 / (32.0 / 3 * 32 / 3), 1e-13);
}

/* Sizes 1 - d, 1 + d have the variation 2 d^2; an interval of 33 / 25 is the cut-off itself, which is below. */
static void
test_profile__a_cut_off_belongs_to_the_lower_side(void)
{
    double demand[33] = { 0 };
    KamDemandProfile profile;

    for (int t = 0; t < 25; t++)
        demand[t] = 1;
    g_assert_cmpint(kam_intermittent_profile(demand, 33, &profile), ==, KAM_CALC_OK);
    g_assert_cmpint((int)profile.pattern, ==, KAM_DEMAND_SMOOTH);
    g_assert_cmpint(kam_intermittent_profile(demand, 25, &profile), ==, KAM_CALC_OK);
    g_assert_cmpfloat(profile.size_variation, ==, 0);
    demand[24] = 0;
    g_assert_cmpint(kam_intermittent_profile(demand, 33, &profile), ==, KAM_CALC_OK);
    g_assert_cmpint((int)profile.pattern, ==, KAM_DEMAND_INTERMITTENT);
}

/* Six demands in ten periods, then silence: five of nine before the last demand, so (4 / 9)^n. */
static void
test_profile__silence_at_the_end(void)
{
    const double demand[] = { 2, 0, 3, 2, 0, 0, 4, 2, 0, 3, 0, 0, 0, 0 };
    KamDemandProfile profile;

    g_assert_cmpint(kam_intermittent_profile(demand, 10, &profile), ==, KAM_CALC_OK);
    g_assert_cmpfloat(profile.quiet_chance, ==, 1);
    g_assert_cmpint((int)kam_intermittent_choose(&profile), ==, KAM_INTERMITTENT_SBA);
    g_assert_cmpint(kam_intermittent_profile(demand, 14, &profile), ==, KAM_CALC_OK);
    g_assert_cmpuint(profile.n_quiet, ==, 4);
    assert_near(profile.quiet_chance, pow(4.0 / 9, 4), 1e-15);
    g_assert_cmpint((int)kam_intermittent_choose(&profile), ==, KAM_INTERMITTENT_TSB);
}

static void
test_choose__smooth_is_croston(void)
{
    const double demand[] = { 4, 5, 6, 5, 4, 6 };
    KamDemandProfile profile;

    g_assert_cmpint(kam_intermittent_profile(demand, 6, &profile), ==, KAM_CALC_OK);
    g_assert_cmpint((int)kam_intermittent_choose(&profile), ==, KAM_INTERMITTENT_CROSTON);
}

static void
draw_demand(GRand *rand, double chance, double variation, double demand[], size_t n)
{
    double spread = sqrt(log1p(variation));

    for (size_t t = 0; t < n; t++) {
        double u = g_rand_double(rand), v = g_rand_double(rand), w = g_rand_double(rand);
        double normal = sqrt(-2 * log1p(-v)) * cos(2 * G_PI * w);

        demand[t] = u < chance ? 10 * exp(spread * normal - spread * spread / 2) : 0;
    }
}

/* The definition of the search, on every pair of hundredths: nothing there is better than what was found. */
static void
test_search__no_pair_of_hundredths_is_better(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(5);

    for (int round = 0; round < 6; round++) {
        double demand[40];
        KamIntermittentOptions options = { .method = round % 2 == 0 ? KAM_INTERMITTENT_SBA : KAM_INTERMITTENT_TSB,
                                           .start = round < 3 ? KAM_INTERMITTENT_MEAN : KAM_INTERMITTENT_FIRST };
        KamIntermittentFit best;

        draw_demand(rand, 0.4, 0.6, demand, 40);
        best = fit_of(demand, 40, options);
        g_assert_cmpfloat(best.alpha, >=, 0.01);
        g_assert_cmpfloat(best.beta, <=, 0.5);
        for (int a = 1; a <= 50; a++)
            for (int b = 1; b <= 50; b++) {
                options.alpha = a / 100.0;
                options.beta = b / 100.0;
                g_assert_cmpfloat(fit_of(demand, 40, options).rate_error.value, >=, best.rate_error.value * (1 - 1e-3));
            }
    }
}

/* A word-by-word second implementation of the rate error. */
static void
test_fit__rate_error_is_the_distance_to_the_rate_so_far(void)
{
    const KamIntermittentOptions options = { .method = KAM_INTERMITTENT_SBJ, .alpha = 0.3, .beta = 0.15 };
    double forecast[N_PRODUCT_C], squares = 0, total = 0;
    int count = 0;

    g_assert_cmpint(kam_intermittent_path(product_c, N_PRODUCT_C, &options, forecast), ==, KAM_CALC_OK);
    for (guint t = 0; t < N_PRODUCT_C; t++) {
        total += product_c[t];
        if (t > 0 && forecast[t - 1] > 0) {
            double error = forecast[t - 1] - total / (t + 1);

            squares += error * error;
            count++;
        }
    }
    assert_near(fit_of(product_c, N_PRODUCT_C, options).rate_error.value, sqrt(squares / count), 1e-14);
}

static void
test_property__scale_and_zeros_in_front(void)
{
    double scaled[N_PRODUCT_C];

    for (int method = 0; method <= (int)KAM_INTERMITTENT_ADIDA; method++) {
        const KamIntermittentOptions options = { .method = (KamIntermittentMethod)method };
        KamIntermittentFit one = fit_of(product_c, N_PRODUCT_C, options), big;

        for (guint t = 0; t < N_PRODUCT_C; t++)
            scaled[t] = product_c[t] * 0x1p900;
        big = fit_of(scaled, N_PRODUCT_C, options);
        g_assert_cmpfloat(big.alpha, ==, one.alpha);
        g_assert_cmpfloat(big.beta, ==, one.beta);
        g_assert_cmpfloat(big.rate, ==, one.rate * 0x1p900);
        g_assert_cmpfloat(big.std_error, ==, one.std_error * 0x1p900);
    }
}

/* A demand of 7 in every period: every method says 7 and is sure of the rhythm. */
static void
test_limit__constant_demand(void)
{
    const double demand[] = { 7, 7, 7, 7, 7, 7, 7, 7 };

    for (int method = 0; method <= (int)KAM_INTERMITTENT_ADIDA; method++) {
        KamIntermittentOptions options = { .method = (KamIntermittentMethod)method, .alpha = 0.2, .beta = 0.2 };
        KamIntermittentFit fit = fit_of(demand, 8, options);
        double factor = method == KAM_INTERMITTENT_SBA ? 0.9 : method == KAM_INTERMITTENT_SBJ ? 1 - 0.2 / 1.8 : 1;

        assert_near(fit.rate, 7 * factor, 1e-13);
        assert_near(fit.chance, 1, 1e-15);
    }
}

/* Mean and spread of the rate over many series of known truth, against the truth and the standard errors told. */
static void
check_truth(KamIntermittentMethod method, double bias_limit)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(11);
    const KamIntermittentOptions options = { .method = method, .alpha = 0.1, .beta = 0.1 };
    const int rounds = 1500;
    double sum = 0, squares = 0, variance = 0;

    for (int round = 0; round < rounds; round++) {
        double demand[120];
        KamIntermittentFit fit;

        draw_demand(rand, 0.3, 0.5, demand, 120);
        fit = fit_of(demand, 120, options);
        sum += fit.rate;
        squares += (fit.rate - 3) * (fit.rate - 3);
        variance += fit.std_error * fit.std_error;
    }
    assert_near(sum / rounds, 3, bias_limit);
    assert_near(sqrt(variance / rounds) / sqrt(squares / rounds), 1, 0.12);
}

/* The rate is 0.3 * 10 = 3. Croston's quotient is too large by beta / (2 - beta) (1 - p) of it, 0.11; the corrections
 * take a twentieth of everything, which leaves 0.05 too little. A standard error of the mean is 0.02 here, of TSB 0.03.
 */
static void
test_truth__bias_and_standard_error(void)
{
    check_truth(KAM_INTERMITTENT_CROSTON, 0.17);
    check_truth(KAM_INTERMITTENT_SBA, 0.11);
    check_truth(KAM_INTERMITTENT_SBJ, 0.12);
    check_truth(KAM_INTERMITTENT_TSB, 0.09);
    check_truth(KAM_INTERMITTENT_ADIDA, 0.06);
}

static void
test_status__demand(void)
{
    const double zeros[] = { 0, 0, 0 }, negative[] = { 1, -1, 2 }, broken[] = { 1, NAN, 2 }, single[] = { 0, 3, 0 };
    const KamIntermittentOptions options = { 0 };
    KamIntermittentFit fit = { .rate = -5 };
    KamDemandProfile profile = { .n = 77 };
    double forecast[3] = { -5 };

    g_assert_cmpint(kam_intermittent_fit(zeros, 0, &options, &fit), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_intermittent_fit(zeros, 3, &options, &fit), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_intermittent_fit(negative, 3, &options, &fit), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_intermittent_fit(broken, 3, &options, &fit), ==, KAM_CALC_DOMAIN);
    g_assert_cmpfloat(fit.rate, ==, -5);
    g_assert_cmpint(kam_intermittent_profile(zeros, 3, &profile), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_intermittent_profile(negative, 3, &profile), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_intermittent_profile(single, 3, &profile), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpuint(profile.n, ==, 77);
    g_assert_cmpint(kam_intermittent_path(single, 3, &options, forecast), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_intermittent_path(zeros, 3, &options, forecast), ==, KAM_CALC_EMPTY);
    g_assert_cmpfloat(forecast[0], ==, -5);
}

static void
test_status__options(void)
{
    const double demand[] = { 0, 3, 0, 4, 0, 1 };
    const KamIntermittentOptions wrong[] = {
        { .alpha = -0.1 },
        { .alpha = 1.1 },
        { .beta = NAN },
        { .method = (KamIntermittentMethod)9 },
        { .start = (KamIntermittentStart)9 },
        { .start = KAM_INTERMITTENT_GIVEN, .start_size = 0, .start_interval = 2 },
        { .start = KAM_INTERMITTENT_GIVEN, .start_size = 2, .start_interval = 0.5 },
        { .start = KAM_INTERMITTENT_GIVEN, .method = KAM_INTERMITTENT_TSB, .start_size = 2, .start_chance = 1.5 },
        { .start = KAM_INTERMITTENT_GIVEN, .method = KAM_INTERMITTENT_ADIDA, .start_size = -1 },
    };
    const KamIntermittentOptions long_blocks = { .method = KAM_INTERMITTENT_ADIDA, .block = 4 };
    KamIntermittentFit fit = { .rate = -5 };

    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++)
        g_assert_cmpint(kam_intermittent_fit(demand, 6, &wrong[i], &fit), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_intermittent_fit(demand, 6, &long_blocks, &fit), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpfloat(fit.rate, ==, -5);
}

/* A demand in the last period alone: there is a rate, and nothing it could be compared with. */
static void
test_status__no_forecast_to_compare(void)
{
    const double demand[] = { 0, 0, 0, 8 };
    KamIntermittentFit fit = fit_of(demand, 4, (KamIntermittentOptions) { 0 });

    g_assert_cmpint(fit.rate_error.status, ==, KAM_CALC_TOO_FEW);
    assert_near(fit.rate, 2, 1e-15);
    g_assert_cmpfloat(fit.std_error, >, 0);
}

static void
test_text__names(void)
{
    g_assert_cmpstr(kam_demand_pattern_text(KAM_DEMAND_SMOOTH), ==, "smooth");
    g_assert_cmpstr(kam_demand_pattern_text(KAM_DEMAND_INTERMITTENT), ==, "intermittent");
    g_assert_cmpstr(kam_demand_pattern_text(KAM_DEMAND_ERRATIC), ==, "erratic");
    g_assert_cmpstr(kam_demand_pattern_text(KAM_DEMAND_LUMPY), ==, "lumpy");
    g_assert_cmpstr(kam_demand_pattern_text((KamDemandPattern)9), ==, "unknown");
    g_assert_cmpstr(kam_intermittent_method_text(KAM_INTERMITTENT_CROSTON), ==, "croston");
    g_assert_cmpstr(kam_intermittent_method_text(KAM_INTERMITTENT_SBA), ==, "sba");
    g_assert_cmpstr(kam_intermittent_method_text(KAM_INTERMITTENT_SBJ), ==, "sbj");
    g_assert_cmpstr(kam_intermittent_method_text(KAM_INTERMITTENT_TSB), ==, "tsb");
    g_assert_cmpstr(kam_intermittent_method_text(KAM_INTERMITTENT_ADIDA), ==, "adida");
    g_assert_cmpstr(kam_intermittent_method_text((KamIntermittentMethod)9), ==, "unknown");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/intermittent/fit/product-c", test_fit__croston_and_its_corrections_on_product_c);
    g_test_add_func("/intermittent/fit/adida", test_fit__adida_by_hand);
    g_test_add_func("/intermittent/fit/rate-error", test_fit__rate_error_is_the_distance_to_the_rate_so_far);
    g_test_add_func("/intermittent/path/tsb", test_path__tsb_example);
    g_test_add_func("/intermittent/profile/patterns", test_profile__four_patterns);
    g_test_add_func("/intermittent/profile/cut-offs", test_profile__a_cut_off_belongs_to_the_lower_side);
    g_test_add_func("/intermittent/profile/silence", test_profile__silence_at_the_end);
    g_test_add_func("/intermittent/choose/smooth", test_choose__smooth_is_croston);
    g_test_add_func("/intermittent/search", test_search__no_pair_of_hundredths_is_better);
    g_test_add_func("/intermittent/property/scale", test_property__scale_and_zeros_in_front);
    g_test_add_func("/intermittent/limit/constant", test_limit__constant_demand);
    g_test_add_func("/intermittent/truth", test_truth__bias_and_standard_error);
    g_test_add_func("/intermittent/status/demand", test_status__demand);
    g_test_add_func("/intermittent/status/options", test_status__options);
    g_test_add_func("/intermittent/status/no-forecast", test_status__no_forecast_to_compare);
    g_test_add_func("/intermittent/text", test_text__names);
    return g_test_run();
}
