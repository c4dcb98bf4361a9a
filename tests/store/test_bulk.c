/* Loads: values of every type, refusals, and that giving up leaves nothing. */
#include <math.h>
#include <string.h>

#include "contract.h"

static const KamBulkColumn columns[] = {
    { "id", KAM_COLUMN_INT64 },  { "small", KAM_COLUMN_INT16 },   { "middle", KAM_COLUMN_INT32 },
    { "name", KAM_COLUMN_TEXT }, { "weight", KAM_COLUMN_DOUBLE }, { "body", KAM_COLUMN_BLOB },
};

static KamTx *
begin(KamDb *db)
{
    g_autoptr(GError) error = NULL;
    KamTx *tx = kam_tx_begin(db, &error);

    g_assert_no_error(error);
    return tx;
}

static KamBulk *
open_load(KamDb *db)
{
    g_autoptr(GError) error = NULL;
    KamBulk *bulk = kam_bulk_new(db, "thing", columns, G_N_ELEMENTS(columns), &error);

    g_assert_no_error(error);
    return bulk;
}

static void
put_row(KamBulk *bulk, gint64 id, const char *name)
{
    kam_bulk_put_int(bulk, id);
    kam_bulk_put_int(bulk, -7);
    kam_bulk_put_int(bulk, G_MININT32);
    kam_bulk_put_text(bulk, name, -1);
    kam_bulk_put_double(bulk, 2.385);
    kam_bulk_put_blob(bulk, "\0\1\2", 3);
}

static void
put_empty_row(KamBulk *bulk, gint64 id)
{
    kam_bulk_put_int(bulk, id);
    for (guint i = 1; i < G_N_ELEMENTS(columns); i++)
        kam_bulk_put_null(bulk);
}

static void
test_bulk__values_of_every_type_arrive(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamTx) tx G_GNUC_UNUSED = begin(f->db);
    g_autoptr(KamBulk) bulk = open_load(f->db);
    g_autoptr(KamStmt) stmt = NULL;
    gsize length = 0;
    const void *body;

    put_row(bulk, G_MAXINT64, "Đorđe");
    g_assert_true(kam_bulk_end_row(bulk, &error));
    put_empty_row(bulk, 1);
    g_assert_true(kam_bulk_end_row(bulk, &error));
    g_assert_true(kam_bulk_finish(bulk, &error));
    stmt = kam_stmt_new(f->db, "SELECT id, small, middle, name, weight, body FROM thing ORDER BY id DESC", &error);
    g_assert_cmpint(kam_stmt_step(stmt, &error), ==, KAM_STEP_ROW);
    g_assert_cmpint(kam_stmt_get_int(stmt, 0), ==, G_MAXINT64);
    g_assert_cmpint(kam_stmt_get_int(stmt, 1), ==, -7);
    g_assert_cmpint(kam_stmt_get_int(stmt, 2), ==, G_MININT32);
    g_assert_cmpstr(kam_stmt_get_text(stmt, 3), ==, "Đorđe");
    g_assert_true(kam_stmt_get_double(stmt, 4) == 2.385);
    body = kam_stmt_get_blob(stmt, 5, &length);
    g_assert_cmpmem(body, length, "\0\1\2", 3);
    g_assert_cmpint(kam_stmt_step(stmt, &error), ==, KAM_STEP_ROW);
    for (int i = 1; i < (int)G_N_ELEMENTS(columns); i++)
        g_assert_true(kam_stmt_is_null(stmt, i));
    g_assert_cmpint(kam_stmt_step(stmt, &error), ==, KAM_STEP_DONE);
}

static void
test_bulk__empty_text_and_blob_are_values(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamTx) tx G_GNUC_UNUSED = begin(f->db);
    g_autoptr(KamBulk) bulk = open_load(f->db);

    kam_bulk_put_int(bulk, 1);
    kam_bulk_put_null(bulk);
    kam_bulk_put_null(bulk);
    kam_bulk_put_text(bulk, "kamen", 0);
    kam_bulk_put_null(bulk);
    kam_bulk_put_blob(bulk, NULL, 0);
    g_assert_true(kam_bulk_end_row(bulk, &error));
    g_assert_true(kam_bulk_finish(bulk, &error));
    g_assert_cmpint(kam_test_db_get_int(
                        f->db, "SELECT count(*) FROM thing WHERE name = '' AND body IS NOT NULL AND length(body) = 0"),
                    ==, 1);
}

