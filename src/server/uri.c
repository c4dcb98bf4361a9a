/* Percent-decoding with nothing left to interpretation. */
#include "server/uri.h"

#include <string.h>

static gboolean
fail(const char *why, GError **error)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "the path of the request %s", why);
    return FALSE;
}

/* Behind "http://host" of a proxy's form; the host is of no interest. */
static const char *
skip_authority(const char *target)
{
    const char *authority;

    if (g_ascii_strncasecmp(target, "http://", 7) == 0)
        authority = target + 7;
    else if (g_ascii_strncasecmp(target, "https://", 8) == 0)
        authority = target + 8;
    else
        return target;
    return authority + strcspn(authority, "/?");
}

static gboolean
decode_path(const char *text, gsize length, GString *path, GError **error)
{
    for (gsize i = 0; i < length; i++) {
        guchar c = (guchar)text[i];

        if (c == '%') {
            if (i + 2 >= length || !g_ascii_isxdigit(text[i + 1]) || !g_ascii_isxdigit(text[i + 2]))
                return fail("has a '%' without two hexadecimal digits", error);
            c = (guchar)(g_ascii_xdigit_value(text[i + 1]) * 16 + g_ascii_xdigit_value(text[i + 2]));
            i += 2;
            if (c == '/')
                return fail("has an encoded slash", error);
        }
        if (c < 0x20 || c == 0x7f || c == '\\')
            return fail("has a control character or backslash", error);
        g_string_append_c(path, (char)c);
    }
    return g_utf8_validate(path->str, (gssize)path->len, NULL) || fail("is not UTF-8", error);
}

static gboolean
check_segments(const char *path, GError **error)
{
    g_auto(GStrv) segments = g_strsplit(path + 1, "/", -1);

    for (guint i = 0; segments[i] != NULL; i++) {
        if (strcmp(segments[i], ".") == 0 || strcmp(segments[i], "..") == 0)
            return fail("has the segment '.' or '..'", error);
        if (segments[i][0] == '\0' && segments[i + 1] != NULL)
            return fail("has an empty segment", error);
    }
    return TRUE;
}

gboolean
kam_uri_split(const char *target, char **path, char **query, GError **error)
{
    const char *start = skip_authority(target);
    gsize length = strcspn(start, "?");
    g_autoptr(GString) decoded = g_string_sized_new(length + 1);

    /* No reader of ours sees a fragment; a client that sends one does not speak HTTP. */
    if (strchr(target, '#') != NULL)
        return fail("has a '#'", error);
    if (start != target && length == 0)
        g_string_append_c(decoded, '/');
    if (!decode_path(start, length, decoded, error))
        return FALSE;
    if (decoded->str[0] != '/')
        return fail("does not begin with '/'", error);
    if (!check_segments(decoded->str, error))
        return FALSE;
    *query = g_strdup(start[length] == '?' ? start + length + 1 : "");
    *path = g_string_free(g_steal_pointer(&decoded), FALSE);
    return TRUE;
}
