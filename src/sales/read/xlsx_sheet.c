/* A sheet is begun by the XML parser, which learns what the names mean; its rows are then
 * read by the scanner as long as they are of the usual kind, and by the parser from the
 * first unusual one on. Both put cells into the same row. */
#include "sales/read/xlsx_sheet.h"

#include <string.h>

#include "sales/read/xlsx_names.h"
#include "sales/read/xlsx_scan.h"
#include "sales/read/xlsx_value.h"

#define CHUNK_BYTES (128 * 1024)
#define MAX_HEAD_BYTES (1024 * 1024)

struct KamXlsxSheet {
    const KamXlsxBook *book;
    const KamXlsxSheetInfo *info;
    KamZipMember *member;
    KamXlsxRow row;

    char *data; /* unpacked and not yet used: [start, end) of n_allocated */
    gsize start, end, n_allocated;
    gboolean is_at_end; /* of the member */

    GString *scratch;
    gboolean is_scanning;

    KamXml *xml;
    gboolean is_paused, is_parsed;
    gboolean in_rows, in_row, in_cell, in_inline, is_collecting, keeps_space, row_is_ready;
    guint phonetic;
    guint32 next_column;
    KamXlsxCell cell;
    GString *value, *run;
};

static void
append_place(const KamXlsxSheet *sheet, gboolean in_row, GString *message)
{
    char column[8];

    g_string_append_printf(message, ", %s %" G_GUINT64_FORMAT, in_row ? "row" : "behind row", sheet->row.number);
    if (!in_row || sheet->row.column == G_MAXUINT32)
        return;
    kam_xlsx_column_name(sheet->row.column, column);
    g_string_append_printf(message, ", column %s", column);
}

static void
append_parser_place(gpointer user, GString *message)
{
    const KamXlsxSheet *sheet = user;

    append_place(sheet, sheet->in_row, message);
}

static void
refuse(KamXlsxSheet *sheet, GError *reason)
{
    kam_xml_refuse(sheet->xml, (KamErrorCode)reason->code, "%s", reason->message);
    g_error_free(reason);
}

static void
start_row(KamXlsxSheet *sheet, const char **attributes)
{
    const char *reference = kam_xml_attribute(attributes, "r");
    GError *reason = NULL;

    if (!kam_xlsx_row_begin(&sheet->row, reference, reference == NULL ? 0 : strlen(reference), &reason)) {
        refuse(sheet, reason);
        return;
    }
    sheet->in_row = TRUE;
    sheet->next_column = 0;
}

static void
start_cell(KamXlsxSheet *sheet, const char **attributes)
{
    const char *reference = kam_xml_attribute(attributes, "r");
    const char *type = kam_xml_attribute(attributes, "t");
    const char *style = kam_xml_attribute(attributes, "s");
    KamXlsxCell cell = { .column = sheet->next_column };

    if (reference != NULL && !kam_xlsx_reference_parse(reference, strlen(reference), &cell.column))
        kam_xml_refuse(sheet->xml, KAM_ERROR_INVALID, "'%.20s' is no cell reference", reference);
    if (type != NULL && !kam_xlsx_cell_type_parse(type, strlen(type), &cell.type))
        kam_xml_refuse(sheet->xml, KAM_ERROR_INVALID, "'%.20s' is no type of a cell", type);
    if (style != NULL && !kam_xlsx_style_parse(style, strlen(style), &cell.style))
        kam_xml_refuse(sheet->xml, KAM_ERROR_INVALID, "'%.20s' is no cell style", style);
    sheet->cell = cell;
    sheet->row.column = cell.column;
    sheet->in_cell = TRUE;
    g_string_truncate(sheet->value, 0);
}

static void
start_text(KamXlsxSheet *sheet, const char **attributes)
{
    const char *space = kam_xml_attribute_any(attributes, "space");

    sheet->keeps_space = space != NULL && strcmp(space, "preserve") == 0;
    sheet->is_collecting = TRUE;
    g_string_truncate(sheet->run, 0);
}

