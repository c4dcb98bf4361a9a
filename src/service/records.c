/* Lists of customers and articles. */
#include "service/records.h"

#include <string.h>

#include "sales/ingest/batch.h"
#include "store/statements.h"

gboolean
kam_service_check_import_kind(const char *kind, GError **error)
{
    if (strcmp(kind, "sales") == 0 || kam_record_kind_from_name(kind) != KAM_RECORD_N)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--kind does not know '%s'; it takes sales, accounts or products",
                kind);
    return FALSE;
}

static void
write_columns(const KamRecordResult *result, KamJson *json)
{
    kam_json_begin_array(json, "columns");
    for (guint i = 0; i < result->mappings->len; i++) {
        const KamRecordMapping *mapping = &g_array_index(result->mappings, KamRecordMapping, i);
        kam_json_begin_object(json, NULL);
        kam_json_int(json, "file", mapping->file + 1);
        kam_json_text(json, "field", kam_field_name(mapping->field));
        kam_json_int(json, "column", mapping->column);
        kam_json_text(json, "header", mapping->header);
        kam_json_text(json, "why", mapping->why);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

void
kam_service_records_to_json(const KamRecordResult *result, KamJson *json)
{
    const char *name = kam_record_shape(result->kind)->name;
    g_autofree char *created = g_strconcat("new_", name, NULL);
    g_autofree char *changed = g_strconcat("changed_", name, NULL);

    kam_json_begin_object(json, NULL);
    if (result->id == 0)
        kam_json_null(json, "batch");
    else
        kam_json_int(json, "batch", result->id);
    kam_json_text(json, "kind", name);
    kam_record_balance_to_json(json, "lines", result);
    kam_json_int(json, name, (gint64)result->known);
    kam_json_int(json, created, (gint64)result->created);
    kam_json_int(json, changed, (gint64)result->changed);
    write_columns(result, json);
    kam_json_end_object(json);
}

/* A batch that is not there is left to the undoing, which says so. */
static gboolean
find_kind(KamDb *db, gint64 id, KamUndoneBatch *undone, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("batch_by_id"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, id);
    step = kam_stmt_step(stmt, error);
    if (step == KAM_STEP_ROW)
        g_strlcpy(undone->kind, kam_stmt_get_text(stmt, 0), sizeof undone->kind);
    return step != KAM_STEP_FAILED;
}

gboolean
kam_service_undo_batch(KamDb *db, gint64 id, gint64 now_ms, KamUndoneBatch *undone, GError **error)
{
    KamUndoneBatch found = { 0 };

    if (!find_kind(db, id, &found, error) || !kam_batch_undo(db, id, now_ms, &found.lines, error))
        return FALSE;
    *undone = found;
    return TRUE;
}
