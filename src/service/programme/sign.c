/* Signing the list of a review. */
#include "base/date.h"
#include "base/error.h"
#include "base/language.h"
#include "domain/types.h"
#include "record/audit.h"
#include "service/programme/review.h"
#include "store/statements.h"

#define YEAR_DAYS 365

/* --- whether it may be signed ------------------------------------------------------------------------------------- */

/* What a verdict does to the tier. Tiers that both are there are told apart by their place, which only the person
 * knows: rising and falling are different tiers, no more. */
static const char *
find_contradiction(const KamReviewItem *item)
{
    gboolean was_in = item->from_tier_id != 0, is_in = item->to_tier_id != 0;
    gboolean is_same = item->from_tier_id == item->to_tier_id;

    if (g_strcmp0(item->verdict, "keep") == 0)
        return is_same ? NULL : "stays, so the tier after is the one before";
    if (g_strcmp0(item->verdict, "enter") == 0)
        return !was_in && is_in ? NULL : "comes in, so it had no tier and has one after";
    if (g_strcmp0(item->verdict, "leave") == 0)
        return was_in && !is_in ? NULL : "leaves, so it had a tier and has none after";
    return was_in && is_in && !is_same ? NULL : "moves, so the tier after is another than the one before";
}

/* A fault at /items/<id>. */
static void
add_fault(KamFaults *faults, const KamReviewItem *item, const char *code, const char *what)
{
    KamFault *fault;

    kam_faults_add(faults, "", code, "'%s' %s", item->name != NULL ? item->name : item->number, what);
    fault = faults->list->pdata[faults->list->len - 1];
    g_free(fault->pointer);
    fault->pointer = g_strdup_printf("/items/%" G_GINT64_FORMAT, item->id);
}

static void
check_item(const KamReviewItem *item, KamFaults *faults)
{
    const char *contradiction;

    if (g_strcmp0(item->verdict, "open") == 0) {
        add_fault(faults, item, "not_decided", "is not decided; give a verdict");
        return;
    }
    contradiction = find_contradiction(item);
    if (contradiction != NULL)
        add_fault(faults, item, "contradiction", contradiction);
    if (item->from_tier_id != item->to_tier_id && (item->reason == NULL || item->reason[0] == '\0'))
        add_fault(faults, item, "no_reason", "changes its tier; write why");
}

static gboolean
check_list(const GArray *items, KamFaults *faults, GError **error)
{
    if (items->len == 0)
        kam_faults_add(faults, "items", "empty", "there is no account in it; open another review");
    for (guint i = 0; i < items->len; i++)
        check_item(&g_array_index(items, KamReviewItem, i), faults);
    if (faults->n_errors == 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "the list cannot be signed yet");
    return FALSE;
}

static gboolean
check_signer(const KamActor *actor, GError **error)
{
    if (actor->role == KAM_ROLE_DIRECTOR)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED, "the list of the programme is signed by a director");
    return FALSE;
}

static KamRecord *
load_unsigned(const KamWork *work, gint64 id, gint64 version, GError **error)
{
    g_autoptr(KamRecord) review = kam_record_load(work->db, &kam_programme_review_type, id, FALSE, error);

    if (review == NULL)
        return NULL;
    if (kam_record_has(review, "signed_at")) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT,
                    "review '%s' is signed already; make a new decision where it was wrong",
                    kam_record_get_text(review, "name"));
        return NULL;
    }
    if (version != 0 && version != review->version) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "the review has changed meanwhile: look at it again");
        return NULL;
    }
    return g_steal_pointer(&review);
}

/* --- signing ------------------------------------------------------------------------------------------------------ */

static json_t *
json_id(gint64 id)
{
    g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, id);

    return id == 0 ? json_null() : json_string(text);
}

static json_t *
json_day(gint32 day)
{
    char text[11];

    kam_day_to_iso(day, text);
    return json_string(text);
}

static json_t *
decision_body(const KamReviewItem *item, const KamRecord *review, gint32 today)
{
    static const KamMessage stays_text = { "REVIEW_KEPT", "Stays, by the review '{name}'.",
                                           "Ostaje, po pregledu „{name}”." };
    const KamArgument arguments[] = { KAM_ARG("name", kam_record_get_text(review, "name")), { 0 } };
    g_autofree char *stays = kam_language_say(kam_language_from_environment(), &stays_text, arguments);
    json_t *body = json_pack("{s:o, s:o, s:o, s:o, s:s}", "account_id", json_id(item->account_id), "tier_id",
                             json_id(item->to_tier_id), "decided_on", json_day(today), "review_on",
                             item->to_tier_id == 0 ? json_null() : json_day(today + YEAR_DAYS), "reason",
                             item->reason != NULL && item->reason[0] != '\0' ? item->reason : stays);

    if (kam_record_has(review, "run_id"))
        json_object_set_new(body, "run_id", json_integer(kam_record_get_int(review, "run_id")));
    return body;
}

static gboolean
bind_decision(KamDb *db, gint64 decision_id, gint64 review_id, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("programme_decision_bind"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, decision_id);
    kam_stmt_bind_int(stmt, 2, review_id);
    return kam_stmt_step(stmt, error) == KAM_STEP_DONE;
}

/* A candidate that stays outside needs no decision. */
static gboolean
decide(const KamWork *work, const KamRecord *review, const KamReviewItem *item, gint32 today, KamFaults *faults,
       GError **error)
{
    g_autoptr(KamRecord) decision = NULL;
    json_t *body;

    if (item->from_tier_id == 0 && item->to_tier_id == 0)
        return TRUE;
    body = decision_body(item, review, today);
    decision = kam_record_create(work, &kam_tier_decision_type, body, faults, error);
    json_decref(body);
    return decision != NULL && bind_decision(work->db, decision->id, review->id, error);
}

static gboolean
stamp(const KamWork *work, const KamRecord *review, const char *hash, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(work->db, kam_sql("programme_review_sign"), error);
    g_autoptr(KamRecord) signed_review = NULL;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, review->id);
    kam_stmt_bind_int(stmt, 2, work->actor->user_id);
    kam_stmt_bind_int(stmt, 3, work->now_ms);
    kam_stmt_bind_text(stmt, 4, hash);
    if (kam_stmt_step(stmt, error) != KAM_STEP_DONE)
        return FALSE;
    signed_review = kam_record_load(work->db, &kam_programme_review_type, review->id, FALSE, error);
    return signed_review != NULL && kam_audit_add_change(work, "sign", review, signed_review, error);
}

gboolean
kam_review_sign(const KamWork *work, gint64 id, gint64 version, KamFaults *faults, GError **error)
{
    gint32 today = kam_actor_get_today(work->actor);
    g_autoptr(KamRecord) review = NULL;
    g_autoptr(GArray) items = NULL;
    g_autofree char *hash = NULL;

    if (!check_signer(work->actor, error) || (review = load_unsigned(work, id, version, error)) == NULL ||
        (items = kam_review_items(work->db, id, error)) == NULL || !check_list(items, faults, error))
        return FALSE;
    hash = kam_review_dup_hash(items);
    for (guint i = 0; i < items->len; i++)
        if (!decide(work, review, &g_array_index(items, KamReviewItem, i), today, faults, error))
            return FALSE;
    return stamp(work, review, hash, error);
}
