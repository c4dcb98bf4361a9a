/* Copies of the database: made by a job, listed. They are not given out over the network: a copy holds everything, and
 * who runs the server finds it in the folder. */
#include "api/job_reply.h"
#include "api/people.h"
#include "api/tables.h"
#include "service/backups.h"
#include "service/jobs/jobs.h"

static gboolean
create_backup(KamRequest *request, KamReply *reply, GError **error)
{
    if (!kam_db_can_backup(request->db)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT,
                    "a PostgreSQL database is backed up by its own tools: 'pg_dump --format=custom'");
        return FALSE;
    }
    return kam_reply_start_job(request, reply, kam_jobs_make_id(request->api->jobs, request->now_ms), "backup", "{}",
                               error);
}

static gboolean
list_backups(KamRequest *request, KamReply *reply, GError **error)
{
    g_autoptr(GArray) files = kam_service_list_backups(kam_jobs_get_backups(request->api->jobs), error);
    KamJson json;

    if (files == NULL)
        return FALSE;
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_bool(&json, "can_make", kam_db_can_backup(request->db));
    kam_json_begin_array(&json, "items");
    for (guint i = 0; i < files->len; i++) {
        const KamBackupFile *file = &g_array_index(files, KamBackupFile, i);

        kam_json_begin_object(&json, NULL);
        kam_json_text(&json, "name", file->name);
        kam_json_int(&json, "bytes", file->bytes);
        kam_api_write_instant(&json, "made_at", file->made_at);
        kam_json_end_object(&json);
    }
    kam_json_end_array(&json);
    kam_json_end_object(&json);
    return TRUE;
}

static const char list_schema[] =
    "{\"type\":\"object\",\"required\":[\"can_make\",\"items\"],\"properties\":{\"can_make\":{\"type\":\"boolean\","
    "\"description\":\"false for PostgreSQL, which has tools of its own\"},\"items\":{\"type\":\"array\",\"items\":{"
    "\"type\":\"object\",\"required\":[\"name\",\"bytes\",\"made_at\"],\"properties\":{\"name\":{\"type\":\"string\"},"
    "\"bytes\":{\"type\":\"integer\"},\"made_at\":{\"type\":\"string\",\"format\":\"date-time\"}}}}}}";

const KamRoute kam_api_routes_backups[] = {
    { KAM_GET, "/api/v1/backups", KAM_PERM_OPERATE, KAM_RUN_PAGE, 200, list_backups,
      .summary = "List the copies in the folder of backups, the newest first", .answer_schema = list_schema },
    { KAM_POST, "/api/v1/backups", KAM_PERM_OPERATE, KAM_RUN_SLOW, 202, create_backup,
      .summary = "Copy the database into the folder of backups; answers with the job",
      .answer_schema = "#/components/schemas/job", .also = { 409 } },
    { 0 },
};
