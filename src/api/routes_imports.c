/* Files in, batches back out: each is a job. */
#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "api/api.h"
#include "api/file.h"
#include "api/import_file.h"
#include "api/import_settings.h"
#include "api/job_reply.h"
#include "api/page.h"
#include "api/people.h"
#include "api/record_handlers.h"
#include "api/tables.h"
#include "base/instant.h"
#include "service/batches.h"
#include "service/import/record_import.h"
#include "service/import/settings.h"
#include "service/jobs/acting.h"
#include "service/jobs/jobs.h"

#define DEFAULT_LIMIT 100
#define MAX_LIMIT 1000

/* --- imports --- */

/* The settings as they were given, beside what a job needs. */
static char *
write_parameters(KamRequest *request, const char *file, const char *kind, const json_t *settings)
{
    GString *text = g_string_new(NULL);
    const char *name;
    const json_t *value;
    KamJson json;

    kam_json_init(&json, text, 0);
    kam_json_begin_object(&json, NULL);
    kam_json_text(&json, "file", file);
    kam_json_text(&json, "kind", kind);
    json_object_foreach((json_t *)(guintptr)settings, name, value) kam_json_text(&json, name, json_string_value(value));
    kam_json_bool(&json, "dry_run", kam_request_get_flag(request, "dry_run"));
    kam_job_write_acting(request->actor, &json);
    kam_json_end_object(&json);
    return g_string_free(text, FALSE);
}

/* The uploaded file becomes the job's own, one that waits is shared with it: no second copy is made. */
static gboolean
give_file(const KamRequest *request, const KamKeptFile *kept, gint64 id, const char *name, GError **error)
{
    g_autofree char *folder = kam_jobs_make_folder(request->api->jobs, id, error);
    g_autofree char *path = folder == NULL ? NULL : g_build_filename(folder, name, NULL);
    g_autofree char *waits = kept->id == 0 ? NULL : kam_import_dup_file_path(request, kept);

    if (folder == NULL)
        return FALSE;
    if (waits != NULL ? link(waits, path) == 0 : g_rename(request->upload_path, path) == 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "the uploaded file cannot be kept: %s", g_strerror(errno));
    return FALSE;
}

/* Whether settings are understood, which needs no file. */
static gboolean
check_settings(const KamRequest *request, const char *kind, const json_t *settings, GError **error)
{
    g_autoptr(GStringChunk) texts = g_string_chunk_new(256);
    g_auto(KamRecordSettings) wish = { 0 };
    KamLineOptions options;

    return kam_record_import_find_type(kind) != NULL
               ? kam_import_settings_to_wish(settings, request->db, kind, &wish, error)
               : kam_import_settings_to_options(settings, request->db, kind, texts, &options, error);
}

/* What the job would refuse, said before a file is kept. */
static gboolean
check_import(const KamRequest *request, const char *kind, const json_t *settings, GError **error)
{
    const KamRecordType *type = kam_record_import_find_type(kind);

    return kam_service_check_import_kind(kind, error) &&
           (type == NULL || kam_record_import_check_right(request->actor, type, error)) &&
           check_settings(request, kind, settings, error);
}

/* The file that the parameter names, or the body. */
static gboolean
find_file(const KamRequest *request, KamKeptFile *kept, GError **error)
{
    g_autofree char *id = kam_request_dup_parameter(request, "file");

    return id != NULL ? kam_import_load_file(request, id, kept, error) : kam_import_need_upload(request, error);
}

static gboolean
start_import(KamRequest *request, KamReply *reply, const char *kind, GError **error)
{
    KamJobs *jobs = request->api->jobs;
    json_auto_t *settings = kam_import_read_settings(request);
    g_auto(KamKeptFile) kept = { 0 };
    g_autofree char *name = NULL;
    g_autofree char *parameters = NULL;
    gint64 id;

    if (!check_import(request, kind, settings, error) || !find_file(request, &kept, error))
        return FALSE;
    name = kept.id != 0 ? g_strdup(kept.name) : kam_import_dup_file_name(request);
    id = kam_jobs_make_id(jobs, request->now_ms);
    parameters = write_parameters(request, name, kind, settings);
    if (give_file(request, &kept, id, name, error) &&
        kam_reply_start_job(request, reply, id, "import", parameters, error))
        return TRUE;
    kam_jobs_remove_folder(jobs, id);
    return FALSE;
}

static gboolean
create_import(KamRequest *request, KamReply *reply, GError **error)
{
    g_autofree char *kind = kam_request_dup_parameter(request, "kind");

    return start_import(request, reply, kind != NULL ? kind : "sales", error);
}

gboolean
kam_record_handle_import(KamRequest *request, KamReply *reply, GError **error)
{
    return start_import(request, reply, request->route->record_type->plural, error);
}

/* --- batches --- */

static void
write_batch(KamJson *json, const KamBatchRow *row)
{
    char at[KAM_INSTANT_SIZE];

    kam_instant_to_iso(row->started_at_ms, at);
    kam_json_begin_object(json, NULL);
    kam_json_int(json, "batch", row->id);
    kam_json_text(json, "kind", row->kind);
    kam_json_text(json, "state", row->state);
    kam_json_text(json, "files", row->files);
    kam_json_text(json, "started_at", at);
    kam_json_int(json, "lines", row->lines);
    kam_json_money(json, "net", row->net_micro, row->currency);
    kam_json_text(json, "imported_by", row->imported_by);
    kam_json_text(json, "profile", row->profile);
    kam_api_write_instant(json, "undone_at", row->undone_at_ms);
    kam_json_text(json, "undone_by", row->undone_by);
    kam_json_raw(json, "balance", row->balance);
    kam_json_end_object(json);
}

