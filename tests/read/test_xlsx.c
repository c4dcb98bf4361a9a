/* Workbooks as tables: cells, rows, sheets. */
#include <string.h>
#include <xlsxwriter.h>

#include "sales/read/xlsx_sheet.h"
#include "xlsx_support.h"

#define STYLES                                                                                                         \
    "<numFmts><numFmt numFmtId=\"164\" formatCode=\"d.m.yyyy\"/><numFmt numFmtId=\"165\" formatCode=\"[h]:mm\"/>"      \
    "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"                                                     \
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs>"

static void
assert_rows(const char *rows, const char *expected)
{
    g_autofree char *got = test_read(rows);

    g_assert_cmpstr(got, ==, expected);
}

static void
test_cells__every_type(void)
{
    assert_rows(
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><f>A&amp;B</f><v>x &amp; y &#269;</v></c><c r=\"B1\"><f t=\"shared\" "
        "si=\"0\"/><v>12.50</v></c><c r=\"C1\" t=\"b\"><v>1</v></c><c r=\"D1\" t=\"b\"><v>0</v></c>"
        "<c r=\"E1\" t=\"e\"><v>#DIV/0!</v></c><c r=\"F1\" t=\"d\"><v>2024-02-29T10:00:00</v></c>"
        "<c r=\"G1\" t=\"inlineStr\"><is><t>in line</t></is></c><c r=\"H1\" t=\"n\"><v>1E3</v></c></row>",
        "1:x & y č|#12.5|TRUE|FALSE|!#DIV/0!|@2024-02-29 10:00:00|in line|#1000\n");
}

static void
test_cells__sparse_and_without_references(void)
{
    assert_rows(
        "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c><v>2</v></c><c r=\"F2\"><v>3</v></c><c r=\"H2\" s=\"1\"/></row>"
        "<row><c><v>4</v></c></row><row r=\"6\"/><row r=\"7\"><c r=\"A7\"><v/></c></row>",
        "1:\n2:|#1|#2|||#3\n3:#4\n4:\n5:\n6:\n7:\n");
}

static void
test_cells__escapes_and_blanks(void)
{
    assert_rows("<row><c t=\"str\"><v>a_x000D_b_x005F_x0041_ _xZZ</v></c><c t=\"inlineStr\"><is><t>  cut  </t></is></c>"
                "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">  kept </t></is></c>"
                "<c t=\"inlineStr\"><is><t/></is></c><c t=\"str\"><v>e&#x301;</v></c></row>",
                "1:a\rb_x0041_ _xZZ|cut|  kept ||e\xcc\x81\n");
}

/* Things that the scanner leaves to the parser; the rows around them must not suffer. */
static void
test_cells__unusual_xml_goes_on_by_the_parser(void)
{
    static const char *const unusual[] = {
        "<row><c t=\"str\"><v><![CDATA[x & y]]></v></c></row>",
        "<!-- a comment --><row><c t=\"str\"><v>x &amp; y</v></c></row>",
        "<row><c t=\"inlineStr\"><is><r><t>x </t></r><r><rPr/><t xml:space=\"preserve\"> y</t></r></is></c></row>",
        "<row><c t=\"str\"><v>x</v></c><extLst><ext><v>7</v></ext></extLst></row>",
        "<n:row xmlns:n=\"" TEST_MAIN_NS "\"><n:c t=\"str\"><n:v>x</n:v></n:c></n:row>",
    };
    static const char *const texts[] = { "x & y", "x & y", "x y", "x", "x" };

    for (guint i = 0; i < G_N_ELEMENTS(unusual); i++) {
        g_autofree char *rows =
            g_strconcat("<row><c><v>1</v></c></row>", unusual[i], "<row><c><v>3</v></c></row>", NULL);
        g_autofree char *expected = g_strdup_printf("1:#1\n2:%s\n3:#3\n", texts[i]);

        assert_rows(rows, expected);
    }
}

static void
test_cells__shared_strings_join_runs_and_drop_phonetics(void)
{
    const TestSheet sheets[] = {
        { "S", NULL,
          "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c></row>",
          NULL },
        { NULL, NULL, NULL, NULL }
    };
    const TestBook book = {
        .sheets = sheets,
        .strings = "<si><t>plain</t></si>"
                   "<si><r><rPr><b/></rPr><t xml:space=\"preserve\">rich </t></r><r><t>text</t></r></si>"
                   "<si><t>kanji</t><rPh sb=\"0\" eb=\"1\"><t>kana</t></rPh></si><si><t> a_x000A_b </t></si>"
    };
    g_autofree char *path = test_book(&book);
    g_autofree char *rows = test_read_path(path, NULL);

    g_assert_cmpstr(rows, ==, "1:plain|rich text|kanji|a\nb\n");
}

