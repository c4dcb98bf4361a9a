/* The demonstration company, made and brought into an empty database while somebody watches. */
#include "demo/demo.h"

#include "service/company.h"
#include "service/demo/people.h"
#include "service/jobs/kinds.h"

typedef struct {
    KamJobRun *job;
    KamDemoOptions company;
    KamDemoSummary summary;
} Demo;

static gboolean
report(gpointer data, guint64 rows, guint64 bytes_done, guint64 bytes_total)
{
    g_autofree char *message = g_strdup_printf("%" G_GUINT64_FORMAT " rows read", rows);

    return kam_job_run_report(data, (gint64)bytes_done, (gint64)bytes_total, "reads_rows", message);
}

static gboolean
fill(KamDb *db, gpointer data, GError **error)
{
    Demo *demo = data;
    const KamProgress progress = { report, demo->job };
    KamBatchResult sales;

    return kam_service_fill_from_folder(db, demo->company.folder, progress, g_get_real_time() / 1000, &sales, error) &&
           kam_demo_people_fill(db, &demo->company, sales.last_day, NULL, error);
}

static char *
write_result(const KamDemoSummary *summary)
{
    GString *text = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, text, 0);
    kam_json_begin_object(&json, NULL);
    kam_json_int(&json, "lines", (gint64)summary->lines);
    kam_json_int(&json, "documents", (gint64)summary->documents);
    kam_json_int(&json, "accounts", (gint64)summary->accounts);
    kam_json_int(&json, "products", (gint64)summary->products);
    kam_json_end_object(&json);
    return g_string_free(text, FALSE);
}

static gboolean
run(KamJobRun *job, GError **error)
{
    Demo demo = { .job = job };

    kam_demo_options_init(&demo.company);
    demo.company.folder = job->folder;
    if (!kam_job_run_report(job, 0, 0, "makes_up", "the company is made up") ||
        !kam_demo_write(&demo.company, &demo.summary, error) ||
        !kam_job_run_report(job, 0, 0, "waits", "waits for the database") ||
        !kam_job_run_alone(job, fill, &demo, error)) {
        if (error != NULL && *error == NULL)
            g_set_error(error, KAM_ERROR, KAM_ERROR_CANCELLED, "the filling was cancelled");
        return FALSE;
    }
    job->result = write_result(&demo.summary);
    return TRUE;
}

/* Not begun again: what a dead server left half done is not an empty database any more. */
const KamJobKind kam_job_demo = { .name = "demo", .run = run };
