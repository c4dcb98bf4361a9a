/* The calendar: every day of 1900..2200 against GLib's GDate and against counting by hand. */
#include "base/date.h"

static void
test_day__zero_is_1970(void)
{
    g_assert_cmpint(kam_day_from_civil(1970, 1, 1), ==, 0);
    g_assert_cmpint(kam_day_from_civil(1969, 12, 31), ==, -1);
    g_assert_cmpint(kam_day_from_civil(2000, 3, 1), ==, 11017);
}

static void
test_day__every_day_goes_there_and_back(void)
{
    gint32 day = kam_day_from_civil(1900, 1, 1);
    gint32 last = kam_day_from_civil(2200, 12, 31);
    GDate date;

    g_date_clear(&date, 1);
    g_date_set_dmy(&date, 1, G_DATE_JANUARY, 1900);
    for (; day <= last; day++, g_date_add_days(&date, 1)) {
        int year;
        int month;
        int dom;

        kam_day_to_civil(day, &year, &month, &dom);
        g_assert_cmpint(year, ==, g_date_get_year(&date));
        g_assert_cmpint(month, ==, (int)g_date_get_month(&date));
        g_assert_cmpint(dom, ==, g_date_get_day(&date));
        g_assert_cmpint(kam_day_from_civil(year, month, dom), ==, day);
        g_assert_cmpint(kam_day_weekday(day), ==, (int)g_date_get_weekday(&date));
        g_assert_cmpint(kam_month_of_day(day), ==, year * 12 + month - 1);
        g_assert_true(kam_civil_is_valid(year, month, dom));
    }
    g_assert_cmpint(g_date_get_year(&date), ==, 2201);
}

static void
test_day__far_days_go_there_and_back(void)
{
    for (gint32 day = -800000000; day < 700000000; day += 9999991) {
        int year;
        int month;
        int dom;

        kam_day_to_civil(day, &year, &month, &dom);
        g_assert_cmpint(kam_day_from_civil(year, month, dom), ==, day);
        g_assert_cmpint(kam_day_weekday(day), ==, kam_day_weekday(day + 7));
    }
}

static void
test_civil__knows_lengths_of_months(void)
{
    for (int year = 1900; year <= 2200; year++)
        for (int month = 1; month <= 12; month++)
            for (int day = 1; day <= 31; day++)
                g_assert_cmpint(kam_civil_is_valid(year, month, day), ==,
                                g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year));
}

static void
test_civil__refuses_what_is_outside(void)
{
    g_assert_false(kam_civil_is_valid(1899, 12, 31));
    g_assert_false(kam_civil_is_valid(2201, 1, 1));
    g_assert_false(kam_civil_is_valid(2000, 0, 1));
    g_assert_false(kam_civil_is_valid(2000, 13, 1));
    g_assert_false(kam_civil_is_valid(2000, 1, 0));
    g_assert_false(kam_civil_is_valid(2000, -1, -1));
    g_assert_false(kam_civil_is_valid(1900, 2, 29));
    g_assert_true(kam_civil_is_valid(2000, 2, 29));
}

static void
test_month__first_day_belongs_to_it(void)
{
    for (gint32 month = -5; month < 2300 * 12; month++) {
        gint32 first = kam_month_first_day(month);

        g_assert_cmpint(kam_month_of_day(first), ==, month);
        g_assert_cmpint(kam_month_of_day(first - 1), ==, month - 1);
    }
}

static void
test_iso__writes_day_and_month(void)
{
    char day[11];
    char month[8];

    kam_day_to_iso(kam_day_from_civil(2010, 12, 9), day);
    g_assert_cmpstr(day, ==, "2010-12-09");
    kam_day_to_iso(kam_day_from_civil(987, 6, 5), day);
    g_assert_cmpstr(day, ==, "0987-06-05");
    kam_month_to_iso(2010 * 12 + 11, month);
    g_assert_cmpstr(month, ==, "2010-12");
    kam_month_to_iso(0, month);
    g_assert_cmpstr(month, ==, "0000-01");
}

static void
test_iso__no_day_is_empty(void)
{
    char day[11] = "x";
    char month[8] = "x";

    kam_day_to_iso(KAM_DAY_NONE, day);
    g_assert_cmpstr(day, ==, "");
    kam_day_to_iso(G_MAXINT32, day);
    g_assert_cmpstr(day, ==, "");
    kam_month_to_iso(-1, month);
    g_assert_cmpstr(month, ==, "");
    kam_month_to_iso(120000, month);
    g_assert_cmpstr(month, ==, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/date/day/zero", test_day__zero_is_1970);
    g_test_add_func("/base/date/day/every-day", test_day__every_day_goes_there_and_back);
    g_test_add_func("/base/date/day/far", test_day__far_days_go_there_and_back);
    g_test_add_func("/base/date/civil/lengths", test_civil__knows_lengths_of_months);
    g_test_add_func("/base/date/civil/outside", test_civil__refuses_what_is_outside);
    g_test_add_func("/base/date/month/first-day", test_month__first_day_belongs_to_it);
    g_test_add_func("/base/date/iso/writes", test_iso__writes_day_and_month);
    g_test_add_func("/base/date/iso/none", test_iso__no_day_is_empty);
    return g_test_run();
}
