/* Least squares by modified Gram-Schmidt: see least_squares.h. */
#include "least_squares.h"

#include <math.h>

/* A column of which less than this part is left beside the earlier ones is explained by them; R's lm() has the same. */
#define COLLINEAR 1e-7
/* Observations that alone determine a parameter have leverage 1 up to rounding, and no residual to speak of. */
#define SATURATED 1e-10

static double
dot(const double a[], const double b[], size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

static void
subtract(double a[], double factor, const double b[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        a[i] -= factor * b[i];
}

static void
orthogonalise(LeastSquares *ls, size_t j, double constant)
{
    double *column = ls->q + j * ls->n;
    double before = sqrt(dot(column, column, ls->n));
    double after;

    for (size_t i = 0; i < j; i++)
        ls->r[i * ls->k + j] = 0;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < j; i++) {
            double part = dot(ls->q + i * ls->n, column, ls->n);

            subtract(column, part, ls->q + i * ls->n, ls->n);
            ls->r[i * ls->k + j] += part;
        }
    after = sqrt(dot(column, column, ls->n));
    if (before <= constant || after <= COLLINEAR * before)
        after = 0;
    ls->r[j * ls->k + j] = after;
    ls->rank += after > 0;
    for (size_t i = 0; i < ls->n; i++)
        column[i] = after > 0 ? column[i] / after : 0;
}

void
least_squares_solve(LeastSquares *ls, const double constant[])
{
    ls->rank = 0;
    for (size_t j = 0; j < ls->k; j++) {
        orthogonalise(ls, j, constant[j]);
        ls->qy[j] = 0;
    }
    for (int pass = 0; pass < 2; pass++)
        for (size_t j = 0; j < ls->k; j++) {
            const double *column = ls->q + j * ls->n;
            double part = dot(column, ls->y, ls->n);

            subtract(ls->y, part, column, ls->n);
            ls->qy[j] += part;
        }
    for (size_t j = 0; j < ls->k; j++)
        for (size_t i = 0; i < ls->n; i++)
            ls->leverage[i] += ls->q[j * ls->n + i] * ls->q[j * ls->n + i];
    ls->rss = dot(ls->y, ls->y, ls->n);
}

void
least_squares_back(const double r[], const double qy[], size_t k, size_t first, double b[])
{
    for (size_t j = first; j-- > 0;) {
        double rest = qy[j];

        for (size_t i = j + 1; i < k; i++)
            rest -= r[j * k + i] * b[i];
        b[j] = r[j * k + j] > 0 ? rest / r[j * k + j] : 0;
    }
}

double
least_squares_robust(const LeastSquares *ls, int leverages)
{
    const double *last = ls->q + (ls->k - 1) * ls->n;
    double length = ls->r[ls->k * ls->k - 1];
    double sum = 0;

    for (size_t i = 0; i < ls->n; i++) {
        double left = leverages ? 1 - ls->leverage[i] : 1;
        double term = left > SATURATED ? last[i] * ls->y[i] / left : 0;

        sum += term * term;
    }
    return sum / (length * length);
}

/* Row j of the inverse, solved forwards: w r = unit j; dropped columns take no part. */
double
least_squares_unit_variance(const double r[], size_t k, size_t j, double work[])
{
    double sum = 0;

    for (size_t c = j; c < k; c++) {
        double rest = c == j ? 1 : 0;

        for (size_t i = j; i < c; i++)
            rest -= work[i] * r[i * k + c];
        work[c] = r[c * k + c] > 0 ? rest / r[c * k + c] : 0;
        sum += work[c] * work[c];
    }
    return sum;
}