/* More rows than any buffer of a driver holds, into the empty table and onto what is there. */
static void
test_bulk__many_rows_and_more_after_them(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamTx) tx = begin(f->db);

    for (int part = 0; part < 2; part++) {
        g_autoptr(KamBulk) bulk = open_load(f->db);

        for (int i = 0; i < 20000; i++) {
            g_autofree char *name = g_strdup_printf("name of row %d in part %d", i, part);

            put_row(bulk, part * 100000 + i, name);
            g_assert_true(kam_bulk_end_row(bulk, &error));
        }
        g_assert_true(kam_bulk_finish(bulk, &error));
    }
    g_assert_true(kam_tx_commit(tx, &error));
    g_assert_cmpint(contract_count(f->db), ==, 40000);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT id FROM thing WHERE name = 'name of row 19999 in part 1'"), ==,
                    119999);
    g_assert_true(kam_db_settle(f->db, &error));
}

/* The key that a driver may drop for the load has to be there afterwards. */
static void
test_bulk__key_still_guards_after_a_large_load(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    {
        g_autoptr(KamTx) tx = begin(f->db);
        g_autoptr(KamBulk) bulk = open_load(f->db);

        for (int i = 0; i < 20000; i++) {
            put_empty_row(bulk, i);
            g_assert_true(kam_bulk_end_row(bulk, &error));
        }
        g_assert_true(kam_bulk_finish(bulk, &error));
        g_assert_true(kam_tx_commit(tx, &error));
    }
    g_assert_false(contract_insert(f->db, 12345, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CONFLICT);
}

/* NULL and values of every kind in turns, over many buffers. */
static void
test_bulk__columns_may_begin_late(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamTx) tx = begin(f->db);
    g_autoptr(KamBulk) bulk = open_load(f->db);

    for (int i = 0; i < 60000; i++) {
        g_autofree char *name = i < 40000 ? NULL : g_strdup_printf("late %d", i);

        kam_bulk_put_int(bulk, i);
        i == 3 || i == 50000 ? kam_bulk_put_int(bulk, 7) : kam_bulk_put_null(bulk);
        kam_bulk_put_null(bulk);
        kam_bulk_put_text(bulk, name, -1);
        i == 0 || i == 59999 ? kam_bulk_put_double(bulk, 0.5) : kam_bulk_put_null(bulk);
        i == 55555 ? kam_bulk_put_blob(bulk, "\1", 1) : kam_bulk_put_null(bulk);
        g_assert_true(kam_bulk_end_row(bulk, &error));
    }
    g_assert_true(kam_bulk_finish(bulk, &error));
    g_assert_true(kam_tx_commit(tx, &error));
    g_assert_cmpint(contract_count(f->db), ==, 60000);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT CAST(sum(id * small) AS BIGINT) / 7 FROM thing WHERE small = 7"),
                    ==, 50003);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT count(*) FROM thing WHERE name LIKE 'late %' AND id >= 40000"),
                    ==, 20000);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT count(small) + count(middle) + count(name) FROM thing"), ==,
                    20002);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT CAST(sum(id) AS BIGINT) FROM thing WHERE weight = 0.5"), ==,
                    59999);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT id FROM thing WHERE body IS NOT NULL"), ==, 55555);
}

/* NULL stays NULL in a column that has a default, and an index beside the key still guards afterwards. */
static void
test_bulk__defaults_and_indexes_stay(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    static const KamBulkColumn two[] = { { "id", KAM_COLUMN_INT64 }, { "state", KAM_COLUMN_INT32 } };
    g_autoptr(GError) error = NULL;

    kam_test_db_run(f->db, "CREATE TABLE lazy (id BIGINT PRIMARY KEY, state INTEGER DEFAULT 5)");
    kam_test_db_run(f->db, "CREATE UNIQUE INDEX lazy_by_state ON lazy (state) WHERE state IS NOT NULL");
    {
        g_autoptr(KamTx) tx = begin(f->db);
        g_autoptr(KamBulk) bulk = kam_bulk_new(f->db, "lazy", two, 2, &error);
        for (int i = 0; i < 60000; i++) {
            kam_bulk_put_int(bulk, i);
            i == 59999 ? kam_bulk_put_int(bulk, 6) : kam_bulk_put_null(bulk);
            g_assert_true(kam_bulk_end_row(bulk, &error));
        }
        g_assert_true(kam_bulk_finish(bulk, &error));
        g_assert_true(kam_tx_commit(tx, &error));
    }
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT count(state) FROM lazy"), ==, 1);
    {
        g_autoptr(KamTx) tx G_GNUC_UNUSED = begin(f->db);
        g_assert_false(kam_db_run(f->db, "INSERT INTO lazy (id, state) VALUES (60001, 6)", NULL, 0, &error));
        g_assert_error(error, KAM_ERROR, KAM_ERROR_CONFLICT);
    }
}

static void
load_with_duplicate(KamDb *db, int n_rows, GError **error)
{
    g_autoptr(KamBulk) bulk = open_load(db);

    for (int i = 0; i < n_rows; i++) {
        put_empty_row(bulk, i == n_rows - 1 ? 0 : i);
        if (!kam_bulk_end_row(bulk, error))
            return;
    }
    g_assert_false(kam_bulk_finish(bulk, error));
}

