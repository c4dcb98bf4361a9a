/* Choice of a model, and the value of every account with intervals: see kamen/lifetime.h. */
#include <kamen/lifetime.h>

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_cdf.h>

#include "clv_model.h"
#include "sum.h"

/* 97.5 % point of the normal law. */
#define Z975 1.959963984540054
/* A law is summed up to this part of it, or to so many purchases; beyond, the rate alone decides. */
#define LAW_END 0.99999
#define LAW_LONGEST 20000
/* The step of a difference quotient on a logarithm: its error is that of rounding and of the third derivative alike. */
#define LOG_STEP 1e-4
/* A chance that underflowed still has a logarithm. */
#define LEAST_CHANCE 1e-300

/* Histories of the accounts that have one. */
static KamCalcStatus
gather(const KamLifetimeAccount account[], size_t n, KamClvData **data)
{
    KamClvHistory *history = malloc((n + 1) * sizeof history[0]);
    size_t taken = 0;
    KamCalcStatus status;

    if (history == NULL)
        return KAM_CALC_NO_MEMORY;
    for (size_t i = 0; i < n; i++)
        if (account[i].status == KAM_CALC_OK)
            history[taken++] = account[i].history;
    status = kam_clv_data_new(history, taken, data);
    free(history);
    return status;
}

static int
grows(const KamLifetimeAccount *account, const KamLifetimeAccount *before)
{
    return account->status == KAM_CALC_OK && account->history.x >= before->history.x &&
           account->history.T >= before->history.T;
}

/* ln of the chance of what each account bought after the earlier day. */
static KamCalcStatus
predict_holdout(const KamLifetimeAccount account[], const KamLifetimeAccount before[], size_t n,
                const KamClvParameters *parameters, double *log_likelihood)
{
    Sum sum = { 0 };

    for (size_t i = 0; i < n; i++) {
        const KamClvHistory *history = &before[i].history;
        double bought = account[i].history.x - history->x, p_alive, chance = 0;
        KamClvParameters posterior;
        ClvCounts counts;

        if (before[i].status != KAM_CALC_OK)
            continue;
        if (!grows(&account[i], &before[i]) || kam_clv_p_alive(parameters, history, &p_alive) != KAM_CALC_OK)
            return KAM_CALC_DOMAIN;
        posterior = clv_posterior(parameters, history);
        clv_counts_init(&posterior, account[i].history.T - history->T, &counts);
        for (double k = 0; k <= bought; k++)
            chance = clv_counts_next(&counts);
        chance = p_alive * chance + (bought > 0 ? 0 : 1 - p_alive);
        sum_add(&sum, log(fmax(chance, LEAST_CHANCE)));
    }
    *log_likelihood = sum_value(sum);
    return KAM_CALC_OK;
}

static KamCalcStatus
try_holdout(const KamLifetimeAccount account[], const KamLifetimeAccount before[], size_t n, KamLifetimeResult *result)
{
    KamClvData *data = NULL;
    KamCalcStatus status = gather(before, n, &data);

    for (int model = 0; status == KAM_CALC_OK && model < KAM_CLV_N_MODELS; model++) {
        KamCalcValue *answer = &result->predictive[model];
        KamClvFit fit;

        answer->status = kam_clv_fit(data, (KamClvModel)model, &fit);
        if (answer->status == KAM_CALC_OK)
            status = answer->status = predict_holdout(account, before, n, &fit.parameters, &answer->value);
    }
    kam_clv_data_free(data);
    return status == KAM_CALC_EMPTY ? KAM_CALC_OK : status; /* nobody had begun: the likelihood chooses */
}

static int
best_of(const KamCalcValue score[])
{
    int best = -1;

    for (int model = 0; model < KAM_CLV_N_MODELS; model++)
        if (score[model].status == KAM_CALC_OK && (best < 0 || score[model].value > score[best].value))
            best = model;
    return best;
}

