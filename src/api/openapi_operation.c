/* One route as an operation: what it is called, who may, what it takes and answers. */
#include <string.h>

#include "api/openapi_parts.h"

/* "get_accounts_by_id_history" of GET /api/v1/accounts/{id}/history. */
static char *
operation_id(const KamRoute *route)
{
    g_autofree char *method = g_ascii_strdown(kam_method_name(route->method), -1);
    GString *id = g_string_new(method);
    const char *path = g_str_has_prefix(route->path, "/api/v1/") ? route->path + strlen("/api/v1") : route->path;

    if (route->operation != NULL)
        return g_string_free(g_string_assign(id, route->operation), FALSE);
    for (; *path != '\0'; path++) {
        if (*path == '/')
            g_string_append_c(id, '_');
        else if (*path == '{')
            g_string_append(id, "by_");
        else if (g_ascii_isalnum(*path) || *path == '_')
            g_string_append_c(id, *path);
        else if (*path != '}')
            g_string_append_c(id, '_');
    }
    return g_string_free(id, FALSE);
}

char *
kam_route_dup_tag(const KamRoute *route)
{
    g_auto(GStrv) segments = NULL;

    if (route->tag != NULL)
        return g_strdup(route->tag);
    segments = g_strsplit(route->path, "/", -1);
    /* "", "api", "v1", the word. */
    return g_strdup(g_strv_length(segments) > 3 ? segments[3] : "server");
}

static void
write_media_type(const char *type, const char *schema, KamJson *json)
{
    kam_json_begin_object(json, type);
    if (schema != NULL)
        kam_openapi_write_schema(schema, json, "schema");
    kam_json_end_object(json);
}

static void
write_body(const KamRoute *route, KamJson *json)
{
    if (!kam_route_has_body(route))
        return;
    kam_json_begin_object(json, "requestBody");
    kam_json_bool(json, "required", TRUE);
    kam_json_begin_object(json, "content");
    if (route->upload || route->no_json)
        write_media_type("application/octet-stream", route->body_schema, json);
    else
        write_media_type("application/json", route->body_schema, json);
    if (route->method == KAM_PATCH)
        write_media_type("application/merge-patch+json", route->body_schema, json);
    kam_json_end_object(json);
    kam_json_end_object(json);
}

static void
write_rights(const KamRoute *route, KamJson *json)
{
    kam_json_text(json, "x-permission", kam_permission_name(route->permission));
    if (route->permission != KAM_PERM_PUBLIC)
        return;
    kam_json_begin_array(json, "security");
    kam_json_end_array(json);
}

void
kam_openapi_write_operation(const KamRoute *route, KamJson *json)
{
    g_autofree char *method = g_ascii_strdown(kam_method_name(route->method), -1);
    g_autofree char *id = operation_id(route);
    g_autofree char *tag = kam_route_dup_tag(route);

    kam_json_begin_object(json, method);
    kam_json_text(json, "operationId", id);
    kam_json_text(json, "summary", route->summary);
    kam_json_begin_array(json, "tags");
    kam_json_text(json, NULL, tag);
    kam_json_end_array(json);
    write_rights(route, json);
    kam_openapi_write_parameters(route, json);
    write_body(route, json);
    kam_openapi_write_answers(route, json);
    kam_json_end_object(json);
}
