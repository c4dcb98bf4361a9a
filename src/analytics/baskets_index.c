/* Counting sorts there and back: by basket, to drop what is repeated; by item, for the baskets of each; by basket
 * again, which leaves the ranks of each basket in order. */
#include "baskets_index.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NOT_FREQUENT UINT32_MAX

/* Arrays that only the building needs. */
typedef struct {
    uint32_t *start; /* of each basket in `item`; n_baskets + 1 */
    uint32_t *item;  /* by basket */
    uint32_t *count; /* baskets of each item */
    uint32_t *mark;  /* by item: the last basket it was seen in, later its rank */
} Scratch;

uint32_t
basket_min_count(double share, size_t n)
{
    double near = ceil(share * (double)n);
    uint32_t count = near < 1 ? 1 : (uint32_t)near;

    while (count > 1 && (double)(count - 1) / (double)n >= share)
        count--;
    while ((double)count / (double)n < share)
        count++;
    return count;
}

static uint32_t *
numbers_new(size_t n)
{
    return calloc(n + 1, sizeof(uint32_t));
}

static int
scratch_init(Scratch *scratch, const KamBasketLines *lines)
{
    scratch->start = numbers_new(lines->n_baskets + 1);
    scratch->item = numbers_new(lines->n);
    scratch->count = numbers_new(lines->n_items);
    scratch->mark = numbers_new(lines->n_items);
    return scratch->start != NULL && scratch->item != NULL && scratch->count != NULL && scratch->mark != NULL;
}

static void
scratch_clear(Scratch *scratch)
{
    free(scratch->start);
    free(scratch->item);
    free(scratch->count);
    free(scratch->mark);
}

void
basket_index_clear(BasketIndex *index)
{
    free(index->item_of);
    free(index->list_start);
    free(index->list);
    free(index->basket_start);
    free(index->rank);
}

static int
lines_are_valid(const KamBasketLines *lines)
{
    if (lines->n >= UINT32_MAX || lines->n_baskets >= UINT32_MAX || lines->n_items >= UINT32_MAX)
        return 0;
    for (size_t i = 0; i < lines->n; i++)
        if (lines->basket[i] >= lines->n_baskets || lines->item[i] >= lines->n_items)
            return 0;
    return 1;
}

/* Counts become the places where each key begins; what follows the last one is the sum. */
static void
add_up(uint32_t count[], size_t n)
{
    uint32_t begin = 0;

    for (size_t k = 0; k <= n; k++) {
        uint32_t here = count[k];

        count[k] = begin;
        begin += here;
    }
}

/* start[b + 1] first holds the place where basket b begins and moves to its end while items are placed. */
static void
sort_by_basket(const KamBasketLines *lines, Scratch *scratch)
{
    uint32_t *place = scratch->start + 1;

    for (size_t i = 0; i < lines->n; i++)
        place[lines->basket[i]]++;
    add_up(place, lines->n_baskets - 1);
    for (size_t i = 0; i < lines->n; i++)
        scratch->item[place[lines->basket[i]]++] = lines->item[i];
}

/* Each item once a basket; the baskets move together, and the baskets of each item are counted. */
static void
drop_repeated(const KamBasketLines *lines, Scratch *scratch)
{
    uint32_t kept = 0;

    for (uint32_t b = 0; b < lines->n_baskets; b++) {
        uint32_t begin = kept;

        for (uint32_t k = scratch->start[b]; k < scratch->start[b + 1]; k++) {
            uint32_t item = scratch->item[k];

            if (scratch->mark[item] == b + 1)
                continue;
            scratch->mark[item] = b + 1;
            scratch->count[item]++;
            scratch->item[kept++] = item;
        }
        scratch->start[b] = begin;
    }
    scratch->start[lines->n_baskets] = kept;
}

typedef struct {
    uint32_t count, item;
} Frequency;

