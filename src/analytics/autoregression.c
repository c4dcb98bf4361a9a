/* Burg's method: see autoregression.h. */
#include "autoregression.h"

#include <math.h>
#include <string.h>

static double
criterion(double variance, size_t n, size_t order)
{
    double k = (double)order + 1;

    return (double)n * log(variance) + 2 * k + 2 * k * (k + 1) / ((double)n - k - 1);
}

/* The reflection of order p, from the errors forwards and backwards of order p - 1. */
static double
reflection(const double forward[], const double backward[], size_t n, size_t p)
{
    double product = 0, squares = 0;

    for (size_t t = p; t < n; t++) {
        product += forward[t] * backward[t - 1];
        squares += forward[t] * forward[t] + backward[t - 1] * backward[t - 1];
    }
    return squares > 0 ? 2 * product / squares : 0;
}

static void
step_errors(double forward[], double backward[], size_t n, size_t p, double k)
{
    for (size_t t = n - 1; t >= p; t--) {
        double f = forward[t], b = backward[t - 1];

        forward[t] = f - k * b;
        backward[t] = b - k * f;
    }
}

static void
step_coefficients(double a[], size_t p, double k)
{
    double old[AUTOREGRESSION_MAX_ORDER + 1];

    memcpy(old, a, (p + 1) * sizeof a[0]);
    for (size_t j = 1; j < p; j++)
        a[j] = old[j] - k * old[p - j];
    a[p] = k;
}

size_t
autoregression_fit(const double x[], size_t n, size_t max_order, double work[], double coefficient[])
{
    double a[AUTOREGRESSION_MAX_ORDER + 1] = { 0 }, variance = 0, least;
    double *forward = work, *backward = work + n;
    size_t best = 0;

    for (size_t t = 0; t < n; t++)
        variance += x[t] * x[t] / (double)n;
    if (!(variance > 0) || n < 4)
        return 0;
    memcpy(forward, x, n * sizeof x[0]);
    memcpy(backward, x, n * sizeof x[0]);
    least = criterion(variance, n, 0);
    for (size_t p = 1; p <= max_order && p <= AUTOREGRESSION_MAX_ORDER && p + 3 < n; p++) {
        double k = reflection(forward, backward, n, p), value;

        step_coefficients(a, p, k);
        step_errors(forward, backward, n, p, k);
        variance *= 1 - k * k;
        if (!(variance > 0))
            break;
        value = criterion(variance, n, p);
        if (value < least) {
            least = value;
            best = p;
            memcpy(coefficient, a, (p + 1) * sizeof a[0]);
        }
    }
    return best;
}

/* x, of mean 0, goes on as its autoregression: n values known, `horizon` added behind them. */
static void
extend(double x[], size_t n, size_t max_order, double work[], size_t horizon)
{
    double coefficient[AUTOREGRESSION_MAX_ORDER + 1];
    size_t order = autoregression_fit(x, n, max_order, work, coefficient);

    for (size_t h = 0; h < horizon; h++) {
        x[n + h] = 0;
        for (size_t j = 1; j <= order; j++)
            x[n + h] += coefficient[j] * x[n + h - j];
    }
}

void
autoregression_of_values(const double y[], size_t n, size_t max_order, double work[], size_t horizon, double point[])
{
    double *x = work, mean = 0;

    for (size_t t = 0; t < n; t++)
        mean += y[t] / (double)n;
    for (size_t t = 0; t < n; t++)
        x[t] = y[t] - mean;
    extend(x, n, max_order, work + n + horizon, horizon);
    for (size_t h = 0; h < horizon; h++)
        point[h] = mean + x[n + h];
}

void
autoregression_of_steps(const double y[], size_t n, size_t max_order, int has_drift, double work[], size_t horizon,
                        double point[])
{
    const double drift = has_drift ? (y[n - 1] - y[0]) / ((double)n - 1) : 0;
    double *step = work, level = y[n - 1];

    for (size_t t = 1; t < n; t++)
        step[t - 1] = y[t] - y[t - 1] - drift;
    extend(step, n - 1, max_order, work + n + horizon, horizon);
    for (size_t h = 0; h < horizon; h++)
        point[h] = level += step[n - 1 + h] + drift;
}
