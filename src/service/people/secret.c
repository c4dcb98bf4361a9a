/* Secrets as text. */
#include "service/people/secret.h"

#include <liboath/oath.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/id.h"

#define MAX_BYTES 64
#define ID_COUNTERS (1u << 21)

/* Without random numbers nothing that follows would be safe, so a machine that has none ends the program. */
static void
need_sodium(void)
{
    if (sodium_init() < 0)
        g_error("no random numbers to be had on this machine");
}

char *
kam_secret_to_text(const guint8 *bytes, gsize length)
{
    char *encoded = NULL;
    char *text;

    if (oath_base32_encode((const char *)bytes, length, &encoded, NULL) != OATH_OK)
        g_error("no memory to write %" G_GSIZE_FORMAT " bytes as text", length);
    encoded[strcspn(encoded, "=")] = '\0';
    text = g_ascii_strdown(encoded, -1);
    sodium_memzero(encoded, strlen(encoded));
    free(encoded);
    return text;
}

char *
kam_secret_new(guint n_bytes)
{
    guint8 bytes[MAX_BYTES];
    char *text;

    g_return_val_if_fail(n_bytes >= 1 && n_bytes <= MAX_BYTES, NULL);
    need_sodium();
    randombytes_buf(bytes, n_bytes);
    text = kam_secret_to_text(bytes, n_bytes);
    sodium_memzero(bytes, sizeof bytes);
    return text;
}

void
kam_secret_hash(const char *secret, char hash[KAM_SECRET_HASH_SIZE])
{
    guint8 bytes[crypto_hash_sha256_BYTES];

    crypto_hash_sha256(bytes, (const guint8 *)secret, strlen(secret));
    sodium_bin2hex(hash, KAM_SECRET_HASH_SIZE, bytes, sizeof bytes);
}

gboolean
kam_secret_hash_equal(const char *a, const char *b)
{
    gsize length = strlen(a);

    return strlen(b) == length && sodium_memcmp(a, b, length) == 0;
}

void
kam_secret_derive(const char *secret, const char *use, char derived[KAM_SECRET_HASH_SIZE])
{
    guint8 key[crypto_hash_sha256_BYTES];
    guint8 bytes[crypto_generichash_BYTES];

    G_STATIC_ASSERT(sizeof bytes * 2 + 1 == KAM_SECRET_HASH_SIZE);
    /* Not the hash that is stored: who reads the database must not know what changes have to show. */
    crypto_generichash(key, sizeof key, (const guint8 *)secret, strlen(secret), NULL, 0);
    crypto_generichash(bytes, sizeof bytes, (const guint8 *)use, strlen(use), key, sizeof key);
    sodium_bin2hex(derived, KAM_SECRET_HASH_SIZE, bytes, sizeof bytes);
    sodium_memzero(key, sizeof key);
}

gint64
kam_secret_new_id(gint64 now_ms)
{
    KamIdMaker maker = { 0 };

    need_sodium();
    return kam_id_next(&maker, now_ms) | randombytes_uniform(ID_COUNTERS);
}
