/* What of a concentration is chance of the purchases, and whether it moves: see kamen/concentration.h. */
#include <kamen/concentration.h>

#include <math.h>
#include <stdint.h>

#include <gsl/gsl_cdf.h>

#define LEAST_PERIODS 4
#define TWO_SIDED_95 0.975

typedef struct {
    const double *amount;
    size_t n, periods, top;
    size_t holders; /* with a sum above 0: the others are left out */
    double total, squares;
    double *sum;                               /* of each holder over the periods */
    double *in_period;                         /* total of each */
    double *of_hhi, *of_top;                   /* what each period moves the figures by */
    size_t largest[KAM_CONCENTRATION_TOP_MAX]; /* holders, in no order */
} Sample;

static KamCalcStatus
check(const double amount[], size_t n, size_t periods, size_t top)
{
    if (top < 1 || top > KAM_CONCENTRATION_TOP_MAX)
        return KAM_CALC_DOMAIN;
    for (size_t i = 0; i < n * periods; i++)
        if (!(fabs(amount[i]) <= 1e150)) /* so that no square is lost to infinity */
            return KAM_CALC_DOMAIN;
    return periods < LEAST_PERIODS ? KAM_CALC_TOO_FEW : KAM_CALC_OK;
}

static void
measure_totals(Sample *s)
{
    for (size_t t = 0; t < s->periods; t++)
        s->in_period[t] = s->of_hhi[t] = s->of_top[t] = 0;
    for (size_t i = 0; i < s->n; i++) {
        double sum = 0;

        for (size_t t = 0; t < s->periods; t++)
            sum += s->amount[i * s->periods + t];
        s->sum[i] = sum;
        if (!(sum > 0))
            continue;
        s->holders++;
        s->total += sum;
        s->squares += sum * sum;
        for (size_t t = 0; t < s->periods; t++)
            s->in_period[t] += s->amount[i * s->periods + t];
    }
}

/* Variance of a sum over periods, from how far one differs from the next: what changes slowly does not count. */
static double
variance_of_sum(const double x[], size_t periods)
{
    double squares = 0;

    for (size_t t = 1; t < periods; t++)
        squares += (x[t] - x[t - 1]) * (x[t] - x[t - 1]);
    return squares * (double)periods / (2 * (double)(periods - 1));
}

static double
student(size_t periods)
{
    double gaps = (double)periods - 1;

    return gsl_cdf_tdist_Pinv(TWO_SIDED_95, 2 * gaps * gaps / (3 * gaps - 1));
}

/* --- the index --- */

/* Variance of one holder's sum; a good month of everybody is none of its own. */
static double
variance_of_holder(const Sample *s, const double row[], double sum)
{
    double squares = 0, before = 0;

    for (size_t t = 0; t < s->periods; t++) {
        double rest = row[t] - sum * s->in_period[t] / s->total;

        if (t > 0)
            squares += (rest - before) * (rest - before);
        before = rest;
    }
    return squares * (double)s->periods / (2 * (double)(s->periods - 1));
}

typedef struct {
    double bias, variance; /* of the second order: what the noise of purchases adds to the squares */
} SecondOrder;

static SecondOrder
measure_index(Sample *s, double hhi)
{
    SecondOrder second = { 0 };

    for (size_t i = 0; i < s->n; i++) {
        const double *row = s->amount + i * s->periods;
        double sum = s->sum[i], share = sum / s->total, noise;

        if (!(sum > 0))
            continue;
        noise = variance_of_holder(s, row, sum) / (s->total * s->total);
        second.bias += noise * (1 - 4 * share + 3 * hhi);
        second.variance += 2 * noise * noise;
        for (size_t t = 0; t < s->periods; t++)
            s->of_hhi[t] += 2 * (share - hhi) * row[t] / s->total;
    }
    return second;
}

/* On the scale of the square root of the effective number. */
static void
write_index(Sample *s, KamConcentrationLevel *hhi)
{
    double value = s->squares / (s->total * s->total);
    const SecondOrder second = measure_index(s, value);
    double error = sqrt(variance_of_sum(s->of_hhi, s->periods) + second.variance) / value;
    double reach = student(s->periods) * error / 2, level = fmax(value - second.bias, 1 / (double)s->holders);

    level = fmin(level, 1);
    *hhi = (KamConcentrationLevel) {
        .value = value,
        .level = level,
        .lower = level / ((1 + reach) * (1 + reach)),
        .upper = reach < 1 ? fmin(level / ((1 - reach) * (1 - reach)), 1) : 1,
    };
}

/* --- the share of the largest --- */

