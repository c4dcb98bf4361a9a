/* Tax numbers as they are compared. */
#include <string.h>

#include "base/text.h"

/* "RS" and nine digits: the country's letters before a PIB. */
#define PREFIX "RS"
#define PREFIXED_LENGTH 11

char *
kam_text_tax_number(const char *text, gssize length)
{
    gsize n = length < 0 ? strlen(text) : (gsize)length;
    GString *out = g_string_sized_new(n);

    for (gsize i = 0; i < n; i++)
        if (g_ascii_isalnum(text[i]))
            g_string_append_c(out, g_ascii_toupper(text[i]));
    if (out->len == PREFIXED_LENGTH && g_str_has_prefix(out->str, PREFIX))
        g_string_erase(out, 0, strlen(PREFIX));
    return g_string_free(out, FALSE);
}
