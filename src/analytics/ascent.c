/* Newton steps along the directions of curvature: see ascent.h. */
#include "ascent.h"

#include <math.h>
#include <string.h>

/* A step that promises less than this gains nothing that anybody could see. */
#define GAIN_TOLERANCE 1e-10
/* Farther than this in one step (a factor of 4.5) the second derivatives say nothing. */
#define LONGEST_STEP 1.5
#define SHORTEST_STEP 1e-9
#define MAX_STEPS 200
/* So many steps in a row that gain less than this end a climb along a ridge that rises for ever. */
#define MAX_IDLE 4
#define IDLE_GAIN 1e-6
#define MAX_SWEEPS 6
/* Flatter directions are taken as flat as this. */
#define LEAST_CURVATURE 1e-12
/* A logarithm known to within 1 is known to within a factor of 7 (95 %); one known to within 30 not at all. */
#define FLAT_ERROR 1.0
#define LIMIT_ERROR 30.0
/* A parameter below e^-25 or above e^25 has run away, whatever the rounding errors there say of its curvature. */
#define FAR_AWAY 25.0
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

/* One rotation of Jacobi's method, which makes m[p][q] vanish; the columns of `basis` turn with it. */
static void
rotate(Matrix m, unsigned n, unsigned p, unsigned q, Matrix basis)
{
    double angle = (m[q][q] - m[p][p]) / (2 * m[p][q]);
    double t = copysign(1, angle) / (fabs(angle) + sqrt(angle * angle + 1));
    double c = 1 / sqrt(t * t + 1), s = t * c;

    for (unsigned k = 0; k < n; k++) {
        double a = m[k][p], b = m[k][q];

        m[k][p] = c * a - s * b;
        m[k][q] = s * a + c * b;
    }
    for (unsigned k = 0; k < n; k++) {
        double a = m[p][k], b = m[q][k];

        m[p][k] = c * a - s * b;
        m[q][k] = s * a + c * b;
    }
    for (unsigned k = 0; k < n; k++) {
        double a = basis[k][p], b = basis[k][q];

        basis[k][p] = c * a - s * b;
        basis[k][q] = s * a + c * b;
    }
}

/* Curvatures on the diagonal of m, their directions as columns of `basis`. */
static void
diagonalise(Matrix m, unsigned n, Matrix basis)
{
    for (unsigned i = 0; i < n; i++)
        for (unsigned j = 0; j < n; j++)
            basis[i][j] = i == j;
    for (int sweep = 0; sweep < MAX_SWEEPS; sweep++)
        for (unsigned p = 0; p < n; p++)
            for (unsigned q = p + 1; q < n; q++)
                if (fabs(m[p][q]) > 1e-18 * (fabs(m[p][p]) + fabs(m[q][q])))
                    rotate(m, n, p, q, basis);
}

/* Newton's step along each direction of curvature, uphill also where the function curves upwards, and no longer than
 * the radius. Returns the gain that it promises. */
static double
find_step(const AscentPoint *point, unsigned n, double radius, double step[])
{
    double longest = 0, gain = 0;
    Matrix curvature, basis;

    memcpy(curvature, point->hessian, sizeof curvature);
    diagonalise(curvature, n, basis);
    memset(step, 0, n * sizeof step[0]);
    for (unsigned k = 0; k < n; k++) {
        double slope = 0, length;

        for (unsigned i = 0; i < n; i++)
            slope += basis[i][k] * point->gradient[i];
        length = fmin(fmax(slope / fmax(fabs(curvature[k][k]), LEAST_CURVATURE), -radius), radius);
        for (unsigned i = 0; i < n; i++)
            step[i] += basis[i][k] * length;
    }
    for (unsigned i = 0; i < n; i++)
        longest = fmax(longest, fabs(step[i]));
    for (unsigned i = 0; i < n; i++) {
        step[i] *= longest > radius ? radius / longest : 1;
        gain += step[i] * point->gradient[i] / 2;
    }
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

/* Whether to go on: not when the step promises nothing, nor when the last ones, each as long as it may be, gained next
 * to nothing, nor when only a hair's breadth of a step is left. */
static int
has_arrived(double gain, double radius, unsigned idle)
{
    return gain < GAIN_TOLERANCE || radius < SHORTEST_STEP || idle >= MAX_IDLE;
}

KamCalcStatus
ascent_climb(const Ascent *ascent, double at[], AscentPoint *point, unsigned *steps)
{
    unsigned n = ascent->dimension, idle = 0;
    double radius = LONGEST_STEP;
    AscentPoint here;

    ascent->function(ascent->problem, at, &here);
    for (*steps = 1; *steps <= MAX_STEPS; ++*steps) {
        double step[ASCENT_MAX], there[ASCENT_MAX], gain;
        AscentPoint next;

        hold_bounds(at, n, &here);
        gain = find_step(&here, n, radius, step);
        add_step(at, step, n, there);
        ascent->function(ascent->problem, there, &next);
        idle = next.value - here.value < IDLE_GAIN ? idle + 1 : 0;
        if (next.value >= here.value || (gain < GAIN_TOLERANCE && next.value >= here.value - GAIN_TOLERANCE)) {
            memcpy(at, there, n * sizeof at[0]);
            here = next;
            radius = fmin(2 * radius, LONGEST_STEP);
        } else {
            radius /= 4;
        }
        if (has_arrived(gain, radius, idle)) {
            hold_bounds(at, n, &here);
            *point = here;
            return isfinite(here.value) ? KAM_CALC_OK : KAM_CALC_NO_CONVERGENCE;
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
ascent_errors(const Ascent *ascent, const double at[], const AscentPoint *point, double covariance[],
              KamCalcValue std_error[])
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
        double error = fabs(at[i]) < FAR_AWAY ? sqrt(covariance[i * n + i]) : INFINITY;

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
