/* What it costs to serve: time-driven activity-based costing.
 *
 * Common to all: money in one currency, time in one unit (minutes), all for one period; inputs are finite and >= 0.
 * Below, u = 2^-53. No function keeps state or takes memory; all may be called from any thread. */
#ifndef KAMEN_SERVE_H
#define KAMEN_SERVE_H

#include <stddef.h>
#include <stdint.h>

#include <kamen/status.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    double rate;        /* cost of a unit of time: cost / capacity */
    double used;        /* time that the activities take */
    double assigned;    /* cost of that time */
    double unused;      /* capacity less time used; below 0 when more was done than practical capacity allows */
    double unused_cost; /* its cost */
    double utilisation; /* used / capacity */
} KamServe;

/**
 * Time-driven cost of activities.
 *
 *     rate = cost / capacity;   unit_cost[i] = rate minutes[i];   assigned = rate sum_i volume[i] minutes[i]
 *
 * The rate divides by the *practical* capacity, not by the time used: what idle capacity costs then shows as such
 * instead of making each order dearer.
 *
 * @param[in]  cost       of the resources in the period, >= 0.
 * @param[in]  capacity   time they can practically work in it (about 80 to 85 % of the time paid for), > 0.
 * @param[in]  volume     n counts: how often an activity was done.
 * @param[in]  minutes    n times that doing it once takes.
 * @param[in]  n          activities; 0 leaves all capacity unused.
 * @param[out] unit_cost  n costs of doing it once; may be NULL.
 * @param[out] total      every field is written.
 *
 * @return KAM_CALC_OK      the outputs are written
 *         KAM_CALC_EMPTY   the capacity is 0; nothing is touched
 *         KAM_CALC_DOMAIN  a figure is negative or not finite; nothing is touched
 *
 * Accuracy: relative error below 4 u, of `unused` below 8 u (capacity + used).
 * Cost: O(n) time, O(1) memory.
 * Source: R. S. Kaplan, S. R. Anderson, "Time-Driven Activity-Based Costing", Harvard Business Review 82 (2004) 11,
 * 131-138. Checked by: tests/analytics/test_serve.c
 */
KamCalcStatus kam_serve_activities(double cost, double capacity, const double volume[], const double minutes[],
                                   size_t n, double unit_cost[], KamServe *total);

/**
 * Cost to serve of accounts, from what was done for each.
 *
 *     served[a] = sum of volume[i] minutes[i] rate over rows i of account a
 *
 * @param[in]  rate        cost of a unit of time, from kam_serve_activities(), >= 0.
 * @param[in]  account     n numbers < n_accounts.
 * @param[in]  volume      n counts.
 * @param[in]  minutes     n times.
 * @param[in]  n           rows, an account x activity each; 0 gives 0 for every account.
 * @param[in]  n_accounts  accounts.
 * @param[out] served      n_accounts costs.
 *
 * @return KAM_CALC_OK      served is written
 *         KAM_CALC_DOMAIN  a figure is negative or not finite, or an account number too large; served is not touched
 *
 * Accuracy: relative error below (m + 3) u for an account of m rows.
 * Cost: O(n + n_accounts) time, O(1) memory.
 * Source: as kam_serve_activities().
 * Checked by: tests/analytics/test_serve.c
 */
KamCalcStatus kam_serve_accounts(double rate, const uint32_t account[], const double volume[], const double minutes[],
                                 size_t n, size_t n_accounts, double served[]);

/**
 * Conventional activity-based costing, for comparison: the whole cost is spread over what was done.
 *
 *     unit_cost[i] = share[i] cost / volume[i]
 *
 * @param[in]  cost       of the resources in the period, >= 0.
 * @param[in]  share      n fractions of their time that people say an activity takes, together 1 (within 2^-40).
 * @param[in]  volume     n counts, > 0.
 * @param[in]  n          activities, >= 1.
 * @param[out] unit_cost  n costs of doing it once.
 *
 * @return KAM_CALC_OK      unit_cost is written
 *         KAM_CALC_EMPTY   n == 0; unit_cost is not touched
 *         KAM_CALC_DOMAIN  a figure is out of range, or the shares are not 1 together; unit_cost is not touched
 *
 * Accuracy: relative error below 2 u.
 * Cost: O(n) time, O(1) memory.
 * Source: as kam_serve_activities().
 * Checked by: tests/analytics/test_serve.c
 */
KamCalcStatus
kam_serve_conventional(double cost, const double share[], const double volume[], size_t n, double unit_cost[]);

#ifdef __cplusplus
}
#endif

#endif
