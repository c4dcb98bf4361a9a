/* Rows of agreements, each with where it stands on the day. */
#include "service/figures/account_agreements.h"

#include <math.h>

#include "service/analysis/agreements.h"
#include "store/statements.h"

/* Columns behind those of the terms. */
enum { ID = KAM_AGREEMENT_COLUMNS, NUMBER, NAME, KIND };

static const char *
state_of(const KamAgreement *agreement, gint32 end, gint32 day)
{
    return !kam_agreement_is_known(agreement, day) ? "draft"
           : agreement->starts_on > day            ? "to_come"
           : end < day                             ? "ended"
                                                   : "running";
}

/* Notice matters while it goes on by itself otherwise: of terms that are renewed, before the end that is shown. */
static gint32
notice_by(const KamAgreement *agreement, gint32 end, gint32 day)
{
    gboolean has_notice = agreement->notice_given_on != KAM_DAY_NONE && agreement->notice_given_on <= day;

    return agreement->renewal_months == 0 || has_notice || agreement->ends_on == KAM_DAY_NONE
               ? KAM_DAY_NONE
               : end - agreement->notice_days;
}

static void
put_agreement(KamStmt *stmt, gint32 day, GStringChunk *texts, KamJson *json)
{
    const KamAgreement agreement = kam_agreement_read(stmt, texts);
    gint32 end = kam_agreement_end(&agreement, day);
    const char *state = state_of(&agreement, end, day);
    gboolean is_open = end == KAM_AGREEMENT_OPEN,
             counts = g_str_equal(state, "running") || g_str_equal(state, "to_come");

    kam_json_begin_object(json, NULL);
    kam_json_id(json, "id", kam_stmt_get_int(stmt, ID));
    kam_json_text(json, "number", kam_stmt_is_null(stmt, NUMBER) ? NULL : kam_stmt_get_text(stmt, NUMBER));
    kam_json_text(json, "name", kam_stmt_get_text(stmt, NAME));
    kam_json_text(json, "kind", kam_stmt_get_text(stmt, KIND));
    kam_json_text(json, "category", agreement.category);
    kam_json_text(json, "state", state);
    kam_scope_day_to_json(json, "signed_on", agreement.signed_on);
    kam_scope_day_to_json(json, "starts_on", agreement.starts_on);
    kam_scope_day_to_json(json, "ends_on", is_open ? KAM_DAY_NONE : end);
    kam_json_bool(json, "is_open", is_open);
    kam_json_bool(json, "is_renewed", agreement.renewal_months > 0);
    if (counts && !is_open)
        kam_json_int(json, "days_left", end - day);
    else
        kam_json_null(json, "days_left");
    kam_scope_day_to_json(json, "notice_by", counts ? notice_by(&agreement, end, day) : KAM_DAY_NONE);
    kam_json_end_object(json);
}

static gboolean
put_items(KamDb *db, gint64 account_id, gint32 day, KamJson *json, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("agreement_list_of_account"), error);
    g_autoptr(GStringChunk) texts = g_string_chunk_new(256);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, account_id);
    kam_json_begin_array(json, "items");
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        put_agreement(stmt, day, texts, json);
    kam_json_end_array(json);
    return step == KAM_STEP_DONE;
}

/* All product lines up to the day: the same as those of the analyses. */
static KamScope
scope_of(const KamFacts *facts, gint32 day)
{
    return (KamScope) { .facts = facts,
                        .options.basis = KAM_BASIS_PRODUCTS,
                        .first_day = facts->first_day == KAM_DAY_NONE ? day : facts->first_day,
                        .last_day = day,
                        .as_of_day = day };
}

static gboolean
put_contract(KamDb *db, const KamGround *ground, gint64 account_id, gint32 day, KamJson *json, GError **error)
{
    g_autoptr(GArray) view = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamContracts) contracts = NULL;
    guint32 account = kam_ground_find_account(ground, account_id);
    KamContract contract = { .share = NAN, .end = KAM_DAY_NONE };
    gboolean is_open;
    KamScope scope;

    g_array_append_val(view, account_id);
    facts = kam_ground_restrict(ground, view);
    scope = scope_of(facts, day);
    contracts = kam_contracts_load(db, &scope, NULL, error);
    if (contracts == NULL)
        return FALSE;
    if (account != KAM_NO_INDEX)
        contract = contracts->list[account];
    is_open = contract.end == KAM_AGREEMENT_OPEN;
    kam_json_number(json, "contract_share", contract.share);
    kam_json_text(json, "contract_reason",
                  account == KAM_NO_INDEX ? "nothing_bought" : kam_contracts_reason(contracts, account));
    kam_scope_day_to_json(json, "contract_end", is_open ? KAM_DAY_NONE : contract.end);
    kam_json_bool(json, "contract_is_open", is_open);
    kam_json_number(json, "contract_years", contracts->is_kept ? contract.years : NAN);
    return TRUE;
}

gboolean
kam_account_agreements_to_json(KamDb *db, const KamGround *ground, const KamAccountAgreementsQuestion *question,
                               KamJson *json, GError **error)
{
    gint32 last_day = kam_ground_get_facts(ground)->last_day;
    gint32 day = question->as_of_day != KAM_DAY_NONE ? question->as_of_day
                 : last_day != KAM_DAY_NONE          ? last_day
                                                     : question->today;

    kam_json_begin_object(json, NULL);
    kam_scope_day_to_json(json, "as_of", day);
    if (!put_contract(db, ground, question->account_id, day, json, error) ||
        !put_items(db, question->account_id, day, json, error))
        return FALSE;
    kam_json_end_object(json);
    return TRUE;
}
