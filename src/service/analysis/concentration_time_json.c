/* Concentration in time and slice by slice as JSON. */
#include "service/analysis/concentration_write.h"

/* Costs and profit stand under "profit", which who may not see them does not get. */
static void
put_profit(const KamConcentrationWriter *w, const KamHolderTallyFigures *figures)
{
    if (!figures->has_profit) {
        kam_json_null(w->json, "profit");
        return;
    }
    kam_json_begin_object(w->json, "profit");
    kam_json_number(w->json, "covered", figures->covered);
    kam_json_money(w->json, "margin", figures->margin_micro, w->currency);
    kam_concentration_put_spread(w, "gains", &figures->gains);
    kam_json_end_object(w->json);
}

static void
put_figures(const KamConcentrationWriter *w, const KamHolderTallyFigures *figures)
{
    kam_json_money(w->json, "net", figures->net_micro, w->currency);
    kam_concentration_put_spread(w, "concentration", &figures->spread);
    put_profit(w, figures);
}

static void
put_spans(const KamConcentrationWriter *w, const char *name, const GArray *spans)
{
    kam_json_begin_array(w->json, name);
    for (guint i = 0; i < spans->len; i++) {
        const KamSpreadSpan *span = &g_array_index(spans, KamSpreadSpan, i);

        kam_json_begin_object(w->json, NULL);
        kam_json_text(w->json, "label", span->label);
        kam_scope_day_to_json(w->json, "from", span->from);
        kam_scope_day_to_json(w->json, "to", span->to);
        kam_json_bool(w->json, "whole", span->is_whole);
        put_figures(w, &span->figures);
        kam_json_end_object(w->json);
    }
    kam_json_end_array(w->json);
}

/* A slope is clear when its interval does not hold 0. */
static void
put_slope(const KamConcentrationWriter *w, const char *name, const KamConcentrationEstimate *slope)
{
    if (!slope->is_known) {
        kam_json_null(w->json, name);
        return;
    }
    kam_json_begin_object(w->json, name);
    kam_json_number(w->json, "slope_per_year", slope->value);
    kam_json_number(w->json, "lower", slope->lower);
    kam_json_number(w->json, "upper", slope->upper);
    kam_json_text(w->json, "direction", slope->lower > 0 ? "rises" : slope->upper < 0 ? "falls" : "not_clear");
    kam_json_end_object(w->json);
}

static void
put_level(const KamConcentrationWriter *w, const char *name, const KamConcentrationLevel *level)
{
    kam_json_begin_object(w->json, name);
    kam_json_number(w->json, "value", level->value);
    kam_json_number(w->json, "level", level->level);
    kam_json_number(w->json, "lower", level->lower);
    kam_json_number(w->json, "upper", level->upper);
    kam_json_end_object(w->json);
}

static void
put_levels(const KamConcentrationWriter *w)
{
    const KamConcentrationLevels *levels = &w->analysis->levels;

    if (!levels->is_known) {
        kam_json_null(w->json, "intervals");
        kam_json_text(
            w->json, "intervals_reason",
            "not enough data: it takes two holders with sales and four months to tell chance from what stands "
            "behind it");
        return;
    }
    kam_json_begin_object(w->json, "intervals");
    kam_json_int(w->json, "months_compared", levels->months);
    put_level(w, "hhi", &levels->hhi);
    put_level(w, "share_of_top_10", &levels->top_10);
    kam_json_end_object(w->json);
}

static void
put_trend(const KamConcentrationWriter *w)
{
    const KamConcentrationTrend *trend = &w->analysis->trend;
    g_autofree char *reason = NULL;

    if (trend->n == 0) {
        reason = g_strdup_printf("not enough data: a trend takes 8 whole quarters in a row, there are %u",
                                 trend->whole_quarters);
        kam_json_null(w->json, "trend");
        kam_json_text(w->json, "trend_reason", reason);
        return;
    }
    kam_json_begin_object(w->json, "trend");
    kam_json_int(w->json, "quarters", trend->n);
    kam_scope_day_to_json(w->json, "from", trend->from);
    kam_scope_day_to_json(w->json, "to", trend->to);
    put_slope(w, "hhi", &trend->net.hhi);
    put_slope(w, "share_of_top_10", &trend->net.top_10);
    kam_json_begin_object(w->json, "profit");
    put_slope(w, "hhi", &trend->profit.hhi);
    put_slope(w, "share_of_top_10", &trend->profit.top_10);
    kam_json_end_object(w->json);
    kam_json_end_object(w->json);
}

