/* A record's row in its table, and its rows in record_link. */
#include "record/change_private.h"
#include "store/query.h"
#include "store/statements.h"

#define N_SYSTEM 7

static const char *const system_columns[N_SYSTEM] = {
    "id", "version", "created_at", "created_by", "updated_at", "updated_by", "deleted_at",
};

static void
system_from_row(KamStmt *stmt, KamRecord *record)
{
    record->id = kam_stmt_get_int(stmt, 0);
    record->version = kam_stmt_get_int(stmt, 1);
    record->created_at = kam_stmt_get_int(stmt, 2);
    record->created_by = kam_stmt_get_int(stmt, 3);
    record->updated_at = kam_stmt_get_int(stmt, 4);
    record->updated_by = kam_stmt_get_int(stmt, 5);
    record->deleted_at = kam_stmt_get_int(stmt, 6);
}

static gboolean
load_links(KamDb *db, KamRecord *record, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("record_link_list"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, record->id);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        const KamField *field = kam_record_type_field(record->type, kam_stmt_get_text(stmt, 0));
        gint64 id = kam_stmt_get_int(stmt, 1);
        KamFieldValue *value;

        if (field == NULL || field->kind != KAM_REFS)
            continue;
        value = &record->values[kam_field_index(record->type, field)];
        if (value->ids == NULL)
            value->ids = g_array_new(FALSE, FALSE, sizeof(gint64));
        value->state = KAM_VALUE_SET;
        g_array_append_val(value->ids, id);
    }
    return step == KAM_STEP_DONE;
}

static gboolean
has_links(const KamRecordType *type)
{
    for (const KamField *field = type->fields; field->name != NULL; field++)
        if (field->kind == KAM_REFS)
            return TRUE;
    return FALSE;
}

static KamQuery *
load_query(const KamRecordType *type, gint64 id)
{
    KamQuery *query = kam_query_new_select(kam_record_type_table(type), NULL);

    for (guint i = 0; i < N_SYSTEM; i++)
        kam_query_select(query, system_columns[i], NULL);
    for (const KamField *field = type->fields; field->name != NULL; field++)
        for (guint i = 0; i < kam_field_n_columns(field); i++)
            kam_query_select(query, kam_field_column(field, i), NULL);
    kam_query_where_int(query, "id", KAM_EQ, id);
    return query;
}

static gboolean
not_found(const KamRecordType *type, gint64 id, GError **error)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "there is no %s with the id '%" G_GINT64_FORMAT "'", type->name,
                id);
    return FALSE;
}

KamRecord *
kam_record_load(KamDb *db, const KamRecordType *type, gint64 id, gboolean deleted, GError **error)
{
    g_autoptr(KamQuery) query = load_query(type, id);
    g_autoptr(KamStmt) stmt = kam_query_prepare(query, db, error);
    g_autoptr(KamRecord) record = kam_record_new(type);
    KamStep step = stmt == NULL ? KAM_STEP_FAILED : kam_stmt_step(stmt, error);
    int column = N_SYSTEM;

    if (step == KAM_STEP_FAILED)
        return NULL;
    if (step == KAM_STEP_DONE || (!deleted && !kam_stmt_is_null(stmt, N_SYSTEM - 1))) {
        not_found(type, id, error);
        return NULL;
    }
    system_from_row(stmt, record);
    for (const KamField *field = type->fields; field->name != NULL; field++)
        column = kam_value_from_row(field, stmt, column, &record->values[kam_field_index(type, field)]);
    if (has_links(type) && !load_links(db, record, error))
        return NULL;
    return g_steal_pointer(&record);
}

static gboolean
insert_links(KamDb *db, gint64 id, const KamField *field, const GArray *targets, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("record_link_insert"), error);

    for (guint i = 0; stmt != NULL && i < targets->len; i++) {
        kam_stmt_bind_int(stmt, 1, id);
        kam_stmt_bind_text(stmt, 2, field->name);
        kam_stmt_bind_int(stmt, 3, i);
        kam_stmt_bind_int(stmt, 4, g_array_index(targets, gint64, i));
        if (kam_stmt_step(stmt, error) == KAM_STEP_FAILED)
            return FALSE;
        kam_stmt_reset(stmt);
    }
    return stmt != NULL;
}

