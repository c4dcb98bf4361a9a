/* Cells of one row. Text that lies in the sheet's buffer or among the shared strings is
 * pointed to; only what is made here is copied. */
#include "sales/read/xlsx_row.h"

#include <string.h>

#include "sales/read/xlsx_value.h"

void
kam_xlsx_row_init(KamXlsxRow *row, const KamXlsxBook *book)
{
    memset(row, 0, sizeof *row);
    row->book = book;
    row->made = g_string_sized_new(1024);
}

void
kam_xlsx_row_clear(KamXlsxRow *row)
{
    g_free(row->cells);
    g_free(row->offsets);
    if (row->made != NULL)
        g_string_free(row->made, TRUE);
    memset(row, 0, sizeof *row);
}

gboolean
kam_xlsx_cell_type_parse(const char *text, gsize length, KamXlsxCellType *type)
{
    static const struct {
        const char *name;
        KamXlsxCellType type;
    } names[] = { { "n", KAM_XLSX_NUMBER },       { "s", KAM_XLSX_SHARED },  { "str", KAM_XLSX_TEXT },
                  { "inlineStr", KAM_XLSX_TEXT }, { "b", KAM_XLSX_BOOLEAN }, { "e", KAM_XLSX_ERROR },
                  { "d", KAM_XLSX_ISO_DATE } };

    if (length == 0) {
        *type = KAM_XLSX_NUMBER;
        return TRUE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strlen(names[i].name) == length && memcmp(names[i].name, text, length) == 0) {
            *type = names[i].type;
            return TRUE;
        }
    }
    return FALSE;
}

gboolean
kam_xlsx_row_begin(KamXlsxRow *row, const char *reference, gsize length, GError **error)
{
    guint64 number = length == 0 ? row->number + 1 : 0;

    for (gsize i = 0; i < length && i < 9; i++)
        number = g_ascii_isdigit(reference[i]) ? number * 10 + (guint64)(reference[i] - '0') : G_MAXUINT32;
    if (number > KAM_XLSX_MAX_ROWS || length > 9) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE, "the row number '%.*s' is none of 1 to %d",
                    (int)MIN(length, 20), reference == NULL ? "" : reference, KAM_XLSX_MAX_ROWS);
        return FALSE;
    }
    if (number <= row->number) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "row %" G_GUINT64_FORMAT " follows, out of order", number);
        return FALSE;
    }
    row->number = number;
    row->n_cells = 0;
    row->column = G_MAXUINT32;
    g_string_truncate(row->made, 0);
    return TRUE;
}

static void
reserve_columns(KamXlsxRow *row, guint n)
{
    if (n > row->n_allocated) {
        guint wanted = MAX(n, MIN(row->n_allocated * 2, row->book->limits.max_columns));

        row->cells = g_renew(KamCell, row->cells, wanted);
        row->offsets = g_renew(gsize, row->offsets, wanted);
        row->n_allocated = wanted;
    }
    if (n > row->n_cells) {
        memset(row->cells + row->n_cells, 0, (n - row->n_cells) * sizeof(KamCell));
        row->n_cells = n;
    }
}

static void
point_to(KamXlsxRow *row, guint32 column, KamCellKind kind, const char *text, gsize length)
{
    KamCell *cell = &row->cells[column];

    cell->kind = length == 0 ? KAM_CELL_EMPTY : (guint8)kind;
    cell->text = text;
    cell->length = (guint32)length;
}

/* The text of a cell that was made here is only known by its place until the row is finished. */
static void
point_to_made(KamXlsxRow *row, guint32 column, KamCellKind kind, gsize offset)
{
    row->offsets[column] = offset;
    point_to(row, column, kind, NULL, row->made->len - offset);
}

static void
copy_to(KamXlsxRow *row, guint32 column, KamCellKind kind, const char *text, gsize length)
{
    gsize offset = row->made->len;

    g_string_append_len(row->made, text, (gssize)length);
    point_to_made(row, column, kind, offset);
}

static gboolean
put_shared(KamXlsxRow *row, const KamXlsxCell *cell, GError **error)
{
    const KamXlsxStrings *strings = row->book->strings;
    guint32 count = strings == NULL ? 0 : kam_xlsx_strings_get_count(strings);
    guint64 index = 0;
    guint32 length;
    const char *text;
    gsize i = 0;

    for (; i < cell->length && i < 10 && g_ascii_isdigit(cell->text[i]); i++)
        index = index * 10 + (guint64)(cell->text[i] - '0');
    if (i < cell->length || index >= count) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "it refers to shared string '%.*s', of which there are %u",
                    (int)MIN(cell->length, 20), cell->text, count);
        return FALSE;
    }
    text = kam_xlsx_strings_get(strings, (guint32)index, &length);
    point_to(row, cell->column, KAM_CELL_TEXT, text, length);
    return TRUE;
}

static gboolean
is_date_style(const KamXlsxRow *row, guint32 style)
{
    const GByteArray *styles = row->book->date_styles;

    return styles != NULL && style < styles->len && styles->data[style] != 0;
}

