/* Transactions: bound to their scope, nested, failed. */
#include <string.h>

#include "contract.h"

static KamTx *
begin(KamDb *db)
{
    g_autoptr(GError) error = NULL;
    KamTx *tx = kam_tx_begin(db, &error);

    g_assert_no_error(error);
    return tx;
}

static void
commit(KamTx *tx)
{
    g_autoptr(GError) error = NULL;

    g_assert_true(kam_tx_commit(tx, &error));
    g_assert_no_error(error);
}

static void
insert(KamDb *db, gint64 id)
{
    g_autoptr(GError) error = NULL;

    g_assert_true(contract_insert(db, id, &error));
    g_assert_no_error(error);
}

static void
test_tx__commit_keeps(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamTx) tx = begin(f->db);

    insert(f->db, 1);
    commit(tx);
    g_assert_cmpint(contract_count(f->db), ==, 1);
}

static void
test_tx__leaving_the_scope_rolls_back(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    {
        g_autoptr(KamTx) tx G_GNUC_UNUSED = begin(f->db);

        insert(f->db, 1);
        g_assert_cmpint(contract_count(f->db), ==, 1);
    }
    g_assert_cmpint(contract_count(f->db), ==, 0);
}

static void
test_tx__inner_rollback_leaves_the_outer(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamTx) outer = begin(f->db);

    insert(f->db, 1);
    {
        g_autoptr(KamTx) inner G_GNUC_UNUSED = begin(f->db);

        insert(f->db, 2);
        {
            g_autoptr(KamTx) innermost = begin(f->db);

            insert(f->db, 3);
            commit(innermost);
        }
    }
    {
        g_autoptr(KamTx) inner = begin(f->db);

        insert(f->db, 4);
        commit(inner);
    }
    commit(outer);
    g_assert_cmpint(contract_count(f->db), ==, 2);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT CAST(sum(id) AS BIGINT) FROM thing"), ==, 5);
}

static void
test_tx__outer_rollback_takes_the_inner(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    {
        g_autoptr(KamTx) outer G_GNUC_UNUSED = begin(f->db);
        g_autoptr(KamTx) inner = begin(f->db);

        insert(f->db, 1);
        commit(inner);
    }
    g_assert_cmpint(contract_count(f->db), ==, 0);
}

static void
test_tx__failed_call_refuses_what_follows(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    insert(f->db, 1);
    {
        g_autoptr(KamTx) tx = begin(f->db);

        insert(f->db, 2);
        g_assert_false(contract_insert(f->db, 1, NULL));
        g_assert_false(contract_insert(f->db, 3, &error));
        g_assert_error(error, KAM_ERROR, KAM_ERROR_STORE);
        g_assert_false(kam_tx_commit(tx, NULL));
    }
    g_assert_cmpint(contract_count(f->db), ==, 1);
}

static void
test_tx__failure_ends_with_the_savepoint(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamTx) outer = begin(f->db);

    insert(f->db, 1);
    {
        g_autoptr(KamTx) inner G_GNUC_UNUSED = begin(f->db);

        insert(f->db, 2);
        g_assert_false(contract_insert(f->db, 1, NULL));
    }
    insert(f->db, 3);
    commit(outer);
    g_assert_cmpint(contract_count(f->db), ==, 2);
}

static void
test_tx__reader_sees_nothing_before_commit(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    KamDb *reader = kam_test_db_open(f->place, KAM_DB_READ_ONLY);
    g_autoptr(KamTx) tx = begin(f->db);

    insert(f->db, 1);
    g_assert_cmpint(contract_count(reader), ==, 0);
    commit(tx);
    g_assert_cmpint(contract_count(reader), ==, 1);
    kam_db_close(reader);
}

static void
test_tx__reader_keeps_its_view(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    KamDb *reader = kam_test_db_open(f->place, KAM_DB_READ_ONLY);

    insert(f->db, 1);
    {
        g_autoptr(KamTx) view G_GNUC_UNUSED = begin(reader);

        g_assert_cmpint(contract_count(reader), ==, 1);
        insert(f->db, 2);
        g_assert_cmpint(contract_count(reader), ==, 1);
    }
    g_assert_cmpint(contract_count(reader), ==, 2);
    kam_db_close(reader);
}

/* As above, on a connection that could write. A SQLite file has one writer only, so nobody can change it meanwhile. */
static void
test_tx__read_on_a_writer_keeps_its_view(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    KamDb *writer = strcmp(contract_kind, "sqlite") != 0 ? kam_test_db_open(f->place, KAM_DB_READ_WRITE) : NULL;
    g_autoptr(GError) error = NULL;

    insert(f->db, 1);
    {
        g_autoptr(KamTx) view = kam_tx_begin_read(f->db, &error);

        g_assert_no_error(error);
        g_assert_cmpint(contract_count(f->db), ==, 1);
        if (writer != NULL)
            insert(writer, 2);
        g_assert_cmpint(contract_count(f->db), ==, 1);
        commit(view);
    }
    insert(f->db, 3);
    g_assert_cmpint(contract_count(f->db), ==, writer != NULL ? 3 : 2);
    if (writer != NULL)
        kam_db_close(writer);
}

