/* Sales as they were invoiced: the lines, page by page, and their sums in any grouping. */
#include <string.h>

#include "api/api.h"
#include "api/query.h"
#include "base/error.h"
#include "record/scope.h"
#include "service/figures/sales_lines.h"

extern const KamRoute kam_api_routes_sales[];

/* What both paths read: which sales, and how many rows. */
typedef struct {
    KamRequest *request;
    KamFaults faults;
    KamSalesFilter filter;
    gint64 limit;
} Reading;

static void
reading_init(Reading *reading, KamRequest *request, gint64 default_limit)
{
    *reading = (Reading) { .request = request, .limit = default_limit };
    kam_faults_init(&reading->faults);
    kam_request_check_parameters(request, &reading->faults);
    kam_sales_filter_init(&reading->filter);
}

static void
reading_clear(Reading *reading)
{
    kam_faults_clear(&reading->faults);
    kam_sales_filter_clear(&reading->filter);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reading, reading_clear)

static void
read_filter(Reading *reading)
{
    const char *const *names = kam_sales_filter_names();

    for (guint i = 0; names[i] != NULL; i++) {
        g_autofree char *text = kam_request_dup_parameter(reading->request, names[i]);
        g_autofree char *wrong = text == NULL ? NULL : kam_sales_filter_set(&reading->filter, names[i], text);

        if (wrong != NULL)
            kam_faults_add(&reading->faults, names[i], "invalid", "%s %s", names[i], wrong);
    }
    if (reading->filter.is_below && (!reading->filter.has_group || reading->filter.group_id == 0))
        kam_faults_add(&reading->faults, "depth", "invalid",
                       "depth takes below together with group, the company that all of it is below");
    else if (reading->filter.is_below)
        reading->filter.groups.below_id = reading->filter.group_id;
    if (reading->filter.from_day != KAM_DAY_NONE && reading->filter.until_day != KAM_DAY_NONE &&
        reading->filter.from_day > reading->filter.until_day)
        kam_faults_add(&reading->faults, "until", "invalid",
                       "until ends the period before it begins; swap from and until");
}

static void
read_limit(Reading *reading, gint64 max)
{
    g_autofree char *text = kam_request_dup_parameter(reading->request, "limit");
    gint64 limit;

    /* Whether it is a number at all has been told. */
    if (text == NULL || !g_ascii_string_to_signed(text, 10, G_MININT64, G_MAXINT64, &limit, NULL))
        return;
    reading->limit = limit;
    if (limit < 1 || limit > max)
        kam_faults_add(&reading->faults, "limit", "invalid",
                       "limit does not know '%s'; it takes 1 to %" G_GINT64_FORMAT, text, max);
}

/* The text stays the caller's. */
static const char *
read_cursor(Reading *reading, const char *text)
{
    if (text != NULL && !kam_sales_lines_is_cursor(text))
        kam_faults_add(&reading->faults, "cursor", "invalid",
                       "cursor does not know '%s'; it takes 'next' of the page before", text);
    return text;
}

static gint64
read_id(Reading *reading, const char *name)
{
    g_autofree char *text = kam_request_dup_parameter(reading->request, name);
    gint64 id = 0;

    if (text != NULL && !g_ascii_string_to_signed(text, 10, 1, G_MAXINT64, &id, NULL))
        kam_faults_add(&reading->faults, name, "invalid", "%s '%s' is no id", name, text);
    return id;
}

static gboolean
sees_margins(const KamRequest *request)
{
    return kam_policy_class_access(request->actor, KAM_MARGIN) != KAM_NO_ACCESS;
}

static gboolean
check_commercial(const KamRequest *request, GError **error)
{
    if (kam_policy_class_access(request->actor, KAM_COMMERCIAL) != KAM_NO_ACCESS)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED, "your role does not see sales");
    return FALSE;
}

/* FALSE: the reply holds every fault. */
static gboolean
is_right(const Reading *reading, KamReply *reply)
{
    if (reading->faults.n_errors == 0)
        return TRUE;
    kam_reply_problem(reply, reading->request, 400, "the question cannot be asked like this; see errors",
                      &reading->faults);
    return FALSE;
}

