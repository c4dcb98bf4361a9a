/* The derived routes of records on a real database: versions, faults, what is answered to whom. */
#include <string.h>

#include "api/api.h"
#include "api/tables.h"
#include "domain/types.h"
#include "store/migrate.h"
#include "support/test_db.h"

static const char *kind = "sqlite";

/* What the next request bears beside method, path and body. */
typedef struct {
    const char *if_match, *prefer, *key, *if_none_match;
    const char *token; /* "director", "kam", "executive": the role that acts; the kam is user 2 */
} Headers;

typedef struct {
    KamTestDb *place;
    KamPool *pool;
    KamApi *api;
    Headers headers;
    KamReply reply;
    json_t *json; /* of the last reply; NULL without body */
} Fixture;

static gboolean
find_token(G_GNUC_UNUSED KamDb *db, const char *secret, G_GNUC_UNUSED gint64 now_ms, KamActor *actor,
           G_GNUC_UNUSED GError **error)
{
    gint64 user_id = strcmp(secret, "kam") == 0 ? 2 : 1;

    *actor = (KamActor) {
        .user_id = user_id,
        .role = kam_role_from_name(secret),
        .people = { user_id },
        .n_people = 1,
        .scopes = KAM_SCOPES_ALL,
        .is_token = TRUE,
        .name = "somebody@firma.rs",
    };
    return TRUE;
}

static const char *
get_header(const KamRequest *request, const char *name)
{
    static const char *const bearers[] = { "Bearer director", "Bearer kam", "Bearer executive" };
    const Headers *headers = &((const Fixture *)request->carrier)->headers;

    if (strcmp(name, "Authorization") == 0) {
        for (guint i = 0; i < G_N_ELEMENTS(bearers); i++) {
            if (strcmp(bearers[i] + strlen("Bearer "), headers->token) == 0)
                return bearers[i];
        }
    }
    return strcmp(name, "Content-Type") == 0      ? "application/json"
           : strcmp(name, "If-Match") == 0        ? headers->if_match
           : strcmp(name, "If-None-Match") == 0   ? headers->if_none_match
           : strcmp(name, "Prefer") == 0          ? headers->prefer
           : strcmp(name, "Idempotency-Key") == 0 ? headers->key
                                                  : NULL;
}

static void
fill_database(const KamTestDb *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamDb) db = kam_test_db_open(place, KAM_DB_CREATE);

    g_assert_true(kam_migrate_run(db, NULL, &error));
    g_assert_no_error(error);
    kam_test_db_run(db, "INSERT INTO app_user (id, version, email, name, role, created_at, created_by, updated_at, "
                        "updated_by) VALUES (1, 1, 'd@firma.rs', 'D', 'director', 1, 0, 1, 0), "
                        "(2, 1, 'k@firma.rs', 'K', 'kam', 1, 0, 1, 0)");
}

static void
set_up(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    f->place = kam_test_db_new(kind);
    fill_database(f->place);
    f->pool = kam_pool_new(f->place->uri, 2, &error);
    g_assert_no_error(error);
    f->api = kam_api_new_with(f->pool, kam_api_tables(), kam_domain_types(),
                              (KamCredentials) { .find_token = find_token }, &error);
    g_assert_no_error(error);
    f->headers = (Headers) { .token = "director" };
}

static void
tear_down(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    json_decref(f->json);
    kam_reply_clear(&f->reply);
    kam_api_free(f->api);
    kam_pool_free(f->pool);
    kam_test_db_free(f->place);
}

/* Serve one request; the reply stays in the fixture until the next one. */
static guint
send(Fixture *f, KamMethod method, const char *path, const char *body)
{
    g_auto(GStrv) parts = g_strsplit(path, "?", 2);
    KamRequest request = { .method = method,
                           .path = parts[0],
                           .query = parts[1] != NULL ? parts[1] : "",
                           .body = body,
                           .body_length = strlen(body),
                           .id = "r-1",
                           .now_ms = G_GINT64_CONSTANT(1795000000000),
                           .get_header = get_header,
                           .carrier = f };

    g_clear_pointer(&f->json, json_decref);
    kam_reply_clear(&f->reply);
    kam_reply_init(&f->reply);
    kam_api_serve(f->api, &request, &f->reply);
    kam_request_clear(&request);
    if (f->reply.failure != NULL)
        g_test_message("%s", f->reply.failure->message);
    f->json = f->reply.body->len > 0 ? json_loadb(f->reply.body->str, f->reply.body->len, 0, NULL) : NULL;
    f->headers = (Headers) { .token = f->headers.token };
    return f->reply.status;
}

