/* Values of cells: numbers, dates, formats, references. */
#include <glib.h>
#include <string.h>

#include "sales/read/xlsx_value.h"

static char *
number(const char *text)
{
    char out[KAM_XLSX_VALUE_BYTES];
    gsize length = kam_xlsx_number_plain_length(text, strlen(text));

    if (length != 0)
        return g_strndup(text, length);
    length = kam_xlsx_number_to_text(text, strlen(text), out);
    return length == 0 ? g_strdup("none") : g_strndup(out, length);
}

static void
test_number__is_the_shortest_text_of_the_same_double(void)
{
    static const char *const cases[][2] = {
        { "3.3999999999999999", "3.4" },
        { "1E3", "1000" },
        { "12.50", "12.5" },
        { "0", "0" },
        { "-0", "0" },
        { "0.000", "0" },
        { "-12", "-12" },
        { "-0.5", "-0.5" },
        { "007", "7" },
        { "2.385", "2.385" },
        { "0.30000000000000004", "0.30000000000000004" },
        { "1.0000000000000001E-5", "0.00001" },
        { "123456789012345", "123456789012345" },
        { "123456789012345678", "123456789012345680" },
        { "1.5E+300", "1.5E+300" },
        { "-2E-20", "-2E-20" },
        { "1e21", "1000000000000000000000" },
        { "5.", "5" },
        { ".5", "0.5" },
        { "+4", "4" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = number(cases[i][0]);

        g_assert_cmpstr(text, ==, cases[i][1]);
    }
}

static void
test_number__refuses_what_is_none(void)
{
    static const char *const cases[] = { "", "abc", "1,5", "0x10", "inf", "nan", "1E999", "1 2", "--1", "1.2.3" };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = number(cases[i]);

        g_assert_cmpstr(text, ==, "none");
    }
}

static void
test_number__reads_back_the_same(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);

    for (guint i = 0; i < 20000; i++) {
        double value = (g_rand_double(rand) - 0.3) * g_random_int_range(1, 1000000);
        char given[40];
        g_autofree char *text = NULL;

        g_snprintf(given, sizeof given, "%.17g", value);
        text = number(given);
        g_assert_true(g_ascii_strtod(text, NULL) == value);
    }
}

static char *
date(const char *text, gboolean is_1904)
{
    char out[KAM_XLSX_VALUE_BYTES];
    gsize length = kam_xlsx_serial_to_text(text, strlen(text), is_1904, out);

    return length == 0 ? g_strdup("none") : g_strndup(out, length);
}

static void
test_serial__1900_epoch_counts_a_false_leap_day(void)
{
    static const char *const cases[][2] = {
        { "1", "1900-01-01" },
        { "59", "1900-02-28" },
        { "60", "1900-02-29" },
        { "61", "1900-03-01" },
        { "40148", "2009-12-01" },
        { "40148.322916666664", "2009-12-01 07:45:00" },
        { "40148.999999", "2009-12-02" },
        { "40148.999994", "2009-12-01 23:59:59" },
        { "2958465", "9999-12-31" },
        { "2958466", "none" },
        { "0.5", "none" },
        { "-3", "none" },
        { "x", "none" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = date(cases[i][0], FALSE);

        g_assert_cmpstr(text, ==, cases[i][1]);
    }
}

static void
test_serial__1904_epoch_begins_with_zero(void)
{
    g_autofree char *first = date("0", TRUE), *later = date("38686.25", TRUE);

    g_assert_cmpstr(first, ==, "1904-01-01");
    g_assert_cmpstr(later, ==, "2009-12-01 06:00:00");
}

static void
test_iso__takes_date_and_time(void)
{
    static const char *const cases[][2] = {
        { "2009-12-01", "2009-12-01" },
        { "2009-12-01T00:00:00", "2009-12-01" },
        { "2009-12-01T07:45:00Z", "2009-12-01 07:45:00" },
        { "2009-12-01T07:45:09.5", "2009-12-01 07:45:09" },
        { "2009-12-01T07:45", "2009-12-01 07:45:00" },
        { "1.12.2009", "" },
        { "2009-12-01 07:45", "" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        char out[KAM_XLSX_VALUE_BYTES] = "";
        gsize length = kam_xlsx_iso_to_text(cases[i][0], strlen(cases[i][0]), out);

        g_assert_cmpuint(length, ==, strlen(cases[i][1]));
        g_assert_cmpstr(out, ==, cases[i][1]);
    }
}

static void
test_format__dates_are_told_from_numbers(void)
{
    static const char *const dates[] = { "yyyy-mm-dd", "D.M.YYYY", "[$-241A]d. mmmm yyyy;@",
                                         "h:mm",       "mm\\-yy",  "\"on\" dd" };
    static const char *const numbers[] = {
        "General", "0.00",   "#,##0.00 \"dinara\"", "[Red]0",   "[h]:mm",    "[mm]:ss", "0\\d", "_d0",
        "0;\"d\"", "0;yyyy", "#,##0 [$RSD]",        "0.00E+00", "\"unclosed"
    };

    for (guint i = 0; i < G_N_ELEMENTS(dates); i++)
        g_assert_true(kam_xlsx_format_is_date(dates[i]));
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
        g_assert_false(kam_xlsx_format_is_date(numbers[i]));
    g_assert_true(kam_xlsx_builtin_is_date(14));
    g_assert_true(kam_xlsx_builtin_is_date(58));
    g_assert_false(kam_xlsx_builtin_is_date(46));
    g_assert_false(kam_xlsx_builtin_is_date(2));
}

static void
test_reference__columns_have_letters(void)
{
    guint32 column = 77;
    char name[8];

    g_assert_true(kam_xlsx_reference_parse("A1", 2, &column));
    g_assert_cmpuint(column, ==, 0);
    g_assert_true(kam_xlsx_reference_parse("XFD1048576", 10, &column));
    g_assert_cmpuint(column, ==, 16383);
    kam_xlsx_column_name(column, name);
    g_assert_cmpstr(name, ==, "XFD");
    kam_xlsx_column_name(26, name);
    g_assert_cmpstr(name, ==, "AA");
    g_assert_false(kam_xlsx_reference_parse("12", 2, &column));
    g_assert_false(kam_xlsx_reference_parse("A", 1, &column));
    g_assert_false(kam_xlsx_reference_parse("A1B", 3, &column));
    g_assert_cmpuint(column, ==, 16383);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/xlsx-value/number/shortest", test_number__is_the_shortest_text_of_the_same_double);
    g_test_add_func("/xlsx-value/number/refused", test_number__refuses_what_is_none);
    g_test_add_func("/xlsx-value/number/round-trip", test_number__reads_back_the_same);
    g_test_add_func("/xlsx-value/serial/1900", test_serial__1900_epoch_counts_a_false_leap_day);
    g_test_add_func("/xlsx-value/serial/1904", test_serial__1904_epoch_begins_with_zero);
    g_test_add_func("/xlsx-value/iso", test_iso__takes_date_and_time);
    g_test_add_func("/xlsx-value/format", test_format__dates_are_told_from_numbers);
    g_test_add_func("/xlsx-value/reference", test_reference__columns_have_letters);
    return g_test_run();
}
