/* How sales lie over the accounts: the sentence of eighty and twenty, the curve, years, tiers. */
#include "service/figures/overview_parts.h"

#include <kamen/concentration.h>
#include <stdlib.h>

#include "service/analysis/scope.h"
#include "service/report/basis.h"
#include "service/report/period.h"

#define FIRST_POINTS 40
#define WHOLE_SHARE 0.8

/* --- eighty and twenty --- */

static void
put_concentration(KamJson *json, const KamConcentration *figures, gboolean is_known)
{
    const struct {
        const char *name;
        double value;
    } rates[] = {
        { "share_of_rows_for_80", is_known ? (double)figures->count_for_80 / (double)figures->n : 0 },
        { "share_of_top_20_percent", is_known ? figures->top_20_percent : 0 },
        { "top_1", is_known ? figures->top_1 : 0 },
        { "top_5", is_known ? figures->top_5 : 0 },
        { "top_10", is_known ? figures->top_10 : 0 },
        { "hhi", is_known ? figures->hhi : 0 },
        { "gini", is_known ? figures->gini : 0 },
    };

    if (is_known)
        kam_json_int(json, "rows_for_80", (gint64)figures->count_for_80);
    else
        kam_json_null(json, "rows_for_80");
    for (guint i = 0; i < G_N_ELEMENTS(rates); i++)
        if (is_known)
            kam_json_number(json, rates[i].name, rates[i].value);
        else
            kam_json_null(json, rates[i].name);
}

static gboolean
measure_rows(const KamOverview *o, KamConcentration *figures)
{
    g_autofree double *net = g_new(double, o->n_ranked + 1);

    for (guint r = 0; r < o->n_ranked; r++)
        net[r] = (double)o->tally->row[o->ranked[r]].net_micro / 1e6;
    return kam_concentration_summary(net, o->n_ranked, net, figures) == KAM_CALC_OK;
}

static void
put_headline(const KamOverview *o)
{
    g_autofree char *path = kam_overview_dup_table_path(o, "&order=net.desc");
    gboolean has_before = o->question->tally.period.before_from != KAM_DAY_NONE;
    gint64 change = o->sum.net_micro - o->sum.before_micro;
    KamConcentration figures;
    gboolean is_known = measure_rows(o, &figures);

    kam_json_begin_object(o->w.json, "headline");
    kam_json_int(o->w.json, "rows", o->rows->len);
    kam_json_int(o->w.json, "rows_with_sales", o->n_ranked);
    kam_figures_put_money(&o->w, "net", o->sum.net_micro);
    kam_figures_put_money_if(&o->w, "before", o->sum.before_micro, has_before);
    kam_figures_put_money_if(&o->w, "change", change, has_before);
    kam_figures_put_rate(o->w.json, "change_rate", change, has_before ? o->sum.before_micro : 0);
    put_concentration(o->w.json, &figures, is_known);
    kam_overview_put_source(o, &kam_source_headline, path);
    kam_json_end_object(o->w.json);
}

/* --- profit --- */

static int
compare_descending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x < y) - (x > y);
}

typedef struct {
    double *gains; /* margins above zero, largest first */
    guint n, n_gains, n_losing;
    gint64 margin_micro, lost_micro;
} Profit;

static void
gather_profit(const KamOverview *o, Profit *profit)
{
    *profit = (Profit) { .gains = g_new(double, o->rows->len + 1) };
    for (guint i = 0; i < o->rows->len; i++) {
        const KamTallyRow *row = &o->tally->row[g_array_index(o->rows, guint32, i)];
        gint64 margin = kam_tally_margin(row);

        if (row->costed_net_micro == 0 && row->cost_micro == 0)
            continue;
        profit->n++;
        profit->margin_micro += margin;
        if (margin > 0) {
            profit->gains[profit->n_gains++] = (double)margin / 1e6;
        } else if (margin < 0) {
            profit->n_losing++;
            profit->lost_micro -= margin;
        }
    }
    qsort(profit->gains, profit->n_gains, sizeof *profit->gains, compare_descending);
}

static void
put_known_profit(const KamOverview *o, const Profit *profit)
{
    g_autofree char *path = kam_overview_dup_table_path(o, "&order=margin.asc.nullslast");
    KamConcentration figures;
    gboolean is_known =
        kam_concentration_summary(profit->gains, profit->n_gains, profit->gains, &figures) == KAM_CALC_OK;

    kam_json_int(o->w.json, "rows", profit->n);
    kam_json_int(o->w.json, "rows_with_profit", profit->n_gains);
    kam_figures_put_money(&o->w, "margin", profit->margin_micro);
    kam_figures_put_rate(o->w.json, "margin_rate", profit->margin_micro, o->sum.costed_net_micro);
    kam_figures_put_rate(o->w.json, "cost_known", o->sum.costed_net_micro, o->sum.net_micro);
    put_concentration(o->w.json, &figures, is_known);
    kam_json_int(o->w.json, "rows_losing", profit->n_losing);
    kam_figures_put_money(&o->w, "lost", profit->lost_micro);
    kam_overview_put_source(o, &kam_source_profit, path);
}