static gboolean
write_three_rows(KamDb *db, GError **error)
{
    static const KamBulkColumn columns[] = { { "id", KAM_COLUMN_INT64 } };
    g_autoptr(KamTx) outer = kam_tx_begin(db, error);
    g_autoptr(KamBulk) bulk = NULL;

    if (outer == NULL || !contract_insert(db, 1, error))
        return FALSE;
    {
        g_autoptr(KamTx) inner = kam_tx_begin(db, error);

        if (inner == NULL || !contract_insert(db, 2, error) || !kam_tx_commit(inner, error))
            return FALSE;
    }
    bulk = kam_bulk_new(db, "thing", columns, 1, error);
    if (bulk == NULL)
        return FALSE;
    kam_bulk_put_int(bulk, 3);
    return kam_bulk_end_row(bulk, error) && kam_bulk_finish(bulk, error) && kam_tx_commit(outer, error);
}

static void
test_tx__failure_at_any_call_leaves_nothing(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    gboolean done = FALSE;
    guint n;

    for (n = 1; !done; n++) {
        g_autoptr(GError) error = NULL;

        kam_db_fail_after(f->db, n);
        done = write_three_rows(f->db, &error);
        kam_db_fail_after(f->db, 0);
        if (!done)
            g_assert_error(error, KAM_ERROR, KAM_ERROR_STORE);
        g_assert_cmpint(contract_count(f->db), ==, done ? 3 : 0);
    }
    g_assert_cmpuint(n, >, 10);
}

/* --- what is due before a commit --- */

static gboolean
add_last_row(KamDb *db, GError **error)
{
    return contract_insert(db, 99, error);
}

static gboolean
refuse(G_GNUC_UNUSED KamDb *db, GError **error)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_CORRUPT, "not like this");
    return FALSE;
}

static void
test_before_commit__runs_once_at_the_very_end(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamTx) tx = kam_tx_begin(f->db, &error);

    {
        g_autoptr(KamTx) savepoint = kam_tx_begin(f->db, &error);

        g_assert_true(kam_tx_before_commit(f->db, add_last_row));
        g_assert_true(kam_tx_commit(savepoint, &error));
    }
    g_assert_false(kam_tx_before_commit(f->db, add_last_row));
    g_assert_cmpint(contract_count(f->db), ==, 0);
    g_assert_true(kam_tx_commit(tx, &error));
    g_assert_no_error(error);
    g_assert_cmpint(contract_count(f->db), ==, 1);
}

static void
test_before_commit__is_forgotten_with_its_savepoint(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamTx) tx = kam_tx_begin(f->db, &error);

    {
        g_autoptr(KamTx) savepoint = kam_tx_begin(f->db, &error);

        g_assert_nonnull(savepoint);
        g_assert_true(kam_tx_before_commit(f->db, add_last_row));
    }
    g_assert_true(kam_tx_commit(tx, &error));
    g_assert_no_error(error);
    g_assert_cmpint(contract_count(f->db), ==, 0);
}

static void
test_before_commit__that_fails_leaves_nothing(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    {
        g_autoptr(KamTx) tx = kam_tx_begin(f->db, &error);

        g_assert_true(contract_insert(f->db, 1, &error));
        g_assert_true(kam_tx_before_commit(f->db, refuse));
        g_assert_false(kam_tx_commit(tx, &error));
        g_assert_error(error, KAM_ERROR, KAM_ERROR_CORRUPT);
    }
    g_assert_cmpint(contract_count(f->db), ==, 0);
}

void
contract_add_transaction_tests(void)
{
    contract_add("before-commit/once", test_before_commit__runs_once_at_the_very_end);
    contract_add("before-commit/forgotten", test_before_commit__is_forgotten_with_its_savepoint);
    contract_add("before-commit/failing", test_before_commit__that_fails_leaves_nothing);
    contract_add("tx/commit-keeps", test_tx__commit_keeps);
    contract_add("tx/leaving-the-scope-rolls-back", test_tx__leaving_the_scope_rolls_back);
    contract_add("tx/inner-rollback-leaves-the-outer", test_tx__inner_rollback_leaves_the_outer);
    contract_add("tx/outer-rollback-takes-the-inner", test_tx__outer_rollback_takes_the_inner);
    contract_add("tx/failed-call-refuses-what-follows", test_tx__failed_call_refuses_what_follows);
    contract_add("tx/failure-ends-with-the-savepoint", test_tx__failure_ends_with_the_savepoint);
    contract_add("tx/reader-sees-nothing-before-commit", test_tx__reader_sees_nothing_before_commit);
    contract_add("tx/reader-keeps-its-view", test_tx__reader_keeps_its_view);
    contract_add("tx/read-on-a-writer-keeps-its-view", test_tx__read_on_a_writer_keeps_its_view);
    contract_add("tx/failure-at-any-call-leaves-nothing", test_tx__failure_at_any_call_leaves_nothing);
}
