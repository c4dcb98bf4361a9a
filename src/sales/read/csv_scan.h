/* One pass over a piece of text that finds the bytes a CSV reader must look at. */
#pragma once

#include <glib.h>

typedef struct {
    gboolean has_high; /* a byte outside ASCII */
    gboolean has_nul;
} KamCsvScanFacts;

/**
 * Write the positions of delimiters, quotes, LF and CR in [from, to) of `text`, in order.
 *
 * @param[out] positions  room for (to - from) + 8 of them.
 * @return                how many were found.
 * Cost: 64 bytes at a time with SSE2; about 5 GB/s and 1 ns for each position found. Elsewhere eight bytes at a time.
 */
gsize
kam_csv_scan(const guint8 *text, gsize from, gsize to, guint8 delimiter, guint32 *positions, KamCsvScanFacts *facts);
