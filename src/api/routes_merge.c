/* Making one of two records, taking it back, and which records look as if they were one. */
#include <string.h>

#include "api/page.h"
#include "api/record_handlers.h"
#include "domain/duplicates.h"
#include "domain/types.h"
#include "service/merges.h"

#define DEFAULT_LIMIT 50
#define MAX_LIMIT 200

extern const KamRoute kam_api_routes_merge[];

static const KamRecordType *
type_of(const KamRequest *request)
{
    return g_str_has_prefix(request->route->path, "/api/v1/contacts") ? &kam_contact_type : &kam_account_type;
}

/* An id as JSON holds it; 0 when it is none, which is never found. */
static gint64
id_of(const json_t *json)
{
    gint64 id = 0;

    if (json_is_string(json))
        g_ascii_string_to_signed(json_string_value(json), 10, 1, G_MAXINT64, &id, NULL);
    return id;
}

static gboolean
preview(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    gint64 other = kam_request_get_int_parameter(request, "other_id", 0);
    KamJson json;

    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    if (!kam_merges_preview_to_json(&work, type_of(request), kam_request_get_id(request, 0), other, &json, error))
        return FALSE;
    kam_json_end_object(&json);
    return TRUE;
}

static gboolean
answer_survivor(KamRequest *request, KamReply *reply, gint64 merge_id, GError **error)
{
    g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, merge_id);
    g_autoptr(KamRecord) survivor =
        kam_record_load(request->db, type_of(request), kam_request_get_id(request, 0), FALSE, error);
    KamJson json;

    if (survivor == NULL)
        return FALSE;
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_text(&json, "id", id);
    kam_record_to_json(survivor, request->actor, &json, "record");
    kam_json_end_object(&json);
    return TRUE;
}

static gboolean
merge(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    g_auto(KamFaults) faults = { 0 };
    json_t *body = kam_request_load_json(request, error);
    gint64 id = 0;
    gboolean done;

    if (body == NULL)
        return FALSE;
    kam_faults_init(&faults);
    done = kam_merges_run(&work, type_of(request), kam_request_get_id(request, 0),
                          id_of(json_object_get(body, "other_id")), json_object_get(body, "take"), &id, &faults, error);
    json_decref(body);
    if (!done)
        return kam_record_refuse(request, reply, &faults, 0, error);
    return answer_survivor(request, reply, id, error);
}

static gboolean
undo(KamRequest *request, G_GNUC_UNUSED KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);

    return kam_merges_undo(&work, kam_request_get_id(request, 0), error);
}

static gboolean
list_duplicates(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    gint64 limit = kam_request_get_int_parameter(request, "limit", DEFAULT_LIMIT);
    KamJson json;

    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    if (!kam_duplicates_pairs_to_json(&work, type_of(request), (guint)CLAMP(limit, 1, 200),
                                      kam_desk_get_pairs(request->api->desk), &json, error))
        return FALSE;
    kam_json_end_object(&json);
    return TRUE;
}

static gboolean
dismiss(KamRequest *request, G_GNUC_UNUSED KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    json_t *body = kam_request_load_json(request, error);
    json_t *ids = json_object_get(body, "ids");
    gboolean done;

    if (body == NULL)
        return FALSE;
    done = kam_duplicates_dismiss(&work, type_of(request), id_of(json_array_get(ids, 0)), id_of(json_array_get(ids, 1)),
                                  error);
    json_decref(body);
    return done;
}

static gboolean
list_merges(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    KamPage page;
    KamJson json;

    if (!kam_page_read(request, reply, DEFAULT_LIMIT, MAX_LIMIT, &page))
        return TRUE;
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    if (!kam_merges_page_to_json(&work, type_of(request), page.before, page.limit, &json, error))
        return FALSE;
    kam_json_end_object(&json);
    return TRUE;
}

static const KamParameter preview_parameters[] = {
    { "other_id", "integer", "The record that would become part of this one", TRUE },
    { 0 },
};

static const KamParameter list_parameters[] = {
    { "limit", "integer", "Pairs at most, 1 to 200; 50 without it", FALSE },
    { 0 },
};

static const KamParameter page_parameters[] = {
    { "limit", "integer", "Merges at most, 1 to 200; 50 without it", FALSE },
    { "cursor", "integer", "What 'next' of the page before said", FALSE },
    { 0 },
};

static const char merge_body[] =
    "{\"type\":\"object\",\"required\":[\"other_id\"],\"additionalProperties\":false,\"properties\":{"
    "\"other_id\":{\"type\":\"string\"},\"take\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\","
    "\"enum\":[\"other\",\"survivor\"]}}}}";
static const char merge_answer[] =
    "{\"type\":\"object\",\"required\":[\"id\",\"record\"],\"properties\":{\"id\":{\"type\":\"string\"},"
    "\"record\":{\"type\":\"object\"}}}";
static const char preview_answer[] =
    "{\"type\":\"object\",\"required\":[\"survivor\",\"other\",\"fields\",\"moves\",\"lines\"],\"properties\":{"
    "\"survivor\":{\"type\":\"object\"},\"other\":{\"type\":\"object\"},\"fields\":{\"type\":\"array\",\"items\":{"
    "\"type\":\"string\"}},\"moves\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"type\","
    "\"records\"],\"properties\":{\"type\":{\"type\":\"string\"},\"records\":{\"type\":\"integer\"}}}},"
    "\"lines\":{\"type\":\"integer\"}}}";
