/* Arithmetic of exact decimals: products in 128 bits or more, rounded once, half away from zero.
 * Reading them from text is decimal_parse.c's. */
#include "base/decimal.h"

#include <string.h>

__extension__ typedef __int128 Wide;
__extension__ typedef unsigned __int128 UWide;

#define MICRO_SCALE 6

static UWide
power_of_ten(guint exponent)
{
    UWide power = 1;

    while (exponent-- > 0)
        power *= 10;
    return power;
}

static UWide
magnitude(Wide value)
{
    return value < 0 ? -(UWide)value : (UWide)value;
}

/* Gives a magnitude its sign back; FALSE when 64 bits cannot hold it. */
static gboolean
narrow(UWide value, gboolean is_negative, gint64 *out)
{
    if (value > (UWide)G_MAXINT64 + (is_negative ? 1 : 0))
        return FALSE;
    *out = is_negative ? (gint64)(-(guint64)value) : (gint64)value;
    return TRUE;
}

static UWide
divide_half_away(UWide value, UWide divisor)
{
    UWide rest = value % divisor;

    return value / divisor + (rest >= divisor - rest ? 1 : 0);
}

/* value * 10^-scale in millionths. */
static gboolean
wide_to_micro(Wide value, guint scale, gint64 *out)
{
    UWide size = magnitude(value);

    if (scale > MICRO_SCALE)
        size = divide_half_away(size, power_of_ten(scale - MICRO_SCALE));
    else if (__builtin_mul_overflow(size, power_of_ten(MICRO_SCALE - scale), &size))
        return FALSE;
    return narrow(size, value < 0, out);
}

gboolean
kam_decimal_to_micro(KamDecimal d, gint64 *out)
{
    return wide_to_micro(d.mantissa, d.scale, out);
}

gboolean
kam_decimal_mul_micro(KamDecimal a, KamDecimal b, gint64 *out)
{
    return wide_to_micro((Wide)a.mantissa * b.mantissa, (guint)a.scale + b.scale, out);
}

/* 64 bits times 10^18 fit 128, and most amounts times their scale even fit 64, where dividing is quicker. */
gboolean
kam_decimal_div_micro(gint64 micro, KamDecimal by, gint64 *out)
{
    UWide size;

    if (by.mantissa <= 0)
        return FALSE;
    size = magnitude(micro) * power_of_ten(by.scale);
    if (size <= G_MAXUINT64) {
        guint64 small = (guint64)size, divisor = (guint64)by.mantissa, rest = small % divisor;

        return narrow((UWide)(small / divisor) + (rest >= divisor - rest ? 1 : 0), micro < 0, out);
    }
    return narrow(divide_half_away(size, (UWide)by.mantissa), micro < 0, out);
}

/* limbs = a * b, the lowest limb first. */
static void
multiply_to_256(UWide a, UWide b, guint64 limbs[4])
{
    guint64 a_half[2] = { (guint64)a, (guint64)(a >> 64) };
    guint64 b_half[2] = { (guint64)b, (guint64)(b >> 64) };

    memset(limbs, 0, 4 * sizeof limbs[0]);
    for (int i = 0; i < 2; i++) {
        guint64 carry = 0;

        for (int j = 0; j < 2; j++) {
            UWide sum = (UWide)a_half[i] * b_half[j] + limbs[i + j] + carry;

            limbs[i + j] = (guint64)sum;
            carry = (guint64)(sum >> 64);
        }
        limbs[i + 2] = carry;
    }
}

static guint64
divide_256(guint64 limbs[4], guint64 divisor)
{
    guint64 rest = 0;

    for (int i = 3; i >= 0; i--) {
        UWide part = (UWide)rest << 64 | limbs[i];

        limbs[i] = (guint64)(part / divisor);
        rest = (guint64)(part % divisor);
    }
    return rest;
}

