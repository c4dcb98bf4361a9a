/* BG/NBD and MBG/NBD: the likelihood of a history with its derivatives, and what a living customer will buy. */
#include "clv_model.h"

#include <math.h>

#include <gsl/gsl_sf_gamma.h>

/* More terms than these are integrated instead. */
#define MANY_TERMS 20000
/* A law of p with both parameters above this is narrow: points every sixth of its width, up to 12 widths away. */
#define NARROW_FROM 200
#define NARROW_STEP (1.0 / 6)
#define NARROW_POINTS 72
/* What the rest of a sum must be below, as a part of it. */
#define NEGLIGIBLE 1e-17
/* The step of a difference quotient on a logarithm. */
#define LOG_STEP 1e-4

/* The two cases in logarithms: alive, and the odds of lost against alive. */
typedef struct {
    double alive, odds;
    double since_start, since_last; /* alpha + T, alpha + t_x */
    double occasions;
} Cases;

static Cases
cases_of(const KamClvParameters *parameters, const KamClvHistory *history, const ClvSums *sums)
{
    const double *value = parameters->value;
    double shape = value[0] + history->x;
    Cases cases = {
        .since_start = value[1] + history->T,
        .since_last = value[1] + history->t_x,
        .occasions = clv_occasions(parameters->model, history->x),
    };

    /* r ln alpha - (r + x) ln(alpha + T), written so that a large r and alpha do not cancel. */
    cases.alive =
        sums->rate[0] + sums->lose[0] - value[0] * log1p(history->T / value[1]) - history->x * log(cases.since_start);
    cases.odds = -INFINITY;
    if (cases.occasions > 0)
        cases.odds = log(value[2] / (value[3] + cases.occasions - 1)) +
                     shape * log1p((history->T - history->t_x) / cases.since_last);
    return cases;
}

/* Everything by the logarithms of the parameters: d/d(ln v) = v d/dv. */
static void
derive(const KamClvParameters *parameters, const KamClvHistory *history, const ClvSums *sums, const Cases *cases,
       ClvTerm *term)
{
    const double r = parameters->value[0], alpha = parameters->value[1];
    const double a = parameters->value[2], b = parameters->value[3];
    const double shape = r + history->x, lost = 1 - term->p_alive, spread = lost * term->p_alive;
    const double start = 1 / cases->since_start, last = 1 / cases->since_last;
    const double step = cases->occasions > 0 ? b / (b + cases->occasions - 1) : 0;
    const double alive[] = {
        r * (sums->rate[1] - log1p(history->T / alpha)),
        (r * history->T - history->x * alpha) * start,
        -a * sums->both[0],
        b * (sums->lose[1] - sums->both[0]),
    };
    const double odds[] = {
        r * log1p((history->T - history->t_x) * last),
        -shape * alpha * (history->T - history->t_x) * start * last,
        1,
        -step,
    };

    for (int i = 0; i < 4; i++) {
        term->gradient[i] = alive[i] + lost * odds[i];
        term->alive_gradient[i] = -lost * odds[i];
        for (int j = 0; j <= i; j++)
            term->hessian[i][j] = spread * odds[i] * odds[j];
    }
    term->hessian[0][0] += alive[0] - r * r * sums->rate[2] + lost * odds[0];
    term->hessian[1][0] += r * (history->T * start) + lost * odds[1] * r / shape;
    term->hessian[1][1] += -shape * alpha * history->T * start * start + lost * odds[1] * (1 - alpha * (start + last));
    term->hessian[2][2] += alive[2] + a * a * sums->both[1];
    term->hessian[3][2] += a * b * sums->both[1];
    term->hessian[3][3] += alive[3] + b * b * (sums->both[1] - sums->lose[2]) - lost * step * (1 - step);
}

void
clv_term_bg(const KamClvParameters *parameters, const KamClvHistory *history, const ClvSums *sums, int derivatives,
            ClvTerm *term)
{
    Cases cases = cases_of(parameters, history, sums);
    double ratio = exp(-fabs(cases.odds));

    term->log_likelihood = cases.alive + fmax(cases.odds, 0) + log1p(ratio);
    term->p_alive = (cases.odds > 0 ? ratio : 1) / (1 + ratio);
    if (derivatives)
        derive(parameters, history, sums, &cases, term);
}

