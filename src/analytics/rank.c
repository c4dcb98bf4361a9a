/* Order of values: see kamen/rank.h. */
#include <kamen/rank.h>

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static int
compare_descending(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x < y) - (x > y);
}

/* --- many values: by the bytes of their keys, least significant first --- */

#define BYTES 8
#define DIGITS 256
#define TOP (UINT64_C(1) << 63)
#define MANY 1024 /* fewer are quicker compared */

/* Whole numbers that ascend where the doubles descend. */
static uint64_t
key_of(double value)
{
    uint64_t bits;

    memcpy(&bits, &value, sizeof bits);
    return (bits & TOP) != 0 ? bits : ~(bits ^ TOP);
}

static double
value_of(uint64_t key)
{
    uint64_t bits = (key & TOP) != 0 ? key : ~key ^ TOP;
    double value;

    memcpy(&value, &bits, sizeof value);
    return value;
}

static void
count_digits(const uint64_t key[], size_t n, size_t count[BYTES][DIGITS])
{
    memset(count, 0, BYTES * sizeof count[0]);
    for (size_t i = 0; i < n; i++)
        for (unsigned byte = 0; byte < BYTES; byte++)
            count[byte][(key[i] >> (8 * byte)) % DIGITS]++;
}

static void
place_by(const uint64_t from[], uint64_t to[], size_t n, unsigned byte, const size_t count[DIGITS])
{
    size_t next[DIGITS], at = 0;

    for (unsigned digit = 0; digit < DIGITS; digit++) {
        next[digit] = at;
        at += count[digit];
    }
    for (size_t i = 0; i < n; i++)
        to[next[(from[i] >> (8 * byte)) % DIGITS]++] = from[i];
}

/* Returns which of the two holds them in order. A byte that all have in common is passed over. */
static const uint64_t *
sort_keys(uint64_t from[], uint64_t to[], size_t n)
{
    size_t count[BYTES][DIGITS];

    count_digits(from, n, count);
    for (unsigned byte = 0; byte < BYTES; byte++) {
        uint64_t *swap = from;

        if (count[byte][(from[0] >> (8 * byte)) % DIGITS] == n)
            continue;
        place_by(from, to, n, byte, count[byte]);
        from = to;
        to = swap;
    }
    return from;
}

/* 0 without the memory for it. */
static int
sort_many(double value[], size_t n)
{
    uint64_t *keys = n > SIZE_MAX / (2 * sizeof *keys) ? NULL : malloc(2 * n * sizeof *keys);
    const uint64_t *sorted;

    if (keys == NULL)
        return 0;
    for (size_t i = 0; i < n; i++)
        keys[i] = key_of(value[i]);
    sorted = sort_keys(keys, keys + n, n);
    for (size_t i = 0; i < n; i++)
        value[i] = value_of(sorted[i]);
    free(keys);
    return 1;
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
    if (n < MANY || !sort_many(descending, n))
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
