/* Slices of a concentration: the lines of each region, category or manager by themselves. */
#include "service/analysis/parts.h"

static guint32 *
map_lines_to_slices(const KamConcentrationAnalysis *analysis, guint n)
{
    const KamFacts *facts = analysis->scope.facts;
    guint32 *slice_of_line = g_new(guint32, facts->n + 1);

    for (gsize i = 0; i < facts->n; i++) {
        guint32 slice =
            facts->account[i] == KAM_NO_INDEX ? KAM_NO_INDEX : kam_holders_of_line(&analysis->slicers, facts, i);

        slice_of_line[i] = slice == KAM_NO_INDEX ? n : slice;
    }
    return slice_of_line;
}

static int
compare_slices(gconstpointer a, gconstpointer b)
{
    const KamConcentrationSlice *x = a, *y = b;

    if ((x->key == KAM_NO_INDEX) != (y->key == KAM_NO_INDEX))
        return x->key == KAM_NO_INDEX ? 1 : -1;
    if (x->figures.net_micro != y->figures.net_micro)
        return x->figures.net_micro < y->figures.net_micro ? 1 : -1;
    return (x->key > y->key) - (x->key < y->key);
}

static void
add_slice(KamConcentrationAnalysis *analysis, KamHolderTally *tally, const KamLineBuckets *buckets, guint k)
{
    KamConcentrationSlice slice = { .key = k == analysis->slicers.list->len ? KAM_NO_INDEX : k };

    kam_holder_tally_reset(tally);
    for (gsize i = buckets->start[k]; i < buckets->start[k + 1]; i++)
        kam_holder_tally_add(tally, buckets->line[i], 1);
    kam_holder_tally_measure(tally, &slice.figures);
    if (slice.figures.lines > 0)
        g_array_append_val(analysis->slices, slice);
}

/* The last bucket holds the lines of which the data do not say it. */
void
kam_concentration_fill_slices(KamConcentrationAnalysis *analysis)
{
    g_autofree guint32 *slice_of_line = NULL;
    KamLineBuckets buckets;
    KamHolderTally tally;
    guint n;

    if (analysis->question.slice == KAM_BY_N)
        return;
    kam_holders_init(&analysis->slicers, analysis->scope.facts, analysis->question.slice);
    n = analysis->slicers.list->len;
    slice_of_line = map_lines_to_slices(analysis, n);
    analysis->slices = g_array_new(FALSE, FALSE, sizeof(KamConcentrationSlice));
    kam_line_buckets_init(&buckets, &analysis->scope, slice_of_line, n + 1);
    kam_holder_tally_init(&tally, analysis->scope.facts, &analysis->holders);
    for (guint k = 0; k <= n; k++)
        add_slice(analysis, &tally, &buckets, k);
    kam_holder_tally_clear(&tally);
    kam_line_buckets_clear(&buckets);
    g_array_sort(analysis->slices, compare_slices);
}
