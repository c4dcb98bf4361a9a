/* Signing in through the firm's own identity provider: OpenID Connect, authorization code flow with PKCE. What the
 * provider publishes (its addresses and keys) is kept for an hour and fetched again when a key is not known. Shared by
 * all threads; what it asks of the network may take seconds. */
#pragma once

#include "record/actor.h"
#include "service/people/oidc_claims.h"
#include "service/people/oidc_http.h"

typedef struct KamOidc KamOidc;

/* The path below public_url that the provider sends browsers back to; to be registered there. */
#define KAM_OIDC_CALLBACK_PATH "/api/v1/sign-in/oidc/callback"

/* What an administrator sets; everything is borrowed. */
typedef struct {
    const char *issuer; /* "https://login.firma.rs", as the provider writes it */
    const char *client_id;
    const char *client_secret_file; /* NULL or "": the provider knows us by PKCE alone */
    const char *role_of_new;        /* of people whom nobody added before; NULL, "" or "none": they do not get in */
    const char *public_url;         /* ours */
    KamOidcLimits limits;           /* of requests to the provider */
} KamOidcSettings;

/* What came back in the address of the browser; each NULL when it is absent. */
typedef struct {
    const char *state, *code, *issuer, *error;
} KamOidcReturn;

/**
 * Take the settings and read the secret. Nothing is asked of the provider yet.
 * @param key  32 bytes from which the key follows that seals what browsers keep, the same in all programs that serve
 * one database; NULL: random, so that a restart ends sign-ins that are under way.
 * @return NULL and KAM_ERROR_INVALID when the settings do not fit together, KAM_ERROR_IO for an unreadable secret.
 */
KamOidc *kam_oidc_new(const KamOidcSettings *settings, const guint8 *key, GError **error);
void kam_oidc_free(KamOidc *oidc);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamOidc, kam_oidc_free)

/** The provider as it calls itself. */
const char *kam_oidc_get_issuer(const KamOidc *oidc);
/** What role a person gets whom nobody added before; KAM_ROLE_NONE: does not get in. */
KamRole kam_oidc_get_role_of_new(const KamOidc *oidc);

/**
 * Begin: where the browser is to go, and the cookie it is to bring back.
 * KAM_ERROR_BUSY when the provider does not answer, KAM_ERROR_INVALID when what it publishes cannot be used.
 */
char *kam_oidc_begin(KamOidc *oidc, gint64 now_ms, char **cookie, GError **error);

/**
 * Finish: exchange the code, check the token.
 * @param cookie       what kam_oidc_begin() gave; NULL when the browser brings none.
 * @param[out] person  written on success; clear it first.
 * @return FALSE and KAM_ERROR_DENIED when something does not fit; KAM_ERROR_BUSY, KAM_ERROR_INVALID as above.
 */
gboolean kam_oidc_finish(KamOidc *oidc, const char *cookie, const KamOidcReturn *returned, gint64 now_ms,
                         KamOidcPerson *person, GError **error);
