/* CSV cells. */
#include "base/csv.h"

#include <string.h>

static gboolean
is_number(const char *text, gsize length)
{
    gsize i = text[0] == '-' || text[0] == '+' ? 1 : 0;

    if (i == length)
        return FALSE;
    for (; i < length; i++)
        if (!g_ascii_isdigit(text[i]) && text[i] != '.' && text[i] != ',')
            return FALSE;
    return TRUE;
}

static gboolean
is_formula(const char *text, gsize length)
{
    return length > 0 && strchr("=+-@\t\r", text[0]) != NULL && !is_number(text, length);
}

static gboolean
needs_quotes(const char *text, gsize length, char delimiter)
{
    for (gsize i = 0; i < length; i++)
        if (text[i] == delimiter || text[i] == '"' || text[i] == '\n' || text[i] == '\r')
            return TRUE;
    return length > 0 && (text[0] == ' ' || text[length - 1] == ' ');
}

void
kam_csv_append(GString *out, const char *text, gssize length, char delimiter, gboolean is_first)
{
    gsize n = length < 0 ? strlen(text) : (gsize)length;
    gboolean quote = needs_quotes(text, n, delimiter);

    if (!is_first)
        g_string_append_c(out, delimiter);
    if (quote)
        g_string_append_c(out, '"');
    if (is_formula(text, n))
        g_string_append_c(out, '\'');
    for (gsize i = 0; i < n; i++) {
        if (text[i] == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, text[i]);
    }
    if (quote)
        g_string_append_c(out, '"');
}
