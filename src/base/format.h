/* Numbers as people read them: grouped, with a unit, with the point and comma of a language. */
#pragma once

#include <glib.h>

#define KAM_NUMBER_UNITS 5

typedef struct {
    const char *group; /* between thousands; UTF-8 */
    const char *point;
    const char *units[KAM_NUMBER_UNITS]; /* behind ones, thousands, millions ...; all NULL: k, M, bn, tn */
} KamNumberStyle;

/** English: 1,234.5 */
extern const KamNumberStyle kam_number_style_en;
/** Serbian in Latin letters: 1.234,5 */
extern const KamNumberStyle kam_number_style_sr;
/** Serbian in Cyrillic letters: 1.234,5 */
extern const KamNumberStyle kam_number_style_sr_cyrl;

/** "1,234"; free with g_free(). */
char *kam_format_count(gint64 count, const KamNumberStyle *style);
/** "1 line", "1,234 lines", in English; what is said in all languages is a message (base/language.h). Free with
 * g_free(). */
char *kam_format_counted(gint64 count, const char *one, const char *many, const KamNumberStyle *style);
/** "-1,234.50": micro units with `decimals` (0..6), rounded half away from zero. Free with g_free(). */
char *kam_format_amount(gint64 micro, guint decimals, const KamNumberStyle *style);
/** "1,234.50 GBP"; without a currency only the number. Free with g_free(). */
char *kam_format_money(gint64 micro, guint decimals, const char *currency, const KamNumberStyle *style);
/** "12.3M": three significant digits with the unit of the style; for the axes of charts. Free with g_free(). */
char *kam_format_short(gint64 micro, const KamNumberStyle *style);
/** "27.4%" of a fraction; a whole is "100%" and nothing "0%" without decimals, NaN gives "-". Free with g_free(). */
char *kam_format_percent(double fraction, guint decimals, const KamNumberStyle *style);
/** "0.0047": a plain number; NaN gives "-". Free with g_free(). */
char *kam_format_number(double value, guint decimals, const KamNumberStyle *style);
/** Text of a file made fit to be shown anywhere: valid UTF-8, control and format characters turned into spaces, so that
 * it can neither command a terminal nor turn the direction of a line around. Free with g_free(). */
char *kam_format_clean(const char *text);