static int
compare_frequencies(const void *a, const void *b)
{
    const Frequency *x = a;
    const Frequency *y = b;

    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return (x->item > y->item) - (x->item < y->item);
}

/* Ranks of the items that are frequent; `mark` turns from baskets into ranks. FALSE without memory. */
static int
rank_items(BasketIndex *index, const KamBasketLines *lines, Scratch *scratch)
{
    Frequency *frequency = calloc(lines->n_items + 1, sizeof *frequency);

    if (frequency == NULL)
        return 0;
    for (uint32_t item = 0; item < lines->n_items; item++) {
        scratch->mark[item] = NOT_FREQUENT;
        if (scratch->count[item] >= index->min_count)
            frequency[index->n_ranks++] = (Frequency) { scratch->count[item], item };
    }
    qsort(frequency, index->n_ranks, sizeof *frequency, compare_frequencies);
    index->item_of = numbers_new(index->n_ranks);
    index->list_start = numbers_new(index->n_ranks + 1);
    if (index->item_of != NULL && index->list_start != NULL) {
        for (uint32_t r = 0; r < index->n_ranks; r++) {
            index->item_of[r] = frequency[r].item;
            index->list_start[r] = frequency[r].count;
            scratch->mark[frequency[r].item] = r;
        }
        add_up(index->list_start, index->n_ranks);
    }
    free(frequency);
    return index->item_of != NULL && index->list_start != NULL;
}

/* The baskets of each rank; basket_start[b + 1] counts the ranks of basket b meanwhile. */
static void
fill_lists(BasketIndex *index, const Scratch *scratch)
{
    for (uint32_t b = 0; b < index->n_baskets; b++) {
        for (uint32_t k = scratch->start[b]; k < scratch->start[b + 1]; k++) {
            uint32_t rank = scratch->mark[scratch->item[k]];

            if (rank == NOT_FREQUENT)
                continue;
            index->list[index->list_start[rank]++] = b;
            index->basket_start[b + 1]++;
        }
    }
    memmove(index->list_start + 1, index->list_start, index->n_ranks * sizeof index->list_start[0]);
    index->list_start[0] = 0;
}

static void
fill_baskets(BasketIndex *index)
{
    uint32_t *place = index->basket_start + 1;

    add_up(place, index->n_baskets - 1);
    for (uint32_t r = 0; r < index->n_ranks; r++)
        for (uint32_t k = index->list_start[r]; k < index->list_start[r + 1]; k++)
            index->rank[place[index->list[k]]++] = r;
}

static int
build(BasketIndex *index, const KamBasketLines *lines, Scratch *scratch)
{
    uint32_t n;

    if (!scratch_init(scratch, lines))
        return 0;
    sort_by_basket(lines, scratch);
    drop_repeated(lines, scratch);
    if (!rank_items(index, lines, scratch))
        return 0;
    n = index->list_start[index->n_ranks];
    index->list = numbers_new(n);
    index->rank = numbers_new(n);
    index->basket_start = numbers_new((size_t)index->n_baskets + 1);
    if (index->list == NULL || index->rank == NULL || index->basket_start == NULL)
        return 0;
    fill_lists(index, scratch);
    fill_baskets(index);
    return 1;
}

KamCalcStatus
basket_index_init(BasketIndex *index, const KamBasketLines *lines, double min_support)
{
    Scratch scratch = { 0 };
    int built;

    if (lines->n_baskets == 0)
        return KAM_CALC_EMPTY;
    if (!lines_are_valid(lines) || !(min_support > 0 && min_support <= 1))
        return KAM_CALC_DOMAIN;
    *index = (BasketIndex) { .n_baskets = (uint32_t)lines->n_baskets,
                             .min_count = basket_min_count(min_support, lines->n_baskets) };
    built = build(index, lines, &scratch);
    scratch_clear(&scratch);
    if (built)
        return KAM_CALC_OK;
    basket_index_clear(index);
    return KAM_CALC_NO_MEMORY;
}
