/* A batch is taken back whole. */
#include <jansson.h>

#include "service/jobs/acting.h"
#include "service/jobs/kinds.h"
#include "service/records.h"

typedef struct {
    gint64 batch, created_by;
    const json_t *parameters;
    KamUndoneBatch undone;
} Undo;

static gboolean
undo_batch(KamDb *db, gpointer data, GError **error)
{
    Undo *undo = data;
    gint64 now_ms = g_get_real_time() / 1000;
    KamActor actor;

    return kam_job_load_acting(db, undo->created_by, undo->parameters, now_ms, &actor, error) &&
           kam_service_undo_batch(db, &actor, undo->batch, now_ms, &undo->undone, error);
}

static char *
write_result(const Undo *undo)
{
    GString *text = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, text, 0);
    kam_json_begin_object(&json, NULL);
    kam_service_undone_members_to_json(undo->batch, &undo->undone, &json);
    kam_json_end_object(&json);
    return g_string_free(text, FALSE);
}

static gboolean
run(KamJobRun *job, GError **error)
{
    json_t *parameters = json_loads(job->parameters, 0, NULL);
    Undo undo = { .batch = json_integer_value(json_object_get(parameters, "batch")),
                  .created_by = job->created_by,
                  .parameters = parameters };
    gboolean done = FALSE;

    if (!kam_job_run_report(job, 0, 0, "waits", "waits for the database"))
        g_set_error(error, KAM_ERROR, KAM_ERROR_CANCELLED, "cancelled before it began");
    else
        done = kam_job_run_alone(job, undo_batch, &undo, error);
    if (done)
        job->result = write_result(&undo);
    kam_undone_batch_clear(&undo.undone);
    json_decref(parameters);
    return done;
}

/* Not begun again: what was taken back before the end of its server would be refused as undone already. */
const KamJobKind kam_job_undo = { .name = "undo", .restarts = FALSE, .changes_sales = TRUE, .run = run };
