/* Rules, drift, periods that are due, capacity and the hash of a list, on small programmes made by hand. */
#include <locale.h>
#include <math.h>

#include "service/programme/alert.h"
#include "service/programme/capacity.h"
#include "service/programme/review.h"

#define TIER_A 1
#define TIER_B 2

static gint32
day(int year, int month, int dom)
{
    return kam_day_from_civil(year, month, dom);
}

static void
add_tier(KamProgramme *p, gint64 id, const char *code, gint64 capacity, double work_days)
{
    const KamProgrammeTier tier = { .id = id, .code = g_strdup(code), .capacity = capacity, .work_days = work_days };

    g_array_append_val(p->tiers, tier);
}

static void
add_rule(KamProgramme *p, gint64 tier, gboolean is_exit, KamProgrammeMeasure measure, gboolean is_at_most, double bound)
{
    const KamProgrammeRule rule = { .id = p->rules->len + 1,
                                    .tier_id = tier,
                                    .is_exit = is_exit,
                                    .measure = measure,
                                    .is_at_most = is_at_most,
                                    .bound = bound };

    g_array_append_val(p->rules, rule);
}

static void
add_decision(KamProgramme *p, gint64 account, gint64 tier, gint32 on, gint32 review_on)
{
    const KamProgrammeDecision decision = {
        .id = p->decisions->len + 1, .account_id = account, .tier_id = tier, .decided_on = on, .review_on = review_on
    };

    g_array_append_val(p->decisions, decision);
}

/* An account with the last n decisions. */
static KamProgrammeAccount *
add_account(KamProgramme *p, gint64 id, gint64 manager, guint n)
{
    KamProgrammeAccount account = { .id = id, .manager_id = manager, .first = p->decisions->len - n, .n = n };

    kam_programme_figure_clear(&account.figure);
    g_array_append_val(p->accounts, account);
    return &g_array_index(p->accounts, KamProgrammeAccount, p->accounts->len - 1);
}

/* A asks for 100 of sales and a chance of half to be alive, and is left below 60; B asks for 40. */
static KamProgramme *
new_programme(void)
{
    KamProgramme *p = kam_programme_new_empty(day(2026, 5, 10));

    add_tier(p, TIER_A, "A", 2, 10);
    add_tier(p, TIER_B, "B", 0, NAN);
    add_rule(p, TIER_A, FALSE, KAM_PROGRAMME_NET, FALSE, 100);
    add_rule(p, TIER_A, FALSE, KAM_PROGRAMME_ALIVE, FALSE, 50);
    add_rule(p, TIER_A, TRUE, KAM_PROGRAMME_NET, TRUE, 60);
    add_rule(p, TIER_B, FALSE, KAM_PROGRAMME_NET, FALSE, 40);
    return p;
}

static KamProgrammeFigure
figure_of(double net, double alive)
{
    KamProgrammeFigure figure;

    kam_programme_figure_clear(&figure);
    figure.of[KAM_PROGRAMME_NET] = net;
    figure.of[KAM_PROGRAMME_ALIVE] = alive;
    return figure;
}

/* --- rules -------------------------------------------------------------------------------------------------------- */

static void
test_rules__a_bound_is_met_by_itself_and_nothing_is_said_of_the_unknown(void)
{
    const KamProgrammeRule least = { .measure = KAM_PROGRAMME_NET, .bound = 100 };
    const KamProgrammeRule most = { .measure = KAM_PROGRAMME_NET, .bound = 100, .is_at_most = TRUE };
    const KamProgrammeFigure at = figure_of(100, NAN), above = figure_of(100.01, NAN), unknown = figure_of(NAN, NAN);

    g_assert_cmpint(kam_rule_state(&least, &at), ==, KAM_RULE_MET);
    g_assert_cmpint(kam_rule_state(&most, &at), ==, KAM_RULE_MET);
    g_assert_cmpint(kam_rule_state(&most, &above), ==, KAM_RULE_NOT_MET);
    g_assert_cmpint(kam_rule_state(&least, &unknown), ==, KAM_RULE_UNKNOWN);
}

