/* Numbers: whole ones, decimals and percentages. Decimals are exact: what six places cannot hold is refused. */
#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "record/value_form.h"

#define MAX_DIGITS 18
/* The largest number that every JSON reader keeps exactly: 2^53 - 1. */
#define LARGEST_INT G_GINT64_CONSTANT(9007199254740991)
/* Millionths of more would not fit 63 bits. */
#define LARGEST_DECIMAL G_GINT64_CONSTANT(9000000000000)
#define LARGEST_PERCENT 1000000
#define DOUBLE_DIGITS "%.15g" /* so many digits every double keeps */

char *
kam_reading_number_text(const json_t *json)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    if (json_is_integer(json))
        return g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(json));
    if (!json_is_real(json))
        return NULL;
    g_ascii_formatd(text, sizeof text, DOUBLE_DIGITS, json_real_value(json));
    return g_ascii_strtod(text, NULL) == json_real_value(json) ? g_strdup(text) : NULL;
}

/* Currencies, percent signs, brackets and apostrophes, which kam_decimal_parse() would take, are no plain number. */
static gboolean
has_only(const char *text, const char *signs)
{
    return text[strspn(text, signs)] == '\0';
}

static guint
count_digits(const char *text)
{
    guint n = 0;

    for (; *text != '\0'; text++)
        n += g_ascii_isdigit(*text) ? 1 : 0;
    return n;
}

static gboolean
refuse_number(KamReading *reading, const char *text, const char *example)
{
    g_autofree char *quote = kam_reading_quote(text);

    if (count_digits(text) > MAX_DIGITS && has_only(text, "0123456789.,+- '"))
        return kam_reading_fault(reading, "too_many_digits", "'%s' has more than %d digits: round it", quote,
                                 MAX_DIGITS);
    return kam_reading_fault(reading, "malformed", "'%s' is no number: write it as %s", quote, example);
}

gboolean
kam_reading_decimal(KamReading *reading, const char *text, KamDecimal *out)
{
    KamNumberFormat plain = { '.', 0 };

    if (has_only(text, "0123456789.+-eE") && kam_decimal_parse(text, strlen(text), plain, out))
        return TRUE;
    return refuse_number(reading, text, "1234.50");
}

gboolean
kam_reading_decimal_in(KamReading *reading, const char *text, KamLanguage language, KamDecimal *out)
{
    gboolean is_english = language == KAM_LANGUAGE_EN;
    KamNumberFormat local = is_english ? (KamNumberFormat) { '.', ',' } : (KamNumberFormat) { ',', '.' };
    KamNumberFormat spaced = { is_english ? '.' : ',', ' ' };
    KamNumberFormat plain = { '.', 0 };
    gsize length = strlen(text);

    /* What is no number in the way of the language may still be one that a program wrote: no text is both. */
    if (has_only(text, "0123456789.,+- \xC2\xA0\xE2\x80\xAF\x88\x92") &&
        (kam_decimal_parse(text, length, local, out) || kam_decimal_parse(text, length, spaced, out) ||
         kam_decimal_parse(text, length, plain, out)))
        return TRUE;
    return refuse_number(reading, text, is_english ? "1,234.50" : "1.234,50");
}

gsize
kam_micro_write(char out[KAM_MICRO_TEXT], gint64 micro, guint decimals, char point)
{
    guint64 size = micro < 0 ? -(guint64)micro : (guint64)micro;
    guint places = 6;
    char digits[KAM_MICRO_TEXT];
    char *at = digits + sizeof digits;
    gsize length;

    for (; places > decimals && size % 10 == 0; places--)
        size /= 10;
    for (guint i = 0; i < places; i++, size /= 10)
        *--at = (char)('0' + size % 10);
    if (places > 0)
        *--at = point;
    do {
        *--at = (char)('0' + size % 10);
        size /= 10;
    } while (size > 0);
    if (micro < 0)
        *--at = '-';
    length = (gsize)(digits + sizeof digits - at);
    memcpy(out, at, length);
    out[length] = '\0';
    return length;
}

static gint64
times(gint64 value, gint64 unit)
{
    gint64 product;

    if (__builtin_mul_overflow(value, unit, &product))
        return value < 0 ? G_MININT64 : G_MAXINT64;
    return product;
}

/* A limit as the client would write it. */
static void
write_limit(const KamField *field, gint64 limit, char out[KAM_MICRO_TEXT])
{
    if (field->kind == KAM_DATE || field->kind == KAM_INSTANT)
        kam_day_to_iso((gint32)limit, out);
    else
        g_snprintf(out, KAM_MICRO_TEXT, "%" G_GINT64_FORMAT, limit);
}

gboolean
kam_reading_range(KamReading *reading, gint64 value, gint64 unit, gint64 smallest, gint64 largest)
{
    const KamField *field = reading->field;
    gboolean has_own = field->min != 0 || field->max != 0;
    gint64 low = has_own ? MAX(field->min, smallest) : smallest;
    gint64 high = has_own && field->max >= field->min ? MIN(field->max, largest) : largest;
    gboolean is_small = value < times(low, unit);
    char limit[KAM_MICRO_TEXT];

    if (!is_small && value <= times(high, unit))
        return TRUE;
    write_limit(field, is_small ? low : high, limit);
    return is_small ? kam_reading_fault(reading, "too_small", "this lies below the least, %s: raise it", limit)
                    : kam_reading_fault(reading, "too_large", "this lies above the most, %s: lower it", limit);
}

