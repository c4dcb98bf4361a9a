/* The demonstration company, for those who want to see the program before they have a file. */
#include "api/job_reply.h"
#include "api/people.h"
#include "api/tables.h"
#include "service/company.h"
#include "service/jobs/jobs.h"

static gboolean
fill_in(KamRequest *request, KamReply *reply, GError **error)
{
    return kam_service_require_no_lines(request->db, error) &&
           kam_reply_start_job(request, reply, kam_jobs_make_id(request->api->jobs, request->now_ms), "demo", "{}",
                               error);
}

const KamRoute kam_api_routes_demo[] = {
    { KAM_POST, "/api/v1/demo", KAM_PERM_OPERATE, KAM_RUN_SLOW, 202, fill_in,
      .summary = "Fill an empty database with the demonstration company and its people; answers with the job",
      .answer_schema = "#/components/schemas/job", .also = { 409 } },
    { 0 },
};
