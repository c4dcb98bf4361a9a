/* The concentration of facts made by hand; every expected number is worked out beside it. */
#include <math.h>
#include <string.h>

#include "base/decimal.h"
#include "service/analysis/concentration.h"
#include "support.h"

static const KamAnalysisOptions plain = { .basis = KAM_BASIS_PRODUCTS,
                                          .from_day = KAM_DAY_NONE,
                                          .until_day = KAM_DAY_NONE };

static const KamConcentrationQuestion accounts = { .by = KAM_BY_ACCOUNT, .slice = KAM_BY_N };

/* Net by account: A 50 (100 sold, 50 taken back), B 30, C 20, D -10; 25 more without a customer. */
static KamFacts *
make_facts(void)
{
    Builder *b = builder_new("EUR");

    ADD(b, .account = "A", .product = "nail", .category = "Iron", .day = "2024-01-10", .net = 100, .cost = 60,
        .has_cost = TRUE);
    ADD(b, .account = "B", .product = "nail", .category = "Iron", .day = "2024-06-10", .net = 30, .cost = 45,
        .has_cost = TRUE);
    ADD(b, .account = "C", .product = "plank", .category = "Wood", .day = "2025-02-01", .net = 20);
    ADD(b, .account = "A", .product = "nail", .day = "2025-03-01", .net = -50, .cost = -30, .has_cost = TRUE,
        .flags = KAM_FACT_CREDIT);
    ADD(b, .account = "D", .product = "rope", .day = "2025-03-05", .net = -10, .flags = KAM_FACT_CREDIT);
    ADD(b, .account = "B", .product = "POST", .day = "2025-03-10", .net = 7, .flags = KAM_FACT_CHARGE);
    ADD(b, .product = "nail", .day = "2025-03-11", .net = 25);
    return builder_finish(b);
}

static KamConcentrationAnalysis *
analyse(const KamFacts *facts, KamDimension by, const KamAnalysisOptions *options)
{
    const KamConcentrationQuestion question = { .by = by, .slice = KAM_BY_N };
    g_autoptr(GError) error = NULL;
    KamConcentrationAnalysis *analysis = kam_concentration_analysis_new(facts, 7, &question, options, &error);

    g_assert_no_error(error);
    return analysis;
}

static const KamHolderSum *
sum_at(const KamConcentrationAnalysis *analysis, guint i)
{
    g_assert_cmpuint(i, <, analysis->sums->len);
    return &g_array_index(analysis->sums, KamHolderSum, i);
}

static void
test_concentration__accounts_in_order_with_shares(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamConcentrationAnalysis) a = analyse(facts, KAM_BY_ACCOUNT, &plain);

    g_assert_cmpuint(a->sums->len, ==, 4);
    g_assert_cmpstr(kam_concentration_analysis_holder(a, sum_at(a, 0))->number, ==, "A");
    g_assert_cmpint(sum_at(a, 0)->net_micro, ==, 50 * KAM_MICRO);
    g_assert_cmpfloat_with_epsilon(sum_at(a, 0)->share, 0.5, 1e-15);
    g_assert_cmpfloat_with_epsilon(sum_at(a, 1)->cumulative, 0.8, 1e-15);
    g_assert_cmpint(a->spread.total_micro, ==, 100 * KAM_MICRO);
    g_assert_cmpuint(a->spread.not_positive, ==, 1);
    g_assert_cmpuint(sum_at(a, 3)->rank, ==, 0);
    g_assert_cmpint(sum_at(a, 3)->class_letter, ==, '-');
    /* 0.25 + 0.09 + 0.04; 50 + 30 reach 80 % */
    g_assert_cmpfloat_with_epsilon(a->spread.figures.hhi, 0.38, 1e-15);
    g_assert_cmpuint(a->spread.figures.count_for_80, ==, 2);
    g_assert_cmpuint(a->class_holders[0], ==, 2);
    g_assert_cmpint(a->class_micro[0], ==, 80 * KAM_MICRO);
    g_assert_cmpint(a->class_micro[1] + a->class_micro[2], ==, 20 * KAM_MICRO);
}

static void
test_concentration__lines_are_accounted_for(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamConcentrationAnalysis) a = analyse(facts, KAM_BY_ACCOUNT, &plain);
    const KamScope *s = &a->scope;

    g_assert_cmpuint(s->counted, ==, 5);
    g_assert_cmpuint(s->without_account, ==, 1);
    g_assert_cmpuint(s->outside_basis, ==, 1);
    g_assert_cmpuint(s->counted + s->without_account + s->outside_basis + s->outside_period + s->foreign, ==, facts->n);
    g_assert_cmpint(s->net_micro, ==, 90 * KAM_MICRO);
    g_assert_cmpint(s->data_version, ==, 7);
}

