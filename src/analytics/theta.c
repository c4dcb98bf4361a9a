/* Theta: see theta.h. */
#include "theta.h"

#include <math.h>

#include <kamen/ets.h>

#include "line.h"

int
theta_forecast(const double y[], size_t n, double work[], size_t horizon, double point[])
{
    const KamEtsModel simple = { KAM_ETS_ADDITIVE, KAM_ETS_NONE, KAM_ETS_NONE, 1 };
    KamLine line;
    double lag;
    KamEts ets;

    if (kam_ets_fit(y, n, &simple, work, &ets) != KAM_CALC_OK)
        return 0;
    line_fit(y, n, &line);
    lag = (1 - pow(1 - ets.alpha, (double)n)) / ets.alpha; /* how far smoothing lags behind the line */
    for (size_t h = 0; h < horizon; h++)
        point[h] = ets.level + line.slope / 2 * ((double)h + lag);
    return 1;
}

/* One smoothing weight: the best share of the line and level at the start, and where they lead. */
typedef struct {
    double alpha, share, level; /* level at the end */
    double squares;
} Trial;

static void
try_weight(const double y[], size_t n, double intercept, double slope, Trial *trial)
{
    const double alpha = trial->alpha;
    double power = 1, known = 0; /* the level after t values is power * start + known */
    double a11 = 0, a12 = 0, a22 = 0, b1 = 0, b2 = 0, yy = 0, start, determinant;

    for (size_t t = 0; t < n; t++) {
        double line = power * intercept + (1 - power * (1 - alpha)) / alpha * slope;
        double rest = y[t] - known;

        a11 += power * power;
        a12 += power * line;
        a22 += line * line;
        b1 += power * rest;
        b2 += line * rest;
        yy += rest * rest;
        known = alpha * y[t] + (1 - alpha) * known;
        power *= 1 - alpha;
    }
    determinant = a11 * a22 - a12 * a12;
    trial->share = determinant > 1e-12 * a11 * a22 ? (a11 * b2 - a12 * b1) / determinant : 0;
    trial->share = fmin(fmax(trial->share, 0), 1);
    start = (b1 - a12 * trial->share) / a11;
    trial->level = known + power * start;
    trial->squares = yy - 2 * (start * b1 + trial->share * b2) + start * start * a11 + 2 * start * trial->share * a12 +
                     trial->share * trial->share * a22;
}

/* A grid, then a finer one around its best point. */
static Trial
choose_weight(const double y[], size_t n, double intercept, double slope)
{
    Trial best = { .squares = HUGE_VAL };
    double centre = 0.5, step = 0.05;

    for (int round = 0; round < 3; round++) {
        for (int i = -9; i <= 9; i++) {
            Trial trial = { .alpha = fmin(fmax(centre + i * step, 0.005), 0.999) };

            try_weight(y, n, intercept, slope, &trial);
            if (trial.squares < best.squares)
                best = trial;
        }
        centre = best.alpha;
        step /= 8;
    }
    return best;
}

void
theta_optimised_forecast(const double y[], size_t n, size_t horizon, double point[])
{
    double power, intercept;
    KamLine fitted;
    Trial best;

    line_fit(y, n, &fitted);
    intercept = fitted.start - fitted.slope; /* the line begins at t = 1 */
    best = choose_weight(y, n, intercept, fitted.slope);
    power = pow(1 - best.alpha, (double)n);
    for (size_t h = 0; h < horizon; h++) {
        double line = power * intercept + (1 - power * (1 - best.alpha)) / best.alpha * fitted.slope;

        point[h] = best.level + best.share * line;
        best.level = best.alpha * point[h] + (1 - best.alpha) * best.level;
        power *= 1 - best.alpha;
    }
}
