/* The programme of key accounts: portfolio, alerts, promises, capacity, and the yearly review. Decisions, rules,
 * entitlements and deliveries are records with routes of their own. */
#include <string.h>

#include "api/figures_questions.h"
#include "api/programme_schemas.h"
#include "api/record_handlers.h"
#include "api/tables.h"
#include "base/error.h"
#include "domain/types.h"
#include "record/scope.h"
#include "service/programme/programme_json.h"

/* --- asking ------------------------------------------------------------------------------------------------------- */

/* A question to the programme, with what it borrows. */
typedef struct {
    KamGround *ground;
    GArray *view, *also;
    KamFaults faults;
} Asking;

static void
asking_clear(Asking *asking)
{
    kam_ground_unref(asking->ground);
    g_clear_pointer(&asking->view, g_array_unref);
    g_clear_pointer(&asking->also, g_array_unref);
    kam_faults_clear(&asking->faults);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Asking, asking_clear)

static gboolean
check_strategy(const KamRequest *request, GError **error)
{
    if (kam_policy_class_access(request->actor, KAM_STRATEGY) != KAM_NO_ACCESS)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED, "your role does not see the tiers of accounts");
    return FALSE;
}

/* A day of the query; today without one. */
static gint32
read_day(const KamRequest *request, Asking *asking)
{
    g_autofree char *text = kam_request_dup_parameter(request, "as_of");
    gint32 day = text == NULL ? kam_actor_get_today(request->actor) : kam_day_parse(text, strlen(text), KAM_DATE_YMD);

    if (day == KAM_DAY_NONE)
        kam_faults_add(&asking->faults, "as_of", "invalid",
                       "as_of does not know '%s'; it takes a day such as 2026-03-31", text);
    return day;
}

/* The first day of a year of the query; that of `day` without one. */
static gint32
read_year(const KamRequest *request, Asking *asking, gint32 day)
{
    g_autofree char *text = kam_request_dup_parameter(request, "year");
    gint64 year = 0;

    if (text == NULL)
        return day;
    if (!g_ascii_string_to_signed(text, 10, 1900, 2200, &year, NULL)) {
        kam_faults_add(&asking->faults, "year", "invalid", "year does not know '%s'; it takes one from 1900 to 2200",
                       text);
        return day;
    }
    return kam_day_from_civil((int)year, 1, 1);
}

static gint64
read_id(const KamRequest *request, Asking *asking, const char *name)
{
    g_autofree char *text = kam_request_dup_parameter(request, name);
    gint64 id = 0;

    if (text != NULL && !g_ascii_string_to_signed(text, 10, 1, G_MAXINT64, &id, NULL))
        kam_faults_add(&asking->faults, name, "invalid", "%s does not know '%s'; it takes an id", name, text);
    return id;
}

/* FALSE: the reply holds every fault. */
static gboolean
is_right(KamRequest *request, KamReply *reply, Asking *asking)
{
    if (asking->faults.n_errors == 0)
        return TRUE;
    kam_reply_problem(reply, request, 400, "the question cannot be answered as it is", &asking->faults);
    return FALSE;
}

static gboolean
begin(KamRequest *request, Asking *asking, GError **error)
{
    kam_faults_init(&asking->faults);
    kam_request_check_parameters(request, &asking->faults);
    return check_strategy(request, error) && kam_figures_check_commercial(request, error);
}

/* Of the accounts in view, as of a day. */
static KamProgramme *
load(KamRequest *request, Asking *asking, KamProgrammeQuestion *question, GError **error)
{
    asking->ground = kam_desk_get_ground(request->api->desk, request->db, error);
    if (asking->ground == NULL || !kam_scope_list_accounts(request->db, request->actor, &asking->view, error))
        return NULL;
    question->db = request->db;
    question->shelf = kam_desk_get_shelf(request->api->desk);
    question->ground = asking->ground;
    question->view = asking->view;
    question->also = asking->also;
    question->with_margin = kam_figures_sees_margins(request);
    return kam_programme_new(question, error);
}

