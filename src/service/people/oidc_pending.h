/* A sign-in on its way to the provider and back: kept by the browser that began it, in a cookie that it can neither
 * read nor make, so that nobody can finish another's and the server keeps nothing of those who never come back. */
#pragma once

#include <glib.h>

#include "base/error.h"

/* Whoever takes longer begins again. */
#define KAM_OIDC_PENDING_MS (G_GINT64_CONSTANT(10) * 60 * 1000)
#define KAM_OIDC_SEAL_KEY_BYTES 32

typedef struct {
    char *state;    /* comes back in the address */
    char *nonce;    /* comes back in the token */
    char *verifier; /* of PKCE: shown only to the provider's token endpoint */
    gint64 began_ms;
} KamOidcPending;

/** With values that nobody can guess. */
void kam_oidc_pending_init(KamOidcPending *pending, gint64 now_ms);
void kam_oidc_pending_clear(KamOidcPending *pending);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamOidcPending, kam_oidc_pending_clear)
/** The challenge of PKCE, method S256. Free with g_free(). */
char *kam_oidc_pending_challenge(const KamOidcPending *pending);

/** As the value of a cookie. Free with g_free(). */
char *kam_oidc_pending_seal(const KamOidcPending *pending, const guint8 key[KAM_OIDC_SEAL_KEY_BYTES]);
/**
 * Read it again.
 * @param cookie       NULL: the browser showed none.
 * @param state        what came back in the address; NULL: nothing.
 * @param[out] pending written on success; clear it first.
 * @return FALSE and KAM_ERROR_DENIED when the cookie is not ours, is too old, or belongs to another sign-in.
 */
gboolean kam_oidc_pending_open(const char *cookie, const char *state, const guint8 key[KAM_OIDC_SEAL_KEY_BYTES],
                               gint64 now_ms, KamOidcPending *pending, GError **error);
