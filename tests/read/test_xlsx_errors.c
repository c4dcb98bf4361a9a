/* Workbooks that cannot be read: each says what, where, and the way out. */
#include <string.h>

#include "xlsx_support.h"

/* Every word that the message must hold. */
static void
assert_says(const char *message, const char *const words[])
{
    for (; *words != NULL; words++)
        if (strstr(message, *words) == NULL)
            g_error("'%s' is not in: %s", *words, message);
}

static void
assert_rows_fail(const char *rows, const char *const words[])
{
    g_autofree char *got = test_read(rows);

    assert_says(got, words);
}

static void
test_rows__errors_name_sheet_row_and_column(void)
{
    static const struct {
        const char *rows;
        const char *words[5];
    } cases[] = {
        { "<row r=\"3\"><c r=\"C3\"><v>abc</v></c></row>",
          { "FAILED", "'S'", "row 3", "column C", "'abc' is no number" } },
        { "<row><c t=\"s\"><v>5</v></c></row>", { "FAILED", "row 1", "column A", "shared string '5'", NULL } },
        { "<row><c t=\"b\"><v>7</v></c></row>", { "FAILED", "row 1", "neither true nor false", NULL, NULL } },
        { "<row><c t=\"d\"><v>7.7.2024</v></c></row>", { "FAILED", "is no date", NULL, NULL, NULL } },
        { "<row><c t=\"zz\"><v>7</v></c></row>", { "FAILED", "'zz' is no type", NULL, NULL, NULL } },
        { "<row><c r=\"7\"><v>7</v></c></row>", { "FAILED", "'7' is no cell reference", NULL, NULL, NULL } },
        { "<row r=\"2\"/><row r=\"2\"/>", { "FAILED", "row 2 follows, out of order", NULL, NULL, NULL } },
        { "<row r=\"1048577\"/>", { "FAILED", "1048577", NULL, NULL, NULL } },
        { "<row r=\"x\"/>", { "FAILED", "row number 'x'", NULL, NULL, NULL } },
        { "<row><c r=\"XFE1\"><v>1</v></c></row>", { "FAILED", "column XFE", "16384 columns", NULL, NULL } },
        { "<row><c r=\"ZZZZZZZZZZ1\"><v>1</v></c></row>", { "FAILED", "16384 columns", NULL, NULL, NULL } },
        { "<row><c t=\"str\"><v>\xff</v></c></row>", { "FAILED", "not well-formed", NULL, NULL, NULL } },
        { "<row><c t=\"str\"><v>a\x01</v></c></row>", { "FAILED", "not well-formed", NULL, NULL, NULL } },
        { "<row><c><v>1</v></row>", { "FAILED", "mismatched tag", "row 1", NULL, NULL } },
        { "<row><c t=\"str\"><v>&unknown;</v></c></row>", { "FAILED", "undefined entity", NULL, NULL, NULL } },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        /* The first two cells of the first row make sure that the sheet is chosen before the fault is met. */
        const KamTableOptions options = { .sheet = "S" };
        g_autofree char *path = test_rows_book(cases[i].rows);
        g_autofree char *got = test_read_path(path, &options);
        const char *const words[] = {
            "book.xlsx", cases[i].words[0], cases[i].words[1], cases[i].words[2], cases[i].words[3], cases[i].words[4],
            NULL
        };

        assert_says(got, words);
    }
}

static void
test_limits__cells_and_columns(void)
{
    const KamTableOptions options = { .sheet = "S", .limits = { .max_columns = 2, .max_cell_bytes = 5 } };
    g_autofree char *columns = test_rows_book("<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>");
    g_autofree char *columns_got = test_read_path(columns, &options);
    g_autofree char *scanned = test_rows_book("<row><c t=\"str\"><v>123456</v></c></row>");
    g_autofree char *scanned_got = test_read_path(scanned, &options);
    g_autofree char *parsed = test_rows_book("<!-- --><row><c t=\"str\"><v>123456</v></c></row>");
    g_autofree char *parsed_got = test_read_path(parsed, &options);

    assert_says(columns_got, (const char *const[]) { "row 1, column C", "allowed 2 columns", NULL });
    assert_says(scanned_got, (const char *const[]) { "row 1, column A", "allowed 5 bytes", NULL });
    assert_says(parsed_got, (const char *const[]) { "row 1, column A", "allowed 5 bytes", NULL });
}