gboolean
kam_reading_micro(KamReading *reading, KamDecimal decimal, gint64 largest, gint64 *micro)
{
    KamDecimal slim = kam_decimal_normalise(decimal);
    gint64 value;

    if (slim.scale > 6)
        return kam_reading_fault(reading, "too_precise", "this has %u decimal places where six are kept: round it",
                                 slim.scale);
    if (!kam_decimal_to_micro(slim, &value))
        return kam_reading_fault(reading, "too_large", "this is more than the most, %" G_GINT64_FORMAT ": lower it",
                                 largest);
    if (!kam_reading_range(reading, value, KAM_MICRO, -largest, largest))
        return FALSE;
    *micro = value;
    return TRUE;
}

static gboolean
set_integer(KamReading *reading, gint64 value)
{
    reading->value.state = KAM_VALUE_SET;
    reading->value.integer = value;
    return TRUE;
}

static gboolean
decimal_from_json(KamReading *reading, const json_t *json, KamDecimal *out)
{
    g_autofree char *number = kam_reading_number_text(json);

    if (number != NULL)
        return kam_reading_decimal(reading, number, out);
    if (json_is_string(json))
        return kam_reading_decimal(reading, json_string_value(json), out);
    if (json_is_real(json))
        return kam_reading_fault(reading, "too_many_digits",
                                 "this number has more digits than JSON numbers keep: write it as a text, \"1234.5\"");
    return kam_reading_fault(reading, "wrong_type", "this is %s where a number belongs: write it as 12 or \"12.5\"",
                             kam_reading_json_kind(json));
}

static gboolean
set_whole(KamReading *reading, KamDecimal decimal)
{
    KamDecimal slim = kam_decimal_normalise(decimal);

    if (slim.scale > 0)
        return kam_reading_fault(reading, "too_precise", "this is no whole number: write it without decimals");
    if (!kam_reading_range(reading, slim.mantissa, 1, -LARGEST_INT, LARGEST_INT))
        return FALSE;
    return set_integer(reading, slim.mantissa);
}

static gboolean
read_int_json(KamReading *reading, const json_t *json)
{
    KamDecimal decimal;

    return decimal_from_json(reading, json, &decimal) && set_whole(reading, decimal);
}

static gboolean
read_int_text(KamReading *reading, const char *text, KamLanguage language)
{
    KamDecimal decimal;

    return kam_reading_decimal_in(reading, text, language, &decimal) && set_whole(reading, decimal);
}

static void
write_int_json(KamJson *json, const char *name, gint64 integer, G_GNUC_UNUSED const char *text)
{
    kam_json_int(json, name, integer);
}

static void
write_int_text(GString *out, G_GNUC_UNUSED const KamField *field, const KamFieldValue *value,
               G_GNUC_UNUSED KamLanguage language)
{
    g_string_append_printf(out, "%" G_GINT64_FORMAT, value->integer);
}

const KamForm kam_form_int = {
    .stored = KAM_STORED_INT,
    .read_json = read_int_json,
    .read_text = read_int_text,
    .write_json = write_int_json,
    .write_text = write_int_text,
};

static gint64
largest_of(const KamField *field)
{
    return field->kind == KAM_PERCENT ? LARGEST_PERCENT : LARGEST_DECIMAL;
}

static gboolean
set_micro(KamReading *reading, KamDecimal decimal)
{
    gint64 micro;

    return kam_reading_micro(reading, decimal, largest_of(reading->field), &micro) && set_integer(reading, micro);
}

static gboolean
read_decimal_json(KamReading *reading, const json_t *json)
{
    KamDecimal decimal;

    return decimal_from_json(reading, json, &decimal) && set_micro(reading, decimal);
}

static gboolean
read_decimal_text(KamReading *reading, const char *text, KamLanguage language)
{
    KamDecimal decimal;

    return kam_reading_decimal_in(reading, text, language, &decimal) && set_micro(reading, decimal);
}

static void
write_decimal_json(KamJson *json, const char *name, gint64 integer, G_GNUC_UNUSED const char *text)
{
    char number[KAM_MICRO_TEXT];

    kam_json_text_n(json, name, number, kam_micro_write(number, integer, 0, '.'));
}

static void
write_decimal_text(GString *out, G_GNUC_UNUSED const KamField *field, const KamFieldValue *value, KamLanguage language)
{
    char number[KAM_MICRO_TEXT];

    kam_micro_write(number, value->integer, 0, kam_language_numbers(language)->point[0]);
    g_string_append(out, number);
}

const KamForm kam_form_decimal = {
    .stored = KAM_STORED_INT,
    .is_micro = TRUE,
    .read_json = read_decimal_json,
    .read_text = read_decimal_text,
    .write_json = write_decimal_json,
    .write_text = write_decimal_text,
};

static gboolean
read_percent_text(KamReading *reading, const char *text, KamLanguage language)
{
    gsize length = strlen(text);
    g_autofree char *number = g_strndup(text, length > 1 && text[length - 1] == '%' ? length - 1 : length);

    return read_decimal_text(reading, g_strchomp(number), language);
}

static void
write_percent_text(GString *out, const KamField *field, const KamFieldValue *value, KamLanguage language)
{
    write_decimal_text(out, field, value, language);
    g_string_append_c(out, '%');
}

const KamForm kam_form_percent = {
    .stored = KAM_STORED_INT,
    .is_micro = TRUE,
    .read_json = read_decimal_json,
    .read_text = read_percent_text,
    .write_json = write_decimal_json,
    .write_text = write_percent_text,
};
