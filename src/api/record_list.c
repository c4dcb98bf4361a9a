/* The list of a type's records: its query, its pages, its total when that is preferred. */
#include <string.h>

#include "api/record_handlers.h"
#include "record/list.h"

static gboolean
wants_total(const KamRequest *request)
{
    const char *prefer = kam_request_get_header(request, "Prefer");

    return prefer != NULL && strstr(prefer, "count=exact") != NULL;
}

/* Link: the same request with the cursor of the next page. */
static void
add_link(const KamRequest *request, KamReply *reply, const char *next)
{
    g_autoptr(GString) link = g_string_new("</api/v1/");
    g_auto(GStrv) pairs = g_strsplit(request->query, "&", -1);

    g_string_append_printf(link, "%s?", request->route->record_type->plural);
    for (guint i = 0; pairs[i] != NULL; i++)
        if (pairs[i][0] != '\0' && !g_str_has_prefix(pairs[i], "cursor=")) {
            g_string_append_uri_escaped(link, pairs[i], "=&%+().,*:'~!-_", FALSE);
            g_string_append_c(link, '&');
        }
    g_string_append_printf(link, "cursor=%s>; rel=\"next\"", next);
    kam_reply_header(reply, "Link", link->str);
}

static gboolean
write_list(KamRequest *request, KamReply *reply, const KamFilter *filter, GError **error)
{
    gboolean counts = wants_total(request);
    g_autofree char *next = NULL;
    gint64 total = 0;
    KamJson json;

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
        add_link(request, reply, next);
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
    kam_reply_problem(reply, request, 400, "the query of this list cannot be read", &faults);
    return TRUE;
}
