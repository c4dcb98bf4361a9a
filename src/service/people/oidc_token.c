/* ID tokens as text. */
#include "service/people/oidc_token.h"

#include <sodium.h>
#include <string.h>

static const struct {
    const char *name;
    KamOidcAlgorithm algorithm;
} algorithms[] = {
    { "RS256", KAM_OIDC_RS256 },
    { "PS256", KAM_OIDC_PS256 },
    { "ES256", KAM_OIDC_ES256 },
};

KamOidcAlgorithm
kam_oidc_algorithm_from_name(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(algorithms); i++)
        if (g_strcmp0(name, algorithms[i].name) == 0)
            return algorithms[i].algorithm;
    return 0;
}

guint8 *
kam_oidc_decode(const char *text, gsize length, gsize *n_bytes)
{
    g_autofree guint8 *bytes = g_malloc(length + 1);
    const char *end = NULL;

    /* The library takes some bytes beyond ASCII for digits. */
    for (gsize i = 0; i < length; i++)
        if (!g_ascii_isalnum(text[i]) && text[i] != '-' && text[i] != '_')
            return NULL;
    if (length == 0 || sodium_base642bin(bytes, length, text, length, NULL, n_bytes, &end,
                                         sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
        return NULL;
    return end == text + length ? g_steal_pointer(&bytes) : NULL;
}

char *
kam_oidc_encode(const guint8 *bytes, gsize n_bytes)
{
    gsize size = sodium_base64_encoded_len(n_bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);

    return sodium_bin2base64(g_malloc(size), size, bytes, n_bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

static gboolean
refuse(GError **error, const char *why)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED, "the ID token %s", why);
    return FALSE;
}

/* A part between dots as a JSON object; a name twice could mean one thing to us and another to the signer. */
static json_t *
read_object(const char *text, gsize length)
{
    gsize n = 0;
    g_autofree guint8 *bytes = kam_oidc_decode(text, length, &n);
    json_t *object = bytes != NULL ? json_loadb((const char *)bytes, n, JSON_REJECT_DUPLICATES, NULL) : NULL;

    if (json_is_object(object))
        return object;
    json_decref(object);
    return NULL;
}

static gboolean
read_header(KamOidcToken *token, const json_t *header, GError **error)
{
    const json_t *key_id = json_object_get(header, "kid");
    const char *type = json_string_value(json_object_get(header, "typ"));

    token->algorithm = kam_oidc_algorithm_from_name(json_string_value(json_object_get(header, "alg")));
    if (token->algorithm == 0)
        return refuse(error, "is not signed with RS256, PS256 or ES256");
    if (json_object_get(header, "crit") != NULL)
        return refuse(error, "asks for an extension that is not known here");
    if (type != NULL && g_ascii_strcasecmp(type, "JWT") != 0)
        return refuse(error, "is of another type");
    if (key_id != NULL && !json_is_string(key_id))
        return refuse(error, "names its key in a way that is none");
    token->key_id = g_strdup(json_string_value(key_id));
    return TRUE;
}

static gboolean
read_parts(KamOidcToken *token, const char *text, gsize length, GError **error)
{
    const char *end = text + length;
    const char *claims = memchr(text, '.', length);
    const char *signature = claims != NULL ? memchr(claims + 1, '.', (gsize)(end - claims - 1)) : NULL;
    json_t *header;
    gboolean is_good;

    if (signature == NULL)
        return refuse(error, "has not three parts");
    header = read_object(text, (gsize)(claims - text));
    if (header == NULL)
        return refuse(error, "has no readable header");
    is_good = read_header(token, header, error);
    json_decref(header);
    if (!is_good)
        return FALSE;
    token->signature = kam_oidc_decode(signature + 1, (gsize)(end - signature - 1), &token->signature_length);
    if (token->signature == NULL)
        return refuse(error, "has no readable signature");
    token->claims = read_object(claims + 1, (gsize)(signature - claims - 1));
    if (token->claims == NULL)
        return refuse(error, "has no readable claims");
    token->signed_text = g_strndup(text, (gsize)(signature - text));
    return TRUE;
}

KamOidcToken *
kam_oidc_token_parse(const char *text, gsize length, GError **error)
{
    g_autoptr(KamOidcToken) token = g_new0(KamOidcToken, 1);

    if (length > KAM_OIDC_TOKEN_MAX) {
        refuse(error, "is too long");
        return NULL;
    }
    return read_parts(token, text, length, error) ? g_steal_pointer(&token) : NULL;
}

void
kam_oidc_token_free(KamOidcToken *token)
{
    if (token == NULL)
        return;
    g_free(token->key_id);
    json_decref(token->claims);
    g_free(token->signed_text);
    g_free(token->signature);
    g_free(token);
}
