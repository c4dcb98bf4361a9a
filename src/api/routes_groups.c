/* Groups of companies: the list, and one of them. */
#include "api/api.h"
#include "api/figures_questions.h"
#include "api/record_handlers.h"
#include "record/scope.h"
#include "service/groups/group_figures.h"

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
    KamWork work = kam_record_work(request);
    gboolean is_right;
    KamJson json;

    kam_figures_reading_init(&asking.reading, request);
    kam_figures_read_groups_at(&asking.reading, &asking.question.groups);
    read_list(&asking);
    if (!take_question(request, reply, &asking, &is_right, error))
        return FALSE;
    if (!is_right)
        return TRUE;
    kam_reply_json(reply, &json);
    return kam_group_list_to_json(&work, kam_desk_get_shelf(request->api->desk), asking.ground,
                                  kam_desk_get_pairs(request->api->desk), &asking.question, &json, error);
}

static gboolean
show_group(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(Asking) asking = { 0 };
    gboolean is_right;
    KamJson json;

    kam_figures_reading_init(&asking.reading, request);
    kam_figures_read_groups_at(&asking.reading, &asking.question.groups);
    if (!take_question(request, reply, &asking, &is_right, error))
        return FALSE;
    if (!is_right)
        return TRUE;
    kam_reply_json(reply, &json);
    return kam_group_to_json(request->db, kam_desk_get_shelf(request->api->desk), asking.ground, &asking.question,
                             kam_request_get_id(request, 0), &json, error);
}

#define FIGURE_PARAMETERS                                                                                              \
    { "groups", "string", "who belongs to whom: today (default); then, on the day of each line; or on a day", FALSE }, \
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

/* What a list may hold stands above what holds it. */
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
#define BOOLEAN "{\"type\":\"boolean\"}"
#define PATH "{\"type\":\"string\"}"
#define OBJECT(members) "{\"type\":\"object\",\"properties\":{" members "}}"
#define LIST(members) "{\"type\":\"array\",\"items\":" OBJECT(members) "}"

#define HEAD                                                                                                           \
    "\"groups\":{\"type\":\"string\"},\"period\":{\"$ref\":\"#/components/schemas/figures_period\"},"                  \
    "\"basis\":{\"$ref\":\"#/components/schemas/figures_basis\"},\"currency\":" TEXT_IF ","                            \
    "\"currencies\":{\"$ref\":\"#/components/schemas/figures_currencies\"},"                                           \
    "\"source\":{\"$ref\":\"#/components/schemas/source\"}"
#define GROUP                                                                                                          \
    "\"group\":" NAMED ",\"members\":" INTEGER ",\"is_whole\":" BOOLEAN ",\"net\":" MONEY ",\"before\":" MONEY_IF      \
    ",\"change\":" MONEY_IF ",\"change_rate\":" NUMBER_IF ",\"share\":" NUMBER_IF ",\"opens_to\":" PATH
#define TIE                                                                                                            \
    "\"kind\":{\"enum\":[\"owns\",\"controls\",\"franchise\",\"buying_association\"]},\"share\":" TEXT_IF              \
    ",\"from\":" DAY_IF ",\"to\":" DAY_IF ",\"membership_id\":" ID
#define OWNER "\"account\":" NAMED ",\"leads\":" BOOLEAN "," TIE
#define UNIT                                                                                                           \
    "\"account\":" NAMED ",\"parent_id\":" TEXT_IF ",\"depth\":" INTEGER ",\"below\":" INTEGER ",\"city\":" TEXT_IF    \
    ",\"region\":" TEXT_IF ",\"manager\":" PERSON_IF ",\"net\":" MONEY ",\"before\":" MONEY_IF ",\"rolled_up\":" MONEY \
    ",\"rolled_up_before\":" MONEY_IF ",\"rolled_up_opens_to\":" TEXT_IF ",\"opens_to\":" PATH                         \
    ",\"owners\":" LIST(OWNER)
#define MEMBERSHIP                                                                                                     \
    "\"account\":" NAMED ",\"parent\":" NAMED ",\"holds\":" BOOLEAN ",\"leads\":" BOOLEAN ",\"evidence\":" TEXT_IF     \
    "," TIE
#define ROLE                                                                                                           \
    "\"id\":" ID ",\"account\":" NAMED                                                                                 \
    ",\"role\":{\"enum\":[\"decides\",\"frames\",\"orders\",\"receives\",\"pays\"]},\"category\":" TEXT_IF             \
    ",\"for\":" NAMED_IF ",\"from\":" DAY_IF ",\"until\":" DAY_IF ",\"holds\":" BOOLEAN
#define PURCHASING                                                                                                     \
    "\"id\":" ID ",\"account\":" NAMED ",\"category\":{\"type\":\"string\"},"                                          \
    "\"mode\":{\"enum\":[\"central\",\"regional\",\"local\"]},\"centre\":" NAMED_IF ",\"since\":" DAY_IF               \
    ",\"known_from\":{\"enum\":[\"data\",\"judgement\"]}"
#define STAY "\"account\":" NAMED ",\"from\":" DAY_IF ",\"to\":" DAY_IF
#define EVENT                                                                                                          \
    "\"day\":{\"type\":\"string\",\"format\":\"date\"},\"event\":{\"enum\":[\"joined\",\"left\"]},\"account\":" NAMED  \
    ",\"units\":" INTEGER ",\"from_group\":" NAMED_IF ",\"to_group\":" NAMED_IF
#define SUMS "\"groups\":" MONEY ",\"all\":" MONEY ",\"share\":" NUMBER_IF
#define KNOWN                                                                                                          \
    "\"manager\":" PERSON_IF ",\"bonds\":" INTEGER ",\"suggestions\":" INTEGER ",\"roles\":" INTEGER                   \
    ",\"purchasings\":" INTEGER

static const char list_answer[] =
    "{\"type\":\"object\",\"required\":[\"groups\",\"total\",\"items\",\"next_offset\",\"sums\",\"source\"],"
    "\"properties\":{" HEAD ",\"total\":" INTEGER ",\"next_offset\":{\"type\":[\"integer\",\"null\"]},"
    "\"sums\":" OBJECT(SUMS) ",\"items\":" LIST(GROUP "," KNOWN) "}}";

#define WHOLE                                                                                                          \
    HEAD "," GROUP ",\"units\":" LIST(UNIT) ",\"memberships\":" LIST(MEMBERSHIP) ",\"roles\":" LIST(                   \
        ROLE) ",\"purchasings\":" LIST(PURCHASING) ",\"stays\":" LIST(STAY) ",\"events\":" LIST(EVENT)

static const char one_answer[] =
    "{\"type\":\"object\",\"required\":[\"groups\",\"group\",\"units\",\"memberships\",\"roles\",\"purchasings\",\"stays\","
    "\"events\",\"source\"],\"properties\":{" WHOLE "}}";

const KamRoute kam_api_routes_groups[] = {
    { KAM_GET, "/api/v1/groups", KAM_PERM_BUSINESS_READ, KAM_RUN_PAGE, 200, list_groups,
      .summary = "List the groups of companies that have units in view, with what they bring",
      .answer_schema = list_answer, .parameters = list_parameters, .reads_parameters = TRUE, .also = { 400 } },
    { KAM_GET, "/api/v1/groups/{id}", KAM_PERM_BUSINESS_READ, KAM_RUN_PAGE, 200, show_group,
      .summary = "Say of the group of an account: its tree, what each unit brings, who holds it, who came and left",
      .answer_schema = one_answer, .parameters = one_parameters, .reads_parameters = TRUE, .also = { 400 } },
    { 0 },
};
