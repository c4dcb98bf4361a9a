/* Concentration in time: calendar years and quarters, and rolling years a month apart. Holders with no line in a
 * stretch are no holders of it. */
#include "service/analysis/parts.h"

#include <string.h>

#include "service/analysis/line_buckets.h"
#include "service/report/period.h"

#define MONTHS_OF_WINDOW 12
#define QUARTERS_OF_YEAR 4
#define MONTHS_OF_QUARTER 3

static void
add_bucket(KamHolderTally *tally, const KamLineBuckets *buckets, guint k, int sign)
{
    for (gsize i = buckets->start[k]; i < buckets->start[k + 1]; i++)
        kam_holder_tally_add(tally, buckets->line[i], sign);
}

/* From its first day to the last, cut to what the data hold. */
static void
end_calendar_span(const KamScope *scope, KamSpreadSpan *span, gint32 edge_days)
{
    span->is_whole = kam_report_span_is_whole(scope->first_day, scope->data_end, span->from, span->to, edge_days);
    span->from = MAX(span->from, scope->first_day);
    span->to = MIN(span->to, MAX(scope->last_day, scope->data_end));
}

static void
add_quarter(KamConcentrationAnalysis *analysis, KamHolderTally *tally, const KamLineBuckets *buckets, guint k)
{
    gint32 quarter = analysis->first_quarter + (gint32)k, month = quarter * MONTHS_OF_QUARTER;
    KamSpreadSpan span = { .from = kam_month_first_day(month),
                           .to = kam_month_first_day(month + MONTHS_OF_QUARTER) - 1 };

    g_snprintf(span.label, sizeof span.label, "%d-Q%d", quarter / QUARTERS_OF_YEAR, quarter % QUARTERS_OF_YEAR + 1);
    kam_holder_tally_reset(tally);
    add_bucket(tally, buckets, k, 1);
    kam_holder_tally_measure(tally, &span.figures);
    end_calendar_span(&analysis->scope, &span, KAM_PERIOD_MONTH_EDGE_DAYS);
    g_array_append_val(analysis->by_quarter, span);
}

static void
add_year(KamConcentrationAnalysis *analysis, KamHolderTally *tally, const KamLineBuckets *buckets, gint32 year)
{
    gint32 january = year * 12, first = year * QUARTERS_OF_YEAR - analysis->first_quarter;
    KamSpreadSpan span = { .from = kam_month_first_day(january), .to = kam_month_first_day(january + 12) - 1 };

    g_snprintf(span.label, sizeof span.label, "%d", year);
    kam_holder_tally_reset(tally);
    for (gint32 k = MAX(first, 0); k < first + QUARTERS_OF_YEAR && k < (gint32)buckets->n; k++)
        add_bucket(tally, buckets, (guint)k, 1);
    kam_holder_tally_measure(tally, &span.figures);
    end_calendar_span(&analysis->scope, &span, KAM_PERIOD_YEAR_EDGE_DAYS);
    g_array_append_val(analysis->by_year, span);
}

static void
fill_calendar(KamConcentrationAnalysis *analysis, KamHolderTally *tally)
{
    KamLineBuckets buckets;
    gint32 last;

    analysis->first_quarter = kam_line_buckets_init_quarters(&buckets, &analysis->scope);
    last = (analysis->first_quarter + (gint32)buckets.n - 1) / QUARTERS_OF_YEAR;
    for (guint k = 0; k < buckets.n; k++)
        add_quarter(analysis, tally, &buckets, k);
    for (gint32 year = analysis->first_quarter / QUARTERS_OF_YEAR; year <= last; year++)
        add_year(analysis, tally, &buckets, year);
    kam_line_buckets_clear(&buckets);
}

/* Rolling months, counted back from the day as of which is asked. */
static guint16 *
map_days_to_months(const KamConcentrationAnalysis *analysis)
{
    const KamScope *scope = &analysis->scope;
    gsize n_days = (gsize)(scope->as_of_day - scope->first_day + 1);
    guint16 *month_of_day = g_new(guint16, n_days);

    memset(month_of_day, 0xff, sizeof *month_of_day * n_days);
    for (guint k = 0; k < analysis->history_months; k++) {
        gint32 to = k == 0 ? scope->as_of_day : kam_report_rolling_start(scope->as_of_day, k - 1) - 1;
        gint32 from = MAX(kam_report_rolling_start(scope->as_of_day, k), scope->first_day);

        for (gint32 day = from; day <= to; day++)
            month_of_day[day - scope->first_day] = (guint16)k;
    }
    return month_of_day;
}

/* The window that ends k months before the day of the analysis. */
static void
add_window(KamConcentrationAnalysis *analysis, KamHolderTally *tally, guint k)
{
    gint32 as_of = analysis->scope.as_of_day;
    KamSpreadSpan span = { .is_whole = TRUE };
    char to[11];

    span.from = kam_report_rolling_start(as_of, k + MONTHS_OF_WINDOW - 1);
    span.to = k == 0 ? as_of : kam_report_rolling_start(as_of, k - 1) - 1;
    kam_day_to_iso(span.to, to);
    g_snprintf(span.label, sizeof span.label, "year to %s", to);
    kam_holder_tally_measure(tally, &span.figures);
    g_array_append_val(analysis->rolling, span);
}

/* The window slides: what enters is added, what leaves is taken off. */
static void
fill_rolling(KamConcentrationAnalysis *analysis, KamHolderTally *tally)
{
    guint oldest = analysis->history_months - MONTHS_OF_WINDOW;
    g_autofree guint16 *month_of_day = map_days_to_months(analysis);
    KamLineBuckets months;

    kam_line_buckets_init_days(&months, &analysis->scope, month_of_day, analysis->history_months);
    kam_holder_tally_reset(tally);
    for (guint k = 1; k < MONTHS_OF_WINDOW; k++)
        add_bucket(tally, &months, oldest + k, 1);
    for (guint k = oldest + 1; k-- > 0;) {
        add_bucket(tally, &months, k, 1);
        if (k + MONTHS_OF_WINDOW < analysis->history_months)
            add_bucket(tally, &months, k + MONTHS_OF_WINDOW, -1);
        add_window(analysis, tally, k);
    }
    kam_line_buckets_clear(&months);
}

void
kam_concentration_fill_spans(KamConcentrationAnalysis *analysis)
{
    KamHolderTally tally;

    kam_holder_tally_init(&tally, analysis->scope.facts, &analysis->holders);
    analysis->history_months = kam_report_count_months(analysis->scope.first_day, analysis->scope.as_of_day);
    fill_calendar(analysis, &tally);
    if (analysis->history_months >= MONTHS_OF_WINDOW)
        fill_rolling(analysis, &tally);
    kam_holder_tally_clear(&tally);
}
