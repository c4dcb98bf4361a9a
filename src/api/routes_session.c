/* Signing in and out, and who one is. */
#include "api/body.h"
#include "api/cookie.h"
#include "api/people.h"
#include "api/tables.h"
#include "service/people/sign_in.h"
#include "service/people/totp.h"
#include "service/people/user.h"

/* Whom one stands in for today. */
static void
write_absent(const KamActor *actor, KamJson *json)
{
    kam_json_begin_array(json, "stands_in_for");
    for (guint i = 1; i < actor->n_people; i++)
        kam_json_id(json, NULL, actor->people[i]);
    kam_json_end_array(json);
}

/* `change_token` is NULL for a token, which needs none. */
static gboolean
write_session(const KamRequest *request, const KamActor *actor, const char *change_token, KamJson *json,
              const char *name, GError **error)
{
    g_autoptr(KamUser) user = kam_user_load(request->db, actor->user_id, error);
    gboolean has_factor = FALSE;
    gint64 codes = 0;

    if (user == NULL || !kam_totp_is_on(request->db, actor->user_id, &has_factor, error) ||
        !kam_recovery_count(request->db, actor->user_id, &codes, error))
        return FALSE;
    kam_json_begin_object(json, name);
    kam_json_id(json, "user_id", user->id);
    kam_json_text(json, "email", user->email);
    kam_json_text(json, "name", user->name);
    kam_json_text(json, "role", kam_role_name(user->role));
    kam_api_write_rights(actor, json);
    write_absent(actor, json);
    kam_json_text(json, "change_token", change_token);
    kam_json_bool(json, "has_second_factor", has_factor);
    kam_json_int(json, "recovery_codes_left", codes);
    kam_json_end_object(json);
    return TRUE;
}

static gboolean
answer_session(KamRequest *request, KamReply *reply, const char *secret, GError **error)
{
    char change_token[KAM_SESSION_CHANGE_TOKEN_SIZE];
    KamSessionLimits limits;
    KamActor actor;
    KamJson json;

    if (!kam_session_authenticate(request->db, secret, request->now_ms, &actor, change_token, error) ||
        !kam_session_load_limits(request->db, &limits, error))
        return FALSE;
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_text(&json, "state", "signed_in");
    kam_json_null(&json, "ticket");
    if (!write_session(request, &actor, change_token, &json, "session", error))
        return FALSE;
    kam_json_end_object(&json);
    kam_reply_set_cookie(reply, &(KamCookie) { .name = kam_api_get_cookie_name(request),
                                               .value = secret,
                                               .seconds = limits.absolute_ms / 1000 });
    return TRUE;
}

static void
answer_ticket(KamReply *reply, const char *ticket)
{
    KamJson json;

    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_text(&json, "state", "needs_code");
    kam_json_text(&json, "ticket", ticket);
    kam_json_null(&json, "session");
    kam_json_end_object(&json);
}

/* 403 has other reasons, too, so this one bears a code. */
static void
refuse_person(KamRequest *request, KamReply *reply)
{
    static const char detail[] = "you may not sign in here any more: ask an administrator";
    g_auto(KamFaults) faults = { 0 };

    kam_faults_init(&faults);
    kam_faults_add(&faults, "", "access_off", "%s", detail);
    kam_reply_problem(reply, request, 403, detail, &faults);
}

static gboolean
answer_state(KamRequest *request, KamReply *reply, const KamSignInAnswer *answer, GError **error)
{
    switch (answer->state) {
    case KAM_SIGNED_IN:
        return answer_session(request, reply, answer->secret, error);
    case KAM_SIGN_IN_CODE:
        answer_ticket(reply, answer->secret);
        return TRUE;
    case KAM_SIGN_IN_LATER:
        kam_api_answer_later(request, reply, answer->wait_ms);
        return TRUE;
    case KAM_SIGN_IN_OFF:
        refuse_person(request, reply);
        return TRUE;
    case KAM_SIGN_IN_WRONG:
        break;
    }
    kam_reply_problem(reply, request, 401, "the e-mail address, the password or the code is wrong", NULL);
    return TRUE;
}

static gboolean
sign_in(KamRequest *request, KamReply *reply, GError **error)
{
    const char *email, *password, *code, *ticket;
    const KamBodyText texts[] = {
        { "email", FALSE, 254, &email },
        { "password", FALSE, 1024, &password },
        { "code", FALSE, 64, &code },
        { "ticket", FALSE, 128, &ticket },
        { 0 },
    };
    json_auto_t *body = kam_body_read(request, reply, texts);
    KamSignInPlace place = kam_api_sign_in_place(request);
    g_auto(KamSignInAnswer) answer = { 0 };
    gboolean done;

    if (body == NULL)
        return TRUE;
    if (ticket != NULL ? code == NULL : email == NULL || password == NULL) {
        kam_reply_problem(reply, request, 422, "this takes e-mail address and password, or ticket and code", NULL);
        return TRUE;
    }
    done = ticket != NULL ? kam_sign_in_by_code(&place, ticket, code, &answer, error)
                          : kam_sign_in_by_password(&place, email, password, code, &answer, error);
    return done && answer_state(request, reply, &answer, error);
}

static gboolean
show_session(KamRequest *request, KamReply *reply, GError **error)
{
    KamJson json;

    kam_reply_json(reply, &json);
    return write_session(request, request->actor, request->actor->is_token ? NULL : request->change_token, &json, NULL,
                         error);
}

static gboolean
sign_out(KamRequest *request, KamReply *reply, GError **error)
{
    const KamActor *actor = request->actor;

    if (!kam_api_need_session(request, reply))
        return TRUE;
    if (!kam_session_end(request->db, actor->user_id, actor->credential_id, error))
        return FALSE;
    kam_reply_set_cookie(reply, &(KamCookie) { .name = kam_api_get_cookie_name(request) });
    return TRUE;
}

static const char sign_in_schema[] =
    "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{"
    "\"email\":{\"type\":\"string\",\"maxLength\":254},\"password\":{\"type\":\"string\",\"maxLength\":1024},"
    "\"code\":{\"type\":\"string\",\"maxLength\":64,\"description\":\"of the second factor, or a recovery code\"},"
    "\"ticket\":{\"type\":\"string\",\"maxLength\":128,\"description\":\"of the first step, instead of e-mail "
    "address and password\"}}}";
static const char signed_in_schema[] =
    "{\"type\":\"object\",\"required\":[\"state\",\"ticket\",\"session\"],\"properties\":{"
    "\"state\":{\"enum\":[\"signed_in\",\"needs_code\"]},\"ticket\":{\"type\":[\"string\",\"null\"]},"
    "\"session\":{\"anyOf\":[{\"$ref\":\"#/components/schemas/session\"},{\"type\":\"null\"}]}}}";

const KamRoute kam_api_routes_session[] = {
    { KAM_POST, "/api/v1/session", KAM_PERM_PUBLIC, KAM_RUN_SECRET, 200, sign_in,
      .summary = "Sign in: e-mail address and password, then a code when there is a second factor",
      .body_schema = sign_in_schema, .answer_schema = signed_in_schema, .max_body = 16384, .also = { 401, 403 } },
    { KAM_GET, "/api/v1/session", KAM_PERM_SELF, KAM_RUN_READ, 200, show_session,
      .summary = "Say who is signed in and what they may do", .answer_schema = "#/components/schemas/session" },
    { KAM_DELETE, "/api/v1/session", KAM_PERM_SELF, KAM_RUN_WRITE, 204, sign_out, .summary = "Sign out",
      .also = { 404 } },
    { 0 },
};