static void
test_concentration__basis_all_takes_charges(void)
{
    const KamAnalysisOptions all = { .basis = KAM_BASIS_ALL, .from_day = KAM_DAY_NONE, .until_day = KAM_DAY_NONE };
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamConcentrationAnalysis) a = analyse(facts, KAM_BY_ACCOUNT, &all);

    g_assert_cmpint(a->scope.net_micro, ==, 97 * KAM_MICRO);
    g_assert_cmpint(sum_at(a, 1)->net_micro, ==, 37 * KAM_MICRO);
}

static void
test_concentration__categories_leave_the_unassigned_apart(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamConcentrationAnalysis) a = analyse(facts, KAM_BY_CATEGORY, &plain);

    g_assert_cmpuint(a->sums->len, ==, 2);
    g_assert_cmpstr(kam_concentration_analysis_holder(a, sum_at(a, 0))->name, ==, "Iron");
    g_assert_cmpint(sum_at(a, 0)->net_micro, ==, 80 * KAM_MICRO);
    g_assert_cmpuint(a->unassigned_lines, ==, 1);
    g_assert_cmpint(a->unassigned_micro, ==, -10 * KAM_MICRO);
}

static void
test_concentration__countries_are_those_of_the_accounts(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamConcentrationAnalysis) a = NULL;

    g_array_index(facts->accounts, KamFactAccount, 0).country = "RS";
    g_array_index(facts->accounts, KamFactAccount, 2).country = "RS";
    g_array_index(facts->accounts, KamFactAccount, 1).country = "HU";
    a = analyse(facts, KAM_BY_COUNTRY, &plain);
    g_assert_cmpuint(a->sums->len, ==, 2);
    g_assert_cmpint(sum_at(a, 0)->net_micro, ==, 70 * KAM_MICRO);
    g_assert_cmpuint(a->unassigned_lines, ==, 1);
}

static void
test_concentration__nobody_tells_a_country(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamConcentrationAnalysis) a = analyse(facts, KAM_BY_COUNTRY, &plain);

    g_assert_false(a->spread.is_known);
    g_assert_cmpuint(a->sums->len, ==, 0);
    g_assert_cmpuint(a->unassigned_lines, ==, 5);
    g_assert_false(a->profit.is_known);
}

static void
test_profit__whale_of_the_lines_with_a_cost(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamConcentrationAnalysis) a = analyse(facts, KAM_BY_ACCOUNT, &plain);
    const KamProfitCurve *p = &a->profit;

    /* A 40 - 20 = 20, B -15; C and D have no cost. */
    g_assert_true(p->is_known);
    g_assert_cmpuint(p->n, ==, 2);
    g_assert_cmpint(p->margin_micro, ==, 5 * KAM_MICRO);
    g_assert_cmpint(p->peak_micro, ==, 20 * KAM_MICRO);
    g_assert_cmpint(p->eroded_micro, ==, 15 * KAM_MICRO);
    g_assert_cmpuint(p->figures.n_positive, ==, 1);
    g_assert_cmpuint(p->figures.n_negative, ==, 1);
    g_assert_cmpuint(p->break_even, ==, 1);
    g_assert_cmpfloat_with_epsilon(p->figures.peak_multiple.value, 4, 1e-12);
    g_assert_cmpfloat_with_epsilon(p->covered, 80.0 / 90.0, 1e-12);
    g_assert_cmpint(p->gains.total_micro, ==, 20 * KAM_MICRO);
    g_assert_cmpuint(p->order[p->n - 1], ==, 1);
}

static void
test_period__from_and_until_cut(void)
{
    const KamAnalysisOptions year = { .basis = KAM_BASIS_PRODUCTS,
                                      .from_day = kam_day_from_civil(2024, 2, 1),
                                      .until_day = kam_day_from_civil(2025, 2, 28) };
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamConcentrationAnalysis) a = analyse(facts, KAM_BY_ACCOUNT, &year);

    g_assert_cmpuint(a->sums->len, ==, 2);
    g_assert_cmpint(a->spread.total_micro, ==, 50 * KAM_MICRO);
    g_assert_cmpuint(a->scope.outside_period, ==,
                     4); /* A twice, D, the charge; the one without a customer is counted there */
    g_assert_cmpint(a->scope.as_of_day, ==, kam_day_from_civil(2025, 2, 28));
    g_assert_cmpint(a->scope.last_day, ==, kam_day_from_civil(2025, 2, 28));
}

static void
check_refused(const KamAnalysisOptions *options, KamErrorCode code, const char *part)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(GError) error = NULL;

    g_assert_null(kam_concentration_analysis_new(facts, 1, &accounts, options, &error));
    g_assert_error(error, KAM_ERROR, (gint)code);
    g_assert_nonnull(strstr(error->message, part));
}

