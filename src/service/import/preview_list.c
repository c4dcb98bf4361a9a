/* The preview of a list of customers or articles. */
#include "sales/records/reader.h"
#include "service/import/preview_parts.h"
#include "service/import/settings.h"

typedef struct {
    KamPreview *preview;
    KamRecordKind kind;
    KamLineOptions options;
    KamRecordReader *reader; /* NULL: neither number nor name was found */
    guint64 last_header_row;
} Look;

static void
write_source(Look *look, KamTable *table, char **sheets)
{
    KamTableFacts facts;

    kam_table_get_facts(table, &facts);
    kam_preview_write_source(look->preview, &facts, (const char *const *)sheets);
}

static const char *
field_of_column(gpointer data, guint column)
{
    const Look *look = data;
    const KamRecordShape *shape = kam_record_shape(look->kind);
    const char *why;

    for (guint i = 0; look->reader != NULL && shape->fields[i] != KAM_FIELD_N; i++)
        if (kam_record_reader_get_column(look->reader, shape->fields[i], &why) == (int)column)
            return kam_field_name(shape->fields[i]);
    return NULL;
}

static KamSlice
slice_of(const KamLine *values, KamLineField field)
{
    switch ((int)field) {
    case KAM_FIELD_ACCOUNT_NUMBER:
        return values->account_number;
    case KAM_FIELD_ACCOUNT_NAME:
        return values->account_name;
    case KAM_FIELD_TAX_NUMBER:
        return values->tax_number;
    case KAM_FIELD_COUNTRY:
        return values->country;
    case KAM_FIELD_PRODUCT_NUMBER:
        return values->product_number;
    case KAM_FIELD_PRODUCT_NAME:
        return values->product_name;
    case KAM_FIELD_CATEGORY:
        return values->category;
    default:
        return values->unit;
    }
}

static char *
values_of(const Look *look, const KamLine *line)
{
    const KamRecordShape *shape = kam_record_shape(look->kind);
    GString *out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 0);
    kam_json_begin_object(&json, NULL);
    for (guint i = 0; shape->fields[i] != KAM_FIELD_N; i++) {
        KamSlice slice = slice_of(line, shape->fields[i]);

        if (slice.length > 0)
            kam_json_text_n(&json, kam_field_name(shape->fields[i]), slice.text, slice.length);
    }
    kam_json_end_object(&json);
    return g_string_free(out, FALSE);
}

static void
note_row(Look *look, KamLineResult result, const KamLine *line, KamReject *reject)
{
    KamPreview *preview = look->preview;
    KamPreviewRow *row = kam_preview_find_row(preview, kam_record_reader_get_row(look->reader)->number);

    if (result == KAM_LINE_REFUSED) {
        preview->refused++;
        kam_preview_add_fault(preview, reject->row, reject->column,
                              reject->field < KAM_FIELD_N ? kam_field_name(reject->field) : NULL, reject->value,
                              reject->reason);
        kam_reject_clear(reject);
        return;
    }
    preview->taken += result == KAM_LINE_TAKEN;
    if (row == NULL)
        return;
    row->state = result == KAM_LINE_TAKEN ? KAM_PREVIEW_TAKEN : KAM_PREVIEW_SKIPPED;
    row->skipped = result == KAM_LINE_TAKEN ? NULL : "layout";
    row->values = result == KAM_LINE_TAKEN ? values_of(look, line) : NULL;
}

static gboolean
read_rows(Look *look, GError **error)
{
    for (;;) {
        KamReject reject = { 0 };
        KamLine line;
        KamLineResult result = kam_record_reader_next(look->reader, &line, &reject, error);

        if (result == KAM_LINE_FAILED)
            return FALSE;
        if (result == KAM_LINE_END)
            return TRUE;
        if (kam_record_reader_get_row(look->reader)->number > look->preview->last_row) {
            kam_reject_clear(&reject);
            return TRUE;
        }
        if (kam_record_reader_get_row(look->reader)->number > look->last_header_row)
            note_row(look, result, &line, &reject);
    }
}

