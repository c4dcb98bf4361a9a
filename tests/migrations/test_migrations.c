/* Every released schema, kept as text in fixtures/, is upgraded; the result must be the schema of a fresh start and
 * hold the rows that were there. Run once a database: test_migrations --db sqlite|postgres. */
#include <string.h>

#include "store/driver.h"
#include "store/migrate.h"
#include "support/test_db.h"

static const char *kind = "sqlite";

/* Columns, keys and indexes of all tables, one a line. */
static const char sqlite_schema_sql[] =
    "SELECT t.name || '.' || c.name || ' ' || c.type || ' ' || c.\"notnull\" || ' ' || c.pk || ' ' ||"
    " coalesce(c.dflt_value, '-') AS line FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'"
    " UNION ALL SELECT 'table ' || name || ' ' || wr || ' ' || strict FROM pragma_table_list WHERE schema = 'main'"
    " UNION ALL SELECT coalesce(sql, name) FROM sqlite_schema WHERE type = 'index'"
    " UNION ALL SELECT t.name || ' to ' || k.\"table\" || ' ' || k.\"from\" || ' ' || coalesce(k.\"to\", '-') || ' ' ||"
    " k.on_delete FROM sqlite_schema t, pragma_foreign_key_list(t.name) k WHERE t.type = 'table' ORDER BY 1";
static const char postgres_schema_sql[] =
    "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' ||"
    " coalesce(column_default, '-') AS line FROM information_schema.columns WHERE table_schema = current_schema()"
    " UNION ALL SELECT conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid)"
    " FROM pg_constraint WHERE connamespace = to_regnamespace(current_schema())"
    " UNION ALL SELECT replace(indexdef, current_schema() || '.', '') FROM pg_indexes"
    " WHERE schemaname = current_schema() ORDER BY 1";
static const char sqlite_tables_sql[] = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1";
static const char postgres_tables_sql[] =
    "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = current_schema() ORDER BY 1";

static gboolean
is_sqlite(void)
{
    return strcmp(kind, "sqlite") == 0;
}

static GPtrArray *
list_texts(KamDb *db, const char *sql)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, sql, &error);
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);

    g_assert_no_error(error);
    while (kam_stmt_step(stmt, &error) == KAM_STEP_ROW)
        g_ptr_array_add(lines, g_strdup(kam_stmt_get_text(stmt, 0)));
    g_assert_no_error(error);
    return lines;
}

static void
migrate(KamDb *db)
{
    g_autoptr(GError) error = NULL;

    kam_migrate_run(db, NULL, &error);
    g_assert_no_error(error);
}

static GPtrArray *
fresh_schema(void)
{
    KamTestDb *place = kam_test_db_new(kind);
    KamDb *db = kam_test_db_open(place, KAM_DB_CREATE);
    GPtrArray *lines;

    migrate(db);
    lines = list_texts(db, is_sqlite() ? sqlite_schema_sql : postgres_schema_sql);
    kam_db_close(db);
    kam_test_db_free(place);
    return lines;
}

static void
assert_same_lines(GPtrArray *got, GPtrArray *expected)
{
    for (guint i = 0; i < MIN(got->len, expected->len); i++)
        g_assert_cmpstr(got->pdata[i], ==, expected->pdata[i]);
    g_assert_cmpuint(got->len, ==, expected->len);
    g_assert_cmpuint(got->len, >, 50);
}

static gint64
count_rows(KamDb *db, const char *table)
{
    g_autofree char *sql = g_strconcat("SELECT count(*) FROM \"", table, "\"", NULL);

    return kam_test_db_get_int(db, sql);
}

/* A migration that means to remove rows or a table says so here by its absence: no released one does yet. */
static void
assert_rows_stayed(KamDb *db, GPtrArray *tables, const gint64 *counts)
{
    for (guint i = 0; i < tables->len; i++)
        if (strcmp(tables->pdata[i], "schema_migration") != 0)
            g_assert_cmpint(count_rows(db, tables->pdata[i]), ==, counts[i]);
    g_assert_cmpint(count_rows(db, "schema_migration"), ==, kam_migrate_get_newest());
}

static void
load_fixture(KamDb *db, const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;

    g_file_get_contents(path, &text, NULL, &error);
    g_assert_no_error(error);
    kam_db_exec(db, text, &error);
    g_assert_no_error(error);
}

static void
test_upgrade__gives_the_fresh_schema_and_keeps_rows(gconstpointer path)
{
    KamTestDb *place = kam_test_db_new(kind);
    KamDb *db = kam_test_db_open(place, KAM_DB_CREATE);
    g_autoptr(GPtrArray) expected = fresh_schema();
    g_autoptr(GPtrArray) tables = NULL;
    g_autoptr(GPtrArray) got = NULL;
    g_autoptr(GString) findings = g_string_new(NULL);
    g_autofree gint64 *counts = NULL;

    load_fixture(db, path);
    tables = list_texts(db, is_sqlite() ? sqlite_tables_sql : postgres_tables_sql);
    counts = g_new0(gint64, tables->len);
    for (guint i = 0; i < tables->len; i++) {
        counts[i] = count_rows(db, tables->pdata[i]);
        g_assert_cmpint(counts[i], >, 0);
    }
    migrate(db);
    got = list_texts(db, is_sqlite() ? sqlite_schema_sql : postgres_schema_sql);
    assert_same_lines(got, expected);
    assert_rows_stayed(db, tables, counts);
    g_assert_true(kam_db_check_integrity(db, findings, NULL));
    g_assert_cmpstr(findings->str, ==, "");
    kam_db_close(db);
    kam_test_db_free(place);
}

static void
test_upgrade__needs_a_server(void)
{
    g_test_skip("PostgreSQL is not installed (Debian: postgresql), so upgrades on it are not tested");
}

static void
add_fixtures(void)
{
    g_autofree char *folder = g_build_filename(g_getenv("KAMEN_SOURCE_ROOT"), "tests", "migrations", "fixtures", NULL);
    g_autofree char *ending = g_strconcat(".", kind, ".sql", NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    g_assert_nonnull(dir);
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *test = g_strdup_printf("/migrations/%s/%s", kind, name);

        if (g_str_has_suffix(name, ending))
            g_test_add_data_func_full(test, g_build_filename(folder, name, NULL),
                                      test_upgrade__gives_the_fresh_schema_and_keeps_rows, g_free);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (int i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], "--db") == 0)
            kind = argv[i + 1];
    if (kam_test_db_is_available(kind))
        add_fixtures();
    else
        g_test_add_func("/migrations/postgres/all", test_upgrade__needs_a_server);
    return g_test_run();
}
