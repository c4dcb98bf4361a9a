/* CSV: cutting, quotes, line ends, dialects, limits, and what is said about damaged files. */
#include <string.h>

#include "sales/read/csv.h"
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

static char *
write_in_set(Fixture *f, const char *mark, const char *text, const char *set)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *marked = g_strconcat(mark, text, NULL);
    gsize length;
    g_autofree char *bytes = g_convert(marked, -1, set, "UTF-8", NULL, &length, &error);

    g_assert_no_error(error);
    return table_files_write(&f->files, "t.csv", bytes, length);
}

static void
test_csv__sets_are_found_out(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const sets[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1250", "ISO-8859-2" };

    for (guint i = 0; i < G_N_ELEMENTS(sets); i++) {
        for (guint marked = 0; marked < (i < 3 ? 2 : 1); marked++) {
            g_autofree char *path = write_in_set(f, marked ? "\ufeff" : "", letters_text, sets[i]);
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
        path = write_in_set(f, "", text->str, sets[i]);
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

    check_error(f, text, sizeof text - 1, NULL,
                "1[a]*2[1]*!*row 3, column 2: a NUL byte where text is expected; *");
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

/* Whatever the sizes of buffer and blocks, the same rows and the same errors. */
static void
test_csv__any_buffer_size(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const texts[] = {
        letters_text,
        "sep=;\r\na;b\r\n1;\"\"\"\"\r\n\r\r\n2;\"x\"y;\"",
        "\"a\"\"\"\"b\" ; \"c;\r\nd\"\r\"\";;\n\"nikad\n",
        "a;b\r\n\r\n1;\"two\r\nlines\"\r2;3\n\r",
    };
    static const char *const sets[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1250", "ISO-8859-2" };
    KamTableOptions options = { .delimiter = ';' };

    for (guint t = 0; t < G_N_ELEMENTS(texts); t++) {
        for (guint s = 0; s < G_N_ELEMENTS(sets); s++) {
            g_autofree char *path = write_in_set(f, "", texts[t], sets[s]);
            g_autofree char *expected = NULL;

            options.encoding = sets[s];
            expected = table_dump_file(path, &options);
            for (gsize size = 1; size <= 64; size++) {
                g_autoptr(KamTable) table = kam_csv_table_open_sized(path, &options, size, NULL);
                g_autofree char *dump = table_dump(table);

                g_assert_cmpstr(dump, ==, expected);
            }
        }
    }
}

static const char *const random_letters[] = { "a", "b", "7", " ", "\"", ",", ";", "\t", "|", "\n", "\r", "", "x1" };

static char *
random_cell(const char *const *foreign, guint n_foreign)
{
    GString *cell = g_string_new(NULL);
    int length = g_test_rand_int_range(0, g_test_rand_int_range(0, 50) == 0 ? 300 : 8);

    for (int i = 0; i < length; i++) {
        if (g_test_rand_int_range(0, 4) == 0)
            g_string_append(cell, foreign[g_test_rand_int_range(0, (int)n_foreign)]);
        else
            g_string_append(cell, random_letters[g_test_rand_int_range(0, G_N_ELEMENTS(random_letters))]);
    }
    return g_string_free(cell, FALSE);
}

static gboolean
needs_quotes(const char *cell, char delimiter)
{
    return strchr(cell, delimiter) != NULL || strpbrk(cell, "\"\r\n") != NULL || cell[0] == ' ';
}

static void
append_cell(GString *file, GString *expected, const char *cell, char delimiter)
{
    gboolean quoted = needs_quotes(cell, delimiter) || g_test_rand_bit();

    g_string_append_printf(expected, quoted ? "[\"%s\"]" : "[%s]", cell);
    if (quoted) {
        g_auto(GStrv) parts = g_strsplit(cell, "\"", -1);
        g_autofree char *doubled = g_strjoinv("\"\"", parts);

        g_string_append_printf(file, "%s\"%s\"%s", g_test_rand_int_range(0, 5) ? "" : " ", doubled,
                               g_test_rand_int_range(0, 5) ? "" : "  ");
    } else {
        g_string_append(file, cell);
    }
}

static void
make_random_table(GString *file, GString *expected, char delimiter, const char *const *foreign, guint n_foreign)
{
    static const char *const ends[] = { "\n", "\r\n", "\r" };
    int n_rows = g_test_rand_int_range(1, 30), n_columns = g_test_rand_int_range(2, 9);

    for (int r = 0; r < n_rows; r++) {
        g_string_append_printf(expected, "%d", r + 1);
        for (int c = 0; c < n_columns; c++) {
            g_autofree char *cell = random_cell(foreign, n_foreign);

            if (c > 0)
                g_string_append_c(file, delimiter);
            append_cell(file, expected, cell, delimiter);
        }
        g_string_append_c(expected, '\n');
        /* A lone CR at the end would join with nothing; before an empty first cell and LF it never stands, as LF is
         * quoted. */
        g_string_append(file, ends[g_test_rand_int_range(0, G_N_ELEMENTS(ends))]);
    }
}

static void
test_csv__random_tables_come_back(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const unicode[] = { "š", "Ђ", "€", "😀", "\u00a0" };
    static const char *const latin[] = { "š", "Ć", "đ", "ž" };
    static const char *const cyrillic[] = { "ш", "Ћ", "ђ", "Ж" };
    static const struct {
        const char *set;
        const char *const *foreign;
        guint n_foreign;
    } sets[] = {
        { "utf-8", unicode, 5 },      { "utf-16le", unicode, 5 },      { "utf-16be", unicode, 5 },
        { "windows-1250", latin, 4 }, { "windows-1251", cyrillic, 4 }, { "iso-8859-2", latin, 4 },
    };
    static const char delimiters[] = { ',', ';', '\t', '|' };

    for (guint round = 0; round < 600; round++) {
        guint s = round % G_N_ELEMENTS(sets);
        KamTableOptions options = { .encoding = sets[s].set,
                                    .delimiter = delimiters[g_test_rand_int_range(0, G_N_ELEMENTS(delimiters))] };
        g_autoptr(GString) file = g_string_new(NULL);
        g_autoptr(GString) expected = g_string_new(NULL);
        g_autofree char *path = NULL, *dump = NULL;
        g_autoptr(KamTable) table = NULL;

        make_random_table(file, expected, options.delimiter, sets[s].foreign, sets[s].n_foreign);
        path = write_in_set(f, "", file->str, sets[s].set);
        table = kam_csv_table_open_sized(path, &options, (gsize)g_test_rand_int_range(0, 200), NULL);
        dump = table_dump(table);
        g_assert_cmpstr(dump, ==, expected->str);
    }
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
    ADD(any_buffer_size);
    ADD(random_tables_come_back);
    return g_test_run();
}
