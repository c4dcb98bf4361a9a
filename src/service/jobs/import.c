/* A file that was uploaded becomes a batch. Begun again it finds what it knows already, so that a server that died in
 * the middle does no harm. */
#include <glib/gstdio.h>
#include <jansson.h>
#include <string.h>
#include <unistd.h>

#include "domain/types.h"
#include "sales/ingest/months.h"
#include "service/batch_note.h"
#include "service/import/record_import.h"
#include "service/import/settings.h"
#include "service/imports.h"
#include "service/jobs/acting.h"
#include "service/jobs/kinds.h"
#include "service/records.h"

/* What was asked for; texts belong to the parsed parameters. */
typedef struct {
    KamJobRun *run;
    const json_t *parameters;
    const char *file, *kind, *profile;
    gboolean is_dry;
    char *path, *rejects;
    char *summary; /* JSON of what came out */
    guint64 refused;
    gint64 batch; /* 0: nothing new */
    KamActor actor;
    KamBatchBy by;
} Import;

static gboolean
report(gpointer data, guint64 rows, guint64 bytes_done, guint64 bytes_total)
{
    g_autofree char *message = g_strdup_printf("%" G_GUINT64_FORMAT " rows read", rows);

    return kam_job_run_report(data, (gint64)bytes_done, (gint64)bytes_total, "reads_rows", message);
}

static void
fill_options(Import *import, KamIngestOptions *options)
{
    *options = (KamIngestOptions) { .rejects_path = import->rejects,
                                    .progress = { report, import->run },
                                    .follow = kam_batch_follow_import,
                                    .follow_data = &import->by };
}

static gboolean
import_sales(KamDb *db, Import *import, GString *json, GError **error)
{
    g_autoptr(GStringChunk) texts = g_string_chunk_new(1024);
    g_autoptr(GArray) months = g_array_new(FALSE, FALSE, sizeof(KamBatchMonth));
    const char *const paths[] = { import->path, NULL };
    KamIngestOptions options;
    KamBatchResult result;
    KamJson writer;

    fill_options(import, &options);
    options.months = months;
    if (!kam_import_settings_to_options(import->parameters, db, import->kind, texts, &options.line, error) ||
        !kam_batch_import(db, paths, &options, import->is_dry, g_get_real_time() / 1000, &result, error))
        return FALSE;
    kam_json_init(&writer, json, 0);
    kam_service_batch_to_json(&result, months, &writer);
    import->refused = result.balance.refused;
    import->batch = result.id;
    return TRUE;
}

static gboolean
import_records(KamDb *db, Import *import, GString *json, GError **error)
{
    g_autoptr(GStringChunk) texts = g_string_chunk_new(1024);
    g_auto(KamRecordResult) result = { 0 };
    const char *const paths[] = { import->path, NULL };
    KamIngestOptions options;
    KamJson writer;

    fill_options(import, &options);
    if (!kam_import_settings_to_options(import->parameters, db, import->kind, texts, &options.line, error) ||
        !kam_record_batch_import(db, kam_record_kind_from_name(import->kind), paths, &options, import->is_dry,
                                 g_get_real_time() / 1000, &result, error))
        return FALSE;
    kam_json_init(&writer, json, 0);
    kam_service_records_to_json(&result, &writer);
    import->refused = result.rows.refused;
    import->batch = result.id;
    return TRUE;
}

/* Records of any other type, in the name of whoever asked. */
static gboolean
import_type(KamDb *db, Import *import, GString *json, GError **error)
{
    g_auto(KamRecordImportResult) result = { 0 };
    g_auto(KamRecordSettings) settings = { 0 };
    const char *const paths[] = { import->path, NULL };
    KamRecordImportOptions options = { .rejects_path = import->rejects,
                                       .progress = { report, import->run },
                                       .is_dry = import->is_dry };
    const KamWork work = { db, &import->actor, kam_domain_types(), NULL, import->by.now_ms };
    KamJson writer;

    if (!kam_import_settings_to_wish(import->parameters, db, import->kind, &settings, error))
        return FALSE;
    options.table = settings.table;
    options.wish = settings.wish;
    options.profile = import->profile;
    if (!kam_record_import_run(&work, kam_record_import_find_type(import->kind), paths, &options, &result, error))
        return FALSE;
    kam_json_init(&writer, json, 0);
    kam_record_import_to_json(&result, &writer);
    import->refused = result.refused;
    import->batch = result.batch;
    return TRUE;
}

