/* How often intervals of SMAA-2 shares hold the truth: the table of docs/numbers.md. Not part of the build:
 *
 *   cc -O2 -Iinclude tests/reference/smaa_coverage.c build/src/analytics/libkamen.a -lgsl -lgslcblas -lm && ./a.out */
#include <math.h>
#include <stdio.h>

#include <kamen/smaa.h>

#define ROUNDS 2000

static KamSmaaShare
share_with(uint64_t draws, uint64_t seed)
{
    const double value[] = { 1, 0, 0, 1, .6, .6 };
    const KamSmaaProblem problem = { .n = 3, .m = 2, .value = value, .n_ranks = 3, .draws = draws, .seed = seed };
    KamSmaaShare share = { NAN, NAN };
    KamSmaa *smaa;

    if (kam_smaa_new(&problem, &smaa) != KAM_CALC_OK)
        return share;
    if (kam_smaa_run(smaa, 0, kam_smaa_chunks(smaa)) == KAM_CALC_OK)
        kam_smaa_acceptability(smaa, 0, 1, &share);
    kam_smaa_free(smaa);
    return share;
}

static void
print_row(uint64_t draws)
{
    double sum = 0, squares = 0, error = 0;
    int covered = 0;

    for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
        KamSmaaShare share = share_with(draws, seed);

        sum += share.value;
        squares += (share.value - 0.4) * (share.value - 0.4);
        error += share.std_error;
        covered += fabs(share.value - 0.4) <= 1.959964 * share.std_error;
    }
    printf("| %d | %+.5f | %.5f | %.5f | %.1f %% |\n", (int)draws, sum / ROUNDS - 0.4, sqrt(squares / ROUNDS),
           error / ROUNDS, 100.0 * covered / ROUNDS);
}

int
main(void)
{
    puts(
        "| draws | bias | spread over 2,000 seeds | mean standard error | 95 % interval holds 0.4 |\n|---|---|---|---|---|");
    for (uint64_t draws = 100; draws <= 10000; draws *= 10)
        print_row(draws);
    return 0;
}
