/* CSV: cutting, quotes, line ends, dialects, limits, and what is said about damaged files. */
#include <string.h>

#include "table_support.h"

typedef struct {
    TableFiles files;
} Fixture;

static void
set_up(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    table_files_init(&f->files);
}

static void
tear_down(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    table_files_clear(&f->files);
}

static char *
dump_with(Fixture *f, const char *text, gsize length, const KamTableOptions *options)
{
    g_autofree char *path = table_files_write(&f->files, "t.csv", text, length);

    return table_dump_file(path, options);
}

static void
check(Fixture *f, const char *text, const char *expected)
{
    g_autofree char *dump = dump_with(f, text, strlen(text), NULL);

    g_assert_cmpstr(dump, ==, expected);
}

static void
check_error(Fixture *f, const char *text, gsize length, const KamTableOptions *options, const char *pattern)
{
    g_autofree char *dump = dump_with(f, text, length, options);

    if (!g_pattern_match_simple(pattern, dump))
        g_error("'%s' does not match '%s'", dump, pattern);
}

static void
test_csv__plain_rows(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    check(f, "a,b,c\n1,,3\n", "1[a][b][c]\n2[1][][3]\n");
    check(f, "a,b\n1,2", "1[a][b]\n2[1][2]\n");
    check(f, "a,b\n1,", "1[a][b]\n2[1][]\n");
    check(f, "a", "1[a]\n");
}

static void
test_csv__line_ends_may_be_mixed(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    check(f, "a,b\r\n1,2\r3,4\n5,6\r\n", "1[a][b]\n2[1][2]\n3[3][4]\n4[5][6]\n");
    check(f, "a,b\r1,2\r", "1[a][b]\n2[1][2]\n");
}

static void
test_csv__blank_rows_count(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    check(f, "a,b\n\n1,2\r\n\r\n3,4\n", "1[a][b]\n2[]\n3[1][2]\n4[]\n5[3][4]\n");
}

static void
test_csv__quotes(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    check(f, "\"a\",\"b,c\"\n\"say \"\"hi\"\"\",\"\"\n", "1[\"a\"][\"b,c\"]\n2[\"say \"hi\"\"][\"\"]\n");
    check(f, "a,b\n\"two\nlines\",x\ny,z\n", "1[a][b]\n2[\"two\nlines\"][x]\n3[y][z]\n");
    check(f, "a,b\n24\" monitor,3.5\"\n", "1[a][b]\n2[24\" monitor][3.5\"]\n");
    check(f, "a , \"b\" ,c\n1, \"2,5\" , 3\n", "1[a ][\"b\"][c]\n2[1][\"2,5\"][ 3]\n");
    check(f, "a,b\n\"x\"yz,1\n\"x\" y,2\n", "1[a][b]\n2[\"xyz\"][1]\n3[\"x y\"][2]\n");
    check(f, "a,b\n1,\"\"\"\"", "1[a][b]\n2[1][\"\"\"]\n");
}

static void
test_csv__delimiters(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    check(f, "a;b;c\n1,5;2,5;3\n1,5;2,5;4\n", "1[a][b][c]\n2[1,5][2,5][3]\n3[1,5][2,5][4]\n");
    check(f, "a\tb\n1,2\t3\n", "1[a][b]\n2[1,2][3]\n");
    check(f, "a|b\n1|3\n", "1[a][b]\n2[1][3]\n");
    check(f, "sep=;\r\na,x;b\r\n", "1[a,x][b]\n");
    check(f, "\"sep=|\"\na;x|b\n", "1[a;x][b]\n");
}

static void
test_csv__titles_above_the_table_do_not_decide(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    check(f, "Sales, all regions, 2009\nprinted, on, Monday\n\na;b\n1;2\n3;4\n5;6\n7;8\n",
          "1[Sales, all regions, 2009]\n2[printed, on, Monday]\n3[]\n4[a][b]\n5[1][2]\n6[3][4]\n7[5][6]\n8[7][8]\n");
}