/* The fit of the model asked for, or chosen; all are fitted when the likelihood has to choose. */
static KamCalcStatus
fit_models(const KamLifetimeAccount account[], size_t n, const KamLifetimeQuestion *question, int asked,
           KamLifetimeResult *result)
{
    KamClvData *data = NULL;
    KamCalcStatus status = gather(account, n, &data), last = KAM_CALC_OK;
    KamClvFit fit[KAM_CLV_N_MODELS];
    int best;

    for (int model = 0; status == KAM_CALC_OK && model < KAM_CLV_N_MODELS; model++) {
        if (asked >= 0 && model != asked)
            continue;
        result->likelihood[model].status = last = kam_clv_fit(data, (KamClvModel)model, &fit[model]);
        if (last == KAM_CALC_OK)
            result->likelihood[model].value = fit[model].log_likelihood;
    }
    kam_clv_data_free(data);
    if (status != KAM_CALC_OK)
        return status;
    best = best_of(result->likelihood);
    if (best < 0)
        return question->choose || last != KAM_CALC_OK ? last : KAM_CALC_DOMAIN;
    result->fit = fit[best];
    return KAM_CALC_OK;
}

static KamCalcStatus
fit_spend(const KamLifetimeAccount account[], size_t n, KamLifetimeResult *result)
{
    double *number = malloc((2 * n + 1) * sizeof number[0]);

    if (number == NULL)
        return KAM_CALC_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        number[i] = account[i].history.x;
        number[n + i] = account[i].mean;
    }
    result->spend_status = kam_spend_fit(number, number + n, n, &result->spend);
    free(number);
    return KAM_CALC_OK;
}

/* Variance of ln(expected) due to the parameters: gradient by the delta method. */
static double
parameter_variance(const KamClvFit *fit, const KamClvHistory *history, const double alive_gradient[], double t)
{
    double gradient[KAM_CLV_N_PARAMETERS];

    for (int i = 0; i < KAM_CLV_N_PARAMETERS; i++) {
        KamClvParameters up = fit->parameters, down = fit->parameters;
        double high, low;

        up.value[i] *= exp(LOG_STEP);
        down.value[i] *= exp(-LOG_STEP);
        up = clv_posterior(&up, history);
        down = clv_posterior(&down, history);
        high = clv_expected_alive(&up, t);
        low = clv_expected_alive(&down, t);
        gradient[i] = alive_gradient[i] + (high > 0 && low > 0 ? log(high / low) / (2 * LOG_STEP) : 0);
    }
    return kam_clv_variance(fit, gradient);
}

/* The law of the number of purchases in short. */
typedef struct {
    double lower, upper; /* quantiles of 2.5 % and 97.5 % */
    double none;         /* chance of no purchase */
    double variance;
} Law;

/* So many purchases that the normal law will do for those of a living customer. */
static Law
law_of_many(const KamClvParameters *posterior, double p_alive, double t)
{
    double mean = clv_expected_alive(posterior, t), variance = mean + mean * mean / posterior->value[0];
    double reach = Z975 * sqrt(variance);

    return (Law) {
        .lower = p_alive > 0.975 ? floor(fmax(mean - reach, 0)) : 0,
        .upper = p_alive > 0.025 ? ceil(mean + reach) : 0,
        .none = 1 - p_alive,
        .variance = p_alive * (variance + (1 - p_alive) * mean * mean),
    };
}

static Law
law_of(const KamClvParameters *posterior, double p_alive, double t)
{
    Law law = { .lower = -1, .upper = -1 };
    double sum = 0, first = 0, second = 0;
    ClvCounts counts;

    clv_counts_init(posterior, t, &counts);
    for (double k = 0; k < LAW_LONGEST && sum < LAW_END; k++) {
        double chance = p_alive * clv_counts_next(&counts) + (k > 0 ? 0 : 1 - p_alive);

        if (k == 0)
            law.none = chance;
        sum += chance;
        first += k * chance;
        second += k * k * chance;
        if (law.lower < 0 && sum >= 0.025)
            law.lower = k;
        if (law.upper < 0 && sum >= 0.975)
            law.upper = k;
    }
    if (sum < LAW_END)
        return law_of_many(posterior, p_alive, t);
    law.variance = fmax(second - first * first, 0);
    return law;
}

/* Quantiles moved away from the expectation as far as the parameters are unsure. */
static void
write_counts(const Law *law, double parameter, KamLifetimeValue *value)
{
    double extra = value->expected * value->expected * parameter;
    double longer = law->variance > 0 ? sqrt(1 + extra / law->variance) : 1;
    double lower = round(value->expected - (value->expected - law->lower) * longer);
    double upper = round(value->expected + (law->upper - value->expected) * longer);

    value->lower = fmax(0, fmin(lower, floor(value->expected)));
    value->upper = fmax(upper, ceil(value->expected));
}

