/* Reading of lists, row by row. */
#include "sales/records/reader.h"

#include <string.h>

#include "base/text.h"
#include "sales/records/columns.h"

struct KamRecordReader {
    KamTable *table;
    KamRecordKind kind;
    KamRecordColumns columns;
    GPtrArray *headers; /* NULL-terminated */
    KamRow row;
};

static gboolean
refuse_invoices(const KamTable *table, const char *path, GError **error)
{
    KamTableFacts facts;

    kam_table_get_facts(table, &facts);
    if (facts.format != KAM_FORMAT_UBL)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                "'%s' holds e-invoices and no list; imported as sales they bring their customers and articles along",
                path);
    kam_error_set_reason(error, "file_is_invoices", "file", path, NULL);
    return FALSE;
}

KamRecordReader *
kam_record_reader_open(const char *path, KamRecordKind kind, const KamLineOptions *options, GError **error)
{
    g_autoptr(KamRecordReader) reader = g_new0(KamRecordReader, 1);
    g_autoptr(KamSample) sample = NULL;

    reader->kind = kind;
    reader->table = kam_table_open(path, &options->table, error);
    if (reader->table == NULL || !refuse_invoices(reader->table, path, error) ||
        (sample = kam_sample_read(reader->table, error)) == NULL)
        return NULL;
    if (sample->rows->len == 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "'%s' is empty", path);
        kam_error_set_reason(error, "file_empty", "file", path, NULL);
        return NULL;
    }
    if (!kam_record_columns_find(&reader->columns, kind, sample, options, path, error) ||
        !kam_table_rewind(reader->table, error))
        return NULL;
    reader->headers = g_steal_pointer(&reader->columns.header.texts);
    g_ptr_array_add(reader->headers, NULL);
    return g_steal_pointer(&reader);
}

void
kam_record_reader_free(KamRecordReader *reader)
{
    if (reader == NULL)
        return;
    kam_table_free(reader->table);
    kam_record_columns_clear(&reader->columns);
    g_clear_pointer(&reader->headers, g_ptr_array_unref);
    g_free(reader);
}

static KamSlice *
slice_of(KamLine *values, KamLineField field)
{
    switch ((int)field) {
    case KAM_FIELD_ACCOUNT_NUMBER:
        return &values->account_number;
    case KAM_FIELD_ACCOUNT_NAME:
        return &values->account_name;
    case KAM_FIELD_TAX_NUMBER:
        return &values->tax_number;
    case KAM_FIELD_COUNTRY:
        return &values->country;
    case KAM_FIELD_PRODUCT_NUMBER:
        return &values->product_number;
    case KAM_FIELD_PRODUCT_NAME:
        return &values->product_name;
    case KAM_FIELD_CATEGORY:
        return &values->category;
    case KAM_FIELD_UNIT:
        return &values->unit;
    default:
        g_return_val_if_reached(NULL);
    }
}

static KamLineResult
refuse(const KamRecordReader *reader, KamReject *reject, KamLineField field, const char *reason)
{
    int column = field == KAM_FIELD_N ? -1 : reader->columns.column[field];
    KamCell cell = kam_row_get_cell(&reader->row, column);

    *reject = (KamReject) {
        .row = reader->row.number,
        .column = (guint)(column + 1),
        .field = field,
        .value = g_strndup(cell.text, MIN(cell.length, KAM_RECORD_MAX_TEXT)),
        .reason = g_strdup(reason),
    };
    return KAM_LINE_REFUSED;
}

/* A spreadsheet's guard in front of what it would take for a formula is no part of the text. */
static KamSlice
slice_from_cell(KamCell cell)
{
    gboolean is_guarded = cell.length > 1 && cell.text[0] == '\'' && strchr("=+-@", cell.text[1]) != NULL;

    return (KamSlice) { cell.text + is_guarded, cell.length - is_guarded };
}

/* FALSE with *reject: a cell that cannot be taken. */
static gboolean
fill_values(const KamRecordReader *reader, KamLine *values, KamReject *reject)
{
    const KamRecordShape *shape = kam_record_shape(reader->kind);

    for (guint i = 0; shape->fields[i] != KAM_FIELD_N; i++) {
        KamLineField field = shape->fields[i];
        KamCell cell = kam_row_get_cell(&reader->row, reader->columns.column[field]);

        if (cell.kind == KAM_CELL_ERROR) {
            refuse(reader, reject, field, "the cell holds an error of the spreadsheet; mend its formula or empty it");
            return FALSE;
        }
        if (cell.length > KAM_RECORD_MAX_TEXT) {
            refuse(reader, reject, field, "the text is longer than 1000 bytes; shorten it");
            return FALSE;
        }
        *slice_of(values, field) = slice_from_cell(cell);
    }
    return TRUE;
}

