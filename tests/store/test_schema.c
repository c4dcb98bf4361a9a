/* Migrations and named statements: each works on this database. */
#include <string.h>

#include "contract.h"
#include "store/migrate.h"
#include "store/statements.h"
#include "store/texts.h"

static void
migrate(KamDb *db)
{
    g_autoptr(GError) error = NULL;

    g_assert_true(kam_migrate_run(db, NULL, &error));
    g_assert_no_error(error);
}

static void
test_migrate__empty_database_becomes_current(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    int applied = -1;

    g_assert_cmpint(kam_migrate_get_current(f->db, &error), ==, 0);
    g_assert_false(kam_migrate_require_current(f->db, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CONFLICT);
    g_assert_nonnull(strstr(error->message, "kamen migrate"));
    g_clear_error(&error);
    g_assert_true(kam_migrate_run(f->db, &applied, &error));
    g_assert_cmpint(applied, ==, kam_migrate_get_newest());
    g_assert_cmpint(kam_migrate_get_current(f->db, &error), ==, kam_migrate_get_newest());
    g_assert_true(kam_migrate_require_current(f->db, &error));
    g_assert_true(kam_migrate_run(f->db, &applied, &error));
    g_assert_cmpint(applied, ==, 0);
}

static void
test_migrate__failure_at_any_call_leaves_whole_migrations(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    gboolean done = FALSE;

    for (guint n = 1; !done; n++) {
        g_autoptr(GError) error = NULL;

        kam_db_fail_after(f->db, n);
        done = kam_migrate_run(f->db, NULL, &error);
        kam_db_fail_after(f->db, 0);
        if (!done)
            g_assert_error(error, KAM_ERROR, KAM_ERROR_STORE);
        g_assert_cmpint(kam_migrate_get_current(f->db, NULL), <=, kam_migrate_get_newest());
    }
    g_assert_cmpint(kam_migrate_get_current(f->db, NULL), ==, kam_migrate_get_newest());
}

static void
test_migrate__changed_text_is_corrupt(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    migrate(f->db);
    kam_test_db_run(f->db, "UPDATE schema_migration SET sha256 = 'other' WHERE number = 1");
    g_assert_false(kam_migrate_run(f->db, NULL, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CORRUPT);
    g_clear_error(&error);
    g_assert_false(kam_migrate_require_current(f->db, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CORRUPT);
}

static void
test_migrate__newer_database_is_refused(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    migrate(f->db);
    kam_test_db_run(f->db,
                    "INSERT INTO schema_migration (number, name, applied_at, sha256) VALUES (9999, 'x', 0, 'x')");
    g_assert_cmpint(kam_migrate_get_current(f->db, &error), ==, 9999);
    g_assert_false(kam_migrate_run(f->db, NULL, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CONFLICT);
    g_clear_error(&error);
    g_assert_false(kam_migrate_require_current(f->db, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CONFLICT);
}

static void
test_migrate__tokens_are_all_known(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GRegex) token = g_regex_new("\\{[A-Z]+\\}", 0, 0, NULL);

    for (guint i = 0; i < kam_n_migration_texts; i++) {
        g_autofree char *sql = kam_migrate_expand(f->db, kam_migration_texts[i].sql);

        g_assert_false(g_regex_match(token, sql, 0, NULL));
    }
}

/* The server of the tests orders by bytes anyway, so there the column itself is asked, too. */
static void
test_migrate__key_is_ordered_by_bytes(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *sql = kam_migrate_expand(f->db, "CREATE TABLE keyed (word {KEY} NOT NULL, place INTEGER)");

    kam_test_db_run(f->db, sql);
    kam_test_db_run(f->db, "INSERT INTO keyed (word, place) VALUES ('b', 3), ('B', 1), ('a', 2), ('š', 4)");
    g_assert_cmpint(kam_test_db_get_int(f->db,
                                        "SELECT count(*) FROM keyed one JOIN keyed other ON one.word < other.word"
                                        " WHERE one.place < other.place"),
                    ==, 6);
    if (strcmp(contract_kind, "postgres") == 0)
        g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT count(*) FROM information_schema.columns"
                                                   " WHERE table_name = 'keyed' AND collation_name = 'C'"
                                                   " AND table_schema = current_schema()"),
                        ==, 1);
}

static void
test_sql__every_named_statement_prepares(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    const char *const *names = kam_sql_get_names();

    migrate(f->db);
    for (; *names != NULL; names++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(KamStmt) stmt = kam_stmt_new(f->db, kam_sql(*names), &error);

        if (stmt == NULL)
            g_test_message("%s", *names);
        g_assert_no_error(error);
    }
}

static void
test_sql__unknown_name_aborts(G_GNUC_UNUSED Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    if (g_test_subprocess()) {
        kam_sql("no_such_statement");
        return;
    }
    g_test_trap_subprocess(NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_failed();
    g_test_trap_assert_stderr("*no_such_statement*");
}

void
contract_add_schema_tests(void)
{
    contract_add("migrate/empty-database-becomes-current", test_migrate__empty_database_becomes_current);
    contract_add("migrate/failure-at-any-call-leaves-whole-migrations",
                 test_migrate__failure_at_any_call_leaves_whole_migrations);
    contract_add("migrate/changed-text-is-corrupt", test_migrate__changed_text_is_corrupt);
    contract_add("migrate/newer-database-is-refused", test_migrate__newer_database_is_refused);
    contract_add("migrate/tokens-are-all-known", test_migrate__tokens_are_all_known);
    contract_add("migrate/key-is-ordered-by-bytes", test_migrate__key_is_ordered_by_bytes);
    contract_add("sql/every-named-statement-prepares", test_sql__every_named_statement_prepares);
    /* The subprocess of this test is started without --db, and the text is the same on both. */
    if (strcmp(contract_kind, "sqlite") == 0)
        contract_add("sql/unknown-name-aborts", test_sql__unknown_name_aborts);
}
