/* Classical decomposition and the test that goes before it: see season.h. */
#include "season.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

#include "line.h"

/* The 95 % point of the normal distribution: two-sided 90 %, the level that Theta's authors and the M4 rules use. */
#define NORMAL_95 1.6448536269514722

/* A trend makes all autocorrelations large, so that in a history of few seasons it hides the one that counts; up to so
 * many the test is made around the trend, too. */
#define TRENDED_SEASONS 6

static double
mean_of(const double y[], size_t n)
{
    double sum = 0;

    for (size_t t = 0; t < n; t++)
        sum += y[t];
    return sum / (double)n;
}

static double
autocovariance(const double y[], size_t n, size_t lag, const KamLine *line)
{
    double sum = 0;

    for (size_t t = lag; t < n; t++)
        sum += (y[t] - line_at(line, t)) * (y[t - lag] - line_at(line, t - lag));
    return sum;
}

/* Around a line: the mean, or a trend. */
static int
season_exceeds_chance(const double y[], size_t n, size_t m, const KamLine *line)
{
    double variance = autocovariance(y, n, 0, line), squares = 0;

    if (!(variance > 0))
        return 0;
    for (size_t lag = 1; lag < m; lag++) {
        double r = autocovariance(y, n, lag, line) / variance;

        squares += r * r;
    }
    return fabs(autocovariance(y, n, m, line) / variance) > NORMAL_95 * sqrt((1 + 2 * squares) / (double)n);
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

/* Whether the places in the season differ more than their own years do: an F test on what the moving average leaves,
 * with one false alarm in a hundred. Smooth seasons in a short history fail the test of autocorrelation, since there
 * all lags are large. */
static int
season_differs_by_place(const double y[], size_t n, size_t m, double trend[])
{
    const size_t half = m / 2, first = half, last = n - half; /* where there is a moving average */
    double between = 0, within = 0, overall = 0, f;

    moving_average(y, n, m, trend);
    for (size_t t = first; t < last; t++)
        overall += (y[t] - trend[t]) / (double)(last - first);
    for (size_t i = 0; i < m; i++) {
        double sum = 0, squares = 0, count = 0, rest;

        for (size_t t = first + i; t < last; t += m) {
            rest = y[t] - trend[t] - overall;
            sum += rest;
            squares += rest * rest;
            count++;
        }
        between += sum * sum / count;
        within += squares - sum * sum / count;
    }
    if (!(within > 0))
        return between > 0;
    f = between / (double)(m - 1) / (within / (double)(last - first - m));
    return gsl_cdf_fdist_Q(f, (double)(m - 1), (double)(last - first - m)) < 0.01;
}

int
season_is_present(const double y[], size_t n, size_t m, double scratch[])
{
    KamLine level = { 0 }, trend;

    if (m < 2 || n <= 2 * m)
        return 0;
    level.start = mean_of(y, n);
    if (season_exceeds_chance(y, n, m, &level))
        return 1;
    if (n > TRENDED_SEASONS * m)
        return 0;
    line_fit(y, n, &trend);
    return season_exceeds_chance(y, n, m, &trend) || (n >= 3 * m && season_differs_by_place(y, n, m, scratch));
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
