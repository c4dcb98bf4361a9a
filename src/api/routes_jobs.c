/* Jobs: how far they are, their events, their refused rows, their end before their time. Who asked for one sees it;
 * those who run the server see all. */
#include "api/api.h"
#include "api/file.h"
#include "api/tables.h"
#include "service/jobs/jobs.h"

#define DEFAULT_LIMIT 50
#define MAX_LIMIT 500

/* Another's job is as absent as one that never was. */
static gboolean
load_visible(KamRequest *request, KamJob *job, GError **error)
{
    gint64 id = kam_request_get_id(request, 0);

    if (!kam_jobs_load(request->api->jobs, request->db, id, job, error))
        return FALSE;
    if (job->created_by == request->actor->user_id || kam_policy_allows(request->actor, KAM_PERM_OPERATE))
        return TRUE;
    kam_job_clear(job);
    g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "no job '%" G_GINT64_FORMAT "'", id);
    return FALSE;
}

static void
write_job(KamReply *reply, const KamJob *job)
{
    KamJson json;

    kam_reply_json(reply, &json);
    kam_job_to_json(job, &json, NULL);
}

/* --- lists --- */

static void
write_list(KamReply *reply, const GArray *jobs, guint limit)
{
    KamJson json;

    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_begin_array(&json, "items");
    for (guint i = 0; i < jobs->len && i < limit; i++)
        kam_job_to_json(&g_array_index(jobs, KamJob, i), &json, NULL);
    kam_json_end_array(&json);
    if (jobs->len > limit)
        kam_json_id(&json, "next", g_array_index(jobs, KamJob, limit - 1).id);
    else
        kam_json_null(&json, "next");
    kam_json_end_object(&json);
}

static gboolean
list_jobs(KamRequest *request, KamReply *reply, GError **error)
{
    gint64 limit = kam_request_get_int_parameter(request, "limit", DEFAULT_LIMIT);
    gint64 before = kam_request_get_int_parameter(request, "cursor", 0);
    g_autoptr(GArray) jobs = NULL;

    if (limit < 1 || limit > MAX_LIMIT || before < 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "limit is from 1 to %d, cursor what 'next' said", MAX_LIMIT);
        return FALSE;
    }
    jobs = kam_jobs_list(request->api->jobs, request->db, request->actor->user_id,
                         kam_policy_allows(request->actor, KAM_PERM_OPERATE), before, (guint)limit + 1, error);
    if (jobs == NULL)
        return FALSE;
    write_list(reply, jobs, (guint)limit);
    return TRUE;
}

/* --- one --- */

static gboolean
show_job(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(KamJob) job = { 0 };

    if (!load_visible(request, &job, error))
        return FALSE;
    write_job(reply, &job);
    return TRUE;
}

static gboolean
follow_job(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(KamJob) job = { 0 };

    if (!load_visible(request, &job, error))
        return FALSE;
    reply->content_type = "text/event-stream";
    reply->events_of_job = job.id;
    return TRUE;
}

static gboolean
cancel_job(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(KamJob) job = { 0 };

    if (!load_visible(request, &job, error) || !kam_jobs_cancel(request->api->jobs, job.id, error))
        return FALSE;
    kam_job_clear(&job);
    if (!kam_jobs_load(request->api->jobs, request->db, kam_request_get_id(request, 0), &job, error))
        return FALSE;
    write_job(reply, &job);
    return TRUE;
}

/* --- files --- */

static gboolean
get_rejects(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(KamJob) job = { 0 };
    g_autofree char *path = NULL;
    g_autofree char *name = NULL;

    if (!load_visible(request, &job, error))
        return FALSE;
    path = kam_jobs_rejects_path(request->api->jobs, job.id);
    name = g_strdup_printf("rejects-%" G_GINT64_FORMAT ".csv", job.id);
    return kam_reply_file(reply, path, "text/csv; charset=utf-8", name, error);
}

static const KamParameter list_parameters[] = {
    { "limit", "integer", "How many, 1 to 500; 50 otherwise", FALSE },
    { "cursor", "string", "What 'next' of the page before said", FALSE },
    { 0 },
};

#define JOB "#/components/schemas/job"

const KamRoute kam_api_routes_jobs[] = {
    { KAM_GET, "/api/v1/jobs", KAM_PERM_SELF, KAM_RUN_READ, 200, list_jobs,
      .summary = "List own jobs, or all for those who run the server, the newest first",
      .answer_schema = "{\"type\":\"object\",\"required\":[\"items\",\"next\"],\"properties\":{\"items\":{\"type\":"
                       "\"array\",\"items\":{\"$ref\":\"" JOB "\"}},\"next\":{\"type\":[\"string\",\"null\"]}}}",
      .parameters = list_parameters },
    { KAM_GET, "/api/v1/jobs/{id}", KAM_PERM_SELF, KAM_RUN_READ, 200, show_job, .summary = "How far a job is",
      .answer_schema = JOB, .also = { 404 } },
    { KAM_GET, "/api/v1/jobs/{id}/events", KAM_PERM_SELF, KAM_RUN_READ, 200, follow_job,
      .summary = "Follow a job by server-sent events until it ends", .answer_schema = "{}",
      .answer_type = "text/event-stream", .also = { 404 } },
    { KAM_GET, "/api/v1/jobs/{id}/rejects", KAM_PERM_SELF, KAM_RUN_READ, 200, get_rejects,
      .summary = "The rows that an import refused, as CSV with the reasons", .answer_schema = "{\"type\":\"string\"}",
      .answer_type = "text/csv", .also = { 404 } },
    { KAM_POST, "/api/v1/jobs/{id}/cancel", KAM_PERM_SELF, KAM_RUN_PAGE, 202, cancel_job,
      .summary = "Ask a job to stop", .answer_schema = JOB, .also = { 404, 409 } },
    { KAM_DELETE, "/api/v1/jobs/{id}", KAM_PERM_SELF, KAM_RUN_PAGE, 202, cancel_job,
      .summary = "Ask a job to stop, as /cancel does", .answer_schema = JOB, .also = { 404, 409 } },
    { 0 },
};
