/* Exports: pages of rows behind one another, as CSV or JSON. XLSX is export_xlsx.c's. */
#include <string.h>

#include "base/csv.h"
#include "record/export_private.h"
#include "store/statements.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
/* In front of the members. */
enum { COLUMN_ID, COLUMN_CREATED_BY, N_FIRST };

typedef struct {
    const char *name, *media_type;
} Format;

static const Format formats[KAM_EXPORT_N] = {
    [KAM_EXPORT_CSV] = { "csv", "text/csv; charset=utf-8" },
    [KAM_EXPORT_XLSX] = { "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
    [KAM_EXPORT_JSON] = { "json", "application/json" },
};

KamExportFormat
kam_export_format_from_name(const char *name)
{
    for (guint i = 0; i < KAM_EXPORT_N; i++)
        if (strcmp(formats[i].name, name) == 0)
            return (KamExportFormat)i;
    return KAM_EXPORT_N;
}

const char *
kam_export_media_type(KamExportFormat format)
{
    return formats[format].media_type;
}

KamExport *
kam_export_new(const KamActor *actor, const KamRecordType *const *types, KamFilter *filter, KamExportFormat format,
               KamLanguage language, GError **error)
{
    g_autoptr(KamFilter) own = filter;
    KamExport *export;

    if (own->embeds->len > 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "a file has columns of fields only: leave embedded records out of 'select'");
        return NULL;
    }
    export = g_new0(KamExport, 1);
    export->actor = *actor;
    export->types = types;
    export->format = format;
    export->language = language;
    export->row = g_new0(KamFieldValue, own->fields->len);
    export->filter = g_steal_pointer(&own);
    return export;
}

void
kam_export_free(KamExport *export)
{
    if (export == NULL)
        return;
    for (guint i = 0; i < export->filter->fields->len; i++)
        kam_field_value_clear(&export->row[i]);
    for (guint i = 0; i < KAM_QUERY_MAX_KEYS; i++)
        g_free(export->last_texts[i]);
    g_free(export->row);
    kam_filter_free(export->filter);
    g_free(export);
}

static void
select_members(KamQuery *query, const GPtrArray *fields)
{
    for (guint i = 0; i < fields->len; i++)
        for (guint column = 0; column < kam_field_n_columns(fields->pdata[i]); column++)
            kam_query_select(query, kam_field_column(fields->pdata[i], column), NULL);
}

static KamQuery *
page_query(const KamExport *export)
{
    const KamFilter *filter = export->filter;
    KamQuery *query = kam_query_new_select(kam_record_type_table(filter->type), "t");

    kam_query_select(query, "id", NULL);
    kam_query_select(query, "created_by", NULL);
    for (guint i = 0; i < filter->n_keys; i++) {
        kam_query_select(query, filter->keys[i].column, NULL);
        kam_query_order_by(query, &filter->keys[i]);
    }
    select_members(query, filter->fields);
    kam_filter_apply(filter, &export->actor, query);
    kam_scope_restrict(query, "t", &export->actor, export->types, filter->type, KAM_ROWS_MANY);
    if (export->n_rows > 0)
        kam_query_where_after(query, filter->keys, export->last, filter->n_keys);
    kam_query_limit(query, KAM_EXPORT_PAGE);
    return query;
}

/* The order's values of a row: behind them begins the next page. */
static void
keep_keys(KamExport *export, KamStmt *stmt)
{
    for (guint i = 0; i < export->filter->n_keys; i++) {
        int column = N_FIRST + (int)i;

        g_clear_pointer(&export->last_texts[i], g_free);
        if (kam_stmt_is_null(stmt, column)) {
            export->last[i] = KAM_QUERY_NULL;
        } else if (kam_stmt_get_kind(stmt, column) == KAM_VALUE_TEXT) {
            export->last_texts[i] = g_strdup(kam_stmt_get_text(stmt, column));
            export->last[i] = KAM_QUERY_TEXT(export->last_texts[i]);
        } else {
            export->last[i] = KAM_QUERY_INT(kam_stmt_get_int(stmt, column));
        }
    }
}

/* Notes that others wrote for themselves stay theirs. */
static gboolean
is_hidden(const KamExport *export, const KamField *field, gboolean is_own)
{
    return field->field_class == KAM_PRIVATE && !is_own && !kam_policy_reads_private_of_others(&export->actor);
}

