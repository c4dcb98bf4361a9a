/* Admission: who comes in, by which door, with what in hand. */
#include <string.h>

#include "api/api.h"

typedef struct {
    KamApi *api;
    KamRequest request;
    KamReply reply;
} Fixture;

static gboolean
answer_nothing(G_GNUC_UNUSED KamRequest *request, G_GNUC_UNUSED KamReply *reply, G_GNUC_UNUSED GError **error)
{
    return TRUE;
}

static const KamParameter parameters[] = {
    { "limit", "integer", "How many", FALSE },
    { "archived", "boolean", "Old ones, too", FALSE },
    { .name = NULL },
};
static const KamParameter required[] = { { "q", "string", "What", TRUE }, { .name = NULL } };

static const KamRoute table[] = {
    { KAM_GET, "/open", KAM_PERM_PUBLIC, KAM_RUN_READ, 200, answer_nothing, .summary = "Open" },
    { KAM_POST, "/open", KAM_PERM_PUBLIC, KAM_RUN_SLOW, 200, answer_nothing, .summary = "Sign in",
      .body_schema = "{}" },
    { KAM_GET, "/things", KAM_PERM_BUSINESS_READ, KAM_RUN_READ, 200, answer_nothing, .summary = "List",
      .parameters = parameters },
    { KAM_POST, "/things", KAM_PERM_BUSINESS_WRITE, KAM_RUN_WRITE, 201, answer_nothing, .summary = "Create",
      .body_schema = "{}", .max_body = 10 },
    { KAM_PATCH, "/things", KAM_PERM_BUSINESS_WRITE, KAM_RUN_WRITE, 200, answer_nothing, .summary = "Change",
      .body_schema = "{}" },
    { KAM_GET, "/people", KAM_PERM_PEOPLE_WRITE, KAM_RUN_READ, 200, answer_nothing, .summary = "People" },
    { KAM_GET, "/search", KAM_PERM_BUSINESS_READ, KAM_RUN_READ, 200, answer_nothing, .summary = "Search",
      .parameters = required },
    { KAM_GET, "/list", KAM_PERM_BUSINESS_READ, KAM_RUN_READ, 200, answer_nothing, .summary = "Filter",
      .filters = TRUE },
    { 0 },
};

static gboolean
find_token(G_GNUC_UNUSED KamDb *db, const char *secret, G_GNUC_UNUSED gint64 now_ms, KamActor *actor, GError **error)
{
    if (strcmp(secret, "broken") == 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_STORE, "the database is away");
        return FALSE;
    }
    if (strcmp(secret, "good") != 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED, "no such token");
        return FALSE;
    }
    *actor = (KamActor) { .user_id = 7, .role = KAM_ROLE_KAM, .scopes = KAM_SCOPES_ALL, .is_token = TRUE };
    return TRUE;
}

static gboolean
find_session(KamDb *db, const char *secret, gint64 now_ms, KamActor *actor, char change_token[KAM_CHANGE_TOKEN_SIZE],
             GError **error)
{
    if (!find_token(db, secret, now_ms, actor, error))
        return FALSE;
    actor->is_token = FALSE;
    g_strlcpy(change_token, "change-me", KAM_CHANGE_TOKEN_SIZE);
    return TRUE;
}

/* The test's own headers: name, value ... NULL. */
static const char *
get_header(const KamRequest *request, const char *name)
{
    const char *const *headers = request->carrier;

    for (; headers != NULL && headers[0] != NULL; headers += 2) {
        if (g_ascii_strcasecmp(headers[0], name) == 0)
            return headers[1];
    }
    return NULL;
}

static void
set_up(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const KamRoute *const tables[] = { table, NULL };
    static const KamRecordType *const types[] = { NULL };
    g_autoptr(GError) error = NULL;

    f->api = kam_api_new_with(NULL, tables, types, (KamCredentials) { find_token, find_session }, &error);
    g_assert_no_error(error);
    kam_reply_init(&f->reply);
}

static void
tear_down(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    kam_request_clear(&f->request);
    kam_reply_clear(&f->reply);
    kam_api_free(f->api);
}

