/* A browser sends cookies whoever asks it to; a change is ours only when the page was ours and knows the session's
 * token. */
#include <string.h>

#include "api/admit.h"

/* "https://kamen.firma.rs" of a URL with a path. */
static gsize
origin_length(const char *url)
{
    const char *host = strstr(url, "://");

    return host != NULL ? (gsize)(host - url) + 3 + strcspn(host + 3, "/") : strlen(url);
}

static gboolean
is_our_origin(const KamApi *api, const KamRequest *request, const char *origin)
{
    const char *host = kam_request_get_header(request, "Host");
    const char *behind_scheme = strstr(origin, "://");

    if (api->public_url != NULL) {
        gsize length = origin_length(api->public_url);

        return strlen(origin) == length && g_ascii_strncasecmp(origin, api->public_url, length) == 0;
    }
    return host != NULL && behind_scheme != NULL && g_ascii_strcasecmp(behind_scheme + 3, host) == 0;
}

/* The time that it takes says nothing of where two texts differ. */
static gboolean
is_same_secret(const char *a, const char *b)
{
    gsize length = strlen(a);
    guint8 difference = 0;

    if (length == 0 || strlen(b) != length)
        return FALSE;
    for (gsize i = 0; i < length; i++)
        difference |= (guint8)(a[i] ^ b[i]);
    return difference == 0;
}

static gboolean
refuse(KamRequest *request, KamReply *reply, const char *detail)
{
    kam_reply_problem(reply, request, 403, detail, NULL);
    return FALSE;
}

gboolean
kam_admit_origin(KamApi *api, KamRequest *request, KamReply *reply, KamShown shown, const char *change_token)
{
    const char *origin = kam_request_get_header(request, "Origin");
    const char *token = kam_request_get_header(request, "X-Kamen-Token");

    if (request->method == KAM_GET || shown == KAM_SHOWN_TOKEN)
        return TRUE;
    if (origin != NULL && !is_our_origin(api, request, origin))
        return refuse(request, reply, "the request comes from a page that is not ours");
    if (shown == KAM_SHOWN_NOTHING || request->route->permission == KAM_PERM_PUBLIC)
        return TRUE;
    if (origin == NULL)
        return refuse(request, reply, "changes by a session need the header 'Origin', which browsers send");
    if (token == NULL || !is_same_secret(change_token, token))
        return refuse(request, reply, "changes by a session need the header 'X-Kamen-Token' with the session's token");
    return TRUE;
}
