/* What the three models have in common: names, ranges, sums over purchases, the law of a customer who lives. */
#include "clv_model.h"

#include <math.h>

/* Beyond, sums over purchases are taken from Stirling's series instead of one by one. */
#define LONG_RUN 64
/* From here on five terms of the series are exact. */
#define ASYMPTOTIC 32

const char *
kam_clv_model_name(KamClvModel model)
{
    switch (model) {
    case KAM_CLV_BGNBD:
        return "bgnbd";
    case KAM_CLV_MBGNBD:
        return "mbgnbd";
    case KAM_CLV_PNBD:
        return "pnbd";
    }
    return NULL;
}

const char *
kam_clv_parameter_name(KamClvModel model, size_t parameter)
{
    static const char *const names[][KAM_CLV_N_PARAMETERS] = { { "r", "alpha", "a", "b" },
                                                               { "r", "alpha", "s", "beta" } };

    if (kam_clv_model_name(model) == NULL || parameter >= KAM_CLV_N_PARAMETERS)
        return NULL;
    return names[model == KAM_CLV_PNBD][parameter];
}

int
clv_parameters_are_valid(const KamClvParameters *parameters)
{
    if (kam_clv_model_name(parameters->model) == NULL)
        return 0;
    for (int i = 0; i < KAM_CLV_N_PARAMETERS; i++)
        if (!(parameters->value[i] > 0) || isinf(parameters->value[i]))
            return 0;
    return 1;
}

int
clv_history_is_valid(const KamClvHistory *history)
{
    if (!(history->x >= 0) || history->x > 0x1p31 || history->x != floor(history->x))
        return 0;
    if (!(history->t_x >= 0) || !(history->t_x <= history->T) || isinf(history->T))
        return 0;
    return history->x > 0 || history->t_x == 0;
}

/* ln z! - Stirling's formula, and what its derivative adds to the digamma and trigamma functions. */
static void
stirling_rest(double z, double rest[3])
{
    double u = 1 / z, v = u * u;

    rest[0] = u * (1.0 / 12 - v * (1.0 / 360 - v * (1.0 / 1260 - v / 1680)));
    rest[1] = -u / 2 - v * (1.0 / 12 - v * (1.0 / 120 - v * (1.0 / 252 - v / 240)));
    rest[2] = u + v / 2 + u * v * (1.0 / 6 - v * (1.0 / 30 - v * (1.0 / 42 - v / 30)));
}

/* Sums of ln z, 1/z, 1/z^2 over z = from, from + 1, ..., from + count - 1; from >= ASYMPTOTIC. */
static void
add_long_run(double from, double count, double sums[3])
{
    double low[3], high[3];
    double growth = log1p(count / from);

    stirling_rest(from, low);
    stirling_rest(from + count, high);
    sums[0] += (from - 0.5) * growth + count * (log(from) + growth - 1) + high[0] - low[0];
    sums[1] += growth + high[1] - low[1];
    sums[2] += low[2] - high[2];
}

static void
add_run(double from, double count, double sums[3])
{
    double i = 0;
    double one_by_one = count > LONG_RUN ? fmax(0, ceil(ASYMPTOTIC - from)) : count;

    for (; i < one_by_one; i++) {
        double inverse = 1 / (from + i);

        sums[0] += log(from + i);
        sums[1] += inverse;
        sums[2] += inverse * inverse;
    }
    if (i < count)
        add_long_run(from + i, count - i, sums);
}

/* ln((b + i) / (a + b + i)), where a is small beside b, is lost in the difference of two logarithms. */
static void
add_lose_run(double a, double b, double count, ClvSums *sums)
{
    double low[3] = { 0 }, high[3] = { 0 };

    if (count > LONG_RUN) {
        add_run(b, count, low);
        add_run(a + b, count, high);
        sums->lose[0] += low[0] - high[0];
        sums->lose[1] += low[1];
        sums->lose[2] += low[2];
        sums->both[0] += high[1];
        sums->both[1] += high[2];
        return;
    }
    for (double i = 0; i < count; i++) {
        double lose = 1 / (b + i), both = 1 / (a + b + i);

        sums->lose[0] += a < b + i ? log1p(-a * both) : log((b + i) * both);
        sums->lose[1] += lose;
        sums->lose[2] += lose * lose;
        sums->both[0] += both;
        sums->both[1] += both * both;
    }
}

/* MBG/NBD may lose a customer after the first purchase, before the repeat purchases. */
ClvSums
clv_sums_start(const KamClvParameters *parameters)
{
    ClvSums sums = { 0 };

    if (parameters->model == KAM_CLV_MBGNBD)
        add_lose_run(parameters->value[2], parameters->value[3], 1, &sums);
    return sums;
}

void
clv_sums_extend(const KamClvParameters *parameters, double from, double to, ClvSums *sums)
{
    add_run(parameters->value[0] + from, to - from, sums->rate);
    if (parameters->model != KAM_CLV_PNBD)
        add_lose_run(parameters->value[2], parameters->value[3] + clv_occasions(parameters->model, from), to - from,
                     sums);
}

ClvSums
clv_sums_of(const KamClvParameters *parameters, double x)
{
    ClvSums sums = clv_sums_start(parameters);

    clv_sums_extend(parameters, 0, x, &sums);
    return sums;
}

KamClvParameters
clv_posterior(const KamClvParameters *parameters, const KamClvHistory *history)
{
    KamClvParameters posterior = *parameters;

    posterior.value[0] += history->x;
    posterior.value[1] += history->T;
    if (parameters->model == KAM_CLV_PNBD)
        posterior.value[3] += history->T;
    else
        posterior.value[3] += clv_occasions(parameters->model, history->x);
    return posterior;
}

void
clv_term(const KamClvParameters *parameters, const KamClvHistory *history, const ClvSums *sums, int derivatives,
         ClvTerm *term)
{
    if (parameters->model == KAM_CLV_PNBD)
        clv_term_pareto(parameters, history, sums, derivatives, term);
    else
        clv_term_bg(parameters, history, sums, derivatives, term);
}

double
clv_expected_alive(const KamClvParameters *posterior, double t)
{
    return posterior->model == KAM_CLV_PNBD ? clv_expected_alive_pareto(posterior, t)
                                            : clv_expected_alive_bg(posterior, t);
}
