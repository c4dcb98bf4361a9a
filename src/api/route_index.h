/* Which route a method and path mean: a tree of path segments, a literal one before a {word}. */
#pragma once

#include "api/route.h"

typedef struct KamRouteIndex KamRouteIndex;

typedef enum { KAM_ROUTE_FOUND, KAM_ROUTE_NO_PATH, KAM_ROUTE_NO_METHOD } KamRouteMatch;

KamRouteIndex *kam_route_index_new(void);
void kam_route_index_free(KamRouteIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamRouteIndex, kam_route_index_free)

/** Add a route, which outlives the index. KAM_ERROR_CONFLICT when the path is malformed, names a value twice or has too
 * many, or when another route has its method and shape. */
gboolean kam_route_index_add(KamRouteIndex *index, const KamRoute *route, GError **error);

/**
 * Find the route of a method and path.
 * @param[out] route    written when found.
 * @param[out] values   what stands for the {words}, newly allocated; written when found.
 * @param[out] methods  bits (1 << method) that the path has; written unless there is no such path.
 */
KamRouteMatch kam_route_index_find(const KamRouteIndex *index, KamMethod method, const char *path,
                                   const KamRoute **route, char *values[KAM_ROUTE_MAX_VALUES], guint *methods);
