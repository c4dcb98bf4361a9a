/* Exponential smoothing, forwards and backwards: see ets_core.h. */
#include "ets_core.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Relative errors need forecasts above 0; a state that has run away is no model of anything. */
static int
is_valid(const KamEtsModel *model, double mu)
{
    if (model->error == KAM_ETS_MULTIPLICATIVE || model->season == KAM_ETS_MULTIPLICATIVE)
        return mu > DBL_MIN && mu < 1e150;
    return fabs(mu) < 1e150;
}

static double
sum_of_squares(const KamEtsModel *model, size_t n, const EtsTape *tape)
{
    double sum = 0;

    if (model->error == KAM_ETS_ADDITIVE) {
        for (size_t t = 0; t < n; t++)
            sum += tape->error[t] * tape->error[t];
        return sum;
    }
    for (size_t t = 0; t < n; t++) {
        double relative = tape->error[t] / tape->mu[t];

        sum += relative * relative;
    }
    return sum;
}

/* sum ln mu, with one logarithm for many factors: the product is taken apart into fraction and exponent. */
static double
sum_of_logs(const double mu[], size_t n)
{
    double product = 1, sum = 0;

    for (size_t t = 0; t < n; t++) {
        product *= mu[t];
        if (product < 1e-100 || product > 1e100 || t + 1 == n) {
            sum += log(product);
            product = 1;
        }
    }
    return sum;
}

static double
objective(const KamEtsModel *model, size_t n, const EtsTape *tape)
{
    double squares = sum_of_squares(model, n, tape);
    double value = (double)n * log(fmax(squares, DBL_MIN));

    if (model->error == KAM_ETS_MULTIPLICATIVE)
        value += 2 * sum_of_logs(tape->mu, n);
    return isfinite(value) ? value : HUGE_VAL;
}

static int
run_plain(const KamEtsModel *model, const double y[], size_t n, const EtsTape *tape, EtsPoint *state)
{
    const double alpha = state->alpha, beta = state->beta, phi = state->phi;
    double level = state->level, slope = state->slope;

    for (size_t t = 0; t < n; t++) {
        double base = level + phi * slope;
        double error = y[t] - base;

        if (!is_valid(model, base))
            return 0;
        tape->mu[t] = tape->base[t] = base;
        tape->error[t] = error;
        tape->slope[t] = slope;
        level = base + alpha * error;
        slope = phi * slope + beta * error;
    }
    state->level = level;
    state->slope = slope;
    return 1;
}

static int
run_additive(const KamEtsModel *model, const double y[], size_t n, const EtsTape *tape, EtsPoint *state)
{
    const double alpha = state->alpha, beta = state->beta, gamma = state->gamma, phi = state->phi;
    double level = state->level, slope = state->slope;
    size_t at = 0;

    for (size_t t = 0; t < n; t++) {
        double base = level + phi * slope;
        double old = state->season[at];
        double mu = base + old, error = y[t] - old - base;

        if (!is_valid(model, mu))
            return 0;
        tape->mu[t] = mu;
        tape->base[t] = base;
        tape->old[t] = old;
        tape->error[t] = error;
        tape->slope[t] = slope;
        level = base + alpha * error;
        slope = phi * slope + beta * error;
        state->season[at] = old + gamma * error;
        at = at + 1 == model->period ? 0 : at + 1;
    }
    state->level = level;
    state->slope = slope;
    return 1;
}

static int
run_multiplicative(const KamEtsModel *model, const double y[], size_t n, const EtsTape *tape, EtsPoint *state)
{
    const double alpha = state->alpha, beta = state->beta, gamma = state->gamma, phi = state->phi;
    double level = state->level, slope = state->slope;
    size_t at = 0;

    for (size_t t = 0; t < n; t++) {
        double base = level + phi * slope;
        double old = state->season[at];
        double mu = base * old, error = y[t] - mu;
        /* error / old, of which the slow division does not have to wait for the state. */
        double in_level = y[t] / old - base;

        if (!is_valid(model, mu) || !(base > 0))
            return 0;
        tape->mu[t] = mu;
        tape->base[t] = base;
        tape->old[t] = old;
        tape->error[t] = error;
        tape->slope[t] = slope;
        level = base + alpha * in_level;
        slope = phi * slope + beta * in_level;
        state->season[at] = old + gamma * error / base;
        at = at + 1 == model->period ? 0 : at + 1;
    }
    state->level = level;
    state->slope = slope;
    return 1;
}

double
ets_forward(const KamEtsModel *model, const double y[], size_t n, const EtsPoint *start, EtsTape *tape, EtsPoint *end)
{
    EtsPoint local;
    EtsPoint *state = end != NULL ? end : &local;
    int valid;

    state->alpha = start->alpha;
    state->beta = start->beta;
    state->gamma = start->gamma;
    state->phi = start->phi;
    state->level = start->level;
    state->slope = start->slope;
    if (model->season != KAM_ETS_NONE)
        memcpy(state->season, start->season, model->period * sizeof start->season[0]);
    if (model->season == KAM_ETS_NONE)
        valid = run_plain(model, y, n, tape, state);
    else if (model->season == KAM_ETS_ADDITIVE)
        valid = run_additive(model, y, n, tape, state);
    else
        valid = run_multiplicative(model, y, n, tape, state);
    return valid ? objective(model, n, tape) : HUGE_VAL;
}

