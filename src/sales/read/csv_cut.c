/* Cutting rows out of the buffer of a CSV table. */
#include <string.h>

#include "base/error.h"
#include "sales/read/csv_table.h"

/* A cell whose quotes need work, until the row is complete; the cell is then made KAM_CELL_TEXT. */
#define KIND_RAW_QUOTED 255

static gboolean
grow_cells(KamCsv *csv, GError **error)
{
    if (csv->n_cells_allocated >= csv->limits.max_columns) {
        kam_csv_fail(csv, KAM_ERROR_TOO_LARGE, csv->limits.max_columns + 1, error,
                     "more than the %u columns allowed; is the delimiter really '%c'?", csv->limits.max_columns,
                     csv->base.facts.delimiter);
        return FALSE;
    }
    csv->n_cells_allocated = MIN(2 * csv->n_cells_allocated, csv->limits.max_columns);
    csv->cells = g_renew(KamCell, csv->cells, csv->n_cells_allocated);
    return TRUE;
}

static gboolean
only_spaces(const guint8 *from, const guint8 *to)
{
    while (from < to && *from == ' ')
        from++;
    return from == to;
}

/* Undo the quotes of a cell that needs more than cutting: doubled ones, and text behind the closing one, which is kept.
 * The cell spans from behind its opening quote to the delimiter. */
static void
unquote_cell(KamCell *cell)
{
    const char *text = cell->text;
    /* The buffer is this table's own and writable; cells are const for their readers only. */
    char *out = (char *)(guintptr)text;
    guint32 n = 0;
    gboolean inside = TRUE;
    guint32 closed_at = 0;

    for (guint32 i = 0; i < cell->length; i++) {
        if (inside && text[i] == '"') {
            if (i + 1 < cell->length && text[i + 1] == '"') {
                out[n++] = text[i++];
                continue;
            }
            inside = FALSE;
            closed_at = n;
            continue;
        }
        out[n++] = text[i];
    }
    if (only_spaces((const guint8 *)out + closed_at, (const guint8 *)out + n))
        n = closed_at;
    cell->length = n;
    cell->kind = n > 0 ? KAM_CELL_TEXT : KAM_CELL_EMPTY;
}

/* ="0042" is how programs keep spreadsheets from reading a text as a number. */
static void
drop_formula_of_text(KamCell *cell)
{
    if (cell->kind != KAM_CELL_TEXT || cell->length < 3 || memcmp(cell->text, "=\"", 2) != 0 ||
        cell->text[cell->length - 1] != '"')
        return;
    cell->text += 2;
    cell->length -= 3;
    cell->kind = cell->length > 0 ? KAM_CELL_TEXT : KAM_CELL_EMPTY;
}

static guint
column_of(const KamCsv *csv, guint n_cells, gsize at)
{
    guint column = 1;

    while (column < n_cells && (gsize)((const guint8 *)csv->cells[column].text - csv->text) <= at)
        column++;
    return column;
}

static KamRead
fail_for_damage(KamCsv *csv, guint n_cells, GError **error)
{
    guint column = column_of(csv, n_cells, csv->damage);
    guint8 byte = csv->text[csv->damage];
    KamEncoding encoding = kam_text_stream_get_encoding(csv->stream);

    if (byte == 0)
        return kam_csv_fail(csv, KAM_ERROR_INVALID, column, error,
                            "a NUL byte where text is expected; the file is damaged or is no text: export it again");
    if (encoding == KAM_ENCODING_UTF16LE || encoding == KAM_ENCODING_UTF16BE)
        return kam_csv_fail(csv, KAM_ERROR_INVALID, column, error, "not valid %s; export the file again as UTF-8",
                            kam_encoding_get_name(encoding));
    return kam_csv_fail(csv, KAM_ERROR_INVALID, column, error,
                        "byte 0x%02x is not valid UTF-8, which the file is in otherwise; mend it, or name the encoding "
                        "(windows-1250, windows-1251, iso-8859-2)",
                        byte);
}

