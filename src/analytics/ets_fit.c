/* Fitting the ETS family: starting points, the map from free numbers to parameters, criteria. See kamen/ets.h. */
#include <kamen/ets.h>

#include <math.h>
#include <string.h>

#include "bfgs.h"
#include "ets_core.h"
#include "season.h"

#define MAX_FREE (6 + KAM_ETS_MAX_SEASON)
#define LEAST 1e-4
#define PHI_LEAST 0.8
#define PHI_MOST 0.98
#define MAX_STEPS 200
#define TOLERANCE 1e-4 /* of the objective, which is minus twice the log-likelihood */

typedef struct {
    const KamEtsModel *model;
    const double *y;
    size_t n;
    EtsTape tape;
} Problem;

static double
squash(double free, double least, double most)
{
    return least + (most - least) / (1 + exp(-free));
}

static double
unsquash(double value, double least, double most)
{
    double share = fmin(fmax((value - least) / (most - least), 1e-6), 1 - 1e-6);

    return log(share / (1 - share));
}

/* d squash / d free, from its value. */
static double
squash_slope(double value, double least, double most)
{
    return (value - least) * (most - value) / (most - least);
}

static size_t
count_free(const KamEtsModel *model)
{
    size_t count = 2;

    if (model->trend != KAM_ETS_NONE)
        count += model->trend == KAM_ETS_DAMPED ? 3 : 2;
    if (model->season != KAM_ETS_NONE)
        count += model->period;
    return count;
}

/* Order of the free numbers: alpha, level, [beta, slope, [phi]], [gamma, m - 1 seasons]. */
static void
point_from_free(const KamEtsModel *model, const double x[], EtsPoint *point)
{
    double sum = 0;

    point->alpha = squash(*x++, LEAST, 1 - LEAST);
    point->level = *x++;
    point->beta = point->gamma = point->slope = 0;
    point->phi = 1;
    if (model->trend != KAM_ETS_NONE) {
        point->beta = squash(*x++, LEAST * LEAST, point->alpha);
        point->slope = *x++;
        if (model->trend == KAM_ETS_DAMPED)
            point->phi = squash(*x++, PHI_LEAST, PHI_MOST);
    }
    if (model->season == KAM_ETS_NONE)
        return;
    point->gamma = squash(*x++, LEAST * LEAST, 1 - point->alpha);
    for (size_t i = 0; i + 1 < model->period; i++)
        sum += point->season[i] = *x++;
    point->season[model->period - 1] = (model->season == KAM_ETS_ADDITIVE ? 0 : (double)model->period) - sum;
}

static void
free_from_point(const KamEtsModel *model, const EtsPoint *point, double x[])
{
    *x++ = unsquash(point->alpha, LEAST, 1 - LEAST);
    *x++ = point->level;
    if (model->trend != KAM_ETS_NONE) {
        *x++ = unsquash(point->beta, LEAST * LEAST, point->alpha);
        *x++ = point->slope;
        if (model->trend == KAM_ETS_DAMPED)
            *x++ = unsquash(point->phi, PHI_LEAST, PHI_MOST);
    }
    if (model->season == KAM_ETS_NONE)
        return;
    *x++ = unsquash(point->gamma, LEAST * LEAST, 1 - point->alpha);
    for (size_t i = 0; i + 1 < model->period; i++)
        *x++ = point->season[i];
}