/* A quantile of a sum that is 0 with the chance `none` and otherwise log-normal. */
static double
mixed_quantile(double none, double mean, double variance, double level)
{
    double rest = 1 - none, part = (level - none) / rest, square, given, deviation;

    if (!(part > 0) || !(mean > 0))
        return 0;
    given = mean / rest;
    square = (variance + mean * mean) / rest - given * given;
    deviation = sqrt(log1p(fmax(square, 0) / (given * given)));
    return given * exp(deviation * (gsl_cdf_ugaussian_Pinv(part) - deviation / 2));
}

/* A sum of Y purchases of values with the mean M, itself uncertain: Var = E[Y] E[M^2] / p + Var(Y) E[M^2] + E[Y]^2
 * Var(M). Where Var(M) is infinite, M is taken to be known to within itself. */
static void
write_spend(const KamLifetimeResult *result, const KamLifetimeAccount *account, const Law *law, double parameter,
            double discounted, KamLifetimeValue *value)
{
    const KamSpendParameters *spend = &result->spend.parameters;
    double x = account->mean > 0 ? account->history.x : 0;
    double mean, weight = spend->p * x + spend->q - 2, spread, square, count, sum, variance;
    double faded = value->expected > 0 ? discounted / value->expected : 1;

    value->mean_spend.status = result->spend_status;
    if (result->spend_status == KAM_CALC_OK)
        value->mean_spend.status = kam_spend_expected(spend, x, account->mean, &value->mean_spend.value);
    value->value.status = value->mean_spend.status;
    if (value->value.status != KAM_CALC_OK)
        return;
    mean = value->mean_spend.value;
    value->value.value = mean * discounted;
    spread = mean * mean / (weight > 1 ? weight : 1);
    square = mean * mean + spread;
    count = law->variance + value->expected * value->expected * parameter;
    sum = value->expected * mean;
    variance = value->expected * square / spend->p + count * square + value->expected * value->expected * spread;
    variance *= faded * faded;
    sum *= faded;
    value->value_lower = fmin(mixed_quantile(law->none, sum, variance, 0.025), value->value.value);
    value->value_upper = fmax(mixed_quantile(law->none, sum, variance, 0.975), value->value.value);
}

static KamCalcStatus
value_account(const KamLifetimeAccount *account, const KamLifetimeQuestion *question, const KamLifetimeResult *result,
              KamLifetimeValue *value)
{
    const KamClvParameters *parameters = &result->fit.parameters;
    const ClvSums sums = clv_sums_of(parameters, account->history.x);
    const KamClvParameters posterior = clv_posterior(parameters, &account->history);
    double purchases = clv_expected_alive(&posterior, question->horizon);
    double discounted =
        question->discount > 0 ? clv_discounted_alive(&posterior, question->horizon, question->discount) : purchases;
    double parameter;
    ClvTerm term;
    Law law;

    *value = (KamLifetimeValue) { .status = account->status };
    if (purchases < 0 || discounted < 0)
        return KAM_CALC_NO_CONVERGENCE;
    clv_term(parameters, &account->history, &sums, 1, &term);
    value->p_alive = term.p_alive;
    value->expected = term.p_alive * purchases;
    law = law_of(&posterior, term.p_alive, question->horizon);
    parameter = parameter_variance(&result->fit, &account->history, term.alive_gradient, question->horizon);
    write_counts(&law, parameter, value);
    write_spend(result, account, &law, parameter, term.p_alive * discounted, value);
    return KAM_CALC_OK;
}

static int
horizon_is_valid(const KamLifetimeQuestion *question)
{
    return question->horizon > 0 && isfinite(question->horizon) && question->discount >= 0 &&
           isfinite(question->discount);
}

static KamCalcStatus
check_accounts(const KamLifetimeAccount account[], size_t n)
{
    size_t found = 0;

    for (size_t i = 0; i < n; i++) {
        if (account[i].status != KAM_CALC_OK)
            continue;
        if (!clv_history_is_valid(&account[i].history) || !isfinite(account[i].mean))
            return KAM_CALC_DOMAIN;
        found++;
    }
    return found > 0 ? KAM_CALC_OK : KAM_CALC_EMPTY;
}

