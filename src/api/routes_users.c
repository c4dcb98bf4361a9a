/* What administrators do with other people beyond their records, and the one-time links that they hand over. */
#include "api/body.h"
#include "api/people.h"
#include "api/tables.h"
#include "service/people/admin.h"
#include "service/people/user.h"

/* What the writer makes. */
typedef struct {
    const KamRequest *request;
    gint64 user_id;
    KamLinkUse use;
    char *secret;
} NewLink;

static gboolean
write_new_link(KamDb *db, gpointer data, GError **error)
{
    NewLink *link = data;
    KamWork work = kam_api_work(link->request, db);

    link->secret = kam_admin_make_link(&work, link->user_id, link->use, error);
    return link->secret != NULL;
}

/* On a worker: the answer holds a secret, and is kept nowhere. */
static gboolean
make_link(KamRequest *request, KamReply *reply, GError **error)
{
    const char *use;
    const KamBodyText texts[] = { { "use", TRUE, 10, &use }, { 0 } };
    json_auto_t *body = kam_api_need_session(request, reply) ? kam_body_read(request, reply, texts) : NULL;
    NewLink link = { .request = request, .user_id = kam_request_get_id(request, 0) };
    g_autofree char *secret = NULL;
    g_autofree char *path = NULL;
    KamJson json;

    if (body == NULL)
        return TRUE;
    if (!kam_link_use_from_name(use, &link.use)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "use '%s' is neither set-up nor reset", use);
        return FALSE;
    }
    if (!kam_pool_write_wait(request->api->pool, write_new_link, &link, error))
        return FALSE;
    secret = link.secret;
    path = g_strdup_printf("/%s/%s", kam_link_use_name(link.use), secret);
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_text(&json, "path", path);
    kam_api_write_instant(&json, "expires_at", request->now_ms + kam_link_life_ms(link.use));
    kam_json_end_object(&json);
    return TRUE;
}

static gboolean
use_link(KamRequest *request, KamReply *reply, GError **error)
{
    const char *secret, *password;
    const KamBodyText texts[] = { { "secret", TRUE, 128, &secret }, { "password", TRUE, 1025, &password }, { 0 } };
    json_auto_t *body = kam_body_read(request, reply, texts);
    KamSignInPlace place = kam_api_sign_in_place(request);
    gint64 wait_ms = 0;
    KamLinkUse use;

    if (body == NULL)
        return TRUE;
    if (!kam_link_use_from_name(request->values[0], &use)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "no links of that kind");
        return FALSE;
    }
    if (!kam_link_use(&place, secret, password, &wait_ms, error))
        return FALSE;
    if (wait_ms > 0)
        kam_api_answer_later(request, reply, wait_ms);
    return TRUE;
}

static gboolean
disable_user(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_api_work(request, request->db);

    return !kam_api_need_session(request, reply) ||
           kam_admin_set_disabled(&work, kam_request_get_id(request, 0), TRUE, error);
}

static gboolean
enable_user(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_api_work(request, request->db);

    return !kam_api_need_session(request, reply) ||
           kam_admin_set_disabled(&work, kam_request_get_id(request, 0), FALSE, error);
}

static gboolean
reset_totp(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_api_work(request, request->db);

    return !kam_api_need_session(request, reply) || kam_admin_reset_totp(&work, kam_request_get_id(request, 0), error);
}

static gboolean
end_sessions(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_api_work(request, request->db);
    gint64 id = kam_request_get_id(request, 0);

    return !kam_api_need_session(request, reply) || kam_admin_end_sessions(&work, id, error);
}

static gboolean
list_sessions(KamRequest *request, KamReply *reply, GError **error)
{
    gint64 id = kam_request_get_id(request, 0);
    g_autoptr(KamUser) user = kam_user_load(request->db, id, error);

    return user != NULL && kam_api_answer_sessions(request, reply, id, error);
}

static gboolean
end_session(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_api_work(request, request->db);

    return !kam_api_need_session(request, reply) ||
           kam_admin_end_session(&work, kam_request_get_id(request, 0), kam_request_get_id(request, 1), error);
}

static void
write_sign_in(const KamUserSignIn *row, KamJson *json)
{
    kam_json_begin_object(json, NULL);
    kam_json_id(json, "user_id", row->user_id);
    kam_json_bool(json, "has_password", row->has_password);
    kam_json_bool(json, "has_second_factor", row->has_second_factor);
    kam_json_int(json, "sessions", row->n_sessions);
    kam_json_int(json, "tokens", row->n_tokens);
    kam_api_write_instant(json, "last_at", row->last_at);
    kam_api_write_instant(json, "link_until", row->link_until);
    kam_json_end_object(json);
}

