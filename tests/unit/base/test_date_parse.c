/* Dates as people write them, with all that may stand behind them, and what only looks like a date. */
#include "base/date.h"

#include <string.h>

typedef struct {
    const char *text;
    KamDateOrder order;
    const char *iso; /* NULL: no date */
} Example;

static void
check(const Example *examples, guint n)
{
    for (guint i = 0; i < n; i++) {
        gint32 day = kam_day_parse(examples[i].text, strlen(examples[i].text), examples[i].order);
        char iso[11] = "no date";

        if (day != KAM_DAY_NONE)
            kam_day_to_iso(day, iso);
        if (g_strcmp0(iso, examples[i].iso != NULL ? examples[i].iso : "no date") != 0)
            g_test_message("'%s' in order %d", examples[i].text, examples[i].order);
        g_assert_cmpstr(iso, ==, examples[i].iso != NULL ? examples[i].iso : "no date");
    }
}

static void
test_parse__figures_in_each_order(void)
{
    static const Example examples[] = {
        { "2009-12-01", KAM_DATE_YMD, "2009-12-01" },
        { "2009-12-01", KAM_DATE_DMY, "2009-12-01" },
        { "2009-12-01", KAM_DATE_MDY, "2009-12-01" },
        { "2009-12-01", KAM_DATE_YDM, "2009-01-12" },
        { "2009/12/1", KAM_DATE_YMD, "2009-12-01" },
        { "2009.12.1.", KAM_DATE_DMY, "2009-12-01" },
        { "2009/1/12", KAM_DATE_YDM, "2009-12-01" },
        { "20091201", KAM_DATE_YMD, "2009-12-01" },
        { "1.12.2009", KAM_DATE_DMY, "2009-12-01" },
        { "7. 3. 2026.", KAM_DATE_DMY, "2026-03-07" },
        { "1.12.2009", KAM_DATE_MDY, "2009-01-12" },
        { "12/1/2009", KAM_DATE_MDY, "2009-12-01" },
        { "12/31/10", KAM_DATE_MDY, "2010-12-31" },
        { "01-12-69", KAM_DATE_DMY, "2069-12-01" },
        { "01-12-70", KAM_DATE_DMY, "1970-12-01" },
        { "09-12-01", KAM_DATE_YMD, "2009-12-01" },
        { "  1.12.2009  ", KAM_DATE_DMY, "2009-12-01" },
        { "\xC2\xA0"
          "1.12.2009",
          KAM_DATE_DMY, "2009-12-01" },
        { "7.\xC2\xA0"
          "3.\xC2\xA0"
          "2026.",
          KAM_DATE_DMY, "2026-03-07" },
        { "29.2.2024", KAM_DATE_DMY, "2024-02-29" },
        { "1.1.1900", KAM_DATE_DMY, "1900-01-01" },
        { "31.12.2200", KAM_DATE_DMY, "2200-12-31" },
    };

    check(examples, G_N_ELEMENTS(examples));
}

static void
test_parse__names_of_months(void)
{
    static const Example examples[] = {
        { "01-Dec-2009", KAM_DATE_DMY, "2009-12-01" },
        { "01-DEC-09", KAM_DATE_DMY, "2009-12-01" },
        { "09-Dec-01", KAM_DATE_YMD, "2009-12-01" },
        { "2009-Dec-01", KAM_DATE_DMY, "2009-12-01" },
        { "1 December 2009", KAM_DATE_MDY, "2009-12-01" },
        { "December 1, 2009", KAM_DATE_DMY, "2009-12-01" },
        { "Dec 1 2009 12:00AM", KAM_DATE_MDY, "2009-12-01" },
        { "1. decembar 2009.", KAM_DATE_DMY, "2009-12-01" },
        { "1. decembra 2009. godine", KAM_DATE_DMY, "2009-12-01" },
        { "1. децембар 2009.", KAM_DATE_DMY, "2009-12-01" },
        { "1. ДЕЦЕМБРА 2009. године", KAM_DATE_DMY, "2009-12-01" },
        { "1. дец 2009", KAM_DATE_DMY, "2009-12-01" },
        { "15. avg. 2009", KAM_DATE_DMY, "2009-08-15" },
        { "15. avg.. 2009", KAM_DATE_DMY, NULL },
        { "15. avg 2009.", KAM_DATE_DMY, "2009-08-15" },
        { "3-maj-2010", KAM_DATE_DMY, "2010-05-03" },
        { "3. јула 2010.", KAM_DATE_DMY, "2010-07-03" },
        { "3 sept 2010", KAM_DATE_DMY, "2010-09-03" },
        { "3. okt 2010.", KAM_DATE_DMY, "2010-10-03" },
        { "30. februar 2010.", KAM_DATE_DMY, NULL },
        { "3 smarch 2010", KAM_DATE_DMY, NULL },
        { "3 de 2010", KAM_DATE_DMY, NULL },
        { "3 decembers 2010", KAM_DATE_DMY, NULL },
        { "dec dec 2010", KAM_DATE_DMY, NULL },
        { "dec 2010", KAM_DATE_DMY, NULL },
        { "3 dec", KAM_DATE_DMY, NULL },
    };

    check(examples, G_N_ELEMENTS(examples));
}

