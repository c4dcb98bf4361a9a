/* One's own sessions, tokens, password and second factor. Whatever answers with a secret runs on a worker: answers of
 * the writer's routes may be kept for requests that are sent again, and a secret is kept nowhere. */
#include "api/body.h"
#include "api/people.h"
#include "api/tables.h"
#include "record/value.h"
#include "service/people/admin.h"
#include "service/people/token.h"

#define DAY_MS (G_GINT64_CONSTANT(24) * 3600 * 1000)
#define DEFAULT_DAYS 90
#define MAX_DAYS 3650

/* --- sessions --- */

static gboolean
list_sessions(KamRequest *request, KamReply *reply, GError **error)
{
    return kam_api_answer_sessions(request, reply, request->actor->user_id, error);
}

static gboolean
end_session(KamRequest *request, KamReply *reply, GError **error)
{
    return !kam_api_need_session(request, reply) ||
           kam_session_end(request->db, request->actor->user_id, kam_request_get_id(request, 0), error);
}

static gboolean
end_other_sessions(KamRequest *request, KamReply *reply, GError **error)
{
    const KamActor *actor = request->actor;

    return !kam_api_need_session(request, reply) ||
           kam_session_end_all(request->db, actor->user_id, actor->credential_id, error);
}

/* --- tokens --- */

static void
write_token(const KamToken *token, KamJson *json)
{
    kam_json_begin_object(json, NULL);
    kam_json_id(json, "id", token->id);
    kam_json_id(json, "user_id", token->user_id);
    kam_json_text(json, "name", token->name);
    kam_json_text(json, "prefix", token->prefix);
    kam_json_text(json, "scopes", token->scopes);
    kam_api_write_instant(json, "created_at", token->created_at);
    kam_api_write_instant(json, "used_at", token->used_at);
    kam_api_write_instant(json, "expires_at", token->expires_at);
    kam_api_write_instant(json, "revoked_at", token->revoked_at);
    kam_json_end_object(json);
}

/* Whose: one's own, or anybody's for those who look after people. */
static gboolean
read_owner(KamRequest *request, gint64 *user_id, GError **error)
{
    g_autofree char *user = kam_request_dup_parameter(request, "user");

    *user_id = request->actor->user_id;
    if (user == NULL)
        return TRUE;
    if (!kam_policy_allows(request->actor, KAM_PERM_PEOPLE_WRITE)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED, "only administrators see tokens of others");
        return FALSE;
    }
    if (kam_id_parse(user, user_id))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "user '%s' is no id", user);
    return FALSE;
}

static gboolean
list_tokens(KamRequest *request, KamReply *reply, GError **error)
{
    g_autoptr(GArray) tokens = NULL;
    gint64 user_id = 0;
    KamJson json;

    if (!read_owner(request, &user_id, error) || (tokens = kam_token_list(request->db, user_id, error)) == NULL)
        return FALSE;
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_begin_array(&json, "items");
    for (guint i = 0; i < tokens->len; i++)
        write_token(&g_array_index(tokens, KamToken, i), &json);
    kam_json_end_array(&json);
    kam_json_end_object(&json);
    return TRUE;
}

/* What the writer makes. */
typedef struct {
    const KamRequest *request;
    const char *name, *scopes;
    gint64 expires_at;
    char *token;
} NewToken;

static gboolean
write_new_token(KamDb *db, gpointer data, GError **error)
{
    NewToken *new_token = data;
    const KamRequest *request = new_token->request;
    KamWork work = kam_api_work(request, db);

    new_token->token = kam_admin_create_token(&work, request->actor->user_id, new_token->name, new_token->scopes,
                                              new_token->expires_at, error);
    return new_token->token != NULL;
}

/* A day, whose end it is good until. */
static gboolean
read_expiry(const KamRequest *request, const char *expires_at, gint64 *instant, GError **error)
{
    *instant = request->now_ms + DEFAULT_DAYS * DAY_MS;
    if (expires_at != NULL && !kam_instant_parse(expires_at, instant)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "expires_at '%s' is no instant such as 2027-01-31T00:00:00Z",
                    expires_at);
        return FALSE;
    }
    if (*instant <= request->now_ms + MAX_DAYS * DAY_MS)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "expires_at is more than ten years away");
    return FALSE;
}

