/* Damped Newton steps: see ascent.h. */
#include "ascent.h"

#include <math.h>
#include <string.h>

/* A step that promises less than this gains nothing that anybody could see. */
#define GAIN_TOLERANCE 1e-10
/* Farther than this in one step (a factor of 4.5) the second derivatives say nothing. */
#define LONGEST_STEP 1.5
#define MAX_STEPS 200
/* A logarithm known to within 1 is known to within a factor of 7 (95 %); one known to within 30 not at all. */
#define FLAT_ERROR 1.0
#define LIMIT_ERROR 30.0
/* Where the data say nothing, a logarithm is taken to be known to within this beforehand. */
#define PRIOR_DEVIATION 4.0

typedef double Matrix[ASCENT_MAX][ASCENT_MAX];

/* The lower factor of (information + damping on the diagonal). 0 when that is not positive definite. */
static int
factorise(const AscentPoint *point, unsigned n, double damping, Matrix lower)
{
    for (unsigned i = 0; i < n; i++) {
        for (unsigned j = 0; j <= i; j++) {
            double rest = -point->hessian[i][j] + (i == j ? damping : 0);

            for (unsigned k = 0; k < j; k++)
                rest -= lower[i][k] * lower[j][k];
            if (i != j)
                lower[i][j] = rest / lower[j][j];
            else if (rest > 0)
                lower[i][i] = sqrt(rest);
            else
                return 0;
        }
    }
    return 1;
}

static void
solve(Matrix lower, unsigned n, const double right[], double solution[])
{
    for (unsigned i = 0; i < n; i++) {
        solution[i] = right[i];
        for (unsigned k = 0; k < i; k++)
            solution[i] -= lower[i][k] * solution[k];
        solution[i] /= lower[i][i];
    }
    for (unsigned i = n; i-- > 0;) {
        for (unsigned k = i + 1; k < n; k++)
            solution[i] -= lower[k][i] * solution[k];
        solution[i] /= lower[i][i];
    }
}

static double
largest_curvature(const AscentPoint *point, unsigned n)
{
    double largest = 0;

    for (unsigned i = 0; i < n; i++)
        largest = fmax(largest, fabs(point->hessian[i][i]));
    return largest;
}

/* The damped step, raising the damping until there is one. Returns the gain it promises. */
static double
find_step(const AscentPoint *point, unsigned n, double *damping, double step[])
{
    double least = 1e-6 * (1e-300 + largest_curvature(point, n));
    double gain = 0, longest = 0;
    Matrix lower;

    while (!factorise(point, n, *damping, lower))
        *damping = fmax(10 * *damping, least);
    solve(lower, n, point->gradient, step);
    for (unsigned i = 0; i < n; i++) {
        gain += step[i] * point->gradient[i] / 2;
        longest = fmax(longest, fabs(step[i]));
    }
    for (unsigned i = 0; longest > LONGEST_STEP && i < n; i++)
        step[i] *= LONGEST_STEP / longest;
    return gain;
}

static void
add_step(const double at[], const double step[], unsigned n, double there[])
{
    for (unsigned i = 0; i < n; i++)
        there[i] = fmin(fmax(at[i] + step[i], -ASCENT_BOUND), ASCENT_BOUND);
}

/* A parameter at its bound that wants to go farther is left out: its row says nothing, its gradient is 0. */
static void
hold_bounds(const double at[], unsigned n, AscentPoint *point)
{
    for (unsigned i = 0; i < n; i++) {
        if (!(fabs(at[i]) >= ASCENT_BOUND && at[i] * point->gradient[i] > 0))
            continue;
        point->gradient[i] = 0;
        for (unsigned j = 0; j < n; j++)
            point->hessian[i][j] = point->hessian[j][i] = 0;
        point->hessian[i][i] = -1e-9;
    }
}

KamCalcStatus
ascent_climb(const Ascent *ascent, double at[], AscentPoint *point, unsigned *steps)
{
    unsigned n = ascent->dimension;
    double damping = 0;
    AscentPoint here;

    ascent->function(ascent->problem, at, &here);
    for (*steps = 1; *steps <= MAX_STEPS; ++*steps) {
        double step[ASCENT_MAX], there[ASCENT_MAX], gain;
        AscentPoint next;

        hold_bounds(at, n, &here);
        gain = find_step(&here, n, &damping, step);
        add_step(at, step, n, there);
        ascent->function(ascent->problem, there, &next);
        if (gain < GAIN_TOLERANCE) {
            int better = next.value >= here.value - GAIN_TOLERANCE;

            memcpy(at, better ? there : at, n * sizeof at[0]);
            *point = better ? next : here;
            return KAM_CALC_OK;
        }
        if (next.value >= here.value) {
            memcpy(at, there, n * sizeof at[0]);
            here = next;
            damping = damping > 1e-3 ? damping / 10 : 0;
        } else {
            damping = fmax(10 * damping, 1e-3 * largest_curvature(&here, n));
        }
    }
    return KAM_CALC_NO_CONVERGENCE;
}

static void
invert(Matrix lower, unsigned n, double covariance[])
{
    for (unsigned j = 0; j < n; j++) {
        double unit[ASCENT_MAX] = { 0 }, column[ASCENT_MAX];

        unit[j] = 1;
        solve(lower, n, unit, column);
        for (unsigned i = 0; i < n; i++)
            covariance[i * n + j] = column[i];
    }
}

/* With the prior when the data alone do not do. 0 when they do not. */
static int
covariance_of(const AscentPoint *point, unsigned n, double prior, double covariance[])
{
    Matrix lower;

    if (!factorise(point, n, prior, lower))
        return 0;
    invert(lower, n, covariance);
    return 1;
}

AscentShape
ascent_errors(const Ascent *ascent, const AscentPoint *point, double covariance[], KamCalcValue std_error[])
{
    const double prior = 1 / (PRIOR_DEVIATION * PRIOR_DEVIATION);
    unsigned n = ascent->dimension;
    AscentShape shape = ASCENT_SHARP;
    double limit = LIMIT_ERROR;

    if (!covariance_of(point, n, 0, covariance)) {
        shape = ASCENT_LIMIT;
        limit = 0.5 * PRIOR_DEVIATION; /* farther: the prior is nearly all that is known */
        covariance_of(point, n, prior, covariance);
    }
    for (unsigned i = 0; i < n; i++) {
        double error = sqrt(covariance[i * n + i]);

        std_error[i] = error < limit ? (KamCalcValue) { .value = error, .status = KAM_CALC_OK }
                                     : (KamCalcValue) { .status = KAM_CALC_TOO_FEW };
        if (!(error < limit))
            shape = ASCENT_LIMIT;
        else if (error > FLAT_ERROR && shape == ASCENT_SHARP)
            shape = ASCENT_FLAT;
    }
    if (shape != ASCENT_SHARP)
        covariance_of(point, n, prior, covariance);
    return shape;
}
