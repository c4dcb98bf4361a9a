/* Empty databases for tests. */
#include "support/test_db.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static const char *
server_uri(void)
{
    const char *uri = g_getenv("KAMEN_TEST_PG");

    return uri != NULL && *uri != '\0' ? uri : NULL;
}

gboolean
kam_test_db_is_available(const char *kind)
{
    return strcmp(kind, "sqlite") == 0 || server_uri() != NULL;
}

void
kam_test_db_run(KamDb *db, const char *sql)
{
    g_autoptr(GError) error = NULL;

    kam_db_run(db, sql, NULL, 0, &error);
    g_assert_no_error(error);
}

gint64
kam_test_db_get_int(KamDb *db, const char *sql)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, sql, &error);

    g_assert_no_error(error);
    g_assert_cmpint(kam_stmt_step(stmt, &error), ==, KAM_STEP_ROW);
    return kam_stmt_get_int(stmt, 0);
}

static void
run_on_server(const char *before, const char *schema, const char *after)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *sql = g_strconcat(before, schema, after, NULL);
    KamDb *db = kam_db_open(server_uri(), KAM_DB_READ_WRITE, &error);

    g_assert_no_error(error);
    kam_test_db_run(db, sql);
    kam_db_close(db);
}

static void
make_schema(KamTestDb *place)
{
    /* The process and its clock tell apart the programs that share one server. */
    place->schema = g_strdup_printf("t%ld_%" G_GINT64_FORMAT, (long)getpid(), g_get_monotonic_time());
    run_on_server("CREATE SCHEMA ", place->schema, "");
    place->uri = g_strdup_printf("%s%coptions=-csearch_path%%3D%s", server_uri(),
                                 strchr(server_uri(), '?') != NULL ? '&' : '?', place->schema);
}

KamTestDb *
kam_test_db_new(const char *kind)
{
    g_autoptr(GError) error = NULL;
    KamTestDb *place = g_new0(KamTestDb, 1);

    g_assert_true(kam_test_db_is_available(kind));
    if (strcmp(kind, "sqlite") != 0) {
        make_schema(place);
        return place;
    }
    place->folder = g_dir_make_tmp("kamen-test-XXXXXX", &error);
    g_assert_no_error(error);
    place->uri = g_build_filename(place->folder, "test.db", NULL);
    return place;
}

static void
remove_folder(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);

        g_unlink(path);
    }
    g_rmdir(folder);
}

void
kam_test_db_free(KamTestDb *place)
{
    if (place == NULL)
        return;
    if (place->schema != NULL)
        run_on_server("DROP SCHEMA ", place->schema, " CASCADE");
    if (place->folder != NULL)
        remove_folder(place->folder);
    g_free(place->uri);
    g_free(place->folder);
    g_free(place->schema);
    g_free(place);
}

KamDb *
kam_test_db_open(const KamTestDb *place, KamDbMode mode)
{
    g_autoptr(GError) error = NULL;
    KamDb *db = kam_db_open(place->uri, mode, &error);

    g_assert_no_error(error);
    return db;
}
