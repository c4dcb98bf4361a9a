/* The preview of records of any type: cells are read, references are not looked up, nothing is compared. */
#include "domain/types.h"
#include "record/filter.h"
#include "record/value.h"
#include "service/import/columns.h"
#include "service/import/preview_parts.h"
#include "service/import/record_import.h"
#include "service/import/settings.h"

typedef struct {
    KamPreview *preview;
    const KamRecordType *type;
    KamRecordSettings settings;
    KamImportColumns columns;
    gboolean can_read; /* the columns were found */
} Look;

static const char *
field_of_column(gpointer data, guint column)
{
    const Look *look = data;

    for (guint i = 0; look->columns.taken != NULL && i < look->columns.taken->len; i++) {
        const KamImportColumn *taken = &g_array_index(look->columns.taken, KamImportColumn, i);

        if (taken->column == column)
            return taken->field->name;
    }
    return NULL;
}

/* --- rows --- */

static const KamFault *
first_fault(const KamFaults *faults)
{
    for (guint i = 0; i < faults->list->len; i++)
        if (!((const KamFault *)faults->list->pdata[i])->is_warning)
            return faults->list->pdata[i];
    return NULL;
}

static void
put_value(KamJson *json, const KamField *field, const KamFieldValue *value)
{
    g_autofree char *text = value->state == KAM_VALUE_SET ? kam_value_to_text(field, value, KAM_LANGUAGE_EN) : NULL;

    if (text != NULL)
        kam_json_text(json, field->name, text);
}

static gboolean
is_reference(const KamField *field)
{
    return field->kind == KAM_REF || field->kind == KAM_REFS;
}

/* One cell; FALSE and a fault noted when it cannot be read. */
static gboolean
read_cell(Look *look, const KamRow *row, const KamImportColumn *column, KamJson *json)
{
    KamCell cell = kam_row_get_cell(row, (int)column->column);
    g_autofree char *text = kam_import_cell_text(cell);
    g_auto(KamFaults) faults = { 0 };
    KamFieldValue value = { 0 };
    gboolean done;

    if (cell.length == 0)
        return TRUE;
    if (is_reference(column->field)) {
        kam_json_text(json, column->field->name, text);
        return TRUE;
    }
    kam_faults_init(&faults);
    done = kam_import_read_cell(&look->columns, column->field, cell, &value, &faults);
    if (done)
        put_value(json, column->field, &value);
    else
        kam_preview_add_fault(look->preview, row->number, column->column + 1, column->field->name, text,
                              first_fault(&faults)->detail);
    kam_field_value_clear(&value);
    return done;
}

static void
read_row(Look *look, const KamRow *row)
{
    KamPreview *preview = look->preview;
    KamPreviewRow *shown = kam_preview_find_row(preview, row->number);
    GString *values = g_string_new(NULL);
    gboolean is_fine = TRUE;
    KamJson json;

    kam_json_init(&json, values, 0);
    kam_json_begin_object(&json, NULL);
    for (guint i = 0; i < look->columns.taken->len; i++)
        is_fine = read_cell(look, row, &g_array_index(look->columns.taken, KamImportColumn, i), &json) && is_fine;
    kam_json_end_object(&json);
    preview->taken += is_fine;
    preview->refused += !is_fine;
    if (shown != NULL) {
        shown->state = is_fine ? KAM_PREVIEW_TAKEN : KAM_PREVIEW_REFUSED;
        shown->values = g_string_free(g_steal_pointer(&values), FALSE);
    }
    if (values != NULL)
        g_string_free(values, TRUE);
}

static void
read_rows(Look *look, const KamSample *sample)
{
    for (guint r = 0; r < sample->rows->len; r++) {
        const KamRow *row = kam_sample_get_row(sample, r);
        KamPreviewRow *shown = kam_preview_find_row(look->preview, row->number);

        if (row->number <= look->columns.last_header_row)
            continue;
        if (kam_row_count_filled(row, NULL) > 0) {
            read_row(look, row);
            continue;
        }
        look->preview->skipped++;
        if (shown != NULL) {
            shown->state = KAM_PREVIEW_SKIPPED;
            shown->skipped = "layout";
        }
    }
}

/* --- telling --- */

static void
write_field(Look *look, const KamField *field)
{
    KamJson *json = look->preview->json;
    guint column = 0;

    for (guint i = 0; i < look->columns.taken->len; i++)
        if (g_array_index(look->columns.taken, KamImportColumn, i).field == field)
            column = g_array_index(look->columns.taken, KamImportColumn, i).column + 1;
    kam_json_begin_object(json, NULL);
    kam_json_text(json, "name", field->name);
    kam_json_text(json, "help", field->en);
    kam_json_text(json, "en", field->en);
    kam_json_text(json, "sr", field->sr);
    if (column == 0)
        kam_json_null(json, "column");
    else
        kam_json_int(json, "column", column);
    kam_json_text(json, "certainty", column == 0 ? "none" : "header");
    kam_json_null(json, "rival");
    kam_json_end_object(json);
}

