/* Who acts: a bearer token, or the session of a cookie. */
#include <string.h>

#include "api/admit.h"
#include "api/cookie.h"

const char *
kam_api_get_cookie_name(const KamRequest *request)
{
    const char *url = request->api->public_url;

    return request->is_tls || (url != NULL && g_str_has_prefix(url, "https://")) ? "__Host-kamen" : "kamen";
}

/* The secret behind "Bearer", NULL when the header is another one. */
static const char *
bearer_of(const char *authorization)
{
    static const char scheme[] = "Bearer ";

    if (g_ascii_strncasecmp(authorization, scheme, sizeof scheme - 1) != 0)
        return NULL;
    return authorization + sizeof scheme - 1 + strspn(authorization + sizeof scheme - 1, " ");
}

static gboolean
refuse(KamRequest *request, KamReply *reply, KamShown shown)
{
    kam_reply_problem(reply, request, 401,
                      shown == KAM_SHOWN_NOTHING ? "sign in first, or send 'Authorization: Bearer TOKEN'"
                      : shown == KAM_SHOWN_TOKEN ? "this token opens nothing: it is unknown, has expired or was ended"
                                                 : "the session is over: sign in again",
                      NULL);
    kam_reply_header(reply, "WWW-Authenticate",
                     shown == KAM_SHOWN_TOKEN ? "Bearer realm=\"kamen\", error=\"invalid_token\""
                                              : "Bearer realm=\"kamen\"");
    return FALSE;
}

/* Ask the people service what a secret opens; KAM_ERROR_DENIED stands for "nothing". */
static gboolean
open_secret(KamApi *api, KamRequest *request, KamShown shown, const char *secret,
            char change_token[KAM_CHANGE_TOKEN_SIZE], GError **error)
{
    g_autofree KamActor *actor = g_new0(KamActor, 1);
    gboolean opened =
        shown == KAM_SHOWN_TOKEN
            ? api->credentials.find_token(request->db, secret, request->now_ms, actor, error)
            : api->credentials.find_session(request->db, secret, request->now_ms, actor, change_token, error);

    if (opened)
        request->actor = g_steal_pointer(&actor);
    return opened;
}

/* What was shown, and the secret in it. */
static KamShown
find_secret(const KamRequest *request, char **secret)
{
    const char *authorization = kam_request_get_header(request, "Authorization");

    if (authorization != NULL) {
        const char *bearer = bearer_of(authorization);

        *secret = g_strdup(bearer != NULL ? bearer : "");
        return KAM_SHOWN_TOKEN;
    }
    *secret = kam_request_dup_cookie(request, kam_api_get_cookie_name(request));
    return *secret != NULL ? KAM_SHOWN_COOKIE : KAM_SHOWN_NOTHING;
}

gboolean
kam_admit_actor(KamApi *api, KamRequest *request, KamReply *reply, KamShown *shown,
                char change_token[KAM_CHANGE_TOKEN_SIZE])
{
    gboolean is_public = request->route->permission == KAM_PERM_PUBLIC;
    g_autofree char *secret = NULL;
    g_autoptr(GError) error = NULL;
    KamShown found = find_secret(request, &secret);

    if (found == KAM_SHOWN_NOTHING)
        return is_public || refuse(request, reply, found);
    if (open_secret(api, request, found, secret, change_token, &error)) {
        *shown = found;
        return TRUE;
    }
    if (!g_error_matches(error, KAM_ERROR, KAM_ERROR_DENIED)) {
        kam_reply_error(reply, request, error);
        return FALSE;
    }
    /* What is public stays so for the bearer of an old secret: signing in is one of these things. */
    return is_public || refuse(request, reply, found);
}