static void
start_element(gpointer user, guint8 ns, const char *local, const char **attributes)
{
    KamXlsxSheet *sheet = user;

    if (ns != KAM_XLSX_MAIN)
        return;
    if (strcmp(local, "sheetData") == 0)
        sheet->in_rows = TRUE;
    else if (sheet->in_rows && !sheet->in_row && strcmp(local, "row") == 0)
        start_row(sheet, attributes);
    else if (sheet->in_row && !sheet->in_cell && strcmp(local, "c") == 0)
        start_cell(sheet, attributes);
    else if (sheet->in_cell && strcmp(local, "is") == 0)
        sheet->in_inline = TRUE;
    else if (sheet->in_inline && strcmp(local, "rPh") == 0)
        sheet->phonetic++;
    else if (sheet->in_cell &&
             (strcmp(local, "v") == 0 || (sheet->in_inline && sheet->phonetic == 0 && strcmp(local, "t") == 0)))
        start_text(sheet, attributes);
}

/* Escapes like _x000D_ are decoded once, when the cell is put; so only blanks are looked at here. */
static void
end_run(KamXlsxSheet *sheet)
{
    if (!sheet->keeps_space)
        g_strstrip(sheet->run->str);
    g_string_append(sheet->value, sheet->run->str);
    sheet->is_collecting = FALSE;
}

static void
end_value(KamXlsxSheet *sheet)
{
    g_string_append_len(sheet->value, sheet->run->str, (gssize)sheet->run->len);
    sheet->is_collecting = FALSE;
}

static void
end_cell(KamXlsxSheet *sheet)
{
    GError *reason = NULL;

    sheet->cell.text = sheet->value->str;
    sheet->cell.length = sheet->value->len;
    if (!kam_xlsx_row_put(&sheet->row, &sheet->cell, &reason))
        refuse(sheet, reason);
    sheet->next_column = sheet->cell.column + 1;
    sheet->in_cell = FALSE;
}

static void
end_row(KamXlsxSheet *sheet)
{
    kam_xlsx_row_finish(&sheet->row);
    sheet->in_row = FALSE;
    sheet->row_is_ready = TRUE;
    kam_xml_pause(sheet->xml);
}

static void
end_element(gpointer user, guint8 ns, const char *local)
{
    KamXlsxSheet *sheet = user;

    if (ns != KAM_XLSX_MAIN)
        return;
    if (sheet->is_collecting && strcmp(local, "v") == 0)
        end_value(sheet);
    else if (sheet->is_collecting && strcmp(local, "t") == 0)
        end_run(sheet);
    else if (sheet->phonetic > 0 && strcmp(local, "rPh") == 0)
        sheet->phonetic--;
    else if (sheet->in_inline && strcmp(local, "is") == 0)
        sheet->in_inline = FALSE;
    else if (sheet->in_cell && strcmp(local, "c") == 0)
        end_cell(sheet);
    else if (sheet->in_row && strcmp(local, "row") == 0)
        end_row(sheet);
    else if (strcmp(local, "sheetData") == 0)
        sheet->in_rows = FALSE;
}

static void
add_text(gpointer user, const char *text, gsize length)
{
    KamXlsxSheet *sheet = user;

    if (!sheet->is_collecting)
        return;
    g_string_append_len(sheet->run, text, (gssize)length);
    if (sheet->run->len + sheet->value->len > sheet->book->limits.max_cell_bytes)
        kam_xml_refuse(sheet->xml, KAM_ERROR_TOO_LARGE,
                       "the cell is longer than the allowed %" G_GUINT64_FORMAT " bytes",
                       sheet->book->limits.max_cell_bytes);
}

static const KamXmlHandlers sheet_handlers = { kam_xlsx_namespaces, start_element, end_element, add_text,
                                               append_parser_place };

/* More unpacked bytes behind those that are still there. FALSE with an error, or at the end of the member without one.
 */
