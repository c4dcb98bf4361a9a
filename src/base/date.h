/* Days and months as integers: a day counts from 1970-01-01 = 0 (proleptic Gregorian), a month is year * 12 + (month -
 * 1). */
#pragma once

#include <glib.h>

#define KAM_DAY_NONE G_MININT32

typedef enum { KAM_DATE_YMD, KAM_DATE_DMY, KAM_DATE_MDY, KAM_DATE_YDM } KamDateOrder;

gint32 kam_day_from_civil(int year, int month, int day); /* no check; see kam_civil_is_valid */
void kam_day_to_civil(gint32 day, int *year, int *month, int *dom);
gboolean kam_civil_is_valid(int year, int month, int day); /* year 1900..2200 */
gint32 kam_month_of_day(gint32 day);
gint32 kam_month_first_day(gint32 month);
/** 1 (Monday) .. 7 */
int kam_day_weekday(gint32 day);

/** ISO text "2010-12-09" into a buffer of at least 11 bytes. */
void kam_day_to_iso(gint32 day, char out[11]);
/** "2010-12" into a buffer of at least 8 bytes. */
void kam_month_to_iso(gint32 month, char out[8]);

/**
 * Read a date, with or without a time behind it, in the given order.
 *
 * Accepts 2009-12-01, 2009/12/1, 20091201 (only YMD), 1.12.2009, "7. 3. 2026.", 01-Dec-2009, 1 December 2009 (English
 * and Serbian month names, Latin and Cyrillic), two-digit years (70..99 -> 19xx), then optionally a time (T07:45:00Z, "
 * 07:45", " 7:45 PM"), which is ignored. A four-digit year in front is read as YMD whatever the order (YDM only when
 * asked for).
 *
 * @return the day, or KAM_DAY_NONE when the text is no date in that order.
 */
gint32 kam_day_parse(const char *text, gsize length, KamDateOrder order);
