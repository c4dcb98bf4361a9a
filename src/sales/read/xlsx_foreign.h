/* Files that people take for XLSX: recognised, so that the message can say what to do. */
#pragma once

#include "sales/read/zip_archive.h"

/** FALSE with an error for old .xls files and for workbooks protected by a password. */
gboolean kam_xlsx_foreign_check_file(const char *path, GError **error);
/** FALSE with an error for .xlsb and OpenDocument. */
gboolean kam_xlsx_foreign_check_zip(const char *path, const KamZip *zip, GError **error);