static void
test_csv__decimal_commas_do_not_decide(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    /* More commas than semicolons in every row. */
    check(f, "a;b;c\n1,5;2,5;3,5\n1,0;2,0;4,0\n", "1[a][b][c]\n2[1,5][2,5][3,5]\n3[1,0][2,0][4,0]\n");
    /* Nothing but numbers between commas: they are the delimiter when no other candidate is there. */
    check(f, "1,2,3\n4,5,6\n", "1[1][2][3]\n2[4][5][6]\n");
}

static void
test_csv__delimiters_inside_quotes_do_not_decide(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    check(f, "\"a;b;c;d\",\"x\"\n\"e;f;g;h\",\"y\"\n", "1[\"a;b;c;d\"][\"x\"]\n2[\"e;f;g;h\"][\"y\"]\n");
}

static void
test_csv__one_column(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    check(f, "name\nAna\nPetar\n", "1[name]\n2[Ana]\n3[Petar]\n");
}

static void
test_csv__told_delimiter_wins(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamTableOptions options = { .delimiter = '|' };
    static const char text[] = "sep=;\na;b|c\n";
    g_autofree char *dump = dump_with(f, text, strlen(text), &options);

    g_assert_cmpstr(dump, ==, "1[a;b][c]\n");
}

static void
test_csv__facts_say_why(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = table_files_write(&f->files, "t.csv", "a;b\n\xc8;2\n\x9a;3\n", 12);
    g_autoptr(KamTable) table = kam_table_open(path, NULL, NULL);
    KamTableFacts facts;

    kam_table_get_facts(table, &facts);
    g_assert_cmpint(facts.format, ==, KAM_FORMAT_CSV);
    g_assert_cmpint(facts.delimiter, ==, ';');
    g_assert_cmpstr(facts.encoding, ==, "windows-1250");
    g_assert_cmpstr(facts.compression, ==, "");
    g_assert_cmpstr(facts.why, ==,
                    "CSV: 3 of the first 3 rows have 2 cells; windows-1250: not valid UTF-8, and 2 of 2 characters "
                    "outside ASCII are Serbian Latin letters");
}

static const char letters_text[] =
    "šifra;naziv\n1;Đorđe \"Žika\"\n2;\"Ćuprija; \"\"Šumadija\"\"\"\r\n3;\"dva\nreda\"\n;\n\n4;č";
static const char letters_rows[] = "1[šifra][naziv]\n2[1][Đorđe \"Žika\"]\n3[2][\"Ćuprija; \"Šumadija\"\"]\n"
                                   "4[3][\"dva\nreda\"]\n5[][]\n6[]\n7[4][č]\n";

