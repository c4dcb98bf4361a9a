/* Signing in through an identity provider: the two steps of a sign-in, and what is known of the provider. */
#include "service/people/oidc.h"

#include <curl/curl.h>
#include <sodium.h>
#include <string.h>

#include "service/people/key.h"
#include "service/people/oidc_pending.h"
#include "service/people/oidc_provider.h"

/* How long addresses and keys are believed. */
#define FRESH_MS (G_GINT64_CONSTANT(60) * 60 * 1000)
/* Tokens with keys that are not known make us ask again, but not as often as somebody can send them. */
#define RENEW_MS 10000
#define CODE_MAX 4096

/* One key for one use: what seals second factors does not seal these. */
static const char key_use[] = "sign-in through a provider";

struct KamOidc {
    char *issuer;
    KamOidcClient client;
    KamRole role_of_new;
    KamOidcLimits limits;
    guint8 key[KAM_OIDC_SEAL_KEY_BYTES];
    GMutex lock; /* of what follows */
    KamOidcProvider *provider;
    gint64 renewed_ms;
};

static gboolean
is_set(const char *value)
{
    return value != NULL && *value != '\0';
}

static gboolean
check_settings(const KamOidcSettings *settings, GError **error)
{
    const char *role = settings->role_of_new;

    if (!is_set(settings->issuer) || !kam_oidc_url_is_allowed(settings->issuer) ||
        strchr(settings->issuer, '?') != NULL)
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "oidc-issuer: '%s' is no https address",
                    is_set(settings->issuer) ? settings->issuer : "");
    else if (!is_set(settings->client_id))
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "oidc-client-id is empty: the provider gives it");
    else if (!is_set(settings->public_url))
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "public-url is empty: the provider has to know where to send browsers back to");
    else if (is_set(role) && strcmp(role, "none") != 0 && kam_role_from_name(role) == KAM_ROLE_NONE)
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "oidc-role-of-new: '%s' is no role", role);
    else
        return TRUE;
    return FALSE;
}

static gboolean
read_secret(const char *path, char **secret, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autofree char *text = NULL;

    if (!is_set(path))
        return TRUE;
    if (!g_file_get_contents(path, &text, NULL, &cause)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "oidc-client-secret-file: %s", cause->message);
        return FALSE;
    }
    g_strstrip(text);
    if (*text == '\0') {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "oidc-client-secret-file: '%s' is empty", path);
        return FALSE;
    }
    *secret = g_steal_pointer(&text);
    return TRUE;
}

static void
fill(KamOidc *oidc, const KamOidcSettings *settings, const guint8 *key)
{
    gboolean has_slash = g_str_has_suffix(settings->public_url, "/");

    oidc->issuer = g_strdup(settings->issuer);
    oidc->client.id = g_strdup(settings->client_id);
    oidc->client.redirect_uri = g_strconcat(settings->public_url, &KAM_OIDC_CALLBACK_PATH[has_slash ? 1 : 0], NULL);
    oidc->role_of_new = is_set(settings->role_of_new) ? kam_role_from_name(settings->role_of_new) : KAM_ROLE_NONE;
    oidc->limits = settings->limits;
    oidc->renewed_ms = G_MININT64 / 2;
    if (key != NULL)
        crypto_generichash(oidc->key, sizeof oidc->key, (const guint8 *)key_use, sizeof key_use, key, KAM_KEY_SIZE);
    else
        randombytes_buf(oidc->key, sizeof oidc->key);
}

KamOidc *
kam_oidc_new(const KamOidcSettings *settings, const guint8 *key, GError **error)
{
    g_autofree char *secret = NULL;
    KamOidc *oidc;

    if (!check_settings(settings, error) || !read_secret(settings->client_secret_file, &secret, error))
        return NULL;
    curl_global_init(CURL_GLOBAL_DEFAULT);
    oidc = g_new0(KamOidc, 1);
    g_mutex_init(&oidc->lock);
    oidc->client.secret = g_steal_pointer(&secret);
    fill(oidc, settings, key);
    return oidc;
}

void
kam_oidc_free(KamOidc *oidc)
{
    if (oidc == NULL)
        return;
    kam_oidc_provider_unref(oidc->provider);
    g_mutex_clear(&oidc->lock);
    sodium_memzero(oidc->key, sizeof oidc->key);
    g_free(oidc->issuer);
    g_free(oidc->client.id);
    g_free(oidc->client.secret);
    g_free(oidc->client.redirect_uri);
    g_free(oidc);
    curl_global_cleanup();
}

const char *
kam_oidc_get_issuer(const KamOidc *oidc)
{
    return oidc->issuer;
}

KamRole
kam_oidc_get_role_of_new(const KamOidc *oidc)
{
    return oidc->role_of_new;
}

/* --- what is known of the provider --- */

static KamOidcProvider *
find_provider(KamOidc *oidc, gint64 now_ms)
{
    KamOidcProvider *found = NULL;

    g_mutex_lock(&oidc->lock);
    if (oidc->provider != NULL && now_ms - oidc->provider->fetched_ms < FRESH_MS)
        found = kam_oidc_provider_ref(oidc->provider);
    g_mutex_unlock(&oidc->lock);
    return found;
}

