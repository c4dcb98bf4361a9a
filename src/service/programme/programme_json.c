/* The answers about the programme. */
#include "service/programme/programme_json.h"

#include <math.h>

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
    kam_programme_put_reasons(account, json);
    put_history(programme, account, json);
    put_entitlements(programme, tier == NULL ? -1 : tier->id, json);
    kam_programme_put_promises(held, json);
    kam_json_begin_array(json, "alerts");
    for (guint i = 0; i < alerts->len; i++)
        kam_programme_put_alert(programme, &g_array_index(alerts, KamAlert, i), json);
    kam_json_end_array(json);
    kam_json_end_object(json);
}
