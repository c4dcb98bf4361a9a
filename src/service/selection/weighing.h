/* Weights out of what one person or several say, and how consistent that is. */
#pragma once

#include "service/selection/weighting.h"
#include "service/selection/weights.h"

typedef struct {
    guint m, people;
    double *weight;          /* m fractions of sum 1 */
    double *spread;          /* m: the largest weight that somebody gives less the smallest; NULL of one person */
    KamCalcValue ratio;      /* consistency ratio of pairs; of several people the largest; EMPTY without pairs */
    gboolean has_worst;      /* a pair that fits the weights least, of the person with that ratio */
    guint criterion, other;  /* that pair, turned so that `said` is 1 or more */
    double said, consistent; /* what was said of it; what would agree with the weights */
} KamWeighed;

/**
 * Put figures into weights.
 *
 *     points: shares of their sum;   order: its centre, see kam_weights_from_order();
 *     pairs: the principal eigenvector, see kam_ahp_eigenvector();   people: kam_weights_of_group() of their weights
 *
 * A criterion that somebody has not named counts nothing for that person, alone and among others.
 *
 * @param criteria    those that count.
 * @param weightings  `people` of them, 1 or more.
 * @return NULL with KAM_ERROR_INVALID when somebody's figures are none: nothing named, all of them 0, below 0 or beyond
 *         1e9, a pair that is not compared or contradicts its other half, which the message names. Free with
 *         kam_weighed_free().
 */
KamWeighed *kam_weighed_new(const GArray *criteria, KamWeighting *const weightings[], guint people, GError **error);
void kam_weighed_free(KamWeighed *weighed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamWeighed, kam_weighed_free)

/** Whether its judgements are consistent enough to be used: Saaty's limit. */
gboolean kam_weighed_is_consistent(const KamWeighed *weighed);
