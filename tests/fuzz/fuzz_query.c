/* Queries of requests: pairs are UTF-8 without NUL, a query is well formed when none was passed over, and pairs that
 * are written again are read as they were. */
#include <string.h>

#include "api/query.h"
#include "fuzz_support.h"

/* All pairs, escaped in one way, divided by '&'; how many there are. */
static guint
write_pairs(const char *query, GString *out)
{
    char *name;
    char *value;
    guint n = 0;

    while (kam_query_next(&query, &name, &value)) {
        g_assert_true(g_utf8_validate(name, -1, NULL) && g_utf8_validate(value, -1, NULL));
        g_string_append_uri_escaped(out, name, NULL, FALSE);
        g_string_append_c(out, '=');
        g_string_append_uri_escaped(out, value, NULL, FALSE);
        g_string_append_c(out, '&');
        g_free(name);
        g_free(value);
        n++;
    }
    return n;
}

static guint
count_stretches(const char *query)
{
    g_auto(GStrv) stretches = g_strsplit(query, "&", -1);
    guint n = 0;

    for (char **stretch = stretches; *stretch != NULL; stretch++)
        n += (*stretch)[0] != '\0';
    return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *query = g_strndup((const char *)data, size);
    g_autoptr(GString) once = g_string_new(NULL);
    g_autoptr(GString) twice = g_string_new(NULL);
    guint n = write_pairs(query, once);

    g_assert_cmpint(kam_query_is_well_formed(query), ==, n == count_stretches(query));
    g_assert_true(kam_query_is_well_formed(once->str));
    g_assert_cmpuint(write_pairs(once->str, twice), ==, n);
    g_assert_cmpstr(twice->str, ==, once->str);
    return 0;
}
