/* Lists as files, and views: the rows and columns of the list, in the way of a language, within rights. */
#include <glib/gstdio.h>
#include <string.h>

#include "client.h"
#include "sales/table.h"

#define EXPORT "/api/v1/products/export?order=name&select=name,warranty_months,is_discontinued"

static void
add_product(Client *f, const char *name, int months)
{
    g_autofree char *body = g_strdup_printf("{\"name\":\"%s\",\"warranty_months\":%d}", name, months);

    g_assert_cmpuint(client_send(f, DIRECTOR, KAM_POST, "/api/v1/products", body), ==, 201);
}

static void
test_export__csv_is_that_of_the_language(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    add_product(f, "=1+1", 12);
    add_product(f, "Šraf; 5\\\"", 24);
    g_assert_cmpuint(client_send(f, KAM, KAM_GET, EXPORT, ""), ==, 200);
    g_assert_cmpstr(f->reply.content_type, ==, "text/csv; charset=utf-8");
    g_assert_cmpstr(kam_reply_get_header(&f->reply, "Content-Disposition"), ==,
                    "attachment; filename=\"products.csv\"");
    g_assert_cmpstr(f->reply.body->str, ==,
                    "Name,Warranty in months,Sold no longer\r\n'=1+1,12,no\r\n\"Šraf; 5\"\"\",24,no\r\n");
    g_assert_cmpuint(client_send(f, KAM, KAM_GET, EXPORT "&lang=sr-Cyrl", ""), ==, 200);
    g_assert_cmpstr(
        f->reply.body->str, ==,
        "\xEF\xBB\xBFНазив;Гаранција у месецима;Више се не продаје\r\n'=1+1;12;не\r\n\"Šraf; 5\"\"\";24;не\r\n");
}

static void
test_export__takes_every_page(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamDb) db = NULL;

    kam_pool_free(g_steal_pointer(&f->pool));
    db = kam_test_db_open(f->place, KAM_DB_READ_WRITE);
    kam_test_db_run(db, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1203)"
                        " INSERT INTO product (id, name, name_key, created_at, is_charge)"
                        " SELECT 1000 + i, CASE WHEN i % 3 = 0 THEN 'a' ELSE 'b' END, 'x', 1, 0 FROM n");
    g_clear_pointer(&db, kam_db_close);
    f->pool = kam_pool_new(f->place->uri, 2, NULL);
    f->api->pool = f->pool;
    g_assert_cmpuint(
        client_send(f, KAM, KAM_GET, "/api/v1/products/export?format=json&order=name.desc&select=id,name", ""), ==,
        200);
    g_assert_cmpuint(json_array_size(f->json), ==, 1203);
    {
        g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
        gsize i;
        json_t *row;

        json_array_foreach(f->json, i, row)
            g_hash_table_add(ids, (gpointer)(guintptr)json_string_value(json_object_get(row, "id")));
        g_assert_cmpuint(g_hash_table_size(ids), ==, 1203);
        g_assert_cmpstr(json_string_value(json_object_get(json_array_get(f->json, 0), "name")), ==, "b");
        g_assert_cmpstr(json_string_value(json_object_get(json_array_get(f->json, 1202), "name")), ==, "a");
    }
}

static void
test_export__shows_what_the_list_shows(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpuint(client_send(f, KAM, KAM_GET, "/api/v1/accounts/export?format=json&select=id,name", ""), ==, 200);
    g_assert_cmpuint(json_array_size(f->json), ==, 1);
    g_assert_cmpstr(json_string_value(json_object_get(json_array_get(f->json, 0), "name")), ==, "Metal");
    g_assert_cmpuint(client_send(f, KAM, KAM_GET, "/api/v1/accounts/export?format=json&name=eq.Drvo", ""), ==, 200);
    g_assert_cmpuint(json_array_size(f->json), ==, 0);
    g_assert_cmpuint(client_send(f, KAM, KAM_GET, "/api/v1/products/export?select=standard_cost", ""), ==, 400);
    g_assert_cmpuint(client_send(f, DIRECTOR, KAM_GET, "/api/v1/products/export?select=standard_cost", ""), ==, 200);
}

static void
test_export__is_a_right_and_leaves_a_trace(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpuint(client_send(f, MEMBER, KAM_GET, EXPORT, ""), ==, 403);
    g_assert_cmpuint(client_send(f, KAM, KAM_GET, EXPORT "&format=pdf", ""), ==, 400);
    g_assert_cmpuint(client_send(f, KAM, KAM_GET, EXPORT "&lang=de", ""), ==, 400);
    g_assert_cmpuint(client_send(f, KAM, KAM_GET, EXPORT "&limit=5", ""), ==, 400);
    g_assert_cmpuint(client_send(f, KAM, KAM_GET, EXPORT "&nothing=eq.1", ""), ==, 400);
    g_assert_cmpint(client_get_int(f, "SELECT count(*) FROM audit_entry WHERE action = 'export'"), ==, 0);
    g_assert_cmpuint(client_send(f, KAM, KAM_GET, EXPORT, ""), ==, 200);
    g_assert_cmpint(client_get_int(f, "SELECT count(*) FROM audit_entry WHERE action = 'export' AND user_id = 2"), ==,
                    1);
}

