/* Dependency as JSON; what needs costs stands under "profit" and "least_set". */
#include <math.h>

#include "service/analysis/dependency.h"
#include "service/report/report.h"

typedef struct {
    const KamDependencyAnalysis *analysis;
    const char *currency;
    KamJson *json;
} Writer;

static void
put_money(const Writer *w, const char *name, double amount)
{
    if (isfinite(amount))
        kam_json_money(w->json, name, (gint64)llround(amount * 1e6), w->currency);
    else
        kam_json_null(w->json, name);
}

static void
put_holder(const Writer *w, guint32 index)
{
    const KamHolder *holder = &g_array_index(w->analysis->holders.list, KamHolder, index);

    if (holder->id != 0)
        kam_json_id(w->json, "id", holder->id);
    kam_json_text(w->json, "number", holder->number);
    kam_json_text(w->json, "name", holder->name);
}

/* What is left of contribution and cover. */
static void
put_left(const Writer *w, const KamDependencyState *state)
{
    gint64 fixed = w->analysis->question.fixed_cost_micro;

    kam_json_money(w->json, "contribution", state->contribution_micro, w->currency);
    kam_json_number(w->json, "cover", kam_dependency_cover(w->analysis, state));
    if (fixed == KAM_DEPENDENCY_NO_COST) {
        kam_json_null(w->json, "result");
        return;
    }
    kam_json_money(w->json, "result", state->contribution_micro - fixed, w->currency);
    kam_json_bool(w->json, "is_covered", state->contribution_micro >= fixed);
}

static void
put_state(const Writer *w, const char *name, const KamDependencyState *state)
{
    kam_json_begin_object(w->json, name);
    kam_json_money(w->json, "net", state->net_micro, w->currency);
    kam_json_number(w->json, "hhi", state->hhi);
    if (w->analysis->has_profit) {
        kam_json_begin_object(w->json, "profit");
        put_left(w, state);
        kam_json_end_object(w->json);
    } else {
        kam_json_null(w->json, "profit");
    }
    kam_json_end_object(w->json);
}

static void
put_profit_of(const Writer *w, const KamDependencyHolder *row)
{
    gint64 whole = w->analysis->whole.contribution_micro;

    if (!row->has_profit || !w->analysis->has_profit) {
        kam_json_null(w->json, "profit");
        return;
    }
    kam_json_begin_object(w->json, "profit");
    kam_json_money(w->json, "contribution", row->contribution_micro, w->currency);
    kam_json_number(w->json, "share", whole > 0 ? (double)row->contribution_micro / (double)whole : (double)NAN);
    put_money(w, "expected_loss", row->probability_of_loss * (double)row->contribution_micro / 1e6);
    kam_json_end_object(w->json);
}

static void
put_row(const Writer *w, const KamDependencyHolder *row)
{
    double loss, lower, upper;

    kam_dependency_expected_loss(row, &loss, &lower, &upper);
    kam_json_begin_object(w->json, NULL);
    put_holder(w, row->holder);
    kam_json_int(w->json, "rank", row->rank);
    kam_json_money(w->json, "net", row->net_micro, w->currency);
    kam_json_number(w->json, "share", row->share);
    kam_json_number(w->json, "probability_of_loss", row->probability_of_loss);
    put_money(w, "expected_loss", loss);
    put_money(w, "expected_loss_lower", lower);
    put_money(w, "expected_loss_upper", upper);
    put_profit_of(w, row);
    put_state(w, "after", &row->after);
    kam_json_begin_array(w->json, "series");
    for (guint p = 0; p < w->analysis->n_periods; p++) {
        kam_json_begin_object(w->json, NULL);
        kam_json_text(w->json, "label", w->analysis->periods[p].label);
        kam_json_number(w->json, "share", row->shares[p]);
        kam_json_end_object(w->json);
    }
    kam_json_end_array(w->json);
    kam_json_end_object(w->json);
}

static void
put_periods(const Writer *w)
{
    kam_json_begin_array(w->json, "periods");
    for (guint p = 0; p < w->analysis->n_periods; p++) {
        const KamDependencyPeriod *period = &w->analysis->periods[p];

        kam_json_begin_object(w->json, NULL);
        kam_json_text(w->json, "label", period->label);
        kam_scope_day_to_json(w->json, "from", period->from);
        kam_scope_day_to_json(w->json, "to", period->to);
        kam_json_bool(w->json, "whole", period->is_whole);
        kam_json_money(w->json, "net", period->net_micro, w->currency);
        kam_json_end_object(w->json);
    }
    kam_json_end_array(w->json);
}

