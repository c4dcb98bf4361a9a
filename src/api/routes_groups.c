/* Groups of companies: the list, one of them, and what is suggested and answered. */
#include <string.h>

#include "api/api.h"
#include "api/figures_questions.h"
#include "api/record_handlers.h"
#include "domain/types.h"
#include "record/scope.h"
#include "service/groups/group_figures.h"
#include "service/groups/suggest.h"

#define DEFAULT_LIMIT 100
#define MAX_LIMIT 500
#define MAX_OFFSET 10000000

extern const KamRoute kam_api_routes_groups[];

/* --- figures --- */

/* A question with what it borrows. */
typedef struct {
    KamFiguresReading reading;
    KamGround *ground;
    GArray *view; /* NULL: all accounts */
    KamGroupQuestion question;
    char *q;
} Asking;

static void
asking_clear(Asking *asking)
{
    kam_figures_reading_clear(&asking->reading);
    kam_ground_unref(asking->ground);
    g_clear_pointer(&asking->view, g_array_unref);
    g_free(asking->q);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Asking, asking_clear)

static void
read_as_of(Asking *asking)
{
    g_autofree char *text = kam_request_dup_parameter(asking->reading.request, "as_of");
    gint32 day = text == NULL ? KAM_DAY_NONE : kam_day_parse(text, strlen(text), KAM_DATE_YMD);

    if (text != NULL && day == KAM_DAY_NONE)
        kam_faults_add(&asking->reading.faults, "as_of", "invalid",
                       "as_of does not know '%s'; it takes a day such as 2026-03-31", text);
    asking->question.as_of_day = day;
}

