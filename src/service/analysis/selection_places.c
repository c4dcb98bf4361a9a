/* How often each account is among the first when the weights wobble. Most accounts of a long list cannot be, whatever
 * the weights; they are found first, and nothing is drawn for them. */
#include <math.h>

#include <kamen/rank.h>

#include "service/analysis/selection_parts.h"

/* What rounding may add to a bound. */
#define BOUND_SLACK 1e-9

typedef struct {
    double low[KAM_SELECT_N], high[KAM_SELECT_N]; /* of the weights */
} Limits;

static Limits
limits_of(const KamSelectOptions *options)
{
    Limits limits;

    for (guint c = 0; c < KAM_SELECT_N; c++) {
        limits.low[c] = options->weight[c] * (1 - options->wobble);
        limits.high[c] = options->weight[c] * (1 + options->wobble);
    }
    return limits;
}

/* The largest sum of weight x value that the limits allow: what the lower limits leave goes to the best criteria first.
 */
static double
most_of(const Limits *limits, const double value[KAM_SELECT_N])
{
    double sum = 0, left = 1;
    gboolean is_filled[KAM_SELECT_N] = { FALSE };

    for (guint c = 0; c < KAM_SELECT_N; c++) {
        sum += limits->low[c] * value[c];
        left -= limits->low[c];
    }
    for (guint step = 0; step < KAM_SELECT_N && left > 0; step++) {
        guint best = KAM_SELECT_N;
        double given;

        for (guint c = 0; c < KAM_SELECT_N; c++)
            if (!is_filled[c] && (best == KAM_SELECT_N || value[c] > value[best]))
                best = c;
        given = MIN(left, limits->high[best] - limits->low[best]);
        sum += given * value[best];
        left -= given;
        is_filled[best] = TRUE;
    }
    return sum;
}

/* The score at its highest (side 1) or lowest (side -1), what is assumed included. */
static double
bound_of(const KamSelectionAnalysis *analysis, const Limits *limits, guint i, double side)
{
    double value[KAM_SELECT_N];

    for (guint c = 0; c < KAM_SELECT_N; c++) {
        const KamSelectFigure *figure = &analysis->account[i].figure[c];

        value[c] = side * (figure->value + side * (analysis->is_used[c] ? figure->half : 0));
    }
    return side * most_of(limits, value);
}

/* Accounts whose best score reaches the worst score of `top` others: nobody else can be among the first. */
static guint32 *
find_candidates(const KamSelectionAnalysis *analysis, const Limits *limits, guint top, guint *n)
{
    g_autofree double *worst = g_new(double, analysis->n);
    guint32 *candidate = g_new(guint32, analysis->n);
    double threshold;

    for (guint i = 0; i < analysis->n; i++)
        worst[i] = bound_of(analysis, limits, i, -1);
    kam_rank_descending(worst, analysis->n, worst);
    threshold = worst[top - 1] - BOUND_SLACK;
    *n = 0;
    for (guint32 i = 0; i < analysis->n; i++)
        if (bound_of(analysis, limits, i, 1) >= threshold)
            candidate[(*n)++] = i;
    return candidate;
}

static void
copy_values(const KamSelectionAnalysis *analysis, const guint32 candidate[], guint n, double value[], double half[])
{
    for (guint k = 0; k < n; k++)
        for (guint c = 0; c < KAM_SELECT_N; c++) {
            const KamSelectFigure *figure = &analysis->account[candidate[k]].figure[c];

            value[k * KAM_SELECT_N + c] = figure->value;
            half[k * KAM_SELECT_N + c] = analysis->is_used[c] ? figure->half : 0;
        }
}

KamCalcStatus
kam_selection_draw_places(KamSelectionAnalysis *analysis)
{
    const KamSelectOptions *options = &analysis->options;
    const Limits limits = limits_of(options);
    const KamSmaaError error[KAM_SELECT_N] = { KAM_SMAA_INTERVAL, KAM_SMAA_INTERVAL, KAM_SMAA_INTERVAL,
                                               KAM_SMAA_INTERVAL, KAM_SMAA_INTERVAL };
    guint top = MIN(options->top, analysis->n), n;
    g_autofree guint32 *candidate = find_candidates(analysis, &limits, top, &n);
    g_autofree double *value = g_new(double, (gsize)n *KAM_SELECT_N);
    g_autofree double *half = g_new(double, (gsize)n *KAM_SELECT_N);
    const KamSmaaProblem problem = { .n = n,
                                     .m = KAM_SELECT_N,
                                     .value = value,
                                     .spread = half,
                                     .error = error,
                                     .low = limits.low,
                                     .high = limits.high,
                                     .n_ranks = top,
                                     .draws = options->draws,
                                     .seed = options->seed };
    g_autoptr(KamSmaa) smaa = NULL;
    KamCalcStatus status;

    copy_values(analysis, candidate, n, value, half);
    status = kam_smaa_count(&problem, &smaa);
    for (guint k = 0; k < n && status == KAM_CALC_OK; k++)
        status = kam_smaa_top(smaa, k, top, &analysis->account[candidate[k]].in_top);
    return status;
}
