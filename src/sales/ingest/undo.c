/* Taking a batch back. */
#include <string.h>

#include "sales/columns/rollup.h"
#include "sales/columns/segment_store.h"
#include "sales/currency.h"
#include "sales/facts.h"
#include "sales/ingest/batch.h"
#include "sales/ingest/intake.h"
#include "sales/ingest/recharge.h"
#include "sales/ingest/stored.h"
#include "store/statements.h"

typedef struct {
    KamDb *db;
    gint64 id, now_ms;
    KamProductBook *products;
    KamRollup *rollup;
    guint64 lines;
} Undo;

static gboolean
find_batch(KamDb *db, gint64 id, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("batch_by_id"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, id);
    step = kam_stmt_step(stmt, error);
    if (step == KAM_STEP_DONE)
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND,
                    "no batch '%" G_GINT64_FORMAT "'; 'kamen import --list' shows them", id);
    if (step != KAM_STEP_ROW)
        return FALSE;
    if (strcmp(kam_stmt_get_text(stmt, 1), "done") == 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "batch '%" G_GINT64_FORMAT "' is undone already", id);
    kam_error_set_reason(error, "batch_undone", NULL);
    return FALSE;
}

static gboolean
check_uncorrected(KamDb *db, gint64 id, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("batch_corrected_by"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, id);
    if (kam_stmt_step(stmt, error) != KAM_STEP_ROW)
        return FALSE;
    if (kam_stmt_is_null(stmt, 0))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT,
                "batch '%" G_GINT64_FORMAT "' was corrected by batch '%" G_GINT64_FORMAT "'; undo that one first", id,
                kam_stmt_get_int(stmt, 0));
    kam_error_set_reason(error, "batch_corrected", NULL);
    return FALSE;
}

static gboolean
count_out(gpointer data, const KamSegmentLine *line, GError **error)
{
    Undo *undo = data;

    undo->lines++;
    return kam_rollup_add(undo->rollup, line, kam_product_book_is_charge(undo->products, line->product_id), -1, error);
}

static gboolean
run_for_batch(Undo *undo, const char *name, GError **error)
{
    return kam_db_run(undo->db, kam_sql(name), &undo->id, 1, error);
}

/* The lines that the batch had replaced return, and so do their batches' columns. */
static gboolean
count_in_replaced(Undo *undo, GHashTable *stale, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(undo->db, kam_sql("line_list_replaced"), error);
    KamSegmentLine line;
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, undo->id);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        kam_segment_line_from_row(&line, stmt);
        g_hash_table_add(stale, GINT_TO_POINTER((int)kam_stmt_get_int(stmt, 9)));
        if (!kam_rollup_add(undo->rollup, &line, kam_product_book_is_charge(undo->products, line.product_id), 1, error))
            return FALSE;
    }
    return step == KAM_STEP_DONE;
}

static gboolean
rebuild_stale(Undo *undo, GHashTable *stale, GError **error)
{
    GHashTableIter iter;
    gpointer batch;

    g_hash_table_iter_init(&iter, stale);
    while (g_hash_table_iter_next(&iter, &batch, NULL))
        if (!kam_segment_rebuild_batch(undo->db, GPOINTER_TO_INT(batch), error))
            return FALSE;
    return TRUE;
}

/* Rows of "<what>_list_replaced" go back by "<what>_update": the columns are the same and in the same order, and then
 * comes the time of the change. */
static gboolean
restore_rows(Undo *undo, const char *list, const char *update, GError **error)
{
    g_autoptr(KamStmt) from = kam_stmt_new(undo->db, kam_sql(list), error);
    g_autoptr(KamStmt) to = from == NULL ? NULL : kam_stmt_new(undo->db, kam_sql(update), error);
    KamStep step;

    if (to == NULL)
        return FALSE;
    kam_stmt_bind_int(from, 1, undo->id);
    while ((step = kam_stmt_step(from, error)) == KAM_STEP_ROW) {
        for (int i = 0; i < kam_stmt_get_n_columns(from); i++) {
            if (kam_stmt_get_kind(from, i) == KAM_VALUE_INT)
                kam_stmt_bind_int(to, i + 1, kam_stmt_get_int(from, i));
            else
                kam_stmt_bind_text(to, i + 1, kam_stmt_get_text(from, i));
        }
        kam_stmt_bind_int(to, kam_stmt_get_n_columns(from) + 1, undo->now_ms);
        if (kam_stmt_step(to, error) == KAM_STEP_FAILED)
            return FALSE;
        kam_stmt_reset(to);
    }
    return step == KAM_STEP_DONE;
}