static gboolean
create_token(KamRequest *request, KamReply *reply, GError **error)
{
    const char *name, *scopes, *expires_at;
    const KamBodyText texts[] = {
        { "name", TRUE, 100, &name },
        { "scopes", TRUE, 400, &scopes },
        { "expires_at", FALSE, 40, &expires_at },
        { 0 },
    };
    json_auto_t *body = kam_api_need_session(request, reply) ? kam_body_read(request, reply, texts) : NULL;
    NewToken new_token = { .request = request };
    g_autofree char *token = NULL;
    KamJson json;

    if (body == NULL)
        return TRUE;
    new_token.name = name;
    new_token.scopes = scopes;
    if (!read_expiry(request, expires_at, &new_token.expires_at, error) ||
        !kam_pool_write_wait(request->api->pool, write_new_token, &new_token, error))
        return FALSE;
    token = new_token.token;
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_text(&json, "token", token);
    kam_api_write_instant(&json, "expires_at", new_token.expires_at);
    kam_json_end_object(&json);
    return TRUE;
}

static gboolean
revoke_token(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_api_work(request, request->db);
    gint64 id = kam_request_get_id(request, 0);
    gint64 owner = 0;

    if (!kam_api_need_session(request, reply))
        return TRUE;
    if (!kam_token_find_owner(request->db, id, &owner, error))
        return FALSE;
    /* Another's token is as absent as one that never was. */
    if (!kam_policy_allows(request->actor, KAM_PERM_PEOPLE_WRITE))
        owner = request->actor->user_id;
    return kam_admin_revoke_token(&work, owner, id, error);
}

/* --- password and second factor --- */

/* What came of a change that asked for the password; TRUE when it was done. */
static gboolean
is_done(const KamRequest *request, KamReply *reply, const KamOwnAnswer *answer)
{
    if (answer->state == KAM_OWN_LATER)
        kam_api_answer_later(request, reply, answer->wait_ms);
    else if (answer->state == KAM_OWN_WRONG_PASSWORD)
        kam_reply_problem(reply, request, 403, "the password is wrong", NULL);
    return answer->state == KAM_OWN_DONE;
}

static void
answer_codes(KamReply *reply, const char *const *codes)
{
    KamJson json;

    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_begin_array(&json, "recovery_codes");
    for (; *codes != NULL; codes++)
        kam_json_text(&json, NULL, *codes);
    kam_json_end_array(&json);
    kam_json_end_object(&json);
}

static json_t *
read_password(const KamRequest *request, KamReply *reply, const char **password)
{
    const KamBodyText texts[] = { { "password", TRUE, 1024, password }, { 0 } };

    return kam_api_need_session(request, reply) ? kam_body_read(request, reply, texts) : NULL;
}

static gboolean
change_password(KamRequest *request, KamReply *reply, GError **error)
{
    const char *password, *next;
    const KamBodyText texts[] = { { "password", TRUE, 1024, &password }, { "next", TRUE, 1025, &next }, { 0 } };
    json_auto_t *body = kam_api_need_session(request, reply) ? kam_body_read(request, reply, texts) : NULL;
    KamOwnPlace own = kam_api_own_place(request);
    KamOwnAnswer answer = { 0 };

    if (body == NULL)
        return TRUE;
    if (!kam_own_change_password(&own, password, next, &answer, error))
        return FALSE;
    is_done(request, reply, &answer);
    return TRUE;
}

