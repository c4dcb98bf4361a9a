/* From a path to its route, or to the problem that there is none. */
#include "api/api.h"

static void
refuse_method(KamRequest *request, KamReply *reply, guint methods)
{
    g_autoptr(GString) allowed = g_string_new(NULL);
    g_autofree char *detail = NULL;

    for (guint method = KAM_GET; method <= KAM_DELETE; method++) {
        if (methods & (1U << method))
            g_string_append_printf(allowed, "%s%s", allowed->len > 0 ? ", " : "", kam_method_name(method));
    }
    detail = g_strdup_printf("this path does not take %s; it takes %s", kam_method_name(request->method), allowed->str);
    kam_reply_problem(reply, request, 405, detail, NULL);
    kam_reply_header(reply, "Allow", allowed->str);
}

gboolean
kam_api_find(KamApi *api, KamRequest *request, KamReply *reply)
{
    guint methods = 0;

    request->api = api;
    switch (
        kam_route_index_find(api->index, request->method, request->path, &request->route, request->values, &methods)) {
    case KAM_ROUTE_FOUND:
        reply->status = request->route->success;
        return TRUE;
    case KAM_ROUTE_NO_METHOD:
        refuse_method(request, reply, methods);
        return FALSE;
    case KAM_ROUTE_NO_PATH:
        break;
    }
    kam_reply_problem(reply, request, 404, "there is nothing at this path", NULL);
    return FALSE;
}