static void
test_rules__all_entry_rules_and_any_exit_rule(void)
{
    g_autoptr(KamProgramme) p = new_programme();
    const KamProgrammeFigure good = figure_of(120, 80), dying = figure_of(120, 20), unsure = figure_of(120, NAN),
                             small = figure_of(60, 90);

    g_assert_cmpint(kam_rules_entry(p, TIER_A, &good), ==, KAM_RULE_MET);
    g_assert_cmpint(kam_rules_entry(p, TIER_A, &dying), ==, KAM_RULE_NOT_MET);
    g_assert_cmpint(kam_rules_entry(p, TIER_A, &unsure), ==, KAM_RULE_UNKNOWN);
    g_assert_cmpint(kam_rules_entry(p, 99, &good), ==, KAM_RULE_UNKNOWN);
    g_assert_true(kam_rules_has_to_leave(p, TIER_A, &small));
    g_assert_false(kam_rules_has_to_leave(p, TIER_A, &good));
    g_assert_cmpint(kam_rules_find_tier(p, &good), ==, 0);
    g_assert_cmpint(kam_rules_find_tier(p, &dying), ==, 1);
}

static void
test_rules__what_is_not_known_moves_nobody(void)
{
    g_autoptr(KamProgramme) p = new_programme();
    const KamProgrammeFigure unknown = figure_of(NAN, NAN), unsure = figure_of(120, NAN), lost = figure_of(10, 90);

    g_assert_cmpint(kam_rules_propose(p, 0, &unknown), ==, 0);
    g_assert_cmpint(kam_rules_propose(p, 0, &unsure), ==, 0);
    g_assert_cmpint(kam_rules_propose(p, -1, &unknown), ==, -1);
    g_assert_cmpint(kam_rules_propose(p, 0, &lost), ==, -1);
}

/* --- tiers -------------------------------------------------------------------------------------------------------- */

static void
test_settle__a_decision_that_confirms_keeps_the_day(void)
{
    g_autoptr(KamProgramme) p = new_programme();
    const KamProgrammeAccount *account;

    add_decision(p, 7, TIER_B, day(2024, 1, 1), KAM_DAY_NONE);
    add_decision(p, 7, TIER_A, day(2025, 1, 1), KAM_DAY_NONE);
    add_decision(p, 7, TIER_A, day(2026, 1, 1), KAM_DAY_NONE);
    add_account(p, 7, 0, 3);
    add_decision(p, 8, TIER_A, day(2024, 1, 1), KAM_DAY_NONE);
    add_decision(p, 8, 0, day(2024, 6, 1), KAM_DAY_NONE);
    add_account(p, 8, 0, 2);
    kam_programme_settle(p);
    account = kam_programme_find_account(p, 7);
    g_assert_cmpint(account->tier, ==, 0);
    g_assert_cmpint(account->since, ==, day(2025, 1, 1));
    account = kam_programme_find_account(p, 8);
    g_assert_cmpint(account->tier, ==, -1);
    g_assert_cmpint(account->since, ==, day(2024, 6, 1));
}

/* --- alerts ------------------------------------------------------------------------------------------------------- */

static KamProgramme *
new_portfolio(void)
{
    KamProgramme *p = new_programme();

    add_decision(p, 1, TIER_A, day(2025, 1, 1), day(2026, 5, 9));
    add_account(p, 1, 0, 1)->figure = figure_of(120, 90);
    add_decision(p, 2, TIER_A, day(2025, 1, 1), day(2026, 5, 10));
    add_account(p, 2, 0, 1)->figure = figure_of(50, 90);
    add_decision(p, 3, TIER_A, day(2025, 1, 1), KAM_DAY_NONE);
    add_account(p, 3, 0, 1)->figure = figure_of(80, 90);
    add_decision(p, 4, TIER_B, day(2025, 1, 1), KAM_DAY_NONE);
    add_account(p, 4, 0, 1)->figure = figure_of(300, 90);
    add_account(p, 5, 0, 0)->figure = figure_of(45, 90);
    add_account(p, 6, 0, 0)->figure = figure_of(5, 90);
    kam_programme_settle(p);
    return p;
}