/* "[P0369] Article 0369" in one cell. */
static void
split_brackets(KamLine *values)
{
    KamSlice name = values->product_name;
    const char *end = name.length > 2 && *name.text == '[' ? memchr(name.text, ']', name.length) : NULL;
    gsize rest;

    if (end == NULL || end == name.text + 1)
        return;
    values->product_number = (KamSlice) { name.text + 1, (guint32)(end - name.text - 1) };
    values->product_name.text = end + 1;
    rest = name.length - (gsize)(end + 1 - name.text);
    kam_text_trim(&values->product_name.text, &rest);
    values->product_name.length = (guint32)rest;
}

static void
strip_zero_fraction(KamSlice *slice)
{
    if (slice->length > 2 && slice->text[slice->length - 1] == '0' && slice->text[slice->length - 2] == '.')
        slice->length -= 2;
}

static gboolean
is_header_again(const KamRecordReader *reader)
{
    guint same = 0;

    if (reader->columns.last_header_row == 0)
        return FALSE;
    for (guint c = 0; c + 1 < reader->headers->len; c++) {
        KamCell cell = kam_row_get_cell(&reader->row, (int)c);
        const char *header = g_ptr_array_index(reader->headers, c);

        if (cell.length == 0)
            continue;
        if (!kam_text_equal(cell.text, cell.length, header, strlen(header)))
            return FALSE;
        same++;
    }
    return same > 0;
}

static gboolean
begins_like_total(KamCell cell)
{
    static const char *const words[] = { "ukupno", "total", "svega", "summe", "gesamt", "sum", "suma", "skupaj", NULL };
    g_autofree char *folded = kam_text_fold(cell.text, MIN(cell.length, 80));

    folded[strcspn(folded, " ")] = '\0';
    return g_strv_contains(words, folded);
}

static gboolean
is_small_count(KamCell cell)
{
    gsize digits = 0;

    while (digits < cell.length && g_ascii_isdigit(cell.text[digits]))
        digits++;
    return digits == cell.length && digits < 7;
}

/* "Ukupno: 701" or "Total | 701" below the list; a customer named Total has something else beside its name. */
static gboolean
is_footer(const KamRecordReader *reader)
{
    int first, second;
    guint filled = kam_row_count_filled(&reader->row, &first);
    KamCell cell = kam_row_get_cell(&reader->row, first);

    if (filled > 2 || reader->row.n_cells < 2 || !begins_like_total(cell))
        return FALSE;
    if (filled == 1)
        return memchr(cell.text, ' ', cell.length) == NULL || memchr(cell.text, ':', cell.length) != NULL;
    for (second = first + 1; kam_row_get_cell(&reader->row, second).length == 0;)
        second++;
    return is_small_count(kam_row_get_cell(&reader->row, second));
}

static gboolean
is_layout(const KamRecordReader *reader)
{
    return reader->row.number <= reader->columns.last_header_row || kam_row_count_filled(&reader->row, NULL) == 0 ||
           is_header_again(reader) || is_footer(reader);
}

static KamLineResult
take_row(KamRecordReader *reader, KamLine *values, KamReject *reject)
{
    const KamRecordShape *shape = kam_record_shape(reader->kind);

    if (is_layout(reader))
        return KAM_LINE_SKIPPED;
    memset(values, 0, sizeof *values);
    values->row = reader->row.number;
    if (!fill_values(reader, values, reject))
        return KAM_LINE_REFUSED;
    if (reader->columns.splits_brackets)
        split_brackets(values);
    if (reader->columns.strips_zero_fraction)
        strip_zero_fraction(slice_of(values, shape->number));
    if (slice_of(values, shape->number)->length == 0 && slice_of(values, shape->label)->length == 0)
        return refuse(reader, reject, KAM_FIELD_N, "neither a number nor a name; write one of them into the row");
    return KAM_LINE_TAKEN;
}

KamLineResult
kam_record_reader_next(KamRecordReader *reader, KamLine *values, KamReject *reject, GError **error)
{
    switch (kam_table_next(reader->table, &reader->row, error)) {
    case KAM_READ_END:
        return KAM_LINE_END;
    case KAM_READ_FAILED:
        return KAM_LINE_FAILED;
    case KAM_READ_ROW:
        break;
    }
    return take_row(reader, values, reject);
}

const KamRow *
kam_record_reader_get_row(const KamRecordReader *reader)
{
    return &reader->row;
}

const char *const *
kam_record_reader_get_headers(const KamRecordReader *reader)
{
    return (const char *const *)reader->headers->pdata;
}

int
kam_record_reader_get_column(const KamRecordReader *reader, KamLineField field, const char **why)
{
    *why = reader->columns.why[field];
    return reader->columns.column[field];
}

guint64
kam_record_reader_get_last_header_row(const KamRecordReader *reader)
{
    return reader->columns.last_header_row;
}

void
kam_record_reader_get_progress(const KamRecordReader *reader, guint64 *done, guint64 *total)
{
    kam_table_get_progress(reader->table, done, total);
}
