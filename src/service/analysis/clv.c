/* The lines of the scope, their values, and the order of the answer. */
#include "service/analysis/clv.h"

#include <math.h>
#include <stdlib.h>

static gboolean
check_question(const KamAccountValueOptions *question, GError **error)
{
    if (question->months < 1 || question->months > KAM_FORECAST_MAX_HORIZON)
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--horizon does not know '%d'; it takes 1 to %d months",
                    question->months, KAM_FORECAST_MAX_HORIZON);
    else if (!(question->discount >= 0 && question->discount <= 1))
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                    "--discount does not know '%g'; it takes a rate a year such as 0.1", question->discount);
    else
        return TRUE;
    return FALSE;
}

static int
compare_values(gconstpointer a, gconstpointer b, gpointer data)
{
    const KamAccountValues *values = data;
    guint32 i = *(const guint32 *)a, j = *(const guint32 *)b;
    double x = values->list[i].value, y = values->list[j].value;

    if (isnan(x) != isnan(y))
        return isnan(x) ? 1 : -1;
    if (!isnan(x) && x != y)
        return x < y ? 1 : -1;
    return (i > j) - (i < j);
}

static void
put_in_order(KamClvAnalysis *analysis)
{
    analysis->order = g_new(guint32, analysis->values->n + 1);
    for (guint a = 0; a < analysis->values->n; a++)
        if (analysis->values->list[a].past.status == KAM_CALC_OK)
            analysis->order[analysis->n++] = a;
    g_qsort_with_data(analysis->order, (gint)analysis->n, sizeof(guint32), compare_values, analysis->values);
}

static gboolean
check_answer(const KamClvAnalysis *analysis, GError **error)
{
    if (analysis->values->status == KAM_CALC_OK)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                "not enough data for a lifetime value (%s): customers must have bought on more than one day",
                kam_calc_status_text(analysis->values->status));
    kam_error_set_reason(error, "too_little_data", NULL);
    return FALSE;
}

KamClvAnalysis *
kam_clv_analysis_new(const KamFacts *facts, gint64 data_version, const KamAnalysisOptions *options,
                     const KamClvQuestion *question, const KamAnalysisContext *context, GError **error)
{
    g_autoptr(KamClvAnalysis) analysis = g_new0(KamClvAnalysis, 1);
    g_autoptr(KamAccountLives) lives = NULL;
    const KamScope *scope = &analysis->scope;
    KamByAccount by;

    if (!check_question(&question->value, error) ||
        !kam_scope_init(&analysis->scope, facts, data_version, options, error))
        return NULL;
    kam_by_account_init(&by, facts, scope->options.basis, scope->first_day, scope->last_day);
    kam_monthly_init(&analysis->monthly, &by, scope->first_day, scope->as_of_day);
    lives = kam_account_lives_get(scope, question->model, context);
    analysis->values = kam_account_values_of(lives, &by, &analysis->monthly, &question->value);
    kam_by_account_clear(&by);
    if (!check_answer(analysis, error))
        return NULL;
    put_in_order(analysis);
    return g_steal_pointer(&analysis);
}

void
kam_clv_analysis_free(KamClvAnalysis *analysis)
{
    if (analysis == NULL)
        return;
    kam_account_values_free(analysis->values);
    kam_monthly_clear(&analysis->monthly);
    g_free(analysis->order);
    g_free(analysis);
}

const KamAccountValue *
kam_clv_analysis_get(const KamClvAnalysis *analysis, guint place)
{
    return &analysis->values->list[analysis->order[place]];
}
