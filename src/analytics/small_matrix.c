/* Symmetric matrices of a few rows: see small_matrix.h. */
#include "small_matrix.h"

#include <math.h>

/* a = L L', L in the lower triangle. */
static int
decompose(const double a[], size_t k, double l[])
{
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j <= i; j++) {
            double rest = a[i * k + j];

            for (size_t c = 0; c < j; c++)
                rest -= l[i * k + c] * l[j * k + c];
            if (i == j && !(rest > 0))
                return 0;
            l[i * k + j] = i == j ? sqrt(rest) : rest / l[j * k + j];
        }
    return 1;
}

/* Column `column` of the inverse of L L'. */
static void
solve_unit(const double l[], size_t k, size_t column, double x[])
{
    for (size_t i = 0; i < k; i++) {
        double rest = i == column ? 1 : 0;

        for (size_t c = 0; c < i; c++)
            rest -= l[i * k + c] * x[c];
        x[i] = rest / l[i * k + i];
    }
    for (size_t i = k; i-- > 0;) {
        for (size_t c = i + 1; c < k; c++)
            x[i] -= l[c * k + i] * x[c];
        x[i] /= l[i * k + i];
    }
}

int
small_invert(const double a[], size_t k, double inverse[])
{
    double l[64] = { 0 };
    double x[8] = { 0 };

    if (!decompose(a, k, l))
        return 0;
    for (size_t j = 0; j < k; j++) {
        solve_unit(l, k, j, x);
        for (size_t i = 0; i <= j; i++)
            inverse[i * k + j] = inverse[j * k + i] = x[i];
    }
    return 1;
}

void
small_multiply(const double a[], const double b[], size_t k, double c[])
{
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++) {
            c[i * k + j] = 0;
            for (size_t m = 0; m < k; m++)
                c[i * k + j] += a[i * k + m] * b[m * k + j];
        }
}

void
small_apply(const double a[], const double x[], size_t k, double y[])
{
    for (size_t i = 0; i < k; i++) {
        y[i] = 0;
        for (size_t j = 0; j < k; j++)
            y[i] += a[i * k + j] * x[j];
    }
}