typedef void (*WriteProgramme)(const KamProgramme *programme, KamJson *json);

static gboolean
answer(KamRequest *request, KamReply *reply, WriteProgramme write, GError **error)
{
    g_auto(Asking) asking = { 0 };
    g_autoptr(KamProgramme) programme = NULL;
    KamProgrammeQuestion question = { 0 };
    KamJson json;

    if (!begin(request, &asking, error))
        return FALSE;
    question.day = question.year_day = read_day(request, &asking);
    if (!is_right(request, reply, &asking))
        return TRUE;
    programme = load(request, &asking, &question, error);
    if (programme == NULL)
        return FALSE;
    kam_reply_json(reply, &json);
    write(programme, &json);
    return TRUE;
}

static gboolean
show_portfolio(KamRequest *request, KamReply *reply, GError **error)
{
    return answer(request, reply, kam_programme_portfolio_to_json, error);
}

static gboolean
show_alerts(KamRequest *request, KamReply *reply, GError **error)
{
    return answer(request, reply, kam_programme_alerts_to_json, error);
}

static gboolean
show_capacity(KamRequest *request, KamReply *reply, GError **error)
{
    return answer(request, reply, kam_programme_capacity_to_json, error);
}

static gboolean
show_entitlements(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(Asking) asking = { 0 };
    g_autoptr(KamProgramme) programme = NULL;
    KamProgrammeQuestion question = { 0 };
    KamPromisesQuestion promises = { 0 };
    KamJson json;

    if (!begin(request, &asking, error))
        return FALSE;
    question.day = read_day(request, &asking);
    question.year_day = promises.day = read_year(request, &asking, question.day);
    promises.account_id = read_id(request, &asking, "account");
    promises.tier_id = read_id(request, &asking, "tier");
    if (!is_right(request, reply, &asking))
        return TRUE;
    programme = load(request, &asking, &question, error);
    if (programme == NULL)
        return FALSE;
    kam_reply_json(reply, &json);
    kam_programme_promises_to_json(programme, &promises, &json);
    return TRUE;
}

static gboolean
show_account(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(Asking) asking = { 0 };
    g_autoptr(KamProgramme) programme = NULL;
    KamProgrammeQuestion question = { .account_id = kam_request_get_id(request, 0) };
    const KamProgrammeAccount *account;
    KamJson json;

    if (!begin(request, &asking, error))
        return FALSE;
    question.day = question.year_day = read_day(request, &asking);
    if (!is_right(request, reply, &asking))
        return TRUE;
    programme = question.account_id == 0 ? NULL : load(request, &asking, &question, error);
    if (programme == NULL && *error != NULL)
        return FALSE;
    account = programme == NULL ? NULL : kam_programme_find_account(programme, question.account_id);
    if (account == NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "there is no account '%s' in view", request->values[0]);
        return FALSE;
    }
    kam_reply_json(reply, &json);
    kam_programme_account_to_json(programme, account, &json);
    return TRUE;
}

/* --- the review --------------------------------------------------------------------------------------------------- */

static gboolean
show_review(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(Asking) asking = { 0 };
    gint32 today = kam_actor_get_today(request->actor);
    KamProgrammeQuestion question = { .day = today, .year_day = today };
    g_autoptr(KamRecord) review = NULL;
    g_autoptr(GArray) items = NULL;
    g_autoptr(KamProgramme) programme = NULL;
    KamJson json;

    if (!begin(request, &asking, error) ||
        (review = kam_record_load(request->db, &kam_programme_review_type, kam_request_get_id(request, 0), FALSE,
                                  error)) == NULL ||
        (items = kam_review_items(request->db, review->id, error)) == NULL)
        return FALSE;
    asking.also = g_array_new(FALSE, FALSE, sizeof(gint64));
    for (guint i = 0; i < items->len; i++)
        g_array_append_val(asking.also, g_array_index(items, KamReviewItem, i).account_id);
    programme = load(request, &asking, &question, error);
    if (programme == NULL)
        return FALSE;
    kam_reply_set_version(reply, review->version);
    kam_reply_json(reply, &json);
    kam_programme_review_to_json(programme, review, items, &json);
    return TRUE;
}

