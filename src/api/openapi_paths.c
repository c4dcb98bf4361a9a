/* Paths: the routes of one path stand together, in the order of the tables. */
#include <string.h>

#include "api/openapi_parts.h"

/* Whether a route before this one has its path. */
static gboolean
is_repeated(const KamApi *api, guint at)
{
    const KamRoute *route = api->routes->pdata[at];

    for (guint i = 0; i < at; i++) {
        const KamRoute *other = api->routes->pdata[i];

        if (strcmp(other->path, route->path) == 0)
            return TRUE;
    }
    return FALSE;
}

static void
write_path(const KamApi *api, guint at, KamJson *json)
{
    const KamRoute *first = api->routes->pdata[at];

    kam_json_begin_object(json, first->path);
    for (guint i = at; i < api->routes->len; i++) {
        const KamRoute *route = api->routes->pdata[i];

        if (strcmp(route->path, first->path) == 0)
            kam_openapi_write_operation(route, json);
    }
    kam_json_end_object(json);
}

void
kam_openapi_write_paths(const KamApi *api, KamJson *json)
{
    kam_json_begin_object(json, "paths");
    for (guint i = 0; i < api->routes->len; i++) {
        if (!is_repeated(api, i))
            write_path(api, i, json);
    }
    kam_json_end_object(json);
}
