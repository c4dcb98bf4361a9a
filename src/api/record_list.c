/* Lists of records, and the way to their next page. */
#include <string.h>

#include "api/query.h"
#include "api/record_handlers.h"
#include "record/list.h"

/* The request's own query with another cursor: what the next page is asked for. */
static char *
next_query(const KamRequest *request, const char *next)
{
    GString *query = g_string_new(NULL);
    const char *at = request->query;
    char *name;
    char *value;

    while (kam_query_next(&at, &name, &value)) {
        if (strcmp(name, "cursor") != 0) {
            g_string_append_uri_escaped(query, name, NULL, FALSE);
            g_string_append_c(query, '=');
            g_string_append_uri_escaped(query, value, NULL, FALSE);
            g_string_append_c(query, '&');
        }
        g_free(name);
        g_free(value);
    }
    g_string_append(query, "cursor=");
    g_string_append_uri_escaped(query, next, NULL, FALSE);
    return g_string_free(query, FALSE);
}

static void
link_next(const KamRequest *request, KamReply *reply, const char *next)
{
    g_autofree char *query = next_query(request, next);
    g_autofree char *link = g_strdup_printf("<%s?%s>; rel=\"next\"", request->path, query);

    kam_reply_header(reply, "Link", link);
}

static gboolean
write_list(KamRequest *request, KamReply *reply, KamFilter *filter, GError **error)
{
    gboolean counts = kam_request_prefers(request, "count=exact");
    g_autofree char *next = NULL;
    gint64 total = 0;
    KamJson json;

    if (!kam_filter_weigh(filter, request->db, request->actor, error))
        return FALSE;
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    if (!kam_record_list_to_json(request->db, request->actor, request->api->types, filter, &json, "items", &next,
                                 counts ? &total : NULL, error))
        return FALSE;
    kam_json_text(&json, "next", next);
    if (counts) {
        kam_json_int(&json, "total", total);
        kam_reply_header(reply, "Preference-Applied", "count=exact");
    }
    kam_json_end_object(&json);
    if (next != NULL)
        link_next(request, reply, next);
    return TRUE;
}

gboolean
kam_record_handle_list(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(KamFilter) filter = NULL;

    kam_faults_init(&faults);
    filter =
        kam_filter_parse(request->actor, request->api->types, request->route->record_type, request->query, &faults);
    if (filter != NULL)
        return write_list(request, reply, filter, error);
    kam_reply_problem(reply, request, 400, "the query cannot be read", &faults);
    return TRUE;
}

/* What is embedded changes without the record's version: such an answer is always given whole. */
static void
settle_version(const KamRequest *request, KamReply *reply, const KamFilter *filter, gint64 version)
{
    g_autofree char *etag = g_strdup_printf("\"%" G_GINT64_FORMAT "\"", version);

    if (filter->embeds->len > 0)
        kam_reply_header(reply, "ETag", etag);
    else
        kam_reply_not_modified(reply, request, etag);
}

gboolean
kam_record_handle_get(KamRequest *request, KamReply *reply, GError **error)
{
    const KamRecordType *type = request->route->record_type;
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(KamFilter) filter = NULL;
    gint64 version = 0;
    KamJson json;

    kam_faults_init(&faults);
    filter = kam_filter_parse(request->actor, request->api->types, type, request->query, &faults);
    if (filter == NULL) {
        kam_reply_problem(reply, request, 400, "the query cannot be read", &faults);
        return TRUE;
    }
    kam_reply_json(reply, &json);
    if (!kam_record_get_to_json(request->db, request->actor, request->api->types, filter,
                                kam_request_get_id(request, 0), &json, NULL, &version, error))
        return FALSE;
    settle_version(request, reply, filter, version);
    return TRUE;
}
