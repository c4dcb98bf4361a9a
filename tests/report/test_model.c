/* The model of the report on facts whose answers are known by hand. */
#include <math.h>
#include <string.h>

#include "service/report/words.h"
#include "support.h"

static KamFacts *
make_four_accounts(void)
{
    Builder *b = builder_new("EUR");

    ADD(b, .account = "a", .name = "Alfa", .day = "2024-01-02", .net = 500);
    ADD(b, .account = "b", .day = "2024-02-02", .net = 300);
    ADD(b, .account = "c", .day = "2024-03-02", .net = 150);
    ADD(b, .account = "d", .day = "2024-03-31", .net = 50);
    return builder_finish(b);
}

static void
test_concentration__four_accounts(void)
{
    g_autoptr(KamFacts) facts = make_four_accounts();
    g_autoptr(KamReport) report = make_report(facts, KAM_BASIS_PRODUCTS);
    const KamReportConcentration *c = &report->concentration;

    /* By hand: 0.25 + 0.09 + 0.0225 + 0.0025; Gini = 2 (5 + 30 + 90 + 200) / 400 - 5/4. */
    g_assert_cmpfloat_with_epsilon(c->hhi, 0.365, 1e-12);
    g_assert_cmpfloat_with_epsilon(c->gini, 0.375, 1e-12);
    g_assert_cmpuint(c->accounts_for_80, ==, 2);
    g_assert_cmpfloat_with_epsilon(c->share_of_accounts_for_80, 0.5, 1e-12);
    g_assert_cmpfloat_with_epsilon(c->share_of_top_20, 0.5, 1e-12);
    g_assert_cmpint(c->total_micro, ==, 1000 * G_GINT64_CONSTANT(1000000));
}

static void
test_headline__names_share_and_counts(void)
{
    g_autoptr(KamFacts) facts = make_four_accounts();
    g_autoptr(KamReport) report = make_report(facts, KAM_BASIS_PRODUCTS);
    g_autofree char *headline = kam_words_headline(report);

    g_assert_cmpstr(headline, ==, "2 of 4 customers bring 80% of sales.");
}

static KamReport *
make_equal_accounts(KamFacts **facts, guint n)
{
    Builder *b = builder_new("EUR");

    for (guint i = 0; i < n; i++) {
        char number[8];

        g_snprintf(number, sizeof number, "%u", i);
        ADD(b, .account = number, .day = "2024-01-02", .net = 100);
    }
    *facts = builder_finish(b);
    return make_report(*facts, KAM_BASIS_PRODUCTS);
}

static void
test_headline__counts_few_customers(void)
{
    static const struct {
        guint n;
        const char *headline;
    } cases[] = {
        { 1, "A single customer brings all sales." },
        { 2, "It takes all 2 customers to bring 80% of sales." },
        { 5, "4 of 5 customers bring 80% of sales." },
        { 10, "8 of 10 customers bring 80% of sales." },
        { 20, "80.0% of customers (16 of 20) bring 80% of sales." },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(KamFacts) facts = NULL;
        g_autoptr(KamReport) report = make_equal_accounts(&facts, cases[i].n);
        g_autofree char *headline = kam_words_headline(report);

        g_assert_cmpstr(headline, ==, cases[i].headline);
    }
}

static const KamReportUrgent *
get_urgent(const KamReport *report, guint i)
{
    return &g_array_index(report->urgent, KamReportUrgent, i);
}

/* Of the small firm: 1003 is silent, 1002 falls, 1004 is sold to below cost; 1008 only gave back. */
static void
test_urgent__largest_sums_then_losses(void)
{
    static const struct {
        const char *number;
        KamUrgentKind kind;
        gint64 stake;
    } expected[] = { { "1003", KAM_URGENT_SILENT, 24000 },
                     { "1002", KAM_URGENT_FALLING, 21600 },
                     { "1004", KAM_URGENT_LOSING, 5200 } };
    g_autoptr(KamFacts) facts = make_small_firm();
    g_autoptr(KamReport) report = make_report(facts, KAM_BASIS_PRODUCTS);

    g_assert_cmpuint(report->urgent->len, ==, G_N_ELEMENTS(expected));
    for (guint i = 0; i < G_N_ELEMENTS(expected); i++) {
        const KamReportUrgent *urgent = get_urgent(report, i);

        g_assert_cmpstr(kam_report_get_account(report, urgent->account)->number, ==, expected[i].number);
        g_assert_cmpint(urgent->kind, ==, expected[i].kind);
        g_assert_cmpint(urgent->stake_micro, ==, expected[i].stake * 1000000);
    }
    g_assert_cmpuint(report->urgent_accounts, ==, 2);
    g_assert_cmpint(report->urgent_micro, ==, G_GINT64_CONSTANT(45600000000));
    g_assert_cmpstr(get_urgent(report, 1)->fell_most, ==, "Fasteners");
    g_assert_cmpint(get_urgent(report, 1)->fell_most_micro, ==, G_GINT64_CONSTANT(21600000000));
}

