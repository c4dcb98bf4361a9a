/* The likelihood of one history under each model, as two chances (still alive, lost) with their derivatives: what
 * fitting and prediction share. Private to libkamen. */
#pragma once

#include <kamen/clv.h>

#include "ascent.h"

/* Sums over the repeat purchases 0..x-1 that depend on x and the parameters alone. */
typedef struct {
    double rate[3]; /* sum of ln(r + i), of 1 / (r + i), of 1 / (r + i)^2 */
    double lose[3]; /* BG/NBD, i < m: sum of ln((b + i) / (a + b + i)), of 1 / (b + i), of 1 / (b + i)^2 */
    double both[2]; /* BG/NBD, i < m: sum of 1 / (a + b + i), of 1 / (a + b + i)^2 */
} ClvSums;

/* A history under a model: its likelihood, and how much of it is due to the case that the customer lives. */
typedef struct {
    double log_likelihood;
    double p_alive;
    double gradient[KAM_CLV_N_PARAMETERS];       /* of the log-likelihood by the logarithms of the parameters */
    double alive_gradient[KAM_CLV_N_PARAMETERS]; /* of ln p_alive */
    double hessian[KAM_CLV_N_PARAMETERS][KAM_CLV_N_PARAMETERS]; /* of the log-likelihood, only [i][j] with j <= i */
} ClvTerm;

/* The sums of x = 0, those of `to` from those of `from`, those of any x. */
ClvSums clv_sums_start(const KamClvParameters *parameters);
void clv_sums_extend(const KamClvParameters *parameters, double from, double to, ClvSums *sums);
ClvSums clv_sums_of(const KamClvParameters *parameters, double x);

/* The likelihood of one history; `derivatives` 0 leaves the three fields of derivatives alone. */
void clv_term(const KamClvParameters *parameters, const KamClvHistory *history, const ClvSums *sums, int derivatives,
              ClvTerm *term);
void clv_term_bg(const KamClvParameters *parameters, const KamClvHistory *history, const ClvSums *sums, int derivatives,
                 ClvTerm *term);
void clv_term_pareto(const KamClvParameters *parameters, const KamClvHistory *history, const ClvSums *sums,
                     int derivatives, ClvTerm *term);

/* 1 when they are in the ranges of kamen/clv.h. */
int clv_parameters_are_valid(const KamClvParameters *parameters);
/* Likewise. */
int clv_history_is_valid(const KamClvHistory *history);

/* Repeat purchases after which a customer may have been lost: MBG/NBD counts the first purchase too. */
static inline double
clv_occasions(KamClvModel model, double x)
{
    return model == KAM_CLV_MBGNBD ? x + 1 : x;
}

/* The parameters of a living customer. */
KamClvParameters clv_posterior(const KamClvParameters *parameters, const KamClvHistory *history);

/* The chances of 0, 1, 2 ... purchases of a living customer, one after the other. */
#define CLV_COUNT_NODES 960
typedef struct {
    double shape, a, b;        /* of BG/NBD */
    double count, survival;    /* the next k; E[(1 - p)^k] */
    double before, lost_chain; /* P(N < k); E[p (1 - p)^(k-1)] */
    int mixture;               /* Pareto/NBD: a mixture over the moment of the loss */
    size_t n;
    double z[CLV_COUNT_NODES];          /* u / (alpha + u) */
    double weight[CLV_COUNT_NODES];     /* P(N = k) times the chance of the node; 0 while that underflows, and then */
    double log_weight[CLV_COUNT_NODES]; /* its logarithm */
} ClvCounts;

/* Begin with count 0. */
void clv_counts_init(const KamClvParameters *posterior, double t, ClvCounts *counts);
/* The chance of the next count. */
double clv_counts_next(ClvCounts *counts);

/* The parts of Pareto/NBD's loss integral for the mixture above. */
void clv_counts_add_losses(const KamClvParameters *posterior, double t, ClvCounts *counts);

/* The next weight of a negative binomial law; the first ones may be too small for a double, and are counted up in
 * logarithms until they are not. */
double clv_next_weight(double weight, double step, double *log_weight);
/* exp() that is 0 where clv_next_weight() counts in logarithms. */
double clv_first_weight(double log_weight);

/* Purchases within t of a customer who lives and follows these parameters. Negative: too many terms. */
double clv_expected_alive(const KamClvParameters *posterior, double t);
double clv_expected_alive_bg(const KamClvParameters *posterior, double t);
double clv_expected_alive_pareto(const KamClvParameters *posterior, double t);

/* Purchases within t of a living customer, discounted; t may be without end when discount is above 0. Negative: too
 * many terms. */
double clv_discounted_alive(const KamClvParameters *posterior, double t, double discount);

/* The chance that a living customer who follows these parameters is not lost by t, with the derivatives of its
 * logarithm by the parameters themselves. Not above 0: it cannot be computed. */
double clv_survival_bg(const KamClvParameters *posterior, double t, double gradient[]);
double clv_survival_pareto(const KamClvParameters *posterior, double t, double gradient[]);
