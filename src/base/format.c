/* Grouping of digits and the marks of a language. */
#include "base/format.h"

#include <math.h>
#include <string.h>

#include "base/decimal.h"

const KamNumberStyle kam_number_style_en = {
    .group = ",",
    .point = ".",
    .units = { "", "k", "M", "bn", "tn" },
};
const KamNumberStyle kam_number_style_sr = {
    .group = ".",
    .point = ",",
    .units = { "", " hilj.", " mil.", " mlrd.", " bil." },
};
const KamNumberStyle kam_number_style_sr_cyrl = {
    .group = ".",
    .point = ",",
    .units = { "", " хиљ.", " мил.", " млрд.", " бил." },
};

/* `plain` is "-1234.50" in the C locale. */
static char *
group_digits(const char *plain, const KamNumberStyle *style)
{
    g_autoptr(GString) out = g_string_new(NULL);
    const char *digit = plain;
    gsize whole;

    if (*digit == '-')
        g_string_append_c(out, *digit++);
    whole = strcspn(digit, ".");
    for (gsize i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            g_string_append(out, style->group);
        g_string_append_c(out, digit[i]);
    }
    if (digit[whole] == '.') {
        g_string_append(out, style->point);
        g_string_append(out, digit + whole + 1);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *
kam_format_count(gint64 count, const KamNumberStyle *style)
{
    g_autofree char *plain = g_strdup_printf("%" G_GINT64_FORMAT, count);

    return group_digits(plain, style);
}

char *
kam_format_counted(gint64 count, const char *one, const char *many, const KamNumberStyle *style)
{
    g_autofree char *number = kam_format_count(count, style);

    return g_strdup_printf("%s %s", number, count == 1 ? one : many);
}

char *
kam_format_amount(gint64 micro, guint decimals, const KamNumberStyle *style)
{
    g_autofree char *plain = kam_micro_to_text(micro, decimals);

    return group_digits(plain, style);
}

char *
kam_format_money(gint64 micro, guint decimals, const char *currency, const KamNumberStyle *style)
{
    g_autofree char *amount = kam_format_amount(micro, decimals, style);

    return currency == NULL ? g_steal_pointer(&amount) : g_strdup_printf("%s %s", amount, currency);
}

char *
kam_format_number(double value, guint decimals, const KamNumberStyle *style)
{
    char format[8], plain[G_ASCII_DTOSTR_BUF_SIZE + 320];

    if (!isfinite(value))
        return g_strdup("-");
    g_snprintf(format, sizeof format, "%%.%uf", MIN(decimals, 9));
    g_ascii_formatd(plain, sizeof plain, format, value);
    /* A small negative number rounded to zero is zero. */
    return group_digits(plain + (strspn(plain, "-0.") == strlen(plain) && plain[0] == '-'), style);
}

char *
kam_format_percent(double fraction, guint decimals, const KamNumberStyle *style)
{
    gboolean is_round = fraction == 0 || fraction == 1;
    g_autofree char *number = kam_format_number(fraction * 100, is_round ? 0 : decimals, style);

    return isfinite(fraction) ? g_strconcat(number, "%", NULL) : g_steal_pointer(&number);
}

char *
kam_format_short(gint64 micro, const KamNumberStyle *style)
{
    const char *const *units = style->units[0] != NULL ? style->units : kam_number_style_en.units;
    double value = (double)micro / 1e6;
    guint unit = 0;
    g_autofree char *number = NULL;

    /* 999.5 and above would be written as 1000 of the smaller unit. */
    while (fabs(value) >= 999.5 && unit + 1 < KAM_NUMBER_UNITS) {
        value /= 1000;
        unit++;
    }
    number = kam_format_number(value, unit == 0 || fabs(value) >= 99.95 ? 0 : fabs(value) >= 9.995 ? 1 : 2, style);
    if (strchr(number, style->point[0]) != NULL && unit > 0) {
        while (g_str_has_suffix(number, "0"))
            number[strlen(number) - 1] = '\0';
        if (g_str_has_suffix(number, style->point))
            number[strlen(number) - strlen(style->point)] = '\0';
    }
    return g_strconcat(number, units[unit], NULL);
}

char *
kam_format_clean(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autoptr(GString) clean = g_string_new(NULL);

    for (const char *p = valid; *p != '\0'; p += g_utf8_skip[(guchar)*p]) {
        gunichar letter = g_utf8_get_char(p);
        GUnicodeType type = g_unichar_type(letter);
        gboolean commands = type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR ||
                            type == G_UNICODE_PARAGRAPH_SEPARATOR || type == G_UNICODE_UNASSIGNED;

        g_string_append_unichar(clean, commands ? ' ' : letter);
    }
    return g_string_free(g_steal_pointer(&clean), FALSE);
}
