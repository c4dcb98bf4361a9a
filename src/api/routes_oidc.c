/* Signing in through the firm's identity provider: to it, and back with a session. */
#include <string.h>

#include "api/api.h"
#include "api/cookie.h"
#include "api/tables.h"
#include "service/people/oidc_pending.h"
#include "service/people/oidc_user.h"
#include "service/people/people.h"
#include "service/people/sign_in.h"

/* Where people land; the page asks for what they wanted, and says there why nobody was let in. */
#define HOME "/"
#define HOME_REFUSED HOME "?refused="

/* Why, as the page says it: the words of web/src/features/sign_in. */
#define REFUSED_AGAIN "again"           /* not begun here, too late, or the provider said no */
#define REFUSED_PROVIDER "provider"     /* the provider cannot be reached, or does not keep the protocol */
#define REFUSED_UNVERIFIED "unverified" /* it vouches for no address */
#define REFUSED_UNKNOWN "unknown"       /* nobody here is known by what it says */
#define REFUSED_OFF "off"               /* somebody is, and may not sign in */
#define REFUSED_WAIT "wait"

/* Returns from the provider cost a request to it each, so an address has only so many that lead nowhere. */
static const KamLimitRule return_rule = {
    .free_tries = 20, .first_wait_ms = 1000, .longest_wait_ms = 60000, .drain_ms = 30000
};

static KamOidc *
get_oidc(const KamRequest *request, GError **error)
{
    if (request->api->oidc == NULL)
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND,
                    "signing in through an identity provider is not set up here: use your password");
    return request->api->oidc;
}

static char *
dup_cookie_name(const KamRequest *request)
{
    return g_strconcat(kam_api_get_cookie_name(request), "-oidc", NULL);
}

static void
send_to(KamReply *reply, const char *url)
{
    reply->status = 302;
    kam_reply_header(reply, "Location", url);
}

/* A browser that was sent around gets the page with a sentence; the log keeps why. A program gets the problem. TRUE:
 * the error was taken. */
static gboolean
send_refused(const KamRequest *request, KamReply *reply, const char *word, GError **error)
{
    const char *accept = kam_request_get_header(request, "Accept");
    g_autofree char *url = g_strconcat(HOME_REFUSED, word, NULL);

    if (accept == NULL || strstr(accept, "text/html") == NULL)
        return FALSE;
    if (error != NULL)
        reply->failure = g_steal_pointer(error);
    send_to(reply, url);
    return TRUE;
}

/* --- to the provider --- */

static gboolean
go_to_provider(KamRequest *request, KamReply *reply, GError **error)
{
    KamOidc *oidc = get_oidc(request, error);
    g_autofree char *name = dup_cookie_name(request);
    g_autofree char *value = NULL;
    g_autofree char *url = NULL;

    if (oidc == NULL)
        return FALSE;
    url = kam_oidc_begin(oidc, request->now_ms, &value, error);
    if (url == NULL)
        return send_refused(request, reply, REFUSED_PROVIDER, error);
    kam_reply_set_cookie(
        reply, &(KamCookie) { .name = name, .value = value, .seconds = KAM_OIDC_PENDING_MS / 1000, .on_links = TRUE });
    send_to(reply, url);
    return TRUE;
}

/* --- and back --- */

/* What came back in the address, owned. */
typedef struct {
    char *state, *code, *issuer, *error;
} Returned;

