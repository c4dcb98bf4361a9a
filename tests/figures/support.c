/* Invoices in a database, and the main function that all programs here have: see support.h. */
#include "figures/support.h"

#include <glib/gstdio.h>
#include <string.h>

#include "sales/ingest/batch.h"

const char *figures_kind = "sqlite";

void
figures_import(KamDb *db, const char *columns, const char *rows)
{
    g_autofree char *path = NULL;
    g_autofree char *text = g_strdup_printf("%s\n%s", columns, rows);
    g_autoptr(GError) error = NULL;
    KamIngestOptions options = { 0 };
    KamBatchResult result;
    int fd = g_file_open_tmp("kamen-figures-XXXXXX.csv", &path, &error);
    const char *const paths[] = { path, NULL };

    g_assert_no_error(error);
    g_close(fd, NULL);
    g_file_set_contents(path, text, -1, &error);
    g_assert_no_error(error);
    kam_batch_import(db, paths, &options, FALSE, FIGURES_NOW_MS, &result, &error);
    g_assert_no_error(error);
    g_unlink(path);
}

char *
figures_path(const char *subject, const char *name)
{
    return g_strdup_printf("/figures/%s/%s/%s", subject, figures_kind, name);
}

int
figures_main(int argc, char **argv, void (*add_all)(void))
{
    if (argc == 3 && strcmp(argv[1], "--db") == 0) {
        figures_kind = argv[2];
        argc = 1;
    }
    g_test_init(&argc, &argv, NULL);
    if (!kam_test_db_is_available(figures_kind)) {
        g_print("1..0 # SKIP no %s here\n", figures_kind);
        return 0;
    }
    add_all();
    return g_test_run();
}