static void
test_parse__every_month_has_its_names(void)
{
    static const char *const names[12][4] = {
        { "january", "januar", "januara", "јануар" },
        { "february", "februar", "februara", "фебруар" },
        { "march", "mart", "marta", "март" },
        { "april", "april", "aprila", "април" },
        { "may", "maj", "maja", "мај" },
        { "june", "jun", "juna", "јун" },
        { "july", "jul", "jula", "јул" },
        { "august", "avgust", "avgusta", "август" },
        { "september", "septembar", "septembra", "септембар" },
        { "october", "oktobar", "oktobra", "октобар" },
        { "november", "novembar", "novembra", "новембар" },
        { "december", "decembar", "decembra", "децембар" },
    };

    for (int month = 0; month < 12; month++)
        for (int i = 0; i < 4; i++) {
            g_autofree char *text = g_strdup_printf("17. %s 2011.", names[month][i]);

            g_assert_cmpint(kam_day_parse(text, strlen(text), KAM_DATE_DMY), ==,
                            kam_day_from_civil(2011, month + 1, 17));
        }
}

static void
test_parse__a_time_is_ignored(void)
{
    static const char *const times[] = {
        "T07:45:00Z", " 07:45",      " 7:45 PM",   "T07:45:00.123+01:00", " 07:45:00,5", " 7:45:00 a.m.", "T074500Z",
        "T0745",      "T07:45-0130", " 07:45 +02", "  23:59:59",          ", 7:45",      " 14.30",        " 14:30h",
        " 07:45 UTC", " 00:00:00",   " ",          "T24:00:00",           ".",           ". 7:45",
    };

    for (guint i = 0; i < G_N_ELEMENTS(times); i++) {
        g_autofree char *iso = g_strconcat("2009-12-01", times[i], NULL);
        g_autofree char *dmy = g_strconcat("1.12.2009", times[i], NULL);

        g_assert_cmpint(kam_day_parse(iso, strlen(iso), KAM_DATE_YMD), ==, kam_day_from_civil(2009, 12, 1));
        g_assert_cmpint(kam_day_parse(dmy, strlen(dmy), KAM_DATE_DMY), ==, kam_day_from_civil(2009, 12, 1));
    }
}

static void
test_parse__what_is_no_time_is_refused(void)
{
    static const char *const rests[] = {
        "x",    "1",         " x",       " 25:00",     " 7:60", " 7:45:61", "T",         " 7",           " 7:",
        " 7:4", " 13:00 PM", " 0:30 AM", " 7:45 x",    "-",     "T07:45Z7", " 7:45:00.", " 7:45 +15:00", " 7:45 +1:60",
        ",",    "..",        " 074500",  " 7:45 7:45",
    };

    for (guint i = 0; i < G_N_ELEMENTS(rests); i++) {
        g_autofree char *iso = g_strconcat("2009-12-01", rests[i], NULL);

        if (kam_day_parse(iso, strlen(iso), KAM_DATE_YMD) != KAM_DAY_NONE)
            g_test_message("'%s'", iso);
        g_assert_cmpint(kam_day_parse(iso, strlen(iso), KAM_DATE_YMD), ==, KAM_DAY_NONE);
    }
}

static void
test_parse__no_date_is_refused(void)
{
    static const Example examples[] = {
        { "", KAM_DATE_DMY, NULL },           { " ", KAM_DATE_DMY, NULL },
        { "31.02.2009", KAM_DATE_DMY, NULL }, { "29.2.2023", KAM_DATE_DMY, NULL },
        { "2009-13-01", KAM_DATE_YMD, NULL }, { "13/1/2009", KAM_DATE_MDY, NULL },
        { "1.13.2009", KAM_DATE_DMY, NULL },  { "0.1.2009", KAM_DATE_DMY, NULL },
        { "1.0.2009", KAM_DATE_DMY, NULL },   { "1.12.2009", KAM_DATE_YMD, NULL },
        { "1.12.209", KAM_DATE_DMY, NULL },   { "1.12.20099", KAM_DATE_DMY, NULL },
        { "1.12", KAM_DATE_DMY, NULL },       { "1.12.", KAM_DATE_DMY, NULL },
        { "1-12.2009", KAM_DATE_DMY, NULL },  { "1 12 2009", KAM_DATE_DMY, NULL },
        { "20091201", KAM_DATE_DMY, NULL },   { "01122009", KAM_DATE_DMY, NULL },
        { "2009120", KAM_DATE_YMD, NULL },    { "200912011", KAM_DATE_YMD, NULL },
        { "20091301", KAM_DATE_YMD, NULL },   { "1899-12-31", KAM_DATE_YMD, NULL },
        { "2201-01-01", KAM_DATE_YMD, NULL }, { "001.12.2009", KAM_DATE_DMY, NULL },
        { "1..12.2009", KAM_DATE_DMY, NULL }, { "-1.12.2009", KAM_DATE_DMY, NULL },
        { "536365", KAM_DATE_YMD, NULL },     { "12.50", KAM_DATE_DMY, NULL },
        { "1.234.567", KAM_DATE_DMY, NULL },  { "12:30", KAM_DATE_DMY, NULL },
        { "\xff\xfe", KAM_DATE_DMY, NULL },   { "1.\xff.2009", KAM_DATE_DMY, NULL },
        { "Dec", KAM_DATE_DMY, NULL },        { "1/2/3", KAM_DATE_DMY, NULL },
    };

    check(examples, G_N_ELEMENTS(examples));
}

