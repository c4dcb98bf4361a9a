/* Accounts, promises and alerts as they stand in every answer. */
#include "service/programme/json_parts.h"

#include <math.h>

#include "service/analysis/scope.h"

static const char *
state_name(KamRuleState state)
{
    static const char *const names[] = { "not_met", "met", "unknown" };

    return names[state];
}

void
kam_programme_put_id(const char *member, gint64 id, KamJson *json)
{
    if (id == 0)
        kam_json_null(json, member);
    else
        kam_json_id(json, member, id);
}

void
kam_programme_put_tier_id(const KamProgramme *p, const char *member, gint tier, KamJson *json)
{
    kam_programme_put_id(member, tier < 0 ? 0 : kam_programme_tier(p, tier)->id, json);
}

/* Without a line there is no money to name amounts in. */
static const char *
named(const char *currency)
{
    return *currency != '\0' && !g_str_equal(currency, "XXX") ? currency : NULL;
}

void
kam_programme_put_money(const KamProgramme *p, const char *member, double value, KamJson *json)
{
    if (isnan(value) || named(p->shown_currency) == NULL)
        kam_json_null(json, member);
    else
        kam_json_money(json, member, (gint64)llround(value * 1e6), p->shown_currency);
}

/* --- head --------------------------------------------------------------------------------------------------------- */

static void
put_rule(const KamProgrammeRule *rule, KamJson *json)
{
    kam_json_begin_object(json, NULL);
    kam_json_id(json, "id", rule->id);
    kam_json_text(json, "purpose", rule->is_exit ? "exit" : "entry");
    kam_json_text(json, "measure", kam_programme_measure_name(rule->measure));
    kam_json_text(json, "comparison", rule->is_at_most ? "at_most" : "at_least");
    kam_json_number(json, "value", rule->bound);
    kam_json_text(json, "note", rule->note);
    kam_json_end_object(json);
}

static void
put_tier(const KamProgramme *p, gint t, KamJson *json)
{
    const KamProgrammeTier *tier = kam_programme_tier(p, t);
    double net = 0;
    guint n = 0;

    for (guint i = 0; i < p->accounts->len; i++) {
        const KamProgrammeAccount *account = &g_array_index(p->accounts, KamProgrammeAccount, i);

        if (account->tier != t)
            continue;
        n++;
        if (!isnan(account->net))
            net += account->net;
    }
    kam_json_begin_object(json, NULL);
    kam_json_id(json, "id", tier->id);
    kam_json_text(json, "code", tier->code);
    kam_json_text(json, "name_en", tier->name_en);
    kam_json_text(json, "name_sr", tier->name_sr);
    kam_json_text(json, "colour", tier->colour);
    kam_json_number(json, "capacity", tier->capacity == 0 ? NAN : (double)tier->capacity);
    kam_json_number(json, "work_days", tier->work_days);
    kam_json_int(json, "accounts", n);
    kam_programme_put_money(p, "net", net, json);
    kam_json_begin_array(json, "rules");
    for (guint i = 0; i < p->rules->len; i++)
        if (g_array_index(p->rules, KamProgrammeRule, i).tier_id == tier->id)
            put_rule(&g_array_index(p->rules, KamProgrammeRule, i), json);
    kam_json_end_array(json);
    kam_json_end_object(json);
}

static void
put_currencies(const KamProgramme *p, KamJson *json)
{
    kam_json_text(json, "rules_currency", named(p->currency));
    kam_json_begin_array(json, "currencies");
    for (guint i = 0; p->currencies != NULL && p->currencies[i] != NULL; i++)
        kam_json_text(json, NULL, p->currencies[i]);
    kam_json_end_array(json);
}

void
kam_programme_put_head(const KamProgramme *p, KamJson *json)
{
    kam_scope_day_to_json(json, "as_of", p->day);
    kam_scope_day_to_json(json, "figures_as_of", p->figures_day);
    kam_json_text(json, "currency", named(p->shown_currency));
    put_currencies(p, json);
    kam_json_bool(json, "with_margin", p->with_margin);
    kam_json_bool(json, "is_whole", p->is_whole);
    kam_json_begin_array(json, "tiers");
    for (guint t = 0; t < p->tiers->len; t++)
        put_tier(p, (gint)t, json);
    kam_json_end_array(json);
}

/* --- accounts ----------------------------------------------------------------------------------------------------- */

