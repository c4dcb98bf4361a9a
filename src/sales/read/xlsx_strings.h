/* The shared strings of a workbook, in one stretch of memory. */
#pragma once

#include "sales/read/xml_reader.h"
#include "sales/table.h"

typedef struct KamXlsxStrings KamXlsxStrings;

/** More bytes of text than this are refused. */
#define KAM_XLSX_MAX_STRING_BYTES (G_GUINT64_CONSTANT(1) << 30)

/**
 * Read a shared strings part: runs of rich text joined, phonetic runs dropped, blanks at the ends kept only where
 * xml:space says so, _x000D_ and the like decoded.
 *
 * @param what            names the part in messages.
 * @param max_cell_bytes  a longer string is refused (KAM_ERROR_TOO_LARGE).
 */
KamXlsxStrings *
kam_xlsx_strings_read(KamXmlRead read, gpointer source, const char *what, guint64 max_cell_bytes, GError **error);
void kam_xlsx_strings_free(KamXlsxStrings *strings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamXlsxStrings, kam_xlsx_strings_free)

/** How many strings there are. */
guint32 kam_xlsx_strings_get_count(const KamXlsxStrings *strings);
/** Text of one string, not NUL-terminated; `index` below the count. */
const char *kam_xlsx_strings_get(const KamXlsxStrings *strings, guint32 index, guint32 *length);

/** Append one text of a <t>: blanks at the ends dropped unless kept, escapes of the form _x000D_ decoded. */
void kam_xlsx_text_append(GString *out, const char *text, gsize length, gboolean keeps_space);
