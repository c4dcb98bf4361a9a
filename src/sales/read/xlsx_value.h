/* What stands in a spreadsheet's cell, as text: numbers with the fewest digits, serial
 * numbers as dates, and whether a number format shows dates. No files here. */
#pragma once

#include <glib.h>

/* Longest text that the functions below write, with its NUL. */
#define KAM_XLSX_VALUE_BYTES 400

/**
 * How many bytes of the text are already its canonical form, or 0 when it needs kam_xlsx_number_to_text().
 *
 * Canonical: "-12.5", no exponent, no leading or (after a point) trailing zeros. Up to 15 significant digits survive
 * a double unchanged, so such text needs no conversion: "12.50" gives 4. Cost: about one ns a byte.
 */
gsize kam_xlsx_number_plain_length(const char *text, gsize length);

/**
 * The number in a cell as the shortest decimal that reads back the same double: "3.3999999999999999" -> "3.4",
 * "1E3" -> "1000". Exponents remain only beyond 1E+21 and below 1E-15.
 *
 * @return its length, or 0 when the text is no finite number; `out` is then untouched.
 */
gsize kam_xlsx_number_to_text(const char *text, gsize length, char out[KAM_XLSX_VALUE_BYTES]);

/**
 * A serial number as "2009-12-01", or "2009-12-01 07:45:00" when there is a fraction (rounded to the second).
 *
 * The 1900 epoch counts a 29 February 1900 that never was: 59 is 1900-02-28, 60 is 1900-02-29 as spreadsheets show it,
 * 61 is 1900-03-01. The 1904 epoch begins with 0 = 1904-01-01.
 *
 * @return its length, or 0 when the text is no number or lies before the first day (in the 1900 epoch: below 1, a mere
 *         time of day) or behind 9999-12-31; `out` is then untouched.
 */
gsize kam_xlsx_serial_to_text(const char *text, gsize length, gboolean is_1904, char out[KAM_XLSX_VALUE_BYTES]);

/** ISO 8601 text of a t="d" cell in the same form; 0 when it is none. */
gsize kam_xlsx_iso_to_text(const char *text, gsize length, char out[KAM_XLSX_VALUE_BYTES]);

/** Whether a built-in number format shows a date or a time of day (46, [h]:mm:ss, is a duration). */
gboolean kam_xlsx_builtin_is_date(guint32 id);

/** Whether a custom number format does: d, m, y, h or s outside quotes, brackets and escapes, and no [h], [m], [s]. */
gboolean kam_xlsx_format_is_date(const char *code);

/** "A", "XFD": letters of a column counted from 0. */
void kam_xlsx_column_name(guint32 column, char out[8]);

/** Column (from 0) of a reference such as "C12"; FALSE when it is none. Absurd ones give a column beyond every limit.
 */
gboolean kam_xlsx_reference_parse(const char *text, gsize length, guint32 *column);

/** Number of a cell style; FALSE when the text is none. */
gboolean kam_xlsx_style_parse(const char *text, gsize length, guint32 *style);