static const char pairs_answer[] =
    "{\"type\":\"object\",\"required\":[\"items\"],\"properties\":{\"items\":{\"type\":\"array\",\"items\":{"
    "\"type\":\"object\",\"required\":[\"records\",\"score\",\"reasons\"],\"properties\":{\"records\":{"
    "\"type\":\"array\",\"items\":{\"type\":\"object\"}},\"score\":{\"type\":\"integer\"},\"reasons\":{"
    "\"type\":\"array\",\"items\":{\"type\":\"string\"}}}}}}}";
#define RECORD_SCHEMA                                                                                                  \
    "{\"type\":\"object\",\"required\":[\"id\",\"title\"],\"properties\":{\"id\":{\"type\":\"string\"},"               \
    "\"title\":{\"type\":[\"string\",\"null\"]}},\"additionalProperties\":false}"
#define INSTANT_SCHEMA "{\"type\":[\"string\",\"null\"],\"format\":\"date-time\"}"
static const char merges_answer[] =
    "{\"type\":\"object\",\"required\":[\"items\",\"next\"],\"properties\":{\"next\":{\"type\":[\"string\",\"null\"]},"
    "\"items\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"id\",\"survivor\",\"other\","
    "\"merged_at\",\"merged_by\",\"undone_at\",\"undone_by\",\"can_undo\",\"obstacle\"],\"properties\":{"
    "\"id\":{\"type\":\"string\"},\"survivor\":" RECORD_SCHEMA ",\"other\":" RECORD_SCHEMA
    ",\"merged_at\":" INSTANT_SCHEMA ",\"merged_by\":{\"type\":[\"string\",\"null\"]},\"undone_at\":" INSTANT_SCHEMA
    ",\"undone_by\":{\"type\":[\"string\",\"null\"]},\"can_undo\":{\"type\":\"boolean\"},\"obstacle\":{"
    "\"enum\":[\"undone\",\"merged_again\",\"changed\",null],\"description\":\"why it cannot be taken back\"}},"
    "\"additionalProperties\":false}}},\"additionalProperties\":false}";
static const char dismiss_body[] =
    "{\"type\":\"object\",\"required\":[\"ids\"],\"additionalProperties\":false,\"properties\":{\"ids\":{"
    "\"type\":\"array\",\"minItems\":2,\"maxItems\":2,\"items\":{\"type\":\"string\"}}}}";

#define MERGE_ROUTES(plural, run)                                                                                      \
    { KAM_GET,                                                                                                         \
      "/api/v1/" plural "/{id}/merge",                                                                                 \
      KAM_PERM_MERGE,                                                                                                  \
      KAM_RUN_READ,                                                                                                    \
      200,                                                                                                             \
      preview,                                                                                                         \
      .summary = "Two of " plural " side by side, and what merging them would do",                                     \
      .answer_schema = preview_answer,                                                                                 \
      .parameters = preview_parameters,                                                                                \
      .also = { 404, 422 } },                                                                                          \
        { KAM_POST,                                                                                                    \
          "/api/v1/" plural "/{id}/merge",                                                                             \
          KAM_PERM_MERGE,                                                                                              \
          KAM_RUN_WRITE,                                                                                               \
          200,                                                                                                         \
          merge,                                                                                                       \
          .summary = "Make another of " plural " part of this one",                                                    \
          .body_schema = merge_body,                                                                                   \
          .answer_schema = merge_answer,                                                                               \
          .also = { 404, 409, 422 } },                                                                                 \
        { KAM_GET,                                                                                                     \
          "/api/v1/" plural "/merges",                                                                                 \
          KAM_PERM_MERGE,                                                                                              \
          KAM_RUN_READ,                                                                                                \
          200,                                                                                                         \
          list_merges,                                                                                                 \
          .summary = "Past merges of " plural ", the newest first, and whether each can be taken back",                \
          .answer_schema = merges_answer,                                                                              \
          .parameters = page_parameters,                                                                               \
          .reads_parameters = TRUE,                                                                                    \
          .also = { 400 } },                                                                                           \
        { KAM_GET,                                                                                                     \
          "/api/v1/" plural "/duplicates",                                                                             \
          KAM_PERM_BUSINESS_READ,                                                                                      \
          run,                                                                                                         \
          200,                                                                                                         \
          list_duplicates,                                                                                             \
          .summary = "Pairs of " plural " that may be the same, the likest first",                                     \
          .answer_schema = pairs_answer,                                                                               \
          .parameters = list_parameters },                                                                             \
    {                                                                                                                  \
        KAM_POST, "/api/v1/" plural "/duplicates/dismiss", KAM_PERM_MERGE, KAM_RUN_WRITE, 204, dismiss,                \
            .summary = "Remember that two of " plural " are not the same", .body_schema = dismiss_body, .also = {      \
                404                                                                                                    \
            }                                                                                                          \
    }

const KamRoute kam_api_routes_merge[] = {
    MERGE_ROUTES("accounts", KAM_RUN_PAGE),
    MERGE_ROUTES("contacts", KAM_RUN_SLOW),
    { KAM_POST, "/api/v1/merges/{id}/undo", KAM_PERM_MERGE, KAM_RUN_WRITE, 204, undo,
      .summary = "Take a merge back: everything is as it was", .also = { 404, 409 } },
    { 0 },
};
