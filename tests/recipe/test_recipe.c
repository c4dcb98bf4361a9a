/* The recipe "add a record type", done: one table of fields and one migration, and the new type has lists, rights,
 * audit, search and a description. Run once a database: test_recipe --db sqlite|postgres. */
#include <jansson.h>
#include <string.h>

#include "api/api.h"
#include "domain/types.h"
#include "store/migrate.h"
#include "support/test_db.h"
#include "warehouse.h"

#define NOW G_GINT64_CONSTANT(1795000000000)

static const char *kind = "sqlite";

/* The recipe's migration; {ID} is written out. */
static const char warehouse_sql[] =
    "CREATE TABLE warehouse (id BIGINT PRIMARY KEY, account_id BIGINT NOT NULL, name TEXT NOT NULL, area_micro BIGINT,"
    " opened_on INTEGER, version INTEGER NOT NULL DEFAULT 1, created_at BIGINT NOT NULL, created_by BIGINT NOT NULL"
    " DEFAULT 0, updated_at BIGINT NOT NULL, updated_by BIGINT NOT NULL DEFAULT 0, deleted_at BIGINT)";

typedef struct {
    KamTestDb *place;
    KamPool *pool;
    KamApi *api;
    KamRole role; /* of the requests to come */
    const char *etag;
    char *got_etag;
} Fixture;

static gboolean
find_token(G_GNUC_UNUSED KamDb *db, const char *secret, G_GNUC_UNUSED gint64 now_ms, KamActor *actor,
           G_GNUC_UNUSED GError **error)
{
    gint64 user = g_ascii_strtoll(secret + 1, NULL, 10);

    *actor = (KamActor) { .user_id = user,
                          .role = (KamRole)(secret[0] - '0'),
                          .people = { user },
                          .n_people = 1,
                          .is_token = TRUE,
                          .scopes = KAM_SCOPES_ALL,
                          .name = "test" };
    return TRUE;
}

static const char *
get_header(const KamRequest *request, const char *name)
{
    static const char *const bearers[] = { "", "Bearer 17", "Bearer 27", "Bearer 37", "Bearer 48", "Bearer 59" };
    const Fixture *f = request->carrier;

    if (g_ascii_strcasecmp(name, "Authorization") == 0)
        return bearers[f->role];
    if (g_ascii_strcasecmp(name, "Content-Type") == 0)
        return "application/json";
    return g_ascii_strcasecmp(name, "If-Match") == 0 ? f->etag : NULL;
}

/* Serve one request that must end with this status; its body as JSON, to be released by the caller. */
static json_t *
serve(Fixture *f, KamMethod method, const char *path, const char *query, const char *body, guint status)
{
    g_auto(KamReply) reply = { 0 };
    KamRequest request = { .method = method,
                           .path = path,
                           .query = query,
                           .body = body,
                           .body_length = strlen(body),
                           .id = "r-1",
                           .now_ms = NOW,
                           .remote = "127.0.0.1",
                           .get_header = get_header,
                           .carrier = f };

    kam_reply_init(&reply);
    kam_api_serve(f->api, &request, &reply);
    kam_request_clear(&request);
    g_test_message("%s %s: %u %s", kam_method_name(method), path, reply.status, reply.body->str);
    g_assert_cmpuint(reply.status, ==, status);
    g_free(f->got_etag);
    f->got_etag = g_strdup(kam_reply_get_header(&reply, "ETag"));
    return reply.body->len == 0 ? NULL : json_loadb(reply.body->str, reply.body->len, 0, NULL);
}

static const KamRecordType *const *
types_with_warehouse(void)
{
    static const KamRecordType *types[128];
    const KamRecordType *const *known = kam_domain_types();
    guint n = 0;

    while (known[n] != NULL && n < G_N_ELEMENTS(types) - 2) {
        types[n] = known[n];
        n++;
    }
    types[n] = &kam_warehouse_type;
    types[n + 1] = NULL;
    return types;
}

static void
set_up(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const KamRoute *const tables[] = { NULL };
    g_autoptr(GError) error = NULL;
    g_autoptr(KamDb) db = NULL;

    f->place = kam_test_db_new(kind);
    db = kam_test_db_open(f->place, KAM_DB_CREATE);
    g_assert_true(kam_migrate_run(db, NULL, &error));
    kam_test_db_run(db, warehouse_sql);
    g_clear_pointer(&db, kam_db_close);
    f->pool = kam_pool_new(f->place->uri, 2, &error);
    g_assert_no_error(error);
    f->api = kam_api_new_with(f->pool, tables, types_with_warehouse(), (KamCredentials) { .find_token = find_token },
                              &error);
    g_assert_no_error(error);
}

static void
tear_down(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    kam_api_free(f->api);
    kam_pool_free(f->pool);
    kam_test_db_free(f->place);
    g_free(f->got_etag);
}

