/* One elasticity for all accounts: see kamen/elasticity.h. */
#include <math.h>
#include <stdlib.h>

#include "elasticity_model.h"

/* Sum over accounts of (sum over an account of q_last e)^2. The observations are sorted by account. */
static KamCalcValue
cluster_error(const LeastSquares *ls, const KamElasticityModel *model, size_t parameters)
{
    const double *last = ls->q + (ls->k - 1) * ls->n;
    double length = ls->r[ls->k * ls->k - 1], sum = 0, n = (double)ls->n, clusters = 0;

    for (size_t a = 0; a < model->data.n_accounts; a++) {
        double score = 0;

        for (size_t i = model->start[a]; i < model->start[a + 1]; i++)
            score += last[i] * ls->y[i];
        sum += score * score;
        clusters += model->start[a + 1] > model->start[a];
    }
    if (clusters < 2)
        return (KamCalcValue) { .status = KAM_CALC_TOO_FEW };
    sum *= clusters / (clusters - 1) * (n - 1) / (n - (double)parameters);
    return (KamCalcValue) { sqrt(sum) / length, KAM_CALC_OK };
}

static void
fill_slopes(const Regression *regression, const KamElasticityData *data, const double b[], double residual_sd,
            KamElasticityEstimate slope[])
{
    size_t own = data->n_regressors - data->n_shared;

    for (size_t i = 0; i < data->n_regressors; i++) {
        size_t j = i < data->n_shared ? own + i : i - data->n_shared;
        double unit = least_squares_unit_variance(regression->ls.r, regression->ls.k, j, regression->work);

        slope[i] = (KamElasticityEstimate) { b[j], residual_sd * sqrt(unit) };
    }
}

static KamCalcStatus
solve_common(const KamElasticityModel *model, KamElasticityLevels levels, Regression *regression, double b[],
             KamElasticityCommon *common)
{
    const KamElasticityData *data = &model->data;
    LeastSquares *ls = &regression->ls;
    size_t panels, parameters;
    double length;

    regression_load(regression, data, model->order, data->n,
                    levels == KAM_ELASTICITY_ONE_LEVEL ? NULL : elasticity_panels(data), NULL, &panels);
    least_squares_solve(ls, regression->constant);
    parameters = panels + ls->rank;
    length = ls->r[ls->k * ls->k - 1];
    if (data->n <= parameters || length == 0)
        return KAM_CALC_TOO_FEW;
    least_squares_back(ls->r, ls->qy, ls->k, ls->k, b);
    common->n = data->n;
    common->df = data->n - parameters;
    common->elasticity = b[ls->k - 1];
    common->residual_sd = sqrt(ls->rss / (double)common->df);
    common->std_error = common->residual_sd / length;
    common->hc1_error = sqrt(least_squares_robust(ls, 0) * (double)data->n / (double)common->df);
    common->hc3_error = sqrt(least_squares_robust(ls, 1));
    common->cluster_error = cluster_error(ls, model, parameters);
    common->intercept = regression->mean;
    for (size_t j = 0; j < ls->k; j++)
        common->intercept -= b[j] * regression->x_mean[j];
    common->r2 = regression->tss > 0 ? fmax(0, 1 - ls->rss / regression->tss) : 0;
    return KAM_CALC_OK;
}

static KamCalcStatus
fit_common(const KamElasticityModel *model, KamElasticityLevels levels, KamElasticityCommon *common,
           KamElasticityEstimate slope[])
{
    Regression regression = { 0 };
    KamCalcStatus status = regression_init(&regression, model->data.n, model->k);
    double *b = malloc(model->k * sizeof *b);

    if (status == KAM_CALC_OK && b == NULL)
        status = KAM_CALC_NO_MEMORY;
    if (status == KAM_CALC_OK)
        status = solve_common(model, levels, &regression, b, common);
    if (status == KAM_CALC_OK && slope != NULL)
        fill_slopes(&regression, &model->data, b, common->residual_sd, slope);
    free(b);
    regression_clear(&regression);
    return status;
}

KamCalcStatus
kam_elasticity_common(const KamElasticityData *data, KamElasticityLevels levels, KamElasticityCommon *common,
                      KamElasticityEstimate slope[])
{
    const KamElasticityCriteria criteria = { KAM_ELASTICITY_MIN_DF, KAM_ELASTICITY_MIN_PRICE_SD,
                                             KAM_ELASTICITY_MAX_STD_ERROR };
    KamElasticityModel *model = NULL;
    KamElasticityCommon made;
    KamCalcStatus status = kam_elasticity_new(data, &criteria, &model);

    if (status != KAM_CALC_OK)
        return status;
    status = fit_common(model, levels, &made, slope);
    kam_elasticity_free(model);
    if (status == KAM_CALC_OK)
        *common = made;
    return status;
}
