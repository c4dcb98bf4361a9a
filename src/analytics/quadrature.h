/* Gauss-Legendre rules. Private to libkamen: GSL's tables of them are allocated at every use. */
#pragma once

/* Half of a rule on [-1, 1]: the other half has the nodes' opposites. */
typedef struct {
    double at, weight;
} QuadratureNode;

typedef struct {
    const QuadratureNode *node;
    unsigned n_pairs; /* nodes above 0; there is none at 0 */
} QuadratureRule;

/* The rules of 8, 12, 16 and 24 points. */
extern const QuadratureRule quadrature_8, quadrature_12, quadrature_16, quadrature_24;
