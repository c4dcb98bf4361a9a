/* Parameters of an operation: values of the path, the query, and the headers that mean something. */
#include <string.h>

#include "api/openapi_parts.h"

static void
begin_parameter(KamJson *json, const char *name, const char *in, gboolean required, const char *says)
{
    kam_json_begin_object(json, NULL);
    kam_json_text(json, "name", name);
    kam_json_text(json, "in", in);
    kam_json_bool(json, "required", required);
    if (says != NULL)
        kam_json_text(json, "description", says);
}

static void
write_simple(KamJson *json, const char *name, const char *in, gboolean required, const char *says, const char *schema)
{
    begin_parameter(json, name, in, required, says);
    kam_json_raw(json, "schema", schema);
    kam_json_end_object(json);
}

static void
write_value(KamJson *json, const char *name)
{
    begin_parameter(json, name, "path", TRUE, NULL);
    if (strcmp(name, "id") == 0 || g_str_has_suffix(name, "_id"))
        kam_openapi_write_id(json, "schema", FALSE);
    else
        kam_json_raw(json, "schema", "{\"type\":\"string\",\"minLength\":1}");
    kam_json_end_object(json);
}

static void
write_values(const KamRoute *route, KamJson *json)
{
    const char *at = route->path;

    while ((at = strchr(at, '{')) != NULL) {
        g_autofree char *name = g_strndup(at + 1, strcspn(at + 1, "}"));

        write_value(json, name);
        at++;
    }
}

static void
write_query(const KamRoute *route, KamJson *json)
{
    for (const KamParameter *at = route->parameters; at != NULL && at->name != NULL; at++) {
        begin_parameter(json, at->name, "query", at->required, at->summary);
        kam_json_begin_object(json, "schema");
        kam_json_text(json, "type", at->type);
        if (strcmp(at->type, "integer") == 0)
            kam_json_text(json, "format", "int64");
        kam_json_end_object(json);
        kam_json_end_object(json);
    }
}

static gboolean
can_be_filtered(const KamField *field)
{
    return field->kind != KAM_LONG_TEXT && field->kind != KAM_FILE && field->field_class != KAM_INTERNAL;
}

/* A list is narrowed by each field that can be compared. */
static void
write_filters(const KamRoute *route, KamJson *json)
{
    const KamField *field = route->filters && route->record_type != NULL ? route->record_type->fields : NULL;

    for (; field != NULL && field->name != NULL; field++) {
        g_autofree char *says = g_strdup_printf("%s: an operator and a value, such as 'eq.1' or 'is.null'", field->en);

        if (!can_be_filtered(field))
            continue;
        begin_parameter(json, field->name, "query", FALSE, says);
        kam_json_raw(json, "schema", "{\"type\":\"string\"}");
        kam_json_text(json, "x-field-class", kam_class_name(field->field_class != 0 ? field->field_class : KAM_PUBLIC));
        kam_json_end_object(json);
    }
}

static gboolean
can_go_on(const KamRoute *route)
{
    for (guint i = 0; i < KAM_ROUTE_MAX_ALSO; i++)
        if (route->also[i] == 202)
            return TRUE;
    return FALSE;
}

static void
write_headers(const KamRoute *route, KamJson *json)
{
    if (route->needs_version)
        write_simple(json, "If-Match", "header", FALSE, "The ETag of the version that the change is about",
                     "{\"type\":\"string\"}");
    if (kam_route_is_done_once(route))
        write_simple(json, "Idempotency-Key", "header", FALSE,
                     "Sent again within a day with the same request, it gets the first answer",
                     "{\"type\":\"string\",\"minLength\":1,\"maxLength\":255}");
    if (route->record_type != NULL && (route->filters || kam_route_has_body(route)))
        write_simple(json, "Prefer", "header", FALSE,
                     route->filters ? "'count=exact' for the total" : "'return=minimal' for no body",
                     "{\"type\":\"string\"}");
    if (can_go_on(route))
        write_simple(json, "Prefer", "header", FALSE, "'respond-async' for a job instead of waiting for the answer",
                     "{\"type\":\"string\"}");
}

void
kam_openapi_write_parameters(const KamRoute *route, KamJson *json)
{
    kam_json_begin_array(json, "parameters");
    write_values(route, json);
    write_query(route, json);
    write_filters(route, json);
    write_headers(route, json);
    kam_json_end_array(json);
}
