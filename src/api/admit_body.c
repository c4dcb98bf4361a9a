/* Size and type of a body before anything reads it, and that a change says what it was made of. */
#include <string.h>

#include "api/admit.h"

/* Whether a Content-Type names the type, whatever parameters stand behind it. */
static gboolean
is_type(const char *content_type, const char *type)
{
    gsize length = strcspn(content_type, "; \t");

    return strlen(type) == length && g_ascii_strncasecmp(content_type, type, length) == 0;
}

static gboolean
check_size(KamRequest *request, KamReply *reply)
{
    gsize most = kam_route_get_max_body(request->route);
    g_autofree char *detail = NULL;

    if (request->body_length <= most)
        return TRUE;
    detail = g_strdup_printf("the body has %" G_GSIZE_FORMAT " bytes where %" G_GSIZE_FORMAT " are the most",
                             request->body_length, most);
    kam_reply_problem(reply, request, 413, detail, NULL);
    return FALSE;
}

static gboolean
check_type(KamRequest *request, KamReply *reply)
{
    const char *content_type = kam_request_get_header(request, "Content-Type");
    gboolean is_patch = request->method == KAM_PATCH;

    if (content_type != NULL && is_type(content_type, "application/json"))
        return TRUE;
    if (is_patch && content_type != NULL && is_type(content_type, "application/merge-patch+json"))
        return TRUE;
    kam_reply_problem(reply, request, 415, "this takes 'Content-Type: application/json' only", NULL);
    if (is_patch)
        kam_reply_header(reply, "Accept-Patch", "application/merge-patch+json, application/json");
    return FALSE;
}

gboolean
kam_admit_body(KamRequest *request, KamReply *reply)
{
    const KamRoute *route = request->route;

    if (!check_size(request, reply))
        return FALSE;
    return route->body_schema == NULL || route->no_json || route->upload || check_type(request, reply);
}

gboolean
kam_admit_version(KamRequest *request, KamReply *reply)
{
    if (!request->route->needs_version || kam_request_get_header(request, "If-Match") != NULL)
        return TRUE;
    kam_reply_problem(reply, request, 428,
                      "this needs 'If-Match' with the record's ETag, so that nobody's change is lost unseen", NULL);
    return FALSE;
}
