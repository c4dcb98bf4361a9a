/* Companies that may be one group: what is suggested, and what a person answers. */
#include "api/api.h"
#include "api/figures_questions.h"
#include "api/record_handlers.h"
#include "record/scope.h"
#include "service/groups/suggest.h"

#define DEFAULT_LIMIT 100
#define MAX_OFFSET 10000000

extern const KamRoute kam_api_routes_group_suggestions[];

static gboolean
suggest(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(KamFiguresReading) reading = { 0 };
    g_autoptr(KamGround) ground = NULL;
    g_autoptr(GArray) view = NULL;
    KamWork work = kam_record_work(request);
    KamSuggestionQuestion question = { 0 };
    KamJson json;

    kam_figures_reading_init(&reading, request);
    kam_figures_read_id(&reading, "group", &question.account_id);
    question.limit = kam_figures_read_number(&reading, "limit", 1, KAM_SUGGESTIONS_MAX_LIMIT, DEFAULT_LIMIT);
    question.offset = kam_figures_read_number(&reading, "offset", 0, MAX_OFFSET, 0);
    if (!kam_figures_reading_is_right(&reading, reply))
        return TRUE;
    ground = kam_desk_get_ground(request->api->desk, request->db, error);
    if (ground == NULL || !kam_scope_list_accounts(request->db, request->actor, &view, error))
        return FALSE;
    question.view = view;
    kam_reply_json(reply, &json);
    return kam_suggestions_to_json(&work, ground, kam_desk_get_pairs(request->api->desk), &question, &json, error);
}

/* An id as JSON holds it; 0 when it is none, which is never found. */
static gint64
id_of(const json_t *body, const char *name)
{
    const json_t *json = json_object_get(body, name);
    gint64 id = 0;

    if (json_is_string(json))
        g_ascii_string_to_signed(json_string_value(json), 10, 1, G_MAXINT64, &id, NULL);
    return id;
}

static gboolean
answer_record(KamRequest *request, KamReply *reply, const KamRecord *record)
{
    KamJson json;

    kam_reply_json(reply, &json);
    kam_record_to_json(record, request->actor, &json, NULL);
    return TRUE;
}

/* What the body says of the membership itself. */
static json_t *
terms_of(json_t *body)
{
    static const char *const names[] = { "kind", "share", "bought_on", "note" };
    json_t *terms = json_object();

    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (json_object_get(body, names[i]) != NULL)
            json_object_set(terms, names[i], json_object_get(body, names[i]));
    return terms;
}

static gboolean
accept(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    json_t *body = kam_request_load_json(request, error);
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(KamRecord) made = NULL;
    KamSuggestionAcceptance acceptance;

    if (body == NULL)
        return FALSE;
    kam_faults_init(&faults);
    acceptance = (KamSuggestionAcceptance) { id_of(body, "account_id"), id_of(body, "parent_id"),
                                             id_of(body, "alike_id"), id_of(body, "because_of_id"), terms_of(body) };
    made = kam_suggestion_accept(&work, &acceptance, &faults, error);
    json_decref(acceptance.terms);
    json_decref(body);
    return made == NULL ? kam_record_refuse(request, reply, &faults, 0, error) : answer_record(request, reply, made);
}

static gboolean
refuse(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    json_t *body = kam_request_load_json(request, error);
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(KamRecord) made = NULL;

    if (body == NULL)
        return FALSE;
    kam_faults_init(&faults);
    made = kam_suggestion_refuse(&work, id_of(body, "account_id"), id_of(body, "other_id"),
                                 json_object_get(body, "reason"), &faults, error);
    json_decref(body);
    return made == NULL ? kam_record_refuse(request, reply, &faults, 0, error) : answer_record(request, reply, made);
}

static const KamParameter suggestion_parameters[] = {
    { "group", "string", "those of the group that this account belongs to", FALSE },
    { "limit", "integer", "suggestions a page, 1 to 500; 100 without it", FALSE },
    { "offset", "integer", "suggestions before the page; 0 without it", FALSE },
    { 0 },
};

#define ID "{\"type\":\"string\",\"pattern\":\"^[0-9]{1,19}$\"}"
#define NAMED "{\"$ref\":\"#/components/schemas/named\"}"
#define DAY_IF "{\"type\":[\"string\",\"null\"],\"format\":\"date\"}"
#define TEXT_IF "{\"type\":[\"string\",\"null\"]}"
#define NUMBER "{\"type\":\"number\"}"
#define INTEGER "{\"type\":\"integer\"}"
#define KIND "{\"enum\":[\"owns\",\"controls\",\"franchise\",\"buying_association\"]}"
#define LIST(members) "{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{" members "}}}"

#define EVIDENCE                                                                                                       \
    "\"kind\":{\"enum\":[\"payer\",\"tax_number\",\"company_number\",\"name\",\"domain\",\"address\",\"phone\"]},"     \
    "\"value\":{\"type\":\"string\"},\"strength\":" NUMBER
#define SUGGESTION                                                                                                     \
    "\"account\":" NAMED ",\"parent\":" NAMED ",\"alike\":" NAMED ",\"because_of\":" NAMED                             \
    ",\"account_units\":" INTEGER ",\"parent_units\":" INTEGER ",\"strength\":" NUMBER ",\"pairs\":" INTEGER           \
    ",\"may_be_one_company\":{\"type\":\"boolean\"},\"evidence\":" LIST(EVIDENCE)

static const char suggestion_answer[] =
    "{\"type\":\"object\",\"required\":[\"total\",\"items\",\"next_offset\"],\"properties\":{\"total\":" INTEGER
    ",\"next_offset\":{\"type\":[\"integer\",\"null\"]},\"items\":" LIST(SUGGESTION) "}}";

static const char accept_body[] =
    "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"account_id\",\"parent_id\"],\"properties\":{"
    "\"account_id\":" ID ",\"parent_id\":" ID ",\"alike_id\":" ID ",\"because_of_id\":" ID ",\"kind\":" KIND
    ",\"share\":" TEXT_IF ",\"bought_on\":" DAY_IF ",\"note\":" TEXT_IF "}}";

static const char refuse_body[] =
    "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"account_id\",\"other_id\"],\"properties\":{"
    "\"account_id\":" ID ",\"other_id\":" ID ",\"reason\":" TEXT_IF "}}";

const KamRoute kam_api_routes_group_suggestions[] = {
    { KAM_GET, "/api/v1/groups/suggestions", KAM_PERM_BUSINESS_READ, KAM_RUN_SLOW, 200, suggest,
      .summary = "List companies that look like one group and are none yet, with the evidence",
      .answer_schema = suggestion_answer, .parameters = suggestion_parameters, .reads_parameters = TRUE,
      .also = { 400 } },
    { KAM_POST, "/api/v1/groups/suggestions/accept", KAM_PERM_BUSINESS_WRITE, KAM_RUN_WRITE, 201, accept,
      .summary = "Make the membership that is suggested, with its evidence; deleting it takes it back",
      .body_schema = accept_body, .answer_schema = "#/components/schemas/group_membership", .also = { 404, 409, 422 } },
    { KAM_POST, "/api/v1/groups/suggestions/refuse", KAM_PERM_BUSINESS_WRITE, KAM_RUN_WRITE, 201, refuse,
      .summary = "Remember that two companies are no group, so that they are not suggested again",
      .body_schema = refuse_body, .answer_schema = "#/components/schemas/group_refusal", .also = { 404, 409, 422 } },
    { 0 },
};