/* a * b * 10^-scale in millionths, for what does not fit 128 bits on the way. */
static gboolean
product_to_micro(Wide a, Wide b, guint scale, gint64 *out)
{
    guint64 limbs[4];
    guint64 last_digit = 0;

    multiply_to_256(magnitude(a), magnitude(b), limbs);
    /* Dropping digits one by one keeps the last one dropped, and that one alone decides the rounding. */
    for (guint left = scale; left > MICRO_SCALE; left--)
        last_digit = divide_256(limbs, 10);
    if (limbs[2] != 0 || limbs[3] != 0)
        return FALSE;

    UWide size = (UWide)limbs[1] << 64 | limbs[0];
    if (last_digit >= 5 && ++size == 0)
        return FALSE;
    if (scale < MICRO_SCALE && __builtin_mul_overflow(size, power_of_ten(MICRO_SCALE - scale), &size))
        return FALSE;
    return narrow(size, (a < 0) != (b < 0), out);
}

gboolean
kam_decimal_mul_less_percent_micro(KamDecimal a, KamDecimal b, KamDecimal percent, gint64 *out)
{
    Wide product = (Wide)a.mantissa * b.mantissa;
    KamDecimal part = kam_decimal_normalise(percent);
    Wide factor = (Wide)power_of_ten(2u + part.scale) - part.mantissa; /* of scale + 2: (100 - percent) / 100 */
    guint scale = (guint)a.scale + b.scale + part.scale + 2;
    Wide value;

    if (scale <= MICRO_SCALE + 38 && !__builtin_mul_overflow(product, factor, &value))
        return wide_to_micro(value, scale, out);
    return product_to_micro(product, factor, scale, out);
}

gboolean
kam_decimal_product_is(KamDecimal a, KamDecimal b, gint64 micro)
{
    Wide product = (Wide)a.mantissa * b.mantissa;
    guint scale = (guint)a.scale + b.scale;

    if (scale > MICRO_SCALE) {
        Wide divisor = (Wide)power_of_ten(scale - MICRO_SCALE);

        return product % divisor == 0 && product / divisor == micro;
    }
    return !__builtin_mul_overflow(product, (Wide)power_of_ten(MICRO_SCALE - scale), &product) && product == micro;
}

KamDecimal
kam_decimal_normalise(KamDecimal d)
{
    while (d.scale > 0 && d.mantissa % 10 == 0) {
        d.mantissa /= 10;
        d.scale--;
    }
    return d;
}

/* Never overflows for a divisor above 1: the result is smaller than the value. */
static gint64
divide_micro(gint64 micro, guint64 divisor)
{
    gint64 result = 0;

    narrow(divide_half_away(magnitude(micro), divisor), micro < 0, &result);
    return result;
}

gint64
kam_micro_to_minor_half_away(gint64 micro)
{
    return divide_micro(micro, 10000);
}

char *
kam_decimal_to_text(KamDecimal d)
{
    UWide rest = magnitude(d.mantissa);
    guint left = d.scale; /* digits behind the point still to come */
    char text[64];
    char *at = text + sizeof text;
    gboolean has_fraction = FALSE;

    *--at = '\0';
    for (; left > 0; left--, rest /= 10) {
        if (!has_fraction && rest % 10 == 0)
            continue;
        has_fraction = TRUE;
        *--at = (char)('0' + rest % 10);
    }
    if (has_fraction)
        *--at = '.';
    do {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (d.mantissa < 0)
        *--at = '-';
    return g_strdup(at);
}

char *
kam_micro_to_text(gint64 micro, guint decimals)
{
    g_assert(decimals <= MICRO_SCALE);

    gint64 units = divide_micro(micro, (guint64)power_of_ten(MICRO_SCALE - decimals));
    guint64 rest = (guint64)magnitude(units);
    char text[32];
    char *at = text + sizeof text;

    *--at = '\0';
    for (guint i = 0; i < decimals; i++, rest /= 10)
        *--at = (char)('0' + rest % 10);
    if (decimals > 0)
        *--at = '.';
    do {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (units < 0)
        *--at = '-';
    return g_strdup(at);
}

gboolean
kam_micro_add(gint64 *a, gint64 b)
{
    gint64 sum;

    if (__builtin_add_overflow(*a, b, &sum))
        return FALSE;
    *a = sum;
    return TRUE;
}
