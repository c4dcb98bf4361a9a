/* Dependency as JSON; what needs costs stands under "profit" and "least_set". */
#include <math.h>

#include "service/analysis/dependency_parts.h"
#include "service/analysis/group_parameters.h"
#include "service/report/report.h"

typedef KamDependencyWriter Writer;

static void
put_money(const Writer *w, const char *name, double amount)
{
    if (isfinite(amount))
        kam_json_money(w->json, name, (gint64)llround(amount * 1e6), w->currency);
    else
        kam_json_null(w->json, name);
}

static void
put_bounds(const Writer *w, const char *name, KamRiskEstimate estimate,
           void (*put)(const Writer *w, const char *name, double value))
{
    g_autofree char *lower = g_strconcat(name, "_lower", NULL), *upper = g_strconcat(name, "_upper", NULL);

    put(w, name, estimate.value);
    put(w, lower, estimate.lower);
    put(w, upper, estimate.upper);
}

static void
put_number(const Writer *w, const char *name, double value)
{
    kam_json_number(w->json, name, value);
}

void
kam_dependency_put_estimate(const KamDependencyWriter *w, const char *name, KamRiskEstimate estimate)
{
    put_bounds(w, name, estimate, put_number);
}

void
kam_dependency_put_money_estimate(const KamDependencyWriter *w, const char *name, KamRiskEstimate estimate)
{
    put_bounds(w, name, estimate, put_money);
}

void
kam_dependency_put_holder(const KamDependencyWriter *w, guint32 index)
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
    if (fixed == KAM_DEPENDENCY_NO_AMOUNT) {
        kam_json_null(w->json, "result");
        return;
    }
    kam_json_money(w->json, "result", state->contribution_micro - fixed, w->currency);
    kam_json_bool(w->json, "is_covered", state->contribution_micro >= fixed);
}

void
kam_dependency_put_state(const KamDependencyWriter *w, const char *name, const KamDependencyState *state)
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

void
kam_dependency_put_profit_of(const KamDependencyWriter *w, const KamDependencyHolder *row)
{
    const KamDependencyAnalysis *a = w->analysis;
    gint64 whole = a->whole.contribution_micro;
    KamRiskEstimate loss;

    if (!row->has_profit || !a->has_profit) {
        kam_json_null(w->json, "profit");
        return;
    }
    loss = kam_dependency_contribution_loss(a, row);
    kam_json_begin_object(w->json, "profit");
    kam_json_money(w->json, "contribution", row->contribution_micro, w->currency);
    kam_json_number(w->json, "share", whole > 0 ? (double)row->contribution_micro / (double)whole : (double)NAN);
    kam_json_number(w->json, "covers", kam_dependency_cover_of(a, (double)row->contribution_micro));
    kam_dependency_put_money_estimate(w, "expected_loss", loss);
    kam_json_number(w->json, "expected_cover_lost", kam_dependency_cover_of(a, loss.value * 1e6));
    kam_json_end_object(w->json);
}

static void
put_series(const Writer *w, guint place)
{
    kam_json_begin_array(w->json, "series");
    for (guint p = 0; p < w->analysis->n_periods; p++) {
        kam_json_begin_object(w->json, NULL);
        kam_json_text(w->json, "label", w->analysis->periods[p].label);
        kam_json_number(w->json, "share", w->analysis->shares[place * KAM_DEPENDENCY_PERIODS + p]);
        kam_json_end_object(w->json);
    }
    kam_json_end_array(w->json);
}

static void
put_row(const Writer *w, guint place)
{
    const KamDependencyAnalysis *a = w->analysis;
    const KamDependencyHolder *row = &g_array_index(a->list, KamDependencyHolder, place);

    kam_json_begin_object(w->json, NULL);
    kam_dependency_put_holder(w, row->holder);
    kam_json_int(w->json, "rank", row->rank);
    kam_scope_day_to_json(w->json, "first_purchase", row->has_first_day ? row->first_day : KAM_DAY_NONE);
    kam_json_money(w->json, "net", row->net_micro, w->currency);
    kam_json_number(w->json, "share", row->share);
    kam_dependency_put_estimate(w, "probability_of_loss", kam_dependency_probability(a, row));
    kam_dependency_put_estimate(w, "probability_of_silence", kam_dependency_silence(a, row));
    kam_json_number(w->json, "probability_lost_today", kam_dependency_lost_today(a, row));
    kam_dependency_put_money_estimate(w, "expected_loss", kam_dependency_net_loss(a, row));
    kam_dependency_put_profit_of(w, row);
    kam_dependency_put_state(w, "after", &row->after);
    put_series(w, place);
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

static void
put_question(const Writer *w)
{
    const KamDependencyAnalysis *a = w->analysis;

    kam_json_text(w->json, "by", a->question.by_group ? "group" : "account");
    kam_group_parameters_to_json(a->question.by_group, &a->question.groups, w->json);
    kam_json_begin_object(w->json, "year");
    kam_scope_day_to_json(w->json, "from", a->year_from);
    kam_scope_day_to_json(w->json, "to", a->scope.as_of_day);
    kam_json_int(w->json, "months", a->year_months);
    kam_json_end_object(w->json);
    kam_json_int(w->json, "horizon_months", a->question.months);
    if (a->question.fixed_cost_micro != KAM_DEPENDENCY_NO_AMOUNT) {
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
    if (w->analysis->losses->status != KAM_CALC_OK)
        kam_json_text(w->json, "probability_reason",
                      "not enough data: customers must have bought on more than one day");
    else if (!kam_dependency_knows_chances(w->analysis))
        kam_json_text(w->json, "probability_reason",
                      "not enough data: they show nobody who was lost, so that the chance of it cannot be told");
    if (w->analysis->losses->status == KAM_CALC_OK)
        kam_json_text(w->json, "model", kam_clv_model_name(w->analysis->losses->fit.parameters.model));
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
    kam_dependency_put_state(&w, "whole", &analysis->whole);
    put_reasons(&w);
    kam_json_begin_array(json, "accounts");
    for (guint i = 0; i < shown; i++)
        put_row(&w, i);
    kam_json_end_array(json);
    put_periods(&w);
    kam_dependency_sets_to_json(&w);
    kam_json_text(json, "assumption", "nothing is assumed that others would buy instead, and no cost that would fall");
    kam_json_end_object(json);
}
