/* The description of the API (OpenAPI 3.1), derived from the rows of routes and the fields of record types. */
#pragma once

#include "api/api.h"

/** The whole document, with `indent` spaces a level (0: compact). Free with g_string_free(). */
GString *kam_openapi_write(const KamApi *api, guint indent);
