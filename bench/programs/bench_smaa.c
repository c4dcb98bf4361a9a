/* Measures SMAA-2 with free weights and exact measurements on two threads. bench_smaa DRAWS ALTERNATIVES CRITERIA */
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <kamen/smaa.h>

#include "measure.h"

typedef struct {
    KamSmaa *smaa;
    uint64_t first, count;
    KamCalcStatus status;
} Part;

static void *
run_part(void *data)
{
    Part *part = data;

    part->status = kam_smaa_run(part->smaa, part->first, part->count);
    return NULL;
}

/* The second half of the chunks on a thread of its own. */
static int
run_halves(KamSmaa *left, KamSmaa *right)
{
    uint64_t chunks = kam_smaa_chunks(left), half = chunks / 2;
    Part parts[] = { { left, 0, half, KAM_CALC_OK }, { right, half, chunks - half, KAM_CALC_OK } };
    pthread_t thread;

    if (pthread_create(&thread, NULL, run_part, &parts[1]) != 0)
        return 0;
    run_part(&parts[0]);
    (void)pthread_join(thread, NULL);
    kam_smaa_add(left, right);
    return parts[0].status == KAM_CALC_OK && parts[1].status == KAM_CALC_OK;
}

static int
rank(void *data)
{
    const KamSmaaProblem *problem = data;
    KamSmaa *left = NULL, *right = NULL;
    int good = kam_smaa_new(problem, &left) == KAM_CALC_OK && kam_smaa_new(problem, &right) == KAM_CALC_OK &&
               run_halves(left, right);

    kam_smaa_free(right);
    kam_smaa_free(left);
    return good;
}

/* Numbers from 0 to 1 that look random, the same each time. */
static void
fill(double values[], size_t n)
{
    uint64_t state = 1;

    for (size_t i = 0; i < n; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        values[i] = (double)(state >> 11) * 0x1p-53;
    }
}

int
main(int argc, char **argv)
{
    KamSmaaProblem problem = { .seed = 1 };
    double *values;
    int status;

    if (argc != 4) {
        (void)fprintf(stderr, "usage: bench_smaa DRAWS ALTERNATIVES CRITERIA\n");
        return EXIT_FAILURE;
    }
    problem.draws = strtoull(argv[1], NULL, 10);
    problem.n = problem.n_ranks = strtoul(argv[2], NULL, 10);
    problem.m = strtoul(argv[3], NULL, 10);
    values = calloc(problem.n * problem.m, sizeof *values);
    if (values == NULL)
        return EXIT_FAILURE;
    fill(values, problem.n * problem.m);
    problem.value = values;
    status = measure(rank, &problem);
    free(values);
    return status;
}