static void
test_bomb__by_ratio_and_by_size(void)
{
    gsize length = 32 * 1024 * 1024;
    g_autofree char *zeros = g_malloc0(length);
    const TestPart parts[] = { { "xl/workbook.xml", zeros, (gssize)length }, { NULL, NULL, 0 } };
    const KamTableOptions small = { .limits = { .max_file_bytes = 200 } };
    g_autofree char *bomb = test_zip("bomb.xlsx", parts);
    g_autofree char *bomb_got = test_read_path(bomb, NULL);
    g_autofree char *path = test_rows_book("<row/>");
    g_autofree char *got = test_read_path(path, &small);

    assert_says(bomb_got, (const char *const[]) { "ERROR", "zip bomb", "xl/workbook.xml", NULL });
    assert_says(got, (const char *const[]) { "ERROR", "allowed 200 bytes", NULL });
}

static void
test_entities__are_refused(void)
{
    const TestSheet sheets[] = {
        { "S", NULL, NULL,
          "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><worksheet xmlns=\"" TEST_MAIN_NS
          "\"><sheetData><row><c t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>" },
        { NULL, NULL, NULL, NULL }
    };
    const TestBook book = { .sheets = sheets };
    g_autofree char *path = test_book(&book);
    g_autofree char *got = test_read_path(path, NULL);

    assert_says(got, (const char *const[]) { "ERROR", "'S'", "entities", "refused", NULL });
}

static void
test_depth__is_limited(void)
{
    g_autoptr(GString) rows = g_string_new(NULL);

    for (guint i = 0; i < 300; i++)
        g_string_append(rows, "<d>");
    for (guint i = 0; i < 300; i++)
        g_string_append(rows, "</d>");
    assert_rows_fail(rows->str, (const char *const[]) { "nested more than 200 deep", NULL });
}

