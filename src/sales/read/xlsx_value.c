/* Cells of a spreadsheet as text. */
#include "sales/read/xlsx_value.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"

#define PLAIN_DIGITS 15
#define SECONDS_A_DAY 86400
#define DAY_1900 (-25568) /* 1899-12-31 counted from 1970-01-01 */
#define DAY_1904 (-24107) /* 1904-01-01 */
#define DAY_LAST 2932896  /* 9999-12-31 */
#define SERIAL_FALSE_LEAP 60
#define LONGEST_NUMBER 320

gsize
kam_xlsx_number_plain_length(const char *text, gsize length)
{
    gsize i = length > 0 && text[0] == '-';
    gsize start = i, digits = 0, keep;

    while (i < length && g_ascii_isdigit(text[i]))
        i++;
    digits = i - start;
    if (digits == 0 || (text[start] == '0' && (digits > 1 || start > 0)))
        return 0;
    if (i == length)
        return digits <= PLAIN_DIGITS ? length : 0;
    if (text[i] != '.')
        return 0;
    keep = i;
    for (i++; i < length; i++) {
        if (!g_ascii_isdigit(text[i]))
            return 0;
        digits++;
        if (text[i] != '0')
            keep = i + 1;
    }
    return digits <= PLAIN_DIGITS ? keep : 0;
}

/* The text as a double; a copy gives strtod its NUL. */
static gboolean
parse_double(const char *text, gsize length, double *value)
{
    char copy[LONGEST_NUMBER];
    char *end;
    double number;

    if (length == 0 || length >= sizeof copy || memchr(text, '\0', length) != NULL)
        return FALSE;
    memcpy(copy, text, length);
    copy[length] = '\0';
    if (!g_ascii_isdigit(copy[0]) && copy[0] != '-' && copy[0] != '+' && copy[0] != '.')
        return FALSE;
    number = g_ascii_strtod(copy, &end);
    if (end != copy + length || !isfinite(number) || strpbrk(copy, "xX") != NULL)
        return FALSE;
    *value = number;
    return TRUE;
}

/* The fewest significant digits that read back the same; "d.ddde+xx". */
static void
format_shortest(double value, char *out, gsize size)
{
    static const char *const formats[] = { "%.14e", "%.15e", "%.16e" };

    for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_ascii_formatd(out, (int)size, formats[i], value);
        if (g_ascii_strtod(out, NULL) == value)
            return;
    }
}

/* Digits and the power of ten of the first one, laid out without an exponent. */
static gsize
lay_out(const char *digits, gsize n, int exponent, char *out)
{
    char *p = out;

    if (exponent < 0) {
        *p++ = '0';
        *p++ = '.';
        for (int i = -1; i > exponent; i--)
            *p++ = '0';
        memcpy(p, digits, n);
        return (gsize)(p + n - out);
    }
    for (int i = 0; i <= exponent || (gsize)i < n; i++) {
        if (i == exponent + 1)
            *p++ = '.';
        *p++ = (gsize)i < n ? digits[i] : '0';
    }
    return (gsize)(p - out);
}

gsize
kam_xlsx_number_to_text(const char *text, gsize length, char out[KAM_XLSX_VALUE_BYTES])
{
    char shortest[40], digits[40];
    gsize n = 0;
    int exponent;
    double value;
    char *p = shortest, *start = out;

    if (!parse_double(text, length, &value))
        return 0;
    if (value == 0) {
        out[0] = '0';
        out[1] = '\0';
        return 1;
    }
    format_shortest(value, shortest, sizeof shortest);
    if (*p == '-')
        *start++ = *p++;
    for (; *p != 'e'; p++)
        if (*p != '.')
            digits[n++] = *p;
    exponent = (int)g_ascii_strtoll(p + 1, NULL, 10);
    while (n > 1 && digits[n - 1] == '0')
        n--;
    if (exponent > 21 || exponent < -15)
        return (gsize)(start - out) + (gsize)snprintf(start, 40, "%c%s%.*sE%+d", digits[0], n > 1 ? "." : "",
                                                      (int)(n - 1), digits + 1, exponent);
    start += lay_out(digits, n, exponent, start);
    *start = '\0';
    return (gsize)(start - out);
}

static char *
put_two(char *p, guint n, char after)
{
    p[0] = (char)('0' + n / 10);
    p[1] = (char)('0' + n % 10);
    p[2] = after;
    return p + 3;
}

/* A day without the help of a library call: this runs once for each date of a sheet. */
static char *
put_day(char *p, gint32 day)
{
    int year, month, dom;

    kam_day_to_civil(day, &year, &month, &dom);
    p = put_two(p, (guint)year / 100, '0') - 1;
    p = put_two(p, (guint)year % 100, '-');
    p = put_two(p, (guint)month, '-');
    return put_two(p, (guint)dom, '\0') - 1;
}