static void
test_period__refused_when_it_holds_nothing(void)
{
    check_refused(&(KamAnalysisOptions) { .basis = KAM_BASIS_PRODUCTS,
                                          .from_day = kam_day_from_civil(2030, 1, 1),
                                          .until_day = KAM_DAY_NONE },
                  KAM_ERROR_INVALID, "6 lie outside the period");
    check_refused(&(KamAnalysisOptions) { .basis = KAM_BASIS_PRODUCTS,
                                          .from_day = KAM_DAY_NONE,
                                          .until_day = kam_day_from_civil(1999, 1, 1) },
                  KAM_ERROR_INVALID, "no line is left");
    check_refused(&(KamAnalysisOptions) { .basis = KAM_BASIS_PRODUCTS, .from_day = 20000, .until_day = 19999 },
                  KAM_ERROR_USAGE, "before it begins");
}

static void
test_sums__too_large_are_refused(void)
{
    Builder *b = builder_new("EUR");
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(GError) error = NULL;

    ADD(b, .account = "A", .day = "2024-01-10", .net = 8e12);
    ADD(b, .account = "B", .day = "2024-01-10", .net = 8e12);
    facts = builder_finish(b);
    g_assert_null(kam_concentration_analysis_new(facts, 1, &accounts, &plain, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE);
}

/* 26 whole months: A 10 a month throughout, B 30 a month in the last twelve. */
static KamFacts *
make_months(void)
{
    Builder *b = builder_new("EUR");

    ADD_MONTHLY(b, 26, .account = "A", .day = "2023-01-20", .net = 10);
    ADD_MONTHLY(b, 12, .account = "B", .day = "2024-03-05", .net = 30);
    return builder_finish(b);
}

static const KamSpreadSpan *
span_at(const GArray *spans, guint i)
{
    g_assert_cmpuint(i, <, spans->len);
    return &g_array_index(spans, KamSpreadSpan, i);
}

static void
test_spans__years_whole_and_part(void)
{
    const KamAnalysisOptions february = { .basis = KAM_BASIS_PRODUCTS,
                                          .from_day = KAM_DAY_NONE,
                                          .until_day = kam_day_from_civil(2025, 2, 28) };
    g_autoptr(KamFacts) facts = make_months();
    g_autoptr(KamConcentrationAnalysis) a = analyse(facts, KAM_BY_ACCOUNT, &february);

    g_assert_cmpuint(a->by_year->len, ==, 3);
    g_assert_false(span_at(a->by_year, 0)->is_whole); /* begins on 20 January */
    g_assert_true(span_at(a->by_year, 1)->is_whole);
    g_assert_false(span_at(a->by_year, 2)->is_whole);
    g_assert_cmpint(span_at(a->by_year, 0)->figures.net_micro, ==, 120 * KAM_MICRO);
    g_assert_cmpuint(span_at(a->by_year, 0)->figures.spread.figures.n, ==, 1);
    g_assert_cmpint(span_at(a->by_year, 1)->figures.net_micro, ==, (120 + 300) * KAM_MICRO);
    g_assert_cmpuint(span_at(a->by_year, 1)->figures.spread.figures.n, ==, 2);
    g_assert_cmpint(span_at(a->by_year, 2)->figures.net_micro, ==, 80 * KAM_MICRO);
}

/* A slid window must give what the same window gives when it is asked for alone. */
static void
test_spans__rolling_years_equal_the_same_years_alone(void)
{
    g_autoptr(KamFacts) facts = make_months();
    g_autoptr(KamConcentrationAnalysis) a = analyse(facts, KAM_BY_ACCOUNT, &plain);

    g_assert_cmpuint(a->history_months, ==, 25);
    g_assert_cmpuint(a->rolling->len, ==, 14);
    for (guint i = 0; i < a->rolling->len; i++) {
        const KamSpreadSpan *span = span_at(a->rolling, i);
        const KamAnalysisOptions alone = { .basis = KAM_BASIS_PRODUCTS, .from_day = span->from, .until_day = span->to };
        g_autoptr(KamConcentrationAnalysis) one = analyse(facts, KAM_BY_ACCOUNT, &alone);

        g_assert_cmpint(span->figures.net_micro, ==, one->scope.net_micro);
        g_assert_cmpfloat(span->figures.spread.figures.hhi, ==, one->spread.figures.hhi);
        g_assert_cmpuint(span->figures.spread.figures.n, ==, one->spread.figures.n);
    }
    g_assert_cmpuint(span_at(a->rolling, 0)->figures.spread.figures.n, ==, 1);
    g_assert_cmpuint(span_at(a->rolling, 13)->figures.spread.figures.n, ==, 2);
}

static void
test_spans__no_rolling_year_below_twelve_months(void)
{
    const KamAnalysisOptions half = { .basis = KAM_BASIS_PRODUCTS,
                                      .from_day = kam_day_from_civil(2024, 7, 1),
                                      .until_day = KAM_DAY_NONE };
    g_autoptr(KamFacts) facts = make_months();
    g_autoptr(KamConcentrationAnalysis) a = analyse(facts, KAM_BY_ACCOUNT, &half);
    g_autoptr(GString) out = g_string_new(NULL);
    KamJson json;

    g_assert_cmpuint(a->rolling->len, ==, 0);
    kam_json_init(&json, out, 0);
    a->with_points = TRUE;
    kam_concentration_analysis_to_json(a, 0, &json);
    g_assert_nonnull(strstr(out->str, "\"rolling\":null"));
    g_assert_nonnull(strstr(out->str, "\"rolling_reason\":\"not enough data"));
    g_assert_nonnull(strstr(out->str, "\"profit_reason\":\"not enough data"));
}

static void
test_points__each_percent_or_each_holder(void)
{
    guint at[100];

    g_assert_cmpuint(kam_curve_points(0, at), ==, 0);
    g_assert_cmpuint(kam_curve_points(3, at), ==, 3);
    g_assert_cmpuint(at[2], ==, 3);
    g_assert_cmpuint(kam_curve_points(250, at), ==, 100);
    g_assert_cmpuint(at[0], ==, 3); /* 1 % of 250, rounded up */
    g_assert_cmpuint(at[99], ==, 250);
}

static void
test_numbers__ascend_by_value_then_by_bytes(void)
{
    g_assert_cmpint(kam_number_compare("9", "10"), <, 0);
    g_assert_cmpint(kam_number_compare("A9", "A10"), >, 0);
    g_assert_cmpint(kam_number_compare("x", NULL), <, 0);
    g_assert_cmpint(kam_number_compare(NULL, "x"), >, 0);
    g_assert_cmpint(kam_number_compare(NULL, NULL), ==, 0);
    g_assert_cmpint(kam_number_compare("7", "7"), ==, 0);
}

static void
test_csv__keeps_formulas_out(void)
{
    Builder *b = builder_new("EUR");
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamConcentrationAnalysis) a = NULL;
    g_autoptr(GString) csv = NULL;

    ADD(b, .account = "1", .name = "=HYPERLINK(\"x\")", .day = "2024-01-10", .net = 10);
    ADD(b, .account = "2", .name = "plain, with comma", .day = "2024-01-10", .net = 30);
    facts = builder_finish(b);
    a = analyse(facts, KAM_BY_ACCOUNT, &plain);
    csv = kam_concentration_analysis_to_csv(a, 0);
    g_assert_cmpstr(csv->str, ==,
                    "number,name,net,rank,share,cumulative_share,class,margin,lines\n"
                    "2,\"plain, with comma\",30.00,1,0.75,0.75,A,,1\n"
                    "1,\"'=HYPERLINK(\"\"x\"\")\",10.00,2,0.25,1,A,,1\n");
}

