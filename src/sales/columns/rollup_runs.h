/* Sums that memory should not hold: sorted runs of rows in a temporary file, merged when they are read back. */
#pragma once

#include "sales/columns/rollup.h"

typedef struct KamRollupRuns KamRollupRuns;

KamRollupRuns *kam_rollup_runs_new(void);
void kam_rollup_runs_free(KamRollupRuns *runs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamRollupRuns, kam_rollup_runs_free)

/** Negative, 0 or positive: the order of rows, by owner, month, currency, charge. */
int kam_rollup_compare(gconstpointer a, gconstpointer b);

/** Write a run of n > 0 rows, sorted, no two of the same key. */
gboolean kam_rollup_runs_add(KamRollupRuns *runs, const KamRollupRow *rows, gsize n, GError **error);

/**
 * The next row in the order of keys, with the sums of all runs; no run may be added any more.
 *
 * @param[out] has_row  FALSE after the last one.
 * @return FALSE with an error when the file cannot be read or, with KAM_ERROR_TOO_LARGE, a sum leaves 64 bits.
 */
gboolean kam_rollup_runs_next(KamRollupRuns *runs, KamRollupRow *row, gboolean *has_row, GError **error);