static void
prepare(const KamLifetimeAccount account[], size_t n, KamLifetimeResult *result)
{
    *result = (KamLifetimeResult) { .spend_status = KAM_CALC_TOO_FEW };
    for (int model = 0; model < KAM_CLV_N_MODELS; model++)
        result->predictive[model].status = result->likelihood[model].status = KAM_CALC_EMPTY;
    for (size_t i = 0; i < n; i++) {
        result->n_accounts += account[i].status == KAM_CALC_OK;
        result->n_regular += account[i].status == KAM_CALC_OK && account[i].regularity.is_regular;
    }
}

KamCalcStatus
kam_lifetime_choose(const KamLifetimeAccount account[], const KamLifetimeAccount before[], size_t n,
                    const KamLifetimeQuestion *question, KamLifetimeResult *result)
{
    KamCalcStatus status = check_accounts(account, n);
    KamLifetimeResult found;
    int asked = question->choose ? -1 : (int)question->model;

    if (!question->choose && kam_clv_model_name(question->model) == NULL)
        return KAM_CALC_DOMAIN;
    if (status != KAM_CALC_OK)
        return status;
    prepare(account, n, &found);
    if (question->choose && before != NULL) {
        status = try_holdout(account, before, n, &found);
        asked = best_of(found.predictive);
        found.chosen_by_holdout = asked >= 0;
    }
    if (status == KAM_CALC_OK)
        status = fit_models(account, n, question, asked, &found);
    if (status == KAM_CALC_OK)
        status = fit_spend(account, n, &found);
    if (status == KAM_CALC_OK)
        *result = found;
    return status;
}

KamCalcStatus
kam_lifetime_foretell(const KamLifetimeAccount account[], size_t n, const KamLifetimeQuestion *question,
                      const KamLifetimeResult *result, KamLifetimeValue value[])
{
    KamCalcStatus status = horizon_is_valid(question) ? check_accounts(account, n) : KAM_CALC_DOMAIN;

    for (size_t i = 0; status == KAM_CALC_OK && i < n; i++) {
        if (account[i].status == KAM_CALC_OK && (question->only == NULL || question->only[i]))
            status = value_account(&account[i], question, result, &value[i]);
        else
            value[i] = (KamLifetimeValue) { .status = KAM_CALC_EMPTY };
    }
    return status;
}

KamCalcStatus
kam_lifetime_value(const KamLifetimeAccount account[], const KamLifetimeAccount before[], size_t n,
                   const KamLifetimeQuestion *question, KamLifetimeValue value[], KamLifetimeResult *result)
{
    KamLifetimeResult found;
    KamCalcStatus status =
        horizon_is_valid(question) ? kam_lifetime_choose(account, before, n, question, &found) : KAM_CALC_DOMAIN;

    if (status == KAM_CALC_OK)
        status = kam_lifetime_foretell(account, n, question, &found, value);
    if (status == KAM_CALC_OK)
        *result = found;
    return status;
}

KamCalcStatus
kam_lifetime_calibration(const KamLifetimeAccount account[], const KamLifetimeAccount before[], size_t n,
                         KamClvModel model, KamClvFit *fit, KamLifetimeClass row[])
{
    KamClvData *data = NULL;
    KamCalcStatus status = gather(before, n, &data);

    if (status == KAM_CALC_OK)
        status = kam_clv_fit(data, model, fit);
    kam_clv_data_free(data);
    for (int c = 0; status == KAM_CALC_OK && c < KAM_LIFETIME_N_CLASSES; c++)
        row[c] = (KamLifetimeClass) { .x = c };
    for (size_t i = 0; status == KAM_CALC_OK && i < n; i++) {
        const KamClvHistory *history = &before[i].history;
        KamLifetimeClass *class_of = &row[(int)fmin(history->x, KAM_LIFETIME_N_CLASSES - 1)];
        double expected;

        if (before[i].status != KAM_CALC_OK)
            continue;
        if (!grows(&account[i], &before[i]))
            return KAM_CALC_DOMAIN;
        status = kam_clv_expected(&fit->parameters, history, account[i].history.T - history->T, &expected);
        if (status != KAM_CALC_OK)
            return status;
        class_of->accounts++;
        class_of->expected += expected;
        class_of->actual += account[i].history.x - history->x;
    }
    return status;
}
