/* A dictionary of byte strings to small numbers, in order of first appearance:
 * what turns the text columns of millions of lines into integers. GHashTable needs a
 * NUL-terminated copy of each key before it can look it up; this one hashes the slice
 * where it lies and copies only new keys. */
#pragma once

#include <glib.h>

typedef struct KamDict KamDict;

#define KAM_DICT_NONE G_MAXUINT32

/** An empty dictionary; small until it is filled. */
KamDict *kam_dict_new(void);
void kam_dict_free(KamDict *dict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamDict, kam_dict_free)
/**
 * Number of the key, 0 for the first ever seen; `is_new` (may be NULL) says whether it was added now. The key may
 * hold any bytes; it is copied when new.
 * Cost: a known short key takes about 12 ns while the dictionary fits the cache, 35 ns at 200,000 keys, 250 ns at a
 * million; a new one 50 to 75 ns more.
 */
guint32 kam_dict_add(KamDict *dict, const char *key, gsize length, gboolean *is_new);
/** Number of the key, or KAM_DICT_NONE. */
guint32 kam_dict_find(const KamDict *dict, const char *key, gsize length);
/** How many keys there are; their numbers are 0 .. size - 1. */
guint32 kam_dict_size(const KamDict *dict);
/** The key of a number: NUL-terminated, valid as long as the dictionary. `length` may be NULL. */
const char *kam_dict_key(const KamDict *dict, guint32 number, gsize *length);
/**
 * 64-bit hash of a slice, the one the dictionary uses; also for content hashes: the same on every machine.
 * Not cryptographic: whoever chooses the bytes can make two slices collide.
 */
guint64 kam_hash_bytes(const void *data, gsize length, guint64 seed);
