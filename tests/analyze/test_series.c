/* Lines by account and sales by rolling month: on facts made by hand. */
#include <string.h>

#include "service/analysis/monthly.h"
#include "support.h"

static gint32
day(const char *iso)
{
    return kam_day_parse(iso, strlen(iso), KAM_DATE_YMD);
}

static KamFacts *
make_facts(void)
{
    Builder *b = builder_new("EUR");

    /* Out of the order of time, two lines of one day, a credit, a charge, a line of nobody. */
    ADD(b, .account = "a", .day = "2024-03-31", .net = 30, .cost = 20, .has_cost = TRUE);
    ADD(b, .account = "a", .day = "2024-01-10", .net = 10);
    ADD(b, .account = "b", .day = "2024-02-29", .net = 5);
    ADD(b, .account = "a", .day = "2024-01-10", .net = 2.5);
    ADD(b, .account = "a", .day = "2024-03-01", .net = 7);
    ADD(b, .account = "a", .day = "2024-03-05", .net = -4, .flags = KAM_FACT_CREDIT);
    ADD(b, .account = "a", .day = "2024-03-06", .net = 100, .flags = KAM_FACT_CHARGE);
    ADD(b, .account = NULL, .day = "2024-03-07", .net = 1000);
    ADD(b, .account = "c", .day = "2024-03-08", .net = -1, .flags = KAM_FACT_CREDIT);
    return builder_finish(b);
}

static void
test_by_account__keeps_what_counts_in_order(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    KamByAccount by;

    kam_by_account_init(&by, facts, KAM_BASIS_PRODUCTS, day("2024-01-10"), day("2024-03-30"));
    g_assert_cmpuint(by.n_accounts, ==, 3);
    g_assert_cmpuint(by.start[3], ==, 6);
    g_assert_cmpuint(by.start[1], ==, 4);
    g_assert_cmpuint(by.line[0], ==, 1);
    g_assert_cmpuint(by.line[1], ==, 3);
    g_assert_cmpuint(by.line[3], ==, 5);
    kam_by_account_clear(&by);
}

static void
test_monthly__months_end_on_the_day(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    const double *net;
    KamByAccount by;
    KamMonthly monthly;
    guint n;

    kam_by_account_init(&by, facts, KAM_BASIS_PRODUCTS, facts->first_day, facts->last_day);
    kam_monthly_init(&monthly, &by, day("2024-01-02"), day("2024-03-31"));
    kam_by_account_clear(&by);
    g_assert_cmpuint(monthly.n_months, ==, 3);
    g_assert_cmpint(monthly.first_day[0], ==, day("2024-01-01"));
    g_assert_cmpint(monthly.first_day[1], ==, day("2024-02-01"));
    g_assert_cmpint(monthly.first_day[3], ==, day("2024-04-01"));
    net = kam_monthly_of(&monthly, 0, &n);
    g_assert_cmpuint(n, ==, 3);
    g_assert_cmpfloat(net[0], ==, 12.5);
    g_assert_cmpfloat(net[1], ==, 0);
    g_assert_cmpfloat(net[2], ==, 33);
    kam_monthly_clear(&monthly);
}

static void
test_monthly__an_account_begins_with_its_first_sale(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    const double *net;
    KamByAccount by;
    KamMonthly monthly;
    guint n;

    kam_by_account_init(&by, facts, KAM_BASIS_PRODUCTS, facts->first_day, facts->last_day);
    kam_monthly_init(&monthly, &by, day("2024-01-02"), day("2024-03-31"));
    kam_by_account_clear(&by);
    net = kam_monthly_of(&monthly, 1, &n);
    g_assert_cmpuint(n, ==, 2);
    g_assert_cmpfloat(net[0], ==, 5);
    g_assert_cmpfloat(net[1], ==, 0);
    g_assert_null(kam_monthly_of(&monthly, 2, &n));
    g_assert_cmpuint(n, ==, 0);
    kam_monthly_clear(&monthly);
}

/* The part of a month before the oldest whole one is not the beginning of anything. */
static void
test_monthly__lines_before_the_oldest_month_are_left_out(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    const double *net;
    KamByAccount by;
    KamMonthly monthly;
    guint n;

    kam_by_account_init(&by, facts, KAM_BASIS_PRODUCTS, facts->first_day, facts->last_day);
    kam_monthly_init(&monthly, &by, day("2024-01-25"), day("2024-03-31"));
    kam_by_account_clear(&by);
    g_assert_cmpuint(monthly.n_months, ==, 2);
    net = kam_monthly_of(&monthly, 0, &n);
    g_assert_cmpuint(n, ==, 1);
    g_assert_cmpfloat(net[0], ==, 33);
    kam_monthly_clear(&monthly);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/series/by_account/keeps_what_counts_in_order", test_by_account__keeps_what_counts_in_order);
    g_test_add_func("/series/monthly/months_end_on_the_day", test_monthly__months_end_on_the_day);
    g_test_add_func("/series/monthly/an_account_begins_with_its_first_sale",
                    test_monthly__an_account_begins_with_its_first_sale);
    g_test_add_func("/series/monthly/lines_before_the_oldest_month_are_left_out",
                    test_monthly__lines_before_the_oldest_month_are_left_out);
    return g_test_run();
}
