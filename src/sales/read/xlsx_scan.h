/* A scanner for the rows of a sheet as all common programs write them. What it does not
 * know (comments, CDATA, rich text inside cells, prefixes ...) it leaves to the XML parser. */
#pragma once

#include "sales/read/xlsx_row.h"

typedef enum {
    KAM_XLSX_SCAN_ROW,     /* *used bytes were a row, which is now finished in `row` */
    KAM_XLSX_SCAN_MORE,    /* the bytes end inside a row: try again with more */
    KAM_XLSX_SCAN_UNUSUAL, /* no row that it knows; nothing was used and `row` is as before */
    KAM_XLSX_SCAN_FAILED
} KamXlsxScan;

/**
 * Scan one row, with blanks before it, from the front of `text`.
 *
 * @param scratch  any string; it holds decoded text for a moment.
 * The cells point into `text` where they can: it must stay until the next row.
 */
KamXlsxScan
kam_xlsx_scan_row(const char *text, gsize length, KamXlsxRow *row, GString *scratch, gsize *used, GError **error);