static const char *
text_of(const Fixture *f, const char *name)
{
    return json_string_value(json_object_get(f->json, name));
}

static gint64
number_of(const Fixture *f, const char *name)
{
    return json_integer_value(json_object_get(f->json, name));
}

/* The code of the fault at a pointer; NULL when there is none. */
static const char *
fault_at(const Fixture *f, const char *pointer)
{
    gsize i;
    json_t *fault;

    json_array_foreach(json_object_get(f->json, "errors"), i, fault)
    {
        if (strcmp(json_string_value(json_object_get(fault, "pointer")), pointer) == 0)
            return json_string_value(json_object_get(fault, "code"));
    }
    return NULL;
}

/* A new account; its path. */
static char *
add_account(Fixture *f, const char *name)
{
    g_autofree char *body = g_strdup_printf("{\"name\":\"%s\"}", name);

    g_assert_cmpuint(send(f, KAM_POST, "/api/v1/accounts", body), ==, 201);
    return g_strdup(kam_reply_get_header(&f->reply, "Location"));
}

static void
test_create__answers_the_record(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = add_account(f, "Metal Promet");
    g_autofree char *expected = g_strconcat("/api/v1/accounts/", text_of(f, "id"), NULL);

    g_assert_cmpstr(path, ==, expected);
    g_assert_cmpstr(kam_reply_get_header(&f->reply, "ETag"), ==, "\"1\"");
    g_assert_cmpstr(text_of(f, "name"), ==, "Metal Promet");
    g_assert_cmpstr(text_of(f, "kind"), ==, "customer");
    g_assert_cmpint(number_of(f, "version"), ==, 1);
    g_assert_cmpuint(send(f, KAM_GET, path, ""), ==, 200);
    g_assert_cmpstr(text_of(f, "name"), ==, "Metal Promet");
    g_assert_cmpstr(kam_reply_get_header(&f->reply, "ETag"), ==, "\"1\"");
}

static void
test_create__tells_all_faults_at_once(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpuint(
        send(f, KAM_POST, "/api/v1/accounts", "{\"kind\":\"king\",\"payment_days\":-1,\"nmae\":\"x\",\"email\":7}"), ==,
        422);
    g_assert_nonnull(fault_at(f, "/kind"));
    g_assert_nonnull(fault_at(f, "/payment_days"));
    g_assert_nonnull(fault_at(f, "/nmae"));
    g_assert_nonnull(fault_at(f, "/email"));
    g_assert_nonnull(fault_at(f, "/name"));
    g_assert_cmpuint(send(f, KAM_POST, "/api/v1/accounts", "[]"), ==, 422);
    g_assert_cmpuint(send(f, KAM_POST, "/api/v1/accounts", "{"), ==, 400);
}

static void
test_create__warns_without_blocking(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    const json_t *warnings;

    g_assert_cmpuint(
        send(f, KAM_POST, "/api/v1/accounts", "{\"name\":\"A\",\"country\":\"RS\",\"tax_number\":\"123456789\"}"), ==,
        201);
    warnings = json_object_get(f->json, "warnings");
    g_assert_cmpuint(json_array_size(warnings), ==, 1);
    g_assert_cmpstr(json_string_value(json_object_get(json_array_get(warnings, 0), "pointer")), ==, "/tax_number");
}

