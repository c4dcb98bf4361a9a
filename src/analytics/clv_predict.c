/* What a customer will do, from a model and its history: see kamen/clv.h. */
#include <math.h>

#include "clv_model.h"

static int
time_is_valid(double t)
{
    return t >= 0 && isfinite(t);
}

static double
p_alive_of(const KamClvParameters *parameters, const KamClvHistory *history)
{
    ClvSums sums = clv_sums_of(parameters, history->x);
    ClvTerm term;

    clv_term(parameters, history, &sums, 0, &term);
    return term.p_alive;
}

KamCalcStatus
kam_clv_p_alive(const KamClvParameters *parameters, const KamClvHistory *history, double *p_alive)
{
    if (!clv_parameters_are_valid(parameters) || !clv_history_is_valid(history))
        return KAM_CALC_DOMAIN;
    *p_alive = p_alive_of(parameters, history);
    return KAM_CALC_OK;
}

static KamCalcStatus
expect(const KamClvParameters *posterior, double p_alive, double t, double *expected)
{
    double purchases = clv_expected_alive(posterior, t);

    if (purchases < 0)
        return KAM_CALC_NO_CONVERGENCE;
    *expected = p_alive * purchases;
    return KAM_CALC_OK;
}

KamCalcStatus
kam_clv_expected_new(const KamClvParameters *parameters, double t, double *expected)
{
    const KamClvHistory nothing = { 0 };
    KamClvParameters fresh;
    double p_alive;

    if (!clv_parameters_are_valid(parameters) || !time_is_valid(t))
        return KAM_CALC_DOMAIN;
    fresh = clv_posterior(parameters, &nothing);
    p_alive = p_alive_of(parameters, &nothing);
    return expect(&fresh, p_alive, t, expected);
}

KamCalcStatus
kam_clv_expected(const KamClvParameters *parameters, const KamClvHistory *history, double t, double *expected)
{
    KamClvParameters posterior;

    if (!clv_parameters_are_valid(parameters) || !clv_history_is_valid(history) || !time_is_valid(t))
        return KAM_CALC_DOMAIN;
    posterior = clv_posterior(parameters, history);
    return expect(&posterior, p_alive_of(parameters, history), t, expected);
}
