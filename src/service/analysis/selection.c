/* Weights, scores and places of the selection; the figures come from selection_figures.c, the draws from
 * selection_places.c. */
#include "service/analysis/selection.h"

#include <kamen/decision.h>
#include <math.h>
#include <stdlib.h>

#include "service/analysis/selection_parts.h"

static const char *const names[KAM_SELECT_N + 1] = { "volume", "profit", "growth", "predictability", "breadth", NULL };

static const char *const assumptions[KAM_SELECT_N] = {
    [KAM_SELECT_VOLUME] = "",
    [KAM_SELECT_PROFIT] = "cost known for less than 80% of the sales: the margin rate of all, give or take half",
    [KAM_SELECT_GROWTH] = "less than two years of data: taken as neither growing nor falling, but it may be anything",
    [KAM_SELECT_PREDICTABILITY] = "too few purchases: taken as a quarter, between nothing and a half",
    [KAM_SELECT_BREADTH] = "no product named: nothing",
};

const char *
kam_select_criterion_name(KamSelectCriterion criterion)
{
    return names[criterion];
}

const char *
kam_select_assumption(KamSelectCriterion criterion)
{
    return assumptions[criterion];
}

KamSelectOptions
kam_select_options_default(void)
{
    return (KamSelectOptions) {
        .weight = { 0.35, 0.25, 0.15, 0.15, 0.10 }, .wobble = 0.5, .top = 20, .draws = 10000, .seed = 1
    };
}

static gboolean
check_options(const KamSelectOptions *options, GError **error)
{
    for (guint c = 0; c < KAM_SELECT_N; c++)
        if (!(options->weight[c] >= 0 && options->weight[c] <= 1e9)) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "the weight of '%s' is not a number from 0 on", names[c]);
            return FALSE;
        }
    if (options->wobble >= 0 && options->wobble <= 1 && options->top >= 1 && options->draws >= 1 &&
        options->draws <= KAM_SMAA_DRAWS_MAX)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                "weights may wobble by 0 to 100 percent, over 1..%d draws, for a top of at least 1",
                KAM_SMAA_DRAWS_MAX);
    return FALSE;
}

/* What is known of no account says nothing of any; its weight goes to the others. */
gboolean
kam_selection_share_weights(KamSelectionAnalysis *analysis, GError **error)
{
    double *weight = analysis->options.weight, sum = 0;

    for (guint c = 0; c < KAM_SELECT_N; c++) {
        analysis->is_used[c] = analysis->known[c] > 0;
        weight[c] = analysis->is_used[c] ? weight[c] : 0;
        sum += weight[c];
    }
    if (!(sum > 0)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "no selection: the data has nothing for the criteria with weight; give weight to others");
        return FALSE;
    }
    for (guint c = 0; c < KAM_SELECT_N; c++)
        weight[c] /= sum;
    return TRUE;
}

static void
score_accounts(KamSelectionAnalysis *analysis)
{
    for (guint i = 0; i < analysis->n; i++) {
        KamSelectAccount *account = &analysis->account[i];

        for (guint c = 0; c < KAM_SELECT_N; c++) {
            account->figure[c].contribution = analysis->options.weight[c] * account->figure[c].value;
            account->score += account->figure[c].contribution;
        }
    }
}

/* Accounts come by their sales, which so decide between equal scores. */
static KamCalcStatus
put_in_order(KamSelectionAnalysis *analysis)
{
    guint n = analysis->n;
    g_autofree double *score = g_new(double, n);
    g_autofree guint32 *order = g_new(guint32, n);
    g_autofree guint32 *work = g_new(guint32, n);
    g_autofree guint32 *rank = g_new(guint32, n);
    KamSelectAccount *sorted = g_new(KamSelectAccount, n + 1);
    KamCalcStatus status;

    for (guint i = 0; i < n; i++)
        score[i] = analysis->account[i].score;
    status = kam_decision_rank(score, n, order, work, rank);
    for (guint i = 0; i < n && status == KAM_CALC_OK; i++) {
        sorted[i] = analysis->account[order[i]];
        sorted[i].rank = rank[order[i]];
    }
    if (status != KAM_CALC_OK) {
        g_free(sorted);
        return status;
    }
    g_free(analysis->account);
    analysis->account = sorted;
    return KAM_CALC_OK;
}

KamSelectionAnalysis *
kam_selection_analysis_new(const KamFacts *facts, gint64 data_version, const KamAnalysisOptions *options,
                           const KamSelectOptions *select, GError **error)
{
    g_autoptr(KamSelectionAnalysis) analysis = g_new0(KamSelectionAnalysis, 1);
    KamCalcStatus status;

    if (!check_options(select, error))
        return NULL;
    analysis->options = *select;
    analysis->behaviour = kam_behaviour_analysis_new(facts, data_version, options, error);
    if (analysis->behaviour == NULL)
        return NULL;
    kam_selection_measure(analysis);
    if (!kam_selection_share_weights(analysis, error))
        return NULL;
    score_accounts(analysis);
    status = kam_selection_draw_places(analysis);
    if (status == KAM_CALC_OK)
        status = put_in_order(analysis);
    if (status == KAM_CALC_OK)
        return g_steal_pointer(&analysis);
    g_set_error(error, KAM_ERROR, KAM_ERROR_FAILED, "no selection: %s", kam_calc_status_text(status));
    return NULL;
}

/* Without volume, whose weight goes to the others. */
static double
attractiveness_of(const KamSelectionAnalysis *analysis, const KamSelectAccount *account)
{
    double sum = 0, weights = 0;

    for (guint c = KAM_SELECT_VOLUME + 1; c < KAM_SELECT_N; c++) {
        sum += analysis->options.weight[c] * account->figure[c].value;
        weights += analysis->options.weight[c];
    }
    return weights > 0 ? CLAMP(sum / weights, 0, 1) : NAN;
}

void
kam_selection_attractiveness(const KamFacts *facts, KamReportBasis basis, const double smape[], double attractive[])
{
    const KamAnalysisOptions options = { .basis = basis, .from_day = KAM_DAY_NONE, .until_day = KAM_DAY_NONE };
    g_autoptr(KamSelectionAnalysis) analysis = g_new0(KamSelectionAnalysis, 1);

    for (guint a = 0; a < facts->accounts->len; a++)
        attractive[a] = NAN;
    analysis->options = kam_select_options_default();
    analysis->behaviour = kam_behaviour_analysis_new(facts, 0, &options, NULL);
    if (analysis->behaviour == NULL)
        return;
    kam_selection_measure_by(analysis, smape);
    if (!kam_selection_share_weights(analysis, NULL))
        return;
    for (guint i = 0; i < analysis->n; i++)
        attractive[analysis->account[i].account] = attractiveness_of(analysis, &analysis->account[i]);
}

void
kam_selection_analysis_free(KamSelectionAnalysis *analysis)
{
    if (analysis == NULL)
        return;
    kam_behaviour_analysis_free(analysis->behaviour);
    g_free(analysis->account);
    g_free(analysis);
}
