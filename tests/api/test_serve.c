/* A request served on a real database: reads, changes that stay or go, keys that make a change happen once. */
#include <string.h>

#include "api/api.h"
#include "store/migrate.h"
#include "support/test_db.h"

static const char *kind = "sqlite";

typedef struct {
    KamTestDb *place;
    KamPool *pool;
    KamApi *api;
    const char *key; /* Idempotency-Key of the requests to come; NULL: none */
    gint64 now_ms;
    gint64 user_id;
} Fixture;

static gint64 acting_user(const KamRequest *request);

static gboolean
find_token(G_GNUC_UNUSED KamDb *db, const char *secret, G_GNUC_UNUSED gint64 now_ms, KamActor *actor,
           G_GNUC_UNUSED GError **error)
{
    *actor =
        (KamActor) { .user_id = g_ascii_strtoll(secret, NULL, 10), .role = KAM_ROLE_PROGRAM, .scopes = KAM_SCOPES_ALL };
    return TRUE;
}

/* A view, whatever the body says; "refuse" and "fail" are what a handler may do instead. */
static gboolean
add_view(KamRequest *request, KamReply *reply, GError **error)
{
    KamJson json;
    gboolean refuses = strstr(request->body, "refuse") != NULL;

    kam_test_db_run(request->db,
                    "INSERT INTO saved_view (id, type, name, query, user_id, created_at, created_by, updated_at, "
                    "updated_by) SELECT count(*) + 1, 'x', 'x', '', 1, 1, 1, 1, 1 FROM saved_view");
    if (refuses) {
        kam_reply_problem(reply, request, 409, "refused", NULL);
        return TRUE;
    }
    if (strstr(request->body, "fail") != NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_STORE, "the disk of /var/lib is full");
        return FALSE;
    }
    kam_reply_header(reply, "Location", "/views/1");
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_int(&json, "n", kam_test_db_get_int(request->db, "SELECT count(*) FROM saved_view"));
    kam_json_end_object(&json);
    return TRUE;
}

static gboolean
count_views(KamRequest *request, KamReply *reply, G_GNUC_UNUSED GError **error)
{
    gint64 n = kam_test_db_get_int(request->db, "SELECT count(*) FROM saved_view");

    g_string_append_printf(reply->body, "%" G_GINT64_FORMAT, n);
    return TRUE;
}

static gboolean
next_piece(gpointer state, GString *chunk, GError **error)
{
    guint *left = state;

    if (*left == 0)
        return FALSE;
    if (*left == 13) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_STORE, "lost the connection");
        return FALSE;
    }
    g_string_append_printf(chunk, "%u,", (*left)--);
    return TRUE;
}

static gboolean
stream_pieces(KamRequest *request, KamReply *reply, G_GNUC_UNUSED GError **error)
{
    guint *left = g_new(guint, 1);

    *left = (guint)kam_request_get_int_parameter(request, "n", 3);
    reply->next = next_piece;
    reply->stream = left;
    reply->stream_free = g_free;
    return TRUE;
}

static const KamParameter stream_parameters[] = { { "n", "integer", "How many", FALSE }, { .name = NULL } };

static const KamRoute table[] = {
    { KAM_POST, "/views", KAM_PERM_SELF, KAM_RUN_WRITE, 201, add_view, .summary = "Add", .body_schema = "{}" },
    { KAM_GET, "/views", KAM_PERM_SELF, KAM_RUN_READ, 200, count_views, .summary = "Count" },
    { KAM_GET, "/stream", KAM_PERM_SELF, KAM_RUN_SLOW, 200, stream_pieces, .summary = "Stream",
      .parameters = stream_parameters },
    { 0 },
};

static const char *
get_header(const KamRequest *request, const char *name)
{
    const Fixture *f = request->carrier;

    if (g_ascii_strcasecmp(name, "Authorization") == 0)
        return acting_user(request) == 1 ? "Bearer 1" : "Bearer 2";
    if (g_ascii_strcasecmp(name, "Content-Type") == 0)
        return "application/json";
    return g_ascii_strcasecmp(name, "Idempotency-Key") == 0 ? f->key : NULL;
}

static gint64
acting_user(const KamRequest *request)
{
    return ((const Fixture *)request->carrier)->user_id;
}

static void
migrate(const KamTestDb *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamDb) db = kam_test_db_open(place, KAM_DB_CREATE);

    g_assert_true(kam_migrate_run(db, NULL, &error));
    g_assert_no_error(error);
}

static void
set_up(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const KamRoute *const tables[] = { table, NULL };
    static const KamRecordType *const types[] = { NULL };
    g_autoptr(GError) error = NULL;

    f->place = kam_test_db_new(kind);
    migrate(f->place);
    f->pool = kam_pool_new(f->place->uri, 2, &error);
    g_assert_no_error(error);
    f->api = kam_api_new_with(f->pool, tables, types, (KamCredentials) { .find_token = find_token }, &error);
    g_assert_no_error(error);
    f->now_ms = G_GINT64_CONSTANT(1795000000000);
    f->user_id = 1;
}

static void
tear_down(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    kam_api_free(f->api);
    kam_pool_free(f->pool);
    kam_test_db_free(f->place);
}