/* sum_k P(N = k) S(k): a customer who would buy k times buys S(k) = sum_{j<k} E[(1 - p)^j] of them before being lost.
 */
static double
expected_by_count(const KamClvParameters *posterior, double t)
{
    const double shape = posterior->value[0], a = posterior->value[2], b = posterior->value[3];
    const double z = t / (posterior->value[1] + t);
    double log_weight = -shape * log1p(t / posterior->value[1]);
    double weight = clv_first_weight(log_weight);
    double survival = 1, bought = 0, total = 0;

    for (double k = 0; z > 0; k++) {
        double step = z * (shape + k) / (k + 1), rest = 1 - fmax(step, z);

        bought += survival;
        survival *= (b + k) / (a + b + k);
        weight = clv_next_weight(weight, step, &log_weight);
        total += weight * bought;
        if (weight > 0 && rest > 0 && weight * bought < NEGLIGIBLE * rest * rest * total)
            return total;
    }
    return 0;
}

/* A figure of a living customer who is lost after each purchase with the chance p; growth is t / alpha. */
typedef double (*WithChance)(double shape, double growth, double p);

/* (1 - (1 + p t / alpha)^-r) / p: purchases within t. */
static double
expected_with_chance(double shape, double growth, double p)
{
    return p > 0 ? -expm1(-shape * log1p(p * growth)) / p : shape * growth;
}

/* (1 + p t / alpha)^-r: the chance of not being lost by t. */
static double
survival_with_chance(double shape, double growth, double p)
{
    return exp(-shape * log1p(p * growth));
}

/* The mean of that over p ~ Beta(a, b), taken over y = ln(p / (1 - p)) by the trapezoidal rule, which is as good as any
 * for functions that fade at both ends and have no singularity within pi / 2 of the line. A straight line in p, whose
 * mean is known, is taken off first where that helps them to fade: at the right always, at the left when a is small. */
static double
mean_over_chance(const KamClvParameters *posterior, double t, WithChance figure)
{
    const double shape = posterior->value[0], growth = t / posterior->value[1];
    const double a = posterior->value[2], b = posterior->value[3];
    const double at_0 = a < 0.2 ? figure(shape, growth, 0) : 0, at_1 = figure(shape, growth, 1);
    const double step = 0.25 / sqrt(1 + fmin(a, b) / 5);
    const double fade = a < 0.2 ? 40 : 40 / fmin(a, 1), from = -fade - log((1 + shape) * (1 + growth) * (1 + b));
    gsl_sf_result beta;
    double total = 0;

    if (gsl_sf_lnbeta_e(a, b, &beta))
        return -1;
    for (double y = from; y < 40; y += step) {
        double tail = log1p(exp(-fabs(y))), p = 1 / (1 + exp(-y)), q = 1 / (1 + exp(y));
        double log_p = fmin(y, 0) - tail, log_q = fmin(-y, 0) - tail;
        double rest = figure(shape, growth, p) - at_0 * q - at_1 * p;

        total += exp(a * log_p + b * log_q - beta.val) * rest;
    }
    return total * step + (at_0 * b + at_1 * a) / (a + b);
}

/* The same for a narrow law of p: the line runs through its middle alone, and the weights need no constant. */
static double
mean_over_narrow_chance(const KamClvParameters *posterior, double t, WithChance figure)
{
    const double shape = posterior->value[0], growth = t / posterior->value[1];
    const double a = posterior->value[2], b = posterior->value[3];
    const double middle = log(a / b), width = sqrt(1 / a + 1 / b);
    double total = 0, weights = 0;

    for (int i = -NARROW_POINTS; i <= NARROW_POINTS; i++) {
        double away = width * NARROW_STEP * i, y = middle + away;
        /* ln of p^a q^b beside its middle: a away - (a + b) ln((1 + e^y) / (1 + e^middle)) */
        double grown = log1p(a / (a + b) * expm1(away));
        double weight = exp(a * away - (a + b) * grown);

        weights += weight;
        total += weight * figure(shape, growth, 1 / (1 + exp(-y)));
    }
    return total / weights;
}

