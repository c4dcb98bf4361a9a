/* Shared strings: one arena of bytes and one array of offsets, so that a workbook with
 * a million of them costs their bytes and four more for each. */
#include "sales/read/xlsx_strings.h"

#include <string.h>

#include "sales/read/xlsx_names.h"

struct KamXlsxStrings {
    GString *bytes;
    GArray *ends; /* guint32: where each string ends */
};

typedef struct {
    KamXlsxStrings *strings;
    KamXml *xml;
    GString *run;
    guint64 max_cell_bytes;
    guint phonetic; /* depth inside <rPh> */
    gboolean in_text;
    gboolean keeps_space;
} Reading;

/* The character that "_x000D_" stands for, or 0. NUL cannot be written so. */
static gunichar
escape_at(const char *text, gsize length)
{
    gunichar c = 0;

    if (length < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_')
        return 0;
    for (guint i = 2; i < 6; i++) {
        if (!g_ascii_isxdigit(text[i]))
            return 0;
        c = c * 16 + (gunichar)g_ascii_xdigit_value(text[i]);
    }
    return g_unichar_validate(c) ? c : 0;
}

static gboolean
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

void
kam_xlsx_text_append(GString *out, const char *text, gsize length, gboolean keeps_space)
{
    gsize i = 0;

    while (!keeps_space && length > 0 && is_space(text[length - 1]))
        length--;
    while (!keeps_space && i < length && is_space(text[i]))
        i++;
    while (i < length) {
        const char *mark = memchr(text + i, '_', length - i);
        gsize plain = mark == NULL ? length : (gsize)(mark - text);
        gunichar c;

        g_string_append_len(out, text + i, (gssize)(plain - i));
        i = plain;
        if (i == length)
            break;
        c = escape_at(text + i, length - i);
        if (c != 0)
            g_string_append_unichar(out, c);
        else
            g_string_append_c(out, '_');
        i += c != 0 ? 7 : 1;
    }
}

static void
start_element(gpointer user, guint8 ns, const char *local, const char **attributes)
{
    Reading *r = user;
    const char *space;

    if (ns != KAM_XLSX_MAIN)
        return;
    if (strcmp(local, "rPh") == 0)
        r->phonetic++;
    else if (strcmp(local, "t") == 0 && r->phonetic == 0) {
        space = kam_xml_attribute_any(attributes, "space");
        r->keeps_space = space != NULL && strcmp(space, "preserve") == 0;
        r->in_text = TRUE;
        g_string_truncate(r->run, 0);
    }
}

static guint32
start_of_last(const KamXlsxStrings *strings)
{
    return strings->ends->len == 0 ? 0 : g_array_index(strings->ends, guint32, strings->ends->len - 1);
}

static void
refuse_length(Reading *r)
{
    kam_xml_refuse(r->xml, KAM_ERROR_TOO_LARGE,
                   "shared string %u is longer than the allowed %" G_GUINT64_FORMAT " bytes", r->strings->ends->len,
                   r->max_cell_bytes);
}

static void
end_string(Reading *r)
{
    KamXlsxStrings *strings = r->strings;
    guint32 end = (guint32)strings->bytes->len;

    if (strings->bytes->len > KAM_XLSX_MAX_STRING_BYTES)
        kam_xml_refuse(r->xml, KAM_ERROR_TOO_LARGE, "the shared strings have more than %d MiB",
                       (int)(KAM_XLSX_MAX_STRING_BYTES >> 20));
    else if (end - start_of_last(strings) > r->max_cell_bytes)
        refuse_length(r);
    g_array_append_val(strings->ends, end);
}

static void
end_element(gpointer user, guint8 ns, const char *local)
{
    Reading *r = user;

    if (ns != KAM_XLSX_MAIN)
        return;
    if (strcmp(local, "rPh") == 0 && r->phonetic > 0) {
        r->phonetic--;
    } else if (strcmp(local, "t") == 0 && r->in_text) {
        kam_xlsx_text_append(r->strings->bytes, r->run->str, r->run->len, r->keeps_space);
        r->in_text = FALSE;
    } else if (strcmp(local, "si") == 0) {
        end_string(r);
    }
}

static void
add_text(gpointer user, const char *text, gsize length)
{
    Reading *r = user;

    if (!r->in_text)
        return;
    g_string_append_len(r->run, text, (gssize)length);
    /* A run grows no further than one cell may, whatever comes. */
    if (r->run->len > r->max_cell_bytes)
        refuse_length(r);
}

static const KamXmlHandlers string_handlers = { kam_xlsx_namespaces, start_element, end_element, add_text, NULL };

KamXlsxStrings *
kam_xlsx_strings_read(KamXmlRead read, gpointer source, const char *what, guint64 max_cell_bytes, GError **error)
{
    g_autoptr(KamXlsxStrings) strings = g_new0(KamXlsxStrings, 1);
    g_autoptr(GString) run = g_string_new(NULL);
    Reading reading = { .strings = strings, .run = run, .max_cell_bytes = max_cell_bytes };
    g_autoptr(KamXml) xml = kam_xml_new(&string_handlers, &reading, what);

    strings->bytes = g_string_new(NULL);
    strings->ends = g_array_new(FALSE, FALSE, sizeof(guint32));
    reading.xml = xml;
    if (!kam_xml_read_all(xml, read, source, error))
        return NULL;
    return g_steal_pointer(&strings);
}

void
kam_xlsx_strings_free(KamXlsxStrings *strings)
{
    if (strings == NULL)
        return;
    g_string_free(strings->bytes, TRUE);
    g_array_unref(strings->ends);
    g_free(strings);
}

guint32
kam_xlsx_strings_get_count(const KamXlsxStrings *strings)
{
    return strings->ends->len;
}

const char *
kam_xlsx_strings_get(const KamXlsxStrings *strings, guint32 index, guint32 *length)
{
    guint32 start = index == 0 ? 0 : g_array_index(strings->ends, guint32, index - 1);

    *length = g_array_index(strings->ends, guint32, index) - start;
    return strings->bytes->str + start;
}