static void
returned_clear(Returned *returned)
{
    g_free(returned->state);
    g_free(returned->code);
    g_free(returned->issuer);
    g_free(returned->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Returned, returned_clear)

/* A sign-in on its way to the writer. */
typedef struct {
    KamRequest *request;
    KamOidcPerson person;
    char *secret; /* of the session */
    gint64 kept_seconds;
    const char *refusal; /* what it means when the step that runs refuses */
} SignIn;

static void
sign_in_clear(SignIn *sign_in)
{
    kam_oidc_person_clear(&sign_in->person);
    g_free(sign_in->secret);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SignIn, sign_in_clear)

static gboolean
write_sign_in(KamDb *db, gpointer data, GError **error)
{
    SignIn *sign_in = data;
    const KamRequest *request = sign_in->request;
    const KamActor actor = kam_actor_program("identity provider");
    const KamWork work = { db, &actor, request->api->types, request->id, request->now_ms };
    const KamSessionOrigin origin = { request->remote, kam_request_get_header(request, "User-Agent") };
    KamSessionLimits limits;
    gint64 user_id = 0;

    sign_in->refusal = sign_in->person.email == NULL ? REFUSED_UNVERIFIED : REFUSED_UNKNOWN;
    if (!kam_oidc_user_find(&work, request->api->oidc, &sign_in->person, &user_id, error) ||
        !kam_session_load_limits(db, &limits, error))
        return FALSE;
    sign_in->refusal = REFUSED_OFF;
    sign_in->kept_seconds = limits.absolute_ms / 1000;
    sign_in->secret = kam_sign_in_vouched(db, user_id, &origin, request->id, request->now_ms, error);
    return sign_in->secret != NULL;
}

static gboolean
finish(KamRequest *request, const char *cookie, SignIn *sign_in, GError **error)
{
    g_auto(Returned) back = { kam_request_dup_parameter(request, "state"), kam_request_dup_parameter(request, "code"),
                              kam_request_dup_parameter(request, "iss"), kam_request_dup_parameter(request, "error") };
    const KamOidcReturn returned = { back.state, back.code, back.issuer, back.error };

    sign_in->refusal = REFUSED_AGAIN;
    return kam_oidc_finish(request->api->oidc, cookie, &returned, request->now_ms, &sign_in->person, error) &&
           kam_pool_write_wait(request->api->pool, write_sign_in, sign_in, error);
}

/* One try of the address; 0: go on. */
static gint64
take_try(const KamRequest *request, const char *key)
{
    KamPeople *people = request->api->people;

    return people == NULL ? 0 : kam_limits_take(kam_people_get_limits(people), key, &return_rule, request->now_ms);
}

static void
forget_tries(const KamRequest *request, const char *key)
{
    KamPeople *people = request->api->people;

    if (people != NULL)
        kam_limits_forget(kam_people_get_limits(people), key);
}

static gboolean
refuse_for_now(KamRequest *request, KamReply *reply, gint64 wait_ms)
{
    g_autofree char *seconds = g_strdup_printf("%" G_GINT64_FORMAT, (wait_ms + 999) / 1000);

    if (send_refused(request, reply, REFUSED_WAIT, NULL))
        return TRUE;
    kam_reply_problem(reply, request, 429, "too many tries to sign in from this address", NULL);
    kam_reply_header(reply, "Retry-After", seconds);
    return TRUE;
}

/* What nobody refused but something failed is the provider's, or ours: neither is mended by another try at once. */
static gboolean
refuse_return(const KamRequest *request, KamReply *reply, const SignIn *sign_in, GError **error)
{
    gboolean is_refusal = error != NULL && g_error_matches(*error, KAM_ERROR, KAM_ERROR_DENIED);

    return send_refused(request, reply, is_refusal ? sign_in->refusal : REFUSED_PROVIDER, error);
}

static gboolean
come_back(KamRequest *request, KamReply *reply, GError **error)
{
    g_autofree char *name = dup_cookie_name(request);
    g_autofree char *cookie = kam_request_dup_cookie(request, name);
    g_autofree char *key = g_strconcat("oidc ", request->remote, NULL);
    g_auto(SignIn) sign_in = { .request = request };
    gint64 wait_ms;

    if (get_oidc(request, error) == NULL)
        return FALSE;
    wait_ms = take_try(request, key);
    if (wait_ms > 0)
        return refuse_for_now(request, reply, wait_ms);
    if (!finish(request, cookie, &sign_in, error))
        return refuse_return(request, reply, &sign_in, error);
    forget_tries(request, key);
    kam_reply_set_cookie(reply, &(KamCookie) { .name = name, .on_links = TRUE });
    kam_reply_set_cookie(reply, &(KamCookie) { .name = kam_api_get_cookie_name(request),
                                               .value = sign_in.secret,
                                               .seconds = sign_in.kept_seconds });
    send_to(reply, HOME);
    return TRUE;
}

/* --- for administrators --- */

static gboolean
forget_identity(KamRequest *request, G_GNUC_UNUSED KamReply *reply, GError **error)
{
    const KamWork work = { request->db, request->actor, request->api->types, request->id, request->now_ms };

    return kam_oidc_user_forget(&work, kam_request_get_id(request, 0), error);
}

static const KamParameter return_parameters[] = {
    { "state", "string", "What the sign-in was begun with", FALSE },
    { "code", "string", "To be exchanged for a token at the provider", FALSE },
    { "iss", "string", "The provider that answers", FALSE },
    { "error", "string", "Why the provider lets nobody in", FALSE },
    { 0 },
};

const KamRoute kam_api_routes_oidc[] = {
    { KAM_GET, "/api/v1/sign-in/oidc", KAM_PERM_PUBLIC, KAM_RUN_SECRET, 204, go_to_provider,
      .summary = "Sign in through the firm's identity provider: sends the browser there", .tag = "sign-in",
      .also = { 302, 404 } },
    { KAM_GET, KAM_OIDC_CALLBACK_PATH, KAM_PERM_PUBLIC, KAM_RUN_SECRET, 204, come_back,
      .summary = "Come back from the identity provider: opens a session and sends the browser home", .tag = "sign-in",
      .parameters = return_parameters, .any_parameters = TRUE, .also = { 302, 403, 404, 413, 422 } },
    { KAM_DELETE, "/api/v1/users/{id}/identity", KAM_PERM_PEOPLE_WRITE, KAM_RUN_WRITE, 204, forget_identity,
      .summary = "Forget by what name the identity provider knows a person", .tag = "users" },
    { 0 },
};
