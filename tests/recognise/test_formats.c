/* Evidence of number and date formats, cell by cell. */
#include <string.h>

#include "recognise_support.h"
#include "sales/recognise/dates.h"
#include "sales/recognise/numbers.h"

static KamCell
text_cell(const char *text)
{
    return (KamCell) { text, (guint32)strlen(text), KAM_CELL_TEXT, 0 };
}

static KamNumberEvidence
look_at_numbers(const char *list)
{
    g_auto(GStrv) texts = g_strsplit(list, "|", -1);
    KamNumberEvidence evidence = { 0 };

    for (char **text = texts; *text != NULL; text++)
        kam_number_evidence_add(&evidence, text_cell(*text));
    return evidence;
}

static void
test_numbers__show_their_decimal_sign(void)
{
    static const struct {
        const char *cells;
        char certain, likely;
    } cases[] = {
        { "1.234,56", ',', ',' },   { "1,234.56", '.', '.' },      { "1,5", ',', ',' },
        { "12.50|3", '.', '.' },    { "1.234.567", ',', ',' },     { "1,234,567", '.', '.' },
        { "0.125", '.', '.' },      { "1234.567", '.', '.' },      { "1.234", 0, 0 },
        { "1.200|12", 0, ',' },     { "1.234|1500", 0, '.' },      { "12|1500", 0, 0 },
        { "€20,000.00", '.', '.' }, { "1 234,5", ',', ',' },       { "1'234.50", '.', '.' },
        { "1.234|1,234", 0, 0 },    { "-1.234,00 RSD", ',', ',' }, { "(1,234.00)", '.', '.' },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        KamNumberEvidence evidence = look_at_numbers(cases[i].cells);

        g_test_message("%s", cases[i].cells);
        g_assert_cmpint(kam_number_evidence_decide(&evidence), ==, cases[i].certain);
        g_assert_cmpint(kam_number_evidence_guess(&evidence), ==, cases[i].likely);
    }
}

static void
test_numbers__are_told_from_other_cells(void)
{
    KamNumberEvidence evidence = look_at_numbers("12.50|Bolt M8|2026-01-02|A-12|-3|#N/A");

    g_assert_cmpuint(evidence.n, ==, 2);
    g_assert_cmpuint(evidence.n_other, ==, 4);
}

static void
test_numbers__of_a_spreadsheet_say_nothing(void)
{
    KamNumberEvidence evidence = { 0 };

    kam_number_evidence_add(&evidence, (KamCell) { "1.234", 5, KAM_CELL_NUMBER, 0 });
    g_assert_cmpuint(evidence.n, ==, 1);
    g_assert_false(kam_number_evidence_is_open(&evidence));
}

static KamDatesResult
decide_dates(const char *list, gboolean is_whole, KamDateFormat *format)
{
    g_auto(GStrv) texts = g_strsplit(list, "|", -1);
    g_autofree char *why = NULL;
    KamDateEvidence evidence;

    kam_date_evidence_init(&evidence);
    for (char **text = texts; *text != NULL; text++)
        kam_date_evidence_add(&evidence, text_cell(*text));
    return kam_date_evidence_decide(&evidence, is_whole, kam_day_from_civil(2026, 6, 1), format, &why);
}

static void
test_dates__show_their_order(void)
{
    static const struct {
        const char *cells;
        KamDatesResult result;
        KamDateOrder order;
    } cases[] = {
        { "2010-12-01|2010-01-13", KAM_DATES_DECIDED, KAM_DATE_YMD },
        { "20101201", KAM_DATES_DECIDED, KAM_DATE_YMD },
        { "13/01/2010|01/02/2010", KAM_DATES_DECIDED, KAM_DATE_DMY },
        { "01/13/2010|01/02/2010", KAM_DATES_DECIDED, KAM_DATE_MDY },
        { "07.03.2026|1.2.2026.", KAM_DATES_DECIDED, KAM_DATE_DMY },
        { "7. 3. 2026.", KAM_DATES_DECIDED, KAM_DATE_DMY },
        { "01/01/2010|02/02/2010", KAM_DATES_DECIDED, KAM_DATE_DMY },
        { "1 Dec 2010", KAM_DATES_DECIDED, KAM_DATE_DMY },
        /* Read by month and day, the last one lies ahead. */
        { "05/03/2026|03/07/2026", KAM_DATES_PLAUSIBLE, KAM_DATE_MDY },
    };
    KamDateFormat format;

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].cells);
        g_assert_cmpint(decide_dates(cases[i].cells, TRUE, &format), ==, cases[i].result);
        g_assert_cmpint(format.order, ==, cases[i].order);
    }
    g_assert_cmpint(decide_dates("03/04/2010|02/05/2010|05/01/2010|01/06/2010", TRUE, &format), ==, KAM_DATES_OPEN);
}

static void
test_dates__of_a_part_of_the_file_stay_open(void)
{
    KamDateFormat format;

    g_assert_cmpint(decide_dates("01/01/2010|01/02/2010|01/03/2010", FALSE, &format), ==, KAM_DATES_OPEN);
    g_assert_cmpint(decide_dates("01/01/2010|01/02/2010|01/13/2010", FALSE, &format), ==, KAM_DATES_DECIDED);
}

static void
test_dates__as_day_counts_are_read(void)
{
    KamDateFormat format;

    g_assert_cmpint(decide_dates("40513|40514.5", TRUE, &format), ==, KAM_DATES_DECIDED);
    g_assert_true(format.is_serial);
    g_assert_cmpint(kam_date_read(text_cell("40513"), format), ==, kam_day_from_civil(2010, 12, 1));
    g_assert_cmpint(kam_date_read(text_cell("123"), format), ==, KAM_DAY_NONE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/recognise/formats/numbers", test_numbers__show_their_decimal_sign);
    g_test_add_func("/recognise/formats/other_cells", test_numbers__are_told_from_other_cells);
    g_test_add_func("/recognise/formats/spreadsheet", test_numbers__of_a_spreadsheet_say_nothing);
    g_test_add_func("/recognise/formats/dates", test_dates__show_their_order);
    g_test_add_func("/recognise/formats/part", test_dates__of_a_part_of_the_file_stay_open);
    g_test_add_func("/recognise/formats/day_counts", test_dates__as_day_counts_are_read);
    return g_test_run();
}
