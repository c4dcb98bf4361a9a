/* A provider's public keys: its JSON Web Key Set, and whether one of them signed a token. */
#pragma once

#include "service/people/oidc_token.h"

/* More keys than this are no key set of a provider. */
#define KAM_OIDC_KEYS_MAX 64

typedef struct KamOidcKeys KamOidcKeys;

typedef enum {
    KAM_OIDC_SIGNED,      /* by one of these keys */
    KAM_OIDC_KEY_UNKNOWN, /* the provider may have a new key: ask for its set again */
    KAM_OIDC_NOT_SIGNED,  /* the key is known and did not sign this */
} KamOidcVerdict;

/** Read a key set; keys of other kinds and uses are passed over. KAM_ERROR_INVALID when it is none or none can be used.
 */
KamOidcKeys *kam_oidc_keys_parse(const char *json, gsize length, GError **error);
void kam_oidc_keys_free(KamOidcKeys *keys);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamOidcKeys, kam_oidc_keys_free)

/** Keys that can be used. */
guint kam_oidc_keys_get_n(const KamOidcKeys *keys);
/** Who signed: the key is chosen by the token's key id, or is the only one of its kind when it names none; and by the
 * kind of key that its algorithm needs, so that no algorithm is ever used with a key of another. */
KamOidcVerdict kam_oidc_keys_verify(const KamOidcKeys *keys, const KamOidcToken *token);
