/* What of the indices of a concentration is chance of the purchases, and whether they move from year to year. */
#include "service/analysis/parts.h"

#include "service/report/period.h"

#define TOP 10
#define QUARTERS_OF_YEAR 4
#define LEAST_QUARTERS 8 /* two of each season, a year apart */
#define MOST_QUARTERS 20
#define MOST_STRETCHES 36 /* more would say no more, and take memory */

/* --- chance --- */

/* Equal stretches of rolling months, counted back from the day as of which is asked. */
typedef struct {
    guint n, months; /* of each; the oldest may be shorter */
    gint32 *first_day;
} Stretches;

static void
stretches_init(Stretches *stretches, const KamScope *scope)
{
    guint months = kam_report_count_months(scope->first_day, scope->as_of_day);

    stretches->months = MAX((months + MOST_STRETCHES - 1) / MOST_STRETCHES, 1);
    stretches->n = MAX((months + stretches->months - 1) / stretches->months, 1);
    stretches->first_day = g_new(gint32, stretches->n);
    for (guint t = 0; t < stretches->n; t++)
        stretches->first_day[t] =
            kam_report_rolling_start(scope->as_of_day, (stretches->n - t) * stretches->months - 1);
}

static guint
stretch_of(const Stretches *stretches, gint32 day)
{
    guint t = stretches->n - 1;

    while (t > 0 && day < stretches->first_day[t])
        t--;
    return t;
}

static guint8 *
map_days(const Stretches *stretches, const KamScope *scope)
{
    gint32 n = scope->as_of_day - scope->first_day + 1;
    guint8 *stretch_of_day = g_new(guint8, (gsize)n);

    for (gint32 d = 0; d < n; d++)
        stretch_of_day[d] = (guint8)stretch_of(stretches, scope->first_day + d);
    return stretch_of_day;
}

/* Net by holder and stretch, in millionths, which are exact in doubles below 2^53. */
static double *
sum_stretches(const KamConcentrationAnalysis *analysis, const Stretches *stretches)
{
    const KamScope *scope = &analysis->scope;
    g_autofree guint8 *stretch_of_day = map_days(stretches, scope);
    double *net = g_new0(double, (gsize)analysis->holders.list->len * stretches->n + 1);

    for (gsize i = 0; i < scope->facts->n; i++) {
        guint32 holder;

        if (!kam_scope_has_line(scope, i))
            continue;
        holder = kam_holders_of_line(&analysis->holders, scope->facts, i);
        if (holder != KAM_NO_INDEX)
            net[(gsize)holder * stretches->n + stretch_of_day[scope->facts->day[i] - scope->first_day]] +=
                (double)scope->facts->net_micro[i];
    }
    return net;
}

void
kam_concentration_fill_levels(KamConcentrationAnalysis *analysis)
{
    gsize n = analysis->holders.list->len;
    g_autofree double *net = NULL, *work = NULL;
    KamConcentrationLevel hhi, top;
    Stretches stretches;

    stretches_init(&stretches, &analysis->scope);
    net = sum_stretches(analysis, &stretches);
    work = g_new(double, n + 3 * (gsize)stretches.n);
    analysis->levels.is_known = kam_concentration_level(net, n, stretches.n, TOP, work, &hhi, &top) == KAM_CALC_OK;
    if (analysis->levels.is_known) {
        analysis->levels.hhi = hhi;
        analysis->levels.top_10 = top;
    }
    analysis->levels.months = stretches.months;
    g_free(stretches.first_day);
}

/* --- trend --- */

/* The last whole quarters that follow one another. */
static guint
count_whole(const GArray *by_quarter, guint *end)
{
    guint n = 0;

    *end = by_quarter->len;
    while (*end > 0 && !g_array_index(by_quarter, KamSpreadSpan, *end - 1).is_whole)
        (*end)--;
    while (n < *end && g_array_index(by_quarter, KamSpreadSpan, *end - 1 - n).is_whole)
        n++;
    return n;
}

static KamConcentrationEstimate
estimate_slope(const double figure[], guint n)
{
    KamConcentrationSlope slope;

    if (kam_concentration_slope(figure, n, QUARTERS_OF_YEAR, &slope) != KAM_CALC_OK)
        return (KamConcentrationEstimate) { 0 };
    return (KamConcentrationEstimate) { TRUE, slope.value, slope.lower, slope.upper };
}

/* Of the last n quarters before `end`, over net or over gains; a quarter in which nobody has any says nothing, and then
 * none does. */
static KamConcentrationEstimates
measure_slopes(const GArray *by_quarter, guint end, guint n, gboolean is_profit)
{
    double hhi[MOST_QUARTERS], top[MOST_QUARTERS];

    for (guint t = 0; t < n; t++) {
        const KamHolderTallyFigures *figures = &g_array_index(by_quarter, KamSpreadSpan, end - n + t).figures;
        const KamSpread *spread = is_profit ? &figures->gains : &figures->spread;

        if (!spread->is_known)
            return (KamConcentrationEstimates) { 0 };
        hhi[t] = spread->figures.hhi;
        top[t] = spread->figures.top_10;
    }
    return (KamConcentrationEstimates) { estimate_slope(hhi, n), estimate_slope(top, n) };
}

void
kam_concentration_fill_trend(KamConcentrationAnalysis *analysis)
{
    KamConcentrationTrend *trend = &analysis->trend;
    guint end, n;

    trend->whole_quarters = count_whole(analysis->by_quarter, &end);
    n = MIN(trend->whole_quarters, MOST_QUARTERS) / QUARTERS_OF_YEAR * QUARTERS_OF_YEAR;
    if (n < LEAST_QUARTERS)
        return;
    trend->n = n;
    trend->from = g_array_index(analysis->by_quarter, KamSpreadSpan, end - n).from;
    trend->to = g_array_index(analysis->by_quarter, KamSpreadSpan, end - 1).to;
    trend->net = measure_slopes(analysis->by_quarter, end, n, FALSE);
    trend->profit = measure_slopes(analysis->by_quarter, end, n, TRUE);
}