/* What the writer does. */
typedef struct {
    const KamRequest *request;
    const KamProgramme *programme;
    json_t *body;
    KamFaults *faults;
    gint64 id;
} Opening;

static gboolean
write_review(KamDb *db, gpointer data, GError **error)
{
    Opening *opening = data;
    KamWork work = kam_record_work(opening->request);

    work.db = db;
    opening->id = kam_review_open(&work, opening->programme, opening->body, opening->faults, error);
    return opening->id != 0;
}

static gboolean
check_sees_all(const KamRequest *request, GError **error)
{
    if (kam_policy_sees_all_accounts(request->actor) && kam_figures_sees_margins(request))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED,
                "a review is of all accounts with their costs and profit; your role sees less than that");
    return FALSE;
}

/* Figures are worked out here, beside the writer; the writer then makes the records. */
static gboolean
open_review(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(Asking) asking = { 0 };
    gint32 today = kam_actor_get_today(request->actor);
    KamProgrammeQuestion question = { .day = today, .year_day = today };
    json_auto_t *body = kam_request_load_json(request, error);
    g_autoptr(KamProgramme) programme = NULL;
    Opening opening = { request, NULL, body, &asking.faults, 0 };
    g_autofree char *location = NULL;
    KamJson json;

    if (body == NULL || !begin(request, &asking, error) || !check_sees_all(request, error) ||
        (programme = load(request, &asking, &question, error)) == NULL)
        return FALSE;
    opening.programme = programme;
    if (!kam_pool_write_wait(request->api->pool, write_review, &opening, error))
        return kam_record_refuse_of(request, reply, &kam_programme_review_type, 0, &asking.faults, 0, error);
    location = g_strdup_printf("/api/v1/programme/reviews/%" G_GINT64_FORMAT, opening.id);
    kam_reply_header(reply, "Location", location);
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_id(&json, "id", opening.id);
    kam_json_end_object(&json);
    return TRUE;
}

static gboolean
discard_review(KamRequest *request, KamReply *reply, GError **error)
{
    gint64 id = kam_request_get_id(request, 0);
    KamWork work = kam_record_work(request);
    g_auto(KamFaults) faults = { 0 };

    kam_faults_init(&faults);
    return kam_review_discard(&work, id, &faults, error) ||
           kam_record_refuse_of(request, reply, &kam_programme_review_type, id, &faults, 0, error);
}

static gboolean
sign_review(KamRequest *request, KamReply *reply, GError **error)
{
    gint64 id = kam_request_get_id(request, 0), version;
    KamWork work = kam_record_work(request);
    g_autoptr(KamRecord) review = NULL;
    g_auto(KamFaults) faults = { 0 };
    KamJson json;

    kam_faults_init(&faults);
    if (!kam_request_get_version(request, &version, error))
        return FALSE;
    if (!kam_review_sign(&work, id, version, &faults, error))
        return kam_record_refuse_of(request, reply, &kam_programme_review_type, id, &faults, version, error);
    review = kam_record_load(request->db, &kam_programme_review_type, id, FALSE, error);
    if (review == NULL)
        return FALSE;
    kam_reply_set_version(reply, review->version);
    kam_reply_json(reply, &json);
    kam_record_to_json(review, request->actor, &json, NULL);
    return TRUE;
}

/* --- the table ---------------------------------------------------------------------------------------------------- */

#define AS_OF                                                                                                          \
    {                                                                                                                  \
        "as_of", "string", "as of this day, such as 2026-03-31; today without it", FALSE                               \
    }

