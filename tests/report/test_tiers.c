/* The rule for tiers: what gives points, and who moves by them near a cut. */
#include "support.h"

/* A firm of three: "large" makes 60% of sales, "upper" reaches the 80%, and "near" stands below the cut with nine
 * tenths of upper's sales; 24 months of each. What a test adds to "near" must be small beside them. */
static Builder *
build_firm(void)
{
    Builder *b = builder_new("EUR");

    ADD_MONTHLY(b, 24, .account = "large", .day = "2023-01-31", .net = 6000, .cost = 4800, .has_cost = TRUE);
    ADD_MONTHLY(b, 24, .account = "upper", .day = "2023-01-15", .net = 2100, .cost = 1680, .has_cost = TRUE);
    return b;
}

static const KamReportAccount *
judge(Builder *b, KamFacts **facts, KamReport **report)
{
    *facts = builder_finish(b);
    *report = make_report(*facts, KAM_BASIS_PRODUCTS);
    return find_account(*report, "near");
}

/* Twice a year, as one who is neither regular nor absent: four months of the last twelve. */
static void
add_seldom(Builder *b, double net, double cost)
{
    static const char *const days[] = { "2023-01-20", "2023-02-02", "2023-06-20", "2023-11-01",
                                        "2024-01-25", "2024-02-07", "2024-06-20", "2024-11-03" };

    for (gsize i = 0; i < G_N_ELEMENTS(days); i++)
        ADD(b, .account = "near", .day = days[i], .net = net, .cost = cost, .has_cost = TRUE);
}

static void
test_merits__an_ordinary_account_has_none(void)
{
    Builder *b = build_firm();
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamReport) report = NULL;
    const KamReportAccount *near;

    add_seldom(b, 5600, 4480);
    near = judge(b, &facts, &report);
    for (guint m = 0; m < KAM_MERIT_N; m++)
        g_assert_cmpint(near->merit[m], ==, 0);
    g_assert_cmpint(near->class, ==, KAM_TIER_B);
    g_assert_cmpint(near->tier, ==, KAM_TIER_B);
    g_assert_cmpuint(report->raised_accounts + report->lowered_accounts, ==, 0);
}

static void
test_merits__margin_is_measured_against_all(void)
{
    static const struct {
        double cost;
        int points;
    } cases[] = { { 4480, 0 }, { 4200, 1 }, { 5600, 0 }, { 5700, -1 } };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Builder *b = build_firm();
        g_autoptr(KamFacts) facts = NULL;
        g_autoptr(KamReport) report = NULL;

        add_seldom(b, 5600, cases[i].cost);
        g_assert_cmpint(judge(b, &facts, &report)->merit[KAM_MERIT_PROFIT], ==, cases[i].points);
    }
}

static void
test_merits__margin_of_a_few_lines_says_nothing(void)
{
    Builder *b = build_firm();
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamReport) report = NULL;

    add_seldom(b, 4000, 1000);
    ADD(b, .account = "near", .day = "2024-06-21", .net = 12000);
    g_assert_cmpint(judge(b, &facts, &report)->merit[KAM_MERIT_PROFIT], ==, 0);
}

static void
test_merits__growth_counts_twice_when_it_lifts(void)
{
    static const struct {
        double first_year, second_year;
        int points;
    } cases[] = { { 1880, 1880, 0 }, { 1640, 1990, 1 }, { 1300, 2500, 2 }, { 2500, 1300, 0 } };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Builder *b = build_firm();
        g_autoptr(KamFacts) facts = NULL;
        g_autoptr(KamReport) report = NULL;

        ADD_MONTHLY(b, 12, .account = "near", .day = "2023-01-10", .net = cases[i].first_year);
        ADD_MONTHLY(b, 12, .account = "near", .day = "2024-01-10", .net = cases[i].second_year);
        g_assert_cmpint(judge(b, &facts, &report)->merit[KAM_MERIT_GROWTH], ==, cases[i].points);
    }
}

static void
test_merits__regular_or_in_nearly_each_month_is_predictable(void)
{
    Builder *b = build_firm();
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamReport) report = NULL;

    ADD_MONTHLY(b, 24, .account = "near", .day = "2023-01-10", .net = 1800);
    g_assert_cmpint(judge(b, &facts, &report)->merit[KAM_MERIT_PREDICTABILITY], ==, 1);
}

static void
test_merits__three_months_of_twelve_speak_against(void)
{
    Builder *b = build_firm();
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamReport) report = NULL;

    ADD(b, .account = "near", .day = "2023-02-10", .net = 10000);
    ADD(b, .account = "near", .day = "2023-03-01", .net = 10000);
    ADD(b, .account = "near", .day = "2024-02-10", .net = 10000);
    ADD(b, .account = "near", .day = "2024-11-01", .net = 14000);
    g_assert_cmpint(judge(b, &facts, &report)->merit[KAM_MERIT_PREDICTABILITY], ==, -1);
}

static void
test_merits__breadth_is_measured_within_the_class(void)
{
    Builder *b = build_firm();
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamReport) report = NULL;

    /* Ten of class C with four products each, two of C with eight and with one. */
    for (guint i = 0; i < 48; i++) {
        g_autofree char *account = g_strdup_printf("c%u", i / 4);
        g_autofree char *product = g_strdup_printf("p%u", i % 4);

        if (i / 4 < 10 || i % 4 == 0)
            ADD(b, .account = account, .product = product, .day = "2024-05-05", .net = 4);
    }
    for (guint i = 1; i < 8; i++) {
        g_autofree char *product = g_strdup_printf("p%u", i);

        ADD(b, .account = "c10", .product = product, .day = "2024-05-05", .net = 1);
    }
    add_seldom(b, 5600, 4480);
    judge(b, &facts, &report);
    g_assert_cmpint(find_account(report, "c10")->class, ==, KAM_TIER_C);
    g_assert_cmpint(find_account(report, "c10")->merit[KAM_MERIT_BREADTH], ==, 1);
    g_assert_cmpint(find_account(report, "c0")->merit[KAM_MERIT_BREADTH], ==, 0);
    g_assert_cmpint(find_account(report, "c11")->merit[KAM_MERIT_BREADTH], ==, -1);
}

