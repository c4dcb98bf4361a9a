/* The buffer of a CSV table: filled, moved, marked with positions, checked to be UTF-8. */
#include <string.h>

#include "base/error.h"
#include "sales/read/csv_scan.h"
#include "sales/read/csv_table.h"

G_GNUC_PRINTF(5, 6)
KamRead
kam_csv_fail(KamCsv *csv, int code, guint column, GError **error, const char *format, ...)
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

void
kam_csv_forget_positions(KamCsv *csv)
{
    csv->scanned = csv->row_start;
    csv->valid = csv->row_start;
    csv->damage = KAM_CSV_NOWHERE;
    csv->n_positions = csv->next_position = 0;
}

/* The set may be found out long after the opening, where the first letter outside ASCII stands. */
void
kam_csv_note_encoding(KamCsv *csv)
{
    KamEncoding encoding = kam_text_stream_get_encoding(csv->stream);

    if (csv->why != NULL && encoding == csv->noted_encoding)
        return;
    csv->noted_encoding = encoding;
    g_strlcpy(csv->base.facts.encoding, kam_encoding_get_name(encoding), sizeof csv->base.facts.encoding);
    /* Facts that were asked for before still point to it; it changes once at most after the opening. */
    g_free(csv->former_why);
    csv->former_why = csv->why;
    csv->why = g_strdup_printf("CSV: %s; %s: %s", csv->delimiter_why, kam_encoding_get_name(encoding),
                               encoding == KAM_ENCODING_UNKNOWN ? "it is plain ASCII as far as it was read"
                                                                : kam_text_stream_get_why(csv->stream));
    csv->base.facts.why = csv->why;
}

/* The unfinished row to the front, then as much text behind it as fits. */
gboolean
kam_csv_fill(KamCsv *csv, GError **error)
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
    kam_csv_forget_positions(csv);
    kam_csv_note_encoding(csv);
    return TRUE;
}

/* Look for the first byte of a piece that is no text. A character cut by the end of the piece is looked at with the
 * next one. */
static void
check_piece(KamCsv *csv, const KamCsvScanFacts *facts)
{
    gboolean cut = FALSE;
    const guint8 *nul;

    if (csv->damage != KAM_CSV_NOWHERE)
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
scan_piece(KamCsv *csv)
{
    gsize to = MIN(csv->scanned + KAM_CSV_PIECE_BYTES, csv->length);
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
KamCsvMore
kam_csv_get_more(KamCsv *csv, GError **error)
{
    gsize row_bytes = csv->length - csv->row_start;

    if (csv->scanned < csv->length) {
        scan_piece(csv);
        return KAM_CSV_MORE_POSITIONS;
    }
    if (csv->at_end)
        return KAM_CSV_MORE_NOTHING;
    if (row_bytes > csv->max_row_bytes) {
        kam_csv_fail(csv, KAM_ERROR_TOO_LARGE, 1, error,
                     "the row is longer than %" G_GSIZE_FORMAT " bytes; is this a table?", csv->max_row_bytes);
        return KAM_CSV_MORE_FAILED;
    }
    if (kam_csv_fill(csv, error))
        return KAM_CSV_MORE_MOVED;
    csv->failed = TRUE;
    return KAM_CSV_MORE_FAILED;
}

/* The byte behind a position was looked at together with it: it is not to be met again. */
void
kam_csv_skip_position(KamCsv *csv)
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
int
kam_csv_peek(KamCsv *csv, gsize at, guint8 wanted, GError **error)
{
    if (G_LIKELY(at + 1 < csv->length))
        return csv->text[at + 1] == wanted;
    if (csv->at_end)
        return 0;
    if (kam_csv_fill(csv, error))
        return -1;
    csv->failed = TRUE;
    return -2;
}
