/* The order of alternatives in one draw. It is needed thousands of times, so values become whole numbers of 24 bits
 * first, which three passes of a radix sort put in order without comparing; the few that 24 bits cannot tell apart are
 * then put right. */
#include <math.h>
#include <string.h>

#include "smaa_private.h"

#define KEY_MAX 0xffffff
#define DIGITS 256

/* Four running extremes at a time: each waits for itself only. */
static void
find_bounds(const double utility[], size_t n, double *least, double *most)
{
    double low[4], high[4];

    for (size_t k = 0; k < 4; k++)
        low[k] = high[k] = utility[0];
    for (size_t i = 0; i + 4 <= n; i += 4)
        for (size_t k = 0; k < 4; k++) {
            low[k] = utility[i + k] < low[k] ? utility[i + k] : low[k];
            high[k] = utility[i + k] > high[k] ? utility[i + k] : high[k];
        }
    for (size_t i = n - n % 4; i < n; i++) {
        low[0] = utility[i] < low[0] ? utility[i] : low[0];
        high[0] = utility[i] > high[0] ? utility[i] : high[0];
    }
    *least = fmin(fmin(low[0], low[1]), fmin(low[2], low[3]));
    *most = fmax(fmax(high[0], high[1]), fmax(high[2], high[3]));
}

static void
make_keys(Entry entry[], const double utility[], size_t n)
{
    double least, most, factor;

    find_bounds(utility, n, &least, &most);
    factor = most > least ? KEY_MAX / (most - least) : 0;
    if (!isfinite(factor))
        factor = 0;
    for (size_t i = 0; i < n; i++)
        entry[i] = (Entry) { (uint32_t)(int32_t)((most - utility[i]) * factor), (uint32_t)i };
}

/* Keep those that can be among the first `wanted`: all up to the highest digit in which the last of them lies. */
static size_t
keep_first(Entry entry[], size_t n, size_t wanted)
{
    uint32_t histogram[DIGITS] = { 0 }, limit = 0;
    size_t seen = 0, kept = 0;

    for (size_t i = 0; i < n; i++)
        histogram[entry[i].key >> 16]++;
    while ((seen += histogram[limit]) < wanted)
        limit++;
    for (size_t i = 0; i < n; i++) {
        Entry taken = entry[i];

        entry[kept] = taken;
        kept += taken.key >> 16 <= limit;
    }
    return kept;
}

static void
sort_by_digit(const Entry from[], Entry to[], size_t n, uint32_t start[DIGITS], int shift)
{
    uint32_t sum = 0;

    for (size_t d = 0; d < DIGITS; d++) {
        uint32_t count = start[d];

        start[d] = sum;
        sum += count;
    }
    for (size_t i = 0; i < n; i++)
        to[start[(from[i].key >> shift) & (DIGITS - 1)]++] = from[i];
}

/* Afterwards the sorted entries lie in `spare`: three passes, there, back and there again. */
static void
sort_by_key(Entry entry[], Entry spare[], size_t n)
{
    uint32_t start[3][DIGITS] = { 0 };

    for (size_t i = 0; i < n; i++) {
        start[0][entry[i].key & (DIGITS - 1)]++;
        start[1][(entry[i].key >> 8) & (DIGITS - 1)]++;
        start[2][entry[i].key >> 16]++;
    }
    sort_by_digit(entry, spare, n, start[0], 0);
    sort_by_digit(spare, entry, n, start[1], 8);
    sort_by_digit(entry, spare, n, start[2], 16);
}

/* Sink one entry into a heap whose least value is on top, so that the sort ends with the highest first. */
static void
sink(Entry heap[], const double utility[], size_t at, size_t n)
{
    Entry moved = heap[at];

    for (size_t child; (child = 2 * at + 1) < n; at = child) {
        if (child + 1 < n && utility[heap[child + 1].index] < utility[heap[child].index])
            child++;
        if (!(utility[heap[child].index] < utility[moved.index]))
            break;
        heap[at] = heap[child];
    }
    heap[at] = moved;
}

static void
sort_long_run(Entry run[], const double utility[], size_t n)
{
    for (size_t i = n / 2; i-- > 0;)
        sink(run, utility, i, n);
    for (size_t end = n; end-- > 1;) {
        Entry least = run[0];

        run[0] = run[end];
        run[end] = least;
        sink(run, utility, 0, end);
    }
}

static void
sort_short_run(Entry run[], const double utility[], size_t n)
{
    for (size_t i = 1; i < n; i++) {
        Entry moved = run[i];
        size_t at = i;

        for (; at > 0 && utility[run[at - 1].index] < utility[moved.index]; at--)
            run[at] = run[at - 1];
        run[at] = moved;
    }
}

/* Equal keys are rarely many, unless one value lies millions of times farther away than the others from each other. */
static void
sort_equal_keys(Entry entry[], const double utility[], size_t n)
{
    for (size_t first = 0, end; first < n; first = end) {
        for (end = first + 1; end < n && entry[end].key == entry[first].key; end++)
            ;
        if (end - first > 16)
            sort_long_run(entry + first, utility, end - first);
        else if (end - first > 1)
            sort_short_run(entry + first, utility, end - first);
    }
}

size_t
smaa_sort(KamSmaa *smaa, const double utility[])
{
    size_t kept = smaa->n;

    make_keys(smaa->entry, utility, smaa->n);
    if (smaa->n_ranks < smaa->n)
        kept = keep_first(smaa->entry, smaa->n, smaa->n_ranks);
    sort_by_key(smaa->entry, smaa->spare, kept);
    sort_equal_keys(smaa->spare, utility, kept);
    return kept;
}
