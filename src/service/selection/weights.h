/* How much each criterion counts: from points, from an order of importance, from pairs compared, by one person or
 * several; and what of it is certain enough to be held on to when the weights wobble. */
#pragma once

#include <kamen/ahp.h>

#include "service/selection/criterion.h"

/* What draws of weights may do. */
typedef enum {
    KAM_WEIGHTS_INTERVAL, /* each stays within its limits */
    KAM_WEIGHTS_ORDER,    /* only their order is held on to */
    KAM_WEIGHTS_FREE,     /* nothing is known of them */
    KAM_WEIGHTS_KNOWLEDGE_N,
} KamWeightsKnowledge;

typedef struct {
    guint m;
    double *weight;     /* m fractions of sum 1 */
    double *low, *high; /* m limits for draws, within 0..1 */
    gsize *order;       /* m criteria, the most important first */
} KamWeights;

/**
 * From points. A limit that the criterion does not set is its weight less or more `wobble` of itself.
 * @param points  m numbers from 0 on; NULL: those of the criteria.
 * @return NULL with KAM_ERROR_USAGE when all are 0 or one is below.
 */
KamWeights *kam_weights_from_points(const GArray *criteria, const double points[], double wobble, GError **error);
void kam_weights_free(KamWeights *weights);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamWeights, kam_weights_free)

/**
 * Weights that an order of importance alone gives: the centre of all weights that have this order.
 *
 *     w_(k) = 1/m sum_(i = k..m) 1/i
 *
 * @param place       m places, 1 is the most important; equal places share the mean of their weights.
 * @param[out] weight m fractions of sum 1.
 * Source: F. H. Barron, B. E. Barrett, "Decision quality using ranked attribute weights", Management Science 42 (1996),
 *   1515-1523.
 */
void kam_weights_from_order(const double place[], guint m, double weight[]);

/**
 * Weights of a group: the mean of its members' weights. Nobody has a veto: in a geometric mean, the usual one for the
 * comparisons themselves, whoever gives a criterion nothing takes it from all.
 * @param weights     people x m, row-major, each row of sum 1.
 * @param[out] weight m fractions of sum 1.
 * @param[out] spread m: the largest weight that somebody gives less the smallest; NULL: not asked for.
 * Source: R. Ramanathan, L. S. Ganesh, "Group preference aggregation methods employed in AHP", European Journal of
 *   Operational Research 79 (1994) 249-265.
 */
void kam_weights_of_group(const double weights[], guint people, guint m, double weight[], double spread[]);

/** Other limits of some weights, as fractions; NaN leaves one as it is. Either may be the lower; the weight stays
 * within. */
void kam_weights_set_limits(KamWeights *weights, const double low[], const double high[]);
/** Change what draws hold on to. */
void kam_weights_set_knowledge(KamWeights *weights, KamWeightsKnowledge knowledge);
/** "interval", "order", "free"; NULL at the end. */
const char *kam_weights_knowledge_name(KamWeightsKnowledge knowledge);
