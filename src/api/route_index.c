/* The tree of path segments. Paths are short, so a search tries the literal branch first and the {word} branch behind
 * it. */
#include "api/route_index.h"

#include <string.h>

typedef struct Node Node;
struct Node {
    GHashTable *literals; /* segment -> Node */
    Node *value;          /* stands for any segment; NULL when there is none */
    const KamRoute *routes[KAM_DELETE + 1];
};

struct KamRouteIndex {
    Node *root;
};

/* How far a search is. */
typedef struct {
    KamMethod method;
    char **segments;
    const char *values[KAM_ROUTE_MAX_VALUES];
    guint n_values;
    const KamRoute *found;
    guint methods;
} Search;

static void node_free(Node *node);

static Node *
node_new(void)
{
    Node *node = g_new0(Node, 1);

    node->literals = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)node_free);
    return node;
}

static void
node_free(Node *node)
{
    if (node == NULL)
        return;
    g_hash_table_unref(node->literals);
    node_free(node->value);
    g_free(node);
}

KamRouteIndex *
kam_route_index_new(void)
{
    KamRouteIndex *index = g_new0(KamRouteIndex, 1);

    index->root = node_new();
    return index;
}

void
kam_route_index_free(KamRouteIndex *index)
{
    if (index == NULL)
        return;
    node_free(index->root);
    g_free(index);
}

static gboolean
is_value(const char *segment)
{
    return segment[0] == '{';
}

static gboolean
check_segment(const KamRoute *route, char **segments, guint at, GError **error)
{
    const char *segment = segments[at];
    gsize length = strlen(segment);

    if (length == 0 || (is_value(segment) && (length < 3 || segment[length - 1] != '}'))) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "route '%s' has a malformed segment '%s'", route->path,
                    segment);
        return FALSE;
    }
    for (guint i = 0; i < at && is_value(segment); i++) {
        if (strcmp(segments[i], segment) != 0)
            continue;
        g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "route '%s' names '%s' twice", route->path, segment);
        return FALSE;
    }
    return TRUE;
}

static gboolean
check_segments(const KamRoute *route, char **segments, GError **error)
{
    guint n_values = 0;

    for (guint i = 0; segments[i] != NULL; i++) {
        if (!check_segment(route, segments, i, error))
            return FALSE;
        n_values += is_value(segments[i]);
    }
    if (n_values <= KAM_ROUTE_MAX_VALUES)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "route '%s' has more than %d values", route->path,
                KAM_ROUTE_MAX_VALUES);
    return FALSE;
}

static Node *
child_for(Node *node, const char *segment)
{
    Node *child;

    if (is_value(segment)) {
        if (node->value == NULL)
            node->value = node_new();
        return node->value;
    }
    child = g_hash_table_lookup(node->literals, segment);
    if (child == NULL) {
        child = node_new();
        g_hash_table_insert(node->literals, g_strdup(segment), child);
    }
    return child;
}

gboolean
kam_route_index_add(KamRouteIndex *index, const KamRoute *route, GError **error)
{
    g_auto(GStrv) segments = NULL;
    Node *node = index->root;

    if (route->path == NULL || route->path[0] != '/') {
        g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "route '%s' does not begin with '/'",
                    route->path != NULL ? route->path : "");
        return FALSE;
    }
    segments = g_strsplit(route->path + 1, "/", -1);
    if (!check_segments(route, segments, error))
        return FALSE;
    for (guint i = 0; segments[i] != NULL; i++)
        node = child_for(node, segments[i]);
    if (node->routes[route->method] != NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "routes '%s' and '%s' are the same for %s",
                    node->routes[route->method]->path, route->path, kam_method_name(route->method));
        return FALSE;
    }
    node->routes[route->method] = route;
    return TRUE;
}

static gboolean
take_leaf(const Node *node, Search *search)
{
    for (guint method = KAM_GET; method <= KAM_DELETE; method++)
        search->methods |= node->routes[method] != NULL ? 1U << method : 0;
    search->found = node->routes[search->method];
    return search->found != NULL;
}

static gboolean
walk(const Node *node, guint at, Search *search)
{
    const char *segment = search->segments[at];
    const Node *literal;

    if (segment == NULL)
        return take_leaf(node, search);
    literal = g_hash_table_lookup(node->literals, segment);
    if (literal != NULL && walk(literal, at + 1, search))
        return TRUE;
    if (node->value == NULL || segment[0] == '\0')
        return FALSE;
    search->values[search->n_values++] = segment;
    if (walk(node->value, at + 1, search))
        return TRUE;
    search->n_values--;
    return FALSE;
}

KamRouteMatch
kam_route_index_find(const KamRouteIndex *index, KamMethod method, const char *path, const KamRoute **route,
                     char *values[KAM_ROUTE_MAX_VALUES], guint *methods)
{
    g_auto(GStrv) segments = NULL;
    Search search = { .method = method };

    if (path[0] != '/')
        return KAM_ROUTE_NO_PATH;
    segments = g_strsplit(path + 1, "/", -1);
    search.segments = segments;
    (void)walk(index->root, 0, &search);
    if (search.methods == 0)
        return KAM_ROUTE_NO_PATH;
    *methods = search.methods;
    if (search.found == NULL)
        return KAM_ROUTE_NO_METHOD;
    *route = search.found;
    for (guint i = 0; i < KAM_ROUTE_MAX_VALUES; i++)
        values[i] = i < search.n_values ? g_strdup(search.values[i]) : NULL;
    return KAM_ROUTE_FOUND;
}
