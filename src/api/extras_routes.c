/* One template a route of what hangs on records, and of their lists as files; a type fills in its names. */
#include "api/extras_routes.h"
#include "api/extras_handlers.h"

#include "service/extras/attachment.h"

#define DEFAULT_LIMIT 50
#define SCHEMA "#/components/schemas/"

/* What is asked of the caller. */
typedef enum {
    ASKS_READ,   /* what the type asks of its readers */
    ASKS_WORK,   /* to work with customers at all: comments and files also on what only others may change */
    ASKS_WRITE,  /* what the type asks of those who change it */
    ASKS_EXPORT, /* to take lists out */
    ASKS_IMPORT, /* to bring files in */
} Asks;

typedef struct {
    KamMethod method;
    const char *suffix; /* behind /api/v1/<plural> */
    Asks asks;
    KamRun run;
    guint success;
    KamHandler handle;
    const char *summary;
    const char *body, *answer, *answer_type;
    const KamParameter *parameters;
    gsize max_body;
    gboolean upload, needs_version, has_version, filters;
    guint also[KAM_ROUTE_MAX_ALSO];
} Template;

static const KamParameter page_parameters[] = {
    { "limit", "integer", "At most so many, 1 to 100", FALSE },
    { "cursor", "string", "The 'next' of the page before", FALSE },
    { .name = NULL },
};
static const KamParameter upload_parameters[] = {
    { "name", "string", "Of the file: offer.pdf", TRUE },
    { .name = NULL },
};
static const KamParameter content_parameters[] = {
    { "inline", "boolean", "Pictures and PDF to be shown in place instead of saved", FALSE },
    { .name = NULL },
};

static const KamParameter export_parameters[] = {
    { "format", "string", "csv (without it), xlsx or json", FALSE },
    { "lang", "string", "Of labels, numbers and dates: en (without it), sr, sr-Cyrl", FALSE },
    { "select", "string", "Members, as in 'id,name'; all that may be read without it", FALSE },
    { "order", "string", "Fields, as in 'name,created_at.desc.nullsfirst'", FALSE },
    { "q", "string", "Beginnings of words, all of which must be there", FALSE },
    { "and", "string", "Conditions in brackets, all of which must hold", FALSE },
    { "or", "string", "Conditions in brackets, one of which must hold", FALSE },
    { "deleted", "string", "'only': what was deleted and can be restored", FALSE },
    { .name = NULL },
};

static const KamParameter import_parameters[] = {
    { "filename", "string", "What the file is called; its end helps to tell its format", FALSE },
    { "language", "string", "Of numbers and dates: en, sr, sr-Cyrl; found out without it", FALSE },
    { "map", "string", "Columns that are called otherwise, as in 'email=C;phone=Tel.'", FALSE },
    { "dry_run", "boolean", "Do everything, then take it back and only tell", FALSE },
    { .name = NULL },
};

static const Template templates[] = {
    { KAM_GET, "/{id}/comments", ASKS_READ, KAM_RUN_READ, 200, kam_extras_handle_comments,
      .summary = "Comments on one of %s, newest first", .answer = SCHEMA "comment_list",
      .parameters = page_parameters },
    { KAM_POST, "/{id}/comments", ASKS_WORK, KAM_RUN_WRITE, 201, kam_extras_handle_comment_add,
      .summary = "Comment on one of %s", .body = SCHEMA "comment_body", .answer = SCHEMA "comment",
      .has_version = TRUE },
    { KAM_PATCH, "/{id}/comments/{comment_id}", ASKS_WORK, KAM_RUN_WRITE, 200, kam_extras_handle_comment_edit,
      .summary = "Change one's own comment on one of %s", .body = SCHEMA "comment_body", .answer = SCHEMA "comment",
      .needs_version = TRUE, .has_version = TRUE },
    { KAM_DELETE, "/{id}/comments/{comment_id}", ASKS_WORK, KAM_RUN_WRITE, 204, kam_extras_handle_comment_delete,
      .summary = "Take out one's own comment on one of %s", .needs_version = TRUE },
    { KAM_GET, "/{id}/attachments", ASKS_READ, KAM_RUN_READ, 200, kam_extras_handle_attachments,
      .summary = "Files attached to one of %s, newest first", .answer = SCHEMA "attachment_list",
      .parameters = page_parameters },
    { KAM_POST, "/{id}/attachments", ASKS_WORK, KAM_RUN_SLOW, 201, kam_extras_handle_attachment_add,
      .summary = "Attach a file, the body, to one of %s", .answer = SCHEMA "attachment",
      .parameters = upload_parameters, .max_body = KAM_ATTACHMENT_MAX_BYTES, .upload = TRUE, .also = { 422 } },
    { KAM_GET, "/{id}/attachments/{attachment_id}/content", ASKS_READ, KAM_RUN_READ, 200,
      kam_extras_handle_attachment_content, .summary = "Download a file attached to one of %s",
      .answer = "{\"type\":\"string\",\"format\":\"binary\"}", .answer_type = "*/*", .parameters = content_parameters,
      .has_version = TRUE, .also = { 304 } },
    { KAM_DELETE, "/{id}/attachments/{attachment_id}", ASKS_WORK, KAM_RUN_WRITE, 204,
      kam_extras_handle_attachment_delete, .summary = "Take a file off one of %s" },
    { KAM_GET, "/{id}/tags", ASKS_READ, KAM_RUN_READ, 200, kam_extras_handle_tags, .summary = "Tags of one of %s",
      .answer = SCHEMA "record_tag_list" },
    { KAM_PUT, "/{id}/tags/{tag_id}", ASKS_WRITE, KAM_RUN_WRITE, 204, kam_extras_handle_tag_add,
      .summary = "Put a tag on one of %s" },
    { KAM_DELETE, "/{id}/tags/{tag_id}", ASKS_WRITE, KAM_RUN_WRITE, 204, kam_extras_handle_tag_remove,
      .summary = "Take a tag off one of %s" },
    { KAM_GET, "/{id}/watchers", ASKS_READ, KAM_RUN_READ, 200, kam_extras_handle_watchers,
      .summary = "Who watches one of %s", .answer = SCHEMA "watcher_list" },
    { KAM_PUT, "/{id}/watchers/me", ASKS_READ, KAM_RUN_WRITE, 204, kam_extras_handle_watch,
      .summary = "Watch one of %s" },
    { KAM_DELETE, "/{id}/watchers/me", ASKS_READ, KAM_RUN_WRITE, 204, kam_extras_handle_unwatch,
      .summary = "Watch one of %s no more" },
    { KAM_GET, "/{id}/timeline", ASKS_READ, KAM_RUN_READ, 200, kam_extras_handle_timeline,
      .summary = "What happened around one of %s, newest first", .answer = SCHEMA "timeline",
      .parameters = page_parameters },
    { KAM_GET, "/export", ASKS_EXPORT, KAM_RUN_SLOW, 200, kam_extras_handle_export,
      .summary = "The list of %s as a file: CSV, XLSX or JSON, all rows",
      .answer = "{\"type\":\"string\",\"format\":\"binary\"}", .answer_type = "*/*", .parameters = export_parameters,
      .filters = TRUE, .also = { 413, 422 } },
    { KAM_POST, "/import", ASKS_IMPORT, KAM_RUN_SLOW, 202, kam_record_handle_import,
      .summary = "Bring %s in from a file, CSV or XLSX, also packed; answers with the job",
      .body = "{\"type\":\"string\",\"format\":\"binary\"}", .answer = SCHEMA "job", .parameters = import_parameters,
      .max_body = KAM_IMPORT_MAX_UPLOAD, .upload = TRUE, .also = { 400 } },
};

