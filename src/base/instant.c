/* Instants as text. */
#include "base/instant.h"

#include "base/date.h"

#define DAY_MS G_GINT64_CONSTANT(86400000)

static char *
write_digits(char *at, guint value, guint n)
{
    for (guint i = n; i > 0; i--, value /= 10)
        at[i - 1] = (char)('0' + value % 10);
    return at + n;
}

/* Written by hand: lists are full of them. */
void
kam_instant_to_iso(gint64 ms, char out[KAM_INSTANT_SIZE])
{
    gint64 day = ms >= 0 ? ms / DAY_MS : (ms - DAY_MS + 1) / DAY_MS;
    gint64 rest = ms - day * DAY_MS;
    guint seconds = (guint)(rest / 1000), part = (guint)(rest % 1000);
    char *at = out + 10;

    out[0] = '\0';
    if (ABS(day) < G_MAXINT32)
        kam_day_to_iso((gint32)day, out);
    if (out[0] == '\0')
        return;
    *at++ = 'T';
    at = write_digits(at, seconds / 3600, 2);
    *at++ = ':';
    at = write_digits(at, seconds / 60 % 60, 2);
    *at++ = ':';
    at = write_digits(at, seconds % 60, 2);
    if (part > 0) {
        *at++ = '.';
        at = write_digits(at, part, 3);
    }
    *at++ = 'Z';
    *at = '\0';
}
