/* A table of alternatives and criteria from a file, and what people say of the weights. */
#pragma once

#include <kamen/smaa.h>

#include "cli/calc_table.h"

typedef struct {
    KamCalcTable *table;
    guint n, m;
    char **name; /* of the m criteria, NULL-terminated */
    guint8 *is_cost;
    double *value;       /* n x m, row-major */
    double *spread;      /* likewise, of measurements that are not exact; NULL when all are */
    KamSmaaError *error; /* m */
} KamRankTable;

/**
 * Read it. The first row names the columns, the first column the alternatives. A column NAME or NAME:max is a
 * criterion, NAME:min a cost; NAME:sd holds the standard deviation of its measurements, NAME:half the half width of an
 * even error.
 *
 * @return FALSE with KAM_ERROR_INVALID, naming line and column, or an error of kam_calc_table_read(). Clear with
 *         kam_rank_table_clear(), after a failure too.
 */
gboolean kam_rank_table_read(KamRankTable *table, const char *path, const char *decimal, GError **error);
void kam_rank_table_clear(KamRankTable *table);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamRankTable, kam_rank_table_clear)

/** The name of an alternative; owned by the table. */
const char *kam_rank_table_alternative(const KamRankTable *table, guint alternative);

/* What is known of each weight. */
typedef struct {
    double *low, *high; /* m each; NULL when nothing was said */
    gboolean is_exact;  /* low = high everywhere, divided by their sum */
    size_t *order;
    guint n_order;
} KamRankWeights;

/**
 * Read "a=0.3,b=0.7" (NULL: nothing said; NAME=LOW..HIGH where `ranges` is set) and "a,b,c" (NULL: no order).
 *
 * @return FALSE with KAM_ERROR_USAGE. Clear with kam_rank_weights_clear(), after a failure too.
 */
gboolean kam_rank_weights_read(KamRankWeights *weights, const KamRankTable *table, const char *text, gboolean ranges,
                               const char *order, GError **error);
void kam_rank_weights_clear(KamRankWeights *weights);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamRankWeights, kam_rank_weights_clear)
