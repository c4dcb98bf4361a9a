/* Records by what their required fields hold together; those that agree there are compared whole. */
#include "service/import/twins.h"

#include "record/change.h"
#include "record/scope.h"
#include "record/value.h"
#include "service/import/id_index.h"

#define BETWEEN '\x1f' /* no text of a field holds it */

struct KamTwins {
    const KamWork *work;
    const KamRecordType *type;
    GPtrArray *fields; /* const KamField *; none: nothing is found */
    KamIdIndex *index;
};

/* The values of the fields as one text; NULL when one of them is absent. */
static char *
join_values(const KamTwins *twins, const KamFieldValue *values)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < twins->fields->len; i++) {
        const KamField *field = twins->fields->pdata[i];
        const KamFieldValue *value = &values[kam_field_index(twins->type, field)];

        if (value->state == KAM_VALUE_ABSENT) {
            g_string_free(out, TRUE);
            return NULL;
        }
        kam_value_append_text(field, value, KAM_LANGUAGE_EN, out);
        g_string_append_c(out, BETWEEN);
    }
    return g_string_free(out, FALSE);
}

static void
add_values(KamTwins *twins, const KamFieldValue *values, gint64 id)
{
    g_autofree char *key = join_values(twins, values);

    if (key != NULL)
        kam_id_index_add(twins->index, key, id);
}

/* What every row that is taken fills itself: a default may fill the others. */
static gboolean
is_always_filled(const KamField *field)
{
    return field->required && field->default_value == NULL && field->kind != KAM_REFS;
}

static void
choose_fields(KamTwins *twins, const KamImportColumns *columns)
{
    for (guint i = 0; i < columns->taken->len; i++) {
        const KamField *field = g_array_index(columns->taken, KamImportColumn, i).field;

        if (kam_record_type_field(twins->type, field->name) == field && is_always_filled(field))
            g_ptr_array_add(twins->fields, (gpointer)(guintptr)field);
    }
}

static void
take_row(KamTwins *twins, KamStmt *stmt, KamFieldValue *values)
{
    int column = 1;

    for (guint i = 0; i < twins->fields->len; i++)
        column = kam_value_from_row(twins->fields->pdata[i], stmt, column,
                                    &values[kam_field_index(twins->type, twins->fields->pdata[i])]);
    add_values(twins, values, kam_stmt_get_int(stmt, 0));
}

static gboolean
load_all(KamTwins *twins, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_select(kam_record_type_table(twins->type), "t");
    g_autoptr(KamRecord) row = kam_record_new(twins->type);
    g_autoptr(KamStmt) stmt = NULL;
    KamStep step;

    kam_query_select(query, "id", NULL);
    for (guint i = 0; i < twins->fields->len; i++)
        for (guint c = 0; c < kam_field_n_columns(twins->fields->pdata[i]); c++)
            kam_query_select(query, kam_field_column(twins->fields->pdata[i], c), NULL);
    kam_query_where_null(query, "deleted_at", TRUE);
    kam_scope_restrict(query, "t", twins->work->actor, twins->work->types, twins->type, KAM_ROWS_MANY);
    stmt = kam_query_prepare(query, twins->work->db, error);
    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        take_row(twins, stmt, row->values);
    return step == KAM_STEP_DONE;
}

KamTwins *
kam_twins_new(const KamWork *work, const KamRecordType *type, const KamImportColumns *columns, GError **error)
{
    g_autoptr(KamTwins) twins = g_new0(KamTwins, 1);

    twins->work = work;
    twins->type = type;
    twins->fields = g_ptr_array_new();
    twins->index = kam_id_index_new();
    choose_fields(twins, columns);
    return twins->fields->len == 0 || load_all(twins, error) ? g_steal_pointer(&twins) : NULL;
}

void
kam_twins_free(KamTwins *twins)
{
    if (twins == NULL)
        return;
    g_ptr_array_unref(twins->fields);
    kam_id_index_free(twins->index);
    g_free(twins);
}

static gboolean
holds_values(const KamRecord *record, const KamFieldValue *values)
{
    guint n = kam_record_type_n_fields(record->type);

    for (guint i = 0; i < n; i++)
        if (values[i].state == KAM_VALUE_SET && !kam_field_value_equal(&record->values[i], &values[i]))
            return FALSE;
    return TRUE;
}

gboolean
kam_twins_find(const KamTwins *twins, const KamFieldValue *values, gint64 *id, GError **error)
{
    g_autofree char *key = twins->fields->len == 0 ? NULL : join_values(twins, values);
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));

    *id = 0;
    if (key != NULL)
        kam_id_index_list(twins->index, key, ids);
    for (guint i = 0; i < ids->len; i++) {
        g_autoptr(KamRecord) record =
            kam_record_load(twins->work->db, twins->type, g_array_index(ids, gint64, i), FALSE, error);

        if (record == NULL)
            return FALSE;
        if (!holds_values(record, values))
            continue;
        *id = record->id;
        return TRUE;
    }
    return TRUE;
}

void
kam_twins_add(KamTwins *twins, const KamRecord *record)
{
    if (twins->fields->len > 0)
        add_values(twins, record->values, record->id);
}
