/* Values in filters, by the kind of their column: always written in one way, whatever the reader's language. */
#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/format.h"
#include "record/filter_private.h"
#include "record/value.h"

#define MS_PER_DAY G_GINT64_CONSTANT(86400000)

gboolean
kam_filter_is_text(KamFieldKind kind)
{
    static const gboolean texts[KAM_FIELD_KIND_N] = {
        [KAM_TEXT] = TRUE,           [KAM_LONG_TEXT] = TRUE, [KAM_CHOICE] = TRUE,
        [KAM_EMAIL] = TRUE,          [KAM_PHONE] = TRUE,     [KAM_URL] = TRUE,
        [KAM_COUNTRY] = TRUE,        [KAM_COLOUR] = TRUE,    [KAM_TAX_NUMBER] = TRUE,
        [KAM_COMPANY_NUMBER] = TRUE,
    };

    return texts[kind];
}

static gboolean
find_part(const KamField *field, const char *part, KamFilterColumn *column)
{
    gboolean is_amount = strcmp(part, "amount") == 0;

    if (field->kind != KAM_MONEY || (!is_amount && strcmp(part, "currency") != 0))
        return FALSE;
    column->column = kam_field_column(field, is_amount ? 0 : 1);
    column->kind = is_amount ? KAM_DECIMAL : KAM_TEXT;
    return TRUE;
}

gboolean
kam_filter_find_column(KamFilterReading *reading, const char *name, KamFilterColumn *column)
{
    const char *dot = strchr(name, '.');
    g_autofree char *base = dot != NULL ? g_strndup(name, (gsize)(dot - name)) : g_strdup(name);
    const KamField *field = kam_readable_field(reading->actor, reading->type, base);

    /* A comparison would tell of all rows what only their authors read. */
    if (field == NULL || (field->field_class == KAM_PRIVATE && !kam_policy_reads_private_of_others(reading->actor)))
        return kam_filter_fault_unknown(reading, reading->type, name);
    column->field = field;
    column->kind = field->kind;
    column->column = kam_field_n_columns(field) > 0 ? kam_field_column(field, 0) : NULL;
    if (dot != NULL && !find_part(field, dot + 1, column))
        return kam_filter_fault_unknown(reading, reading->type, name);
    return TRUE;
}

/* --- values --- */

static gboolean
fault_value(KamFilterReading *reading, const KamFilterColumn *column, const char *text, const char *wanted)
{
    g_autofree char *clean = kam_format_clean(text);

    if (g_utf8_strlen(clean, -1) > 60)
        *g_utf8_offset_to_pointer(clean, 60) = '\0';
    return kam_filter_fault(reading, "bad_value", "'%s' does not fit '%s': write %s", clean, column->field->name,
                            wanted);
}

static gboolean
read_decimal(const char *text, gint64 *micro)
{
    const KamNumberFormat format = { .point = '.' };
    KamDecimal decimal;

    if (text[0] == '\0' || text[strspn(text, "-0123456789.")] != '\0' ||
        !kam_decimal_parse(text, strlen(text), format, &decimal))
        return FALSE;
    decimal = kam_decimal_normalise(decimal);
    return decimal.scale <= 6 && kam_decimal_to_micro(decimal, micro);
}

/* Whether the text has the form of the pattern, in which 0 stands for any digit. */
static gboolean
has_form(const char *text, const char *pattern, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (pattern[i] == '0' ? !g_ascii_isdigit(text[i]) : text[i] != pattern[i])
            return FALSE;
    return TRUE;
}

static gboolean
read_day(const char *text, gsize length, gint64 *day)
{
    gint32 parsed;

    if (length != 10 || !has_form(text, "0000-00-00", 10))
        return FALSE;
    parsed = kam_day_parse(text, 10, KAM_DATE_YMD);
    *day = parsed;
    return parsed != KAM_DAY_NONE;
}

static int
two_digits(const char *text)
{
    return (text[0] - '0') * 10 + text[1] - '0';
}

/* "+02:00" or "Z" behind a time, as milliseconds to take away. */
static gboolean
read_offset(const char *text, gint64 *offset_ms)
{
    if (strcmp(text, "Z") == 0) {
        *offset_ms = 0;
        return TRUE;
    }
    if (strlen(text) != 6 || (text[0] != '+' && text[0] != '-') || !has_form(text + 1, "00:00", 5) ||
        two_digits(text + 1) > 18 || two_digits(text + 4) > 59)
        return FALSE;
    *offset_ms = (two_digits(text + 1) * 60 + two_digits(text + 4)) * G_GINT64_CONSTANT(60000);
    if (text[0] == '-')
        *offset_ms = -*offset_ms;
    return TRUE;
}