static void
test_recipe__gives_the_type_everything(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *body = NULL;
    g_autofree char *path = NULL;
    g_autofree char *history = NULL;
    g_autofree char *etag = NULL;
    json_t *made, *list, *changed, *rows;

    f->role = KAM_ROLE_DIRECTOR;
    made = serve(f, KAM_POST, "/api/v1/accounts", "", "{\"name\":\"Metal Promet\"}", 201);
    body = g_strdup_printf("{\"account_id\":\"%s\",\"name\":\"Sever\",\"area\":\"120.5\"}",
                           json_string_value(json_object_get(made, "id")));
    json_decref(made);
    made = serve(f, KAM_POST, "/api/v1/warehouses", "", body, 201);
    g_assert_cmpstr(json_string_value(json_object_get(made, "opened_on")), ==, "2026-11-18");
    path = g_strdup_printf("/api/v1/warehouses/%s", json_string_value(json_object_get(made, "id")));
    list = serve(f, KAM_GET, "/api/v1/warehouses", "area=gt.100&order=name&select=name", "", 200);
    g_assert_cmpuint(json_array_size(json_object_get(list, "items")), ==, 1);
    json_decref(serve(f, KAM_PATCH, path, "", "{\"name\":\"Jug\"}", 428));
    json_decref(serve(f, KAM_GET, path, "", "", 200));
    f->etag = etag = g_strdup(f->got_etag);
    changed = serve(f, KAM_PATCH, path, "", "{\"name\":\"Jug\"}", 200);
    json_decref(serve(f, KAM_PATCH, path, "", "{\"name\":\"Istok\"}", 412));
    history = g_strdup_printf("%s/history", path);
    rows = serve(f, KAM_GET, history, "", "", 200);
    g_assert_cmpuint(json_array_size(json_object_get(rows, "items")), ==, 2);
    json_decref(serve(f, KAM_POST, "/api/v1/warehouses", "", "{\"name\":\"x\",\"colour\":1}", 422));
    json_decref(made);
    json_decref(list);
    json_decref(changed);
    json_decref(rows);
}

static void
test_recipe__rights_come_along(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *body = NULL;
    g_autofree char *path = NULL;
    json_t *made, *list;

    f->role = KAM_ROLE_DIRECTOR;
    made = serve(f, KAM_POST, "/api/v1/accounts", "", "{\"name\":\"Metal Promet\"}", 201);
    body =
        g_strdup_printf("{\"account_id\":\"%s\",\"name\":\"Sever\"}", json_string_value(json_object_get(made, "id")));
    json_decref(made);
    made = serve(f, KAM_POST, "/api/v1/warehouses", "", body, 201);
    path = g_strdup_printf("/api/v1/warehouses/%s", json_string_value(json_object_get(made, "id")));
    f->role = KAM_ROLE_MEMBER; /* on nobody's team */
    json_decref(serve(f, KAM_GET, path, "", "", 404));
    list = serve(f, KAM_GET, "/api/v1/warehouses", "", "", 200);
    g_assert_cmpuint(json_array_size(json_object_get(list, "items")), ==, 0);
    f->role = KAM_ROLE_ADMIN; /* has no business data */
    json_decref(serve(f, KAM_GET, path, "", "", 403));
    json_decref(made);
    json_decref(list);
}

/* The page and the code are one text: each line of the code between the marks stands on the page, up to its spaces. */
static void
test_recipe__is_what_the_page_says(void)
{
    g_autofree char *page_path = g_build_filename(KAMEN_SOURCE_ROOT, "docs", "recipes", "add-a-record-type.md", NULL);
    g_autofree char *code_path = g_build_filename(KAMEN_SOURCE_ROOT, "tests", "recipe", "warehouse.c", NULL);
    g_autofree char *page = NULL;
    g_autofree char *code = NULL;
    g_auto(GStrv) lines = NULL;
    guint compared = 0;

    g_assert_true(g_file_get_contents(page_path, &page, NULL, NULL));
    g_assert_true(g_file_get_contents(code_path, &code, NULL, NULL));
    *strstr(code, "/* recipe ends */") = '\0';
    lines = g_strsplit(strstr(code, "/* recipe begins */") + strlen("/* recipe begins */"), "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++, compared++)
        if (strstr(page, g_strstrip(lines[i])) == NULL)
            g_error("'%s' is not on the page of the recipe", lines[i]);
    g_assert_cmpuint(compared, >, 10);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (int i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], "--db") == 0)
            kind = argv[i + 1];
    g_test_add_func("/recipe/page", test_recipe__is_what_the_page_says);
    if (!kam_test_db_is_available(kind))
        return g_test_run();
    g_test_add("/recipe/everything", Fixture, NULL, set_up, test_recipe__gives_the_type_everything, tear_down);
    g_test_add("/recipe/rights", Fixture, NULL, set_up, test_recipe__rights_come_along, tear_down);
    return g_test_run();
}
