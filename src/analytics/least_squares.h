/* Least squares on columns whose panel means have been taken out, by modified Gram-Schmidt with a second pass, which is
 * as orthogonal as Householder's method and gives the leverages for nothing. Private to libkamen. */
#pragma once

#include <stddef.h>

/* Where everything stands; the arrays are the caller's. */
typedef struct {
    size_t n, k;
    double *q;        /* n x k by columns: the regressors; then orthonormal, 0 for a dropped one */
    double *y;        /* n: what is explained; then the residuals */
    double *leverage; /* n: share of the panel's mean; then of the whole fit */
    double *r;        /* k x k, upper triangle: q r = regressors; a dropped one has 0 on the diagonal */
    double *qy;       /* k: q'y */
    double rss;       /* sum of squared residuals */
    size_t rank;
} LeastSquares;

/* Decompose and solve. constant[j] is the length below which column j is rounding of a constant. */
void least_squares_solve(LeastSquares *ls, const double constant[]);

/* Coefficients first..k-1 given, those before them: r[0..first) b[0..first) = qy - r b. Dropped ones become 0. */
void least_squares_back(const double r[], const double qy[], size_t k, size_t first, double b[]);

/* sum (q_last e w)^2 / r_last^2: variance of the last coefficient robust to unequal variances; w = 1 / (1 - leverage)
 * when leverages count, else 1. */
double least_squares_robust(const LeastSquares *ls, int leverages);

/* Variance of coefficient j over the residual variance: squared length of row j of the inverse of r. work has k cells.
 */
double least_squares_unit_variance(const double r[], size_t k, size_t j, double work[]);
