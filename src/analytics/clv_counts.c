/* How many purchases a customer will make, as a law, and purchases discounted: see kamen/clv.h. */
#include <math.h>

#include "clv_model.h"
#include "quadrature.h"

#define LOWEST_LOG -600.0
/* Discounting ends where exp(-50) is left. */
#define DISCOUNT_END 50.0

double
clv_first_weight(double log_weight)
{
    return log_weight > LOWEST_LOG ? exp(log_weight) : 0;
}

double
clv_next_weight(double weight, double step, double *log_weight)
{
    if (weight > 0) {
        *log_weight = -INFINITY; /* a weight that fades to 0 later stays there */
        return weight * step;
    }
    *log_weight += log(step);
    return clv_first_weight(*log_weight);
}

static void
add_node(ClvCounts *counts, double z, double log_weight)
{
    counts->z[counts->n] = z;
    counts->log_weight[counts->n] = log_weight;
    counts->weight[counts->n++] = clv_first_weight(log_weight);
}

void
clv_counts_init(const KamClvParameters *posterior, double t, ClvCounts *counts)
{
    const double r = posterior->value[0], alpha = posterior->value[1];
    double log_none = -r * log1p(t / alpha);

    counts->shape = r;
    counts->a = posterior->value[2];
    counts->b = posterior->value[3];
    counts->count = counts->before = counts->lost_chain = 0;
    counts->survival = 1;
    counts->n = 0;
    counts->mixture = posterior->model == KAM_CLV_PNBD;
    if (counts->mixture)
        log_none -= posterior->value[2] * log1p(t / posterior->value[3]);
    add_node(counts, t / (alpha + t), log_none);
    if (counts->mixture && t > 0)
        clv_counts_add_losses(posterior, t, counts);
}

/* Stretches short beside the width of the law of the purchases, 1 / sqrt(shape), as far as there is room. */
void
clv_counts_add_losses(const KamClvParameters *posterior, double t, ClvCounts *counts)
{
    const double r = posterior->value[0], alpha = posterior->value[1];
    const double s = posterior->value[2], beta = posterior->value[3], base = fmin(alpha, beta);
    const double range = log1p(t / base);
    const double most = (CLV_COUNT_NODES - 1) / 24;
    const double stretches = fmin(most, 1 + floor(range * (1 + sqrt(r + s) / 8)));

    for (double part = 0; part < stretches; part++) {
        for (unsigned i = 0; i < 24; i++) {
            const QuadratureNode *node = &quadrature_24.node[i / 2];
            double eta = range * (part + 0.5 + (i % 2 ? node->at : -node->at) / 2) / stretches;
            double u = base * expm1(eta);

            add_node(counts, u / (alpha + u),
                     log(node->weight * range / (2 * stretches) * s * base / beta) + eta - r * log1p(u / alpha) -
                         (s + 1) * log1p(u / beta));
        }
    }
}

/* The chance of the count, and the sum of the nodes moved on to the next one. */
static double
advance(ClvCounts *counts)
{
    double chance = 0, grow = (counts->shape + counts->count) / (counts->count + 1);

    for (size_t i = 0; i < counts->n; i++) {
        chance += counts->weight[i];
        counts->weight[i] = clv_next_weight(counts->weight[i], counts->z[i] * grow, &counts->log_weight[i]);
    }
    counts->count++;
    return chance;
}

double
clv_counts_next(ClvCounts *counts)
{
    double count = counts->count, chance = advance(counts), result;

    if (counts->mixture)
        return chance;
    result = counts->survival * chance + counts->lost_chain * fmax(0, 1 - counts->before);
    counts->before += chance;
    counts->lost_chain = counts->survival * counts->a / (counts->a + counts->b + count);
    counts->survival *= (counts->b + count) / (counts->a + counts->b + count);
    return result;
}

KamCalcStatus
kam_clv_counts(const KamClvParameters *parameters, const KamClvHistory *history, double t, size_t n,
               double probability[])
{
    const KamClvHistory nothing = { 0 };
    const KamClvHistory *known = history != NULL ? history : &nothing;
    KamClvParameters posterior;
    ClvCounts counts;
    double p_alive;
    KamCalcStatus status;

    if (n == 0)
        return KAM_CALC_EMPTY;
    if (!(t >= 0) || isinf(t))
        return KAM_CALC_DOMAIN;
    status = kam_clv_p_alive(parameters, known, &p_alive);
    if (status != KAM_CALC_OK)
        return status;
    posterior = clv_posterior(parameters, known);
    clv_counts_init(&posterior, t, &counts);
    for (size_t k = 0; k < n; k++)
        probability[k] = p_alive * clv_counts_next(&counts) + (k == 0 ? 1 - p_alive : 0);
    return KAM_CALC_OK;
}

/* exp(-discount u) times the rate of purchases at u for Pareto/NBD; for the others, times discount and all purchases
 * up to u: by parts, int exp(-d u) dE = exp(-d t) E(t) + d int exp(-d u) E(u) du. Negative: too many terms. */
static double
discounted_at(const KamClvParameters *posterior, double u, double discount)
{
    double faded = exp(-discount * u), purchases;

    if (posterior->model == KAM_CLV_PNBD)
        return faded * posterior->value[0] / posterior->value[1] *
               exp(-posterior->value[2] * log1p(u / posterior->value[3]));
    purchases = clv_expected_alive(posterior, u);
    return purchases < 0 ? -1 : discount * faded * purchases;
}

/* Over ln(1 + u / scale), on which laws that fade as powers are smooth. Negative: too many terms. */
static double
integrate_discounted(const KamClvParameters *posterior, double t, double discount)
{
    const double scale = posterior->model == KAM_CLV_PNBD ? posterior->value[3] : posterior->value[1];
    const double range = log1p(t / scale), stretches = fmax(1, ceil(range));
    double total = 0;

    for (double part = 0; part < stretches; part++) {
        for (unsigned i = 0; i < 24; i++) {
            const QuadratureNode *node = &quadrature_24.node[i / 2];
            double eta = range * (part + 0.5 + (i % 2 ? node->at : -node->at) / 2) / stretches;
            double value = discounted_at(posterior, scale * expm1(eta), discount);

            if (value < 0)
                return -1;
            total += node->weight * range / (2 * stretches) * scale * exp(eta) * value;
        }
    }
    return total;
}

double
clv_discounted_alive(const KamClvParameters *posterior, double t, double discount)
{
    double end = discount > 0 ? fmin(t, DISCOUNT_END / discount) : t;
    double total, purchases;

    if (discount == 0)
        return clv_expected_alive(posterior, t);
    total = integrate_discounted(posterior, end, discount);
    if (total < 0 || posterior->model == KAM_CLV_PNBD)
        return total;
    purchases = clv_expected_alive(posterior, end);
    return purchases < 0 ? -1 : total + exp(-discount * end) * purchases;
}

KamCalcStatus
kam_clv_discounted(const KamClvParameters *parameters, const KamClvHistory *history, double t, double discount,
                   double *discounted)
{
    KamClvParameters posterior;
    double p_alive, total;
    KamCalcStatus status;

    if (!(t >= 0) || !(discount >= 0) || isinf(discount) || (isinf(t) && discount == 0))
        return KAM_CALC_DOMAIN;
    status = kam_clv_p_alive(parameters, history, &p_alive);
    if (status != KAM_CALC_OK)
        return status;
    posterior = clv_posterior(parameters, history);
    total = clv_discounted_alive(&posterior, t, discount);
    if (total < 0)
        return KAM_CALC_NO_CONVERGENCE;
    *discounted = p_alive * total;
    return KAM_CALC_OK;
}
