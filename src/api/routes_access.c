/* What somebody sees and why: in general and of one account; and the policy behind it. */
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
    if ((user == NULL || kam_id_parse(user, user_id)) && (account == NULL || kam_id_parse(account, account_id)))
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

/* What was found out about somebody, and about one account when one was named. */
typedef struct {
    KamActor actor;
    gint64 account_id; /* 0: none was named */
    GArray *reasons;   /* KamSeen; NULL: it is not seen */
    GArray *in_view;   /* ids of accounts; NULL: all */
} Access;

static void
access_clear(Access *access)
{
    g_clear_pointer(&access->reasons, g_array_unref);
    g_clear_pointer(&access->in_view, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Access, access_clear)

static void
write_account(const Access *access, KamJson *json)
{
    write_optional_id(json, "account_id", access->account_id);
    if (access->account_id == 0)
        kam_json_null(json, "sees");
    else
        kam_json_bool(json, "sees", access->reasons != NULL);
    kam_json_begin_array(json, "reasons");
    for (guint i = 0; access->reasons != NULL && i < access->reasons->len; i++)
        write_reason(&g_array_index(access->reasons, KamSeen, i), &access->actor, json);
    kam_json_end_array(json);
}

static void
write_access(const Access *access, KamReply *reply)
{
    const KamActor *actor = &access->actor;
    KamJson json;

    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_id(&json, "user_id", actor->user_id);
    write_account(access, &json);
    if (access->in_view == NULL)
        kam_json_null(&json, "accounts_in_view");
    else
        kam_json_int(&json, "accounts_in_view", access->in_view->len);
    kam_json_begin_array(&json, "stands_in_for");
    for (guint i = 1; i < actor->n_people; i++)
        kam_json_id(&json, NULL, actor->people[i]);
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
find_reasons(KamRequest *request, Access *access, GError **error)
{
    gboolean sees = FALSE;

    if (access->account_id == 0)
        return TRUE;
    if (!kam_scope_sees(request->db, &access->actor, request->api->types, &kam_account_type, access->account_id, &sees,
                        error))
        return FALSE;
    if (sees)
        access->reasons = kam_scope_explain(request->db, &access->actor, access->account_id, error);
    return !sees || access->reasons != NULL;
}

static gboolean
explain(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(Access) access = { 0 };
    gint64 user_id = 0;

    if (!read_ids(request, &user_id, &access.account_id, error) || !check_asker(request->actor, user_id, error) ||
        !load_actor(request, user_id, &access.actor, error) || !find_reasons(request, &access, error) ||
        !kam_scope_list_accounts(request->db, &access.actor, &access.in_view, error))
        return FALSE;
    write_access(&access, reply);
    return TRUE;
}

/* --- the policy --- */

static void
write_role(KamRole role, KamJson *json)
{
    const KamActor actor = { .role = role, .scopes = KAM_SCOPES_ALL };

    kam_json_begin_object(json, NULL);
    kam_json_text(json, "role", kam_role_name(role));
    kam_json_bool(json, "sees_all_accounts", kam_policy_sees_all_accounts(&actor));
    kam_api_write_rights(&actor, json);
    kam_json_end_object(json);
}

static gboolean
list_roles(G_GNUC_UNUSED KamRequest *request, KamReply *reply, G_GNUC_UNUSED GError **error)
{
    KamJson json;

    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_begin_array(&json, "items");
    for (KamRole role = KAM_ROLE_ADMIN; role < KAM_ROLE_PROGRAM; role++)
        write_role(role, &json);
    kam_json_end_array(&json);
    kam_json_end_object(&json);
    return TRUE;
}

static const KamParameter access_parameters[] = {
    { "user", "string", "Id of the person; oneself when absent", FALSE },
    { "account", "string", "Id of an account; without it only what they see in general", FALSE },
    { 0 },
};

static const char access_schema[] =
    "{\"type\":\"object\",\"required\":[\"user_id\",\"account_id\",\"sees\",\"reasons\",\"role\",\"permissions\","
    "\"classes\",\"accounts_in_view\",\"stands_in_for\"],\"properties\":{\"user_id\":{\"type\":\"string\"},"
    "\"account_id\":{\"type\":[\"string\",\"null\"]},\"sees\":{\"type\":[\"boolean\",\"null\"]},"
    "\"accounts_in_view\":{\"type\":[\"integer\",\"null\"],\"description\":\"null: all\"},"
    "\"stands_in_for\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}},"
    "\"reasons\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":["
    "\"by\",\"as_deputy\"],\"properties\":{\"by\":{\"enum\":[\"role\",\"owner\",\"group\",\"team\"]},"
    "\"as_deputy\":{\"type\":\"boolean\"},\"person_id\":{\"type\":[\"string\",\"null\"]},"
    "\"head_id\":{\"type\":[\"string\",\"null\"]},\"team_role\":{\"type\":[\"string\",\"null\"]},"
    "\"from_day\":{\"type\":[\"string\",\"null\"],\"format\":\"date\"},"
    "\"to_day\":{\"type\":[\"string\",\"null\"],\"format\":\"date\"}}}},\"role\":{\"type\":\"string\"},"
    "\"permissions\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}},\"classes\":{\"type\":\"object\","
    "\"additionalProperties\":{\"enum\":[\"none\",\"read\",\"write\"]}}}}";

static const char roles_schema[] =
    "{\"type\":\"object\",\"required\":[\"items\"],\"properties\":{\"items\":{\"type\":\"array\",\"items\":{"
    "\"type\":\"object\",\"required\":[\"role\",\"sees_all_accounts\",\"permissions\",\"classes\"],\"properties\":{"
    "\"role\":{\"type\":\"string\"},\"sees_all_accounts\":{\"type\":\"boolean\"},\"permissions\":{\"type\":\"array\","
    "\"items\":{\"type\":\"string\"}},\"classes\":{\"type\":\"object\",\"additionalProperties\":{\"enum\":[\"none\","
    "\"read\",\"write\"]}}}}}}}";

const KamRoute kam_api_routes_access[] = {
    { KAM_GET, "/api/v1/access", KAM_PERM_SELF, KAM_RUN_READ, 200, explain,
      .summary = "Explain what somebody sees of an account, and why", .answer_schema = access_schema,
      .parameters = access_parameters, .also = { 404 } },
    { KAM_GET, "/api/v1/roles", KAM_PERM_SELF, KAM_RUN_READ, 200, list_roles,
      .summary = "The policy: what each role may do, and which classes of fields it reads and writes",
      .answer_schema = roles_schema, .tag = "access" },
    { 0 },
};
