/* Weights of SMAA, even over all that limits and order allow.
 *
 * With limits they are proposed evenly from a body around the allowed ones and taken when allowed. Three bodies come to
 * hand, and the smallest, which wastes least, is used: the simplex above the lower limits, the simplex below the upper
 * ones, and the box of the limits of all criteria but one, which takes what is left. Their volumes are compared in the
 * coordinates of all criteria but one, in which the three lie alike. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "smaa_private.h"

/* Limits are decimals that people write: their sums miss 1 by rounding. */
#define LIMIT_SLACK 1e-9
/* Limits as near as this are one weight; rounding alone can part them by less. */
#define SAME_LIMIT 1e-12

static double
sum_of(const double value[], size_t m)
{
    double sum = 0;

    for (size_t j = 0; j < m; j++)
        sum += value[j];
    return sum;
}

/* A limit that the others make impossible to reach is moved to where they can. */
static void
tighten(Weights *weights)
{
    double low = sum_of(weights->low, weights->m), high = sum_of(weights->high, weights->m);

    for (size_t j = 0; j < weights->m; j++) {
        double most = 1 - (low - weights->low[j]), least = 1 - (high - weights->high[j]);

        if (weights->high[j] > most)
            weights->high[j] = fmax(most, weights->low[j]);
        if (weights->low[j] < least)
            weights->low[j] = fmin(least, weights->high[j]);
    }
}

static double
width_of(const Weights *weights, size_t j)
{
    return weights->high[j] - weights->low[j];
}

static void
find_open(Weights *weights)
{
    weights->n_open = 0;
    weights->widest = 0;
    for (size_t j = 0; j < weights->m; j++) {
        if (width_of(weights, j) > SAME_LIMIT)
            weights->open[weights->n_open++] = j;
        if (width_of(weights, j) > width_of(weights, weights->widest))
            weights->widest = j;
    }
}

/* The volumes of the three bodies, as logarithms. The box of one open criterion is a point, and nothing is smaller. */
static void
choose_proposal(Weights *weights)
{
    double sides = (double)weights->n_open - 1, simplex = lgamma(sides + 1), smallest, box = 0, above, below;

    weights->proposal = PROPOSE_IN_BOX;
    if (weights->n_open < 2)
        return;
    for (size_t k = 0; k < weights->n_open; k++)
        if (weights->open[k] != weights->widest)
            box += log(width_of(weights, weights->open[k]));
    above = sides * log(fmax(1 - sum_of(weights->low, weights->m), 0)) - simplex;
    below = sides * log(fmax(sum_of(weights->high, weights->m) - 1, 0)) - simplex;
    smallest = fmin(box, fmin(above, below));
    weights->proposal = smallest == box ? PROPOSE_IN_BOX : smallest == above ? PROPOSE_ABOVE_LOW : PROPOSE_BELOW_HIGH;
}

static int
limits_of_order_are_equal(const Weights *weights)
{
    for (size_t k = 1; k < weights->n_order; k++) {
        size_t one = weights->order[k - 1], other = weights->order[k];

        if (weights->low[one] != weights->low[other] || weights->high[one] != weights->high[other])
            return 0;
    }
    return 1;
}

static KamCalcStatus
check_limits(const double low[], const double high[], size_t m)
{
    for (size_t j = 0; j < m; j++)
        if (!isfinite(low[j]) || !isfinite(high[j]) || low[j] < 0 || low[j] > high[j])
            return KAM_CALC_DOMAIN;
    if (sum_of(low, m) > 1 + LIMIT_SLACK || sum_of(high, m) < 1 - LIMIT_SLACK)
        return KAM_CALC_DOMAIN;
    return KAM_CALC_OK;
}

static KamCalcStatus
take_limits(Weights *weights, const KamSmaaProblem *problem)
{
    size_t size = problem->m * sizeof(double);

    if (problem->low == NULL || problem->high == NULL)
        return problem->low == problem->high ? KAM_CALC_OK : KAM_CALC_DOMAIN;
    if (check_limits(problem->low, problem->high, problem->m) != KAM_CALC_OK)
        return KAM_CALC_DOMAIN;
    weights->low = malloc(size);
    weights->high = malloc(size);
    weights->open = malloc(problem->m * sizeof weights->open[0]);
    if (weights->low == NULL || weights->high == NULL || weights->open == NULL)
        return KAM_CALC_NO_MEMORY;
    memcpy(weights->low, problem->low, size);
    memcpy(weights->high, problem->high, size);
    tighten(weights);
    weights->is_sortable = limits_of_order_are_equal(weights);
    find_open(weights);
    choose_proposal(weights);
    return KAM_CALC_OK;
}

static int
order_is_right(const KamSmaaProblem *problem)
{
    for (size_t a = 0; a < problem->n_order; a++) {
        if (problem->order[a] >= problem->m)
            return 0;
        for (size_t b = 0; b < a; b++)
            if (problem->order[a] == problem->order[b])
                return 0;
    }
    return 1;
}