static void
write_fields(Look *look)
{
    const KamRecordType *type = look->type;

    kam_json_begin_array(look->preview->json, "fields");
    for (const KamField *field = type->fields; field->name != NULL; field++)
        if (!field->computed && kam_readable_field(look->preview->work->actor, type, field->name) != NULL)
            write_field(look, field);
    for (const KamField *field = type->file_type == NULL ? NULL : type->file_type->fields;
         field != NULL && field->name != NULL; field++)
        write_field(look, field);
    kam_json_end_array(look->preview->json);
}

static void
write_reading(const Look *look)
{
    static const char *const unused[] = { "preset", "date_order", "decimal", "currency", "net_rule" };
    KamJson *json = look->preview->json;

    kam_json_begin_object(json, "reading");
    for (guint i = 0; i < G_N_ELEMENTS(unused); i++)
        kam_json_null(json, unused[i]);
    kam_json_text(json, "language",
                  look->columns.is_open || look->columns.language == KAM_LANGUAGE_N
                      ? NULL
                      : kam_language_tag(look->columns.language));
    kam_json_end_object(json);
    if (look->columns.last_header_row == 0) {
        kam_json_null(json, "header");
        return;
    }
    kam_json_begin_object(json, "header");
    kam_json_int(json, "first", (gint64)look->columns.last_header_row);
    kam_json_int(json, "last", (gint64)look->columns.last_header_row);
    kam_json_end_object(json);
}

/* Numbers and dates that can be read in two ways, or no column that is a field. */
static void
ask(Look *look)
{
    KamPreview *preview = look->preview;
    gboolean is_language = look->columns.taken->len > 0 && look->columns.language == KAM_LANGUAGE_N;
    KamQuestion *question =
        kam_questions_ask(&preview->questions, is_language ? "language" : "column", KAM_FIELD_N, -1, NULL);

    if (is_language) {
        kam_question_add(question, "language", "sr", NULL);
        kam_question_add(question, "language", "en", NULL);
    }
    kam_preview_assume(preview, -1);
}

static void
write_look(Look *look, const GError *fault)
{
    KamPreview *preview = look->preview;

    write_reading(look);
    kam_preview_write_columns(preview, (const char *const *)look->columns.headers->pdata, field_of_column, look);
    write_fields(look);
    kam_preview_write_rest(preview);
    kam_json_begin_array(preview->json, "findings");
    kam_json_end_array(preview->json);
    kam_preview_write_fault(preview, fault);
}

static gboolean
look_at(Look *look, KamTable *table, GError **error)
{
    KamPreview *preview = look->preview;
    g_autoptr(KamSample) sample = kam_sample_read(table, error);
    g_autofree char *name = g_path_get_basename(preview->wish->path);
    g_autoptr(GError) fault = NULL;

    if (sample == NULL)
        return FALSE;
    look->can_read = kam_import_columns_find(&look->columns, look->type, preview->work->actor, sample,
                                             &look->settings.wish, name, &fault);
    if (!look->can_read && !g_error_matches(fault, KAM_ERROR, KAM_ERROR_AMBIGUOUS)) {
        g_propagate_error(error, g_steal_pointer(&fault));
        return FALSE;
    }
    if (look->columns.headers->len == 0)
        g_ptr_array_add(look->columns.headers, NULL);
    kam_preview_take_rows(preview, sample, look->columns.last_header_row);
    if (!kam_preview_find_profiles(preview, sample, error))
        return FALSE;
    if (look->can_read)
        read_rows(look, sample);
    else
        ask(look);
    write_look(look, fault);
    return TRUE;
}

gboolean
kam_preview_records(KamPreview *preview, GError **error)
{
    const KamPreviewWish *wish = preview->wish;
    Look look = { .preview = preview, .type = kam_record_import_find_type(wish->kind) };
    g_auto(GStrv) sheets = NULL;
    g_autoptr(KamTable) table = NULL;
    KamTableFacts facts;
    gboolean done;

    if (!kam_import_settings_to_wish(wish->settings, preview->work->db, wish->kind, &look.settings, error)) {
        kam_record_settings_clear(&look.settings);
        return FALSE;
    }
    sheets = kam_table_list_sheets(wish->path, &look.settings.table, error);
    table = sheets == NULL ? NULL : kam_table_open(wish->path, &look.settings.table, error);
    if (table == NULL) {
        kam_record_settings_clear(&look.settings);
        return FALSE;
    }
    kam_table_get_facts(table, &facts);
    kam_preview_write_source(preview, &facts, (const char *const *)sheets);
    done = look_at(&look, table, error);
    kam_import_columns_clear(&look.columns);
    kam_record_settings_clear(&look.settings);
    return done;
}