/* Both were as large; one stopped two years ago, the other half a year ago. */
static void
test_urgent__long_silence_is_history(void)
{
    Builder *b = builder_new("EUR");
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamReport) report = NULL;

    ADD_MONTHLY(b, 24, .account = "gone", .day = "2021-01-10", .net = 900);
    ADD_MONTHLY(b, 42, .account = "lately", .day = "2021-01-10", .net = 500);
    ADD_MONTHLY(b, 48, .account = "stays", .day = "2021-01-10", .net = 700);
    facts = builder_finish(b);
    report = make_report(facts, KAM_BASIS_PRODUCTS);
    g_assert_true(find_account(report, "gone")->is_silent && find_account(report, "lately")->is_silent);
    g_assert_cmpuint(report->urgent->len, ==, 1);
    g_assert_cmpstr(kam_report_get_account(report, get_urgent(report, 0)->account)->number, ==, "lately");
    g_assert_cmpstr(kam_report_get_account(report, g_array_index(report->silent, guint32, 0))->number, ==, "lately");
}

static void
test_urgent__nothing_is_said_calmly(void)
{
    Builder *b = builder_new("EUR");
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamReport) report = NULL;
    g_autofree char *words = NULL;

    ADD_MONTHLY(b, 30, .account = "steady", .day = "2021-01-10", .net = 900);
    facts = builder_finish(b);
    report = make_report(facts, KAM_BASIS_PRODUCTS);
    words = kam_words_urgent(report);
    g_assert_cmpuint(report->urgent->len, ==, 0);
    g_assert_cmpstr(words, ==, "No key account is falling or silent.");
}

static void
test_tiers__follow_the_cuts(void)
{
    g_autoptr(KamFacts) facts = make_four_accounts();
    g_autoptr(KamReport) report = make_report(facts, KAM_BASIS_PRODUCTS);

    g_assert_cmpint(find_account(report, "a")->tier, ==, KAM_TIER_A);
    g_assert_cmpint(find_account(report, "b")->tier, ==, KAM_TIER_A);
    g_assert_cmpint(find_account(report, "c")->tier, ==, KAM_TIER_B);
    g_assert_cmpint(find_account(report, "d")->tier, ==, KAM_TIER_C);
    g_assert_true(has_reason(find_account(report, "a"), "50.0% of sales, the largest"));
    g_assert_null(find_account(report, "c")->reasons);
}

static KamFacts *
make_mixed_lines(void)
{
    Builder *b = builder_new("EUR");

    ADD(b, .account = "a", .day = "2024-01-02", .net = 100.10);
    ADD(b, .account = "a", .day = "2024-01-03", .net = -30.05, .flags = KAM_FACT_CREDIT);
    ADD(b, .account = "a", .product = "POST", .day = "2024-01-03", .net = 7.77, .flags = KAM_FACT_CHARGE);
    ADD(b, .account = "b", .day = "2024-01-04", .net = 20.20);
    ADD(b, .account = "b", .day = "2024-01-05", .net = -50, .flags = KAM_FACT_CREDIT);
    ADD(b, .day = "2024-01-31", .net = 11.11);
    return builder_finish(b);
}

static void
test_basis__says_which_lines_count(void)
{
    static const struct {
        KamReportBasis basis;
        double a, b;
    } cases[] = { { KAM_BASIS_PRODUCTS, 70.05, -29.80 },
                  { KAM_BASIS_ALL, 77.82, -29.80 },
                  { KAM_BASIS_INVOICED, 107.87, 20.20 } };
    g_autoptr(KamFacts) facts = make_mixed_lines();

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(KamReport) report = make_report(facts, cases[i].basis);

        g_assert_cmpint(find_account(report, "a")->net_micro, ==, llround(cases[i].a * 1e6));
        g_assert_cmpint(find_account(report, "b")->net_micro, ==, llround(cases[i].b * 1e6));
        g_assert_cmpint(report->considered_micro, ==, llround((cases[i].a + cases[i].b) * 1e6));
    }
}

