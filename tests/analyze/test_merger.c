/* One customer buys another; every expected number is worked out beside it. */
#include <math.h>
#include <string.h>

#include <kamen/concentration.h>

#include "base/decimal.h"
#include "base/error.h"
#include "service/analysis/compare.h"
#include "service/analysis/merger.h"
#include "support.h"

static const KamAnalysisOptions plain = { .basis = KAM_BASIS_PRODUCTS,
                                          .from_day = KAM_DAY_NONE,
                                          .until_day = KAM_DAY_NONE };

static void
number_accounts(KamFacts *facts)
{
    for (guint i = 0; i < facts->accounts->len; i++)
        g_array_index(facts->accounts, KamFactAccount, i).id = i + 11;
}

/* A buys 10 nails for 100 and a rope for 50; B 4 nails for 60 and wire for 90; C 200 of anything: shares 0.3, 0.3, 0.4.
 */
static KamFacts *
make_facts(void)
{
    Builder *b = builder_new("EUR");
    KamFacts *facts;

    ADD(b, .account = "A", .product = "nail", .category = "Iron", .day = "2025-03-01", .net = 100, .quantity = 10,
        .cost = 70, .has_cost = TRUE);
    ADD(b, .account = "A", .product = "rope", .day = "2025-03-01", .net = 50, .cost = 30, .has_cost = TRUE);
    ADD(b, .account = "B", .product = "nail", .category = "Iron", .day = "2025-04-01", .net = 60, .quantity = 4,
        .cost = 28, .has_cost = TRUE);
    ADD(b, .account = "B", .product = "wire", .category = "Iron", .day = "2025-04-01", .net = 90, .cost = 60,
        .has_cost = TRUE);
    ADD(b, .account = "C", .product = "plank", .category = "Wood", .day = "2025-12-31", .net = 200, .cost = 100,
        .has_cost = TRUE);
    ADD(b, .account = "A", .product = "nail", .day = "2023-03-01", .net = 7000, .quantity = 1);
    facts = builder_finish(b);
    number_accounts(facts);
    return facts;
}

static KamMergerAnalysis *
analyse(const KamFacts *facts, gint64 buyer, gint64 target)
{
    g_autoptr(GError) error = NULL;
    KamMergerAnalysis *analysis = kam_merger_analysis_new(facts, 1, buyer, target, &plain, &error);

    g_assert_no_error(error);
    return analysis;
}

static void
test_weight__before_and_after(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamMergerAnalysis) a = analyse(facts, 11, 12);

    g_assert_cmpfloat_with_epsilon(a->before[0].share, 0.3, 1e-15);
    g_assert_cmpfloat_with_epsilon(a->together.share, 0.6, 1e-15);
    g_assert_cmpuint(a->before[0].rank, ==, 2);
    g_assert_cmpuint(a->before[1].rank, ==, 3);
    g_assert_cmpuint(a->together.rank, ==, 1);
    /* 0.09 + 0.09 + 0.16; 0.36 + 0.16; 2 * 0.3 * 0.3 */
    g_assert_cmpfloat_with_epsilon(a->hhi_before, 0.34, 1e-12);
    g_assert_cmpfloat_with_epsilon(a->hhi_after, 0.52, 1e-12);
    g_assert_cmpfloat_with_epsilon(a->hhi_change, 0.18, 1e-12);
    /* contribution 50 + 62 of 212 */
    g_assert_cmpfloat_with_epsilon(a->together.profit_share, 112.0 / 212, 1e-12);
}

