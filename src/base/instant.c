/* Instants as text. */
#include "base/instant.h"

#include "base/date.h"

#define DAY_MS G_GINT64_CONSTANT(86400000)

void
kam_instant_to_iso(gint64 ms, char out[KAM_INSTANT_SIZE])
{
    gint64 day = ms >= 0 ? ms / DAY_MS : (ms - DAY_MS + 1) / DAY_MS;
    gint64 rest = ms - day * DAY_MS;
    guint seconds = (guint)(rest / 1000), part = (guint)(rest % 1000);
    char date[11] = "";

    if (ABS(day) < G_MAXINT32)
        kam_day_to_iso((gint32)day, date);
    if (date[0] == '\0')
        out[0] = '\0';
    else if (part == 0)
        g_snprintf(out, KAM_INSTANT_SIZE, "%sT%02u:%02u:%02uZ", date, seconds / 3600, seconds / 60 % 60, seconds % 60);
    else
        g_snprintf(out, KAM_INSTANT_SIZE, "%sT%02u:%02u:%02u.%03uZ", date, seconds / 3600, seconds / 60 % 60,
                   seconds % 60, part);
}
