/* Ranking by several criteria: see kamen/decision.h. The comparison of pairs is in promethee.c. */
#include <kamen/decision.h>

#include <math.h>

#include <kamen/rank.h>

#include "decision_check.h"

#define SMALLEST_UNIT 1e-300

KamCalcStatus
decision_check(const double scaled[], size_t n, size_t m, const double weight[], double *sum)
{
    *sum = 0;
    if (n == 0 || m == 0)
        return KAM_CALC_EMPTY;
    for (size_t k = 0; k < n * m; k++)
        if (!isfinite(scaled[k]))
            return KAM_CALC_DOMAIN;
    for (size_t j = 0; j < m; j++) {
        if (!isfinite(weight[j]) || weight[j] < 0)
            return KAM_CALC_DOMAIN;
        *sum += weight[j];
    }
    if (!isfinite(*sum))
        return KAM_CALC_DOMAIN;
    return *sum > 0 ? KAM_CALC_OK : KAM_CALC_EMPTY;
}

void
decision_bounds(const double value[], size_t n, size_t m, size_t j, double *least, double *most)
{
    *least = INFINITY;
    *most = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        *least = fmin(*least, value[i * m + j]);
        *most = fmax(*most, value[i * m + j]);
    }
}

/* Relative to the largest, so that squares neither overflow nor vanish. */
static double
length_of(const double value[], size_t n, size_t m, size_t j)
{
    double least, most, largest, squares = 0;

    decision_bounds(value, n, m, j, &least, &most);
    largest = fmax(fabs(least), fabs(most));
    for (size_t i = 0; i < n && largest > 0; i++)
        squares += (value[i * m + j] / largest) * (value[i * m + j] / largest);
    return largest * sqrt(squares);
}

/* The length that becomes 1. */
static double
unit_of(const double value[], size_t n, size_t m, size_t j, KamDecisionScale scale)
{
    double least, most;

    if (scale == KAM_DECISION_NONE)
        return 1;
    if (scale == KAM_DECISION_VECTOR)
        return length_of(value, n, m, j);
    decision_bounds(value, n, m, j, &least, &most);
    return most - least;
}

KamCalcStatus
kam_decision_units(const double value[], size_t n, size_t m, const uint8_t is_cost[], KamDecisionScale scale,
                   double origin[], double factor[])
{
    if (n == 0 || m == 0)
        return KAM_CALC_EMPTY;
    for (size_t k = 0; k < n * m; k++)
        if (!isfinite(value[k]))
            return KAM_CALC_DOMAIN;
    for (size_t j = 0; j < m; j++) {
        double unit = unit_of(value, n, m, j, scale);

        if (!isfinite(unit) || (unit > 0 && unit < SMALLEST_UNIT))
            return KAM_CALC_DOMAIN;
    }
    for (size_t j = 0; j < m; j++) {
        int cost = is_cost != NULL && is_cost[j];
        double unit = unit_of(value, n, m, j, scale), least, most;

        decision_bounds(value, n, m, j, &least, &most);
        origin[j] = scale != KAM_DECISION_RANGE ? 0 : cost ? most : least;
        factor[j] = unit > 0 ? (cost ? -1 : 1) / unit : 0;
    }
    return KAM_CALC_OK;
}

/* The sum turns -0 into 0: nobody wants to read "-0" as the score of the worst. */
void
kam_decision_scale(const double value[], size_t n, size_t m, const double origin[], const double factor[],
                   double scaled[])
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < m; j++)
            scaled[i * m + j] = (value[i * m + j] - origin[j]) * factor[j] + 0.0;
}

KamCalcStatus
kam_decision_weighted(const double scaled[], size_t n, size_t m, const double weight[], double score[])
{
    double sum;
    KamCalcStatus status = decision_check(scaled, n, m, weight, &sum);

    if (status != KAM_CALC_OK)
        return status;
    for (size_t i = 0; i < n; i++) {
        score[i] = 0;
        for (size_t j = 0; j < m; j++)
            score[i] += weight[j] / sum * scaled[i * m + j];
    }
    return KAM_CALC_OK;
}

/* Whether a criterion with weight tells two alternatives apart. */
static int
tells_apart(const double scaled[], size_t n, size_t m, const double weight[])
{
    for (size_t j = 0; j < m; j++) {
        double least, most;

        decision_bounds(scaled, n, m, j, &least, &most);
        if (weight[j] > 0 && most > least)
            return 1;
    }
    return 0;
}

KamCalcStatus
kam_decision_topsis(const double scaled[], size_t n, size_t m, const double weight[], double closeness[],
                    double to_best[], double to_worst[])
{
    double sum;
    KamCalcStatus status = decision_check(scaled, n, m, weight, &sum);

    if (status != KAM_CALC_OK)
        return status;
    if (!tells_apart(scaled, n, m, weight))
        return KAM_CALC_EMPTY;
    for (size_t i = 0; i < n; i++)
        to_best[i] = to_worst[i] = 0;
    for (size_t j = 0; j < m; j++) {
        double least, most, w = weight[j] / sum;

        decision_bounds(scaled, n, m, j, &least, &most);
        for (size_t i = 0; i < n; i++) {
            to_best[i] = hypot(to_best[i], w * (most - scaled[i * m + j]));
            to_worst[i] = hypot(to_worst[i], w * (scaled[i * m + j] - least));
        }
    }
    for (size_t i = 0; i < n; i++)
        closeness[i] = to_worst[i] / (to_best[i] + to_worst[i]);
    return KAM_CALC_OK;
}

KamCalcStatus
kam_decision_rank(const double score[], size_t n, uint32_t order[], uint32_t work[], uint32_t rank[])
{
    KamCalcStatus status;

    for (size_t i = 0; i < n; i++)
        order[i] = (uint32_t)i;
    status = kam_rank_order(score, order, n, work);
    if (status != KAM_CALC_OK)
        return status;
    for (size_t k = 0; k < n; k++) {
        int is_equal = k > 0 && score[order[k]] == score[order[k - 1]];

        rank[order[k]] = is_equal ? rank[order[k - 1]] : (uint32_t)k + 1;
    }
    return KAM_CALC_OK;
}
