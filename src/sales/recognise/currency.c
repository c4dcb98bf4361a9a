/* Signs and words of currencies that occur in exports. */
#include "sales/recognise/currency.h"

#include <string.h>

#include "base/text.h"

static const struct {
    const char *word; /* folded */
    const char *code;
} words[] = {
    { "din", "RSD" },    { "dinar", "RSD" },     { "dinara", "RSD" }, { "dinari", "RSD" }, { "srpski dinar", "RSD" },
    { "evro", "EUR" },   { "euro", "EUR" },      { "evra", "EUR" },   { "eura", "EUR" },   { "euros", "EUR" },
    { "dollar", "USD" }, { "us dollar", "USD" }, { "dolar", "USD" },  { "pound", "GBP" },  { "british pound", "GBP" },
    { "kn", "HRK" },     { "kuna", "HRK" },      { "km", "BAM" },     { "zl", "PLN" },     { "kc", "CZK" },
    { "ft", "HUF" },     { "fr", "CHF" },        { "sfr", "CHF" },    { "us", "USD" },     { "den", "MKD" },
};

static const struct {
    const char *sign;
    const char *code;
} signs[] = {
    { "€", "EUR" },   { "£", "GBP" }, { "$", "USD" },  { "¥", "JPY" },
    { "₽", "RUB" }, { "₺", "TRY" }, { "zł", "PLN" }, { "Kč", "CZK" },
};

static gboolean
take(const char *from, char code[4])
{
    memcpy(code, from, 3);
    code[3] = '\0';
    return TRUE;
}

gboolean
kam_currency_from_text(const char *text, gsize length, char code[4])
{
    g_autofree char *folded = NULL;

    if (length == 0 || length > 40)
        return FALSE;
    if (length == 3 && g_ascii_isalpha(text[0]) && g_ascii_isalpha(text[1]) && g_ascii_isalpha(text[2])) {
        for (guint i = 0; i < 3; i++)
            code[i] = g_ascii_toupper(text[i]);
        code[3] = '\0';
        return strcmp(code, "DIN") != 0 || take("RSD", code);
    }
    for (guint i = 0; i < G_N_ELEMENTS(signs); i++)
        if (length == strlen(signs[i].sign) && memcmp(text, signs[i].sign, length) == 0)
            return take(signs[i].code, code);
    folded = kam_text_fold(text, (gssize)length);
    if (strcmp(folded, "rsd") == 0)
        return take("RSD", code);
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(folded, words[i].word) == 0)
            return take(words[i].code, code);
    return FALSE;
}

static gboolean
is_number_byte(char byte)
{
    return g_ascii_isdigit(byte) || strchr(".,-+()' %", byte) != NULL;
}

gboolean
kam_currency_from_amount(const char *text, gsize length, char code[4])
{
    const char *end = text + length;
    const char *last = end;

    while (text < end && is_number_byte(*text) && !g_ascii_isdigit(*text))
        text++;
    if (text < end && !g_ascii_isdigit(*text)) {
        for (last = text; last < end && !is_number_byte(*last);)
            last++;
        return kam_currency_from_text(text, (gsize)(last - text), code);
    }
    while (last > text && is_number_byte(last[-1]) && last[-1] != ' ' && !g_ascii_isdigit(last[-1]))
        last--;
    for (end = last; end > text && !g_ascii_isdigit(end[-1]);)
        end--;
    while (end < last && is_number_byte(*end))
        end++;
    return last > end && kam_currency_from_text(end, (gsize)(last - end), code);
}