static void
keep_provider(KamOidc *oidc, KamOidcProvider *provider)
{
    KamOidcProvider *old;

    g_mutex_lock(&oidc->lock);
    old = oidc->provider;
    oidc->provider = kam_oidc_provider_ref(provider);
    g_mutex_unlock(&oidc->lock);
    kam_oidc_provider_unref(old);
}

/* The network is asked without the lock: others go on meanwhile, and two may ask at once. */
static KamOidcProvider *
get_provider(KamOidc *oidc, gint64 now_ms, GError **error)
{
    KamOidcProvider *provider = find_provider(oidc, now_ms);

    if (provider != NULL)
        return provider;
    provider = kam_oidc_provider_fetch(&oidc->limits, oidc->issuer, now_ms, error);
    if (provider != NULL)
        keep_provider(oidc, provider);
    return provider;
}

static gboolean
may_renew(KamOidc *oidc, gint64 now_ms)
{
    gboolean may;

    g_mutex_lock(&oidc->lock);
    may = now_ms - oidc->renewed_ms >= RENEW_MS;
    if (may)
        oidc->renewed_ms = now_ms;
    g_mutex_unlock(&oidc->lock);
    return may;
}

/* --- beginning --- */

static void
add_parameter(GString *url, const char *name, const char *value)
{
    g_string_append_c(url, strchr(url->str, '?') != NULL ? '&' : '?');
    g_string_append_printf(url, "%s=", name);
    g_string_append_uri_escaped(url, value, NULL, FALSE);
}

char *
kam_oidc_begin(KamOidc *oidc, gint64 now_ms, char **cookie, GError **error)
{
    g_autoptr(KamOidcProvider) provider = get_provider(oidc, now_ms, error);
    g_auto(KamOidcPending) pending = { 0 };
    g_autofree char *challenge = NULL;
    GString *url;

    if (provider == NULL)
        return NULL;
    kam_oidc_pending_init(&pending, now_ms);
    challenge = kam_oidc_pending_challenge(&pending);
    url = g_string_new(provider->authorization_url);
    add_parameter(url, "response_type", "code");
    add_parameter(url, "client_id", oidc->client.id);
    add_parameter(url, "redirect_uri", oidc->client.redirect_uri);
    add_parameter(url, "scope", "openid email profile");
    add_parameter(url, "state", pending.state);
    add_parameter(url, "nonce", pending.nonce);
    add_parameter(url, "code_challenge", challenge);
    add_parameter(url, "code_challenge_method", "S256");
    *cookie = kam_oidc_pending_seal(&pending, oidc->key);
    return g_string_free(url, FALSE);
}

/* --- finishing --- */

static gboolean
refuse(GError **error, const char *why)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED, "%s: sign in again", why);
    return FALSE;
}

static gboolean
check_return(const KamOidc *oidc, const KamOidcReturn *returned, GError **error)
{
    /* RFC 9207: an answer of one provider is not shown to another. */
    if (returned->issuer != NULL && strcmp(returned->issuer, oidc->issuer) != 0)
        return refuse(error, "another identity provider answered");
    if (returned->error != NULL)
        return refuse(error, "the identity provider did not let you in");
    if (returned->code == NULL || strlen(returned->code) > CODE_MAX)
        return refuse(error, "the identity provider sent no code");
    return TRUE;
}

/* A key that is not known may be new. */
static gboolean
check_signature(KamOidc *oidc, const KamOidcProvider *provider, const KamOidcToken *token, gint64 now_ms,
                GError **error)
{
    KamOidcVerdict verdict = kam_oidc_keys_verify(provider->keys, token);

    if (verdict == KAM_OIDC_KEY_UNKNOWN && may_renew(oidc, now_ms)) {
        g_autoptr(KamOidcProvider) renewed = kam_oidc_provider_renew(&oidc->limits, provider, error);

        if (renewed == NULL)
            return FALSE;
        keep_provider(oidc, renewed);
        verdict = kam_oidc_keys_verify(renewed->keys, token);
    }
    if (verdict == KAM_OIDC_SIGNED)
        return TRUE;
    return refuse(error, verdict == KAM_OIDC_NOT_SIGNED
                             ? "the identity provider's token is not signed by it"
                             : "the identity provider's token is signed with an unknown key");
}

gboolean
kam_oidc_finish(KamOidc *oidc, const char *cookie, const KamOidcReturn *returned, gint64 now_ms, KamOidcPerson *person,
                GError **error)
{
    g_auto(KamOidcPending) pending = { 0 };
    g_autoptr(KamOidcProvider) provider = NULL;
    g_autoptr(KamOidcToken) token = NULL;
    g_autofree char *text = NULL;
    KamOidcExpected expected;

    if (!kam_oidc_pending_open(cookie, returned->state, oidc->key, now_ms, &pending, error) ||
        !check_return(oidc, returned, error))
        return FALSE;
    provider = get_provider(oidc, now_ms, error);
    if (provider == NULL)
        return FALSE;
    text = kam_oidc_provider_exchange(&oidc->limits, provider, &oidc->client, returned->code, pending.verifier, error);
    if (text == NULL)
        return FALSE;
    token = kam_oidc_token_parse(text, strlen(text), error);
    if (token == NULL || !check_signature(oidc, provider, token, now_ms, error))
        return FALSE;
    expected = (KamOidcExpected) { oidc->issuer, oidc->client.id, pending.nonce, pending.began_ms, now_ms };
    return kam_oidc_claims_check(token->claims, &expected, person, error);
}
