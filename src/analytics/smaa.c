/* SMAA-2: see kamen/smaa.h. Weights are drawn in smaa_weights.c, values in smaa_draw.c, ranks found in smaa_rank.c; the
 * answers are read in smaa_result.c. */
#include <kamen/smaa.h>

#include <math.h>
#include <stdlib.h>

#include "smaa_private.h"

#define ALTERNATIVES_MAX ((size_t)1 << 24)
/* Beyond it differences of sums could overflow. */
#define VALUE_MAX 1e300

static int
table_is_right(const double value[], size_t count, double least)
{
    for (size_t k = 0; k < count; k++)
        if (!(value[k] >= least && value[k] <= VALUE_MAX))
            return 0;
    return 1;
}

static KamCalcStatus
check_problem(const KamSmaaProblem *problem)
{
    size_t n = problem->n, m = problem->m;

    if (n == 0 || m == 0)
        return KAM_CALC_EMPTY;
    if (n >= ALTERNATIVES_MAX || m > SIZE_MAX / 64 / n || problem->n_ranks < 1 || problem->n_ranks > n)
        return KAM_CALC_DOMAIN;
    if (problem->draws < 1 || problem->draws > KAM_SMAA_DRAWS_MAX)
        return KAM_CALC_DOMAIN;
    if (!table_is_right(problem->value, n * m, -VALUE_MAX))
        return KAM_CALC_DOMAIN;
    if (problem->spread != NULL && !table_is_right(problem->spread, n * m, 0))
        return KAM_CALC_DOMAIN;
    return KAM_CALC_OK;
}

static int
has_error(const KamSmaaProblem *problem, size_t j, KamSmaaError error)
{
    return problem->spread != NULL && (problem->error != NULL ? problem->error[j] : KAM_SMAA_NORMAL) == error;
}

static int
any_has_error(const KamSmaaProblem *problem, KamSmaaError error)
{
    for (size_t j = 0; j < problem->m; j++)
        if (has_error(problem, j, error))
            return 1;
    return 0;
}

static int
allocate(KamSmaa *smaa, const KamSmaaProblem *problem)
{
    size_t cells = smaa->padded * smaa->m;
    int normal = any_has_error(problem, KAM_SMAA_NORMAL), even = any_has_error(problem, KAM_SMAA_INTERVAL);

    smaa->value = calloc(cells, sizeof smaa->value[0]);
    smaa->variance = normal ? calloc(cells, sizeof smaa->variance[0]) : NULL;
    smaa->half = even ? calloc(cells, sizeof smaa->half[0]) : NULL;
    smaa->count = calloc(smaa->n * smaa->n_ranks, sizeof smaa->count[0]);
    smaa->sum = calloc(smaa->n * smaa->m, sizeof smaa->sum[0]);
    smaa->square = calloc(smaa->n * smaa->m, sizeof smaa->square[0]);
    smaa->utility = calloc(smaa->padded, sizeof smaa->utility[0]);
    smaa->deviation = calloc(smaa->padded, sizeof smaa->deviation[0]);
    smaa->weight = calloc(smaa->m, sizeof smaa->weight[0]);
    smaa->entry = calloc(smaa->n, sizeof smaa->entry[0]);
    smaa->spare = calloc(smaa->n, sizeof smaa->spare[0]);
    return smaa->value != NULL && (smaa->variance != NULL || !normal) && (smaa->half != NULL || !even) &&
           smaa->count != NULL && smaa->sum != NULL && smaa->square != NULL && smaa->utility != NULL &&
           smaa->deviation != NULL && smaa->weight != NULL && smaa->entry != NULL && smaa->spare != NULL;
}

static void
fill(KamSmaa *smaa, const KamSmaaProblem *problem)
{
    for (size_t j = 0; j < smaa->m; j++)
        for (size_t i = 0; i < smaa->n; i++) {
            size_t to = j * smaa->padded + i, from = i * smaa->m + j;

            smaa->value[to] = problem->value[from];
            if (has_error(problem, j, KAM_SMAA_NORMAL))
                smaa->variance[to] = problem->spread[from] * problem->spread[from];
            if (has_error(problem, j, KAM_SMAA_INTERVAL))
                smaa->half[to] = problem->spread[from];
        }
}

