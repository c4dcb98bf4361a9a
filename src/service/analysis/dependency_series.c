/* The shares of the largest, quarter by quarter. */
#include "service/analysis/dependency_parts.h"

#include <math.h>

#include "service/analysis/line_buckets.h"
#include "service/report/period.h"

#define QUARTERS_OF_YEAR 4
#define MONTHS_OF_QUARTER 3

static void
add_quarter(KamDependencyAnalysis *analysis, const KamLineBuckets *buckets, guint bucket, gint32 quarter,
            const guint32 place[])
{
    const KamScope *scope = &analysis->scope;
    gint32 month = quarter * MONTHS_OF_QUARTER;
    guint p = analysis->n_periods++;
    KamDependencyPeriod *period = &analysis->periods[p];
    g_autofree gint64 *net = g_new0(gint64, analysis->list->len + 1);

    period->from = kam_month_first_day(month);
    period->to = kam_month_first_day(month + MONTHS_OF_QUARTER) - 1;
    g_snprintf(period->label, sizeof period->label, "%d-Q%d", quarter / QUARTERS_OF_YEAR,
               quarter % QUARTERS_OF_YEAR + 1);
    period->is_whole = kam_report_span_is_whole(scope->first_day, scope->data_end, period->from, period->to,
                                                KAM_PERIOD_MONTH_EDGE_DAYS);
    for (gsize i = buckets->start[bucket]; i < buckets->start[bucket + 1]; i++) {
        guint32 line = buckets->line[i], holder = kam_holders_of_line(&analysis->holders, scope->facts, line);

        period->net_micro += scope->facts->net_micro[line];
        if (holder != KAM_NO_INDEX && place[holder] != KAM_NO_INDEX)
            net[place[holder]] += scope->facts->net_micro[line];
    }
    for (guint i = 0; i < analysis->list->len; i++)
        analysis->shares[i * KAM_DEPENDENCY_PERIODS + p] =
            period->net_micro > 0 ? (double)net[i] / (double)period->net_micro : (double)NAN;
}

void
kam_dependency_fill_series(KamDependencyAnalysis *analysis)
{
    guint n = analysis->holders.list->len;
    g_autofree guint32 *place = g_new(guint32, n + 1);
    KamLineBuckets buckets;
    gint32 first;

    for (guint h = 0; h < n; h++)
        place[h] = KAM_NO_INDEX;
    for (guint i = 0; i < analysis->list->len; i++)
        place[g_array_index(analysis->list, KamDependencyHolder, i).holder] = i;
    analysis->shares = g_new0(double, (gsize)analysis->list->len *KAM_DEPENDENCY_PERIODS + 1);
    first = kam_line_buckets_init_quarters(&buckets, &analysis->scope);
    for (guint b = buckets.n > KAM_DEPENDENCY_PERIODS ? buckets.n - KAM_DEPENDENCY_PERIODS : 0; b < buckets.n; b++)
        add_quarter(analysis, &buckets, b, first + (gint32)b, place);
    kam_line_buckets_clear(&buckets);
}
