/* CSV as a table. Rows are cut in place in one buffer: a first pass marks the bytes that matter (csv_scan.c), a second
 * cuts at them; only cells with doubled quotes are moved. A row cut by the end of the buffer is moved to its front and
 * cut anew. */
#include "sales/read/csv.h"

#include <string.h>

#include "sales/read/csv_dialect.h"
#include "sales/read/csv_scan.h"
#include "sales/read/text_stream.h"

#define BUFFER_BYTES ((gsize)512 << 10)
/* Positions are made for this much text at a time, so that they stay in the nearest cache. */
#define PIECE_BYTES ((gsize)16 << 10)
/* A cell whose quotes need work, until the row is complete; the cell is then made KAM_CELL_TEXT. */
#define KIND_RAW_QUOTED 255
#define NOWHERE G_MAXSIZE

typedef struct {
    KamTable base;
    KamTextStream *stream;
    char *path;
    KamReadLimits limits;
    gsize max_row_bytes;
    gsize prefix_bytes; /* "sep=;" */
    guint8 *text;
    gsize capacity, length;
    gboolean at_end; /* the stream has ended */
    gsize row_start; /* of the row to be cut next */
    gsize scanned;   /* so much of the text has positions made */
    gsize valid;     /* so much of it is known to be UTF-8 */
    gsize damage;    /* the first byte that is no text, NOWHERE */
    guint32 *positions;
    gsize n_positions, next_position;
    KamCell *cells;
    guint n_cells_allocated;
    guint64 row_number;
    gboolean failed;
    char delimiter_why[120];
    KamEncoding noted_encoding;
    char *why;
} CsvTable;

/* Cutting meets the end of the buffer anywhere: MOVED means that the row stands at the front now and is cut again. */
typedef enum { MORE_POSITIONS, MORE_MOVED, MORE_NOTHING, MORE_FAILED } More;
typedef enum { CUT_ROW, CUT_CELL, CUT_END, CUT_AGAIN, CUT_FAILED } Cut;

G_GNUC_PRINTF(5, 6)
static KamRead
fail_at(CsvTable *csv, int code, guint column, GError **error, const char *format, ...)
{
    g_autofree char *what = NULL;
    va_list arguments;

    va_start(arguments, format);
    what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    csv->failed = TRUE;
    g_set_error(error, KAM_ERROR, code, "cannot read '%s': row %" G_GUINT64_FORMAT ", column %u: %s", csv->path,
                csv->row_number + 1, column, what);
    return KAM_READ_FAILED;
}

static void
forget_positions(CsvTable *csv)
{
    csv->scanned = csv->row_start;
    csv->valid = csv->row_start;
    csv->damage = NOWHERE;
    csv->n_positions = csv->next_position = 0;
}

/* The set may be found out long after the opening, where the first letter outside ASCII stands. */
static void
note_encoding(CsvTable *csv)
{
    KamEncoding encoding = kam_text_stream_get_encoding(csv->stream);

    if (csv->why != NULL && encoding == csv->noted_encoding)
        return;
    csv->noted_encoding = encoding;
    g_strlcpy(csv->base.facts.encoding, kam_encoding_get_name(encoding), sizeof csv->base.facts.encoding);
    g_free(csv->why);
    csv->why = g_strdup_printf("CSV: %s; %s: %s", csv->delimiter_why, kam_encoding_get_name(encoding),
                               encoding == KAM_ENCODING_UNKNOWN ? "it is plain ASCII as far as it was read"
                                                                : kam_text_stream_get_why(csv->stream));
    csv->base.facts.why = csv->why;
}

