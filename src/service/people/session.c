/* Sessions. */
#include "service/people/session.h"

#include <string.h>

#include "record/policy.h"
#include "store/statements.h"

#define SECRET_BYTES 32
#define MINUTE_MS (G_GINT64_CONSTANT(60) * 1000)
#define HOUR_MS (60 * MINUTE_MS)
#define DAY_MS (24 * HOUR_MS)
#define PENDING_MS (5 * MINUTE_MS)
#define PENDING_MAX_FAILURES 5
#define MAX_AGENT_CHARACTERS 200
#define DEFAULT_IDLE_MINUTES 120
#define DEFAULT_HOURS 12

static gboolean
load_setting(KamDb *db, const char *name, gint64 min, gint64 max, gint64 *value, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("setting_get"), error);
    KamStep step;
    gint64 number;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_text(stmt, 1, name);
    step = kam_stmt_step(stmt, error);
    if (step != KAM_STEP_ROW)
        return step == KAM_STEP_DONE;
    if (g_ascii_string_to_signed(kam_stmt_get_text(stmt, 0), 10, min, max, &number, NULL))
        *value = number;
    return TRUE;
}

gboolean
kam_session_load_limits(KamDb *db, KamSessionLimits *limits, GError **error)
{
    gint64 minutes = DEFAULT_IDLE_MINUTES;
    gint64 hours = DEFAULT_HOURS;

    if (!load_setting(db, "session_idle_minutes", 5, 24 * 60, &minutes, error) ||
        !load_setting(db, "session_hours", 1, 30 * 24, &hours, error))
        return FALSE;
    *limits = (KamSessionLimits) { minutes * MINUTE_MS, hours * HOUR_MS };
    return TRUE;
}

/* The person first; then those who are away, as many as there is room for. */
static gboolean
add_absent(KamDb *db, gint64 now_ms, KamActor *actor, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("deputy_absent_today"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, actor->user_id);
    kam_stmt_bind_int(stmt, 2, now_ms / DAY_MS);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        if (kam_stmt_get_int(stmt, 0) != actor->user_id && actor->n_people < KAM_ACTOR_MAX_PEOPLE)
            actor->people[actor->n_people++] = kam_stmt_get_int(stmt, 0);
    return step == KAM_STEP_DONE;
}

gboolean
kam_session_fill_actor(KamDb *db, gint64 user_id, const char *role, const char *email, gint64 now_ms, KamActor *actor,
                       GError **error)
{
    KamActor filled = {
        .user_id = user_id,
        .role = kam_role_from_name(role),
        .scopes = KAM_SCOPES_ALL,
        .today = (gint32)(now_ms / DAY_MS),
    };

    filled.people[filled.n_people++] = user_id;
    g_strlcpy(filled.name, email != NULL ? email : "", sizeof filled.name);
    if (!add_absent(db, now_ms, &filled, error))
        return FALSE;
    *actor = filled;
    return TRUE;
}

gboolean
kam_session_authenticate(KamDb *db, const char *secret, gint64 now_ms, KamActor *actor,
                         char change_token[KAM_SESSION_CHANGE_TOKEN_SIZE], GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("session_by_secret"), error);
    char hash[KAM_SECRET_HASH_SIZE];
    KamStep step;
    KamActor found;

    if (stmt == NULL)
        return FALSE;
    kam_secret_hash(secret, hash);
    kam_stmt_bind_text(stmt, 1, hash);
    kam_stmt_bind_int(stmt, 2, now_ms);
    step = kam_stmt_step(stmt, error);
    if (step == KAM_STEP_DONE)
        g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED, "the session has ended: sign in again");
    if (step != KAM_STEP_ROW || !kam_session_fill_actor(db, kam_stmt_get_int(stmt, 1), kam_stmt_get_text(stmt, 3),
                                                        kam_stmt_get_text(stmt, 4), now_ms, &found, error))
        return FALSE;
    found.credential_id = kam_stmt_get_int(stmt, 0);
    *actor = found;
    if (change_token != NULL)
        kam_secret_derive(secret, "change", change_token);
    return TRUE;
}

/* What a browser calls itself is anybody's text: valid, without control characters, and short. */
static char *
clean_agent(const char *agent)
{
    g_autofree char *valid = g_utf8_make_valid(agent != NULL ? agent : "", -1);
    char *cut = g_utf8_substring(valid, 0, MIN(g_utf8_strlen(valid, -1), MAX_AGENT_CHARACTERS));

    for (char *at = cut; *at != '\0'; at++)
        if (g_ascii_iscntrl(*at))
            *at = ' ';
    return cut;
}

