/* Rows of the audit about batches: {"kind":[null,"sales"],"files":[...],"lines":[null,500]}. */
#include "service/batch_note.h"

#include <string.h>

#include "domain/types.h"
#include "record/audit.h"
#include "service/search_words.h"
#include "store/statements.h"

/* From nothing to the value, or back. */
static void
put_text(KamJson *json, const char *name, const char *text, gboolean is_undo)
{
    kam_json_begin_array(json, name);
    kam_json_text(json, NULL, is_undo ? text : NULL);
    kam_json_text(json, NULL, is_undo ? NULL : text);
    kam_json_end_array(json);
}

static void
put_count(KamJson *json, const char *name, gint64 count, gboolean is_undo)
{
    kam_json_begin_array(json, name);
    kam_json_int(json, NULL, is_undo ? count : 0);
    kam_json_int(json, NULL, is_undo ? 0 : count);
    kam_json_end_array(json);
}

static gboolean
describe(KamDb *db, gint64 batch, gboolean is_undo, GString *changes, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("batch_by_id"), error);
    KamJson json;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, batch);
    if (kam_stmt_step(stmt, error) != KAM_STEP_ROW)
        return FALSE;
    kam_json_init(&json, changes, 0);
    kam_json_begin_object(&json, NULL);
    put_text(&json, "kind", kam_stmt_get_text(stmt, 0), is_undo);
    put_count(&json, "lines", kam_stmt_get_int(stmt, 7), is_undo);
    kam_json_begin_array(&json, "net");
    kam_json_money(&json, NULL, is_undo ? kam_stmt_get_int(stmt, 8) : 0, kam_stmt_get_text(stmt, 9));
    kam_json_money(&json, NULL, is_undo ? 0 : kam_stmt_get_int(stmt, 8), kam_stmt_get_text(stmt, 9));
    kam_json_end_array(&json);
    kam_json_end_object(&json);
    return TRUE;
}

static gboolean
note(KamDb *db, gint64 batch, const KamBatchBy *by, gboolean is_undo, GError **error)
{
    const KamWork work = { .db = db, .actor = by->actor, .types = kam_domain_types(), .now_ms = by->now_ms };
    g_autoptr(GString) changes = g_string_new(NULL);

    return describe(db, batch, is_undo, changes, error) &&
           kam_audit_add(&work, is_undo ? "undo" : "import", "import", batch, 0, changes->str, error);
}

gboolean
kam_batch_set_origin(KamDb *db, gint64 batch, const KamBatchBy *by, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("batch_set_origin"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, batch);
    kam_stmt_bind_text(stmt, 2, by->actor->name);
    kam_stmt_bind_text(stmt, 3, by->profile == NULL || *by->profile == '\0' ? NULL : by->profile);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}

gboolean
kam_batch_set_undone_by(KamDb *db, gint64 batch, const KamBatchBy *by, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("batch_set_undone_by"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, batch);
    kam_stmt_bind_text(stmt, 2, by->actor->name);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}

gboolean
kam_batch_follow_import(KamDb *db, gint64 batch, gpointer by, GError **error)
{
    return kam_service_index_batch(db, batch, NULL, error) && kam_batch_set_origin(db, batch, by, error) &&
           note(db, batch, by, FALSE, error);
}

gboolean
kam_batch_follow_undo(KamDb *db, gint64 batch, gpointer by, GError **error)
{
    return kam_batch_set_undone_by(db, batch, by, error) && note(db, batch, by, TRUE, error);
}
