/* The key with which what must be read again is sealed in the database: secrets of second factors. It lives in a file
 * beside the database, never in it, so that a copy of the database alone gives nothing away. */
#pragma once

#include <glib.h>

#include "base/error.h"

#define KAM_KEY_SIZE 32

/** The 32 bytes of a key file (64 hexadecimal digits); a file that is not there is made, readable by its owner only. */
gboolean kam_key_load(const char *path, guint8 key[KAM_KEY_SIZE], GError **error);
/** The key file of a database when none is named: "<file>-key"; NULL for a server's database. Free with g_free(). */
char *kam_key_dup_default_path(const char *db_uri);

/** Seal bytes for one owner; newly allocated. */
GBytes *kam_key_seal(const guint8 key[KAM_KEY_SIZE], gint64 owner_id, const guint8 *bytes, gsize length);
/** NULL and KAM_ERROR_CORRUPT when another key sealed it, or it is another's. */
GBytes *
kam_key_open(const guint8 key[KAM_KEY_SIZE], gint64 owner_id, const guint8 *sealed, gsize length, GError **error);
