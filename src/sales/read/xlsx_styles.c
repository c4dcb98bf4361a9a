/* Styles: number formats by id, then the cell styles that use them. */
#include "sales/read/xlsx_styles.h"

#include <string.h>

#include "sales/read/xlsx_names.h"
#include "sales/read/xlsx_value.h"

#define MAX_STYLES 65536 /* spreadsheets stop at 65,490 */

typedef struct {
    GByteArray *is_date;
    GHashTable *formats; /* id -> 2 for a date, 1 for none */
    gboolean in_cell_styles;
} Reading;

static guint32
number_of(const char *text)
{
    guint64 value = 0;

    return text != NULL && g_ascii_string_to_unsigned(text, 10, 0, G_MAXUINT32, &value, NULL) ? (guint32)value : 0;
}

static gboolean
format_is_date(const Reading *r, guint32 id)
{
    gpointer known = g_hash_table_lookup(r->formats, GUINT_TO_POINTER(id));

    /* Some writers define formats of their own under built-in numbers: what stands in the file counts. */
    return known != NULL ? GPOINTER_TO_UINT(known) == 2 : kam_xlsx_builtin_is_date(id);
}

static void
start_element(gpointer user, guint8 ns, const char *local, const char **attributes)
{
    Reading *r = user;
    const char *code;
    guint8 flag;

    if (ns != KAM_XLSX_MAIN)
        return;
    if (strcmp(local, "numFmt") == 0) {
        code = kam_xml_attribute(attributes, "formatCode");
        g_hash_table_insert(r->formats, GUINT_TO_POINTER(number_of(kam_xml_attribute(attributes, "numFmtId"))),
                            GUINT_TO_POINTER(code != NULL && kam_xlsx_format_is_date(code) ? 2 : 1));
    } else if (strcmp(local, "cellXfs") == 0) {
        r->in_cell_styles = TRUE;
    } else if (r->in_cell_styles && strcmp(local, "xf") == 0 && r->is_date->len < MAX_STYLES) {
        flag = format_is_date(r, number_of(kam_xml_attribute(attributes, "numFmtId")));
        g_byte_array_append(r->is_date, &flag, 1);
    }
}

static void
end_element(gpointer user, guint8 ns, const char *local)
{
    Reading *r = user;

    if (ns == KAM_XLSX_MAIN && strcmp(local, "cellXfs") == 0)
        r->in_cell_styles = FALSE;
}

static void
ignore_text(G_GNUC_UNUSED gpointer user, G_GNUC_UNUSED const char *text, G_GNUC_UNUSED gsize length)
{
}

static const KamXmlHandlers style_handlers = { kam_xlsx_namespaces, start_element, end_element, ignore_text, NULL };

GByteArray *
kam_xlsx_styles_read(KamXmlRead read, gpointer source, const char *what, GError **error)
{
    g_autoptr(GByteArray) is_date = g_byte_array_new();
    g_autoptr(GHashTable) formats = g_hash_table_new(NULL, NULL);
    Reading reading = { .is_date = is_date, .formats = formats };
    g_autoptr(KamXml) xml = kam_xml_new(&style_handlers, &reading, what);

    if (!kam_xml_read_all(xml, read, source, error))
        return NULL;
    return g_steal_pointer(&is_date);
}