static void
test_portfolio__account_in_the_red_has_no_rank(void)
{
    g_autoptr(KamFacts) facts = make_mixed_lines();
    g_autoptr(KamReport) report = make_report(facts, KAM_BASIS_PRODUCTS);

    g_assert_cmpuint(find_account(report, "b")->rank, ==, 0);
    g_assert_cmpint(find_account(report, "b")->tier, ==, KAM_TIER_NONE);
    g_assert_cmpuint(report->concentration.accounts, ==, 1);
    g_assert_cmpuint(report->concentration.not_positive, ==, 1);
    g_assert_cmpuint(report->accounts_seen, ==, 2);
}

static void
test_account__sales_returns_and_charges_apart(void)
{
    g_autoptr(KamFacts) facts = make_mixed_lines();
    g_autoptr(KamReport) report = make_report(facts, KAM_BASIS_PRODUCTS);
    const KamReportAccount *a = find_account(report, "a");

    g_assert_cmpint(a->sold_micro, ==, 100100000);
    g_assert_cmpint(a->returned_micro, ==, 30050000);
    g_assert_cmpint(a->charges_micro, ==, 7770000);
    g_assert_true(has_reason(a, "returns 30% of what it buys"));
}

static void
test_movement__falling_account_and_money_lost(void)
{
    g_autoptr(KamFacts) facts = make_small_firm();
    g_autoptr(KamReport) report = make_report(facts, KAM_BASIS_PRODUCTS);
    const KamReportAccount *falls = find_account(report, "1002");

    /* 12 x 3,000 before, 12 x 1,200 since. */
    g_assert_cmpuint(report->comparison.months, ==, 12);
    g_assert_true(falls->is_falling);
    g_assert_cmpfloat_with_epsilon(falls->growth, -0.6, 1e-12);
    g_assert_cmpint(falls->lost_micro, ==, 21600 * G_GINT64_CONSTANT(1000000));
    g_assert_cmpuint(report->falling->len, ==, 1);
    g_assert_cmpint(falls->tier, ==, KAM_TIER_A);
    g_assert_true(has_reason(falls, "falling 60% against the 12 months before"));
}

static void
test_movement__silent_account_and_money_at_stake(void)
{
    g_autoptr(KamFacts) facts = make_small_firm();
    g_autoptr(KamReport) report = make_report(facts, KAM_BASIS_PRODUCTS);
    const KamReportAccount *silent = find_account(report, "1003");

    /* Last bought on 2024-06-05; the 365 days before hold 12 months of 2,000. */
    g_assert_true(silent->is_silent);
    g_assert_false(silent->is_falling);
    g_assert_cmpint(report->as_of_day - silent->last_day, ==, 268);
    g_assert_cmpint(silent->usual_gap_days, ==, 31);
    g_assert_cmpint(silent->last_year_micro, ==, 24000 * G_GINT64_CONSTANT(1000000));
    g_assert_true(has_reason(silent, "silent for 268 days, usually buys every 31"));
    g_assert_false(find_account(report, "1001")->is_silent);
}

static void
test_movement__few_purchases_raise_no_alarm(void)
{
    Builder *b = builder_new("EUR");
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamReport) report = NULL;

    ADD_MONTHLY(b, 3, .account = "few", .day = "2022-01-05", .net = 100);
    ADD_MONTHLY(b, 24, .account = "many", .day = "2022-01-05", .net = 100);
    facts = builder_finish(b);
    report = make_report(facts, KAM_BASIS_PRODUCTS);
    g_assert_false(find_account(report, "few")->is_silent);
}

