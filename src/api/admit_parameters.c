/* Parameters of the query: only those that the route has, each once, in its form. All faults come together. */
#include <string.h>

#include "api/admit.h"
#include "api/query.h"
#include "base/text.h"

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

static void
refuse_unknown(const KamRequest *request, KamFaults *faults, const char *name)
{
    const KamParameter *nearest = nearest_parameter(request->route, name);

    if (nearest == NULL)
        kam_faults_add(faults, name, "unknown_parameter", "there is no parameter '%s'; this path takes none", name);
    else
        kam_faults_add(faults, name, "unknown_parameter", "there is no parameter '%s'; the nearest is '%s'", name,
                       nearest->name);
}

static void
check_form(const KamParameter *parameter, const char *value, KamFaults *faults)
{
    if (strcmp(parameter->type, "integer") == 0 &&
        !g_ascii_string_to_signed(value, 10, G_MININT64, G_MAXINT64, NULL, NULL))
        kam_faults_add(faults, parameter->name, "invalid", "parameter '%s' is a whole number, not '%s'",
                       parameter->name, value);
    if (strcmp(parameter->type, "boolean") == 0 && strcmp(value, "true") != 0 && strcmp(value, "false") != 0)
        kam_faults_add(faults, parameter->name, "invalid", "parameter '%s' is 'true' or 'false', not '%s'",
                       parameter->name, value);
}

/* One pair; `seen` holds the names before it. */
static void
check_pair(const KamRequest *request, GHashTable *seen, const char *name, const char *value, KamFaults *faults)
{
    const KamParameter *parameter = find_parameter(request->route, name);

    if (parameter == NULL && request->route->any_parameters)
        return;
    if (parameter == NULL)
        refuse_unknown(request, faults, name);
    else if (!g_hash_table_add(seen, g_strdup(parameter->name)))
        kam_faults_add(faults, name, "twice", "parameter '%s' is there twice", name);
    else
        check_form(parameter, value, faults);
}

void
kam_request_check_parameters(const KamRequest *request, KamFaults *faults)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const char *at = request->query;
    char *name;
    char *value;

    while (kam_query_next(&at, &name, &value)) {
        check_pair(request, seen, name, value, faults);
        g_free(name);
        g_free(value);
    }
    for (const KamParameter *row = request->route->parameters; row != NULL && row->name != NULL; row++)
        if (row->required && !g_hash_table_contains(seen, row->name))
            kam_faults_add(faults, row->name, "missing", "parameter '%s' is missing", row->name);
}

gboolean
kam_admit_parameters(KamRequest *request, KamReply *reply)
{
    g_auto(KamFaults) faults = { 0 };

    if (!kam_query_is_well_formed(request->query)) {
        kam_reply_problem(reply, request, 400, "the query holds an escape that is none, or is not UTF-8", NULL);
        return FALSE;
    }
    if (request->route->filters || request->route->reads_parameters)
        return TRUE;
    kam_faults_init(&faults);
    kam_request_check_parameters(request, &faults);
    if (faults.n_errors == 0)
        return TRUE;
    kam_reply_problem(reply, request, 400, ((const KamFault *)g_ptr_array_index(faults.list, 0))->detail, &faults);
    return FALSE;
}