static gboolean
list_sign_ins(KamRequest *request, KamReply *reply, GError **error)
{
    g_autoptr(GArray) rows = kam_user_list_sign_ins(request->db, request->now_ms, error);
    KamJson json;

    if (rows == NULL)
        return FALSE;
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_begin_array(&json, "items");
    for (guint i = 0; i < rows->len; i++)
        write_sign_in(&g_array_index(rows, KamUserSignIn, i), &json);
    kam_json_end_array(&json);
    kam_json_end_object(&json);
    return TRUE;
}

static const char sign_ins_schema[] =
    "{\"type\":\"object\",\"required\":[\"items\"],\"properties\":{\"items\":{\"type\":\"array\",\"items\":{"
    "\"type\":\"object\",\"required\":[\"user_id\",\"has_password\",\"has_second_factor\",\"sessions\",\"tokens\","
    "\"last_at\",\"link_until\"],\"properties\":{\"user_id\":{\"type\":\"string\"},\"has_password\":{"
    "\"type\":\"boolean\"},\"has_second_factor\":{\"type\":\"boolean\"},\"sessions\":{\"type\":\"integer\","
    "\"description\":\"open\"},\"tokens\":{\"type\":\"integer\",\"description\":\"good\"},\"last_at\":{"
    "\"type\":[\"string\",\"null\"],\"format\":\"date-time\"},\"link_until\":{\"type\":[\"string\",\"null\"],"
    "\"format\":\"date-time\",\"description\":\"a one-time link is good until then\"}}}}}}";
#define LIST_OF_SESSIONS                                                                                               \
    "{\"type\":\"object\",\"required\":[\"items\"],\"properties\":{\"items\":{\"type\":\"array\",\"items\":{\"$ref\":" \
    "\"#/components/schemas/session_item\"}}}}"
static const char use_schema[] = "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"use\"],"
                                 "\"properties\":{\"use\":{\"enum\":[\"set-up\",\"reset\"]}}}";
static const char link_schema[] =
    "{\"type\":\"object\",\"required\":[\"path\",\"expires_at\"],\"properties\":{\"path\":{\"type\":\"string\","
    "\"description\":\"to put behind the address of this server; shown this once\"},"
    "\"expires_at\":{\"type\":\"string\",\"format\":\"date-time\"}}}";
static const char use_link_schema[] =
    "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"secret\",\"password\"],\"properties\":{"
    "\"secret\":{\"type\":\"string\",\"maxLength\":128},"
    "\"password\":{\"type\":\"string\",\"minLength\":12,\"maxLength\":1024}}}";

const KamRoute kam_api_routes_users[] = {
    { KAM_POST, "/api/v1/links/{use}", KAM_PERM_PUBLIC, KAM_RUN_SECRET, 204, use_link,
      .summary = "Choose a password by a one-time link, set-up or reset", .body_schema = use_link_schema,
      .max_body = 16384 },
    { KAM_GET, "/api/v1/users/sign-ins", KAM_PERM_PEOPLE_WRITE, KAM_RUN_PAGE, 200, list_sign_ins,
      .summary = "How people get in: password, second factor, open sessions, the last time", .tag = "users",
      .answer_schema = sign_ins_schema },
    { KAM_POST, "/api/v1/users/{id}/link", KAM_PERM_PEOPLE_WRITE, KAM_RUN_SECRET, 200, make_link,
      .summary = "Make a one-time link by which somebody chooses a password", .body_schema = use_schema,
      .answer_schema = link_schema, .also = { 409 } },
    { KAM_POST, "/api/v1/users/{id}/disable", KAM_PERM_PEOPLE_WRITE, KAM_RUN_WRITE, 204, disable_user,
      .summary = "Let somebody sign in no more; all their sessions end", .also = { 422 } },
    { KAM_POST, "/api/v1/users/{id}/enable", KAM_PERM_PEOPLE_WRITE, KAM_RUN_WRITE, 204, enable_user,
      .summary = "Let somebody sign in again", .also = { 422 } },
    { KAM_POST, "/api/v1/users/{id}/reset-totp", KAM_PERM_PEOPLE_WRITE, KAM_RUN_WRITE, 204, reset_totp,
      .summary = "Take away a second factor that was lost", .also = { 409 } },
    { KAM_GET, "/api/v1/users/{id}/sessions", KAM_PERM_PEOPLE_WRITE, KAM_RUN_READ, 200, list_sessions,
      .summary = "List where somebody is signed in, the newest use first", .tag = "users",
      .answer_schema = LIST_OF_SESSIONS },
    { KAM_DELETE, "/api/v1/users/{id}/sessions/{session}", KAM_PERM_PEOPLE_WRITE, KAM_RUN_WRITE, 204, end_session,
      .summary = "End one session of somebody", .tag = "users" },
    { KAM_DELETE, "/api/v1/users/{id}/sessions", KAM_PERM_PEOPLE_WRITE, KAM_RUN_WRITE, 204, end_sessions,
      .summary = "End all sessions of somebody" },
    { 0 },
};
