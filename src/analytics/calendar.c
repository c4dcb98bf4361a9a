/* Easter, holidays and working days: see kamen/calendar.h; their effect on sales is in calendar_effects.c. */
#include <kamen/calendar.h>

#include <math.h>
#include <string.h>

#define FIRST_YEAR 1900
#define LAST_YEAR 2200

static int
is_year(int64_t year)
{
    return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/* Days before a month of a year that begins in March, so that the leap day is its last. */
static int32_t
day_of(int year, int month, int dom)
{
    const int y = month > 2 ? year : year - 1;
    const int from_march = (month + 9) % 12;

    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * from_march + 2) / 5 + dom - 1 - 719468;
}

/* 0 for Monday; the first of January 1970 was a Thursday. */
static int
weekday_of(int32_t day)
{
    return ((day + 3) % 7 + 7) % 7;
}

static int32_t
western(int year)
{
    const int a = year % 19, b = year / 100, c = year % 100;
    const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int n = h + l - 7 * m + 114;

    return day_of(year, n / 31, n % 31 + 1);
}

/* The Julian date, then the days by which that calendar is late. */
static int32_t
orthodox(int year)
{
    const int d = (19 * (year % 19) + 15) % 30;
    const int e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    const int n = d + e + 114;

    return day_of(year, n / 31, n % 31 + 1) + year / 100 - year / 400 - 2;
}

KamCalcStatus
kam_calendar_easter(int year, KamEaster easter, int32_t *day)
{
    if (!is_year(year) || easter > KAM_EASTER_ORTHODOX)
        return KAM_CALC_DOMAIN;
    *day = easter == KAM_EASTER_WESTERN ? western(year) : orthodox(year);
    return KAM_CALC_OK;
}

static int
is_among(const int32_t day[], size_t count, int32_t wanted)
{
    for (size_t i = 0; i < count; i++)
        if (day[i] == wanted)
            return 1;
    return 0;
}

static size_t
insert_day(int32_t day[], size_t count, int32_t added)
{
    size_t place = count;

    if (is_among(day, count, added))
        return count;
    for (; place > 0 && day[place - 1] > added; place--)
        day[place] = day[place - 1];
    day[place] = added;
    return count + 1;
}

KamCalcStatus
kam_calendar_serbian_holidays(int year, int32_t day[], size_t *count)
{
    static const int state[][2] = { { 1, 1 }, { 1, 2 }, { 2, 15 }, { 2, 16 }, { 5, 1 }, { 5, 2 }, { 11, 11 } };
    const size_t n_state = sizeof state / sizeof state[0];
    int32_t found[KAM_CALENDAR_MAX_HOLIDAYS];
    size_t n = 0;

    if (!is_year(year))
        return KAM_CALC_DOMAIN;
    n = insert_day(found, n, day_of(year, 1, 7));
    for (int32_t d = -2; d <= 1; d++)
        n = insert_day(found, n, orthodox(year) + d);
    for (size_t i = 0; i < n_state; i++)
        n = insert_day(found, n, day_of(year, state[i][0], state[i][1]));
    for (size_t i = 0; i < n_state; i++) {
        int32_t next = day_of(year, state[i][0], state[i][1]);

        if (weekday_of(next) != 6)
            continue;
        while (is_among(found, n, next))
            next++;
        n = insert_day(found, n, next);
    }
    memcpy(day, found, n * sizeof *day);
    *count = n;
    return KAM_CALC_OK;
}

static int
months_are_valid(int32_t first_month, size_t n)
{
    return n <= (size_t)(LAST_YEAR + 1 - FIRST_YEAR) * 12 && is_year(first_month / 12) &&
           (n == 0 || is_year((first_month + (int64_t)n - 1) / 12));
}

static int32_t
first_day(int64_t month)
{
    return day_of((int)(month / 12), (int)(month % 12) + 1, 1);
}

/* Binary search: holidays of many years may be many. */
static int
is_holiday(const int32_t holiday[], size_t n, int32_t day)
{
    size_t low = 0, high = n;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (holiday[middle] == day)
            return 1;
        if (holiday[middle] < day)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

KamCalcStatus
kam_calendar_days(int32_t first_month, size_t n, const double weight[7], const int32_t holiday[], size_t n_holidays,
                  double days[])
{
    if (!months_are_valid(first_month, n))
        return KAM_CALC_DOMAIN;
    for (int i = 0; i < 7; i++)
        if (!(weight[i] >= 0 && isfinite(weight[i])))
            return KAM_CALC_DOMAIN;
    for (size_t i = 1; i < n_holidays; i++)
        if (holiday[i] <= holiday[i - 1])
            return KAM_CALC_DOMAIN;
    for (size_t i = 0; i < n; i++) {
        const int32_t end = first_day(first_month + (int64_t)i + 1);

        days[i] = 0;
        for (int32_t day = first_day(first_month + (int64_t)i); day < end; day++)
            if (!is_holiday(holiday, n_holidays, day))
                days[i] += weight[weekday_of(day)];
    }
    return KAM_CALC_OK;
}

KamCalcStatus
kam_calendar_easter_share(int32_t first_month, size_t n, KamEaster easter, int before, double share[])
{
    if (!months_are_valid(first_month, n) || easter > KAM_EASTER_ORTHODOX || before < 1 || before > 28)
        return KAM_CALC_DOMAIN;
    for (size_t i = 0; i < n; i++) {
        const int64_t month = first_month + (int64_t)i;
        const int year = (int)(month / 12);
        const int32_t sunday = easter == KAM_EASTER_WESTERN ? western(year) : orthodox(year);
        const int32_t from = first_day(month) > sunday - before ? first_day(month) : sunday - before;
        const int32_t to = first_day(month + 1) < sunday ? first_day(month + 1) : sunday;

        share[i] = to > from ? (double)(to - from) / before : 0;
    }
    return KAM_CALC_OK;
}
