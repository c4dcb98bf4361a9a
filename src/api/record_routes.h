/* Routes that every record type has, derived from it. */
#pragma once

#include "api/route.h"

/** Append the routes of a type, newly allocated KamRoute. */
void kam_record_routes_derive(const KamRecordType *type, GPtrArray *routes);
/** Free one of them. */
void kam_record_route_free(KamRoute *route);