static void
test_parse__nul_inside_is_refused(void)
{
    g_assert_cmpint(kam_day_parse("1.\0"
                                  "1.2009",
                                  8, KAM_DATE_DMY),
                    ==, KAM_DAY_NONE);
    g_assert_cmpint(kam_day_parse("2009-12-01\0x", 12, KAM_DATE_YMD), ==, KAM_DAY_NONE);
}

static void
test_parse__only_the_slice_is_read(void)
{
    for (gsize length = 0; length < 10; length++) {
        g_autofree char *slice = g_memdup2("2009-12-01", MAX(length, 1));

        g_assert_cmpint(kam_day_parse(slice, length, KAM_DATE_YMD), ==, KAM_DAY_NONE);
    }
    g_assert_cmpint(kam_day_parse("2009-12-019", 10, KAM_DATE_YMD), ==, kam_day_from_civil(2009, 12, 1));
}

static void
test_parse__every_day_in_every_form(void)
{
    static const char *const english[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

    for (gint32 day = kam_day_from_civil(1900, 1, 1); day <= kam_day_from_civil(2200, 12, 31); day += 3) {
        int y;
        int m;
        int d;
        char text[64];

        kam_day_to_civil(day, &y, &m, &d);
        kam_day_to_iso(day, text);
        g_assert_cmpint(kam_day_parse(text, 10, KAM_DATE_DMY), ==, day);
        g_assert_cmpint(kam_day_parse(text, (gsize)g_snprintf(text, 64, "%d.%d.%d", d, m, y), KAM_DATE_DMY), ==, day);
        g_assert_cmpint(kam_day_parse(text, (gsize)g_snprintf(text, 64, "%d/%d/%d", m, d, y), KAM_DATE_MDY), ==, day);
        g_assert_cmpint(kam_day_parse(text, (gsize)g_snprintf(text, 64, "%d-%02d-%02d", y, d, m), KAM_DATE_YDM), ==,
                        day);
        g_assert_cmpint(kam_day_parse(text, (gsize)g_snprintf(text, 64, "%04d%02d%02d", y, m, d), KAM_DATE_YMD), ==,
                        day);
        g_assert_cmpint(
            kam_day_parse(text, (gsize)g_snprintf(text, 64, "%02d-%s-%d", d, english[m - 1], y), KAM_DATE_DMY), ==,
            day);
    }
}

static void
test_parse__random_bytes_never_crash(void)
{
    static const char alphabet[] = "0123456789....--//  ,:TZDecJanмај\xC2\xA0\xE2\x80\xAF\xff";
    g_autoptr(GRand) rand = g_rand_new_with_seed(11);

    for (int i = 0; i < 200000; i++) {
        gsize length = (gsize)g_rand_int_range(rand, 1, 24);
        g_autofree char *text = g_malloc(length);
        gint32 day;

        for (gsize j = 0; j < length; j++)
            text[j] = alphabet[g_rand_int_range(rand, 0, sizeof alphabet)];
        day = kam_day_parse(text, length, (KamDateOrder)(i % 4));
        if (day != KAM_DAY_NONE) {
            g_assert_cmpint(day, >=, kam_day_from_civil(1900, 1, 1));
            g_assert_cmpint(day, <=, kam_day_from_civil(2200, 12, 31));
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/date_parse/orders", test_parse__figures_in_each_order);
    g_test_add_func("/base/date_parse/names", test_parse__names_of_months);
    g_test_add_func("/base/date_parse/every-name", test_parse__every_month_has_its_names);
    g_test_add_func("/base/date_parse/time", test_parse__a_time_is_ignored);
    g_test_add_func("/base/date_parse/no-time", test_parse__what_is_no_time_is_refused);
    g_test_add_func("/base/date_parse/no-date", test_parse__no_date_is_refused);
    g_test_add_func("/base/date_parse/nul", test_parse__nul_inside_is_refused);
    g_test_add_func("/base/date_parse/slice", test_parse__only_the_slice_is_read);
    g_test_add_func("/base/date_parse/every-day", test_parse__every_day_in_every_form);
    g_test_add_func("/base/date_parse/random", test_parse__random_bytes_never_crash);
    return g_test_run();
}
