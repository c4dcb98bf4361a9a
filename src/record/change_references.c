/* Who refers to a record that goes: such fields are emptied where their table says so, and otherwise keep it. */
#include "record/audit.h"
#include "record/change_private.h"
#include "store/query.h"
#include "store/statements.h"

static KamQuery *
referrers(const KamRecordType *type, const KamField *field, gint64 id)
{
    KamQuery *query = kam_query_new_select(kam_record_type_table(type), NULL);

    kam_query_select(query, "id", NULL);
    kam_query_where_int(query, kam_field_column(field, 0), KAM_EQ, id);
    kam_query_where_null(query, "deleted_at", TRUE);
    return query;
}

static gboolean
refers_to(const KamField *field, const KamRecordType *type)
{
    return field->kind == KAM_REF && g_strcmp0(field->to, type->name) == 0;
}

/* An emptied field is a change of its record like any other: version and audit say so. */
static gboolean
clear_reference(const KamWork *work, const KamRecordType *type, const KamField *field, gint64 id, GError **error)
{
    g_autoptr(KamRecord) before = kam_record_load(work->db, type, id, FALSE, error);
    g_autoptr(KamRecord) after = before == NULL ? NULL : kam_record_copy(before);

    if (after == NULL)
        return FALSE;
    kam_record_set_absent(after, field->name);
    after->version++;
    after->updated_at = work->now_ms;
    after->updated_by = work->actor->user_id;
    return kam_row_update(work->db, before, after, error) && kam_audit_add_change(work, "update", before, after, error);
}

static gboolean
clear_references(const KamWork *work, const KamRecordType *type, const KamField *field, gint64 id, GError **error)
{
    g_autoptr(KamQuery) query = referrers(type, field, id);
    g_autoptr(KamStmt) stmt = kam_query_prepare(query, work->db, error);
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    KamStep step = stmt == NULL ? KAM_STEP_FAILED : KAM_STEP_ROW;

    while (step == KAM_STEP_ROW && (step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        gint64 referrer = kam_stmt_get_int(stmt, 0);

        g_array_append_val(ids, referrer);
    }
    for (guint i = 0; step == KAM_STEP_DONE && i < ids->len; i++)
        if (!clear_reference(work, type, field, g_array_index(ids, gint64, i), error))
            return FALSE;
    return step == KAM_STEP_DONE;
}

static gboolean
count_references(const KamWork *work, const KamRecordType *type, const KamField *field, gint64 id, gint64 *n,
                 GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_select(kam_record_type_table(type), NULL);

    kam_query_select_count(query);
    kam_query_where_int(query, kam_field_column(field, 0), KAM_EQ, id);
    kam_query_where_null(query, "deleted_at", TRUE);
    return kam_query_get_int(query, work->db, n, error);
}

gboolean
kam_change_release(const KamWork *work, const KamRecord *record, KamFaults *faults, GError **error)
{
    for (guint t = 0; work->types[t] != NULL; t++) {
        const KamRecordType *type = work->types[t];

        for (const KamField *field = type->fields; field->name != NULL; field++) {
            gint64 n = 0;

            if (!refers_to(field, record->type) || field->on_delete_clear)
                continue;
            if (!count_references(work, type, field, record->id, &n, error))
                return FALSE;
            if (n > 0)
                kam_faults_add(faults, "", "referred_to",
                               "%" G_GINT64_FORMAT " of the %s name this %s in '%s'; change or delete them first", n,
                               type->plural, record->type->name, field->name);
        }
    }
    for (guint t = 0; faults->n_errors == 0 && work->types[t] != NULL; t++)
        for (const KamField *field = work->types[t]->fields; field->name != NULL; field++)
            if (refers_to(field, record->type) && field->on_delete_clear &&
                !clear_references(work, work->types[t], field, record->id, error))
                return FALSE;
    return TRUE;
}