static void
put_profit(const KamOverview *o)
{
    Profit profit;

    if (!o->question->with_margin)
        return;
    gather_profit(o, &profit);
    if (profit.n == 0) {
        kam_json_null(o->w.json, "profit");
    } else {
        kam_json_begin_object(o->w.json, "profit");
        put_known_profit(o, &profit);
        kam_json_end_object(o->w.json);
    }
    g_free(profit.gains);
}

/* --- the curve --- */

static void
put_point(const KamOverview *o, guint rank, gint64 cumulative)
{
    const KamTallyRow *row = &o->tally->row[o->ranked[rank - 1]];

    kam_json_begin_object(o->w.json, NULL);
    kam_json_int(o->w.json, "rank", rank);
    kam_json_number(o->w.json, "share_of_rows", (double)rank / (double)o->n_ranked);
    kam_json_number(o->w.json, "cumulative", (double)cumulative / (double)o->ranked_micro);
    kam_figures_put_money(&o->w, "net", row->net_micro);
    kam_overview_put_who(o, row);
    kam_json_end_object(o->w.json);
}

/* The head of the curve is steep: its first points are all there, then as many as are left room for, at even steps. */
static gboolean
is_point(const KamOverview *o, guint rank, gboolean crosses)
{
    const guint steps = KAM_OVERVIEW_MOST_POINTS - FIRST_POINTS - 2;
    guint64 rest = o->n_ranked > FIRST_POINTS ? o->n_ranked - FIRST_POINTS : 0;
    guint64 place = rank > FIRST_POINTS ? rank - FIRST_POINTS : 0;

    if (rank <= FIRST_POINTS || rank == o->n_ranked || crosses || rest <= steps)
        return TRUE;
    return place * steps / rest != (place - 1) * steps / rest;
}

static void
put_points(const KamOverview *o)
{
    gint64 cumulative = 0;

    for (guint rank = 1; rank <= o->n_ranked; rank++) {
        gint64 net = o->tally->row[o->ranked[rank - 1]].net_micro;
        double cut = WHOLE_SHARE * (double)o->ranked_micro;
        gboolean crosses = (double)cumulative < cut && (double)(cumulative + net) >= cut;

        cumulative += net;
        if (is_point(o, rank, crosses))
            put_point(o, rank, cumulative);
    }
}

static void
put_pareto(const KamOverview *o)
{
    g_autofree char *path = kam_overview_dup_table_path(o, "&order=rank");

    kam_json_begin_object(o->w.json, "pareto");
    kam_json_begin_array(o->w.json, "points");
    put_points(o);
    kam_json_end_array(o->w.json);
    kam_overview_put_source(o, &kam_source_pareto, path);
    kam_json_end_object(o->w.json);
}

/* --- years --- */

typedef struct {
    const KamOverview *o;
    gint32 first_year;
    guint n_years;
    gint64 *net;     /* scratch of one row, by year */
    guint16 *year;   /* by day of the data */
    double *amounts; /* n_years x rows, positive ones of each year, one behind the other */
    guint *n;        /* of each year */
    gint64 *total;
} Years;

static gint32
year_of_day(gint32 day)
{
    return kam_month_of_day(day) / 12;
}

static void
years_init(Years *years, const KamOverview *o)
{
    const KamFacts *facts = o->facts;
    gsize n_days = (gsize)(facts->last_day - facts->first_day + 1);

    *years = (Years) { .o = o, .first_year = year_of_day(facts->first_day) };
    years->n_years = (guint)(year_of_day(facts->last_day) - years->first_year + 1);
    years->net = g_new(gint64, years->n_years);
    years->n = g_new0(guint, years->n_years);
    years->total = g_new0(gint64, years->n_years);
    years->amounts = g_new(double, (gsize)years->n_years * o->rows->len + 1);
    years->year = g_new(guint16, n_days);
    for (gsize d = 0; d < n_days; d++)
        years->year[d] = (guint16)(year_of_day(facts->first_day + (gint32)d) - years->first_year);
}

static void
years_clear(Years *years)
{
    g_free(years->net);
    g_free(years->n);
    g_free(years->total);
    g_free(years->amounts);
    g_free(years->year);
}