/* Nails cost A 10, B 15: 4 at 10 would bring 20 less. */
static void
test_prices__the_better_becomes_everybodys(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamMergerAnalysis) a = analyse(facts, 11, 12);
    const KamMergerPrice *nail = &g_array_index(a->prices, KamMergerPrice, 0);
    g_autoptr(GString) csv = kam_merger_analysis_to_csv(a, 0), out = g_string_new(NULL);
    KamJson json;

    g_assert_cmpuint(a->prices->len, ==, 1);
    g_assert_cmpint(nail->cost_micro, ==, 20 * KAM_MICRO);
    g_assert_cmpint(nail->better, ==, 0);
    g_assert_cmpint(a->cost_micro, ==, 20 * KAM_MICRO);
    g_assert_cmpint(a->cost_of_side_micro[1], ==, 20 * KAM_MICRO);
    g_assert_cmpuint(a->pair.only[0]->len, ==, 1);
    g_assert_cmpuint(a->pair.only[1]->len, ==, 1);
    g_assert_nonnull(strstr(csv->str, "nail,,Iron,10,10,100.00,4,15,60.00,buyer,20.00\n"));
    kam_json_init(&json, out, 0);
    kam_merger_analysis_to_json(a, 0, &json);
    /* margins of the nails: 160 - 98 = 62, then 42 */
    g_assert_nonnull(strstr(out->str, "\"profit\":{\"before\":{\"amount\":\"62.00\",\"currency\":\"EUR\"},"
                                      "\"after\":{\"amount\":\"42.00\""));
    g_assert_nonnull(strstr(out->str, "\"is_over_thresholds\":true"));
}

static void
test_overlap__by_number_and_by_value(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamMergerAnalysis) a = analyse(facts, 11, 12);

    g_assert_cmpfloat_with_epsilon(a->pair.jaccard, 1.0 / 3, 1e-15);
    /* nails are 2/3 of A's and 2/5 of B's: 0.4 / (2 - 0.4) */
    g_assert_cmpfloat_with_epsilon(a->pair.jaccard_value, 0.25, 1e-12);
}

static void
test_compare__level_of_prices_and_months(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamCompareAnalysis) a = kam_compare_analysis_new(facts, 1, 11, 12, &plain, NULL);
    gint64 sums[2] = { 0, 0 };

    /* 10 nails at 15 by 10 at 10 */
    g_assert_cmpfloat_with_epsilon(a->price_level, 1.5, 1e-12);
    g_assert_cmpuint(a->n_months, ==, 24);
    for (guint m = 0; m < a->n_months; m++) {
        sums[0] += a->month_micro[m][0];
        sums[1] += a->month_micro[m][1];
    }
    g_assert_cmpint(sums[0], ==, 150 * KAM_MICRO);
    g_assert_cmpint(sums[1], ==, 150 * KAM_MICRO);
    g_assert_cmpint(a->month_micro[14][0], ==, 150 * KAM_MICRO); /* March 2025 */
    g_assert_cmpuint(a->pair.side[0].documents, ==, 2);
    g_assert_false(a->has_contacts);
}

static void
test_categories__both_together(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamMergerAnalysis) a = analyse(facts, 11, 12);
    const KamMergerCategory *iron = &g_array_index(a->by_category, KamMergerCategory, 0);

    g_assert_cmpuint(a->by_category->len, ==, 2); /* iron, and the rope without one */
    g_assert_cmpint(iron->net_micro[0], ==, 100 * KAM_MICRO);
    g_assert_cmpint(iron->net_micro[1], ==, 150 * KAM_MICRO);
    g_assert_cmpint(iron->market.net_micro, ==, 250 * KAM_MICRO);
}

static void
test_target__leaves_its_group(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamMergerAnalysis) a = NULL;

    g_array_index(facts->accounts, KamFactAccount, 1).parent_id = 13;
    g_array_index(facts->accounts, KamFactAccount, 1).head_id = 13;
    a = analyse(facts, 11, 12);
    /* C with B 0.7 and A 0.3: 0.58; then A with B 0.6 and C 0.4: 0.52 */
    g_assert_cmpfloat_with_epsilon(a->hhi_before, 0.58, 1e-12);
    g_assert_cmpfloat_with_epsilon(a->hhi_change, -0.06, 1e-12);
}

