/* Parameters of the query: only those that the route has, each once, in its form. */
#include <string.h>

#include "api/admit.h"
#include "api/query.h"
#include "base/text.h"

static gboolean refuse(KamRequest *request, KamReply *reply, const char *format, ...) G_GNUC_PRINTF(3, 4);

static gboolean
refuse(KamRequest *request, KamReply *reply, const char *format, ...)
{
    g_autofree char *detail = NULL;
    va_list arguments;

    va_start(arguments, format);
    detail = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    kam_reply_problem(reply, request, 400, detail, NULL);
    return FALSE;
}

static const KamParameter *
find_parameter(const KamRoute *route, const char *name)
{
    for (const KamParameter *at = route->parameters; at != NULL && at->name != NULL; at++) {
        if (strcmp(at->name, name) == 0)
            return at;
    }
    return NULL;
}

static const KamParameter *
nearest_parameter(const KamRoute *route, const char *name)
{
    const KamParameter *nearest = NULL;
    guint least = G_MAXUINT;

    for (const KamParameter *at = route->parameters; at != NULL && at->name != NULL; at++) {
        guint distance = kam_text_distance(name, at->name);

        if (distance < least) {
            least = distance;
            nearest = at;
        }
    }
    return nearest;
}

static gboolean
refuse_unknown(KamRequest *request, KamReply *reply, const char *name)
{
    const KamParameter *nearest = nearest_parameter(request->route, name);

    if (nearest == NULL)
        return refuse(request, reply, "there is no parameter '%s'; this path takes none", name);
    return refuse(request, reply, "there is no parameter '%s'; the nearest is '%s'", name, nearest->name);
}

static gboolean
check_form(KamRequest *request, KamReply *reply, const KamParameter *parameter, const char *value)
{
    if (strcmp(parameter->type, "integer") == 0 &&
        !g_ascii_string_to_signed(value, 10, G_MININT64, G_MAXINT64, NULL, NULL))
        return refuse(request, reply, "parameter '%s' is a whole number, not '%s'", parameter->name, value);
    if (strcmp(parameter->type, "boolean") == 0 && strcmp(value, "true") != 0 && strcmp(value, "false") != 0)
        return refuse(request, reply, "parameter '%s' is 'true' or 'false', not '%s'", parameter->name, value);
    return TRUE;
}

/* One pair; `seen` holds the names before it. */
static gboolean
check_pair(KamRequest *request, KamReply *reply, GHashTable *seen, const char *name, const char *value)
{
    const KamParameter *parameter = find_parameter(request->route, name);

    if (parameter == NULL && request->route->any_parameters)
        return TRUE;
    if (parameter == NULL)
        return refuse_unknown(request, reply, name);
    if (!g_hash_table_add(seen, g_strdup(parameter->name)))
        return refuse(request, reply, "parameter '%s' is there twice", name);
    return check_form(request, reply, parameter, value);
}

static gboolean
check_pairs(KamRequest *request, KamReply *reply, GHashTable *seen)
{
    const char *at = request->query;
    gboolean is_good = TRUE;
    char *name;
    char *value;

    while (is_good && kam_query_next(&at, &name, &value)) {
        is_good = check_pair(request, reply, seen, name, value);
        g_free(name);
        g_free(value);
    }
    return is_good;
}

static gboolean
check_required(KamRequest *request, KamReply *reply, GHashTable *seen)
{
    for (const KamParameter *at = request->route->parameters; at != NULL && at->name != NULL; at++) {
        if (at->required && !g_hash_table_contains(seen, at->name))
            return refuse(request, reply, "parameter '%s' is missing", at->name);
    }
    return TRUE;
}

gboolean
kam_admit_parameters(KamRequest *request, KamReply *reply)
{
    g_autoptr(GHashTable) seen = NULL;

    if (!kam_query_is_well_formed(request->query))
        return refuse(request, reply, "the query holds an escape that is none, or is not UTF-8");
    if (request->route->filters)
        return TRUE;
    seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return check_pairs(request, reply, seen) && check_required(request, reply, seen);
}
