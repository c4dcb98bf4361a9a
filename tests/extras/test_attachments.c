/* Files: what is kept, what is refused, and in which form it comes back. */
#include <glib/gstdio.h>
#include <string.h>

#include "client.h"

#define FILES "/api/v1/accounts/101/attachments"
#define PNG "\x89PNG\r\n\x1a\n....."

static guint
upload(Client *f, int person, const char *path, const char *type, const char *bytes, gsize length)
{
    g_autofree char *folder = g_dir_make_tmp("kamen-upload-XXXXXX", NULL);
    g_autofree char *file = g_build_filename(folder, "body", NULL);
    guint status;

    g_assert_true(g_file_set_contents(file, bytes, (gssize)length, NULL));
    f->upload_path = file;
    f->content_type = type != NULL ? type : "application/octet-stream";
    status = client_send(f, person, KAM_POST, path, "");
    g_remove(file);
    g_rmdir(folder);
    return status;
}

static guint
upload_text(Client *f, const char *name, const char *type, const char *text)
{
    g_autofree char *path = g_strconcat(FILES "?name=", name, NULL);

    return upload(f, KAM, path, type, text, strlen(text));
}

/* The path of the last upload's content. */
static char *
content_path(const Client *f)
{
    return g_strconcat(kam_reply_get_header(&f->reply, "Location"), "/content", NULL);
}

static void
test_attachment__comes_back_as_it_went(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    gsize length = 2 * 1024 * 1024 + 77; /* more than two pieces */
    g_autofree char *bytes = g_malloc(length);
    g_autofree char *content = NULL;

    for (gsize i = 0; i < length; i++)
        bytes[i] = (char)(i * 2654435761u >> 24);
    memcpy(bytes, "%PDF-1.7", 8);
    g_assert_cmpuint(upload(f, KAM, FILES "?name=C:%5Ctemp%5Cponuda%20%C4%8D.pdf", "application/pdf", bytes, length),
                     ==, 201);
    g_assert_cmpstr(client_text(f, "name"), ==, "ponuda č.pdf");
    g_assert_cmpstr(client_text(f, "media_type"), ==, "application/pdf");
    content = content_path(f);
    g_assert_cmpuint(client_send(f, DIRECTOR, KAM_GET, content, ""), ==, 200);
    g_assert_cmpmem(f->reply.body->str, f->reply.body->len, bytes, length);
    g_assert_cmpstr(kam_reply_get_header(&f->reply, "Content-Disposition"), ==,
                    "attachment; filename=\"ponuda __.pdf\"; filename*=UTF-8''ponuda%20%C4%8D.pdf");
    f->if_none_match = kam_reply_get_header(&f->reply, "ETag");
    {
        g_autofree char *etag = g_strdup(f->if_none_match);

        f->if_none_match = etag;
        g_assert_cmpuint(client_send(f, DIRECTOR, KAM_GET, content, ""), ==, 304);
    }
}

static void
test_attachment__what_a_browser_would_run_is_only_saved(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const texts[] = { "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>x</script></svg>",
                                         "<!DOCTYPE html><script>x</script>" };

    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *content = NULL;

        g_assert_cmpuint(upload_text(f, "a.bin", NULL, texts[i]), ==, 201);
        content = g_strconcat(kam_reply_get_header(&f->reply, "Location"), "/content?inline=true", NULL);
        g_assert_cmpuint(client_send(f, KAM, KAM_GET, content, ""), ==, 200);
        g_assert_cmpstr(f->reply.content_type, ==, "application/octet-stream");
        g_assert_true(g_str_has_prefix(kam_reply_get_header(&f->reply, "Content-Disposition"), "attachment;"));
    }
}

static void
test_attachment__pictures_are_shown_when_asked(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *content = NULL;

    g_assert_cmpuint(upload(f, KAM, FILES "?name=a.png", "image/png", PNG, sizeof PNG), ==, 201);
    content = g_strconcat(kam_reply_get_header(&f->reply, "Location"), "/content?inline=true", NULL);
    g_assert_cmpuint(client_send(f, KAM, KAM_GET, content, ""), ==, 200);
    g_assert_cmpstr(f->reply.content_type, ==, "image/png");
    g_assert_true(g_str_has_prefix(kam_reply_get_header(&f->reply, "Content-Disposition"), "inline;"));
}

static void
test_attachment__is_judged_by_its_content(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpuint(upload_text(f, "a.png", "image/png", "<html><script>x</script>"), ==, 422);
    g_assert_cmpstr(client_fault(f), ==, "type_mismatch");
    g_assert_cmpuint(upload_text(f, "a.txt", "text/plain", "#!/bin/sh\nrm -rf /\n"), ==, 422);
    g_assert_cmpstr(client_fault(f), ==, "not_allowed");
    g_assert_cmpuint(upload(f, KAM, FILES "?name=a.exe", NULL, "MZ\x90\0\3\0\0\0", 8), ==, 422);
    g_assert_cmpstr(client_fault(f), ==, "not_allowed");
    g_assert_cmpuint(upload_text(f, "a.txt", "text/plain", ""), ==, 422);
    g_assert_cmpstr(client_fault(f), ==, "empty");
    g_assert_cmpuint(upload_text(f, "%2F", "text/plain", "a"), ==, 422);
    g_assert_cmpstr(client_fault(f), ==, "required");
    g_assert_cmpuint(upload_text(f, "a%0Ab.txt", "text/plain", "a"), ==, 422);
    g_assert_cmpuint(upload_text(f, "a.csv", "text/csv; charset=utf-8", "a;b\n1;2\n"), ==, 201);
    g_assert_cmpuint(client_send(f, KAM, KAM_POST, FILES "?name=a.txt", ""), ==, 422);
    g_assert_cmpint(client_get_int(f, "SELECT count(*) FROM attachment"), ==, 1);
}

