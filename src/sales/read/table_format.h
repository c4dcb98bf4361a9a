/* Which reader a file belongs to, by its content. */
#pragma once

#include "sales/table.h"

/**
 * Look at the first bytes of a file, at the names in a zip, or see that the path is a folder.
 *
 * A folder is UBL. A zip is XLSX when it holds xl/workbook.xml, UBL when it holds .xml files, else CSV, being hopefully
 * one text file packed. What begins as XML is UBL. All else is CSV; so is a pipe, whose beginning cannot be read twice.
 *
 * @param[out] format  never KAM_FORMAT_AUTO.
 * @return FALSE with KAM_ERROR_NOT_FOUND, _IO, or _INVALID for XML and HTML that only spreadsheets understand.
 */
gboolean kam_table_format_recognise(const char *path, KamTableFormat *format, GError **error);