/* A sum takes as many terms as there may be purchases; where these are many, the integral takes fewer points. */
static int
has_few_terms(const KamClvParameters *posterior, double t)
{
    double growth = t / posterior->value[1];

    return 36 * (1 + growth) + 2 * posterior->value[0] * growth < MANY_TERMS;
}

static double
integrate_chance(const KamClvParameters *posterior, double t, WithChance figure)
{
    if (fmin(posterior->value[2], posterior->value[3]) > NARROW_FROM)
        return mean_over_narrow_chance(posterior, t, figure);
    return mean_over_chance(posterior, t, figure);
}

double
clv_expected_alive_bg(const KamClvParameters *posterior, double t)
{
    if (has_few_terms(posterior, t))
        return expected_by_count(posterior, t);
    return integrate_chance(posterior, t, expected_with_chance);
}

/* --- survival --- */

/* What ln of a term of the sum changes by with r, alpha, a and b. */
typedef struct {
    double rate, lose, both; /* sums over j < k of 1 / (r + j), a / ((b + j) (a + b + j)), 1 / (a + b + j) */
} TermSlopes;

static void
add_slopes(const KamClvParameters *posterior, double t, double k, const TermSlopes *slopes, double part,
           double gradient[])
{
    const double shape = posterior->value[0], alpha = posterior->value[1];

    gradient[0] += part * (slopes->rate - log1p(t / alpha));
    gradient[1] += part * (shape * t / alpha - k) / (alpha + t);
    gradient[2] -= part * slopes->both;
    gradient[3] += part * slopes->lose;
}

/* sum_k P(N = k) E[(1 - p)^k], and its derivatives term by term. */
static double
survival_by_count(const KamClvParameters *posterior, double t, double gradient[])
{
    const double shape = posterior->value[0], a = posterior->value[2], b = posterior->value[3];
    const double z = t / (posterior->value[1] + t);
    double log_weight = -shape * log1p(t / posterior->value[1]);
    double weight = clv_first_weight(log_weight), survival = 1, total = 0;
    TermSlopes slopes = { 0 };

    for (double k = 0;; k++) {
        double step = z * (shape + k) / (k + 1), rest = 1 - fmax(step, z);

        add_slopes(posterior, t, k, &slopes, weight * survival, gradient);
        total += weight * survival;
        if (z == 0 || (weight > 0 && rest > 0 && weight * survival < NEGLIGIBLE * rest * rest * total))
            return total;
        slopes.rate += 1 / (shape + k);
        slopes.both += 1 / (a + b + k);
        slopes.lose += a / ((b + k) * (a + b + k));
        survival *= (b + k) / (a + b + k);
        weight = clv_next_weight(weight, step, &log_weight);
    }
}

static double
survival_by_chance(const KamClvParameters *posterior, double t, double gradient[])
{
    for (int i = 0; i < KAM_CLV_N_PARAMETERS; i++) {
        KamClvParameters up = *posterior, down = *posterior;

        up.value[i] *= exp(LOG_STEP);
        down.value[i] *= exp(-LOG_STEP);
        gradient[i] =
            (integrate_chance(&up, t, survival_with_chance) - integrate_chance(&down, t, survival_with_chance)) /
            (2 * LOG_STEP * posterior->value[i]);
    }
    return integrate_chance(posterior, t, survival_with_chance);
}

double
clv_survival_bg(const KamClvParameters *posterior, double t, double gradient[])
{
    double survival;

    for (int i = 0; i < KAM_CLV_N_PARAMETERS; i++)
        gradient[i] = 0;
    survival = has_few_terms(posterior, t) ? survival_by_count(posterior, t, gradient)
                                           : survival_by_chance(posterior, t, gradient);
    for (int i = 0; survival > 0 && i < KAM_CLV_N_PARAMETERS; i++)
        gradient[i] /= survival;
    return survival;
}
