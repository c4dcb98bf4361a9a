/* Reading queries. */
#include "api/query.h"

#include <string.h>

/* NULL when an escape is none, or the text is no UTF-8 or holds a NUL. */
static char *
decode(const char *text, gsize length)
{
    g_autofree char *plain = g_strndup(text, length);
    char *decoded;

    g_strdelimit(plain, "+", ' ');
    decoded = g_uri_unescape_string(plain, NULL);
    if (decoded == NULL || g_utf8_validate(decoded, -1, NULL))
        return decoded;
    g_free(decoded);
    return NULL;
}

/* One pair; *name stays NULL when it is malformed. */
static void
read_pair(const char *pair, gsize length, char **name, char **value)
{
    const char *equals = memchr(pair, '=', length);
    gsize name_length = equals != NULL ? (gsize)(equals - pair) : length;
    g_autofree char *decoded_name = decode(pair, name_length);
    g_autofree char *decoded_value = equals != NULL ? decode(equals + 1, length - name_length - 1) : g_strdup("");

    if (decoded_name == NULL || decoded_value == NULL)
        return;
    *name = g_steal_pointer(&decoded_name);
    *value = g_steal_pointer(&decoded_value);
}

/* The next stretch between '&' that is not empty. */
static gboolean
next_stretch(const char **at, const char **begin, gsize *length)
{
    *at += strspn(*at, "&");
    *begin = *at;
    *length = strcspn(*at, "&");
    *at += *length;
    return *length > 0;
}

gboolean
kam_query_next(const char **at, char **name, char **value)
{
    const char *pair;
    gsize length;

    while (next_stretch(at, &pair, &length)) {
        char *found_name = NULL;
        char *found_value = NULL;

        read_pair(pair, length, &found_name, &found_value);
        if (found_name == NULL)
            continue;
        *name = found_name;
        *value = found_value;
        return TRUE;
    }
    return FALSE;
}

gboolean
kam_query_is_well_formed(const char *query)
{
    const char *at = query;
    const char *pair;
    gsize length;

    while (next_stretch(&at, &pair, &length)) {
        g_autofree char *name = NULL;
        g_autofree char *value = NULL;

        read_pair(pair, length, &name, &value);
        if (name == NULL)
            return FALSE;
    }
    return TRUE;
}