static void
test_cells__dates_by_style_in_both_epochs(void)
{
    const TestSheet sheets[] = {
        { "S", NULL,
          "<row><c s=\"0\"><v>40148</v></c><c s=\"1\"><v>40148</v></c><c s=\"2\"><v>40148.5</v></c>"
          "<c s=\"3\"><v>1.25</v></c><c s=\"1\"><v>0.5</v></c><c s=\"99\"><v>5</v></c></row>",
          NULL },
        { NULL, NULL, NULL, NULL }
    };
    const TestBook since_1900 = { .sheets = sheets, .styles = STYLES };
    const TestBook since_1904 = { .sheets = sheets, .styles = STYLES, .workbook_pr = "date1904=\"1\"" };
    g_autofree char *first = test_book(&since_1900);
    g_autofree char *first_rows = test_read_path(first, NULL);
    g_autofree char *second = test_book(&since_1904);
    g_autofree char *second_rows = test_read_path(second, NULL);

    g_assert_cmpstr(first_rows, ==, "1:#40148|@2009-12-01|@2009-12-01 12:00:00|#1.25|#0.5|#5\n");
    g_assert_cmpstr(second_rows, ==, "1:#40148|@2013-12-02|@2013-12-02 12:00:00|#1.25|@1904-01-01 12:00:00|#5\n");
}

static void
test_sheet__strict_namespace_and_prefixes(void)
{
    const TestSheet sheets[] = {
        { "S", NULL, NULL,
          "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" "
          "t=\"inlineStr\"><x:is><x:t>strict</x:t></x:is></x:c><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>" },
        { NULL, NULL, NULL, NULL }
    };
    const TestBook book = { .sheets = sheets };
    g_autofree char *path = test_book(&book);
    g_autofree char *rows = test_read_path(path, NULL);

    g_assert_cmpstr(rows, ==, "1:strict|#2\n");
}

static void
test_sheet__other_encodings(void)
{
    const TestSheet sheets[] = { { "S", NULL, NULL,
                                   "<?xml version='1.0' encoding='ISO-8859-1'?><worksheet xmlns=\"" TEST_MAIN_NS
                                   "\"><sheetData><row><c t=\"str\">"
                                   "<v>caf\xe9</v></c></row></sheetData></worksheet>" },
                                 { NULL, NULL, NULL, NULL } };
    const TestBook book = { .sheets = sheets };
    g_autofree char *path = test_book(&book);
    g_autofree char *rows = test_read_path(path, NULL);

    g_assert_cmpstr(rows, ==, "1:café\n");
}

static char *
rows_with_header(int number, const char *second, const char *rest)
{
    return g_strdup_printf("<row r=\"%d\"><c t=\"str\"><v>Kupac</v></c><c t=\"str\"><v>%s</v></c></row>%s", number,
                           second, rest);
}

static void
test_sheets__agreeing_ones_are_one_table(void)
{
    g_autofree char *first = rows_with_header(2, "Iznos", "<row r=\"4\"><c><v>1</v></c><c><v>10</v></c></row>");
    g_autofree char *hidden = rows_with_header(1, "Iznos", "<row><c><v>9</v></c><c><v>90</v></c></row>");
    g_autofree char *second = rows_with_header(3, "IZNOS ", "<row r=\"5\"><c><v>2</v></c><c><v>20</v></c></row>");
    g_autofree char *other = rows_with_header(1, "Artikal", "<row><c><v>3</v></c><c><v>30</v></c></row>");
    g_autofree char *titled = g_strconcat("<row r=\"1\"><c t=\"str\"><v>Januar</v></c></row>", first, NULL);
    const TestSheet sheets[] = { { "Cover", NULL, "<row><c t=\"str\"><v>About this</v></c></row>", NULL },
                                 { "Jan", NULL, titled, NULL },
                                 { "Old", "hidden", hidden, NULL },
                                 { "Feb", NULL, second, NULL },
                                 { "Goods", NULL, other, NULL },
                                 { "Empty", NULL, "", NULL },
                                 { NULL, NULL, NULL, NULL } };
    const TestBook book = { .sheets = sheets };
    const KamTableOptions named = { .sheet = "Old" };
    g_autofree char *path = test_book(&book);
    KamTable *table = kam_xlsx_table_open(path, NULL, NULL);
    g_autofree char *why = g_strdup(table->facts.why);
    g_autofree char *rows = test_rows(table);
    g_autofree char *one = test_read_path(path, &named);

    g_assert_cmpstr(rows, ==, "1:Januar\n2:Kupac|Iznos\n3:\n4:#1|#10\n4:\n5:#2|#20\n");
    g_assert_cmpstr(
        why, ==,
        "an XLSX workbook; sheets 'Jan', 'Feb' have the same header and are read as one; left out: 'Cover' (another "
        "header), 'Old' (hidden), 'Goods' (another header), 'Empty' (empty)");
    g_assert_cmpstr(one, ==, "1:Kupac|Iznos\n2:#9|#90\n");
}

