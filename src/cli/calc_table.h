/* A small table from a file or standard input, for the calculations of 'kamen calc'. Invoice files are read by
 * sales/read. */
#pragma once

#include <glib.h>

typedef struct KamCalcTable KamCalcTable;

/**
 * Read a table: UTF-8, cells separated by tab, ; or , (the first of them that the first line has), quoted as in RFC
 * 4180.
 *
 * @param path  a file name, or "-" for standard input; a file may be packed with gzip or zstd, or alone in a zip.
 * @return      NULL with KAM_ERROR_IO or _NOT_FOUND, KAM_ERROR_TOO_LARGE (above 64 MiB) or KAM_ERROR_INVALID (naming
 * the line). Free with kam_calc_table_free().
 */
KamCalcTable *kam_calc_table_read(const char *path, GError **error);
void kam_calc_table_free(KamCalcTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamCalcTable, kam_calc_table_free)

/** Drop the first row when its cell in this column, which must hold a number or date, begins like a word. */
void kam_calc_table_drop_header(KamCalcTable *table, guint column);
/**
 * The column that the first row calls by one of these names: letter case does not matter, and a space, an underscore, a
 * hyphen or nothing at all may stand between words. Ask before the header is dropped, or after.
 *
 * @param names  NULL-terminated, snake_case, in order of preference.
 * @return       -1 when no cell of the first row is one of them.
 */
gint kam_calc_table_find(const KamCalcTable *table, const char *const names[]);
/** Drop the first row, which kam_calc_table_find() has shown to be a header. */
void kam_calc_table_take_header(KamCalcTable *table);
/** What the header calls a column; "" when no header was dropped. Owned by the table. */
const char *kam_calc_table_header(const KamCalcTable *table, guint column);
/** Rows without the header and without blank lines. */
guint kam_calc_table_rows(const KamCalcTable *table);
/** Cells of the widest row. */
guint kam_calc_table_columns(const KamCalcTable *table);
/** The cell without surrounding spaces; "" where the row ends earlier. Owned by the table. */
const char *kam_calc_table_cell(const KamCalcTable *table, guint row, guint column);
/** The line of the file that a row begins on, from 1: for messages. */
guint kam_calc_table_line(const KamCalcTable *table, guint row);

/**
 * A column as numbers. Decimal point or comma is found out; when both readings fit and differ, it must be told.
 *
 * @param decimal  "point", "comma", or NULL to find out.
 * @return         one number per row, or NULL with KAM_ERROR_INVALID, _AMBIGUOUS or _USAGE. Free with g_free().
 */
double *kam_calc_table_numbers(const KamCalcTable *table, guint column, const char *decimal, GError **error);
/** The same for a column that may be left empty: an empty cell is this number. */
double *
kam_calc_table_numbers_or(const KamCalcTable *table, guint column, double empty, const char *decimal, GError **error);

/**
 * A column as days. The order of day, month and year is found out over the whole column; when two fit and differ, it
 * must be told.
 *
 * @param order  "ymd", "dmy", "mdy", or NULL to find out.
 * @return       one day per row, or NULL with KAM_ERROR_INVALID, _AMBIGUOUS or _USAGE. Free with g_free().
 */
gint32 *kam_calc_table_days(const KamCalcTable *table, guint column, const char *order, GError **error);