static void
put_rolling(const KamConcentrationWriter *w)
{
    const KamConcentrationAnalysis *a = w->analysis;
    g_autofree char *reason = NULL;

    if (a->rolling->len > 0) {
        put_spans(w, "rolling", a->rolling);
        return;
    }
    reason = g_strdup_printf("not enough data: a rolling year takes 12 months, there are %u", a->history_months);
    kam_json_null(w->json, "rolling");
    kam_json_text(w->json, "rolling_reason", reason);
}

void
kam_concentration_put_time(const KamConcentrationWriter *w)
{
    put_levels(w);
    put_trend(w);
    put_spans(w, "by_year", w->analysis->by_year);
    put_spans(w, "by_quarter", w->analysis->by_quarter);
    put_rolling(w);
}

static void
put_largest(const KamConcentrationWriter *w, const KamHolderTallyFigures *figures)
{
    if (figures->largest == KAM_NO_INDEX) {
        kam_json_null(w->json, "largest");
        return;
    }
    kam_json_begin_object(w->json, "largest");
    kam_concentration_put_holder(w, &g_array_index(w->analysis->holders.list, KamHolder, figures->largest));
    kam_json_money(w->json, "net", figures->largest_micro, w->currency);
    kam_json_number(w->json, "share", (double)figures->largest_micro / (double)figures->spread.total_micro);
    kam_json_end_object(w->json);
}

static void
put_point(const KamConcentrationWriter *w, const KamSpreadSpan *span, const KamConcentrationPoint *point)
{
    kam_json_begin_object(w->json, NULL);
    kam_json_text(w->json, "label", span->label);
    kam_json_bool(w->json, "whole", span->is_whole);
    kam_json_money(w->json, "net", point->net_micro, w->currency);
    kam_json_number(w->json, "hhi", point->hhi);
    kam_json_number(w->json, "share_of_top_10", point->top_10);
    if (point->has_profit) {
        kam_json_begin_object(w->json, "profit");
        kam_json_number(w->json, "hhi", point->gains_hhi);
        kam_json_end_object(w->json);
    } else {
        kam_json_null(w->json, "profit");
    }
    kam_json_end_object(w->json);
}

static void
put_series(const KamConcentrationWriter *w, const KamConcentrationSlice *slice)
{
    const GArray *quarters = w->analysis->by_quarter;

    kam_json_begin_array(w->json, "series");
    for (guint q = 0; q < quarters->len; q++)
        put_point(w, &g_array_index(quarters, KamSpreadSpan, q), &slice->series[q]);
    kam_json_end_array(w->json);
}

static void
put_slice(const KamConcentrationWriter *w, const KamConcentrationSlice *slice)
{
    const KamHolder *named =
        slice->key == KAM_NO_INDEX ? NULL : &g_array_index(w->analysis->slicers.list, KamHolder, slice->key);

    kam_json_begin_object(w->json, NULL);
    if (named != NULL && named->id != 0)
        kam_json_id(w->json, "id", named->id);
    kam_json_text(w->json, "name", named != NULL ? named->name : NULL);
    kam_json_int(w->json, "lines", (gint64)slice->figures.lines);
    put_largest(w, &slice->figures);
    put_figures(w, &slice->figures);
    put_series(w, slice);
    kam_json_end_object(w->json);
}

void
kam_concentration_put_slices(const KamConcentrationWriter *w)
{
    const GArray *slices = w->analysis->slices;

    if (slices == NULL)
        return;
    kam_json_text(w->json, "slice", kam_dimension_name(w->analysis->question.slice));
    kam_json_begin_array(w->json, "slices");
    for (guint i = 0; i < slices->len; i++)
        put_slice(w, &g_array_index(slices, KamConcentrationSlice, i));
    kam_json_end_array(w->json);
}