/* "2026-11-26T09:30:00.125+01:00"; seconds and their part may be left out, and a day alone is its first moment. */
static gboolean
read_instant(const char *text, gint64 *ms)
{
    gint64 day, offset = 0, fraction = 0, seconds = 0, weight = 100;
    const char *at = text + 16;

    if (read_day(text, strlen(text), &day)) {
        *ms = day * MS_PER_DAY;
        return TRUE;
    }
    if (strlen(text) < 17 || !read_day(text, 10, &day) || !has_form(text + 10, "T00:00", 6))
        return FALSE;
    if (at[0] == ':' && g_ascii_isdigit(at[1]) && g_ascii_isdigit(at[2])) {
        seconds = two_digits(at + 1);
        at += 3;
    }
    if (at[0] == '.')
        for (at++; g_ascii_isdigit(*at); at++, weight /= 10)
            fraction += (*at - '0') * weight;
    if (two_digits(text + 11) > 23 || two_digits(text + 14) > 59 || seconds > 59 || !read_offset(at, &offset))
        return FALSE;
    *ms = day * MS_PER_DAY + (two_digits(text + 11) * 60 + two_digits(text + 14)) * G_GINT64_CONSTANT(60000) +
          seconds * 1000 + fraction - offset;
    return TRUE;
}

static gboolean
read_choice(KamFilterReading *reading, const KamFilterColumn *column, const char *text)
{
    g_autoptr(GString) words = g_string_new("one of ");

    for (const KamChoice *choice = column->field->choices; choice->name != NULL; choice++) {
        if (strcmp(choice->name, text) == 0)
            return TRUE;
        g_string_append_printf(words, "%s%s", choice == column->field->choices ? "" : ", ", choice->name);
    }
    return fault_value(reading, column, text, words->str);
}

static gboolean
read_whole_number(const char *text, gint64 *value)
{
    return g_ascii_string_to_signed(text, 10, G_MININT64, G_MAXINT64, value, NULL);
}

static gboolean
read_id(const char *text, gint64 *value)
{
    return g_ascii_string_to_signed(text, 10, 0, G_MAXINT64, value, NULL);
}

static gboolean
read_date(const char *text, gint64 *value)
{
    return read_day(text, strlen(text), value);
}

static gboolean
read_boolean(const char *text, gint64 *value)
{
    *value = strcmp(text, "true") == 0;
    return *value || strcmp(text, "false") == 0;
}

static const char number_form[] = "a number like 1234.5, six decimals at most";

typedef struct {
    gboolean (*read)(const char *text, gint64 *value);
    const char *wanted;
} NumberForm;

static const NumberForm number_forms[KAM_FIELD_KIND_N] = {
    [KAM_INT] = { read_whole_number, "a whole number" },
    [KAM_DECIMAL] = { read_decimal, number_form },
    [KAM_PERCENT] = { read_decimal, number_form },
    [KAM_MONEY] = { read_decimal, number_form },
    [KAM_DATE] = { read_date, "a date like 2026-11-26" },
    [KAM_INSTANT] = { read_instant, "an instant like 2026-11-26T09:30:00Z or a date" },
    [KAM_BOOLEAN] = { read_boolean, "true or false" },
    [KAM_REF] = { read_id, "an id" },
    [KAM_REFS] = { read_id, "an id" },
    [KAM_FILE] = { read_id, "an id" },
};

static gboolean
read_number(KamFilterReading *reading, const KamFilterColumn *column, const char *text, gint64 *value)
{
    return number_forms[column->kind].read(text, value) ||
           fault_value(reading, column, text, number_forms[column->kind].wanted);
}

gboolean
kam_filter_read_value(KamFilterReading *reading, const KamFilterColumn *column, const char *text, KamQueryValue *value)
{
    gint64 number = 0;

    if (!kam_filter_is_text(column->kind)) {
        if (!read_number(reading, column, text, &number))
            return FALSE;
        *value = KAM_QUERY_INT(number);
        return TRUE;
    }
    if (column->kind == KAM_CHOICE && !read_choice(reading, column, text))
        return FALSE;
    *value = (KamQueryValue) { .kind = KAM_VALUE_TEXT, .text = g_strdup(text) };
    return TRUE;
}
