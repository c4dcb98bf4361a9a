/* Pareto/NBD: the likelihood of a history with its derivatives, and what a living customer will buy.
 *
 * The chance of having been lost since t_x is an integral over the moment u of the loss. It is taken over the logarithm
 * eta = ln((g + u) / (g + t_x)), g the smaller of alpha and beta, on which the integrand is smooth, cut off where it
 * has fallen to exp(-36) of its start. All its terms are positive. */
#include "clv_model.h"

#include <math.h>
#include <string.h>

#include "quadrature.h"

/* exp(-36) is below the rounding of a double; a range that ends a little later is not worth cutting. */
#define ENOUGH_FALL 36.0
#define CUT_ABOVE 45.0
#define MAX_CUTS 12
/* No stretch is longer: the integrand's singularities lie at a distance of pi from it. */
#define LONGEST_STRETCH 4.0

/* The integrand of a history: exp(height(eta)), 1 at eta = 0. */
typedef struct {
    double shape, hazard; /* r + x, s + 1 */
    double alpha, beta;   /* alpha + t_x, beta + t_x */
    double base;          /* the smaller of the two */
    int alpha_is_smaller;
} Loss;

/* The moment eta: (u - t_x) and the growth of alpha + u and beta + u since t_x, as logarithms. */
typedef struct {
    double growth, alpha, beta;
} Moment;

static Loss
loss_of(const KamClvParameters *parameters, const KamClvHistory *history)
{
    Loss loss = {
        .shape = parameters->value[0] + history->x,
        .hazard = parameters->value[2] + 1,
        .alpha = parameters->value[1] + history->t_x,
        .beta = parameters->value[3] + history->t_x,
    };

    loss.alpha_is_smaller = loss.alpha < loss.beta;
    loss.base = loss.alpha_is_smaller ? loss.alpha : loss.beta;
    return loss;
}

static Moment
moment_at(const Loss *loss, double eta)
{
    double growth = loss->base * expm1(eta);

    if (loss->alpha_is_smaller)
        return (Moment) { growth, eta, log1p(growth / loss->beta) };
    return (Moment) { growth, log1p(growth / loss->alpha), eta };
}

static double
height(const Loss *loss, const Moment *moment, double eta)
{
    return eta - loss->hazard * moment->beta - loss->shape * moment->alpha;
}

/* The slope by which the height falls. */
static double
fall_rate(const Loss *loss, const Moment *moment)
{
    double e = loss->base + moment->growth;

    return loss->hazard * e / (loss->beta + moment->growth) + loss->shape * e / (loss->alpha + moment->growth) - 1;
}

/* The height is concave: Newton's steps from behind stay behind the place looked for, and so cut too little at worst.
 */
static double
cut_range(const Loss *loss, double range, double *fall)
{
    for (int i = 0; i <= MAX_CUTS; i++) {
        Moment end = moment_at(loss, range);

        *fall = -height(loss, &end, range);
        if (*fall <= CUT_ABOVE)
            break;
        range -= (*fall - ENOUGH_FALL) / fall_rate(loss, &end);
    }
    return range;
}

static const QuadratureRule *
choose_rule(double range, double fall)
{
    if (range <= 1 && fabs(fall) <= 3)
        return &quadrature_8;
    if (range <= 3 && fabs(fall) <= 12)
        return &quadrature_12;
    return range <= LONGEST_STRETCH && fall <= 24 ? &quadrature_16 : &quadrature_24;
}

/* Weighted sums over the two cases: of the gradients, and of their squares and second derivatives. */
typedef struct {
    double weight;
    double first[4];
    double second[4][4]; /* [i][j] with j <= i */
} Moments;

/* What a moment u, or the end of the observation, adds: ln((alpha + u) / alpha) and ln((beta + u) / beta) are known. */
typedef struct {
    double u, log_alpha, log_beta;
    double lost; /* 1 for a loss at u, 0 for a customer who lives at u */
} Case;

/* Derivatives, by the logarithms of the parameters, of r ln alpha - (r + x) ln(alpha + u) + s ln beta - (s + lost)
 * ln(beta + u) + lost ln s. */
static void
add_case(const KamClvParameters *parameters, double x, const Case *at, double weight, Moments *moments)
{
    const double r = parameters->value[0], alpha = parameters->value[1];
    const double s = parameters->value[2], beta = parameters->value[3];
    const double share = alpha / (alpha + at->u), tail = beta / (beta + at->u);
    const double g[] = {
        -r * at->log_alpha,
        (r * at->u - x * alpha) / (alpha + at->u),
        at->lost - s * at->log_beta,
        (s * at->u - at->lost * beta) / (beta + at->u),
    };

    moments->weight += weight;
    for (int i = 0; i < 4; i++) {
        moments->first[i] += weight * g[i];
        for (int j = 0; j <= i; j++)
            moments->second[i][j] += weight * g[i] * g[j];
    }
    moments->second[0][0] += weight * g[0];
    moments->second[1][0] += weight * r * (1 - share);
    moments->second[1][1] -= weight * (r + x) * share * (1 - share);
    moments->second[2][2] += weight * (g[2] - at->lost);
    moments->second[3][2] += weight * s * (1 - tail);
    moments->second[3][3] -= weight * (s + at->lost) * tail * (1 - tail);
}

