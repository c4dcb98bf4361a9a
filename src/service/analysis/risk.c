/* Sums of what is expected to be lost, intervals of them, and the law of the whole loss. */
#include "service/analysis/risk.h"

#include <math.h>
#include <stdlib.h>

#define NORMAL_90 1.6448536269514722
#define GRID 4096
#define EXACT 500

void
kam_risk_add_risk(KamRisk *risk, const KamRisk *other)
{
    risk->amount += other->amount;
    for (guint i = 0; i < KAM_CLV_N_PARAMETERS; i++)
        risk->slope[i] += other->slope[i];
}

KamRiskEstimate
kam_risk_unknown(void)
{
    return (KamRiskEstimate) { (double)NAN, (double)NAN, (double)NAN };
}

static KamRiskEstimate
estimate_of_chance(const KamClvChance *chance, const KamClvFit *fit)
{
    KamRiskEstimate estimate = { .value = chance->probability };

    if (kam_clv_chance_interval(fit, chance, KAM_RISK_LEVEL, &estimate.lower, &estimate.upper) != KAM_CALC_OK)
        return kam_risk_unknown();
    return estimate;
}

KamRiskEstimate
kam_risk_share(const KamRisk *risk, double whole, const KamClvFit *fit)
{
    KamClvChance share = { .probability = risk->amount / whole };
    double p = share.probability;

    if (!(whole > 0))
        return kam_risk_unknown();
    if (!(p > 0 &&
          p < 1)) { /* credits among the sales can lead out of the range: it ends where there is nothing left */
        share.probability = CLAMP(p, 0, 1);
        return estimate_of_chance(&share, fit);
    }
    for (guint i = 0; i < KAM_CLV_N_PARAMETERS; i++)
        share.gradient[i] = risk->slope[i] / whole / (p * (1 - p));
    return estimate_of_chance(&share, fit);
}

/* Each side as far as both errors go together. Where the whole is not above 0, the parts have different signs, and the
 * amount itself is taken to be normal. */
KamRiskEstimate
kam_risk_estimate(const KamRisk *risk, double whole, double width, const KamClvFit *fit)
{
    KamRiskEstimate share = kam_risk_share(risk, whole, fit);
    double value = risk->amount, reach = NORMAL_90 * sqrt(kam_clv_variance(fit, risk->slope));
    double below = isnan(share.value) ? reach : value - share.lower * whole;
    double above = isnan(share.value) ? reach : share.upper * whole - value;
    double year = isnan(width) || isnan(share.value) ? 0 : share.value * width;

    return (KamRiskEstimate) {
        .value = value,
        .lower = isnan(share.value) ? value - below : fmax(value - hypot(below, year), 0),
        .upper = value + hypot(above, year),
    };
}

/* --- several --- */

void
kam_risk_together_init(KamRiskTogether *together)
{
    *together = (KamRiskTogether) { .least = 1 };
}

void
kam_risk_together_add(KamRiskTogether *together, const KamClvChance *chance)
{
    double p = chance->probability;

    together->n++;
    together->log_all += log(p);
    together->log_none += log1p(-p);
    together->least = fmin(together->least, p);
    together->most = fmax(together->most, p);
    for (guint i = 0; i < KAM_CLV_N_PARAMETERS; i++) {
        together->all_slope[i] += (1 - p) * chance->gradient[i];
        together->none_slope[i] -= p * chance->gradient[i];
    }
}

/* Of the logarithm of a chance to that of its odds. */
static KamRiskEstimate
estimate_of_log(double log_chance, const double slope[], gboolean turned, const KamClvFit *fit)
{
    double other = fmax(-expm1(log_chance), G_MINDOUBLE);
    KamClvChance chance = { .probability = turned ? -expm1(log_chance) : exp(log_chance) };

    for (guint i = 0; i < KAM_CLV_N_PARAMETERS; i++)
        chance.gradient[i] = (turned ? -slope[i] : slope[i]) / other;
    return estimate_of_chance(&chance, fit);
}

KamRiskEstimate
kam_risk_together_all(const KamRiskTogether *together, const KamClvFit *fit)
{
    return together->n == 0 ? kam_risk_unknown() : estimate_of_log(together->log_all, together->all_slope, FALSE, fit);
}

KamRiskEstimate
kam_risk_together_any(const KamRiskTogether *together, const KamClvFit *fit)
{
    return together->n == 0 ? kam_risk_unknown() : estimate_of_log(together->log_none, together->none_slope, TRUE, fit);
}

/* --- the law of the whole --- */

static double
variance_of(const KamRiskStake *stake)
{
    return stake->amount * stake->amount * stake->probability * (1 - stake->probability);
}

static int
compare_stakes(gconstpointer a, gconstpointer b)
{
    double x = variance_of(a), y = variance_of(b);

    return (x < y) - (x > y);
}

/* Move a part of the law by so many steps; what lies between two points goes to both. */
static void
move_part(double law[GRID], double probability, double steps)
{
    guint whole = (guint)steps;
    double rest = steps - whole;

    for (guint i = GRID; i-- > 0;) {
        double from = i >= whole ? law[i - whole] : 0, before = i > whole ? law[i - whole - 1] : 0;

        law[i] = (1 - probability) * law[i] + probability * ((1 - rest) * from + rest * before);
    }
}

/* A stake below 0 is one above 0 that is lost when the other is not, beside a sum that is sure. */
static double
spread_out(const KamRiskStake stakes[], gsize n, double law[GRID], double *step)
{
    double start = 0, range = 0;

    for (gsize i = 0; i < n; i++) {
        start += fmin(stakes[i].amount, 0);
        range += fabs(stakes[i].amount);
    }
    *step = range > 0 ? range / (GRID - 2) : 1;
    law[0] = 1;
    for (gsize i = 0; i < n; i++) {
        double p = stakes[i].probability;

        move_part(law, stakes[i].amount < 0 ? 1 - p : p, fabs(stakes[i].amount) / *step);
    }
    return start;
}

double
kam_risk_chance_above(const KamRiskStake stakes[], gsize n, double limit)
{
    g_autofree KamRiskStake *sorted = g_memdup2(stakes, n * sizeof *stakes);
    double law[GRID] = { 0 }, mean = 0, variance = 0, above = 0, step, start;

    if (n > 0)
        qsort(sorted, n, sizeof *sorted, compare_stakes);
    for (gsize i = EXACT; i < n; i++) {
        mean += sorted[i].amount * sorted[i].probability;
        variance += variance_of(&sorted[i]);
    }
    start = spread_out(sorted, MIN(n, EXACT), law, &step) + mean;
    for (guint i = 0; i < GRID; i++) {
        double missing = limit - start - i * step;

        above += law[i] * (variance > 0 ? erfc(missing / sqrt(2 * variance)) / 2 : missing < 0);
    }
    return CLAMP(above, 0, 1);
}
