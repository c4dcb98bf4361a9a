/* Every status that an operation can answer: its success, and the problems that follow from its row. */
#include "api/openapi_parts.h"

typedef struct {
    guint status;
    const char *says;
} Problem;

static const Problem problems[] = {
    { 400, "The request is formed wrongly" },
    { 401, "Nobody is signed in, or the secret opens nothing" },
    { 403, "The role or token may not do this, or a change came from a foreign page" },
    { 404, "There is no such thing, or the caller does not see it" },
    { 409, "The state forbids it: it exists already, or is deleted" },
    { 410, "It is gone" },
    { 412, "The record has changed meanwhile; the problem says what" },
    { 413, "The body is larger than the limit" },
    { 415, "The body is of another type" },
    { 422, "The content is wrong; the problem lists every fault" },
    { 428, "If-Match is missing" },
    { 429, "Too many requests; Retry-After says when to come back" },
    { 500, "Something failed on the server" },
    { 503, "Too much is being done; Retry-After says when to come back" },
};

static gboolean
is_also(const KamRoute *route, guint status)
{
    for (guint i = 0; i < KAM_ROUTE_MAX_ALSO; i++) {
        if (route->also[i] == status)
            return TRUE;
    }
    return FALSE;
}

static gboolean
has_values(const KamRoute *route)
{
    for (const char *at = route->path; *at != '\0'; at++) {
        if (*at == '{')
            return TRUE;
    }
    return FALSE;
}

static gboolean
can_answer(const KamRoute *route, guint status)
{
    gboolean is_public = route->permission == KAM_PERM_PUBLIC;

    switch (status) {
    case 400:
    case 429:
    case 500:
    case 503:
        return TRUE;
    case 401:
        return !is_public || is_also(route, status);
    case 403:
        return !is_public || route->method != KAM_GET || is_also(route, status);
    case 404:
        return has_values(route) || is_also(route, status);
    case 409:
        return kam_route_is_done_once(route) || is_also(route, status);
    case 412:
    case 428:
        return route->needs_version || is_also(route, status);
    case 413:
        return kam_route_has_body(route) || is_also(route, status);
    case 415:
        return kam_route_has_body(route) && !route->no_json && !route->upload;
    case 422:
        return kam_route_has_body(route) || kam_route_is_done_once(route) || is_also(route, status);
    default:
        return is_also(route, status);
    }
}

static void
write_header(KamJson *json, const char *name, const char *says)
{
    kam_json_begin_object(json, name);
    kam_json_text(json, "description", says);
    kam_json_raw(json, "schema", "{\"type\":\"string\"}");
    kam_json_end_object(json);
}

static void
write_headers(const KamRoute *route, KamJson *json)
{
    if (!route->has_version && route->success != 201 && !route->filters)
        return;
    kam_json_begin_object(json, "headers");
    if (route->has_version)
        write_header(json, "ETag", "The version, for If-Match");
    if (route->success == 201)
        write_header(json, "Location", "Where it is");
    if (route->filters)
        write_header(json, "Link", "The next page, as rel=\"next\"");
    kam_json_end_object(json);
}

static void
write_success(const KamRoute *route, KamJson *json)
{
    g_autofree char *status = g_strdup_printf("%u", route->success);

    kam_json_begin_object(json, status);
    kam_json_text(json, "description", "Done");
    write_headers(route, json);
    if (route->answer_schema != NULL) {
        kam_json_begin_object(json, "content");
        kam_json_begin_object(json, route->answer_type != NULL ? route->answer_type : "application/json");
        kam_openapi_write_schema(route->answer_schema, json, "schema");
        kam_json_end_object(json);
        kam_json_end_object(json);
    }
    kam_json_end_object(json);
}

static void
write_problem(const KamRoute *route, const Problem *problem, KamJson *json)
{
    g_autofree char *status = g_strdup_printf("%u", problem->status);

    if (!can_answer(route, problem->status))
        return;
    kam_json_begin_object(json, status);
    kam_json_text(json, "description", problem->says);
    kam_json_begin_object(json, "content");
    kam_json_begin_object(json, "application/problem+json");
    kam_openapi_write_reference("#/components/schemas/problem", json, "schema");
    kam_json_end_object(json);
    kam_json_end_object(json);
    kam_json_end_object(json);
}

/* An answer without body. */
static void
write_empty(KamJson *json, const char *status, const char *says)
{
    kam_json_begin_object(json, status);
    kam_json_text(json, "description", says);
    kam_json_end_object(json);
}

/* What was asked for goes on as a job. */
static void
write_accepted(KamJson *json)
{
    kam_json_begin_object(json, "202");
    kam_json_text(json, "description", "Goes on as a job; 'Prefer: respond-async' asked not to wait");
    kam_json_begin_object(json, "headers");
    write_header(json, "Location", "Where the job is");
    kam_json_end_object(json);
    kam_json_begin_object(json, "content");
    kam_json_begin_object(json, "application/json");
    kam_openapi_write_reference("#/components/schemas/job", json, "schema");
    kam_json_end_object(json);
    kam_json_end_object(json);
    kam_json_end_object(json);
}

void
kam_openapi_write_answers(const KamRoute *route, KamJson *json)
{
    kam_json_begin_object(json, "responses");
    write_success(route, json);
    if (is_also(route, 202))
        write_accepted(json);
    if (is_also(route, 204))
        write_empty(json, "204", "Done; 'Prefer: return=minimal' asked for no more");
    if (is_also(route, 302))
        write_empty(json, "302", "The browser is sent on to the address in Location");
    if (is_also(route, 304))
        write_empty(json, "304", "Nothing has changed since the version of If-None-Match");
    for (guint i = 0; i < G_N_ELEMENTS(problems); i++)
        write_problem(route, &problems[i], json);
    kam_json_end_object(json);
}
