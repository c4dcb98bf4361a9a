/* XML over expat. Documents of data never bear a DOCTYPE: refusing it shuts out entity
 * bombs and external entities at once. */
#include "sales/read/xml_reader.h"

#include <expat.h>
#include <string.h>

#define CHUNK_BYTES 65536
#define SEPARATOR '\n'

struct KamXml {
    XML_Parser parser;
    const KamXmlHandlers *handlers;
    gpointer user;
    char *what;
    GError *error;
    guint depth;
};

/* "cannot read 'a.xml', line 3, column 9: reason" */
static GError *
make_error(const KamXml *xml, KamErrorCode code, const char *reason)
{
    g_autoptr(GString) message = g_string_new("cannot read ");

    g_string_append(message, xml->what);
    if (xml->handlers->place != NULL)
        xml->handlers->place(xml->user, message);
    else
        g_string_append_printf(message, ", line %lu, column %lu", XML_GetCurrentLineNumber(xml->parser),
                               XML_GetCurrentColumnNumber(xml->parser) + 1);
    return g_error_new(KAM_ERROR, (gint)code, "%s: %s", message->str, reason);
}

static guint8
namespace_of(const KamXml *xml, const char *name, const char **local)
{
    const char *separator = strchr(name, SEPARATOR);
    gsize length;

    if (separator == NULL) {
        *local = name;
        return KAM_XML_OTHER;
    }
    *local = separator + 1;
    length = (gsize)(separator - name);
    for (const KamXmlNamespace *ns = xml->handlers->namespaces; ns->uri != NULL; ns++)
        if (strncmp(ns->uri, name, length) == 0 && ns->uri[length] == '\0')
            return ns->number;
    return KAM_XML_OTHER;
}

static void
on_start(void *user, const XML_Char *name, const XML_Char **attributes)
{
    KamXml *xml = user;
    const char *local;
    guint8 ns;

    if (++xml->depth > KAM_XML_MAX_DEPTH) {
        kam_xml_refuse(xml, KAM_ERROR_TOO_LARGE, "elements are nested more than %d deep", KAM_XML_MAX_DEPTH);
        return;
    }
    ns = namespace_of(xml, name, &local);
    xml->handlers->start(xml->user, ns, local, attributes);
}

static void
on_end(void *user, const XML_Char *name)
{
    KamXml *xml = user;
    const char *local;
    guint8 ns = namespace_of(xml, name, &local);

    xml->depth--;
    xml->handlers->end(xml->user, ns, local);
}

static void
on_text(void *user, const XML_Char *text, int length)
{
    KamXml *xml = user;

    xml->handlers->text(xml->user, text, (gsize)length);
}

static void
on_doctype(void *user, G_GNUC_UNUSED const XML_Char *name, G_GNUC_UNUSED const XML_Char *system_id,
           G_GNUC_UNUSED const XML_Char *public_id, G_GNUC_UNUSED int has_subset)
{
    kam_xml_refuse(user, KAM_ERROR_INVALID, "it declares a document type or entities, which is refused");
}

static void
set_handlers(KamXml *xml)
{
    XML_SetUserData(xml->parser, xml);
    XML_SetHashSalt(xml->parser, (unsigned long)g_random_int() | 1);
    XML_SetElementHandler(xml->parser, on_start, on_end);
    XML_SetCharacterDataHandler(xml->parser, on_text);
    XML_SetStartDoctypeDeclHandler(xml->parser, on_doctype);
}

KamXml *
kam_xml_new(const KamXmlHandlers *handlers, gpointer user, const char *what)
{
    KamXml *xml = g_new0(KamXml, 1);

    xml->handlers = handlers;
    xml->user = user;
    xml->what = g_strdup(what);
    xml->parser = XML_ParserCreateNS(NULL, SEPARATOR);
    if (xml->parser == NULL)
        g_error("out of memory");
    set_handlers(xml);
    return xml;
}

