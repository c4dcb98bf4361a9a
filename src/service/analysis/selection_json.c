/* The selection as JSON: of each account every figure, the value made of it, and what that contributes to the score. */
#include "service/analysis/selection.h"

#include <math.h>

typedef struct {
    const KamSelectionAnalysis *analysis;
    const char *currency;
    KamJson *json;
} Writer;

static void
put_settings(const Writer *w)
{
    const KamSelectionAnalysis *a = w->analysis;

    kam_json_begin_object(w->json, "weights");
    for (guint c = 0; c < KAM_SELECT_N; c++)
        kam_json_number(w->json, kam_select_criterion_name(c), a->options.weight[c]);
    kam_json_end_object(w->json);
    kam_json_begin_array(w->json, "left_out");
    for (guint c = 0; c < KAM_SELECT_N; c++) {
        if (a->is_used[c])
            continue;
        kam_json_begin_object(w->json, NULL);
        kam_json_text(w->json, "criterion", kam_select_criterion_name(c));
        kam_json_text(w->json, "reason", "known of no account; its weight goes to the others");
        kam_json_end_object(w->json);
    }
    kam_json_end_array(w->json);
    kam_json_begin_object(w->json, "accounts_known");
    for (guint c = 0; c < KAM_SELECT_N; c++)
        kam_json_int(w->json, kam_select_criterion_name(c), a->known[c]);
    kam_json_end_object(w->json);
    kam_json_number(w->json, "house_margin_rate",
                    a->house_margin_rate.status == KAM_CALC_OK ? a->house_margin_rate.value : NAN);
    kam_json_int(w->json, "window_days", a->behaviour->period.window_days);
    kam_json_number(w->json, "wobble", a->options.wobble);
    kam_json_int(w->json, "top", a->options.top);
    kam_json_int(w->json, "draws", (gint64)a->options.draws);
    kam_json_int(w->json, "seed", (gint64)a->options.seed);
}

static void
put_figure(const Writer *w, KamSelectCriterion criterion, const KamSelectFigure *figure)
{
    kam_json_begin_object(w->json, kam_select_criterion_name(criterion));
    if (!figure->is_known)
        kam_json_null(w->json, "figure");
    else if (criterion == KAM_SELECT_VOLUME || criterion == KAM_SELECT_PROFIT)
        kam_json_money(w->json, "figure", (gint64)llround(figure->figure), w->currency);
    else
        kam_json_number(w->json, "figure", figure->figure);
    if (criterion == KAM_SELECT_PREDICTABILITY && figure->is_known)
        kam_json_text(w->json, "figure_is", figure->is_gaps ? "gap_variation" : "forecast_error");
    if (!figure->is_known)
        kam_json_text(w->json, "figure_reason", kam_select_assumption(criterion));
    kam_json_number(w->json, "value", figure->value);
    if (figure->half > 0)
        kam_json_number(w->json, "value_may_differ_by", figure->half);
    kam_json_number(w->json, "contribution", figure->contribution);
    kam_json_end_object(w->json);
}

static void
put_account(const Writer *w, const KamSelectAccount *chosen)
{
    const KamFactAccount *account =
        &g_array_index(w->analysis->behaviour->scope.facts->accounts, KamFactAccount, chosen->account);

    kam_json_begin_object(w->json, NULL);
    if (account->id != 0)
        kam_json_id(w->json, "id", account->id);
    kam_json_text(w->json, "number", account->number);
    kam_json_text(w->json, "name", account->name);
    kam_json_int(w->json, "rank", chosen->rank);
    kam_json_number(w->json, "score", chosen->score);
    kam_json_number(w->json, "in_top", chosen->in_top.value);
    kam_json_number(w->json, "in_top_std_error", chosen->in_top.std_error);
    kam_json_begin_object(w->json, "criteria");
    for (guint c = 0; c < KAM_SELECT_N; c++)
        if (w->analysis->is_used[c])
            put_figure(w, c, &chosen->figure[c]);
    kam_json_end_object(w->json);
    kam_json_end_object(w->json);
}

void
kam_selection_analysis_to_json(const KamSelectionAnalysis *analysis, guint limit, KamJson *json)
{
    const Writer w = { analysis, kam_report_currency_of(analysis->behaviour->scope.facts), json };
    guint shown = limit == 0 ? analysis->n : MIN(analysis->n, limit);

    kam_json_begin_object(json, NULL);
    kam_scope_to_json(&analysis->behaviour->scope, "selection", json);
    kam_json_text(json, "method", "docs/methods/selection.md");
    put_settings(&w);
    kam_json_begin_array(json, "accounts");
    for (guint i = 0; i < shown; i++)
        put_account(&w, &analysis->account[i]);
    kam_json_end_array(json);
    kam_json_end_object(json);
}
