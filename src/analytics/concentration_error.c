/* How far an index of concentration, or its slope over several periods, hangs on single holders: the jackknife of
 * kamen/concentration.h. Leaving one out changes sums that are known, so no index is summed twice. */
#include <kamen/concentration.h>

#include <math.h>

#include <gsl/gsl_cdf.h>

/* Of each period; arrays of `periods`. */
typedef struct {
    size_t periods;
    double *total, *squares, *top; /* sums: of all, of their squares, of the largest `count` */
    double *last, *next;           /* the smallest of those largest, and the one behind it */
} Periods;

/* Mean and sum of squared deviations, one number after another. */
typedef struct {
    double n, mean, squares;
} Spread;

static void
spread_add(Spread *spread, double x)
{
    double before = x - spread->mean;

    spread->n += 1;
    spread->mean += before / spread->n;
    spread->squares += before * (x - spread->mean);
}

static double
spread_jackknife(const Spread *spread)
{
    return sqrt((spread->n - 1) / spread->n * spread->squares);
}

/* Keep the largest `count` of what was seen, in descending order. */
static void
keep_largest(double largest[], size_t count, double x)
{
    size_t at = count - 1;

    if (x <= largest[at])
        return;
    for (; at > 0 && largest[at - 1] < x; at--)
        largest[at] = largest[at - 1];
    largest[at] = x;
}

/* FALSE when the period has fewer than two holders. */
static int
measure_period(const double amount[], size_t n, size_t t, size_t top, Periods *p)
{
    double largest[KAM_CONCENTRATION_TOP_MAX + 1] = { 0 };
    size_t holders = 0;

    p->total[t] = p->squares[t] = p->top[t] = 0;
    for (size_t i = 0; i < n; i++) {
        double x = amount[i * p->periods + t];

        holders += x > 0;
        p->total[t] += x;
        p->squares[t] += x * x;
        keep_largest(largest, top + 1, x);
    }
    for (size_t k = 0; k < top; k++)
        p->top[t] += largest[k];
    p->last[t] = largest[top - 1];
    p->next[t] = largest[top];
    return holders >= 2;
}

static KamCalcStatus
check(const double amount[], size_t n, size_t periods, const double weight[], size_t top)
{
    if (periods < 1 || top < 1 || top > KAM_CONCENTRATION_TOP_MAX)
        return KAM_CALC_DOMAIN;
    for (size_t t = 0; t < periods; t++)
        if (!isfinite(weight[t]))
            return KAM_CALC_DOMAIN;
    for (size_t i = 0; i < n * periods; i++)
        if (!(amount[i] >= 0 && amount[i] <= 1e150)) /* so that no square is lost to infinity */
            return KAM_CALC_DOMAIN;
    return KAM_CALC_OK;
}

/* Both figures without one holder; with NULL, of all. */
static void
sum_figures(const Periods *p, const double weight[], const double row[], double *hhi, double *top_share)
{
    *hhi = *top_share = 0;
    for (size_t t = 0; t < p->periods; t++) {
        double x = row == NULL ? 0 : row[t], total = p->total[t] - x;
        double top = row != NULL && x >= p->last[t] ? p->top[t] - x + p->next[t] : p->top[t];

        *hhi += weight[t] * ((p->squares[t] - x * x) / (total * total));
        *top_share += weight[t] * fmin(top / total, 1);
    }
}

static int
has_amount(const double row[], size_t periods)
{
    for (size_t t = 0; t < periods; t++)
        if (row[t] > 0)
            return 1;
    return 0;
}

KamCalcStatus
kam_concentration_jackknife(const double amount[], size_t n, size_t periods, const double weight[], size_t top,
                            double work[], KamConcentrationError *hhi, KamConcentrationError *top_share)
{
    KamCalcStatus status = check(amount, n, periods, weight, top);
    Periods p = { periods, work, work + periods, work + 2 * periods, work + 3 * periods, work + 4 * periods };
    Spread of_hhi = { 0 }, of_top = { 0 };

    if (status != KAM_CALC_OK)
        return status;
    for (size_t t = 0; t < periods; t++)
        if (!measure_period(amount, n, t, top, &p))
            return KAM_CALC_TOO_FEW;
    for (size_t i = 0; i < n; i++) {
        const double *row = amount + i * periods;
        double h, s;

        if (!has_amount(row, periods))
            continue;
        sum_figures(&p, weight, row, &h, &s);
        spread_add(&of_hhi, h);
        spread_add(&of_top, s);
    }
    sum_figures(&p, weight, NULL, &hhi->value, &top_share->value);
    hhi->std_error = spread_jackknife(&of_hhi);
    top_share->std_error = spread_jackknife(&of_top);
    return KAM_CALC_OK;
}

