/* Observations of an elasticity: checked, sorted by account and panel, made ready for a regression. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "elasticity_model.h"

/* A column whose spread is below this part of its size is a constant that rounding has roughened. */
#define CONSTANT 0x1p-40

const uint32_t *
elasticity_panels(const KamElasticityData *data)
{
    return data->panel != NULL ? data->panel : data->account;
}

static int
is_positive(double value)
{
    return value > 0 && isfinite(value);
}

static KamCalcStatus
check_values(const KamElasticityData *data)
{
    for (size_t i = 0; i < data->n; i++) {
        if (!is_positive(data->quantity[i]) || !is_positive(data->price[i]) || data->account[i] >= data->n_accounts)
            return KAM_CALC_DOMAIN;
        if (data->panel != NULL && data->panel[i] >= data->n_panels)
            return KAM_CALC_DOMAIN;
    }
    for (size_t i = 0; i < data->n * data->n_regressors; i++)
        if (!isfinite(data->regressor[i]))
            return KAM_CALC_DOMAIN;
    return KAM_CALC_OK;
}

KamCalcStatus
elasticity_check(const KamElasticityData *data)
{
    if (data->n == 0 || data->n_accounts == 0)
        return KAM_CALC_EMPTY;
    if (data->n >= UINT32_MAX || data->n_accounts >= UINT32_MAX || data->n_panels >= UINT32_MAX)
        return KAM_CALC_DOMAIN;
    if (data->n_shared > data->n_regressors || data->n_shared >= MAX_SHARED)
        return KAM_CALC_DOMAIN;
    return check_values(data);
}

KamCalcStatus
regression_init(Regression *regression, size_t n, size_t k)
{
    double *cell = calloc(n * (k + 2) + k * k + 4 * k, sizeof *cell);

    if (cell == NULL)
        return KAM_CALC_NO_MEMORY;
    *regression = (Regression) { .memory = cell };
    regression->ls.k = k;
    regression->ls.q = cell;
    regression->ls.y = cell + n * k;
    regression->ls.leverage = regression->ls.y + n;
    regression->ls.r = regression->ls.leverage + n;
    regression->ls.qy = regression->ls.r + k * k;
    regression->constant = regression->ls.qy + k;
    regression->work = regression->constant + k;
    regression->x_mean = regression->work + k;
    return KAM_CALC_OK;
}

void
regression_clear(Regression *regression)
{
    free(regression->memory);
    regression->memory = NULL;
}

/* Unshared regressors, shared ones, the price: shared ones come first in the data. */
static void
load_columns(LeastSquares *ls, const KamElasticityData *data, const uint32_t order[])
{
    size_t own = data->n_regressors - data->n_shared;

    for (size_t j = 0; j < data->n_regressors; j++) {
        size_t from = j < own ? data->n_shared + j : j - own;

        for (size_t i = 0; i < ls->n; i++)
            ls->q[j * ls->n + i] = data->regressor[order[i] * data->n_regressors + from];
    }
    for (size_t i = 0; i < ls->n; i++) {
        ls->q[(ls->k - 1) * ls->n + i] = log(data->price[order[i]]);
        ls->y[i] = log(data->quantity[order[i]]);
    }
}

static double
mean_of(const double value[], size_t n)
{
    double first = value[0];
    double sum = 0;

    /* Around the first one: a constant column has exactly its own mean. */
    for (size_t i = 0; i < n; i++)
        sum += value[i] - first;
    return first + sum / (double)n;
}

static double
take_mean(double value[], size_t n)
{
    double mean = mean_of(value, n);

    for (size_t i = 0; i < n; i++)
        value[i] -= mean;
    return mean;
}

static void
measure_columns(Regression *regression)
{
    LeastSquares *ls = &regression->ls;

    regression->mean = mean_of(ls->y, ls->n);
    regression->tss = 0;
    for (size_t i = 0; i < ls->n; i++)
        regression->tss += (ls->y[i] - regression->mean) * (ls->y[i] - regression->mean);
    for (size_t j = 0; j < ls->k; j++) {
        double squares = 0;

        regression->x_mean[j] = mean_of(ls->q + j * ls->n, ls->n);
        for (size_t i = 0; i < ls->n; i++)
            squares += ls->q[j * ls->n + i] * ls->q[j * ls->n + i];
        regression->constant[j] = CONSTANT * sqrt(squares);
    }
}

static void
take_panel(LeastSquares *ls, size_t from, size_t to, double mean[])
{
    for (size_t j = 0; j <= ls->k; j++) {
        double *column = j < ls->k ? ls->q + j * ls->n : ls->y;
        double m = take_mean(column + from, to - from);

        if (mean != NULL)
            mean[j] = m;
    }
    for (size_t i = from; i < to; i++)
        ls->leverage[i] = 1 / (double)(to - from);
}

void
regression_load(Regression *regression, const KamElasticityData *data, const uint32_t order[], size_t n,
                const uint32_t panel[], double panel_mean[], size_t *n_panels)
{
    LeastSquares *ls = &regression->ls;

    ls->n = n;
    *n_panels = 0;
    load_columns(ls, data, order);
    measure_columns(regression);
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && (panel == NULL || panel[order[to]] == panel[order[from]]); to++)
            continue;
        take_panel(ls, from, to,
                   panel_mean != NULL && panel != NULL ? panel_mean + panel[order[from]] * (ls->k + 1) : NULL);
        ++*n_panels;
    }
}
