/* Files attached to records: sent as bodies, given back piece by piece. */
#include <string.h>

#include "api/extras_handlers.h"
#include "service/extras/attachment.h"
#include "service/extras/media_type.h"

gboolean
kam_extras_handle_attachments(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    KamSubject subject = kam_extras_subject(request);
    gint64 before = 0, next = 0;
    guint limit = 0;
    KamJson json;

    if (!kam_extras_read_limit(request, KAM_ATTACHMENT_MAX_PAGE, &limit, error) ||
        !kam_extras_read_cursor(request, &before, error))
        return FALSE;
    kam_extras_begin_items(reply, &json);
    if (!kam_attachment_page_to_json(&work, &subject, before, limit, &json, &next, error))
        return FALSE;
    kam_extras_end_items(&json, next);
    return TRUE;
}

/* What the writer needs to keep a file that was looked at. */
typedef struct {
    const KamRequest *request;
    KamReply *reply;
    const KamAttachmentDraft *draft;
} Keeping;

static gboolean
keep(KamDb *db, gpointer data, GError **error)
{
    Keeping *keeping = data;
    KamWork work = kam_record_work(keeping->request);
    KamSubject subject = kam_extras_subject(keeping->request);
    g_autofree char *location = NULL;
    gint64 id = 0;
    KamJson json;

    work.db = db;
    if (!kam_attachment_add(&work, &subject, keeping->draft, &id, error))
        return FALSE;
    location = g_strdup_printf("%s/%" G_GINT64_FORMAT, keeping->request->path, id);
    kam_reply_header(keeping->reply, "Location", location);
    kam_reply_json(keeping->reply, &json);
    return kam_attachment_to_json(&work, &subject, id, &json, error);
}

gboolean
kam_extras_handle_attachment_add(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    KamSubject subject = kam_extras_subject(request);
    g_autofree char *name = kam_request_dup_parameter(request, "name");
    g_auto(KamAttachmentDraft) draft = { 0 };
    g_auto(KamFaults) faults = { 0 };
    Keeping keeping = { request, reply, &draft };

    kam_faults_init(&faults);
    if (!kam_subject_check(&work, &subject, error))
        return FALSE;
    if (request->upload_path == NULL) {
        kam_faults_add(&faults, "content", "empty", "there is no file: send its bytes as the body");
        kam_reply_problem(reply, request, 422, "the file cannot be kept", &faults);
        return TRUE;
    }
    if (!kam_attachment_look(request->upload_path, name, kam_request_get_header(request, "Content-Type"), &draft,
                             &faults, error)) {
        if (faults.n_errors == 0)
            return FALSE;
        kam_reply_problem(reply, request, 422, (*error)->message, &faults);
        g_clear_error(error);
        return TRUE;
    }
    return kam_pool_write_wait(request->api->pool, keep, &keeping, error);
}

/* A download under way. */
typedef struct {
    KamPool *pool;
    gint64 content_id;
    gint64 offset, bytes;
} Download;

static gboolean
next_part(gpointer state, GString *chunk, GError **error)
{
    Download *download = state;
    gsize before = chunk->len;
    gboolean done;
    KamDb *db;

    if (download->offset >= download->bytes)
        return FALSE;
    db = kam_pool_borrow(download->pool, error);
    if (db == NULL)
        return FALSE;
    done = kam_attachment_read(db, download->content_id, download->offset, chunk, error);
    kam_pool_return(download->pool, db);
    if (done && chunk->len == before) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_CORRUPT, "the content of a file is shorter than its row says");
        return FALSE;
    }
    download->offset += (gint64)(chunk->len - before);
    return done;
}

/* The name for every browser: ASCII in quotes, and the whole of it percent-encoded (RFC 6266). */
static char *
disposition_of(const char *name, gboolean is_inline)
{
    g_autofree char *escaped = g_uri_escape_string(name, NULL, FALSE);
    g_autofree char *plain = g_strdup(name);

    for (char *c = plain; *c != '\0'; c++)
        if (*c < ' ' || *c > '~' || *c == '"' || *c == '\\' || *c == '%')
            *c = '_';
    return g_strdup_printf("%s; filename=\"%s\"; filename*=UTF-8''%s", is_inline ? "inline" : "attachment", plain,
                           escaped);
}

/* Types that a browser would run are named by no name, whatever the browser makes of Content-Disposition. */
static const char *
type_to_serve(const char *type)
{
    if (strcmp(type, "text/html") == 0 || strcmp(type, "image/svg+xml") == 0)
        return "application/octet-stream";
    return g_intern_string(type);
}

gboolean
kam_extras_handle_attachment_content(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    KamSubject subject = kam_extras_subject(request);
    g_auto(KamAttachmentFile) file = { 0 };
    g_autofree char *disposition = NULL;
    g_autofree char *etag = NULL;
    gboolean is_inline;
    Download *download;

    if (!kam_attachment_find(&work, &subject, kam_request_get_id(request, 1), &file, error))
        return FALSE;
    etag = g_strdup_printf("\"%s\"", file.sha256);
    if (kam_reply_not_modified(reply, request, etag))
        return TRUE;
    is_inline = kam_request_get_flag(request, "inline") && kam_media_type_is_inline(file.media_type);
    disposition = disposition_of(file.name, is_inline);
    kam_reply_header(reply, "Content-Disposition", disposition);
    reply->content_type = type_to_serve(file.media_type);
    download = g_new0(Download, 1);
    *download = (Download) { request->api->pool, file.content_id, 0, file.bytes };
    reply->next = next_part;
    reply->stream = download;
    reply->stream_free = g_free;
    return TRUE;
}

gboolean
kam_extras_handle_attachment_delete(KamRequest *request, G_GNUC_UNUSED KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    KamSubject subject = kam_extras_subject(request);

    return kam_attachment_delete(&work, &subject, kam_request_get_id(request, 1), error);
}
