/* What an identity provider publishes about itself, fetched and checked. Never changed once made, and counted, so that
 * a thread goes on with what it began with while another fetches anew. */
#pragma once

#include "service/people/oidc_http.h"
#include "service/people/oidc_keys.h"

typedef struct {
    char *issuer;
    char *authorization_url, *token_url, *keys_url;
    gboolean secret_in_form; /* the provider takes the client's secret in the form only */
    KamOidcKeys *keys;
    gint64 fetched_ms;
} KamOidcProvider;

/* What the provider knows us by. */
typedef struct {
    char *id;
    char *secret; /* NULL: none */
    char *redirect_uri;
} KamOidcClient;

/** Ask the issuer for its addresses and keys. NULL and KAM_ERROR_BUSY or KAM_ERROR_INVALID. */
KamOidcProvider *
kam_oidc_provider_fetch(const KamOidcLimits *limits, const char *issuer, gint64 now_ms, GError **error);
/** The same provider with the keys that it has now. */
KamOidcProvider *kam_oidc_provider_renew(const KamOidcLimits *limits, const KamOidcProvider *provider, GError **error);
KamOidcProvider *kam_oidc_provider_ref(KamOidcProvider *provider);
void kam_oidc_provider_unref(KamOidcProvider *provider);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamOidcProvider, kam_oidc_provider_unref)

/** Exchange a code for an ID token. KAM_ERROR_DENIED when the provider refuses it. Free with g_free(). */
char *kam_oidc_provider_exchange(const KamOidcLimits *limits, const KamOidcProvider *provider,
                                 const KamOidcClient *client, const char *code, const char *verifier, GError **error);
