/* The numbers that pages show: the table of accounts, the overview, one account. */
#include <string.h>

#include "api/api.h"
#include "api/figures_export.h"
#include "base/error.h"
#include "domain/types.h"
#include "record/scope.h"
#include "service/figures/account_agreements.h"
#include "service/figures/account_companies.h"
#include "service/figures/account_figures.h"

extern const KamRoute kam_api_routes_figures[];

/* --- the table of accounts --- */

/* A question on the ground that it is asked of. */
typedef struct {
    KamGround *ground;
    GArray *view; /* NULL: all accounts */
    KamTallyQuestion tally;
} Asking;

static void
asking_clear(Asking *asking)
{
    kam_ground_unref(asking->ground);
    g_clear_pointer(&asking->view, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Asking, asking_clear)

/* Rights first, then the rest of the question. `*is_right` FALSE: the reply holds every fault. */
static gboolean
take_question(KamRequest *request, KamReply *reply, KamFiguresReading *reading, Asking *asking, gboolean *is_right,
              GError **error)
{
    kam_figures_read_groups_by(reading);
    if (!kam_figures_check_commercial(request, error))
        return FALSE;
    asking->ground = kam_desk_get_ground(request->api->desk, request->db, error);
    if (asking->ground == NULL || !kam_figures_convert(reading, &asking->ground, error))
        return FALSE;
    *is_right = kam_figures_reading_is_right(reading, reply);
    if (!*is_right)
        return TRUE;
    if (!kam_scope_list_accounts(request->db, request->actor, &asking->view, error))
        return FALSE;
    asking->tally = kam_figures_tally_question(reading, kam_ground_get_facts(asking->ground), asking->view);
    kam_desk_want_prospects(request->api->desk, asking->ground, asking->tally.by, asking->tally.basis);
    return TRUE;
}

/* The board that a question asks for; NULL with an error, or with a fault in the reply. */
static KamBoard *
get_board(KamRequest *request, KamReply *reply, KamFiguresReading *reading, KamBoardPage *page, GError **error)
{
    g_auto(Asking) asking = { 0 };
    gboolean is_right;

    if (!take_question(request, reply, reading, &asking, &is_right, error) || !is_right)
        return NULL;
    page->is_final = !kam_desk_works_ahead(request->api->desk, asking.ground);
    return kam_board_get(kam_desk_get_shelf(request->api->desk), asking.ground, &asking.tally, error);
}

static gboolean
list_accounts(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(KamFiguresReading) reading = { 0 };
    g_autoptr(KamBoard) board = NULL;
    KamBoardPage page;
    KamJson json;

    kam_figures_reading_init(&reading, request);
    kam_figures_read_page(&reading, &page);
    board = get_board(request, reply, &reading, &page, error);
    if (board == NULL)
        return reading.faults.n_errors > 0 && *error == NULL;
    kam_reply_json(reply, &json);
    kam_board_page_to_json(board, &page, &json);
    return TRUE;
}

static gboolean
export_accounts(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(KamFiguresReading) reading = { 0 };
    g_autoptr(KamBoard) board = NULL;
    KamFiguresFile file;
    KamBoardPage page;

    kam_figures_reading_init(&reading, request);
    kam_figures_read_page(&reading, &page);
    kam_figures_read_file(&reading, &file);
    board = get_board(request, reply, &reading, &page, error);
    if (board == NULL)
        return reading.faults.n_errors > 0 && *error == NULL;
    return kam_figures_send_file(request, reply, board, &page, &file, error);
}

/* --- the overview --- */

static gboolean
survey(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(KamFiguresReading) reading = { 0 };
    g_auto(Asking) asking = { 0 };
    g_autoptr(GBytes) answer = NULL;
    KamOverviewQuestion question = { .with_margin = kam_figures_sees_margins(request) };
    gboolean is_right;

    kam_figures_reading_init(&reading, request);
    question.has_manager = kam_figures_read_id(&reading, "manager", &question.manager_id);
    if (!take_question(request, reply, &reading, &asking, &is_right, error))
        return FALSE;
    if (!is_right)
        return TRUE;
    question.tally = asking.tally;
    question.likely_duplicates = asking.view == NULL ? kam_desk_get_likely_duplicates(request->api->desk) : -1;
    answer = kam_desk_overview(request->api->desk, asking.ground, &question, error);
    if (answer == NULL)
        return FALSE;
    g_string_append_len(reply->body, g_bytes_get_data(answer, NULL), (gssize)g_bytes_get_size(answer));
    return TRUE;
}

/* --- one account --- */

static gboolean
check_sees_account(const KamRequest *request, gint64 id, GError **error)
{
    const KamRecordType *type = kam_record_type_find(request->api->types, "account");
    gboolean sees = FALSE;

    if (!kam_scope_sees(request->db, request->actor, request->api->types, type, id, &sees, error))
        return FALSE;
    if (!sees)
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "there is no account '%s' in view", request->values[0]);
    return sees;
}