static KamRead
finish_row(KamCsv *csv, KamRow *row, guint n_cells, gsize row_end, gsize next_row, gboolean any_raw, GError **error)
{
    if (G_UNLIKELY(csv->damage < next_row))
        return fail_for_damage(csv, n_cells, error);
    if (G_UNLIKELY(row_end - csv->row_start > csv->limits.max_cell_bytes)) {
        for (guint i = 0; i < n_cells; i++) {
            if (csv->cells[i].length > csv->limits.max_cell_bytes)
                return kam_csv_fail(csv, KAM_ERROR_TOO_LARGE, i + 1, error,
                                    "the cell is longer than the %" G_GUINT64_FORMAT " bytes allowed",
                                    csv->limits.max_cell_bytes);
        }
    }
    for (guint i = 0; any_raw && i < n_cells; i++) {
        if (csv->cells[i].kind == KIND_RAW_QUOTED)
            unquote_cell(&csv->cells[i]);
        drop_formula_of_text(&csv->cells[i]);
    }
    csv->row_start = next_row;
    row->cells = csv->cells;
    row->n_cells = n_cells;
    row->number = ++csv->row_number;
    return KAM_READ_ROW;
}

static KamRead
fail_for_open_quote(KamCsv *csv, guint column, GError **error)
{
    return kam_csv_fail(csv, KAM_ERROR_INVALID, column, error,
                        "a quote opens here and does not close within %" G_GUINT64_FORMAT
                        " bytes; close it, or double it (\"\") if it belongs to the text",
                        csv->limits.max_cell_bytes);
}

/* A lone quote usually meets the opening quote of some later row: text then stands right behind it. */
static gboolean
spans_lines(const guint8 *from, const guint8 *to)
{
    return memchr(from, '\n', (gsize)(to - from)) != NULL || memchr(from, '\r', (gsize)(to - from)) != NULL;
}

static KamCsvCut
finish_quoted(KamCsv *csv, gsize open, gsize close, gsize at, gboolean doubled, guint column, KamCell *cell, gsize *end,
              GError **error)
{
    const guint8 *text = csv->text;
    gboolean has_tail = !only_spaces(text + close + 1, text + at);

    if (has_tail && spans_lines(text + open, text + close)) {
        kam_csv_fail(
            csv, KAM_ERROR_INVALID, column, error,
            "a quote opens here and meets another some lines below; close it, or double it (\"\") if it belongs to the text");
        return KAM_CSV_CUT_FAILED;
    }
    cell->text = (const char *)text + open + 1;
    cell->quoted = 1;
    cell->length = (guint32)((doubled || has_tail ? at : close) - open - 1);
    cell->kind = doubled || has_tail ? KIND_RAW_QUOTED : cell->length > 0 ? KAM_CELL_TEXT : KAM_CELL_EMPTY;
    *end = at;
    return at == csv->length                                    ? KAM_CSV_CUT_END
           : csv->text[at] == (guint8)csv->base.facts.delimiter ? KAM_CSV_CUT_CELL
                                                                : KAM_CSV_CUT_ROW;
}

/* Find the end of the cell whose quote opens at `open`: the position of the delimiter or line end behind it, or the end
 * of the text. */
static KamCsvCut
cut_quoted(KamCsv *csv, gsize open, guint column, KamCell *cell, gsize *end, GError **error)
{
    gsize close = KAM_CSV_NOWHERE, at;
    gboolean doubled = FALSE;

    for (;;) {
        if (csv->next_position == csv->n_positions) {
            KamCsvMore more;

            if (close == KAM_CSV_NOWHERE && csv->scanned - open > csv->limits.max_cell_bytes) {
                fail_for_open_quote(csv, column, error);
                return KAM_CSV_CUT_FAILED;
            }
            more = kam_csv_get_more(csv, error);
            if (more == KAM_CSV_MORE_POSITIONS)
                continue;
            if (more != KAM_CSV_MORE_NOTHING)
                return more == KAM_CSV_MORE_MOVED ? KAM_CSV_CUT_AGAIN : KAM_CSV_CUT_FAILED;
            if (close == KAM_CSV_NOWHERE) {
                fail_for_open_quote(csv, column, error);
                return KAM_CSV_CUT_FAILED;
            }
            at = csv->length;
            break;
        }
        at = csv->positions[csv->next_position++];
        if (close == KAM_CSV_NOWHERE && csv->text[at] == '"') {
            int next_is_quote = kam_csv_peek(csv, at, '"', error);

            if (next_is_quote < 0)
                return next_is_quote == -1 ? KAM_CSV_CUT_AGAIN : KAM_CSV_CUT_FAILED;
            if (next_is_quote) {
                doubled = TRUE;
                kam_csv_skip_position(csv);
            } else {
                close = at;
            }
        } else if (close != KAM_CSV_NOWHERE && csv->text[at] != '"') {
            break;
        }
    }
    return finish_quoted(csv, open, close, at, doubled, column, cell, end, error);
}