/* The unfinished row to the front, then as much text behind it as fits. */
static gboolean
fill_buffer(CsvTable *csv, GError **error)
{
    gsize left = csv->length - csv->row_start;

    if (left > 0 && csv->row_start > 0)
        memmove(csv->text, csv->text + csv->row_start, left);
    csv->row_start = 0;
    csv->length = left;
    if (left + KAM_ENCODING_ROOM_MIN > csv->capacity || left > csv->capacity / 2) {
        csv->capacity = MAX(2 * csv->capacity, left + KAM_ENCODING_ROOM_MIN);
        csv->text = g_realloc(csv->text, csv->capacity);
    }
    while (csv->length + KAM_ENCODING_ROOM_MIN <= csv->capacity) {
        gssize got = kam_text_stream_read(csv->stream, csv->text + csv->length, csv->capacity - csv->length, error);

        if (got < 0)
            return FALSE;
        csv->length += (gsize)got;
        csv->at_end = got == 0;
        if (got == 0)
            break;
    }
    forget_positions(csv);
    note_encoding(csv);
    return TRUE;
}

/* Look for the first byte of a piece that is no text. A character cut by the end of the piece is looked at with the
 * next one. */
static void
check_piece(CsvTable *csv, const KamCsvScanFacts *facts)
{
    gboolean cut = FALSE;
    const guint8 *nul;

    if (csv->damage != NOWHERE)
        return;
    if (facts->has_high || csv->valid < csv->scanned) {
        csv->valid += kam_utf8_valid_length(csv->text + csv->valid, csv->scanned - csv->valid, &cut);
        if (csv->valid < csv->scanned && (!cut || (csv->at_end && csv->scanned == csv->length)))
            csv->damage = csv->valid;
    }
    if (facts->has_nul) {
        nul = memchr(csv->text + csv->row_start, '\0', csv->scanned - csv->row_start);
        if (nul != NULL && (gsize)(nul - csv->text) < csv->damage)
            csv->damage = (gsize)(nul - csv->text);
    }
}

static void
scan_piece(CsvTable *csv)
{
    gsize to = MIN(csv->scanned + PIECE_BYTES, csv->length);
    KamCsvScanFacts facts;

    csv->n_positions =
        kam_csv_scan(csv->text, csv->scanned, to, (guint8)csv->base.facts.delimiter, csv->positions, &facts);
    csv->next_position = 0;
    if (csv->valid == csv->scanned && !facts.has_high)
        csv->valid = to;
    csv->scanned = to;
    check_piece(csv, &facts);
}

/* The positions are used up: make more, from more text if need be. */
static More
get_more(CsvTable *csv, GError **error)
{
    gsize row_bytes = csv->length - csv->row_start;

    if (csv->scanned < csv->length) {
        scan_piece(csv);
        return MORE_POSITIONS;
    }
    if (csv->at_end)
        return MORE_NOTHING;
    if (row_bytes > csv->max_row_bytes) {
        fail_at(csv, KAM_ERROR_TOO_LARGE, 1, error,
                "the row is longer than %" G_GSIZE_FORMAT " bytes; is this a table?", csv->max_row_bytes);
        return MORE_FAILED;
    }
    if (fill_buffer(csv, error))
        return MORE_MOVED;
    csv->failed = TRUE;
    return MORE_FAILED;
}