static void
test_tiers__two_points_raise_near_the_cut(void)
{
    Builder *b = build_firm();
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamReport) report = NULL;
    const KamReportAccount *near;

    ADD_MONTHLY(b, 24, .account = "near", .day = "2023-01-10", .net = 1800, .cost = 1000, .has_cost = TRUE);
    near = judge(b, &facts, &report);
    g_assert_cmpint(near->points, ==, 2);
    g_assert_cmpint(near->class, ==, KAM_TIER_B);
    g_assert_cmpint(near->tier, ==, KAM_TIER_A);
    g_assert_cmpuint(report->raised_accounts, ==, 1);
    g_assert_true(has_reason(near, "raised from B: near the cut, a better margin than most, buys regularly"));
}

static void
test_tiers__points_do_not_raise_from_far_below(void)
{
    Builder *b = build_firm();
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamReport) report = NULL;
    const KamReportAccount *near;

    ADD_MONTHLY(b, 24, .account = "near", .day = "2023-01-10", .net = 1500, .cost = 800, .has_cost = TRUE);
    near = judge(b, &facts, &report);
    g_assert_cmpint(near->points, ==, 2);
    g_assert_cmpint(near->tier, ==, near->class);
}

static void
test_tiers__a_loss_does_not_rise(void)
{
    Builder *b = build_firm();
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamReport) report = NULL;
    const KamReportAccount *near;

    ADD_MONTHLY(b, 12, .account = "near", .day = "2023-01-10", .net = 1300, .cost = 1400, .has_cost = TRUE);
    ADD_MONTHLY(b, 12, .account = "near", .day = "2024-01-10", .net = 2500, .cost = 2600, .has_cost = TRUE);
    near = judge(b, &facts, &report);
    g_assert_cmpint(near->points, ==, 2);
    g_assert_cmpint(near->merit[KAM_MERIT_PROFIT], ==, -1);
    g_assert_cmpint(near->tier, ==, KAM_TIER_B);
}

/* "above" is the last of A; two points against it, and "near" close below. */
static void
test_tiers__two_points_against_sink_near_the_cut(void)
{
    Builder *b = builder_new("EUR");
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamReport) report = NULL;
    const KamReportAccount *above;

    ADD_MONTHLY(b, 24, .account = "large", .day = "2023-01-31", .net = 6000, .cost = 4800, .has_cost = TRUE);
    ADD(b, .account = "above", .day = "2023-02-10", .net = 15000, .cost = 15500, .has_cost = TRUE);
    ADD(b, .account = "above", .day = "2023-04-01", .net = 10000, .cost = 10500, .has_cost = TRUE);
    ADD(b, .account = "above", .day = "2024-02-10", .net = 12000, .cost = 12500, .has_cost = TRUE);
    ADD(b, .account = "above", .day = "2024-11-01", .net = 13000, .cost = 13500, .has_cost = TRUE);
    add_seldom(b, 5600, 4480);
    facts = builder_finish(b);
    report = make_report(facts, KAM_BASIS_PRODUCTS);
    above = find_account(report, "above");
    g_assert_cmpint(above->class, ==, KAM_TIER_A);
    g_assert_cmpint(above->points, ==, -2);
    g_assert_cmpint(above->tier, ==, KAM_TIER_B);
    g_assert_null(above->reasons);
    g_assert_cmpuint(report->lowered_accounts, ==, 1);
    g_assert_cmpuint(report->tier_accounts[KAM_TIER_A], ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/report/merits/an_ordinary_account_has_none", test_merits__an_ordinary_account_has_none);
    g_test_add_func("/report/merits/margin_is_measured_against_all", test_merits__margin_is_measured_against_all);
    g_test_add_func("/report/merits/margin_of_a_few_lines_says_nothing",
                    test_merits__margin_of_a_few_lines_says_nothing);
    g_test_add_func("/report/merits/growth_counts_twice_when_it_lifts", test_merits__growth_counts_twice_when_it_lifts);
    g_test_add_func("/report/merits/regular_or_in_nearly_each_month_is_predictable",
                    test_merits__regular_or_in_nearly_each_month_is_predictable);
    g_test_add_func("/report/merits/three_months_of_twelve_speak_against",
                    test_merits__three_months_of_twelve_speak_against);
    g_test_add_func("/report/merits/breadth_is_measured_within_the_class",
                    test_merits__breadth_is_measured_within_the_class);
    g_test_add_func("/report/tiers/two_points_raise_near_the_cut", test_tiers__two_points_raise_near_the_cut);
    g_test_add_func("/report/tiers/points_do_not_raise_from_far_below", test_tiers__points_do_not_raise_from_far_below);
    g_test_add_func("/report/tiers/a_loss_does_not_rise", test_tiers__a_loss_does_not_rise);
    g_test_add_func("/report/tiers/two_points_against_sink_near_the_cut",
                    test_tiers__two_points_against_sink_near_the_cut);
    return g_test_run();
}
