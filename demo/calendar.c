/* Working days and how much is sold on them. */
#include "demo/calendar.h"

#define SUNDAY 7
#define SATURDAY 6

/* Sunday of Orthodox Easter: Meeus' rule for the Julian calendar, then 13 days to the Gregorian one (1900..2099). */
static gint32
orthodox_easter(int year)
{
    int d = (19 * (year % 19) + 15) % 30;
    int e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    int month = (d + e + 114) / 31;
    int day = (d + e + 114) % 31 + 1;

    return kam_day_from_civil(year, month, day) + 13;
}

static gboolean
is_state_holiday(int month, int dom)
{
    return (month == 1 && dom <= 2) || (month == 2 && (dom == 15 || dom == 16)) || (month == 5 && dom <= 2) ||
           (month == 11 && dom == 11);
}

static gboolean
is_state_holiday_day(gint32 day)
{
    int year, month, dom;

    kam_day_to_civil(day, &year, &month, &dom);
    return is_state_holiday(month, dom);
}

/* When a day of a state holiday falls on a Sunday, the first working day after the holiday is free instead. */
static gboolean
is_day_in_lieu(gint32 day)
{
    gint32 before = day - 1;
    gboolean had_sunday = FALSE;

    while (is_state_holiday_day(before)) {
        had_sunday = had_sunday || kam_day_weekday(before) == SUNDAY;
        before--;
    }
    return had_sunday;
}

gboolean
kam_demo_is_holiday(gint32 day)
{
    int year, month, dom;
    gint32 from_easter;

    kam_day_to_civil(day, &year, &month, &dom);
    if (is_state_holiday(month, dom) || (month == 1 && dom == 7))
        return TRUE;
    from_easter = day - orthodox_easter(year);
    return (from_easter >= -2 && from_easter <= 1) || is_day_in_lieu(day);
}

gboolean
kam_demo_is_closed(gint32 day)
{
    return kam_day_weekday(day) == SUNDAY || kam_demo_is_holiday(day);
}

gint32
kam_demo_next_open_day(gint32 day)
{
    while (kam_demo_is_closed(day))
        day++;
    return day;
}

static double
season_of_year(int month, int dom)
{
    if (month == 8)
        return 0.62;
    if (month == 1)
        return dom <= 14 ? 0.35 : 0.9;
    if (month == 7)
        return 0.88;
    return month == 12 && dom >= 25 ? 0.7 : 1.0;
}

static double
activity_of_day(gint32 day)
{
    int year, month, dom;
    double activity;

    if (kam_demo_is_closed(day))
        return 0;
    kam_day_to_civil(day, &year, &month, &dom);
    activity = season_of_year(month, dom);
    if (kam_day_weekday(day) == SATURDAY)
        return 0.12 * activity;
    return dom >= 28 ? 1.15 * activity : activity;
}

KamDemoCalendar *
kam_demo_calendar_new(gint32 first_day, gint32 last_day)
{
    KamDemoCalendar *calendar = g_new0(KamDemoCalendar, 1);

    calendar->first_day = first_day;
    calendar->last_day = last_day;
    calendar->n_days = (guint)(last_day - first_day) + 1;
    calendar->activity = g_new(double, calendar->n_days);
    calendar->month_of_year = g_new(guint8, calendar->n_days);
    for (guint i = 0; i < calendar->n_days; i++) {
        gint32 day = first_day + (gint32)i;

        calendar->activity[i] = activity_of_day(day);
        calendar->month_of_year[i] = (guint8)(kam_month_of_day(day) % 12);
        calendar->passed += calendar->activity[i];
    }
    return calendar;
}

void
kam_demo_calendar_free(KamDemoCalendar *calendar)
{
    if (calendar == NULL)
        return;
    g_free(calendar->activity);
    g_free(calendar->month_of_year);
    g_free(calendar);
}

void
kam_demo_calendar_get_month_factors(const KamDemoCalendar *calendar, double factors[12])
{
    guint days[12] = { 0 };

    for (guint month = 0; month < 12; month++)
        factors[month] = 0;
    for (guint i = 0; i < calendar->n_days; i++) {
        factors[calendar->month_of_year[i]] += calendar->activity[i];
        days[calendar->month_of_year[i]]++;
    }
    for (guint month = 0; month < 12; month++)
        factors[month] = days[month] > 0 ? factors[month] / days[month] : 0;
}