/* The chain rule through point_from_free(): beta and gamma depend on alpha through their bounds. */
static void
gradient_to_free(const KamEtsModel *model, const EtsPoint *point, const EtsPoint *by_point, double gradient[])
{
    double by_alpha = by_point->alpha;
    double *g = gradient + 2;

    if (model->trend != KAM_ETS_NONE) {
        const double least = LEAST * LEAST, share = (point->beta - least) / (point->alpha - least);

        by_alpha += by_point->beta * share;
        *g++ = by_point->beta * squash_slope(point->beta, least, point->alpha);
        *g++ = by_point->slope;
        if (model->trend == KAM_ETS_DAMPED)
            *g++ = by_point->phi * squash_slope(point->phi, PHI_LEAST, PHI_MOST);
    }
    if (model->season != KAM_ETS_NONE) {
        const double least = LEAST * LEAST, most = 1 - point->alpha;

        by_alpha -= by_point->gamma * (point->gamma - least) / (most - least);
        *g++ = by_point->gamma * squash_slope(point->gamma, least, most);
        for (size_t i = 0; i + 1 < model->period; i++)
            *g++ = by_point->season[i] - by_point->season[model->period - 1];
    }
    gradient[0] = by_alpha * squash_slope(point->alpha, LEAST, 1 - LEAST);
    gradient[1] = by_point->level;
}

static double
evaluate(const double x[], double gradient[], void *data)
{
    Problem *problem = data;
    EtsPoint point, by_point;
    double value;

    point_from_free(problem->model, x, &point);
    value = ets_forward(problem->model, problem->y, problem->n, &point, &problem->tape, NULL);
    if (value < HUGE_VAL && gradient != NULL) {
        ets_backward(problem->model, problem->n, &point, &problem->tape, &by_point);
        gradient_to_free(problem->model, &point, &by_point, gradient);
    }
    return value;
}

/* Intercept and slope of a line through the first observations without season: the states before the first of them. */
static void
start_states(const double adjusted[], size_t n, const KamEtsModel *model, EtsPoint *point)
{
    const size_t k = n < 10 ? n : 10;
    double centre = ((double)k + 1) / 2, mean = 0, product = 0, square = 0;

    for (size_t t = 0; t < k; t++)
        mean += adjusted[t] / (double)k;
    for (size_t t = 0; t < k; t++) {
        double x = (double)t + 1 - centre;

        product += x * (adjusted[t] - mean);
        square += x * x;
    }
    point->slope = model->trend != KAM_ETS_NONE && square > 0 ? product / square : 0;
    point->level = mean - point->slope * centre;
    if (model->error == KAM_ETS_MULTIPLICATIVE && !(point->level > 0.1 * mean)) {
        point->level = mean;
        point->slope = 0;
    }
}

static int
start_point(Problem *problem, double adjusted[], EtsPoint *point)
{
    const KamEtsModel *model = problem->model;
    const int multiplicative = model->season == KAM_ETS_MULTIPLICATIVE;

    memcpy(adjusted, problem->y, problem->n * sizeof adjusted[0]);
    if (model->season != KAM_ETS_NONE) {
        if (!season_indices(problem->y, problem->n, model->period, multiplicative, adjusted, point->season))
            return 0;
        season_remove(problem->y, problem->n, model->period, multiplicative, point->season, adjusted);
    }
    start_states(adjusted, problem->n, model, point);
    return 1;
}

/* Smoothing weights to begin the search with; the best of them by the likelihood is taken. */
static double
choose_weights(Problem *problem, EtsPoint *point)
{
    static const double alphas[] = { 0.03, 0.2, 0.5, 0.85 };
    const KamEtsModel *model = problem->model;
    EtsPoint best = *point;
    double least = HUGE_VAL;

    for (size_t i = 0; i < sizeof alphas / sizeof alphas[0]; i++) {
        double value;

        point->alpha = alphas[i];
        point->beta = model->trend != KAM_ETS_NONE ? 0.1 * alphas[i] : 0;
        point->gamma = model->season != KAM_ETS_NONE ? 0.05 * (1 - alphas[i]) : 0;
        point->phi = model->trend == KAM_ETS_DAMPED ? 0.95 : 1;
        value = ets_forward(model, problem->y, problem->n, point, &problem->tape, NULL);
        if (value < least) {
            least = value;
            best = *point;
        }
    }
    *point = best;
    return least;
}

/* One over the second derivative of the objective by each free number, roughly: a search that knows the sizes of its
 * steps takes half as many. With n observations of variance s2 around their forecasts, a season is seen n / period
 * times, the start of the level some 1 / (alpha (2 - alpha)) times; for the weights a tenth to a third of a logit is a
 * usual step. The objective is n ln(n s2) but for logarithms of forecasts, whose mean is near 1. */
