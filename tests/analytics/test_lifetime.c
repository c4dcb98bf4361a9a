/* From purchases to value: histories by hand, regularity and intervals against known truths, every status. */
#include <math.h>

#include <glib.h>
#include <kamen/lifetime.h>

#include "clv_simulation.h"
#include "data.h"

static void
test_summarise__by_hand(void)
{
    const uint32_t account[] = { 1, 0, 0, 0, 0, 1, 0, 9, 2, 0 };
    const int32_t day[] = { 20, 3, 10, 10, 24, 5, 40, 5, 90, 3 };
    const double value[] = { 4, 10, 6, 2.5, -1.5, 9, 7, 1, 1, 5 };
    const KamLifetimePurchases purchases = { 10, account, day, value, 3, 45, 7 };
    KamLifetimeAccount got[3];

    g_assert_cmpint(kam_lifetime_summarise(&purchases, 0.01, got), ==, KAM_CALC_OK);
    g_assert_cmpfloat(got[0].history.x, ==, 2); /* days 3, 10, 40; day 24 is a credit */
    assert_near(got[0].history.t_x, 37 / 7.0, 1e-15);
    assert_near(got[0].history.T, 6, 1e-15);
    g_assert_cmpfloat(got[0].first_value, ==, 15);
    g_assert_cmpfloat(got[0].mean, ==, (6 + 2.5 - 1.5 + 7) / 2);
    g_assert_cmpint(got[0].regularity.shape.status, ==, KAM_CALC_TOO_FEW);
    g_assert_cmpfloat(got[1].history.x, ==, 1);
    g_assert_cmpfloat(got[1].mean, ==, 4);
    g_assert_cmpint(got[2].status, ==, KAM_CALC_EMPTY); /* its purchase comes later */
    g_assert_cmpfloat(got[2].history.T, ==, 0);
}

static void
test_summarise__statuses(void)
{
    const uint32_t account[] = { 0, 0 };
    const int32_t day[] = { 20, 30 };
    const double value[] = { 4, 5 }, bad[] = { 4, NAN }, credit[] = { -4, -1 };
    KamLifetimePurchases purchases = { 2, account, day, value, 1, 10, 7 };
    KamLifetimeAccount got = { .mean = 7 };

    g_assert_cmpint(kam_lifetime_summarise(&purchases, 0.01, &got), ==, KAM_CALC_EMPTY);
    purchases.until_day = 50;
    g_assert_cmpint(kam_lifetime_summarise(&purchases, 1, &got), ==, KAM_CALC_DOMAIN);
    purchases.unit_days = 0;
    g_assert_cmpint(kam_lifetime_summarise(&purchases, 0.01, &got), ==, KAM_CALC_DOMAIN);
    purchases.unit_days = 7;
    purchases.value = bad;
    g_assert_cmpint(kam_lifetime_summarise(&purchases, 0.01, &got), ==, KAM_CALC_DOMAIN);
    purchases.value = credit;
    g_assert_cmpint(kam_lifetime_summarise(&purchases, 0.01, &got), ==, KAM_CALC_EMPTY);
    g_assert_cmpfloat(got.mean, ==, 7);
}

/* Share of accounts called regular whose gaps, in whole days, are drawn from a gamma law. */
static double
called_regular(gsl_rng *rng, double mean, double shape, size_t n)
{
    unsigned called = 0;

    for (int round = 0; round < 2000; round++) {
        double gap[40], t = gsl_ran_flat(rng, 0, 1), last = 0;
        KamLifetimeRegularity regularity;
        size_t taken = 0;

        while (taken < n) {
            t += gsl_ran_gamma(rng, shape, mean / shape);
            if (floor(t) > last)
                gap[taken++] = floor(t) - last;
            last = floor(t);
        }
        g_assert_cmpint(kam_lifetime_regularity(gap, n, 0.01, &regularity), ==, KAM_CALC_OK);
        called += regularity.is_regular;
    }
    return called / 2000.0;
}

/* 2,000 draws: a share of 1 % is good to 0.7 points (three standard errors). */
static void
test_regularity__holds_its_level_and_finds_rhythm(void)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

    gsl_rng_set(rng, 7);
    g_assert_cmpfloat(called_regular(rng, 30, 1, 6), <, 0.018);
    g_assert_cmpfloat(called_regular(rng, 5, 1, 12), <, 0.018);
    g_assert_cmpfloat(called_regular(rng, 2, 1, 40), <, 0.018);
    g_assert_cmpfloat(called_regular(rng, 30, 16, 12), >, 0.99);
    gsl_rng_free(rng);
}