/* --- quarters, slices, causes, groups --- */

static void
place(KamFacts *facts, guint i, const char *region, gint64 manager, gint64 parent)
{
    KamFactAccount *account = &g_array_index(facts->accounts, KamFactAccount, i);

    account->id = i + 1;
    account->region = region;
    account->manager_id = manager;
    account->manager = manager != 0 ? "Ana" : NULL;
    account->parent_id = account->head_id = parent;
}

static void
test_quarters__add_up_to_the_years(void)
{
    g_autoptr(KamFacts) facts = make_random_firm(5, 1, FALSE);
    g_autoptr(KamConcentrationAnalysis) a = analyse(facts, KAM_BY_ACCOUNT, &plain);
    gint64 years = 0, quarters = 0, margins = 0;

    for (guint i = 0; i < a->by_year->len; i++)
        years += span_at(a->by_year, i)->figures.net_micro;
    for (guint i = 0; i < a->by_quarter->len; i++) {
        quarters += span_at(a->by_quarter, i)->figures.net_micro;
        margins += span_at(a->by_quarter, i)->figures.margin_micro;
    }
    g_assert_cmpuint(a->by_quarter->len, ==, 11); /* 2022-01-01 and a thousand days */
    g_assert_cmpstr(span_at(a->by_quarter, 10)->label, ==, "2024-Q3");
    g_assert_cmpint(years, ==, a->scope.net_micro);
    g_assert_cmpint(quarters, ==, a->scope.net_micro);
    g_assert_cmpint(margins, ==, a->profit.margin_micro);
    g_assert_true(a->trend.n == 8 && a->trend.net.hhi.is_known);
    g_assert_true(a->levels.is_known && a->levels.months == 1);
    g_assert_cmpfloat_with_epsilon(a->levels.hhi.value, a->spread.figures.hhi, 1e-12);
    g_assert_cmpfloat_with_epsilon(a->levels.top_10.value, a->spread.figures.top_10, 1e-12);
    g_assert_cmpfloat(a->levels.hhi.level, <, a->levels.hhi.value); /* they buy by chance */
    g_assert_cmpfloat(a->levels.hhi.lower, <, a->levels.hhi.level);
    g_assert_cmpfloat(a->levels.hhi.upper, >, a->levels.hhi.level);
}

