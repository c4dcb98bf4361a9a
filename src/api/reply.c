/* Replies and problems. */
#include <string.h>

#include "api/http.h"

typedef struct {
    guint status;
    const char *title;
} Title;

static const Title titles[] = {
    { 400, "Bad Request" },
    { 401, "Unauthorized" },
    { 403, "Forbidden" },
    { 404, "Not Found" },
    { 405, "Method Not Allowed" },
    { 406, "Not Acceptable" },
    { 408, "Request Timeout" },
    { 409, "Conflict" },
    { 410, "Gone" },
    { 412, "Precondition Failed" },
    { 413, "Content Too Large" },
    { 414, "URI Too Long" },
    { 415, "Unsupported Media Type" },
    { 422, "Unprocessable Content" },
    { 428, "Precondition Required" },
    { 429, "Too Many Requests" },
    { 431, "Request Header Fields Too Large" },
    { 500, "Internal Server Error" },
    { 503, "Service Unavailable" },
};

static const char *
title_of(guint status)
{
    for (guint i = 0; i < G_N_ELEMENTS(titles); i++) {
        if (titles[i].status == status)
            return titles[i].title;
    }
    return status < 500 ? "Bad Request" : "Internal Server Error";
}

void
kam_reply_init(KamReply *reply)
{
    *reply = (KamReply) { .status = 200, .content_type = "application/json", .body = g_string_new(NULL) };
}

static void
drop_stream(KamReply *reply)
{
    if (reply->stream_free != NULL)
        reply->stream_free(reply->stream);
    reply->next = NULL;
    reply->stream = NULL;
    reply->stream_free = NULL;
}

void
kam_reply_clear(KamReply *reply)
{
    drop_stream(reply);
    g_clear_pointer(&reply->headers, g_ptr_array_unref);
    g_clear_error(&reply->failure);
    if (reply->body != NULL)
        g_string_free(g_steal_pointer(&reply->body), TRUE);
}

void
kam_reply_header(KamReply *reply, const char *name, const char *value)
{
    /* A line break would begin a header of somebody else's choice. */
    g_return_if_fail(strpbrk(value, "\r\n") == NULL);

    if (reply->headers == NULL)
        reply->headers = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(reply->headers, g_strdup(name));
    g_ptr_array_add(reply->headers, g_strdup(value));
}

static const char *
skip_weakness(const char *etag)
{
    return g_str_has_prefix(etag, "W/") ? etag + 2 : etag;
}

/* Weak comparison, as the standard has it for reading. */
static gboolean
names_etag(const char *header, const char *etag)
{
    g_auto(GStrv) names = g_strsplit(header, ",", -1);

    for (guint i = 0; names[i] != NULL; i++) {
        const char *name = skip_weakness(g_strstrip(names[i]));

        if (strcmp(name, skip_weakness(etag)) == 0 || strcmp(name, "*") == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean
kam_reply_not_modified(KamReply *reply, const KamRequest *request, const char *etag)
{
    const char *header = kam_request_get_header(request, "If-None-Match");

    kam_reply_header(reply, "ETag", etag);
    if (header == NULL || !names_etag(header, etag))
        return FALSE;
    g_string_truncate(reply->body, 0);
    reply->status = 304;
    return TRUE;
}

void
kam_reply_set_version(KamReply *reply, gint64 version)
{
    g_autofree char *etag = g_strdup_printf("\"%" G_GINT64_FORMAT "\"", version);

    kam_reply_header(reply, "ETag", etag);
}

const char *
kam_reply_get_header(const KamReply *reply, const char *name)
{
    for (guint i = 0; reply->headers != NULL && i + 1 < reply->headers->len; i += 2) {
        if (g_ascii_strcasecmp(reply->headers->pdata[i], name) == 0)
            return reply->headers->pdata[i + 1];
    }
    return NULL;
}

void
kam_reply_json(KamReply *reply, KamJson *json)
{
    kam_json_init(json, reply->body, 0);
}

void
kam_faults_to_json(const KamFaults *faults, KamJson *json, const char *name, gboolean warnings)
{
    kam_json_begin_array(json, name);
    for (guint i = 0; i < faults->list->len; i++) {
        const KamFault *fault = faults->list->pdata[i];

        if (fault->is_warning != warnings)
            continue;
        kam_json_begin_object(json, NULL);
        kam_json_text(json, "pointer", fault->pointer);
        kam_json_text(json, "detail", fault->detail);
        kam_json_text(json, "code", fault->code);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

/* The members that every problem has; the object stays open for more. */
void
kam_reply_begin_problem(KamReply *reply, const KamRequest *request, guint status, const char *detail, KamJson *json)
{
    drop_stream(reply);
    g_clear_pointer(&reply->headers, g_ptr_array_unref);
    g_string_truncate(reply->body, 0);
    reply->constant = NULL;
    reply->events_of_job = 0;
    reply->status = status;
    reply->content_type = "application/problem+json";
    kam_reply_json(reply, json);
    kam_json_begin_object(json, NULL);
    kam_json_text(json, "type", "about:blank");
    kam_json_text(json, "title", title_of(status));
    kam_json_int(json, "status", status);
    kam_json_text(json, "detail", detail);
    kam_json_text(json, "request_id", request->id != NULL ? request->id : "");
}

void
kam_reply_problem(KamReply *reply, const KamRequest *request, guint status, const char *detail, const KamFaults *faults)
{
    KamJson json;

    kam_reply_begin_problem(reply, request, status, detail, &json);
    if (faults != NULL)
        kam_faults_to_json(faults, &json, "errors", FALSE);
    kam_json_end_object(&json);
}

void
kam_reply_error(KamReply *reply, const KamRequest *request, const GError *error)
{
    guint status = (guint)kam_error_http_status(error);

    if (status < 500) {
        kam_reply_problem(reply, request, status, error->message, NULL);
        return;
    }
    kam_reply_problem(reply, request, status,
                      status == 503
                          ? "too much is being done at the moment, try again shortly"
                          : "something failed on the server; whoever runs it finds the request's id in the log",
                      NULL);
    if (status == 503)
        kam_reply_header(reply, "Retry-After", "1");
    g_clear_error(&reply->failure);
    reply->failure = g_error_copy(error);
}
