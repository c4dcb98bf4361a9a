/* Signing in through an identity provider, which runs beside the test and misbehaves when asked to:
 * test_oidc PROVIDER-PROGRAM */
#include <curl/curl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "service/people/oidc.h"
#include "service/people/oidc_keys.h"

#define CLIENT "kamen-test"
#define SECRET "s3cret/+ &\n"
#define PUBLIC_URL "https://kamen.example.org/"

/* The provider of all tests, since it takes its time to make keys. */
typedef struct {
    GPid pid;
    int input; /* its standard input: it ends when this is closed */
    char *issuer;
} Provider;

typedef struct {
    const char *issuer;
    char *secret_file;
    KamOidcSettings settings;
    KamOidc *oidc;
    gint64 now_ms;
} Fixture;

/* --- the provider --- */

static char *
read_line(int fd)
{
    GString *line = g_string_new(NULL);
    char c = '\0';

    while (read(fd, &c, 1) == 1 && c != '\n')
        g_string_append_c(line, c);
    close(fd);
    return g_string_free(line, FALSE);
}

static char *
write_secret(void)
{
    g_autoptr(GError) error = NULL;
    char *path = NULL;
    int fd = g_file_open_tmp("kamen-oidc-XXXXXX", &path, &error);

    g_assert_no_error(error);
    close(fd);
    g_assert_true(g_file_set_contents(path, SECRET, -1, NULL));
    return path;
}

/* Tell it what to do; its counters come back. */
static json_t *
control(Fixture *f, const char *query)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *url = g_strconcat(f->issuer, "/control?", query, NULL);
    gsize length = 0;
    long status = 0;
    g_autofree char *answer = kam_oidc_fetch(&kam_oidc_limits_standard, url, NULL, &status, &length, &error);

    g_assert_no_error(error);
    return json_loads(answer, 0, NULL);
}

static void
open_client(Fixture *f)
{
    g_autoptr(GError) error = NULL;

    g_clear_pointer(&f->oidc, kam_oidc_free);
    f->oidc = kam_oidc_new(&f->settings, NULL, &error);
    g_assert_no_error(error);
}

static void
start_provider(Provider *provider, char *program)
{
    char *argv[] = { (char *)(guintptr) "python3", program, NULL };
    g_autoptr(GError) error = NULL;
    int output;

    g_spawn_async_with_pipes(NULL, argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                             &provider->pid, &provider->input, &output, NULL, &error);
    g_assert_no_error(error);
    provider->issuer = read_line(output);
}

static void
stop_provider(Provider *provider)
{
    close(provider->input);
    waitpid(provider->pid, NULL, 0);
    g_free(provider->issuer);
}

static void
set_up(Fixture *f, gconstpointer data)
{
    f->issuer = ((const Provider *)data)->issuer;
    f->secret_file = write_secret();
    f->settings = (KamOidcSettings) { .issuer = f->issuer,
                                      .client_id = CLIENT,
                                      .client_secret_file = f->secret_file,
                                      .public_url = PUBLIC_URL,
                                      .limits = kam_oidc_limits_standard };
    f->now_ms = g_get_real_time() / 1000;
    open_client(f);
    json_decref(control(f, "reset=1"));
}

static void
tear_down(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    kam_oidc_free(f->oidc);
    g_unlink(f->secret_file);
    g_free(f->secret_file);
}

static void
set_mode(Fixture *f, const char *mode)
{
    g_autofree char *query = g_strconcat("mode=", mode, NULL);

    json_decref(control(f, query));
}

static gint64
get_count(Fixture *f, const char *mode, const char *name)
{
    g_autofree char *query = g_strconcat("mode=", mode, NULL);
    json_t *counts = control(f, query);
    gint64 n = json_integer_value(json_object_get(counts, name));

    json_decref(counts);
    return n;
}

/* --- the browser --- */