static gboolean
put_number(KamXlsxRow *row, const KamXlsxCell *cell, GError **error)
{
    char made[KAM_XLSX_VALUE_BYTES];
    gsize length = 0;

    if (is_date_style(row, cell->style))
        length = kam_xlsx_serial_to_text(cell->text, cell->length, row->book->is_1904, made);
    if (length != 0) {
        copy_to(row, cell->column, KAM_CELL_DATE, made, length);
        return TRUE;
    }
    length = kam_xlsx_number_plain_length(cell->text, cell->length);
    if (length != 0 && cell->lasts) {
        point_to(row, cell->column, KAM_CELL_NUMBER, cell->text, length);
        return TRUE;
    }
    if (length != 0) {
        copy_to(row, cell->column, KAM_CELL_NUMBER, cell->text, length);
        return TRUE;
    }
    length = kam_xlsx_number_to_text(cell->text, cell->length, made);
    if (length == 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "'%.*s' is no number", (int)MIN(cell->length, 40), cell->text);
        return FALSE;
    }
    copy_to(row, cell->column, KAM_CELL_NUMBER, made, length);
    return TRUE;
}

static void
put_text(KamXlsxRow *row, const KamXlsxCell *cell)
{
    gsize offset = row->made->len;

    if (cell->lasts && memmem(cell->text, cell->length, "_x", 2) == NULL) {
        point_to(row, cell->column, KAM_CELL_TEXT, cell->text, cell->length);
        return;
    }
    kam_xlsx_text_append(row->made, cell->text, cell->length, TRUE);
    point_to_made(row, cell->column, KAM_CELL_TEXT, offset);
}

static gboolean
put_boolean(KamXlsxRow *row, const KamXlsxCell *cell, GError **error)
{
    gboolean is_true = cell->length == 1 && cell->text[0] == '1';

    if (!is_true && (cell->length != 1 || cell->text[0] != '0')) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "'%.*s' is neither true nor false", (int)MIN(cell->length, 40),
                    cell->text);
        return FALSE;
    }
    point_to(row, cell->column, KAM_CELL_TEXT, is_true ? "TRUE" : "FALSE", is_true ? 4 : 5);
    return TRUE;
}

static gboolean
put_iso_date(KamXlsxRow *row, const KamXlsxCell *cell, GError **error)
{
    char made[KAM_XLSX_VALUE_BYTES];
    gsize length = kam_xlsx_iso_to_text(cell->text, cell->length, made);

    if (length == 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "'%.*s' is no date", (int)MIN(cell->length, 40), cell->text);
        return FALSE;
    }
    copy_to(row, cell->column, KAM_CELL_DATE, made, length);
    return TRUE;
}

static void
trim_blanks(KamXlsxCell *cell)
{
    while (cell->length > 0 && g_ascii_isspace(cell->text[cell->length - 1]))
        cell->length--;
    for (; cell->length > 0 && g_ascii_isspace(cell->text[0]); cell->length--)
        cell->text++;
}

gboolean
kam_xlsx_row_put(KamXlsxRow *row, const KamXlsxCell *given, GError **error)
{
    KamXlsxCell cell = *given;

    row->column = cell.column;
    if (cell.column >= row->book->limits.max_columns) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE, "there are more than the allowed %u columns",
                    row->book->limits.max_columns);
        return FALSE;
    }
    if (cell.length > row->book->limits.max_cell_bytes) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE,
                    "the cell is longer than the allowed %" G_GUINT64_FORMAT " bytes",
                    row->book->limits.max_cell_bytes);
        return FALSE;
    }
    if (row->made->len + cell.length > KAM_XLSX_MAX_ROW_BYTES) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE, "the row holds more than %d MiB",
                    KAM_XLSX_MAX_ROW_BYTES >> 20);
        return FALSE;
    }
    if (cell.type != KAM_XLSX_TEXT)
        trim_blanks(&cell);
    if (cell.length == 0)
        return TRUE;
    reserve_columns(row, cell.column + 1);
    switch (cell.type) {
    case KAM_XLSX_NUMBER:
        return put_number(row, &cell, error);
    case KAM_XLSX_SHARED:
        return put_shared(row, &cell, error);
    case KAM_XLSX_BOOLEAN:
        return put_boolean(row, &cell, error);
    case KAM_XLSX_ISO_DATE:
        return put_iso_date(row, &cell, error);
    case KAM_XLSX_ERROR:
        copy_to(row, cell.column, KAM_CELL_ERROR, cell.text, cell.length);
        return TRUE;
    case KAM_XLSX_TEXT:
        put_text(row, &cell);
        return TRUE;
    }
    return TRUE;
}

void
kam_xlsx_row_finish(KamXlsxRow *row)
{
    while (row->n_cells > 0 && row->cells[row->n_cells - 1].kind == KAM_CELL_EMPTY)
        row->n_cells--;
    for (guint i = 0; i < row->n_cells; i++)
        if (row->cells[i].text == NULL && row->cells[i].kind != KAM_CELL_EMPTY)
            row->cells[i].text = row->made->str + row->offsets[i];
}
