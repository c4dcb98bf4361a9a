/* Finding records of all types by words. */
#include "api/api.h"
#include "api/tables.h"
#include "record/search.h"

#define DEFAULT_LIMIT 20
#define MAX_LIMIT 50
#define MAX_TEXT 200

static gboolean
find(KamRequest *request, KamReply *reply, GError **error)
{
    g_autofree char *text = kam_request_dup_parameter(request, "q");
    gint64 limit = kam_request_get_int_parameter(request, "limit", DEFAULT_LIMIT);
    KamJson json;

    if (limit < 1 || limit > MAX_LIMIT || g_utf8_strlen(text, -1) > MAX_TEXT) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "'limit' is 1 to %d, and 'q' has %d characters at most",
                    MAX_LIMIT, MAX_TEXT);
        return FALSE;
    }
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    if (!kam_search_to_json(request->db, request->actor, request->api->types, text, (guint)limit, &json, "items",
                            error))
        return FALSE;
    kam_json_end_object(&json);
    return TRUE;
}

static const KamParameter find_parameters[] = {
    { "q", "string", "Beginnings of words, all of which must be there; case, diacritics and script do not matter",
      TRUE },
    { "limit", "integer", "At most so many, 1 to 50; 20 without it", FALSE },
    { .name = NULL },
};

static const char found_schema[] =
    "{\"type\":\"object\",\"required\":[\"items\"],\"properties\":{\"items\":{\"type\":\"array\",\"items\":{"
    "\"type\":\"object\",\"required\":[\"type\",\"id\",\"title\",\"detail\",\"account\"],\"properties\":{"
    "\"type\":{\"type\":\"string\"},\"id\":{\"type\":\"string\"},\"title\":{\"type\":\"string\"},"
    "\"detail\":{\"type\":[\"string\",\"null\"]},\"account\":{\"type\":[\"object\",\"null\"],\"properties\":{"
    "\"id\":{\"type\":\"string\"},\"name\":{\"type\":[\"string\",\"null\"]}}}}}}}}";

const KamRoute kam_api_routes_search[] = {
    { .method = KAM_GET,
      .path = "/api/v1/search",
      .permission = KAM_PERM_SELF,
      .run = KAM_RUN_READ,
      .success = 200,
      .handle = find,
      .summary = "Find records of all types by the beginnings of their words",
      .answer_schema = found_schema,
      .parameters = find_parameters },
    { 0 },
};
