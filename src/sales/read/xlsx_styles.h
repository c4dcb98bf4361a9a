/* The styles of a workbook, as far as they tell dates from numbers. */
#pragma once

#include "sales/read/xml_reader.h"

/** One byte for each cell style (the s of a cell): 1 when its number format shows dates. Free with
 * g_byte_array_unref(). */
GByteArray *kam_xlsx_styles_read(KamXmlRead read, gpointer source, const char *what, GError **error);
