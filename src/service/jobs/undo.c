/* A batch is taken back whole. */
#include <jansson.h>

#include "service/jobs/kinds.h"
#include "service/records.h"

typedef struct {
    gint64 batch;
    KamUndoneBatch undone;
} Undo;

static gboolean
undo_batch(KamDb *db, gpointer data, GError **error)
{
    Undo *undo = data;

    return kam_service_undo_batch(db, undo->batch, g_get_real_time() / 1000, &undo->undone, error);
}

static gboolean
run(KamJobRun *job, GError **error)
{
    json_t *parameters = json_loads(job->parameters, 0, NULL);
    Undo undo = { .batch = json_integer_value(json_object_get(parameters, "batch")) };

    json_decref(parameters);
    if (!kam_job_run_report(job, 0, 0, "waits for the database")) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_CANCELLED, "cancelled before it began");
        return FALSE;
    }
    if (!kam_job_run_alone(job, undo_batch, &undo, error))
        return FALSE;
    job->result = g_strdup_printf("{\"batch\":%" G_GINT64_FORMAT ",\"kind\":\"%s\",\"lines\":%" G_GUINT64_FORMAT "}",
                                  undo.batch, undo.undone.kind, undo.undone.lines);
    return TRUE;
}

/* Not begun again: what was taken back before the end of its server would be refused as undone already. */
const KamJobKind kam_job_undo = { .name = "undo", .restarts = FALSE, .run = run };
