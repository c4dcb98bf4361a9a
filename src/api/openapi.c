/* The document's frame. */
#include "api/openapi_parts.h"

static void
write_info(KamJson *json)
{
    kam_json_begin_object(json, "info");
    kam_json_text(json, "title", "Kamen");
    kam_json_text(json, "version", "1");
    kam_json_text(json, "summary", "Key account management");
    kam_json_text(json, "description",
                  "Records are lists with filters, single records with an ETag, and changes that name the version they "
                  "are about. Ids are strings, money is an exact amount with its currency, instants are UTC. Errors "
                  "are application/problem+json (RFC 9457).");
    kam_json_begin_object(json, "license");
    kam_json_text(json, "name", "AGPL-3.0-or-later");
    kam_json_text(json, "identifier", "AGPL-3.0-or-later");
    kam_json_end_object(json);
    kam_json_end_object(json);
}

static void
write_server(KamJson *json)
{
    kam_json_begin_array(json, "servers");
    kam_json_begin_object(json, NULL);
    kam_json_text(json, "url", "/");
    kam_json_end_object(json);
    kam_json_end_array(json);
}

/* Every operation asks for one of these; public ones say so with an empty list. */
static void
write_security(KamJson *json)
{
    static const char *const schemes[] = { "token", "session" };

    kam_json_begin_array(json, "security");
    for (guint i = 0; i < G_N_ELEMENTS(schemes); i++) {
        kam_json_begin_object(json, NULL);
        kam_json_begin_array(json, schemes[i]);
        kam_json_end_array(json);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static int
compare_texts(gconstpointer a, gconstpointer b)
{
    return g_strcmp0(*(const char *const *)a, *(const char *const *)b);
}

/* The chapters, each once, in the order of the alphabet. */
static void
write_tags(const KamApi *api, KamJson *json)
{
    g_autoptr(GPtrArray) tags = g_ptr_array_new_with_free_func(g_free);
    const char *last = NULL;

    for (guint i = 0; i < api->routes->len; i++)
        g_ptr_array_add(tags, kam_route_dup_tag(api->routes->pdata[i]));
    g_ptr_array_sort(tags, compare_texts);
    kam_json_begin_array(json, "tags");
    for (guint i = 0; i < tags->len; i++) {
        if (g_strcmp0(tags->pdata[i], last) == 0)
            continue;
        last = tags->pdata[i];
        kam_json_begin_object(json, NULL);
        kam_json_text(json, "name", last);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

GString *
kam_openapi_write(const KamApi *api, guint indent)
{
    GString *text = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, text, indent);
    kam_json_begin_object(&json, NULL);
    kam_json_text(&json, "openapi", "3.1.0");
    write_info(&json);
    write_server(&json);
    write_security(&json);
    write_tags(api, &json);
    kam_openapi_write_paths(api, &json);
    kam_openapi_write_components(api, &json);
    kam_json_end_object(&json);
    return text;
}
