/* SMAA-2: ranking alternatives by several criteria when weights, and perhaps measurements, are not known exactly.
 *
 * Weights are drawn evenly from all that agree with what is known of them, measurements from their errors; each draw
 * ranks the alternatives by weighted value. Answers are shares of draws with their standard errors: how often an
 * alternative takes each rank, the typical weights that make it the first, and how surely it is then the first.
 *
 * A KamSmaa holds the problem and counts draws. Draws come in chunks of KAM_SMAA_CHUNK, each with a random sequence of
 * its own from the seed and the number of the chunk: several objects of the same problem may count different chunks,
 * each on a thread of its own, and be added up; every division of the chunks gives the same bits. */
#ifndef KAMEN_SMAA_H
#define KAMEN_SMAA_H

#include <stddef.h>
#include <stdint.h>

#include <kamen/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Draws in a chunk. */
#define KAM_SMAA_CHUNK 256
/** The most draws: sums of weights are kept as whole numbers of 2^-40 and must fit 64 bits. */
#define KAM_SMAA_DRAWS_MAX 4000000
/** Attempts at one set of weights before the intervals and the order count as impossible to meet. */
#define KAM_SMAA_ATTEMPTS 100000

typedef struct KamSmaa KamSmaa;

/** The error of the measurements under a criterion. */
typedef enum {
    KAM_SMAA_NORMAL,  /* spread is a standard deviation */
    KAM_SMAA_INTERVAL /* even over value - spread .. value + spread */
} KamSmaaError;

typedef struct {
    size_t n;                  /* alternatives, 1 .. 2^24 - 1 */
    size_t m;                  /* criteria, >= 1 */
    const double *value;       /* n x m, row-major, within 1e300, more is better: see kam_decision_scale() */
    const double *spread;      /* n x m, row-major, 0..1e300, on the scale of value; NULL when measured exactly */
    const KamSmaaError *error; /* m of them; NULL when all are normal */
    const double *low, *high;  /* m each: limits of the weights, 0 <= low <= high; NULL both when there are none */
    const size_t *order;       /* n_order criteria, the most important first; those not named are free */
    size_t n_order;            /* 0 when nothing is known of the order */
    size_t n_ranks;            /* ranks that are counted one by one, 1..n; fewer need less memory and time */
    uint64_t draws;            /* 1..KAM_SMAA_DRAWS_MAX */
    uint64_t seed;
} KamSmaaProblem;

/** A share of draws, and the standard error of it as an estimate: sqrt(p (1 - p) / draws). */
typedef struct {
    double value, std_error;
} KamSmaaShare;

/**
 * Begin to count.
 *
 * @param[in]  problem  copied: nothing of it is needed afterwards.
 * @param[out] smaa     free with kam_smaa_free().
 *
 * @return KAM_CALC_OK         smaa is written
 *         KAM_CALC_EMPTY      n == 0 or m == 0
 *         KAM_CALC_DOMAIN     a number is outside its range or not finite, an order names a criterion twice or one that
 * is not there, or no weights of sum 1 lie within the limits (1e-9 is forgiven) KAM_CALC_NO_MEMORY  some 8 n (2 m + 3)
 * + 4 n n_ranks bytes could not be allocated In the last three cases smaa is not touched.
 *
 * Cost: O(n m + n n_ranks) time and memory. Accuracy: not an estimate.
 * Source: R. Lahdelma and P. Salminen, "SMAA-2: Stochastic multicriteria acceptability analysis for group decision
 * making", Operations Research 49 (2001), pp. 444-454. Checked by: tests/analytics/test_smaa.c
 */
KamCalcStatus kam_smaa_new(const KamSmaaProblem *problem, KamSmaa **smaa);
/** Free it; NULL is allowed. */
void kam_smaa_free(KamSmaa *smaa);

/** Chunks that the draws of a problem make: the last one may be shorter. */
uint64_t kam_smaa_chunks(const KamSmaa *smaa);

/**
 * Count some chunks.
 *
 *     u_i = sum_j w_j (value_ij + error_ij);   rank_i = 1 + number of alternatives with u above u_i
 *
 * Weights: even on the simplex w >= 0, sum 1, conditioned on limits and order. Without limits: exponential numbers
 * divided by their sum, those of the ordered criteria sorted. With limits: from the smallest of three bodies around
 * them, taken when they meet the limits and the order; ordered criteria of the same limits are sorted instead. Normal
 * errors under all criteria together are one normal number an alternative.
 *
 * @param[in,out] smaa    the counts grow.
 * @param[in]     first   the first chunk.
 * @param[in]     count   how many; chunks beyond the last are none.
 *
 * @return KAM_CALC_OK              counted
 *         KAM_CALC_NO_MEMORY       no random number generator
 *         KAM_CALC_NO_CONVERGENCE  KAM_SMAA_ATTEMPTS found no weights that meet limits and order together
 * In the last two cases the counts are not to be used.
 *
 * Accuracy: values in double precision; alternatives with equal values share the better rank.
 * Cost: O(n m + n) time a draw, m log m for an order; errors of INTERVAL O(n m) random numbers. 10,000 draws of 500 x
 * 10: see docs/numbers.md. No memory but the generator's. Source: as kam_smaa_new(); weights: R. Y. Rubinstein,
 * "Generating random vectors uniformly distributed inside and on the surface of different regions", European Journal of
 * Operational Research 10 (1982), pp. 205-209. Checked by: tests/analytics/test_smaa.c
 */
