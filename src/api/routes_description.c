/* The API's description of itself. Public: it describes a program that anyone can read, holds nothing of the firm that
 * runs it, and tools that make clients of it have no account. */
#include "api/api.h"
#include "api/tables.h"

#include <string.h>

static gboolean
answer_description(KamRequest *request, KamReply *reply, G_GNUC_UNUSED GError **error)
{
    const KamApi *api = request->api;

    if (kam_reply_not_modified(reply, request, api->description_etag))
        return TRUE;
    g_string_append_len(reply->body, api->description->str, (gssize)api->description->len);
    return TRUE;
}

const KamRoute kam_api_routes_description[] = {
    { KAM_GET, "/api/v1/openapi.json", KAM_PERM_PUBLIC, KAM_RUN_READ, 200, answer_description,
      .summary = "Describe this API (OpenAPI 3.1)", .answer_schema = "{\"type\":\"object\"}", .has_version = TRUE,
      .also = { 304 }, .tag = "description" },
    { 0 },
};