/* --- lines --- */

/* Costs are lacking for those alone who would see them. */
static void
read_lacks(Reading *reading, KamLineQuestion *question, gboolean *lacks_rate)
{
    g_autofree char *text = kam_request_dup_parameter(reading->request, "lacks");

    if (text == NULL)
        return;
    question->lacks_cost = strcmp(text, "cost") == 0;
    *lacks_rate = strcmp(text, "rate") == 0;
    if (question->lacks_cost && !question->with_margin)
        kam_faults_add(&reading->faults, "lacks", "denied", "lacks of costs is not for your role");
    else if (!question->lacks_cost && !*lacks_rate)
        kam_faults_add(&reading->faults, "lacks", "invalid", "lacks does not know '%s'; it takes cost or rate", text);
}

/* The ground in the currency that is asked for; one that cannot be had is a fault. */
static KamGround *
take_ground(Reading *reading, GError **error)
{
    g_autofree char *currency = kam_request_dup_parameter(reading->request, "currency");
    KamDesk *desk = reading->request->api->desk;
    g_autoptr(KamGround) ground = kam_desk_get_ground(desk, reading->request->db, error);
    g_autoptr(GError) wrong = NULL;
    KamGround *converted;

    if (ground == NULL || (converted = kam_desk_convert(desk, ground, currency, &wrong)) != NULL)
        return ground == NULL ? NULL : converted;
    if (!g_error_matches(wrong, KAM_ERROR, KAM_ERROR_INVALID)) {
        g_propagate_error(error, g_steal_pointer(&wrong));
        return NULL;
    }
    kam_faults_add(&reading->faults, "currency", "invalid", "%s", wrong->message);
    return g_steal_pointer(&ground);
}

/* The currency of the facts, which the ground knows, and the one that they are turned into. */
static gboolean
find_currencies(Reading *reading, KamGround **ground, KamLineQuestion *question, GError **error)
{
    *ground = take_ground(reading, error);
    if (*ground == NULL)
        return FALSE;
    question->lacks_rate_to = kam_ground_get_facts(kam_ground_get_home(*ground))->currency;
    question->then_into = kam_ground_get_facts(*ground)->currency;
    return TRUE;
}

static void
check_currency(Reading *reading, gboolean lacks_rate)
{
    g_autofree char *currency = kam_request_dup_parameter(reading->request, "currency");

    if (currency != NULL && !lacks_rate)
        kam_faults_add(&reading->faults, "currency", "invalid",
                       "currency goes with lacks=rate alone; lines are in the currency of their document");
}

/* Whose lines, of which days, make a group that is not one of today. */
static gboolean
find_spans(KamRequest *request, KamLineQuestion *question, GArray **spans, GArray **ids, GError **error)
{
    const KamSalesFilter *filter = &question->filter;
    g_autoptr(KamGround) ground = NULL;
    const KamFacts *facts;

    if (!filter->has_group || filter->group_id == 0 || kam_groups_at_is_default(&filter->groups))
        return TRUE;
    ground = kam_desk_get_ground(request->api->desk, request->db, error);
    if (ground == NULL)
        return FALSE;
    facts = kam_ground_get_facts(ground);
    *spans = kam_groups_at_list(&filter->groups, facts, kam_facts_find_account(facts, filter->group_id), error);
    if (*spans == NULL)
        return FALSE;
    if ((*spans)->len > KAM_LINES_MAX_SPANS) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE, "the group has more than %d members; ask for one of them",
                    KAM_LINES_MAX_SPANS);
        return FALSE;
    }
    *ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    for (guint i = 0; i < (*spans)->len; i++) {
        guint32 account = g_array_index(*spans, KamGroupSpan, i).account;

        g_array_append_val(*ids, g_array_index(facts->accounts, KamFactAccount, account).id);
    }
    question->spans = *spans;
    question->span_ids = *ids;
    return TRUE;
}

