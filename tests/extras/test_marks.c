/* Tags, watchers and the timeline. */
#include <string.h>

#include "client.h"

#define ACCOUNT "/api/v1/accounts/101"

static char *
add_tag(Client *f, const char *name)
{
    g_autofree char *body = g_strdup_printf("{\"name\":\"%s\",\"colour\":\"#AA0011\"}", name);

    g_assert_cmpuint(client_send(f, DIRECTOR, KAM_POST, "/api/v1/tags", body), ==, 201);
    return g_strdup(client_text(f, "id"));
}

static void
test_tag__is_put_on_and_taken_off(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *id = add_tag(f, "Važan");
    g_autofree char *path = g_strconcat(ACCOUNT "/tags/", id, NULL);

    g_assert_cmpuint(client_send(f, KAM, KAM_PUT, path, ""), ==, 204);
    g_assert_cmpuint(client_send(f, KAM, KAM_PUT, path, ""), ==, 204);
    g_assert_cmpuint(client_send(f, KAM, KAM_GET, ACCOUNT "/tags", ""), ==, 200);
    g_assert_cmpuint(client_n_items(f), ==, 1);
    g_assert_cmpstr(client_item_text(f, 0, "name"), ==, "Važan");
    g_assert_cmpstr(client_item_text(f, 0, "colour"), ==, "#aa0011");
    g_assert_cmpint(client_get_int(f, "SELECT count(*) FROM audit_entry WHERE action = 'tag'"), ==, 1);
    g_assert_cmpuint(client_send(f, KAM, KAM_DELETE, path, ""), ==, 204);
    client_send(f, KAM, KAM_GET, ACCOUNT "/tags", "");
    g_assert_cmpuint(client_n_items(f), ==, 0);
    g_assert_cmpuint(client_send(f, KAM, KAM_PUT, ACCOUNT "/tags/999", ""), ==, 404);
    g_assert_cmpuint(client_send(f, MEMBER, KAM_PUT, path, ""), ==, 404);
}

static void
test_tag__names_are_compared_folded(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    G_GNUC_UNUSED g_autofree char *id = add_tag(f, "Đački");

    g_assert_cmpuint(client_send(f, DIRECTOR, KAM_POST, "/api/v1/tags", "{\"name\":\"ђачки\"}"), >=, 409);
    g_assert_cmpuint(client_send(f, KAM, KAM_POST, "/api/v1/tags", "{\"name\":\"Nov\"}"), ==, 403);
}

static void
test_watcher__is_oneself(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpuint(client_send(f, KAM, KAM_PUT, ACCOUNT "/watchers/me", ""), ==, 204);
    g_assert_cmpuint(client_send(f, KAM, KAM_PUT, ACCOUNT "/watchers/me", ""), ==, 204);
    g_assert_cmpuint(client_send(f, MEMBER, KAM_PUT, ACCOUNT "/watchers/me", ""), ==, 404);
    client_send(f, KAM, KAM_GET, ACCOUNT "/watchers", "");
    g_assert_cmpuint(client_n_items(f), ==, 1);
    g_assert_cmpstr(client_item_text(f, 0, "name"), ==, "Kosta");
    g_assert_true(json_is_true(json_object_get(f->json, "watching")));
    client_send(f, DIRECTOR, KAM_GET, ACCOUNT "/watchers", "");
    g_assert_true(json_is_false(json_object_get(f->json, "watching")));
    g_assert_cmpuint(client_send(f, KAM, KAM_DELETE, ACCOUNT "/watchers/me", ""), ==, 204);
    client_send(f, KAM, KAM_GET, ACCOUNT "/watchers", "");
    g_assert_cmpuint(client_n_items(f), ==, 0);
    g_assert_cmpint(client_get_int(f, "SELECT count(*) FROM audit_entry WHERE action IN ('watch', 'unwatch')"), ==, 2);
}

static void
add_events(Client *f)
{
    f->if_match = "\"1\"";
    g_assert_cmpuint(client_send(f, KAM, KAM_PATCH, ACCOUNT, "{\"name\":\"Metal 2\"}"), ==, 200);
    g_assert_cmpuint(client_send(f, KAM, KAM_POST, ACCOUNT "/comments", "{\"body\":\"prvi\\nred\"}"), ==, 201);
    g_assert_cmpuint(client_send(f, DIRECTOR, KAM_POST, "/api/v1/interactions",
                                 "{\"account_id\":\"101\",\"kind\":\"visit\",\"subject\":\"Poseta\","
                                 "\"at\":\"2026-01-02T10:00:00Z\"}"),
                     ==, 201);
    g_assert_cmpuint(client_send(f, DIRECTOR, KAM_POST, "/api/v1/tasks",
                                 "{\"account_id\":\"101\",\"title\":\"Direktorov zadatak\"}"),
                     ==, 201);
}

static char *
read_timeline(Client *f, int person, const char *limit)
{
    g_autofree char *path = g_strconcat(ACCOUNT "/timeline?limit=", limit, NULL);
    g_autoptr(GString) seen = g_string_new(NULL);

    while (path != NULL) {
        g_assert_cmpuint(client_send(f, person, KAM_GET, path, ""), ==, 200);
        g_clear_pointer(&path, g_free);
        for (guint i = 0; i < client_n_items(f); i++)
            g_string_append_printf(seen, "%s:%s;", client_item_text(f, i, "kind"), client_item_text(f, i, "title"));
        if (client_text(f, "next") != NULL)
            path = g_strconcat(ACCOUNT "/timeline?limit=", limit, "&cursor=", client_text(f, "next"), NULL);
    }
    return g_string_free(g_steal_pointer(&seen), FALSE);
}

static void
test_timeline__merges_by_time_within_rights(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *whole = NULL;
    g_autofree char *by_one = NULL;
    g_autofree char *theirs = NULL;

    add_events(f);
    whole = read_timeline(f, DIRECTOR, "50");
    by_one = read_timeline(f, DIRECTOR, "1");
    theirs = read_timeline(f, KAM, "50");
    g_assert_cmpstr(whole, ==, "change:update;comment:prvi red;task:Direktorov zadatak;interaction:Poseta;");
    g_assert_cmpstr(by_one, ==, whole);
    g_assert_cmpstr(theirs, ==, whole);
    g_assert_cmpuint(client_send(f, MEMBER, KAM_GET, ACCOUNT "/timeline", ""), ==, 404);
    g_assert_cmpuint(client_send(f, KAM, KAM_GET, ACCOUNT "/timeline?cursor=1.9.1", ""), ==, 400);
}

void
add_mark_tests(void)
{
    client_add("tag/is_put_on_and_taken_off", test_tag__is_put_on_and_taken_off);
    client_add("tag/names_are_compared_folded", test_tag__names_are_compared_folded);
    client_add("watcher/is_oneself", test_watcher__is_oneself);
    client_add("timeline/merges_by_time_within_rights", test_timeline__merges_by_time_within_rights);
}