/* An account alone, whose place is among all of the firm, so that the view ends at it; or with what is below it and in
 * view. */
static gboolean
take_account_rows(KamRequest *request, const KamGround *ground, KamAccountQuestion *question, GArray **view,
                  GError **error)
{
    guint32 account = kam_ground_find_account(ground, question->account_id);
    KamTallyQuestion *tally = &question->tally;

    if (!tally->by.is_group || account == KAM_NO_INDEX)
        return TRUE;
    if (!kam_account_rows_with_companies(ground, account, &tally->by.at, &tally->by, error) ||
        !kam_scope_list_accounts(request->db, request->actor, view, error))
        return FALSE;
    tally->view = *view;
    return TRUE;
}

static gboolean
show_account(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(KamFiguresReading) reading = { 0 };
    g_autoptr(KamGround) ground = NULL;
    g_autoptr(GArray) view = NULL;
    KamAccountQuestion question = { .account_id = kam_request_get_id(request, 0),
                                    .with_margin = kam_figures_sees_margins(request) };
    KamJson json;

    kam_figures_reading_init(&reading, request);
    kam_figures_read_groups_by(&reading);
    question.months =
        kam_figures_read_number(&reading, "months", 1, KAM_ACCOUNT_MAX_MONTHS, KAM_ACCOUNT_DEFAULT_MONTHS);
    question.limit =
        kam_figures_read_number(&reading, "limit", 1, KAM_ACCOUNT_MAX_PRODUCTS, KAM_ACCOUNT_DEFAULT_PRODUCTS);
    if (!kam_figures_check_commercial(request, error) || !check_sees_account(request, question.account_id, error) ||
        (ground = kam_desk_get_ground(request->api->desk, request->db, error)) == NULL ||
        !kam_figures_convert(&reading, &ground, error))
        return FALSE;
    if (!kam_figures_reading_is_right(&reading, reply))
        return TRUE;
    question.tally = kam_figures_tally_question(&reading, kam_ground_get_facts(ground), NULL);
    if (!take_account_rows(request, ground, &question, &view, error))
        return FALSE;
    kam_desk_want_prospects(request->api->desk, ground, question.tally.by, question.tally.basis);
    kam_reply_json(reply, &json);
    return kam_account_figures_to_json(kam_desk_get_shelf(request->api->desk), ground, &question, &json, error);
}

static gboolean
read_as_of(KamRequest *request, gint32 *day, GError **error)
{
    g_autofree char *text = kam_request_dup_parameter(request, "as_of");

    *day = text == NULL ? KAM_DAY_NONE : kam_day_parse(text, strlen(text), KAM_DATE_YMD);
    if (text == NULL || *day != KAM_DAY_NONE)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "as_of does not know '%s'; it takes a day such as 2026-03-31", text);
    return FALSE;
}

static gboolean
show_agreements(KamRequest *request, KamReply *reply, GError **error)
{
    KamAccountAgreementsQuestion question = { .account_id = kam_request_get_id(request, 0),
                                              .today = request->actor->today };
    g_autoptr(KamGround) ground = NULL;
    KamJson json;

    if (!kam_figures_check_commercial(request, error) || !check_sees_account(request, question.account_id, error) ||
        !read_as_of(request, &question.as_of_day, error) ||
        (ground = kam_desk_get_ground(request->api->desk, request->db, error)) == NULL)
        return FALSE;
    kam_reply_json(reply, &json);
    return kam_account_agreements_to_json(request->db, ground, &question, &json, error);
}