/* Two accounts, each 1, 2, 3 ... thousand and one that does not change: HHI of quarter t is what a line through the
 * differences of a year finds. */
static void
test_trend__is_the_mean_difference_of_a_year(void)
{
    static const char *const months[] = { "01", "04", "07", "10" };
    Builder *b = builder_new("EUR");
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamConcentrationAnalysis) a = NULL;
    double slope = 0;

    for (guint year = 2023; year <= 2024; year++)
        for (guint q = 0; q < 4; q++) {
            g_autofree char *day = g_strdup_printf("%u-%s-01", year, months[q]);
            double amounts[3] = { 1000 * (q + 1) * (year - 2022), 1000, 500 };

            for (guint i = 0; i < 3; i++) {
                g_autofree char *number = g_strdup_printf("%u", i);
                ADD(b, .account = number, .day = day, .net = amounts[i]);
            }
            double total = amounts[0] + 1500;
            slope += (year == 2024 ? 0.25 : -0.25) * (amounts[0] * amounts[0] + 1000.0 * 1000 + 500.0 * 500) /
                     (total * total);
        }
    ADD(b, .account = "0", .day = "2024-12-31", .net = 0);
    facts = builder_finish(b);
    a = analyse(facts, KAM_BY_ACCOUNT, &plain);
    g_assert_cmpuint(a->trend.n, ==, 8);
    g_assert_cmpfloat_with_epsilon(a->trend.net.hhi.value, slope, 1e-12);
}

/* Ten years are compared in stretches of four months; whoever buys the same every month leaves nothing to chance. */
static void
test_levels__of_many_years_and_of_regular_buyers(void)
{
    Builder *b = builder_new("EUR");
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamConcentrationAnalysis) a = NULL;

    for (guint year = 2015; year <= 2024; year++) {
        g_autofree char *day = g_strdup_printf("%u-01-20", year);

        ADD_MONTHLY(b, 12, .account = "A", .day = day, .net = 300);
        ADD_MONTHLY(b, 12, .account = "B", .day = day, .net = 100);
    }
    facts = builder_finish(b);
    a = analyse(facts, KAM_BY_ACCOUNT, &plain);
    g_assert_cmpuint(a->levels.months, ==, 4);
    g_assert_cmpfloat_with_epsilon(a->levels.hhi.level, 0.625, 1e-12);
    g_assert_cmpfloat_with_epsilon(a->levels.hhi.upper, 0.625, 1e-9);
}

/* tests/analytics/test_concentration_time.c works it out: 5/9 - 4/3 v. */
static void
test_levels__of_months_by_hand(void)
{
    static const struct {
        const char *day;
        double net;
    } sales[] = { { "2025-01-01", 8 }, { "2025-02-20", 12 }, { "2025-03-20", 12 }, { "2025-04-20", 8 } };
    Builder *b = builder_new("EUR");
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamConcentrationAnalysis) a = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(sales); i++) {
        ADD(b, .account = "A", .day = sales[i].day, .net = sales[i].net);
        ADD(b, .account = "B", .day = sales[i].day, .net = 5);
    }
    ADD(b, .account = "A", .day = "2025-04-30", .net = 0);
    facts = builder_finish(b);
    a = analyse(facts, KAM_BY_ACCOUNT, &plain);
    g_assert_cmpfloat_with_epsilon(a->levels.hhi.value, 5.0 / 9, 1e-12);
    g_assert_cmpfloat_with_epsilon(a->levels.hhi.level, 5.0 / 9 - 4.0 / 3 * (4.0 / 6 * 2 * (16.0 / 9) / 3600), 1e-12);
}

