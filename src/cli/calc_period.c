/* Reading periods. */
#include "cli/calc_period.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"

/* "2024-01", "2024/1", "2024M01", "2024-Q3": a year, a joint, a small number, nothing behind it. */
static gboolean
parse_part(const char *cell, const char *joints, int most, gint64 *period)
{
    int year, part, length = 0;
    char joint[3] = "";

    if (sscanf(cell, "%4d%2[-/MQ.]%2d%n", &year, joint, &part, &length) != 3 || cell[length] != '\0' || year < 1000)
        return FALSE;
    if (strstr(joints, joint) == NULL || part < 1 || part > most)
        return FALSE;
    *period = (gint64)year * most + part - 1;
    return TRUE;
}

static gboolean
parse_day(const char *cell, gint64 *period)
{
    gint32 day = kam_day_parse(cell, strlen(cell), KAM_DATE_YMD);

    if (day == KAM_DAY_NONE)
        day = kam_day_parse(cell, strlen(cell), KAM_DATE_DMY);
    *period = day;
    return day != KAM_DAY_NONE;
}

gboolean
kam_period_parse(const char *cell, KamPeriodKind kind, gint64 *period)
{
    switch (kind) {
    case KAM_PERIOD_NUMBER:
        return g_ascii_string_to_signed(cell, 10, -G_MAXINT32, G_MAXINT32, period, NULL);
    case KAM_PERIOD_MONTH:
        return parse_part(cell, "- / M", 12, period);
    case KAM_PERIOD_QUARTER:
        return parse_part(cell, "Q -Q /Q", 4, period);
    case KAM_PERIOD_DAY:
        return parse_day(cell, period);
    case KAM_PERIOD_N:
        break;
    }
    return FALSE;
}

KamPeriodKind
kam_period_kind_of(const char *const cells[], gsize n)
{
    for (KamPeriodKind kind = 0; kind < KAM_PERIOD_N && n > 0; kind++) {
        gint64 period;
        gsize i = 0;

        while (i < n && kam_period_parse(cells[i], kind, &period))
            i++;
        if (i == n)
            return kind;
    }
    return KAM_PERIOD_N;
}

typedef struct {
    guint group;
    gint64 day;
} Place;

static int
compare_places(gconstpointer a, gconstpointer b)
{
    const Place *x = a, *y = b;

    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    return (x->day > y->day) - (x->day < y->day);
}

void
kam_period_days_to_steps(gint64 period[], const guint group[], gsize n)
{
    g_autofree Place *place = g_new(Place, n + 1);
    gboolean are_months = FALSE, are_weeks = n > 1;

    for (gsize i = 0; i < n; i++)
        place[i] = (Place) { group[i], period[i] };
    qsort(place, n, sizeof *place, compare_places);
    for (gsize i = 1; i < n; i++) {
        gint64 gap = place[i].day - place[i - 1].day;

        if (place[i].group != place[i - 1].group)
            continue;
        are_weeks = are_weeks && gap % 7 == 0;
        are_months = are_months || (gap >= 28 && gap <= 31);
    }
    for (gsize i = 1; i < n && are_months; i++)
        are_months = place[i].group != place[i - 1].group ||
                     kam_month_of_day((gint32)place[i].day) != kam_month_of_day((gint32)place[i - 1].day);
    for (gsize i = 0; i < n; i++)
        period[i] = are_months  ? kam_month_of_day((gint32)period[i])
                    : are_weeks ? (period[i] - place[0].day) / 7
                                : period[i];
}