static gboolean
grow_cells(CsvTable *csv, GError **error)
{
    if (csv->n_cells_allocated >= csv->limits.max_columns) {
        fail_at(csv, KAM_ERROR_TOO_LARGE, csv->limits.max_columns + 1, error,
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

static guint
column_of(const CsvTable *csv, guint n_cells, gsize at)
{
    guint column = 1;

    while (column < n_cells && (gsize)((const guint8 *)csv->cells[column].text - csv->text) <= at)
        column++;
    return column;
}

static KamRead
fail_for_damage(CsvTable *csv, guint n_cells, GError **error)
{
    guint column = column_of(csv, n_cells, csv->damage);
    guint8 byte = csv->text[csv->damage];
    KamEncoding encoding = kam_text_stream_get_encoding(csv->stream);

    if (byte == 0)
        return fail_at(csv, KAM_ERROR_INVALID, column, error,
                       "a NUL byte where text is expected; the file is damaged or is no text: export it again");
    if (encoding == KAM_ENCODING_UTF16LE || encoding == KAM_ENCODING_UTF16BE)
        return fail_at(csv, KAM_ERROR_INVALID, column, error, "not valid %s; export the file again as UTF-8",
                       kam_encoding_get_name(encoding));
    return fail_at(csv, KAM_ERROR_INVALID, column, error,
                   "byte 0x%02x is not valid UTF-8, which the file is in otherwise; mend it, or name the encoding "
                   "(windows-1250, windows-1251, iso-8859-2)",
                   byte);
}

static KamRead
finish_row(CsvTable *csv, KamRow *row, guint n_cells, gsize row_end, gsize next_row, gboolean any_raw, GError **error)
{
    if (G_UNLIKELY(csv->damage < next_row))
        return fail_for_damage(csv, n_cells, error);
    if (G_UNLIKELY(row_end - csv->row_start > csv->limits.max_cell_bytes)) {
        for (guint i = 0; i < n_cells; i++) {
            if (csv->cells[i].length > csv->limits.max_cell_bytes)
                return fail_at(csv, KAM_ERROR_TOO_LARGE, i + 1, error,
                               "the cell is longer than the %" G_GUINT64_FORMAT " bytes allowed",
                               csv->limits.max_cell_bytes);
        }
    }
    for (guint i = 0; any_raw && i < n_cells; i++) {
        if (csv->cells[i].kind == KIND_RAW_QUOTED)
            unquote_cell(&csv->cells[i]);
    }
    csv->row_start = next_row;
    row->cells = csv->cells;
    row->n_cells = n_cells;
    row->number = ++csv->row_number;
    return KAM_READ_ROW;
}

static KamRead
fail_for_open_quote(CsvTable *csv, guint column, GError **error)
{
    return fail_at(csv, KAM_ERROR_INVALID, column, error,
                   "a quote opens here and does not close within %" G_GUINT64_FORMAT
                   " bytes; close it, or double it (\"\") if it belongs to the text",
                   csv->limits.max_cell_bytes);
}

/* The byte behind a position was looked at together with it: it is not to be met again. */
static void
skip_position(CsvTable *csv)
{
    if (csv->next_position < csv->n_positions) {
        csv->next_position++;
        return;
    }
    if (csv->valid == csv->scanned)
        csv->valid++;
    csv->scanned++;
}

/* Whether the byte behind `at` is `wanted`; -1 when the buffer had to be moved to know, -2 when that failed. */
static int
peek_byte(CsvTable *csv, gsize at, guint8 wanted, GError **error)
{
    if (G_LIKELY(at + 1 < csv->length))
        return csv->text[at + 1] == wanted;
    if (csv->at_end)
        return 0;
    if (fill_buffer(csv, error))
        return -1;
    csv->failed = TRUE;
    return -2;
}

/* A lone quote usually meets the opening quote of some later row: text then stands right behind it. */
static gboolean
spans_lines(const guint8 *from, const guint8 *to)
{
    return memchr(from, '\n', (gsize)(to - from)) != NULL || memchr(from, '\r', (gsize)(to - from)) != NULL;
}

static Cut
finish_quoted(CsvTable *csv, gsize open, gsize close, gsize at, gboolean doubled, guint column, KamCell *cell,
              gsize *end, GError **error)
{
    const guint8 *text = csv->text;
    gboolean has_tail = !only_spaces(text + close + 1, text + at);

    if (has_tail && spans_lines(text + open, text + close)) {
        fail_at(
            csv, KAM_ERROR_INVALID, column, error,
            "a quote opens here and meets another some lines below; close it, or double it (\"\") if it belongs to the text");
        return CUT_FAILED;
    }
    cell->text = (const char *)text + open + 1;
    cell->quoted = 1;
    cell->length = (guint32)((doubled || has_tail ? at : close) - open - 1);
    cell->kind = doubled || has_tail ? KIND_RAW_QUOTED : cell->length > 0 ? KAM_CELL_TEXT : KAM_CELL_EMPTY;
    *end = at;
    return at == csv->length ? CUT_END : csv->text[at] == (guint8)csv->base.facts.delimiter ? CUT_CELL : CUT_ROW;
}

/* Find the end of the cell whose quote opens at `open`: the position of the delimiter or line end behind it, or the end
 * of the text. */
static Cut
cut_quoted(CsvTable *csv, gsize open, guint column, KamCell *cell, gsize *end, GError **error)
{
    gsize close = NOWHERE, at;
    gboolean doubled = FALSE;

    for (;;) {
        if (csv->next_position == csv->n_positions) {
            More more;

            if (close == NOWHERE && csv->scanned - open > csv->limits.max_cell_bytes) {
                fail_for_open_quote(csv, column, error);
                return CUT_FAILED;
            }
            more = get_more(csv, error);
            if (more == MORE_POSITIONS)
                continue;
            if (more != MORE_NOTHING)
                return more == MORE_MOVED ? CUT_AGAIN : CUT_FAILED;
            if (close == NOWHERE) {
                fail_for_open_quote(csv, column, error);
                return CUT_FAILED;
            }
            at = csv->length;
            break;
        }
        at = csv->positions[csv->next_position++];
        if (close == NOWHERE && csv->text[at] == '"') {
            int next_is_quote = peek_byte(csv, at, '"', error);

            if (next_is_quote < 0)
                return next_is_quote == -1 ? CUT_AGAIN : CUT_FAILED;
            if (next_is_quote) {
                doubled = TRUE;
                skip_position(csv);
            } else {
                close = at;
            }
        } else if (close != NOWHERE && csv->text[at] != '"') {
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
static Cut
end_row(CsvTable *csv, KamRow *row, guint n_cells, gsize end, gboolean any_raw, GError **error)
{
    gsize next_row = MIN(end + 1, csv->length);

    if (end < csv->length && csv->text[end] == '\r') {
        int next_is_lf = peek_byte(csv, end, '\n', error);

        if (next_is_lf < 0)
            return next_is_lf == -1 ? CUT_AGAIN : CUT_FAILED;
        if (next_is_lf) {
            skip_position(csv);
            next_row++;
        }
    }
    return finish_row(csv, row, n_cells, end, next_row, any_raw, error) == KAM_READ_ROW ? CUT_ROW : CUT_FAILED;
}

/* Cut the next row. The inner loop runs once per cell: what it needs stays in locals. */
static Cut
cut_row(CsvTable *csv, KamRow *row, GError **error)
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
            More more = get_more(csv, error);

            next = 0;
            n_positions = csv->n_positions;
            if (more == MORE_POSITIONS)
                continue;
            if (more != MORE_NOTHING)
                return more == MORE_MOVED ? CUT_AGAIN : CUT_FAILED;
            csv->next_position = n_positions;
            if (start == csv->length && n == 0)
                return CUT_END;
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
            Cut cut;

            /* A quote in the middle of a cell is a letter like any other: 24" monitor. */
            if (!only_spaces(text + start, text + at))
                continue;
            csv->next_position = next;
            cut = cut_quoted(csv, at, n + 1, &cells[n], &at, error);
            if (cut == CUT_AGAIN || cut == CUT_FAILED)
                return cut;
            any_raw |= cells[n].kind == KIND_RAW_QUOTED;
            if (cut != CUT_CELL)
                return end_row(csv, row, n + 1, at, any_raw, error);
            next = csv->next_position;
            n_positions = csv->n_positions;
        }
        start = at + 1;
        if (G_UNLIKELY(++n == csv->n_cells_allocated)) {
            if (!grow_cells(csv, error))
                return CUT_FAILED;
            cells = csv->cells;
        }
    }
}

static KamRead
next_csv(KamTable *table, KamRow *row, GError **error)
{
    CsvTable *csv = (CsvTable *)table;
    Cut cut;

    if (csv->failed) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_FAILED, "cannot read '%s' on: it failed before; start again",
                    csv->path);
        return KAM_READ_FAILED;
    }
    do
        cut = cut_row(csv, row, error);
    while (cut == CUT_AGAIN);
    return cut == CUT_ROW ? KAM_READ_ROW : cut == CUT_END ? KAM_READ_END : KAM_READ_FAILED;
}

/* Everything that counts from the start of the file; the buffer gets its first text. */
static gboolean
begin(CsvTable *csv, GError **error)
{
    csv->row_start = csv->length = 0;
    csv->row_number = 0;
    csv->at_end = FALSE;
    csv->failed = FALSE;
    if (!fill_buffer(csv, error)) {
        csv->failed = TRUE;
        return FALSE;
    }
    csv->row_start = MIN(csv->prefix_bytes, csv->length);
    forget_positions(csv);
    return TRUE;
}

static gboolean
rewind_csv(KamTable *table, GError **error)
{
    CsvTable *csv = (CsvTable *)table;

    return kam_text_stream_rewind(csv->stream, error) && begin(csv, error);
}

static void
get_csv_progress(const KamTable *table, guint64 *done, guint64 *total)
{
    kam_text_stream_get_progress(((const CsvTable *)table)->stream, done, total);
}

static void
free_csv(KamTable *table)
{
    CsvTable *csv = (CsvTable *)table;

    kam_text_stream_free(csv->stream);
    g_free(csv->path);
    g_free(csv->text);
    g_free(csv->positions);
    g_free(csv->cells);
    g_free(csv->why);
    g_free(csv);
}

static const KamTableClass csv_class = { next_csv, rewind_csv, get_csv_progress, free_csv };

static void
choose_dialect(CsvTable *csv, char told)
{
    KamCsvDialect dialect;

    kam_csv_dialect_detect((const char *)csv->text, csv->length, csv->at_end, &dialect);
    csv->prefix_bytes = dialect.prefix_bytes;
    csv->base.facts.delimiter = told != '\0' ? told : dialect.delimiter;
    g_strlcpy(csv->delimiter_why, told != '\0' ? "delimiter as told" : dialect.why, sizeof csv->delimiter_why);
    g_clear_pointer(&csv->why, g_free);
    note_encoding(csv);
    csv->row_start = csv->prefix_bytes;
    forget_positions(csv);
}

static CsvTable *
new_csv(const char *path, const KamTableOptions *options, gsize buffer_bytes)
{
    CsvTable *csv = g_new0(CsvTable, 1);

    csv->base.class = &csv_class;
    csv->base.facts.format = KAM_FORMAT_CSV;
    csv->path = g_strdup(path);
    csv->limits = kam_read_limits_resolve(&options->limits);
    /* Positions are 32 bit wide. */
    csv->limits.max_cell_bytes = MIN(csv->limits.max_cell_bytes, (guint64)64 << 20);
    csv->max_row_bytes = MAX((gsize)16 << 20, 4 * (gsize)csv->limits.max_cell_bytes);
    csv->capacity = buffer_bytes > 0 ? MAX(buffer_bytes, 16) : BUFFER_BYTES;
    csv->text = g_malloc(csv->capacity);
    csv->positions = g_new(guint32, PIECE_BYTES + 8);
    csv->n_cells_allocated = MIN(64, csv->limits.max_columns);
    csv->cells = g_new(KamCell, csv->n_cells_allocated);
    return csv;
}

KamTable *
kam_csv_table_open_sized(const char *path, const KamTableOptions *options, gsize buffer_bytes, GError **error)
{
    static const KamTableOptions defaults = { 0 };
    g_autoptr(KamTable) table = NULL;
    CsvTable *csv;

    if (options == NULL)
        options = &defaults;
    csv = new_csv(path, options, buffer_bytes);
    table = &csv->base;
    csv->stream = kam_text_stream_open(path, options->encoding, &options->limits, buffer_bytes, error);
    if (csv->stream == NULL)
        return NULL;
    g_strlcpy(table->facts.compression, kam_text_stream_get_compression(csv->stream), sizeof table->facts.compression);
    if (!begin(csv, error))
        return NULL;
    if (csv->length == 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "cannot read '%s': it is empty", path);
        return NULL;
    }
    choose_dialect(csv, options->delimiter);
    return g_steal_pointer(&table);
}

KamTable *
kam_csv_table_open(const char *path, const KamTableOptions *options, GError **error)
{
    return kam_csv_table_open_sized(path, options, 0, error);
}
