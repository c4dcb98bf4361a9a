/* 202 with the place where the job is followed. */
#include "api/job_reply.h"

#include "api/api.h"
#include "service/jobs/jobs.h"

static gboolean
answer_job(KamRequest *request, KamReply *reply, gint64 id, GError **error)
{
    g_autofree char *location = g_strdup_printf("/api/v1/jobs/%" G_GINT64_FORMAT, id);
    g_auto(KamJob) job = { 0 };
    KamJson json;

    if (!kam_jobs_load(request->api->jobs, request->db, id, &job, error))
        return FALSE;
    reply->status = 202;
    kam_reply_header(reply, "Location", location);
    kam_reply_json(reply, &json);
    kam_job_to_json(&job, &json, NULL);
    return TRUE;
}

gboolean
kam_reply_start_job(KamRequest *request, KamReply *reply, gint64 id, const char *kind, const char *parameters,
                    GError **error)
{
    return kam_jobs_add(request->api->jobs, id, kind, parameters, request->actor->user_id, request->now_ms, error) &&
           answer_job(request, reply, id, error);
}