static inline void
put_cell(KamCell *cell, const guint8 *from, const guint8 *to)
{
    cell->text = (const char *)from;
    cell->length = (guint32)(to - from);
    cell->kind = to > from ? KAM_CELL_TEXT : KAM_CELL_EMPTY;
    cell->quoted = 0;
}

/* The row ends at the LF or CR at `end`, or with the text. */
static KamCsvCut
end_row(KamCsv *csv, KamRow *row, guint n_cells, gsize end, gboolean any_raw, GError **error)
{
    gsize next_row = MIN(end + 1, csv->length);

    if (end < csv->length && csv->text[end] == '\r') {
        int next_is_lf = kam_csv_peek(csv, end, '\n', error);

        if (next_is_lf < 0)
            return next_is_lf == -1 ? KAM_CSV_CUT_AGAIN : KAM_CSV_CUT_FAILED;
        if (next_is_lf) {
            kam_csv_skip_position(csv);
            next_row++;
        }
    }
    return finish_row(csv, row, n_cells, end, next_row, any_raw, error) == KAM_READ_ROW ? KAM_CSV_CUT_ROW
                                                                                        : KAM_CSV_CUT_FAILED;
}

/* Cut the next row. The inner loop runs once per cell: what it needs stays in locals. */
KamCsvCut
kam_csv_cut_row(KamCsv *csv, KamRow *row, GError **error)
{
    const guint8 delimiter = (guint8)csv->base.facts.delimiter;
    const guint8 *text = csv->text;
    KamCell *cells = csv->cells;
    gsize start = csv->row_start;
    gsize next = csv->next_position, n_positions = csv->n_positions;
    gboolean any_raw = FALSE;
    guint n = 0;

    for (;;) {
        gsize at;
        guint8 c;

        if (G_UNLIKELY(next == n_positions)) {
            KamCsvMore more = kam_csv_get_more(csv, error);

            next = 0;
            n_positions = csv->n_positions;
            if (more == KAM_CSV_MORE_POSITIONS)
                continue;
            if (more != KAM_CSV_MORE_NOTHING)
                return more == KAM_CSV_MORE_MOVED ? KAM_CSV_CUT_AGAIN : KAM_CSV_CUT_FAILED;
            csv->next_position = n_positions;
            if (start == csv->length && n == 0)
                return KAM_CSV_CUT_END;
            put_cell(&cells[n], text + start, text + csv->length);
            return end_row(csv, row, n + 1, csv->length, any_raw, error);
        }
        at = csv->positions[next++];
        c = text[at];
        if (G_LIKELY(c == delimiter)) {
            put_cell(&cells[n], text + start, text + at);
        } else if (c != '"') {
            csv->next_position = next;
            put_cell(&cells[n], text + start, text + at);
            return end_row(csv, row, n + 1, at, any_raw, error);
        } else {
            KamCsvCut cut;

            /* A quote in the middle of a cell is a letter like any other: 24" monitor. */
            if (!only_spaces(text + start, text + at)) {
                any_raw |= at == start + 1 && text[start] == '=';
                continue;
            }
            csv->next_position = next;
            cut = cut_quoted(csv, at, n + 1, &cells[n], &at, error);
            if (cut == KAM_CSV_CUT_AGAIN || cut == KAM_CSV_CUT_FAILED)
                return cut;
            any_raw |= cells[n].kind == KIND_RAW_QUOTED;
            if (cut != KAM_CSV_CUT_CELL)
                return end_row(csv, row, n + 1, at, any_raw, error);
            next = csv->next_position;
            n_positions = csv->n_positions;
        }
        start = at + 1;
        if (G_UNLIKELY(++n == csv->n_cells_allocated)) {
            if (!grow_cells(csv, error))
                return KAM_CSV_CUT_FAILED;
            cells = csv->cells;
        }
    }
}