/* Sum of the largest of them without a period, without any for SIZE_MAX; who they are. */
static double
sum_largest(const Sample *s, size_t without, size_t who[])
{
    double largest[KAM_CONCENTRATION_TOP_MAX] = { 0 }, sum = 0;
    size_t found = 0;

    for (size_t i = 0; i < s->n; i++) {
        double x = s->sum[i];
        size_t at = found < s->top ? found : s->top;

        if (!(x > 0))
            continue;
        x -= without < s->periods ? s->amount[i * s->periods + without] : 0;
        while (at > 0 && largest[at - 1] < x)
            at--;
        if (at == s->top)
            continue;
        found += found < s->top;
        for (size_t k = found - 1; k > at; k--) {
            largest[k] = largest[k - 1];
            who[k] = who[k - 1];
        }
        largest[at] = x;
        who[at] = i;
    }
    for (size_t k = 0; k < found; k++)
        sum += largest[k];
    return sum;
}

/* Whoever had luck is among the largest: the jackknife over periods says how much that adds. */
static double
bias_of_choice(const Sample *s, double value)
{
    size_t who[KAM_CONCENTRATION_TOP_MAX];
    double mean = 0;

    for (size_t t = 0; t < s->periods; t++) {
        double total = s->total - s->in_period[t];

        mean += (total > 0 ? fmin(sum_largest(s, t, who) / total, 1) : value) / (double)s->periods;
    }
    return ((double)s->periods - 1) * (mean - value);
}

static double
from_log_odds(double x)
{
    return 1 / (1 + exp(-x));
}

/* On the log odds. The correction is as unsure as it is large. */
static void
write_share(Sample *s, KamConcentrationLevel *share)
{
    double value = fmin(sum_largest(s, SIZE_MAX, s->largest) / s->total, 1), bias, level, error, odds;

    *share = (KamConcentrationLevel) { 1, 1, 1, 1 };
    if (s->holders <= s->top || value >= 1)
        return;
    for (size_t t = 0; t < s->periods; t++) {
        for (size_t k = 0; k < s->top; k++)
            s->of_top[t] += s->amount[s->largest[k] * s->periods + t] / s->total;
        s->of_top[t] -= value * s->in_period[t] / s->total;
    }
    bias = bias_of_choice(s, value);
    level = value - bias < 1 ? fmax(value - bias, (double)s->top / (double)s->holders) : value;
    odds = log(level) - log1p(-level);
    error = sqrt(variance_of_sum(s->of_top, s->periods) + bias * bias / 2) / (level * (1 - level));
    *share = (KamConcentrationLevel) {
        .value = value,
        .level = level,
        .lower = from_log_odds(odds - student(s->periods) * error),
        .upper = from_log_odds(odds + student(s->periods) * error),
    };
}

KamCalcStatus
kam_concentration_level(const double amount[], size_t n, size_t periods, size_t top, double work[],
                        KamConcentrationLevel *hhi, KamConcentrationLevel *top_share)
{
    KamCalcStatus status = check(amount, n, periods, top);
    Sample s = { .amount = amount,
                 .n = n,
                 .periods = periods,
                 .top = top,
                 .sum = work,
                 .in_period = work + n,
                 .of_hhi = work + n + periods,
                 .of_top = work + n + 2 * periods };

    if (status != KAM_CALC_OK)
        return status;
    measure_totals(&s);
    if (s.holders < 2)
        return KAM_CALC_TOO_FEW;
    write_index(&s, hhi);
    write_share(&s, top_share);
    return KAM_CALC_OK;
}

/* --- whether it moves --- */

/* Figure t less the mean of its season and of the line. */
static double
rest_of(const double figure[], size_t n, size_t season, double slope, size_t t)
{
    double mean = 0, years = (double)(n / season);

    for (size_t k = t % season; k < n; k += season)
        mean += figure[k] / years;
    return figure[t] - mean - slope * ((double)(t / season) - (years - 1) / 2);
}

KamCalcStatus
kam_concentration_slope(const double figure[], size_t n, size_t season, KamConcentrationSlope *slope)
{
    double middle, lever = 0, value = 0, squares = 0, reach;

    if (season < 1 || n % season != 0)
        return KAM_CALC_DOMAIN;
    if (n / season < 2 || n < season + 2)
        return KAM_CALC_TOO_FEW;
    middle = ((double)(n / season) - 1) / 2;
    for (size_t t = 0; t < n; t++) {
        double year = (double)(t / season) - middle;

        if (!isfinite(figure[t]))
            return KAM_CALC_DOMAIN;
        lever += year * year;
        value += year * figure[t];
    }
    value /= lever;
    for (size_t t = 0; t < n; t++) {
        double rest = rest_of(figure, n, season, value, t);

        squares += rest * rest;
    }
    reach =
        gsl_cdf_tdist_Pinv(TWO_SIDED_95, (double)(n - season - 1)) * sqrt(squares / (double)(n - season - 1) / lever);
    *slope = (KamConcentrationSlope) { value, value - reach, value + reach };
    return KAM_CALC_OK;
}
