/* Effects of periods common to all accounts: see kamen/elasticity.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "elasticity_model.h"

/* Sums and counts of the groups of one kind, panels or periods. */
typedef struct {
    const uint32_t *of; /* group of an observation */
    size_t n;
    double *sum, *count;
} Groups;

typedef struct {
    size_t n; /* observations */
    Groups panels, periods;
    double *value[2];  /* ln quantity, ln price: what means have not taken yet */
    double *effect[2]; /* what the periods have taken of each */
    void *memory;
} Work;

static int
work_init(Work *work, const KamElasticityData *data, const uint32_t period[], size_t n_periods)
{
    size_t n_panels = data->panel != NULL ? data->n_panels : data->n_accounts;
    double *cell = calloc(2 * data->n + 2 * n_panels + 4 * n_periods, sizeof *cell);

    if (cell == NULL)
        return 0;
    *work = (Work) { .n = data->n, .memory = cell };
    work->value[0] = cell;
    work->value[1] = cell + data->n;
    cell += 2 * data->n;
    work->panels = (Groups) { elasticity_panels(data), n_panels, cell, cell + n_panels };
    cell += 2 * n_panels;
    work->periods = (Groups) { period, n_periods, cell, cell + n_periods };
    work->effect[0] = cell + 2 * n_periods;
    work->effect[1] = cell + 3 * n_periods;
    for (size_t i = 0; i < data->n; i++) {
        work->value[0][i] = log(data->quantity[i]);
        work->value[1][i] = log(data->price[i]);
        work->panels.count[work->panels.of[i]]++;
        work->periods.count[period[i]]++;
    }
    return 1;
}

/* Take the means of the groups out of a value; they are left in groups->sum. The largest of them. */
static double
take_means(const Groups *groups, double value[], size_t n)
{
    double largest = 0;

    memset(groups->sum, 0, groups->n * sizeof *groups->sum);
    for (size_t i = 0; i < n; i++)
        groups->sum[groups->of[i]] += value[i];
    for (size_t g = 0; g < groups->n; g++) {
        if (groups->count[g] > 0)
            groups->sum[g] /= groups->count[g];
        largest = fmax(largest, fabs(groups->sum[g]));
    }
    for (size_t i = 0; i < n; i++)
        value[i] -= groups->sum[groups->of[i]];
    return largest;
}

static KamCalcStatus
settle(Work *work, unsigned which, double tolerance, size_t max_iterations)
{
    for (size_t i = 0; i < max_iterations; i++) {
        double largest;

        take_means(&work->panels, work->value[which], work->n);
        largest = take_means(&work->periods, work->value[which], work->n);
        for (size_t t = 0; t < work->periods.n; t++)
            work->effect[which][t] += work->periods.sum[t];
        if (largest <= tolerance)
            return KAM_CALC_OK;
    }
    return KAM_CALC_NO_CONVERGENCE;
}

/* The common elasticity; 0 where no price moves beside panels and periods. */
static double
common_slope(const Work *work, double tolerance)
{
    double squares = 0, products = 0;

    for (size_t i = 0; i < work->n; i++) {
        squares += work->value[1][i] * work->value[1][i];
        products += work->value[1][i] * work->value[0][i];
    }
    return squares > (double)work->n * tolerance * tolerance ? products / squares : 0;
}

static void
write_effects(const Work *work, double slope, double effect[])
{
    double mean = 0;

    for (size_t t = 0; t < work->periods.n; t++)
        mean += work->periods.count[t] * (work->effect[0][t] - slope * work->effect[1][t]) / (double)work->n;
    for (size_t t = 0; t < work->periods.n; t++)
        effect[t] = work->periods.count[t] > 0 ? work->effect[0][t] - slope * work->effect[1][t] - mean : 0;
}

KamCalcStatus
kam_elasticity_period_effects(const KamElasticityData *data, const uint32_t period[], size_t n_periods,
                              double tolerance, size_t max_iterations, double effect[])
{
    KamCalcStatus status = elasticity_check(data);
    Work work;

    if (status != KAM_CALC_OK)
        return status;
    if (n_periods == 0 || !(tolerance > 0) || max_iterations == 0)
        return KAM_CALC_DOMAIN;
    for (size_t i = 0; i < data->n; i++)
        if (period[i] >= n_periods)
            return KAM_CALC_DOMAIN;
    if (!work_init(&work, data, period, n_periods))
        return KAM_CALC_NO_MEMORY;
    status = settle(&work, 0, tolerance, max_iterations);
    if (status == KAM_CALC_OK)
        status = settle(&work, 1, tolerance, max_iterations);
    if (status == KAM_CALC_OK)
        write_effects(&work, common_slope(&work, tolerance), effect);
    free(work.memory);
    return status;
}
