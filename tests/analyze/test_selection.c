/* The selection of key accounts on facts made by hand; every expected number is worked out beside it. */
#include <math.h>
#include <string.h>

#include "service/analysis/selection.h"
#include "support.h"

static const KamAnalysisOptions plain = { KAM_BASIS_PRODUCTS, KAM_DAY_NONE, KAM_DAY_NONE };

static KamSelectionAnalysis *
select_with(const KamFacts *facts, const KamSelectOptions *options)
{
    g_autoptr(GError) error = NULL;
    KamSelectionAnalysis *analysis = kam_selection_analysis_new(facts, 3, &plain, options, &error);

    g_assert_no_error(error);
    return analysis;
}

static KamSelectionAnalysis *
choose(const KamFacts *facts)
{
    KamSelectOptions options = kam_select_options_default();

    return select_with(facts, &options);
}

static const KamSelectAccount *
find(const KamSelectionAnalysis *analysis, const char *number)
{
    for (guint i = 0; i < analysis->n; i++) {
        const KamFactAccount *account =
            &g_array_index(analysis->behaviour->scope.facts->accounts, KamFactAccount, analysis->account[i].account);

        if (strcmp(account->number, number) == 0)
            return &analysis->account[i];
    }
    g_assert_not_reached();
}

static void
assert_figure(const KamSelectAccount *account, KamSelectCriterion criterion, double figure, double value)
{
    g_assert_true(account->figure[criterion].is_known);
    g_assert_cmpfloat_with_epsilon(account->figure[criterion].figure, figure, 1e-9 * (1 + fabs(figure)));
    g_assert_cmpfloat_with_epsilon(account->figure[criterion].value, value, 1e-12);
    g_assert_cmpfloat(account->figure[criterion].half, ==, 0);
}

/* Two years and a month, 26 months up to 2026-01-31. In the last 365 days (from 2025-02-01 on: 12 months):
 * big    12 x 1000, two products, margin 12 x 300; the year before 12 x 1000
 * small  12 x 250, one product, margin 12 x 25;  the year before 12 x 200
 * blind  12 x 360, one product, no cost; the same before */
static KamFacts *
make_facts(void)
{
    Builder *b = builder_new("EUR");

    ADD_MONTHLY(b, 25, .account = "big", .product = "nail", .day = "2024-01-15", .net = 600, .cost = 400,
                .has_cost = TRUE);
    ADD_MONTHLY(b, 25, .account = "big", .product = "plank", .day = "2024-01-15", .net = 400, .cost = 300,
                .has_cost = TRUE);
    ADD_MONTHLY(b, 13, .account = "small", .product = "nail", .day = "2024-01-10", .net = 200, .cost = 180,
                .has_cost = TRUE);
    ADD_MONTHLY(b, 12, .account = "small", .product = "nail", .day = "2025-02-10", .net = 250, .cost = 225,
                .has_cost = TRUE);
    ADD_MONTHLY(b, 25, .account = "blind", .product = "rope", .day = "2024-01-31", .net = 360);
    ADD(b, .account = "credit", .product = "rope", .day = "2025-05-01", .net = -5, .flags = KAM_FACT_CREDIT);
    return builder_finish(b);
}

static void
test_figures__volume_profit_and_breadth(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamSelectionAnalysis) a = choose(facts);
    const KamSelectAccount *big = find(a, "big"), *small = find(a, "small");

    g_assert_cmpuint(a->n, ==, 3); /* the one with a credit alone is no candidate */
    assert_figure(big, KAM_SELECT_VOLUME, 12000e6, 1);
    assert_figure(small, KAM_SELECT_VOLUME, 3000e6, sqrt(3000. / 12000));
    assert_figure(big, KAM_SELECT_PROFIT, 3600e6, 1);
    assert_figure(small, KAM_SELECT_PROFIT, 300e6, sqrt(300. / 3600));
    assert_figure(big, KAM_SELECT_BREADTH, 2, 1);
    assert_figure(small, KAM_SELECT_BREADTH, 1, sqrt(0.5));
}