typedef struct {
    const KamClvParameters *parameters;
    const KamClvHistory *history;
    int derivatives;
    double log_alpha, log_beta; /* of t_x */
    Loss loss;
} Pareto;

static void
add_node(const Pareto *self, double eta, double weight, Moments *moments)
{
    Moment moment = moment_at(&self->loss, eta);
    Case at = {
        .u = self->history->t_x + moment.growth,
        .log_alpha = self->log_alpha + moment.alpha,
        .log_beta = self->log_beta + moment.beta,
        .lost = 1,
    };

    weight *= exp(height(&self->loss, &moment, eta));
    if (self->derivatives)
        add_case(self->parameters, self->history->x, &at, weight, moments);
    else
        moments->weight += weight;
}

static void
add_stretch(const Pareto *self, const QuadratureRule *rule, double from, double to, Moments *moments)
{
    double middle = (from + to) / 2, half = (to - from) / 2;

    for (unsigned i = 0; i < rule->n_pairs; i++) {
        double away = half * rule->node[i].at, weight = half * rule->node[i].weight;

        add_node(self, middle - away, weight, moments);
        add_node(self, middle + away, weight, moments);
    }
}

static void
integrate_loss(const Pareto *self, Moments *moments)
{
    double range = log1p((self->history->T - self->history->t_x) / self->loss.base), fall, stretches;
    const QuadratureRule *rule;

    if (!(range > 0))
        return;
    range = cut_range(&self->loss, range, &fall);
    rule = choose_rule(range, fall);
    stretches = ceil(range / LONGEST_STRETCH);
    for (double i = 0; i < stretches; i++)
        add_stretch(self, rule, range * i / stretches, range * (i + 1) / stretches, moments);
}

/* The two cases as one: the chance of each times what it says. */
static void
write_derivatives(const Pareto *self, const ClvSums *sums, const Moments *lost, ClvTerm *term)
{
    const double r = self->parameters->value[0];
    const double part = lost->weight > 0 ? (1 - term->p_alive) / lost->weight : 0;
    const Case end = {
        .u = self->history->T,
        .log_alpha = log1p(self->history->T / self->parameters->value[1]),
        .log_beta = log1p(self->history->T / self->parameters->value[3]),
    };
    Moments alive = { 0 };

    add_case(self->parameters, self->history->x, &end, 1, &alive);
    for (int i = 0; i < 4; i++) {
        term->gradient[i] = term->p_alive * alive.first[i] + part * lost->first[i];
        term->alive_gradient[i] = alive.first[i] - term->gradient[i];
    }
    for (int i = 0; i < 4; i++)
        for (int j = 0; j <= i; j++)
            term->hessian[i][j] =
                term->p_alive * alive.second[i][j] + part * lost->second[i][j] - term->gradient[i] * term->gradient[j];
    term->gradient[0] += r * sums->rate[1];
    term->hessian[0][0] += r * sums->rate[1] - r * r * sums->rate[2];
}

void
clv_term_pareto(const KamClvParameters *parameters, const KamClvHistory *history, const ClvSums *sums, int derivatives,
                ClvTerm *term)
{
    const double r = parameters->value[0], alpha = parameters->value[1];
    const double s = parameters->value[2], beta = parameters->value[3];
    const Pareto self = {
        .parameters = parameters,
        .history = history,
        .derivatives = derivatives,
        .log_alpha = log1p(history->t_x / alpha),
        .log_beta = log1p(history->t_x / beta),
        .loss = loss_of(parameters, history),
    };
    double alive = -r * log1p(history->T / alpha) - history->x * log(alpha + history->T) - s * log1p(history->T / beta);
    double lost = -r * self.log_alpha - history->x * log(self.loss.alpha) - s * self.log_beta +
                  log(s * (self.loss.base / self.loss.beta));
    Moments moments = { 0 };
    double odds, ratio;

    integrate_loss(&self, &moments);
    odds = lost + log(moments.weight) - alive;
    ratio = exp(-fabs(odds));
    term->log_likelihood = sums->rate[0] + alive + fmax(odds, 0) + log1p(ratio);
    term->p_alive = (odds > 0 ? ratio : 1) / (1 + ratio);
    if (derivatives)
        write_derivatives(&self, sums, &moments, term);
}

/* r / alpha int_0^t (beta / (beta + u))^s du = r / alpha beta int_0^l exp((1 - s) y) dy,   l = ln((beta + t) / beta) */
double
clv_expected_alive_pareto(const KamClvParameters *posterior, double t)
{
    const double s = posterior->value[2], beta = posterior->value[3];
    double length = log1p(t / beta), growth = (1 - s) * length;
    double mean = growth != 0 ? expm1(growth) / growth : 1;

    return posterior->value[0] / posterior->value[1] * beta * length * mean;
}

/* E[exp(-mu t)], mu ~ Gamma(s, beta) */
double
clv_survival_pareto(const KamClvParameters *posterior, double t, double gradient[])
{
    const double s = posterior->value[2], beta = posterior->value[3];
    double fall = -log1p(t / beta);

    gradient[0] = gradient[1] = 0;
    gradient[2] = fall;
    gradient[3] = s * t / (beta * (beta + t));
    return exp(s * fall);
}
