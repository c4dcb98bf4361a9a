/* Symmetric matrices of up to eight rows: inverses and products for the pooling of a few slopes. Private to libkamen.
 * GSL's take a call and a view each; a step of EM makes four for every account. */
#pragma once

#include <stddef.h>

/* The inverse of a symmetric positive definite k x k matrix, k <= 8; 0 when it is not. `inverse` may be `a`. */
int small_invert(const double a[], size_t k, double inverse[]);

/* c = a b, all k x k; c is neither. */
void small_multiply(const double a[], const double b[], size_t k, double c[]);

/* y = a x */
void small_apply(const double a[], const double x[], size_t k, double y[]);
