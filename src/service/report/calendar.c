/* Time in the report: the rolling months before its day, the stretches that are compared, months and years and whether
 * they are whole. */
#include "service/report/parts.h"

#include "service/report/basis.h"

/* Below this, "the last against the one before" compares noise. */
#define LEAST_COMPARED_MONTHS 3

/* The day so many months from `day`, at the month's last day when it has no such day. */
static gint32
day_months_from(gint32 day, gint32 months)
{
    int year, month, dom;
    gint32 then = kam_month_of_day(day) + months;
    gint32 last;

    kam_day_to_civil(day, &year, &month, &dom);
    last = kam_month_first_day(then + 1) - 1;
    if (day + 1 == kam_month_first_day(kam_month_of_day(day) + 1))
        return last;
    return MIN(kam_month_first_day(then) + dom - 1, last);
}

gint32
kam_report_rolling_start(gint32 as_of_day, guint k)
{
    return day_months_from(as_of_day, -(gint32)k - 1) + 1;
}

gint32
kam_report_rolling_after(gint32 as_of_day, guint k)
{
    return day_months_from(as_of_day, (gint32)k) + 1;
}

guint
kam_report_count_months(gint32 first_day, gint32 as_of_day)
{
    guint months = 0;

    while (kam_report_rolling_start(as_of_day, months) + KAM_PERIOD_YEAR_EDGE_DAYS >= first_day)
        months++;
    return months;
}

static void
fill_comparison(KamReport *report)
{
    KamReportComparison *c = &report->comparison;
    guint months = report->history_months >= 24 ? 12 : report->history_months / 2;

    if (months < LEAST_COMPARED_MONTHS)
        return;
    c->months = months;
    c->is_corrected = months < 12;
    c->last_to = report->as_of_day;
    c->last_from = kam_report_rolling_start(report->as_of_day, months - 1);
    c->previous_to = c->last_from - 1;
    c->previous_from = kam_report_rolling_start(report->as_of_day, 2 * months - 1);
}

gboolean
kam_report_span_is_whole(gint32 first_day, gint32 data_end, gint32 from, gint32 to, gint32 edge)
{
    return first_day - from <= edge && to - data_end <= edge;
}

static gboolean
span_is_whole(const KamReport *report, gint32 from, gint32 to, gint32 edge)
{
    gint32 data_end = report->options.until_day == KAM_DAY_NONE ? report->last_day : report->as_of_day;

    return kam_report_span_is_whole(report->first_day, data_end, from, to, edge);
}

/* By day first: turning a day into its month costs more than adding a line. */
static void
sum_months(KamReport *report, gint32 first_month)
{
    gsize n_days = (gsize)(report->last_day - report->first_day + 1);
    g_autofree gint64 *by_day = g_new0(gint64, n_days);

    for (gsize i = 0; i < report->facts->n; i++)
        if (line_is_in_basis(report, i))
            by_day[report->facts->day[i] - report->first_day] += report->facts->net_micro[i];
    for (gsize d = 0; d < n_days; d++) {
        gint32 month = kam_month_of_day(report->first_day + (gint32)d);

        g_array_index(report->by_month, KamReportMonth, month - first_month).net_micro += by_day[d];
    }
}

static void
fill_months(KamReport *report)
{
    gint32 first = kam_month_of_day(report->first_day), last = kam_month_of_day(report->last_day);

    for (gint32 month = first; month <= last; month++) {
        KamReportMonth entry = { .month = month };

        entry.is_whole = span_is_whole(report, kam_month_first_day(month), kam_month_first_day(month + 1) - 1,
                                       KAM_PERIOD_MONTH_EDGE_DAYS);
        g_array_append_val(report->by_month, entry);
    }
    sum_months(report, first);
}

static void
fill_years(KamReport *report)
{
    for (guint i = 0; i < report->by_month->len; i++) {
        const KamReportMonth *month = &g_array_index(report->by_month, KamReportMonth, i);
        gint32 january = month->month - month->month % 12;
        KamReportSpan span = { .from = kam_month_first_day(january), .to = kam_month_first_day(january + 12) - 1 };

        if (i == 0 || month->month % 12 == 0) {
            g_snprintf(span.label, sizeof span.label, "%d", january / 12);
            span.is_whole = span_is_whole(report, span.from, span.to, KAM_PERIOD_YEAR_EDGE_DAYS);
            g_array_append_val(report->by_year, span);
        }
        g_array_index(report->by_year, KamReportSpan, report->by_year->len - 1).net_micro += month->net_micro;
    }
}

/* Whole calendar years when there are two, else rolling years up to the day of the report, oldest first. */
static void
fill_trend_spans(KamReport *report)
{
    for (guint i = 0; i < report->by_year->len; i++)
        if (g_array_index(report->by_year, KamReportSpan, i).is_whole)
            g_array_append_val(report->trend, g_array_index(report->by_year, KamReportSpan, i));
    if (report->trend->len >= 2)
        return;
    g_array_set_size(report->trend, 0);
    report->trend_is_rolling = TRUE;
    for (guint years = report->history_months / 12; years > 0; years--) {
        KamReportSpan span = { .is_whole = TRUE, .is_rolling = TRUE };
        char to[11];

        span.from = kam_report_rolling_start(report->as_of_day, 12 * years - 1);
        span.to = kam_report_rolling_start(report->as_of_day, 12 * (years - 1) - 1) - 1;
        if (years == 1)
            span.to = report->as_of_day;
        kam_day_to_iso(span.to, to);
        g_snprintf(span.label, sizeof span.label, "year to %s", to);
        g_array_append_val(report->trend, span);
    }
}

void
kam_report_fill_calendar(KamReport *report)
{
    report->history_months = kam_report_count_months(report->first_day, report->as_of_day);
    fill_comparison(report);
    fill_months(report);
    fill_years(report);
    fill_trend_spans(report);
}
