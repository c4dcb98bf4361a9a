/* Customers drawn from a model whose parameters are known: what the tests and the table of docs/numbers.md need. */
#pragma once

#include <stdint.h>

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <kamen/clv.h>
#include <kamen/lifetime.h>

typedef struct {
    KamLifetimeAccount account;
    double later_purchases, later_value; /* within the horizon after the observation */
    int is_lost;                         /* when the horizon ends */
} SimulatedCustomer;

/* A customer who begins between 0 and `spread` before the middle of the observation `length`, lives by `parameters` and
 * spends by `spend`. */
SimulatedCustomer simulate_customer(gsl_rng *rng, const KamClvParameters *parameters, const KamSpendParameters *spend,
                                    double length, double spread, double horizon);
