/* Secrets as text: made of random bytes, kept as hashes. */
#pragma once

#include <glib.h>

#define KAM_SECRET_HASH_SIZE 65 /* SHA-256 in hexadecimal digits, with the NUL */

/** `n_bytes` (1 to 64) random bytes in small letters and the digits 2 to 7, without padding. Free with g_free(). */
char *kam_secret_new(guint n_bytes);
/** SHA-256 of a text: what is stored of a secret that is random itself. */
void kam_secret_hash(const char *secret, char hash[KAM_SECRET_HASH_SIZE]);
/** Whether two hashes are the same, in a time that does not tell where they differ. */
gboolean kam_secret_hash_equal(const char *a, const char *b);
/**
 * A value that only the holder of the secret can show, for one use ("change"); the secret does not follow from it.
 * In hexadecimal digits.
 */
void kam_secret_derive(const char *secret, const char *use, char derived[KAM_SECRET_HASH_SIZE]);
/** Bytes in small letters and the digits 2 to 7, without padding. Free with g_free(). */
char *kam_secret_to_text(const guint8 *bytes, gsize length);
/** An id of this instant whose counter is random: for rows that several programs may write at once. */
gint64 kam_secret_new_id(gint64 now_ms);
