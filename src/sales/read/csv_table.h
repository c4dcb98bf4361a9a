/* The inside of the CSV reader, shared by its three parts: the buffer (csv_text.c), the cutting of rows (csv_cut.c),
 * opening and closing (csv.c). */
#pragma once

#include "sales/read/table_class.h"
#include "sales/read/text_stream.h"

/* Positions are made for this much text at a time, so that they stay in the nearest cache. */
#define KAM_CSV_PIECE_BYTES ((gsize)16 << 10)
#define KAM_CSV_NOWHERE G_MAXSIZE

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
    gsize damage;    /* the first byte that is no text, KAM_CSV_NOWHERE */
    guint32 *positions;
    gsize n_positions, next_position;
    KamCell *cells;
    guint n_cells_allocated;
    guint64 row_number;
    gboolean failed;
    char delimiter_why[120];
    KamEncoding noted_encoding;
    char *why, *former_why;
} KamCsv;

/* Cutting meets the end of the buffer anywhere: MOVED means that the row stands at the front now and is cut again. */
typedef enum { KAM_CSV_MORE_POSITIONS, KAM_CSV_MORE_MOVED, KAM_CSV_MORE_NOTHING, KAM_CSV_MORE_FAILED } KamCsvMore;
typedef enum { KAM_CSV_CUT_ROW, KAM_CSV_CUT_CELL, KAM_CSV_CUT_END, KAM_CSV_CUT_AGAIN, KAM_CSV_CUT_FAILED } KamCsvCut;

/* csv_text.c */

/** Set the error, naming file, the row being cut and the column; nothing more is read after it. Always KAM_READ_FAILED.
 */
KamRead kam_csv_fail(KamCsv *csv, int code, guint column, GError **error, const char *format, ...) G_GNUC_PRINTF(5, 6);

/** Start marking anew at the row being cut. */
void kam_csv_forget_positions(KamCsv *csv);

/** Bring the facts up to date with the set: it may be found out long after the opening, at the first letter outside
 * ASCII. */
void kam_csv_note_encoding(KamCsv *csv);

/** The unfinished row to the front of the buffer, then as much text behind it as fits; the buffer grows for a row that
 * fills half. */
gboolean kam_csv_fill(KamCsv *csv, GError **error);

/** The positions are used up: make more, from more text if need be. */
KamCsvMore kam_csv_get_more(KamCsv *csv, GError **error);

/** The byte behind a position was looked at together with it: it is not to be met again. */
void kam_csv_skip_position(KamCsv *csv);

/** Whether the byte behind `at` is `wanted`; -1 when the buffer had to be moved to know, -2 when that failed. */
int kam_csv_peek(KamCsv *csv, gsize at, guint8 wanted, GError **error);

/* csv_cut.c */

/** Cut the next row: KAM_CSV_CUT_ROW, _END, _FAILED, or _AGAIN when the buffer was moved meanwhile. */
KamCsvCut kam_csv_cut_row(KamCsv *csv, KamRow *row, GError **error);
