/* What a file is, found from its first bytes: what its name or its sender says is not believed. */
#pragma once

#include <glib.h>

/** Bytes from the beginning of a file that are enough to tell. */
#define KAM_MEDIA_HEAD 4096

/**
 * The media type of a file among those that may be attached: documents, tables, slides, pictures, mails, texts,
 * packed files (which are never unpacked). NULL for everything else: programs, scripts, unknown.
 */
const char *kam_media_type_find(const guint8 *head, gsize length);
/** Whether what a client said ("text/csv; charset=utf-8") fits what was found: texts have many names, and
 * application/octet-stream or nothing says nothing. */
gboolean kam_media_type_agrees(const char *found, const char *said);
/** Whether a browser may show it in place: pictures without scripts, and PDF. */
gboolean kam_media_type_is_inline(const char *type);