static void
test_export__xlsx_holds_numbers_and_texts(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *folder = g_dir_make_tmp("kamen-export-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "a.xlsx", NULL);
    KamTableOptions options = { 0 };
    g_autoptr(GError) error = NULL;
    g_autoptr(KamTable) table = NULL;
    KamRow row;

    add_product(f, "=1+1", 12);
    g_assert_cmpuint(client_send(f, KAM, KAM_GET, EXPORT "&format=xlsx&lang=sr", ""), ==, 200);
    g_assert_true(g_file_set_contents(path, f->reply.body->str, (gssize)f->reply.body->len, NULL));
    table = kam_table_open(path, &options, &error);
    g_assert_no_error(error);
    g_assert_cmpint(kam_table_next(table, &row, &error), ==, KAM_READ_ROW);
    g_assert_cmpmem(row.cells[0].text, row.cells[0].length, "Naziv", strlen("Naziv"));
    g_assert_cmpint(kam_table_next(table, &row, &error), ==, KAM_READ_ROW);
    g_assert_cmpint(row.cells[0].kind, ==, KAM_CELL_TEXT);
    g_assert_cmpmem(row.cells[0].text, row.cells[0].length, "=1+1", strlen("=1+1"));
    g_assert_cmpint(row.cells[1].kind, ==, KAM_CELL_NUMBER);
    g_assert_cmpmem(row.cells[1].text, row.cells[1].length, "12", strlen("12"));
    g_assert_cmpint(kam_table_next(table, &row, &error), ==, KAM_READ_END);
    g_clear_pointer(&table, kam_table_free);
    g_remove(path);
    g_rmdir(folder);
}

static guint
save_view(Client *f, int person, const char *query, const char *is_shared)
{
    g_autofree char *body =
        g_strdup_printf("{\"type\":\"product\",\"name\":\"Moj\",\"query\":\"%s\",\"is_shared\":%s}", query, is_shared);

    return client_send(f, person, KAM_POST, "/api/v1/views", body);
}

static void
test_view__is_read_as_the_list_would_read_it(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpuint(save_view(f, KAM, "name=ilike.*a*&order=name&select=id,name", "false"), ==, 201);
    g_assert_cmpuint(save_view(f, KAM, "nothing=eq.1", "false"), ==, 422);
    g_assert_cmpuint(save_view(f, KAM, "select=standard_cost", "false"), ==, 422);
    g_assert_cmpuint(save_view(f, DIRECTOR, "select=standard_cost", "false"), ==, 201);
    g_assert_cmpuint(
        client_send(f, KAM, KAM_POST, "/api/v1/views", "{\"type\":\"nothing\",\"name\":\"a\",\"query\":\"order=id\"}"),
        ==, 422);
    g_assert_cmpuint(client_send(f, KAM, KAM_POST, "/api/v1/views",
                                 "{\"type\":\"product\",\"name\":\"a\",\"query\":\"order=id\",\"user_id\":\"1\"}"),
                     ==, 422);
}

static void
test_view__of_a_list_worked_out_keeps_its_own_words(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    const char *const good =
        "{\"type\":\"sales_account\",\"name\":\"a\",\"query\":\"tier=A&net_from=5&order=net.desc\"}";
    const char *const placed = "{\"type\":\"sales_account\",\"name\":\"a\",\"query\":\"tier=A&cursor=x\"}";

    g_assert_cmpuint(client_send(f, KAM, KAM_POST, "/api/v1/views", good), ==, 201);
    g_assert_cmpstr(client_text(f, "query"), ==, "tier=A&net_from=5&order=net.desc");
    g_assert_cmpuint(client_send(f, KAM, KAM_POST, "/api/v1/views", placed), ==, 422);
}

static void
test_view__is_ones_own_unless_shared(Client *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpuint(save_view(f, KAM, "order=name", "false"), ==, 201);
    g_assert_cmpuint(save_view(f, DIRECTOR, "order=id", "true"), ==, 201);
    g_assert_cmpuint(client_send(f, KAM, KAM_GET, "/api/v1/views", ""), ==, 200);
    g_assert_cmpuint(client_n_items(f), ==, 1);
    g_assert_cmpuint(client_send(f, KAM, KAM_GET, "/api/v1/views/shared?type=product", ""), ==, 200);
    g_assert_cmpuint(client_n_items(f), ==, 1);
    g_assert_cmpstr(client_item_text(f, 0, "owner"), ==, "Dara");
    g_assert_cmpuint(client_send(f, KAM, KAM_GET, "/api/v1/views/shared?type=account", ""), ==, 200);
    g_assert_cmpuint(client_n_items(f), ==, 0);
}

void
add_export_tests(void)
{
    client_add("export/csv_is_that_of_the_language", test_export__csv_is_that_of_the_language);
    client_add("export/takes_every_page", test_export__takes_every_page);
    client_add("export/shows_what_the_list_shows", test_export__shows_what_the_list_shows);
    client_add("export/is_a_right_and_leaves_a_trace", test_export__is_a_right_and_leaves_a_trace);
    client_add("export/xlsx_holds_numbers_and_texts", test_export__xlsx_holds_numbers_and_texts);
    client_add("view/is_read_as_the_list_would_read_it", test_view__is_read_as_the_list_would_read_it);
    client_add("view/of_a_list_worked_out_keeps_its_own_words", test_view__of_a_list_worked_out_keeps_its_own_words);
    client_add("view/is_ones_own_unless_shared", test_view__is_ones_own_unless_shared);
}
