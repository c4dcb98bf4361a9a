/* Order of values: see kamen/rank.h. */
#include <kamen/rank.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int
compare_descending(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x < y) - (x > y);
}

KamCalcStatus
kam_rank_descending(const double value[], size_t n, double descending[])
{
    if (n == 0)
        return KAM_CALC_EMPTY;
    for (size_t i = 0; i < n; i++)
        if (!isfinite(value[i]))
            return KAM_CALC_DOMAIN;
    if (descending != value)
        memmove(descending, value, n * sizeof value[0]);
    qsort(descending, n, sizeof descending[0], compare_descending);
    return KAM_CALC_OK;
}

/* Merge from[left, middle) and from[middle, right) into `to`. On equal values the left one goes first: that keeps the
 * order stable. */
static void
merge_runs(const double value[], const uint32_t from[], uint32_t to[], size_t left, size_t middle, size_t right)
{
    size_t a = left;
    size_t b = middle;

    for (size_t k = left; k < right; k++) {
        if (b >= right || (a < middle && value[from[a]] >= value[from[b]]))
            to[k] = from[a++];
        else
            to[k] = from[b++];
    }
}

static size_t
smaller_of(size_t a, size_t b)
{
    return a < b ? a : b;
}

KamCalcStatus
kam_rank_order(const double value[], uint32_t order[], size_t n, uint32_t work[])
{
    uint32_t *from = order;
    uint32_t *to = work;

    if (n == 0)
        return KAM_CALC_EMPTY;
    for (size_t i = 0; i < n; i++)
        if (!isfinite(value[order[i]]))
            return KAM_CALC_DOMAIN;
    for (size_t width = 1; width < n; width *= 2) {
        uint32_t *swap = from;

        for (size_t left = 0; left < n; left += 2 * width)
            merge_runs(value, from, to, left, smaller_of(left + width, n), smaller_of(left + 2 * width, n));
        from = to;
        to = swap;
    }
    if (from != order)
        memcpy(order, from, n * sizeof order[0]);
    return KAM_CALC_OK;
}

size_t
kam_rank_tile(size_t position, size_t n, size_t groups)
{
    size_t small, larger_groups, in_larger;

    if (position >= n || groups == 0)
        return 0;
    small = n / groups;
    larger_groups = n % groups;
    in_larger = larger_groups * (small + 1);
    if (position < in_larger)
        return 1 + position / (small + 1);
    return 1 + larger_groups + (position - in_larger) / small;
}
