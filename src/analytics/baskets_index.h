/* Baskets made ready for mining: frequent items by rank, the baskets of each, the ranks in each. Private to libkamen.
 */
#pragma once

#include <kamen/baskets.h>

/* Rank 0 is the most frequent item; of equally frequent ones the lower item comes first. */
typedef struct {
    uint32_t n_ranks, n_baskets;
    uint32_t min_count;
    uint32_t *item_of;      /* by rank */
    uint32_t *list_start;   /* rank r is in list[list_start[r]] .. list[list_start[r + 1] - 1] */
    uint32_t *list;         /* baskets, ascending */
    uint32_t *basket_start; /* basket b holds rank[basket_start[b]] .. rank[basket_start[b + 1] - 1] */
    uint32_t *rank;         /* ascending within a basket */
} BasketIndex;

/* Smallest count whose quotient by n, n >= 1, reaches the share. */
uint32_t basket_min_count(double share, size_t n);

/* OK, EMPTY, DOMAIN or NO_MEMORY; in the last three cases there is nothing to clear. */
KamCalcStatus basket_index_init(BasketIndex *index, const KamBasketLines *lines, double min_support);
void basket_index_clear(BasketIndex *index);
