/* The behaviour of facts made by hand; every expected number is worked out beside it. */
#include <string.h>

#include "base/decimal.h"
#include "service/analysis/behaviour.h"
#include "support.h"

static const KamAnalysisOptions plain = { .basis = KAM_BASIS_PRODUCTS,
                                          .from_day = KAM_DAY_NONE,
                                          .until_day = KAM_DAY_NONE };

static KamBehaviourAnalysis *
analyse(const KamFacts *facts, const KamAnalysisOptions *options)
{
    g_autoptr(GError) error = NULL;
    KamBehaviourAnalysis *analysis = kam_behaviour_analysis_new(facts, 3, options, &error);

    g_assert_no_error(error);
    return analysis;
}

/* Five customers 1..5 who differ in everything, one with a credit alone. */
static KamFacts *
make_facts(void)
{
    Builder *b = builder_new("EUR");

    ADD_MONTHLY(b, 5, .account = "5", .name = "Fifth", .product = "nail", .day = "2024-01-05", .net = 100);
    ADD(b, .account = "5", .product = "plank", .day = "2024-05-05", .net = -50, .flags = KAM_FACT_CREDIT);
    ADD_MONTHLY(b, 4, .account = "4", .product = "nail", .day = "2024-01-04", .net = 90);
    ADD_MONTHLY(b, 3, .account = "3", .product = "nail", .day = "2024-01-03", .net = 80);
    ADD_MONTHLY(b, 2, .account = "2", .product = "nail", .day = "2024-01-02", .net = 70);
    ADD(b, .account = "1", .product = "nail", .day = "2024-01-01", .net = 60);
    ADD(b, .account = "9", .product = "nail", .day = "2024-02-01", .net = -5, .flags = KAM_FACT_CREDIT);
    ADD(b, .account = "1", .product = "POST", .day = "2024-05-20", .net = 9, .flags = KAM_FACT_CHARGE);
    return builder_finish(b);
}

static void
test_behaviour__scores_by_rank(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamBehaviourAnalysis) a = analyse(facts, &plain);

    g_assert_cmpuint(a->n, ==, 5);
    g_assert_cmpuint(a->without_purchase, ==, 1);
    g_assert_cmpuint(a->purchased_once, ==, 1);
    for (guint i = 0; i < 5; i++) { /* largest sales first: customers 5, 4, 3, 2, 1 */
        KamRfm rfm = a->rfm[a->order[i]];

        g_assert_cmpuint(rfm.recency, ==, 5 - i);
        g_assert_cmpuint(rfm.frequency, ==, 5 - i);
        g_assert_cmpuint(rfm.monetary, ==, 5 - i);
    }
    g_assert_cmpuint(a->cells_occupied, ==, 5);
    g_assert_cmpuint(a->group[KAM_RFM_BEST].accounts, ==, 1);
    g_assert_cmpuint(a->group[KAM_RFM_STRONG].accounts, ==, 2);
    g_assert_cmpuint(a->group[KAM_RFM_WEAKEST].accounts, ==, 1);
    g_assert_cmpuint(a->group[KAM_RFM_LAPSING].accounts, ==, 0);
    g_assert_cmpint(a->group[KAM_RFM_STRONG].sales_micro, ==, (500 + 360) * KAM_MICRO);
}

static void
test_behaviour__figures_of_one_account(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamBehaviourAnalysis) a = analyse(facts, &plain);
    const KamBehaviour *fifth = &a->account[a->order[0]];

    /* As of 20 May, the day of the charge. Gaps 31, 29, 31, 30; a gap of 15 days now: all of them are longer. */
    g_assert_cmpuint(fifth->recency_days, ==, 15);
    g_assert_cmpuint(fifth->tenure_days, ==, 136);
    g_assert_cmpuint(fifth->documents, ==, 5);
    g_assert_cmpuint(fifth->products, ==, 1);
    g_assert_cmpfloat_with_epsilon(kam_behaviour_figure(fifth, KAM_FIGURE_MONETARY).value, 500, 1e-9);
    g_assert_cmpfloat_with_epsilon(fifth->credit_share.value, 0.1, 1e-15);
    g_assert_cmpfloat_with_epsilon(fifth->gap_median_days.value, 30.5, 1e-15);
    g_assert_cmpfloat_with_epsilon(fifth->silence.value, 1, 1e-15);
    g_assert_cmpint(fifth->growth.status, ==, KAM_CALC_TOO_FEW);
}

static void
test_behaviour__summary(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamBehaviourAnalysis) a = analyse(facts, &plain);

    g_assert_cmpfloat_with_epsilon(a->spread[KAM_FIGURE_FREQUENCY].mean, 3, 1e-15);
    g_assert_cmpfloat_with_epsilon(a->spread[KAM_FIGURE_FREQUENCY].median, 3, 1e-15);
    /* 500, 360, 240, 140, 60 */
    g_assert_cmpfloat_with_epsilon(a->spread[KAM_FIGURE_MONETARY].mean, 260, 1e-9);
    g_assert_cmpfloat_with_epsilon(a->spread[KAM_FIGURE_MONETARY].least, 60, 1e-9);
    g_assert_cmpfloat_with_epsilon(a->spread[KAM_FIGURE_MONETARY].most, 500, 1e-9);
    g_assert_cmpuint(a->spread[KAM_FIGURE_GAP].known, ==, 4);
    g_assert_cmpuint(a->spread[KAM_FIGURE_VARIATION].known, ==, 3);
    g_assert_cmpuint(a->spread[KAM_FIGURE_GROWTH].known, ==, 0);
    /* 30.5, 31, 30, 31: two in the middle */
    g_assert_cmpfloat_with_epsilon(a->spread[KAM_FIGURE_GAP].median, 30.75, 1e-15);
}

