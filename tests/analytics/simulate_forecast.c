/* The tables of docs/numbers.md on forecasts: bias of what is estimated, and how often the truth lies inside the
 * intervals, on series whose truth is known. No test; run it as build/tests/analytics/simulate_forecast [ROUNDS]. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <glib.h>
#include <gsl/gsl_randist.h>
#include <kamen/ets.h>
#include <kamen/forecast.h>

#define HORIZON 12
#define LONGEST 132

typedef enum { LEVEL, TREND, SEASON, WALK, LUMPY, TRUTHS } Truth;

static const char *const truth_names[TRUTHS] = {
    "level that drifts (alpha 0.3)", "damped growth", "season of 40% and growth", "random walk",
    "a demand in 3 periods of 10",
};

/* A value and the state that it leaves. */
static double
next(gsl_rng *rng, Truth truth, size_t t, double *level, double *slope)
{
    const double noise = gsl_ran_gaussian(rng, 1), season = 1 + 0.4 * sin(2 * M_PI * (double)t / 12);
    double y = *level;

    switch (truth) {
    case LEVEL:
        y = *level + 10 * noise;
        *level += 0.3 * (y - *level);
        return y;
    case TREND:
        y = *level + *slope + 8 * noise;
        *level += *slope + 2 * noise;
        *slope = 0.95 * *slope + 0.05 * noise;
        return y;
    case SEASON:
        y = *level * season * (1 + 0.08 * noise);
        *level *= 1.005 * (1 + 0.02 * noise);
        return y;
    case WALK:
        return *level += 5 * noise;
    case LUMPY:
        return gsl_rng_uniform(rng) < 0.3 ? gsl_ran_gamma(rng, 2, 5) : 0;
    case TRUTHS:
        break;
    }
    return y;
}

typedef struct {
    double bias, steps, quarters, coverage, rounds;
} Tally;

static void
add_round(gsl_rng *rng, Truth truth, size_t n, KamForecastWork *work, Tally *tally)
{
    const KamForecastOptions options = { .horizon = HORIZON, .season = 12, .total = 3 };
    double y[LONGEST], point[HORIZON], lower[HORIZON], upper[HORIZON], level = 100, slope = 2, quarter = 0;
    KamForecast f = { .point = point, .lower = lower, .upper = upper };

    for (size_t t = 0; t < n + HORIZON; t++)
        y[t] = next(rng, truth, t, &level, &slope);
    if (kam_forecast_series(y, n, &options, work, &f) != KAM_CALC_OK)
        return;
    for (size_t h = 0; h < HORIZON; h++) {
        tally->steps += (y[n + h] >= lower[h] && y[n + h] <= upper[h]) / (double)HORIZON;
        quarter += h < 3 ? y[n + h] : 0;
    }
    tally->bias += f.total - quarter;
    tally->quarters += quarter >= f.total_lower && quarter <= f.total_upper;
    tally->rounds++;
}

static void
simulate_intervals(gsl_rng *rng, guint rounds)
{
    static const size_t lengths[] = { 14, 36, 60, 120 };
    KamForecastWork *work = kam_forecast_work_new();

    puts(
        "| truth | months known | bias of the next quarter | months inside | quarters inside |\n|---|---|---|---|---|");
    for (Truth truth = 0; truth < TRUTHS; truth++)
        for (gsize l = 0; l < G_N_ELEMENTS(lengths); l++) {
            Tally tally = { 0 };

            for (guint r = 0; r < rounds; r++)
                add_round(rng, truth, lengths[l], work, &tally);
            printf("| %s | %zu | %+.1f%% | %.1f%% | %.1f%% |\n", truth_names[truth], lengths[l],
                   100 * tally.bias / tally.rounds / (truth == LUMPY ? 9 : 300), 100 * tally.steps / tally.rounds,
                   100 * tally.quarters / tally.rounds);
        }
    kam_forecast_work_free(work);
}

/* Smoothing weights of the very model that made the series. */
static void
simulate_weights(gsl_rng *rng, guint rounds)
{
    static const double alphas[] = { 0.1, 0.3, 0.7 };
    static const size_t lengths[] = { 36, 120 };
    const KamEtsModel model = { KAM_ETS_ADDITIVE, KAM_ETS_NONE, KAM_ETS_NONE, 1 };
    static double work[KAM_ETS_WORK(LONGEST)];

    puts(
        "\n| alpha | observations | mean of the estimates | their spread | mean of sigma / truth |\n|---|---|---|---|---|");
    for (gsize a = 0; a < G_N_ELEMENTS(alphas); a++)
        for (gsize l = 0; l < G_N_ELEMENTS(lengths); l++) {
            double sum = 0, squares = 0, sigma = 0;

            for (guint r = 0; r < rounds; r++) {
                double y[LONGEST], level = 100;
                KamEts ets;

                for (size_t t = 0; t < lengths[l]; t++) {
                    y[t] = level + gsl_ran_gaussian(rng, 10);
                    level += alphas[a] * (y[t] - level);
                }
                kam_ets_fit(y, lengths[l], &model, work, &ets);
                sum += ets.alpha / rounds;
                squares += ets.alpha * ets.alpha / rounds;
                sigma += ets.sigma / 10 / rounds;
            }
            printf("| %.1f | %zu | %.3f | %.3f | %.3f |\n", alphas[a], lengths[l], sum, sqrt(squares - sum * sum),
                   sigma);
        }
}

int
main(int argc, char **argv)
{
    const guint rounds = argc > 1 ? (guint)atoi(argv[1]) : 2000;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

    gsl_rng_set(rng, 20261125);
    simulate_intervals(rng, rounds);
    simulate_weights(rng, rounds);
    gsl_rng_free(rng);
    return 0;
}
