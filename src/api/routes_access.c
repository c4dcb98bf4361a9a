/* What somebody sees of an account, and why. */
#include "api/people.h"
#include "api/tables.h"
#include "base/date.h"
#include "domain/types.h"
#include "record/scope.h"
#include "record/value.h"
#include "service/people/session.h"
#include "service/people/user.h"

static gboolean
read_ids(const KamRequest *request, gint64 *user_id, gint64 *account_id, GError **error)
{
    g_autofree char *user = kam_request_dup_parameter(request, "user");
    g_autofree char *account = kam_request_dup_parameter(request, "account");

    *user_id = request->actor->user_id;
    if ((user == NULL || kam_id_parse(user, user_id)) && account != NULL && kam_id_parse(account, account_id))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "user and account are ids");
    return FALSE;
}

/* One's own rights, or anybody's for those who look after people or after the audit. */
static gboolean
check_asker(const KamActor *actor, gint64 user_id, GError **error)
{
    if (user_id == actor->user_id || kam_policy_allows(actor, KAM_PERM_PEOPLE_WRITE) ||
        kam_policy_allows(actor, KAM_PERM_AUDIT_READ))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED, "this explains your own rights only");
    return FALSE;
}

static void
write_day(KamJson *json, const char *name, gint32 day)
{
    char text[11];

    kam_day_to_iso(day, text);
    kam_json_text(json, name, text[0] != '\0' ? text : NULL);
}

static void
write_optional_id(KamJson *json, const char *name, gint64 id)
{
    if (id == 0)
        kam_json_null(json, name);
    else
        kam_json_id(json, name, id);
}

static void
write_reason(const KamSeen *seen, const KamActor *actor, KamJson *json)
{
    kam_json_begin_object(json, NULL);
    kam_json_text(json, "by", kam_seen_name(seen->kind));
    kam_json_bool(json, "as_deputy", seen->person_id != 0 && seen->person_id != actor->user_id);
    write_optional_id(json, "person_id", seen->person_id);
    write_optional_id(json, "head_id", seen->head_id);
    kam_json_text(json, "team_role", seen->team_role);
    write_day(json, "from_day", seen->from_day);
    write_day(json, "to_day", seen->to_day);
    kam_json_end_object(json);
}

static void
write_access(const KamActor *actor, gint64 account_id, const GArray *reasons, KamReply *reply)
{
    KamJson json;

    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_id(&json, "user_id", actor->user_id);
    kam_json_id(&json, "account_id", account_id);
    kam_json_bool(&json, "sees", reasons != NULL);
    kam_json_begin_array(&json, "reasons");
    for (guint i = 0; reasons != NULL && i < reasons->len; i++)
        write_reason(&g_array_index(reasons, KamSeen, i), actor, &json);
    kam_json_end_array(&json);
    kam_json_text(&json, "role", kam_role_name(actor->role));
    kam_api_write_rights(actor, &json);
    kam_json_end_object(&json);
}

/* Somebody who may not sign in sees nothing, whatever is theirs. */
static gboolean
load_actor(KamRequest *request, gint64 user_id, KamActor *actor, GError **error)
{
    g_autoptr(KamUser) user = kam_user_load(request->db, user_id, error);

    return user != NULL &&
           kam_session_fill_actor(request->db, user_id,
                                  kam_role_name(kam_user_may_sign_in(user) ? user->role : KAM_ROLE_NONE), user->email,
                                  request->now_ms, actor, error);
}

static gboolean
explain(KamRequest *request, KamReply *reply, GError **error)
{
    g_autoptr(GArray) reasons = NULL;
    gint64 user_id = 0;
    gint64 account_id = 0;
    gboolean sees = FALSE;
    KamActor actor;

    if (!read_ids(request, &user_id, &account_id, error) || !check_asker(request->actor, user_id, error) ||
        !load_actor(request, user_id, &actor, error) ||
        !kam_scope_sees(request->db, &actor, request->api->types, &kam_account_type, account_id, &sees, error))
        return FALSE;
    if (sees && (reasons = kam_scope_explain(request->db, &actor, account_id, error)) == NULL)
        return FALSE;
    write_access(&actor, account_id, reasons, reply);
    return TRUE;
}

static const KamParameter access_parameters[] = {
    { "user", "string", "Id of the person; oneself when absent", FALSE },
    { "account", "string", "Id of the account", TRUE },
    { 0 },
};

static const char access_schema[] =
    "{\"type\":\"object\",\"required\":[\"user_id\",\"account_id\",\"sees\",\"reasons\",\"role\",\"permissions\","
    "\"classes\"],\"properties\":{\"user_id\":{\"type\":\"string\"},\"account_id\":{\"type\":\"string\"},"
    "\"sees\":{\"type\":\"boolean\"},\"reasons\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":["
    "\"by\",\"as_deputy\"],\"properties\":{\"by\":{\"enum\":[\"role\",\"owner\",\"group\",\"team\"]},"
    "\"as_deputy\":{\"type\":\"boolean\"},\"person_id\":{\"type\":[\"string\",\"null\"]},"
    "\"head_id\":{\"type\":[\"string\",\"null\"]},\"team_role\":{\"type\":[\"string\",\"null\"]},"
    "\"from_day\":{\"type\":[\"string\",\"null\"],\"format\":\"date\"},"
    "\"to_day\":{\"type\":[\"string\",\"null\"],\"format\":\"date\"}}}},\"role\":{\"type\":\"string\"},"
    "\"permissions\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}},\"classes\":{\"type\":\"object\","
    "\"additionalProperties\":{\"enum\":[\"none\",\"read\",\"write\"]}}}}";

const KamRoute kam_api_routes_access[] = {
    { KAM_GET, "/api/v1/access", KAM_PERM_SELF, KAM_RUN_READ, 200, explain,
      .summary = "Explain what somebody sees of an account, and why", .answer_schema = access_schema,
      .parameters = access_parameters, .also = { 404 } },
    { 0 },
};
