/* Customers merged, and the likelihood of all of them climbed: see kamen/clv.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "clv_model.h"
#include "sum.h"

typedef struct {
    KamClvHistory history;
    double weight; /* customers with this history */
    size_t sums;   /* index of its x */
} Group;

struct KamClvData {
    size_t n_customers, n_groups, n_x;
    Group *group;  /* ascending by x */
    double *x;     /* the different x, ascending */
    ClvSums *sums; /* scratch: one of each x */
};

static int
compare_groups(const void *a, const void *b)
{
    const KamClvHistory *p = &((const Group *)a)->history, *q = &((const Group *)b)->history;

    if (p->x != q->x)
        return p->x < q->x ? -1 : 1;
    if (p->t_x != q->t_x)
        return p->t_x < q->t_x ? -1 : 1;
    return (p->T > q->T) - (p->T < q->T);
}

static void
merge_groups(KamClvData *data)
{
    size_t last = 0;

    qsort(data->group, data->n_customers, sizeof data->group[0], compare_groups);
    for (size_t i = 1; i < data->n_customers; i++) {
        if (compare_groups(&data->group[i], &data->group[last]) == 0)
            data->group[last].weight += 1;
        else
            data->group[++last] = data->group[i];
    }
    data->n_groups = last + 1;
}

static void
number_x(KamClvData *data)
{
    data->n_x = 0;
    for (size_t i = 0; i < data->n_groups; i++) {
        double x = data->group[i].history.x;

        if (data->n_x == 0 || data->x[data->n_x - 1] != x)
            data->x[data->n_x++] = x;
        data->group[i].sums = data->n_x - 1;
    }
}

static KamClvData *
data_alloc(size_t n)
{
    KamClvData *data = calloc(1, sizeof *data);

    if (data == NULL)
        return NULL;
    data->group = calloc(n, sizeof data->group[0]);
    data->x = calloc(n, sizeof data->x[0]);
    data->sums = calloc(n, sizeof data->sums[0]);
    if (data->group != NULL && data->x != NULL && data->sums != NULL)
        return data;
    kam_clv_data_free(data);
    return NULL;
}

KamCalcStatus
kam_clv_data_new(const KamClvHistory history[], size_t n, KamClvData **data)
{
    KamClvData *made;

    if (n == 0)
        return KAM_CALC_EMPTY;
    for (size_t i = 0; i < n; i++)
        if (!clv_history_is_valid(&history[i]))
            return KAM_CALC_DOMAIN;
    made = data_alloc(n);
    if (made == NULL)
        return KAM_CALC_NO_MEMORY;
    made->n_customers = n;
    for (size_t i = 0; i < n; i++)
        made->group[i] = (Group) { .history = history[i], .weight = 1 };
    merge_groups(made);
    number_x(made);
    *data = made;
    return KAM_CALC_OK;
}

void
kam_clv_data_free(KamClvData *data)
{
    if (data == NULL)
        return;
    free(data->group);
    free(data->x);
    free(data->sums);
    free(data);
}

static void
fill_sums(KamClvData *data, const KamClvParameters *parameters)
{
    ClvSums sums = clv_sums_start(parameters);
    double x = 0;

    for (size_t i = 0; i < data->n_x; i++) {
        clv_sums_extend(parameters, x, data->x[i], &sums);
        x = data->x[i];
        data->sums[i] = sums;
    }
}

static void
add_term(const ClvTerm *term, double weight, AscentPoint *point)
{
    for (int i = 0; i < KAM_CLV_N_PARAMETERS; i++) {
        point->gradient[i] += weight * term->gradient[i];
        for (int j = 0; j <= i; j++)
            point->hessian[i][j] += weight * term->hessian[i][j];
    }
}

typedef struct {
    KamClvData *data;
    KamClvModel model;
} Problem;

