/* The season that series share, and what one of them takes from it: see kamen/season.h. */
#include <kamen/season.h>

#include <math.h>

/* How many degrees of freedom the category's variance counts beside a series' own. */
#define PRIOR_FREEDOM 4

/* Without any noise weights would be infinite; this is far below any error of sales. */
#define LEAST_VARIANCE 1e-18

static double
moderated_variance(const KamSeason *own, double pooled_sigma)
{
    const double squares = own->freedom * own->sigma * own->sigma + PRIOR_FREEDOM * pooled_sigma * pooled_sigma;

    return fmax(squares / (own->freedom + PRIOR_FREEDOM), LEAST_VARIANCE);
}

static double
pooled_sigma(const KamSeason own[], size_t n_series)
{
    double squares = 0, freedom = 0;

    for (size_t i = 0; i < n_series; i++) {
        squares += own[i].freedom * own[i].sigma * own[i].sigma;
        freedom += own[i].freedom;
    }
    return sqrt(squares / freedom);
}

/* Part of the series whose calendar part is j. */
static size_t
part_of(size_t j, size_t phase, size_t season)
{
    return (j + season - phase) % season;
}

/* One part over all series, with weights for a spread. */
typedef struct {
    double weight, weight_squared, mean, q;
} Gathered;

static Gathered
gather(const KamSeason own[], const size_t phase[], size_t n_series, size_t j, double sigma, double spread_squared)
{
    Gathered gathered = { 0 };

    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < n_series; i++) {
            const size_t part = part_of(j, phase[i], own[i].season);
            const double weight = 1 / (spread_squared + moderated_variance(&own[i], sigma) / own[i].count[part]);

            if (pass == 0) {
                gathered.weight += weight;
                gathered.weight_squared += weight * weight;
                gathered.mean += weight * own[i].factor[part];
            } else {
                gathered.q += weight * pow(own[i].factor[part] - gathered.mean / gathered.weight, 2);
            }
        }
    gathered.mean /= gathered.weight;
    return gathered;
}

/* Factors of one series sum to a constant, so that one part in `season` is not free: hence season - 1. */
static double
spread_squared_of(const KamSeason own[], const size_t phase[], size_t n_series, double sigma)
{
    const double m = (double)own[0].season;
    double q = 0, room = 0;

    for (size_t j = 0; j < own[0].season; j++) {
        Gathered gathered = gather(own, phase, n_series, j, sigma, 0);

        q += gathered.q;
        room += gathered.weight - gathered.weight_squared / gathered.weight;
    }
    if (!(room > 0))
        return 0;
    return fmax(0, (q - (double)(n_series - 1) * (m - 1)) / (room * (m - 1) / m));
}

static void
scale_to_mean_1(double factor[], size_t season)
{
    double sum = 0;

    for (size_t j = 0; j < season; j++)
        sum += factor[j];
    for (size_t j = 0; j < season; j++)
        factor[j] *= (double)season / sum;
}

KamCalcStatus
kam_season_pool(const KamSeason own[], const size_t phase[], size_t n_series, KamSeasonPool *pool)
{
    double spread_squared;

    if (n_series == 0)
        return KAM_CALC_EMPTY;
    if (n_series == 1)
        return KAM_CALC_TOO_FEW;
    for (size_t i = 0; i < n_series; i++)
        if (own[i].season != own[0].season || phase[i] >= own[i].season)
            return KAM_CALC_DOMAIN;
    pool->season = own[0].season;
    pool->n_series = n_series;
    pool->sigma = pooled_sigma(own, n_series);
    spread_squared = spread_squared_of(own, phase, n_series, pool->sigma);
    pool->spread = sqrt(spread_squared);
    for (size_t j = 0; j < pool->season; j++) {
        Gathered gathered = gather(own, phase, n_series, j, pool->sigma, spread_squared);

        pool->factor[j] = gathered.mean;
        pool->std_error[j] = sqrt(1 / gathered.weight);
    }
    scale_to_mean_1(pool->factor, pool->season);
    return KAM_CALC_OK;
}

KamCalcStatus
kam_season_borrow(const KamSeasonPool *pool, const KamSeason *own, size_t phase, double factor[], double std_error[])
{
    if (phase >= pool->season || (own != NULL && own->season != pool->season))
        return KAM_CALC_DOMAIN;
    for (size_t part = 0; part < pool->season; part++) {
        const size_t j = (part + phase) % pool->season;
        const double between =
            fmax(pool->spread * pool->spread + pool->std_error[j] * pool->std_error[j], LEAST_VARIANCE);
        const double by_own = own != NULL ? own->count[part] / moderated_variance(own, pool->sigma) : 0;
        const double precision = by_own + 1 / between;

        factor[part] = ((own != NULL ? by_own * own->factor[part] : 0) + pool->factor[j] / between) / precision;
        if (std_error != NULL)
            std_error[part] = sqrt(1 / precision);
    }
    scale_to_mean_1(factor, pool->season);
    return KAM_CALC_OK;
}
