/* Autoregressions by Burg's method, order by AICc. Private to libkamen.
 * Source: J. P. Burg, Maximum Entropy Spectral Analysis, thesis, Stanford 1975; C. M. Hurvich, C.-L. Tsai, Biometrika
 * 76 (1989), 297-307. */
#pragma once

#include <stddef.h>

#define AUTOREGRESSION_MAX_ORDER 26

/* The order chosen, 0..max_order, and coefficient[1..order] of x_t = sum coefficient[j] x_{t-j} for a series of mean 0.
 * `work` has 2 n elements. */
size_t autoregression_fit(const double x[], size_t n, size_t max_order, double work[], double coefficient[]);

/* Forecasts of y as an autoregression around its mean; `work` has 3 n + horizon elements. */
void
autoregression_of_values(const double y[], size_t n, size_t max_order, double work[], size_t horizon, double point[]);

/* Forecasts of y as a random walk whose steps are an autoregression, around 0 or, with a drift, around their mean;
 * `work` has 3 n + horizon elements. */
void autoregression_of_steps(const double y[], size_t n, size_t max_order, int has_drift, double work[], size_t horizon,
                             double point[]);
