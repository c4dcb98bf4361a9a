/* Seasonal factors of one series by ratios to the moving average: see kamen/season.h. */
#include <kamen/season.h>

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_cdf.h>

#include "amounts.h"

#define SPARE_RATIOS 3
#define OUTLIER_DEVIATIONS 5
#define NORMAL_OF_MAD 1.4826
#define ALPHA 0.05

/* A series that was checked, and its ratios: NaN where there is none. */
typedef struct {
    const double *y;
    size_t n, season;
    double factor; /* a power of two that keeps sums finite */
    double *ratio;
} Series;

static KamCalcStatus
check(const double y[], size_t n, size_t season, double *largest)
{
    *largest = 0;
    if (season < 2 || season > KAM_SEASON_MAX)
        return KAM_CALC_DOMAIN;
    for (size_t t = 0; t < n; t++) {
        if (isinf(y[t]) || y[t] < 0)
            return KAM_CALC_DOMAIN;
        *largest = fmax(*largest, y[t]);
    }
    if (!(*largest > 0))
        return KAM_CALC_EMPTY;
    return n < 2 * season + SPARE_RATIOS ? KAM_CALC_TOO_FEW : KAM_CALC_OK;
}

/* Over a whole season around t; of an even one, the ends count half. NaN with a missing observation. */
static double
average_around(const Series *series, size_t t)
{
    const size_t half = series->season / 2;
    const double ends = series->season % 2 == 0 ? 0.5 : 1;
    double sum = 0;

    for (size_t k = t - half; k <= t + half; k++)
        sum += series->y[k] * series->factor * (k == t - half || k == t + half ? ends : 1);
    return sum / (double)series->season;
}

static void
take_ratios(const Series *series)
{
    const size_t half = series->season / 2;

    for (size_t t = 0; t < series->n; t++) {
        double average = t >= half && t + half < series->n ? average_around(series, t) : NAN;

        series->ratio[t] = average > 0 ? series->y[t] * series->factor / average : NAN;
    }
}