static gboolean
load_links(KamDb *db, gint64 id, const KamField *field, KamFieldValue *value, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("record_link_list"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, id);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        gint64 target = kam_stmt_get_int(stmt, 1);

        if (strcmp(kam_stmt_get_text(stmt, 0), field->name) != 0)
            continue;
        if (value->ids == NULL)
            value->ids = g_array_new(FALSE, FALSE, sizeof(gint64));
        g_array_append_val(value->ids, target);
        value->state = KAM_VALUE_SET;
    }
    return step == KAM_STEP_DONE;
}

static gboolean
load_row(KamExport *export, KamDb *db, KamStmt *stmt, GError **error)
{
    const KamFilter *filter = export->filter;
    gboolean is_own = export->actor.user_id != 0 && kam_stmt_get_int(stmt, COLUMN_CREATED_BY) == export->actor.user_id;
    int column = N_FIRST + (int)filter->n_keys;

    for (guint i = 0; i < filter->fields->len; i++) {
        const KamField *field = filter->fields->pdata[i];

        column = kam_value_from_row(field, stmt, column, &export->row[i]);
        if (is_hidden(export, field, is_own))
            kam_field_value_clear(&export->row[i]);
        else if (field->kind == KAM_REFS &&
                 !load_links(db, kam_stmt_get_int(stmt, COLUMN_ID), field, &export->row[i], error))
            return FALSE;
    }
    return TRUE;
}

gboolean
kam_export_read_page(KamExport *export, KamDb *db, KamExportRow take, gpointer data, gboolean *ended, GError **error)
{
    g_autoptr(KamQuery) query = page_query(export);
    g_autoptr(KamStmt) stmt = kam_query_prepare(query, db, error);
    guint n = 0;
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        if (!load_row(export, db, stmt, error))
            return FALSE;
        keep_keys(export, stmt);
        if (!take(export, data, error))
            return FALSE;
        export->n_rows++;
        n++;
    }
    *ended = n < KAM_EXPORT_PAGE;
    return step == KAM_STEP_DONE;
}

static char
delimiter_of(const KamExport *export)
{
    return export->language == KAM_LANGUAGE_EN ? ',' : ';';
}

static void
write_csv_head(const KamExport *export, GString *out)
{
    g_autoptr(GString) label = g_string_new(NULL);

    if (export->language != KAM_LANGUAGE_EN)
        g_string_append(out, BYTE_ORDER_MARK);
    for (guint i = 0; i < export->filter->fields->len; i++) {
        const KamField *field = export->filter->fields->pdata[i];

        g_string_truncate(label, 0);
        kam_label_append(label, field->en != NULL ? field->en : field->name, field->sr, export->language);
        kam_csv_append(out, label->str, (gssize)label->len, delimiter_of(export), i == 0);
    }
    g_string_append(out, "\r\n");
}

static gboolean
write_csv_row(KamExport *export, gpointer data, G_GNUC_UNUSED GError **error)
{
    g_autoptr(GString) cell = g_string_new(NULL);
    GString *out = data;

    for (guint i = 0; i < export->filter->fields->len; i++) {
        g_string_truncate(cell, 0);
        kam_value_append_text(export->filter->fields->pdata[i], &export->row[i], export->language, cell);
        kam_csv_append(out, cell->str, (gssize)cell->len, delimiter_of(export), i == 0);
    }
    g_string_append(out, "\r\n");
    return TRUE;
}

static gboolean
write_json_row(KamExport *export, gpointer data, G_GNUC_UNUSED GError **error)
{
    GString *out = data;
    KamJson json;

    g_string_append(out, export->n_rows > 0 ? ",\n" : "\n");
    kam_json_init(&json, out, 0);
    kam_json_begin_object(&json, NULL);
    for (guint i = 0; i < export->filter->fields->len; i++) {
        const KamField *field = export->filter->fields->pdata[i];

        kam_value_to_json(field, &export->row[i], &json, field->name);
    }
    kam_json_end_object(&json);
    return TRUE;
}

gboolean
kam_export_next(KamExport *export, KamDb *db, GString *out, GError **error)
{
    gboolean is_csv = export->format == KAM_EXPORT_CSV;
    gboolean ended = FALSE;

    if (export->has_ended)
        return FALSE;
    if (!export->has_begun && is_csv)
        write_csv_head(export, out);
    else if (!export->has_begun)
        g_string_append_c(out, '[');
    export->has_begun = TRUE;
    if (!kam_export_read_page(export, db, is_csv ? write_csv_row : write_json_row, out, &ended, error))
        return FALSE;
    if (ended && !is_csv)
        g_string_append(out, "\n]\n");
    export->has_ended = ended;
    return TRUE;
}