#define PERIOD_PARAMETERS                                                                                              \
    { "period", "string", "last12 (default), the last twelve whole months; year, the last whole year; ytd; all",       \
      FALSE },                                                                                                         \
        { "from", "string", "from this day on, such as 2026-03-31, instead of period", FALSE },                        \
        { "until", "string", "up to this day, it included", FALSE },                                                   \
        { "basis", "string", "products (default), without charges; all; or invoiced, without credits", FALSE },        \
    {                                                                                                                  \
        "currency", "string", "the firm's (default), or one that the table of rates has a rate for", FALSE             \
    }

#define ROW_PARAMETERS                                                                                                 \
    { "by", "string", "account (default) or group", FALSE },                                                           \
        { "groups", "string", "with by=group: today (default); then, on the day of each line; or on a day", FALSE },   \
    {                                                                                                                  \
        "depth", "integer", "with by=group: steps below the head that are told apart; 0, the head, without it", FALSE  \
    }

#define TABLE_PARAMETERS                                                                                               \
    PERIOD_PARAMETERS, ROW_PARAMETERS,                                                                                 \
        { "q", "string", "words that begin words of name, number, tax number, city, region or country", FALSE },       \
        { "manager", "string", "of accounts that this person manages; 0: that nobody does", FALSE },                   \
        { "group", "string", "of this group, by the id of its head; 0: of those that are below no head", FALSE },      \
        { "country", "string", "in this country, as written; empty: in none", FALSE },                                 \
        { "region", "string", "in this region; empty: in none", FALSE },                                               \
        { "city", "string", "in this city; empty: in none", FALSE },                                                   \
        { "tier", "string", "A, B, C and none, divided by commas", FALSE },                                            \
        { "silent", "boolean", "silent for longer than is usual for it, or not", FALSE },                              \
        { "days_silent_from", "integer", "whose last purchase is this many days ago or more", FALSE },                 \
        { "days_silent_to", "integer", "whose last purchase is this many days ago or less", FALSE },                   \
        { "alive_below", "number", "whose chance of still buying is below this, 0 to 1", FALSE },                      \
        { "change_from", "number", "whose net changed by this rate or more; 0.2 is a fifth more than before", FALSE }, \
        { "change_to", "number", "whose net changed by this rate or less; -0.2 is a fifth less than before", FALSE },  \
        { "net_from", "string", "whose net is this or more", FALSE },                                                  \
        { "net_to", "string", "whose net is this or less", FALSE },                                                    \
        { "order", "string",                                                                                           \
          "one to three columns, such as net.desc.nullslast,name; the largest net first without it", FALSE },          \
    {                                                                                                                  \
        "months", "integer", "months of the trend, 1 to 60; 24 without it", FALSE                                      \
    }

static const KamParameter account_parameters[] = {
    TABLE_PARAMETERS,
    { "limit", "integer", "rows a page, 1 to 500; 100 without it", FALSE },
    { "offset", "integer", "rows before the page; 0 without it", FALSE },
    { 0 },
};

static const KamParameter export_parameters[] = {
    TABLE_PARAMETERS,
    { "format", "string", "csv (default) or xlsx", FALSE },
    { "lang", "string", "of the headings and numbers: en (default), sr or sr-Cyrl", FALSE },
    { "columns", "string", "columns of the table divided by commas, in their order; trend is one for each month",
      FALSE },
    { 0 },
};

static const KamParameter overview_parameters[] = {
    PERIOD_PARAMETERS,
    ROW_PARAMETERS,
    { "manager", "string", "of accounts that this person manages; 0: that nobody does", FALSE },
    { 0 },
};

static const KamParameter one_parameters[] = {
    PERIOD_PARAMETERS,
    { "by", "string", "account (default), alone; or group, with the companies below it", FALSE },
    { "groups", "string", "with by=group, which companies: today (default); then, on the day of each line; or on a day",
      FALSE },
    { "months", "integer", "months of sales, 1 to 120; 24 without it", FALSE },
    { "limit", "integer", "products at most, 1 to 10000; 100 without it", FALSE },
    { 0 },
};

static const KamParameter agreements_parameters[] = {
    { "as_of", "string", "as they were known on this day; without it the last day of the invoices", FALSE },
    { 0 },
};