static void
test_table__rewinds_and_tells_progress(void)
{
    g_autofree char *path = test_rows_book("<row><c><v>1</v></c></row><row r=\"4\"><c><v>2</v></c></row>");
    KamTable *table = kam_xlsx_table_open(path, NULL, NULL);
    guint64 done, total;
    g_autofree char *again = NULL;
    KamRow row;

    g_assert_cmpint(table->class->next(table, &row, NULL), ==, KAM_READ_ROW);
    g_assert_cmpint(table->class->next(table, &row, NULL), ==, KAM_READ_ROW);
    g_assert_true(table->class->rewind(table, NULL));
    for (guint i = 1; i <= 4; i++) {
        g_assert_cmpint(table->class->next(table, &row, NULL), ==, KAM_READ_ROW);
        g_assert_cmpuint(row.number, ==, i);
    }
    g_assert_cmpint(table->class->next(table, &row, NULL), ==, KAM_READ_END);
    table->class->get_progress(table, &done, &total);
    g_assert_cmpuint(total, >, 0);
    g_assert_cmpuint(done, ==, total);
    g_assert_true(table->class->rewind(table, NULL));
    again = test_rows(table);
    g_assert_cmpstr(again, ==, "1:#1\n2:\n3:\n4:#2\n");
}

/* Many rows in chunks of the reader's buffer, once by the scanner and once, because of a comment in front, by the
 * parser. */
static void
test_table__scanner_and_parser_agree(void)
{
    g_autoptr(GString) rows = g_string_new(NULL);
    g_autofree char *scanned = NULL, *parsed = NULL;

    for (guint i = 1; i <= 20000; i++)
        g_string_append_printf(
            rows,
            "<row r=\"%u\" spans=\"1:4\"><c r=\"A%u\" t=\"str\"><v>line %u &lt;&gt; </v></c><c r=\"B%u\">"
            "<v>%u.%02u</v></c>\n <c r='D%u' t='inlineStr'><is><t>č%u</t></is></c></row>\n",
            i, i, i, i, i, i % 100, i, i);
    scanned = test_read(rows->str);
    g_string_prepend(rows, "<!-- -->");
    parsed = test_read(rows->str);
    g_assert_cmpuint(strlen(scanned), >, 500000);
    g_assert_true(strcmp(scanned, parsed) == 0);
}

/* Rows with a few bytes or pieces changed at random: what the parser can read, the scanner must read as the same. */
static void
test_table__scanner_and_parser_agree_on_mutants(void)
{
    static const char seed_rows[] =
        "<row r=\"1\" spans=\"1:9\"><c r=\"A1\" t=\"str\"><f t=\"shared\" si=\"0\">A&gt;1</f><v>a &amp; b</v></c>"
        "<c r=\"B1\"><v>12.50</v></c><c><v>1E3</v></c><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#N/A</v></c></row>\n"
        "<row><c t=\"inlineStr\"><is><t xml:space=\"preserve\"> x </t></is></c><c s=\"1\" t='n'><v/></c></row>"
        "<row r=\"5\"/><row r=\"6\"><c r=\"C6\" t=\"d\"><v>2024-01-31</v></c></row>";
    static const char *const pieces[] = { "<c>",      "</c>",  "<v>",  "</v>", "<row>", "</row>",        " ",    "&lt;",
                                          "<!--x-->", "&#x9;", "\r\n", "/",    "<f/>",  "<![CDATA[y]]>", "<x/>", "1" };
    g_autoptr(GRand) rand = g_rand_new_with_seed(20240506);
    guint n_read = 0;

    for (guint i = 0; i < 3000; i++) {
        g_autoptr(GString) rows = g_string_new(seed_rows);
        g_autofree char *scanned = NULL, *parsed = NULL;
        guint changes = (guint)g_rand_int_range(rand, 1, 3);

        while (changes-- > 0) {
            gssize at = g_rand_int_range(rand, 0, (gint32)rows->len - 12);

            if (g_rand_int_range(rand, 0, 3) == 0) {
                g_string_erase(rows, at, g_rand_int_range(rand, 1, 4));
                continue;
            }
            if (g_rand_boolean(rand)) /* in front of a tag more of them stay well-formed */
                at += (gssize)strcspn(rows->str + at, "<");
            g_string_insert(rows, at, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
        }
        scanned = test_read(rows->str);
        g_string_prepend(rows, "<!-- -->");
        parsed = test_read(rows->str);
        if (strstr(parsed, "FAILED") != NULL || g_str_has_prefix(parsed, "ERROR"))
            continue;
        n_read++;
        g_assert_cmpstr(scanned, ==, parsed);
    }
    g_assert_cmpuint(n_read, >, 300);
}

static void
test_sheet__usual_rows_are_scanned(void)
{
    g_autofree char *path = test_rows_book("<row><c><v>1</v></c></row>");
    g_autoptr(KamXlsxBook) book = kam_xlsx_book_open(path, NULL, NULL);
    g_autoptr(KamXlsxSheet) sheet = kam_xlsx_sheet_open(book, 0, NULL);
    KamRow row;

    g_assert_cmpint(kam_xlsx_sheet_next(sheet, &row, NULL), ==, KAM_READ_ROW);
    g_assert_true(kam_xlsx_sheet_is_scanning(sheet));
}

static void
test_table__what_libxlsxwriter_writes(void)
{
    g_autofree char *path = test_path("writer.xlsx");
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "Prodaja");
    lxw_format *format = workbook_add_format(book);
    lxw_datetime date = { 2024, 3, 9, 0, 0, 0 };
    g_autofree char *rows = NULL;

    format_set_num_format(format, "dd.mm.yyyy");
    worksheet_write_string(sheet, 0, 0, "Šifra", NULL);
    worksheet_write_string(sheet, 0, 1, "Datum", NULL);
    worksheet_write_number(sheet, 1, 0, 3.4, NULL);
    worksheet_write_datetime(sheet, 1, 1, &date, format);
    worksheet_write_formula_num(sheet, 1, 2, "=A2*2", NULL, 6.8);
    worksheet_write_boolean(sheet, 1, 3, 1, NULL);
    g_assert_cmpint(workbook_close(book), ==, LXW_NO_ERROR);
    rows = test_read_path(path, NULL);
    g_assert_cmpstr(rows, ==, "1:Šifra|Datum\n2:#3.4|@2024-03-09|#6.8|TRUE\n");
}

