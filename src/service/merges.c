/* Merges as users know them. */
#include "service/merges.h"

#include "domain/types.h"
#include "record/change.h"
#include "record/scope.h"
#include "record/value.h"
#include "sales/ingest/move.h"
#include "store/query.h"
#include "store/statements.h"

static gboolean
check_pair(const KamRecordType *type, gint64 survivor_id, gint64 other_id, GError **error)
{
    if (!kam_merge_is_possible(type)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "%s cannot be merged", type->plural);
        return FALSE;
    }
    if (survivor_id != other_id)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "the other record is the same as the first; name another one");
    return FALSE;
}

gboolean
kam_merges_run(const KamWork *work, const KamRecordType *type, gint64 survivor_id, gint64 other_id, json_t *take,
               gint64 *id, KamFaults *faults, GError **error)
{
    KamMerge merge = { kam_db_next_id(work->db, work->now_ms), type, survivor_id, other_id };
    guint64 lines;

    if (!check_pair(type, survivor_id, other_id, error))
        return FALSE;
    if (type == &kam_account_type && (!kam_move_note_documents(work->db, merge.id, other_id, error) ||
                                      !kam_move_lines(work->db, merge.id, other_id, survivor_id, &lines, error)))
        return FALSE;
    if (!kam_merge_run(work, &merge, take, faults, error))
        return FALSE;
    *id = merge.id;
    return TRUE;
}

gboolean
kam_merges_undo(const KamWork *work, gint64 id, GError **error)
{
    gboolean is_done;
    KamMerge merge;
    guint64 lines;

    if (!kam_merge_find(work, id, &merge, &is_done, error) || !kam_merge_undo(work, id, error))
        return FALSE;
    return merge.type != &kam_account_type ||
           (kam_move_lines(work->db, id, merge.survivor_id, merge.other_id, &lines, error) &&
            kam_move_forget_documents(work->db, id, error));
}

/* --- what it would do ------------------------------------------------------------------------------------------ */

static gboolean
count_references(KamDb *db, const KamRecordType *holder, const KamRecordType *type, gint64 id, gint64 *n,
                 GError **error)
{
    *n = 0;
    for (const KamField *field = holder->fields; field->name != NULL; field++) {
        g_autoptr(KamQuery) query = kam_query_new_select(kam_record_type_table(holder), NULL);
        gint64 found = 0;
        if (field->kind != KAM_REF || field->computed || !g_str_equal(field->to, type->name))
            continue;
        kam_query_select_count(query);
        kam_query_where_int(query, field->name, KAM_EQ, id);
        kam_query_where_null(query, "deleted_at", TRUE);
        if (!kam_query_get_int(query, db, &found, error))
            return FALSE;
        *n += found;
    }
    return TRUE;
}

static gboolean
moves_to_json(const KamWork *work, const KamRecordType *type, gint64 id, KamJson *json, GError **error)
{
    gint64 n;

    kam_json_begin_array(json, "moves");
    for (const KamRecordType *const *holder = work->types; *holder != NULL; holder++) {
        if (!count_references(work->db, *holder, type, id, &n, error))
            return FALSE;
        if (n == 0)
            continue;
        kam_json_begin_object(json, NULL);
        kam_json_text(json, "type", (*holder)->name);
        kam_json_int(json, "records", n);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
    return TRUE;
}

static gboolean
count_lines(const KamWork *work, const KamRecordType *type, gint64 id, gint64 *lines, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(work->db, kam_sql("account_sums"), error);

    *lines = 0;
    if (stmt == NULL)
        return FALSE;
    if (type != &kam_account_type)
        return TRUE;
    kam_stmt_bind_int(stmt, 1, id);
    if (kam_stmt_step(stmt, error) == KAM_STEP_FAILED)
        return FALSE;
    *lines = kam_stmt_get_int(stmt, 0);
    return TRUE;
}

static KamRecord *
load_seen(const KamWork *work, const KamRecordType *type, gint64 id, GError **error)
{
    g_autoptr(KamRecord) record = kam_record_load(work->db, type, id, FALSE, error);
    gboolean sees = FALSE;

    if (record == NULL || !kam_scope_sees(work->db, work->actor, work->types, type, id, &sees, error))
        return NULL;
    if (sees)
        return g_steal_pointer(&record);
    g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "there is no %s with the id '%" G_GINT64_FORMAT "'", type->name,
                id);
    return NULL;
}

static void
fields_to_json(const KamWork *work, const KamRecord *survivor, const KamRecord *other, KamJson *json)
{
    g_auto(KamFaults) none = { 0 };
    json_t *names, *name;
    size_t i;

    kam_faults_init(&none);
    names = kam_merge_choose_fields(work, survivor, other, NULL, &none);
    kam_json_begin_array(json, "fields");
    json_array_foreach(names, i, name)
    {
        const KamField *field = kam_record_type_field(survivor->type, json_string_value(name));
        if (kam_policy_class_access(work->actor, field->field_class == 0 ? KAM_PUBLIC : field->field_class) !=
            KAM_NO_ACCESS)
            kam_json_text(json, NULL, json_string_value(name));
    }
    kam_json_end_array(json);
    json_decref(names);
}

gboolean
kam_merges_preview_to_json(const KamWork *work, const KamRecordType *type, gint64 survivor_id, gint64 other_id,
                           KamJson *json, GError **error)
{
    g_autoptr(KamRecord) survivor = NULL;
    g_autoptr(KamRecord) other = NULL;
    gint64 lines;

    if (!check_pair(type, survivor_id, other_id, error))
        return FALSE;
    survivor = load_seen(work, type, survivor_id, error);
    other = survivor == NULL ? NULL : load_seen(work, type, other_id, error);
    if (other == NULL || !count_lines(work, type, other_id, &lines, error))
        return FALSE;
    kam_record_to_json(survivor, work->actor, json, "survivor");
    kam_record_to_json(other, work->actor, json, "other");
    fields_to_json(work, survivor, other, json);
    if (!moves_to_json(work, type, other_id, json, error))
        return FALSE;
    kam_json_int(json, "lines", lines);
    return TRUE;
}
