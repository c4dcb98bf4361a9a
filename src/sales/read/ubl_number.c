/* Exact decimals for prices that are given for more than one unit. */
#include "sales/read/ubl_number.h"

__extension__ typedef unsigned __int128 Wide;

#define MAX_SCALE 18
/* Ten times this still fits. */
#define MAX_WIDE (((Wide)1 << 127) / 10)

void
kam_ubl_decimal_append(GString *out, KamDecimal value)
{
    KamDecimal d = kam_decimal_normalise(value);
    guint64 digits = d.mantissa < 0 ? 0 - (guint64)d.mantissa : (guint64)d.mantissa;
    char text[32];
    int n = g_snprintf(text, sizeof text, "%0*" G_GUINT64_FORMAT, d.scale + 1, digits);

    if (d.mantissa < 0)
        g_string_append_c(out, '-');
    g_string_append_len(out, text, n - d.scale);
    if (d.scale > 0) {
        g_string_append_c(out, '.');
        g_string_append_len(out, text + n - d.scale, d.scale);
    }
}

static Wide
magnitude(gint64 value)
{
    return value < 0 ? (Wide)0 - (Wide)value : (Wide)value;
}

gboolean
kam_ubl_decimal_divide(KamDecimal a, KamDecimal b, KamDecimal *out)
{
    Wide numerator = magnitude(a.mantissa), denominator = magnitude(b.mantissa), quotient;
    int scale = (int)a.scale - (int)b.scale;
    gint64 value;

    if (denominator == 0)
        return FALSE;
    /* A quotient that ends at all ends when enough zeros are appended to what is divided. */
    while (numerator % denominator != 0 || scale < 0) {
        if (scale >= MAX_SCALE || numerator > MAX_WIDE)
            return FALSE;
        numerator *= 10;
        scale++;
    }
    quotient = numerator / denominator;
    if (quotient > G_MAXINT64 || scale > MAX_SCALE)
        return FALSE;
    value = (gint64)quotient;
    *out = (KamDecimal) { (a.mantissa < 0) != (b.mantissa < 0) ? -value : value, (guint8)scale };
    return TRUE;
}