static char *
data_path(const char *name)
{
    const char *data = g_getenv("KAMEN_DATA"), *root = g_getenv("KAMEN_SOURCE_ROOT");

    return data != NULL ? g_build_filename(data, name, NULL)
                        : g_build_filename(root == NULL ? "." : root, "../shared/data", name, NULL);
}

static void
test_table__real_workbook(void)
{
    g_autofree char *path = data_path("online_retail/online_retail_non_uk_2009_2010.xlsx");
    g_autofree char *rows = NULL;
    g_auto(GStrv) lines = NULL;

    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_test_skip("the workbook online_retail_non_uk_2009_2010.xlsx is not there; set KAMEN_DATA");
        return;
    }
    rows = test_read_path(path, NULL);
    lines = g_strsplit(rows, "\n", -1);
    g_assert_cmpuint(g_strv_length(lines), ==, 14269 + 2);
    g_assert_cmpstr(lines[0], ==, "1:Invoice|StockCode|Description|Quantity|InvoiceDate|Price|Customer ID|Country");
    g_assert_cmpstr(lines[1], ==, "2:#490397|#21844|RETRO SPOT MUG|#6|@2009-12-06 10:30:00|#2.95|#12417|Belgium");
    g_assert_cmpstr(
        lines[14269], ==,
        "14270:#536012|#22441|GROW YOUR OWN BASIL IN ENAMEL MUG|#8|@2010-11-29 15:23:00|#2.1|#12351|Unspecified");
}

int
main(int argc, char **argv)
{
    int status;

    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/xlsx/cells/types", test_cells__every_type);
    g_test_add_func("/xlsx/cells/sparse", test_cells__sparse_and_without_references);
    g_test_add_func("/xlsx/cells/escapes", test_cells__escapes_and_blanks);
    g_test_add_func("/xlsx/cells/unusual", test_cells__unusual_xml_goes_on_by_the_parser);
    g_test_add_func("/xlsx/cells/shared", test_cells__shared_strings_join_runs_and_drop_phonetics);
    g_test_add_func("/xlsx/cells/dates", test_cells__dates_by_style_in_both_epochs);
    g_test_add_func("/xlsx/sheet/strict", test_sheet__strict_namespace_and_prefixes);
    g_test_add_func("/xlsx/sheet/encoding", test_sheet__other_encodings);
    g_test_add_func("/xlsx/sheet/scanned", test_sheet__usual_rows_are_scanned);
    g_test_add_func("/xlsx/sheets/agree", test_sheets__agreeing_ones_are_one_table);
    g_test_add_func("/xlsx/table/rewind", test_table__rewinds_and_tells_progress);
    g_test_add_func("/xlsx/table/scanner-parser", test_table__scanner_and_parser_agree);
    g_test_add_func("/xlsx/table/mutants", test_table__scanner_and_parser_agree_on_mutants);
    g_test_add_func("/xlsx/table/writer", test_table__what_libxlsxwriter_writes);
    g_test_add_func("/xlsx/table/real", test_table__real_workbook);
    status = g_test_run();
    test_folder_remove();
    return status;
}
