/* ID tokens: whatever arrives is taken apart or refused; what is taken apart can be put together again, and what it
 * claims is believed only when it names a person. */
#include <string.h>

#include "fuzz_support.h"
#include "service/people/oidc_claims.h"
#include "service/people/oidc_token.h"

static void
check_claims(const json_t *claims)
{
    const KamOidcExpected expected = { "https://login.example.org", "kamen", "n", 1000000, 1000000 };
    g_auto(KamOidcPerson) person = { 0 };
    g_autoptr(GError) error = NULL;

    if (!kam_oidc_claims_check(claims, &expected, &person, &error)) {
        g_assert_error(error, KAM_ERROR, KAM_ERROR_DENIED);
        g_assert_null(person.subject);
        return;
    }
    g_assert_cmpuint(strlen(person.subject), >, 0);
    g_assert_true(person.email == NULL || strchr(person.email, '@') != NULL);
    g_assert_true(person.name == NULL || g_utf8_validate(person.name, -1, NULL));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamOidcToken) token = kam_oidc_token_parse((const char *)data, size, &error);
    g_autofree char *signature = NULL;
    g_autofree char *whole = NULL;

    if (token == NULL) {
        g_assert_error(error, KAM_ERROR, KAM_ERROR_DENIED);
        return 0;
    }
    g_assert_true(token->algorithm >= KAM_OIDC_RS256 && token->algorithm <= KAM_OIDC_ES256);
    signature = kam_oidc_encode(token->signature, token->signature_length);
    whole = g_strconcat(token->signed_text, ".", signature, NULL);
    g_assert_cmpmem(whole, strlen(whole), data, size);
    check_claims(token->claims);
    return 0;
}