static gboolean
list_lines(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(Reading) reading = { 0 };
    g_autofree char *cursor = kam_request_dup_parameter(request, "cursor");
    g_autoptr(KamQuery) view = NULL;
    g_autoptr(KamGround) ground = NULL;
    g_autoptr(GArray) spans = NULL, span_ids = NULL;
    gboolean lacks_rate = FALSE;
    KamLineQuestion question = { .with_margin = sees_margins(request) };
    KamJson json;

    reading_init(&reading, request, KAM_LINES_DEFAULT_LIMIT);
    read_filter(&reading);
    read_limit(&reading, KAM_LINES_MAX_LIMIT);
    question.cursor = read_cursor(&reading, cursor);
    question.document_id = read_id(&reading, "document");
    question.batch_id = read_id(&reading, "batch");
    read_lacks(&reading, &question, &lacks_rate);
    check_currency(&reading, lacks_rate);
    if (!is_right(&reading, reply))
        return TRUE;
    if (!check_commercial(request, error) || (lacks_rate && !find_currencies(&reading, &ground, &question, error)))
        return FALSE;
    if (!is_right(&reading, reply))
        return TRUE;
    view = kam_scope_accounts(request->actor);
    question.filter = reading.filter;
    if (!find_spans(request, &question, &spans, &span_ids, error))
        return FALSE;
    question.limit = (guint)reading.limit;
    question.view = view;
    kam_reply_json(reply, &json);
    return kam_sales_lines_to_json(request->db, &question, &json, error);
}

/* --- sums --- */

static void
read_groups(Reading *reading, KamSumQuestion *question)
{
    g_autofree char *text = kam_request_dup_parameter(reading->request, "group_by");
    g_auto(GStrv) words = g_strsplit(text != NULL ? text : "", ",", -1);

    /* That it is missing has been told. */
    if (text != NULL && words[0] == NULL)
        kam_faults_add(&reading->faults, "group_by", "invalid", "group_by is empty; it takes one or two words");
    for (guint i = 0; words[i] != NULL; i++) {
        KamSumBy by = kam_sum_by_from_name(words[i]);

        if (by == KAM_SUM_BY_N)
            kam_faults_add(&reading->faults, "group_by", "invalid",
                           "group_by does not know '%s'; it takes one or two of account, group, product, category, "
                           "month, quarter, year, manager, region, divided by a comma",
                           words[i]);
        else if (question->n_by == KAM_SUMS_MAX_DIMENSIONS || (question->n_by == 1 && question->by[0] == by))
            kam_faults_add(&reading->faults, "group_by", "invalid", "group_by takes one or two different words");
        else
            question->by[question->n_by++] = by;
    }
}

static gboolean
is_of_margin(KamSumOrder order)
{
    return order == KAM_SUM_ORDER_COST || order == KAM_SUM_ORDER_MARGIN;
}

/* "net.desc", "key"; times come in their order and everything else by size unless told. */
static void
read_order(Reading *reading, KamSumQuestion *question)
{
    g_autofree char *text = kam_request_dup_parameter(reading->request, "order");
    /* An empty text splits into no word at all; "?" is one that is not known. */
    g_auto(GStrv) words = g_strsplit(text != NULL && text[0] != '\0' ? text : "?", ".", 2);
    gboolean is_time =
        question->n_by > 0 && (question->by[0] == KAM_SUM_BY_MONTH || question->by[0] == KAM_SUM_BY_QUARTER ||
                               question->by[0] == KAM_SUM_BY_YEAR);

    question->order = text != NULL ? kam_sum_order_from_name(words[0])
                      : is_time    ? KAM_SUM_ORDER_KEY
                                   : KAM_SUM_ORDER_NET;
    question->ascending = question->order == KAM_SUM_ORDER_KEY;
    if (text == NULL)
        return;
    if (words[1] != NULL)
        question->ascending = strcmp(words[1], "asc") == 0;
    if (question->order == KAM_SUM_ORDER_N ||
        (words[1] != NULL && strcmp(words[1], "asc") != 0 && strcmp(words[1], "desc") != 0))
        kam_faults_add(&reading->faults, "order", "invalid",
                       "order does not know '%s'; it takes net, lines, credits, quantity, cost, margin or key, then "
                       ".asc or .desc",
                       text);
    else if (is_of_margin(question->order) && !question->with_margin)
        kam_faults_add(&reading->faults, "order", "denied", "order by costs and margins is not for your role");
}

