/* Which ids go with a text: an index in memory, small enough for every record of a type. */
#pragma once

#include <glib.h>

typedef struct KamIdIndex KamIdIndex;

KamIdIndex *kam_id_index_new(void);
void kam_id_index_free(KamIdIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamIdIndex, kam_id_index_free)

/** Note that the text, which is copied, goes with the id. */
void kam_id_index_add(KamIdIndex *index, const char *text, gint64 id);
/** Take that back; nothing happens when it is not so. */
void kam_id_index_remove(KamIdIndex *index, const char *text, gint64 id);
/** Append the ids of a text to gint64 `ids`, each once. */
void kam_id_index_list(const KamIdIndex *index, const char *text, GArray *ids);
