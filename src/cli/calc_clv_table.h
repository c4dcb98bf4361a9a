/* The table of 'kamen calc clv': purchases or ready histories, as accounts of kamen/lifetime.h. */
#pragma once

#include <glib.h>
#include <kamen/lifetime.h>

#include "cli/calc_table.h"

typedef struct {
    const char *until, *dates, *decimal; /* as the user said; NULL: find out */
    double unit_days;
    double horizon;
} KamCalcClvReading;

typedef struct {
    guint n;
    char **name; /* of each account, in order of first appearance */
    KamLifetimeAccount *account;
    KamLifetimeAccount *before; /* until before_day; NULL for a table of histories, or when the time is too short */
    double *margin;             /* profit in a unit of value; NULL when no cost is known */
    gboolean has_days;          /* FALSE for a table of histories: there are no days then */
    gint32 until_day, before_day;
} KamCalcClvTable;

/**
 * Read the table's rows; it has the columns customer,date[,value[,cost]] or customer,x,t_x,T[,mean] by name, or without
 * a header in this order.
 *
 * @return NULL with KAM_ERROR_INVALID, _AMBIGUOUS or _USAGE. Free with kam_calc_clv_table_free().
 */
KamCalcClvTable *kam_calc_clv_table_new(KamCalcTable *table, const KamCalcClvReading *reading, GError **error);
/** Frees it; NULL is allowed. */
void kam_calc_clv_table_free(KamCalcClvTable *clv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamCalcClvTable, kam_calc_clv_table_free)
