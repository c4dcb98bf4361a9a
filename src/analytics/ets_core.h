/* The recursions of exponential smoothing in innovations form: one pass forwards for the likelihood, one backwards for
 * its gradient. What is searched, and how, is in ets_fit.c. Private to libkamen. */
#pragma once

#include <stddef.h>

#include <kamen/ets.h>

/* Parameters and states at the start; the gradient has the same shape. */
typedef struct {
    double alpha, beta, gamma, phi;
    double level, slope;
    double season[KAM_ETS_MAX_SEASON]; /* season[i] is that of the first observation with index i mod m */
} EtsPoint;

/* What the pass forwards leaves for the pass backwards; arrays of n, the caller's. */
typedef struct {
    double *error; /* y - mu */
    double *mu;    /* one-step forecast */
    double *base;  /* level + phi slope before the observation */
    double *slope; /* slope before the observation */
    double *old;   /* season before the observation */
} EtsTape;

/* Likelihood as minus twice its logarithm without constants: n ln(sum e^2) (+ 2 sum ln mu for relative errors).
 * HUGE_VAL when a state leaves the range where the model has a meaning. `end` (may be NULL) receives the states after
 * the last observation. */
double
ets_forward(const KamEtsModel *model, const double y[], size_t n, const EtsPoint *start, EtsTape *tape, EtsPoint *end);

/* Derivatives of what ets_forward() returned; needs its tape. */
void ets_backward(const KamEtsModel *model, size_t n, const EtsPoint *start, const EtsTape *tape, EtsPoint *gradient);
