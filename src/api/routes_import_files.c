/* Files on their way in: uploaded once, looked at with any settings, then imported by their number. Who brought a file
 * is the only one who knows of it. */
#include <glib/gstdio.h>
#include <string.h>

#include "api/api.h"
#include "api/import_file.h"
#include "api/import_settings.h"
#include "api/page.h"
#include "api/record_handlers.h"
#include "api/tables.h"
#include "service/import/preview.h"
#include "service/import/record_import.h"
#include "service/jobs/jobs.h"

#define MAX_FILE_NAME 120
#define DEFAULT_LIMIT 20

char *
kam_import_dup_file_name(const KamRequest *request)
{
    g_autofree char *given = kam_request_dup_parameter(request, "filename");
    g_autofree char *name = given == NULL || given[0] == '\0' ? g_strdup("upload") : g_path_get_basename(given);
    const char *end;

    for (char *at = name; *at != '\0'; at++)
        if (*at == '/' || *at == '\\' || (guchar)*at < 0x20 || *at == 0x7f)
            *at = '_';
    if (name[0] == '.')
        name[0] = '_';
    if (strlen(name) <= MAX_FILE_NAME)
        return g_steal_pointer(&name);
    /* The end stays, for it says what kind of file it is. */
    end = g_utf8_find_next_char(name + strlen(name) - MAX_FILE_NAME, NULL);
    return g_strdup(end);
}

gboolean
kam_import_need_upload(const KamRequest *request, GError **error)
{
    GStatBuf about;

    if (request->upload_path != NULL && g_stat(request->upload_path, &about) == 0 && about.st_size > 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "there is no file, or an empty one: send its bytes as the body");
    return FALSE;
}

gboolean
kam_import_load_file(const KamRequest *request, const char *id, KamKeptFile *file, GError **error)
{
    gint64 number = 0;

    if (!g_ascii_string_to_signed(id, 10, 1, G_MAXINT64, &number, NULL))
        number = 0;
    return kam_kept_file_load(request->db, number, request->actor->user_id, file, error);
}

char *
kam_import_dup_file_path(const KamRequest *request, const KamKeptFile *file)
{
    return kam_kept_file_path(kam_jobs_get_files(request->api->jobs), file);
}

void
kam_import_hide_path(GError **error, const char *path, const char *name)
{
    GString *text;

    if (error == NULL || *error == NULL)
        return;
    text = g_string_new((*error)->message);
    g_string_replace(text, path, name, 0);
    g_free((*error)->message);
    (*error)->message = g_string_free(text, FALSE);
}

/* --- keeping --- */

typedef struct {
    const KamRequest *request;
    KamKeptFile *file;
} Keeping;

static gboolean
keep(KamDb *db, gpointer data, GError **error)
{
    const Keeping *keeping = data;
    const KamRequest *request = keeping->request;

    return kam_kept_file_add(db, kam_jobs_get_files(request->api->jobs), request->upload_path, request->actor->user_id,
                             keeping->file, error);
}

static void
write_file(KamReply *reply, const KamKeptFile *file)
{
    KamJson json;

    kam_reply_json(reply, &json);
    kam_kept_file_to_json(file, &json, NULL);
}

static gboolean
create_file(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(KamKeptFile) file = { .id = kam_jobs_make_id(request->api->jobs, request->now_ms),
                                 .name = kam_import_dup_file_name(request),
                                 .created_at = request->now_ms };
    g_autofree char *location = g_strdup_printf("/api/v1/import_files/%" G_GINT64_FORMAT, file.id);
    Keeping keeping = { request, &file };

    if (!kam_import_need_upload(request, error) || !kam_pool_write_wait(request->api->pool, keep, &keeping, error))
        return FALSE;
    kam_reply_header(reply, "Location", location);
    write_file(reply, &file);
    return TRUE;
}

/* --- looking --- */

static gboolean
list_files(KamRequest *request, KamReply *reply, GError **error)
{
    g_autoptr(GArray) files = NULL;
    KamPage page;
    KamJson json;

    if (!kam_page_read(request, reply, DEFAULT_LIMIT, KAM_KEPT_FILES_MAX, &page))
        return TRUE;
    files = kam_kept_file_list(request->db, request->actor->user_id, page.before, page.limit + 1, error);
    if (files == NULL)
        return FALSE;
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_begin_array(&json, "items");
    for (guint i = 0; i < MIN(files->len, page.limit); i++)
        kam_kept_file_to_json(&g_array_index(files, KamKeptFile, i), &json, NULL);
    kam_json_end_array(&json);
    if (files->len > page.limit)
        kam_json_id(&json, "next", g_array_index(files, KamKeptFile, page.limit - 1).id);
    else
        kam_json_null(&json, "next");
    kam_json_end_object(&json);
    return TRUE;
}

