/* Measures the fit of a lifetime model, merging equal histories included. bench_clv MODEL buyers.csv */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <kamen/clv.h>

#include "measure.h"

enum { CUSTOMER, X, T_X, T, MEAN, COLUMNS };

typedef struct {
    KamClvModel model;
    KamClvHistory *histories;
    size_t n;
    KamClvFit fit;
} Job;

static int
fit(void *data)
{
    Job *job = data;
    KamClvData *customers;
    KamCalcStatus status = kam_clv_data_new(job->histories, job->n, &customers);

    if (status != KAM_CALC_OK)
        return 0;
    status = kam_clv_fit(customers, job->model, &job->fit);
    kam_clv_data_free(customers);
    return status == KAM_CALC_OK;
}

static int
model_of(const char *name, KamClvModel *model)
{
    for (int i = 0; i < KAM_CLV_N_MODELS; i++)
        if (strcmp(name, kam_clv_model_name((KamClvModel)i)) == 0) {
            *model = (KamClvModel)i;
            return 1;
        }
    return 0;
}

int
main(int argc, char **argv)
{
    Job job = { 0 };
    double *table;
    int status;

    if (argc != 3 || !model_of(argv[1], &job.model)) {
        (void)fprintf(stderr, "usage: bench_clv bgnbd|mbgnbd|pnbd buyers.csv\n");
        return EXIT_FAILURE;
    }
    table = read_numbers(argv[2], COLUMNS, &job.n);
    job.histories = calloc(job.n, sizeof *job.histories);
    for (size_t i = 0; job.histories != NULL && i < job.n; i++) {
        const double *row = table + i * COLUMNS;
        job.histories[i] = (KamClvHistory) { .x = row[X], .t_x = row[T_X], .T = row[T] };
    }
    status = job.histories == NULL ? EXIT_FAILURE : measure(fit, &job);
    free(job.histories);
    free(table);
    return status;
}