static void
check_alert(const GArray *alerts, guint i, gint64 account, KamAlertKind kind, gint tier)
{
    const KamAlert *alert = &g_array_index(alerts, KamAlert, i);

    g_assert_cmpint(alert->account->id, ==, account);
    g_assert_cmpint(alert->kind, ==, kind);
    g_assert_cmpint(alert->tier, ==, tier);
}

static void
test_alerts__each_kind_once_the_largest_first(void)
{
    g_autoptr(KamProgramme) p = new_portfolio();
    g_autoptr(GArray) alerts = kam_programme_alerts(p);

    g_assert_cmpuint(alerts->len, ==, 5);
    check_alert(alerts, 0, 4, KAM_ALERT_RISE, 0);
    check_alert(alerts, 1, 1, KAM_ALERT_REVIEW, 0);
    check_alert(alerts, 2, 3, KAM_ALERT_DRIFT, 1);
    check_alert(alerts, 3, 2, KAM_ALERT_EXIT, 1);
    check_alert(alerts, 4, 5, KAM_ALERT_CANDIDATE, 1);
    g_assert_cmpint(g_array_index(alerts, KamAlert, 1).since, ==, day(2026, 5, 9));
    g_assert_cmpuint(g_array_index(alerts, KamAlert, 2).rules->len, ==, 1);
}

static void
test_alerts__without_costs_rules_of_costs_say_nothing(void)
{
    g_autoptr(KamProgramme) p = kam_programme_new_empty(day(2026, 5, 10));
    g_autoptr(GArray) seen = NULL, blind = NULL;
    KamProgrammeAccount *account;

    add_tier(p, TIER_A, "A", 0, NAN);
    add_rule(p, TIER_A, TRUE, KAM_PROGRAMME_MARGIN_RATE, TRUE, 5);
    add_decision(p, 1, TIER_A, day(2025, 1, 1), KAM_DAY_NONE);
    account = add_account(p, 1, 0, 1);
    account->figure.of[KAM_PROGRAMME_MARGIN_RATE] = 3;
    kam_programme_settle(p);
    seen = kam_programme_alerts(p);
    g_assert_cmpuint(seen->len, ==, 1);
    kam_programme_figure_hide_margin(&account->figure);
    blind = kam_programme_alerts(p);
    g_assert_cmpuint(blind->len, ==, 0);
}

/* --- promises ----------------------------------------------------------------------------------------------------- */

static void
add_promise(KamProgramme *p, gint64 id, KamPromiseEvery every, double amount)
{
    const KamProgrammePromise promise = { .id = id, .tier_id = TIER_A, .every = every, .amount = amount };

    g_array_append_val(p->promises, promise);
}

static void
deliver(KamProgramme *p, gint64 promise, gint32 on, double amount)
{
    const KamProgrammeDelivery delivery = { .account_id = 1, .promise_id = promise, .day = on, .amount = amount };

    g_array_append_val(p->deliveries, delivery);
}

static KamProgramme *
new_promised(gint32 since, KamPromiseEvery every, double amount)
{
    KamProgramme *p = new_programme();

    add_promise(p, 1, every, amount);
    add_decision(p, 1, TIER_A, since, KAM_DAY_NONE);
    add_account(p, 1, 0, 1);
    kam_programme_settle(p);
    return p;
}

static const KamPromiseAccount *
hold(const KamProgramme *p, GArray **held)
{
    *held = kam_promises_of_account(p, kam_programme_find_account(p, 1), p->day);
    g_assert_cmpuint((*held)->len, ==, 1);
    return &g_array_index(*held, KamPromiseAccount, 0);
}

static void
check_states(const KamPromiseAccount *held, const KamPeriodState *states, guint n)
{
    g_assert_cmpuint(held->periods->len, ==, n);
    for (guint i = 0; i < n; i++)
        g_assert_cmpint(g_array_index(held->periods, KamPromisePeriod, i).state, ==, states[i]);
}