/* Derivatives of the objective by the error and, for relative errors, by the forecast it is measured against. */
typedef struct {
    int relative;
    double factor; /* 2 n / sum of squares */
} Loss;

static void
loss_slopes(const Loss *loss, double error, double mu, double *by_error, double *by_mu)
{
    double relative, inverse;

    if (!loss->relative) {
        *by_error = loss->factor * error;
        *by_mu = 0;
        return;
    }
    inverse = 1 / mu;
    relative = error * inverse;
    *by_error = loss->factor * relative * inverse;
    *by_mu = (2 - loss->factor * relative * relative) * inverse;
}

static void
back_plain(const Loss *loss, size_t n, const EtsPoint *start, const EtsTape *tape, EtsPoint *gradient)
{
    double level = 0, slope = 0;

    for (size_t t = n; t-- > 0;) {
        double error = tape->error[t], by_error, by_mu, base;

        loss_slopes(loss, error, tape->mu[t], &by_error, &by_mu);
        by_error += start->alpha * level + start->beta * slope;
        gradient->alpha += level * error;
        gradient->beta += slope * error;
        base = level + by_mu - by_error;
        gradient->phi += tape->slope[t] * (slope + base);
        level = base;
        slope = start->phi * (slope + base);
    }
    gradient->level = level;
    gradient->slope = slope;
}

static void
back_additive(const Loss *loss, size_t n, size_t m, const EtsPoint *start, const EtsTape *tape, EtsPoint *gradient)
{
    double level = 0, slope = 0;
    size_t at = n % m;

    for (size_t t = n; t-- > 0;) {
        double error = tape->error[t], by_error, by_mu, base;
        double *season;

        at = at == 0 ? m - 1 : at - 1;
        season = &gradient->season[at];
        loss_slopes(loss, error, tape->mu[t], &by_error, &by_mu);
        by_error += start->alpha * level + start->beta * slope + start->gamma * *season;
        gradient->alpha += level * error;
        gradient->beta += slope * error;
        gradient->gamma += *season * error;
        *season += by_mu - by_error;
        base = level + by_mu - by_error;
        gradient->phi += tape->slope[t] * (slope + base);
        level = base;
        slope = start->phi * (slope + base);
    }
    gradient->level = level;
    gradient->slope = slope;
}

static void
back_multiplicative(const Loss *loss, size_t n, size_t m, const EtsPoint *start, const EtsTape *tape,
                    EtsPoint *gradient)
{
    double level = 0, slope = 0;
    size_t at = n % m;

    for (size_t t = n; t-- > 0;) {
        double error = tape->error[t], old = tape->old[t];
        double inverse_old = 1 / old, inverse_base = 1 / tape->base[t];
        double in_level = error * inverse_old, in_season = error * inverse_base;
        double by_error, by_mu, by_in_level, by_in_season, base;
        double *season;

        at = at == 0 ? m - 1 : at - 1;
        season = &gradient->season[at];
        loss_slopes(loss, error, tape->mu[t], &by_error, &by_mu);
        by_in_level = start->alpha * level + start->beta * slope;
        by_in_season = start->gamma * *season;
        by_error += by_in_level * inverse_old + by_in_season * inverse_base;
        gradient->alpha += level * in_level;
        gradient->beta += slope * in_level;
        gradient->gamma += *season * in_season;
        by_mu -= by_error;
        base = level - by_in_season * in_season * inverse_base + by_mu * old;
        *season += by_mu * tape->base[t] - by_in_level * in_level * inverse_old;
        gradient->phi += tape->slope[t] * (slope + base);
        level = base;
        slope = start->phi * (slope + base);
    }
    gradient->level = level;
    gradient->slope = slope;
}

void
ets_backward(const KamEtsModel *model, size_t n, const EtsPoint *start, const EtsTape *tape, EtsPoint *gradient)
{
    Loss loss = { .relative = model->error == KAM_ETS_MULTIPLICATIVE };

    loss.factor = 2 * (double)n / fmax(sum_of_squares(model, n, tape), DBL_MIN);
    gradient->alpha = gradient->beta = gradient->gamma = gradient->phi = 0;
    if (model->season != KAM_ETS_NONE)
        memset(gradient->season, 0, model->period * sizeof gradient->season[0]);
    if (model->season == KAM_ETS_NONE)
        back_plain(&loss, n, start, tape, gradient);
    else if (model->season == KAM_ETS_ADDITIVE)
        back_additive(&loss, n, model->period, start, tape, gradient);
    else
        back_multiplicative(&loss, n, model->period, start, tape, gradient);
}
