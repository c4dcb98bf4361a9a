/* What intermittent demand adds up to over several periods: see kamen/intermittent.h. */
#include <kamen/intermittent.h>

#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>

#define MAX_HORIZON 1000
#define TOLERANCE 1e-10
#define MAX_STEPS 200
#define LAST_STEP 1e-6  /* relative: what Newton's method leaves behind such a step is its square */
#define LARGE_SHAPE 200 /* beyond it the front of the gamma distribution loses digits */
#define MAX_FRACTIONS 1000
#define FARTHEST 8 /* times the total before, while no bound above is known */

/* Seven-point Gauss-Hermite rule for the standard normal distribution: exact for polynomials of degree 13. */
static const double node[] = { 0, 1.154405394739968, 2.366759410734541, 3.750439717725742 };
static const double weight[] = { 0.457142857142857143, 0.240123178605012610, 0.030757123967586458,
                                 0.000548268855972219 };
#define N_NODES 4
#define N_SIZES (2 * N_NODES - 1)

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

/* The distribution made ready for many totals: chances of each number of demands, and mean sizes with their weights. */
typedef struct {
    double none; /* chance of no demand */
    size_t n;    /* numbers of demands that have a chance */
    double chance[MAX_HORIZON], shape[MAX_HORIZON];
    double log_gamma[MAX_HORIZON]; /* ln Gamma(shape + 1) */
    double scale[N_SIZES], weight[N_SIZES];
    double mean; /* of the total */
} Mixture;

static void
add_count(Mixture *mixture, double chance, double shape)
{
    mixture->chance[mixture->n] = chance;
    mixture->shape[mixture->n] = shape;
    mixture->log_gamma[mixture->n] = gsl_sf_lngamma(shape + 1);
    mixture->n++;
}

/* By the beta-binomial distribution; without a doubt about the chance there is a demand in each period. */
static void
add_counts(Mixture *mixture, const Compound *compound)
{
    const double h = compound->periods;
    double log_chance = 0;

    mixture->n = 0;
    mixture->none = 0;
    if (compound->b == 0) {
        add_count(mixture, 1, h * compound->shape);
        return;
    }
    for (double i = 0; i < h; i++)
        log_chance += log((compound->b + i) / (compound->a + compound->b + i));
    mixture->none = exp(log_chance);
    for (double k = 1; k <= h; k++) {
        log_chance += log((h - k + 1) / k * (k - 1 + compound->a) / (h - k + compound->b));
        if (log_chance > -40) /* less than 1e-17 each */
            add_count(mixture, exp(log_chance), k * compound->shape);
    }
}

static void
mix(const Compound *compound, Mixture *mixture)
{
    const double s = compound->mean_spread, unit = compound->mean_size * compound->variation;

    add_counts(mixture, compound);
    mixture->mean = compound->periods * compound->chance * compound->mean_size;
    for (int i = 0; i < N_SIZES; i++) {
        const int at = i < N_NODES ? i : i - N_NODES + 1;

        mixture->scale[i] = unit * exp((i < N_NODES ? s : -s) * node[at] - s * s / 2);
        mixture->weight[i] = weight[at];
    }
}

/* Of a gamma variable of scale 1, and its density there. By the series below its mean, by the continued fraction of the
 * upper tail above (Abramowitz and Stegun 6.5.29, 6.5.31); what both need is worked out once, which GSL cannot. */
static double
gamma_chance(double shape, double log_gamma, double x, double *density)
{
    const double front = exp(shape * log(x) - x - log_gamma);
    double sum = 1, term = 1, b = x + 1 - shape, c = 1e300, d = 1 / b, fraction = d;

    *density = front * shape / x;
    if (x < shape + 1) {
        for (double k = 1; term > sum * 1e-17; k++) {
            term *= x / (shape + k);
            sum += term;
        }
        return front * sum;
    }
    for (double k = 1, change = 0; fabs(change - 1) > 4e-16 && k < MAX_FRACTIONS; k++) {
        b += 2;
        d = 1 / (k * (shape - k) * d + b);
        c = b + k * (shape - k) / c;
        change = c * d;
        fraction *= change;
    }
    return 1 - front * shape * fraction;
}

