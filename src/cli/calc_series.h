/* Series of numbers out of a small table, long (series,period,value) or wide. */
#pragma once

#include "cli/calc_table.h"

typedef struct {
    char *name;
    char *category; /* of its first row; NULL without such a column */
    gint64
        first; /* number of the first period: months, quarters or days counted from one origin, or what was written */
    double *value; /* n, in order of time; NaN where a period is missing, its cell empty, or an event stands there */
    guint n;
    guint n_events;      /* periods with an event or a one-off order among them */
    guint8 *marks_ahead; /* n_ahead, KAM_SERIES_ bits of the periods behind the last value; NULL: nothing is known */
    guint n_ahead;
} KamCalcSeries;

/**
 * Read all series of a table.
 *
 * Long: columns called series, period and value (synonyms: see the help of `kamen calc forecast`), or three columns in
 * this order; rows in any order; periods that lack a row are missing values. Without a series column there is one
 * series. A column called category says what a series has in common with others; columns called event and one_off say
 * what will not come again (calc_events.h). Wide "columns": the first column holds
 * periods, each other one a series, named by the header. Wide "rows": each row is a series, its first cell the name,
 * the header the periods.
 *
 * @param layout   "long", "columns", "rows", or NULL to find out.
 * @param decimal  as for kam_calc_table_numbers().
 * @return         KamCalcSeries in the order of their first appearance, or NULL with KAM_ERROR_INVALID naming line and
 *                 column, _AMBIGUOUS or _USAGE. Free with g_ptr_array_unref().
 */
GPtrArray *kam_calc_series_read(KamCalcTable *table, const char *layout, const char *decimal, GError **error);