void
kam_programme_put_name(const char *member, const KamProgrammeAccount *account, KamJson *json)
{
    kam_json_begin_object(json, member);
    kam_json_id(json, "id", account->id);
    kam_json_text(json, "number", account->number);
    kam_json_text(json, "name", account->name);
    kam_json_end_object(json);
}

void
kam_programme_put_owner(const KamProgrammeAccount *account, KamJson *json)
{
    if (account->manager_id == 0) {
        kam_json_null(json, "owner");
        return;
    }
    kam_json_begin_object(json, "owner");
    kam_json_id(json, "id", account->manager_id);
    kam_json_text(json, "name", account->manager);
    kam_json_end_object(json);
}

static void
put_decision(const KamProgrammeDecision *last, KamJson *json)
{
    if (last == NULL) {
        kam_json_null(json, "decision");
        return;
    }
    kam_json_begin_object(json, "decision");
    kam_json_id(json, "id", last->id);
    kam_json_int(json, "version", last->version);
    kam_scope_day_to_json(json, "decided_on", last->decided_on);
    kam_json_text(json, "user", last->user);
    kam_json_text(json, "reason", last->reason);
    kam_scope_day_to_json(json, "review_on", last->review_on);
    kam_programme_put_id("run_id", last->run_id, json);
    kam_programme_put_id("review_id", last->review_id, json);
    kam_json_end_object(json);
}

static void
put_figures(const KamProgramme *p, const KamProgrammeAccount *account, KamJson *json)
{
    const KamProgrammeFigure *figure = &account->figure;

    kam_programme_put_money(p, "net", account->net, json);
    kam_json_begin_object(json, "figures");
    for (guint m = 0; m < KAM_PROGRAMME_MEASURE_N; m++)
        kam_json_number(json, kam_programme_measure_name(m), figure->of[m]);
    kam_json_end_object(json);
    kam_json_bool(json, "is_key", figure->is_key);
}

