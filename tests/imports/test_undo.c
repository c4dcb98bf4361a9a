/* Batches of records are taken back, as far as nobody went on from them. */
#include "support.h"

#define CONTACTS "Account,Family name,Given name,E-mail,Phone\n"

static void
test_undo__deletes_and_restores(Imports *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_auto(KamRecordUndo) undo = { 0 };

    imports_create(f, "contact", "{'account_id':'101','family_name':'Stari','email':'stari@x.rs','phone':'060 1111'}");
    /* Twice in one file: the later row counts, and what was before the first returns. */
    imports_assert(f, "contacts",
                   CONTACTS "K1,Stari,,stari@x.rs,060 1112\nK1,Novi,,novi@x.rs,\nK1,Stari,Sava,stari@x.rs,060 1113\n",
                   "1 2 0 0");
    imports_undo(f, 1, "1 1 0");
    g_assert_cmpint(imports_get_int(f, "SELECT COUNT(*) FROM contact WHERE deleted_at IS NULL"), ==, 1);
    g_assert_cmpint(imports_get_int(f,
                                    "SELECT COUNT(*) FROM contact WHERE email = 'stari@x.rs' AND phone = '060 1111' AND"
                                    " given_name IS NULL AND name = 'Stari'"),
                    ==, 1);
    g_assert_cmpint(imports_get_int(f, "SELECT COUNT(*) FROM import_batch WHERE state = 'undone'"), ==, 1);
    g_assert_false(kam_record_import_undo(&f->work, 1, &undo, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CONFLICT);
    g_clear_error(&error);
    g_assert_false(kam_record_import_undo(&f->work, 9, &undo, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND);
}

static void
test_undo__leaves_what_changed_since(Imports *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 old = imports_create(f, "contact", "{'account_id':'101','family_name':'Stari','email':'stari@x.rs'}");
    gint64 other = imports_create(f, "contact", "{'account_id':'101','family_name':'Drugi','email':'drugi@x.rs'}");

    imports_assert(f, "contacts",
                   CONTACTS "K1,Stari,,stari@x.rs,060 1112\nK1,Drugi,,drugi@x.rs,060 1113\nK1,Novi,,novi@x.rs,\n",
                   "1 2 0 0");
    imports_patch(f, "contact", old, "{'phone':'060 1119'}");
    /* A change of something else is no reason to keep what the batch wrote. */
    imports_patch(f, "contact", other, "{'department':'Nabavka'}");
    imports_patch(f, "contact", imports_get_int(f, "SELECT id FROM contact WHERE email = 'novi@x.rs'"),
                  "{'department':'Nabavka'}");
    imports_undo(f, 1, "0 1 2");
    g_assert_cmpint(imports_get_int(f, "SELECT COUNT(*) FROM contact WHERE phone = '060 1119'"), ==, 1);
    g_assert_cmpint(imports_get_int(f, "SELECT COUNT(*) FROM contact WHERE email = 'drugi@x.rs' AND phone IS NULL AND"
                                       " department = 'Nabavka'"),
                    ==, 1);
    g_assert_cmpint(imports_get_int(f, "SELECT COUNT(*) FROM contact WHERE email = 'novi@x.rs' AND deleted_at IS NULL"),
                    ==, 1);
}

static void
test_undo__goes_back_batch_by_batch(Imports *f, G_GNUC_UNUSED gconstpointer data)
{
    imports_assert(f, "contacts", CONTACTS "K1,Prvi,,a@x.rs,060 1111\n", "1 0 0 0");
    imports_assert(f, "contacts", CONTACTS "K1,Prvi,,a@x.rs,060 1112\n", "0 1 0 0");
    imports_undo(f, 2, "0 1 0");
    imports_undo(f, 1, "1 0 0");
    g_assert_cmpint(imports_get_int(f, "SELECT COUNT(*) FROM contact WHERE deleted_at IS NULL"), ==, 0);
}

static void
test_undo__leaves_what_others_name(Imports *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *item = NULL;
    gint64 list;

    kam_test_db_run(f->db,
                    "INSERT INTO product (id, name, name_key, created_at, is_charge) VALUES (201, 'V', 'v', 1, 0)");
    imports_assert(f, "price_lists",
                   "Name,Currency,Valid from\nVeleprodaja,RSD,2026-01-01\nMaloprodaja,RSD,2026-01-01\n", "2 0 0 0");
    list = imports_get_int(f, "SELECT id FROM price_list WHERE name = 'Veleprodaja'");
    item = g_strdup_printf("{'price_list_id':'%" G_GINT64_FORMAT "','product_id':'201','price':{'amount':'5',"
                           "'currency':'RSD'}}",
                           list);
    imports_create(f, "price_list_item", item);
    imports_undo(f, 1, "1 0 1");
    g_assert_cmpint(
        imports_get_int(f, "SELECT COUNT(*) FROM price_list WHERE deleted_at IS NULL AND name = 'Veleprodaja'"), ==, 1);
}

static void
test_undo__that_breaks_leaves_the_batch(Imports *f, G_GNUC_UNUSED gconstpointer data)
{
    imports_assert(f, "contacts", CONTACTS "K1,A,,a@x.rs,\nK1,B,,b@x.rs,\nK2,C,,c@x.rs,\n", "3 0 0 0");
    for (guint n = 1; n < 40; n += 6) {
        g_auto(KamRecordUndo) undo = { 0 };
        g_autoptr(GError) error = NULL;

        kam_db_fail_after(f->db, n);
        g_assert_false(kam_record_import_undo(&f->work, 1, &undo, &error));
        kam_db_fail_after(f->db, 0);
        g_assert_error(error, KAM_ERROR, KAM_ERROR_STORE);
        g_assert_cmpint(imports_get_int(f, "SELECT COUNT(*) FROM contact WHERE deleted_at IS NULL"), ==, 3);
        g_assert_cmpint(imports_get_int(f, "SELECT COUNT(*) FROM import_batch WHERE state = 'done'"), ==, 1);
    }
    imports_undo(f, 1, "3 0 0");
}

void
add_undo_tests(void)
{
    imports_add("undo/deletes_and_restores", test_undo__deletes_and_restores);
    imports_add("undo/leaves_what_changed_since", test_undo__leaves_what_changed_since);
    imports_add("undo/goes_back_batch_by_batch", test_undo__goes_back_batch_by_batch);
    imports_add("undo/leaves_what_others_name", test_undo__leaves_what_others_name);
    imports_add("undo/that_breaks_leaves_the_batch", test_undo__that_breaks_leaves_the_batch);
}
