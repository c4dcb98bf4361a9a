/* Three rows an analysis, and one for its file where it has one, with parameters and schemas made of its row. */
#include "api/analysis_routes.h"

#include <string.h>

#include "api/analysis_handlers.h"
#include "api/shape.h"

#define ROUTES_A_KIND 3
#define EXPORT "/export"

struct KamAnalysisRoutes {
    GArray *table;   /* KamRoute, ended by an empty one */
    GPtrArray *kept; /* what rows point to */
};

static gpointer
keep(KamAnalysisRoutes *routes, gpointer data)
{
    g_ptr_array_add(routes->kept, data);
    return data;
}

static const char *
type_of(KamAskKind kind)
{
    switch (kind) {
    case KAM_ASK_INT:
        return "integer";
    case KAM_ASK_DOUBLE:
        return "number";
    case KAM_ASK_FLAG:
        return "boolean";
    case KAM_ASK_TEXT:
    case KAM_ASK_CHOICE:
    case KAM_ASK_DAY:
        break;
    }
    return "string";
}

static const KamParameter limit = { .name = "limit",
                                    .type = "integer",
                                    .summary = "items of its list of accounts at most; without it all of them" };
static const KamParameter language = { .name = "lang",
                                       .type = "string",
                                       .summary = "of the headings and numbers: en (default), sr or sr-Cyrl" };

/* Those of its row, and one of the route; NULL: none. */
static const KamParameter *
parameters_of(KamAnalysisRoutes *routes, const KamAnalysisKind *kind, const KamParameter *own)
{
    guint n = kam_analysis_n_parameters(kind);
    KamParameter *list = keep(routes, g_new0(KamParameter, n + 2));

    for (guint i = 0; i < n; i++) {
        const KamAnalysisParameter *parameter = kam_analysis_parameter(kind, i);
        g_autofree char *takes = kam_analysis_parameter_dup_takes(parameter);

        list[i].name = parameter->name;
        list[i].type = type_of(parameter->kind);
        list[i].summary = keep(routes, g_strdup_printf("%s; takes %s", parameter->help, takes));
    }
    if (own != NULL)
        list[n] = *own;
    return list;
}

static const char common[] =
    "\"analysis\":{\"type\":\"string\"},\"run\":{\"type\":\"string\"},\"as_of\":{\"type\":[\"string\",\"null\"]},"
    "\"data_version\":{\"type\":\"integer\"},\"method\":{\"type\":\"string\"},"
    "\"period\":{\"type\":\"object\",\"properties\":{\"from\":{\"type\":[\"string\",\"null\"]},"
    "\"to\":{\"type\":[\"string\",\"null\"]}}},"
    "\"basis\":{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"},\"meaning\":{\"type\":\"string\"},"
    "\"net\":{\"$ref\":\"#/components/schemas/money\"}}},"
    "\"lines\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"integer\"}},"
    "\"part\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}},";

static const char *
schema_of_all(KamAnalysisRoutes *routes, const KamAnalysisKind *kind)
{
    GString *schema =
        g_string_new("{\"type\":\"object\",\"required\":[\"analysis\",\"as_of\",\"data_version\",\"period\","
                     "\"basis\",\"lines\",\"method\"],\"properties\":{");

    g_string_append(schema, common);
    kam_shape_append_properties(kind->shape, schema);
    if (kind->shape_more != NULL) {
        g_string_append_c(schema, ',');
        kam_shape_append_properties(kind->shape_more, schema);
    }
    g_string_append(schema, "}}");
    return keep(routes, g_string_free(schema, FALSE));
}

static const char *
schema_of_one(KamAnalysisRoutes *routes, const KamAnalysisKind *kind)
{
    GString *schema = g_string_new(
        "{\"type\":\"object\",\"required\":[\"analysis\",\"account_id\",\"item\",\"source\"],\"properties\":{"
        "\"analysis\":{\"type\":\"string\"},\"account_id\":{\"type\":\"string\"},\"item_reason\":{\"type\":\"string\"},"
        "\"source\":{\"$ref\":\"#/components/schemas/source\"},\"item\":");

    kam_shape_append_item(kind->shape, kind->list, schema);
    g_string_append(schema, "}}");
    return keep(routes, g_string_free(schema, FALSE));
}

