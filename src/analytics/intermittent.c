/* How intermittent a demand is, and which method suits it: see kamen/intermittent.h. */
#include <kamen/intermittent.h>

#include <math.h>

#include "amounts.h"
#include "sum.h"

/* Below this chance the silence at the end is taken for a change: the usual 5 %. */
#define QUIET_CHANCE 0.05

const char *
kam_demand_pattern_text(KamDemandPattern pattern)
{
    switch (pattern) {
    case KAM_DEMAND_SMOOTH:
        return "smooth";
    case KAM_DEMAND_INTERMITTENT:
        return "intermittent";
    case KAM_DEMAND_ERRATIC:
        return "erratic";
    case KAM_DEMAND_LUMPY:
        return "lumpy";
    }
    return "unknown";
}

const char *
kam_intermittent_method_text(KamIntermittentMethod method)
{
    switch (method) {
    case KAM_INTERMITTENT_CROSTON:
        return "croston";
    case KAM_INTERMITTENT_SBA:
        return "sba";
    case KAM_INTERMITTENT_SBJ:
        return "sbj";
    case KAM_INTERMITTENT_TSB:
        return "tsb";
    case KAM_INTERMITTENT_ADIDA:
        return "adida";
    }
    return "unknown";
}

static size_t
count_demands(const double demand[], size_t n)
{
    size_t count = 0;

    for (size_t t = 0; t < n; t++)
        count += demand[t] > 0;
    return count;
}

static size_t
count_quiet(const double demand[], size_t n)
{
    size_t quiet = 0;

    while (quiet < n && demand[n - 1 - quiet] == 0)
        quiet++;
    return quiet;
}

/* (n - 1) s^2 / mean^2 of the sizes; their mean is scaled, too. */
static double
squared_deviations(const double demand[], size_t n, double factor, double mean)
{
    Sum sum = { 0 };

    for (size_t t = 0; t < n; t++)
        if (demand[t] > 0) {
            double deviation = demand[t] * factor / mean - 1;

            sum_add(&sum, deviation * deviation);
        }
    return sum_value(sum);
}

/* The last demand before the silence ends the count of periods, so it is no evidence of the rate. */
static double
chance_of_quiet(size_t n, size_t n_demands, size_t n_quiet)
{
    double p;

    if (n_quiet == 0)
        return 1;
    p = (double)(n_demands - 1) / (double)(n - n_quiet - 1);
    return pow(1 - p, (double)n_quiet);
}

static KamDemandPattern
pattern_of(double interval, double variation)
{
    if (interval <= KAM_DEMAND_CUT_INTERVAL)
        return variation <= KAM_DEMAND_CUT_VARIATION ? KAM_DEMAND_SMOOTH : KAM_DEMAND_ERRATIC;
    return variation <= KAM_DEMAND_CUT_VARIATION ? KAM_DEMAND_INTERMITTENT : KAM_DEMAND_LUMPY;
}

KamCalcStatus
kam_intermittent_profile(const double demand[], size_t n, KamDemandProfile *profile)
{
    Scale scale;
    size_t demands;
    double mean;
    KamCalcStatus status = amounts_scale(demand, n, &scale);

    if (status != KAM_CALC_OK)
        return status;
    demands = count_demands(demand, n);
    if (demands < 2)
        return KAM_CALC_TOO_FEW;
    mean = scale.total / (double)demands;
    profile->n = n;
    profile->n_demands = demands;
    profile->mean_interval = (double)n / (double)demands;
    profile->mean_size = mean / scale.factor;
    profile->size_variation = squared_deviations(demand, n, scale.factor, mean) / (double)(demands - 1);
    profile->n_quiet = count_quiet(demand, n);
    profile->quiet_chance = chance_of_quiet(n, demands, profile->n_quiet);
    profile->pattern = pattern_of(profile->mean_interval, profile->size_variation);
    return KAM_CALC_OK;
}

KamIntermittentMethod
kam_intermittent_choose(const KamDemandProfile *profile)
{
    if (profile->quiet_chance < QUIET_CHANCE)
        return KAM_INTERMITTENT_TSB;
    return profile->pattern == KAM_DEMAND_SMOOTH ? KAM_INTERMITTENT_CROSTON : KAM_INTERMITTENT_SBA;
}