/* --- intervals of one period --- */

typedef double (*Scaled)(double figure);

static double
log_odds(double share)
{
    return log(share) - log1p(-share);
}

static double
unlog_odds(double x)
{
    return 1 / (1 + exp(-x));
}

typedef struct {
    double n, second, third, fourth; /* of the influences of single holders: central moments */
} Moments;

/* Without holder i, on the scale of the interval. */
static double
figure_without(const Periods *p, double x, int of_top, Scaled scaled)
{
    const double weight = 1;
    double hhi, share;

    sum_figures(p, &weight, &x, &hhi, &share);
    return scaled(of_top ? share : hhi);
}

static Moments
measure_influences(const Periods *p, const double amount[], size_t n, int of_top, Scaled scaled)
{
    Moments m = { 0 };
    double mean = 0;

    for (size_t i = 0; i < n; i++)
        if (amount[i] > 0) {
            m.n += 1;
            mean += (figure_without(p, amount[i], of_top, scaled) - mean) / m.n;
        }
    for (size_t i = 0; i < n; i++) {
        double influence;

        if (!(amount[i] > 0))
            continue;
        influence = (m.n - 1) * (mean - figure_without(p, amount[i], of_top, scaled));
        m.second += influence * influence / m.n;
        m.third += influence * influence * influence / m.n;
        m.fourth += influence * influence * influence * influence / m.n;
    }
    return m;
}

/* Hall's cubic transformation, turned round: what a quantile of the symmetric law is on the skewed one. */
static double
skewed_quantile(double quantile, double skewness, double n)
{
    double b = skewness / 3, root = sqrt(n);

    if (fabs(b) < 1e-9)
        return quantile;
    return root / b * (cbrt(1 + 3 * b * (quantile / root - skewness / (6 * n))) - 1);
}

static void
write_interval(const Moments *m, double scaled_value, double *lower, double *upper)
{
    double error = sqrt(m->second / (m->n - 1)), kurtosis, freedom, skewness, quantile;

    if (!(m->second > 0)) {
        *lower = *upper = scaled_value;
        return;
    }
    kurtosis = m->fourth / (m->second * m->second);
    skewness = m->third / pow(m->second, 1.5);
    freedom = kurtosis > 1 ? fmin(fmax(2 * m->n / (kurtosis - 1), 1), m->n) : m->n;
    quantile = gsl_cdf_tdist_Pinv(0.975, freedom);
    *lower = scaled_value - error * skewed_quantile(quantile, skewness, m->n);
    *upper = scaled_value - error * skewed_quantile(-quantile, skewness, m->n);
}

KamCalcStatus
kam_concentration_interval(const double amount[], size_t n, size_t top, KamConcentrationInterval *hhi,
                           KamConcentrationInterval *top_share)
{
    const double weight = 1;
    double work[5];
    Periods p = { 1, work, work + 1, work + 2, work + 3, work + 4 };
    KamConcentrationError index, share;
    KamCalcStatus status = kam_concentration_jackknife(amount, n, 1, &weight, top, work, &index, &share);
    Moments moments;

    if (status != KAM_CALC_OK)
        return status;
    moments = measure_influences(&p, amount, n, 0, log);
    hhi->value = index.value;
    write_interval(&moments, log(index.value), &hhi->lower, &hhi->upper);
    hhi->lower = exp(hhi->lower);
    hhi->upper = fmin(exp(hhi->upper), 1);
    *top_share = (KamConcentrationInterval) { share.value, share.value, share.value };
    if (!(p.top[0] + p.next[0] < p.total[0])) /* without one of them the others have everything */
        return KAM_CALC_OK;
    moments = measure_influences(&p, amount, n, 1, log_odds);
    write_interval(&moments, log_odds(share.value), &top_share->lower, &top_share->upper);
    top_share->lower = unlog_odds(top_share->lower);
    top_share->upper = unlog_odds(top_share->upper);
    return KAM_CALC_OK;
}
