/* Predictability of all accounts: their behaviour, forecasts and values, side by side. */
#include "service/analysis/predictability.h"

#include <math.h>

/* Of those that have bought in the last year, in the order of the behaviour. */
static KamAccountForecasts *
forecast_buyers(const KamBehaviourAnalysis *b, const KamMonthly *monthly)
{
    g_autofree guint32 *buyers = g_new(guint32, b->n + 1);
    guint n = 0;

    for (guint i = 0; i < b->n; i++)
        if (!kam_predictability_is_gone(&b->account[b->order[i]]))
            buyers[n++] = b->order[i];
    return kam_account_forecasts_new(monthly, buyers, n, KAM_QUARTER_MONTHS, KAM_QUARTER_MONTHS);
}

static void
measure_values(KamPredictabilityAnalysis *analysis, const KamAnalysisContext *context)
{
    const KamScope *scope = &analysis->behaviour->scope;
    g_autoptr(KamAccountLives) lives = kam_account_lives_get(scope, (KamLifeModel) { 0 }, context);
    const KamAccountValueOptions options = { .months = KAM_VALUE_DEFAULT_MONTHS,
                                             .discount = KAM_VALUE_DEFAULT_DISCOUNT };

    kam_by_account_init(&analysis->by, scope->facts, scope->options.basis, scope->first_day, scope->last_day);
    kam_monthly_init(&analysis->monthly, &analysis->by, scope->first_day, scope->as_of_day);
    analysis->forecasts = forecast_buyers(analysis->behaviour, &analysis->monthly);
    analysis->values = kam_account_values_of(lives, &analysis->by, &analysis->monthly, &options);
}

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
    guint next = 0;

    analysis->n = b->n;
    analysis->row = g_new0(KamPredictabilityRow, b->n + 1);
    for (guint i = 0; i < b->n; i++) {
        KamPredictabilityRow *row = &analysis->row[i];

        row->account = b->order[i];
        row->behaviour = &b->account[row->account];
        if (!kam_predictability_is_gone(row->behaviour))
            row->forecast = &analysis->forecasts->list[next++];
        row->value = analysis->values->status == KAM_CALC_OK ? &analysis->values->list[row->account] : NULL;
        row->predictability = kam_predictability_index(&(KamPredictabilityFigures) {
            .forecast = row->forecast, .behaviour = row->behaviour, .value = row->value, .contract = NAN });
        analysis->n_known += row->predictability.reason == KAM_PREDICTABLE_IS_KNOWN;
    }
    qsort(analysis->row, analysis->n, sizeof(KamPredictabilityRow), compare_recent);
}

KamPredictabilityAnalysis *
kam_predictability_analysis_new(const KamFacts *facts, gint64 data_version, const KamAnalysisOptions *options,
                                const KamAnalysisContext *context, GError **error)
{
    KamBehaviourAnalysis *behaviour = kam_behaviour_analysis_new(facts, data_version, options, error);
    KamPredictabilityAnalysis *analysis;

    if (behaviour == NULL)
        return NULL;
    analysis = g_new0(KamPredictabilityAnalysis, 1);
    analysis->behaviour = behaviour;
    measure_values(analysis, context);
    fill_rows(analysis);
    return analysis;
}

void
kam_predictability_analysis_free(KamPredictabilityAnalysis *analysis)
{
    if (analysis == NULL)
        return;
    kam_account_forecasts_free(analysis->forecasts);
    kam_account_values_free(analysis->values);
    kam_monthly_clear(&analysis->monthly);
    kam_by_account_clear(&analysis->by);
    kam_behaviour_analysis_free(analysis->behaviour);
    g_free(analysis->row);
    g_free(analysis);
}