static void
test_csv__sets_are_found_out(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const sets[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1250", "ISO-8859-2" };

    for (guint i = 0; i < G_N_ELEMENTS(sets); i++) {
        for (guint marked = 0; marked < (i < 3 ? 2 : 1); marked++) {
            g_autofree char *path = table_files_write_in_set(&f->files, marked ? "\ufeff" : "", letters_text, sets[i]);
            g_autofree char *dump = table_dump_file(path, NULL);
            g_autoptr(KamTable) table = kam_table_open(path, NULL, NULL);
            KamTableFacts facts;

            g_assert_cmpstr(dump, ==, letters_rows);
            kam_table_get_facts(table, &facts);
            g_assert_cmpint(g_ascii_strcasecmp(facts.encoding, sets[i]), ==, 0);
        }
    }
}

static void
test_csv__told_set_wins(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamTableOptions options = { .encoding = "cp1251" };
    g_autofree char *path = table_files_write(&f->files, "t.csv", "\xc8,a\n", 4);
    g_autofree char *dump = table_dump_file(path, &options);

    g_assert_cmpstr(dump, ==, "1[И][a]\n");
    options.encoding = "klingon";
    g_clear_pointer(&dump, g_free);
    dump = table_dump_file(path, &options);
    g_assert_true(g_str_has_prefix(dump, "!unknown encoding 'klingon'; there are utf-8, "));
}

/* Three megabytes of plain ASCII, then letters: the set is decided where they stand. */
static void
test_csv__set_found_out_late(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const sets[] = { "UTF-8", "windows-1250", "windows-1251" };
    static const char *const endings[] = { "š,Č\n", "š,Č\n", "ниш,б\n" };

    for (guint i = 0; i < G_N_ELEMENTS(sets); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        g_autofree char *path = NULL, *expected = NULL;
        g_autoptr(KamTable) table = NULL;
        KamTableFacts facts;

        for (guint k = 0; k < 300000; k++)
            g_string_append(text, "abcd,12345\n");
        g_string_append(text, endings[i]);
        path = table_files_write_in_set(&f->files, "", text->str, sets[i]);
        table = kam_table_open(path, NULL, NULL);
        for (guint pass = 0; pass < 2; pass++) {
            g_autofree char *dump = table_dump(table);
            g_auto(GStrv) cells = g_strsplit(endings[i], ",", 2);

            g_clear_pointer(&expected, g_free);
            expected = g_strdup_printf("\n300001[%s][%.*s]\n", cells[0], (int)strlen(cells[1]) - 1, cells[1]);
            g_assert_true(g_str_has_suffix(dump, expected));
            kam_table_get_facts(table, &facts);
            g_assert_cmpint(g_ascii_strcasecmp(facts.encoding, sets[i]), ==, 0);
            g_assert_true(kam_table_rewind(table, NULL));
        }
    }
}

static void
test_csv__rewinds_and_counts_progress(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = table_files_write(&f->files, "t.csv", "sep=;\na;b\n1;2\n", 14);
    g_autoptr(KamTable) table = kam_table_open(path, NULL, NULL);
    g_autofree char *first = table_dump(table);
    g_autofree char *second = NULL;
    guint64 done, total;

    kam_table_get_progress(table, &done, &total);
    g_assert_cmpuint(done, ==, 14);
    g_assert_cmpuint(total, ==, 14);
    g_assert_true(kam_table_rewind(table, NULL));
    second = table_dump(table);
    g_assert_cmpstr(first, ==, "1[a][b]\n2[1][2]\n");
    g_assert_cmpstr(second, ==, first);
}

static void
test_csv__unclosed_quote_names_its_row(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char text[] = "a,b\n1,2\n3,\"open\n4,5\n6,7\n";

    check_error(
        f, text, strlen(text), NULL,
        "*!cannot read '*t.csv': row 3, column 2: a quote opens here and does not close within * bytes; close it, *");
}

static void
test_csv__unclosed_quote_swallows_no_more_than_a_cell(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamTableOptions options = { .limits.max_cell_bytes = 100000, .delimiter = ',' };
    g_autoptr(GString) text = g_string_new("a,b\n\"open,2\n");

    for (guint i = 0; i < 2000000; i++)
        g_string_append(text, "1,2\n");
    check_error(f, text->str, text->len, &options, "*!*row 2, column 1: a quote opens here*within 100000 bytes*");
}

/* The quote that opens in row 2 meets the one that opens in row 4. */
static void
test_csv__lone_quote_that_meets_another(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char text[] = "a,b\n\"24 inch,2\n3,4\n\"x\",5\n";

    check_error(f, text, strlen(text), NULL,
                "*!*row 2, column 1: a quote opens here and meets another some lines below; *");
}

static void
test_csv__nul_bytes(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char text[] = "a,b,c\n1,2,3\n4,5\0x,6\n7,8,9\n";

    check_error(f, text, sizeof text - 1, NULL, "1[a]*2[1]*!*row 3, column 2: a NUL byte where text is expected; *");
}

static void
test_csv__damaged_utf8(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GString) text = g_string_new("šifra,naziv\n");

    for (guint i = 0; i < 30; i++)
        g_string_append(text, "šćđ,čž\n");
    g_string_append(text, "a,b\xc3(\n");
    check_error(
        f, text->str, text->len, NULL,
        "*!*row 32, column 2: byte 0xc3 is not valid UTF-8, which the file is in otherwise; *name the encoding*");
    g_string_truncate(text, text->len - 5);
    g_string_append(text, "x,\xc5");
    check_error(f, text->str, text->len, NULL, "*!*row 32, column 2: byte 0xc5 is not valid UTF-8*");
}