static gboolean
get_file(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(KamKeptFile) file = { 0 };

    if (!kam_import_load_file(request, request->values[0], &file, error))
        return FALSE;
    write_file(reply, &file);
    return TRUE;
}

static gboolean
delete_file(KamRequest *request, G_GNUC_UNUSED KamReply *reply, GError **error)
{
    g_auto(KamKeptFile) file = { 0 };

    return kam_import_load_file(request, request->values[0], &file, error) &&
           kam_kept_file_delete(request->db, kam_jobs_get_files(request->api->jobs), file.id, error);
}

static gboolean
preview_file(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(KamKeptFile) file = { 0 };
    g_autofree char *kind = kam_request_dup_parameter(request, "kind");
    g_autofree char *path = NULL;
    json_auto_t *settings = kam_import_read_settings(request);
    gint64 rows = kam_request_get_int_parameter(request, "rows", KAM_PREVIEW_ROWS);
    KamWork work = kam_record_work(request);
    KamPreviewWish wish = { .kind = kind != NULL ? kind : "sales",
                            .settings = settings,
                            .rows = (guint)CLAMP(rows, 1, KAM_PREVIEW_MAX_ROWS) };
    const KamRecordType *type = kam_record_import_find_type(wish.kind);
    KamJson json;

    if (!kam_import_load_file(request, request->values[0], &file, error) ||
        (type != NULL && !kam_record_import_check_right(request->actor, type, error)))
        return FALSE;
    wish.path = path = kam_import_dup_file_path(request, &file);
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_kept_file_to_json(&file, &json, "file");
    if (!kam_import_preview(&work, &wish, &json, error)) {
        kam_import_hide_path(error, path, file.name);
        return FALSE;
    }
    kam_json_end_object(&json);
    return TRUE;
}

static const KamParameter upload_parameters[] = {
    { "filename", "string", "What the file is called; its end helps to tell its format", FALSE },
    { 0 },
};

static const KamParameter list_parameters[] = {
    { "limit", "integer", "How many, 1 to 50; 20 otherwise", FALSE },
    { "cursor", "integer", "What 'next' of the page before said", FALSE },
    { 0 },
};

static const KamParameter preview_parameters[] = {
    { "kind", "string", "What the file holds: sales (otherwise), accounts, products, or records: contacts, tasks ...",
      FALSE },
    { "rows", "integer", "How many rows to show, 1 to 500; 50 otherwise", FALSE },
    KAM_IMPORT_SETTING_PARAMETERS,
    { 0 },
};

#define FILE_SCHEMA "#/components/schemas/import_file"

const KamRoute kam_api_routes_import_files[] = {
    { KAM_POST, "/api/v1/import_files", KAM_PERM_IMPORT, KAM_RUN_SLOW, 201, create_file,
      .summary = "Bring a file to look at before it is imported; it is kept for a week",
      .body_schema = "{\"type\":\"string\",\"format\":\"binary\"}", .answer_schema = FILE_SCHEMA,
      .parameters = upload_parameters, .max_body = KAM_IMPORT_MAX_UPLOAD, .upload = TRUE, .no_json = TRUE,
      .also = { 400, 409 } },
    { KAM_GET, "/api/v1/import_files", KAM_PERM_IMPORT, KAM_RUN_READ, 200, list_files,
      .summary = "List one's own files that wait to be imported, the newest first",
      .answer_schema = "#/components/schemas/import_file_list", .parameters = list_parameters, .reads_parameters = TRUE,
      .also = { 400 } },
    { KAM_GET, "/api/v1/import_files/{id}", KAM_PERM_IMPORT, KAM_RUN_READ, 200, get_file,
      .summary = "One's own file that waits to be imported", .answer_schema = FILE_SCHEMA, .also = { 404 } },
    { KAM_DELETE, "/api/v1/import_files/{id}", KAM_PERM_IMPORT, KAM_RUN_WRITE, 204, delete_file,
      .summary = "Take a file away that waits to be imported", .also = { 404 } },
    { KAM_GET, "/api/v1/import_files/{id}/preview", KAM_PERM_IMPORT, KAM_RUN_SLOW, 200, preview_file,
      .summary =
          "What a file is recognised as and why, its first rows as they would be read, and what is to be decided",
      .answer_schema = "#/components/schemas/import_preview", .parameters = preview_parameters,
      .also = { 400, 404, 422 } },
    { 0 },
};
