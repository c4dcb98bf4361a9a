/* What an ID token says (OpenID Connect Core 1.0, section 3.1.3.7). */
#include "service/people/oidc_claims.h"

#include <math.h>
#include <sodium.h>
#include <string.h>

#define SUBJECT_MAX 255
#define EMAIL_MAX 254
#define NAME_MAX_CHARACTERS 120
/* Seconds that can still be told in milliseconds: beyond are dates that no provider means. */
#define MAX_SECONDS 1e15

static gboolean
refuse(GError **error, const char *why)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED, "the identity provider's token %s", why);
    return FALSE;
}

static const char *
text_of(const json_t *claims, const char *name)
{
    return json_string_value(json_object_get(claims, name));
}

static gboolean
has_audience(const json_t *audience, const char *client_id)
{
    if (json_is_string(audience))
        return strcmp(json_string_value(audience), client_id) == 0;
    for (size_t i = 0; i < json_array_size(audience); i++)
        if (g_strcmp0(json_string_value(json_array_get(audience, i)), client_id) == 0)
            return TRUE;
    return FALSE;
}

/* A token for several has to say for whom it was made. */
static gboolean
check_audience(const json_t *claims, const char *client_id, GError **error)
{
    const json_t *audience = json_object_get(claims, "aud");
    const json_t *party = json_object_get(claims, "azp");

    if (!has_audience(audience, client_id))
        return refuse(error, "is for another program");
    if (party == NULL && json_array_size(audience) > 1)
        return refuse(error, "is for several programs and does not say which asked for it");
    if (party != NULL && g_strcmp0(json_string_value(party), client_id) != 0)
        return refuse(error, "was made for another program");
    return TRUE;
}

/* Instants are seconds, with a fraction where the provider likes. */
static gboolean
read_instant(const json_t *claims, const char *name, gint64 *ms)
{
    const json_t *value = json_object_get(claims, name);
    double seconds = json_number_value(value);

    if (!json_is_number(value) || !isfinite(seconds) || seconds < 0 || seconds > MAX_SECONDS)
        return FALSE;
    *ms = (gint64)(seconds * 1000);
    return TRUE;
}

static gboolean
check_times(const json_t *claims, const KamOidcExpected *expected, GError **error)
{
    gint64 expires, issued, not_before = 0;

    if (!read_instant(claims, "exp", &expires) || !read_instant(claims, "iat", &issued))
        return refuse(error, "does not say when it was made and when it ends");
    if (expected->now_ms >= expires + KAM_OIDC_SKEW_MS)
        return refuse(error, "has expired: sign in again");
    if (issued > expected->now_ms + KAM_OIDC_SKEW_MS)
        return refuse(error, "is from the future: compare the clocks");
    if (issued < expected->began_ms - KAM_OIDC_SKEW_MS)
        return refuse(error, "is older than this sign-in");
    if (json_object_get(claims, "nbf") != NULL &&
        (!read_instant(claims, "nbf", &not_before) || not_before > expected->now_ms + KAM_OIDC_SKEW_MS))
        return refuse(error, "is not valid yet: compare the clocks");
    return TRUE;
}

static gboolean
is_nonce(const char *nonce, const char *expected)
{
    return nonce != NULL && strlen(nonce) == strlen(expected) && sodium_memcmp(nonce, expected, strlen(expected)) == 0;
}

static gboolean
is_subject(const char *subject)
{
    gsize length = subject != NULL ? strlen(subject) : 0;

    return length > 0 && length <= SUBJECT_MAX;
}

/* Some providers write "true". */
static gboolean
is_true(const json_t *value)
{
    return json_is_true(value) || g_strcmp0(json_string_value(value), "true") == 0;
}

static char *
dup_email(const json_t *claims)
{
    const char *email = text_of(claims, "email");

    if (email == NULL || !is_true(json_object_get(claims, "email_verified")))
        return NULL;
    if (strchr(email, '@') == NULL || strlen(email) > EMAIL_MAX)
        return NULL;
    return g_utf8_strdown(email, -1);
}

static char *
dup_name(const json_t *claims)
{
    const char *name = text_of(claims, "name");
    g_autofree char *trimmed = name != NULL ? g_strstrip(g_strdup(name)) : NULL;

    if (trimmed == NULL || *trimmed == '\0')
        return NULL;
    for (char *c = trimmed; *c != '\0'; c = g_utf8_next_char(c))
        if (g_unichar_iscntrl(g_utf8_get_char(c)))
            return NULL;
    return g_utf8_substring(trimmed, 0, MIN(g_utf8_strlen(trimmed, -1), NAME_MAX_CHARACTERS));
}

/* Words of RFC 8176 that stand for a second proof. */
static gboolean
has_second_proof(const json_t *claims)
{
    static const char *const words[] = { "mfa", "otp", "hwk" };
    const json_t *ways = json_object_get(claims, "amr");

    for (size_t i = 0; i < json_array_size(ways); i++)
        for (guint k = 0; k < G_N_ELEMENTS(words); k++)
            if (g_strcmp0(json_string_value(json_array_get(ways, i)), words[k]) == 0)
                return TRUE;
    return FALSE;
}

gboolean
kam_oidc_claims_check(const json_t *claims, const KamOidcExpected *expected, KamOidcPerson *person, GError **error)
{
    const char *subject = text_of(claims, "sub");

    if (g_strcmp0(text_of(claims, "iss"), expected->issuer) != 0)
        return refuse(error, "is of another provider");
    if (!check_audience(claims, expected->client_id, error) || !check_times(claims, expected, error))
        return FALSE;
    if (!is_nonce(text_of(claims, "nonce"), expected->nonce))
        return refuse(error, "is of another sign-in");
    if (!is_subject(subject))
        return refuse(error, "does not say whom it is about");
    *person = (KamOidcPerson) { .subject = g_strdup(subject),
                                .email = dup_email(claims),
                                .name = dup_name(claims),
                                .has_second = has_second_proof(claims) };
    return TRUE;
}

void
kam_oidc_person_clear(KamOidcPerson *person)
{
    g_clear_pointer(&person->subject, g_free);
    g_clear_pointer(&person->email, g_free);
    g_clear_pointer(&person->name, g_free);
}