/* Where the provider sends the browser from this address: the parameters of its query. */
static GHashTable *
follow(const char *url)
{
    CURL *curl = curl_easy_init();
    GHashTable *parameters = NULL;
    const char *query;
    char *location = NULL;

    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    g_assert_cmpint(curl_easy_perform(curl), ==, CURLE_OK);
    curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &location);
    g_assert_nonnull(location);
    g_assert_true(g_str_has_prefix(location, "https://kamen.example.org/api/v1/sign-in/oidc/callback?"));
    query = strchr(location, '?') + 1;
    parameters = g_uri_parse_params(query, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
    g_assert_nonnull(parameters);
    curl_easy_cleanup(curl);
    return parameters;
}

/* A whole sign-in in this mode of the provider. */
static gboolean
sign_in(Fixture *f, const char *mode, KamOidcPerson *person, GError **error)
{
    g_autofree char *cookie = NULL;
    g_autofree char *url = NULL;
    g_autoptr(GHashTable) back = NULL;
    KamOidcReturn returned;

    set_mode(f, mode);
    url = kam_oidc_begin(f->oidc, f->now_ms, &cookie, error);
    if (url == NULL)
        return FALSE;
    back = follow(url);
    returned = (KamOidcReturn) { g_hash_table_lookup(back, "state"), g_hash_table_lookup(back, "code"),
                                 g_hash_table_lookup(back, "iss"), g_hash_table_lookup(back, "error") };
    return kam_oidc_finish(f->oidc, cookie, &returned, f->now_ms, person, error);
}

static void
assert_let_in(Fixture *f, const char *mode)
{
    g_autoptr(GError) error = NULL;
    g_auto(KamOidcPerson) person = { 0 };

    sign_in(f, mode, &person, &error);
    if (error != NULL)
        g_test_message("%s", mode);
    g_assert_no_error(error);
    g_assert_cmpstr(person.subject, ==, "248289761001");
}

static void
assert_refused(Fixture *f, const char *mode, KamErrorCode code, const char *why)
{
    g_autoptr(GError) error = NULL;
    g_auto(KamOidcPerson) person = { 0 };
    gboolean is_in = sign_in(f, mode, &person, &error);

    if (is_in || error->code != (int)code || strstr(error->message, why) == NULL)
        g_test_message("%s: %s", mode, is_in ? "let in" : error->message);
    g_assert_false(is_in);
    g_assert_error(error, KAM_ERROR, (int)code);
    g_assert_nonnull(strstr(error->message, why));
    g_assert_null(person.subject);
}

/* --- tests --- */

static void
test_oidc__person_is_told(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_auto(KamOidcPerson) person = { 0 };

    g_assert_true(sign_in(f, "good", &person, &error));
    g_assert_no_error(error);
    g_assert_cmpstr(person.subject, ==, "248289761001");
    g_assert_cmpstr(person.email, ==, "ana@example.org");
    g_assert_cmpstr(person.name, ==, "Ana");
    g_assert_false(person.has_second);
}

static void
test_oidc__good_tokens_let_in(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const modes[] = {
        "good", "ps256", "es256", "several-with-party", "just-expired", "second-proof"
    };

    for (guint i = 0; i < G_N_ELEMENTS(modes); i++)
        assert_let_in(f, modes[i]);
}

static void
test_oidc__second_proof_is_told(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_auto(KamOidcPerson) person = { 0 };

    g_assert_true(sign_in(f, "second-proof", &person, NULL));
    g_assert_true(person.has_second);
}

