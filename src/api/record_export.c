/* The list of a type's records as a file. Who took what out is noted in the audit before the first byte goes. */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "api/extras_handlers.h"
#include "api/file.h"
#include "record/audit.h"
#include "record/export.h"

/* What the file is to be, and the query of the list without these parameters. */
typedef struct {
    KamExportFormat format;
    KamLanguage language;
    char *query;
} Wish;

static gboolean
is_own_parameter(const char *pair)
{
    return g_str_has_prefix(pair, "format=") || g_str_has_prefix(pair, "lang=");
}

static char *
query_of_list(const char *query)
{
    g_auto(GStrv) pairs = g_strsplit(query, "&", -1);
    GString *out = g_string_new(NULL);

    for (guint i = 0; pairs[i] != NULL; i++)
        if (!is_own_parameter(pairs[i]))
            g_string_append_printf(out, "%s%s", out->len > 0 ? "&" : "", pairs[i]);
    return g_string_free(out, FALSE);
}

static gboolean
refuse(GError **error, const char *detail)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "%s", detail);
    return FALSE;
}

static gboolean
read_wish(const KamRequest *request, Wish *wish, GError **error)
{
    g_autofree char *format = kam_request_dup_parameter(request, "format");
    g_autofree char *lang = kam_request_dup_parameter(request, "lang");
    g_autofree char *limit = kam_request_dup_parameter(request, "limit");
    g_autofree char *cursor = kam_request_dup_parameter(request, "cursor");

    wish->format = format == NULL ? KAM_EXPORT_CSV : kam_export_format_from_name(format);
    wish->language = lang == NULL ? KAM_LANGUAGE_EN : kam_language_from_tag(lang);
    if (wish->format == KAM_EXPORT_N)
        return refuse(error, "parameter 'format' is csv, xlsx or json");
    if (wish->language == KAM_LANGUAGE_N)
        return refuse(error, "parameter 'lang' is en, sr or sr-Cyrl");
    if (limit != NULL || cursor != NULL)
        return refuse(error, "a file holds all rows: leave 'limit' and 'cursor' out");
    wish->query = query_of_list(request->query);
    return TRUE;
}

typedef struct {
    const KamRequest *request;
    const char *query;
} Note;

static gboolean
note(KamDb *db, gpointer data, GError **error)
{
    const Note *taken = data;
    KamWork work = kam_record_work(taken->request);
    g_autoptr(GString) changes = g_string_new(NULL);
    KamJson json;

    work.db = db;
    kam_json_init(&json, changes, 0);
    kam_json_begin_object(&json, NULL);
    kam_json_begin_array(&json, "query");
    kam_json_null(&json, NULL);
    kam_json_text(&json, NULL, taken->query);
    kam_json_end_array(&json);
    kam_json_end_object(&json);
    return kam_audit_add(&work, "export", taken->request->route->record_type->name, 0, 0, changes->str, error);
}

/* A file under way. */
typedef struct {
    KamPool *pool;
    KamExport *export;
} Sending;

static void
sending_free(gpointer data)
{
    Sending *sending = data;

    kam_export_free(sending->export);
    g_free(sending);
}

static gboolean
next_rows(gpointer state, GString *chunk, GError **error)
{
    Sending *sending = state;
    KamDb *db = kam_pool_borrow(sending->pool, error);
    gboolean has_more;

    if (db == NULL)
        return FALSE;
    has_more = kam_export_next(sending->export, db, chunk, error);
    kam_pool_return(sending->pool, db);
    return has_more;
}

static void
name_file(KamReply *reply, const char *plural, const char *extension)
{
    g_autofree char *disposition = g_strdup_printf("attachment; filename=\"%s.%s\"", plural, extension);

    kam_reply_header(reply, "Content-Disposition", disposition);
}

/* A spreadsheet is a packed file with its index at the end: it is made whole, then sent. */
static gboolean
send_xlsx(const KamRequest *request, KamReply *reply, KamExport *export, GError **error)
{
    g_autofree char *path = NULL;
    g_autofree char *name = g_strconcat(request->route->record_type->plural, ".xlsx", NULL);
    int fd = g_file_open_tmp("kamen-export-XXXXXX.xlsx", &path, NULL);
    gboolean is_done;

    if (fd < 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "there is no room for the spreadsheet");
        return FALSE;
    }
    close(fd);
    is_done = kam_export_write_xlsx(export, request->db, path, error) &&
              kam_reply_file(reply, path, kam_export_media_type(KAM_EXPORT_XLSX), name, error);
    /* Open files outlive their names, and no crash leaves one behind from here on. */
    g_unlink(path);
    return is_done;
}

static gboolean
send_export(const KamRequest *request, KamReply *reply, const Wish *wish, KamExport *owned, GError **error)
{
    g_autoptr(KamExport) export = owned;
    Note taken = { request, wish->query };
    Sending *sending;

    if (!kam_pool_write_wait(request->api->pool, note, &taken, error))
        return FALSE;
    if (wish->format == KAM_EXPORT_XLSX)
        return send_xlsx(request, reply, export, error);
    name_file(reply, request->route->record_type->plural, wish->format == KAM_EXPORT_CSV ? "csv" : "json");
    reply->content_type = kam_export_media_type(wish->format);
    sending = g_new0(Sending, 1);
    sending->pool = request->api->pool;
    sending->export = g_steal_pointer(&export);
    reply->next = next_rows;
    reply->stream = sending;
    reply->stream_free = sending_free;
    return TRUE;
}

static gboolean
answer(KamRequest *request, KamReply *reply, const Wish *wish, GError **error)
{
    g_auto(KamFaults) faults = { 0 };
    KamExport *export;
    KamFilter *filter;

    kam_faults_init(&faults);
    filter = kam_filter_parse(request->actor, request->api->types, request->route->record_type, wish->query, &faults);
    if (filter == NULL) {
        kam_reply_problem(reply, request, 400, "the query of this list cannot be read", &faults);
        return TRUE;
    }
    export = kam_export_new(request->actor, request->api->types, filter, wish->format, wish->language, error);
    return export != NULL && send_export(request, reply, wish, export, error);
}

gboolean
kam_extras_handle_export(KamRequest *request, KamReply *reply, GError **error)
{
    Wish wish = { 0 };
    gboolean is_done = read_wish(request, &wish, error) && answer(request, reply, &wish, error);

    g_free(wish.query);
    return is_done;
}
