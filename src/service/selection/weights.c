/* Weights and their limits. */
#include "service/selection/weights.h"

#include <kamen/rank.h>
#include <math.h>

#include "base/error.h"

static const char *const knowledge_names[KAM_WEIGHTS_KNOWLEDGE_N + 1] = { "interval", "order", "free", NULL };

const char *
kam_weights_knowledge_name(KamWeightsKnowledge knowledge)
{
    return knowledge_names[knowledge];
}

void
kam_weights_free(KamWeights *weights)
{
    if (weights == NULL)
        return;
    g_free(weights->weight);
    g_free(weights->low);
    g_free(weights->high);
    g_free(weights->order);
    g_free(weights);
}

static gboolean
share_points(const GArray *criteria, const double points[], double weight[], GError **error)
{
    double sum = 0;

    for (guint c = 0; c < criteria->len; c++) {
        weight[c] = points != NULL ? points[c] : g_array_index(criteria, KamCriterion, c).weight;
        if (!(weight[c] >= 0 && weight[c] <= 1e9)) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "the weight of '%s' is not a number from 0 on",
                        g_array_index(criteria, KamCriterion, c).code);
            return FALSE;
        }
        sum += weight[c];
    }
    if (!(sum > 0)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "all weights are 0; give weight to at least one criterion");
        return FALSE;
    }
    for (guint c = 0; c < criteria->len; c++)
        weight[c] /= sum;
    return TRUE;
}

/* What counts nothing is given nothing by any draw. */
static void
set_limit(KamWeights *w, guint c, double low, double high)
{
    if (!(w->weight[c] > 0))
        low = high = 0;
    w->low[c] = CLAMP(MIN(MIN(low, high), w->weight[c]), 0, 1);
    w->high[c] = CLAMP(MAX(MAX(low, high), w->weight[c]), 0, 1);
}

/* Bounds that people set are in points of the sum of the criteria that count; either of the two may be the lower. Where
 * the firm gives those that count no weight at all, its limits say nothing. */
static void
set_limits(KamWeights *w, const GArray *criteria, double wobble)
{
    double sum = 0;

    for (guint c = 0; c < w->m; c++)
        sum += w->weight[c] > 0 ? g_array_index(criteria, KamCriterion, c).weight : 0;
    for (guint c = 0; c < w->m; c++) {
        const KamCriterion *criterion = &g_array_index(criteria, KamCriterion, c);
        double low =
            isnan(criterion->weight_low) || !(sum > 0) ? w->weight[c] * (1 - wobble) : criterion->weight_low / sum;
        double high =
            isnan(criterion->weight_high) || !(sum > 0) ? w->weight[c] * (1 + wobble) : criterion->weight_high / sum;

        set_limit(w, c, low, high);
    }
}

void
kam_weights_set_limits(KamWeights *weights, const double low[], const double high[])
{
    for (guint c = 0; c < weights->m; c++)
        set_limit(weights, c, isnan(low[c]) ? weights->low[c] : low[c], isnan(high[c]) ? weights->high[c] : high[c]);
}

static void
set_order(KamWeights *w)
{
    g_autofree guint32 *order = g_new(guint32, w->m);
    g_autofree guint32 *work = g_new(guint32, w->m);

    for (guint c = 0; c < w->m; c++)
        order[c] = c;
    kam_rank_order(w->weight, order, w->m, work);
    for (guint c = 0; c < w->m; c++)
        w->order[c] = order[c];
}

KamWeights *
kam_weights_from_points(const GArray *criteria, const double points[], double wobble, GError **error)
{
    g_autoptr(KamWeights) w = g_new0(KamWeights, 1);

    w->m = criteria->len;
    w->weight = g_new0(double, w->m + 1);
    w->low = g_new0(double, w->m + 1);
    w->high = g_new0(double, w->m + 1);
    w->order = g_new0(gsize, w->m + 1);
    if (!share_points(criteria, points, w->weight, error))
        return NULL;
    set_limits(w, criteria, wobble);
    set_order(w);
    return g_steal_pointer(&w);
}

/* Weight of the kth place of m, k from 1. */
static double
centroid(guint k, guint m)
{
    double sum = 0;

    for (guint i = k; i <= m; i++)
        sum += 1.0 / i;
    return sum / m;
}

void
kam_weights_from_order(const double place[], guint m, double weight[])
{
    for (guint c = 0; c < m; c++) {
        guint before = 0, same = 0;
        double sum = 0;

        for (guint other = 0; other < m; other++) {
            before += place[other] < place[c];
            same += place[other] == place[c];
        }
        for (guint k = 1; k <= same; k++)
            sum += centroid(before + k, m);
        weight[c] = sum / same;
    }
}

void
kam_weights_of_group(const double weights[], guint people, guint m, double weight[], double spread[])
{
    for (guint c = 0; c < m; c++) {
        double sum = 0, least = 1, most = 0;

        for (guint p = 0; p < people; p++) {
            double w = weights[(gsize)p * m + c];

            sum += w;
            least = MIN(least, w);
            most = MAX(most, w);
        }
        weight[c] = sum / people;
        if (spread != NULL)
            spread[c] = most - least;
    }
}

void
kam_weights_set_knowledge(KamWeights *weights, KamWeightsKnowledge knowledge)
{
    if (knowledge == KAM_WEIGHTS_INTERVAL)
        return;
    for (guint c = 0; c < weights->m; c++) {
        weights->low[c] = 0;
        weights->high[c] = weights->weight[c] > 0;
    }
    if (knowledge == KAM_WEIGHTS_FREE)
        g_clear_pointer(&weights->order, g_free);
}
