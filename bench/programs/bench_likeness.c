/* Measures item-to-item cosine and the best ten new items of every account. bench_likeness purchases.csv */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <kamen/likeness.h>

#include "measure.h"

#define TOP 10

enum { ACCOUNT, ITEM, QUANTITY, COLUMNS };

typedef struct {
    KamLikenessLines lines;
    double *score; /* one per item */
} Job;

static int
rank_all(const Job *job, const KamLikenessModel *model)
{
    for (uint32_t account = 0; account < job->lines.n_accounts; account++) {
        uint32_t top[TOP];
        size_t n;

        if (kam_likeness_top(model, account, KAM_LIKENESS_NEW, TOP, job->score, top, &n) != KAM_CALC_OK)
            return 0;
    }
    return 1;
}

static int
recommend(void *data)
{
    const KamLikenessOptions options = { .method = KAM_LIKENESS_COSINE };
    Job *job = data;
    KamLikeness *likeness = NULL;
    KamLikenessModel *model = NULL;
    int done = kam_likeness_new(&job->lines, &likeness) == KAM_CALC_OK &&
               kam_likeness_model_new(likeness, &options, &model) == KAM_CALC_OK && rank_all(job, model);

    kam_likeness_model_free(model);
    kam_likeness_free(likeness);
    return done;
}

int
main(int argc, char **argv)
{
    Job job = { 0 };
    double *table;
    uint32_t *accounts, *items;
    int status = EXIT_FAILURE;

    if (argc != 2) {
        (void)fprintf(stderr, "usage: bench_likeness purchases.csv\n");
        return EXIT_FAILURE;
    }
    table = read_numbers(argv[1], COLUMNS, &job.lines.n);
    accounts = read_column(table, job.lines.n, COLUMNS, ACCOUNT, &job.lines.n_accounts);
    items = read_column(table, job.lines.n, COLUMNS, ITEM, &job.lines.n_items);
    free(table);
    job.lines.account = accounts;
    job.lines.item = items;
    job.score = malloc(job.lines.n_items * sizeof *job.score);
    if (accounts != NULL && items != NULL && job.score != NULL)
        status = measure(recommend, &job);
    free(job.score);
    free(items);
    free(accounts);
    return status;
}
