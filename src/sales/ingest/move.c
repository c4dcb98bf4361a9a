/* Moving of lines between accounts. */
#include "sales/ingest/move.h"

#include "sales/columns/rollup.h"
#include "sales/columns/segment_store.h"
#include "store/statements.h"

typedef struct {
    KamDb *db;
    gint64 merge_id, from, to;
    KamRollup *rollup;
    GHashTable *batches; /* whose columns hold lines that move */
    guint64 lines;
} Move;

gboolean
kam_move_note_documents(KamDb *db, gint64 merge_id, gint64 account_id, GError **error)
{
    gint64 parameters[] = { merge_id, account_id };

    return kam_db_run(db, kam_sql("merge_document_note"), parameters, G_N_ELEMENTS(parameters), error);
}

gboolean
kam_move_forget_documents(KamDb *db, gint64 merge_id, GError **error)
{
    return kam_db_run(db, kam_sql("merge_document_forget"), &merge_id, 1, error);
}

/* Out of one account's sums and into the other's; those of products stay as they are. */
static gboolean
count_line(Move *move, KamStmt *stmt, GError **error)
{
    gboolean is_charge = kam_stmt_get_int(stmt, 10) != 0;
    KamSegmentLine line;

    kam_segment_line_from_row(&line, stmt);
    g_hash_table_add(move->batches, GINT_TO_POINTER((int)kam_stmt_get_int(stmt, 9)));
    move->lines++;
    if (!kam_rollup_add(move->rollup, &line, is_charge, -1, error))
        return FALSE;
    line.account_id = move->to;
    return kam_rollup_add(move->rollup, &line, is_charge, 1, error);
}

static gboolean
count_lines(Move *move, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(move->db, kam_sql("merge_line_list"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, move->from);
    kam_stmt_bind_int(stmt, 2, move->merge_id);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        if (!count_line(move, stmt, error))
            return FALSE;
    return step == KAM_STEP_DONE;
}

static gboolean
move_rows(const Move *move, GError **error)
{
    static const char *const statements[] = {
        "merge_line_copy", "merge_line_delete", "merge_document_move", "merge_line_replaced", "merge_document_replaced",
    };
    gint64 parameters[] = { move->from, move->to, move->merge_id };

    for (gsize i = 0; i < G_N_ELEMENTS(statements); i++)
        if (!kam_db_run(move->db, kam_sql(statements[i]), parameters, G_N_ELEMENTS(parameters), error))
            return FALSE;
    return TRUE;
}

static gboolean
rebuild_columns(const Move *move, GError **error)
{
    GHashTableIter iter;
    gpointer batch;

    g_hash_table_iter_init(&iter, move->batches);
    while (g_hash_table_iter_next(&iter, &batch, NULL))
        if (!kam_segment_rebuild_batch(move->db, GPOINTER_TO_INT(batch), error))
            return FALSE;
    return TRUE;
}

gboolean
kam_move_lines(KamDb *db, gint64 merge_id, gint64 from, gint64 to, guint64 *n, GError **error)
{
    g_autoptr(KamRollup) rollup = kam_rollup_new();
    g_autoptr(GHashTable) batches = g_hash_table_new(NULL, NULL);
    Move move = { .db = db, .merge_id = merge_id, .from = from, .to = to, .rollup = rollup, .batches = batches };

    if (!kam_db_run(db, kam_sql("sales_version_hold"), NULL, 0, error) || !count_lines(&move, error) ||
        !move_rows(&move, error))
        return FALSE;
    if (move.lines > 0 && (!kam_rollup_apply(rollup, db, FALSE, error) || !rebuild_columns(&move, error) ||
                           !kam_db_run(db, kam_sql("sales_version_next"), NULL, 0, error)))
        return FALSE;
    *n = move.lines;
    return TRUE;
}
