/* Comments: whose they are, whom they mention, how they are paged. */
#include <string.h>

#include "client.h"

#define COMMENTS "/api/v1/accounts/101/comments"

static void
test_comment__is_added_and_rendered(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    const char *body = "{\"body\":\"  Zovi **sutra**\\r\\n<script>x</script>\"}";

    g_assert_cmpuint(client_send(f, KAM, KAM_POST, COMMENTS, body), ==, 201);
    g_assert_cmpstr(client_text(f, "body"), ==, "Zovi **sutra**\n<script>x</script>");
    g_assert_nonnull(strstr(client_text(f, "html"), "<strong>sutra</strong>"));
    g_assert_null(strstr(client_text(f, "html"), "<script>"));
    g_assert_cmpstr(client_text(f, "author"), ==, "Kosta");
    g_assert_cmpstr(kam_reply_get_header(&f->reply, "ETag"), ==, "\"1\"");
    g_assert_true(g_str_has_prefix(kam_reply_get_header(&f->reply, "Location"), COMMENTS "/"));
    g_assert_cmpuint(client_send(f, DIRECTOR, KAM_GET, COMMENTS, ""), ==, 200);
    g_assert_cmpuint(client_n_items(f), ==, 1);
    g_assert_cmpint(client_get_int(f, "SELECT count(*) FROM audit_entry WHERE action = 'comment' AND record_id = 101"),
                    ==, 1);
}

static void
test_comment__faults_are_told(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpuint(client_send(f, KAM, KAM_POST, COMMENTS, "{\"body\":\" \"}"), ==, 422);
    g_assert_cmpstr(client_fault(f), ==, "required");
    g_assert_cmpuint(client_send(f, KAM, KAM_POST, COMMENTS, "{}"), ==, 422);
    g_assert_cmpuint(client_send(f, KAM, KAM_POST, COMMENTS, "{\"body\":7}"), ==, 422);
    g_assert_cmpstr(client_fault(f), ==, "wrong_type");
    g_assert_cmpuint(client_send(f, KAM, KAM_POST, COMMENTS, "{\"body\":\"a\",\"html\":\"b\"}"), ==, 422);
    g_assert_cmpstr(client_fault(f), ==, "unknown_field");
    g_assert_cmpuint(client_send(f, KAM, KAM_POST, COMMENTS, "[]"), ==, 400);
    g_assert_cmpint(client_get_int(f, "SELECT count(*) FROM comment"), ==, 0);
}

static void
test_comment__stays_where_the_record_is_not_seen(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    const char *other = "/api/v1/accounts/102/comments";

    g_assert_cmpuint(client_send(f, DIRECTOR, KAM_POST, other, "{\"body\":\"a\"}"), ==, 201);
    g_assert_cmpuint(client_send(f, KAM, KAM_GET, other, ""), ==, 404);
    g_assert_cmpuint(client_send(f, KAM, KAM_POST, other, "{\"body\":\"a\"}"), ==, 404);
    g_assert_cmpuint(client_send(f, MEMBER, KAM_GET, COMMENTS, ""), ==, 404);
    g_assert_cmpuint(client_send(f, DIRECTOR, KAM_GET, "/api/v1/accounts/999/comments", ""), ==, 404);
    g_assert_cmpuint(client_send(f, EXECUTIVE, KAM_GET, other, ""), ==, 200);
    g_assert_cmpuint(client_send(f, EXECUTIVE, KAM_POST, other, "{\"body\":\"a\"}"), ==, 403);
}

static char *
add_comment(Client *f, int person, const char *text)
{
    g_autofree char *body = g_strdup_printf("{\"body\":\"%s\"}", text);

    g_assert_cmpuint(client_send(f, person, KAM_POST, COMMENTS, body), ==, 201);
    return g_strdup(kam_reply_get_header(&f->reply, "Location"));
}

static guint
change(Client *f, int person, const char *path, const char *version, const char *body)
{
    f->if_match = version;
    return client_send(f, person, body == NULL ? KAM_DELETE : KAM_PATCH, path, body == NULL ? "" : body);
}

