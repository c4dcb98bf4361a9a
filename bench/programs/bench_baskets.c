/* Measures the search for frequent itemsets alone. bench_baskets baskets.csv SUPPORT */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <kamen/baskets.h>

#include "measure.h"

enum { BASKET, ITEM, COLUMNS };

typedef struct {
    KamBasketLines lines;
    KamItemsetOptions options;
    size_t n_sets;
} Job;

static int
mine(void *data)
{
    Job *job = data;
    KamItemsets *sets;

    if (kam_itemsets_new(&job->lines, &job->options, &sets) != KAM_CALC_OK)
        return 0;
    job->n_sets = kam_itemsets_count(sets);
    kam_itemsets_free(sets);
    return 1;
}

int
main(int argc, char **argv)
{
    Job job = { 0 };
    double *table;
    uint32_t *baskets, *items;
    int status = EXIT_FAILURE;

    if (argc != 3) {
        (void)fprintf(stderr, "usage: bench_baskets baskets.csv SUPPORT\n");
        return EXIT_FAILURE;
    }
    table = read_numbers(argv[1], COLUMNS, &job.lines.n);
    baskets = read_column(table, job.lines.n, COLUMNS, BASKET, &job.lines.n_baskets);
    items = read_column(table, job.lines.n, COLUMNS, ITEM, &job.lines.n_items);
    free(table);
    job.lines.basket = baskets;
    job.lines.item = items;
    job.options.min_support = strtod(argv[2], NULL);
    if (baskets != NULL && items != NULL)
        status = measure(mine, &job);
    free(items);
    free(baskets);
    return status;
}