/* Send a request as far as its handler: 0 when it would run, else the status of the problem. */
static guint
admit(Fixture *f, KamMethod method, const char *path, const char *const *headers, const char *body)
{
    g_auto(GStrv) parts = g_strsplit(path, "?", 2);
    gboolean admitted;

    kam_request_clear(&f->request);
    kam_reply_clear(&f->reply);
    kam_reply_init(&f->reply);
    f->request = (KamRequest) { .method = method,
                                .path = parts[0],
                                .query = parts[1] != NULL ? parts[1] : "",
                                .body = body,
                                .body_length = strlen(body),
                                .id = "r-1",
                                .get_header = get_header,
                                .carrier = (gpointer)(guintptr)headers };
    admitted = kam_api_find(f->api, &f->request, &f->reply) && kam_api_admit(f->api, &f->request, &f->reply);
    f->request.path = f->request.query = "";
    return admitted ? 0 : f->reply.status;
}

#define HEADERS(...) ((const char *const[]) { __VA_ARGS__, NULL })
#define TOKEN "Authorization", "Bearer good"
#define JSON "Content-Type", "application/json"
#define COOKIE "Cookie", "theme=dark; kamen=good", "Host", "kamen.local:8080"
#define OURS "Origin", "http://kamen.local:8080"
#define SHOWN "X-Kamen-Token", "change-me"

static void
test_find__says_what_is_not_there(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpuint(admit(f, KAM_GET, "/nowhere", NULL, ""), ==, 404);
    g_assert_cmpuint(admit(f, KAM_DELETE, "/things", NULL, ""), ==, 405);
    g_assert_cmpstr(kam_reply_get_header(&f->reply, "Allow"), ==, "GET, POST, PATCH");
}

static void
test_actor__public_needs_none(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpuint(admit(f, KAM_GET, "/open", NULL, ""), ==, 0);
    g_assert_null(f->request.actor);
    g_assert_cmpuint(admit(f, KAM_GET, "/open", HEADERS("Cookie", "kamen=old"), ""), ==, 0);
    g_assert_null(f->request.actor);
    g_assert_cmpuint(admit(f, KAM_GET, "/open", HEADERS(TOKEN), ""), ==, 0);
    g_assert_nonnull(f->request.actor);
}

static void
test_actor__nobody_is_401(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpuint(admit(f, KAM_GET, "/things", NULL, ""), ==, 401);
    g_assert_cmpstr(kam_reply_get_header(&f->reply, "WWW-Authenticate"), ==, "Bearer realm=\"kamen\"");
    g_assert_cmpuint(admit(f, KAM_GET, "/things", HEADERS("Authorization", "Bearer bad"), ""), ==, 401);
    g_assert_cmpstr(kam_reply_get_header(&f->reply, "WWW-Authenticate"), ==,
                    "Bearer realm=\"kamen\", error=\"invalid_token\"");
    g_assert_cmpuint(admit(f, KAM_GET, "/things", HEADERS("Authorization", "Basic Z29vZA=="), ""), ==, 401);
    g_assert_cmpuint(admit(f, KAM_GET, "/things", HEADERS("Cookie", "kamen=old"), ""), ==, 401);
    g_assert_cmpuint(admit(f, KAM_GET, "/things", HEADERS("Cookie", "akamen=good; kamen="), ""), ==, 401);
}

static void
test_actor__token_or_cookie_opens(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpuint(admit(f, KAM_GET, "/things", HEADERS(TOKEN), ""), ==, 0);
    g_assert_cmpint(f->request.actor->user_id, ==, 7);
    g_assert_cmpuint(admit(f, KAM_GET, "/things", HEADERS("authorization", "bearer  good"), ""), ==, 0);
    g_assert_cmpuint(admit(f, KAM_GET, "/things", HEADERS(COOKIE), ""), ==, 0);
}

