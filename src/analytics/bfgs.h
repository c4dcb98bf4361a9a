/* A small minimiser for smooth functions with a gradient. GSL's keeps its vectors in objects of its own and allocates
 * them for every start; here tens of thousands of searches of twenty parameters share one array. Private to libkamen.
 */
#pragma once

#include <stddef.h>

/* The value at x, and its gradient when `gradient` is not NULL. HUGE_VAL marks a point outside the domain. */
typedef double (*BfgsFunction)(const double x[], double gradient[], void *data);

#define BFGS_WORK(n) ((n) * (n) + 5 * (n))

/* Move x downhill until a step gains less than `tolerance` twice running, or `max_steps` are made; the least value, or
 * HUGE_VAL when x is outside the domain to begin with. scale[i] > 0 guesses one over the second derivative by x[i]; the
 * nearer it is, the fewer steps. `work` has BFGS_WORK(n) elements. */
double bfgs_minimise(BfgsFunction function, void *data, double x[], const double scale[], size_t n, size_t max_steps,
                     double tolerance, double work[]);