static KamPermission
permission_of(const KamRecordType *type, Asks asks)
{
    switch (asks) {
    case ASKS_READ:
        return type->read_permission != 0 ? type->read_permission : KAM_PERM_BUSINESS_READ;
    case ASKS_WRITE:
        return type->write_permission != 0 ? type->write_permission : KAM_PERM_BUSINESS_WRITE;
    case ASKS_EXPORT:
        return KAM_PERM_EXPORT;
    case ASKS_IMPORT:
        return KAM_PERM_IMPORT;
    case ASKS_WORK:
        break;
    }
    return KAM_PERM_BUSINESS_WRITE;
}

static char *
fill_in(const char *template, const char *plural)
{
    g_auto(GStrv) parts = g_strsplit(template, "%s", -1);

    return g_strjoinv(plural, parts);
}

static KamRoute *
derive(const KamRecordType *type, const Template *template)
{
    KamRoute *route = g_new0(KamRoute, 1);

    *route = (KamRoute) { .method = template->method,
                          .path = g_strconcat("/api/v1/", type->plural, template->suffix, NULL),
                          .permission = permission_of(type, template->asks),
                          .run = template->run,
                          .success = template->success,
                          .handle = template->handle,
                          .summary = fill_in(template->summary, type->plural),
                          .body_schema = g_strdup(template->body),
                          .answer_schema = g_strdup(template->answer),
                          .answer_type = template->answer_type,
                          .parameters = template->parameters,
                          .max_body = template->max_body,
                          .upload = template->upload,
                          .no_json = template->upload,
                          .needs_version = template->needs_version,
                          .has_version = template->has_version,
                          .filters = template->filters,
                          .record_type = type };
    for (guint i = 0; i < KAM_ROUTE_MAX_ALSO; i++)
        route->also[i] = template->also[i];
    return route;
}

/* Who brings in files has no say about people, and who has brings in no files: no role could ask for it. */
static gboolean
has_route(const KamRecordType *type, const Template *template)
{
    return template->asks != ASKS_IMPORT || type->write_permission != KAM_PERM_PEOPLE_WRITE;
}

void
kam_extras_routes_derive(const KamRecordType *type, GPtrArray *routes)
{
    for (guint i = 0; i < G_N_ELEMENTS(templates); i++)
        if (has_route(type, &templates[i]))
            g_ptr_array_add(routes, derive(type, &templates[i]));
}

KamSubject
kam_extras_subject(const KamRequest *request)
{
    return (KamSubject) { request->route->record_type, kam_request_get_id(request, 0) };
}

gboolean
kam_extras_read_limit(const KamRequest *request, guint most, guint *limit, GError **error)
{
    gint64 wanted = kam_request_get_int_parameter(request, "limit", DEFAULT_LIMIT);

    if (wanted < 1 || wanted > (gint64)most) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "parameter 'limit' is 1 to %u", most);
        return FALSE;
    }
    *limit = (guint)wanted;
    return TRUE;
}

gboolean
kam_extras_read_cursor(const KamRequest *request, gint64 *before, GError **error)
{
    g_autofree char *cursor = kam_request_dup_parameter(request, "cursor");

    *before = 0;
    if (cursor == NULL || g_ascii_string_to_signed(cursor, 10, 1, G_MAXINT64, before, NULL))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "parameter 'cursor' is what a page answered as 'next'");
    return FALSE;
}

void
kam_extras_begin_items(KamReply *reply, KamJson *json)
{
    kam_reply_json(reply, json);
    kam_json_begin_object(json, NULL);
    kam_json_begin_array(json, "items");
}

void
kam_extras_end_items(KamJson *json, gint64 next)
{
    kam_json_end_array(json);
    if (next != 0)
        kam_json_id(json, "next", next);
    else
        kam_json_null(json, "next");
    kam_json_end_object(json);
}