static gboolean
fill(KamXlsxSheet *sheet, GError **error)
{
    gssize n;

    if (sheet->is_at_end)
        return FALSE;
    if (sheet->start > 0) {
        memmove(sheet->data, sheet->data + sheet->start, sheet->end - sheet->start);
        sheet->end -= sheet->start;
        sheet->start = 0;
    }
    if (sheet->end > KAM_XLSX_MAX_ROW_BYTES) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE,
                    "cannot read '%s', sheet '%s', behind row %" G_GUINT64_FORMAT ": a row has more than %d MiB",
                    sheet->book->path, sheet->info->name, sheet->row.number, KAM_XLSX_MAX_ROW_BYTES >> 20);
        return FALSE;
    }
    if (sheet->n_allocated - sheet->end < CHUNK_BYTES) {
        sheet->n_allocated = MAX(sheet->n_allocated * 2, 2 * CHUNK_BYTES);
        sheet->data = g_realloc(sheet->data, sheet->n_allocated);
    }
    n = kam_zip_member_read(sheet->member, sheet->data + sheet->end, sheet->n_allocated - sheet->end, error);
    if (n < 0)
        return FALSE;
    sheet->end += (gsize)n;
    sheet->is_at_end = n == 0;
    return n > 0;
}

/* Whether the document is UTF-8 by its own word; the scanner knows nothing else. */
static gboolean
is_utf8(const char *head, gsize length)
{
    const char *end = length > 5 && memcmp(head, "<?xml", 5) == 0 ? memchr(head, '>', length) : NULL;
    g_autofree char *declaration = end == NULL ? NULL : g_ascii_strdown(head, end - head);

    return declaration == NULL || strstr(declaration, "encoding") == NULL || strstr(declaration, "\"utf-8\"") != NULL ||
           strstr(declaration, "'utf-8'") != NULL;
}

/* Where the start tag of the rows ends, or 0 when it has not come yet. */
static gsize
find_rows(const KamXlsxSheet *sheet)
{
    const char *tag = memmem(sheet->data, sheet->end, "<sheetData", 10);
    const char *stop = tag == NULL ? NULL : memchr(tag, '>', (gsize)(sheet->data + sheet->end - tag));

    return stop == NULL ? 0 : (gsize)(stop + 1 - sheet->data);
}

/* Give the parser all up to the first row. If it then stands among the rows, the scanner may go on. */
static gboolean
read_head(KamXlsxSheet *sheet, GError **error)
{
    GError *failure = NULL;
    gsize head = 0;

    while (head == 0 && sheet->end < MAX_HEAD_BYTES && fill(sheet, &failure))
        head = find_rows(sheet);
    if (failure != NULL) {
        g_propagate_error(error, failure);
        return FALSE;
    }
    if (head == 0)
        return TRUE;
    if (kam_xml_feed(sheet->xml, sheet->data, head, FALSE, error) == KAM_XML_FAILED)
        return FALSE;
    sheet->start = head;
    sheet->is_scanning = sheet->in_rows && is_utf8(sheet->data, head);
    return TRUE;
}

KamXlsxSheet *
kam_xlsx_sheet_open(const KamXlsxBook *book, guint index, GError **error)
{
    g_autoptr(KamXlsxSheet) sheet = g_new0(KamXlsxSheet, 1);
    g_autofree char *what = NULL;

    sheet->book = book;
    sheet->info = &g_array_index(book->sheets, KamXlsxSheetInfo, index);
    kam_xlsx_row_init(&sheet->row, book);
    sheet->scratch = g_string_new(NULL);
    sheet->value = g_string_new(NULL);
    sheet->run = g_string_new(NULL);
    what = g_strdup_printf("'%s', sheet '%s'", book->path, sheet->info->name);
    sheet->xml = kam_xml_new(&sheet_handlers, sheet, what);
    sheet->member = kam_zip_member_open(book->zip, sheet->info->member, error);
    if (sheet->member == NULL || !read_head(sheet, error))
        return NULL;
    return g_steal_pointer(&sheet);
}

void
kam_xlsx_sheet_free(KamXlsxSheet *sheet)
{
    if (sheet == NULL)
        return;
    g_clear_pointer(&sheet->member, kam_zip_member_free);
    g_clear_pointer(&sheet->xml, kam_xml_free);
    kam_xlsx_row_clear(&sheet->row);
    g_string_free(sheet->scratch, TRUE);
    g_string_free(sheet->value, TRUE);
    g_string_free(sheet->run, TRUE);
    g_free(sheet->data);
    g_free(sheet);
}