static void
test_promises__a_missed_month_stays_missed_until_an_extra_one(void)
{
    static const KamPeriodState missed[] = { KAM_PERIOD_KEPT, KAM_PERIOD_LATE, KAM_PERIOD_KEPT, KAM_PERIOD_KEPT,
                                             KAM_PERIOD_DUE };
    static const KamPeriodState made_up[] = { KAM_PERIOD_KEPT, KAM_PERIOD_KEPT_LATE, KAM_PERIOD_KEPT, KAM_PERIOD_KEPT,
                                              KAM_PERIOD_DUE };
    g_autoptr(KamProgramme) p = new_promised(day(2025, 3, 1), KAM_PROMISE_MONTH, NAN);
    g_autoptr(GArray) before = NULL, after = NULL;
    const KamPromiseAccount *held;

    deliver(p, 1, day(2026, 1, 31), NAN);
    deliver(p, 1, day(2026, 3, 1), NAN);
    deliver(p, 1, day(2026, 4, 3), NAN);
    held = hold(p, &before);
    check_states(held, missed, G_N_ELEMENTS(missed));
    g_assert_cmpuint(held->kept, ==, 3);
    g_assert_cmpuint(held->ended, ==, 4);
    g_assert_cmpint(held->late_since, ==, day(2026, 2, 28));
    deliver(p, 1, day(2026, 4, 20), NAN);
    held = hold(p, &after);
    check_states(held, made_up, G_N_ELEMENTS(made_up));
    g_assert_cmpuint(held->late, ==, 0);
}

static void
test_promises__amounts_add_up_within_a_quarter(void)
{
    static const KamPeriodState states[] = { KAM_PERIOD_LATE, KAM_PERIOD_KEPT };
    g_autoptr(KamProgramme) p = new_promised(day(2025, 3, 1), KAM_PROMISE_QUARTER, 3);
    g_autoptr(GArray) held = NULL;
    const KamPromiseAccount *promise;

    deliver(p, 1, day(2026, 2, 1), 1.5);
    deliver(p, 1, day(2026, 4, 1), 2);
    deliver(p, 1, day(2026, 4, 2), 1.25);
    promise = hold(p, &held);
    check_states(promise, states, G_N_ELEMENTS(states));
    g_assert_cmpfloat(promise->missing, ==, 1.25); /* 3 - 1.5 - 0.25 that April did not lack */
}

static void
test_promises__periods_count_from_the_first_whole_one_in_the_tier(void)
{
    g_autoptr(KamProgramme) month = new_promised(day(2026, 3, 2), KAM_PROMISE_MONTH, NAN);
    g_autoptr(KamProgramme) year = new_promised(day(2026, 3, 2), KAM_PROMISE_YEAR, NAN);
    g_autoptr(KamProgramme) asked = new_promised(day(2024, 3, 2), KAM_PROMISE_ON_REQUEST, NAN);
    g_autoptr(GArray) months = NULL, years = NULL, requests = NULL;
    const KamPromiseAccount *held = hold(month, &months);

    g_assert_cmpuint(held->periods->len, ==, 2); /* April and May */
    g_assert_cmpuint(held->late, ==, 1);
    g_assert_cmpuint(hold(year, &years)->periods->len, ==, 0);
    deliver(asked, 1, day(2026, 2, 2), NAN);
    held = hold(asked, &requests);
    g_assert_cmpuint(held->periods->len, ==, 0);
    g_assert_cmpuint(held->n_deliveries, ==, 1);
}

static void
test_promises__late_ones_are_an_alert(void)
{
    g_autoptr(KamProgramme) p = new_promised(day(2025, 3, 1), KAM_PROMISE_MONTH, NAN);
    g_autoptr(GArray) alerts = kam_programme_alerts(p);
    const KamAlert *alert = &g_array_index(alerts, KamAlert, 0);

    g_assert_cmpuint(alerts->len, ==, 1);
    g_assert_cmpint(alert->kind, ==, KAM_ALERT_PROMISE_LATE);
    g_assert_cmpuint(alert->periods, ==, 4);
    g_assert_cmpint(alert->since, ==, day(2026, 1, 31));
    g_assert_cmpuint(alert->promises->len, ==, 1);
}

/* --- capacity ----------------------------------------------------------------------------------------------------- */

