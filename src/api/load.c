/* Tables of routes become an API: every row is looked at before the first request. */
#include "api/api.h"
#include "api/extras_routes.h"
#include "api/openapi.h"
#include "api/record_routes.h"

gsize
kam_route_get_max_body(const KamRoute *route)
{
    return route->max_body > 0 ? route->max_body : KAM_ROUTE_MAX_BODY;
}

gboolean
kam_route_has_body(const KamRoute *route)
{
    return route->body_schema != NULL || route->upload || route->no_json;
}

gboolean
kam_route_is_done_once(const KamRoute *route)
{
    return route->method == KAM_POST && (route->run == KAM_RUN_WRITE || route->is_done_once) && !route->upload &&
           route->permission != KAM_PERM_PUBLIC;
}

/* What a row lacks, in words; NULL when it is whole. */
static const char *
lacks(const KamRoute *route)
{
    if (route->method > KAM_DELETE)
        return "a method";
    if (route->permission <= 0 || route->permission >= KAM_PERM_N)
        return "a permission";
    if (route->run < KAM_RUN_READ || route->run > KAM_RUN_SLOW)
        return "a way to run";
    if (route->handle == NULL)
        return "a handler";
    if (route->summary == NULL || route->summary[0] == '\0')
        return "a summary";
    if (route->success < 200 || route->success > 299)
        return "a success status";
    return NULL;
}

static gboolean
add_route(KamApi *api, const KamRoute *route, GError **error)
{
    const char *lacking = lacks(route);

    if (lacking != NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "route '%s' lacks %s", route->path != NULL ? route->path : "",
                    lacking);
        return FALSE;
    }
    if (!kam_route_index_add(api->index, route, error))
        return FALSE;
    g_ptr_array_add(api->routes, (gpointer)(guintptr)route);
    return TRUE;
}

static gboolean
add_tables(KamApi *api, const KamRoute *const *tables, GError **error)
{
    for (guint i = 0; tables[i] != NULL; i++) {
        for (const KamRoute *route = tables[i]; route->method != 0; route++) {
            if (!add_route(api, route, error))
                return FALSE;
        }
    }
    return TRUE;
}

static void
describe(KamApi *api)
{
    g_autofree char *sum = NULL;

    api->description = kam_openapi_write(api, 0);
    sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)api->description->str, api->description->len);
    api->description_etag = g_strdup_printf("\"%.16s\"", sum);
}

static gboolean
add_derived(KamApi *api, GError **error)
{
    for (guint i = 0; api->types[i] != NULL; i++) {
        kam_record_routes_derive(api->types[i], api->derived);
        kam_extras_routes_derive(api->types[i], api->derived);
    }
    for (guint i = 0; i < api->derived->len; i++) {
        if (!add_route(api, api->derived->pdata[i], error))
            return FALSE;
    }
    return TRUE;
}

KamApi *
kam_api_new_with(KamPool *pool, const KamRoute *const *tables, const KamRecordType *const *types,
                 KamCredentials credentials, GError **error)
{
    g_autoptr(KamApi) api = g_new0(KamApi, 1);

    api->pool = pool;
    api->started_at = g_get_real_time() / 1000;
    api->types = types;
    api->credentials = credentials;
    api->routes = g_ptr_array_new();
    api->derived = g_ptr_array_new_with_free_func((GDestroyNotify)kam_record_route_free);
    api->index = kam_route_index_new();
    api->desk = kam_desk_new(KAM_DESK_LINE_BYTES, KAM_DESK_ANSWER_BYTES);
    if (!add_tables(api, tables, error) || !add_derived(api, error))
        return NULL;
    describe(api);
    return g_steal_pointer(&api);
}

void
kam_api_free(KamApi *api)
{
    if (api == NULL)
        return;
    kam_people_free(api->people);
    kam_route_index_free(api->index);
    g_ptr_array_unref(api->derived);
    g_ptr_array_unref(api->routes);
    kam_desk_free(api->desk);
    kam_analysis_routes_free(api->analyses);
    g_free(api->description_etag);
    if (api->description != NULL)
        g_string_free(api->description, TRUE);
    g_free(api);
}