static gboolean
enrol_totp(KamRequest *request, KamReply *reply, GError **error)
{
    const char *password = NULL;
    json_auto_t *body = read_password(request, reply, &password);
    KamOwnPlace own = kam_api_own_place(request);
    KamOwnAnswer answer = { 0 };
    g_autofree char *secret = NULL;
    g_autofree char *uri = NULL;
    KamJson json;

    if (body == NULL)
        return TRUE;
    if (!kam_own_enrol_totp(&own, password, &answer, &secret, &uri, error))
        return FALSE;
    if (!is_done(request, reply, &answer))
        return TRUE;
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_text(&json, "secret", secret);
    kam_json_text(&json, "uri", uri);
    kam_json_end_object(&json);
    return TRUE;
}

static gboolean
confirm_totp(KamRequest *request, KamReply *reply, GError **error)
{
    const char *code;
    const KamBodyText texts[] = { { "code", TRUE, 16, &code }, { 0 } };
    json_auto_t *body = kam_api_need_session(request, reply) ? kam_body_read(request, reply, texts) : NULL;
    KamOwnPlace own = kam_api_own_place(request);
    g_auto(GStrv) codes = NULL;

    if (body == NULL)
        return TRUE;
    if (!kam_own_confirm_totp(&own, code, &codes, error))
        return FALSE;
    answer_codes(reply, (const char *const *)codes);
    return TRUE;
}

static gboolean
remove_totp(KamRequest *request, KamReply *reply, GError **error)
{
    const char *password = NULL;
    json_auto_t *body = read_password(request, reply, &password);
    KamOwnPlace own = kam_api_own_place(request);
    KamOwnAnswer answer = { 0 };

    if (body == NULL)
        return TRUE;
    if (!kam_own_remove_totp(&own, password, &answer, error))
        return FALSE;
    is_done(request, reply, &answer);
    return TRUE;
}

static gboolean
make_recovery_codes(KamRequest *request, KamReply *reply, GError **error)
{
    const char *password = NULL;
    json_auto_t *body = read_password(request, reply, &password);
    KamOwnPlace own = kam_api_own_place(request);
    KamOwnAnswer answer = { 0 };
    g_auto(GStrv) codes = NULL;

    if (body == NULL)
        return TRUE;
    if (!kam_own_make_recovery_codes(&own, password, &answer, &codes, error))
        return FALSE;
    if (is_done(request, reply, &answer))
        answer_codes(reply, (const char *const *)codes);
    return TRUE;
}

static gboolean
set_name(KamRequest *request, KamReply *reply, GError **error)
{
    const char *name;
    const KamBodyText texts[] = { { "name", TRUE, 120, &name }, { 0 } };
    json_auto_t *body = kam_api_need_session(request, reply) ? kam_body_read(request, reply, texts) : NULL;
    KamWork work = kam_api_work(request, request->db);

    return body == NULL || kam_admin_set_own_name(&work, name, error);
}

static const KamParameter token_parameters[] = {
    { "user", "string", "Id of another person, for administrators", FALSE },
    { 0 },
};

#define PASSWORD "{\"type\":\"string\",\"maxLength\":1024}"
#define PASSWORD_BODY                                                                                                  \
    "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"password\"],\"properties\":{\"password\":"    \
    "" PASSWORD "}}"
#define CODES                                                                                                          \
    "{\"type\":\"object\",\"required\":[\"recovery_codes\"],\"properties\":{\"recovery_codes\":{\"type\":\"array\","   \
    "\"items\":{\"type\":\"string\"}}}}"
#define LIST_OF(name)                                                                                                  \
    "{\"type\":\"object\",\"required\":[\"items\"],\"properties\":{\"items\":{\"type\":\"array\",\"items\":{\"$ref\":" \
    "\"#/components/schemas/" name "\"}}}}"

static const char token_schema[] =
    "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"name\",\"scopes\"],\"properties\":{"
    "\"name\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":100},"
    "\"scopes\":{\"type\":\"string\",\"maxLength\":400,\"description\":\"*, read, write or permissions\"},"
    "\"expires_at\":{\"type\":[\"string\",\"null\"],\"format\":\"date-time\",\"maxLength\":40,"
    "\"description\":\"in 90 days when absent\"}}}";
