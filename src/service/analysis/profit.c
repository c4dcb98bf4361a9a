/* Margin of each holder over its lines with a cost, and the whale curve of them. */
#include "service/analysis/parts.h"

#include <math.h>

gint64
kam_holder_sum_margin(const KamHolderSum *sum)
{
    return sum->costed_net_micro - sum->cost_micro;
}

static gint64
margin_at(const KamConcentrationAnalysis *analysis, guint32 position)
{
    return kam_holder_sum_margin(&g_array_index(analysis->sums, KamHolderSum, position));
}

static int
compare_margin(gconstpointer a, gconstpointer b, gpointer data)
{
    guint32 first = *(const guint32 *)a, second = *(const guint32 *)b;
    gint64 x = margin_at(data, first), y = margin_at(data, second);

    if (x != y)
        return x < y ? 1 : -1;
    return (first > second) - (first < second);
}

static void
sum_profit(KamConcentrationAnalysis *analysis)
{
    KamProfitCurve *p = &analysis->profit;
    gint64 net_micro = analysis->scope.net_micro - analysis->unassigned_micro;

    p->order = g_new(guint32, analysis->sums->len + 1);
    for (guint32 i = 0; i < analysis->sums->len; i++) {
        const KamHolderSum *sum = &g_array_index(analysis->sums, KamHolderSum, i);

        if (sum->costed_lines == 0)
            continue;
        p->order[p->n++] = i;
        p->sales_micro += sum->costed_net_micro;
        p->cost_micro += sum->cost_micro;
    }
    p->margin_micro = p->sales_micro - p->cost_micro;
    p->covered = net_micro > 0 ? (double)p->sales_micro / (double)net_micro : NAN;
    g_qsort_with_data(p->order, (gint)p->n, sizeof *p->order, compare_margin, analysis);
}

static void
walk_curve(KamConcentrationAnalysis *analysis)
{
    KamProfitCurve *p = &analysis->profit;
    gint64 sum = 0;

    for (guint i = 0; i < p->n; i++) {
        gint64 margin = margin_at(analysis, p->order[i]);

        sum += margin;
        p->peak_micro += MAX(margin, 0);
        if (p->break_even == 0 && p->margin_micro > 0 && sum >= p->margin_micro)
            p->break_even = i + 1;
    }
    p->eroded_micro = p->peak_micro - p->margin_micro;
}

void
kam_concentration_fill_profit(KamConcentrationAnalysis *analysis)
{
    KamProfitCurve *p = &analysis->profit;
    g_autofree gint64 *micro = NULL;
    g_autofree double *margins = NULL;

    sum_profit(analysis);
    micro = g_new(gint64, p->n + 1);
    margins = g_new(double, p->n + 1);
    for (guint i = 0; i < p->n; i++) {
        micro[i] = margin_at(analysis, p->order[i]);
        margins[i] = (double)micro[i];
    }
    p->is_known = kam_whale_summary(margins, p->n, margins, &p->figures) == KAM_CALC_OK;
    walk_curve(analysis);
    kam_spread_measure(&p->gains, micro, p->n);
}
