/* Which sheets of a workbook make up the table, and from which row on. */
#pragma once

#include "sales/read/xlsx_book.h"

typedef struct {
    guint sheet;     /* in book->sheets */
    guint64 skip_to; /* rows up to this number are its repeated header; 0 for the first sheet */
} KamXlsxChoice;

/**
 * Choose the sheets, as xlsx.h describes it.
 *
 * @param[in]  name  one sheet by name, or NULL for all that agree.
 * @param[out] why   one sentence on what was chosen and left out; free with g_free().
 * @return KamXlsxChoice in the order of the workbook, never empty; NULL with an error. Free with g_array_unref().
 */
GArray *kam_xlsx_sheets_choose(const KamXlsxBook *book, const char *name, char **why, GError **error);
