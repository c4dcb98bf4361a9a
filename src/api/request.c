/* What handlers ask of a request: parameters, ids, the body as JSON. */
#include <string.h>

#include "api/http.h"
#include "api/query.h"

static const char *const method_names[] = {
    [KAM_GET] = "GET", [KAM_POST] = "POST", [KAM_PATCH] = "PATCH", [KAM_PUT] = "PUT", [KAM_DELETE] = "DELETE",
};

const char *
kam_method_name(KamMethod method)
{
    g_return_val_if_fail(method >= KAM_GET && method <= KAM_DELETE, NULL);

    return method_names[method];
}

KamMethod
kam_method_from_name(const char *name)
{
    for (guint i = KAM_GET; i < G_N_ELEMENTS(method_names); i++) {
        if (strcmp(method_names[i], name) == 0)
            return (KamMethod)i;
    }
    return 0;
}

void
kam_request_clear(KamRequest *request)
{
    for (guint i = 0; i < KAM_ROUTE_MAX_VALUES; i++)
        g_clear_pointer(&request->values[i], g_free);
    g_clear_pointer(&request->actor, g_free);
}

const char *
kam_request_get_header(const KamRequest *request, const char *name)
{
    return request->get_header != NULL ? request->get_header(request, name) : NULL;
}

json_t *
kam_request_load_json(const KamRequest *request, GError **error)
{
    json_error_t fault;
    json_t *json;

    if (request->body_length == 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "the request has no body where JSON is expected");
        return NULL;
    }
    json = json_loadb(request->body, request->body_length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &fault);
    if (json == NULL)
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "the body is not JSON: line %d, column %d", fault.line,
                    fault.column);
    return json;
}

gboolean
kam_request_get_version(const KamRequest *request, gint64 *version, GError **error)
{
    const char *header = kam_request_get_header(request, "If-Match");
    g_autofree char *text = g_strstrip(g_strdup(header != NULL ? header : ""));
    guint64 number = 0;
    gsize length = strlen(text);
    /* A proxy that packs answers makes our versions weak ones; they still name exactly one state. */
    gsize begin = g_str_has_prefix(text, "W/") ? 2 : 0;

    if (strcmp(text, "*") == 0) {
        *version = 0;
        return TRUE;
    }
    if (length >= begin + 3 && text[begin] == '"' && text[length - 1] == '"') {
        text[length - 1] = '\0';
        if (g_ascii_string_to_unsigned(text + begin + 1, 10, 1, G_MAXINT64, &number, NULL)) {
            *version = (gint64)number;
            return TRUE;
        }
    }
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "If-Match is one ETag as it was answered, such as '\"3\"', or '*'");
    return FALSE;
}

gboolean
kam_request_prefers(const KamRequest *request, const char *preference)
{
    const char *header = kam_request_get_header(request, "Prefer");
    g_auto(GStrv) words = header != NULL ? g_strsplit_set(header, ",;", -1) : NULL;

    for (guint i = 0; words != NULL && words[i] != NULL; i++) {
        if (g_ascii_strcasecmp(g_strstrip(words[i]), preference) == 0)
            return TRUE;
    }
    return FALSE;
}

gint64
kam_request_get_id(const KamRequest *request, guint i)
{
    const char *text = request->values[i];
    guint64 id = 0;

    /* Only the one way in which an id is written: "017" is not 17. */
    if (text == NULL || text[0] < '1' || text[0] > '9')
        return 0;
    return g_ascii_string_to_unsigned(text, 10, 1, G_MAXINT64, &id, NULL) ? (gint64)id : 0;
}

char *
kam_request_dup_parameter(const KamRequest *request, const char *name)
{
    const char *at = request->query;
    char *found_name;
    char *value;

    while (kam_query_next(&at, &found_name, &value)) {
        gboolean is_it = strcmp(found_name, name) == 0;

        g_free(found_name);
        if (is_it)
            return value;
        g_free(value);
    }
    return NULL;
}

gint64
kam_request_get_int_parameter(const KamRequest *request, const char *name, gint64 otherwise)
{
    g_autofree char *text = kam_request_dup_parameter(request, name);
    gint64 value = otherwise;

    if (text != NULL)
        (void)g_ascii_string_to_signed(text, 10, G_MININT64, G_MAXINT64, &value, NULL);
    return value;
}

gboolean
kam_request_get_flag(const KamRequest *request, const char *name)
{
    g_autofree char *text = kam_request_dup_parameter(request, name);

    return g_strcmp0(text, "true") == 0;
}