static int
compare_numbers(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Medians look at no more ratios than this, the first ones, so that they need no workspace: 83 years of months. */
#define FEW 1000

static double
median_of(double value[], size_t count)
{
    qsort(value, count, sizeof *value, compare_numbers);
    return count % 2 == 1 ? value[count / 2] : (value[count / 2 - 1] + value[count / 2]) / 2;
}

static size_t
ratios_of_part(const Series *series, size_t part, double value[])
{
    size_t count = 0;

    for (size_t t = part; t < series->n && count < FEW; t += series->season)
        if (!isnan(series->ratio[t]))
            value[count++] = series->ratio[t];
    return count;
}

/* 0 when a part has no ratio. */
static int
take_medians(const Series *series, double median[])
{
    for (size_t j = 0; j < series->season; j++) {
        double value[FEW];
        size_t count = ratios_of_part(series, j, value);

        if (count == 0)
            return 0;
        median[j] = median_of(value, count);
    }
    return 1;
}

static size_t
count_ratios(const Series *series)
{
    size_t count = 0;

    for (size_t t = 0; t < series->n; t++)
        count += !isnan(series->ratio[t]);
    return count;
}

/* The scale comes from distances to the medians of the parts, without the medians themselves, which are no distance
 * away. */
static size_t
leave_out_outliers(const Series *series, const double median[])
{
    double distance[FEW];
    size_t count = 0, left_out = 0;
    double limit;

    if (count_ratios(series) < 3 * series->season)
        return 0;
    for (size_t t = 0; t < series->n && count < FEW; t++)
        if (fabs(series->ratio[t] - median[t % series->season]) > 0)
            distance[count++] = fabs(series->ratio[t] - median[t % series->season]);
    if (count == 0)
        return 0;
    limit = OUTLIER_DEVIATIONS * NORMAL_OF_MAD * median_of(distance, count);
    for (size_t t = 0; t < series->n; t++)
        if (!isnan(series->ratio[t]) && fabs(series->ratio[t] - median[t % series->season]) > limit) {
            series->ratio[t] = NAN;
            left_out++;
        }
    return left_out;
}

/* Means of the parts, scaled to mean 1; the ratios are scaled along. 0 when all are 0. */
static int
take_factors(const Series *series, KamSeason *result)
{
    double total = 0;

    for (size_t j = 0; j < series->season; j++) {
        double sum = 0;

        result->count[j] = 0;
        for (size_t t = j; t < series->n; t += series->season)
            if (!isnan(series->ratio[t])) {
                sum += series->ratio[t];
                result->count[j]++;
            }
        result->factor[j] = sum / result->count[j];
        total += result->factor[j];
    }
    total /= (double)series->season;
    for (size_t j = 0; j < series->season && total > 0; j++)
        result->factor[j] /= total;
    for (size_t t = 0; t < series->n && total > 0; t++)
        series->ratio[t] /= total;
    return total > 0;
}

/* As in a table of seasons by parts: the averages take the level of each season away, as if its mean were estimated. */
static double
freedom_of(size_t n_ratios, size_t season)
{
    const double m = (double)season;

    return (m - 1) * ((double)n_ratios / m - 1);
}

static void
take_errors(const Series *series, KamSeason *result)
{
    double squares = 0;

    for (size_t t = 0; t < series->n; t++)
        if (!isnan(series->ratio[t])) {
            double deviation = series->ratio[t] - result->factor[t % series->season];

            squares += deviation * deviation;
        }
    result->sigma = sqrt(squares / result->freedom);
    for (size_t j = 0; j < series->season; j++)
        result->std_error[j] = result->sigma / sqrt(result->count[j]);
}

/* The test and the shrinkage. Without any noise, differences from 1 are a season for certain. */
static void
judge(KamSeason *result)
{
    const double m = (double)result->season;
    double weighed = 0, squares = 0, variance = 0;

    for (size_t j = 0; j < result->season; j++) {
        double difference = result->factor[j] - 1;

        weighed += result->count[j] * difference * difference;
        squares += difference * difference;
        variance += result->std_error[j] * result->std_error[j] / m;
    }
    result->f = weighed / (m - 1) / (result->sigma * result->sigma);
    if (weighed < 1e-20)
        result->f = 0;
    result->p_value = isfinite(result->f) ? gsl_cdf_fdist_Q(result->f, m - 1, result->freedom) : 0;
    result->is_seasonal = result->p_value < ALPHA;
    result->kept = m < 4 ? 1 : squares > 0 ? fmax(0, 1 - (m - 3) * variance / squares) : 0;
    for (size_t j = 0; j < result->season; j++)
        result->shrunk[j] = 1 + result->kept * (result->factor[j] - 1);
}

/* Products at a distance, of what is known at both ends; `of_squares` at distance 0. */
static double
autocorrelation_at(const Series *series, size_t lag, double mean, double of_squares)
{
    double sum = 0;

    for (size_t t = lag; t < series->n; t++)
        if (!isnan(series->y[t]) && !isnan(series->y[t - lag]))
            sum += (series->y[t] * series->factor - mean) * (series->y[t - lag] * series->factor - mean);
    return of_squares > 0 ? sum / of_squares : 0;
}

static void
take_autocorrelation(const Series *series, KamSeason *result)
{
    double sum = 0, known = 0, of_squares = 0, before = 0;

    for (size_t t = 0; t < series->n; t++)
        if (!isnan(series->y[t])) {
            sum += series->y[t] * series->factor;
            known++;
        }
    for (size_t t = 0; t < series->n; t++)
        if (!isnan(series->y[t]))
            of_squares += pow(series->y[t] * series->factor - sum / known, 2);
    for (size_t lag = 1; lag < series->season; lag++)
        before += pow(autocorrelation_at(series, lag, sum / known, of_squares), 2);
    result->autocorrelation = autocorrelation_at(series, series->season, sum / known, of_squares);
    result->autocorrelation_limit = 1.645 * sqrt((1 + 2 * before) / known);
}

KamCalcStatus
kam_season_estimate(const double y[], size_t n, size_t season, double work[], KamSeason *result)
{
    double largest, median[KAM_SEASON_MAX];
    KamSeason found = { .season = season };
    Series series = { y, n, season, 1, work };
    KamCalcStatus status = check(y, n, season, &largest);

    if (status != KAM_CALC_OK)
        return status;
    series.factor = scale_factor(largest);
    take_ratios(&series);
    if (!take_medians(&series, median))
        return KAM_CALC_TOO_FEW;
    found.n_left_out = leave_out_outliers(&series, median);
    found.n_ratios = count_ratios(&series);
    if (found.n_ratios < season + SPARE_RATIOS || !take_factors(&series, &found))
        return KAM_CALC_TOO_FEW;
    found.freedom = freedom_of(found.n_ratios, season);
    take_errors(&series, &found);
    judge(&found);
    take_autocorrelation(&series, &found);
    *result = found;
    return KAM_CALC_OK;
}
