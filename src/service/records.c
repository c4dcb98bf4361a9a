/* Lists of customers and articles. */
#include "service/records.h"

#include <string.h>

#include "domain/types.h"
#include "sales/ingest/batch.h"
#include "store/statements.h"

static char *
list_kinds(void)
{
    GString *out = g_string_new("sales, accounts, products");

    for (const KamRecordType *const *type = kam_domain_types(); *type != NULL; type++)
        if (kam_record_import_find_type((*type)->plural) != NULL)
            g_string_append_printf(out, ", %s", (*type)->plural);
    return g_string_free(out, FALSE);
}

gboolean
kam_service_check_import_kind(const char *kind, GError **error)
{
    g_autofree char *kinds = NULL;

    if (strcmp(kind, "sales") == 0 || kam_record_kind_from_name(kind) != KAM_RECORD_N ||
        kam_record_import_find_type(kind) != NULL)
        return TRUE;
    kinds = list_kinds();
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--kind does not know '%s'; it takes %s", kind, kinds);
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

void
kam_undone_batch_clear(KamUndoneBatch *undone)
{
    kam_record_undo_clear(&undone->records);
}

gboolean
kam_service_undo_batch(KamDb *db, const KamActor *actor, gint64 id, gint64 now_ms, KamUndoneBatch *undone,
                       GError **error)
{
    KamWork work = { .db = db, .actor = actor, .types = kam_domain_types(), .now_ms = now_ms };
    KamBatchBy by = { actor, now_ms, NULL };
    KamUndoneBatch found = { 0 };
    gboolean is_done;

    if (!find_kind(db, id, &found, error))
        return FALSE;
    if (kam_record_import_find_type(found.kind) != NULL)
        is_done = kam_record_import_undo(&work, id, &found.records, error);
    else
        is_done = kam_batch_undo_with(db, id, now_ms, kam_batch_follow_undo, &by, &found.lines, error);
    if (is_done)
        *undone = found;
    return is_done;
}

void
kam_service_undone_members_to_json(gint64 id, const KamUndoneBatch *undone, KamJson *json)
{
    const KamRecordUndo *records = &undone->records;

    kam_json_int(json, "batch", id);
    kam_json_text(json, "kind", undone->kind);
    kam_json_int(json, "lines", (gint64)undone->lines);
    if (records->notes != NULL) {
        kam_json_int(json, "deleted", (gint64)records->deleted);
        kam_json_int(json, "restored", (gint64)records->restored);
        kam_json_int(json, "kept", (gint64)records->kept);
        kam_json_begin_array(json, "notes");
        for (guint i = 0; i < records->notes->len; i++)
            kam_json_text(json, NULL, records->notes->pdata[i]);
        kam_json_end_array(json);
    }
}
