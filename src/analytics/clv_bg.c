/* BG/NBD and MBG/NBD: the likelihood of a history with its derivatives, and what a living customer will buy. */
#include "clv_model.h"

#include <math.h>

/* The sum over purchases ends here at the latest; the header says so. */
#define MAX_TERMS 2000000
/* What the rest of a sum must be below, as a part of it. */
#define NEGLIGIBLE 1e-17

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
double
clv_expected_alive_bg(const KamClvParameters *posterior, double t)
{
    const double shape = posterior->value[0], a = posterior->value[2], b = posterior->value[3];
    const double z = t / (posterior->value[1] + t);
    double log_weight = -shape * log1p(t / posterior->value[1]);
    double weight = clv_first_weight(log_weight);
    double survival = 1, bought = 0, total = 0;

    for (double k = 0; z > 0 && k < MAX_TERMS; k++) {
        double step = z * (shape + k) / (k + 1), rest = 1 - fmax(step, z);

        bought += survival;
        survival *= (b + k) / (a + b + k);
        weight = clv_next_weight(weight, step, &log_weight);
        total += weight * bought;
        if (weight > 0 && rest > 0 && weight * bought < NEGLIGIBLE * rest * rest * total)
            return total;
    }
    return z > 0 ? -1 : 0;
}
