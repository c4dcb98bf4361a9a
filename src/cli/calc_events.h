/* What a table says of periods that are unlike those to come: columns called event and one_off. */
#pragma once

#include "cli/calc_series.h"

typedef struct {
    guint8 marks;   /* KAM_SERIES_ bits: closed, event */
    double one_off; /* part of the value that will not come again */
} KamCalcEvent;

/**
 * The columns called event (closed, event, or empty) and one_off (an amount, or empty), where there are such.
 *
 * @return one event per row, all empty without the columns; NULL with KAM_ERROR_INVALID naming line and column, or an
 *         error of kam_calc_table_numbers_or(). Free with g_free().
 */
KamCalcEvent *kam_calc_events_read(const KamCalcTable *table, const char *decimal, GError **error);

/**
 * Take them out of a series (kam_series_regular()), and keep what is known of the periods behind its last value.
 *
 * @param events  one per period of the series.
 * @return FALSE with KAM_ERROR_INVALID when nothing known would be left.
 */
gboolean kam_calc_events_take_out(const KamCalcEvent events[], KamCalcSeries *series, GError **error);
