/* A table series,period,value as one array of values for each series, with the part of the season it begins in. */
#pragma once

#include "cli/calc_table.h"

typedef struct {
    char *name;
    char *category;
    gint64 first;   /* number of the first period */
    gint64 last;    /* and of the last */
    GArray *values; /* double; NaN where a period between first and last is missing */
    guint phase;    /* part of the season that the first one lies in */
} KamCalcSeason;

/**
 * Read series from a table with the columns series, period, value and, when there is one, category. Periods are months
 * (2024-05, or any date), read as quarters when the season is 4, quarters (2024-Q2), or whole numbers, of which 1 is
 * the first part. Values of a period are added up.
 *
 * @return  KamCalcSeason in order of appearance, or NULL with KAM_ERROR_INVALID naming the line. Free with
 *          g_ptr_array_unref().
 */
GPtrArray *kam_calc_season_read(KamCalcTable *table, guint season, const char *decimal, GError **error);
