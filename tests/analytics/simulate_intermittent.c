/* The table of docs/numbers.md on intermittent demand: bias of the rate and coverage of the interval of a total, on
 * series whose truth is known. No test; run it as build/tests/analytics/simulate_intermittent [ROUNDS]. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <glib.h>
#include <gsl/gsl_randist.h>
#include <kamen/intermittent.h>

typedef struct {
    size_t n;
    double chance, variation;
} Truth;

typedef struct {
    double bias, spread, told;
    double inside[2];
    double count;
} Tally;

static const size_t horizons[] = { 3, 12 };

static void
draw(gsl_rng *rng, const Truth *truth, double demand[], size_t n)
{
    for (size_t t = 0; t < n; t++)
        demand[t] =
            gsl_rng_uniform(rng) < truth->chance ? gsl_ran_gamma(rng, 1 / truth->variation, 10 * truth->variation) : 0;
}

static void
add_round(gsl_rng *rng, const Truth *truth, const KamIntermittentOptions *options, Tally *tally)
{
    double demand[200], future = 0, rate = 10 * truth->chance;
    KamIntermittentFit fit;

    draw(rng, truth, demand, truth->n + 12);
    if (kam_intermittent_fit(demand, truth->n, options, &fit) != KAM_CALC_OK)
        return;
    tally->count++;
    tally->bias += fit.rate / rate - 1;
    tally->spread += (fit.rate / rate - 1) * (fit.rate / rate - 1);
    tally->told += fit.std_error / rate * fit.std_error / rate;
    for (size_t t = 0; t < 12; t++) {
        future += demand[truth->n + t];
        for (int h = 0; h < 2; h++)
            if (t + 1 == horizons[h]) {
                KamIntermittentTotal total;

                if (kam_intermittent_total(&fit, t + 1, 0.9, &total) == KAM_CALC_OK)
                    tally->inside[h] += total.lower <= future && future <= total.upper;
            }
    }
}

static void
print_row(const Truth *truth, const char *name, double smoothing, int rounds)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    Tally tally = { 0 };
    KamIntermittentOptions options = { .start = KAM_INTERMITTENT_MEAN, .alpha = smoothing, .beta = smoothing };

    for (int method = 0; method <= (int)KAM_INTERMITTENT_ADIDA; method++)
        if (g_strcmp0(name, kam_intermittent_method_text((KamIntermittentMethod)method)) == 0)
            options.method = (KamIntermittentMethod)method;
    gsl_rng_set(rng, 1);
    for (int round = 0; round < rounds; round++)
        add_round(rng, truth, &options, &tally);
    printf("| %zu, %.2g, %.2g | %s, %s | %+.1f %% | %.1f %% | %.1f %% | %.1f %% | %.1f %% |\n", truth->n, truth->chance,
           truth->variation, name, smoothing > 0 ? "0.1" : "optimised", 100 * tally.bias / tally.count,
           100 * sqrt(tally.spread / tally.count), 100 * sqrt(tally.told / tally.count),
           100 * tally.inside[0] / tally.count, 100 * tally.inside[1] / tally.count);
    gsl_rng_free(rng);
}

int
main(int argc, char **argv)
{
    const Truth truths[] = { { 24, 0.3, 0.3 }, { 36, 0.4, 0.6 }, { 36, 0.7, 0.3 }, { 60, 0.2, 1 }, { 120, 0.3, 0.5 } };
    const char *methods[] = { "croston", "sba", "sbj", "tsb", "adida" };
    const int rounds = argc > 1 ? atoi(argv[1]) : 4000;

    printf("| periods, chance, variation | method | bias | error | error told | 3 periods | 12 periods |\n"
           "|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < G_N_ELEMENTS(truths); i++)
        for (size_t j = 0; j < G_N_ELEMENTS(methods); j++) {
            print_row(&truths[i], methods[j], 0.1, rounds);
            print_row(&truths[i], methods[j], 0, rounds);
        }
    return 0;
}
