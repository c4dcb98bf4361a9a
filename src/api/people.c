/* What the routes about people share. */
#include "api/people.h"

#include "base/instant.h"

KamSignInPlace
kam_api_sign_in_place(const KamRequest *request)
{
    return (KamSignInPlace) {
        .people = request->api->people,
        .pool = request->api->pool,
        .db = request->db,
        .origin = { request->remote, kam_request_get_header(request, "User-Agent") },
        .request_id = request->id,
        .former_session_id = request->actor != NULL && !request->actor->is_token ? request->actor->credential_id : 0,
        .now_ms = request->now_ms,
    };
}

KamOwnPlace
kam_api_own_place(const KamRequest *request)
{
    return (KamOwnPlace) { kam_api_sign_in_place(request), request->actor };
}

KamWork
kam_api_work(const KamRequest *request, KamDb *db)
{
    return (KamWork) { db, request->actor, request->api->types, request->id, request->now_ms };
}

gboolean
kam_api_need_session(const KamRequest *request, KamReply *reply)
{
    if (!request->actor->is_token)
        return TRUE;
    kam_reply_problem(reply, request, 403, "a token cannot do this; sign in with e-mail address and password", NULL);
    return FALSE;
}

void
kam_api_answer_later(const KamRequest *request, KamReply *reply, gint64 wait_ms)
{
    g_autofree char *seconds = g_strdup_printf("%" G_GINT64_FORMAT, (wait_ms + 999) / 1000);
    g_autofree char *detail = g_strdup_printf("too many tries: come back in %s seconds", seconds);

    kam_reply_problem(reply, request, 429, detail, NULL);
    kam_reply_header(reply, "Retry-After", seconds);
}

void
kam_api_write_instant(KamJson *json, const char *name, gint64 ms)
{
    char text[KAM_INSTANT_SIZE];

    if (ms == 0) {
        kam_json_null(json, name);
        return;
    }
    kam_instant_to_iso(ms, text);
    kam_json_text(json, name, text);
}

void
kam_api_write_rights(const KamActor *actor, KamJson *json)
{
    kam_json_begin_array(json, "permissions");
    for (KamPermission permission = KAM_PERM_PUBLIC + 1; permission < KAM_PERM_N; permission++)
        if (kam_policy_allows(actor, permission))
            kam_json_text(json, NULL, kam_permission_name(permission));
    kam_json_end_array(json);
    kam_json_begin_object(json, "classes");
    for (KamFieldClass field_class = KAM_PUBLIC; field_class <= KAM_PRIVATE; field_class++) {
        KamAccess access = kam_policy_class_access(actor, field_class);
        kam_json_text(json, kam_class_name(field_class),
                      access == KAM_WRITE  ? "write"
                      : access == KAM_READ ? "read"
                                           : "none");
    }
    kam_json_end_object(json);
}

static void
write_session(const KamSession *session, const KamActor *actor, KamJson *json)
{
    kam_json_begin_object(json, NULL);
    kam_json_id(json, "id", session->id);
    kam_json_bool(json, "is_this", !actor->is_token && session->id == actor->credential_id);
    kam_api_write_instant(json, "created_at", session->created_at);
    kam_api_write_instant(json, "used_at", session->used_at);
    kam_api_write_instant(json, "expires_at", session->expires_at);
    kam_json_text(json, "address", session->address);
    kam_json_text(json, "agent", session->agent);
    kam_json_bool(json, "second_factor", session->second_factor);
    kam_json_end_object(json);
}

gboolean
kam_api_answer_sessions(KamRequest *request, KamReply *reply, gint64 user_id, GError **error)
{
    g_autoptr(GArray) sessions = kam_session_list(request->db, user_id, request->now_ms, error);
    KamJson json;

    if (sessions == NULL)
        return FALSE;
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_begin_array(&json, "items");
    for (guint i = 0; i < sessions->len; i++)
        write_session(&g_array_index(sessions, KamSession, i), request->actor, &json);
    kam_json_end_array(&json);
    kam_json_end_object(&json);
    return TRUE;
}
