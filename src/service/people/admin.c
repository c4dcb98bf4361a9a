/* What an administrator does with other people. */
#include "service/people/admin.h"

#include <jansson.h>

#include "domain/types.h"
#include "record/change.h"
#include "service/people/token.h"
#include "service/people/totp.h"
#include "service/people/user_password.h"

KamNoteBy
kam_note_by_work(const KamWork *work)
{
    const KamActor *actor = work->actor;

    return (KamNoteBy) { actor->user_id, actor->name, actor->credential_id, work->request_id, work->now_ms };
}

static json_t *
user_object(const KamNewUser *user)
{
    json_t *body = json_object();

    json_object_set_new(body, "email", json_string(user->email));
    json_object_set_new(body, "name", json_string(user->name != NULL ? user->name : user->email));
    json_object_set_new(body, "role", json_string(user->role));
    return body;
}

gboolean
kam_admin_add_user(const KamWork *work, const KamNewUser *user, gint64 *id, GError **error)
{
    json_t *body = user_object(user);
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(KamRecord) record = NULL;
    KamNoteBy by = kam_note_by_work(work);

    kam_faults_init(&faults);
    record = kam_record_create(work, &kam_user_type, body, &faults, error);
    json_decref(body);
    if (record == NULL) {
        kam_faults_explain(&faults, error);
        return FALSE;
    }
    if (user->password_hash != NULL &&
        (!kam_user_store_password(work->db, record->id, user->password_hash, work->now_ms, error) ||
         !kam_note_add(work->db, &by, "password", record->id, NULL, error)))
        return FALSE;
    if (id != NULL)
        *id = record->id;
    return TRUE;
}

/* One member of a user changed, as the route of the record type does it. */
static gboolean
patch(const KamWork *work, gint64 user_id, const char *member, json_t *value, GError **error)
{
    json_t *body = json_object();
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(KamRecord) record = NULL;

    kam_faults_init(&faults);
    json_object_set_new(body, member, value);
    record = kam_record_patch(work, &kam_user_type, user_id, 0, body, &faults, error);
    json_decref(body);
    if (record == NULL)
        kam_faults_explain(&faults, error);
    return record != NULL;
}

gboolean
kam_admin_set_own_name(const KamWork *work, const char *name, GError **error)
{
    KamActor actor = *work->actor;
    KamWork own = *work;

    /* The record of a person is the administrators' to change; this one member of it is everybody's own. */
    actor.role = KAM_ROLE_ADMIN;
    actor.scopes = KAM_SCOPES_ALL;
    own.actor = &actor;
    return patch(&own, work->actor->user_id, "name", json_string(name), error);
}

gboolean
kam_admin_set_role(const KamWork *work, gint64 user_id, const char *role, GError **error)
{
    return patch(work, user_id, "role", json_string(role), error);
}

gboolean
kam_admin_set_disabled(const KamWork *work, gint64 user_id, gboolean disabled, GError **error)
{
    return patch(work, user_id, "disabled", json_boolean(disabled), error);
}

gboolean
kam_admin_reset_totp(const KamWork *work, gint64 user_id, GError **error)
{
    KamNoteBy by = kam_note_by_work(work);
    g_autoptr(KamUser) user = kam_user_load(work->db, user_id, error);
    gboolean on = FALSE;

    if (user == NULL || !kam_totp_is_on(work->db, user_id, &on, error))
        return FALSE;
    if (!on) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "there is no second factor to take away");
        return FALSE;
    }
    return kam_totp_remove(work->db, user_id, error) && kam_session_end_all(work->db, user_id, 0, error) &&
           kam_note_add(work->db, &by, "totp_off", user_id, NULL, error);
}

gboolean
kam_admin_end_sessions(const KamWork *work, gint64 user_id, GError **error)
{
    KamNoteBy by = kam_note_by_work(work);
    g_autoptr(KamUser) user = kam_user_load(work->db, user_id, error);

    return user != NULL && kam_session_end_all(work->db, user_id, 0, error) &&
           kam_note_add(work->db, &by, "sessions_end", user_id, NULL, error);
}

/* Where it was open, so that the audit tells which one: its id means nothing to anybody once it is gone. */
static char *
session_changes(const GArray *sessions, gint64 session_id)
{
    for (guint i = 0; i < sessions->len; i++) {
        const KamSession *session = &g_array_index(sessions, KamSession, i);
        json_auto_t *changes = NULL;

        if (session->id != session_id)
            continue;
        changes = json_pack("{s:[s,n]}", "address", session->address);
        return json_dumps(changes, JSON_COMPACT);
    }
    return NULL;
}

gboolean
kam_admin_end_session(const KamWork *work, gint64 user_id, gint64 session_id, GError **error)
{
    KamNoteBy by = kam_note_by_work(work);
    g_autoptr(GArray) sessions = kam_session_list(work->db, user_id, work->now_ms, error);
    g_autofree char *changes = NULL;

    if (sessions == NULL)
        return FALSE;
    changes = session_changes(sessions, session_id);
    return kam_session_end(work->db, user_id, session_id, error) &&
           kam_note_add(work->db, &by, "session_end", user_id, changes, error);
}

char *
kam_admin_make_link(const KamWork *work, gint64 user_id, KamLinkUse use, GError **error)
{
    KamNoteBy by = kam_note_by_work(work);

    return kam_link_make(work->db, &by, user_id, use, error);
}

char *
kam_admin_create_token(const KamWork *work, gint64 user_id, const char *name, const char *scopes, gint64 expires_at,
                       GError **error)
{
    KamNoteBy by = kam_note_by_work(work);
    g_autofree char *token =
        kam_token_create(work->db, user_id, name, scopes, expires_at, work->actor->user_id, work->now_ms, error);

    if (token == NULL || !kam_note_add(work->db, &by, "token_create", user_id, NULL, error))
        return NULL;
    return g_steal_pointer(&token);
}

gboolean
kam_admin_revoke_token(const KamWork *work, gint64 user_id, gint64 id, GError **error)
{
    KamNoteBy by = kam_note_by_work(work);

    return kam_token_revoke(work->db, user_id, id, work->now_ms, error) &&
           kam_note_add(work->db, &by, "token_revoke", user_id, NULL, error);
}
