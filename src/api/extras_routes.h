/* Routes of what hangs on records: comments, tags, watchers, attachments, the timeline. Every record type has them. */
#pragma once

#include "api/route.h"

/** Append the routes of a type, newly allocated KamRoute; kam_record_route_free() frees one. */
void kam_extras_routes_derive(const KamRecordType *type, GPtrArray *routes);