KamCalcStatus
kam_smaa_new(const KamSmaaProblem *problem, KamSmaa **smaa)
{
    KamCalcStatus status = check_problem(problem);
    KamSmaa *made;

    if (status != KAM_CALC_OK)
        return status;
    made = calloc(1, sizeof *made);
    if (made == NULL)
        return KAM_CALC_NO_MEMORY;
    made->n = problem->n;
    made->m = problem->m;
    made->n_ranks = problem->n_ranks;
    made->padded = (problem->n + LANES - 1) / LANES * LANES;
    made->draws = problem->draws;
    made->seed = problem->seed;
    status = smaa_weights_init(&made->weights, problem);
    if (status == KAM_CALC_OK && !allocate(made, problem))
        status = KAM_CALC_NO_MEMORY;
    if (status != KAM_CALC_OK) {
        kam_smaa_free(made);
        return status;
    }
    fill(made, problem);
    *smaa = made;
    return KAM_CALC_OK;
}

void
kam_smaa_free(KamSmaa *smaa)
{
    if (smaa == NULL)
        return;
    smaa_weights_clear(&smaa->weights);
    free(smaa->value);
    free(smaa->variance);
    free(smaa->half);
    free(smaa->count);
    free(smaa->sum);
    free(smaa->square);
    free(smaa->utility);
    free(smaa->deviation);
    free(smaa->weight);
    free(smaa->entry);
    free(smaa->spare);
    free(smaa);
}

uint64_t
kam_smaa_chunks(const KamSmaa *smaa)
{
    return (smaa->draws + KAM_SMAA_CHUNK - 1) / KAM_SMAA_CHUNK;
}

/* Squares are rounded to multiples of 2^-30, of which a double adds 2^53 without rounding, in any order. */
static void
count_first(KamSmaa *smaa, size_t alternative)
{
    for (size_t j = 0; j < smaa->m; j++) {
        double weight = smaa->weight[j];

        smaa->sum[alternative * smaa->m + j] += llrint(weight / WEIGHT_UNIT);
        smaa->square[alternative * smaa->m + j] += rint(weight * weight * 0x1p30) * 0x1p-30;
    }
}

static void
count_ranks(KamSmaa *smaa, size_t sorted)
{
    size_t rank = 0;

    for (size_t place = 0; place < sorted; place++) {
        size_t alternative = smaa->spare[place].index;

        if (place > 0 && smaa->utility[alternative] < smaa->utility[smaa->spare[place - 1].index])
            rank = place;
        if (rank >= smaa->n_ranks)
            break;
        smaa->count[alternative * smaa->n_ranks + rank]++;
        if (rank == 0)
            count_first(smaa, alternative);
    }
}

static KamCalcStatus
run_chunk(KamSmaa *smaa, uint64_t chunk)
{
    uint64_t begin = chunk * KAM_SMAA_CHUNK, left = smaa->draws - begin;
    uint64_t draws = left < KAM_SMAA_CHUNK ? left : KAM_SMAA_CHUNK;
    gsl_rng *rng = smaa_rng_new(smaa->seed, chunk, 0);
    KamCalcStatus status = rng != NULL ? KAM_CALC_OK : KAM_CALC_NO_MEMORY;

    for (uint64_t draw = 0; draw < draws && status == KAM_CALC_OK; draw++) {
        status = smaa_weights_draw(&smaa->weights, rng, smaa->weight);
        if (status != KAM_CALC_OK)
            break;
        smaa_draw_values(smaa, smaa->weight, rng, smaa->utility);
        count_ranks(smaa, smaa_sort(smaa, smaa->utility));
        smaa->counted++;
    }
    if (rng != NULL)
        gsl_rng_free(rng);
    return status;
}

KamCalcStatus
kam_smaa_run(KamSmaa *smaa, uint64_t first, uint64_t count)
{
    uint64_t chunks = kam_smaa_chunks(smaa);
    KamCalcStatus status = KAM_CALC_OK;

    for (uint64_t k = 0; k < count && first + k < chunks && status == KAM_CALC_OK; k++)
        status = run_chunk(smaa, first + k);
    return status;
}

void
kam_smaa_add(KamSmaa *smaa, const KamSmaa *other)
{
    smaa->counted += other->counted;
    for (size_t k = 0; k < smaa->n * smaa->n_ranks; k++)
        smaa->count[k] += other->count[k];
    for (size_t k = 0; k < smaa->n * smaa->m; k++) {
        smaa->sum[k] += other->sum[k];
        smaa->square[k] += other->square[k];
    }
}

uint64_t
kam_smaa_draws(const KamSmaa *smaa)
{
    return smaa->counted;
}
