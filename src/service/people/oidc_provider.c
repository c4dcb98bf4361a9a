/* What an identity provider publishes about itself: discovery (OpenID Connect Discovery 1.0), keys, and its token
 * endpoint. */
#include "service/people/oidc_provider.h"

#include <string.h>

#define DISCOVERY_PATH "/.well-known/openid-configuration"

static gboolean
fail(GError **error, const char *why)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "the identity provider's description %s", why);
    return FALSE;
}

/* An answer of 200 that is a JSON object, and its text where it is wanted. */
static char *
fetch_text(const KamOidcLimits *limits, const char *url, gsize *length, GError **error)
{
    long status = 0;
    g_autofree char *body = kam_oidc_fetch(limits, url, NULL, &status, length, error);

    if (body == NULL || status == 200)
        return g_steal_pointer(&body);
    g_set_error(error, KAM_ERROR, KAM_ERROR_BUSY, "the identity provider answered '%s' with status %ld: try again", url,
                status);
    return NULL;
}

static char *
dup_url(const json_t *description, const char *name)
{
    const char *url = json_string_value(json_object_get(description, name));

    return url != NULL && kam_oidc_url_is_allowed(url) ? g_strdup(url) : NULL;
}

static gboolean
has_word(const json_t *list, const char *word)
{
    for (size_t i = 0; i < json_array_size(list); i++)
        if (g_strcmp0(json_string_value(json_array_get(list, i)), word) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
read_description(KamOidcProvider *provider, const json_t *description, GError **error)
{
    const json_t *challenges = json_object_get(description, "code_challenge_methods_supported");
    const json_t *ways = json_object_get(description, "token_endpoint_auth_methods_supported");

    if (g_strcmp0(json_string_value(json_object_get(description, "issuer")), provider->issuer) != 0)
        return fail(error, "names another issuer than the setting oidc-issuer");
    provider->authorization_url = dup_url(description, "authorization_endpoint");
    provider->token_url = dup_url(description, "token_endpoint");
    provider->keys_url = dup_url(description, "jwks_uri");
    if (provider->authorization_url == NULL || provider->token_url == NULL || provider->keys_url == NULL)
        return fail(error, "lacks an address that is needed, or one is not https");
    if (challenges != NULL && !has_word(challenges, "S256"))
        return fail(error, "does without PKCE (S256)");
    provider->secret_in_form = ways != NULL && !has_word(ways, "client_secret_basic");
    return TRUE;
}

static gboolean
fetch_description(const KamOidcLimits *limits, KamOidcProvider *provider, GError **error)
{
    gboolean has_slash = g_str_has_suffix(provider->issuer, "/");
    g_autofree char *url = g_strconcat(provider->issuer, &DISCOVERY_PATH[has_slash ? 1 : 0], NULL);
    gsize length = 0;
    g_autofree char *text = fetch_text(limits, url, &length, error);
    gboolean is_good;
    json_t *json;

    if (text == NULL)
        return FALSE;
    json = json_loadb(text, length, JSON_REJECT_DUPLICATES, NULL);
    is_good = json_is_object(json) ? read_description(provider, json, error) : fail(error, "is no JSON object");
    json_decref(json);
    return is_good;
}

static gboolean
fetch_keys(const KamOidcLimits *limits, KamOidcProvider *provider, GError **error)
{
    gsize length = 0;
    g_autofree char *text = fetch_text(limits, provider->keys_url, &length, error);

    provider->keys = text != NULL ? kam_oidc_keys_parse(text, length, error) : NULL;
    return provider->keys != NULL;
}

KamOidcProvider *
kam_oidc_provider_fetch(const KamOidcLimits *limits, const char *issuer, gint64 now_ms, GError **error)
{
    g_autoptr(KamOidcProvider) provider = g_atomic_rc_box_new0(KamOidcProvider);

    provider->issuer = g_strdup(issuer);
    provider->fetched_ms = now_ms;
    if (!fetch_description(limits, provider, error) || !fetch_keys(limits, provider, error))
        return NULL;
    return g_steal_pointer(&provider);
}

KamOidcProvider *
kam_oidc_provider_renew(const KamOidcLimits *limits, const KamOidcProvider *old, GError **error)
{
    g_autoptr(KamOidcProvider) provider = g_atomic_rc_box_new0(KamOidcProvider);

    provider->issuer = g_strdup(old->issuer);
    provider->authorization_url = g_strdup(old->authorization_url);
    provider->token_url = g_strdup(old->token_url);
    provider->keys_url = g_strdup(old->keys_url);
    provider->secret_in_form = old->secret_in_form;
    provider->fetched_ms = old->fetched_ms;
    return fetch_keys(limits, provider, error) ? g_steal_pointer(&provider) : NULL;
}

KamOidcProvider *
kam_oidc_provider_ref(KamOidcProvider *provider)
{
    return g_atomic_rc_box_acquire(provider);
}

static void
clear_provider(gpointer data)
{
    KamOidcProvider *provider = data;

    g_free(provider->issuer);
    g_free(provider->authorization_url);
    g_free(provider->token_url);
    g_free(provider->keys_url);
    kam_oidc_keys_free(provider->keys);
}

void
kam_oidc_provider_unref(KamOidcProvider *provider)
{
    if (provider != NULL)
        g_atomic_rc_box_release_full(provider, clear_provider);
}

/* --- the token endpoint --- */

static void
add_pair(GString *form, const char *name, const char *value)
{
    if (form->len > 0)
        g_string_append_c(form, '&');
    g_string_append_printf(form, "%s=", name);
    g_string_append_uri_escaped(form, value, NULL, FALSE);
}

static char *
make_form(const KamOidcClient *client, gboolean with_secret, const char *code, const char *verifier)
{
    GString *form = g_string_new(NULL);

    add_pair(form, "grant_type", "authorization_code");
    add_pair(form, "code", code);
    add_pair(form, "redirect_uri", client->redirect_uri);
    add_pair(form, "code_verifier", verifier);
    add_pair(form, "client_id", client->id);
    if (with_secret)
        add_pair(form, "client_secret", client->secret);
    return g_string_free(form, FALSE);
}

static char *
read_answer(const char *text, gsize length, long status, GError **error)
{
    json_t *json = json_loadb(text, length, JSON_REJECT_DUPLICATES, NULL);
    char *token = g_strdup(json_string_value(json_object_get(json, "id_token")));

    json_decref(json);
    if (status == 200 && token != NULL)
        return token;
    g_free(token);
    if (status >= 500)
        g_set_error(error, KAM_ERROR, KAM_ERROR_BUSY, "the identity provider answered with status %ld: try again",
                    status);
    else
        g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED,
                    "the identity provider gave no ID token (status %ld): sign in again", status);
    return NULL;
}

char *
kam_oidc_provider_exchange(const KamOidcLimits *limits, const KamOidcProvider *provider, const KamOidcClient *client,
                           const char *code, const char *verifier, GError **error)
{
    gboolean has_secret = client->secret != NULL;
    gboolean in_form = has_secret && provider->secret_in_form;
    g_autofree char *body = make_form(client, in_form, code, verifier);
    KamOidcForm form = { .body = body };
    g_autofree char *answer = NULL;
    long status = 0;
    gsize length = 0;

    if (has_secret && !in_form) {
        form.client_id = client->id;
        form.secret = client->secret;
    }
    answer = kam_oidc_fetch(limits, provider->token_url, &form, &status, &length, error);
    return answer != NULL ? read_answer(answer, length, status, error) : NULL;
}