static void
test_create__fills_in_today_now_and_me(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpuint(send(f, KAM_POST, "/api/v1/price_lists", "{\"name\":\"P\",\"currency\":\"RSD\"}"), ==, 201);
    g_assert_cmpstr(text_of(f, "valid_from"), ==, "2026-11-18"); /* 1795000000 s is that day, 13:46:40 UTC */
    g_assert_cmpuint(send(f, KAM_POST, "/api/v1/tasks", "{\"title\":\"T\"}"), ==, 201);
    g_assert_cmpstr(text_of(f, "user_id"), ==, "1");
}

static void
test_create__minimal_answers_nothing(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    f->headers.prefer = "return=minimal";
    g_assert_cmpuint(send(f, KAM_POST, "/api/v1/accounts", "{\"name\":\"A\"}"), ==, 201);
    g_assert_null(f->json);
    g_assert_nonnull(kam_reply_get_header(&f->reply, "Location"));
    g_assert_cmpstr(kam_reply_get_header(&f->reply, "Preference-Applied"), ==, "return=minimal");
}

static void
test_create__once_for_a_key(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *first = NULL;

    f->headers.key = "k-1";
    first = add_account(f, "A");
    for (guint i = 0; i < 2; i++) {
        g_autofree char *again = NULL;

        f->headers.key = "k-1";
        again = add_account(f, "A");
        g_assert_cmpstr(again, ==, first);
    }
    f->headers.key = "k-1";
    g_assert_cmpuint(send(f, KAM_POST, "/api/v1/accounts", "{\"name\":\"B\"}"), ==, 422);
}

static void
test_patch__needs_the_version(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = add_account(f, "A");

    g_assert_cmpuint(send(f, KAM_PATCH, path, "{\"city\":\"Niš\"}"), ==, 428);
    f->headers.if_match = "1";
    g_assert_cmpuint(send(f, KAM_PATCH, path, "{\"city\":\"Niš\"}"), ==, 400);
    f->headers.if_match = "\"1\"";
    g_assert_cmpuint(send(f, KAM_PATCH, path, "{\"city\":\"Niš\"}"), ==, 200);
    g_assert_cmpstr(text_of(f, "city"), ==, "Niš");
    g_assert_cmpstr(kam_reply_get_header(&f->reply, "ETag"), ==, "\"2\"");
    f->headers.if_match = "*";
    g_assert_cmpuint(send(f, KAM_PATCH, path, "{\"city\":null}"), ==, 200);
    g_assert_true(json_is_null(json_object_get(f->json, "city")));
}

static void
test_patch__of_an_old_version_says_what_changed(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = add_account(f, "A");
    const json_t *changes;

    f->headers.if_match = "\"1\"";
    g_assert_cmpuint(send(f, KAM_PATCH, path, "{\"city\":\"Niš\"}"), ==, 200);
    f->headers.if_match = "\"1\"";
    g_assert_cmpuint(send(f, KAM_PATCH, path, "{\"city\":\"Čačak\"}"), ==, 412);
    g_assert_cmpint(number_of(f, "version"), ==, 2);
    g_assert_cmpstr(kam_reply_get_header(&f->reply, "ETag"), ==, "\"2\"");
    changes = json_object_get(json_array_get(json_object_get(f->json, "changes"), 0), "changes");
    g_assert_cmpstr(json_string_value(json_array_get(json_object_get(changes, "city"), 1)), ==, "Niš");
    g_assert_cmpuint(send(f, KAM_GET, path, ""), ==, 200);
    g_assert_cmpstr(text_of(f, "city"), ==, "Niš");
}

static void
test_patch__minimal_is_204(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = add_account(f, "A");

    f->headers = (Headers) { .token = "director", .if_match = "\"1\"", .prefer = "count=exact, return=minimal" };
    g_assert_cmpuint(send(f, KAM_PATCH, path, "{\"city\":\"Niš\"}"), ==, 204);
    g_assert_null(f->json);
    g_assert_cmpstr(kam_reply_get_header(&f->reply, "ETag"), ==, "\"2\"");
}

static void
test_get__not_modified(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = add_account(f, "A");

    f->headers.if_none_match = "W/\"7\", \"1\"";
    g_assert_cmpuint(send(f, KAM_GET, path, ""), ==, 304);
    g_assert_null(f->json);
    f->headers.if_none_match = "\"2\"";
    g_assert_cmpuint(send(f, KAM_GET, path, ""), ==, 200);
}

