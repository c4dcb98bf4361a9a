/* A dictionary whose keys each carry the index of something in an array; several keys may carry the same index. */
#pragma once

#include <glib.h>

typedef struct KamKeyIndex KamKeyIndex;

KamKeyIndex *kam_key_index_new(void);
void kam_key_index_free(KamKeyIndex *keys);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamKeyIndex, kam_key_index_free)

/** The index that a key carries, to be read or written; KAM_NO_INDEX when the key was not there before. Valid until the
 * next call. */
guint32 *kam_key_index_slot(KamKeyIndex *keys, const char *key, gsize length);

/** The index that a key carries, or KAM_NO_INDEX; nothing is added. */
guint32 kam_key_index_find(const KamKeyIndex *keys, const char *key, gsize length);
