/* Requests to an identity provider. */
#include "service/people/oidc_http.h"

#include <curl/curl.h>
#include <string.h>

const KamOidcLimits kam_oidc_limits_standard = { .connect_ms = 5000, .total_ms = 10000, .max_bytes = 256 * 1024 };

typedef struct {
    GString *body;
    gsize max_bytes;
    gboolean is_too_long;
} Answer;

static gboolean
is_this_machine(const char *host)
{
    return strcmp(host, "127.0.0.1") == 0 || strcmp(host, "[::1]") == 0 || strcmp(host, "localhost") == 0;
}

static char *
dup_part(CURLU *url, CURLUPart what)
{
    char *part = NULL;
    char *copy;

    if (curl_url_get(url, what, &part, 0) != CURLUE_OK)
        return NULL;
    copy = g_ascii_strdown(part, -1);
    curl_free(part);
    return copy;
}

gboolean
kam_oidc_url_is_allowed(const char *text)
{
    CURLU *url = curl_url();
    gboolean is_url = url != NULL && curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK;
    g_autofree char *scheme = is_url ? dup_part(url, CURLUPART_SCHEME) : NULL;
    g_autofree char *host = is_url ? dup_part(url, CURLUPART_HOST) : NULL;
    g_autofree char *user = is_url ? dup_part(url, CURLUPART_USER) : NULL;
    g_autofree char *fragment = is_url ? dup_part(url, CURLUPART_FRAGMENT) : NULL;

    curl_url_cleanup(url);
    if (scheme == NULL || host == NULL || user != NULL || fragment != NULL)
        return FALSE;
    return strcmp(scheme, "https") == 0 || (strcmp(scheme, "http") == 0 && is_this_machine(host));
}

static size_t
take_piece(char *data, size_t size, size_t n, void *state)
{
    Answer *answer = state;

    if (answer->body->len + size * n > answer->max_bytes) {
        answer->is_too_long = TRUE;
        return 0;
    }
    g_string_append_len(answer->body, data, (gssize)(size * n));
    return size * n;
}

static void
set_common(CURL *curl, const KamOidcLimits *limits, const char *url, Answer *answer)
{
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https,http"); /* http: kam_oidc_url_is_allowed() has looked */
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, (long)limits->connect_ms);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)limits->total_ms);
    curl_easy_setopt(curl, CURLOPT_MAXFILESIZE, (long)limits->max_bytes);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "kamen");
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_piece);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, answer);
}

/* RFC 6749, 2.3.1: both are encoded as in a form first. */
static void
set_form(CURL *curl, const KamOidcForm *form)
{
    g_autofree char *user = NULL;
    g_autofree char *password = NULL;

    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, form->body);
    if (form->client_id == NULL)
        return;
    user = g_uri_escape_string(form->client_id, NULL, FALSE);
    password = g_uri_escape_string(form->secret, NULL, FALSE);
    curl_easy_setopt(curl, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
    curl_easy_setopt(curl, CURLOPT_USERNAME, user);
    curl_easy_setopt(curl, CURLOPT_PASSWORD, password);
}

static gboolean
fail(CURLcode code, const Answer *answer, GError **error)
{
    if (answer->is_too_long || code == CURLE_FILESIZE_EXCEEDED)
        g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE, "the identity provider's answer is longer than %zu bytes",
                    answer->max_bytes);
    else
        g_set_error(error, KAM_ERROR, KAM_ERROR_BUSY, "the identity provider did not answer: try again (%s)",
                    curl_easy_strerror(code));
    return FALSE;
}

static gboolean
perform(CURL *curl, const Answer *answer, long *status, GError **error)
{
    struct curl_slist *headers = curl_slist_append(NULL, "Accept: application/json");
    CURLcode code;

    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    code = curl_easy_perform(curl);
    curl_slist_free_all(headers);
    if (code != CURLE_OK)
        return fail(code, answer, error);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, status);
    return TRUE;
}

char *
kam_oidc_fetch(const KamOidcLimits *limits, const char *url, const KamOidcForm *form, long *status, gsize *length,
               GError **error)
{
    Answer answer = { NULL, limits->max_bytes, FALSE };
    gboolean is_done;
    CURL *curl;

    if (!kam_oidc_url_is_allowed(url)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "the identity provider's address '%s' is not https", url);
        return NULL;
    }
    curl = curl_easy_init();
    if (curl == NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_FAILED, "cannot prepare a request to the identity provider");
        return NULL;
    }
    answer.body = g_string_new(NULL);
    set_common(curl, limits, url, &answer);
    if (form != NULL)
        set_form(curl, form);
    is_done = perform(curl, &answer, status, error);
    curl_easy_cleanup(curl);
    *length = is_done ? answer.body->len : *length;
    return g_string_free(answer.body, !is_done);
}
