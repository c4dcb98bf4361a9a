/* Exact decimal numbers: reading them from text, multiplying them, and rounding
 * them once into the fixed units that are stored. */
#pragma once

#include <glib.h>

/** mantissa * 10^-scale, exactly. */
typedef struct {
    gint64 mantissa;
    guint8 scale; /* 0..18 */
} KamDecimal;

/** How a column writes its numbers. A group of 0 means that no grouping is accepted. */
typedef struct {
    char point; /* '.' or ',' */
    char group; /* 0, ',', '.', '\'' or ' ' (a space also stands for NBSP and narrow NBSP) */
} KamNumberFormat;

#define KAM_MICRO G_GINT64_CONSTANT(1000000)

/**
 * Read a decimal number.
 *
 * Accepts surrounding spaces, a leading apostrophe (a spreadsheet's guard), a sign (also U+2212, a trailing
 * minus, or parentheses for negative), one currency sign or code before or after ("€ 1.234,50", "1,234.50 RSD",
 * "din."; codes are those of ISO 4217), a percent sign after, which changes nothing, groups of exactly three
 * digits when the format names a group, an exponent (1.5E+03).
 * Refused rather than guessed: "0.500" where '.' groups, "500,-", "1,23" where ',' groups, two signs.
 * Digits beyond 18 significant ones are dropped only when they are zeros of the fraction; other zeros
 * of the fraction stay as written (2.50 has scale 2).
 *
 * @return TRUE and *out, whose mantissa has at most 18 digits; FALSE when the text is no number in this format,
 *         has too many digits, holds a NUL or is empty; *out is then untouched.
 * Cost: plain digits with at most one point take a short way of about one ns a byte; groups alone about 60 ns,
 *       a currency about 150 ns.
 */
gboolean kam_decimal_parse(const char *text, gsize length, KamNumberFormat format, KamDecimal *out);

/** Whether a text is one of the currency codes of ISO 4217: three capital letters. */
gboolean kam_currency_is_known(const char *code);

/** Millionths, rounded half away from zero when scale > 6. FALSE on overflow; *out untouched. */
gboolean kam_decimal_to_micro(KamDecimal d, gint64 *out);

/** a * b in millionths, rounded once, half away from zero. FALSE on overflow. */
gboolean kam_decimal_mul_micro(KamDecimal a, KamDecimal b, gint64 *out);

/** micro / by in millionths, rounded once, half away from zero. FALSE when `by` is not above 0 or on overflow; *out
 * untouched. */
gboolean kam_decimal_div_micro(gint64 micro, KamDecimal by, gint64 *out);

/**
 * a * b * (1 - percent / 100) in millionths: a price times a quantity, less a discount. Rounded once, half away
 * from zero, exactly whatever the scales. FALSE on overflow; *out untouched.
 */
gboolean kam_decimal_mul_less_percent_micro(KamDecimal a, KamDecimal b, KamDecimal percent, gint64 *out);

/** Whether a price times a quantity is exactly the amount (no rounding took place). */
gboolean kam_decimal_product_is(KamDecimal a, KamDecimal b, gint64 micro);

/** Trailing zeros of the fraction dropped: 2.500 -> 2.5. */
KamDecimal kam_decimal_normalise(KamDecimal d);

/** Micro units to minor units (2 decimals), rounded half away from zero: once, at the very end. */
gint64 kam_micro_to_minor_half_away(gint64 micro);

/** Exactly, with no more digits than it has: "117.2", "0.0085". Free with g_free(). */
char *kam_decimal_to_text(KamDecimal d);
/** "-1234.50": micro units as text with `decimals` (0..6), rounded half away from zero, point, no grouping. */
char *kam_micro_to_text(gint64 micro, guint decimals);

/** a + b into *a. FALSE on overflow; *a untouched. */
gboolean kam_micro_add(gint64 *a, gint64 b);
