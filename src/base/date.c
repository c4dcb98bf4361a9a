/* Days and months as integers, to and from the calendar. Reading dates from text is date_parse.c's. */
#include "base/date.h"

#define DAYS_OF_400_YEARS 146097
/* From 0000-03-01, where the internal count starts, to 1970-01-01. */
#define DAYS_BEFORE_1970 719468

static int
floor_div(int value, int divisor)
{
    int quotient = value / divisor;

    return value % divisor < 0 ? quotient - 1 : quotient;
}

/* Years are counted from March, so that the leap day is the last of its year and the months before it follow one
 * line: month m (0 is March) begins (153 m + 2) / 5 days into the year. */
gint32
kam_day_from_civil(int year, int month, int day)
{
    int march_year = month < 3 ? year - 1 : year;
    int march_month = (month + 9) % 12;
    int era = floor_div(march_year, 400);
    int year_of_era = march_year - era * 400;
    int day_of_year = (153 * march_month + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * DAYS_OF_400_YEARS + day_of_era - DAYS_BEFORE_1970;
}

void
kam_day_to_civil(gint32 day, int *year, int *month, int *dom)
{
    /* In 64 bits only for days at the ends of the range; no calendar reaches them. */
    gint64 count = (gint64)day + DAYS_BEFORE_1970;
    gint64 era = (count >= 0 ? count : count - (DAYS_OF_400_YEARS - 1)) / DAYS_OF_400_YEARS;
    int day_of_era = (int)(count - era * DAYS_OF_400_YEARS);
    /* Taking out the leap days passed (one each 1461 days, none each 36525th, the very last) leaves 365 a year. */
    int leap_days = day_of_era / 1460 - day_of_era / 36524 + day_of_era / (DAYS_OF_400_YEARS - 1);
    int year_of_era = (day_of_era - leap_days) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int march_month = (5 * day_of_year + 2) / 153;

    *dom = day_of_year - (153 * march_month + 2) / 5 + 1;
    *month = march_month < 10 ? march_month + 3 : march_month - 9;
    *year = (int)(era * 400) + year_of_era + (*month < 3 ? 1 : 0);
}

gboolean
kam_civil_is_valid(int year, int month, int day)
{
    static const guint8 lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    gboolean is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1)
        return FALSE;
    return day <= lengths[month - 1] + (month == 2 && is_leap ? 1 : 0);
}

gint32
kam_month_of_day(gint32 day)
{
    int year;
    int month;
    int dom;

    kam_day_to_civil(day, &year, &month, &dom);
    return year * 12 + month - 1;
}

gint32
kam_month_first_day(gint32 month)
{
    int year = floor_div(month, 12);

    return kam_day_from_civil(year, month - year * 12 + 1, 1);
}

int
kam_day_weekday(gint32 day)
{
    int rest = day % 7; /* 1970-01-01, day 0, was a Thursday */

    return (rest + 7 + 3) % 7 + 1;
}

static void
write_digits(char *out, int value, int n)
{
    for (; n > 0; n--, value /= 10)
        out[n - 1] = (char)('0' + value % 10);
}

static void
write_year_month(char *out, int year, int month)
{
    write_digits(out, year, 4);
    out[4] = '-';
    write_digits(out + 5, month, 2);
    out[7] = '\0';
}

void
kam_day_to_iso(gint32 day, char out[11])
{
    int year;
    int month;
    int dom;

    kam_day_to_civil(day, &year, &month, &dom);
    out[0] = '\0';
    if (year < 0 || year > 9999)
        return;
    write_year_month(out, year, month);
    out[7] = '-';
    write_digits(out + 8, dom, 2);
    out[10] = '\0';
}

void
kam_month_to_iso(gint32 month, char out[8])
{
    int year = floor_div(month, 12);

    out[0] = '\0';
    if (year >= 0 && year <= 9999)
        write_year_month(out, year, month - year * 12 + 1);
}
