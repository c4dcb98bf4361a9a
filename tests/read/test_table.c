/* Any file through the one door: kam_table_open() finds the reader. */
#include "ubl_support.h"
#include "xlsx_support.h"

static KamTableFacts
facts_of(const char *path, const KamTableOptions *options)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamTable) table = kam_table_open(path, options, &error);
    KamTableFacts facts;

    g_assert_no_error(error);
    kam_table_get_facts(table, &facts);
    facts.why = NULL;
    return facts;
}

static void
test_open__csv(void)
{
    g_autofree char *path = test_file("lines.xlsx", "a,b\n1,2\n", -1);

    g_assert_cmpint(facts_of(path, NULL).format, ==, KAM_FORMAT_CSV);
}

static void
test_open__xlsx(void)
{
    g_autofree char *path = test_rows_book("<row r=\"1\"><c r=\"A1\"><v>7</v></c></row>");

    g_assert_cmpint(facts_of(path, NULL).format, ==, KAM_FORMAT_XLSX);
}

static void
test_open__ubl(void)
{
    g_autofree char *line = test_ubl_line("1", "100.00", "");
    g_autofree char *invoice = test_ubl_invoice("F-1", line);
    const TestPart parts[] = { { "f1.xml", invoice, 0 }, { NULL, NULL, 0 } };
    g_autofree char *path = test_file("invoice.csv", invoice, -1);
    g_autofree char *zip = test_zip("invoices.csv", parts);

    g_assert_cmpint(facts_of(path, NULL).format, ==, KAM_FORMAT_UBL);
    g_assert_cmpint(facts_of(zip, NULL).format, ==, KAM_FORMAT_UBL);
    g_assert_cmpstr(facts_of(zip, NULL).compression, ==, "zip");
}

static void
test_open__zip_of_one_text_file(void)
{
    const TestPart parts[] = { { "lines.csv", "a;b\n1;2\n", 0 }, { NULL, NULL, 0 } };
    g_autofree char *path = test_zip("lines.zip", parts);
    KamTableFacts facts = facts_of(path, NULL);

    g_assert_cmpint(facts.format, ==, KAM_FORMAT_CSV);
    g_assert_cmpint(facts.delimiter, ==, ';');
    g_assert_cmpstr(facts.compression, ==, "zip");
}

static void
test_open__told_format_wins(void)
{
    KamTableOptions options = { .format = KAM_FORMAT_CSV };
    g_autofree char *path = test_file("odd.csv", "<a>,<b>\n", -1);

    g_assert_cmpint(facts_of(path, &options).format, ==, KAM_FORMAT_CSV);
}

static void
test_open__missing_file(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = test_path("missing.csv");

    g_assert_null(kam_table_open(path, NULL, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND);
}

static void
test_free__accepts_nothing(void)
{
    kam_table_free(NULL);
}

int
main(int argc, char **argv)
{
    int failed;

    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/read/table/open/csv", test_open__csv);
    g_test_add_func("/read/table/open/xlsx", test_open__xlsx);
    g_test_add_func("/read/table/open/ubl", test_open__ubl);
    g_test_add_func("/read/table/open/zip_of_one_text_file", test_open__zip_of_one_text_file);
    g_test_add_func("/read/table/open/told_format_wins", test_open__told_format_wins);
    g_test_add_func("/read/table/open/missing_file", test_open__missing_file);
    g_test_add_func("/read/table/free/accepts_nothing", test_free__accepts_nothing);
    failed = g_test_run();
    test_folder_remove();
    return failed;
}
