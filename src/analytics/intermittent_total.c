/* What intermittent demand adds up to over several periods: see kamen/intermittent.h. */
#include <kamen/intermittent.h>

#include <math.h>

#include <gsl/gsl_cdf.h>

#define MAX_HORIZON 1000
#define TOLERANCE 1e-10
#define MAX_STEPS 200

/* Seven-point Gauss-Hermite rule for the standard normal distribution: exact for polynomials of degree 13. */
static const double node[] = { 0, 1.154405394739968, 2.366759410734541, 3.750439717725742 };
static const double weight[] = { 0.457142857142857143, 0.240123178605012610, 0.030757123967586458,
                                 0.000548268855972219 };
#define N_NODES 4

/* The distribution that the fit stands for. */
typedef struct {
    double periods;   /* h */
    double mean_size; /* m */
    double chance;    /* p */
    double a, b;      /* of the beta distribution of the chance; b is 0 when it is certain */
    double shape;     /* of one gamma size: 1 / variation */
    double variation;
    double mean_spread; /* sigma of ln of the mean size */
} Compound;

static int
is_fit(const KamIntermittentFit *fit)
{
    return fit->n_demands > 0 && isfinite(fit->rate) && isfinite(fit->size) && fit->size > 0 && fit->rate >= 0 &&
           isfinite(fit->size_variation) && fit->size_variation > 0 && fit->size_evidence > 0 &&
           fit->chance_evidence > 0;
}

static KamCalcStatus
compound_of(const KamIntermittentFit *fit, size_t horizon, Compound *compound)
{
    if (horizon == 0 || horizon > MAX_HORIZON || !is_fit(fit))
        return KAM_CALC_DOMAIN;
    if (fit->rate == 0)
        return KAM_CALC_EMPTY;
    compound->periods = (double)horizon;
    compound->chance = fmin(fit->rate / fit->size, 1);
    compound->mean_size = fit->rate / compound->chance;
    compound->a = compound->chance * fit->chance_evidence;
    compound->b = (1 - compound->chance) * fit->chance_evidence;
    compound->variation = fit->size_variation;
    compound->shape = 1 / fit->size_variation;
    compound->mean_spread = sqrt(log1p(fit->size_variation / fit->size_evidence));
    return KAM_CALC_OK;
}

/* ln P(no demand in h periods). */
static double
log_none(const Compound *compound)
{
    double sum = 0;

    if (compound->b == 0)
        return -INFINITY;
    for (double i = 0; i < compound->periods; i++)
        sum += log((compound->b + i) / (compound->a + compound->b + i));
    return sum;
}

/* Sum over the number of demands, the mean size being that times the factor. */
static double
chance_given_mean(const Compound *compound, double none, double x, double factor)
{
    const double scale = compound->mean_size * factor * compound->variation;
    const double h = compound->periods;
    double log_chance = none, sum = exp(none);

    if (compound->b == 0)
        return gsl_cdf_gamma_P(x, h * compound->shape, scale);
    for (double k = 1; k <= h; k++) {
        log_chance += log((h - k + 1) / k * (k - 1 + compound->a) / (h - k + compound->b));
        if (log_chance > -40) /* less than 1e-17 each */
            sum += exp(log_chance) * gsl_cdf_gamma_P(x, k * compound->shape, scale);
    }
    return fmin(sum, 1);
}

static double
chance_up_to(const Compound *compound, double none, double x)
{
    const double s = compound->mean_spread;
    double sum = weight[0] * chance_given_mean(compound, none, x, exp(-s * s / 2));

    for (int i = 1; i < N_NODES; i++)
        sum += weight[i] * (chance_given_mean(compound, none, x, exp(s * node[i] - s * s / 2)) +
                            chance_given_mean(compound, none, x, exp(-s * node[i] - s * s / 2)));
    return fmin(sum, 1);
}

