/* Measures the fit of the Gamma-Gamma model of spending. bench_spend buyers.csv */
#include <stdio.h>
#include <stdlib.h>

#include <kamen/spend.h>

#include "measure.h"

enum { CUSTOMER, X, T_X, T, MEAN, COLUMNS };

typedef struct {
    double *x, *mean;
    size_t n;
    KamSpendFit fit;
} Job;

static int
fit(void *data)
{
    Job *job = data;

    return kam_spend_fit(job->x, job->mean, job->n, &job->fit) == KAM_CALC_OK;
}

static double *
column_of(const double table[], size_t n, size_t column)
{
    double *values = malloc(n * sizeof *values);

    for (size_t i = 0; values != NULL && i < n; i++)
        values[i] = table[i * COLUMNS + column];
    return values;
}

int
main(int argc, char **argv)
{
    Job job = { 0 };
    double *table;
    int status;

    if (argc != 2) {
        (void)fprintf(stderr, "usage: bench_spend buyers.csv\n");
        return EXIT_FAILURE;
    }
    table = read_numbers(argv[1], COLUMNS, &job.n);
    job.x = column_of(table, job.n, X);
    job.mean = column_of(table, job.n, MEAN);
    free(table);
    status = job.x == NULL || job.mean == NULL ? EXIT_FAILURE : measure(fit, &job);
    free(job.mean);
    free(job.x);
    return status;
}
