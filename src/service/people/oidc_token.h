/* ID tokens as text: a JSON Web Token in its compact form, taken apart and not yet believed. Who signed it is checked
 * by oidc_keys.h, what it says by oidc_claims.h. */
#pragma once

#include <glib.h>
#include <jansson.h>

#include "base/error.h"

/* Longer ones are refused unread. */
#define KAM_OIDC_TOKEN_MAX 32768

/* The only ways of signing that are taken: public keys, so that nobody who can check a token can make one. */
typedef enum { KAM_OIDC_RS256 = 1, KAM_OIDC_PS256, KAM_OIDC_ES256 } KamOidcAlgorithm;

typedef struct {
    KamOidcAlgorithm algorithm;
    char *key_id; /* NULL when the token names none */
    json_t *claims;
    char *signed_text; /* what the signature is over */
    guint8 *signature;
    gsize signature_length;
} KamOidcToken;

/** Bytes of base64url without padding; NULL when it is none, or is empty. Free with g_free(). */
guint8 *kam_oidc_decode(const char *text, gsize length, gsize *n_bytes);
/** The reverse. Free with g_free(). */
char *kam_oidc_encode(const guint8 *bytes, gsize n_bytes);

/** The algorithm of a word, 0 for every other: "none" and those with shared secrets, too. */
KamOidcAlgorithm kam_oidc_algorithm_from_name(const char *name);

/** Take a token apart. KAM_ERROR_DENIED when it is none, or signed in a way that is not taken. */
KamOidcToken *kam_oidc_token_parse(const char *text, gsize length, GError **error);
void kam_oidc_token_free(KamOidcToken *token);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamOidcToken, kam_oidc_token_free)