static void
test_default__is_the_two_largest(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamMergerAnalysis) a = analyse(facts, 0, 0), b = analyse(facts, 0, 13);

    g_assert_cmpuint(a->pair.side[0].account, ==, 2);
    g_assert_cmpuint(a->pair.side[1].account, ==, 0);
    g_assert_cmpuint(b->pair.side[0].account, ==, 0);
}

static void
test_refused__unknown_and_one_already(void)
{
    static const gint64 pairs[][2] = { { 11, 11 }, { 11, 99 }, { 13, 12 }, { 12, 13 } };
    g_autoptr(KamFacts) facts = make_facts();

    g_array_index(facts->accounts, KamFactAccount, 1).parent_id = 13;
    g_array_index(facts->accounts, KamFactAccount, 1).head_id = 13;
    for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(kam_merger_analysis_new(facts, 1, pairs[i][0], pairs[i][1], &plain, &error));
        g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
    }
}

/* Of any firm: merging never lowers HHI, and adds what libkamen says; one price costs nothing or more. */
static void
test_property__rise_and_cost_are_never_below_0(void)
{
    for (guint32 seed = 1; seed <= 30; seed++) {
        g_autoptr(KamFacts) facts = make_random_firm(seed, 1, FALSE);
        g_autoptr(KamMergerAnalysis) a = NULL;
        double formula;

        for (gsize i = 0; i < facts->n; i++)
            facts->quantity_micro[i] *= 1 + (gint64)(i % 7);
        number_accounts(facts);
        a = analyse(facts, 0, 11 + seed);
        if (!(a->before[1].net_micro > 0))
            continue;
        g_assert_cmpint(kam_concentration_merger(a->before[0].share, a->before[1].share, &formula), ==, KAM_CALC_OK);
        g_assert_cmpfloat(a->hhi_change, >=, 0);
        g_assert_cmpfloat_with_epsilon(a->hhi_after - a->hhi_before, formula, 1e-12);
        g_assert_cmpuint(a->together.rank, <=, a->before[0].rank);
        for (guint i = 0; i < a->prices->len; i++)
            g_assert_cmpint(g_array_index(a->prices, KamMergerPrice, i).cost_micro, >=, 0);
    }
}

static void
test_property__equal_prices_cost_nothing(void)
{
    Builder *b = builder_new("EUR");
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamMergerAnalysis) a = NULL;

    for (int p = 1; p <= 30; p++) {
        g_autofree char *product = g_strdup_printf("p%d", p);

        ADD(b, .account = "A", .product = product, .day = "2025-01-10", .net = p * 7 / 4.0, .quantity = 7);
        ADD(b, .account = "B", .product = product, .day = "2025-01-10", .net = p * 3 / 4.0, .quantity = 3);
    }
    facts = builder_finish(b);
    number_accounts(facts);
    a = analyse(facts, 11, 12);
    g_assert_cmpuint(a->prices->len, ==, 30);
    g_assert_cmpint(a->cost_micro, ==, 0);
    g_assert_cmpint(g_array_index(a->prices, KamMergerPrice, 0).better, ==, -1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/analyze/merger/weight", test_weight__before_and_after);
    g_test_add_func("/analyze/merger/prices", test_prices__the_better_becomes_everybodys);
    g_test_add_func("/analyze/merger/overlap", test_overlap__by_number_and_by_value);
    g_test_add_func("/analyze/compare/level", test_compare__level_of_prices_and_months);
    g_test_add_func("/analyze/merger/categories", test_categories__both_together);
    g_test_add_func("/analyze/merger/leaves", test_target__leaves_its_group);
    g_test_add_func("/analyze/merger/default", test_default__is_the_two_largest);
    g_test_add_func("/analyze/merger/refused", test_refused__unknown_and_one_already);
    g_test_add_func("/analyze/merger/never_below", test_property__rise_and_cost_are_never_below_0);
    g_test_add_func("/analyze/merger/equal", test_property__equal_prices_cost_nothing);
    return g_test_run();
}