/* A contact of the account at a path. */
static void
add_contact(Fixture *f, const char *account, const char *name)
{
    g_autofree char *body =
        g_strdup_printf("{\"account_id\":\"%s\",\"family_name\":\"%s\"}", strrchr(account, '/') + 1, name);

    g_assert_cmpuint(send(f, KAM_POST, "/api/v1/contacts", body), ==, 201);
}

static void
test_get__selects_and_embeds(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = add_account(f, "A");
    g_autofree char *all = g_strconcat(path, "?select=*,contacts(family_name)", NULL);
    g_autofree char *whole = g_strconcat(path, "?select=name,contacts(*)", NULL);
    g_autofree char *few = g_strconcat(path, "?select=name,owner(id,name)", NULL);
    const json_t *contacts;

    add_contact(f, path, "Ilić");
    add_contact(f, path, "Kovač");
    g_assert_cmpuint(send(f, KAM_GET, all, ""), ==, 200);
    g_assert_cmpstr(text_of(f, "name"), ==, "A");
    g_assert_cmpstr(text_of(f, "kind"), ==, "customer");
    contacts = json_object_get(f->json, "contacts");
    g_assert_cmpuint(json_array_size(contacts), ==, 2);
    g_assert_cmpuint(json_object_size(json_array_get(contacts, 1)), ==, 1);
    g_assert_cmpstr(json_string_value(json_object_get(json_array_get(contacts, 1), "family_name")), ==, "Kovač");
    g_assert_cmpstr(kam_reply_get_header(&f->reply, "ETag"), ==, "\"1\"");
    g_assert_cmpuint(send(f, KAM_GET, whole, ""), ==, 200);
    contacts = json_object_get(f->json, "contacts");
    g_assert_cmpstr(json_string_value(json_object_get(json_array_get(contacts, 0), "name")), ==, "Ilić");
    g_assert_cmpint(json_integer_value(json_object_get(json_array_get(contacts, 0), "version")), ==, 1);
    g_assert_cmpuint(send(f, KAM_GET, few, ""), ==, 200);
    g_assert_cmpuint(json_object_size(f->json), ==, 2);
    g_assert_true(json_is_null(json_object_get(f->json, "owner")));
}

/* A contact more does not change the account's version. */
static void
test_get__with_embedded_is_always_whole(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = add_account(f, "A");
    g_autofree char *embedding = g_strconcat(path, "?select=name,contacts(id)", NULL);
    g_autofree char *selecting = g_strconcat(path, "?select=name", NULL);

    add_contact(f, path, "Ilić");
    f->headers.if_none_match = "\"1\"";
    g_assert_cmpuint(send(f, KAM_GET, embedding, ""), ==, 200);
    g_assert_cmpuint(json_array_size(json_object_get(f->json, "contacts")), ==, 1);
    f->headers.if_none_match = "\"1\"";
    g_assert_cmpuint(send(f, KAM_GET, selecting, ""), ==, 304);
    g_assert_null(f->json);
}

static void
test_get__takes_a_selection_only(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = add_account(f, "A");
    g_autofree char *filtered = g_strconcat(path, "?name=eq.B", NULL);
    g_autofree char *unknown = g_strconcat(path, "?select=nmae", NULL);

    g_assert_cmpuint(send(f, KAM_GET, filtered, ""), ==, 400);
    g_assert_cmpuint(send(f, KAM_GET, unknown, ""), ==, 400);
    g_assert_cmpstr(fault_at(f, "/select"), ==, "unknown_field");
}