static const char made_token_schema[] =
    "{\"type\":\"object\",\"required\":[\"token\",\"expires_at\"],\"properties\":{\"token\":{\"type\":\"string\","
    "\"description\":\"shown this once\"},\"expires_at\":{\"type\":\"string\",\"format\":\"date-time\"}}}";
static const char name_schema[] =
    "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"name\"],\"properties\":{"
    "\"name\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":120}}}";
static const char new_password_schema[] =
    "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"password\",\"next\"],\"properties\":{"
    "\"password\":" PASSWORD ",\"next\":{\"type\":\"string\",\"minLength\":12,\"maxLength\":1024}}}";
static const char totp_schema[] =
    "{\"type\":\"object\",\"required\":[\"secret\",\"uri\"],\"properties\":{\"secret\":{\"type\":\"string\"},"
    "\"uri\":{\"type\":\"string\",\"description\":\"otpauth, for a picture that a telephone reads\"}}}";
static const char code_schema[] =
    "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"code\"],\"properties\":{"
    "\"code\":{\"type\":\"string\",\"maxLength\":16}}}";

const KamRoute kam_api_routes_people[] = {
    { KAM_GET, "/api/v1/sessions", KAM_PERM_SELF, KAM_RUN_READ, 200, list_sessions,
      .summary = "List own sessions, the newest use first", .answer_schema = LIST_OF("session_item") },
    { KAM_DELETE, "/api/v1/sessions", KAM_PERM_SELF, KAM_RUN_WRITE, 204, end_other_sessions,
      .summary = "End all own sessions but this one" },
    { KAM_DELETE, "/api/v1/sessions/{id}", KAM_PERM_SELF, KAM_RUN_WRITE, 204, end_session,
      .summary = "End one of one's own sessions" },
    { KAM_GET, "/api/v1/tokens", KAM_PERM_SELF, KAM_RUN_READ, 200, list_tokens,
      .summary = "List own tokens, or those of another person", .answer_schema = LIST_OF("token"),
      .parameters = token_parameters },
    { KAM_POST, "/api/v1/tokens", KAM_PERM_SELF, KAM_RUN_SECRET, 201, create_token,
      .summary = "Make a token that acts for oneself; it is shown this once", .body_schema = token_schema,
      .answer_schema = made_token_schema, .also = { 409 } },
    { KAM_DELETE, "/api/v1/tokens/{id}", KAM_PERM_SELF, KAM_RUN_WRITE, 204, revoke_token, .summary = "Revoke a token" },
    { KAM_POST, "/api/v1/me/name", KAM_PERM_SELF, KAM_RUN_WRITE, 204, set_name, .summary = "Change one's own name",
      .body_schema = name_schema },
    { KAM_POST, "/api/v1/me/password", KAM_PERM_SELF, KAM_RUN_SECRET, 204, change_password,
      .summary = "Choose another password; all other sessions end", .body_schema = new_password_schema },
    { KAM_POST, "/api/v1/me/totp", KAM_PERM_SELF, KAM_RUN_SECRET, 200, enrol_totp,
      .summary = "Begin a second factor: codes by time", .body_schema = PASSWORD_BODY, .answer_schema = totp_schema,
      .also = { 409 } },
    { KAM_POST, "/api/v1/me/totp/confirm", KAM_PERM_SELF, KAM_RUN_SECRET, 200, confirm_totp,
      .summary = "Put the second factor into force by a first code; answers with recovery codes",
      .body_schema = code_schema, .answer_schema = CODES, .also = { 409 } },
    { KAM_POST, "/api/v1/me/totp/remove", KAM_PERM_SELF, KAM_RUN_SECRET, 204, remove_totp,
      .summary = "Take the second factor away", .body_schema = PASSWORD_BODY },
    { KAM_POST, "/api/v1/me/recovery-codes", KAM_PERM_SELF, KAM_RUN_SECRET, 200, make_recovery_codes,
      .summary = "Make ten new recovery codes; earlier ones are good no more", .body_schema = PASSWORD_BODY,
      .answer_schema = CODES, .also = { 409 } },
    { 0 },
};
