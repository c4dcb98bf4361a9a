/* Who refers to a record that goes: such fields are emptied, or their records go along, where their table says so, and
 * otherwise keep it. */
#include "record/audit.h"
#include "record/change_private.h"
#include "store/query.h"
#include "store/statements.h"

/* Those that live, or those that went at a moment. */
static KamQuery *
referrers(const KamRecordType *type, const KamField *field, gint64 id, gint64 deleted_at)
{
    KamQuery *query = kam_query_new_select(kam_record_type_table(type), NULL);

    kam_query_select(query, "id", NULL);
    kam_query_where_int(query, kam_field_column(field, 0), KAM_EQ, id);
    if (deleted_at == 0)
        kam_query_where_null(query, "deleted_at", TRUE);
    else
        kam_query_where_int(query, "deleted_at", KAM_EQ, deleted_at);
    return query;
}

static gboolean
refers_to(const KamField *field, const KamRecordType *type)
{
    return field->kind == KAM_REF && g_strcmp0(field->to, type->name) == 0;
}

/* What becomes of a record that refers to one that goes or comes back. */
typedef void (*Touch)(KamRecord *record, const KamField *field, const KamWork *work);

static void
empty_field(KamRecord *record, const KamField *field, G_GNUC_UNUSED const KamWork *work)
{
    kam_record_set_absent(record, field->name);
}

static void
let_go(KamRecord *record, G_GNUC_UNUSED const KamField *field, const KamWork *work)
{
    record->deleted_at = work->now_ms;
}

static void
bring_back(KamRecord *record, G_GNUC_UNUSED const KamField *field, G_GNUC_UNUSED const KamWork *work)
{
    record->deleted_at = 0;
}

/* It is a change of its record like any other: version and audit say so. */
static gboolean
touch_record(const KamWork *work, const KamRecordType *type, const KamField *field, gint64 id, Touch touch,
             const char *action, GError **error)
{
    g_autoptr(KamRecord) before = kam_record_load(work->db, type, id, TRUE, error);
    g_autoptr(KamRecord) after = before == NULL ? NULL : kam_record_copy(before);

    if (after == NULL)
        return FALSE;
    touch(after, field, work);
    after->version++;
    after->updated_at = work->now_ms;
    after->updated_by = work->actor->user_id;
    return kam_row_update(work->db, before, after, error) && kam_audit_add_change(work, action, before, after, error);
}

static gboolean
touch_referrers(const KamWork *work, const KamRecordType *type, const KamField *field, KamQuery *which, Touch touch,
                const char *action, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_query_prepare(which, work->db, error);
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    KamStep step = stmt == NULL ? KAM_STEP_FAILED : KAM_STEP_ROW;

    while (step == KAM_STEP_ROW && (step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        gint64 referrer = kam_stmt_get_int(stmt, 0);

        g_array_append_val(ids, referrer);
    }
    for (guint i = 0; step == KAM_STEP_DONE && i < ids->len; i++)
        if (!touch_record(work, type, field, g_array_index(ids, gint64, i), touch, action, error))
            return FALSE;
    return step == KAM_STEP_DONE;
}

/* Living ones let the record go, each in the way of its field. */
static gboolean
release_field(const KamWork *work, const KamRecordType *type, const KamField *field, gint64 id, GError **error)
{
    g_autoptr(KamQuery) query = referrers(type, field, id, 0);

    return touch_referrers(work, type, field, query, field->on_delete_follow ? let_go : empty_field,
                           field->on_delete_follow ? "delete" : "update", error);
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

            if (!refers_to(field, record->type) || field->on_delete_clear || field->on_delete_follow)
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
            if (refers_to(field, record->type) && (field->on_delete_clear || field->on_delete_follow) &&
                !release_field(work, work->types[t], field, record->id, error))
                return FALSE;
    return TRUE;
}

gboolean
kam_change_bring_back(const KamWork *work, const KamRecord *deleted, GError **error)
{
    for (guint t = 0; work->types[t] != NULL; t++)
        for (const KamField *field = work->types[t]->fields; field->name != NULL; field++) {
            g_autoptr(KamQuery) query = NULL;

            if (!refers_to(field, deleted->type) || !field->on_delete_follow)
                continue;
            query = referrers(work->types[t], field, deleted->id, deleted->deleted_at);
            if (!touch_referrers(work, work->types[t], field, query, bring_back, "restore", error))
                return FALSE;
        }
    return TRUE;
}
