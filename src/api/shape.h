/* Shapes of answers as JSON schema: the short text in which the table of analyses describes its members. */
#pragma once

#include <glib.h>

/** Append the members of a shape (see service/analysis/kind.h) as the inside of a schema's "properties". */
void kam_shape_append_properties(const char *shape, GString *schema);
/** Append the schema of one member of the shape: of the items when it is a list. FALSE when there is none. */
gboolean kam_shape_append_item(const char *shape, const char *member, GString *schema);