static void
test_actor__over_tls_the_cookie_is_of_the_host(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    f->api->public_url = "https://kamen.firma.rs";
    g_assert_cmpuint(admit(f, KAM_GET, "/things", HEADERS(COOKIE), ""), ==, 401);
    g_assert_cmpuint(admit(f, KAM_GET, "/things", HEADERS("Cookie", "__Host-kamen=good"), ""), ==, 0);
}

static void
test_actor__a_failure_is_no_refusal(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpuint(admit(f, KAM_GET, "/things", HEADERS("Authorization", "Bearer broken"), ""), ==, 500);
    g_assert_cmpuint(admit(f, KAM_GET, "/open", HEADERS("Authorization", "Bearer broken"), ""), ==, 500);
}

static void
test_permission__denied_is_403(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpuint(admit(f, KAM_GET, "/people", HEADERS(TOKEN), ""), ==, 403);
    g_assert_nonnull(strstr(f->reply.body->str, "'people_write'"));
}

static void
test_origin__changes_by_cookie_are_guarded(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpuint(admit(f, KAM_POST, "/things", HEADERS(COOKIE, JSON), "{}"), ==, 403);
    g_assert_cmpuint(admit(f, KAM_POST, "/things", HEADERS(COOKIE, JSON, OURS), "{}"), ==, 403);
    g_assert_cmpuint(admit(f, KAM_POST, "/things", HEADERS(COOKIE, JSON, SHOWN), "{}"), ==, 403);
    g_assert_cmpuint(admit(f, KAM_POST, "/things", HEADERS(COOKIE, JSON, SHOWN, "Origin", "http://evil"), "{}"), ==,
                     403);
    g_assert_cmpuint(admit(f, KAM_POST, "/things", HEADERS(COOKIE, JSON, SHOWN, "Origin", "null"), "{}"), ==, 403);
    g_assert_cmpuint(admit(f, KAM_POST, "/things", HEADERS(COOKIE, JSON, OURS, "X-Kamen-Token", "change-mx"), "{}"), ==,
                     403);
    g_assert_cmpuint(admit(f, KAM_POST, "/things", HEADERS(COOKIE, JSON, OURS, "X-Kamen-Token", ""), "{}"), ==, 403);
    g_assert_cmpuint(admit(f, KAM_POST, "/things", HEADERS(COOKIE, JSON, OURS, SHOWN), "{}"), ==, 0);
}

static void
test_origin__the_public_address_is_the_only_one(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    f->api->public_url = "http://kamen.firma.rs/";
    g_assert_cmpuint(admit(f, KAM_POST, "/things", HEADERS(COOKIE, JSON, OURS, SHOWN), "{}"), ==, 403);
    g_assert_cmpuint(
        admit(f, KAM_POST, "/things", HEADERS(COOKIE, JSON, SHOWN, "Origin", "http://kamen.firma.rs"), "{}"), ==, 0);
    g_assert_cmpuint(
        admit(f, KAM_POST, "/things", HEADERS(COOKIE, JSON, SHOWN, "Origin", "http://kamen.firma.rs.evil"), "{}"), ==,
        403);
}

static void
test_origin__tokens_need_neither(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpuint(admit(f, KAM_POST, "/things", HEADERS(TOKEN, JSON), "{}"), ==, 0);
    g_assert_cmpuint(admit(f, KAM_POST, "/things", HEADERS(TOKEN, JSON, "Origin", "http://other"), "{}"), ==, 0);
}

static void
test_origin__signing_in_from_elsewhere_is_refused(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpuint(admit(f, KAM_POST, "/open", HEADERS(JSON, "Host", "kamen.local:8080"), "{}"), ==, 0);
    g_assert_cmpuint(admit(f, KAM_POST, "/open", HEADERS(JSON, "Host", "kamen.local:8080", OURS), "{}"), ==, 0);
    g_assert_cmpuint(
        admit(f, KAM_POST, "/open", HEADERS(JSON, "Host", "kamen.local:8080", "Origin", "http://evil"), "{}"), ==, 403);
}

