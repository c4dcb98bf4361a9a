/* Concentration in time: calendar years, and rolling years a month apart. Holders with no line in a stretch are no
 * holders of it. */
#include "service/analysis/parts.h"

#include <string.h>

#include "service/report/period.h"

#define MONTHS_OF_WINDOW 12
#define NO_MONTH G_MAXUINT16

/* Sums by holder of one stretch of time; lines counted tells holders at 0 from those that were not there. */
typedef struct {
    const KamConcentrationAnalysis *analysis;
    gint64 *net;
    guint32 *lines;
    gint64 *present; /* scratch: the sums of those that are there */
    guint n;
} Sums;

static void
sums_init(Sums *sums, const KamConcentrationAnalysis *analysis)
{
    sums->analysis = analysis;
    sums->n = analysis->holders.list->len;
    sums->net = g_new0(gint64, sums->n + 1);
    sums->lines = g_new0(guint32, sums->n + 1);
    sums->present = g_new(gint64, sums->n + 1);
}

static void
sums_clear(Sums *sums)
{
    g_free(sums->net);
    g_free(sums->lines);
    g_free(sums->present);
}

static void
sums_add(Sums *sums, gsize line, int sign)
{
    const KamFacts *facts = sums->analysis->scope.facts;
    guint32 holder = kam_holders_of_line(&sums->analysis->holders, facts, line);

    if (holder == KAM_NO_INDEX)
        return;
    sums->net[holder] += sign * facts->net_micro[line];
    sums->lines[holder] += (guint32)sign;
}

static void
sums_measure(Sums *sums, KamSpreadSpan *span)
{
    guint present = 0;

    for (guint i = 0; i < sums->n; i++) {
        if (sums->lines[i] == 0)
            continue;
        sums->present[present++] = sums->net[i];
        span->net_micro += sums->net[i];
    }
    kam_spread_measure(&span->spread, sums->present, present);
}

static void
add_year(KamConcentrationAnalysis *analysis, Sums *sums, gint32 january)
{
    const KamScope *scope = &analysis->scope;
    KamSpreadSpan span = { .from = kam_month_first_day(january), .to = kam_month_first_day(january + 12) - 1 };

    g_snprintf(span.label, sizeof span.label, "%d", january / 12);
    span.is_whole =
        kam_report_span_is_whole(scope->first_day, scope->data_end, span.from, span.to, KAM_PERIOD_YEAR_EDGE_DAYS);
    memset(sums->net, 0, sizeof *sums->net * sums->n);
    memset(sums->lines, 0, sizeof *sums->lines * sums->n);
    for (gsize i = 0; i < scope->facts->n; i++)
        if (scope->facts->day[i] >= span.from && scope->facts->day[i] <= span.to && kam_scope_has_line(scope, i))
            sums_add(sums, i, 1);
    sums_measure(sums, &span);
    span.from = MAX(span.from, scope->first_day);
    span.to = MIN(span.to, MAX(scope->last_day, scope->data_end));
    g_array_append_val(analysis->by_year, span);
}

static void
fill_years(KamConcentrationAnalysis *analysis)
{
    gint32 last = kam_month_of_day(analysis->scope.last_day);
    Sums sums;

    sums_init(&sums, analysis);
    for (gint32 month = kam_month_of_day(analysis->scope.first_day); month - month % 12 <= last; month += 12)
        add_year(analysis, &sums, month - month % 12);
    sums_clear(&sums);
}

/* Lines by rolling month, counted back from the day as of which is asked. */
typedef struct {
    gsize *start; /* n_months + 1 */
    guint32 *line;
} Months;

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

static guint16
month_of_line(const KamScope *scope, const guint16 *month_of_day, gsize line)
{
    return kam_scope_has_line(scope, line) ? month_of_day[scope->facts->day[line] - scope->first_day] : NO_MONTH;
}

static void
months_init(Months *months, const KamConcentrationAnalysis *analysis)
{
    const KamScope *scope = &analysis->scope;
    g_autofree guint16 *month_of_day = map_days_to_months(analysis);
    g_autofree gsize *next = NULL;
    guint16 month;

    months->start = g_new0(gsize, analysis->history_months + 1);
    months->line = g_new(guint32, scope->facts->n + 1);
    for (gsize i = 0; i < scope->facts->n; i++)
        if ((month = month_of_line(scope, month_of_day, i)) != NO_MONTH)
            months->start[month + 1]++;
    for (guint k = 0; k < analysis->history_months; k++)
        months->start[k + 1] += months->start[k];
    next = g_memdup2(months->start, sizeof *next * analysis->history_months);
    for (gsize i = 0; i < scope->facts->n; i++)
        if ((month = month_of_line(scope, month_of_day, i)) != NO_MONTH)
            months->line[next[month]++] = (guint32)i;
}

static void
months_clear(Months *months)
{
    g_free(months->start);
    g_free(months->line);
}

static void
add_month(Sums *sums, const Months *months, guint k, int sign)
{
    for (gsize i = months->start[k]; i < months->start[k + 1]; i++)
        sums_add(sums, months->line[i], sign);
}

/* The window that ends k months before the day of the analysis. */
static void
add_window(KamConcentrationAnalysis *analysis, Sums *sums, guint k)
{
    gint32 as_of = analysis->scope.as_of_day;
    KamSpreadSpan span = { .is_whole = TRUE };
    char to[11];

    span.from = kam_report_rolling_start(as_of, k + MONTHS_OF_WINDOW - 1);
    span.to = k == 0 ? as_of : kam_report_rolling_start(as_of, k - 1) - 1;
    kam_day_to_iso(span.to, to);
    g_snprintf(span.label, sizeof span.label, "year to %s", to);
    sums_measure(sums, &span);
    g_array_append_val(analysis->rolling, span);
}

/* The window slides: what enters is added, what leaves is taken off; the sums are exact, so nothing drifts. */
static void
fill_rolling(KamConcentrationAnalysis *analysis)
{
    guint oldest = analysis->history_months - MONTHS_OF_WINDOW;
    Months months;
    Sums sums;

    sums_init(&sums, analysis);
    months_init(&months, analysis);
    for (guint k = 1; k < MONTHS_OF_WINDOW; k++)
        add_month(&sums, &months, oldest + k, 1);
    for (guint k = oldest + 1; k-- > 0;) {
        add_month(&sums, &months, k, 1);
        if (k + MONTHS_OF_WINDOW < analysis->history_months)
            add_month(&sums, &months, k + MONTHS_OF_WINDOW, -1);
        add_window(analysis, &sums, k);
    }
    months_clear(&months);
    sums_clear(&sums);
}

void
kam_concentration_fill_spans(KamConcentrationAnalysis *analysis)
{
    analysis->history_months = kam_report_count_months(analysis->scope.first_day, analysis->scope.as_of_day);
    fill_years(analysis);
    if (analysis->history_months >= MONTHS_OF_WINDOW)
        fill_rolling(analysis);
}
