/* Elasticities by least squares, account by account or all together: see kamen/elasticity.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_cdf.h>

#include "elasticity_model.h"

/* Above so many degrees of freedom Student's t is the normal distribution to all digits shown. */
#define NORMAL_DF 1e6

double
elasticity_quantile(double df)
{
    return df < NORMAL_DF ? gsl_cdf_tdist_Pinv(0.975, df) : gsl_cdf_ugaussian_Pinv(0.975);
}

KamElasticityFlag
elasticity_flag(double own, double best, double upper)
{
    if (best >= 0)
        return KAM_ELASTICITY_POSITIVE;
    if (own >= 0)
        return KAM_ELASTICITY_POSITIVE_OWN;
    return upper >= 0 ? KAM_ELASTICITY_SIGN_UNCERTAIN : KAM_ELASTICITY_PLAUSIBLE;
}

/* Counting sort of `order` by a key; `count` has room for the keys and one. */
static void
sort_by(const uint32_t key[], size_t n, size_t keys, const uint32_t from[], uint32_t to[], size_t count[])
{
    memset(count, 0, (keys + 1) * sizeof *count);
    for (size_t i = 0; i < n; i++)
        count[key[i] + 1]++;
    for (size_t j = 0; j < keys; j++)
        count[j + 1] += count[j];
    for (size_t i = 0; i < n; i++) {
        uint32_t row = from != NULL ? from[i] : (uint32_t)i;

        to[count[key[row]]++] = row;
    }
}

static KamCalcStatus
find_owners(KamElasticityModel *model)
{
    const uint32_t *panel = elasticity_panels(&model->data);

    for (size_t p = 0; p < model->n_panels; p++)
        model->owner[p] = UINT32_MAX;
    for (size_t i = 0; i < model->data.n; i++) {
        uint32_t *owner = &model->owner[panel[i]];

        if (*owner != UINT32_MAX && *owner != model->data.account[i])
            return KAM_CALC_DOMAIN;
        *owner = model->data.account[i];
        model->panel_count[panel[i]]++;
    }
    return KAM_CALC_OK;
}

static KamCalcStatus
sort_observations(KamElasticityModel *model)
{
    const KamElasticityData *data = &model->data;
    size_t keys = data->n_accounts > model->n_panels ? data->n_accounts : model->n_panels;
    uint32_t *by_panel = malloc(data->n * sizeof *by_panel);
    size_t *count = malloc((keys + 1) * sizeof *count);
    KamCalcStatus status = by_panel != NULL && count != NULL ? KAM_CALC_OK : KAM_CALC_NO_MEMORY;

    if (status == KAM_CALC_OK) {
        sort_by(elasticity_panels(data), data->n, model->n_panels, NULL, by_panel, count);
        sort_by(data->account, data->n, data->n_accounts, by_panel, model->order, count);
        model->start[0] = 0;
        for (size_t a = 0; a < data->n_accounts; a++) {
            model->start[a + 1] = count[a];
            if (count[a] - model->start[a] > model->largest)
                model->largest = count[a] - model->start[a];
        }
    }
    free(by_panel);
    free(count);
    return status;
}

static int
allocate(KamElasticityModel *model)
{
    size_t accounts = model->data.n_accounts, k = model->k;

    model->order = malloc(model->data.n * sizeof *model->order);
    model->start = malloc((accounts + 1) * sizeof *model->start);
    model->owner = malloc(model->n_panels * sizeof *model->owner);
    model->panel_count = calloc(model->n_panels, sizeof *model->panel_count);
    model->panel_mean = calloc(model->n_panels * (k + 1), sizeof *model->panel_mean);
    model->accounts = calloc(accounts, sizeof *model->accounts);
    model->r = calloc(accounts * k * k, sizeof *model->r);
    model->qy = calloc(accounts * k, sizeof *model->qy);
    model->own = calloc(accounts * k, sizeof *model->own);
    model->pooled = calloc(accounts * k, sizeof *model->pooled);
    model->posterior = calloc(accounts * model->shared * model->shared, sizeof *model->posterior);
    return model->order != NULL && model->start != NULL && model->owner != NULL && model->panel_count != NULL &&
           model->panel_mean != NULL && model->accounts != NULL && model->r != NULL && model->qy != NULL &&
           model->own != NULL && model->pooled != NULL && model->posterior != NULL;
}

