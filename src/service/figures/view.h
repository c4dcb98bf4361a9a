/* Whose accounts somebody sees, as part of a question. */
#pragma once

#include <glib.h>

/** Append a word to a key that is equal when the same accounts are in view; nothing when all are.
 * @param view  ids, gint64; NULL: all. */
void kam_view_append_key(GString *key, const GArray *view);