void
kam_xml_free(KamXml *xml)
{
    if (xml == NULL)
        return;
    XML_ParserFree(xml->parser);
    g_clear_error(&xml->error);
    g_free(xml->what);
    g_free(xml);
}

void
kam_xml_reset(KamXml *xml, const char *what)
{
    char *copy = g_strdup(what);

    g_free(xml->what);
    xml->what = copy;
    xml->depth = 0;
    g_clear_error(&xml->error);
    XML_ParserReset(xml->parser, NULL);
    set_handlers(xml);
}

char *
kam_xml_get_buffer(KamXml *xml, gsize size, GError **error)
{
    char *buffer = XML_GetBuffer(xml->parser, (int)size);

    if (buffer == NULL)
        g_propagate_error(error, make_error(xml, KAM_ERROR_FAILED, XML_ErrorString(XML_GetErrorCode(xml->parser))));
    return buffer;
}

static KamXmlState
judge(KamXml *xml, enum XML_Status status, GError **error)
{
    if (xml->error != NULL) {
        g_propagate_error(error, g_steal_pointer(&xml->error));
        return KAM_XML_FAILED;
    }
    if (status == XML_STATUS_SUSPENDED)
        return KAM_XML_PAUSED;
    if (status == XML_STATUS_OK)
        return KAM_XML_MORE;
    g_propagate_error(error, make_error(xml, KAM_ERROR_INVALID, XML_ErrorString(XML_GetErrorCode(xml->parser))));
    return KAM_XML_FAILED;
}

KamXmlState
kam_xml_parse(KamXml *xml, gsize length, gboolean is_last, GError **error)
{
    return judge(xml, XML_ParseBuffer(xml->parser, (int)length, is_last), error);
}

KamXmlState
kam_xml_resume(KamXml *xml, GError **error)
{
    return judge(xml, XML_ResumeParser(xml->parser), error);
}

KamXmlState
kam_xml_feed(KamXml *xml, const char *data, gsize length, gboolean is_last, GError **error)
{
    char *buffer = kam_xml_get_buffer(xml, MAX(length, 1), error);

    if (buffer == NULL)
        return KAM_XML_FAILED;
    memcpy(buffer, data, length);
    return kam_xml_parse(xml, length, is_last, error);
}

void
kam_xml_fail(KamXml *xml, GError *error)
{
    if (xml->error != NULL) {
        g_error_free(error);
        return;
    }
    xml->error = error;
    XML_StopParser(xml->parser, XML_FALSE);
}

void
kam_xml_refuse(KamXml *xml, KamErrorCode code, const char *format, ...)
{
    g_autofree char *reason = NULL;
    va_list arguments;

    va_start(arguments, format);
    reason = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    kam_xml_fail(xml, make_error(xml, code, reason));
}

void
kam_xml_pause(KamXml *xml)
{
    if (xml->error == NULL)
        XML_StopParser(xml->parser, XML_TRUE);
}

const char *
kam_xml_attribute(const char **attributes, const char *name)
{
    for (; *attributes != NULL; attributes += 2)
        if (strcmp(attributes[0], name) == 0)
            return attributes[1];
    return NULL;
}

const char *
kam_xml_attribute_any(const char **attributes, const char *local)
{
    for (; *attributes != NULL; attributes += 2) {
        const char *separator = strchr(attributes[0], SEPARATOR);

        if (strcmp(separator == NULL ? attributes[0] : separator + 1, local) == 0)
            return attributes[1];
    }
    return NULL;
}

gboolean
kam_xml_read_all(KamXml *xml, KamXmlRead read, gpointer source, GError **error)
{
    gssize n;

    do {
        char *buffer = kam_xml_get_buffer(xml, CHUNK_BYTES, error);

        if (buffer == NULL)
            return FALSE;
        n = read(source, buffer, CHUNK_BYTES, error);
        if (n < 0 || kam_xml_parse(xml, (gsize)n, n == 0, error) == KAM_XML_FAILED)
            return FALSE;
    } while (n > 0);
    return TRUE;
}
