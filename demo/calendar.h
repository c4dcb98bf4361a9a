/* The company's working days: Sundays, Serbian state holidays, Saturdays, August, the days around New Year. */
#pragma once

#include <glib.h>

#include "base/date.h"

typedef struct {
    gint32 first_day, last_day;
    guint n_days;
    double *activity;      /* of each day, 0 when closed, about 1 on a usual working day */
    guint8 *month_of_year; /* of each day, 0..11 */
    double passed;         /* sum of activity */
} KamDemoCalendar;

/** The days of a period, both ends included. */
KamDemoCalendar *kam_demo_calendar_new(gint32 first_day, gint32 last_day);
void kam_demo_calendar_free(KamDemoCalendar *calendar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamDemoCalendar, kam_demo_calendar_free)

/** Whether the law makes this day a holiday in Serbia (state holidays with their day in lieu, Orthodox Christmas and
 * Easter). */
gboolean kam_demo_is_holiday(gint32 day);
/** Whether no invoice is written on this day. */
gboolean kam_demo_is_closed(gint32 day);
/** The first day from `day` on that is not closed. */
gint32 kam_demo_next_open_day(gint32 day);
/** Mean activity of the days of each month of the year, over the whole period. */
void kam_demo_calendar_get_month_factors(const KamDemoCalendar *calendar, double factors[12]);
