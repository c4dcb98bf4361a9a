/* The answers about the programme. */
#include "service/programme/programme_json.h"

#include <math.h>
#include <string.h>

#include "service/analysis/scope.h"
#include "service/programme/capacity.h"
#include "service/programme/json_parts.h"

void
kam_programme_portfolio_to_json(const KamProgramme *programme, KamJson *json)
{
    kam_json_begin_object(json, NULL);
    kam_programme_put_head(programme, json);
    kam_json_begin_array(json, "accounts");
    for (guint i = 0; i < programme->accounts->len; i++) {
        kam_json_begin_object(json, NULL);
        kam_programme_put_account(programme, &g_array_index(programme->accounts, KamProgrammeAccount, i), json);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
    kam_json_end_object(json);
}

void
kam_programme_alerts_to_json(const KamProgramme *programme, KamJson *json)
{
    g_autoptr(GArray) alerts = kam_programme_alerts(programme);

    kam_json_begin_object(json, NULL);
    kam_programme_put_head(programme, json);
    kam_json_begin_array(json, "alerts");
    for (guint i = 0; i < alerts->len; i++)
        kam_programme_put_alert(programme, &g_array_index(alerts, KamAlert, i), json);
    kam_json_end_array(json);
    kam_json_end_object(json);
}

/* --- capacity ----------------------------------------------------------------------------------------------------- */

static void
put_manager(const KamProgramme *p, const KamManagerCapacity *manager, KamJson *json)
{
    kam_json_begin_object(json, NULL);
    kam_programme_put_id("id", manager->id, json);
    kam_json_text(json, "name", manager->name);
    kam_json_int(json, "accounts", manager->accounts);
    kam_json_number(json, "days", manager->days);
    kam_json_number(json, "days_available", manager->has_days < 0 ? NAN : (double)manager->has_days);
    kam_json_int(json, "unsaid", manager->unsaid);
    kam_json_begin_array(json, "by_tier");
    for (guint t = 0; t < p->tiers->len; t++) {
        kam_json_begin_object(json, NULL);
        kam_programme_put_tier_id(p, "tier_id", (gint)t, json);
        kam_json_int(json, "accounts", manager->of_tier[t]);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
    kam_json_end_object(json);
}

void
kam_programme_capacity_to_json(const KamProgramme *programme, KamJson *json)
{
    g_autoptr(KamCapacity) capacity = kam_capacity_new(programme);

    kam_json_begin_object(json, NULL);
    kam_programme_put_head(programme, json);
    kam_json_begin_array(json, "managers");
    for (guint i = 0; i < capacity->managers->len; i++)
        put_manager(programme, &g_array_index(capacity->managers, KamManagerCapacity, i), json);
    kam_json_end_array(json);
    kam_json_begin_array(json, "rooms");
    for (guint t = 0; t < programme->tiers->len; t++) {
        kam_json_begin_object(json, NULL);
        kam_programme_put_tier_id(programme, "tier_id", (gint)t, json);
        kam_json_int(json, "accounts", capacity->tier[t].accounts);
        kam_json_number(json, "days", capacity->tier[t].days);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
    kam_json_int(json, "accounts", capacity->accounts);
    kam_json_number(json, "days", capacity->days);
    kam_json_int(json, "days_available", capacity->has_days);
    kam_json_end_object(json);
}

/* --- promises ----------------------------------------------------------------------------------------------------- */

static void
put_entitlements(const KamProgramme *p, gint64 tier_id, KamJson *json)
{
    kam_json_begin_array(json, "entitlements");
    for (guint i = 0; i < p->promises->len; i++) {
        const KamProgrammePromise *promise = &g_array_index(p->promises, KamProgrammePromise, i);

        if (tier_id != 0 && promise->tier_id != tier_id)
            continue;
        kam_json_begin_object(json, NULL);
        kam_json_id(json, "id", promise->id);
        kam_json_id(json, "tier_id", promise->tier_id);
        kam_json_text(json, "area", promise->area);
        kam_json_text(json, "kind", promise->kind);
        kam_json_text(json, "promise_en", promise->promise_en);
        kam_json_text(json, "promise_sr", promise->promise_sr);
        kam_json_number(json, "amount", promise->amount);
        kam_json_text(json, "unit", promise->unit);
        kam_json_text(json, "every", kam_promise_every_name(promise->every));
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

typedef struct {
    guint kept, ended, late, due;
} Sums;

static void
add_sums(Sums *sums, const GArray *held)
{
    for (guint i = 0; i < held->len; i++) {
        const KamPromiseAccount *promise = &g_array_index(held, KamPromiseAccount, i);

        sums->kept += promise->kept;
        sums->ended += promise->ended;
        sums->late += promise->late;
        sums->due += promise->due;
    }
}

static void
put_sums(const Sums *sums, KamJson *json)
{
    kam_json_int(json, "kept", sums->kept);
    kam_json_int(json, "ended", sums->ended);
    kam_json_int(json, "late", sums->late);
    kam_json_int(json, "due", sums->due);
}

static void
put_promised_account(const KamProgramme *p, const KamProgrammeAccount *account, gint32 day, Sums *of_tier,
                     KamJson *json)
{
    g_autoptr(GArray) held = kam_promises_of_account(p, account, day);
    Sums sums = { 0 };

    add_sums(&sums, held);
    add_sums(of_tier, held);
    kam_json_begin_object(json, NULL);
    kam_json_id(json, "id", account->id);
    kam_json_text(json, "number", account->number);
    kam_json_text(json, "name", account->name);
    kam_programme_put_owner(account, json);
    kam_programme_put_tier_id(p, "tier_id", account->tier, json);
    kam_scope_day_to_json(json, "since", account->since);
    put_sums(&sums, json);
    kam_programme_put_promises(held, json);
    kam_json_end_object(json);
}

void
kam_programme_promises_to_json(const KamProgramme *programme, const KamPromisesQuestion *question, KamJson *json)
{
    g_autofree Sums *of_tier = g_new0(Sums, programme->tiers->len + 1);

    kam_json_begin_object(json, NULL);
    kam_programme_put_head(programme, json);
    kam_json_int(json, "year", kam_month_of_day(question->day) / 12);
    put_entitlements(programme, question->tier_id, json);
    kam_json_begin_array(json, "accounts");
    for (guint i = 0; i < programme->accounts->len; i++) {
        const KamProgrammeAccount *account = &g_array_index(programme->accounts, KamProgrammeAccount, i);

        if (account->tier >= 0 && (question->account_id == 0 || question->account_id == account->id) &&
            (question->tier_id == 0 || question->tier_id == kam_programme_tier(programme, account->tier)->id))
            put_promised_account(programme, account, question->day, &of_tier[account->tier], json);
    }
    kam_json_end_array(json);
    kam_json_begin_array(json, "by_tier");
    for (guint t = 0; t < programme->tiers->len; t++) {
        kam_json_begin_object(json, NULL);
        kam_programme_put_tier_id(programme, "tier_id", (gint)t, json);
        put_sums(&of_tier[t], json);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
    kam_json_end_object(json);
}

/* --- one account -------------------------------------------------------------------------------------------------- */

static void
put_history(const KamProgramme *p, const KamProgrammeAccount *account, KamJson *json)
{
    kam_json_begin_array(json, "history");
    for (guint i = account->n; i > 0; i--) {
        const KamProgrammeDecision *decision =
            &g_array_index(p->decisions, KamProgrammeDecision, account->first + i - 1);

        kam_json_begin_object(json, NULL);
        kam_json_id(json, "id", decision->id);
        kam_json_int(json, "version", decision->version);
        kam_programme_put_id("tier_id", decision->tier_id, json);
        kam_scope_day_to_json(json, "decided_on", decision->decided_on);
        kam_json_text(json, "user", decision->user);
        kam_json_text(json, "reason", decision->reason);
        kam_scope_day_to_json(json, "review_on", decision->review_on);
        kam_programme_put_id("run_id", decision->run_id, json);
        kam_programme_put_id("review_id", decision->review_id, json);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

void
kam_programme_account_to_json(const KamProgramme *programme, const KamProgrammeAccount *account, KamJson *json)
{
    const KamProgrammeTier *tier = kam_programme_tier(programme, account->tier);
    g_autoptr(GArray) held = kam_promises_of_account(programme, account, programme->day);
    g_autoptr(GArray) alerts = kam_programme_alerts_of(programme, account);

    kam_json_begin_object(json, NULL);
    kam_programme_put_head(programme, json);
    kam_json_begin_object(json, "account");
    kam_programme_put_account(programme, account, json);
    kam_json_end_object(json);
    put_history(programme, account, json);
    put_entitlements(programme, tier == NULL ? -1 : tier->id, json);
    kam_programme_put_promises(held, json);
    kam_json_begin_array(json, "alerts");
    for (guint i = 0; i < alerts->len; i++)
        kam_programme_put_alert(programme, &g_array_index(alerts, KamAlert, i), json);
    kam_json_end_array(json);
    kam_json_end_object(json);
}

/* --- a review ----------------------------------------------------------------------------------------------------- */

static const char *
verdict_of(gint from, gint to)
{
    if (from == to)
        return "keep";
    if (from < 0)
        return "enter";
    if (to < 0)
        return "leave";
    return to < from ? "raise" : "lower";
}

static void
put_instant(KamJson *json, const char *member, const KamRecord *record)
{
    g_autoptr(GDateTime) at = NULL;
    g_autofree char *text = NULL;

    if (kam_record_has(record, member)) {
        at = g_date_time_new_from_unix_utc(kam_record_get_int(record, member) / 1000);
        text = g_date_time_format(at, "%Y-%m-%dT%H:%M:%SZ");
    }
    kam_json_text(json, member, text);
}

static const char *
person_name(const KamProgramme *p, gint64 id)
{
    for (guint i = 0; i < p->people->len; i++)
        if (g_array_index(p->people, KamProgrammePerson, i).id == id)
            return g_array_index(p->people, KamProgrammePerson, i).name;
    return NULL;
}

/* A signed list whose rows say something else by now is told. */
static void
put_review(const KamProgramme *p, const KamRecord *review, const GArray *items, KamJson *json)
{
    const char *hash = kam_record_get_text(review, "list_hash");
    g_autofree char *now = kam_review_dup_hash(items);

    kam_json_begin_object(json, "review");
    kam_json_id(json, "id", review->id);
    kam_json_int(json, "version", review->version);
    kam_json_text(json, "name", kam_record_get_text(review, "name"));
    kam_json_text(json, "state", kam_record_has(review, "signed_at") ? "signed" : "open");
    kam_scope_day_to_json(json, "opened_on", (gint32)kam_record_get_int(review, "opened_on"));
    kam_json_text(json, "note", kam_record_get_text(review, "note"));
    kam_json_text(json, "signed_by", person_name(p, kam_record_get_int(review, "signed_by")));
    put_instant(json, "signed_at", review);
    kam_json_text(json, "list_hash", hash);
    kam_json_bool(json, "is_intact", hash == NULL || strcmp(hash, now) == 0);
    kam_json_end_object(json);
}

static void
put_item_account(const KamProgramme *p, const KamReviewItem *item, KamJson *json)
{
    const KamProgrammeAccount *account = kam_programme_find_account(p, item->account_id);

    if (account == NULL) { /* without figures, or gone since */
        kam_json_null(json, "standing");
        return;
    }
    kam_json_begin_object(json, "standing");
    kam_programme_put_account(p, account, json);
    kam_json_end_object(json);
}

static void
put_proposal(const KamProgramme *p, const KamReviewItem *item, KamJson *json)
{
    const KamProgrammeAccount *account = kam_programme_find_account(p, item->account_id);
    gint from = kam_programme_find_tier(p, item->from_tier_id);
    gint to = account == NULL ? from : kam_rules_propose(p, from, &account->figure);

    kam_json_begin_object(json, "proposed");
    kam_json_text(json, "verdict", verdict_of(from, to));
    kam_programme_put_tier_id(p, "tier_id", to, json);
    kam_json_end_object(json);
}

static void
put_item(const KamProgramme *p, const KamReviewItem *item, KamJson *json)
{
    kam_json_begin_object(json, NULL);
    kam_json_id(json, "id", item->id);
    kam_json_int(json, "version", item->version);
    kam_json_begin_object(json, "account");
    kam_json_id(json, "id", item->account_id);
    kam_json_text(json, "number", item->number);
    kam_json_text(json, "name", item->name);
    kam_json_end_object(json);
    kam_programme_put_id("from_tier_id", item->from_tier_id, json);
    kam_programme_put_id("to_tier_id", item->to_tier_id, json);
    kam_json_text(json, "verdict", item->verdict);
    kam_json_text(json, "reason", item->reason);
    put_proposal(p, item, json);
    put_item_account(p, item, json);
    kam_json_end_object(json);
}

void
kam_programme_review_to_json(const KamProgramme *programme, const KamRecord *review, const GArray *items, KamJson *json)
{
    guint decided = 0;

    for (guint i = 0; i < items->len; i++)
        decided += strcmp(g_array_index(items, KamReviewItem, i).verdict, "open") != 0;
    kam_json_begin_object(json, NULL);
    kam_programme_put_head(programme, json);
    put_review(programme, review, items, json);
    kam_json_int(json, "decided", decided);
    kam_json_begin_array(json, "items");
    for (guint i = 0; i < items->len; i++) {
        const KamReviewItem *item = &g_array_index(items, KamReviewItem, i);

        if (programme->is_whole || kam_programme_find_account(programme, item->account_id) != NULL)
            put_item(programme, item, json);
    }
    kam_json_end_array(json);
    kam_json_end_object(json);
}
