/* The table of 'kamen calc elasticity' as the arrays of kamen/elasticity.h. */
#pragma once

#include <glib.h>
#include <kamen/elasticity.h>

#include "base/dict.h"
#include "cli/calc_table.h"

typedef struct {
    KamElasticityData data; /* points into the arrays below */
    double *quantity, *price, *regressor;
    guint32 *account, *panel;
    KamDict *accounts, *panels;
    GPtrArray *names; /* of the numeric regressors */
    guint n_named;    /* regressors with a name; those after them are dummies of effects */
    guint left_out;   /* rows with a quantity or price that is not above 0 */
} KamCalcElasticityData;

/**
 * Read account, quantity and price by the names of their columns (by position when the first row is no header), and
 * every other column of numbers as a regressor. A regressor that never varies is left out.
 *
 * @param table    its header is dropped; must outlive `data`.
 * @param product  a column whose words number the panels of an account; NULL for none.
 * @param effects  a column whose words become dummies, the first one left out; NULL for none.
 * @return         FALSE with KAM_ERROR_INVALID, _AMBIGUOUS or _USAGE. Clear with kam_calc_elasticity_data_clear()
 * whatever is returned.
 */
gboolean kam_calc_elasticity_data_read(KamCalcElasticityData *data, KamCalcTable *table, const char *product,
                                       const char *effects, const char *decimal, GError **error);
void kam_calc_elasticity_data_clear(KamCalcElasticityData *data);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamCalcElasticityData, kam_calc_elasticity_data_clear)