static void
test_delete__is_undone_by_restore(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = add_account(f, "A");
    g_autofree char *restore = g_strconcat(path, "/restore", NULL);

    g_assert_cmpuint(send(f, KAM_DELETE, path, ""), ==, 428);
    f->headers.if_match = "\"9\"";
    g_assert_cmpuint(send(f, KAM_DELETE, path, ""), ==, 412);
    f->headers.if_match = "\"1\"";
    g_assert_cmpuint(send(f, KAM_DELETE, path, ""), ==, 204);
    g_assert_cmpuint(send(f, KAM_GET, path, ""), ==, 404);
    g_assert_cmpuint(send(f, KAM_POST, restore, ""), ==, 200);
    g_assert_cmpuint(send(f, KAM_GET, path, ""), ==, 200);
    g_assert_cmpint(number_of(f, "version"), ==, 3);
    g_assert_cmpuint(send(f, KAM_POST, restore, ""), ==, 200); /* it lives: nothing is left to do */
    g_assert_cmpint(number_of(f, "version"), ==, 3);
}

static void
test_history__tells_what_happened(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = add_account(f, "A");
    g_autofree char *history = g_strconcat(path, "/history", NULL);
    g_autofree char *newest = g_strconcat(history, "?limit=1", NULL);
    g_autofree char *older = NULL;
    const json_t *items;

    f->headers.if_match = "\"1\"";
    g_assert_cmpuint(send(f, KAM_PATCH, path, "{\"city\":\"Niš\"}"), ==, 200);
    g_assert_cmpuint(send(f, KAM_GET, history, ""), ==, 200);
    items = json_object_get(f->json, "items");
    g_assert_cmpuint(json_array_size(items), ==, 2);
    g_assert_cmpstr(json_string_value(json_object_get(json_array_get(items, 0), "action")), ==, "update");
    g_assert_true(json_is_null(json_object_get(f->json, "next")));
    g_assert_cmpuint(send(f, KAM_GET, newest, ""), ==, 200);
    g_assert_cmpuint(json_array_size(json_object_get(f->json, "items")), ==, 1);
    older = g_strconcat(history, "?cursor=", text_of(f, "next"), NULL);
    g_assert_cmpuint(send(f, KAM_GET, older, ""), ==, 200);
    items = json_object_get(f->json, "items");
    g_assert_cmpstr(json_string_value(json_object_get(json_array_get(items, 0), "action")), ==, "create");
}

static void
test_history__pages_have_limits(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const wrong[] = { "limit=0", "limit=201", "limit=x", "cursor=x", "cursor=-1", "page=2" };
    g_autofree char *path = add_account(f, "A");

    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autofree char *history = g_strconcat(path, "/history?", wrong[i], NULL);

        g_assert_cmpuint(send(f, KAM_GET, history, ""), ==, 400);
    }
}

/* A bulk change of two accounts by their paths. */
static guint
send_bulk(Fixture *f, const char *first, const char *second, const char *rest)
{
    g_autofree char *body =
        g_strdup_printf("{\"ids\":[\"%s\",\"%s\"],%s}", strrchr(first, '/') + 1, strrchr(second, '/') + 1, rest);

    return send(f, KAM_POST, "/api/v1/accounts/bulk", body);
}

static void
test_bulk__changes_all_or_none(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *a = add_account(f, "A");
    g_autofree char *b = add_account(f, "B");

    g_assert_cmpuint(send_bulk(f, a, b, "\"changes\":{\"city\":\"Niš\"}"), ==, 200);
    g_assert_cmpint(number_of(f, "changed"), ==, 2);
    g_assert_cmpuint(send_bulk(f, a, b, "\"versions\":[2,1],\"changes\":{\"city\":\"Bor\"}"), ==, 422);
    g_assert_nonnull(fault_at(f, "/ids/1"));
    g_assert_cmpuint(send(f, KAM_GET, a, ""), ==, 200);
    g_assert_cmpstr(text_of(f, "city"), ==, "Niš");
    g_assert_cmpuint(send_bulk(f, a, "/999", "\"changes\":{\"city\":\"Bor\"}"), ==, 422);
    g_assert_nonnull(fault_at(f, "/ids/1"));
}

