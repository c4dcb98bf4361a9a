/* The choice of key accounts among candidates: three methods beside each other, how sure each place is when weights and
 * measurements wobble, and what would bring an account in or put it out. Pure: no database, no names. */
#pragma once

#include "service/analysis/smaa_threads.h"
#include "service/selection/valuation.h"
#include "service/selection/weights.h"

/* Candidates at most: PROMETHEE compares each with each. */
#define KAM_CHOICE_MAX 2000
/* Places whose shares of the draws are told one by one, at most. */
#define KAM_CHOICE_PLACES 50

typedef enum {
    KAM_METHOD_WEIGHTED,  /* weighted value */
    KAM_METHOD_TOPSIS,    /* near the best and far from the worst in all */
    KAM_METHOD_PROMETHEE, /* preferred to the others more than they to it; small differences count little */
    KAM_METHOD_N,
} KamChoiceMethod;

typedef struct {
    guint places;                  /* how many key accounts are looked for, >= 1 */
    KamWeightsKnowledge knowledge; /* what draws hold on to */
    guint64 draws, seed;           /* 0 draws: nothing is said of how sure it is */
} KamChoiceOptions;

typedef struct {
    guint n, m, places;          /* places <= n */
    double *weight;              /* m, as used */
    double *score[KAM_METHOD_N]; /* n each; PROMETHEE's net flow is in [-1, 1], the others in [0, 1] */
    guint32 *rank[KAM_METHOD_N]; /* 1 is the best; equal scores share the better one */
    guint32 *order;              /* candidates by weighted value, best first */
    double *rest;                /* n x m: weighted value by the other criteria alone, as if this one weighed nothing */
    double bar;                  /* weighted value of the last place; of the first one outside when all are equal */
    KamSmaaShare *key;           /* n: share of draws in which it is among the first `places`; NULL without draws */
    KamSmaaShare *first;         /* n: ... in which it is the first */
    guint n_shares;              /* the first of the places, KAM_CHOICE_PLACES at most */
    double *share;               /* n x n_shares: of draws in which it is in that very place: rank acceptability */
    double *central;             /* n x m: mean of the weights that make it the first; NaN where it never is */
    guint64 draws;
} KamChoice;

/**
 * Choose.
 *
 * @return NULL with KAM_ERROR_USAGE for an option out of range, KAM_ERROR_INVALID without a candidate or with more than
 *         KAM_CHOICE_MAX, KAM_ERROR_FAILED when the limits of the weights cannot be met together.
 * Cost: O(n^2 m) for PROMETHEE, O(draws (n + m)) for the draws on all processors: docs/performance.md.
 */
KamChoice *kam_choice_new(const KamValuation *valuation, const KamWeights *weights, const KamChoiceOptions *options,
                          GError **error);
void kam_choice_free(KamChoice *choice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamChoice, kam_choice_free)

/** "weighted", "topsis", "promethee". */
const char *kam_choice_method_name(KamChoiceMethod method);

/* Where the weight of one criterion, the others keeping their proportions, puts a candidate among the first `places`.
 */
typedef struct {
    double from, to; /* fractions; from 0 to 1: whatever it weighs */
} KamWeightSpan;

/**
 * The spans of a criterion's weight in which a candidate is among the first `places` by weighted value, ascending.
 *
 *     u_i(t) = t v_ic + (1 - t) r_i,   r_i = sum_(j != c) w_j v_ij / (1 - w_c);   in while at most places - 1 are above
 *
 * @return KamWeightSpan; empty: never. Free with g_array_unref().
 * Cost: O(n log n).
 */
GArray *kam_choice_spans(const KamChoice *choice, const KamValuation *valuation, guint candidate, guint criterion);

/**
 * The value by a criterion at which a candidate outside would reach the last place, everything else as it is; for one
 * inside, that at which it would fall to the first place outside. NaN when no value from 0 to 1 does it.
 */
double
kam_choice_value_needed(const KamChoice *choice, const KamValuation *valuation, guint candidate, guint criterion);
