/* Opening: modes, what is not there, what is no database, who may write. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "contract.h"

static gboolean
is_sqlite(void)
{
    return strcmp(contract_kind, "sqlite") == 0;
}

static void
test_open__missing_place_is_not_found(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *uri = NULL;

    if (is_sqlite())
        uri = g_strconcat(f->place->uri, "-none", NULL);
    else
        uri = g_strconcat(f->place->uri, "&dbname=no_such_database", NULL);
    g_assert_null(kam_db_open(uri, KAM_DB_READ_WRITE, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND);
    g_clear_error(&error);
    g_assert_null(kam_db_open(uri, KAM_DB_READ_ONLY, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND);
}

static void
test_open__unreachable_place_is_io(G_GNUC_UNUSED Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    const char *uri = is_sqlite() ? "/nonexistent/folder/test.db" : "postgresql:///x?host=/nonexistent/folder";

    g_assert_null(kam_db_open(uri, KAM_DB_CREATE, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_IO);
    g_assert_null(strchr(error->message, '\n'));
}

static void
test_open__read_only_refuses_to_write(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    KamDb *reader = kam_test_db_open(f->place, KAM_DB_READ_ONLY);

    g_assert_cmpint(contract_count(reader), ==, 0);
    g_assert_false(contract_insert(reader, 1, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_DENIED);
    kam_db_close(reader);
    g_assert_cmpint(contract_count(f->db), ==, 0);
}

static void
test_open__kind_is_named(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpstr(kam_db_get_kind(f->db), ==, is_sqlite() ? "sqlite" : "postgresql");
}

static void
test_open__what_was_written_stays(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    g_assert_true(contract_insert(f->db, 7, &error));
    kam_db_close(f->db);
    f->db = kam_test_db_open(f->place, KAM_DB_READ_WRITE);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT id FROM thing"), ==, 7);
}

static void
test_settle__leaves_rows_alone(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    g_assert_true(contract_insert(f->db, 1, &error));
    g_assert_true(kam_db_settle(f->db, &error));
    g_assert_cmpint(contract_count(f->db), ==, 1);
}

static void
test_check_integrity__sound_database_has_no_findings(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) out = g_string_new(NULL);

    g_assert_true(contract_insert(f->db, 1, &error));
    g_assert_true(kam_db_check_integrity(f->db, out, &error));
    g_assert_cmpstr(out->str, ==, "");
}

static void
test_expect_load__changes_nothing_but_the_way(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    g_assert_true(kam_db_expect_load(f->db, &error));
    {
        g_autoptr(KamTx) tx G_GNUC_UNUSED = kam_tx_begin(f->db, &error);

        g_assert_true(contract_insert(f->db, 1, &error));
    }
    {
        g_autoptr(KamTx) tx = kam_tx_begin(f->db, &error);

        g_assert_true(contract_insert(f->db, 2, &error));
        g_assert_true(kam_tx_commit(tx, &error));
    }
    g_assert_true(kam_db_settle(f->db, &error));
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT CAST(sum(id) AS BIGINT) FROM thing"), ==, 2);
}

/* --- only SQLite has a file --- */

static char *
journal_mode(KamDb *db)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, "PRAGMA journal_mode", NULL);

    g_assert_cmpint(kam_stmt_step(stmt, NULL), ==, KAM_STEP_ROW);
    return g_strdup(kam_stmt_get_text(stmt, 0));
}

static void
assert_journal(KamDb *db, const char *expected)
{
    g_autofree char *mode = journal_mode(db);

    g_assert_cmpstr(mode, ==, expected);
}

static void
test_sqlite__expected_load_is_direct_until_settled(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_true(kam_db_expect_load(f->db, NULL));
    assert_journal(f->db, "truncate");
    g_assert_true(kam_db_settle(f->db, NULL));
    assert_journal(f->db, "wal");
    g_assert_true(kam_db_expect_load(f->db, NULL));
    kam_db_close(f->db);
    f->db = kam_test_db_open(f->place, KAM_DB_READ_ONLY);
    assert_journal(f->db, "wal");
}

static void
test_sqlite__expected_load_respects_readers(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    KamDb *reader = kam_test_db_open(f->place, KAM_DB_READ_ONLY);

    g_assert_cmpint(contract_count(reader), ==, 0);
    g_assert_true(kam_db_expect_load(f->db, NULL));
    assert_journal(f->db, "wal");
    kam_db_close(reader);
}

