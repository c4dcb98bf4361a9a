/* Observations for an elasticity out of the lines: quantity and price of each account, product and month. */
#pragma once

#include "service/analysis/elasticity.h"

typedef struct {
    gsize n; /* observations */
    double *quantity, *price;
    guint32 *account, *panel, *period; /* panel: product of an account; period: month, from the first of the data */
    gint64 *net_micro;                 /* by observation */
    guint32 *product;                  /* by observation; index into the facts */
    guint n_panels, n_periods;
    gsize left_out_once, left_out_pieces;
} KamElasticityCells;

/** Sum the counted lines that are a sale: a product, quantity and net above 0, on no credit. */
void kam_elasticity_cells_init(KamElasticityCells *cells, const KamScope *scope, const KamElasticityQuestion *question);
void kam_elasticity_cells_clear(KamElasticityCells *cells);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamElasticityCells, kam_elasticity_cells_clear)
