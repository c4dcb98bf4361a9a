/* Rows become records: columns, languages, matching, references, refused rows, rights, broken runs. */
#include <glib/gstdio.h>
#include <string.h>

#include "support.h"

#define PRICES "price_list_id;product_id;price;min_quantity\n"
#define CONTACTS "Account,Family name,Given name,E-mail,Phone,Influence\n"

static void
test_import__makes_and_changes_by_match_key(Imports *f, G_GNUC_UNUSED gconstpointer data)
{
    imports_assert(f, "contacts", CONTACTS "K1,Ilic,Ana,ana@x.rs,060 1111,7\nK1,Peric,Pera,pera@x.rs,060 1112,\n",
                   "2 0 0 0");
    g_assert_cmpint(f->result.batch, ==, 1);
    /* An empty cell changes nothing; case of an address does not matter. */
    imports_assert(f, "contacts", CONTACTS "K1,Ilić,Ana,ANA@x.rs,,\nK1,Peric,Pera,pera@x.rs,,\n", "0 1 1 0");
    g_assert_cmpint(imports_get_int(f, "SELECT COUNT(*) FROM contact WHERE family_name = 'Ilić' AND phone = '060 1111'"
                                       " AND influence = 7 AND version = 2"),
                    ==, 1);
    g_assert_cmpint(imports_get_int(f, "SELECT COUNT(*) FROM search_word WHERE word = 'ilic'"), ==, 1);
    g_assert_cmpint(imports_get_int(f, "SELECT COUNT(*) FROM audit_entry WHERE user_id = 1 AND type = 'contact'"
                                       " AND action IN ('create', 'update')"),
                    ==, 3);
    imports_assert(f, "contacts", CONTACTS "K1,Ilić,Ana,ana@x.rs,,\n", "0 0 1 0");
    g_assert_cmpint(f->result.batch, ==, 0);
    g_assert_cmpint(imports_get_int(f, "SELECT COUNT(*) FROM import_batch WHERE kind = 'contacts' AND state = 'done'"),
                    ==, 2);
}

static void
test_import__knows_cyrillic_and_serbian(Imports *f, G_GNUC_UNUSED gconstpointer data)
{
    imports_assert(f, "sites",
                   "\xEF\xBB\xBFКупац;Назив;Врста;Географска ширина;Географска дужина\r\n"
                   "Метал ДОО;Магацин;Складиште;44,8125;20,4612\r\n",
                   "1 0 0 0");
    g_assert_cmpint(f->result.language, ==, KAM_LANGUAGE_SR_CYRL);
    g_assert_cmpint(imports_get_int(f, "SELECT COUNT(*) FROM site WHERE account_id = 101 AND name = 'Магацин'"
                                       " AND kind = 'warehouse' AND latitude_micro = 44812500"),
                    ==, 1);
    imports_assert(f, "tasks", "Naslov;Kupac;Ko radi;Rok;Prioritet\nPonuda;101134702;Dara;7. 3. 2026.;visok\n",
                   "1 0 0 0");
    g_assert_cmpint(imports_get_int(f, "SELECT COUNT(*) FROM task WHERE account_id = 101 AND user_id = 1 AND"
                                       " due_on = 20519 AND priority = 'high'"),
                    ==, 1);
}