static void
test_tiers__growing_account_near_the_cut_is_raised(void)
{
    Builder *b = builder_new("EUR");
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamReport) report = NULL;

    /* Totals 24,001, 10,200 and 8,200: two make 80%, but the third outgrows the second. */
    ADD_MONTHLY(b, 24, .account = "first", .day = "2023-01-31", .net = 1000);
    ADD_MONTHLY(b, 12, .account = "second", .day = "2023-01-10", .net = 650);
    ADD_MONTHLY(b, 12, .account = "second", .day = "2024-01-10", .net = 200);
    ADD_MONTHLY(b, 10, .account = "third", .day = "2023-01-10", .net = 10);
    ADD_MONTHLY(b, 12, .account = "third", .day = "2024-01-10", .net = 675);
    ADD(b, .account = "first", .day = "2024-12-31", .net = 1);
    ADD(b, .account = "last", .day = "2024-12-31", .net = 100);
    facts = builder_finish(b);
    report = make_report(facts, KAM_BASIS_PRODUCTS);
    g_assert_cmpint(find_account(report, "third")->class, ==, KAM_TIER_B);
    g_assert_cmpint(find_account(report, "third")->tier, ==, KAM_TIER_A);
    g_assert_cmpuint(report->raised_accounts, ==, 1);
    g_assert_true(has_reason(find_account(report, "third"), "raised from B"));
    g_assert_cmpint(find_account(report, "second")->tier, ==, KAM_TIER_A);
}

static void
test_profit__whale_of_the_small_firm(void)
{
    g_autoptr(KamFacts) facts = make_small_firm();
    g_autoptr(KamReport) report = make_report(facts, KAM_BASIS_PRODUCTS);
    const KamReportProfit *p = &report->profit;

    /* 1004 loses 26 x 200; 1008 gave back more than it bought and keeps a loss of 80. */
    g_assert_true(p->is_known);
    g_assert_cmpuint(p->accounts_with_negative_margin, ==, 2);
    g_assert_cmpint(p->eroded_micro, ==, 5280 * G_GINT64_CONSTANT(1000000));
    g_assert_cmpint(p->peak_micro - p->eroded_micro, ==, p->margin_micro);
    g_assert_cmpstr(kam_report_get_account(report, p->order[p->n_order - 1])->number, ==, "1004");
}

static void
test_profit__unknown_cost_is_not_a_margin(void)
{
    g_autoptr(KamFacts) facts = make_four_accounts();
    g_autoptr(KamReport) report = make_report(facts, KAM_BASIS_PRODUCTS);
    g_autofree char *words = kam_words_profit(report);

    g_assert_false(report->profit.is_known);
    g_assert_true(g_str_has_prefix(words, "Not enough data"));
    g_assert_nonnull(find_gap(report, "no_cost"));
}

static void
test_time__short_history_compares_nothing(void)
{
    g_autoptr(KamFacts) facts = make_four_accounts();
    g_autoptr(KamReport) report = make_report(facts, KAM_BASIS_PRODUCTS);
    g_autofree char *comparison = kam_words_comparison(report), *trend = kam_words_trend(report);
    g_autofree char *silent = kam_words_silent(report);

    g_assert_cmpuint(report->comparison.months, ==, 0);
    g_assert_true(isnan(find_account(report, "a")->growth));
    g_assert_true(g_str_has_prefix(comparison, "Not enough data"));
    g_assert_true(g_str_has_prefix(trend, "Not enough data"));
    g_assert_true(g_str_has_prefix(silent, "Not enough data"));
    g_assert_nonnull(find_gap(report, "short_history"));
}

static void
test_time__season_of_the_house_is_no_trend(void)
{
    Builder *b = builder_new("EUR");
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamReport) report = NULL;

    /* Everybody halves in the second half year: nobody falls. */
    for (int i = 0; i < 5; i++) {
        char account[2] = { (char)('a' + i), '\0' };

        ADD_MONTHLY(b, 6, .account = account, .day = "2024-01-31", .net = 200);
        ADD_MONTHLY(b, 6, .account = account, .day = "2024-07-20", .net = 100);
    }
    ADD(b, .account = "a", .day = "2024-01-01", .net = 1);
    ADD(b, .account = "a", .day = "2024-12-31", .net = 1);
    facts = builder_finish(b);
    report = make_report(facts, KAM_BASIS_PRODUCTS);
    g_assert_cmpuint(report->comparison.months, ==, 6);
    g_assert_true(report->comparison.is_corrected);
    g_assert_cmpuint(report->falling->len, ==, 0);
    g_assert_cmpfloat_with_epsilon(find_account(report, "c")->growth, 0, 0.01);
}