static void
test_attachment__content_is_kept_once_within_the_quota(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *large = g_strnfill(700 * 1024, 'x');
    g_autofree char *other = g_strnfill(700 * 1024, 'y');
    g_autoptr(KamDb) db = NULL;

    kam_pool_free(g_steal_pointer(&f->pool));
    db = kam_test_db_open(f->place, KAM_DB_READ_WRITE);
    kam_test_db_run(db, "INSERT INTO setting (name, value) VALUES ('attachment_quota_mb', '1')");
    g_clear_pointer(&db, kam_db_close);
    f->pool = kam_pool_new(f->place->uri, 2, NULL);
    f->api->pool = f->pool;
    g_assert_cmpuint(upload_text(f, "a.txt", "text/plain", large), ==, 201);
    g_assert_cmpuint(upload_text(f, "b.txt", "text/plain", large), ==, 201);
    g_assert_cmpint(client_get_int(f, "SELECT count(*) FROM attachment_content"), ==, 1);
    g_assert_cmpuint(upload_text(f, "c.txt", "text/plain", other), ==, 413);
    g_assert_cmpint(client_get_int(f, "SELECT count(*) FROM attachment"), ==, 2);
}

static void
test_attachment__of_a_record_that_is_not_seen(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *content = NULL;
    g_autofree char *elsewhere = NULL;

    g_assert_cmpuint(upload_text(f, "a.txt", "text/plain", "a"), ==, 201);
    content = content_path(f);
    elsewhere = g_strconcat("/api/v1/accounts/102", content + strlen("/api/v1/accounts/101"), NULL);
    g_assert_cmpuint(client_send(f, MEMBER, KAM_GET, content, ""), ==, 404);
    g_assert_cmpuint(client_send(f, MEMBER, KAM_GET, FILES, ""), ==, 404);
    g_assert_cmpuint(client_send(f, DIRECTOR, KAM_GET, elsewhere, ""), ==, 404);
    g_assert_cmpuint(upload(f, KAM, "/api/v1/accounts/102/attachments?name=a.txt", NULL, "a", 1), ==, 404);
    g_assert_cmpuint(upload(f, EXECUTIVE, FILES "?name=a.txt", NULL, "a", 1), ==, 403);
}

static void
test_attachment__is_taken_off_by_whom_attached_it(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *mine = NULL;
    g_autofree char *theirs = NULL;

    g_assert_cmpuint(upload(f, DIRECTOR, FILES "?name=d.txt", NULL, "d", 1), ==, 201);
    theirs = g_strdup(kam_reply_get_header(&f->reply, "Location"));
    g_assert_cmpuint(upload_text(f, "k.txt", NULL, "k"), ==, 201);
    mine = g_strdup(kam_reply_get_header(&f->reply, "Location"));
    g_assert_cmpuint(client_send(f, KAM, KAM_DELETE, theirs, ""), ==, 403);
    g_assert_cmpuint(client_send(f, KAM, KAM_DELETE, mine, ""), ==, 204);
    g_assert_cmpuint(client_send(f, KAM, KAM_DELETE, mine, ""), ==, 404);
    client_send(f, KAM, KAM_GET, FILES, "");
    g_assert_cmpuint(client_n_items(f), ==, 1);
    g_assert_cmpstr(client_item_text(f, 0, "name"), ==, "d.txt");
    g_assert_cmpint(client_get_int(f, "SELECT count(*) FROM audit_entry WHERE action = 'detach'"), ==, 1);
}

void
add_attachment_tests(void)
{
    client_add("attachment/comes_back_as_it_went", test_attachment__comes_back_as_it_went);
    client_add("attachment/what_a_browser_would_run_is_only_saved",
               test_attachment__what_a_browser_would_run_is_only_saved);
    client_add("attachment/pictures_are_shown_when_asked", test_attachment__pictures_are_shown_when_asked);
    client_add("attachment/is_judged_by_its_content", test_attachment__is_judged_by_its_content);
    client_add("attachment/content_is_kept_once_within_the_quota",
               test_attachment__content_is_kept_once_within_the_quota);
    client_add("attachment/of_a_record_that_is_not_seen", test_attachment__of_a_record_that_is_not_seen);
    client_add("attachment/is_taken_off_by_whom_attached_it", test_attachment__is_taken_off_by_whom_attached_it);
}