KamCalcStatus kam_smaa_run(KamSmaa *smaa, uint64_t first, uint64_t count);

/** Add the counts of another object of the same problem. */
void kam_smaa_add(KamSmaa *smaa, const KamSmaa *other);

/** Draws counted so far. */
uint64_t kam_smaa_draws(const KamSmaa *smaa);

/**
 * Rank acceptability: share of the draws in which an alternative takes a rank.
 *
 * @param[in]  smaa         with draws counted.
 * @param[in]  alternative  below n.
 * @param[in]  rank         1..n_ranks.
 * @param[out] share        in [0, 1]. Over all ranks of an alternative they sum to 1 when n_ranks = n.
 *
 * @return KAM_CALC_OK      share is written
 *         KAM_CALC_EMPTY   no draw is counted; share is not touched
 *         KAM_CALC_DOMAIN  no such alternative, or the rank is not counted; share is not touched
 *
 * Accuracy: standard error sqrt(p (1 - p) / draws), 0 for a share of 0 or 1, whose true value may be up to 3 / draws
 * away (with 95 % confidence). Cost: O(1). Source: as kam_smaa_new(). Checked by: tests/analytics/test_smaa.c
 */
KamCalcStatus kam_smaa_acceptability(const KamSmaa *smaa, size_t alternative, size_t rank, KamSmaaShare *share);

/**
 * Share of the draws in which an alternative is among the first `rank`; otherwise as kam_smaa_acceptability().
 *
 * Cost: O(rank).
 */
KamCalcStatus kam_smaa_top(const KamSmaa *smaa, size_t alternative, size_t rank, KamSmaaShare *share);

/**
 * Holistic acceptability: all ranks in one number, by which alternatives can be put in order.
 *
 *     score = sum_r (n - r) / (n - 1) share of rank r;   the mean share of the others that are not above it
 *
 * @param[in]  smaa         with all ranks counted (n_ranks = n).
 * @param[in]  alternative  below n.
 * @param[out] score        in [0, 1]; 1 when n = 1. Its standard error is that of the mean rank divided by n - 1.
 *
 * @return KAM_CALC_OK      score is written
 *         KAM_CALC_EMPTY   no draw is counted; score is not touched
 *         KAM_CALC_DOMAIN  no such alternative, or n_ranks < n; score is not touched
 *
 * Accuracy: standard error as given. Cost: O(n).
 * Source: as kam_smaa_new(), with linear meta-weights.
 * Checked by: tests/analytics/test_smaa.c
 */
KamCalcStatus kam_smaa_score(const KamSmaa *smaa, size_t alternative, KamSmaaShare *score);

/**
 * Central weights: the mean of the weights that make an alternative the first.
 *
 * @param[in]  smaa         with draws counted.
 * @param[in]  alternative  below n.
 * @param[out] weight       m fractions of sum 1.
 * @param[out] std_error    m standard errors: standard deviation among those draws / sqrt(their number).
 *
 * @return KAM_CALC_OK       both are written
 *         KAM_CALC_EMPTY    no draw is counted; nothing is touched
 *         KAM_CALC_DOMAIN   no such alternative; nothing is touched
 *         KAM_CALC_TOO_FEW  the alternative is first in fewer than two draws; nothing is touched
 *
 * Accuracy: standard errors as given; each weight is kept to 2^-40. Cost: O(m).
 * Source: as kam_smaa_new().
 * Checked by: tests/analytics/test_smaa.c
 */
KamCalcStatus kam_smaa_central_weights(const KamSmaa *smaa, size_t alternative, double weight[], double std_error[]);

/**
 * Confidence factor: how surely an alternative is the first when its central weights (or any others) hold.
 *
 * @param[in]  smaa         need not have counted; the measurements of its problem are used, its draws and seed too.
 * @param[in]  alternative  below n.
 * @param[in]  weight       m weights, finite, >= 0, of sum above 0.
 * @param[out] share        of the draws of measurements in which nobody is above it. 0 or 1 when all is measured
 * exactly.
 *
 * @return KAM_CALC_OK         share is written
 *         KAM_CALC_DOMAIN     no such alternative, or a weight is wrong; share is not touched
 *         KAM_CALC_NO_MEMORY  no random number generator; share is not touched
 *
 * Accuracy: standard error as kam_smaa_acceptability(). A low confidence says that the measurements are too coarse to
 * tell. Cost: O(n m) and O(n draws) random numbers, O(n m draws) with errors of INTERVAL. Source: as kam_smaa_new().
 * Checked by: tests/analytics/test_smaa.c
 */
KamCalcStatus kam_smaa_confidence(KamSmaa *smaa, size_t alternative, const double weight[], KamSmaaShare *share);

#ifdef __cplusplus
}
#endif

#endif