static void
guess_scale(const Problem *problem, const EtsPoint *point, double objective, double scale[])
{
    const KamEtsModel *model = problem->model;
    const double n = (double)problem->n, alpha = point->alpha;
    const double variance = fmax(exp(objective / n) / n, 1e-12);

    *scale++ = 0.1;
    *scale++ = variance * alpha * (2 - alpha) / 2;
    if (model->trend != KAM_ETS_NONE) {
        *scale++ = 0.3;
        *scale++ = variance * alpha * alpha / 2;
        if (model->trend == KAM_ETS_DAMPED)
            *scale++ = 0.3;
    }
    if (model->season == KAM_ETS_NONE)
        return;
    *scale++ = 0.3;
    for (size_t i = 0; i + 1 < model->period; i++)
        *scale++ = variance * (double)model->period / (2 * n);
}

static void
write_criteria(KamEts *ets, double objective)
{
    const double k = (double)ets->n_parameters, n = (double)ets->n;

    ets->log_likelihood = -objective / 2;
    ets->aic = objective + 2 * k;
    ets->aicc = ets->aic + 2 * k * (k + 1) / (n - k - 1);
    ets->bic = objective + k * log(n);
}

/* The fitted point in the unit of the data (the search worked on y / unit). */
static void
write_fit(const Problem *problem, const EtsPoint *start, double unit, KamEts *ets)
{
    const KamEtsModel *model = problem->model;
    const double season_unit = model->season == KAM_ETS_ADDITIVE ? unit : 1;
    EtsTape tape = problem->tape;
    EtsPoint end;
    double objective = ets_forward(model, problem->y, problem->n, start, &tape, &end), squares = 0;

    memset(ets, 0, sizeof *ets);
    ets->model = *model;
    ets->n = problem->n;
    ets->n_parameters = count_free(model) + 1;
    ets->alpha = start->alpha;
    ets->beta = start->beta;
    ets->gamma = start->gamma;
    ets->phi = start->phi;
    ets->start_level = start->level * unit;
    ets->start_slope = start->slope * unit;
    ets->level = end.level * unit;
    ets->slope = end.slope * unit;
    for (size_t i = 0; model->season != KAM_ETS_NONE && i < model->period; i++) {
        ets->start_season[i] = start->season[i] * season_unit;
        ets->season[i] = end.season[(problem->n + i) % model->period] * season_unit;
    }
    for (size_t t = 0; t < problem->n; t++) {
        double error = model->error == KAM_ETS_MULTIPLICATIVE ? tape.error[t] / tape.mu[t] : tape.error[t] * unit;

        squares += error * error;
    }
    ets->sigma = sqrt(squares / (double)(problem->n - ets->n_parameters + 1));
    write_criteria(ets, objective + 2 * (double)problem->n * log(unit));
}

static KamCalcStatus
check_model(const KamEtsModel *model)
{
    if (model->error != KAM_ETS_ADDITIVE && model->error != KAM_ETS_MULTIPLICATIVE)
        return KAM_CALC_DOMAIN;
    if (model->trend != KAM_ETS_NONE && model->trend != KAM_ETS_ADDITIVE && model->trend != KAM_ETS_DAMPED)
        return KAM_CALC_DOMAIN;
    if (model->season == KAM_ETS_NONE)
        return KAM_CALC_OK;
    if (model->season != KAM_ETS_ADDITIVE && model->season != KAM_ETS_MULTIPLICATIVE)
        return KAM_CALC_DOMAIN;
    if (model->season == KAM_ETS_MULTIPLICATIVE && model->error != KAM_ETS_MULTIPLICATIVE)
        return KAM_CALC_DOMAIN;
    return model->period >= 2 && model->period <= KAM_ETS_MAX_SEASON ? KAM_CALC_OK : KAM_CALC_DOMAIN;
}