KamCalcStatus
kam_intermittent_chance(const KamIntermittentFit *fit, size_t horizon, double x, double *chance)
{
    Compound compound;
    KamCalcStatus status = isfinite(x) ? compound_of(fit, horizon, &compound) : KAM_CALC_DOMAIN;

    if (status != KAM_CALC_OK)
        return status;
    if (x < 0)
        *chance = 0;
    else if (x == 0)
        *chance = exp(log_none(&compound));
    else
        *chance = chance_up_to(&compound, log_none(&compound), x);
    return KAM_CALC_OK;
}

/* A total and the chance of no more than it. */
typedef struct {
    double x, chance;
} Point;

static Point
point_at(const Compound *compound, double none, double x)
{
    return (Point) { x, chance_up_to(compound, none, x) };
}

/* Two totals, a factor of two apart, that the quantile lies between; from the mean on. */
static int
bracket(const Compound *compound, double none, double level, Point mean, Point *low, Point *high)
{
    Point last = mean;
    int up = mean.chance < level;

    for (int i = 0; i < MAX_STEPS; i++) {
        Point next = point_at(compound, none, up ? last.x * 2 : last.x / 2);

        if ((next.chance < level) != up) {
            *low = up ? last : next;
            *high = up ? next : last;
            return 1;
        }
        last = next;
    }
    return 0;
}

/* Where the interval is cut: false position, its value at an end that stays halved so that both ends move (Illinois).
 * GSL's solvers allocate, and need no fewer steps. */
static KamCalcStatus
find_quantile(const Compound *compound, double none, Point mean, double level, double *quantile)
{
    Point least, most;
    double low, high, below, above;

    if (exp(none) >= level) {
        *quantile = 0;
        return KAM_CALC_OK;
    }
    if (!bracket(compound, none, level, mean, &least, &most))
        return KAM_CALC_NO_CONVERGENCE;
    low = least.x;
    high = most.x;
    below = least.chance - level;
    above = most.chance - level;
    for (int i = 0, side = 0; i < MAX_STEPS; i++) {
        const double x = above > below ? high - above * (high - low) / (above - below) : (low + high) / 2;
        const double miss = chance_up_to(compound, none, x) - level;

        if (fabs(miss) <= 1e-14 || high - low <= TOLERANCE * high) {
            *quantile = x;
            return KAM_CALC_OK;
        }
        if (miss < 0) {
            low = x;
            below = miss;
            above = side < 0 ? above / 2 : above;
            side = -1;
        } else {
            high = x;
            above = miss;
            below = side > 0 ? below / 2 : below;
            side = 1;
        }
    }
    return KAM_CALC_NO_CONVERGENCE;
}

/* Var(total) / m^2 for K demands of mean size m M: E K c E M^2 + E K^2 E M^2 - (E K)^2. */
static double
relative_variance(const Compound *compound)
{
    const double h = compound->periods, p = compound->chance;
    const double evidence = compound->a + compound->b;
    const double squared_mean = exp(compound->mean_spread * compound->mean_spread);
    const double count_variance = h * p * (1 - p) * (evidence + h) / (evidence + 1);

    return (h * p * compound->variation + count_variance + h * p * h * p) * squared_mean - h * p * h * p;
}

KamCalcStatus
kam_intermittent_total(const KamIntermittentFit *fit, size_t horizon, double level, KamIntermittentTotal *total)
{
    Compound compound;
    Point mean;
    double none, lower, upper;
    KamCalcStatus status = level > 0 && level < 1 ? compound_of(fit, horizon, &compound) : KAM_CALC_DOMAIN;

    if (status != KAM_CALC_OK)
        return status;
    none = log_none(&compound);
    mean = point_at(&compound, none, compound.periods * compound.chance * compound.mean_size);
    status = find_quantile(&compound, none, mean, (1 - level) / 2, &lower);
    if (status == KAM_CALC_OK)
        status = find_quantile(&compound, none, mean, (1 + level) / 2, &upper);
    if (status != KAM_CALC_OK)
        return status;
    total->expected = compound.periods * fit->rate;
    total->std_error = compound.mean_size * sqrt(relative_variance(&compound));
    total->lower = lower;
    total->upper = upper;
    total->none = exp(none);
    return KAM_CALC_OK;
}
