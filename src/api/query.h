/* The query of a request: names and values between '&', percent-encoded. */
#pragma once

#include <glib.h>

/**
 * The next pair, decoded ('+' is a space).
 * @param[in,out] at   what remains; starts as the whole query.
 * @param[out] name, value  newly allocated; written when there was a pair. "" stands for a value that is not there.
 * @return FALSE at the end. A pair that is malformed is passed over: see kam_query_is_well_formed().
 */
gboolean kam_query_next(const char **at, char **name, char **value);

/** Whether every escape is one, and everything decoded is UTF-8 without NUL. */
gboolean kam_query_is_well_formed(const char *query);