static gboolean
undo_lines(Undo *undo, GError **error)
{
    g_autoptr(GHashTable) stale = g_hash_table_new(NULL, NULL);

    /* Lines are counted back in while their documents still are what the batch made of them, except for the
     * currency, so documents return first. */
    return kam_segment_visit_lines(undo->db, undo->id, count_out, undo, error) &&
           run_for_batch(undo, "line_delete_by_batch", error) &&
           run_for_batch(undo, "segment_delete_by_batch", error) &&
           run_for_batch(undo, "document_delete_by_batch", error) && run_for_batch(undo, "document_restore", error) &&
           run_for_batch(undo, "document_forget_replaced", error) && count_in_replaced(undo, stale, error) &&
           run_for_batch(undo, "line_restore", error) && run_for_batch(undo, "line_forget_replaced", error) &&
           rebuild_stale(undo, stale, error) && kam_rollup_apply(undo->rollup, undo->db, FALSE, error);
}

/* What a later batch archived of the same row is what this batch had made of it: that goes back, too. */
static gboolean
undo_books(Undo *undo, GError **error)
{
    return restore_rows(undo, "account_list_replaced", "account_update", error) &&
           run_for_batch(undo, "account_hand_down_replaced", error) &&
           run_for_batch(undo, "account_forget_replaced", error) &&
           run_for_batch(undo, "account_delete_by_batch", error) &&
           restore_rows(undo, "product_list_replaced", "product_update", error) &&
           run_for_batch(undo, "product_hand_down_replaced", error) &&
           run_for_batch(undo, "product_forget_replaced", error) &&
           run_for_batch(undo, "product_delete_by_batch", error);
}

/* A restored article may be a charge no longer, or by rules that are newer than the batch. */
static gboolean
recharge(Undo *undo, GError **error)
{
    g_autoptr(KamCharges) charges = kam_charges_new();
    g_autoptr(KamIntake) restored = kam_intake_new(charges);
    g_autoptr(KamRollup) rollup = kam_rollup_new();

    if (!kam_stored_load_charges(undo->db, charges, error) || !kam_stored_load_books(undo->db, restored, error) ||
        !kam_recharge_apply_rules(undo->db, restored->products, charges, error))
        return FALSE;
    for (guint32 i = 0; i < kam_product_book_size(restored->products); i++) {
        KamProductEntry *entry = kam_product_book_get(restored->products, i);
        entry->was_charge = kam_product_book_is_charge(undo->products, entry->id);
    }
    return kam_recharge_move_sums(undo->db, restored->products, rollup, error) &&
           kam_rollup_apply(rollup, undo->db, FALSE, error);
}

static gboolean
run_undo(Undo *undo, GError **error)
{
    gint64 stamp[] = { undo->id, undo->now_ms };

    return undo_lines(undo, error) && undo_books(undo, error) && recharge(undo, error) &&
           kam_db_run(undo->db, kam_sql("batch_set_undone"), stamp, 2, error) &&
           kam_db_run(undo->db, kam_sql("sales_version_next"), NULL, 0, error);
}

gboolean
kam_batch_undo_with(KamDb *db, gint64 id, gint64 now_ms, KamFollowBatch follow, gpointer data, guint64 *lines,
                    GError **error)
{
    g_autoptr(KamTx) tx = kam_tx_begin(db, error);
    g_autoptr(KamCharges) charges = kam_charges_new();
    g_autoptr(KamIntake) intake = kam_intake_new(charges);
    g_autoptr(KamRollup) rollup = kam_rollup_new();
    Undo undo = { .db = db, .id = id, .now_ms = now_ms, .products = intake->products, .rollup = rollup };

    if (tx == NULL || !kam_db_run(db, kam_sql("sales_version_hold"), NULL, 0, error) || !find_batch(db, id, error) ||
        !check_uncorrected(db, id, error) || !kam_stored_load_books(db, intake, error) || !run_undo(&undo, error) ||
        (follow != NULL && !follow(db, id, data, error)) || !kam_tx_commit(tx, error))
        return FALSE;
    *lines = undo.lines;
    /* What was committed stands, whether or not tidying up after it works. */
    kam_db_settle(db, NULL);
    return TRUE;
}

gboolean
kam_batch_undo(KamDb *db, gint64 id, gint64 now_ms, guint64 *lines, GError **error)
{
    return kam_batch_undo_with(db, id, now_ms, NULL, NULL, lines, error);
}
