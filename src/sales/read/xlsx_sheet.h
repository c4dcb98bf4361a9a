/* The rows of one sheet, streamed: what stands in the file, without the blank rows between. */
#pragma once

#include "sales/read/xlsx_row.h"

typedef struct KamXlsxSheet KamXlsxSheet;

/** Open the sheet of that number in book->sheets; the book must outlive it. Free with kam_xlsx_sheet_free(). */
KamXlsxSheet *kam_xlsx_sheet_open(const KamXlsxBook *book, guint index, GError **error);
void kam_xlsx_sheet_free(KamXlsxSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamXlsxSheet, kam_xlsx_sheet_free)

/** The next row that the file has; its cells stay valid until the next call. Row numbers only grow. */
KamRead kam_xlsx_sheet_next(KamXlsxSheet *sheet, KamRow *row, GError **error);

/** Packed bytes read of this sheet. */
guint64 kam_xlsx_sheet_get_packed_done(const KamXlsxSheet *sheet);

/** Whether rows still come from the scanner (and not from the XML parser); for tests and benchmarks. */
gboolean kam_xlsx_sheet_is_scanning(const KamXlsxSheet *sheet);
