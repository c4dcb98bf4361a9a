/* Recognising what is no XLSX: by the first bytes and by the parts inside. */
#include "sales/read/xlsx_foreign.h"

#include <string.h>

static const guint8 ole_magic[] = { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 };

/* The stream that holds a workbook under a password, as its name stands in the file: UTF-16. */
static const char encrypted_stream[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

gboolean
kam_xlsx_foreign_check_file(const char *path, GError **error)
{
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
    const char *bytes = file == NULL ? NULL : g_mapped_file_get_contents(file);
    gsize length = bytes == NULL ? 0 : g_mapped_file_get_length(file);
    gboolean is_protected;

    /* A file that cannot be opened is reported by who opens it next. */
    if (length < sizeof ole_magic || memcmp(bytes, ole_magic, sizeof ole_magic) != 0)
        return TRUE;
    is_protected = memmem(bytes, length, encrypted_stream, sizeof encrypted_stream) != NULL;
    if (is_protected)
        g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED,
                    "cannot read '%s': it is protected by a password; remove it and save the file as .xlsx or CSV",
                    path);
    else
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "cannot read '%s': it is an old Excel workbook (.xls); save it as .xlsx or CSV", path);
    kam_error_set_reason(error, is_protected ? "file_protected" : "file_other_format", "file", path, NULL);
    return FALSE;
}

gboolean
kam_xlsx_foreign_check_zip(const char *path, const KamZip *zip, GError **error)
{
    guint64 index;

    if (kam_zip_find(zip, "xl/workbook.bin", &index, NULL)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "cannot read '%s': it is a binary workbook (.xlsb); save it as .xlsx or CSV", path);
        kam_error_set_reason(error, "file_other_format", "file", path, NULL);
        return FALSE;
    }
    if (kam_zip_find(zip, "mimetype", &index, NULL) && kam_zip_find(zip, "content.xml", &index, NULL)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "cannot read '%s': it is an OpenDocument file; save it as .xlsx or CSV", path);
        kam_error_set_reason(error, "file_other_format", "file", path, NULL);
        return FALSE;
    }
    return TRUE;
}