static gboolean
sum_up(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(Reading) reading = { 0 };
    KamSumQuestion question = { .with_margin = sees_margins(request) };
    g_autoptr(KamGround) ground = NULL;
    g_autoptr(GArray) view = NULL;
    g_autoptr(GBytes) answer = NULL;

    reading_init(&reading, request, KAM_SUMS_DEFAULT_LIMIT);
    read_filter(&reading);
    read_limit(&reading, KAM_SUMS_MAX_LIMIT);
    read_groups(&reading, &question);
    read_order(&reading, &question);
    if (!is_right(&reading, reply))
        return TRUE;
    if (!check_commercial(request, error) || (ground = take_ground(&reading, error)) == NULL)
        return FALSE;
    if (!is_right(&reading, reply))
        return TRUE;
    if (!kam_scope_list_accounts(request->db, request->actor, &view, error))
        return FALSE;
    question.filter = reading.filter;
    question.limit = (guint)reading.limit;
    question.view = view;
    answer = kam_desk_sum(request->api->desk, ground, &question, error);
    if (answer == NULL)
        return FALSE;
    g_string_append_len(reply->body, g_bytes_get_data(answer, NULL), (gssize)g_bytes_get_size(answer));
    return TRUE;
}

#define FILTER_PARAMETERS                                                                                              \
    { "account", "string", "of this account; 0: lines without one", FALSE },                                           \
        { "group", "string", "of this group, by the id of its head", FALSE },                                          \
        { "groups", "string", "what a group is: today (default); then, on the day of each line; or on a day", FALSE }, \
        { "depth", "string",                                                                                           \
          "of groups: steps below the head that are told apart; 0, the head, without it; below, with group: that "     \
          "company with all below it, wherever it stands",                                                             \
          FALSE },                                                                                                     \
        { "product", "string", "of this product; 0: lines without one", FALSE },                                       \
        { "manager", "string", "of accounts that this person manages; 0: that nobody does", FALSE },                   \
        { "category", "string", "of products of this category; empty: of none", FALSE },                               \
        { "region", "string", "of accounts in this region; empty: in none", FALSE },                                   \
        { "basis", "string", "all (default), products, without charges, or invoiced, without credits", FALSE },        \
        { "from", "string", "from this day on, such as 2026-03-31", FALSE },                                           \
    {                                                                                                                  \
        "until", "string", "up to this day, it included", FALSE                                                        \
    }

static const KamParameter line_parameters[] = {
    FILTER_PARAMETERS,
    { "document", "string", "of this document", FALSE },
    { "batch", "string", "that this import wrote", FALSE },
    { "lacks", "string", "cost: products whose cost is not known; rate: in other currencies that no rate converts",
      FALSE },
    { "currency", "string", "with lacks=rate: lines that no rate turns into this one", FALSE },
    { "limit", "integer", "lines a page, 1 to 1000; 100 without it", FALSE },
    { "cursor", "string", "next of the page before", FALSE },
    { 0 },
};

static const KamParameter sum_parameters[] = {
    { "group_by", "string", "one or two of account, group, product, category, month, quarter, year, manager, region",
      TRUE },
    FILTER_PARAMETERS,
    { "currency", "string", "the firm's (default), or one that the table of rates has a rate for", FALSE },
    { "order", "string", "net, lines, credits, quantity, cost, margin or key, then .asc or .desc", FALSE },
    { "limit", "integer", "rows at most, 1 to 10000; 100 without it; the others are summed in rest", FALSE },
    { 0 },
};

#define MONEY "{\"anyOf\":[{\"$ref\":\"#/components/schemas/money\"},{\"type\":\"null\"}]}"
#define NAMED                                                                                                          \
    "{\"type\":[\"object\",\"null\"],\"properties\":{\"id\":{\"type\":\"string\"},"                                    \
    "\"number\":{\"type\":[\"string\",\"null\"]},\"name\":{\"type\":[\"string\",\"null\"]}}}"
