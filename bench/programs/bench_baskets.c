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

/* One column of the table as numbers from 0, and how many different ones there are at most. */
static uint32_t *
column_of(const double table[], size_t n, size_t column, size_t *n_values)
{
    uint32_t *numbers = malloc(n * sizeof *numbers);

    *n_values = 0;
    for (size_t i = 0; numbers != NULL && i < n; i++) {
        numbers[i] = (uint32_t)table[i * COLUMNS + column];
        if (numbers[i] >= *n_values)
            *n_values = (size_t)numbers[i] + 1;
    }
    return numbers;
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
    baskets = column_of(table, job.lines.n, BASKET, &job.lines.n_baskets);
    items = column_of(table, job.lines.n, ITEM, &job.lines.n_items);
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
