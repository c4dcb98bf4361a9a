/* Classical decomposition and the test that goes before it: see season.h. */
#include "season.h"

#include <math.h>

/* The 95 % point of the normal distribution: two-sided 90 %, the level that Theta's authors and the M4 rules use. */
#define NORMAL_95 1.6448536269514722

static double
mean_of(const double y[], size_t n)
{
    double sum = 0;

    for (size_t t = 0; t < n; t++)
        sum += y[t];
    return sum / (double)n;
}

static double
autocovariance(const double y[], size_t n, size_t lag, double mean)
{
    double sum = 0;

    for (size_t t = lag; t < n; t++)
        sum += (y[t] - mean) * (y[t - lag] - mean);
    return sum;
}

int
season_is_present(const double y[], size_t n, size_t m)
{
    double mean, variance, squares = 0;

    if (m < 2 || n <= 2 * m)
        return 0;
    mean = mean_of(y, n);
    variance = autocovariance(y, n, 0, mean);
    if (!(variance > 0))
        return 0;
    for (size_t lag = 1; lag < m; lag++) {
        double r = autocovariance(y, n, lag, mean) / variance;

        squares += r * r;
    }
    return fabs(autocovariance(y, n, m, mean) / variance) > NORMAL_95 * sqrt((1 + 2 * squares) / (double)n);
}

/* Centred moving average over one season; positions without a full window are left out by the caller. */
static void
moving_average(const double y[], size_t n, size_t m, double trend[])
{
    const size_t half = m / 2;

    for (size_t t = half; t + half < n; t++) {
        double sum = m % 2 == 0 ? (y[t - half] + y[t + half]) / 2 : y[t - half] + y[t + half];

        for (size_t k = t - half + 1; k < t + half; k++)
            sum += y[k];
        trend[t] = sum / (double)m;
    }
}

int
season_indices(const double y[], size_t n, size_t m, int multiplicative, double trend[], double index[])
{
    const size_t half = m / 2;
    double mean;

    if (m < 2 || n < 2 * m)
        return 0;
    moving_average(y, n, m, trend);
    for (size_t i = 0; i < m; i++) {
        double sum = 0;
        size_t count = 0;

        for (size_t t = i; t + half < n; t += m)
            if (t >= half) {
                sum += multiplicative ? y[t] / trend[t] : y[t] - trend[t];
                count++;
            }
        index[i] = sum / (double)count;
    }
    mean = mean_of(index, m);
    for (size_t i = 0; i < m; i++) {
        index[i] = multiplicative ? index[i] / mean : index[i] - mean;
        if (multiplicative && !(index[i] > 1e-10))
            return 0;
    }
    return 1;
}

void
season_remove(const double y[], size_t n, size_t m, int multiplicative, const double index[], double adjusted[])
{
    size_t at = 0;

    for (size_t t = 0; t < n; t++) {
        adjusted[t] = multiplicative ? y[t] / index[at] : y[t] - index[at];
        at = at + 1 == m ? 0 : at + 1;
    }
}

void
season_restore(double point[], size_t horizon, size_t n, size_t m, int multiplicative, const double index[])
{
    size_t at = n % m;

    for (size_t h = 0; h < horizon; h++) {
        point[h] = multiplicative ? point[h] * index[at] : point[h] + index[at];
        at = at + 1 == m ? 0 : at + 1;
    }
}
