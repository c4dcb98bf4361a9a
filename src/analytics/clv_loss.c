/* Whether a customer will be gone, and how surely that is known: see kamen/clv.h. */
#include <float.h>
#include <math.h>

#include <gsl/gsl_cdf.h>

#include "clv_model.h"

/* Alive at the end of the observation, times not lost from then on. */
static int
write_lost(const KamClvParameters *parameters, const KamClvHistory *history, const ClvTerm *now, double t,
           KamClvChance *lost)
{
    const KamClvParameters posterior = clv_posterior(parameters, history);
    double slopes[KAM_CLV_N_PARAMETERS], survival;

    survival = parameters->model == KAM_CLV_PNBD ? clv_survival_pareto(&posterior, t, slopes)
                                                 : clv_survival_bg(&posterior, t, slopes);
    if (!(survival >= 0))
        return 0;
    lost->probability = fmin(fmax(1 - now->p_alive * survival, 0), 1);
    for (int i = 0; i < KAM_CLV_N_PARAMETERS; i++)
        lost->gradient[i] =
            -(now->alive_gradient[i] + parameters->value[i] * slopes[i]) / fmax(lost->probability, DBL_EPSILON);
    return 1;
}

/* Nothing until t more is the same history, observed for t longer. */
static void
write_silent(const KamClvParameters *parameters, const KamClvHistory *history, const ClvSums *sums, const ClvTerm *now,
             double t, KamClvChance *silent)
{
    const KamClvHistory longer = { history->x, history->t_x, history->T + t };
    ClvTerm then;
    double log_chance;

    clv_term(parameters, &longer, sums, 1, &then);
    log_chance = fmin(then.log_likelihood - now->log_likelihood, 0);
    silent->probability = exp(log_chance);
    for (int i = 0; i < KAM_CLV_N_PARAMETERS; i++)
        silent->gradient[i] = (then.gradient[i] - now->gradient[i]) / fmax(-expm1(log_chance), DBL_EPSILON);
}

KamCalcStatus
kam_clv_loss(const KamClvParameters *parameters, const KamClvHistory *history, double t, KamClvLoss *loss)
{
    KamClvLoss found;
    ClvSums sums;
    ClvTerm now;

    if (!clv_parameters_are_valid(parameters) || !clv_history_is_valid(history) || !(t >= 0) || isinf(t))
        return KAM_CALC_DOMAIN;
    sums = clv_sums_of(parameters, history->x);
    clv_term(parameters, history, &sums, 1, &now);
    found.today = 1 - now.p_alive;
    if (!write_lost(parameters, history, &now, t, &found.lost))
        return KAM_CALC_NO_CONVERGENCE;
    write_silent(parameters, history, &sums, &now, t, &found.silent);
    *loss = found;
    return KAM_CALC_OK;
}

double
kam_clv_variance(const KamClvFit *fit, const double gradient[])
{
    double variance = 0;

    for (int i = 0; i < KAM_CLV_N_PARAMETERS; i++)
        for (int j = 0; j < KAM_CLV_N_PARAMETERS; j++)
            variance += gradient[i] * gradient[j] * fit->covariance[i * KAM_CLV_N_PARAMETERS + j];
    return fmax(variance, 0);
}

KamCalcStatus
kam_clv_chance_interval(const KamClvFit *fit, const KamClvChance *chance, double level, double *lower, double *upper)
{
    double p = chance->probability, odds = log(p) - log1p(-p), reach;

    if (!(level > 0 && level < 1) || !(p >= 0 && p <= 1))
        return KAM_CALC_DOMAIN;
    reach = gsl_cdf_ugaussian_Pinv((1 + level) / 2) * sqrt(kam_clv_variance(fit, chance->gradient));
    *lower = fmin(1 / (1 + exp(reach - odds)), p);
    *upper = fmax(1 / (1 + exp(-reach - odds)), p);
    return KAM_CALC_OK;
}
