/* Concentration as JSON: shares as fractions of 1, indices as in libkamen, money as text with its currency. */
#include "service/analysis/concentration_write.h"

#include <math.h>

#include "service/analysis/group_parameters.h"

static void
put_indices(KamJson *json, const KamConcentration *f)
{
    kam_json_number(json, "hhi", f->hhi);
    kam_json_number(json, "effective_number", f->effective_number);
    kam_json_number(json, "gini", f->gini);
    kam_json_number(json, "theil", f->theil);
    kam_json_number(json, "entropy", f->entropy);
    kam_json_number(json, "variation", f->variation);
}

static void
put_counts(KamJson *json, const KamConcentration *f)
{
    kam_json_int(json, "count_for_50", (gint64)f->count_for_50);
    kam_json_int(json, "count_for_80", (gint64)f->count_for_80);
    kam_json_int(json, "count_for_95", (gint64)f->count_for_95);
    kam_json_number(json, "share_of_holders_for_80", (double)f->count_for_80 / (double)f->n);
    kam_json_number(json, "share_of_top_1", f->top_1);
    kam_json_number(json, "share_of_top_5", f->top_5);
    kam_json_number(json, "share_of_top_10", f->top_10);
    kam_json_number(json, "share_of_top_20", f->top_20);
    kam_json_number(json, "share_of_top_1_percent", f->top_1_percent);
    kam_json_number(json, "share_of_top_20_percent", f->top_20_percent);
}

/* The members of a spread, in an object of its own; null with the reason when nothing is above 0. */
void
kam_concentration_put_spread(const KamConcentrationWriter *w, const char *name, const KamSpread *spread)
{
    const KamConcentration *f = &spread->figures;

    if (!spread->is_known) {
        g_autofree char *reason = g_strconcat(name, "_reason", NULL);

        kam_json_null(w->json, name);
        kam_json_text(w->json, reason,
                      spread->not_positive > 0 ? "not enough data: no total is above 0" : "not enough data: no holder");
        return;
    }
    kam_json_begin_object(w->json, name);
    kam_json_int(w->json, "holders", (gint64)f->n);
    kam_json_int(w->json, "holders_not_positive", spread->not_positive);
    kam_json_money(w->json, "total", spread->total_micro, w->currency);
    kam_json_money(w->json, "mean", (gint64)llround(f->mean), w->currency);
    kam_json_money(w->json, "median", (gint64)llround(f->median), w->currency);
    put_counts(w->json, f);
    put_indices(w->json, f);
    kam_json_end_object(w->json);
}

static void
put_classes(const KamConcentrationWriter *w)
{
    static const char *const letters[] = { "A", "B", "C" };

    kam_json_begin_object(w->json, "abc");
    for (guint i = 0; i < G_N_ELEMENTS(letters); i++) {
        kam_json_begin_object(w->json, letters[i]);
        kam_json_int(w->json, "holders", w->analysis->class_holders[i]);
        kam_json_money(w->json, "net", w->analysis->class_micro[i], w->currency);
        kam_json_end_object(w->json);
    }
    kam_json_end_object(w->json);
}

void
kam_concentration_put_holder(const KamConcentrationWriter *w, const KamHolder *holder)
{
    if (holder->id != 0)
        kam_json_id(w->json, "id", holder->id);
    kam_json_text(w->json, "number", holder->number);
    kam_json_text(w->json, "name", holder->name);
}

static void
begin_holder(const KamConcentrationWriter *w, const KamHolderSum *sum)
{
    kam_json_begin_object(w->json, NULL);
    kam_concentration_put_holder(w, kam_concentration_analysis_holder(w->analysis, sum));
}

static void
put_margin(const KamConcentrationWriter *w, const KamHolderSum *sum)
{
    if (sum->costed_lines > 0)
        kam_json_money(w->json, "margin", kam_holder_sum_margin(sum), w->currency);
    else
        kam_json_null(w->json, "margin");
}

static void
put_holders(const KamConcentrationWriter *w)
{
    const GArray *sums = w->analysis->sums;
    guint shown = w->limit == 0 ? sums->len : MIN(sums->len, w->limit);

    kam_json_begin_array(w->json, "list");
    for (guint i = 0; i < shown; i++) {
        const KamHolderSum *sum = &g_array_index(sums, KamHolderSum, i);
        char class_name[] = { sum->class_letter, '\0' };

        begin_holder(w, sum);
        kam_json_money(w->json, "net", sum->net_micro, w->currency);
        if (sum->rank > 0) {
            kam_json_int(w->json, "rank", sum->rank);
            kam_json_number(w->json, "share", sum->share);
            kam_json_number(w->json, "cumulative_share", sum->cumulative);
            kam_json_text(w->json, "class", class_name);
        } else {
            kam_json_null(w->json, "rank");
            kam_json_null(w->json, "share");
            kam_json_null(w->json, "cumulative_share");
            kam_json_null(w->json, "class");
        }
        put_margin(w, sum);
        kam_json_int(w->json, "lines", sum->lines);
        kam_json_end_object(w->json);
    }
    kam_json_end_array(w->json);
}