static void
test_slices__add_up_to_the_whole(void)
{
    const KamConcentrationQuestion question = { .by = KAM_BY_ACCOUNT, .slice = KAM_BY_REGION };
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamConcentrationAnalysis) a = NULL;
    const KamConcentrationSlice *slices;
    g_autoptr(GString) csv = NULL;

    place(facts, 0, "North", 0, 0); /* A 50 */
    place(facts, 1, "South", 0, 0); /* B 30 */
    place(facts, 2, "North", 0, 0); /* C 20 */
    a = kam_concentration_analysis_new(facts, 1, &question, &plain, NULL);
    g_assert_cmpuint(a->slices->len, ==, 3);
    slices = (const KamConcentrationSlice *)(gpointer)a->slices->data;
    g_assert_cmpint(slices[0].figures.net_micro, ==, 70 * KAM_MICRO);
    /* (50^2 + 20^2) / 70^2 */
    g_assert_cmpfloat_with_epsilon(slices[0].figures.spread.figures.hhi, 29.0 / 49, 1e-15);
    g_assert_cmpuint(slices[0].figures.largest, ==, 0);
    g_assert_cmpint(slices[0].figures.margin_micro, ==, 20 * KAM_MICRO); /* 100 - 60 - 50 + 30; C has no cost */
    g_assert_cmpint(slices[1].figures.net_micro, ==, 30 * KAM_MICRO);
    g_assert_true(slices[2].key == KAM_NO_INDEX && slices[2].figures.net_micro == -10 * KAM_MICRO);
    g_assert_cmpint(slices[0].figures.net_micro + slices[1].figures.net_micro + slices[2].figures.net_micro, ==,
                    a->scope.net_micro);
    csv = kam_concentration_analysis_to_csv(a, 0);
    g_assert_true(g_str_has_prefix(csv->str, "slice,net,lines,holders,hhi,"));
}

/* North: A alone in 2024-Q1 with 100, nobody in Q2; in 2025-Q1 C with 20 and A at -50. South: B in 2024-Q2 alone. */
static void
test_slices__have_a_point_each_quarter(void)
{
    const KamConcentrationQuestion question = { .by = KAM_BY_ACCOUNT, .slice = KAM_BY_REGION };
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamConcentrationAnalysis) a = NULL;
    const KamConcentrationPoint *north, *south;

    place(facts, 0, "North", 0, 0);
    place(facts, 1, "South", 0, 0);
    place(facts, 2, "North", 0, 0);
    a = kam_concentration_analysis_new(facts, 1, &question, &plain, NULL);
    g_assert_cmpuint(a->by_quarter->len, ==, 5);
    north = g_array_index(a->slices, KamConcentrationSlice, 0).series;
    south = g_array_index(a->slices, KamConcentrationSlice, 1).series;
    g_assert_cmpint(north[0].net_micro, ==, 100 * KAM_MICRO);
    g_assert_cmpfloat(north[0].hhi, ==, 1);
    g_assert_true(isnan(north[1].hhi) && north[1].net_micro == 0 && !north[1].has_profit);
    g_assert_cmpint(north[4].net_micro, ==, -30 * KAM_MICRO);
    g_assert_cmpfloat(north[4].hhi, ==, 1);
    g_assert_cmpint(south[1].net_micro, ==, 30 * KAM_MICRO);
    g_assert_true(south[1].has_profit && isnan(south[1].gains_hhi)); /* B pays less than its cost */
}

/* C belongs to A, B stands alone: one slice of two companies. */
static void
test_slices__of_groups_leave_out_who_stands_alone(void)
{
    const KamConcentrationQuestion question = { .by = KAM_BY_ACCOUNT, .slice = KAM_BY_GROUP };
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamConcentrationAnalysis) a = NULL;

    place(facts, 0, "North", 0, 0);
    place(facts, 1, "North", 0, 0);
    place(facts, 2, "North", 0, 1);
    a = kam_concentration_analysis_new(facts, 1, &question, &plain, NULL);
    g_assert_cmpuint(a->slices->len, ==, 1);
    g_assert_cmpint(g_array_index(a->slices, KamConcentrationSlice, 0).figures.net_micro, ==, 70 * KAM_MICRO);
}

/* --- parts --- */

/* The net of a part of the lines of make_facts(), and who is largest in it. */
static void
check_part(const KamAnalysisPart *part, gint64 net, const char *largest)
{
    const KamAnalysisOptions options = {
        .basis = KAM_BASIS_PRODUCTS, .from_day = KAM_DAY_NONE, .until_day = KAM_DAY_NONE, .part = *part
    };
    g_autoptr(KamFacts) facts = make_facts(), picked = NULL;
    g_autoptr(KamConcentrationAnalysis) a = NULL;

    place(facts, 0, "North", 5, 0);
    place(facts, 1, "South", 5, 0);
    place(facts, 2, "North", 6, 0);
    picked = kam_analysis_part_pick(part, facts);
    g_assert_nonnull(picked);
    a = kam_concentration_analysis_new(picked, 1, &accounts, &options, NULL);
    g_assert_cmpint(a->scope.net_micro, ==, net * KAM_MICRO);
    g_assert_cmpstr(kam_concentration_analysis_holder(a, sum_at(a, 0))->number, ==, largest);
}