static void
write_batches(const GArray *rows, guint limit, KamReply *reply)
{
    guint shown = MIN(rows->len, limit);
    KamJson json;

    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_begin_array(&json, "items");
    for (guint i = 0; i < shown; i++)
        write_batch(&json, &g_array_index(rows, KamBatchRow, i));
    kam_json_end_array(&json);
    if (shown < rows->len)
        kam_json_id(&json, "next", g_array_index(rows, KamBatchRow, shown - 1).id);
    else
        kam_json_null(&json, "next");
    kam_json_end_object(&json);
}

static gboolean
list_batches(KamRequest *request, KamReply *reply, GError **error)
{
    g_autoptr(GArray) rows = NULL;
    KamPage page;

    if (!kam_page_read(request, reply, DEFAULT_LIMIT, MAX_LIMIT, &page))
        return TRUE;
    rows = kam_service_page_batches(request->db, page.before, page.limit + 1, error);
    if (rows == NULL)
        return FALSE;
    write_batches(rows, page.limit, reply);
    return TRUE;
}

static gboolean
find_batch(KamRequest *request, GError **error)
{
    gint64 batch = kam_request_get_id(request, 0);
    g_autoptr(GArray) rows = batch == G_MAXINT64 ? NULL : kam_service_page_batches(request->db, batch + 1, 1, error);

    if (rows != NULL && rows->len == 1 && g_array_index(rows, KamBatchRow, 0).id == batch)
        return TRUE;
    if (error != NULL && *error == NULL)
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "no batch '%s'", request->values[0]);
    return FALSE;
}

static char *
write_undo_parameters(const KamRequest *request)
{
    GString *text = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, text, 0);
    kam_json_begin_object(&json, NULL);
    kam_json_int(&json, "batch", kam_request_get_id(request, 0));
    kam_job_write_acting(request->actor, &json);
    kam_json_end_object(&json);
    return g_string_free(text, FALSE);
}

static gboolean
undo_batch(KamRequest *request, KamReply *reply, GError **error)
{
    g_autofree char *parameters = write_undo_parameters(request);

    return find_batch(request, error) &&
           kam_reply_start_job(request, reply, kam_jobs_make_id(request->api->jobs, request->now_ms), "undo",
                               parameters, error);
}

static gboolean
get_rejects(KamRequest *request, KamReply *reply, GError **error)
{
    gint64 batch = kam_request_get_id(request, 0);
    g_autofree char *path = kam_jobs_batch_rejects_path(request->api->jobs, batch);
    g_autofree char *name = g_strdup_printf("rejects-batch-%" G_GINT64_FORMAT ".csv", batch);

    return find_batch(request, error) && kam_reply_file(reply, path, "text/csv; charset=utf-8", name, error);
}

static const KamParameter import_parameters[] = {
    { "kind", "string", "What the file holds: sales (otherwise), accounts, products, or records: contacts, tasks ...",
      FALSE },
    { "filename", "string", "What the file is called; its end helps to tell its format", FALSE },
    { "file", "string", "A file that waits to be imported, in place of a body", FALSE },
    KAM_IMPORT_SETTING_PARAMETERS,
    { "dry_run", "boolean", "Do everything, then take it back and only tell", FALSE },
    { 0 },
};

static const KamParameter list_parameters[] = {
    { "limit", "integer", "How many, 1 to 1000; 100 otherwise", FALSE },
    { "cursor", "integer", "What 'next' of the page before said", FALSE },
    { 0 },
};

#define JOB "#/components/schemas/job"

const KamRoute kam_api_routes_imports[] = {
    { KAM_POST, "/api/v1/imports", KAM_PERM_IMPORT, KAM_RUN_SLOW, 202, create_import,
      .summary = "Import a file: CSV, XLSX, UBL, also packed; answers with the job",
      .body_schema = "{\"type\":\"string\",\"format\":\"binary\"}", .answer_schema = JOB,
      .parameters = import_parameters, .max_body = KAM_IMPORT_MAX_UPLOAD, .upload = TRUE, .no_json = TRUE,
      .also = { 400, 404 } },
    { KAM_GET, "/api/v1/imports", KAM_PERM_IMPORT, KAM_RUN_READ, 200, list_batches,
      .summary = "List the batches, the newest first", .answer_schema = "#/components/schemas/batch_list",
      .parameters = list_parameters, .reads_parameters = TRUE, .also = { 400 } },
    { KAM_POST, "/api/v1/imports/{batch}/undo", KAM_PERM_IMPORT, KAM_RUN_SLOW, 202, undo_batch,
      .summary = "Take a batch back whole; answers with the job", .answer_schema = JOB, .also = { 404 } },
    { KAM_GET, "/api/v1/imports/{batch}/rejects", KAM_PERM_IMPORT, KAM_RUN_READ, 200, get_rejects,
      .summary = "The rows that a batch refused, as CSV with the reasons", .answer_schema = "{\"type\":\"string\"}",
      .answer_type = "text/csv", .also = { 404 } },
    { 0 },
};
