/* The programme of key accounts: portfolio, alerts, promises, capacity, and the yearly review. Decisions, rules,
 * entitlements and deliveries are records with routes of their own. */
#include "api/programme_asking.h"
#include "api/programme_review.h"
#include "api/programme_schemas.h"
#include "api/tables.h"
#include "base/error.h"

typedef void (*WriteProgramme)(const KamProgramme *programme, KamJson *json);

static gboolean
answer(KamRequest *request, KamReply *reply, WriteProgramme write, GError **error)
{
    g_auto(KamProgrammeAsking) asking = { 0 };
    g_autoptr(KamProgramme) programme = NULL;
    KamJson json;

    if (!kam_programme_asking_begin(&asking, request, error))
        return FALSE;
    if (!kam_programme_asking_is_right(&asking, reply))
        return TRUE;
    programme = kam_programme_asking_load(&asking, error);
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

/* The first day of a year of the query; that of `day` without one. */
static gint32
read_year(KamProgrammeAsking *asking, gint32 day)
{
    g_autofree char *text = kam_request_dup_parameter(asking->request, "year");
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

static gboolean
show_entitlements(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(KamProgrammeAsking) asking = { 0 };
    g_autoptr(KamProgramme) programme = NULL;
    KamPromisesQuestion promises = { 0 };
    KamJson json;

    if (!kam_programme_asking_begin(&asking, request, error))
        return FALSE;
    asking.question.year_day = promises.day = read_year(&asking, asking.question.day);
    promises.account_id = kam_programme_asking_read_id(&asking, "account");
    promises.tier_id = kam_programme_asking_read_id(&asking, "tier");
    if (!kam_programme_asking_is_right(&asking, reply))
        return TRUE;
    programme = kam_programme_asking_load(&asking, error);
    if (programme == NULL)
        return FALSE;
    kam_reply_json(reply, &json);
    kam_programme_promises_to_json(programme, &promises, &json);
    return TRUE;
}

static gboolean
show_account(KamRequest *request, KamReply *reply, GError **error)
{
    gint64 id = kam_request_get_id(request, 0);
    g_auto(KamProgrammeAsking) asking = { .question = { .account_id = id, .with_reasons = TRUE } };
    g_autoptr(KamProgramme) programme = NULL;
    const KamProgrammeAccount *account;
    KamJson json;

    if (!kam_programme_asking_begin(&asking, request, error))
        return FALSE;
    if (!kam_programme_asking_is_right(&asking, reply))
        return TRUE;
    programme = id == 0 ? NULL : kam_programme_asking_load(&asking, error);
    if (programme == NULL && *error != NULL)
        return FALSE;
    account = programme == NULL ? NULL : kam_programme_find_account(programme, id);
    if (account == NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "there is no account '%s' in view", request->values[0]);
        return FALSE;
    }
    kam_reply_json(reply, &json);
    kam_programme_account_to_json(programme, account, &json);
    return TRUE;
}

/* --- the table ---------------------------------------------------------------------------------------------------- */

#define AS_OF                                                                                                          \
    {                                                                                                                  \
        "as_of", "string", "as of this day, such as 2026-03-31; today without it", FALSE                               \
    }

#define CURRENCY                                                                                                       \
    {                                                                                                                  \
        "currency", "string", "of the amounts: the firm's (default), or one that the table of rates has a rate for",   \
            FALSE                                                                                                      \
    }

static const KamParameter day_parameters[] = { AS_OF, CURRENCY, { 0 } };
static const KamParameter review_parameters[] = { CURRENCY, { 0 } };

static const KamParameter entitlement_parameters[] = {
    AS_OF,
    CURRENCY,
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
    { KAM_POST, "/api/v1/programme/reviews", KAM_PERM_MASTER_WRITE, KAM_RUN_SLOW, 201, kam_programme_review_open,
      .operation = "open_programme_review",
      .summary = "Open the yearly review: an item for each account of the programme and each candidate",
      .body_schema = "#/components/schemas/programme_review_create", .answer_schema = kam_programme_opened_schema,
      .is_done_once = TRUE, .also = { 409 } },
    { KAM_GET, "/api/v1/programme/reviews/{id}", KAM_PERM_BUSINESS_READ, KAM_RUN_PAGE, 200, kam_programme_review_show,
      .operation = "show_programme_review", .summary = "A review with its accounts as they stand today",
      .answer_schema = kam_programme_review_schema, .parameters = review_parameters, .reads_parameters = TRUE,
      .has_version = TRUE, .also = { 400 } },
    { KAM_DELETE, "/api/v1/programme/reviews/{id}", KAM_PERM_MASTER_WRITE, KAM_RUN_WRITE, 204,
      kam_programme_review_discard, .operation = "discard_programme_review",
      .summary = "Throw away a review that is not signed, with its items", .also = { 409, 422 } },
    { KAM_POST, "/api/v1/programme/reviews/{id}/sign", KAM_PERM_MASTER_WRITE, KAM_RUN_WRITE, 200,
      kam_programme_review_sign,
      .summary =
          "Sign the list of a review, which a director does: every item becomes a decision, and the list is fixed",
      .answer_schema = "#/components/schemas/programme_review", .needs_version = TRUE, .has_version = TRUE,
      .also = { 409, 422 } },
    { 0 },
};
