/* A sign-in on its way, sealed into a cookie: "state nonce verifier began" behind a random nonce of the seal. */
#include "service/people/oidc_pending.h"

#include <sodium.h>
#include <string.h>

#include "service/people/oidc_token.h"

#define SECRET_BYTES 32
#define COOKIE_MAX 1024

G_STATIC_ASSERT(KAM_OIDC_SEAL_KEY_BYTES == crypto_secretbox_KEYBYTES);

static char *
new_secret(void)
{
    guint8 bytes[SECRET_BYTES];

    randombytes_buf(bytes, sizeof bytes);
    return kam_oidc_encode(bytes, sizeof bytes);
}

void
kam_oidc_pending_init(KamOidcPending *pending, gint64 now_ms)
{
    *pending = (KamOidcPending) { new_secret(), new_secret(), new_secret(), now_ms };
}

void
kam_oidc_pending_clear(KamOidcPending *pending)
{
    g_clear_pointer(&pending->state, g_free);
    g_clear_pointer(&pending->nonce, g_free);
    g_clear_pointer(&pending->verifier, g_free);
}

char *
kam_oidc_pending_challenge(const KamOidcPending *pending)
{
    guint8 hash[crypto_hash_sha256_BYTES];

    crypto_hash_sha256(hash, (const guint8 *)pending->verifier, strlen(pending->verifier));
    return kam_oidc_encode(hash, sizeof hash);
}

char *
kam_oidc_pending_seal(const KamOidcPending *pending, const guint8 key[KAM_OIDC_SEAL_KEY_BYTES])
{
    g_autofree char *text = g_strdup_printf("%s %s %s %" G_GINT64_FORMAT, pending->state, pending->nonce,
                                            pending->verifier, pending->began_ms);
    gsize length = strlen(text);
    gsize n = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + length;
    g_autofree guint8 *sealed = g_malloc(n);

    randombytes_buf(sealed, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(sealed + crypto_secretbox_NONCEBYTES, (const guint8 *)text, length, sealed, key);
    return kam_oidc_encode(sealed, n);
}

/* The words inside; NULL when it was not sealed with this key. */
static char **
unseal(const char *cookie, const guint8 *key)
{
    const gsize around = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    gsize length = cookie != NULL ? strlen(cookie) : 0;
    gsize n = 0;
    g_autofree guint8 *sealed = length <= COOKIE_MAX ? kam_oidc_decode(cookie, length, &n) : NULL;
    g_autofree char *text = NULL;

    if (sealed == NULL || n <= around)
        return NULL;
    text = g_malloc0(n - around + 1);
    if (crypto_secretbox_open_easy((guint8 *)text, sealed + crypto_secretbox_NONCEBYTES,
                                   n - crypto_secretbox_NONCEBYTES, sealed, key) != 0)
        return NULL;
    return g_strsplit(text, " ", -1);
}

static gboolean
is_same(const char *a, const char *b)
{
    return b != NULL && strlen(a) == strlen(b) && sodium_memcmp(a, b, strlen(a)) == 0;
}

gboolean
kam_oidc_pending_open(const char *cookie, const char *state, const guint8 key[KAM_OIDC_SEAL_KEY_BYTES], gint64 now_ms,
                      KamOidcPending *pending, GError **error)
{
    g_auto(GStrv) words = unseal(cookie, key);
    gint64 began_ms = 0;

    if (words == NULL || g_strv_length(words) != 4 ||
        !g_ascii_string_to_signed(words[3], 10, 0, G_MAXINT64, &began_ms, NULL) || !is_same(words[0], state)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED, "this sign-in was not begun in this browser: begin it again");
        return FALSE;
    }
    if (now_ms < began_ms || now_ms - began_ms >= KAM_OIDC_PENDING_MS) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED, "this sign-in took too long: begin it again");
        return FALSE;
    }
    *pending = (KamOidcPending) { g_strdup(words[0]), g_strdup(words[1]), g_strdup(words[2]), began_ms };
    return TRUE;
}
