/* A workbook: its sheets by name, shared strings, date styles and epoch. Reading the
 * rows of a sheet is xlsx_sheet.h's. */
#pragma once

#include "sales/read/xlsx_strings.h"
#include "sales/read/zip_archive.h"

typedef struct {
    char *name;
    guint64 member; /* of the zip */
    gboolean is_hidden;
    gboolean is_present; /* FALSE: charts, macros and sheets whose part is missing */
} KamXlsxSheetInfo;

typedef struct {
    char *path;
    KamZip *zip;
    GArray *sheets;          /* KamXlsxSheetInfo */
    KamXlsxStrings *strings; /* NULL when the workbook has none */
    GByteArray *date_styles;
    gboolean is_1904;
    gboolean is_names_only; /* neither strings nor styles were read */
    KamReadLimits limits;   /* defaults filled in */
} KamXlsxBook;

/**
 * Open a workbook and read all but its sheets.
 *
 * Old .xls files, workbooks protected by a password, .xlsb and OpenDocument are recognised; the message then says what
 * to do. Free with kam_xlsx_book_free().
 */
KamXlsxBook *kam_xlsx_book_open(const char *path, const KamReadLimits *limits, GError **error);
void kam_xlsx_book_free(KamXlsxBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamXlsxBook, kam_xlsx_book_free)