static void
test_figures__growth(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamSelectionAnalysis) a = choose(facts);

    assert_figure(find(a, "big"), KAM_SELECT_GROWTH, 0, 0.5);
    assert_figure(find(a, "small"), KAM_SELECT_GROWTH, 0.25, 0.75);
}

/* Months differ by a day or two: hardly any variation, and hardly any error of a forecast of equal months. */
static void
test_figures__a_clock_is_predictable(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamSelectionAnalysis) a = choose(facts);
    const KamSelectFigure *figure = &find(a, "big")->figure[KAM_SELECT_PREDICTABILITY];

    g_assert_true(figure->is_known);
    g_assert_cmpfloat(figure->value, >, 0.95);
}

/* All with cost together: 3900 of 15000. Applied to 12 x 360 = 4320: 1123.2 of 3600. */
static void
test_unknown__profit_is_assumed_and_may_be_off(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamSelectionAnalysis) a = choose(facts);
    const KamSelectFigure *profit = &find(a, "blind")->figure[KAM_SELECT_PROFIT];

    g_assert_cmpfloat_with_epsilon(a->house_margin_rate.value, 3900. / 15000, 1e-12);
    g_assert_false(profit->is_known);
    g_assert_true(isnan(profit->figure));
    g_assert_cmpfloat_with_epsilon(profit->value, sqrt(1123.2 / 3600), 1e-12);
    g_assert_cmpfloat_with_epsilon(profit->half, profit->value / 2, 1e-12);
    g_assert_cmpuint(a->known[KAM_SELECT_PROFIT], ==, 2);
}

static void
test_score__is_the_sum_of_what_each_criterion_adds(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamSelectionAnalysis) a = choose(facts);

    for (guint i = 0; i < a->n; i++) {
        double sum = 0;

        for (guint c = 0; c < KAM_SELECT_N; c++) {
            const KamSelectFigure *f = &a->account[i].figure[c];

            g_assert_cmpfloat_with_epsilon(f->contribution, a->options.weight[c] * f->value, 1e-15);
            sum += f->contribution;
        }
        g_assert_cmpfloat_with_epsilon(a->account[i].score, sum, 1e-14);
        g_assert_cmpuint(a->account[i].rank, ==, i + 1);
        if (i > 0)
            g_assert_cmpfloat(a->account[i].score, <=, a->account[i - 1].score);
    }
}

/* The largest in all that is known is the first whatever the weights; the two others share the second place of two. */
static void
test_places__are_shares_of_draws(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    KamSelectOptions options = kam_select_options_default();
    g_autoptr(KamSelectionAnalysis) a = NULL;

    options.top = 2;
    options.weight[KAM_SELECT_GROWTH] = 0;
    a = select_with(facts, &options);
    g_assert_cmpfloat(find(a, "big")->in_top.value, ==, 1);
    g_assert_cmpfloat_with_epsilon(find(a, "small")->in_top.value + find(a, "blind")->in_top.value, 1, 1e-12);
}

/* A hundred and twenty accounts that differ in volume alone, and slightly in breadth: one in the middle can never be
 * among the first five, and the shares of all sum to five. */
static void
test_places__of_a_long_list_sum_to_the_top(void)
{
    Builder *b = builder_new("EUR");
    g_autoptr(KamFacts) facts = NULL;
    KamSelectOptions options = kam_select_options_default();
    g_autoptr(KamSelectionAnalysis) a = NULL;
    double sum = 0;
    guint out = 0;

    for (guint i = 0; i < 120; i++) {
        g_autofree char *number = g_strdup_printf("%u", i);

        ADD(b, .account = number, .product = "nail", .day = "2026-01-05", .net = 100 + 7.25 * i);
        if (i % 3 == 0)
            ADD(b, .account = number, .product = "plank", .day = "2026-01-06", .net = 5);
    }
    facts = builder_finish(b);
    options.top = 5;
    options.draws = 1000;
    a = select_with(facts, &options);
    for (guint i = 0; i < a->n; i++) {
        sum += a->account[i].in_top.value;
        out += a->account[i].in_top.value == 0;
    }
    g_assert_cmpfloat_with_epsilon(sum, 5, 1e-9);
    g_assert_cmpuint(out, >, 60);
    g_assert_cmpfloat(find(a, "50")->in_top.value, ==, 0);
    g_assert_cmpfloat(find(a, "117")->in_top.value, >, 0.9);
}