static void
test_comment__is_changed_by_its_author_alone(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = add_comment(f, KAM, "jedan");

    g_assert_cmpuint(change(f, DIRECTOR, path, "\"1\"", "{\"body\":\"dva\"}"), ==, 403);
    g_assert_cmpuint(change(f, KAM, path, NULL, "{\"body\":\"dva\"}"), ==, 428);
    g_assert_cmpuint(change(f, KAM, path, "\"7\"", "{\"body\":\"dva\"}"), ==, 412);
    g_assert_cmpuint(change(f, KAM, path, "\"1\"", "{\"body\":\"dva\"}"), ==, 200);
    g_assert_cmpstr(client_text(f, "body"), ==, "dva");
    g_assert_cmpstr(kam_reply_get_header(&f->reply, "ETag"), ==, "\"2\"");
    g_assert_cmpuint(change(f, DIRECTOR, path, "\"2\"", NULL), ==, 403);
    g_assert_cmpuint(change(f, KAM, path, "\"1\"", NULL), ==, 412);
    g_assert_cmpuint(change(f, KAM, path, "\"2\"", NULL), ==, 204);
    g_assert_cmpuint(change(f, KAM, path, "\"3\"", NULL), ==, 404);
    client_send(f, KAM, KAM_GET, COMMENTS, "");
    g_assert_cmpuint(client_n_items(f), ==, 0);
    g_assert_cmpint(client_get_int(f, "SELECT count(*) FROM comment WHERE deleted_at IS NOT NULL"), ==, 1);
}

static void
test_comment__of_another_record_is_not_found_here(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = add_comment(f, KAM, "jedan");
    g_autofree char *elsewhere = g_strconcat("/api/v1/accounts/102/comments", strrchr(path, '/'), NULL);

    g_assert_cmpuint(change(f, DIRECTOR, elsewhere, "\"1\"", NULL), ==, 404);
}

static void
test_comment__mentions_people_who_see_the_record(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path =
        add_comment(f, KAM, "@DIR@firma.rs, @[Ema](user:4) i @mem@firma.rs. Ne @niko ni a@exe@firma.rs");
    json_t *mentions = json_object_get(f->json, "mentions");
    json_t *warning = json_array_get(json_object_get(f->json, "warnings"), 0);

    g_assert_cmpuint(json_array_size(mentions), ==, 2);
    g_assert_cmpstr(json_string_value(json_object_get(json_array_get(mentions, 0), "name")), ==, "Dara");
    g_assert_cmpstr(json_string_value(json_object_get(json_array_get(mentions, 1), "name")), ==, "Ema");
    g_assert_cmpstr(json_string_value(json_object_get(warning, "code")), ==, "not_seen");
    g_assert_cmpuint(change(f, KAM, path, "\"1\"", "{\"body\":\"@kam@firma.rs\"}"), ==, 200);
    mentions = json_object_get(f->json, "mentions");
    g_assert_cmpuint(json_array_size(mentions), ==, 1);
    g_assert_cmpstr(json_string_value(json_object_get(json_array_get(mentions, 0), "id")), ==, "2");
}

static void
test_comment__pages_meet_every_comment_once(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *next = g_strdup(COMMENTS "?limit=3");
    g_autoptr(GString) seen = g_string_new(NULL);

    for (int i = 0; i < 7; i++) {
        g_autofree char *text = g_strdup_printf("%d", i);

        g_free(add_comment(f, KAM, text));
    }
    while (next != NULL) {
        g_assert_cmpuint(client_send(f, KAM, KAM_GET, next, ""), ==, 200);
        g_clear_pointer(&next, g_free);
        for (guint i = 0; i < client_n_items(f); i++)
            g_string_append(seen, client_item_text(f, i, "body"));
        if (client_text(f, "next") != NULL)
            next = g_strconcat(COMMENTS "?limit=3&cursor=", client_text(f, "next"), NULL);
    }
    g_assert_cmpstr(seen->str, ==, "6543210");
    g_assert_cmpuint(client_send(f, KAM, KAM_GET, COMMENTS "?cursor=x", ""), ==, 400);
    g_assert_cmpuint(client_send(f, KAM, KAM_GET, COMMENTS "?limit=101", ""), ==, 400);
}

void
add_comment_tests(void)
{
    client_add("comment/is_added_and_rendered", test_comment__is_added_and_rendered);
    client_add("comment/faults_are_told", test_comment__faults_are_told);
    client_add("comment/stays_where_the_record_is_not_seen", test_comment__stays_where_the_record_is_not_seen);
    client_add("comment/is_changed_by_its_author_alone", test_comment__is_changed_by_its_author_alone);
    client_add("comment/of_another_record_is_not_found_here", test_comment__of_another_record_is_not_found_here);
    client_add("comment/mentions_people_who_see_the_record", test_comment__mentions_people_who_see_the_record);
    client_add("comment/pages_meet_every_comment_once", test_comment__pages_meet_every_comment_once);
}
