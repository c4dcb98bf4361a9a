/* Who acts in a job. */
#include "service/jobs/acting.h"

#include <string.h>

#include "service/people/session.h"
#include "store/statements.h"

enum { COLUMN_EMAIL = 1, COLUMN_ROLE = 3, COLUMN_DISABLED = 4 };

void
kam_job_write_acting(const KamActor *actor, KamJson *json)
{
    g_autofree char *scopes = NULL;

    if (!actor->is_token)
        return;
    scopes = g_strdup_printf("%" G_GUINT64_FORMAT, actor->scopes);
    kam_json_text(json, "scopes", scopes);
    kam_json_id(json, "credential_id", actor->credential_id);
}

static gint64
id_member(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));

    return text == NULL ? 0 : g_ascii_strtoll(text, NULL, 10);
}

static void
narrow(KamActor *actor, const json_t *parameters)
{
    const char *scopes = json_string_value(json_object_get(parameters, "scopes"));

    if (scopes == NULL)
        return;
    actor->is_token = TRUE;
    actor->scopes = g_ascii_strtoull(scopes, NULL, 10);
    actor->credential_id = id_member(parameters, "credential_id");
}

static gboolean
fill_person(KamDb *db, gint64 id, gint64 now_ms, KamActor *actor, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("user_by_id"), error);
    g_autofree char *email = NULL;
    g_autofree char *role = NULL;
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, id);
    step = kam_stmt_step(stmt, error);
    if (step == KAM_STEP_FAILED)
        return FALSE;
    if (step == KAM_STEP_DONE || kam_stmt_get_int(stmt, COLUMN_DISABLED) != 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED, "whoever asked for this may not sign in any more");
        kam_error_set_reason(error, "person_gone", NULL);
        return FALSE;
    }
    email = g_strdup(kam_stmt_get_text(stmt, COLUMN_EMAIL));
    role = g_strdup(kam_stmt_get_text(stmt, COLUMN_ROLE));
    kam_stmt_reset(stmt);
    return kam_session_fill_actor(db, id, role, email, now_ms, actor, error);
}

gboolean
kam_job_load_acting(KamDb *db, gint64 created_by, const json_t *parameters, gint64 now_ms, KamActor *actor,
                    GError **error)
{
    KamActor found = kam_actor_program("kamen");

    if (created_by != 0 && !fill_person(db, created_by, now_ms, &found, error))
        return FALSE;
    narrow(&found, parameters);
    *actor = found;
    return TRUE;
}
