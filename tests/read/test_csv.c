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

/* Whatever the buffers' sizes, the same rows. */
static void
check(Fixture *f, const char *text, const char *expected)
{
    g_autofree char *path = table_files_write(&f->files, "t.csv", text, strlen(text));
    g_autofree char *whole = table_dump_file(path, NULL);

    g_assert_cmpstr(whole, ==, expected);
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
test_csv__unclosed_quote_names_its_row(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char text[] = "a,b\n1,2\n3,\"open\n4,5\n6,7\n";

    check_error(f, text, strlen(text), NULL, "*!cannot read '*t.csv': row 3, column 2: a quote opens here*");
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
    ADD(unclosed_quote_names_its_row);
    return g_test_run();
}