static void
test_behaviour__ties_go_by_ascending_number(void)
{
    Builder *b = builder_new("EUR");
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamBehaviourAnalysis) a = NULL;

    /* Equal in everything, seen in the order 10, 9, 8, 7, 6. */
    for (int number = 10; number >= 6; number--) {
        g_autofree char *text = g_strdup_printf("%d", number);

        ADD(b, .account = text, .day = "2024-01-01", .net = 10);
    }
    facts = builder_finish(b);
    a = analyse(facts, &plain);
    for (guint i = 0; i < 5; i++) {
        g_autofree char *text = g_strdup_printf("%u", 6 + i);

        g_assert_cmpstr(g_array_index(facts->accounts, KamFactAccount, a->order[i]).number, ==, text);
        g_assert_cmpuint(a->rfm[a->order[i]].recency, ==, i + 1);
        g_assert_cmpuint(a->rfm[a->order[i]].monetary, ==, i + 1);
    }
}

static void
test_behaviour__growth_over_two_years(void)
{
    Builder *b = builder_new("EUR");
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamBehaviourAnalysis) a = NULL;

    ADD(b, .account = "0", .day = "2022-01-15", .net = 1);
    ADD_MONTHLY(b, 12, .account = "1", .day = "2023-01-15", .net = 100);
    ADD_MONTHLY(b, 12, .account = "1", .day = "2024-01-15", .net = 150);
    facts = builder_finish(b);
    a = analyse(facts, &plain);
    g_assert_cmpint(a->account[a->order[0]].growth.status, ==, KAM_CALC_OK);
    g_assert_cmpfloat_with_epsilon(a->account[a->order[0]].growth.value, 0.5, 1e-12);
    g_assert_cmpint(a->account[a->order[1]].growth.status, ==, KAM_CALC_EMPTY);
}

static void
test_behaviour__until_looks_at_the_past(void)
{
    const KamAnalysisOptions past = { .basis = KAM_BASIS_PRODUCTS,
                                      .from_day = KAM_DAY_NONE,
                                      .until_day = kam_day_from_civil(2024, 1, 31) };
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamBehaviourAnalysis) a = analyse(facts, &past);

    g_assert_cmpuint(a->n, ==, 5);
    g_assert_cmpuint(a->purchased_once, ==, 5);
    g_assert_cmpfloat_with_epsilon(a->spread[KAM_FIGURE_RECENCY].mean, 28, 1e-15); /* 26 .. 30 */
}

static void
test_behaviour__no_purchase_is_refused(void)
{
    Builder *b = builder_new("EUR");
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(GError) error = NULL;

    ADD(b, .account = "1", .day = "2024-01-01", .net = -10, .flags = KAM_FACT_CREDIT);
    facts = builder_finish(b);
    g_assert_null(kam_behaviour_analysis_new(facts, 1, &plain, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
}

static void
test_behaviour__json_says_why_a_figure_is_missing(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamBehaviourAnalysis) a = analyse(facts, &plain);
    g_autoptr(GString) out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 0);
    kam_behaviour_analysis_to_json(a, 0, &json);
    g_assert_nonnull(strstr(out->str, "\"data_version\":3"));
    g_assert_nonnull(strstr(out->str, "\"growth\":null,\"growth_reason\":\"not enough data"));
    g_assert_nonnull(strstr(out->str, "\"gap_reason\":\"not enough data: bought on one day only\""));
    g_assert_nonnull(strstr(out->str, "\"cells\":{\"555\":{\"accounts\":1"));
}

static void
test_behaviour__csv_has_a_row_an_account(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamBehaviourAnalysis) a = analyse(facts, &plain);
    g_autoptr(GString) csv = kam_behaviour_analysis_to_csv(a, 1);
    g_auto(GStrv) lines = g_strsplit(csv->str, "\n", -1);

    g_assert_cmpuint(g_strv_length(lines), ==, 3);
    g_assert_true(g_str_has_prefix(lines[0], "number,name,r,f,m,first_purchase"));
    g_assert_true(
        g_str_has_prefix(lines[1], "5,Fifth,5,5,5,2024-01-05,2024-05-05,15,5,500.00,450.00,136,,30.25,30.5,31,"));
}

static void
test_rfm__cells_are_numbered_from_111_to_555(void)
{
    g_assert_cmpuint(kam_rfm_cell(1, 1, 1), ==, 0);
    g_assert_cmpuint(kam_rfm_cell(1, 1, 2), ==, 1);
    g_assert_cmpuint(kam_rfm_cell(5, 5, 5), ==, KAM_RFM_CELLS - 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/analyze/behaviour/scores", test_behaviour__scores_by_rank);
    g_test_add_func("/analyze/behaviour/figures", test_behaviour__figures_of_one_account);
    g_test_add_func("/analyze/behaviour/summary", test_behaviour__summary);
    g_test_add_func("/analyze/behaviour/ties", test_behaviour__ties_go_by_ascending_number);
    g_test_add_func("/analyze/behaviour/growth", test_behaviour__growth_over_two_years);
    g_test_add_func("/analyze/behaviour/until", test_behaviour__until_looks_at_the_past);
    g_test_add_func("/analyze/behaviour/no_purchase", test_behaviour__no_purchase_is_refused);
    g_test_add_func("/analyze/behaviour/json", test_behaviour__json_says_why_a_figure_is_missing);
    g_test_add_func("/analyze/behaviour/csv", test_behaviour__csv_has_a_row_an_account);
    g_test_add_func("/analyze/behaviour/cells", test_rfm__cells_are_numbered_from_111_to_555);
    return g_test_run();
}