static void
add_row_to_years(Years *years, guint32 holder)
{
    const KamOverview *o = years->o;
    const KamFacts *facts = o->facts;

    for (guint y = 0; y < years->n_years; y++)
        years->net[y] = 0;
    for (guint32 i = o->roll->start[holder]; i < o->roll->start[holder + 1]; i++) {
        guint32 line = o->roll->line[i];

        if (kam_overview_sees_line(o, line) && line_is_of_basis(facts, o->question->tally.basis, line))
            years->net[years->year[facts->day[line] - facts->first_day]] += facts->net_micro[line];
    }
    for (guint y = 0; y < years->n_years; y++) {
        years->total[y] += years->net[y];
        if (years->net[y] > 0)
            years->amounts[(gsize)y * o->rows->len + years->n[y]++] = (double)years->net[y] / 1e6;
    }
}

static void
put_year(const Years *years, guint y)
{
    const KamOverview *o = years->o;
    double *amounts = years->amounts + (gsize)y * o->rows->len;
    gint32 january = (years->first_year + (gint32)y) * 12;
    gint32 from = kam_month_first_day(january), to = kam_month_first_day(january + 12) - 1;
    KamConcentration figures;
    gboolean is_known = kam_concentration_summary(amounts, years->n[y], amounts, &figures) == KAM_CALC_OK;

    kam_json_begin_object(o->w.json, NULL);
    kam_json_int(o->w.json, "year", years->first_year + (gint32)y);
    kam_scope_day_to_json(o->w.json, "from", MAX(from, o->facts->first_day));
    kam_scope_day_to_json(o->w.json, "to", MIN(to, o->facts->last_day));
    kam_json_bool(
        o->w.json, "whole",
        kam_report_span_is_whole(o->facts->first_day, o->facts->last_day, from, to, KAM_PERIOD_YEAR_EDGE_DAYS));
    kam_json_int(o->w.json, "rows", years->n[y]);
    kam_figures_put_money(&o->w, "net", years->total[y]);
    put_concentration(o->w.json, &figures, is_known);
    kam_json_end_object(o->w.json);
}

static void
put_years(const KamOverview *o)
{
    Years years;

    if (o->facts->n == 0)
        return;
    years_init(&years, o);
    for (guint i = 0; i < o->rows->len; i++)
        add_row_to_years(&years, o->tally->row[g_array_index(o->rows, guint32, i)].holder);
    for (guint y = 0; y < years.n_years; y++)
        put_year(&years, y);
    years_clear(&years);
}

static void
put_trend(const KamOverview *o)
{
    kam_json_begin_object(o->w.json, "concentration");
    kam_json_begin_array(o->w.json, "years");
    put_years(o);
    kam_json_end_array(o->w.json);
    kam_overview_put_source(o, &kam_source_years, "/api/v1/sales/sums?group_by=year");
    kam_json_end_object(o->w.json);
}

/* --- tiers --- */

static void
put_tier(const KamOverview *o, guint tier, guint rows, gint64 net_micro)
{
    static const char *const more[] = { "&tier=A", "&tier=B", "&tier=C", "&tier=none" };
    g_autofree char *path = kam_overview_dup_table_path(o, more[tier]);

    kam_json_begin_object(o->w.json, NULL);
    kam_figures_put_tier(o->w.json, "tier", tier);
    kam_json_int(o->w.json, "rows", rows);
    kam_figures_put_money(&o->w, "net", net_micro);
    kam_figures_put_rate(o->w.json, "share", net_micro, o->sum.net_micro);
    kam_json_text(o->w.json, "opens_to", path);
    kam_json_end_object(o->w.json);
}

static void
put_tiers(const KamOverview *o)
{
    guint rows[KAM_TIER_NONE + 1] = { 0 };
    gint64 net[KAM_TIER_NONE + 1] = { 0 };

    for (guint i = 0; i < o->rows->len; i++) {
        const KamTallyRow *row = &o->tally->row[g_array_index(o->rows, guint32, i)];
        guint tier = row->is_whole ? o->standing->list[row->holder].tier : KAM_TIER_NONE;

        rows[tier]++;
        net[tier] += row->net_micro;
    }
    kam_json_begin_object(o->w.json, "tiers");
    kam_json_begin_array(o->w.json, "items");
    for (guint tier = 0; tier <= KAM_TIER_NONE; tier++)
        put_tier(o, tier, rows[tier], net[tier]);
    kam_json_end_array(o->w.json);
    kam_overview_put_source(o, &kam_source_tiers, NULL);
    kam_json_end_object(o->w.json);
}

void
kam_overview_put_spread(const KamOverview *o)
{
    put_headline(o);
    put_profit(o);
    put_pareto(o);
    put_trend(o);
    put_tiers(o);
}
