/* A square table of judgements from a file: item names in the first row and the first column. */
#pragma once

#include "cli/calc_table.h"

typedef struct {
    KamCalcTable *table;
    guint n;           /* items */
    guint first;       /* column of the first name in the first row: 0 where the corner is left out */
    double *judgement; /* n x n, row-major, whole */
} KamAhpTable;

/**
 * Read and complete it, as kam_ahp_complete() says. A cell is a number or a fraction such as 1/3; the other half of a
 * pair and the diagonal may be empty.
 *
 * @return FALSE with KAM_ERROR_INVALID, naming line and column, or an error of kam_calc_table_read(). Clear with
 *         kam_ahp_table_clear(), after a failure too.
 */
gboolean kam_ahp_table_read(KamAhpTable *table, const char *path, GError **error);
void kam_ahp_table_clear(KamAhpTable *table);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamAhpTable, kam_ahp_table_clear)

/** The name of an item; owned by the table. */
const char *kam_ahp_table_name(const KamAhpTable *table, guint item);