#define DAY_OR_NULL "{\"type\":[\"string\",\"null\"],\"format\":\"date\"}"
#define TEXT_OR_NULL "{\"type\":[\"string\",\"null\"]}"
#define NUMBER_OR_NULL "{\"type\":[\"number\",\"null\"]}"

static const char agreements_schema[] =
    "{\"type\":\"object\",\"required\":[\"as_of\",\"contract_share\",\"contract_reason\",\"contract_end\","
    "\"contract_is_open\",\"contract_years\",\"items\"],\"properties\":{\"as_of\":{\"type\":\"string\",\"format\":"
    "\"date\"},\"contract_share\":" NUMBER_OR_NULL ",\"contract_reason\":{\"enum\":[\"no_agreements\","
    "\"nothing_bought\",null]},\"contract_end\":" DAY_OR_NULL ",\"contract_is_open\":{\"type\":\"boolean\"},"
    "\"contract_years\":" NUMBER_OR_NULL ",\"items\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":"
    "[\"id\",\"number\",\"name\",\"kind\",\"category\",\"state\",\"signed_on\",\"starts_on\",\"ends_on\",\"is_open\","
    "\"is_renewed\",\"days_left\",\"notice_by\"],\"properties\":{\"id\":{\"type\":\"string\"},\"number\":" TEXT_OR_NULL
    ",\"name\":{\"type\":\"string\"},\"kind\":{\"type\":\"string\"},\"category\":" TEXT_OR_NULL
    ",\"state\":{\"enum\":[\"draft\",\"to_come\",\"running\",\"ended\"]},\"signed_on\":" DAY_OR_NULL
    ",\"starts_on\":{\"type\":\"string\",\"format\":\"date\"},\"ends_on\":" DAY_OR_NULL
    ",\"is_open\":{\"type\":\"boolean\"},\"is_renewed\":{\"type\":\"boolean\"},\"days_left\":{\"type\":[\"integer\","
    "\"null\"]},\"notice_by\":" DAY_OR_NULL "}}}}}";

const KamRoute kam_api_routes_figures[] = {
    { KAM_GET, "/api/v1/accounts/{id}/agreements", KAM_PERM_BUSINESS_READ, KAM_RUN_PAGE, 200, show_agreements,
      .summary = "Say what of an account's sales stands under agreements, until when, and where each agreement stands",
      .answer_schema = agreements_schema, .parameters = agreements_parameters, .reads_parameters = TRUE, .tag = "sales",
      .also = { 400 } },
    { KAM_GET, "/api/v1/accounts/{id}/figures", KAM_PERM_BUSINESS_READ, KAM_RUN_PAGE, 200, show_account,
      .summary = "Say of one account what its page shows: what matters, tier, sales, forecast, products, behaviour",
      .answer_schema = "#/components/schemas/account_figures", .parameters = one_parameters, .reads_parameters = TRUE,
      .tag = "sales", .also = { 400 } },
    { KAM_GET, "/api/v1/sales/overview", KAM_PERM_BUSINESS_READ, KAM_RUN_PAGE, 200, survey,
      .summary = "Say how sales lie over the accounts in view, who moves, who is silent, what the data lack",
      .answer_schema = "#/components/schemas/sales_overview", .parameters = overview_parameters,
      .reads_parameters = TRUE, .also = { 400 } },
    { KAM_GET, "/api/v1/sales/accounts", KAM_PERM_BUSINESS_READ, KAM_RUN_PAGE, 200, list_accounts,
      .summary = "List the accounts in view, or their groups, with their figures",
      .answer_schema = "#/components/schemas/sales_accounts", .parameters = account_parameters,
      .reads_parameters = TRUE, .also = { 400 } },
    { KAM_GET, "/api/v1/sales/accounts/export", KAM_PERM_EXPORT, KAM_RUN_SLOW, 200, export_accounts,
      .summary = "The table of accounts or groups as a file: CSV or XLSX, chosen columns of all rows",
      .answer_schema = "{\"type\":\"string\",\"format\":\"binary\"}", .answer_type = "*/*",
      .parameters = export_parameters, .reads_parameters = TRUE, .also = { 400, 413 } },
    { 0 },
};
