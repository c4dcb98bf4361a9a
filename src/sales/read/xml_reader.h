/* XML for readers of files: expat with namespaces turned into small numbers, a pause
 * button, and everything refused that documents of data never need (DOCTYPE, entities). */
#pragma once

#include <glib.h>

#include "base/error.h"

#define KAM_XML_MAX_DEPTH 200
/* The number of a namespace that the reader did not name; 0 is also no namespace at all. */
#define KAM_XML_OTHER 0

typedef struct KamXml KamXml;

typedef struct {
    const char *uri;
    guint8 number; /* several URIs may share one: transitional and strict */
} KamXmlNamespace;

typedef struct {
    const KamXmlNamespace *namespaces; /* ends with a NULL uri */
    /* Attributes come in pairs of name and value, as expat gives them; names in a namespace are "uri\nlocal". */
    void (*start)(gpointer user, guint8 ns, const char *local, const char **attributes);
    void (*end)(gpointer user, guint8 ns, const char *local);
    void (*text)(gpointer user, const char *text, gsize length);
    /* Appends where the reader stands (", row 3") to a message; NULL: line and column of the XML. */
    void (*place)(gpointer user, GString *message);
} KamXmlHandlers;

typedef enum { KAM_XML_MORE, KAM_XML_PAUSED, KAM_XML_FAILED } KamXmlState;

/** `what` stands in messages behind "cannot read": "'a.xlsx', part 'xl/styles.xml'". Handlers must stay valid; `what`
 * is copied. */
KamXml *kam_xml_new(const KamXmlHandlers *handlers, gpointer user, const char *what);
void kam_xml_free(KamXml *xml);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamXml, kam_xml_free)

/** Make ready for another document; cheaper than a new reader. */
void kam_xml_reset(KamXml *xml, const char *what);

/** Room for the next `size` bytes of the document: fill it, then call kam_xml_parse(). NULL with an error. */
char *kam_xml_get_buffer(KamXml *xml, gsize size, GError **error);
/** Parse `length` bytes of that buffer. MORE: give more (or it was the last). PAUSED: a handler paused; call
 * kam_xml_resume(). */
KamXmlState kam_xml_parse(KamXml *xml, gsize length, gboolean is_last, GError **error);
KamXmlState kam_xml_resume(KamXml *xml, GError **error);
/** The two above for bytes that lie elsewhere. */
KamXmlState kam_xml_feed(KamXml *xml, const char *data, gsize length, gboolean is_last, GError **error);

/** For handlers: stop with this error (taken over); only the first counts. */
void kam_xml_fail(KamXml *xml, GError *error);
/** For handlers: the same with a message that begins with what is read and the place. */
void kam_xml_refuse(KamXml *xml, KamErrorCode code, const char *format, ...) G_GNUC_PRINTF(3, 4);
/** For handlers: come back from parsing behind this event. */
void kam_xml_pause(KamXml *xml);

/** Value of the attribute without a namespace, or NULL. */
const char *kam_xml_attribute(const char **attributes, const char *name);
/** Value of the attribute `local` in any namespace, or NULL. */
const char *kam_xml_attribute_any(const char **attributes, const char *local);

/** Called for bytes of a document: like read(2), 0 at the end, -1 with an error. */
typedef gssize (*KamXmlRead)(gpointer source, void *buffer, gsize size, GError **error);
/** Read a whole document from a source, without pauses. */
gboolean kam_xml_read_all(KamXml *xml, KamXmlRead read, gpointer source, GError **error);