static void
give_row(const KamXlsxSheet *sheet, KamRow *row)
{
    row->cells = sheet->row.cells;
    row->n_cells = sheet->row.n_cells;
    row->number = sheet->row.number;
}

static KamRead
fail_scan(const KamXlsxSheet *sheet, GError *reason, GError **error)
{
    g_autoptr(GString) message = g_string_new(NULL);

    g_string_append_printf(message, "cannot read '%s', sheet '%s'", sheet->book->path, sheet->info->name);
    append_place(sheet, sheet->row.column != G_MAXUINT32, message);
    g_set_error(error, KAM_ERROR, reason->code, "%s: %s", message->str, reason->message);
    g_error_free(reason);
    return KAM_READ_FAILED;
}

/* A row by the scanner; KAM_READ_END when the parser has to go on from here. */
static KamRead
scan_next(KamXlsxSheet *sheet, GError **error)
{
    for (;;) {
        GError *reason = NULL;
        gsize used = 0;
        KamXlsxScan scan = kam_xlsx_scan_row(sheet->data + sheet->start, sheet->end - sheet->start, &sheet->row,
                                             sheet->scratch, &used, &reason);

        sheet->start += used;
        if (scan == KAM_XLSX_SCAN_ROW)
            return KAM_READ_ROW;
        if (scan == KAM_XLSX_SCAN_FAILED)
            return fail_scan(sheet, reason, error);
        if (scan == KAM_XLSX_SCAN_MORE && fill(sheet, &reason))
            continue;
        if (reason != NULL) {
            g_propagate_error(error, reason);
            return KAM_READ_FAILED;
        }
        sheet->is_scanning = FALSE;
        return KAM_READ_END;
    }
}

/* The next piece for the parser: what the scanner left, then the rest of the member. */
static KamXmlState
parse_more(KamXlsxSheet *sheet, GError **error)
{
    gsize left = sheet->end - sheet->start;
    char *buffer;
    gssize n;

    if (sheet->is_paused)
        return kam_xml_resume(sheet->xml, error);
    if (left > 0) {
        sheet->start = sheet->end;
        return kam_xml_feed(sheet->xml, sheet->data + sheet->end - left, left, FALSE, error);
    }
    buffer = kam_xml_get_buffer(sheet->xml, CHUNK_BYTES, error);
    if (buffer == NULL)
        return KAM_XML_FAILED;
    n = sheet->is_at_end ? 0 : kam_zip_member_read(sheet->member, buffer, CHUNK_BYTES, error);
    if (n < 0)
        return KAM_XML_FAILED;
    sheet->is_parsed = n == 0;
    return kam_xml_parse(sheet->xml, (gsize)n, n == 0, error);
}

static KamRead
parse_next(KamXlsxSheet *sheet, GError **error)
{
    while (!sheet->is_parsed || sheet->is_paused) {
        KamXmlState state = parse_more(sheet, error);

        if (state == KAM_XML_FAILED)
            return KAM_READ_FAILED;
        sheet->is_paused = state == KAM_XML_PAUSED;
        if (sheet->row_is_ready) {
            sheet->row_is_ready = FALSE;
            return KAM_READ_ROW;
        }
    }
    return KAM_READ_END;
}

KamRead
kam_xlsx_sheet_next(KamXlsxSheet *sheet, KamRow *row, GError **error)
{
    KamRead result = sheet->is_scanning ? scan_next(sheet, error) : KAM_READ_END;

    if (result == KAM_READ_END)
        result = parse_next(sheet, error);
    if (result == KAM_READ_ROW)
        give_row(sheet, row);
    return result;
}

guint64
kam_xlsx_sheet_get_packed_done(const KamXlsxSheet *sheet)
{
    return kam_zip_member_get_packed_done(sheet->member);
}

gboolean
kam_xlsx_sheet_is_scanning(const KamXlsxSheet *sheet)
{
    return sheet->is_scanning;
}
