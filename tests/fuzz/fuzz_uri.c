/* Targets of requests: a path that is taken is absolute, in UTF-8, and has nothing in it that a second reader could
 * take otherwise. */
#include <string.h>

#include "fuzz_support.h"
#include "server/uri.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *target = g_strndup((const char *)data, size);
    g_autofree char *path = NULL;
    g_autofree char *query = NULL;
    g_autoptr(GError) error = NULL;

    if (!kam_uri_split(target, &path, &query, &error)) {
        g_assert_nonnull(error);
        g_assert_null(path);
        return 0;
    }
    g_assert_true(path[0] == '/' && g_utf8_validate(path, -1, NULL));
    g_assert_null(strstr(path, "//"));
    g_assert_null(strstr(path, "/../"));
    g_assert_null(strchr(path, '\\'));
    g_assert_nonnull(query);
    return 0;
}