/* Those of its own tier, and for coming into the one that the rules give it. */
static void
put_rules(const KamProgramme *p, const KamProgrammeAccount *account, gint proposed, KamJson *json)
{
    kam_json_begin_array(json, "rules");
    for (guint i = 0; i < p->rules->len; i++) {
        const KamProgrammeRule *rule = &g_array_index(p->rules, KamProgrammeRule, i);
        gint tier = kam_programme_find_tier(p, rule->tier_id);

        if (tier != account->tier && (tier != proposed || rule->is_exit))
            continue;
        kam_json_begin_object(json, NULL);
        kam_json_id(json, "rule_id", rule->id);
        kam_json_text(json, "state", state_name(kam_rule_state(rule, &account->figure)));
        kam_json_number(json, "figure", account->figure.of[rule->measure]);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static void
put_counts(const KamProgramme *p, const KamProgrammeAccount *account, KamJson *json)
{
    g_autoptr(GArray) held = kam_promises_of_account(p, account, p->day);
    g_autoptr(GArray) alerts = kam_programme_alerts_of(p, account);
    guint kept = 0, ended = 0, late = 0;

    for (guint i = 0; i < held->len; i++) {
        kept += g_array_index(held, KamPromiseAccount, i).kept;
        ended += g_array_index(held, KamPromiseAccount, i).ended;
        late += g_array_index(held, KamPromiseAccount, i).late;
    }
    kam_json_int(json, "alerts", alerts->len);
    kam_json_number(json, "promises_kept", ended == 0 ? NAN : (double)kept / ended);
    kam_json_int(json, "promises_late", late);
}

void
kam_programme_put_account(const KamProgramme *p, const KamProgrammeAccount *account, KamJson *json)
{
    gint proposed = kam_rules_propose(p, account->tier, &account->figure);

    kam_json_id(json, "id", account->id);
    kam_json_text(json, "number", account->number);
    kam_json_text(json, "name", account->name);
    kam_programme_put_owner(account, json);
    kam_programme_put_tier_id(p, "tier_id", account->tier, json);
    kam_scope_day_to_json(json, "since", account->since);
    put_decision(kam_programme_last_decision(p, account), json);
    put_figures(p, account, json);
    kam_programme_put_tier_id(p, "proposed_tier_id", proposed, json);
    put_rules(p, account, proposed, json);
    put_counts(p, account, json);
}

/* What the selection says of it; empty for who does not see margins, and for whom it does not look at. */
void
kam_programme_put_reasons(const KamProgrammeAccount *account, KamJson *json)
{
    kam_json_begin_array(json, "reasons");
    for (guint i = 0; account != NULL && account->reasons != NULL && i < account->reasons->len; i++) {
        const KamChosenReason *reason = &g_array_index(account->reasons, KamChosenReason, i);

        kam_json_begin_object(json, NULL);
        kam_json_text(json, "en", reason->of[KAM_LANGUAGE_EN]);
        kam_json_text(json, "sr", reason->of[KAM_LANGUAGE_SR]);
        kam_json_text(json, "sr_cyrl", reason->of[KAM_LANGUAGE_SR_CYRL]);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

/* --- promises ----------------------------------------------------------------------------------------------------- */

/* What a person sees first: late before due before kept. */
static const char *
promise_state(const KamPromiseAccount *held)
{
    if (held->late > 0)
        return "late";
    if (held->due > 0)
        return "due";
    return held->periods->len > 0 ? "kept" : held->promise->every == KAM_PROMISE_ON_REQUEST ? "on_request" : "not_yet";
}

static void
put_period(const KamPromisePeriod *period, KamJson *json)
{
    kam_json_begin_object(json, NULL);
    kam_scope_day_to_json(json, "from", period->from_day);
    kam_scope_day_to_json(json, "until", period->until_day);
    kam_json_number(json, "promised", period->promised);
    kam_json_number(json, "delivered", period->delivered);
    kam_json_text(json, "state", kam_period_state_name(period->state));
    kam_json_end_object(json);
}

void
kam_programme_put_promises(const GArray *held, KamJson *json)
{
    kam_json_begin_array(json, "promises");
    for (guint i = 0; i < held->len; i++) {
        const KamPromiseAccount *promise = &g_array_index(held, KamPromiseAccount, i);

        kam_json_begin_object(json, NULL);
        kam_json_id(json, "entitlement_id", promise->promise->id);
        kam_json_text(json, "state", promise_state(promise));
        kam_json_int(json, "deliveries", promise->n_deliveries);
        kam_scope_day_to_json(json, "last_on", promise->last_day);
        kam_json_number(json, "missing", promise->missing);
        kam_scope_day_to_json(json, "late_since", promise->late_since);
        kam_json_begin_array(json, "periods");
        for (guint k = 0; k < promise->periods->len; k++)
            put_period(&g_array_index(promise->periods, KamPromisePeriod, k), json);
        kam_json_end_array(json);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

/* --- alerts ------------------------------------------------------------------------------------------------------- */

static void
put_alert_rules(const KamAlert *alert, KamJson *json)
{
    kam_json_begin_array(json, "rules");
    for (guint i = 0; i < alert->rules->len; i++) {
        const KamProgrammeRule *rule = g_array_index(alert->rules, const KamProgrammeRule *, i);

        kam_json_begin_object(json, NULL);
        kam_json_id(json, "rule_id", rule->id);
        kam_json_text(json, "measure", kam_programme_measure_name(rule->measure));
        kam_json_text(json, "comparison", rule->is_at_most ? "at_most" : "at_least");
        kam_json_number(json, "value", rule->bound);
        kam_json_number(json, "figure", alert->account->figure.of[rule->measure]);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static void
put_alert_promises(const KamAlert *alert, KamJson *json)
{
    kam_json_begin_array(json, "promises");
    for (guint i = 0; i < alert->promises->len; i++) {
        const KamProgrammePromise *promise = g_array_index(alert->promises, const KamProgrammePromise *, i);

        kam_json_begin_object(json, NULL);
        kam_json_id(json, "entitlement_id", promise->id);
        kam_json_text(json, "promise_en", promise->promise_en);
        kam_json_text(json, "promise_sr", promise->promise_sr);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

void
kam_programme_put_alert(const KamProgramme *p, const KamAlert *alert, KamJson *json)
{
    kam_json_begin_object(json, NULL);
    kam_json_text(json, "kind", kam_alert_kind_name(alert->kind));
    kam_json_text(json, "action", kam_alert_action(alert->kind));
    kam_programme_put_name("account", alert->account, json);
    kam_programme_put_owner(alert->account, json);
    kam_programme_put_tier_id(p, "tier_id", alert->account->tier, json);
    kam_programme_put_tier_id(p, "proposed_tier_id", alert->tier, json);
    kam_programme_put_money(p, "at_stake", alert->account->net, json);
    kam_scope_day_to_json(json, "since", alert->since);
    kam_json_number(json, "days", alert->since == KAM_DAY_NONE ? NAN : (double)p->day - alert->since);
    kam_json_int(json, "periods", alert->periods);
    put_alert_rules(alert, json);
    put_alert_promises(alert, json);
    kam_json_end_object(json);
}
