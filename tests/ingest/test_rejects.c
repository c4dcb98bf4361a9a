/* The file of refused rows. */
#include <glib/gstdio.h>
#include <string.h>

#include "sales/ingest/rejects.h"
#include "support.h"

static const char *const headers[] = { "Datum", "Kupac", "Iznos; RSD", NULL };

typedef struct {
    char *folder, *path;
} Fixture;

static void
set_up(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    f->folder = g_dir_make_tmp("kamen-rejects-XXXXXX", NULL);
    f->path = g_build_filename(f->folder, "refused.csv", NULL);
}

static void
tear_down(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GDir) folder = g_dir_open(f->folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *path = g_build_filename(f->folder, name, NULL);
        g_unlink(path);
    }
    g_rmdir(f->folder);
    g_free(f->folder);
    g_free(f->path);
}

static void
add(KamRejects *rejects, guint column, const char *value, const char *const cells[], guint n)
{
    g_autoptr(GError) error = NULL;
    KamCell row_cells[8] = { 0 };
    KamRow row = { row_cells, n, 17 };
    KamReject reject = { .row = 17,
                         .column = column,
                         .field = KAM_FIELD_NET,
                         .value = g_strdup(value),
                         .reason = g_strdup("no amount, write it with digits") };

    for (guint i = 0; i < n; i++)
        row_cells[i] = (KamCell) { .text = cells[i], .length = (guint32)strlen(cells[i]), .kind = KAM_CELL_TEXT };
    g_assert_true(kam_rejects_add(rejects, &reject, &row, &error));
    g_assert_no_error(error);
    g_free(reject.value);
    g_free(reject.reason);
}

static char *
read_file(const char *path)
{
    char *text = NULL;

    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

static void
test_rejects__say_where_and_why_and_show_the_row(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const cells[] = { "1.2.2024", "Alfa \"Plus\" doo, Niš", "dvanaest" };
    g_autoptr(GError) error = NULL;
    g_autoptr(KamRejects) rejects = kam_rejects_new(f->path, 0, headers);
    g_autofree char *text = NULL;

    add(rejects, 3, "dvanaest", cells, 3);
    g_assert_true(kam_rejects_finish(rejects, &error));
    text = read_file(f->path);
    g_assert_cmpstr(text, ==,
                    "\xef\xbb\xbfsource row,column,value,reason,Datum,Kupac,Iznos; RSD\r\n"
                    "17,Iznos; RSD,dvanaest,\"no amount, write it with digits\",1.2.2024,"
                    "\"Alfa \"\"Plus\"\" doo, Niš\",dvanaest\r\n");
}

static void
test_rejects__nothing_refused_makes_no_file(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamRejects) rejects = kam_rejects_new(f->path, 0, headers);

    g_assert_true(kam_rejects_finish(rejects, &error));
    g_assert_false(g_file_test(f->path, G_FILE_TEST_EXISTS));
}

static void
test_rejects__later_files_are_numbered(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const cells[] = { "x" };
    static const char *const names[] = { "refused.csv", "refused-2.csv", "refused-3.csv" };

    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(KamRejects) rejects = kam_rejects_new(f->path, i, headers);
        g_autofree char *path = g_build_filename(f->folder, names[i], NULL);
        add(rejects, 0, NULL, cells, 1);
        g_assert_true(kam_rejects_finish(rejects, &error));
        g_assert_true(g_file_test(path, G_FILE_TEST_EXISTS));
    }
}

static void
test_rejects__dot_of_a_folder_is_no_suffix(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const cells[] = { "x" };
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_build_filename(f->folder, "a.b", NULL);
    g_autofree char *path = g_build_filename(folder, "refused", NULL);
    g_autofree char *second = g_build_filename(folder, "refused-2", NULL);
    g_autoptr(KamRejects) rejects = kam_rejects_new(path, 1, headers);

    g_assert_cmpint(g_mkdir(folder, 0700), ==, 0);
    add(rejects, 0, NULL, cells, 1);
    g_assert_true(kam_rejects_finish(rejects, &error));
    g_assert_true(g_file_test(second, G_FILE_TEST_EXISTS));
    g_unlink(second);
    g_rmdir(folder);
}

static void
test_rejects__formulas_are_disarmed(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const dangerous[] = {
        "=HYPERLINK(\"http://x\")", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "\rx",
    };
    static const char *const harmless[] = { "-12.50", "+3", "Alfa = Beta", "a@b.rs", "-1.234,50" };
    g_autoptr(GError) error = NULL;
    g_autoptr(KamRejects) rejects = kam_rejects_new(f->path, 0, headers);
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS(dangerous); i++)
        add(rejects, 0, dangerous[i], dangerous + i, 1);
    for (gsize i = 0; i < G_N_ELEMENTS(harmless); i++)
        add(rejects, 0, harmless[i], harmless + i, 1);
    g_assert_true(kam_rejects_finish(rejects, &error));
    text = read_file(f->path);
    lines = g_strsplit(text, "\r\n", -1);
    for (gsize i = 0; i < G_N_ELEMENTS(dangerous); i++) {
        g_autofree char *bare = g_strdup_printf(",%s,", dangerous[i]);
        g_autofree char *quoted = g_strdup_printf(",\"%c", dangerous[i][0]);
        g_test_message("%s", lines[i + 1]);
        g_assert_null(strstr(lines[i + 1], bare));
        g_assert_null(strstr(lines[i + 1], quoted));
        g_assert_nonnull(strstr(lines[i + 1], "'"));
    }
    for (gsize i = 0; i < G_N_ELEMENTS(harmless); i++)
        g_assert_null(strstr(lines[G_N_ELEMENTS(dangerous) + i + 1], ",'"));
}

static void
test_rejects__no_place_is_an_error(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(f->folder, "no folder", "refused.csv", NULL);
    g_autoptr(KamRejects) rejects = kam_rejects_new(path, 0, headers);
    KamRow row = { NULL, 0, 1 };
    g_autofree char *reason = g_strdup("x");
    KamReject reject = { .row = 1, .field = KAM_FIELD_N, .reason = reason };

    g_assert_false(kam_rejects_add(rejects, &reject, &row, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_IO);
    g_assert_nonnull(strstr(error->message, path));
}

static void
test_rejects__full_disk_is_an_error(G_GNUC_UNUSED Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const cells[] = { "x" };
    g_autoptr(GError) error = NULL;
    g_autoptr(KamRejects) rejects = NULL;

    if (!g_file_test("/dev/full", G_FILE_TEST_EXISTS)) {
        g_test_skip("no /dev/full here");
        return;
    }
    rejects = kam_rejects_new("/dev/full", 0, headers);
    add(rejects, 0, NULL, cells, 1);
    g_assert_false(kam_rejects_finish(rejects, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_IO);
}

#define ADD(name) g_test_add("/ingest/rejects/" #name, Fixture, NULL, set_up, test_rejects__##name, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(say_where_and_why_and_show_the_row);
    ADD(nothing_refused_makes_no_file);
    ADD(later_files_are_numbered);
    ADD(dot_of_a_folder_is_no_suffix);
    ADD(formulas_are_disarmed);
    ADD(no_place_is_an_error);
    ADD(full_disk_is_an_error);
    return g_test_run();
}