static gboolean
import_any(KamDb *db, Import *import, GString *json, GError **error)
{
    if (strcmp(import->kind, "sales") == 0)
        return import_sales(db, import, json, error);
    return kam_record_import_find_type(import->kind) != NULL ? import_type(db, import, json, error)
                                                             : import_records(db, import, json, error);
}

static gboolean
import_file(KamDb *db, gpointer data, GError **error)
{
    Import *import = data;
    g_autoptr(GString) json = g_string_new(NULL);
    gboolean done;

    import->by.now_ms = g_get_real_time() / 1000;
    if (!kam_job_load_acting(db, import->run->created_by, import->parameters, import->by.now_ms, &import->actor, error))
        return FALSE;
    import->by.actor = &import->actor;
    import->by.profile = import->profile;
    done = import_any(db, import, json, error);

    if (done)
        import->summary = g_string_free(g_steal_pointer(&json), FALSE);
    return done;
}

static char *
write_result(const Import *import)
{
    g_autofree char *rejects = g_strdup_printf("/api/v1/jobs/%" G_GINT64_FORMAT "/rejects", import->run->id);
    GString *text = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, text, 0);
    kam_json_begin_object(&json, NULL);
    kam_json_bool(&json, "dry_run", import->is_dry);
    if (import->batch != 0)
        kam_json_int(&json, "batch", import->batch);
    else
        kam_json_null(&json, "batch");
    kam_json_int(&json, "refused", (gint64)import->refused);
    kam_json_text(&json, "rejects", import->refused > 0 ? rejects : NULL);
    kam_json_raw(&json, "summary", import->summary);
    kam_json_end_object(&json);
    return g_string_free(text, FALSE);
}

/* Refused rows are found by the number of the batch, too. */
static void
name_rejects_by_batch(const Import *import)
{
    g_autofree char *by_batch = NULL;

    if (import->batch == 0 || import->refused == 0)
        return;
    by_batch = kam_jobs_batch_rejects_path(import->run->jobs, import->batch);
    g_unlink(by_batch);
    if (link(import->rejects, by_batch) != 0)
        g_warning("refused rows of a batch are kept under its job only");
}

static gboolean
run(KamJobRun *job, GError **error)
{
    json_t *parameters = json_loads(job->parameters, 0, NULL);
    Import import = { .run = job, .parameters = parameters };
    gboolean done;

    import.file = json_string_value(json_object_get(parameters, "file"));
    import.kind = json_string_value(json_object_get(parameters, "kind"));
    import.profile = json_string_value(json_object_get(parameters, "profile"));
    import.is_dry = json_is_true(json_object_get(parameters, "dry_run"));
    import.path = g_build_filename(job->folder, import.file, NULL);
    import.rejects = kam_jobs_rejects_path(job->jobs, job->id);
    done = kam_job_run_report(job, 0, 0, "waits", "waits for the database") &&
           kam_job_run_alone(job, import_file, &import, error);
    if (done) {
        name_rejects_by_batch(&import);
        job->result = write_result(&import);
    } else if (error != NULL && *error == NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_CANCELLED, "the import was cancelled before it began");
    }
    g_free(import.path);
    g_free(import.rejects);
    g_free(import.summary);
    json_decref(parameters);
    return done;
}

const KamJobKind kam_job_import = { .name = "import", .restarts = TRUE, .changes_sales = TRUE, .run = run };