KamCalcStatus
kam_elasticity_new(const KamElasticityData *data, const KamElasticityCriteria *criteria, KamElasticityModel **model)
{
    KamCalcStatus status = elasticity_check(data);
    KamElasticityModel *made;

    if (status != KAM_CALC_OK)
        return status;
    if (criteria->min_df == 0 || !(criteria->min_price_sd >= 0) || !(criteria->max_std_error > 0))
        return KAM_CALC_DOMAIN;
    made = calloc(1, sizeof *made);
    if (made == NULL)
        return KAM_CALC_NO_MEMORY;
    made->data = *data;
    made->criteria = *criteria;
    made->k = 1 + data->n_regressors;
    made->shared = 1 + data->n_shared;
    made->n_panels = data->panel != NULL ? data->n_panels : data->n_accounts;
    status = allocate(made) ? find_owners(made) : KAM_CALC_NO_MEMORY;
    if (status == KAM_CALC_OK)
        status = sort_observations(made);
    if (status != KAM_CALC_OK) {
        kam_elasticity_free(made);
        return status;
    }
    for (size_t a = 0; a < data->n_accounts; a++) {
        made->accounts[a].answer.status = made->accounts[a].answer.pooled_status = KAM_CALC_EMPTY;
        made->accounts[a].answer.n = made->start[a + 1] - made->start[a];
    }
    *model = made;
    return KAM_CALC_OK;
}

void
kam_elasticity_free(KamElasticityModel *model)
{
    if (model == NULL)
        return;
    free(model->order);
    free(model->start);
    free(model->owner);
    free(model->panel_count);
    free(model->panel_mean);
    free(model->accounts);
    free(model->r);
    free(model->qy);
    free(model->own);
    free(model->pooled);
    free(model->posterior);
    free(model);
}

/* Spread of ln price within the panels, before the other regressors explain some of it: the length of r's last column.
 */
static double
price_spread(const LeastSquares *ls)
{
    double squares = 0;

    for (size_t i = 0; i < ls->k; i++)
        squares += ls->r[i * ls->k + ls->k - 1] * ls->r[i * ls->k + ls->k - 1];
    return sqrt(squares / (double)ls->n);
}

/* Residuals up to so many times the floor (a millionth of a millionth of ln quantity) are those of a table's rounded
 * figures at the most, not of demand. */
#define EXACT 0x1p20

/* A perfect fit leaves rounding, not 0; below this the residuals are nothing but that. */
static double
residual_floor(const Regression *regression)
{
    double size = fmax(1, fabs(regression->mean)) * 0x1p-50;

    return (double)regression->ls.n * size * size;
}

/* Whether ln quantity moves within its panels by more than rounding: explained and residual part together. */
static int
quantity_varies(const Regression *regression)
{
    const LeastSquares *ls = &regression->ls;
    double squares = ls->rss;

    for (size_t j = 0; j < ls->k; j++)
        squares += ls->qy[j] * ls->qy[j];
    return squares > residual_floor(regression);
}

static KamElasticityReason
judge(const KamElasticityModel *model, const Regression *regression, const KamElasticity *answer)
{
    const LeastSquares *ls = &regression->ls;

    if (answer->df < model->criteria.min_df)
        return KAM_ELASTICITY_FEW_OBSERVATIONS;
    if (price_spread(ls) == 0 || price_spread(ls) < model->criteria.min_price_sd)
        return KAM_ELASTICITY_LITTLE_VARIATION;
    if (answer->price_sd == 0 || answer->price_sd < model->criteria.min_price_sd)
        return KAM_ELASTICITY_COLLINEAR;
    return quantity_varies(regression) ? KAM_ELASTICITY_ENOUGH : KAM_ELASTICITY_SAME_QUANTITY;
}

static double
intercept_of(const Regression *regression, const double b[])
{
    double intercept = regression->mean;

    for (size_t j = 0; j < regression->ls.k; j++)
        intercept -= b[j] * regression->x_mean[j];
    return intercept;
}

static void
fill_answer(const KamElasticityModel *model, const Regression *regression, const double b[], size_t parameters,
            KamElasticity *answer)
{
    const LeastSquares *ls = &regression->ls;
    double length = ls->r[ls->k * ls->k - 1];
    double quantile = elasticity_quantile((double)answer->df);

    answer->status = KAM_CALC_OK;
    answer->elasticity = b[ls->k - 1];
    answer->residual_sd = sqrt(ls->rss / (double)answer->df);
    answer->std_error = answer->residual_sd / length;
    answer->hc1_error = sqrt(least_squares_robust(ls, 0) * (double)answer->n / (double)(answer->n - parameters));
    answer->hc3_error = sqrt(least_squares_robust(ls, 1));
    answer->lower = answer->elasticity - quantile * answer->std_error;
    answer->upper = answer->elasticity + quantile * answer->std_error;
    answer->intercept = intercept_of(regression, b);
    answer->r2 = regression->tss > 0 ? fmax(0, 1 - ls->rss / regression->tss) : 0;
    answer->flag = elasticity_flag(answer->elasticity, answer->elasticity, answer->upper);
    if (answer->std_error > model->criteria.max_std_error)
        answer->reason = KAM_ELASTICITY_IMPRECISE;
}

