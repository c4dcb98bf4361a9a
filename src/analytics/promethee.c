/* PROMETHEE II: see kamen/decision.h. */
#include <kamen/decision.h>

#include <math.h>

#include "decision_check.h"

static double
deviation_of(const double scaled[], size_t n, size_t m, size_t j)
{
    double mean = 0, squares = 0;

    for (size_t i = 0; i < n; i++)
        mean += scaled[i * m + j] / (double)n;
    for (size_t i = 0; i < n; i++)
        squares += (scaled[i * m + j] - mean) * (scaled[i * m + j] - mean) / (double)n;
    return sqrt(squares);
}

KamDecisionPreference
kam_decision_preference(const double scaled[], size_t n, size_t m, size_t j, KamDecisionShape shape)
{
    double least, most;

    decision_bounds(scaled, n, m, j, &least, &most);
    if (!(most > least))
        return (KamDecisionPreference) { .shape = KAM_DECISION_USUAL };
    switch (shape) {
    case KAM_DECISION_LINEAR:
        return (KamDecisionPreference) { shape, 0, most - least };
    case KAM_DECISION_LEVEL:
        return (KamDecisionPreference) { shape, (most - least) / 4, (most - least) / 2 };
    case KAM_DECISION_GAUSSIAN:
        return (KamDecisionPreference) { shape, 0, deviation_of(scaled, n, m, j) };
    case KAM_DECISION_USUAL:
        break;
    }
    return (KamDecisionPreference) { .shape = KAM_DECISION_USUAL };
}

static int
preference_is_right(KamDecisionPreference preference)
{
    if (preference.shape == KAM_DECISION_USUAL)
        return 1;
    if (!isfinite(preference.q) || !isfinite(preference.p) || preference.q < 0 || preference.q > preference.p)
        return 0;
    return preference.shape != KAM_DECISION_GAUSSIAN || preference.p > 0;
}

static double
preference_for(KamDecisionPreference rule, double advantage)
{
    double ratio;

    if (!(advantage > 0))
        return 0;
    switch (rule.shape) {
    case KAM_DECISION_LINEAR:
        return advantage <= rule.q ? 0 : advantage >= rule.p ? 1 : (advantage - rule.q) / (rule.p - rule.q);
    case KAM_DECISION_LEVEL:
        return advantage <= rule.q ? 0 : advantage <= rule.p ? 0.5 : 1;
    case KAM_DECISION_GAUSSIAN:
        ratio = advantage / rule.p;
        return -expm1(-ratio * ratio / 2);
    case KAM_DECISION_USUAL:
        break;
    }
    return 1;
}

/* Only one of the two of a pair can be preferred under a criterion. */
static void
compare_under(const double scaled[], size_t n, size_t m, size_t j, KamDecisionPreference rule, double weight,
              double leaving[], double entering[])
{
    for (size_t a = 0; a < n; a++)
        for (size_t b = a + 1; b < n; b++) {
            double advantage = scaled[a * m + j] - scaled[b * m + j];
            double strength = weight * preference_for(rule, fabs(advantage));

            leaving[advantage > 0 ? a : b] += strength;
            entering[advantage > 0 ? b : a] += strength;
        }
}

KamCalcStatus
kam_decision_promethee(const double scaled[], size_t n, size_t m, const double weight[],
                       const KamDecisionPreference preference[], double leaving[], double entering[], double net[])
{
    double sum;
    KamCalcStatus status = decision_check(scaled, n, m, weight, &sum);

    if (status != KAM_CALC_OK)
        return status;
    for (size_t j = 0; j < m; j++)
        if (!preference_is_right(preference[j]))
            return KAM_CALC_DOMAIN;
    if (n == 1)
        return KAM_CALC_TOO_FEW;
    for (size_t i = 0; i < n; i++)
        leaving[i] = entering[i] = 0;
    for (size_t j = 0; j < m; j++)
        compare_under(scaled, n, m, j, preference[j], weight[j] / sum / (double)(n - 1), leaving, entering);
    for (size_t i = 0; i < n; i++)
        net[i] = leaving[i] - entering[i];
    return KAM_CALC_OK;
}