/* Which are lost, and what is left. */
static void
put_stress(const Writer *w, const char *name, const KamDependencyStress *stress)
{
    gint64 whole = w->analysis->whole.net_micro, lost = whole - stress->after.net_micro;

    kam_json_begin_object(w->json, name);
    kam_json_begin_array(w->json, "lost");
    for (guint i = 0; i < stress->lost->len; i++) {
        guint32 holder = g_array_index(stress->lost, guint32, i);
        const KamDependencyHolder *row = kam_dependency_find(w->analysis, holder);

        kam_json_begin_object(w->json, NULL);
        put_holder(w, holder);
        kam_json_money(w->json, "net", row != NULL ? row->net_micro : 0, w->currency);
        if (row != NULL)
            put_profit_of(w, row);
        kam_json_end_object(w->json);
    }
    kam_json_end_array(w->json);
    kam_json_money(w->json, "net_lost", lost, w->currency);
    kam_json_number(w->json, "share_lost", whole > 0 ? (double)lost / (double)whole : (double)NAN);
    put_state(w, "after", &stress->after);
    kam_json_end_object(w->json);
}

static const char *
reason_of_least(const KamDependencyAnalysis *analysis)
{
    if (analysis->question.fixed_cost_micro == KAM_DEPENDENCY_NO_COST)
        return "not known: say the fixed cost of a year (fixed_cost)";
    if (!analysis->has_profit)
        return "not enough data: a cost is known for less than 80% of the amounts";
    return "the contribution does not cover the fixed cost as it is";
}

static void
put_sets(const Writer *w)
{
    const KamDependencyAnalysis *a = w->analysis;

    if (a->has_stress)
        put_stress(w, "stress", &a->stress);
    else
        kam_json_null(w->json, "stress");
    if (a->has_least) {
        put_stress(w, "least_set", &a->least);
        return;
    }
    kam_json_null(w->json, "least_set");
    kam_json_text(w->json, "least_set_reason", reason_of_least(a));
}

static void
put_question(const Writer *w)
{
    const KamDependencyAnalysis *a = w->analysis;
    g_autofree char *groups = kam_groups_at_dup_word(&a->question.groups);

    kam_json_text(w->json, "by", a->question.by_group ? "group" : "account");
    kam_json_text(w->json, "groups", a->question.by_group ? groups : NULL);
    kam_json_begin_object(w->json, "year");
    kam_scope_day_to_json(w->json, "from", a->year_from);
    kam_scope_day_to_json(w->json, "to", a->scope.as_of_day);
    kam_json_int(w->json, "months", a->year_months);
    kam_json_end_object(w->json);
    if (a->question.fixed_cost_micro != KAM_DEPENDENCY_NO_COST) {
        kam_json_money(w->json, "fixed_cost", a->question.fixed_cost_micro, w->currency);
        return;
    }
    kam_json_null(w->json, "fixed_cost");
    kam_json_text(w->json, "fixed_cost_reason", "not known: say the fixed cost of a year (fixed_cost)");
}

static void
put_reasons(const Writer *w)
{
    if (!w->analysis->has_profit)
        kam_json_text(w->json, "profit_reason", "not enough data: a cost is known for less than 80% of the amounts");
    if (!w->analysis->knows_probability)
        kam_json_text(w->json, "probability_reason",
                      "not enough data: customers must have bought on more than one day");
}

void
kam_dependency_analysis_to_json(const KamDependencyAnalysis *analysis, guint limit, KamJson *json)
{
    const Writer w = { analysis, kam_report_currency_of(analysis->scope.facts), json };
    guint shown = limit == 0 ? analysis->list->len : MIN(analysis->list->len, limit);

    kam_json_begin_object(json, NULL);
    kam_scope_to_json(&analysis->scope, "dependency", json);
    kam_json_text(json, "method", "docs/methods/dependency.md");
    put_question(&w);
    kam_json_int(json, "holders", analysis->n_holders);
    put_state(&w, "whole", &analysis->whole);
    put_reasons(&w);
    kam_json_begin_array(json, "accounts");
    for (guint i = 0; i < shown; i++)
        put_row(&w, &g_array_index(analysis->list, KamDependencyHolder, i));
    kam_json_end_array(json);
    put_periods(&w);
    put_sets(&w);
    kam_json_text(json, "assumption", "nothing is assumed that others would buy instead, and no cost that would fall");
    kam_json_end_object(json);
}
