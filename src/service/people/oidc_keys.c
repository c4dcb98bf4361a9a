/* A provider's public keys. */
#include "service/people/oidc_keys.h"

#include <gnutls/abstract.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <string.h>

#define MIN_RSA_BITS 2048
#define ES256_HALF 32

typedef struct {
    char *id;                   /* NULL when it has none */
    KamOidcAlgorithm algorithm; /* the only one it is for; 0 when the set does not say */
    gboolean is_rsa;            /* otherwise it lies on the curve P-256 */
    gnutls_pubkey_t public;
} Key;

struct KamOidcKeys {
    GArray *list; /* Key */
};

static void
clear_key(gpointer data)
{
    Key *key = data;

    g_free(key->id);
    gnutls_pubkey_deinit(key->public);
}

static guint8 *
dup_number(const json_t *object, const char *name, gnutls_datum_t *number)
{
    const char *text = json_string_value(json_object_get(object, name));
    gsize n = 0;
    guint8 *bytes = text != NULL ? kam_oidc_decode(text, strlen(text), &n) : NULL;

    *number = (gnutls_datum_t) { bytes, (unsigned)n };
    return bytes;
}

static gboolean
import_rsa(gnutls_pubkey_t public, const json_t *object)
{
    gnutls_datum_t modulus, exponent;
    g_autofree guint8 *m = dup_number(object, "n", &modulus);
    g_autofree guint8 *e = dup_number(object, "e", &exponent);
    unsigned bits = 0;

    return m != NULL && e != NULL && gnutls_pubkey_import_rsa_raw(public, &modulus, &exponent) == 0 &&
           gnutls_pubkey_get_pk_algorithm(public, &bits) == GNUTLS_PK_RSA && bits >= MIN_RSA_BITS;
}

static gboolean
import_p256(gnutls_pubkey_t public, const json_t *object)
{
    gnutls_datum_t x, y;
    g_autofree guint8 *x_bytes = dup_number(object, "x", &x);
    g_autofree guint8 *y_bytes = dup_number(object, "y", &y);

    return x_bytes != NULL && y_bytes != NULL &&
           g_strcmp0(json_string_value(json_object_get(object, "crv")), "P-256") == 0 &&
           gnutls_pubkey_import_ecc_raw(public, GNUTLS_ECC_CURVE_SECP256R1, &x, &y) == 0 &&
           gnutls_pubkey_verify_params(public) == 0;
}

/* FALSE for keys that are not for us. */
static gboolean
read_key(const json_t *object, Key *key)
{
    const char *kind = json_string_value(json_object_get(object, "kty"));
    const char *use = json_string_value(json_object_get(object, "use"));
    const char *algorithm = json_string_value(json_object_get(object, "alg"));
    gboolean is_imported;

    *key = (Key) { .algorithm = kam_oidc_algorithm_from_name(algorithm), .is_rsa = g_strcmp0(kind, "RSA") == 0 };
    if (!key->is_rsa && g_strcmp0(kind, "EC") != 0)
        return FALSE;
    if ((use != NULL && strcmp(use, "sig") != 0) || (algorithm != NULL && key->algorithm == 0))
        return FALSE;
    if (gnutls_pubkey_init(&key->public) != 0)
        return FALSE;
    is_imported = key->is_rsa ? import_rsa(key->public, object) : import_p256(key->public, object);
    if (!is_imported) {
        gnutls_pubkey_deinit(key->public);
        return FALSE;
    }
    key->id = g_strdup(json_string_value(json_object_get(object, "kid")));
    return TRUE;
}

static void
read_keys(KamOidcKeys *keys, const json_t *list)
{
    for (size_t i = 0; i < json_array_size(list) && keys->list->len < KAM_OIDC_KEYS_MAX; i++) {
        Key key;

        if (read_key(json_array_get(list, i), &key))
            g_array_append_val(keys->list, key);
    }
}

KamOidcKeys *
kam_oidc_keys_parse(const char *json, gsize length, GError **error)
{
    g_autoptr(KamOidcKeys) keys = g_new0(KamOidcKeys, 1);
    json_t *set = json_loadb(json, length, JSON_REJECT_DUPLICATES, NULL);

    keys->list = g_array_new(FALSE, FALSE, sizeof(Key));
    g_array_set_clear_func(keys->list, clear_key);
    read_keys(keys, json_object_get(set, "keys"));
    json_decref(set);
    if (keys->list->len > 0)
        return g_steal_pointer(&keys);
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                "the identity provider's key set holds no RSA key of 2048 bits and more and none on the curve P-256");
    return NULL;
}

void
kam_oidc_keys_free(KamOidcKeys *keys)
{
    if (keys == NULL)
        return;
    g_array_unref(keys->list);
    g_free(keys);
}

guint
kam_oidc_keys_get_n(const KamOidcKeys *keys)
{
    return keys->list->len;
}

static gboolean
fits(const Key *key, const KamOidcToken *token)
{
    if (key->is_rsa != (token->algorithm != KAM_OIDC_ES256))
        return FALSE;
    if (key->algorithm != 0 && key->algorithm != token->algorithm)
        return FALSE;
    return token->key_id == NULL || g_strcmp0(key->id, token->key_id) == 0;
}

/* NULL when none fits, or when the token names none and several would. */
static const Key *
find_key(const KamOidcKeys *keys, const KamOidcToken *token)
{
    const Key *found = NULL;

    for (guint i = 0; i < keys->list->len; i++) {
        const Key *key = &g_array_index(keys->list, Key, i);

        if (!fits(key, token))
            continue;
        if (found != NULL)
            return NULL;
        found = key;
    }
    return found;
}

static gboolean
verify(const Key *key, gnutls_sign_algorithm_t way, const KamOidcToken *token, const gnutls_datum_t *signature)
{
    gnutls_datum_t text = { (unsigned char *)token->signed_text, (unsigned)strlen(token->signed_text) };

    return gnutls_pubkey_verify_data2(key->public, way, 0, &text, signature) >= 0;
}

/* JSON Web Signatures hold the two numbers of ECDSA side by side, the library wants them as ASN.1. */
static gboolean
verify_es256(const Key *key, const KamOidcToken *token)
{
    gnutls_datum_t r = { token->signature, ES256_HALF };
    gnutls_datum_t s = { token->signature + ES256_HALF, ES256_HALF };
    gnutls_datum_t signature = { NULL, 0 };
    gboolean is_signed;

    if (token->signature_length != ES256_HALF + ES256_HALF || gnutls_encode_rs_value(&signature, &r, &s) != 0)
        return FALSE;
    is_signed = verify(key, GNUTLS_SIGN_ECDSA_SHA256, token, &signature);
    gnutls_free(signature.data);
    return is_signed;
}

KamOidcVerdict
kam_oidc_keys_verify(const KamOidcKeys *keys, const KamOidcToken *token)
{
    const gnutls_datum_t signature = { token->signature, (unsigned)token->signature_length };
    const Key *key = find_key(keys, token);
    gboolean is_signed = FALSE;

    if (key == NULL)
        return KAM_OIDC_KEY_UNKNOWN;
    switch (token->algorithm) {
    case KAM_OIDC_RS256:
        is_signed = verify(key, GNUTLS_SIGN_RSA_SHA256, token, &signature);
        break;
    case KAM_OIDC_PS256:
        is_signed = verify(key, GNUTLS_SIGN_RSA_PSS_RSAE_SHA256, token, &signature);
        break;
    case KAM_OIDC_ES256:
        is_signed = verify_es256(key, token);
        break;
    }
    return is_signed ? KAM_OIDC_SIGNED : KAM_OIDC_NOT_SIGNED;
}
