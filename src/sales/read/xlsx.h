/* XLSX workbooks as a table (kam_xlsx_table_open() in table_class.h).
 *
 * Sheets: with options->sheet that one, hidden or not. Otherwise the visible ones that have the same header as the
 * first that has any, one behind the other; of the later ones only what stands below the header. The header of a sheet
 * is its first row with at least two cells (among its first 20 with any; else its first row), so that a title above it
 * does no harm; a sheet without such a row is read only when no sheet has one. Which sheets were left out, and why, is
 * told by facts.why.
 *
 * Rows: every row up to the last, blank ones too, so that row->number is the spreadsheet's. Cells: empty at the end
 * are dropped; merged cells have their value in the first; booleans are the texts TRUE and FALSE; a number with a date
 * style is a date, except a mere time of day (below 1 in the 1900 epoch) and a duration ([h]:mm), which stay numbers.
 */
#pragma once

#include "sales/read/table_class.h"

/** Names of the sheets of a workbook, without reading its texts. Free with g_strfreev(). */
char **kam_xlsx_list_sheets(const char *path, const KamReadLimits *limits, GError **error);