static void
test_language__follows_cells_or_is_asked_for(Imports *f, G_GNUC_UNUSED gconstpointer data)
{
    /* Names of fields say no language: 44,5 can only be Serbian. */
    imports_assert(f, "sites", "account_id;name;latitude;longitude\nK1;A;44,5;20,5\n", "1 0 0 0");
    g_assert_cmpint(f->result.language, ==, KAM_LANGUAGE_SR);
    /* English headers over Serbian numbers: the cells are right. */
    imports_assert(f, "sites", "Account;Name;Latitude;Longitude\nK1;B;44,5;20,5\n", "1 0 0 0");
    g_assert_cmpint(f->result.language, ==, KAM_LANGUAGE_SR);
    kam_test_db_run(f->db,
                    "INSERT INTO product (id, name, name_key, created_at, is_charge) VALUES (201, 'V', 'v', 1, 0)");
    imports_create(f, "price_list", "{'name':'Veleprodaja','currency':'RSD','valid_from':'2026-01-02'}");
    imports_refuse(f, "price_list_items", PRICES "Veleprodaja;V;5 RSD;1.200\n", KAM_ERROR_AMBIGUOUS, "--language");
    /* One cell that can be read in one way alone tells about the others. */
    imports_assert(f, "price_list_items", PRICES "Veleprodaja;V;5 RSD;1.200\nVeleprodaja;V;4,5 RSD;2.400\n", "2 0 0 0");
    f->options.wish.language = KAM_LANGUAGE_EN;
    imports_assert(f, "price_list_items", PRICES "Veleprodaja;V;5 RSD;1.200\n", "1 0 0 0");
    g_assert_cmpint(imports_get_int(f, "SELECT CAST(SUM(min_quantity_micro) AS BIGINT) FROM price_list_item"), ==,
                    G_GINT64_CONSTANT(3601200000));
}

static void
test_reference__is_found_or_refused_with_candidates(Imports *f, G_GNUC_UNUSED gconstpointer data)
{
    kam_test_db_run(f->db, "INSERT INTO account (id, number, name, name_key, created_at) VALUES"
                           " (103, 'K3', 'Drvo ad', 'drvo', 1)");
    imports_assert(f, "contacts",
                   CONTACTS "101,A,,a@x.rs,,\nMETAL DOO,B,,b@x.rs,,\nRS 101134702,C,,c@x.rs,,\nDrvo,D,,d@x.rs,,\n",
                   "4 0 0 0");
    /* By its very name it was one of them; by the name without the legal form it is two. */
    imports_assert(f, "contacts", CONTACTS "DRVO DOO,E,,e@x.rs,,\nNema,F,,f@x.rs,,\n", "0 0 0 2");
    g_assert_nonnull(strstr(f->rejects, "'Drvo' (id 102)"));
    g_assert_nonnull(strstr(f->rejects, "'Drvo ad' (id 103)"));
    g_assert_nonnull(strstr(f->rejects, "there is no account 'Nema'"));
    g_assert_cmpint(imports_get_int(f, "SELECT COUNT(*) FROM contact WHERE account_id = 101"), ==, 3);
}

static void
test_references__to_many_and_to_rows_above(Imports *f, G_GNUC_UNUSED gconstpointer data)
{
    imports_assert(f, "contacts",
                   "Account,Family name,E-mail,Reports to\nK1,Alfa,a@x.rs,\nK1,Beta,b@x.rs,Alfa\n"
                   "K1,Gama,c@x.rs,Alfa; b@x.rs\n",
                   "3 0 0 0");
    g_assert_cmpint(imports_get_int(f, "SELECT COUNT(*) FROM record_link WHERE field = 'reports_to'"), ==, 3);
    imports_assert(f, "product_categories", "Name,Category above\nAlat,\nBušilice,alat\n", "2 0 0 0");
    g_assert_cmpint(imports_get_int(f, "SELECT COUNT(*) FROM product_category WHERE parent_id IS NOT NULL"), ==, 1);
}

static void
test_rejects__tell_all_faults_and_are_a_file_again(Imports *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *mended = NULL;
    g_auto(GStrv) parts = NULL;

    imports_assert(f, "contacts", CONTACTS "K1,Dobra,,dobra@x.rs,,\nK1,,,bez-adrese,,77\n", "1 0 0 1");
    g_assert_nonnull(strstr(f->rejects, "3,E-mail,bez-adrese,"));
    g_assert_nonnull(strstr(f->rejects, "influence: "));
    parts = g_strsplit(f->rejects, "bez-adrese,,77", 2);
    mended = g_strconcat(parts[0], "loša@x.rs,,7", parts[1], NULL);
    imports_assert(f, "contacts", mended, "0 0 0 1");
    g_assert_nonnull(strstr(f->rejects, "family_name: "));
    g_assert_null(strstr(f->rejects, "influence: "));
}