static void
test_csv__damaged_utf16(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    check_error(f,
                "\xff\xfe"
                "a\0,\0b\0\n\0c\0,\0\0\xd8\n\0",
                16, NULL, "*!*row 2, column 2: not valid utf-16le; *");
}

static void
test_csv__too_many_columns(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *commas = g_strnfill(1000000, ',');
    KamTableOptions options = { .limits.max_columns = 3, .delimiter = ',' };

    check_error(f, commas, 1000000, NULL, "!*row 1, column 16385: more than the 16384 columns allowed; *");
    check_error(f, "a,b,c\n1,2,3,4\n", 14, &options, "*!*row 2, column 4: more than the 3 columns allowed; *");
}

static void
test_csv__too_long_cells_and_rows(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    gsize length = (40 << 20);
    g_autofree char *letters = g_strnfill(length, 'x');
    KamTableOptions options = { .limits.max_cell_bytes = 10 };

    check_error(f, "a,b\n1,01234567890\n", 18, &options, "*!*row 2, column 2: the cell is longer than the 10 bytes*");
    check_error(f, "a,b\n1,0123456789\n", 17, &options, "*2[1][0123456789]\n");
    check_error(f, letters, length, NULL, "!*row 1, column 1: the row is longer than * bytes; is this a table?");
}

static void
test_csv__empty_files(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    check_error(f, "", 0, NULL, "!cannot read '*t.csv': it is empty");
    check_error(f, "\xef\xbb\xbf", 3, NULL, "!cannot read '*t.csv': it is empty");
}

static void
test_csv__files_that_are_no_text(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char noise[] = "\x01\x02\x03 abc \x04\x05\x06\x07\x08";

    check_error(f, "%PDF-1.4 ...", 12, NULL, "!cannot read '*': it is a PDF document; export the data as CSV or XLSX");
    check_error(f, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ...", 12, NULL, "!*it is an old Excel file (.xls)*");
    check_error(f, noise, sizeof noise - 1, NULL, "!*it is binary, not text; *");
}

static void
test_csv__failure_stays(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = table_files_write(&f->files, "t.csv", "a,b\n1,\"", 7);
    g_autoptr(KamTable) table = kam_table_open(path, NULL, NULL);
    g_autofree char *first = table_dump(table);
    g_autofree char *second = table_dump(table);

    g_assert_nonnull(strstr(first, "!cannot read"));
    g_assert_true(g_str_has_suffix(second, "it failed before; start again"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name) g_test_add("/read/csv/" #name, Fixture, NULL, set_up, test_csv__##name, tear_down)
    ADD(plain_rows);
    ADD(line_ends_may_be_mixed);
    ADD(blank_rows_count);
    ADD(quotes);
    ADD(delimiters);
    ADD(titles_above_the_table_do_not_decide);
    ADD(decimal_commas_do_not_decide);
    ADD(delimiters_inside_quotes_do_not_decide);
    ADD(one_column);
    ADD(told_delimiter_wins);
    ADD(facts_say_why);
    ADD(sets_are_found_out);
    ADD(told_set_wins);
    ADD(set_found_out_late);
    ADD(rewinds_and_counts_progress);
    ADD(unclosed_quote_names_its_row);
    ADD(unclosed_quote_swallows_no_more_than_a_cell);
    ADD(lone_quote_that_meets_another);
    ADD(nul_bytes);
    ADD(damaged_utf8);
    ADD(damaged_utf16);
    ADD(too_many_columns);
    ADD(too_long_cells_and_rows);
    ADD(empty_files);
    ADD(files_that_are_no_text);
    ADD(failure_stays);
    return g_test_run();
}
