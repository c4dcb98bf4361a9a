/* Texts in composed form. GLib's own composing moves the rest of the text for each letter, which a long text of
 * accents makes slow enough to hurt. */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/text.h"

#define MOST_MARKS 30 /* as in Unicode's Stream-Safe Text Format */

static gboolean
is_ascii(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if ((guchar)text[i] >= 0x80)
            return FALSE;
    return TRUE;
}

char *
kam_text_nfc(const char *text, gssize length)
{
    gsize n = length < 0 ? strlen(text) : (gsize)length;
    utf8proc_uint8_t *composed = NULL;
    char *out;

    if (is_ascii(text, n))
        return g_strndup(text, n);
    if (utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)n, &composed,
                     UTF8PROC_STABLE | UTF8PROC_COMPOSE) < 0)
        return NULL;
    out = g_strdup((const char *)composed);
    free(composed);
    return out;
}

gboolean
kam_text_has_long_marks(const char *text, gsize length)
{
    guint n = 0;

    for (const char *c = text; c < text + length; c += g_utf8_skip[(guchar)*c]) {
        n = g_unichar_combining_class(g_utf8_get_char(c)) != 0 ? n + 1 : 0;
        if (n > MOST_MARKS)
            return TRUE;
    }
    return FALSE;
}