/* Serve one request; its body, or NULL when the status is another. */
static char *
serve(Fixture *f, KamMethod method, const char *path, const char *query, const char *body, guint status)
{
    g_auto(KamReply) reply = { 0 };
    KamRequest request = { .method = method,
                           .path = path,
                           .query = query,
                           .body = body,
                           .body_length = strlen(body),
                           .id = "r-1",
                           .now_ms = f->now_ms,
                           .get_header = get_header,
                           .carrier = f };

    kam_reply_init(&reply);
    kam_api_serve(f->api, &request, &reply);
    kam_request_clear(&request);
    g_assert_cmpuint(reply.status, ==, status);
    return g_strdup(reply.body->str);
}

static void
post(Fixture *f, const char *body, guint status, const char *answer)
{
    g_autofree char *got = serve(f, KAM_POST, "/views", "", body, status);

    if (answer != NULL)
        g_assert_cmpstr(got, ==, answer);
}

static void
assert_count(Fixture *f, const char *count)
{
    g_autofree char *got = serve(f, KAM_GET, "/views", "", "", 200);

    g_assert_cmpstr(got, ==, count);
}

static void
test_serve__a_change_stays(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    post(f, "{}", 201, "{\"n\":1}");
    post(f, "{}", 201, "{\"n\":2}");
    assert_count(f, "2");
}

static void
test_serve__a_refused_change_leaves_nothing(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    post(f, "\"refuse\"", 409, NULL);
    post(f, "\"fail\"", 500, NULL);
    assert_count(f, "0");
}

static void
test_serve__a_stream_is_read_to_its_end(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *three = serve(f, KAM_GET, "/stream", "", "", 200);
    g_autofree char *none = serve(f, KAM_GET, "/stream", "n=0", "", 200);
    g_autofree char *broken = serve(f, KAM_GET, "/stream", "n=15", "", 500);

    g_assert_cmpstr(three, ==, "3,2,1,");
    g_assert_cmpstr(none, ==, "");
    g_assert_null(strstr(broken, "15,"));
}

static void
test_once__the_same_request_is_answered_again(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    f->key = "k-1";
    post(f, "{}", 201, "{\"n\":1}");
    post(f, "{}", 201, "{\"n\":1}");
    assert_count(f, "1");
    f->key = "k-2";
    post(f, "{}", 201, "{\"n\":2}");
}

static void
test_once__headers_come_back(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    for (guint i = 0; i < 2; i++) {
        g_auto(KamReply) reply = { 0 };
        KamRequest request = { .method = KAM_POST,
                               .path = "/views",
                               .query = "",
                               .body = "{}",
                               .body_length = 2,
                               .now_ms = f->now_ms,
                               .get_header = get_header,
                               .carrier = f };

        f->key = "k-1";
        kam_reply_init(&reply);
        kam_api_serve(f->api, &request, &reply);
        kam_request_clear(&request);
        g_assert_cmpstr(kam_reply_get_header(&reply, "Location"), ==, "/views/1");
        g_assert_cmpstr(kam_reply_get_header(&reply, "Idempotency-Replayed"), ==, i == 0 ? NULL : "true");
    }
}

static void
test_once__another_request_is_refused(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    f->key = "k-1";
    post(f, "{}", 201, NULL);
    post(f, "[]", 422, NULL);
    assert_count(f, "1");
}

static void
test_once__keys_are_of_one_person(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    f->key = "k-1";
    post(f, "{}", 201, "{\"n\":1}");
    f->user_id = 2;
    post(f, "{}", 201, "{\"n\":2}");
}

static void
test_once__a_day_later_the_key_is_new(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    const gint64 day_ms = G_GINT64_CONSTANT(24) * 60 * 60 * 1000;

    f->key = "k-1";
    post(f, "{}", 201, "{\"n\":1}");
    f->now_ms += day_ms - 1;
    post(f, "{}", 201, "{\"n\":1}");
    f->now_ms += 1;
    post(f, "{}", 201, "{\"n\":2}");
}

static void
test_once__what_was_refused_may_be_tried_again(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    f->key = "k-1";
    post(f, "\"refuse\"", 409, NULL);
    post(f, "\"fail\"", 500, NULL);
    post(f, "{}", 201, "{\"n\":1}");
}

static void
test_once__malformed_keys_are_refused(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *long_key = g_strnfill(256, 'k');
    g_autofree char *longest_key = g_strnfill(255, 'k');

    f->key = "";
    post(f, "{}", 400, NULL);
    f->key = "two words";
    post(f, "{}", 400, NULL);
    f->key = "ključ";
    post(f, "{}", 400, NULL);
    f->key = long_key;
    post(f, "{}", 400, NULL);
    f->key = longest_key;
    post(f, "{}", 201, NULL);
}

static void
add(const char *name, void (*test)(Fixture *f, gconstpointer data))
{
    g_autofree char *path = g_strdup_printf("/api/%s/%s", kind, name);

    g_test_add(path, Fixture, NULL, set_up, test, tear_down);
}

static void
add_all(void)
{
    add("serve/stays", test_serve__a_change_stays);
    add("serve/refused", test_serve__a_refused_change_leaves_nothing);
    add("serve/stream", test_serve__a_stream_is_read_to_its_end);
    add("once/again", test_once__the_same_request_is_answered_again);
    add("once/headers", test_once__headers_come_back);
    add("once/other", test_once__another_request_is_refused);
    add("once/person", test_once__keys_are_of_one_person);
    add("once/day", test_once__a_day_later_the_key_is_new);
    add("once/refused", test_once__what_was_refused_may_be_tried_again);
    add("once/malformed", test_once__malformed_keys_are_refused);
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
        g_test_add_func("/api/skipped", skip_all);
    return g_test_run();
}
