/* One job: its row, its JSON, its end. */
#include <jansson.h>
#include <string.h>

#include "base/instant.h"
#include "service/jobs/row.h"
#include "store/statements.h"

static const char *const state_names[] = { "queued", "running", "done", "failed", "cancelled" };

const char *
kam_job_state_name(KamJobState state)
{
    return state_names[state];
}

gboolean
kam_job_is_finished(const KamJob *job)
{
    return job->state >= KAM_JOB_DONE;
}

void
kam_job_clear(KamJob *job)
{
    g_clear_pointer(&job->kind_name, g_free);
    g_clear_pointer(&job->message, g_free);
    g_clear_pointer(&job->failure, g_free);
    g_clear_pointer(&job->parameters, g_free);
    g_clear_pointer(&job->result, g_free);
}

KamJob
kam_job_copy(const KamJob *job)
{
    KamJob copy = *job;

    copy.kind_name = g_strdup(job->kind_name);
    copy.message = g_strdup(job->message);
    copy.failure = g_strdup(job->failure);
    copy.parameters = g_strdup(job->parameters);
    copy.result = g_strdup(job->result);
    return copy;
}

static void
write_instant(KamJson *json, const char *name, gint64 ms)
{
    char text[KAM_INSTANT_SIZE];

    kam_instant_to_iso(ms, text);
    kam_json_text(json, name, ms == 0 ? NULL : text);
}

/* A job that failed under an earlier version of the program has its words only. */
static void
write_error(const KamJob *job, KamJson *json)
{
    json_auto_t *failure = job->failure != NULL ? json_loads(job->failure, 0, NULL) : NULL;
    const char *code = json_string_value(json_object_get(failure, "code"));
    char *parameters = json_dumps(json_object_get(failure, "parameters"), JSON_COMPACT);

    kam_json_begin_object(json, "error");
    kam_json_text(json, "code", code != NULL ? code : "failed");
    kam_json_raw(json, "parameters", parameters != NULL ? parameters : "{}");
    kam_json_text(json, "message", job->message);
    kam_json_end_object(json);
    free(parameters);
}

void
kam_job_to_json(const KamJob *job, KamJson *json, const char *name)
{
    kam_json_begin_object(json, name);
    kam_json_id(json, "id", job->id);
    kam_json_text(json, "kind", job->kind_name);
    kam_json_text(json, "state", kam_job_state_name(job->state));
    kam_json_int(json, "progress", job->progress);
    kam_json_int(json, "total", job->total);
    kam_json_text(json, "step", job->state == KAM_JOB_RUNNING ? job->step : NULL);
    kam_json_text(json, "message", job->message);
    if (job->state == KAM_JOB_FAILED)
        write_error(job, json);
    else
        kam_json_null(json, "error");
    kam_json_raw(json, "parameters", job->parameters);
    if (job->result != NULL)
        kam_json_raw(json, "result", job->result);
    else
        kam_json_null(json, "result");
    kam_json_id(json, "created_by", job->created_by);
    write_instant(json, "created_at", job->created_at);
    write_instant(json, "started_at", job->started_at);
    write_instant(json, "finished_at", job->finished_at);
    kam_json_end_object(json);
}

static KamJobState
state_from_name(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(state_names); i++)
        if (strcmp(state_names[i], name) == 0)
            return (KamJobState)i;
    return KAM_JOB_FAILED;
}

static const KamJobKind *
find_kind(const KamJobKind *const *kinds, const char *name)
{
    for (; *kinds != NULL; kinds++)
        if (strcmp((*kinds)->name, name) == 0)
            return *kinds;
    return NULL;
}

void
kam_job_from_row(KamStmt *stmt, const KamJobKind *const *kinds, KamJob *job)
{
    *job = (KamJob) {
        .id = kam_stmt_get_int(stmt, 0),
        .kind = find_kind(kinds, kam_stmt_get_text(stmt, 1)),
        .kind_name = g_strdup(kam_stmt_get_text(stmt, 1)),
        .state = state_from_name(kam_stmt_get_text(stmt, 2)),
        .progress = kam_stmt_get_int(stmt, 3),
        .total = kam_stmt_get_int(stmt, 4),
        .message = g_strdup(kam_stmt_get_text(stmt, 5)),
        .parameters = g_strdup(kam_stmt_get_text(stmt, 6)),
        .result = g_strdup(kam_stmt_get_text(stmt, 7)),
        .created_by = kam_stmt_get_int(stmt, 8),
        .created_at = kam_stmt_get_int(stmt, 9),
        .started_at = kam_stmt_get_int(stmt, 10),
        .finished_at = kam_stmt_get_int(stmt, 11),
    };
    /* What comes of one that failed is its failure: they share a column. */
    if (job->state == KAM_JOB_FAILED)
        job->failure = g_steal_pointer(&job->result);
}

/* --- changes of rows, on the writer --- */

gboolean
kam_job_insert(KamDb *db, gpointer data, GError **error)
{
    const KamJob *job = data;
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("job_insert"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, job->id);
    kam_stmt_bind_text(stmt, 2, job->kind_name);
    kam_stmt_bind_text(stmt, 3, job->parameters);
    kam_stmt_bind_int(stmt, 4, job->created_by);
    kam_stmt_bind_int(stmt, 5, job->created_at);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}

gboolean
kam_job_set_running(KamDb *db, gpointer data, GError **error)
{
    const KamJob *job = data;
    const gint64 parameters[] = { job->id, job->started_at };

    return kam_db_run(db, kam_sql("job_set_running"), parameters, G_N_ELEMENTS(parameters), error);
}

gboolean
kam_job_set_finished(KamDb *db, gpointer data, GError **error)
{
    const KamJob *job = data;
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("job_set_finished"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, job->id);
    kam_stmt_bind_text(stmt, 2, kam_job_state_name(job->state));
    kam_stmt_bind_int(stmt, 3, job->progress);
    kam_stmt_bind_int(stmt, 4, job->total);
    kam_stmt_bind_text(stmt, 5, job->message);
    kam_stmt_bind_text(stmt, 6, job->state == KAM_JOB_FAILED ? job->failure : job->result);
    kam_stmt_bind_int(stmt, 7, job->finished_at);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}
