/* Single periods unlike their neighbours: see kamen/series.h. */
#include <kamen/series.h>

#include <math.h>
#include <stdlib.h>

#define NORMAL_OF_MAD 1.4826
#define REACH 3 /* periods to either side */
#define LEAST_KNOWN 8
#define ALIKE 0.5 /* of a deviation, for one to confirm the other */

/* The series without its season, and how far each value lies from the median around it. */
typedef struct {
    const double *y;
    size_t n, season;
    const double *factor;
    double *deviation;
    double limit;
} Search;

static int
compare_numbers(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double
median_of(double value[], size_t count)
{
    qsort(value, count, sizeof *value, compare_numbers);
    return count % 2 == 1 ? value[count / 2] : (value[count / 2 - 1] + value[count / 2]) / 2;
}

static double
factor_at(const Search *search, size_t t)
{
    return search->factor != NULL && search->season > 1 ? search->factor[t % search->season] : 1;
}

/* Of what is known up to REACH periods away, t itself included. */
static double
median_around(const Search *search, size_t t)
{
    const size_t from = t > REACH ? t - REACH : 0;
    const size_t to = t + REACH < search->n ? t + REACH : search->n - 1;
    double value[2 * REACH + 1];
    size_t count = 0;

    for (size_t k = from; k <= to; k++)
        if (!isnan(search->y[k]))
            value[count++] = search->y[k] / factor_at(search, k);
    return median_of(value, count);
}

static KamCalcStatus
check(const Search *search, double limit)
{
    size_t known = 0, zero = 0;

    if (!(limit > 0 && isfinite(limit)))
        return KAM_CALC_DOMAIN;
    for (size_t j = 0; search->factor != NULL && j < search->season; j++)
        if (!(search->factor[j] > 0 && isfinite(search->factor[j])))
            return KAM_CALC_DOMAIN;
    for (size_t t = 0; t < search->n; t++) {
        if (isinf(search->y[t]))
            return KAM_CALC_DOMAIN;
        known += !isnan(search->y[t]);
        zero += search->y[t] == 0;
    }
    return known < LEAST_KNOWN || 2 * zero > known ? KAM_CALC_TOO_FEW : KAM_CALC_OK;
}

/* Infinite when no value lies away from its median: then nothing stands out. */
static double
limit_of(const Search *search, double limit, double sorted[])
{
    size_t count = 0;

    for (size_t t = 0; t < search->n; t++)
        if (fabs(search->deviation[t]) > 0)
            sorted[count++] = fabs(search->deviation[t]);
    return count > 0 ? limit * NORMAL_OF_MAD * median_of(sorted, count) : INFINITY;
}

/* A season away: by what stands out there. */
static int
confirms(const Search *search, size_t t, size_t other)
{
    return search->deviation[other] / search->deviation[t] >= ALIKE;
}

/* Next to it: against the same median, which the first periods of a new level have not moved yet. */
static int
goes_along(const Search *search, size_t t, size_t other)
{
    const double median = search->y[t] / factor_at(search, t) - search->deviation[t];

    return (search->y[other] / factor_at(search, other) - median) / search->deviation[t] >= ALIKE;
}

static size_t
last_known(const Search *search)
{
    size_t t = search->n - 1;

    while (isnan(search->y[t]))
        t--;
    return t;
}

static int
stands_alone(const Search *search, size_t t, size_t last)
{
    const size_t m = search->season;

    if (!(fabs(search->deviation[t]) > search->limit) || t == last)
        return 0;
    if ((t > 0 && goes_along(search, t, t - 1)) || (t + 1 < search->n && goes_along(search, t, t + 1)))
        return 0;
    return m < 2 || !((t >= m && confirms(search, t, t - m)) || (t + m < search->n && confirms(search, t, t + m)));
}

KamCalcStatus
kam_series_outliers(const double y[], size_t n, size_t season, const double factor[], double limit, double work[],
                    uint8_t is_outlier[], double cleaned[], size_t *count)
{
    Search search = { y, n, season, factor, work, 0 };
    size_t last, found = 0;
    KamCalcStatus status = check(&search, limit);

    if (status != KAM_CALC_OK)
        return status;
    for (size_t t = 0; t < n; t++)
        search.deviation[t] = isnan(y[t]) ? NAN : y[t] / factor_at(&search, t) - median_around(&search, t);
    search.limit = limit_of(&search, limit, work + n);
    last = last_known(&search);
    for (size_t t = 0; t < n; t++)
        found += is_outlier[t] = (uint8_t)stands_alone(&search, t, last);
    for (size_t t = 0; cleaned != NULL && t < n; t++)
        work[n + t] = is_outlier[t] ? median_around(&search, t) * factor_at(&search, t) : y[t];
    for (size_t t = 0; cleaned != NULL && t < n; t++)
        cleaned[t] = work[n + t];
    *count = found;
    return KAM_CALC_OK;
}