static void
add_kind(KamAnalysisRoutes *routes, const KamAnalysisKind *kind)
{
    const char *path = keep(routes, g_strconcat("/api/v1/analysis/", kind->name, NULL));
    const char *one = keep(routes, g_strconcat("/api/v1/accounts/{id}/analysis/", kind->name, NULL));
    const char *schema = schema_of_all(routes, kind);
    const KamRoute rows[ROUTES_A_KIND] = {
        { KAM_GET, path, KAM_PERM_ANALYSE, KAM_RUN_SLOW, 200, kam_analysis_answer_all,
          .summary = keep(routes, g_strdup_printf("Say %s", kind->summary)), .answer_schema = schema,
          .parameters = parameters_of(routes, kind, &limit), .filters = TRUE, .also = { 400, 422 } },
        { KAM_POST, path, KAM_PERM_ANALYSE, KAM_RUN_SLOW, 201, kam_analysis_keep_all,
          .summary = keep(routes, g_strdup_printf("Say %s, and keep the answer as a run", kind->summary)),
          .answer_schema = schema, .parameters = parameters_of(routes, kind, NULL), .filters = TRUE,
          .also = { 202, 400, 422 } },
        { KAM_GET, one, KAM_PERM_BUSINESS_READ, KAM_RUN_SLOW, 200, kam_analysis_answer_account,
          .summary = keep(routes, g_strdup_printf("Say of one account %s", kind->summary)),
          .answer_schema = schema_of_one(routes, kind), .parameters = parameters_of(routes, kind, NULL),
          .filters = TRUE, .tag = "analysis", .also = { 400, 422 } },
    };

    g_array_append_vals(routes->table, rows, ROUTES_A_KIND);
}

static void
add_file(KamAnalysisRoutes *routes, const KamAnalysisKind *kind)
{
    const char *path = keep(routes, g_strconcat("/api/v1/analysis/", kind->name, EXPORT, NULL));
    const KamRoute row = { KAM_GET,
                           path,
                           KAM_PERM_EXPORT,
                           KAM_RUN_SLOW,
                           200,
                           kam_analysis_send_file,
                           .summary = keep(routes, g_strdup_printf("As a CSV file: %s", kind->summary)),
                           .answer_schema = "{\"type\":\"string\",\"format\":\"binary\"}",
                           .answer_type = "text/csv",
                           .parameters = parameters_of(routes, kind, &language),
                           .filters = TRUE,
                           .also = { 400, 422 } };

    g_array_append_val(routes->table, row);
}

KamAnalysisRoutes *
kam_analysis_routes_new(void)
{
    KamAnalysisRoutes *routes = g_new0(KamAnalysisRoutes, 1);
    const KamAnalysisKind *const *kinds = kam_analysis_kinds();

    routes->table = g_array_new(TRUE, FALSE, sizeof(KamRoute));
    routes->kept = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; kinds[i] != NULL; i++) {
        add_kind(routes, kinds[i]);
        if (kinds[i]->to_file != NULL)
            add_file(routes, kinds[i]);
    }
    return routes;
}

void
kam_analysis_routes_free(KamAnalysisRoutes *routes)
{
    if (routes == NULL)
        return;
    g_array_unref(routes->table);
    g_ptr_array_unref(routes->kept);
    g_free(routes);
}

const KamRoute *
kam_analysis_routes_get_table(const KamAnalysisRoutes *routes)
{
    return (const KamRoute *)(gpointer)routes->table->data;
}

const KamAnalysisKind *
kam_analysis_routes_find_kind(const KamRequest *request)
{
    const char *path = request->route->path,
               *end = g_str_has_suffix(path, EXPORT) ? path + strlen(path) - strlen(EXPORT) : path + strlen(path);
    const char *begin = g_strrstr_len(path, end - path, "/") + 1;
    g_autofree char *name = g_strndup(begin, (gsize)(end - begin));

    return kam_analysis_kind_find(name);
}