/* The share of the poorest k is what the richest n - k leave. */
static void
put_points(const KamConcentrationWriter *w)
{
    const GArray *sums = w->analysis->sums;
    guint at[100], n = (guint)w->analysis->spread.figures.n, n_points = kam_curve_points(n, at);

    kam_json_begin_array(w->json, "points");
    for (guint i = 0; i < n_points; i++) {
        guint rest = n - at[i];

        kam_json_begin_object(w->json, NULL);
        kam_json_int(w->json, "holders", at[i]);
        kam_json_number(w->json, "share_of_holders", (double)at[i] / (double)n);
        kam_json_number(w->json, "pareto", g_array_index(sums, KamHolderSum, at[i] - 1).cumulative);
        kam_json_number(w->json, "lorenz", rest == 0 ? 1 : 1 - g_array_index(sums, KamHolderSum, rest - 1).cumulative);
        kam_json_end_object(w->json);
    }
    kam_json_end_array(w->json);
}

static void
put_eroders(const KamConcentrationWriter *w)
{
    const KamProfitCurve *p = &w->analysis->profit;
    guint all = p->erosions->len, shown = w->limit == 0 ? all : MIN(all, w->limit);

    kam_json_text(w->json, "eroders_open_to", w->analysis->holders.is_product ? "account" : "product");
    kam_json_begin_array(w->json, "eroders");
    for (guint i = 0; i < shown; i++) {
        const KamErosion *erosion = &g_array_index(p->erosions, KamErosion, i);
        const KamHolderSum *sum = &g_array_index(w->analysis->sums, KamHolderSum, erosion->sum);

        begin_holder(w, sum);
        kam_json_money(w->json, "net", sum->net_micro, w->currency);
        put_margin(w, sum);
        kam_concentration_put_erosion(w, kam_concentration_analysis_holder(w->analysis, sum), erosion);
        kam_json_end_object(w->json);
    }
    kam_json_end_array(w->json);
}

static void
put_whale_points(const KamConcentrationWriter *w)
{
    const KamProfitCurve *p = &w->analysis->profit;
    guint at[100], n_points = kam_curve_points(p->n, at), point = 0;
    gint64 sum = 0;

    kam_json_begin_array(w->json, "points");
    for (guint i = 0; i < p->n && point < n_points; i++) {
        sum += kam_holder_sum_margin(&g_array_index(w->analysis->sums, KamHolderSum, p->order[i]));
        if (i + 1 != at[point])
            continue;
        kam_json_begin_object(w->json, NULL);
        kam_json_int(w->json, "holders", at[point]);
        kam_json_number(w->json, "share_of_holders", (double)at[point] / (double)p->n);
        kam_json_money(w->json, "cumulative", sum, w->currency);
        kam_json_end_object(w->json);
        point++;
    }
    kam_json_end_array(w->json);
}

static void
put_value(KamJson *json, const char *name, KamCalcValue value)
{
    kam_json_number(json, name, value.status == KAM_CALC_OK ? value.value : NAN);
}

static void
put_profit(const KamConcentrationWriter *w)
{
    const KamProfitCurve *p = &w->analysis->profit;

    if (!p->is_known) {
        kam_json_null(w->json, "profit");
        kam_json_text(w->json, "profit_reason", "not enough data: no counted line has a cost");
        return;
    }
    kam_json_begin_object(w->json, "profit");
    kam_json_number(w->json, "covered", p->covered);
    kam_json_money(w->json, "sales", p->sales_micro, w->currency);
    kam_json_money(w->json, "cost", p->cost_micro, w->currency);
    kam_json_money(w->json, "margin", p->margin_micro, w->currency);
    kam_json_int(w->json, "holders", p->n);
    kam_json_int(w->json, "holders_with_gain", (gint64)p->figures.n_positive);
    kam_json_int(w->json, "holders_with_loss", (gint64)p->figures.n_negative);
    kam_json_money(w->json, "peak", p->peak_micro, w->currency);
    kam_json_int(w->json, "peak_holders", (gint64)p->figures.n_positive);
    put_value(w->json, "peak_multiple", p->figures.peak_multiple);
    kam_json_money(w->json, "eroded", p->eroded_micro, w->currency);
    if (p->break_even > 0)
        kam_json_int(w->json, "break_even_holders", p->break_even);
    else
        kam_json_null(w->json, "break_even_holders");
    put_value(w->json, "share_of_top_20_percent", p->figures.top_20_percent);
    if (p->margin_micro <= 0)
        kam_json_text(w->json, "peak_multiple_reason", "the margin is not above 0");
    put_eroders(w);
    kam_concentration_put_spread(w, "gains", &p->gains);
    if (w->analysis->with_points)
        put_whale_points(w);
    kam_json_end_object(w->json);
}

void
kam_concentration_analysis_to_json(const KamConcentrationAnalysis *analysis, guint limit, KamJson *json)
{
    const KamConcentrationWriter w = {
        .analysis = analysis, .currency = kam_report_currency_of(analysis->scope.facts), .limit = limit, .json = json
    };

    kam_json_begin_object(json, NULL);
    kam_scope_to_json(&analysis->scope, "concentration", json);
    kam_json_text(json, "by", kam_dimension_name(analysis->holders.by));
    kam_group_parameters_to_json(analysis->question.by == KAM_BY_GROUP, &analysis->question.groups, json);
    kam_json_text(json, "method", "docs/methods/concentration.md");
    kam_json_begin_object(json, "unassigned");
    kam_json_int(json, "lines", (gint64)analysis->unassigned_lines);
    kam_json_money(json, "net", analysis->unassigned_micro, w.currency);
    kam_json_end_object(json);
    kam_concentration_put_spread(&w, "concentration", &analysis->spread);
    put_classes(&w);
    put_holders(&w);
    if (analysis->with_points && analysis->spread.is_known)
        put_points(&w);
    put_profit(&w);
    kam_concentration_put_time(&w);
    kam_concentration_put_slices(&w);
    kam_json_end_object(json);
}