static const KamParameter day_parameters[] = { AS_OF, { 0 } };

static const KamParameter entitlement_parameters[] = {
    AS_OF,
    { "year", "string", "promises of this year; without it that of as_of", FALSE },
    { "account", "string", "of this account alone", FALSE },
    { "tier", "string", "of accounts of this tier alone", FALSE },
    { 0 },
};

const KamRoute kam_api_routes_programme[] = {
    { KAM_GET, "/api/v1/programme", KAM_PERM_BUSINESS_READ, KAM_RUN_PAGE, 200, show_portfolio,
      .summary = "The programme of key accounts: who is in which tier since when and why, and what the rules say of it",
      .answer_schema = kam_programme_portfolio_schema, .parameters = day_parameters, .reads_parameters = TRUE,
      .also = { 400 } },
    { KAM_GET, "/api/v1/programme/alerts", KAM_PERM_BUSINESS_READ, KAM_RUN_PAGE, 200, show_alerts,
      .summary = "What is wrong in the programme: with which account, how much money, who does what next",
      .answer_schema = kam_programme_alerts_schema, .parameters = day_parameters, .reads_parameters = TRUE,
      .also = { 400 } },
    { KAM_GET, "/api/v1/programme/entitlements", KAM_PERM_BUSINESS_READ, KAM_RUN_PAGE, 200, show_entitlements,
      .summary = "What was promised and what was delivered, per account, tier and period of a year",
      .answer_schema = kam_programme_entitlements_schema, .parameters = entitlement_parameters,
      .reads_parameters = TRUE, .also = { 400 } },
    { KAM_GET, "/api/v1/programme/capacity", KAM_PERM_BUSINESS_READ, KAM_RUN_PAGE, 200, show_capacity,
      .summary = "Days that accounts take against days that managers have, accounts of a tier against its room",
      .answer_schema = kam_programme_capacity_schema, .parameters = day_parameters, .reads_parameters = TRUE,
      .also = { 400 } },
    { KAM_GET, "/api/v1/programme/accounts/{id}", KAM_PERM_BUSINESS_READ, KAM_RUN_PAGE, 200, show_account,
      .summary = "One account in the programme: its tier, decisions, rules, promises and alerts",
      .answer_schema = kam_programme_account_schema, .parameters = day_parameters, .reads_parameters = TRUE,
      .also = { 400 } },
    { KAM_POST, "/api/v1/programme/reviews", KAM_PERM_MASTER_WRITE, KAM_RUN_SLOW, 201, open_review,
      .operation = "open_programme_review",
      .summary = "Open the yearly review: an item for each account of the programme and each candidate",
      .body_schema = "#/components/schemas/programme_review_create", .answer_schema = kam_programme_opened_schema,
      .also = { 409 } },
    { KAM_GET, "/api/v1/programme/reviews/{id}", KAM_PERM_BUSINESS_READ, KAM_RUN_PAGE, 200, show_review,
      .operation = "show_programme_review", .summary = "A review with its accounts as they stand today",
      .answer_schema = kam_programme_review_schema, .has_version = TRUE },
    { KAM_DELETE, "/api/v1/programme/reviews/{id}", KAM_PERM_MASTER_WRITE, KAM_RUN_WRITE, 204, discard_review,
      .operation = "discard_programme_review", .summary = "Throw away a review that is not signed, with its items",
      .also = { 409, 422 } },
    { KAM_POST, "/api/v1/programme/reviews/{id}/sign", KAM_PERM_MASTER_WRITE, KAM_RUN_WRITE, 200, sign_review,
      .summary =
          "Sign the list of a review, which a director does: every item becomes a decision, and the list is fixed",
      .answer_schema = "#/components/schemas/programme_review", .needs_version = TRUE, .has_version = TRUE,
      .also = { 409, 422 } },
    { 0 },
};
