/* The client's requests, and the database that they meet. */
#include "client.h"

#include <string.h>

#include "api/tables.h"
#include "domain/types.h"
#include "store/migrate.h"

static const char *kind = "sqlite";

static const char *const roles[] = { "none", "director", "kam", "member", "executive" };

static gboolean
find_token(G_GNUC_UNUSED KamDb *db, const char *secret, G_GNUC_UNUSED gint64 now_ms, KamActor *actor,
           G_GNUC_UNUSED GError **error)
{
    gint64 id = secret[0] - '0';

    *actor = (KamActor) { .user_id = id,
                          .role = kam_role_from_name(roles[id]),
                          .people = { id },
                          .n_people = 1,
                          .scopes = KAM_SCOPES_ALL,
                          .is_token = TRUE,
                          .name = "somebody@firma.rs" };
    return TRUE;
}

typedef struct {
    const Client *client;
    const char *authorization;
} Carrier;

static const char *
get_header(const KamRequest *request, const char *name)
{
    const Carrier *carrier = request->carrier;
    const Client *f = carrier->client;

    return strcmp(name, "Authorization") == 0   ? carrier->authorization
           : strcmp(name, "Content-Type") == 0  ? f->content_type
           : strcmp(name, "If-Match") == 0      ? f->if_match
           : strcmp(name, "If-None-Match") == 0 ? f->if_none_match
                                                : NULL;
}

static void
fill(const KamTestDb *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamDb) db = kam_test_db_open(place, KAM_DB_CREATE);

    g_assert_true(kam_migrate_run(db, NULL, &error));
    kam_test_db_run(db, "INSERT INTO app_user (id, version, email, name, role, created_at, created_by, updated_at,"
                        " updated_by) VALUES (1, 1, 'dir@firma.rs', 'Dara', 'director', 1, 0, 1, 0),"
                        " (2, 1, 'kam@firma.rs', 'Kosta', 'kam', 1, 0, 1, 0),"
                        " (3, 1, 'mem@firma.rs', 'Mila', 'member', 1, 0, 1, 0),"
                        " (4, 1, 'exe@firma.rs', 'Ema', 'executive', 1, 0, 1, 0)");
    kam_test_db_run(db, "INSERT INTO account (id, name, name_key, created_at, owner_id) VALUES"
                        " (101, 'Metal', 'metal', 1, 2), (102, 'Drvo', 'drvo', 1, NULL)");
}

static void
set_up(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    f->place = kam_test_db_new(kind);
    fill(f->place);
    f->pool = kam_pool_new(f->place->uri, 2, &error);
    g_assert_no_error(error);
    f->api = kam_api_new_with(f->pool, kam_api_tables(), kam_domain_types(),
                              (KamCredentials) { .find_token = find_token }, &error);
    g_assert_no_error(error);
}

static void
tear_down(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    json_decref(f->json);
    kam_reply_clear(&f->reply);
    kam_api_free(f->api);
    kam_pool_free(f->pool);
    kam_test_db_free(f->place);
}

guint
client_send(Client *f, int person, KamMethod method, const char *path, const char *body)
{
    g_auto(GStrv) parts = g_strsplit(path, "?", 2);
    g_autofree char *authorization = g_strdup_printf("Bearer %d", person);
    Carrier carrier = { f, authorization };
    KamRequest request = { .method = method,
                           .path = parts[0],
                           .query = parts[1] != NULL ? parts[1] : "",
                           .body = body,
                           .body_length = strlen(body),
                           .upload_path = f->upload_path,
                           .id = "r-1",
                           .now_ms = G_GINT64_CONSTANT(1795000000000),
                           .get_header = get_header,
                           .carrier = &carrier };

    if (f->content_type == NULL)
        f->content_type = "application/json";
    g_clear_pointer(&f->json, json_decref);
    kam_reply_clear(&f->reply);
    kam_reply_init(&f->reply);
    kam_api_serve(f->api, &request, &f->reply);
    kam_request_clear(&request);
    if (f->reply.failure != NULL)
        g_test_message("%s", f->reply.failure->message);
    f->json = json_loadb(f->reply.body->str, f->reply.body->len, 0, NULL);
    f->if_match = f->if_none_match = f->content_type = f->upload_path = NULL;
    return f->reply.status;
}

const char *
client_text(const Client *f, const char *name)
{
    return json_string_value(json_object_get(f->json, name));
}

json_t *
client_item(const Client *f, guint n)
{
    return json_array_get(json_object_get(f->json, "items"), n);
}

guint
client_n_items(const Client *f)
{
    return (guint)json_array_size(json_object_get(f->json, "items"));
}

const char *
client_item_text(const Client *f, guint n, const char *name)
{
    return json_string_value(json_object_get(client_item(f, n), name));
}

const char *
client_fault(const Client *f)
{
    return json_string_value(json_object_get(json_array_get(json_object_get(f->json, "errors"), 0), "code"));
}

gint64
client_get_int(const Client *f, const char *sql)
{
    g_autoptr(KamDb) db = kam_test_db_open(f->place, KAM_DB_READ_ONLY);

    return kam_test_db_get_int(db, sql);
}

void
client_add(const char *name, void (*test)(Client *f, gconstpointer data))
{
    g_autofree char *path = g_strdup_printf("/extras/%s/%s", kind, name);

    g_test_add(path, Client, NULL, set_up, test, tear_down);
}

static void
test_extras__need_a_server(void)
{
    g_test_skip("PostgreSQL is not installed (Debian: postgresql), so extras are not tested on it");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (int i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], "--db") == 0)
            kind = argv[i + 1];
    if (!kam_test_db_is_available(kind)) {
        g_test_add_func("/extras/need_a_server", test_extras__need_a_server);
        return g_test_run();
    }
    add_attachment_tests();
    add_comment_tests();
    add_export_tests();
    add_mark_tests();
    return g_test_run();
}