static void
test_dry_run__tells_and_changes_nothing(Imports *f, G_GNUC_UNUSED gconstpointer data)
{
    const KamImportedRecord *shown;
    gint64 before;

    imports_assert(f, "contacts", CONTACTS "K1,Ilic,Ana,ana@x.rs,060 1111,\n", "1 0 0 0");
    before = imports_count_all(f);
    f->options.is_dry = TRUE;
    imports_assert(f, "contacts", CONTACTS "K1,Ilic,Ana,ana@x.rs,060 1112,\nK1,Novi,,novi@x.rs,,\n", "1 1 0 0");
    g_assert_cmpint(f->result.batch, ==, 0);
    g_assert_cmpint(imports_count_all(f), ==, before);
    g_assert_cmpuint(f->result.shown->len, ==, 2);
    shown = &g_array_index(f->result.shown, KamImportedRecord, 0);
    g_assert_cmpstr(shown->fields, ==, "phone: '060 1111' -> '060 1112'");
    g_assert_cmpstr(shown->title, ==, "Ana Ilic");
    g_assert_true(g_array_index(f->result.shown, KamImportedRecord, 1).is_new);
}

static void
test_columns__are_mapped_passed_over_or_asked_about(Imports *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const maps[] = { "email=Elektronska pošta", "phone=D", "note=", NULL };
    static const char *const wrong[] = { "emial=C", NULL };

    f->options.wish.maps = maps;
    imports_assert(
        f, "contacts",
        "Firma spisak\n\nAccount,Family name,Elektronska pošta,Kontakt,Note,Name\nK1,A,a@x.rs,060 1111,bez,Neko\n",
        "1 0 0 0");
    g_assert_cmpint(
        imports_get_int(f, "SELECT COUNT(*) FROM contact WHERE email = 'a@x.rs' AND phone = '060 1111' AND note IS"
                           " NULL AND name = 'A'"),
        ==, 1);
    g_assert_cmpuint(f->result.passed->len, ==, 2);
    f->options.wish.maps = wrong;
    imports_refuse(f, "contacts", CONTACTS "K1,A,,,,\n", KAM_ERROR_USAGE, "emial");
    f->options.wish.maps = NULL;
    imports_refuse(f, "contacts", "Account,E-mail,Email\nK1,a@x.rs,b@x.rs\n", KAM_ERROR_AMBIGUOUS, "--map email=");
    imports_refuse(f, "contacts", "Kolona,Stvar\n1,2\n", KAM_ERROR_AMBIGUOUS, "'Kolona', 'Stvar'");
    imports_refuse(f, "contacts", CONTACTS, KAM_ERROR_INVALID, "no row");
    imports_refuse(f, "contacts", "", KAM_ERROR_INVALID, "empty");
}

static void
test_row__without_match_key_is_taken_once(Imports *f, G_GNUC_UNUSED gconstpointer data)
{
    const char *tasks =
        "Title,Account,Who does it,Due,Priority\nCall,K1,Dara,2026-03-07,High\nCall,K1,Dara,2026-04-07,\n"
        "Call,K1,Dara,2026-03-07,High\n";
    g_autofree char *by_id = NULL;
    gint64 first;

    imports_assert(f, "tasks", tasks, "2 0 1 0");
    imports_assert(f, "tasks", tasks, "0 0 3 0");
    first = imports_get_int(f, "SELECT MIN(id) FROM task");
    by_id = g_strdup_printf("Id,Title\n%" G_GINT64_FORMAT ",Call again\n17,Nobody\n,\n", first);
    imports_assert(f, "tasks", by_id, "0 1 0 1");
    g_assert_nonnull(strstr(f->rejects, "empty the cell to make a new one"));
}

static void
test_rights__are_those_of_the_actor(Imports *f, G_GNUC_UNUSED gconstpointer data)
{
    imports_assert(f, "contacts", CONTACTS "K2,Tajni,,tajni@x.rs,,\n", "1 0 0 0");
    imports_act_as(f, KAM);
    imports_assert(f, "contacts", CONTACTS "K1,Moj,,moj@x.rs,,\nK2,Tudji,,tudji@x.rs,,\n", "1 0 0 1");
    g_assert_nonnull(strstr(f->rejects, "there is no account 'K2'"));
    /* Who does not see a contact does not find it by its address either. */
    imports_assert(f, "contacts", CONTACTS "K1,Isti,,tajni@x.rs,,\n", "1 0 0 0");
    g_assert_cmpint(imports_get_int(f, "SELECT COUNT(*) FROM contact WHERE family_name = 'Tajni' AND version = 1"), ==,
                    1);
    imports_refuse(f, "price_lists", "Name,Currency\nA,RSD\n", KAM_ERROR_DENIED, "master_write");
}