/* Without wobble and without anything assumed there is nothing to draw: places are certain. */
static void
test_places__are_certain_when_nothing_is_in_doubt(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    KamSelectOptions options = kam_select_options_default();
    g_autoptr(KamSelectionAnalysis) a = NULL;

    memset(options.weight, 0, sizeof options.weight);
    options.weight[KAM_SELECT_VOLUME] = 3;
    options.weight[KAM_SELECT_BREADTH] = 1;
    options.wobble = 0;
    options.top = 1;
    a = select_with(facts, &options);
    g_assert_cmpfloat(a->options.weight[KAM_SELECT_VOLUME], ==, 0.75);
    g_assert_cmpfloat(find(a, "big")->in_top.value, ==, 1);
    g_assert_cmpfloat(find(a, "small")->in_top.value, ==, 0);
}

static void
test_unknown__of_everybody_is_left_out(void)
{
    Builder *b = builder_new("EUR");
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamSelectionAnalysis) a = NULL;

    ADD(b, .account = "1", .product = "nail", .day = "2026-01-05", .net = 100);
    ADD(b, .account = "2", .product = "nail", .day = "2026-01-05", .net = 25);
    facts = builder_finish(b);
    a = choose(facts);
    g_assert_false(a->is_used[KAM_SELECT_PROFIT]);
    g_assert_false(a->is_used[KAM_SELECT_GROWTH]);
    g_assert_false(a->is_used[KAM_SELECT_PREDICTABILITY]);
    g_assert_cmpfloat_with_epsilon(a->options.weight[KAM_SELECT_VOLUME], 0.35 / 0.45, 1e-15);
    g_assert_cmpfloat_with_epsilon(find(a, "1")->score, 1, 1e-15);
    g_assert_cmpfloat_with_epsilon(find(a, "2")->score, (0.35 * 0.5 + 0.10) / 0.45, 1e-15);
}

static void
test_errors__say_why(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    KamSelectOptions wrong[] = { kam_select_options_default(), kam_select_options_default(),
                                 kam_select_options_default() };

    wrong[0].weight[0] = -1;
    wrong[1].wobble = 1.5;
    wrong[2].draws = 0;
    for (guint k = 0; k < G_N_ELEMENTS(wrong); k++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(kam_selection_analysis_new(facts, 3, &plain, &wrong[k], &error));
        g_assert_error(error, KAM_ERROR, KAM_ERROR_USAGE);
    }
    memset(wrong[0].weight, 0, sizeof wrong[0].weight);
    {
        g_autoptr(GError) error = NULL;

        g_assert_null(kam_selection_analysis_new(facts, 3, &plain, &wrong[0], &error));
        g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
    }
}

#define ADD_TEST(name) g_test_add_func("/selection/" #name, test_##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD_TEST(figures__volume_profit_and_breadth);
    ADD_TEST(figures__growth);
    ADD_TEST(figures__a_clock_is_predictable);
    ADD_TEST(unknown__profit_is_assumed_and_may_be_off);
    ADD_TEST(score__is_the_sum_of_what_each_criterion_adds);
    ADD_TEST(places__are_shares_of_draws);
    ADD_TEST(places__of_a_long_list_sum_to_the_top);
    ADD_TEST(places__are_certain_when_nothing_is_in_doubt);
    ADD_TEST(unknown__of_everybody_is_left_out);
    ADD_TEST(errors__say_why);
    return g_test_run();
}