static void
test_oidc__bad_tokens_are_refused(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const struct {
        const char *mode, *why;
    } cases[] = {
        { "none", "is not signed" },
        { "none-signed", "RS256" },
        { "shared-secret", "RS256" },
        { "stolen-name", "not signed by it" },
        { "unknown-key", "unknown key" },
        { "other-kind", "unknown key" },
        { "changed", "not signed by it" },
        { "cut", "not signed by it" },
        { "crit", "extension" },
        { "twice", "no readable claims" },
        { "wrong-issuer", "another provider" },
        { "wrong-audience", "another program" },
        { "several-audiences", "several programs" },
        { "other-party", "another program" },
        { "wrong-nonce", "another sign-in" },
        { "no-nonce", "another sign-in" },
        { "expired", "expired" },
        { "no-exp", "when it ends" },
        { "text-exp", "when it ends" },
        { "future", "future" },
        { "old", "older" },
        { "not-yet", "not valid yet" },
        { "no-subject", "whom" },
        { "number-subject", "whom" },
        { "denied", "did not let you in" },
        { "mixed-up", "another identity provider" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_refused(f, cases[i].mode, KAM_ERROR_DENIED, cases[i].why);
}

static void
test_oidc__bad_providers_are_refused(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const struct {
        const char *mode;
        KamErrorCode code;
        const char *why;
    } cases[] = {
        { "huge", KAM_ERROR_TOO_LARGE, "longer than" },
        { "endless", KAM_ERROR_TOO_LARGE, "longer than" },
        { "elsewhere", KAM_ERROR_DENIED, "status 307" },
        { "broken", KAM_ERROR_BUSY, "503" },
        { "named-algorithm", KAM_ERROR_DENIED, "unknown key" },
        { "discovery-issuer", KAM_ERROR_INVALID, "another issuer" },
        { "no-pkce", KAM_ERROR_INVALID, "PKCE" },
        { "bare-http", KAM_ERROR_INVALID, "not https" },
        { "no-json", KAM_ERROR_INVALID, "no JSON" },
        { "no-keys", KAM_ERROR_INVALID, "key set" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        open_client(f);
        assert_refused(f, cases[i].mode, cases[i].code, cases[i].why);
    }
}

static void
test_oidc__slow_provider_is_given_up(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    assert_let_in(f, "good");
    f->settings.limits.total_ms = 300;
    open_client(f);
    assert_refused(f, "slow", KAM_ERROR_BUSY, "did not answer");
}

static void
test_oidc__secret_goes_where_the_provider_wants_it(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    assert_let_in(f, "secret-in-form");
}

static void
test_oidc__wrong_secret_is_refused(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_true(g_file_set_contents(f->secret_file, "another", -1, NULL));
    open_client(f);
    assert_refused(f, "good", KAM_ERROR_DENIED, "status 401");
}

static void
test_oidc__new_key_is_fetched(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 n;

    assert_let_in(f, "good");
    assert_let_in(f, "good");
    n = get_count(f, "good", "keys");
    g_assert_cmpint(n, ==, 1);
    json_decref(control(f, "rotate=1"));
    assert_let_in(f, "good");
    g_assert_cmpint(get_count(f, "good", "keys"), ==, n + 1);
    g_assert_cmpint(get_count(f, "good", "discovery"), ==, 1);
}

/* Whoever sends tokens with keys that nobody knows does not make us ask the provider each time. */
static void
test_oidc__unknown_keys_are_not_fetched_each_time(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    assert_let_in(f, "good");
    for (int i = 0; i < 3; i++)
        assert_refused(f, "unknown-key", KAM_ERROR_DENIED, "unknown key");
    g_assert_cmpint(get_count(f, "good", "keys"), ==, 2);
    f->now_ms += 10000;
    assert_refused(f, "unknown-key", KAM_ERROR_DENIED, "unknown key");
    g_assert_cmpint(get_count(f, "good", "keys"), ==, 3);
}

static void
test_oidc__description_is_read_again_after_an_hour(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *cookie = NULL;
    g_autofree char *url = NULL;

    assert_let_in(f, "good");
    url = kam_oidc_begin(f->oidc, f->now_ms + 3600 * 1000, &cookie, &error);
    g_assert_no_error(error);
    g_assert_cmpint(get_count(f, "good", "discovery"), ==, 2);
}

/* --- what browsers bring back --- */

typedef struct {
    char *cookie, *state, *code;
} Returning;

static Returning
begin(Fixture *f)
{
    Returning one = { 0 };
    g_autofree char *url = kam_oidc_begin(f->oidc, f->now_ms, &one.cookie, NULL);
    g_autoptr(GHashTable) back = follow(url);

    one.state = g_strdup(g_hash_table_lookup(back, "state"));
    one.code = g_strdup(g_hash_table_lookup(back, "code"));
    return one;
}

static void
clear(Returning *one)
{
    g_free(one->cookie);
    g_free(one->state);
    g_free(one->code);
}

/* The error's code, -1 when it lets in. */
static int
finish(Fixture *f, const char *cookie, const char *state, const char *code, gint64 later_ms)
{
    g_autoptr(GError) error = NULL;
    g_auto(KamOidcPerson) person = { 0 };
    KamOidcReturn returned = { .state = state, .code = code };

    return kam_oidc_finish(f->oidc, cookie, &returned, f->now_ms + later_ms, &person, &error) ? -1 : error->code;
}

static void
test_oidc__only_the_browser_that_began_finishes(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    Returning mine = begin(f), other = begin(f);
    g_autofree char *broken = g_strdup(mine.cookie);

    broken[40] = broken[40] == 'A' ? 'B' : 'A';
    g_assert_cmpint(finish(f, NULL, mine.state, mine.code, 0), ==, KAM_ERROR_DENIED);
    g_assert_cmpint(finish(f, "", mine.state, mine.code, 0), ==, KAM_ERROR_DENIED);
    g_assert_cmpint(finish(f, other.cookie, mine.state, mine.code, 0), ==, KAM_ERROR_DENIED);
    g_assert_cmpint(finish(f, broken, mine.state, mine.code, 0), ==, KAM_ERROR_DENIED);
    g_assert_cmpint(finish(f, mine.cookie, NULL, mine.code, 0), ==, KAM_ERROR_DENIED);
    g_assert_cmpint(finish(f, mine.cookie, mine.state, NULL, 0), ==, KAM_ERROR_DENIED);
    g_assert_cmpint(finish(f, mine.cookie, mine.state, mine.code, 600 * 1000), ==, KAM_ERROR_DENIED);
    g_assert_cmpint(finish(f, mine.cookie, mine.state, mine.code, -1), ==, KAM_ERROR_DENIED);
    g_assert_cmpint(get_count(f, "good", "token"), ==, 0);
    g_assert_cmpint(finish(f, mine.cookie, mine.state, mine.code, 0), ==, -1);
    clear(&mine);
    clear(&other);
}

static void
test_oidc__code_of_another_sign_in_is_refused(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    Returning mine = begin(f), other = begin(f);

    /* PKCE: the verifier in my cookie is not that of the other's code. */
    g_assert_cmpint(finish(f, mine.cookie, mine.state, other.code, 0), ==, KAM_ERROR_DENIED);
    g_assert_cmpint(finish(f, mine.cookie, mine.state, mine.code, 0), ==, -1);
    g_assert_cmpint(finish(f, mine.cookie, mine.state, mine.code, 0), ==, KAM_ERROR_DENIED);
    clear(&mine);
    clear(&other);
}

static void
test_oidc__cookie_of_another_key_is_refused(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    Returning mine = begin(f);

    open_client(f);
    g_assert_cmpint(finish(f, mine.cookie, mine.state, mine.code, 0), ==, KAM_ERROR_DENIED);
    clear(&mine);
}

static void
test_oidc__same_key_goes_on_after_a_restart(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const guint8 key[32] = { 1, 2, 3 };
    Returning mine;

    kam_oidc_free(f->oidc);
    f->oidc = kam_oidc_new(&f->settings, key, NULL);
    mine = begin(f);
    kam_oidc_free(f->oidc);
    f->oidc = kam_oidc_new(&f->settings, key, NULL);
    g_assert_cmpint(finish(f, mine.cookie, mine.state, mine.code, 0), ==, -1);
    clear(&mine);
}

static void
test_email__is_told_only_when_it_is_verified(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_auto(KamOidcPerson) person = { 0 };
    Returning mine;
    KamOidcReturn returned;

    json_decref(control(f, "email_verified=false"));
    mine = begin(f);
    returned = (KamOidcReturn) { .state = mine.state, .code = mine.code };
    g_assert_true(kam_oidc_finish(f->oidc, mine.cookie, &returned, f->now_ms, &person, &error));
    g_assert_no_error(error);
    g_assert_null(person.email);
    clear(&mine);
}

/* --- keys --- */

/* Usable keys in a set of one, whose modulus has this many digits of base64url. */
static guint
count_keys(const char *members, guint n_digits)
{
    g_autofree char *digits = g_strnfill(n_digits, 'w');
    g_autofree char *json = g_strdup_printf("{\"keys\":[{%s,\"e\":\"AQAB\",\"n\":\"%s\"}]}", members, digits);
    g_autoptr(GError) error = NULL;
    g_autoptr(KamOidcKeys) keys = kam_oidc_keys_parse(json, strlen(json), &error);

    if (keys != NULL)
        return kam_oidc_keys_get_n(keys);
    g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
    return 0;
}

static void
test_keys__only_strong_ones_for_signing(void)
{
    g_assert_cmpuint(count_keys("\"kty\":\"RSA\"", 342), ==, 1);
    g_assert_cmpuint(count_keys("\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"PS256\"", 342), ==, 1);
    g_assert_cmpuint(count_keys("\"kty\":\"RSA\",\"use\":\"enc\"", 342), ==, 0);
    g_assert_cmpuint(count_keys("\"kty\":\"RSA\",\"alg\":\"HS256\"", 342), ==, 0);
    g_assert_cmpuint(count_keys("\"kty\":\"RSA\"", 171), ==, 0); /* 1024 bits */
    g_assert_cmpuint(count_keys("\"kty\":\"RSA\",\"kty\":\"RSA\"", 342), ==, 0);
    g_assert_cmpuint(count_keys("\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"AQAB\",\"y\":\"AQAB\"", 342), ==, 0);
    g_assert_cmpuint(count_keys("\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQAB\",\"y\":\"AQAB\"", 342), ==, 0);
    g_assert_cmpuint(count_keys("\"kty\":\"oct\",\"k\":\"AQAB\"", 342), ==, 0);
}

/* --- settings --- */

static void
test_settings__that_do_not_fit_are_refused(void)
{
    static const struct {
        KamOidcSettings settings;
        const char *why;
    } cases[] = {
        { { .issuer = "", .client_id = "x", .public_url = "x" }, "oidc-issuer" },
        { { .issuer = "http://login.example.org", .client_id = "x", .public_url = "x" }, "oidc-issuer" },
        { { .issuer = "https://user:word@login.example.org", .client_id = "x", .public_url = "x" }, "oidc-issuer" },
        { { .issuer = "https://login.example.org?x", .client_id = "x", .public_url = "x" }, "oidc-issuer" },
        { { .issuer = "https://login.example.org", .public_url = "x" }, "oidc-client-id" },
        { { .issuer = "https://login.example.org", .client_id = "x" }, "public-url" },
        { { .issuer = "https://login.example.org", .client_id = "x", .public_url = "x", .role_of_new = "king" },
          "king" },
        { { .issuer = "https://login.example.org",
            .client_id = "x",
            .public_url = "x",
            .client_secret_file = "/nonexistent/secret" },
          "oidc-client-secret-file" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(kam_oidc_new(&cases[i].settings, NULL, &error));
        g_assert_nonnull(strstr(error->message, cases[i].why));
    }
}

static void
test_url__only_https_and_this_machine(void)
{
    static const char *const good[] = { "https://login.example.org/x", "http://127.0.0.1:8080/x", "http://localhost/x",
                                        "http://[::1]:1/x" };
    static const char *const bad[] = {
        "http://login.example.org/x",   "http://127.0.0.1.example.org/", "ftp://localhost/",  "file:///etc/passwd",
        "https://a@login.example.org/", "https://x.example.org/#y",      "login.example.org", "",
        "http://localhost@example.org/"
    };

    for (guint i = 0; i < G_N_ELEMENTS(good); i++)
        g_assert_true(kam_oidc_url_is_allowed(good[i]));
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++)
        g_assert_false(kam_oidc_url_is_allowed(bad[i]));
}

int
main(int argc, char **argv)
{
    Provider provider;
    int status;

    g_test_init(&argc, &argv, NULL);
    g_assert_cmpint(argc, ==, 2);
    start_provider(&provider, argv[1]);
    g_test_add("/oidc/person-is-told", Fixture, &provider, set_up, test_oidc__person_is_told, tear_down);
    g_test_add("/oidc/good-tokens-let-in", Fixture, &provider, set_up, test_oidc__good_tokens_let_in, tear_down);
    g_test_add("/oidc/second-proof-is-told", Fixture, &provider, set_up, test_oidc__second_proof_is_told, tear_down);
    g_test_add("/oidc/bad-tokens-are-refused", Fixture, &provider, set_up, test_oidc__bad_tokens_are_refused,
               tear_down);
    g_test_add("/oidc/bad-providers-are-refused", Fixture, &provider, set_up, test_oidc__bad_providers_are_refused,
               tear_down);
    g_test_add("/oidc/slow-provider-is-given-up", Fixture, &provider, set_up, test_oidc__slow_provider_is_given_up,
               tear_down);
    g_test_add("/oidc/secret-goes-where-the-provider-wants-it", Fixture, &provider, set_up,
               test_oidc__secret_goes_where_the_provider_wants_it, tear_down);
    g_test_add("/oidc/wrong-secret-is-refused", Fixture, &provider, set_up, test_oidc__wrong_secret_is_refused,
               tear_down);
    g_test_add("/oidc/new-key-is-fetched", Fixture, &provider, set_up, test_oidc__new_key_is_fetched, tear_down);
    g_test_add("/oidc/unknown-keys-are-not-fetched-each-time", Fixture, &provider, set_up,
               test_oidc__unknown_keys_are_not_fetched_each_time, tear_down);
    g_test_add("/oidc/description-is-read-again-after-an-hour", Fixture, &provider, set_up,
               test_oidc__description_is_read_again_after_an_hour, tear_down);
    g_test_add("/oidc/only-the-browser-that-began-finishes", Fixture, &provider, set_up,
               test_oidc__only_the_browser_that_began_finishes, tear_down);
    g_test_add("/oidc/code-of-another-sign-in-is-refused", Fixture, &provider, set_up,
               test_oidc__code_of_another_sign_in_is_refused, tear_down);
    g_test_add("/oidc/cookie-of-another-key-is-refused", Fixture, &provider, set_up,
               test_oidc__cookie_of_another_key_is_refused, tear_down);
    g_test_add("/oidc/same-key-goes-on-after-a-restart", Fixture, &provider, set_up,
               test_oidc__same_key_goes_on_after_a_restart, tear_down);
    g_test_add("/oidc/email-is-told-only-when-it-is-verified", Fixture, &provider, set_up,
               test_email__is_told_only_when_it_is_verified, tear_down);
    g_test_add_func("/oidc/keys-only-strong-ones-for-signing", test_keys__only_strong_ones_for_signing);
    g_test_add_func("/oidc/settings-that-do-not-fit-are-refused", test_settings__that_do_not_fit_are_refused);
    g_test_add_func("/oidc/url-only-https-and-this-machine", test_url__only_https_and_this_machine);
    status = g_test_run();
    stop_provider(&provider);
    return status;
}