static void
read_list(Asking *asking)
{
    KamRequest *request = asking->reading.request;
    g_autofree char *order = kam_request_dup_parameter(request, "order");

    asking->q = kam_request_dup_parameter(request, "q");
    asking->question.q = asking->q;
    asking->question.order = order == NULL ? KAM_GROUP_ORDER_NET : kam_group_order_from_name(order);
    if (asking->question.order == KAM_GROUP_ORDER_N)
        kam_faults_add(&asking->reading.faults, "order", "invalid",
                       "order does not know '%s'; it takes net, members or name", order);
    asking->question.limit = kam_figures_read_number(&asking->reading, "limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
    asking->question.offset = kam_figures_read_number(&asking->reading, "offset", 0, MAX_OFFSET, 0);
}

/* Rights first, then the rest of the question. `*is_right` FALSE: the reply holds every fault. */
static gboolean
take_question(KamRequest *request, KamReply *reply, Asking *asking, gboolean *is_right, GError **error)
{
    if (!kam_figures_check_commercial(request, error))
        return FALSE;
    asking->ground = kam_desk_get_ground(request->api->desk, request->db, error);
    if (asking->ground == NULL || !kam_figures_convert(&asking->reading, &asking->ground, error))
        return FALSE;
    *is_right = kam_figures_reading_is_right(&asking->reading, reply);
    if (!*is_right)
        return TRUE;
    if (!kam_scope_list_accounts(request->db, request->actor, &asking->view, error))
        return FALSE;
    asking->question.tally =
        kam_figures_tally_question(&asking->reading, kam_ground_get_facts(asking->ground), asking->view);
    asking->question.today = kam_actor_get_today(request->actor);
    return TRUE;
}

static gboolean
list_groups(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(Asking) asking = { 0 };
    gboolean is_right;
    KamJson json;

    kam_figures_reading_init(&asking.reading, request);
    read_as_of(&asking);
    read_list(&asking);
    if (!take_question(request, reply, &asking, &is_right, error))
        return FALSE;
    if (!is_right)
        return TRUE;
    kam_reply_json(reply, &json);
    return kam_group_list_to_json(request->db, kam_desk_get_shelf(request->api->desk), asking.ground, &asking.question,
                                  &json, error);
}

static gboolean
show_group(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(Asking) asking = { 0 };
    gboolean is_right;
    KamJson json;

    kam_figures_reading_init(&asking.reading, request);
    read_as_of(&asking);
    if (!take_question(request, reply, &asking, &is_right, error))
        return FALSE;
    if (!is_right)
        return TRUE;
    kam_reply_json(reply, &json);
    return kam_group_to_json(request->db, kam_desk_get_shelf(request->api->desk), asking.ground, &asking.question,
                             kam_request_get_id(request, 0), &json, error);
}

/* --- suggestions --- */

static gboolean
suggest(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(Asking) asking = { 0 };
    KamWork work = kam_record_work(request);
    KamSuggestionQuestion question;
    KamJson json;

    kam_figures_reading_init(&asking.reading, request);
    question.limit = kam_figures_read_number(&asking.reading, "limit", 1, KAM_SUGGESTIONS_MAX_LIMIT, DEFAULT_LIMIT);
    question.offset = kam_figures_read_number(&asking.reading, "offset", 0, MAX_OFFSET, 0);
    if (!kam_figures_reading_is_right(&asking.reading, reply))
        return TRUE;
    asking.ground = kam_desk_get_ground(request->api->desk, request->db, error);
    if (asking.ground == NULL || !kam_scope_list_accounts(request->db, request->actor, &asking.view, error))
        return FALSE;
    question.view = asking.view;
    kam_reply_json(reply, &json);
    return kam_suggestions_to_json(&work, asking.ground, &question, &json, error);
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

#define FIGURE_PARAMETERS                                                                                              \
    { "as_of", "string", "who belonged to whom on this day; as it is today without it", FALSE },                       \
        { "period", "string", "last12 (default), the last twelve whole months; year, the last whole year; ytd; all",   \
          FALSE },                                                                                                     \
        { "from", "string", "from this day on, such as 2026-03-31, instead of period", FALSE },                        \
        { "until", "string", "up to this day, it included", FALSE },                                                   \
        { "basis", "string", "products (default), without charges; all; or invoiced, without credits", FALSE },        \
    {                                                                                                                  \
        "currency", "string", "the firm's (default), or one that the table of rates has a rate for", FALSE             \
    }

static const KamParameter list_parameters[] = {
    FIGURE_PARAMETERS,
    { "q", "string", "words that begin words of the name or number of a unit", FALSE },
    { "order", "string", "net (default), the largest first; members; or name", FALSE },
    { "limit", "integer", "groups a page, 1 to 500; 100 without it", FALSE },
    { "offset", "integer", "groups before the page; 0 without it", FALSE },
    { 0 },
};

static const KamParameter one_parameters[] = {
    FIGURE_PARAMETERS,
    { 0 },
};

static const KamParameter suggestion_parameters[] = {
    { "limit", "integer", "suggestions a page, 1 to 500; 100 without it", FALSE },
    { "offset", "integer", "suggestions before the page; 0 without it", FALSE },
    { 0 },
};

#define ID "{\"type\":\"string\",\"pattern\":\"^[0-9]{1,19}$\"}"
#define MONEY "{\"$ref\":\"#/components/schemas/money\"}"
#define MONEY_IF "{\"anyOf\":[" MONEY ",{\"type\":\"null\"}]}"
#define NAMED "{\"$ref\":\"#/components/schemas/named\"}"
#define NAMED_IF "{\"anyOf\":[" NAMED ",{\"type\":\"null\"}]}"
#define PERSON_IF                                                                                                      \
    "{\"type\":[\"object\",\"null\"],\"properties\":{\"id\":{\"type\":\"string\"},\"name\":{\"type\":[\"string\","     \
    "\"null\"]}}}"
#define DAY_IF "{\"type\":[\"string\",\"null\"],\"format\":\"date\"}"
#define TEXT_IF "{\"type\":[\"string\",\"null\"]}"
#define NUMBER_IF "{\"type\":[\"number\",\"null\"]}"
#define INTEGER "{\"type\":\"integer\"}"
#define LIST(item) "{\"type\":\"array\",\"items\":" item "}"

#define HEAD                                                                                                           \
    "\"as_of\":" DAY_IF ",\"period\":{\"$ref\":\"#/components/schemas/figures_period\"},"                              \
    "\"basis\":{\"$ref\":\"#/components/schemas/figures_basis\"},\"currency\":" TEXT_IF ","                            \
    "\"currencies\":{\"$ref\":\"#/components/schemas/figures_currencies\"},"                                           \
    "\"source\":{\"$ref\":\"#/components/schemas/source\"}"
#define GROUP                                                                                                          \
    "\"group\":" NAMED ",\"members\":" INTEGER ",\"is_whole\":{\"type\":\"boolean\"},\"net\":" MONEY                   \
    ",\"before\":" MONEY_IF ",\"change\":" MONEY_IF ",\"change_rate\":" NUMBER_IF ",\"share\":" NUMBER_IF              \
    ",\"opens_to\":{\"type\":\"string\"}"
#define TIE                                                                                                            \
    "\"kind\":{\"enum\":[\"owns\",\"controls\",\"franchise\",\"buying_association\"]},\"share\":" TEXT_IF              \
    ",\"from\":" DAY_IF ",\"to\":" DAY_IF ",\"membership_id\":" ID
#define OBJECT(members) "{\"type\":\"object\",\"properties\":{" members "}}"

static const char list_answer[] =
    "{\"type\":\"object\",\"required\":[\"total\",\"items\",\"next_offset\",\"sums\",\"source\"],\"properties\":{" HEAD
    ",\"total\":" INTEGER ",\"next_offset\":{\"type\":[\"integer\",\"null\"]},\"sums\":" OBJECT(
        "\"groups\":" MONEY ",\"all\":" MONEY
        ",\"share\":" NUMBER_IF) ",\"items\":" LIST(OBJECT(GROUP ",\"manager\":" PERSON_IF ",\"roles\":" INTEGER
                                                                 ",\"purchasings\":" INTEGER)) "}}";

static const char one_answer[] =
    "{\"type\":\"object\",\"required\":[\"group\",\"units\",\"bonds\",\"stays\",\"events\",\"purchasings\",\"source\"],"
    "\"properties\":{" HEAD "," GROUP ",\"units\":" LIST(OBJECT(
        "\"account\":" NAMED ",\"parent_id\":" TEXT_IF ",\"depth\":" INTEGER ",\"below\":" INTEGER ",\"city\":" TEXT_IF
        ",\"region\":" TEXT_IF ",\"manager\":" PERSON_IF ",\"net\":" MONEY ",\"before\":" MONEY_IF
        ",\"rolled_up\":" MONEY ",\"rolled_up_before\":" MONEY_IF
        ",\"opens_to\":{\"type\":\"string\"},\"owners\":" LIST(OBJECT(
            "\"account\":" NAMED ",\"leads\":{\"type\":\"boolean\"}," TIE)) ",\"roles\":" LIST(OBJECT("\"id\":" ID
                                                                                                      ",\"role\":{\"enum\":[\"decides\",\"frames\",\"orders\",\"receives\",\"pays\"]},"
                                                                                                      "\"category\":" TEXT_IF
                                                                                                      ",\"for\":" NAMED_IF)))) ",\"purchasings\":" LIST(OBJECT("\"id\":" ID
                                                                                                                                                               ",\"account\":" NAMED
                                                                                                                                                               ",\"category\":{\"type\":\"string\"},"
                                                                                                                                                               "\"mode\":{\"enum\":[\"central\",\"regional\",\"local\"]},\"centre\":" NAMED_IF ",\"since\":" DAY_IF ",\"known_from\":{\"enum\":[\"data\",\"judgement\"]}")) ",\"bonds\":" LIST(OBJECT("\"account\":" NAMED ",\"parent\":" NAMED ",\"holds\":{\"type\":\"boolean\"}," TIE)) ",\"stays\":" LIST(OBJECT("\"account\":" NAMED
                                                                                                                                                                                                                                                                                                                                                                                                                                                                     ",\"from\":" DAY_IF
                                                                                                                                                                                                                                                                                                                                                                                                                                                                     ",\"to\":" DAY_IF)) ",\"events\":" LIST(OBJECT("\"day\":" DAY_IF
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                    ",\"event\":{\"enum\":[\"joined\",\"left\"]},\"account\":" NAMED
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                    ",\"units\":" INTEGER ",\"from_group\":" NAMED_IF ",\"to_group\":" NAMED_IF)) "}}";

static const char suggestion_answer[] =
    "{\"type\":\"object\",\"required\":[\"total\",\"items\",\"next_offset\"],\"properties\":{\"total\":" INTEGER
    ",\"next_offset\":{\"type\":[\"integer\",\"null\"]},\"items\":" LIST(OBJECT(
        "\"account\":" NAMED ",\"parent\":" NAMED ",\"alike\":" NAMED ",\"because_of\":" NAMED
        ",\"account_units\":" INTEGER ",\"parent_units\":" INTEGER
        ",\"strength\":{\"type\":\"number\"},\"pairs\":" INTEGER
        ",\"may_be_one_company\":{\"type\":\"boolean\"},\"evidence\":" LIST(OBJECT(
            "\"kind\":{\"enum\":[\"payer\",\"tax_number\",\"company_number\",\"name\",\"domain\","
            "\"address\",\"phone\"]},\"value\":{\"type\":\"string\"},\"strength\":{\"type\":\"number\"}")))) "}}";

static const char accept_body[] =
    "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"account_id\",\"parent_id\"],\"properties\":{"
    "\"account_id\":" ID ",\"parent_id\":" ID ",\"alike_id\":" ID ",\"because_of_id\":" ID
    ",\"kind\":{\"enum\":[\"owns\",\"controls\",\"franchise\",\"buying_association\"]},\"share\":" TEXT_IF
    ",\"bought_on\":" DAY_IF ",\"note\":" TEXT_IF "}}";

static const char refuse_body[] =
    "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"account_id\",\"other_id\"],\"properties\":{"
    "\"account_id\":" ID ",\"other_id\":" ID ",\"reason\":" TEXT_IF "}}";

const KamRoute kam_api_routes_groups[] = {
    { KAM_GET, "/api/v1/groups", KAM_PERM_BUSINESS_READ, KAM_RUN_PAGE, 200, list_groups,
      .summary = "List the groups of companies that have units in view, with what they bring",
      .answer_schema = list_answer, .parameters = list_parameters, .reads_parameters = TRUE, .also = { 400 } },
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
    { KAM_GET, "/api/v1/groups/{id}", KAM_PERM_BUSINESS_READ, KAM_RUN_PAGE, 200, show_group,
      .summary = "Say of the group of an account: its tree, what each unit brings, who holds it, who came and left",
      .answer_schema = one_answer, .parameters = one_parameters, .reads_parameters = TRUE, .also = { 400 } },
    { 0 },
};
