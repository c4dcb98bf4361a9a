/* Finding what is wrong, account by account. */
#include "service/programme/alert.h"

#include <math.h>

static const struct {
    const char *name, *action;
} kinds[KAM_ALERT_KIND_N] = {
    [KAM_ALERT_EXIT] = { "exit", "decide" },     [KAM_ALERT_DRIFT] = { "drift", "decide" },
    [KAM_ALERT_RISE] = { "rise", "decide" },     [KAM_ALERT_CANDIDATE] = { "candidate", "decide" },
    [KAM_ALERT_REVIEW] = { "review", "review" }, [KAM_ALERT_PROMISE_LATE] = { "promise_late", "deliver" },
};

const char *
kam_alert_kind_name(KamAlertKind kind)
{
    return kinds[kind].name;
}

const char *
kam_alert_action(KamAlertKind kind)
{
    return kinds[kind].action;
}

static KamAlert
new_alert(KamAlertKind kind, const KamProgrammeAccount *account, gint tier)
{
    return (KamAlert) { .kind = kind,
                        .account = account,
                        .tier = tier,
                        .at_stake = account->figure.of[KAM_PROGRAMME_NET],
                        .since = KAM_DAY_NONE,
                        .rules = g_array_new(FALSE, FALSE, sizeof(const KamProgrammeRule *)),
                        .promises = g_array_new(FALSE, FALSE, sizeof(const KamProgrammePromise *)) };
}

static void
clear_alert(gpointer data)
{
    KamAlert *alert = data;

    g_array_unref(alert->rules);
    g_array_unref(alert->promises);
}

/* The rules of a tier that are in a state. */
static void
add_rules(KamAlert *alert, const KamProgramme *p, gint tier, gboolean is_exit, KamRuleState state)
{
    for (guint i = 0; i < p->rules->len; i++) {
        const KamProgrammeRule *rule = &g_array_index(p->rules, KamProgrammeRule, i);

        if (rule->tier_id == kam_programme_tier(p, tier)->id && rule->is_exit == is_exit &&
            kam_rule_state(rule, &alert->account->figure) == state)
            g_array_append_val(alert->rules, rule);
    }
}

/* At most one alert of an account comes of rules: the strongest. */
static void
look_at_rules(GArray *alerts, const KamProgramme *p, const KamProgrammeAccount *account)
{
    gint fits = kam_rules_propose(p, account->tier, &account->figure);
    const KamProgrammeTier *tier = kam_programme_tier(p, account->tier);
    KamAlert alert;

    if (tier != NULL && kam_rules_has_to_leave(p, tier->id, &account->figure)) {
        alert = new_alert(KAM_ALERT_EXIT, account, fits);
        add_rules(&alert, p, account->tier, TRUE, KAM_RULE_MET);
    } else if (tier != NULL && (fits < 0 || fits >= account->tier) &&
               kam_rules_entry(p, tier->id, &account->figure) == KAM_RULE_NOT_MET) {
        alert = new_alert(KAM_ALERT_DRIFT, account, fits);
        add_rules(&alert, p, account->tier, FALSE, KAM_RULE_NOT_MET);
    } else if (fits >= 0 && fits != account->tier) {
        alert = new_alert(tier == NULL ? KAM_ALERT_CANDIDATE : KAM_ALERT_RISE, account, fits);
        add_rules(&alert, p, fits, FALSE, KAM_RULE_MET);
    } else {
        return;
    }
    g_array_append_val(alerts, alert);
}

static void
look_at_review(GArray *alerts, const KamProgramme *p, const KamProgrammeAccount *account)
{
    const KamProgrammeDecision *last = kam_programme_last_decision(p, account);
    KamAlert alert;

    if (account->tier < 0 || last == NULL || last->review_on == KAM_DAY_NONE || last->review_on >= p->day)
        return;
    alert = new_alert(KAM_ALERT_REVIEW, account, account->tier);
    alert.since = last->review_on;
    g_array_append_val(alerts, alert);
}

static void
look_at_promises(GArray *alerts, const KamProgramme *p, const KamProgrammeAccount *account)
{
    g_autoptr(GArray) held = kam_promises_of_account(p, account, p->day);
    KamAlert alert = new_alert(KAM_ALERT_PROMISE_LATE, account, account->tier);

    for (guint i = 0; i < held->len; i++) {
        const KamPromiseAccount *promise = &g_array_index(held, KamPromiseAccount, i);

        if (promise->late == 0)
            continue;
        alert.periods += promise->late;
        if (alert.since == KAM_DAY_NONE || promise->late_since < alert.since)
            alert.since = promise->late_since;
        g_array_append_val(alert.promises, promise->promise);
    }
    if (alert.periods > 0)
        g_array_append_val(alerts, alert);
    else
        clear_alert(&alert);
}

static void
look_at_account(GArray *alerts, const KamProgramme *p, const KamProgrammeAccount *account)
{
    look_at_rules(alerts, p, account);
    look_at_review(alerts, p, account);
    look_at_promises(alerts, p, account);
}

static GArray *
new_alerts(void)
{
    GArray *alerts = g_array_new(FALSE, FALSE, sizeof(KamAlert));

    g_array_set_clear_func(alerts, clear_alert);
    return alerts;
}

GArray *
kam_programme_alerts_of(const KamProgramme *programme, const KamProgrammeAccount *account)
{
    GArray *alerts = new_alerts();

    look_at_account(alerts, programme, account);
    return alerts;
}

static int
compare_alerts(gconstpointer a, gconstpointer b)
{
    const KamAlert *x = a, *y = b;
    double left = isnan(x->at_stake) ? -INFINITY : x->at_stake, right = isnan(y->at_stake) ? -INFINITY : y->at_stake;

    if (left != right)
        return left < right ? 1 : -1;
    if (x->account->id != y->account->id)
        return x->account->id < y->account->id ? -1 : 1;
    return (int)x->kind - (int)y->kind;
}

GArray *
kam_programme_alerts(const KamProgramme *programme)
{
    GArray *alerts = new_alerts();

    for (guint i = 0; i < programme->accounts->len; i++)
        look_at_account(alerts, programme, &g_array_index(programme->accounts, KamProgrammeAccount, i));
    g_array_sort(alerts, compare_alerts);
    return alerts;
}
