/* A walk over the text, one level a call. A shape is part of the program: one that is malformed asserts. */
#include "api/shape.h"

#include <string.h>

static const char *append_type(const char *at, GString *schema);

static const char *
append_members(const char *at, GString *schema)
{
    gboolean is_first = TRUE;

    while (*at != '\0' && *at != '}' && *at != ']') {
        gsize length = strcspn(at, " ");

        g_assert(at[length] == ' ');
        g_string_append_printf(schema, "%s\"%.*s\":", is_first ? "" : ",", (int)length, at);
        at = append_type(at + length + 1, schema);
        at += strspn(at, ", ");
        is_first = FALSE;
    }
    return at;
}

/* Behind the bracket that closes. */
static const char *
append_object(const char *at, GString *schema)
{
    at = append_members(at, schema);
    g_assert(*at == '}' || *at == ']');
    return at + 1;
}

static const char *
append_type(const char *at, GString *schema)
{
    switch (*at) {
    case 'n':
        g_string_append(schema, "{\"type\":[\"number\",\"null\"]}");
        return at + 1;
    case 't':
        g_string_append(schema, "{\"type\":[\"string\",\"null\"]}");
        return at + 1;
    case 'b':
        g_string_append(schema, "{\"type\":\"boolean\"}");
        return at + 1;
    case '$':
        g_string_append(schema, "{\"anyOf\":[{\"$ref\":\"#/components/schemas/money\"},{\"type\":\"null\"}]}");
        return at + 1;
    case '?':
        g_string_append(schema,
                        "{\"anyOf\":[{\"$ref\":\"#/components/schemas/money\"},{\"type\":[\"number\",\"null\"]}]}");
        return at + 1;
    case '{':
        g_string_append(schema, "{\"type\":[\"object\",\"null\"],\"properties\":{");
        at = append_object(at + 1, schema);
        g_string_append(schema, "}}");
        return at;
    case '[':
        g_string_append(schema, "{\"type\":[\"array\",\"null\"],\"items\":{\"type\":\"object\",\"properties\":{");
        at = append_object(at + 1, schema);
        g_string_append(schema, "}}}");
        return at;
    case '*':
        g_string_append(schema, "{\"type\":[\"object\",\"null\"],\"additionalProperties\":");
        at = append_type(at + 1, schema);
        g_string_append_c(schema, '}');
        return at;
    default:
        g_assert_not_reached();
    }
}

void
kam_shape_append_properties(const char *shape, GString *schema)
{
    g_assert(*append_members(shape, schema) == '\0');
}

gboolean
kam_shape_append_item(const char *shape, const char *member, GString *schema)
{
    g_autofree char *opening = g_strdup_printf("%s [", member);
    const char *at = strstr(shape, opening);

    /* The last list of that name at the top: others stand in objects before it and have other names. */
    if (at == NULL)
        return FALSE;
    g_string_append(schema, "{\"type\":[\"object\",\"null\"],\"properties\":{");
    append_object(at + strlen(opening), schema);
    g_string_append(schema, "}}");
    return TRUE;
}
