/* Stretches of time that may be compared, the same for the report and for the analyses. */
#pragma once

#include <glib.h>

/* Firms do not invoice on the first of January or on the last Sunday of a month: so many days may be
 * missing at the edge of a year or a month that still counts as whole. */
#define KAM_PERIOD_YEAR_EDGE_DAYS 10
#define KAM_PERIOD_MONTH_EDGE_DAYS 3

/** First day of the rolling month `k` months before a day (0: the month that ends on it). */
gint32 kam_report_rolling_start(gint32 as_of_day, guint k);
/** First day of the rolling month `k` months after a day (0: the month that begins on the next day). */
gint32 kam_report_rolling_after(gint32 as_of_day, guint k);
/** Whole rolling months between the first day of the data and the day as of which is asked. */
guint kam_report_count_months(gint32 first_day, gint32 as_of_day);
/** Whether data from first_day to data_end fills the stretch from..to but for `edge` days at either end. */
gboolean kam_report_span_is_whole(gint32 first_day, gint32 data_end, gint32 from, gint32 to, gint32 edge);
