/* Single steps that make a series of sales ready for a forecast: see kamen/series.h; outliers are in series_outliers.c.
 */
#include <kamen/series.h>

#include <math.h>

static int
has_infinite(const double y[], size_t n)
{
    for (size_t t = 0; t < n; t++)
        if (isinf(y[t]))
            return 1;
    return 0;
}

/* Earlier sales from the nearest on give what came back at t; what remains is returned. */
static double
set_off(double net[], size_t t)
{
    double back = -net[t];

    net[t] = 0;
    for (size_t s = t; s-- > 0 && back > 0;)
        if (net[s] > 0) {
            double given = fmin(net[s], back);

            net[s] -= given;
            back -= given;
        }
    return back;
}

KamCalcStatus
kam_series_net_returns(const double y[], size_t n, double net[], double *left)
{
    double remaining = 0;

    if (n == 0)
        return KAM_CALC_EMPTY;
    if (has_infinite(y, n))
        return KAM_CALC_DOMAIN;
    for (size_t t = 0; t < n; t++) {
        net[t] = y[t];
        if (net[t] < 0)
            remaining += set_off(net, t);
    }
    if (left != NULL)
        *left = remaining;
    return KAM_CALC_OK;
}

static double
regular_value(double y, double one_off, unsigned marks)
{
    if ((marks & (KAM_SERIES_CLOSED | KAM_SERIES_EVENT)) != 0)
        return NAN;
    return y >= 0 ? fmax(y - one_off, 0) : y - one_off;
}

KamCalcStatus
kam_series_regular(const double y[], const double one_off[], const uint8_t marks[], size_t n, double regular[])
{
    size_t known = 0;

    if (n == 0)
        return KAM_CALC_EMPTY;
    for (size_t t = 0; t < n; t++) {
        if (isinf(y[t]) || (one_off != NULL && !(one_off[t] >= 0 && isfinite(one_off[t]))))
            return KAM_CALC_DOMAIN;
        known += !isnan(regular_value(y[t], 0, marks != NULL ? marks[t] : 0));
    }
    if (known == 0)
        return KAM_CALC_TOO_FEW;
    for (size_t t = 0; t < n; t++) {
        const double once = one_off != NULL ? one_off[t] : 0;

        regular[t] = isnan(y[t]) ? NAN : regular_value(y[t], once, marks != NULL ? marks[t] : 0);
    }
    return KAM_CALC_OK;
}

void
kam_series_close(const uint8_t marks[], size_t horizon, double point[], double lower[], double upper[])
{
    for (size_t h = 0; marks != NULL && h < horizon; h++) {
        if ((marks[h] & KAM_SERIES_CLOSED) == 0)
            continue;
        point[h] = 0;
        if (lower != NULL)
            lower[h] = 0;
        if (upper != NULL)
            upper[h] = 0;
    }
}

KamCalcStatus
kam_series_complete(const double y[], size_t n, double share, double variation, double days, double completed[],
                    size_t *n_used, double *std_error)
{
    const int is_enough = share >= KAM_SERIES_LEAST_SHARE;
    double last;

    if (n == 0)
        return KAM_CALC_EMPTY;
    if (!(share > 0 && share <= 1) || !(variation >= 0 && isfinite(variation)) || !(days > 0 && isfinite(days)) ||
        isinf(y[n - 1]))
        return KAM_CALC_DOMAIN;
    last = is_enough ? y[n - 1] / share : NAN;
    for (size_t t = 0; t + 1 < n; t++)
        completed[t] = y[t];
    completed[n - 1] = last;
    *n_used = is_enough ? n : n - 1;
    if (std_error != NULL)
        *std_error = is_enough && !isnan(last) ? fabs(last) * variation * sqrt((1 - share) / (share * days)) : 0;
    return KAM_CALC_OK;
}

KamCalcStatus
kam_series_even_days(const double y[], const double days[], size_t n, double effect, double mean, double even[])
{
    if (n == 0)
        return KAM_CALC_EMPTY;
    if (has_infinite(y, n) || !isfinite(effect) || !(mean > 0 && isfinite(mean)))
        return KAM_CALC_DOMAIN;
    for (size_t t = 0; t < n; t++)
        if (!(days[t] > 0 && isfinite(days[t])))
            return KAM_CALC_DOMAIN;
    for (size_t t = 0; t < n; t++)
        even[t] = y[t] * pow(mean / days[t], effect);
    return KAM_CALC_OK;
}