#define TIME                                                                                                           \
    "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"},\"from\":{\"type\":\"string\"},"              \
    "\"to\":{\"type\":\"string\"},\"whole\":{\"type\":\"boolean\"}}}"
#define SUM                                                                                                            \
    "\"net\":" MONEY ",\"credits\":" MONEY ",\"quantity\":{\"type\":\"string\"},\"lines\":{\"type\":\"integer\"},"     \
    "\"cost\":" MONEY ",\"costed_net\":" MONEY ",\"margin\":" MONEY                                                    \
    ",\"margin_rate\":{\"type\":[\"number\",\"null\"]}"

static const char lines_schema[] =
    "{\"type\":\"object\",\"required\":[\"items\",\"next\"],\"properties\":{\"next\":{\"type\":[\"string\",\"null\"]},"
    "\"items\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"account\",\"day\",\"document\",\"net\"],"
    "\"properties\":{\"account\":" NAMED ",\"day\":{\"type\":\"string\",\"format\":\"date\"},\"document\":{"
    "\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\"},\"number\":{\"type\":[\"string\",\"null\"]},"
    "\"is_credit\":{\"type\":\"boolean\"}}},\"position\":{\"type\":\"integer\"},\"product\":" NAMED
    ",\"quantity\":{\"type\":\"string\"},\"net\":" MONEY ",\"discount\":" MONEY ",\"cost\":" MONEY
    ",\"batch_id\":{\"type\":\"string\"},\"source_row\":{\"type\":\"integer\"}}}}}}";

static const char sums_schema[] =
    "{\"type\":\"object\",\"required\":[\"group_by\",\"period\",\"basis\",\"currency\",\"total\",\"rows\",\"items\","
    "\"rest\",\"source\"],\"properties\":{\"group_by\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}},"
    "\"period\":{\"type\":\"object\"},\"basis\":{\"type\":\"object\"},\"currency\":{\"type\":[\"string\",\"null\"]},"
    "\"lines_without_rate\":{\"type\":\"integer\"},\"rows\":{\"type\":\"integer\"},\"total\":{\"type\":\"object\","
    "\"properties\":{" SUM
    ",\"opens_to\":{\"type\":\"string\"}}},\"rest\":{\"type\":[\"object\",\"null\"],\"properties\":{"
    "\"rows\":{\"type\":\"integer\"}," SUM "}},\"source\":{\"$ref\":\"#/components/schemas/source\"},"
    "\"items\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"net\",\"lines\",\"opens_to\"],"
    "\"properties\":{\"account\":" NAMED ",\"group\":" NAMED ",\"product\":" NAMED ",\"category\":" NAMED
    ",\"manager\":" NAMED ",\"region\":" NAMED ",\"month\":" TIME ",\"quarter\":" TIME ",\"year\":" TIME "," SUM
    ",\"share\":{\"type\":[\"number\",\"null\"]},\"year_before_to_same_date\":{\"type\":[\"object\",\"null\"],"
    "\"properties\":{\"from\":{\"type\":\"string\"},\"to\":{\"type\":\"string\"},\"net\":" MONEY
    "}},\"opens_to\":{\"type\":\"string\"}}}}}}";

const KamRoute kam_api_routes_sales[] = {
    { KAM_GET, "/api/v1/sales/lines", KAM_PERM_BUSINESS_READ, KAM_RUN_PAGE, 200, list_lines,
      .summary = "List invoice lines of the accounts in view", .answer_schema = lines_schema,
      .parameters = line_parameters, .reads_parameters = TRUE, .also = { 400 } },
    { KAM_GET, "/api/v1/sales/sums", KAM_PERM_BUSINESS_READ, KAM_RUN_PAGE, 200, sum_up,
      .summary = "Sum the sales of the accounts in view, in one or two groupings", .answer_schema = sums_schema,
      .parameters = sum_parameters, .reads_parameters = TRUE, .also = { 400 } },
    { 0 },
};