static gboolean
delete_links(KamDb *db, gint64 id, const KamField *field, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("record_link_delete_field"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, id);
    kam_stmt_bind_text(stmt, 2, field->name);
    return kam_stmt_step(stmt, error) == KAM_STEP_DONE;
}

static gboolean
write_links(KamDb *db, const KamRecord *before, const KamRecord *after, GError **error)
{
    for (const KamField *field = after->type->fields; field->name != NULL; field++) {
        guint i = kam_field_index(after->type, field);

        if (field->kind != KAM_REFS || (before != NULL && kam_record_equal_field(before, after, i)))
            continue;
        if (before != NULL && !delete_links(db, after->id, field, error))
            return FALSE;
        if (after->values[i].ids != NULL && !insert_links(db, after->id, field, after->values[i].ids, error))
            return FALSE;
    }
    return TRUE;
}

/* Values are bound by their kinds, so the statement takes them open. */
static void
open_columns(KamQuery *query, const KamField *field)
{
    for (guint i = 0; i < kam_field_n_columns(field); i++)
        kam_query_set_open(query, kam_field_column(field, i));
}

static void
bind_values(const KamRecord *record, const KamRecord *before, KamStmt *stmt, int index)
{
    for (const KamField *field = record->type->fields; field->name != NULL; field++) {
        guint i = kam_field_index(record->type, field);

        if (before == NULL || !kam_record_equal_field(before, record, i))
            index = kam_value_bind(field, &record->values[i], stmt, index);
    }
}

gboolean
kam_row_insert(KamDb *db, const KamRecord *record, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_insert(kam_record_type_table(record->type));
    g_autoptr(KamStmt) stmt = NULL;

    for (const KamField *field = record->type->fields; field->name != NULL; field++)
        open_columns(query, field);
    kam_query_set_int(query, "id", record->id);
    kam_query_set_int(query, "version", record->version);
    kam_query_set_int(query, "created_at", record->created_at);
    kam_query_set_int(query, "created_by", record->created_by);
    kam_query_set_int(query, "updated_at", record->updated_at);
    kam_query_set_int(query, "updated_by", record->updated_by);
    stmt = kam_query_prepare(query, db, error);
    if (stmt == NULL)
        return FALSE;
    bind_values(record, NULL, stmt, 1);
    return kam_stmt_step(stmt, error) == KAM_STEP_DONE && write_links(db, NULL, record, error);
}

static KamQuery *
update_query(const KamRecord *before, const KamRecord *after)
{
    KamQuery *query = kam_query_new_update(kam_record_type_table(after->type));

    for (const KamField *field = after->type->fields; field->name != NULL; field++)
        if (!kam_record_equal_field(before, after, kam_field_index(after->type, field)))
            open_columns(query, field);
    kam_query_set_int(query, "version", after->version);
    kam_query_set_int(query, "updated_at", after->updated_at);
    kam_query_set_int(query, "updated_by", after->updated_by);
    kam_query_set(query, "deleted_at", after->deleted_at == 0 ? KAM_QUERY_NULL : KAM_QUERY_INT(after->deleted_at));
    kam_query_where_int(query, "id", KAM_EQ, after->id);
    kam_query_where_int(query, "version", KAM_EQ, before->version);
    return query;
}

gboolean
kam_row_update(KamDb *db, const KamRecord *before, const KamRecord *after, GError **error)
{
    g_autoptr(KamQuery) query = update_query(before, after);
    g_autoptr(KamStmt) stmt = kam_query_prepare(query, db, error);

    if (stmt == NULL)
        return FALSE;
    bind_values(after, before, stmt, 1);
    if (kam_stmt_step(stmt, error) != KAM_STEP_DONE)
        return FALSE;
    if (kam_db_get_changes(db) != 1) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "the %s was changed meanwhile", after->type->name);
        return FALSE;
    }
    return write_links(db, before, after, error);
}
