/* The target of a request, split and decoded once, so that everybody behind it sees the same path. */
#pragma once

#include <glib.h>

#include "base/error.h"

/**
 * Split a request's target ("/api/v1/accounts?x=1", or with scheme and host before it) into its path, percent-decoded,
 * and its query, as it came.
 *
 * Refused with KAM_ERROR_INVALID is what two readers might understand differently: an encoded slash, backslash, NUL or
 * other control character, '%' without two hexadecimal digits, "." and ".." as segments, "//", text that is not UTF-8.
 * @param[out] path, query  newly allocated; untouched on failure. The query is "" when there is none.
 */
gboolean kam_uri_split(const char *target, char **path, char **query, GError **error);
