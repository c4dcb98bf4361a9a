/* Slices of a concentration: the lines of each region, category, manager or group by themselves, in all and quarter by
 * quarter. */
#include "service/analysis/parts.h"

#include <math.h>

#define MONTHS_OF_QUARTER 3

/* Of each line its slice and quarter, as one number: slices one behind the other, the quarters of each in their order.
 * Slice n holds what the data do not say. */
static guint32 *
map_lines(const KamConcentrationAnalysis *analysis, guint n)
{
    const KamFacts *facts = analysis->scope.facts;
    guint n_quarters = analysis->by_quarter->len;
    guint32 *bucket_of_line = g_new(guint32, facts->n + 1);

    for (gsize i = 0; i < facts->n; i++) {
        guint32 slice =
            facts->account[i] == KAM_NO_INDEX ? KAM_NO_INDEX : kam_holders_of_line(&analysis->slicers, facts, i);
        guint32 quarter = (guint32)(kam_month_of_day(facts->day[i]) / MONTHS_OF_QUARTER - analysis->first_quarter);

        bucket_of_line[i] = (slice == KAM_NO_INDEX ? n : slice) * n_quarters + quarter;
    }
    return bucket_of_line;
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
add_lines(KamHolderTally *tally, const KamLineBuckets *buckets, guint bucket)
{
    for (gsize i = buckets->start[bucket]; i < buckets->start[bucket + 1]; i++)
        kam_holder_tally_add(tally, buckets->line[i], 1);
}

static KamConcentrationPoint
point_of(const KamHolderTallyFigures *figures)
{
    const KamSpread *spread = &figures->spread, *gains = &figures->gains;

    return (KamConcentrationPoint) {
        .net_micro = figures->net_micro,
        .hhi = spread->is_known ? spread->figures.hhi : (double)NAN,
        .top_10 = spread->is_known ? spread->figures.top_10 : (double)NAN,
        .gains_hhi = figures->has_profit && gains->is_known ? gains->figures.hhi : (double)NAN,
        .has_profit = figures->has_profit,
    };
}

static KamConcentrationPoint *
make_series(KamHolderTally *tally, const KamLineBuckets *buckets, guint first, guint n)
{
    KamConcentrationPoint *series = g_new(KamConcentrationPoint, n + 1);

    for (guint q = 0; q < n; q++) {
        KamHolderTallyFigures figures;

        kam_holder_tally_reset(tally);
        add_lines(tally, buckets, first + q);
        kam_holder_tally_measure(tally, &figures);
        series[q] = point_of(&figures);
    }
    return series;
}

/* A company that stands alone is no slice: there is nothing to be concentrated in it. */
static gboolean
is_slice(const KamConcentrationAnalysis *analysis, const KamHolderTallyFigures *figures)
{
    return figures->lines > 0 &&
           (analysis->question.slice != KAM_BY_GROUP || figures->spread.figures.n + figures->spread.not_positive > 1);
}

static void
add_slice(KamConcentrationAnalysis *analysis, KamHolderTally *tally, const KamLineBuckets *buckets, guint k)
{
    KamConcentrationSlice slice = { .key = k == analysis->slicers.list->len ? KAM_NO_INDEX : k };
    guint n = analysis->by_quarter->len;

    kam_holder_tally_reset(tally);
    for (guint q = 0; q < n; q++)
        add_lines(tally, buckets, k * n + q);
    kam_holder_tally_measure(tally, &slice.figures);
    if (!is_slice(analysis, &slice.figures))
        return;
    slice.series = make_series(tally, buckets, k * n, n);
    g_array_append_val(analysis->slices, slice);
}

/* The last bucket holds the lines of which the data do not say it. */
gboolean
kam_concentration_fill_slices(KamConcentrationAnalysis *analysis, GError **error)
{
    static const KamGroupsAt today = { 0 };
    g_autofree guint32 *bucket_of_line = NULL;
    KamLineBuckets buckets;
    KamHolderTally tally;
    guint n;

    if (analysis->question.slice == KAM_BY_N)
        return TRUE;
    if (!kam_holders_init_any(&analysis->slicers, analysis->scope.facts, analysis->question.slice, &today, error))
        return FALSE;
    n = analysis->slicers.list->len;
    bucket_of_line = map_lines(analysis, n);
    analysis->slices = g_array_new(FALSE, FALSE, sizeof(KamConcentrationSlice));
    kam_line_buckets_init(&buckets, &analysis->scope, bucket_of_line, (n + 1) * analysis->by_quarter->len);
    kam_holder_tally_init(&tally, analysis->scope.facts, &analysis->holders);
    for (guint k = 0; k <= n; k++)
        add_slice(analysis, &tally, &buckets, k);
    kam_holder_tally_clear(&tally);
    kam_line_buckets_clear(&buckets);
    g_array_sort(analysis->slices, compare_slices);
    return TRUE;
}
