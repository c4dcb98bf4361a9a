/* What was deleted long ago goes for good; the audit of it stays. */
#include "record/audit.h"
#include "record/change_private.h"
#include "store/query.h"
#include "store/statements.h"

/* Everything that other tables keep of a record. */
static const char *const side_statements[] = {
    "record_link_delete", "comment_mention_purge", "comment_purge",     "record_tag_purge",
    "watcher_purge",      "attachment_purge",      "search_word_purge",
};

static gboolean
is_named_by_field(const KamWork *work, const KamRecordType *type, const KamField *field, gint64 id, gboolean *is,
                  GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_select(kam_record_type_table(type), NULL);
    gint64 n = 0;

    kam_query_select_count(query);
    kam_query_where_int(query, kam_field_column(field, 0), KAM_EQ, id);
    if (!kam_query_get_int(query, work->db, &n, error))
        return FALSE;
    *is = *is || n > 0;
    return TRUE;
}

/* Deleted records count, too: they may be restored, and then name it again. */
static gboolean
is_named(const KamWork *work, const KamRecordType *type, gint64 id, gboolean *is, GError **error)
{
    for (guint t = 0; work->types[t] != NULL; t++)
        for (const KamField *field = work->types[t]->fields; field->name != NULL; field++)
            if (field->kind == KAM_REF && g_strcmp0(field->to, type->name) == 0 &&
                !is_named_by_field(work, work->types[t], field, id, is, error))
                return FALSE;
    return TRUE;
}

static gboolean
run_for(KamDb *db, const char *statement, gint64 id, GError **error)
{
    return kam_db_run(db, kam_sql(statement), &id, 1, error);
}

static gboolean
remove_row(const KamWork *work, const KamRecordType *type, gint64 id, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_delete(kam_record_type_table(type));

    for (guint i = 0; i < G_N_ELEMENTS(side_statements); i++)
        if (!run_for(work->db, side_statements[i], id, error))
            return FALSE;
    kam_query_where_int(query, "id", KAM_EQ, id);
    return kam_query_run(query, work->db, error) && kam_audit_add(work, "purge", type->name, id, 0, NULL, error);
}

static GArray *
list_deleted(const KamWork *work, const KamRecordType *type, gint64 before_ms, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_select(kam_record_type_table(type), NULL);
    g_autoptr(KamStmt) stmt = NULL;
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    KamStep step;

    kam_query_select(query, "id", NULL);
    kam_query_where_int(query, "deleted_at", KAM_LT, before_ms);
    kam_query_order_by(query, &(KamQueryKey) { .column = "id" });
    stmt = kam_query_prepare(query, work->db, error);
    if (stmt == NULL)
        return NULL;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        gint64 id = kam_stmt_get_int(stmt, 0);

        g_array_append_val(ids, id);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&ids) : NULL;
}

static gboolean
purge_type(const KamWork *work, const KamRecordType *type, gint64 before_ms, guint *n, GError **error)
{
    g_autoptr(GArray) ids = list_deleted(work, type, before_ms, error);

    for (guint i = 0; ids != NULL && i < ids->len; i++) {
        gint64 id = g_array_index(ids, gint64, i);
        gboolean is = FALSE;

        if (!is_named(work, type, id, &is, error))
            return FALSE;
        if (is)
            continue;
        if (!remove_row(work, type, id, error))
            return FALSE;
        ++*n;
    }
    return ids != NULL;
}

gboolean
kam_records_purge(const KamWork *work, gint64 deleted_before_ms, guint *n, GError **error)
{
    guint gone = 0;

    for (guint t = 0; work->types[t] != NULL; t++)
        if (!purge_type(work, work->types[t], deleted_before_ms, &gone, error))
            return FALSE;
    *n = gone;
    return TRUE;
}
