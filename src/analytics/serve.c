/* Time-driven cost to serve: see kamen/serve.h. */
#include <kamen/serve.h>

#include <math.h>

#include "sum.h"

static int
is_amount(double value)
{
    return value >= 0 && isfinite(value);
}

KamCalcStatus
kam_serve_activities(double cost, double capacity, const double volume[], const double minutes[], size_t n,
                     double unit_cost[], KamServe *total)
{
    Sum used = { 0 };
    double rate;

    if (!is_amount(cost) || !is_amount(capacity))
        return KAM_CALC_DOMAIN;
    for (size_t i = 0; i < n; i++) {
        if (!is_amount(volume[i]) || !is_amount(minutes[i]))
            return KAM_CALC_DOMAIN;
        sum_add(&used, volume[i] * minutes[i]);
    }
    if (capacity == 0)
        return KAM_CALC_EMPTY;
    rate = cost / capacity;
    for (size_t i = 0; i < n && unit_cost != NULL; i++)
        unit_cost[i] = rate * minutes[i];
    *total = (KamServe) {
        .rate = rate,
        .used = sum_value(used),
        .assigned = rate * sum_value(used),
        .unused = capacity - sum_value(used),
        .unused_cost = rate * (capacity - sum_value(used)),
        .utilisation = sum_value(used) / capacity,
    };
    return KAM_CALC_OK;
}

KamCalcStatus
kam_serve_accounts(double rate, const uint32_t account[], const double volume[], const double minutes[], size_t n,
                   size_t n_accounts, double served[])
{
    if (!is_amount(rate))
        return KAM_CALC_DOMAIN;
    for (size_t i = 0; i < n; i++)
        if (account[i] >= n_accounts || !is_amount(volume[i]) || !is_amount(minutes[i]))
            return KAM_CALC_DOMAIN;
    for (size_t a = 0; a < n_accounts; a++)
        served[a] = 0;
    for (size_t i = 0; i < n; i++)
        served[account[i]] += rate * minutes[i] * volume[i];
    return KAM_CALC_OK;
}

KamCalcStatus
kam_serve_conventional(double cost, const double share[], const double volume[], size_t n, double unit_cost[])
{
    Sum shares = { 0 };

    if (n == 0)
        return KAM_CALC_EMPTY;
    if (!is_amount(cost))
        return KAM_CALC_DOMAIN;
    for (size_t i = 0; i < n; i++) {
        if (!is_amount(share[i]) || !(volume[i] > 0) || isinf(volume[i]))
            return KAM_CALC_DOMAIN;
        sum_add(&shares, share[i]);
    }
    if (fabs(sum_value(shares) - 1) > 0x1p-40)
        return KAM_CALC_DOMAIN;
    for (size_t i = 0; i < n; i++)
        unit_cost[i] = share[i] * cost / volume[i];
    return KAM_CALC_OK;
}
