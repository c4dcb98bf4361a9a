/* The index of predictability by hand: its parts, weights, reasons, and that it never falls when a part rises. */
#include <math.h>
#include <string.h>

#include "service/analysis/predictability.h"

static KamCalcValue
known(double value)
{
    return (KamCalcValue) { .value = value, .status = KAM_CALC_OK };
}

/* A steady account: figures that are easy to work out. */
static const KamAccountForecast forecast = {
    .status = KAM_CALC_OK,
    .total = 300,
    .total_lower = 200,
    .total_upper = 400,
    .mase = { 0.6, KAM_CALC_OK },
    .smape = { 20, KAM_CALC_OK },
    .bias = { -0.1, KAM_CALC_OK },
    .coverage = { 0.95, KAM_CALC_OK },
    .coverage_80 = { 0.6, KAM_CALC_OK },
};
static const KamBehaviour behaviour = {
    .status = KAM_CALC_OK,
    .recency_days = 10,
    .tenure_days = 731,
    .gap_variation = { 0.25, KAM_CALC_OK },
};
static const KamAccountValue value = {
    .future = { .status = KAM_CALC_OK, .p_alive = 0.9 },
    .value = 1000,
    .value_lower = 750,
    .value_upper = 1250,
};

static KamPredictability
judge(const KamAccountForecast *f, const KamBehaviour *b, const KamAccountValue *v, double contract)
{
    return kam_predictability_index(&(KamPredictabilityFigures) { f, b, v, contract });
}

static void
test_index__by_hand(void)
{
    const KamPredictability p = judge(&forecast, &behaviour, &value, NAN);
    const double years = 731 / 365.25, tenure = years / (years + 2);
    const double sum = 0.30 * 0.9 + 0.15 * 0.75 + 0.05 / 1.6 + 0.05 * 0.9 + 0.05 * (1 - 0.25 / 2) + 0.05 * 0.8 +
                       0.10 * 0.9 + 0.10 * 0.8 + 0.05 * tenure;

    g_assert_cmpint(p.reason, ==, KAM_PREDICTABLE_IS_KNOWN);
    g_assert_cmpfloat_with_epsilon(p.index, sum / 0.9, 1e-12);
    g_assert_cmpfloat(p.weight[KAM_PREDICTS_CONTRACT], ==, 0);
    g_assert_cmpfloat_with_epsilon(p.weight[KAM_PREDICTS_ACCURACY], 0.30 / 0.9, 1e-12);
    g_assert_cmpfloat_with_epsilon(judge(&forecast, &behaviour, &value, 1).index, sum + 0.1, 1e-12);
}

static void
test_weights__are_one_together(void)
{
    const KamPredictability p = judge(&forecast, NULL, NULL, NAN);
    double all = 0, used = 0;

    for (KamPredicts i = 0; i < KAM_PREDICTS_N; i++) {
        all += kam_predictability_part(i)->weight;
        used += p.weight[i];
        g_assert_cmpint(p.weight[i] > 0, ==, !isnan(p.part[i]));
    }
    g_assert_cmpfloat_with_epsilon(all, 1, 1e-12);
    g_assert_cmpfloat_with_epsilon(used, 1, 1e-12);
}

/* Each figure made better, one at a time. */
static void
test_index__never_falls_when_a_figure_is_better(void)
{
    const double before = judge(&forecast, &behaviour, &value, 0.5).index;
    KamAccountForecast f[5];
    KamBehaviour b[2] = { behaviour, behaviour };
    KamAccountValue v[2] = { value, value };

    for (guint i = 0; i < G_N_ELEMENTS(f); i++)
        f[i] = forecast;
    f[0].smape = known(10);
    f[1].total_lower = 250;
    f[2].mase = known(0.3);
    f[3].bias = known(0.02);
    f[4].coverage_80 = known(0.78);
    b[0].gap_variation = known(0.1);
    b[1].tenure_days = 2000;
    v[0].future.p_alive = 0.99;
    v[1].value_upper = 1100;
    for (guint i = 0; i < G_N_ELEMENTS(f); i++)
        g_assert_cmpfloat(judge(&f[i], &behaviour, &value, 0.5).index, >, before);
    for (guint i = 0; i < G_N_ELEMENTS(b); i++)
        g_assert_cmpfloat(judge(&forecast, &b[i], &value, 0.5).index, >, before);
    for (guint i = 0; i < G_N_ELEMENTS(v); i++)
        g_assert_cmpfloat(judge(&forecast, &behaviour, &v[i], 0.5).index, >, before);
    g_assert_cmpfloat(judge(&forecast, &behaviour, &value, 0.6).index, >, before);
}

static void
test_index__too_thin_says_why(void)
{
    const KamAccountForecast too_short = { .status = KAM_CALC_TOO_FEW };
    KamBehaviour gone = behaviour;
    KamPredictability p = judge(&too_short, &behaviour, &value, NAN);

    g_assert_true(isnan(p.index));
    g_assert_cmpstr(kam_predictable_reason_name(p.reason), ==, "short_history");
    g_assert_cmpfloat(p.weight[KAM_PREDICTS_REGULARITY], ==, 0);
    g_assert_cmpfloat_with_epsilon(p.part[KAM_PREDICTS_REGULARITY], 0.8, 1e-12);
    gone.recency_days = 365;
    p = judge(&forecast, &gone, &value, NAN);
    g_assert_true(isnan(p.index));
    g_assert_cmpstr(kam_predictable_reason_name(p.reason), ==, "no_purchase_in_a_year");
    g_assert_null(kam_predictable_reason_name(KAM_PREDICTABLE_IS_KNOWN));
}

/* A forecast of nothing is no certainty, and a loss is as sure as a gain of the same interval. */
static void
test_parts__at_their_ends(void)
{
    KamAccountForecast nothing = forecast;
    KamAccountValue loss = value;

    nothing.total = nothing.total_lower = nothing.total_upper = 0;
    nothing.bias = known(-3);
    g_assert_cmpfloat(judge(&nothing, &behaviour, &value, NAN).part[KAM_PREDICTS_CERTAINTY], ==, 0);
    g_assert_cmpfloat(judge(&nothing, &behaviour, &value, NAN).part[KAM_PREDICTS_BIAS], ==, 0);
    loss.value = -1000;
    loss.value_lower = -1250;
    loss.value_upper = -750;
    g_assert_cmpfloat_with_epsilon(judge(&forecast, &behaviour, &loss, NAN).part[KAM_PREDICTS_VALUE], 0.8, 1e-12);
}

#define TEST(name) g_test_add_func("/predictability/" #name, test_##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST(index__by_hand);
    TEST(weights__are_one_together);
    TEST(index__never_falls_when_a_figure_is_better);
    TEST(index__too_thin_says_why);
    TEST(parts__at_their_ends);
    return g_test_run();
}
