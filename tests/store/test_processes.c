/* Several processes: one killed inside a transaction, two that migrate at once. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "contract.h"
#include "store/migrate.h"

/* In the child: work in a transaction, say that it is done, wait to be killed. Nothing of the parent is used. */
static void
work_until_killed(const char *uri, int out, gboolean with_load)
{
    static const KamBulkColumn columns[] = { { "id", KAM_COLUMN_INT64 }, { "name", KAM_COLUMN_TEXT } };
    KamDb *db = kam_db_open(uri, KAM_DB_READ_WRITE, NULL);
    KamTx *tx;
    KamBulk *bulk;

    if (db == NULL || (with_load && !kam_db_expect_load(db, NULL)))
        _exit(1);
    tx = kam_tx_begin(db, NULL);
    if (tx == NULL || !contract_insert(db, 2, NULL))
        _exit(1);
    if (with_load) {
        bulk = kam_bulk_new(db, "thing", columns, 2, NULL);
        /* Enough to make both databases write to their files before the commit. */
        for (int i = 10; i < 300000; i++) {
            kam_bulk_put_int(bulk, i);
            kam_bulk_put_null(bulk);
            if (!kam_bulk_end_row(bulk, NULL))
                _exit(1);
        }
    }
    if (write(out, "x", 1) != 1)
        _exit(1);
    for (;;)
        pause();
}

static void
kill_worker(Contract *f, gboolean with_load)
{
    int pipes[2];
    char byte;
    int status;
    pid_t pid;

    g_assert_cmpint(pipe(pipes), ==, 0);
    kam_db_close(f->db);
    pid = fork();
    g_assert_cmpint(pid, >=, 0);
    if (pid == 0)
        work_until_killed(f->place->uri, pipes[1], with_load);
    close(pipes[1]);
    g_assert_cmpint((int)read(pipes[0], &byte, 1), ==, 1);
    g_assert_cmpint(kill(pid, SIGKILL), ==, 0);
    g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
    g_assert_true(WIFSIGNALED(status));
    close(pipes[0]);
    /* A reader may be the first to come by, and has to see the old state as well. */
    f->db = kam_test_db_open(f->place, KAM_DB_READ_ONLY);
    g_assert_cmpint(contract_count(f->db), ==, 1);
    kam_db_close(f->db);
    f->db = kam_test_db_open(f->place, KAM_DB_READ_WRITE);
}

static void
test_crash__killed_transaction_leaves_the_old_state(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    for (int with_load = 0; with_load < 2; with_load++) {
        g_autoptr(GString) findings = g_string_new(NULL);

        kam_test_db_run(f->db, "INSERT INTO thing (id) VALUES (1) ON CONFLICT (id) DO NOTHING");
        kill_worker(f, with_load);
        g_assert_cmpint(contract_count(f->db), ==, 1);
        g_assert_true(kam_db_check_integrity(f->db, findings, NULL));
        g_assert_cmpstr(findings->str, ==, "");
        kam_test_db_run(f->db, "INSERT INTO thing (id) VALUES (2)");
        kam_test_db_run(f->db, "DELETE FROM thing WHERE id = 2");
    }
}

static void
test_crash__committed_load_survives(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    pid_t pid;
    int status;

    kam_db_close(f->db);
    pid = fork();
    g_assert_cmpint(pid, >=, 0);
    if (pid == 0) {
        KamDb *db = kam_db_open(f->place->uri, KAM_DB_READ_WRITE, NULL);
        KamTx *tx = kam_tx_begin(db, NULL);

        if (!contract_insert(db, 1, NULL) || !kam_tx_commit(tx, NULL))
            _exit(1);
        kill(getpid(), SIGKILL);
    }
    g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
    g_assert_true(WIFSIGNALED(status));
    f->db = kam_test_db_open(f->place, KAM_DB_READ_WRITE);
    g_assert_cmpint(contract_count(f->db), ==, 1);
}

/* In the child: exit status 0 applied all, 3 was told that another writes. */
static int
migrate_here(const char *uri)
{
    g_autoptr(GError) error = NULL;
    KamDb *db = kam_db_open(uri, KAM_DB_CREATE, &error);
    gboolean ok = db != NULL && kam_migrate_run(db, NULL, &error);

    kam_db_close(db);
    if (ok)
        return 0;
    return g_error_matches(error, KAM_ERROR, KAM_ERROR_BUSY) ? 3 : 1;
}

static void
test_migrate__processes_at_once_agree(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    pid_t pids[4];
    int n_done = 0;

    kam_db_close(f->db);
    for (guint i = 0; i < G_N_ELEMENTS(pids); i++) {
        pids[i] = fork();
        g_assert_cmpint(pids[i], >=, 0);
        if (pids[i] == 0)
            _exit(migrate_here(f->place->uri));
    }
    for (guint i = 0; i < G_N_ELEMENTS(pids); i++) {
        int status;

        g_assert_cmpint(waitpid(pids[i], &status, 0), ==, pids[i]);
        g_assert_true(WIFEXITED(status));
        g_assert_true(WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 3);
        n_done += WEXITSTATUS(status) == 0;
    }
    f->db = kam_test_db_open(f->place, KAM_DB_READ_WRITE);
    g_assert_cmpint(n_done, >=, 1);
    g_assert_cmpint(kam_migrate_get_current(f->db, NULL), ==, kam_migrate_get_newest());
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT count(*) FROM schema_migration"), ==, kam_migrate_get_newest());
}

void
contract_add_process_tests(void)
{
    contract_add("crash/killed-transaction-leaves-the-old-state", test_crash__killed_transaction_leaves_the_old_state);
    contract_add("crash/committed-load-survives", test_crash__committed_load_survives);
    contract_add("migrate/processes-at-once-agree", test_migrate__processes_at_once_agree);
}