static void
test_foreign__says_what_to_do(void)
{
    static const char ole[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 rest of an old workbook";
    static const char locked[] =
        "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 .. E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0\0";
    const TestPart binary[] = { { "xl/workbook.bin", "x", 0 }, { NULL, NULL, 0 } };
    const TestPart open_document[] = { { "mimetype", "x", 0 }, { "content.xml", "x", 0 }, { NULL, NULL, 0 } };
    g_autofree char *xls = test_file("old.xls", ole, sizeof ole);
    g_autofree char *xls_got = test_read_path(xls, NULL);
    g_autofree char *encrypted = test_file("locked.xlsx", locked, sizeof locked);
    g_autofree char *encrypted_got = test_read_path(encrypted, NULL);
    g_autofree char *xlsb = test_zip("b.xlsb", binary);
    g_autofree char *xlsb_got = test_read_path(xlsb, NULL);
    g_autofree char *ods = test_zip("o.ods", open_document);
    g_autofree char *ods_got = test_read_path(ods, NULL);

    assert_says(xls_got, (const char *const[]) { "old.xls", "save it as .xlsx or CSV", NULL });
    assert_says(encrypted_got, (const char *const[]) { "password", ".xlsx or CSV", NULL });
    assert_says(xlsb_got, (const char *const[]) { ".xlsb", "save it as .xlsx or CSV", NULL });
    assert_says(ods_got, (const char *const[]) { "OpenDocument", "save it as .xlsx or CSV", NULL });
}

static void
test_zip__cut_missing_twice_and_none(void)
{
    const TestPart twice[] = { { "xl/workbook.xml", "<a/>", 0 }, { "xl/workbook.xml", "<b/>", 0 }, { NULL, NULL, 0 } };
    const TestPart missing[] = { { "readme.txt", "x", 0 }, { NULL, NULL, 0 } };
    g_autofree char *whole = test_rows_book("<row><c><v>1</v></c></row>");
    g_autofree char *bytes = NULL;
    gsize length;
    g_autofree char *cut = NULL, *cut_got = NULL, *twice_path = NULL, *twice_got = NULL, *missing_path = NULL,
                    *missing_got = NULL, *none_got = test_read_path("/nowhere/x.xlsx", NULL);

    g_assert_true(g_file_get_contents(whole, &bytes, &length, NULL));
    cut = test_file("cut.xlsx", bytes, (gssize)length / 2);
    cut_got = test_read_path(cut, NULL);
    twice_path = test_zip("twice.xlsx", twice);
    twice_got = test_read_path(twice_path, NULL);
    missing_path = test_zip("missing.xlsx", missing);
    missing_got = test_read_path(missing_path, NULL);

    assert_says(cut_got, (const char *const[]) { "ERROR", "cut.xlsx", "cut short", NULL });
    assert_says(twice_got, (const char *const[]) { "ERROR", "twice", "xl/workbook.xml", NULL });
    assert_says(missing_got, (const char *const[]) { "ERROR", "'xl/workbook.xml' is missing", NULL });
    assert_says(none_got, (const char *const[]) { "ERROR", "/nowhere/x.xlsx", "No such file", NULL });
}

static void
test_zip__damage_is_noticed_by_the_checksum(void)
{
    g_autoptr(GString) rows = g_string_new(NULL);
    g_autofree char *path = NULL, *bytes = NULL, *damaged = NULL, *got = NULL;
    gsize length;

    for (guint i = 0; i < 5000; i++)
        g_string_append_printf(rows, "<row><c><v>%u</v></c></row>", i * 7919 % 10007);
    path = test_rows_book(rows->str);
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    bytes[length / 2] = (char)(bytes[length / 2] ^ 0x55);
    damaged = test_file("damaged.xlsx", bytes, (gssize)length);
    got = test_read_path(damaged, NULL);
    g_assert_true(strstr(got, "FAILED") != NULL || strstr(got, "ERROR") != NULL);
}

static void
test_sheets__named_one_missing_and_all_empty(void)
{
    const KamTableOptions options = { .sheet = "Nope" };
    g_autofree char *path = test_rows_book("<row><c><v>1</v></c></row>");
    g_autofree char *got = test_read_path(path, &options);
    g_autofree char *empty_got = test_read("<row/>");

    assert_says(got, (const char *const[]) { "ERROR", "no sheet 'Nope'", "it has 'S'", NULL });
    assert_says(empty_got, (const char *const[]) { "ERROR", "no visible sheet has any cells", "'S' (empty)", NULL });
}

int
main(int argc, char **argv)
{
    int status;

    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/xlsx-errors/rows", test_rows__errors_name_sheet_row_and_column);
    g_test_add_func("/xlsx-errors/limits", test_limits__cells_and_columns);
    g_test_add_func("/xlsx-errors/bomb", test_bomb__by_ratio_and_by_size);
    g_test_add_func("/xlsx-errors/entities", test_entities__are_refused);
    g_test_add_func("/xlsx-errors/depth", test_depth__is_limited);
    g_test_add_func("/xlsx-errors/foreign", test_foreign__says_what_to_do);
    g_test_add_func("/xlsx-errors/zip", test_zip__cut_missing_twice_and_none);
    g_test_add_func("/xlsx-errors/damage", test_zip__damage_is_noticed_by_the_checksum);
    g_test_add_func("/xlsx-errors/sheets", test_sheets__named_one_missing_and_all_empty);
    status = g_test_run();
    test_folder_remove();
    return status;
}