static void
fit_account(KamElasticityModel *model, Regression *regression, size_t a)
{
    size_t n = model->start[a + 1] - model->start[a], k = model->k, panels, parameters;
    LeastSquares *ls = &regression->ls;
    Account *account = &model->accounts[a];
    KamElasticity *answer = &account->answer;

    *answer = (KamElasticity) { .status = KAM_CALC_TOO_FEW, .n = n, .pooled_status = KAM_CALC_EMPTY };
    regression_load(regression, &model->data, model->order + model->start[a], n, elasticity_panels(&model->data),
                    model->panel_mean, &panels);
    least_squares_solve(ls, regression->constant);
    memcpy(model->r + a * k * k, ls->r, k * k * sizeof *ls->r);
    memcpy(model->qy + a * k, ls->qy, k * sizeof *ls->qy);
    least_squares_back(ls->r, ls->qy, k, k, model->own + a * k);
    parameters = panels + ls->rank;
    answer->df = n > parameters ? n - parameters : 0;
    answer->price_sd = ls->r[k * k - 1] / sqrt((double)n);
    answer->reason = judge(model, regression, answer);
    account->rss = fmax(ls->rss, residual_floor(regression));
    account->is_exact = ls->rss < EXACT * residual_floor(regression);
    if (answer->reason == KAM_ELASTICITY_ENOUGH)
        fill_answer(model, regression, model->own + a * k, parameters, answer);
}

KamCalcStatus
kam_elasticity_fit(KamElasticityModel *model, size_t first, size_t last)
{
    Regression regression;
    KamCalcStatus status;

    if (first > last || last > model->data.n_accounts)
        return KAM_CALC_DOMAIN;
    status = regression_init(&regression, model->largest, model->k);
    if (status != KAM_CALC_OK)
        return status;
    for (size_t a = first; a < last; a++)
        if (model->start[a + 1] > model->start[a])
            fit_account(model, &regression, a);
    regression_clear(&regression);
    return KAM_CALC_OK;
}

KamCalcStatus
kam_elasticity_account(const KamElasticityModel *model, size_t account, KamElasticity *answer)
{
    if (account >= model->data.n_accounts)
        return KAM_CALC_DOMAIN;
    *answer = model->accounts[account].answer;
    return KAM_CALC_OK;
}

/* Where a regressor of the data stands among the slopes. */
static size_t
slope_of(const KamElasticityData *data, size_t regressor)
{
    size_t own = data->n_regressors - data->n_shared;

    return regressor < data->n_shared ? own + regressor : regressor - data->n_shared;
}

static double
posterior_variance(const KamElasticityModel *model, size_t a, size_t slope)
{
    size_t s = slope - (model->k - model->shared);

    return model->posterior[a * model->shared * model->shared + s * model->shared + s];
}

static double
own_variance(const KamElasticityModel *model, size_t a, size_t slope, double work[])
{
    const KamElasticity *answer = &model->accounts[a].answer;

    return answer->residual_sd * answer->residual_sd *
           least_squares_unit_variance(model->r + a * model->k * model->k, model->k, slope, work);
}

KamCalcStatus
kam_elasticity_slope(const KamElasticityModel *model, size_t account, size_t regressor, int pooled,
                     KamElasticityEstimate *slope)
{
    const Account *of;
    double *work;
    size_t j, k = model->k;

    if (account >= model->data.n_accounts || regressor >= model->data.n_regressors ||
        (pooled && regressor >= model->data.n_shared))
        return KAM_CALC_DOMAIN;
    of = &model->accounts[account];
    j = slope_of(&model->data, regressor);
    if (pooled) {
        if (of->answer.pooled_status != KAM_CALC_OK)
            return KAM_CALC_TOO_FEW;
        *slope =
            (KamElasticityEstimate) { model->pooled[account * k + j], sqrt(posterior_variance(model, account, j)) };
        return KAM_CALC_OK;
    }
    if (of->answer.status != KAM_CALC_OK || model->r[account * k * k + j * k + j] == 0)
        return KAM_CALC_TOO_FEW;
    work = malloc(k * sizeof *work);
    if (work == NULL)
        return KAM_CALC_NO_MEMORY;
    *slope = (KamElasticityEstimate) { model->own[account * k + j], sqrt(own_variance(model, account, j, work)) };
    free(work);
    return KAM_CALC_OK;
}

KamCalcStatus
kam_elasticity_arc(double price_0, double quantity_0, double price_1, double quantity_1, double *elasticity)
{
    if (!(price_0 > 0 && price_1 > 0 && quantity_0 >= 0 && quantity_1 >= 0) || isinf(price_0) || isinf(price_1) ||
        isinf(quantity_0) || isinf(quantity_1) || (quantity_0 == 0 && quantity_1 == 0))
        return KAM_CALC_DOMAIN;
    if (price_0 == price_1)
        return KAM_CALC_EMPTY;
    *elasticity = ((quantity_1 - quantity_0) / (quantity_1 + quantity_0)) / ((price_1 - price_0) / (price_1 + price_0));
    return KAM_CALC_OK;
}