static void
test_bulk__duplicate_leaves_nothing_but_the_transaction(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    const int sizes[] = { 2, 20000 };

    for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(KamTx) tx G_GNUC_UNUSED = begin(f->db);

        load_with_duplicate(f->db, sizes[i], &error);
        g_assert_error(error, KAM_ERROR, KAM_ERROR_CONFLICT);
        g_clear_error(&error);
        g_assert_cmpint(contract_count(f->db), ==, 0);
        g_assert_true(contract_insert(f->db, 1, &error));
        g_assert_cmpint(contract_count(f->db), ==, 1);
    }
}

static void
test_bulk__given_up_load_leaves_nothing(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    const int sizes[] = { 1, 20000 };

    for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(KamTx) tx = begin(f->db);

        {
            g_autoptr(KamBulk) bulk = open_load(f->db);

            for (int row = 0; row < sizes[i]; row++) {
                put_empty_row(bulk, row);
                g_assert_true(kam_bulk_end_row(bulk, &error));
            }
        }
        g_assert_cmpint(contract_count(f->db), ==, 0);
        g_assert_true(kam_tx_commit(tx, &error));
    }
}

typedef enum { TOO_WIDE, TOO_WIDE_SHORT, WRONG_TYPE, TOO_FEW, TOO_MANY, BAD_TEXT, NO_NUMBER, N_FAULTS } Fault;

static void
put_faulty_row(KamBulk *bulk, Fault fault)
{
    kam_bulk_put_int(bulk, 1);
    kam_bulk_put_int(bulk, fault == TOO_WIDE_SHORT ? 40000 : 1);
    kam_bulk_put_int(bulk, fault == TOO_WIDE ? G_GINT64_CONSTANT(3000000000) : 1);
    if (fault == WRONG_TYPE)
        kam_bulk_put_int(bulk, 1);
    else
        kam_bulk_put_text(bulk, fault == BAD_TEXT ? "\xff" : "good", -1);
    kam_bulk_put_double(bulk, fault == NO_NUMBER ? NAN : 1.5);
    if (fault != TOO_FEW)
        kam_bulk_put_null(bulk);
    if (fault == TOO_MANY)
        kam_bulk_put_null(bulk);
}

static void
test_bulk__faulty_rows_are_refused(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    for (int fault = 0; fault < N_FAULTS; fault++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(KamTx) tx G_GNUC_UNUSED = begin(f->db);

        {
            g_autoptr(KamBulk) bulk = open_load(f->db);

            put_faulty_row(bulk, (Fault)fault);
            g_assert_false(kam_bulk_end_row(bulk, &error));
            g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
            g_assert_false(kam_bulk_finish(bulk, NULL));
        }
        g_assert_cmpint(contract_count(f->db), ==, 0);
    }
}

static void
test_bulk__unknown_table_is_refused(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamTx) tx G_GNUC_UNUSED = begin(f->db);
    g_autoptr(KamBulk) bulk = kam_bulk_new(f->db, "no_such_table", columns, 1, &error);

    if (bulk != NULL) {
        kam_bulk_put_int(bulk, 1);
        g_assert_true(kam_bulk_end_row(bulk, &error));
        g_assert_false(kam_bulk_finish(bulk, &error));
    }
    g_assert_error(error, KAM_ERROR, KAM_ERROR_STORE);
}

static void
test_bulk__no_rows_is_a_load_too(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamTx) tx = begin(f->db);
    g_autoptr(KamBulk) bulk = open_load(f->db);

    g_assert_true(kam_bulk_finish(bulk, &error));
    g_assert_true(kam_tx_commit(tx, &error));
}

void
contract_add_bulk_tests(void)
{
    contract_add("bulk/values-of-every-type-arrive", test_bulk__values_of_every_type_arrive);
    contract_add("bulk/empty-text-and-blob-are-values", test_bulk__empty_text_and_blob_are_values);
    contract_add("bulk/many-rows-and-more-after-them", test_bulk__many_rows_and_more_after_them);
    contract_add("bulk/key-still-guards-after-a-large-load", test_bulk__key_still_guards_after_a_large_load);
    contract_add("bulk/columns-may-begin-late", test_bulk__columns_may_begin_late);
    contract_add("bulk/defaults-and-indexes-stay", test_bulk__defaults_and_indexes_stay);
    contract_add("bulk/duplicate-leaves-nothing-but-the-transaction",
                 test_bulk__duplicate_leaves_nothing_but_the_transaction);
    contract_add("bulk/given-up-load-leaves-nothing", test_bulk__given_up_load_leaves_nothing);
    contract_add("bulk/faulty-rows-are-refused", test_bulk__faulty_rows_are_refused);
    contract_add("bulk/unknown-table-is-refused", test_bulk__unknown_table_is_refused);
    contract_add("bulk/no-rows-is-a-load-too", test_bulk__no_rows_is_a_load_too);
}
