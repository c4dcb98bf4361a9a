/* Sums by holder, their order, shares and classes. */
#include "service/analysis/concentration.h"

#include "service/analysis/parts.h"

static void
add_line(KamConcentrationAnalysis *analysis, gsize line)
{
    const KamFacts *facts = analysis->scope.facts;
    guint32 holder = kam_holders_of_line(&analysis->holders, facts, line);
    KamHolderSum *sum;

    if (holder == KAM_NO_INDEX) {
        analysis->unassigned_micro += facts->net_micro[line];
        analysis->unassigned_lines++;
        return;
    }
    sum = &g_array_index(analysis->sums, KamHolderSum, holder);
    sum->net_micro += facts->net_micro[line];
    sum->lines++;
    if (facts->flags[line] & KAM_FACT_NO_COST)
        return;
    sum->costed_lines++;
    sum->costed_net_micro += facts->net_micro[line];
    sum->cost_micro += facts->cost_micro[line];
}

const KamHolder *
kam_concentration_analysis_holder(const KamConcentrationAnalysis *analysis, const KamHolderSum *sum)
{
    return &g_array_index(analysis->holders.list, KamHolder, sum->holder);
}

static int
compare_net(gconstpointer a, gconstpointer b, gpointer data)
{
    const KamHolderSum *x = a, *y = b;
    int order;

    if (x->net_micro != y->net_micro)
        return x->net_micro < y->net_micro ? 1 : -1;
    order = kam_number_compare(kam_concentration_analysis_holder(data, x)->number,
                               kam_concentration_analysis_holder(data, y)->number);
    return order != 0 ? order : (x->holder > y->holder) - (x->holder < y->holder);
}

static void
sum_lines(KamConcentrationAnalysis *analysis)
{
    guint kept = 0;

    g_array_set_size(analysis->sums, analysis->holders.list->len);
    for (guint i = 0; i < analysis->sums->len; i++)
        g_array_index(analysis->sums, KamHolderSum, i) = (KamHolderSum) { .holder = i, .class_letter = '-' };
    for (gsize i = 0; i < analysis->scope.facts->n; i++)
        if (kam_scope_has_line(&analysis->scope, i))
            add_line(analysis, i);
    for (guint i = 0; i < analysis->sums->len; i++)
        if (g_array_index(analysis->sums, KamHolderSum, i).lines > 0)
            g_array_index(analysis->sums, KamHolderSum, kept++) = g_array_index(analysis->sums, KamHolderSum, i);
    g_array_set_size(analysis->sums, kept);
    g_array_sort_with_data(analysis->sums, compare_net, analysis);
}

static void
measure(KamConcentrationAnalysis *analysis)
{
    g_autofree gint64 *micro = g_new(gint64, analysis->sums->len + 1);

    for (guint i = 0; i < analysis->sums->len; i++)
        micro[i] = g_array_index(analysis->sums, KamHolderSum, i).net_micro;
    kam_spread_measure(&analysis->spread, micro, analysis->sums->len);
}

/* The first figures.n sums are the positive ones, largest first. */
static void
share_out(KamConcentrationAnalysis *analysis)
{
    const KamSpread *spread = &analysis->spread;
    const KamConcentration *figures = &spread->figures;
    gint64 before = 0;

    if (!spread->is_known)
        return;
    for (guint i = 0; i < figures->n; i++) {
        KamHolderSum *sum = &g_array_index(analysis->sums, KamHolderSum, i);
        guint class_index = i < figures->n_a ? 0 : i < figures->n_a + figures->n_b ? 1 : 2;

        before += sum->net_micro;
        sum->rank = i + 1;
        sum->share = (double)sum->net_micro / (double)spread->total_micro;
        sum->cumulative = (double)before / (double)spread->total_micro;
        sum->class_letter = (char)('A' + class_index);
        analysis->class_holders[class_index]++;
        analysis->class_micro[class_index] += sum->net_micro;
    }
}

KamConcentrationAnalysis *
kam_concentration_analysis_new(const KamFacts *facts, gint64 data_version, const KamConcentrationQuestion *question,
                               const KamAnalysisOptions *options, GError **error)
{
    g_autoptr(KamConcentrationAnalysis) analysis = g_new0(KamConcentrationAnalysis, 1);

    g_return_val_if_fail(facts != NULL && options != NULL && question->by < KAM_BY_N, NULL);

    analysis->question = *question;
    if (!kam_scope_init(&analysis->scope, facts, data_version, options, error) ||
        !kam_holders_init_any(&analysis->holders, facts, question->by, &question->groups, error))
        return NULL;
    analysis->sums = g_array_new(FALSE, FALSE, sizeof(KamHolderSum));
    analysis->by_year = g_array_new(FALSE, FALSE, sizeof(KamSpreadSpan));
    analysis->by_quarter = g_array_new(FALSE, FALSE, sizeof(KamSpreadSpan));
    analysis->rolling = g_array_new(FALSE, FALSE, sizeof(KamSpreadSpan));
    sum_lines(analysis);
    measure(analysis);
    share_out(analysis);
    kam_concentration_fill_levels(analysis);
    kam_concentration_fill_profit(analysis);
    kam_concentration_fill_erosion(analysis);
    kam_concentration_fill_spans(analysis);
    kam_concentration_fill_trend(analysis);
    if (!kam_concentration_fill_slices(analysis, error))
        return NULL;
    return g_steal_pointer(&analysis);
}

static void
erosions_free(GArray *erosions)
{
    for (guint i = 0; erosions != NULL && i < erosions->len; i++) {
        KamErosion *erosion = &g_array_index(erosions, KamErosion, i);

        g_clear_pointer(&erosion->items, g_array_unref);
        g_clear_pointer(&erosion->categories, g_array_unref);
    }
    g_clear_pointer(&erosions, g_array_unref);
}

static void
slices_free(GArray *slices)
{
    for (guint i = 0; slices != NULL && i < slices->len; i++)
        g_free(g_array_index(slices, KamConcentrationSlice, i).series);
    g_clear_pointer(&slices, g_array_unref);
}

void
kam_concentration_analysis_free(KamConcentrationAnalysis *analysis)
{
    if (analysis == NULL)
        return;
    kam_holders_clear(&analysis->holders);
    kam_holders_clear(&analysis->slicers);
    g_clear_pointer(&analysis->sums, g_array_unref);
    g_clear_pointer(&analysis->by_year, g_array_unref);
    g_clear_pointer(&analysis->by_quarter, g_array_unref);
    g_clear_pointer(&analysis->rolling, g_array_unref);
    slices_free(analysis->slices);
    erosions_free(analysis->profit.erosions);
    g_free(analysis->profit.order);
    g_free(analysis);
}
