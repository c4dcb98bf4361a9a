/* The merge of spilled sums. */
#include "sales/columns/rollup_runs.h"

#include <unistd.h>

#include "base/decimal.h"
#include "sales/temp_file.h"

#define BLOCK_ROWS 512 /* of each run held while merging */

typedef struct {
    gint64 start; /* first row in the file */
    gsize length, loaded;
    gsize at, filled;
    KamRollupRow *block; /* the rows at hand */
} Run;

struct KamRollupRuns {
    int file; /* -1 until the first run */
    gint64 n_rows;
    GArray *runs;
};

static void
clear_run(gpointer data)
{
    Run *run = data;

    g_free(run->block);
}

KamRollupRuns *
kam_rollup_runs_new(void)
{
    KamRollupRuns *runs = g_new0(KamRollupRuns, 1);

    runs->file = -1;
    runs->runs = g_array_new(FALSE, TRUE, sizeof(Run));
    g_array_set_clear_func(runs->runs, clear_run);
    return runs;
}

void
kam_rollup_runs_free(KamRollupRuns *runs)
{
    if (runs == NULL)
        return;
    if (runs->file >= 0)
        close(runs->file);
    g_array_unref(runs->runs);
    g_free(runs);
}

int
kam_rollup_compare(gconstpointer a, gconstpointer b)
{
    const KamRollupRow *left = a, *right = b;

    if (left->owner_id != right->owner_id)
        return left->owner_id < right->owner_id ? -1 : 1;
    if (left->month != right->month)
        return left->month < right->month ? -1 : 1;
    if (left->currency != right->currency)
        return left->currency < right->currency ? -1 : 1;
    return left->is_charge - right->is_charge;
}

gboolean
kam_rollup_runs_add(KamRollupRuns *runs, const KamRollupRow *rows, gsize n, GError **error)
{
    Run run = { .start = runs->n_rows, .length = n };

    if (runs->file < 0 && (runs->file = kam_temp_file_open(error)) < 0)
        return FALSE;
    if (!kam_temp_file_write(runs->file, rows, n * sizeof(KamRollupRow), error))
        return FALSE;
    runs->n_rows += (gint64)n;
    g_array_append_val(runs->runs, run);
    return TRUE;
}

static gboolean
load_block(KamRollupRuns *runs, Run *run, GError **error)
{
    gsize count = MIN((gsize)BLOCK_ROWS, run->length - run->loaded);
    gint64 start = (run->start + (gint64)run->loaded) * (gint64)sizeof(KamRollupRow);

    if (run->block == NULL)
        run->block = g_new(KamRollupRow, BLOCK_ROWS);
    if (!kam_temp_file_read(runs->file, start, run->block, count * sizeof(KamRollupRow), error))
        return FALSE;
    run->loaded += count;
    run->filled = count;
    run->at = 0;
    return TRUE;
}

/* The run whose next row is the smallest, NULL when all are empty. */
static gboolean
find_smallest(KamRollupRuns *runs, Run **smallest, GError **error)
{
    *smallest = NULL;
    for (guint i = 0; i < runs->runs->len; i++) {
        Run *run = &g_array_index(runs->runs, Run, i);
        if (run->at == run->filled && run->loaded < run->length && !load_block(runs, run, error))
            return FALSE;
        if (run->at < run->filled &&
            (*smallest == NULL || kam_rollup_compare(&run->block[run->at], &(*smallest)->block[(*smallest)->at]) < 0))
            *smallest = run;
    }
    return TRUE;
}

static gboolean
add_row(KamRollupRow *sum, const KamRollupRow *row)
{
    sum->lines += row->lines;
    return kam_micro_add(&sum->quantity_micro, row->quantity_micro) && kam_micro_add(&sum->net_micro, row->net_micro) &&
           kam_micro_add(&sum->credit_micro, row->credit_micro) && kam_micro_add(&sum->cost_micro, row->cost_micro) &&
           kam_micro_add(&sum->costed_net_micro, row->costed_net_micro);
}

gboolean
kam_rollup_runs_next(KamRollupRuns *runs, KamRollupRow *row, gboolean *has_row, GError **error)
{
    Run *run;

    *has_row = FALSE;
    for (;;) {
        if (!find_smallest(runs, &run, error))
            return FALSE;
        if (run == NULL || (*has_row && kam_rollup_compare(row, &run->block[run->at]) != 0))
            return TRUE;
        if (!*has_row) {
            *row = run->block[run->at++];
            *has_row = TRUE;
        } else if (!add_row(row, &run->block[run->at++])) {
            kam_rollup_fail_too_large(error);
            return FALSE;
        }
    }
}