static KamCalcStatus
check_values(const double y[], size_t n, const KamEtsModel *model)
{
    for (size_t t = 0; t < n; t++) {
        if (!isfinite(y[t]) || fabs(y[t]) > 1e150)
            return KAM_CALC_DOMAIN;
        if (model->error == KAM_ETS_MULTIPLICATIVE && !(y[t] > 0))
            return KAM_CALC_DOMAIN;
    }
    return KAM_CALC_OK;
}

/* The mean size of the values, so that levels are near 1 whatever the currency. */
static double
unit_of(const double y[], size_t n)
{
    double sum = 0;

    for (size_t t = 0; t < n; t++)
        sum += fabs(y[t]) / (double)n;
    return sum > 0 ? sum : 1;
}

KamCalcStatus
kam_ets_fit(const double y[], size_t n, const KamEtsModel *model, double work[], KamEts *ets)
{
    double *scaled = work, *x = work + 6 * n, *scale = x + MAX_FREE, *search = scale + MAX_FREE;
    double unit, objective;
    Problem problem = { .model = model, .y = scaled, .n = n };
    KamCalcStatus status = check_model(model);
    EtsPoint point;

    if (status == KAM_CALC_OK)
        status = check_values(y, n, model);
    if (status != KAM_CALC_OK)
        return status;
    if (n < count_free(model) + 3 || (model->season != KAM_ETS_NONE && n < 2 * model->period))
        return KAM_CALC_TOO_FEW;
    problem.tape = (EtsTape) { work + n, work + 2 * n, work + 3 * n, work + 4 * n, work + 5 * n };
    unit = unit_of(y, n);
    for (size_t t = 0; t < n; t++)
        scaled[t] = y[t] / unit;
    if (!start_point(&problem, problem.tape.error, &point))
        return KAM_CALC_NO_CONVERGENCE;
    objective = choose_weights(&problem, &point);
    if (!(objective < HUGE_VAL))
        return KAM_CALC_NO_CONVERGENCE;
    free_from_point(model, &point, x);
    guess_scale(&problem, &point, objective, scale);
    if (!(bfgs_minimise(evaluate, &problem, x, scale, count_free(model), MAX_STEPS, TOLERANCE, search) < HUGE_VAL))
        return KAM_CALC_NO_CONVERGENCE;
    point_from_free(model, x, &point);
    write_fit(&problem, &point, unit, ets);
    return KAM_CALC_OK;
}

KamCalcStatus
kam_ets_select(const double y[], size_t n, size_t period, double work[], KamEts *ets)
{
    static const KamEtsPart trends[] = { KAM_ETS_NONE, KAM_ETS_ADDITIVE, KAM_ETS_DAMPED };
    static const KamEtsPart forms[][2] = {
        { KAM_ETS_ADDITIVE, KAM_ETS_NONE },
        { KAM_ETS_MULTIPLICATIVE, KAM_ETS_NONE },
        { KAM_ETS_ADDITIVE, KAM_ETS_ADDITIVE },
        { KAM_ETS_MULTIPLICATIVE, KAM_ETS_ADDITIVE },
        { KAM_ETS_MULTIPLICATIVE, KAM_ETS_MULTIPLICATIVE },
    };
    KamCalcStatus best = KAM_CALC_TOO_FEW;
    KamEts candidate;

    for (size_t t = 0; t < n; t++)
        if (!isfinite(y[t]) || fabs(y[t]) > 1e150)
            return KAM_CALC_DOMAIN;
    for (size_t f = 0; f < sizeof forms / sizeof forms[0]; f++)
        for (size_t d = 0; d < sizeof trends / sizeof trends[0]; d++) {
            KamEtsModel model = { forms[f][0], trends[d], forms[f][1], period };

            if (kam_ets_fit(y, n, &model, work, &candidate) != KAM_CALC_OK)
                continue;
            if (best == KAM_CALC_OK && !(candidate.aicc < ets->aicc))
                continue;
            *ets = candidate;
            best = KAM_CALC_OK;
        }
    return best;
}
