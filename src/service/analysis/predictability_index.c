/* The parts of the index, their weights and their mean. */
#include "service/analysis/predictability.h"

#include <math.h>

#define SMAPE_MOST 200.0
#define NARROW 0.80 /* the levels whose coverage is looked at */
#define WIDE 0.95
#define TENURE_HALF 2.0 /* years that give one half */
#define DAYS_A_YEAR 365.25

static const KamPredictsPart parts[KAM_PREDICTS_N] = {
    [KAM_PREDICTS_ACCURACY] = { "accuracy", "1 - sMAPE / 200 of the back-test", 0.30, FALSE },
    [KAM_PREDICTS_CERTAINTY] = { "certainty", "next quarter / (itself + half its interval of 95%)", 0.15, FALSE },
    [KAM_PREDICTS_GAIN] = { "gain", "1 / (1 + MASE)", 0.05, FALSE },
    [KAM_PREDICTS_BIAS] = { "bias", "1 - |bias|", 0.05, FALSE },
    [KAM_PREDICTS_COVERAGE] = { "coverage", "1 - mean distance of the coverages from 80 and 95%", 0.05, FALSE },
    [KAM_PREDICTS_REGULARITY] = { "regularity", "1 / (1 + variation of the gaps between purchases)", 0.05, FALSE },
    [KAM_PREDICTS_CONTRACT] = { "contract", "share of its sales under agreements", 0.10, FALSE },
    [KAM_PREDICTS_ALIVE] = { "alive", "chance that it still buys", 0.10, TRUE },
    [KAM_PREDICTS_VALUE] = { "value", "lifetime value / (itself + half its interval of 95%)", 0.10, TRUE },
    [KAM_PREDICTS_TENURE] = { "tenure", "years / (years + 2)", 0.05, TRUE },
};

const KamPredictsPart *
kam_predictability_part(KamPredicts part)
{
    return &parts[part];
}

const char *
kam_predictable_reason_name(KamPredictableReason reason)
{
    return reason == KAM_PREDICTABLE_IS_KNOWN ? NULL
           : reason == KAM_PREDICTABLE_SHORT  ? "short_history"
                                              : "no_purchase_in_a_year";
}

static double
value_or_nan(KamCalcValue value)
{
    return value.status == KAM_CALC_OK ? value.value : NAN;
}

/* Of an amount and its interval; losses are as sure as gains. */
static double
certainty_of(double amount, double lower, double upper)
{
    double half = (upper - lower) / 2, size = fabs(amount);

    if (isnan(amount) || isnan(half))
        return NAN;
    return size + half > 0 ? size / (size + half) : 0;
}

static void
take_forecast(KamPredictability *p, const KamAccountForecast *forecast)
{
    double narrow, wide;

    if (forecast == NULL || forecast->status != KAM_CALC_OK)
        return;
    narrow = fabs(value_or_nan(forecast->coverage_80) - NARROW) / NARROW;
    wide = fabs(value_or_nan(forecast->coverage) - WIDE) / WIDE;
    p->part[KAM_PREDICTS_ACCURACY] = CLAMP(1 - value_or_nan(forecast->smape) / SMAPE_MOST, 0, 1);
    p->part[KAM_PREDICTS_CERTAINTY] = certainty_of(forecast->total, forecast->total_lower, forecast->total_upper);
    p->part[KAM_PREDICTS_GAIN] = 1 / (1 + value_or_nan(forecast->mase));
    p->part[KAM_PREDICTS_BIAS] = CLAMP(1 - fabs(value_or_nan(forecast->bias)), 0, 1);
    p->part[KAM_PREDICTS_COVERAGE] = CLAMP(1 - (narrow + wide) / 2, 0, 1);
}

static void
take_behaviour(KamPredictability *p, const KamBehaviour *behaviour)
{
    double years;

    if (behaviour == NULL || behaviour->status != KAM_CALC_OK)
        return;
    years = behaviour->tenure_days / DAYS_A_YEAR;
    p->part[KAM_PREDICTS_REGULARITY] = 1 / (1 + value_or_nan(behaviour->gap_variation));
    p->part[KAM_PREDICTS_TENURE] = years / (years + TENURE_HALF);
}

static void
take_value(KamPredictability *p, const KamAccountValue *value)
{
    if (value == NULL || value->future.status != KAM_CALC_OK)
        return;
    p->part[KAM_PREDICTS_ALIVE] = value->future.p_alive;
    p->part[KAM_PREDICTS_VALUE] = certainty_of(value->value, value->value_lower, value->value_upper);
}

gboolean
kam_predictability_is_gone(const KamBehaviour *behaviour)
{
    return behaviour->recency_days >= KAM_BEHAVIOUR_YEAR_DAYS;
}

static KamPredictableReason
reason_of(const KamPredictability *p, const KamPredictabilityFigures *figures)
{
    if (figures->behaviour != NULL && kam_predictability_is_gone(figures->behaviour))
        return KAM_PREDICTABLE_GONE;
    return isnan(p->part[KAM_PREDICTS_ACCURACY]) ? KAM_PREDICTABLE_SHORT : KAM_PREDICTABLE_IS_KNOWN;
}

KamPredictability
kam_predictability_index(const KamPredictabilityFigures *figures)
{
    KamPredictability p = { .index = NAN };
    double known = 0, sum = 0;

    for (guint i = 0; i < KAM_PREDICTS_N; i++)
        p.part[i] = NAN;
    take_forecast(&p, figures->forecast);
    take_behaviour(&p, figures->behaviour);
    take_value(&p, figures->value);
    p.part[KAM_PREDICTS_CONTRACT] = figures->contract;
    p.reason = reason_of(&p, figures);
    if (p.reason != KAM_PREDICTABLE_IS_KNOWN)
        return p;
    for (guint i = 0; i < KAM_PREDICTS_N; i++)
        known += isnan(p.part[i]) ? 0 : parts[i].weight;
    for (guint i = 0; i < KAM_PREDICTS_N; i++) {
        p.weight[i] = isnan(p.part[i]) ? 0 : parts[i].weight / known;
        sum += isnan(p.part[i]) ? 0 : p.weight[i] * p.part[i];
    }
    p.index = sum;
    return p;
}
