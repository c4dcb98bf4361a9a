/* One row of a sheet in the making: cells put by column in any order, each turned into
 * what a table delivers (shared strings looked up, dates by style, numbers made short). */
#pragma once

#include "sales/read/xlsx_book.h"

typedef enum {
    KAM_XLSX_NUMBER, /* t="n" or none */
    KAM_XLSX_SHARED,
    KAM_XLSX_TEXT, /* "str" and "inlineStr" */
    KAM_XLSX_BOOLEAN,
    KAM_XLSX_ERROR,
    KAM_XLSX_ISO_DATE
} KamXlsxCellType;

typedef struct {
    guint32 column; /* from 0 */
    guint32 style;
    KamXlsxCellType type;
    const char *text;
    gsize length;
    gboolean lasts; /* the text stays where it is until the next row: no copy */
} KamXlsxCell;

typedef struct {
    const KamXlsxBook *book;
    KamCell *cells;
    gsize *offsets; /* of cells whose text was made here, while that may still move */
    guint n_allocated;
    guint n_cells;
    GString *made;
    guint64 number;
    guint32 column; /* of the cell put last, for messages */
} KamXlsxRow;

/** Text made for one row, at most; and rows of a sheet, as spreadsheets limit them. */
#define KAM_XLSX_MAX_ROW_BYTES (64 * 1024 * 1024)
#define KAM_XLSX_MAX_ROWS 1048576

/** An empty row of a workbook, which must outlive it; kam_xlsx_row_clear() gives its memory back. */
void kam_xlsx_row_init(KamXlsxRow *row, const KamXlsxBook *book);
void kam_xlsx_row_clear(KamXlsxRow *row);

/** Type by the t attribute of a cell; `length` 0 for none. FALSE for an unknown one. */
gboolean kam_xlsx_cell_type_parse(const char *text, gsize length, KamXlsxCellType *type);

/**
 * Begin the row behind, without cells. `reference` is its r attribute; length 0 when it has none: then it is the next
 * one. The error tells only what is wrong, not where.
 */
gboolean kam_xlsx_row_begin(KamXlsxRow *row, const char *reference, gsize length, GError **error);
/** Put a cell; an empty text leaves it empty. The error tells only what is wrong, not where. */
gboolean kam_xlsx_row_put(KamXlsxRow *row, const KamXlsxCell *cell, GError **error);
/** All cells are put: row->cells and row->n_cells (without empty ones at the end) are now good until the next begin. */
void kam_xlsx_row_finish(KamXlsxRow *row);