static void
test_time__part_year_has_no_concentration(void)
{
    g_autoptr(KamFacts) facts = make_small_firm();
    g_autoptr(KamReport) report = make_report(facts, KAM_BASIS_PRODUCTS);

    g_assert_cmpuint(report->by_year->len, ==, 3);
    g_assert_true(g_array_index(report->by_year, KamReportSpan, 0).has_concentration);
    g_assert_true(g_array_index(report->by_year, KamReportSpan, 1).is_whole);
    g_assert_false(g_array_index(report->by_year, KamReportSpan, 2).is_whole);
    g_assert_false(g_array_index(report->by_year, KamReportSpan, 2).has_concentration);
    g_assert_cmpuint(report->trend->len, ==, 2);
}

static void
test_until__ignores_later_lines(void)
{
    g_autoptr(KamFacts) facts = make_four_accounts();
    g_autoptr(GError) error = NULL;
    KamReportOptions options = { .until_day = kam_day_from_civil(2024, 2, 15) };
    g_autoptr(KamReport) report = kam_report_new(facts, &options, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(report->concentration.accounts, ==, 2);
    g_assert_cmpint(report->considered_micro, ==, 800 * G_GINT64_CONSTANT(1000000));
    g_assert_cmpint(report->last_day, ==, kam_day_from_civil(2024, 2, 15));
}

static void
test_until__before_the_data_is_refused(void)
{
    g_autoptr(KamFacts) facts = make_four_accounts();
    g_autoptr(GError) error = NULL;
    KamReportOptions options = { .until_day = kam_day_from_civil(2023, 12, 31) };

    g_assert_null(kam_report_new(facts, &options, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, "'2023-12-31'"));
}

static void
test_sums__beyond_64_bits_are_refused(void)
{
    Builder *b = builder_new("EUR");
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(GError) error = NULL;

    ADD(b, .account = "a", .day = "2024-01-02", .net = 5e12);
    ADD(b, .account = "a", .day = "2024-01-02", .net = 5e12);
    facts = builder_finish(b);
    g_assert_null(kam_report_new(facts, &(KamReportOptions) { .until_day = KAM_DAY_NONE }, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE);
}

static void
test_gaps__say_how_much_is_missing(void)
{
    g_autoptr(KamFacts) facts = make_mixed_lines();
    g_autoptr(KamReport) report = make_report(facts, KAM_BASIS_PRODUCTS);
    const KamReportGap *anonymous = find_gap(report, "lines_without_account"), *charges = find_gap(report, "charges");

    g_assert_cmpuint(anonymous->lines, ==, 1);
    g_assert_cmpint(anonymous->net_micro, ==, 11110000);
    g_assert_cmpfloat_with_epsilon(anonymous->share, 11.11 / 59.13, 1e-9);
    g_assert_cmpuint(charges->lines, ==, 1);
    g_assert_cmpint(charges->net_micro, ==, 7770000);
}

static void
test_gaps__foreign_currency_is_never_added(void)
{
    Builder *b = builder_new("EUR");
    KamForeignSum sum = { .currency = "USD", .net_micro = 999000000, .lines = 1 };
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamReport) report = NULL;

    ADD(b, .account = "a", .day = "2024-01-02", .net = 100);
    ADD(b, .account = "a", .day = "2024-01-02", .net = 999, .flags = KAM_FACT_FOREIGN);
    facts = builder_finish(b);
    g_array_append_val(facts->foreign, sum);
    report = make_report(facts, KAM_BASIS_ALL);
    g_assert_cmpint(find_account(report, "a")->net_micro, ==, 100000000);
    g_assert_nonnull(strstr(find_gap(report, "foreign_currency")->text, "999.00 USD"));
}

static void
test_property__every_line_is_somewhere(void)
{
    for (guint32 seed = 1; seed <= 20; seed++) {
        g_autoptr(KamFacts) facts = make_random_firm(seed, 1, FALSE);
        g_autoptr(KamReport) report = make_report(facts, KAM_BASIS_PRODUCTS);
        gint64 accounts = 0, charges = 0, months = 0, anonymous = find_gap(report, "lines_without_account")->net_micro;
        guint tiers = report->tier_accounts[0] + report->tier_accounts[1] + report->tier_accounts[2];

        for (guint i = 0; i < report->accounts->len; i++) {
            accounts += kam_report_get_account(report, i)->net_micro;
            charges += kam_report_get_account(report, i)->charges_micro;
        }
        for (guint i = 0; i < report->by_month->len; i++)
            months += g_array_index(report->by_month, KamReportMonth, i).net_micro;
        g_assert_cmpint(accounts + charges + anonymous, ==, facts->balance.net_micro);
        g_assert_cmpint(accounts, ==, report->considered_micro);
        g_assert_cmpint(months, ==, report->considered_micro);
        g_assert_cmpuint(tiers, ==, report->concentration.accounts);
    }
}

static void
test_property__order_and_scale_do_not_matter(void)
{
    g_autoptr(KamFacts) facts = make_random_firm(7, 1, FALSE), reversed = make_random_firm(7, 1, TRUE);
    g_autoptr(KamFacts) scaled = make_random_firm(7, 8, FALSE);
    g_autoptr(KamReport) report = make_report(facts, KAM_BASIS_ALL), other = make_report(reversed, KAM_BASIS_ALL);
    g_autoptr(KamReport) larger = make_report(scaled, KAM_BASIS_ALL);

    g_assert_cmpfloat_with_epsilon(report->concentration.gini, larger->concentration.gini, 1e-9);
    g_assert_cmpuint(report->falling->len, ==, other->falling->len);
    g_assert_cmpuint(report->silent->len, ==, other->silent->len);
    for (guint i = 0; i < report->concentration.accounts; i++) {
        const KamReportAccount *x = kam_report_get_account(report, i), *y = find_account(other, x->number);

        g_assert_cmpint(x->net_micro, ==, y->net_micro);
        g_assert_cmpuint(x->products, ==, y->products);
        g_assert_cmpuint(x->purchase_days, ==, y->purchase_days);
        g_assert_cmpint(x->tier, ==, y->tier);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/report/concentration/four_accounts", test_concentration__four_accounts);
    g_test_add_func("/report/headline/names_share_and_counts", test_headline__names_share_and_counts);
    g_test_add_func("/report/headline/counts_few_customers", test_headline__counts_few_customers);
    g_test_add_func("/report/urgent/largest_sums_then_losses", test_urgent__largest_sums_then_losses);
    g_test_add_func("/report/urgent/long_silence_is_history", test_urgent__long_silence_is_history);
    g_test_add_func("/report/urgent/nothing_is_said_calmly", test_urgent__nothing_is_said_calmly);
    g_test_add_func("/report/tiers/follow_the_cuts", test_tiers__follow_the_cuts);
    g_test_add_func("/report/tiers/growing_account_near_the_cut_is_raised",
                    test_tiers__growing_account_near_the_cut_is_raised);
    g_test_add_func("/report/basis/says_which_lines_count", test_basis__says_which_lines_count);
    g_test_add_func("/report/portfolio/account_in_the_red_has_no_rank", test_portfolio__account_in_the_red_has_no_rank);
    g_test_add_func("/report/account/sales_returns_and_charges_apart", test_account__sales_returns_and_charges_apart);
    g_test_add_func("/report/movement/falling", test_movement__falling_account_and_money_lost);
    g_test_add_func("/report/movement/silent", test_movement__silent_account_and_money_at_stake);
    g_test_add_func("/report/movement/few_purchases_raise_no_alarm", test_movement__few_purchases_raise_no_alarm);
    g_test_add_func("/report/profit/whale", test_profit__whale_of_the_small_firm);
    g_test_add_func("/report/profit/unknown_cost_is_not_a_margin", test_profit__unknown_cost_is_not_a_margin);
    g_test_add_func("/report/time/short_history_compares_nothing", test_time__short_history_compares_nothing);
    g_test_add_func("/report/time/season_of_the_house_is_no_trend", test_time__season_of_the_house_is_no_trend);
    g_test_add_func("/report/time/part_year_has_no_concentration", test_time__part_year_has_no_concentration);
    g_test_add_func("/report/until/ignores_later_lines", test_until__ignores_later_lines);
    g_test_add_func("/report/until/before_the_data_is_refused", test_until__before_the_data_is_refused);
    g_test_add_func("/report/sums/beyond_64_bits_are_refused", test_sums__beyond_64_bits_are_refused);
    g_test_add_func("/report/gaps/say_how_much_is_missing", test_gaps__say_how_much_is_missing);
    g_test_add_func("/report/gaps/foreign_currency_is_never_added", test_gaps__foreign_currency_is_never_added);
    g_test_add_func("/report/property/every_line_is_somewhere", test_property__every_line_is_somewhere);
    g_test_add_func("/report/property/order_and_scale_do_not_matter", test_property__order_and_scale_do_not_matter);
    return g_test_run();
}