static void
test_body__has_a_type_and_a_size(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpuint(admit(f, KAM_POST, "/things", HEADERS(TOKEN), "{}"), ==, 415);
    g_assert_cmpuint(admit(f, KAM_POST, "/things", HEADERS(TOKEN, "Content-Type", "text/plain"), "{}"), ==, 415);
    g_assert_cmpuint(admit(f, KAM_POST, "/things", HEADERS(TOKEN, "Content-Type", "application/jsonp"), "{}"), ==, 415);
    g_assert_cmpuint(
        admit(f, KAM_POST, "/things", HEADERS(TOKEN, "Content-Type", "Application/JSON; charset=utf-8"), "{}"), ==, 0);
    g_assert_cmpuint(
        admit(f, KAM_POST, "/things", HEADERS(TOKEN, "Content-Type", "application/merge-patch+json"), "{}"), ==, 415);
    g_assert_cmpuint(
        admit(f, KAM_PATCH, "/things", HEADERS(TOKEN, "Content-Type", "application/merge-patch+json"), "{}"), ==, 0);
    g_assert_cmpuint(admit(f, KAM_POST, "/things", HEADERS(TOKEN, JSON), "0123456789"), ==, 0);
    g_assert_cmpuint(admit(f, KAM_POST, "/things", HEADERS(TOKEN, JSON), "0123456789a"), ==, 413);
}

static void
test_parameters__unknown_names_the_nearest(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpuint(admit(f, KAM_GET, "/things?limit=5&archived=false", HEADERS(TOKEN), ""), ==, 0);
    g_assert_cmpuint(admit(f, KAM_GET, "/things?limti=5", HEADERS(TOKEN), ""), ==, 400);
    g_assert_nonnull(strstr(f->reply.body->str, "the nearest is 'limit'"));
    g_assert_cmpuint(admit(f, KAM_GET, "/open?x=1", HEADERS(TOKEN), ""), ==, 400);
    g_assert_cmpuint(admit(f, KAM_GET, "/things?limit=5&limit=6", HEADERS(TOKEN), ""), ==, 400);
    g_assert_cmpuint(admit(f, KAM_GET, "/things?limit=five", HEADERS(TOKEN), ""), ==, 400);
    g_assert_cmpuint(admit(f, KAM_GET, "/things?archived=1", HEADERS(TOKEN), ""), ==, 400);
    g_assert_cmpuint(admit(f, KAM_GET, "/things?limit=%zz", HEADERS(TOKEN), ""), ==, 400);
    g_assert_cmpuint(admit(f, KAM_GET, "/search", HEADERS(TOKEN), ""), ==, 400);
    g_assert_cmpuint(admit(f, KAM_GET, "/search?q=a", HEADERS(TOKEN), ""), ==, 0);
}

static void
test_parameters__filters_are_the_handlers(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpuint(admit(f, KAM_GET, "/list?tier=eq.key&tier=neq.x", HEADERS(TOKEN), ""), ==, 0);
    g_assert_cmpuint(admit(f, KAM_GET, "/list?tier=%zz", HEADERS(TOKEN), ""), ==, 400);
}

#define ADD(path, test) g_test_add("/api/admit/" path, Fixture, NULL, set_up, test, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("find", test_find__says_what_is_not_there);
    ADD("actor/public", test_actor__public_needs_none);
    ADD("actor/nobody", test_actor__nobody_is_401);
    ADD("actor/opens", test_actor__token_or_cookie_opens);
    ADD("actor/tls", test_actor__over_tls_the_cookie_is_of_the_host);
    ADD("actor/failure", test_actor__a_failure_is_no_refusal);
    ADD("permission/denied", test_permission__denied_is_403);
    ADD("origin/guarded", test_origin__changes_by_cookie_are_guarded);
    ADD("origin/public-url", test_origin__the_public_address_is_the_only_one);
    ADD("origin/tokens", test_origin__tokens_need_neither);
    ADD("origin/sign-in", test_origin__signing_in_from_elsewhere_is_refused);
    ADD("body", test_body__has_a_type_and_a_size);
    ADD("parameters/unknown", test_parameters__unknown_names_the_nearest);
    ADD("parameters/filters", test_parameters__filters_are_the_handlers);
    return g_test_run();
}
