/* Amounts that are expected to be lost. Chances of different accounts come from the same parameters and are wrong
 * together, so an amount carries its derivatives by them: errors of sums are then those of the sums. */
#pragma once

#include "service/analysis/account_loss.h"

#define KAM_RISK_LEVEL 0.9

/* In currency units. */
typedef struct {
    double amount;
    double slope[KAM_CLV_N_PARAMETERS]; /* by the logarithms of the parameters */
} KamRisk;

/* With an interval of 90 %; all NaN: not known. */
typedef struct {
    double value, lower, upper;
} KamRiskEstimate;

/** Put an amount that is lost with a chance. */
static inline void
kam_risk_add(KamRisk *risk, double amount, const KamClvChance *chance)
{
    double p = chance->probability;

    risk->amount += amount * p;
    for (guint i = 0; i < KAM_CLV_N_PARAMETERS; i++)
        risk->slope[i] += amount * p * (1 - p) * chance->gradient[i];
}

/** Put what another sum holds. */
void kam_risk_add_risk(KamRisk *risk, const KamRisk *other);
/** Nothing is known. */
KamRiskEstimate kam_risk_unknown(void);
/** The part of `whole` that is expected to be lost, as far as the parameters are known; unknown for a whole of 0 or
 * less. */
KamRiskEstimate kam_risk_share(const KamRisk *risk, double whole, const KamClvFit *fit);
/**
 * What is expected to be lost of an amount that is itself not the same every year.
 *
 * @param width  half of an interval of 90 % of the whole of a year; NaN: it is not known, and left out.
 */
KamRiskEstimate kam_risk_estimate(const KamRisk *risk, double whole, double width, const KamClvFit *fit);

/* Of several accounts, each lost by itself. */
typedef struct {
    guint n;
    double log_all, log_none; /* of the chances that all of them, and that none of them, is lost */
    double all_slope[KAM_CLV_N_PARAMETERS], none_slope[KAM_CLV_N_PARAMETERS]; /* of these */
    double least, most; /* of the single chances: whatever hangs together, all is at most this, any at least that */
} KamRiskTogether;

/** Nobody yet. */
void kam_risk_together_init(KamRiskTogether *together);
/** One more. */
void kam_risk_together_add(KamRiskTogether *together, const KamClvChance *chance);
/** The chance that all of them are lost; unknown for none. */
KamRiskEstimate kam_risk_together_all(const KamRiskTogether *together, const KamClvFit *fit);
/** The chance that any of them is. */
KamRiskEstimate kam_risk_together_any(const KamRiskTogether *together, const KamClvFit *fit);

/* One that is lost with a chance; an amount below 0 costs money as long as it is there. */
typedef struct {
    double amount, probability;
} KamRiskStake;

/**
 * The chance that more than `limit` is lost, each stake by itself: exact for the 500 that matter most but for the step
 * of a grid, a normal law for what the others add.
 */
double kam_risk_chance_above(const KamRiskStake stakes[], gsize n, double limit);
