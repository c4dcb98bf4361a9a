/* How sure the indices of a concentration are, and whether they move: jackknife intervals over holders, of the whole
 * and of the slope over whole quarters. */
#include "service/analysis/parts.h"

#define TOP 10
#define QUARTERS_OF_YEAR 4
#define LEAST_QUARTERS 8 /* two of each season, a year apart */
#define MOST_QUARTERS 20
#define NORMAL_95 1.9599639845400542 /* of the normal law, both tails together 5 % */

static KamConcentrationEstimate
estimate_of_slope(KamConcentrationError error)
{
    double width = NORMAL_95 * error.std_error;

    return (KamConcentrationEstimate) { TRUE, error.value, error.value - width, error.value + width };
}

static KamConcentrationEstimate
estimate_of_level(KamConcentrationInterval interval)
{
    return (KamConcentrationEstimate) { TRUE, interval.value, interval.lower, interval.upper };
}

void
kam_concentration_fill_intervals(KamConcentrationAnalysis *analysis)
{
    gsize n = analysis->spread.is_known ? analysis->spread.figures.n : 0;
    g_autofree double *amount = g_new(double, n + 1);
    KamConcentrationInterval hhi, top;

    for (gsize i = 0; i < n; i++)
        amount[i] = (double)g_array_index(analysis->sums, KamHolderSum, i).net_micro;
    if (kam_concentration_interval(amount, n, TOP, &hhi, &top) != KAM_CALC_OK)
        return;
    analysis->intervals = (KamConcentrationEstimates) { estimate_of_level(hhi), estimate_of_level(top) };
}

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

/* The weights of a straight line through quarters from which the mean of their season is taken: a year, not a season,
 * is compared with another. */
static void
write_slope_weights(double weight[], guint n)
{
    double middle = (n / QUARTERS_OF_YEAR - 1) / 2.0, squares = 0;

    for (guint t = 0; t < n; t++) {
        weight[t] = t / QUARTERS_OF_YEAR - middle;
        squares += weight[t] * weight[t];
    }
    for (guint t = 0; t < n; t++)
        weight[t] /= squares;
}

typedef struct {
    guint n_quarters;
    double *net, *margin; /* holders x quarters, in millionths; what is not above 0 is 0 */
} Cells;

static void
add_quarter_line(const KamConcentrationAnalysis *analysis, Cells *cells, guint32 line, guint t)
{
    const KamFacts *facts = analysis->scope.facts;
    guint32 holder = kam_holders_of_line(&analysis->holders, facts, line);
    gsize cell = (gsize)holder * cells->n_quarters + t;

    if (holder == KAM_NO_INDEX)
        return;
    cells->net[cell] += (double)facts->net_micro[line];
    if (!(facts->flags[line] & KAM_FACT_NO_COST))
        cells->margin[cell] += (double)(facts->net_micro[line] - facts->cost_micro[line]);
}

/* Whole millionths below 2^53 are exact in doubles. */
static void
cells_init(Cells *cells, const KamConcentrationAnalysis *analysis, const KamLineBuckets *quarters, guint first, guint n)
{
    gsize size = (gsize)analysis->holders.list->len * n;

    *cells = (Cells) { n, g_new0(double, size + 1), g_new0(double, size + 1) };
    for (guint t = 0; t < n; t++)
        for (gsize i = quarters->start[first + t]; i < quarters->start[first + t + 1]; i++)
            add_quarter_line(analysis, cells, quarters->line[i], t);
    for (gsize i = 0; i < size; i++) {
        cells->net[i] = MAX(cells->net[i], 0);
        cells->margin[i] = MAX(cells->margin[i], 0);
    }
}

static KamConcentrationEstimates
measure_slopes(const KamConcentrationAnalysis *analysis, const double amount[], guint n)
{
    double weight[MOST_QUARTERS], work[5 * MOST_QUARTERS];
    KamConcentrationError hhi, top;

    write_slope_weights(weight, n);
    if (kam_concentration_jackknife(amount, analysis->holders.list->len, n, weight, TOP, work, &hhi, &top) !=
        KAM_CALC_OK)
        return (KamConcentrationEstimates) { 0 };
    return (KamConcentrationEstimates) { estimate_of_slope(hhi), estimate_of_slope(top) };
}

void
kam_concentration_fill_trend(KamConcentrationAnalysis *analysis, const KamLineBuckets *quarters)
{
    KamConcentrationTrend *trend = &analysis->trend;
    guint end, n;
    Cells cells;

    trend->whole_quarters = count_whole(analysis->by_quarter, &end);
    n = MIN(trend->whole_quarters, MOST_QUARTERS) / QUARTERS_OF_YEAR * QUARTERS_OF_YEAR;
    if (n < LEAST_QUARTERS)
        return;
    trend->n = n;
    trend->from = g_array_index(analysis->by_quarter, KamSpreadSpan, end - n).from;
    trend->to = g_array_index(analysis->by_quarter, KamSpreadSpan, end - 1).to;
    cells_init(&cells, analysis, quarters, end - n, n);
    trend->net = measure_slopes(analysis, cells.net, n);
    trend->profit = measure_slopes(analysis, cells.margin, n);
    g_free(cells.net);
    g_free(cells.margin);
}