static void
test_capacity__days_of_accounts_against_days_of_people(void)
{
    g_autoptr(KamProgramme) p = new_programme();
    const KamProgrammePerson ana = { .id = 70, .name = g_strdup("Ana"), .days = 15 };
    const KamProgrammePerson none = { .id = 71, .name = g_strdup("Iva"), .days = -1 };
    g_autoptr(KamCapacity) capacity = NULL;
    const KamManagerCapacity *manager;

    p->is_whole = TRUE;
    g_array_append_val(p->people, ana);
    g_array_append_val(p->people, none);
    for (gint64 id = 1; id <= 3; id++) {
        add_decision(p, id, id == 3 ? TIER_B : TIER_A, day(2025, 1, 1), KAM_DAY_NONE);
        add_account(p, id, id == 3 ? 0 : 70, 1);
    }
    add_account(p, 4, 70, 0); /* a candidate takes no days */
    kam_programme_settle(p);
    capacity = kam_capacity_new(p);
    g_assert_cmpuint(capacity->managers->len, ==, 2);
    manager = &g_array_index(capacity->managers, KamManagerCapacity, 0);
    g_assert_cmpuint(manager->accounts, ==, 2);
    g_assert_cmpfloat(manager->days, ==, 20);
    g_assert_cmpint(manager->has_days, ==, 15);
    manager = &g_array_index(capacity->managers, KamManagerCapacity, 1);
    g_assert_cmpint(manager->id, ==, 0);
    g_assert_cmpuint(manager->unsaid, ==, 1);
    g_assert_cmpuint(capacity->tier[0].accounts, ==, 2);
    g_assert_true(isnan(capacity->tier[1].days));
}

/* --- the list ----------------------------------------------------------------------------------------------------- */

static void
test_hash__order_does_not_matter_and_every_word_does(void)
{
    char keep[] = "keep", leave[] = "leave", why[] = "a", other[] = "b";
    const KamReviewItem one = { .account_id = 1, .from_tier_id = 1, .to_tier_id = 1, .verdict = keep };
    const KamReviewItem two = { .account_id = 2, .from_tier_id = 1, .verdict = leave, .reason = why };
    KamReviewItem changed = two;
    g_autoptr(GArray) a = g_array_new(FALSE, FALSE, sizeof(KamReviewItem));
    g_autoptr(GArray) b = g_array_new(FALSE, FALSE, sizeof(KamReviewItem));
    g_autofree char *first = NULL, *second = NULL, *third = NULL;

    g_array_append_val(a, one);
    g_array_append_val(a, two);
    g_array_append_val(b, two);
    g_array_append_val(b, one);
    first = kam_review_dup_hash(a);
    second = kam_review_dup_hash(b);
    g_assert_cmpstr(first, ==, second);
    changed.reason = other;
    g_array_index(b, KamReviewItem, 0) = changed;
    third = kam_review_dup_hash(b);
    g_assert_cmpstr(first, !=, third);
}

int
main(int argc, char **argv)
{
    setlocale(LC_ALL, "C.UTF-8");
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rules/bounds", test_rules__a_bound_is_met_by_itself_and_nothing_is_said_of_the_unknown);
    g_test_add_func("/rules/entry_and_exit", test_rules__all_entry_rules_and_any_exit_rule);
    g_test_add_func("/rules/unknown", test_rules__what_is_not_known_moves_nobody);
    g_test_add_func("/settle/since", test_settle__a_decision_that_confirms_keeps_the_day);
    g_test_add_func("/alerts/kinds", test_alerts__each_kind_once_the_largest_first);
    g_test_add_func("/alerts/margins", test_alerts__without_costs_rules_of_costs_say_nothing);
    g_test_add_func("/promises/missed", test_promises__a_missed_month_stays_missed_until_an_extra_one);
    g_test_add_func("/promises/amounts", test_promises__amounts_add_up_within_a_quarter);
    g_test_add_func("/promises/first_period", test_promises__periods_count_from_the_first_whole_one_in_the_tier);
    g_test_add_func("/promises/alert", test_promises__late_ones_are_an_alert);
    g_test_add_func("/capacity/days", test_capacity__days_of_accounts_against_days_of_people);
    g_test_add_func("/hash/list", test_hash__order_does_not_matter_and_every_word_does);
    return g_test_run();
}
