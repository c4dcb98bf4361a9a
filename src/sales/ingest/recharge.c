/* Articles that become charges. */
#include "sales/ingest/recharge.h"

#include "sales/columns/segment_store.h"
#include "store/statements.h"

gboolean
kam_recharge_apply_rules(KamDb *db, KamProductBook *products, const KamCharges *charges, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("product_set_charge"), error);

    if (stmt == NULL)
        return FALSE;
    for (guint32 i = 0; i < kam_product_book_size(products); i++) {
        KamProductEntry *entry = kam_product_book_get(products, i);
        const char *reason = kam_charges_find(charges, entry->number, entry->name);
        if (g_strcmp0(reason, entry->charge_reason) == 0)
            continue;
        kam_stmt_bind_int(stmt, 1, entry->id);
        kam_stmt_bind_int(stmt, 2, reason != NULL);
        kam_stmt_bind_text(stmt, 3, reason);
        if (kam_stmt_step(stmt, error) == KAM_STEP_FAILED)
            return FALSE;
        kam_stmt_reset(stmt);
        entry->charge_reason = reason;
    }
    return TRUE;
}

static gboolean
move_product(KamDb *db, const KamProductEntry *entry, KamRollup *rollup, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("line_list_by_product"), error);
    KamSegmentLine line;
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, entry->id);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        kam_segment_line_from_row(&line, stmt);
        if (!kam_rollup_add(rollup, &line, entry->was_charge, -1, error) ||
            !kam_rollup_add(rollup, &line, !entry->was_charge, 1, error))
            return FALSE;
    }
    return step == KAM_STEP_DONE;
}

gboolean
kam_recharge_move_sums(KamDb *db, KamProductBook *products, KamRollup *rollup, GError **error)
{
    for (guint32 i = 0; i < kam_product_book_size(products); i++) {
        const KamProductEntry *entry = kam_product_book_get(products, i);
        if (entry->id != 0 && !entry->is_new && entry->was_charge != (entry->charge_reason != NULL) &&
            !move_product(db, entry, rollup, error))
            return FALSE;
    }
    return TRUE;
}