static void
test_sqlite__second_writer_is_told_who_writes(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *pid = g_strdup_printf("%ld", (long)getpid());

    g_assert_null(kam_db_open(f->place->uri, KAM_DB_READ_WRITE, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_BUSY);
    g_assert_nonnull(strstr(error->message, pid));
}

static void
test_sqlite__lock_ends_with_the_connection(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *lock = g_strconcat(f->place->uri, "-lock", NULL);

    g_assert_true(g_file_test(lock, G_FILE_TEST_EXISTS));
    kam_db_close(f->db);
    g_assert_false(g_file_test(lock, G_FILE_TEST_EXISTS));
    f->db = kam_test_db_open(f->place, KAM_DB_READ_WRITE);
}

static void
test_sqlite__stale_lock_file_does_not_matter(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *lock = g_strconcat(f->place->uri, "-lock", NULL);

    kam_db_close(f->db);
    g_assert_true(g_file_set_contents(lock, "1\n", -1, NULL));
    f->db = kam_test_db_open(f->place, KAM_DB_READ_WRITE);
}

static void
test_sqlite__file_is_for_its_owner(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    GStatBuf status;

    g_assert_cmpint(g_stat(f->place->uri, &status), ==, 0);
    g_assert_cmpint(status.st_mode & 0777, ==, 0600);
}

static void
test_sqlite__other_file_is_corrupt_and_untouched(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(f->place->folder, "letter.txt", NULL);
    g_autofree char *text = g_strnfill(2000, 'x');
    g_autofree char *after = NULL;

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    g_assert_null(kam_db_open(path, KAM_DB_READ_WRITE, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CORRUPT);
    g_assert_true(g_file_get_contents(path, &after, NULL, NULL));
    g_assert_cmpstr(after, ==, text);
}

static void
test_sqlite__damage_is_found(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    FILE *file;

    kam_test_db_run(f->db, "CREATE TABLE other (a TEXT)");
    kam_test_db_run(f->db, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
                           " INSERT INTO other SELECT 'some text to fill pages' FROM n");
    kam_db_close(f->db);
    file = g_fopen(f->place->uri, "r+");
    g_assert_nonnull(file);
    g_assert_cmpint(fseek(file, -8192, SEEK_END), ==, 0);
    g_assert_cmpint((int)fwrite("????????", 1, 8, file), ==, 8);
    fclose(file);
    f->db = kam_test_db_open(f->place, KAM_DB_READ_WRITE);
    kam_db_check_integrity(f->db, out, &error);
    g_assert_true(error != NULL || out->len > 0);
}

static void
test_sqlite__settings_make_commits_durable(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpint(kam_test_db_get_int(f->db, "PRAGMA synchronous"), ==, 2);
    g_assert_cmpint(kam_test_db_get_int(f->db, "PRAGMA foreign_keys"), ==, 1);
    g_assert_cmpint(kam_test_db_get_int(f->db, "PRAGMA page_size"), ==, 8192);
}

static void
test_sqlite__settled_log_is_empty(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *log = g_strconcat(f->place->uri, "-wal", NULL);
    GStatBuf status;

    g_assert_true(contract_insert(f->db, 1, &error));
    g_assert_cmpint(g_stat(log, &status), ==, 0);
    g_assert_cmpint(status.st_size, >, 0);
    g_assert_true(kam_db_settle(f->db, &error));
    g_assert_cmpint(g_stat(log, &status), ==, 0);
    g_assert_cmpint(status.st_size, ==, 0);
}

void
contract_add_open_tests(void)
{
    contract_add("open/missing-place-is-not-found", test_open__missing_place_is_not_found);
    contract_add("open/unreachable-place-is-io", test_open__unreachable_place_is_io);
    contract_add("open/read-only-refuses-to-write", test_open__read_only_refuses_to_write);
    contract_add("open/kind-is-named", test_open__kind_is_named);
    contract_add("open/what-was-written-stays", test_open__what_was_written_stays);
    contract_add("settle/leaves-rows-alone", test_settle__leaves_rows_alone);
    contract_add("check-integrity/sound-database-has-no-findings",
                 test_check_integrity__sound_database_has_no_findings);
    contract_add("expect-load/changes-nothing-but-the-way", test_expect_load__changes_nothing_but_the_way);
    if (!is_sqlite())
        return;
    contract_add("file/expected-load-is-direct-until-settled", test_sqlite__expected_load_is_direct_until_settled);
    contract_add("file/expected-load-respects-readers", test_sqlite__expected_load_respects_readers);
    contract_add("file/second-writer-is-told-who-writes", test_sqlite__second_writer_is_told_who_writes);
    contract_add("file/lock-ends-with-the-connection", test_sqlite__lock_ends_with_the_connection);
    contract_add("file/stale-lock-file-does-not-matter", test_sqlite__stale_lock_file_does_not_matter);
    contract_add("file/is-for-its-owner", test_sqlite__file_is_for_its_owner);
    contract_add("file/other-file-is-corrupt-and-untouched", test_sqlite__other_file_is_corrupt_and_untouched);
    contract_add("file/damage-is-found", test_sqlite__damage_is_found);
    contract_add("file/settings-make-commits-durable", test_sqlite__settings_make_commits_durable);
    contract_add("file/settled-log-is-empty", test_sqlite__settled_log_is_empty);
}