/* Many demands make a shape for which the front loses digits. */
static double
chance_of(double shape, double log_gamma, double x, double *density)
{
    if (shape <= LARGE_SHAPE)
        return gamma_chance(shape, log_gamma, x, density);
    *density = gsl_ran_gamma_pdf(x, shape, 1);
    return gsl_cdf_gamma_P(x, shape, 1);
}

/* A total, the chance of no more than it, and how fast that rises. */
typedef struct {
    double x, chance, density;
} Point;

static Point
point_at(const Mixture *mixture, double x)
{
    Point point = { .x = x, .chance = mixture->none };

    for (int i = 0; i < N_SIZES; i++)
        for (size_t k = 0; k < mixture->n; k++) {
            const double part = mixture->weight[i] * mixture->chance[k];
            double density;

            point.chance += part * chance_of(mixture->shape[k], mixture->log_gamma[k], x / mixture->scale[i], &density);
            point.density += part * density / mixture->scale[i];
        }
    point.chance = fmin(point.chance, 1);
    return point;
}

KamCalcStatus
kam_intermittent_chance(const KamIntermittentFit *fit, size_t horizon, double x, double *chance)
{
    Compound compound;
    Mixture mixture;
    KamCalcStatus status = isfinite(x) ? compound_of(fit, horizon, &compound) : KAM_CALC_DOMAIN;

    if (status != KAM_CALC_OK)
        return status;
    mix(&compound, &mixture);
    *chance = x < 0 ? 0 : x == 0 ? mixture.none : point_at(&mixture, x).chance;
    return KAM_CALC_OK;
}

/* Where the quantile would lie if what is straight in the usual case were straight: the logarithm of the chance of more
 * as the total grows, and that of the chance of a demand and no more against the logarithm of the total as it shrinks.
 */
static double
next_guess(const Mixture *mixture, const Point *at, double level)
{
    const double some = at->chance - mixture->none;

    if (at->chance < level)
        return at->x + log((1 - at->chance) / (1 - level)) * (1 - at->chance) / at->density;
    return at->x * exp(log((level - mixture->none) / some) * some / (at->density * at->x));
}

/* By Newton's method on these scales, held between the totals that are known to be too small and too large; where its
 * steps do not become shorter, as on the level ground between one demand and two, by halves. GSL's solvers allocate,
 * and need more steps. */
static KamCalcStatus
find_quantile(const Mixture *mixture, const Point *mean, double level, double *quantile)
{
    double low = 0, high = INFINITY, last_step = INFINITY;
    Point at = *mean;

    if (mixture->none >= level) {
        *quantile = 0;
        return KAM_CALC_OK;
    }
    for (int i = 0; i < MAX_STEPS; i++) {
        double next = next_guess(mixture, &at, level);

        if (fabs(next - at.x) <= LAST_STEP * at.x) {
            *quantile = next;
            return KAM_CALC_OK;
        }
        if (fabs(at.chance - level) <= 1e-14 || (isfinite(high) && high - low <= TOLERANCE * high)) {
            *quantile = at.x;
            return KAM_CALC_OK;
        }
        low = at.chance < level ? at.x : low;
        high = at.chance < level ? high : at.x;
        if (isinf(high) && !(next > low && next < low * FARTHEST))
            next = low * 2;
        else if (isfinite(high) && (!(next > low && next < high) || fabs(next - at.x) > last_step / 2))
            next = (low + high) / 2;
        last_step = fabs(next - at.x);
        at = point_at(mixture, next);
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
    Mixture mixture;
    Point mean;
    double lower, upper;
    KamCalcStatus status = level > 0 && level < 1 ? compound_of(fit, horizon, &compound) : KAM_CALC_DOMAIN;

    if (status != KAM_CALC_OK)
        return status;
    mix(&compound, &mixture);
    mean = point_at(&mixture, mixture.mean);
    status = find_quantile(&mixture, &mean, (1 - level) / 2, &lower);
    if (status == KAM_CALC_OK)
        status = find_quantile(&mixture, &mean, (1 + level) / 2, &upper);
    if (status != KAM_CALC_OK)
        return status;
    total->expected = compound.periods * fit->rate;
    total->std_error = compound.mean_size * sqrt(relative_variance(&compound));
    total->lower = lower;
    total->upper = upper;
    total->none = mixture.none;
    return KAM_CALC_OK;
}