static gboolean
insert_session(KamDb *db, gint64 user_id, const char *secret, const KamSessionOrigin *origin, gboolean pending,
               gboolean second_factor, gint64 now_ms, const KamSessionLimits *limits, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("session_insert"), error);
    g_autofree char *agent = clean_agent(origin->agent);
    char hash[KAM_SECRET_HASH_SIZE];

    if (stmt == NULL)
        return FALSE;
    kam_secret_hash(secret, hash);
    kam_stmt_bind_int(stmt, 1, kam_secret_new_id(now_ms));
    kam_stmt_bind_int(stmt, 2, user_id);
    kam_stmt_bind_text(stmt, 3, hash);
    kam_stmt_bind_int(stmt, 4, pending ? 1 : 0);
    kam_stmt_bind_int(stmt, 5, second_factor ? 1 : 0);
    kam_stmt_bind_int(stmt, 6, now_ms);
    kam_stmt_bind_int(stmt, 7, limits->idle_ms);
    kam_stmt_bind_int(stmt, 8, now_ms + (pending ? PENDING_MS : limits->absolute_ms));
    kam_stmt_bind_text(stmt, 9, origin->address != NULL ? origin->address : "");
    kam_stmt_bind_text(stmt, 10, agent);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}

char *
kam_session_open(KamDb *db, gint64 user_id, const KamSessionOrigin *origin, gboolean pending, gboolean second_factor,
                 gint64 now_ms, GError **error)
{
    g_autofree char *secret = kam_secret_new(SECRET_BYTES);
    KamSessionLimits limits;

    /* Dead and surplus ones go before a new one comes: nothing else has to sweep, and the new one is never surplus. */
    if (!kam_session_load_limits(db, &limits, error) ||
        !kam_db_run(db, kam_sql("session_delete_dead"), (gint64[]) { user_id, now_ms }, 2, error) ||
        !kam_db_run(db, kam_sql("session_delete_surplus"), (gint64[]) { user_id }, 1, error) ||
        !insert_session(db, user_id, secret, origin, pending, second_factor, now_ms, &limits, error))
        return NULL;
    return g_steal_pointer(&secret);
}

gboolean
kam_session_find_pending(KamDb *db, const char *ticket, gint64 now_ms, gint64 *session_id, gint64 *user_id,
                         GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("session_pending"), error);
    char hash[KAM_SECRET_HASH_SIZE];
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_secret_hash(ticket, hash);
    kam_stmt_bind_text(stmt, 1, hash);
    kam_stmt_bind_int(stmt, 2, now_ms);
    step = kam_stmt_step(stmt, error);
    if (step == KAM_STEP_FAILED)
        return FALSE;
    if (step == KAM_STEP_DONE || kam_stmt_get_int(stmt, 2) >= PENDING_MAX_FAILURES) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED, "too late for the code: begin again with the password");
        return FALSE;
    }
    *session_id = kam_stmt_get_int(stmt, 0);
    *user_id = kam_stmt_get_int(stmt, 1);
    return TRUE;
}

static void
clear_session(gpointer data)
{
    KamSession *session = data;

    g_free(session->address);
    g_free(session->agent);
}

GArray *
kam_session_list(KamDb *db, gint64 user_id, gint64 now_ms, GError **error)
{
    g_autoptr(GArray) sessions = g_array_new(FALSE, FALSE, sizeof(KamSession));
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("session_list_by_user"), error);
    KamStep step;

    g_array_set_clear_func(sessions, clear_session);
    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_int(stmt, 1, user_id);
    kam_stmt_bind_int(stmt, 2, now_ms);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        KamSession session = {
            .id = kam_stmt_get_int(stmt, 0),
            .created_at = kam_stmt_get_int(stmt, 1),
            .used_at = kam_stmt_get_int(stmt, 2),
            .expires_at = kam_stmt_get_int(stmt, 3),
            .address = g_strdup(kam_stmt_get_text(stmt, 4)),
            .agent = g_strdup(kam_stmt_get_text(stmt, 5)),
            .second_factor = kam_stmt_get_int(stmt, 6) != 0,
        };
        g_array_append_val(sessions, session);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&sessions) : NULL;
}

gboolean
kam_session_end(KamDb *db, gint64 user_id, gint64 session_id, GError **error)
{
    if (!kam_db_run(db, kam_sql("session_delete"), (gint64[]) { session_id, user_id }, 2, error))
        return FALSE;
    if (kam_db_get_changes(db) > 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "no session '%" G_GINT64_FORMAT "'", session_id);
    return FALSE;
}

gboolean
kam_session_end_all(KamDb *db, gint64 user_id, gint64 but, GError **error)
{
    return kam_db_run(db, kam_sql("session_delete_by_user"), (gint64[]) { user_id, but }, 2, error);
}
