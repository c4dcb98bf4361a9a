/* CSV: the same rows at every buffer size, and random tables that come back equal. */
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

static const char letters_text[] =
    "šifra;naziv\n1;Đorđe \"Žika\"\n2;\"Ćuprija; \"\"Šumadija\"\"\"\r\n3;\"dva\nreda\"\n;\n\n4;č";

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
            g_autofree char *path = table_files_write_in_set(&f->files, "", texts[t], sets[s]);
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
        path = table_files_write_in_set(&f->files, "", file->str, sets[s].set);
        table = kam_csv_table_open_sized(path, &options, (gsize)g_test_rand_int_range(0, 200), NULL);
        dump = table_dump(table);
        g_assert_cmpstr(dump, ==, expected->str);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/read/csv/any_buffer_size", Fixture, NULL, set_up, test_csv__any_buffer_size, tear_down);
    g_test_add("/read/csv/random_tables_come_back", Fixture, NULL, set_up, test_csv__random_tables_come_back,
               tear_down);
    return g_test_run();
}