static void
test_parts__hold_their_lines_alone(void)
{
    const KamAnalysisPart all = { 0 };
    g_autoptr(KamFacts) facts = make_facts();

    check_part(&(KamAnalysisPart) { .region = "North" }, 70, "A");
    check_part(&(KamAnalysisPart) { .region = "" }, -10, "D");
    check_part(&(KamAnalysisPart) { .category = "Wood" }, 20, "C");
    check_part(&(KamAnalysisPart) { .has_manager = TRUE, .manager_id = 5 }, 80, "A");
    check_part(&(KamAnalysisPart) { .has_manager = TRUE, .manager_id = 0 }, -10, "D");
    check_part(&(KamAnalysisPart) { .region = "North", .category = "Iron" }, 50, "A");
    g_assert_null(kam_analysis_part_pick(&all, facts));
}

/* A buys 1 of p for 10 that costs 12, others 2 of it for 40 that cost 22 (mean 20, cost 11): price 10 - 20 = -10, cost
 * 11 - 12 = -1, usual 20 - 11 = 9; together -2. */
static void
test_erosion__causes_by_hand(void)
{
    Builder *b = builder_new("EUR");
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamConcentrationAnalysis) a = NULL;
    const KamErosion *erosion;
    const KamErosionItem *item;

    ADD(b, .account = "A", .product = "p", .category = "X", .day = "2024-01-10", .net = 10, .cost = 12,
        .has_cost = TRUE);
    ADD(b, .account = "A", .product = "own", .category = "X", .day = "2024-01-10", .net = 5, .cost = 4,
        .has_cost = TRUE);
    ADD(b, .account = "A", .product = "own", .category = "X", .day = "2024-02-10", .net = -5, .cost = -1,
        .has_cost = TRUE, .flags = KAM_FACT_CREDIT);
    ADD(b, .account = "B", .product = "p", .day = "2024-01-11", .net = 18, .cost = 10, .has_cost = TRUE);
    ADD(b, .account = "C", .product = "p", .day = "2024-01-12", .net = 22, .cost = 12, .has_cost = TRUE);
    facts = builder_finish(b);
    a = analyse(facts, KAM_BY_ACCOUNT, &plain);
    g_assert_cmpuint(a->profit.erosions->len, ==, 1);
    erosion = &g_array_index(a->profit.erosions, KamErosion, 0);
    g_assert_cmpint(erosion->causes.price_micro, ==, -10 * KAM_MICRO);
    g_assert_cmpint(erosion->causes.cost_micro, ==, -1 * KAM_MICRO);
    g_assert_cmpint(erosion->causes.usual_micro, ==, 9 * KAM_MICRO);
    g_assert_cmpint(erosion->causes.alone_micro, ==, 1 * KAM_MICRO);
    g_assert_cmpint(erosion->causes.returns_micro, ==, -4 * KAM_MICRO);
    g_assert_cmpint(kam_erosion_causes_main(&erosion->causes), ==, KAM_EROSION_PRICE);
    g_assert_cmpuint(erosion->items->len, ==, 2);
    item = &g_array_index(erosion->items, KamErosionItem, 0);
    g_assert_cmpint(item->margin_micro, ==, -3 * KAM_MICRO); /* own: 1 - 4 */
    g_assert_cmpuint(erosion->categories->len, ==, 1);
    g_assert_cmpint(g_array_index(erosion->categories, KamErosionItem, 0).margin_micro, ==, -5 * KAM_MICRO);
}

/* Whatever the firm, the causes of each add up to its margin. */
static void
test_erosion__adds_up(void)
{
    for (guint32 seed = 1; seed <= 20; seed++) {
        g_autoptr(KamFacts) facts = make_random_firm(seed, 1, FALSE);
        g_autoptr(KamConcentrationAnalysis) a = NULL;

        for (gsize i = 0; i < facts->n; i++)
            facts->cost_micro[i] = facts->cost_micro[i] * (gint64)(5 + facts->account[i] % 3 * 4) / 8;
        a = analyse(facts, KAM_BY_ACCOUNT, &plain);
        g_assert_cmpuint(a->profit.erosions->len, >, 0);
        for (guint k = 0; k < a->profit.erosions->len; k++) {
            const KamErosion *erosion = &g_array_index(a->profit.erosions, KamErosion, k);
            gint64 sum = 0;

            for (KamErosionCause cause = 0; cause < KAM_EROSION_N; cause++)
                sum += kam_erosion_causes_get(&erosion->causes, cause);
            g_assert_cmpint(sum, ==, kam_holder_sum_margin(&g_array_index(a->sums, KamHolderSum, erosion->sum)));
        }
    }
}