KamCalcStatus
smaa_weights_init(Weights *weights, const KamSmaaProblem *problem)
{
    *weights = (Weights) { .m = problem->m, .n_order = problem->n_order, .is_sortable = 1 };
    if (!order_is_right(problem))
        return KAM_CALC_DOMAIN;
    if (problem->n_order > 0) {
        weights->order = malloc(problem->n_order * sizeof weights->order[0]);
        weights->draft = malloc(problem->n_order * sizeof weights->draft[0]);
        if (weights->order == NULL || weights->draft == NULL)
            return KAM_CALC_NO_MEMORY;
        memcpy(weights->order, problem->order, problem->n_order * sizeof weights->order[0]);
    }
    return take_limits(weights, problem);
}

void
smaa_weights_clear(Weights *weights)
{
    free(weights->low);
    free(weights->high);
    free(weights->open);
    free(weights->order);
    free(weights->draft);
}

static void
draw_from_simplex(gsl_rng *rng, size_t m, double weight[])
{
    double sum = 0;

    for (size_t j = 0; j < m; j++) {
        weight[j] = -log(gsl_rng_uniform_pos(rng));
        sum += weight[j];
    }
    for (size_t j = 0; j < m; j++)
        weight[j] /= sum;
}

/* Where the ordered criteria have the same limits, or none, their weights are exchangeable, and sorting them conditions
 * on the order. */
static void
sort_by_order(const Weights *weights, double weight[])
{
    double *draft = weights->draft;

    for (size_t k = 0; k < weights->n_order; k++) {
        double moved = weight[weights->order[k]];
        size_t at = k;

        for (; at > 0 && draft[at - 1] < moved; at--)
            draft[at] = draft[at - 1];
        draft[at] = moved;
    }
    for (size_t k = 0; k < weights->n_order; k++)
        weight[weights->order[k]] = draft[k];
}

static void
propose_from_simplex(const Weights *weights, gsl_rng *rng, double weight[])
{
    double low = sum_of(weights->low, weights->m), high = sum_of(weights->high, weights->m), sum = 0;

    for (size_t j = 0; j < weights->m; j++)
        weight[j] = weights->low[j];
    for (size_t k = 0; k < weights->n_open; k++) {
        weight[weights->open[k]] = -log(gsl_rng_uniform_pos(rng));
        sum += weight[weights->open[k]];
    }
    for (size_t k = 0; k < weights->n_open; k++) {
        size_t j = weights->open[k];
        double share = weight[j] / sum;

        weight[j] = weights->proposal == PROPOSE_ABOVE_LOW ? weights->low[j] + (1 - low) * share
                                                           : weights->high[j] - (high - 1) * share;
    }
}

static void
propose_in_box(const Weights *weights, gsl_rng *rng, double weight[])
{
    double rest = 1;

    for (size_t j = 0; j < weights->m; j++) {
        weight[j] = weights->low[j];
        if (j != weights->widest && width_of(weights, j) > SAME_LIMIT)
            weight[j] += width_of(weights, j) * gsl_rng_uniform(rng);
        rest -= j != weights->widest ? weight[j] : 0;
    }
    weight[weights->widest] = rest;
}

static void
propose(const Weights *weights, gsl_rng *rng, double weight[])
{
    if (weights->proposal == PROPOSE_IN_BOX)
        propose_in_box(weights, rng, weight);
    else
        propose_from_simplex(weights, rng, weight);
}

static int
is_allowed(const Weights *weights, const double weight[])
{
    for (size_t j = 0; j < weights->m; j++)
        if (weight[j] < weights->low[j] - LIMIT_SLACK || weight[j] > weights->high[j] + LIMIT_SLACK)
            return 0;
    for (size_t k = 1; k < weights->n_order && !weights->is_sortable; k++)
        if (weight[weights->order[k]] > weight[weights->order[k - 1]])
            return 0;
    return 1;
}

KamCalcStatus
smaa_weights_draw(const Weights *weights, gsl_rng *rng, double weight[])
{
    if (weights->low == NULL) {
        draw_from_simplex(rng, weights->m, weight);
        sort_by_order(weights, weight);
        return KAM_CALC_OK;
    }
    for (int attempt = 0; attempt < KAM_SMAA_ATTEMPTS; attempt++) {
        propose(weights, rng, weight);
        if (!is_allowed(weights, weight))
            continue;
        for (size_t j = 0; j < weights->m; j++)
            weight[j] = fmax(weight[j], 0); /* what the slack let below 0 */
        if (weights->is_sortable)
            sort_by_order(weights, weight);
        return KAM_CALC_OK;
    }
    return KAM_CALC_NO_CONVERGENCE;
}
