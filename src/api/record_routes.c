/* One template a route; a type fills in its names. */
#include "api/record_routes.h"
#include "api/record_handlers.h"

typedef struct {
    KamMethod method;
    const char *suffix; /* behind the plural */
    gboolean is_write;
    guint success;
    KamHandler handle;
    const char *summary;       /* '%s': the plural */
    const char *body, *answer; /* '%s': the type's name */
    const KamParameter *parameters;
    gboolean needs_version, has_version, filters;
    guint also[KAM_ROUTE_MAX_ALSO];
} Template;

#define SELECT                                                                                                         \
    {                                                                                                                  \
        "select", "string", "Members, as in 'id,name,owner(id,name)'; all that may be read without it", FALSE          \
    }

static const KamParameter list_parameters[] = {
    SELECT,
    { "order", "string", "Fields, as in 'name,created_at.desc.nullsfirst'", FALSE },
    { "limit", "integer", "At most so many, 1 to 500; 50 without it", FALSE },
    { "cursor", "string", "The 'next' of the page before", FALSE },
    { "q", "string", "Beginnings of words, all of which must be there", FALSE },
    { "and", "string", "Conditions in brackets, all of which must hold, as in '(a.eq.1,b.is.null)'", FALSE },
    { "or", "string", "Conditions in brackets, one of which must hold", FALSE },
    { "not.and", "string", "Conditions in brackets, one of which must not hold", FALSE },
    { "not.or", "string", "Conditions in brackets, none of which must hold", FALSE },
    { "deleted", "string", "'only': what was deleted and can be restored", FALSE },
    { .name = NULL },
};
static const KamParameter get_parameters[] = { SELECT, { .name = NULL } };
static const KamParameter history_parameters[] = {
    { "limit", "integer", "At most so many, 1 to 200", FALSE },
    { "cursor", "string", "The 'next' of the page before", FALSE },
    { .name = NULL },
};

static const KamParameter create_parameters[] = {
    { "force", "boolean", "Add it although it looks like another one", FALSE },
    { .name = NULL },
};

#define SCHEMA "#/components/schemas/"

static const Template templates[] = {
    { KAM_GET, "", FALSE, 200, kam_record_handle_list, "List %s that the caller may see", NULL, SCHEMA "%s_list",
      .parameters = list_parameters, .filters = TRUE },
    { KAM_POST, "", TRUE, 201, kam_record_handle_create, "Add one of %s", SCHEMA "%s_create", SCHEMA "%s",
      .parameters = create_parameters, .has_version = TRUE, .also = { 404, 409 } },
    { KAM_POST, "/bulk", TRUE, 200, kam_record_handle_bulk, "Change many of %s at once, all or none", SCHEMA "%s_bulk",
      SCHEMA "changed_count", .also = { 404 } },
    { KAM_GET, "/{id}", FALSE, 200, kam_record_handle_get, "One of %s", NULL, SCHEMA "%s", .parameters = get_parameters,
      .has_version = TRUE, .also = { 304 } },
    { KAM_PATCH, "/{id}", TRUE, 200, kam_record_handle_patch, "Change one of %s", SCHEMA "%s_patch", SCHEMA "%s",
      .needs_version = TRUE, .has_version = TRUE, .also = { 204, 409 } },
    { KAM_DELETE, "/{id}", TRUE, 204, kam_record_handle_delete, "Delete one of %s; it can be restored", NULL, NULL,
      .needs_version = TRUE, .also = { 409, 422 } },
    { KAM_POST, "/{id}/restore", TRUE, 200, kam_record_handle_restore, "Bring back a deleted one of %s", NULL,
      SCHEMA "%s", .has_version = TRUE },
    { KAM_GET, "/{id}/history", FALSE, 200, kam_record_handle_history, "Who changed what of one of %s", NULL,
      SCHEMA "history", .parameters = history_parameters },
};

/* A format that takes one name, NULL stays NULL. */
static char *
fill_in(const char *template, const char *name)
{
    g_auto(GStrv) parts = template != NULL ? g_strsplit(template, "%s", -1) : NULL;

    return parts != NULL ? g_strjoinv(name, parts) : NULL;
}

static KamPermission
permission_of(const KamRecordType *type, gboolean is_write)
{
    if (is_write)
        return type->write_permission != 0 ? type->write_permission : KAM_PERM_BUSINESS_WRITE;
    return type->read_permission != 0 ? type->read_permission : KAM_PERM_BUSINESS_READ;
}

static KamRoute *
derive(const KamRecordType *type, const Template *template)
{
    KamRoute *route = g_new0(KamRoute, 1);

    *route = (KamRoute) { .method = template->method,
                          .path = g_strconcat("/api/v1/", type->plural, template->suffix, NULL),
                          .permission = permission_of(type, template->is_write),
                          .run = template->is_write ? KAM_RUN_WRITE : KAM_RUN_READ,
                          .success = template->success,
                          .handle = template->handle,
                          .summary = fill_in(template->summary, type->plural),
                          .body_schema = fill_in(template->body, type->name),
                          .answer_schema = fill_in(template->answer, type->name),
                          .parameters = template->parameters,
                          .needs_version = template->needs_version,
                          .has_version = template->has_version,
                          .filters = template->filters,
                          .record_type = type };
    for (guint i = 0; i < KAM_ROUTE_MAX_ALSO; i++)
        route->also[i] = template->also[i];
    return route;
}

void
kam_record_routes_derive(const KamRecordType *type, GPtrArray *routes)
{
    for (guint i = 0; i < G_N_ELEMENTS(templates); i++)
        g_ptr_array_add(routes, derive(type, &templates[i]));
}

void
kam_record_route_free(KamRoute *route)
{
    if (route == NULL)
        return;
    g_free((char *)(guintptr)route->path);
    g_free((char *)(guintptr)route->summary);
    g_free((char *)(guintptr)route->body_schema);
    g_free((char *)(guintptr)route->answer_schema);
    g_free(route);
}