static void
test_regularity__statuses(void)
{
    const double gap[] = { 7, 7, 7, 7, 7, 7 }, bad[] = { 7, 0.5, 7, 7, 7 };
    KamLifetimeRegularity got = { .is_regular = 7 };

    g_assert_cmpint(kam_lifetime_regularity(bad, 5, 0.01, &got), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_lifetime_regularity(gap, 5, 0, &got), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(got.is_regular, ==, 7);
    g_assert_cmpint(kam_lifetime_regularity(gap, 4, 0.01, &got), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(got.is_regular, ==, 0);
    g_assert_cmpint(kam_lifetime_regularity(gap, 6, 0.01, &got), ==, KAM_CALC_OK);
    g_assert_cmpint(got.is_regular, ==, 1);
    g_assert_cmpfloat(got.p_value.value, <, 1e-3);
}

#define N 1500

typedef struct {
    SimulatedCustomer customer[N];
    KamLifetimeAccount account[N];
    KamLifetimeValue value[N];
} World;

static World *
world_of(const KamClvParameters *truth, unsigned seed)
{
    const KamSpendParameters spend = { 6.25, 3.74, 15.44 };
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    World *world = g_new(World, 1);

    gsl_rng_set(rng, seed);
    for (int i = 0; i < N; i++) {
        world->customer[i] = simulate_customer(rng, truth, &spend, 52, 26, 39);
        world->account[i] = world->customer[i].account;
    }
    gsl_rng_free(rng);
    return world;
}

/* One world of each model: estimates within four standard errors of the truth, intervals hold what comes. */
static void
test_value__finds_the_truth(void)
{
    const KamClvParameters truth[] = { { KAM_CLV_BGNBD, { 0.8, 6, 0.8, 2.5 } },
                                       { KAM_CLV_MBGNBD, { 0.8, 6, 0.8, 2.5 } },
                                       { KAM_CLV_PNBD, { 0.8, 6, 0.6, 12 } } };

    for (int model = 0; model < KAM_CLV_N_MODELS; model++) {
        g_autofree World *world = world_of(&truth[model], 11 + (unsigned)model);
        const KamLifetimeQuestion question = { .horizon = 39, .model = truth[model].model };
        double held = 0, value_held = 0;
        KamLifetimeResult result;

        g_assert_cmpint(kam_lifetime_value(world->account, NULL, N, &question, world->value, &result), ==, KAM_CALC_OK);
        for (int i = 0; i < 4; i++) {
            double estimate = result.fit.parameters.value[i];

            g_assert_cmpint(result.fit.std_error[i].status, ==, KAM_CALC_OK);
            assert_near(log(estimate / truth[model].value[i]), 0, 4 * result.fit.std_error[i].value / estimate);
        }
        for (int i = 0; i < N; i++) {
            const KamLifetimeValue *value = &world->value[i];
            const SimulatedCustomer *customer = &world->customer[i];

            g_assert_cmpfloat(value->lower, <=, value->expected);
            g_assert_cmpfloat(value->upper, >=, value->expected);
            g_assert_cmpfloat(value->value_lower, <=, value->value.value);
            g_assert_cmpfloat(value->value_upper, >=, value->value.value);
            held += customer->later_purchases >= value->lower && customer->later_purchases <= value->upper;
            value_held += customer->later_value >= value->value_lower && customer->later_value <= value->value_upper;
        }
        g_assert_cmpfloat(held / N, >, 0.95);
        g_assert_cmpfloat(value_held / N, >, 0.94);
        g_assert_cmpfloat(value_held / N, <, 0.99);
    }
}

/* The single functions say the same. */
static void
test_value__agrees_with_the_single_functions(void)
{
    const KamClvParameters truth = { KAM_CLV_PNBD, { 0.8, 6, 0.6, 12 } };
    g_autofree World *world = world_of(&truth, 3);
    const KamLifetimeQuestion question = { .horizon = 26, .discount = 0.002, .model = KAM_CLV_PNBD };
    KamLifetimeResult result;

    world->account[5].status = KAM_CALC_EMPTY;
    g_assert_cmpint(kam_lifetime_value(world->account, NULL, N, &question, world->value, &result), ==, KAM_CALC_OK);
    g_assert_cmpuint(result.n_accounts, ==, N - 1);
    g_assert_cmpint(world->value[5].status, ==, KAM_CALC_EMPTY);
    for (int i = 6; i < 100; i++) {
        const KamClvHistory *history = &world->account[i].history;
        const KamLifetimeValue *value = &world->value[i];
        double alive, expected, discounted, spend;

        kam_clv_p_alive(&result.fit.parameters, history, &alive);
        kam_clv_expected(&result.fit.parameters, history, 26, &expected);
        kam_clv_discounted(&result.fit.parameters, history, 26, 0.002, &discounted);
        kam_spend_expected(&result.spend.parameters, history->x, world->account[i].mean, &spend);
        assert_near(value->p_alive, alive, 1e-12);
        assert_near(value->expected, expected, 1e-12 * expected);
        assert_near(value->value.value, discounted * spend, 1e-12 * discounted * spend);
    }
}

/* Two halves of the same customers' time: the choice is by the second, and the calibration counts everybody. */
static void
test_choice__by_holdout_and_calibration(void)
{
    const KamClvParameters truth = { KAM_CLV_PNBD, { 0.8, 6, 0.6, 12 } };
    g_autofree World *world = world_of(&truth, 5);
    g_autofree KamLifetimeAccount *now = g_new(KamLifetimeAccount, N);
    const KamLifetimeQuestion question = { .horizon = 39, .choose = 1 };
    KamLifetimeClass row[KAM_LIFETIME_N_CLASSES];
    double expected = 0, actual = 0, most = -INFINITY;
    KamLifetimeResult result;
    size_t accounts = 0;
    KamClvFit fit;

    for (int i = 0; i < N; i++) {
        now[i] = world->account[i];
        now[i].history.x += world->customer[i].later_purchases;
        now[i].history.T += 39;
        if (world->customer[i].later_purchases > 0)
            now[i].history.t_x = now[i].history.T - 1;
    }
    g_assert_cmpint(kam_lifetime_value(now, world->account, N, &question, world->value, &result), ==, KAM_CALC_OK);
    g_assert_cmpint(result.chosen_by_holdout, ==, 1);
    for (int model = 0; model < KAM_CLV_N_MODELS; model++)
        most = fmax(most, result.predictive[model].value);
    g_assert_cmpfloat(result.predictive[result.fit.parameters.model].value, ==, most);
    g_assert_cmpint(kam_lifetime_calibration(now, world->account, N, KAM_CLV_PNBD, &fit, row), ==, KAM_CALC_OK);
    for (int c = 0; c < KAM_LIFETIME_N_CLASSES; c++) {
        accounts += row[c].accounts;
        expected += row[c].expected;
        actual += row[c].actual;
    }
    g_assert_cmpuint(accounts, ==, N);
    assert_near(expected / actual, 1, 0.1);
    g_assert_cmpint(kam_lifetime_value(world->account, now, N, &question, world->value, &result), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_lifetime_calibration(world->account, now, N, KAM_CLV_PNBD, &fit, row), ==, KAM_CALC_DOMAIN);
}

static void
test_value__statuses(void)
{
    const KamLifetimeAccount none = { .status = KAM_CALC_EMPTY }, idle = { .history.T = 5 }, bad = { .history.x = 0.5 };
    KamLifetimeQuestion question = { .horizon = 39, .choose = 1 };
    KamLifetimeResult result = { .n_accounts = 7 };
    KamLifetimeValue value = { .expected = 7 };

    g_assert_cmpint(kam_lifetime_value(&none, NULL, 1, &question, &value, &result), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_lifetime_value(&idle, NULL, 1, &question, &value, &result), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(kam_lifetime_value(&bad, NULL, 1, &question, &value, &result), ==, KAM_CALC_DOMAIN);
    question.horizon = 0;
    g_assert_cmpint(kam_lifetime_value(&idle, NULL, 1, &question, &value, &result), ==, KAM_CALC_DOMAIN);
    question = (KamLifetimeQuestion) { .horizon = 1, .model = (KamClvModel)3 };
    g_assert_cmpint(kam_lifetime_value(&idle, NULL, 1, &question, &value, &result), ==, KAM_CALC_DOMAIN);
    g_assert_cmpuint(result.n_accounts, ==, 7);
    g_assert_cmpfloat(value.expected, ==, 7);
}

#define ADD(name) g_test_add_func("/lifetime/" #name, test_##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(summarise__by_hand);
    ADD(summarise__statuses);
    ADD(regularity__holds_its_level_and_finds_rhythm);
    ADD(regularity__statuses);
    ADD(value__finds_the_truth);
    ADD(value__agrees_with_the_single_functions);
    ADD(choice__by_holdout_and_calibration);
    ADD(value__statuses);
    return g_test_run();
}
