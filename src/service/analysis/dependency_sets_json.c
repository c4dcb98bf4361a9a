/* Losses of several at once, as JSON. */
#include <math.h>

#include "service/analysis/dependency_parts.h"

typedef KamDependencyWriter Writer;

static double
share_of(gint64 part, gint64 whole)
{
    return whole > 0 ? (double)part / (double)whole : (double)NAN;
}

static void
put_lost(const Writer *w, const KamDependencySet *set)
{
    kam_json_begin_array(w->json, "lost");
    for (guint i = 0; i < set->lost->len; i++) {
        guint32 holder = g_array_index(set->lost, guint32, i);
        const KamDependencyHolder *row = kam_dependency_find(w->analysis, holder);

        kam_json_begin_object(w->json, NULL);
        kam_dependency_put_holder(w, holder);
        kam_json_money(w->json, "net", row != NULL ? row->net_micro : 0, w->currency);
        if (row != NULL) {
            kam_dependency_put_estimate(w, "probability_of_loss", kam_dependency_probability(w->analysis, row));
            kam_dependency_put_money_estimate(w, "expected_loss", kam_dependency_net_loss(w->analysis, row));
            kam_dependency_put_profit_of(w, row);
        }
        kam_json_end_object(w->json);
    }
    kam_json_end_array(w->json);
}

/* How likely it is that they go, all or any of them. */
static void
put_chances(const Writer *w, const KamRiskTogether *together)
{
    const KamDependencyAnalysis *a = w->analysis;
    gboolean is_known = kam_dependency_knows_chances(a) && together->n > 0;
    KamRiskEstimate all = kam_risk_unknown(), any = kam_risk_unknown();

    if (is_known) {
        all = kam_risk_together_all(together, &a->losses->fit);
        any = kam_risk_together_any(together, &a->losses->fit);
    }
    kam_dependency_put_estimate(w, "probability_all", all);
    kam_json_number(w->json, "probability_all_at_most", is_known ? together->least : (double)NAN);
    kam_dependency_put_estimate(w, "probability_any", any);
    kam_json_number(w->json, "probability_any_at_least", is_known ? together->most : (double)NAN);
}

static void
put_profit(const Writer *w, const KamDependencySet *set)
{
    const KamDependencyAnalysis *a = w->analysis;
    gint64 whole = a->whole.contribution_micro, lost = whole - set->after.contribution_micro;
    KamRiskEstimate expected;

    if (!a->has_profit) {
        kam_json_null(w->json, "profit");
        return;
    }
    expected = kam_dependency_set_contribution_loss(a, set);
    kam_json_begin_object(w->json, "profit");
    kam_json_money(w->json, "contribution_lost", lost, w->currency);
    kam_json_number(w->json, "share_lost", share_of(lost, whole));
    kam_json_number(w->json, "cover_lost", kam_dependency_cover_of(a, (double)lost));
    kam_dependency_put_money_estimate(w, "expected_loss", expected);
    kam_json_number(w->json, "expected_cover_lost", kam_dependency_cover_of(a, expected.value * 1e6));
    kam_json_end_object(w->json);
}

/* Which are lost, what they take with them, how likely that is, and what is left. */
static void
put_set(const Writer *w, const char *name, const KamDependencySet *set)
{
    gint64 whole = w->analysis->whole.net_micro, lost = whole - set->after.net_micro;

    kam_json_begin_object(w->json, name);
    put_lost(w, set);
    kam_json_money(w->json, "net_lost", lost, w->currency);
    kam_json_number(w->json, "share_lost", share_of(lost, whole));
    kam_dependency_put_money_estimate(w, "expected_loss", kam_dependency_set_net_loss(w->analysis, set));
    put_chances(w, &set->together);
    put_profit(w, set);
    kam_dependency_put_state(w, "after", &set->after);
    kam_json_end_object(w->json);
}

static const char *
reason_of_least(const KamDependencyAnalysis *analysis)
{
    if (analysis->question.fixed_cost_micro == KAM_DEPENDENCY_NO_AMOUNT)
        return "not known: say the fixed cost of a year (fixed_cost)";
    if (!analysis->has_profit)
        return "not enough data: a cost is known for less than 80% of the amounts";
    return "the contribution does not cover the fixed cost as it is";
}

static const char *
reason_of_least_for_loss(const KamDependencyAnalysis *analysis)
{
    return analysis->question.loss_micro == KAM_DEPENDENCY_NO_AMOUNT
               ? "not asked: say how much net of a year may not be lost (loss)"
               : "all customers together do not bring that much";
}

static void
put_set_or_reason(const Writer *w, const char *name, gboolean is_known, const KamDependencySet *set, const char *reason)
{
    g_autofree char *name_of_reason = g_strconcat(name, "_reason", NULL);

    if (is_known) {
        put_set(w, name, set);
        return;
    }
    kam_json_null(w->json, name);
    if (reason != NULL)
        kam_json_text(w->json, name_of_reason, reason);
}

/* Over all customers, each lost by itself or not. */
static void
put_expected(const Writer *w)
{
    const KamDependencyAnalysis *a = w->analysis;
    KamRiskEstimate net = kam_dependency_set_net_loss(a, &a->everybody),
                    contribution = kam_dependency_set_contribution_loss(a, &a->everybody);
    double left = (double)a->whole.contribution_micro - contribution.value * 1e6;

    kam_json_begin_object(w->json, "expected");
    kam_dependency_put_money_estimate(w, "net_lost", net);
    kam_json_number(w->json, "share_lost",
                    a->whole.net_micro > 0 ? net.value * 1e6 / (double)a->whole.net_micro : (double)NAN);
    if (a->has_profit) {
        kam_json_begin_object(w->json, "profit");
        kam_dependency_put_money_estimate(w, "contribution_lost", contribution);
        kam_json_number(w->json, "cover_after", kam_dependency_cover_of(a, left));
        kam_json_number(w->json, "probability_not_covered", a->chance_not_covered);
        kam_json_end_object(w->json);
    } else {
        kam_json_null(w->json, "profit");
    }
    kam_json_end_object(w->json);
}

void
kam_dependency_sets_to_json(const KamDependencyWriter *w)
{
    const KamDependencyAnalysis *a = w->analysis;

    put_expected(w);
    put_set_or_reason(w, "stress", a->has_stress, &a->stress, NULL);
    put_set_or_reason(w, "least_set", a->has_least, &a->least, reason_of_least(a));
    put_set_or_reason(w, "least_for_loss", a->has_least_for_loss, &a->least_for_loss, reason_of_least_for_loss(a));
}
