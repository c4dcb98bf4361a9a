/* What an ID token says, once it is known who signed it: for whom, by whom, when, and about whom. */
#pragma once

#include <jansson.h>

#include "base/error.h"

/* How far the clocks of the provider and ours may differ. */
#define KAM_OIDC_SKEW_MS (G_GINT64_CONSTANT(2) * 60 * 1000)

/* What we know and the token has to agree with. */
typedef struct {
    const char *issuer;
    const char *client_id;
    const char *nonce;
    gint64 began_ms; /* when this sign-in began: an older token is of another one */
    gint64 now_ms;
} KamOidcExpected;

/** The person as the provider knows them. */
typedef struct {
    char *subject;       /* never changes and is never given to another; only within its issuer */
    char *email;         /* lower case; NULL when the provider gave none or has not verified it */
    char *name;          /* NULL when it gave none */
    gboolean has_second; /* the provider asked for more than one proof */
} KamOidcPerson;

/**
 * Check iss, aud, azp, exp, iat, nonce and sub.
 * @param[out] person  written on success; clear it first.
 * @return FALSE and KAM_ERROR_DENIED, which says what is wrong.
 */
gboolean
kam_oidc_claims_check(const json_t *claims, const KamOidcExpected *expected, KamOidcPerson *person, GError **error);
void kam_oidc_person_clear(KamOidcPerson *person);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamOidcPerson, kam_oidc_person_clear)
