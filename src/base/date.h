/* Days and months as integers: a day counts from 1970-01-01 = 0 (proleptic Gregorian),
 * a month is year * 12 + (month - 1). */
#pragma once

#include <glib.h>

#define KAM_DAY_NONE G_MININT32

typedef enum { KAM_DATE_YMD, KAM_DATE_DMY, KAM_DATE_MDY, KAM_DATE_YDM } KamDateOrder;

/** Day of a date that is known to be one; nothing is checked, see kam_civil_is_valid(). */
gint32 kam_day_from_civil(int year, int month, int day);
/** Year, month 1..12 and day of month 1..31 of a day. */
void kam_day_to_civil(gint32 day, int *year, int *month, int *dom);
/** Whether there is such a day in the years 1900..2200; this is what kam_day_parse() accepts. */
gboolean kam_civil_is_valid(int year, int month, int day);
/** The month a day lies in. */
gint32 kam_month_of_day(gint32 day);
/** The first day of a month. */
gint32 kam_month_first_day(gint32 month);
/** 1 (Monday) .. 7 */
int kam_day_weekday(gint32 day);

/** ISO text "2010-12-09" into a buffer of at least 11 bytes; "" for KAM_DAY_NONE and outside the years 0..9999. */
void kam_day_to_iso(gint32 day, char out[11]);
/** "2010-12" into a buffer of at least 8 bytes; "" outside the years 0..9999. */
void kam_month_to_iso(gint32 month, char out[8]);

/**
 * Read a date, with or without a time behind it, in the given order.
 *
 * Accepts 2009-12-01, 2009/12/1, 20091201 (only YMD), 1.12.2009, "7. 3. 2026.", 01-Dec-2009, 1 December 2009,
 * December 1, 2009 (English and Serbian month names, Latin and Cyrillic, short and in the genitive: then the
 * name's place decides), two-digit years (70..99 -> 19xx, 00..69 -> 20xx), then optionally a time
 * ("T07:45:00Z", " 07:45", " 7:45 PM", " 14.30"), which is checked for its form and ignored.
 * A four-digit year in front is read as YMD whatever the order (YDM only when asked for).
 *
 * @return the day, or KAM_DAY_NONE when the text is no date in that order.
 * Cost: 2009-12-01 takes about 10 ns, figures in other orders 35, a month's name 60, a time 25 more.
 */
gint32 kam_day_parse(const char *text, gsize length, KamDateOrder order);
