/* Making the whole: the year, the largest, sets of them, and what is told of each. */
#include "service/analysis/dependency_parts.h"

#include <math.h>

#include "service/report/period.h"

#define MONTHS 12
#define NORMAL_90 1.6448536269514722

const KamDependencyHolder *
kam_dependency_find(const KamDependencyAnalysis *analysis, guint32 holder)
{
    guint32 place = analysis->place[holder];

    return place == KAM_NO_INDEX ? NULL : &g_array_index(analysis->all, KamDependencyHolder, place);
}

gboolean
kam_dependency_knows_chances(const KamDependencyAnalysis *analysis)
{
    return analysis->losses->shows_losses;
}

double
kam_dependency_cover_of(const KamDependencyAnalysis *analysis, double contribution_micro)
{
    gint64 fixed = analysis->question.fixed_cost_micro;

    return fixed > 0 && analysis->has_profit ? contribution_micro / (double)fixed : (double)NAN;
}

double
kam_dependency_cover(const KamDependencyAnalysis *analysis, const KamDependencyState *state)
{
    return kam_dependency_cover_of(analysis, (double)state->contribution_micro);
}

/* --- how likely, and how much --- */

static KamRiskEstimate
share_of(const KamDependencyAnalysis *analysis, const KamDependencyHolder *holder, const KamRisk *risk,
         gboolean is_known)
{
    if (!is_known)
        return kam_risk_unknown();
    return kam_risk_share(risk, (double)holder->net_micro / 1e6, &analysis->losses->fit);
}

KamRiskEstimate
kam_dependency_probability(const KamDependencyAnalysis *analysis, const KamDependencyHolder *holder)
{
    return share_of(analysis, holder, &holder->net_at_risk, kam_dependency_knows_chances(analysis));
}

KamRiskEstimate
kam_dependency_silence(const KamDependencyAnalysis *analysis, const KamDependencyHolder *holder)
{
    return share_of(analysis, holder, &holder->net_silent, analysis->losses->status == KAM_CALC_OK);
}

double
kam_dependency_lost_today(const KamDependencyAnalysis *analysis, const KamDependencyHolder *holder)
{
    double net = (double)holder->net_micro / 1e6;

    return kam_dependency_knows_chances(analysis) && net > 0 ? CLAMP(holder->net_gone / net, 0, 1) : (double)NAN;
}

static KamRiskEstimate
amount_of(const KamDependencyAnalysis *analysis, const KamRisk *risk, gint64 whole_micro, double width)
{
    if (!kam_dependency_knows_chances(analysis))
        return kam_risk_unknown();
    return kam_risk_estimate(risk, (double)whole_micro / 1e6, width, &analysis->losses->fit);
}

/* The contribution of a year differs as its net does. */
static double
as_contribution(double width, gint64 net_micro, gint64 contribution_micro)
{
    return net_micro > 0 ? width * fabs((double)contribution_micro / (double)net_micro) : (double)NAN;
}

KamRiskEstimate
kam_dependency_net_loss(const KamDependencyAnalysis *analysis, const KamDependencyHolder *holder)
{
    return amount_of(analysis, &holder->net_at_risk, holder->net_micro, NORMAL_90 * holder->spread);
}

KamRiskEstimate
kam_dependency_contribution_loss(const KamDependencyAnalysis *analysis, const KamDependencyHolder *holder)
{
    return amount_of(analysis, &holder->contribution_at_risk, holder->contribution_micro,
                     as_contribution(NORMAL_90 * holder->spread, holder->net_micro, holder->contribution_micro));
}

/* A set's spread is that of what is expected to be lost already: by the part of it that is. */
static KamRiskEstimate
amount_of_set(const KamDependencyAnalysis *analysis, const KamDependencySet *set, gboolean is_contribution)
{
    gint64 net = analysis->whole.net_micro - set->after.net_micro;
    gint64 contribution = analysis->whole.contribution_micro - set->after.contribution_micro;
    double part = net > 0 ? set->net_at_risk.amount / ((double)net / 1e6) : 0;
    double width = part > 0 ? NORMAL_90 * set->spread / part : (double)NAN;

    if (!is_contribution)
        return amount_of(analysis, &set->net_at_risk, net, width);
    return amount_of(analysis, &set->contribution_at_risk, contribution, as_contribution(width, net, contribution));
}

KamRiskEstimate
kam_dependency_set_net_loss(const KamDependencyAnalysis *analysis, const KamDependencySet *set)
{
    return amount_of_set(analysis, set, FALSE);
}

KamRiskEstimate
kam_dependency_set_contribution_loss(const KamDependencyAnalysis *analysis, const KamDependencySet *set)
{
    return amount_of_set(analysis, set, TRUE);
}

/* --- making --- */

static void
set_year(KamDependencyAnalysis *analysis)
{
    const KamScope *scope = &analysis->scope;

    analysis->year_months = CLAMP(kam_report_count_months(scope->first_day, scope->as_of_day), 1, MONTHS);
    analysis->year_from = kam_report_rolling_start(scope->as_of_day, analysis->year_months - 1);
    if (analysis->year_months < MONTHS)
        analysis->year_from = MIN(analysis->year_from, scope->first_day);
}

static void
forget_ids(KamDependencyQuestion *question)
{
    question->lose = question->lose_groups = NULL;
}

KamDependencyAnalysis *
kam_dependency_analysis_new(const KamFacts *facts, gint64 data_version, const KamDependencyQuestion *question,
                            const KamAnalysisOptions *options, const KamAnalysisContext *context, GError **error)
{
    g_autoptr(KamDependencyAnalysis) analysis = g_new0(KamDependencyAnalysis, 1);

    analysis->question = *question;
    if (!kam_scope_init(&analysis->scope, facts, data_version, options, error) ||
        !kam_holders_init_any(&analysis->holders, facts, question->by_group ? KAM_BY_GROUP : KAM_BY_ACCOUNT,
                              &question->groups, error))
        return NULL;
    analysis->list = g_array_new(FALSE, FALSE, sizeof(KamDependencyHolder));
    analysis->all = g_array_new(FALSE, FALSE, sizeof(KamDependencyHolder));
    analysis->losses = kam_account_losses_get(&analysis->scope, question->months, context);
    set_year(analysis);
    kam_dependency_sum_year(analysis);
    kam_dependency_fill_series(analysis);
    if (!kam_dependency_fill_stress(analysis, error))
        return NULL;
    kam_dependency_fill_least(analysis);
    kam_dependency_fill_everybody(analysis);
    forget_ids(&analysis->question);
    return g_steal_pointer(&analysis);
}

void
kam_dependency_analysis_free(KamDependencyAnalysis *analysis)
{
    if (analysis == NULL)
        return;
    kam_holders_clear(&analysis->holders);
    g_clear_pointer(&analysis->list, g_array_unref);
    g_clear_pointer(&analysis->all, g_array_unref);
    g_free(analysis->place);
    g_free(analysis->owner);
    g_free(analysis->stake);
    g_free(analysis->shares);
    kam_dependency_set_clear(&analysis->stress);
    kam_dependency_set_clear(&analysis->least);
    kam_dependency_set_clear(&analysis->least_for_loss);
    kam_account_losses_unref(analysis->losses);
    g_free(analysis);
}