static KamClvParameters
parameters_at(KamClvModel model, const double at[])
{
    KamClvParameters parameters = { .model = model };

    for (int i = 0; i < KAM_CLV_N_PARAMETERS; i++)
        parameters.value[i] = exp(at[i]);
    return parameters;
}

static void
evaluate(void *problem, const double at[], AscentPoint *point)
{
    const Problem *self = problem;
    const KamClvParameters parameters = parameters_at(self->model, at);
    Sum value = { 0 };

    memset(point, 0, sizeof *point);
    fill_sums(self->data, &parameters);
    for (size_t i = 0; i < self->data->n_groups; i++) {
        const Group *group = &self->data->group[i];
        ClvTerm term;

        clv_term(&parameters, &group->history, &self->data->sums[group->sums], 1, &term);
        sum_add(&value, group->weight * term.log_likelihood);
        add_term(&term, group->weight, point);
    }
    point->value = sum_value(value);
    for (int i = 0; i < KAM_CLV_N_PARAMETERS; i++)
        for (int j = 0; j < i; j++)
            point->hessian[j][i] = point->hessian[i][j];
}

/* A start with the right mean rate: purchases and time of all customers together. 0 when there are none. */
static int
start_at(const KamClvData *data, KamClvModel model, double at[])
{
    double purchases = 0, time = 0;

    for (size_t i = 0; i < data->n_groups; i++) {
        purchases += data->group[i].weight * data->group[i].history.x;
        time += data->group[i].weight * data->group[i].history.T;
    }
    if (!(purchases > 0) || !(time > 0))
        return 0;
    at[0] = log(0.5);
    at[1] = log(0.5 * time / purchases);
    at[2] = log(0.5);
    at[3] = model == KAM_CLV_PNBD ? log(time / (double)data->n_customers) : log(2.0);
    return 1;
}

static void
write_fit(const Problem *problem, const Ascent *ascent, const double at[], const AscentPoint *top, unsigned steps,
          KamClvFit *fit)
{
    *fit = (KamClvFit) {
        .parameters = parameters_at(problem->model, at),
        .log_likelihood = top->value,
        .n_customers = problem->data->n_customers,
        .n_distinct = problem->data->n_groups,
        .iterations = steps,
    };
    fit->shape = (KamClvShape)ascent_errors(ascent, at, top, fit->covariance, fit->std_error);
    for (int i = 0; i < KAM_CLV_N_PARAMETERS; i++)
        fit->std_error[i].value *= fit->parameters.value[i];
}

KamCalcStatus
kam_clv_fit(KamClvData *data, KamClvModel model, KamClvFit *fit)
{
    Problem problem = { .data = data, .model = model };
    const Ascent ascent = { .function = evaluate, .problem = &problem, .dimension = KAM_CLV_N_PARAMETERS };
    double at[KAM_CLV_N_PARAMETERS];
    AscentPoint top;
    unsigned steps;
    KamCalcStatus status;

    if (kam_clv_model_name(model) == NULL)
        return KAM_CALC_DOMAIN;
    if (!start_at(data, model, at))
        return KAM_CALC_TOO_FEW;
    status = ascent_climb(&ascent, at, &top, &steps);
    if (status == KAM_CALC_OK)
        write_fit(&problem, &ascent, at, &top, steps, fit);
    return status;
}

KamCalcStatus
kam_clv_log_likelihood(KamClvData *data, const KamClvParameters *parameters, double *log_likelihood)
{
    Sum value = { 0 };

    if (!clv_parameters_are_valid(parameters))
        return KAM_CALC_DOMAIN;
    fill_sums(data, parameters);
    for (size_t i = 0; i < data->n_groups; i++) {
        const Group *group = &data->group[i];
        ClvTerm term;

        clv_term(parameters, &group->history, &data->sums[group->sums], 0, &term);
        sum_add(&value, group->weight * term.log_likelihood);
    }
    *log_likelihood = sum_value(value);
    return KAM_CALC_OK;
}
