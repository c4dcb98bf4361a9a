/* Climbing a smooth function of a few logarithms to its top by Newton steps. Private to libkamen: GSL's
 * multidimensional minimisers know no second derivatives and allocate at every start; here both derivatives are exact,
 * so that a handful of steps and no memory do. */
#pragma once

#include <kamen/status.h>

#define ASCENT_MAX 4
#define ASCENT_BOUND 30.0 /* no logarithm leaves [-30, 30] */

typedef struct {
    double value;
    double gradient[ASCENT_MAX];
    double hessian[ASCENT_MAX][ASCENT_MAX]; /* symmetric */
} AscentPoint;

/* Value and derivatives at `at`. A value that is not finite means: do not go there. */
typedef void (*AscentFunction)(void *problem, const double at[], AscentPoint *point);

typedef struct {
    AscentFunction function;
    void *problem;
    unsigned dimension;
} Ascent;

/* What the top looks like. */
typedef enum { ASCENT_SHARP, ASCENT_FLAT, ASCENT_LIMIT } AscentShape;

/* Climb from `at`, which becomes the top; `point` is what the function says there. OK, or NO_CONVERGENCE. */
KamCalcStatus ascent_climb(const Ascent *ascent, double at[], AscentPoint *point, unsigned *steps);

/* Covariance (dimension x dimension, row-major) and standard errors of the logarithms from the observed information at
 * the top. An error is TOO_FEW when the data do not determine it; the covariance of a top that is not sharp takes the
 * logarithms to be known to within 4 beforehand, so that it exists. */
AscentShape ascent_errors(const Ascent *ascent, const double at[], const AscentPoint *point, double covariance[],
                          KamCalcValue std_error[]);
