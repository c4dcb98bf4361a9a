/* What the files of SMAA share: the problem made ready for fast loops, and the counts. Private to libkamen. */
#pragma once

#include <gsl/gsl_rng.h>
#include <kamen/smaa.h>

/* Loops over alternatives go in steps of constant length, which compilers turn into vector instructions; columns are
 * padded to a multiple of it. */
#define LANES 8

/* Weights are counted as whole multiples of this: whole numbers add up to the same bits in every order. */
#define WEIGHT_UNIT 0x1p-40

/* How weights within limits are proposed: see smaa_weights.c. */
typedef enum { PROPOSE_ABOVE_LOW, PROPOSE_BELOW_HIGH, PROPOSE_IN_BOX } Proposal;

typedef struct {
    size_t m;
    double *low, *high; /* tightened; NULL when there are no limits */
    size_t *open;       /* criteria whose limits differ, n_open of them; the others have one weight only */
    size_t n_open;
    Proposal proposal;
    size_t widest; /* PROPOSE_IN_BOX: the criterion that takes what is left */
    size_t *order;
    size_t n_order;
    int is_sortable; /* the ordered criteria have the same limits, or there are none */
    double *draft;   /* n_order weights to be sorted */
} Weights;

/* An alternative on its way through a sort: its place in 24 bits, highest value lowest, and its index. */
typedef struct {
    uint32_t key, index;
} Entry;

struct KamSmaa {
    size_t n, m, n_ranks;
    size_t padded;        /* n rounded up to LANES */
    uint64_t draws, seed; /* of the problem */
    double *value;        /* m columns of `padded` */
    double *variance;     /* likewise, of normal errors; NULL when there are none */
    double *half;         /* likewise, half widths of even errors; NULL when there are none */
    Weights weights;
    uint64_t counted;
    uint32_t *count;   /* n x n_ranks */
    int64_t *sum;      /* n x m: of the weights with which an alternative was first, in WEIGHT_UNIT */
    double *square;    /* n x m: of their squares, rounded to 2^-30 */
    double *utility;   /* padded; scratch of a draw, as all below */
    double *deviation; /* padded */
    double *weight;    /* m */
    Entry *entry, *spare;
};

/* smaa_weights.c: take limits and order over from a problem that is checked but for its limits. */
KamCalcStatus smaa_weights_init(Weights *weights, const KamSmaaProblem *problem);
void smaa_weights_clear(Weights *weights);
/* One set of weights; NO_CONVERGENCE when none was found. */
KamCalcStatus smaa_weights_draw(const Weights *weights, gsl_rng *rng, double weight[]);

/* smaa_draw.c: the values of all alternatives under weights, errors drawn. */
void smaa_draw_values(KamSmaa *smaa, const double weight[], gsl_rng *rng, double utility[]);
/* A generator for a chunk; purposes differ so that confidence factors do not repeat the errors of the ranks. */
gsl_rng *smaa_rng_new(uint64_t seed, uint64_t chunk, uint64_t purpose);

/* smaa_rank.c: order the alternatives by value, as many as have a rank that is counted; the number of them. */
size_t smaa_sort(KamSmaa *smaa, const double utility[]);