static void
write_fields(const Look *look)
{
    const KamRecordShape *shape = kam_record_shape(look->kind);
    KamJson *json = look->preview->json;

    kam_json_begin_array(json, "fields");
    for (guint i = 0; shape->fields[i] != KAM_FIELD_N; i++) {
        KamLineField field = shape->fields[i];
        const char *why = NULL;
        int column = look->reader == NULL ? -1 : kam_record_reader_get_column(look->reader, field, &why);

        kam_json_begin_object(json, NULL);
        kam_json_text(json, "name", kam_field_name(field));
        kam_json_text(json, "help", kam_field_help(field));
        if (column < 0)
            kam_json_null(json, "column");
        else
            kam_json_int(json, "column", column + 1);
        kam_json_text(json, "certainty", column < 0 ? "none" : look->options.map[field] != NULL ? "asked" : "header");
        kam_json_null(json, "rival");
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static void
write_header(const Look *look)
{
    KamJson *json = look->preview->json;

    kam_json_begin_object(json, "reading");
    for (const char *const *name =
             (const char *const[]) { "preset", "date_order", "decimal", "currency", "net_rule", "language", NULL };
         *name != NULL; name++)
        kam_json_null(json, *name);
    kam_json_end_object(json);
    if (look->last_header_row == 0) {
        kam_json_null(json, "header");
        return;
    }
    kam_json_begin_object(json, "header");
    kam_json_int(json, "first", (gint64)look->last_header_row);
    kam_json_int(json, "last", (gint64)look->last_header_row);
    kam_json_end_object(json);
}

static void
ask_for_name(Look *look)
{
    kam_questions_ask(&look->preview->questions, "column", kam_record_shape(look->kind)->label, -1, NULL);
    kam_preview_assume(look->preview, -1);
}

static void
write_look(Look *look, const GError *fault)
{
    KamPreview *preview = look->preview;

    write_header(look);
    kam_preview_write_columns(preview, look->reader == NULL ? NULL : kam_record_reader_get_headers(look->reader),
                              field_of_column, look);
    write_fields(look);
    kam_preview_write_rest(preview);
    kam_json_begin_array(preview->json, "findings");
    kam_json_end_array(preview->json);
    kam_preview_write_fault(preview, fault);
}

static gboolean
look_at(Look *look, KamTable *table, GError **error)
{
    g_autoptr(KamSample) sample = kam_sample_read(table, error);
    g_autoptr(GError) fault = NULL;

    if (sample == NULL)
        return FALSE;
    look->reader = kam_record_reader_open(look->preview->wish->path, look->kind, &look->options, &fault);
    if (look->reader == NULL && !g_error_matches(fault, KAM_ERROR, KAM_ERROR_AMBIGUOUS)) {
        g_propagate_error(error, g_steal_pointer(&fault));
        return FALSE;
    }
    look->last_header_row = look->reader == NULL ? 0 : kam_record_reader_get_last_header_row(look->reader);
    kam_preview_take_rows(look->preview, sample, look->last_header_row);
    if (!kam_preview_find_profiles(look->preview, sample, error))
        return FALSE;
    if (look->reader != NULL && !read_rows(look, error))
        return FALSE;
    if (look->reader == NULL)
        ask_for_name(look);
    write_look(look, fault);
    return TRUE;
}

gboolean
kam_preview_list(KamPreview *preview, GError **error)
{
    const KamPreviewWish *wish = preview->wish;
    g_autoptr(GStringChunk) texts = g_string_chunk_new(1024);
    g_auto(GStrv) sheets = NULL;
    g_autoptr(KamTable) table = NULL;
    Look look = { .preview = preview, .kind = kam_record_kind_from_name(wish->kind) };
    gboolean done;

    if (!kam_import_settings_to_options(wish->settings, preview->work->db, wish->kind, texts, &look.options, error))
        return FALSE;
    sheets = kam_table_list_sheets(wish->path, &look.options.table, error);
    table = sheets == NULL ? NULL : kam_table_open(wish->path, &look.options.table, error);
    if (table == NULL)
        return FALSE;
    write_source(&look, table, sheets);
    done = look_at(&look, table, error);
    kam_record_reader_free(look.reader);
    return done;
}
