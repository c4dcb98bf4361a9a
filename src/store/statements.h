/* Named statements: sql/queries/<subject>.sql holds them, each below a line "-- name: account_by_id". Embedded at build
 * time. */
#pragma once

#include <glib.h>

/** Text of a named statement; a name that does not exist is a programming error and asserts. */
const char *kam_sql(const char *name);
/** All names, in order of file and place, NULL-terminated; for the test that prepares every one on both databases. */
const char *const *kam_sql_get_names(void);
