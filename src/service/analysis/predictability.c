/* Predictability of all accounts: their behaviour, forecasts, values and agreements, side by side. */
#include "service/analysis/predictability.h"

static int
compare_recent(gconstpointer a, gconstpointer b)
{
    const KamPredictabilityRow *x = a, *y = b;

    if (x->behaviour->recent != y->behaviour->recent)
        return x->behaviour->recent < y->behaviour->recent ? 1 : -1;
    return (x->account > y->account) - (x->account < y->account);
}

static void
fill_rows(KamPredictabilityAnalysis *analysis)
{
    const KamBehaviourAnalysis *b = analysis->behaviour;
    const KamAccountValues *values = analysis->values->values;
    guint next = 0;

    analysis->n = b->n;
    analysis->row = g_new0(KamPredictabilityRow, b->n + 1);
    for (guint i = 0; i < b->n; i++) {
        KamPredictabilityRow *row = &analysis->row[i];

        row->account = b->order[i];
        row->behaviour = &b->account[row->account];
        if (!kam_predictability_is_gone(row->behaviour))
            row->forecast = &analysis->quarter->forecasts->list[next++];
        row->value = values->status == KAM_CALC_OK ? &values->list[row->account] : NULL;
        row->contract = &analysis->contracts->list[row->account];
        row->predictability =
            kam_predictability_index(&(KamPredictabilityFigures) { .forecast = row->forecast,
                                                                   .behaviour = row->behaviour,
                                                                   .value = row->value,
                                                                   .contract = row->contract->share });
        analysis->n_known += row->predictability.reason == KAM_PREDICTABLE_IS_KNOWN;
    }
    qsort(analysis->row, analysis->n, sizeof(KamPredictabilityRow), compare_recent);
}

KamPredictabilityAnalysis *
kam_predictability_analysis_new(const KamFacts *facts, gint64 data_version, const KamAnalysisOptions *options,
                                const KamAnalysisContext *context, GError **error)
{
    g_autoptr(KamPredictabilityAnalysis) analysis = g_new0(KamPredictabilityAnalysis, 1);

    analysis->behaviour = kam_behaviour_analysis_new(facts, data_version, options, error);
    if (analysis->behaviour == NULL)
        return NULL;
    analysis->contracts =
        kam_contracts_load(context == NULL ? NULL : context->db, &analysis->behaviour->scope, NULL, error);
    if (analysis->contracts == NULL)
        return NULL;
    analysis->quarter = kam_foreseen_quarter_get(analysis->behaviour, 0, context);
    analysis->values = kam_foreseen_values_get(analysis->behaviour, 0, context);
    fill_rows(analysis);
    return g_steal_pointer(&analysis);
}

void
kam_predictability_analysis_free(KamPredictabilityAnalysis *analysis)
{
    if (analysis == NULL)
        return;
    kam_foreseen_quarter_unref(analysis->quarter);
    kam_foreseen_values_unref(analysis->values);
    kam_contracts_free(analysis->contracts);
    kam_behaviour_analysis_free(analysis->behaviour);
    g_free(analysis->row);
    g_free(analysis);
}