gsize
kam_xlsx_serial_to_text(const char *text, gsize length, gboolean is_1904, char out[KAM_XLSX_VALUE_BYTES])
{
    double value, whole;
    gint32 serial, day;
    guint seconds;
    char *p = out;

    if (!parse_double(text, length, &value) || value < (is_1904 ? 0 : 1) || value > DAY_LAST - DAY_1900 + 2)
        return 0;
    whole = floor(value);
    seconds = (guint)floor((value - whole) * SECONDS_A_DAY + 0.5);
    serial = (gint32)whole + (seconds == SECONDS_A_DAY);
    seconds %= SECONDS_A_DAY;
    day = is_1904 ? DAY_1904 + serial : DAY_1900 + serial - (serial > SERIAL_FALSE_LEAP);
    if (day > DAY_LAST)
        return 0;
    if (!is_1904 && serial == SERIAL_FALSE_LEAP) {
        memcpy(p, "1900-02-29", 11);
        p += 10;
    } else {
        p = put_day(p, day);
    }
    if (seconds != 0) {
        *p++ = ' ';
        p = put_two(p, seconds / 3600, ':');
        p = put_two(p, seconds / 60 % 60, ':');
        p = put_two(p, seconds % 60, '\0') - 1;
    }
    return (gsize)(p - out);
}

static gboolean
match_digits(const char *text, gsize length, const char *pattern)
{
    gsize n = strlen(pattern);

    if (length < n)
        return FALSE;
    for (gsize i = 0; i < n; i++)
        if (pattern[i] == '0' ? !g_ascii_isdigit(text[i]) : text[i] != pattern[i])
            return FALSE;
    return TRUE;
}

gsize
kam_xlsx_iso_to_text(const char *text, gsize length, char out[KAM_XLSX_VALUE_BYTES])
{
    gboolean has_time = length > 10;

    if (!match_digits(text, length, "0000-00-00"))
        return 0;
    if (has_time && !match_digits(text + 10, length - 10, "T00:00"))
        return 0;
    memcpy(out, text, 10);
    out[10] = '\0';
    if (!has_time || match_digits(text + 10, length - 10, "T00:00:00") == 0) {
        if (!has_time || memcmp(text + 11, "00:00", 5) == 0)
            return 10;
        snprintf(out + 10, 12, " %.5s:00", text + 11);
        return 19;
    }
    if (memcmp(text + 11, "00:00:00", 8) == 0)
        return 10;
    snprintf(out + 10, 12, " %.8s", text + 11);
    return 19;
}

gboolean
kam_xlsx_builtin_is_date(guint32 id)
{
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id == 45 || id == 47 || (id >= 50 && id <= 58);
}

/* Behind a bracket: [h], [mm] and [s] show how long something took; [Red], [$-41A] and [>100] say nothing. */
static gboolean
bracket_is_duration(const char *inside, const char *end)
{
    char unit = g_ascii_tolower(*inside);

    if (inside == end || (unit != 'h' && unit != 'm' && unit != 's'))
        return FALSE;
    for (; inside < end; inside++)
        if (g_ascii_tolower(*inside) != unit)
            return FALSE;
    return TRUE;
}

gboolean
kam_xlsx_format_is_date(const char *code)
{
    gboolean found = FALSE;

    if (g_ascii_strcasecmp(code, "general") == 0)
        return FALSE;
    for (const char *p = code; *p != '\0'; p++) {
        const char *end = NULL;

        if (*p == '"' || *p == '[')
            end = strchr(p + 1, *p == '"' ? '"' : ']');
        if ((*p == '"' || *p == '[') && end == NULL)
            break;
        if (*p == '[' && bracket_is_duration(p + 1, end))
            return FALSE;
        if (end != NULL)
            p = end;
        else if ((*p == '\\' || *p == '_' || *p == '*') && p[1] != '\0')
            p++;
        else if (*p == ';')
            break; /* the first section speaks for positive numbers, the others do not matter */
        else if (g_ascii_strncasecmp(p, "general", 7) == 0)
            p += 6;
        else if (strchr("dmyhsDMYHS", *p) != NULL)
            found = TRUE;
    }
    return found;
}

void
kam_xlsx_column_name(guint32 column, char out[8])
{
    char reversed[8];
    guint n = 0;

    for (guint64 i = (guint64)column + 1; i > 0 && n < 7; i = (i - 1) / 26)
        reversed[n++] = (char)('A' + (i - 1) % 26);
    for (guint i = 0; i < n; i++)
        out[i] = reversed[n - 1 - i];
    out[n] = '\0';
}

gboolean
kam_xlsx_reference_parse(const char *text, gsize length, guint32 *column)
{
    guint32 number = 0;
    gsize i = 0;

    for (; i < length && text[i] >= 'A' && text[i] <= 'Z'; i++)
        number = MIN(number * 26 + (guint32)(text[i] - 'A') + 1, 100000000);
    if (i == 0 || i == length)
        return FALSE;
    for (gsize j = i; j < length; j++)
        if (!g_ascii_isdigit(text[j]))
            return FALSE;
    *column = number - 1;
    return TRUE;
}

gboolean
kam_xlsx_style_parse(const char *text, gsize length, guint32 *style)
{
    guint32 number = 0;

    if (length == 0 || length > 9)
        return FALSE;
    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isdigit(text[i]))
            return FALSE;
        number = number * 10 + (guint32)(text[i] - '0');
    }
    *style = number;
    return TRUE;
}