static gboolean
cancel(gpointer data, G_GNUC_UNUSED guint64 rows, G_GNUC_UNUSED guint64 done, G_GNUC_UNUSED guint64 total)
{
    (*(guint *)data)++;
    return FALSE;
}

static char *
many_contacts(guint n)
{
    GString *text = g_string_new("Kupac;Prezime;Ime;E-adresa;Telefon;Uticaj\n");

    for (guint i = 0; i < n; i++)
        g_string_append_printf(text, "%s;Prezime %u;Ime;osoba%u@firma.rs;+381 11 %06u;%u\n", i % 2 ? "K1" : "Drvo", i,
                               i, i, i % 10);
    return g_string_free(text, FALSE);
}

static void
test_run__that_breaks_leaves_nothing(Imports *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *text = many_contacts(300);
    guint calls = 0;

    f->options.progress = (KamProgress) { cancel, &calls };
    imports_refuse(f, "contacts", text, KAM_ERROR_CANCELLED, "nothing was changed");
    g_assert_cmpuint(calls, ==, 1);
    f->options.progress = (KamProgress) { 0 };
    for (guint n = 1; n < 400; n += 37) {
        g_autoptr(GError) error = NULL;

        kam_db_fail_after(f->db, n);
        g_assert_false(imports_try(f, "contacts", text, &error));
        kam_db_fail_after(f->db, 0);
        g_assert_error(error, KAM_ERROR, KAM_ERROR_STORE);
        g_assert_cmpint(imports_count_all(f), ==, 0);
    }
    imports_assert(f, "contacts", text, "300 0 0 0");
}

static void
test_run__takes_ten_thousand_contacts(Imports *f, G_GNUC_UNUSED gconstpointer data)
{
    guint n = g_test_slow() ? 10000 : 1000;
    g_autofree char *text = many_contacts(n);
    g_autofree char *made = g_strdup_printf("%u 0 0 0", n), *equal = g_strdup_printf("0 0 %u 0", n);
    g_autofree char *undone = g_strdup_printf("%u 0 0", n);

    imports_assert(f, "contacts", text, made);
    imports_assert(f, "contacts", text, equal);
    imports_undo(f, 1, undone);
    g_assert_cmpint(imports_get_int(f, "SELECT COUNT(*) FROM contact WHERE deleted_at IS NULL"), ==, 0);
}

void
add_import_tests(void)
{
    imports_add("import/makes_and_changes_by_match_key", test_import__makes_and_changes_by_match_key);
    imports_add("import/knows_cyrillic_and_serbian", test_import__knows_cyrillic_and_serbian);
    imports_add("language/follows_cells_or_is_asked_for", test_language__follows_cells_or_is_asked_for);
    imports_add("reference/is_found_or_refused_with_candidates", test_reference__is_found_or_refused_with_candidates);
    imports_add("references/to_many_and_to_rows_above", test_references__to_many_and_to_rows_above);
    imports_add("rejects/tell_all_faults_and_are_a_file_again", test_rejects__tell_all_faults_and_are_a_file_again);
    imports_add("dry_run/tells_and_changes_nothing", test_dry_run__tells_and_changes_nothing);
    imports_add("columns/are_mapped_passed_over_or_asked_about", test_columns__are_mapped_passed_over_or_asked_about);
    imports_add("row/without_match_key_is_taken_once", test_row__without_match_key_is_taken_once);
    imports_add("rights/are_those_of_the_actor", test_rights__are_those_of_the_actor);
    imports_add("run/that_breaks_leaves_nothing", test_run__that_breaks_leaves_nothing);
    imports_add("run/takes_ten_thousand_contacts", test_run__takes_ten_thousand_contacts);
}