/* B belongs to A since mid 2024, so that then its 30 of June 2024 were its own; today all are A's. */
static void
test_groups__today_and_then(void)
{
    KamConcentrationQuestion question = { .by = KAM_BY_GROUP, .slice = KAM_BY_MANAGER };
    g_autoptr(KamFacts) facts = make_facts();
    const KamTie tie = { .id = 9,
                         .account = 1,
                         .parent = 0,
                         .from_day = kam_day_from_civil(2024, 7, 1),
                         .to_day = KAM_TIE_STILL,
                         .share_micro = KAM_TIE_UNKNOWN_SHARE };

    for (guint i = 0; i < facts->accounts->len; i++)
        place(facts, i, NULL, 77, i == 1 ? 1 : 0);
    g_array_append_val(facts->ties, tie);
    {
        g_autoptr(KamConcentrationAnalysis) a = kam_concentration_analysis_new(facts, 1, &question, &plain, NULL);

        g_assert_cmpint(sum_at(a, 0)->net_micro, ==, 80 * KAM_MICRO);
        g_assert_cmpuint(a->spread.figures.n, ==, 2);
        g_assert_cmpuint(a->slices->len, ==, 1);
        g_assert_cmpint(g_array_index(a->slices, KamConcentrationSlice, 0).figures.net_micro, ==, 90 * KAM_MICRO);
    }
    question.groups.kind = KAM_GROUPS_THEN;
    {
        g_autoptr(KamConcentrationAnalysis) a = kam_concentration_analysis_new(facts, 1, &question, &plain, NULL);

        g_assert_cmpint(sum_at(a, 0)->net_micro, ==, 50 * KAM_MICRO);
        g_assert_cmpuint(a->spread.figures.n, ==, 3);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/analyze/concentration/order", test_concentration__accounts_in_order_with_shares);
    g_test_add_func("/analyze/concentration/lines", test_concentration__lines_are_accounted_for);
    g_test_add_func("/analyze/concentration/basis", test_concentration__basis_all_takes_charges);
    g_test_add_func("/analyze/concentration/categories", test_concentration__categories_leave_the_unassigned_apart);
    g_test_add_func("/analyze/concentration/countries", test_concentration__countries_are_those_of_the_accounts);
    g_test_add_func("/analyze/concentration/no_country", test_concentration__nobody_tells_a_country);
    g_test_add_func("/analyze/concentration/profit", test_profit__whale_of_the_lines_with_a_cost);
    g_test_add_func("/analyze/concentration/period", test_period__from_and_until_cut);
    g_test_add_func("/analyze/concentration/refused", test_period__refused_when_it_holds_nothing);
    g_test_add_func("/analyze/concentration/too_large", test_sums__too_large_are_refused);
    g_test_add_func("/analyze/concentration/years", test_spans__years_whole_and_part);
    g_test_add_func("/analyze/concentration/rolling", test_spans__rolling_years_equal_the_same_years_alone);
    g_test_add_func("/analyze/concentration/short", test_spans__no_rolling_year_below_twelve_months);
    g_test_add_func("/analyze/concentration/points", test_points__each_percent_or_each_holder);
    g_test_add_func("/analyze/concentration/numbers", test_numbers__ascend_by_value_then_by_bytes);
    g_test_add_func("/analyze/concentration/csv", test_csv__keeps_formulas_out);
    g_test_add_func("/analyze/concentration/quarters", test_quarters__add_up_to_the_years);
    g_test_add_func("/analyze/concentration/trend", test_trend__is_the_mean_difference_of_a_year);
    g_test_add_func("/analyze/concentration/levels", test_levels__of_many_years_and_of_regular_buyers);
    g_test_add_func("/analyze/concentration/months", test_levels__of_months_by_hand);
    g_test_add_func("/analyze/concentration/slices", test_slices__add_up_to_the_whole);
    g_test_add_func("/analyze/concentration/slices-in-time", test_slices__have_a_point_each_quarter);
    g_test_add_func("/analyze/concentration/slices-of-groups", test_slices__of_groups_leave_out_who_stands_alone);
    g_test_add_func("/analyze/concentration/parts", test_parts__hold_their_lines_alone);
    g_test_add_func("/analyze/concentration/causes", test_erosion__causes_by_hand);
    g_test_add_func("/analyze/concentration/causes_sum", test_erosion__adds_up);
    g_test_add_func("/analyze/concentration/groups", test_groups__today_and_then);
    return g_test_run();
}
