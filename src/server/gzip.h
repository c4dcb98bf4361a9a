/* Answers made smaller for clients that can read it. */
#pragma once

#include <glib.h>

/** Whether a client with this Accept-Encoding header (NULL: none) reads a coding, such as "gzip" or "br". */
gboolean kam_coding_is_accepted(const char *accept_encoding, const char *name);
/** The text in the form of gzip, by the cheapest level; NULL when that is no smaller. Free with g_string_free(). */
GString *kam_gzip_new(const char *text, gsize length);