static void
test_bulk__is_read_strictly(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const struct {
        const char *body, *pointer;
    } examples[] = {
        { "[]", "/ids" },
        { "{\"ids\":[],\"changes\":{}}", "/ids" },
        { "{\"ids\":[7],\"changes\":{}}", "/ids" },
        { "{\"ids\":[\"1\"]}", "/changes" },
        { "{\"ids\":[\"1\"],\"changes\":[]}", "/changes" },
        { "{\"ids\":[\"1\"],\"changes\":{},\"versions\":[]}", "/versions" },
        { "{\"ids\":[\"1\"],\"changes\":{},\"versions\":[0]}", "/versions" },
        { "{\"ids\":[\"1\"],\"changes\":{},\"more\":1}", "/more" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(examples); i++) {
        g_assert_cmpuint(send(f, KAM_POST, "/api/v1/accounts/bulk", examples[i].body), ==, 422);
        g_assert_nonnull(fault_at(f, examples[i].pointer));
    }
}

static void
test_rights__what_is_not_seen_is_not_there(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = add_account(f, "Foreign");
    g_autofree char *history = g_strconcat(path, "/history", NULL);
    g_autofree char *restore = g_strconcat(path, "/restore", NULL);

    f->headers.token = "kam";
    g_assert_cmpuint(send(f, KAM_GET, path, ""), ==, 404);
    g_assert_cmpuint(send(f, KAM_GET, history, ""), ==, 404);
    f->headers.if_match = "\"9\""; /* not even whether the version is right */
    g_assert_cmpuint(send(f, KAM_PATCH, path, "{\"city\":\"Niš\"}"), ==, 404);
    f->headers.if_match = "\"1\"";
    g_assert_cmpuint(send(f, KAM_DELETE, path, ""), ==, 404);
    g_assert_cmpuint(send(f, KAM_POST, restore, ""), ==, 404);
    g_assert_cmpuint(send(f, KAM_GET, "/api/v1/accounts/none", ""), ==, 404);
}

static void
test_rights__readers_do_not_change(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = add_account(f, "A");

    f->headers.token = "executive";
    g_assert_cmpuint(send(f, KAM_GET, path, ""), ==, 200);
    g_assert_cmpuint(send(f, KAM_POST, "/api/v1/accounts", "{\"name\":\"B\"}"), ==, 403);
    f->headers.if_match = "\"1\"";
    g_assert_cmpuint(send(f, KAM_PATCH, path, "{\"city\":\"Niš\"}"), ==, 403);
}

static void
add(const char *name, void (*test)(Fixture *f, gconstpointer data))
{
    g_autofree char *path = g_strdup_printf("/api/records/%s/%s", kind, name);

    g_test_add(path, Fixture, NULL, set_up, test, tear_down);
}

static void
add_all(void)
{
    add("create/record", test_create__answers_the_record);
    add("create/faults", test_create__tells_all_faults_at_once);
    add("create/warnings", test_create__warns_without_blocking);
    add("create/defaults", test_create__fills_in_today_now_and_me);
    add("create/minimal", test_create__minimal_answers_nothing);
    add("create/once", test_create__once_for_a_key);
    add("patch/version", test_patch__needs_the_version);
    add("patch/old", test_patch__of_an_old_version_says_what_changed);
    add("patch/minimal", test_patch__minimal_is_204);
    add("get/not-modified", test_get__not_modified);
    add("get/select", test_get__selects_and_embeds);
    add("get/embedded", test_get__with_embedded_is_always_whole);
    add("get/selection-only", test_get__takes_a_selection_only);
    add("delete/restore", test_delete__is_undone_by_restore);
    add("history/items", test_history__tells_what_happened);
    add("history/pages", test_history__pages_have_limits);
    add("bulk/all-or-none", test_bulk__changes_all_or_none);
    add("bulk/strict", test_bulk__is_read_strictly);
    add("rights/unseen", test_rights__what_is_not_seen_is_not_there);
    add("rights/readers", test_rights__readers_do_not_change);
}

static void
skip_all(void)
{
    g_test_skip("no such database here");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    if (argc == 3 && strcmp(argv[1], "--db") == 0)
        kind = argv[2];
    if (kam_test_db_is_available(kind))
        add_all();
    else
        g_test_add_func("/api/records/skipped", skip_all);
    return g_test_run();
}
