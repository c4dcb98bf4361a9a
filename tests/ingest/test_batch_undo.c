/* Batches taken back: everything is as it was before; what later batches stand on stays. Dry runs, refused rows. */
#include <string.h>

#include "base/id.h"
#include "batch_support.h"

static const char first_file[] = HEADER "F1,1,2024-01-02,100,Alfa doo,A1,Vijak,10,100.50,RSD\n"
                                        "F1,2,2024-01-02,100,Alfa doo,A2,Matica,2,20,RSD\n"
                                        "F2,1,2024-01-03,,Beta doo,A1,Vijak,3,30.25,RSD\n"
                                        "F2,2,2024-01-03,,Beta doo,POST,Postage,1,3,RSD\n";

/* Corrects a line, adds one, renames an account, gives another its number, brings a new document, account and article.
 */
static const char second_file[] = HEADER "F1,2,2024-01-02,100,Alfa Plus doo,A2,Matica,2,22,RSD\n"
                                         "F1,3,2024-01-02,100,Alfa Plus doo,A3,Podloška,2,22,RSD\n"
                                         "F3,1,2024-02-03,200,Beta doo,A1,Vijak,3,33,RSD\n"
                                         "F4,1,2024-02-03,300,Gama doo,A4,Klin,3,33,RSD\n";

static void
assert_undo_fails(Batches *f, gint64 id, KamErrorCode code, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *before = batches_dump(f);
    g_autofree char *after = NULL;
    guint64 lines = 77;

    g_assert_false(kam_batch_undo(f->db, id, 0, &lines, &error));
    g_assert_error(error, KAM_ERROR, (int)code);
    g_assert_nonnull(strstr(error->message, words));
    g_assert_cmpuint(lines, ==, 77);
    after = batches_dump(f);
    g_assert_cmpstr(after, ==, before);
}

static void
test_undo__leaves_an_empty_database(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *before = batches_dump(f);
    g_autofree char *after = NULL;

    g_assert_cmpint(batches_import(f, first_file).id, ==, 1);
    g_assert_cmpuint(batches_undo(f, 1), ==, 4);
    after = batches_dump(f);
    g_assert_cmpstr(after, ==, before);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT COUNT(*) FROM import_batch WHERE state = 'undone'"), ==, 1);
}

static void
test_undo__brings_back_what_was_replaced(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    KamBatchResult result;

    batches_import(f, first_file);
    before = batches_dump(f);
    result = batches_import(f, second_file);
    g_assert_cmpuint(result.changed_accounts, ==, 2);
    g_assert_cmpuint(batches_undo(f, result.id), ==, 4);
    after = batches_dump(f);
    g_assert_cmpstr(after, ==, before);
    /* And the file can be imported again, as if never before. */
    g_assert_cmpuint(batches_import(f, second_file).balance.taken, ==, 4);
}

static void
test_undo__of_a_moved_document(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;

    batches_import(f, first_file);
    before = batches_dump(f);
    batches_import(f, HEADER "F1,1,2024-01-02,900,Omega doo,A1,Vijak,10,100.50,RSD\n"
                             "F1,2,2024-01-02,900,Omega doo,A2,Matica,2,20,RSD\n");
    g_assert_cmpint(batches_count(f, "sales_document"), ==, 2);
    batches_undo(f, 2);
    after = batches_dump(f);
    g_assert_cmpstr(after, ==, before);
}

static void
test_undo__of_a_document_in_another_currency(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;

    batches_import(f, first_file);
    before = batches_dump(f);
    batches_import(f, HEADER "F1,1,2024-01-02,100,Alfa doo,A1,Vijak,10,100.50,EUR\n"
                             "F1,2,2024-01-02,100,Alfa doo,A2,Matica,2,20,EUR\n");
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT lines FROM account_month WHERE currency = 'EUR'"), ==, 2);
    batches_undo(f, 2);
    after = batches_dump(f);
    g_assert_cmpstr(after, ==, before);
}

static void
test_undo__twice_or_of_nothing_is_refused(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    batches_import(f, first_file);
    assert_undo_fails(f, 7, KAM_ERROR_NOT_FOUND, "'7'");
    batches_undo(f, 1);
    assert_undo_fails(f, 1, KAM_ERROR_CONFLICT, "undone already");
}

static void
test_undo__of_what_a_later_batch_corrected_is_refused(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    batches_import(f, first_file);
    batches_import(f, second_file);
    assert_undo_fails(f, 1, KAM_ERROR_CONFLICT, "'2'");
    batches_undo(f, 2);
    batches_undo(f, 1);
    g_assert_cmpint(batches_count(f, "sales_line"), ==, 0);
}

static void
test_undo__leaves_accounts_that_others_need(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    batches_import(f, HEADER "F1,1,2024-01-02,100,Alfa doo,A1,Vijak,10,100,RSD\n");
    batches_import(f, HEADER "F2,1,2024-01-02,100,Alfa doo,A1,Vijak,10,50,RSD\n");
    batches_undo(f, 1);
    g_assert_cmpint(batches_count(f, "account"), ==, 1);
    g_assert_cmpint(batches_count(f, "product"), ==, 1);
    g_assert_cmpint(batches_net_cents(f), ==, 5000);
    batches_undo(f, 2);
    g_assert_cmpint(batches_count(f, "sales_line"), ==, 0);
}

/* Each of two batches renamed the account; the older one is taken back first. */
static void
test_undo__out_of_order_keeps_the_newer_name(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;

    batches_import(f, HEADER "F1,1,2024-01-02,100,Alfa,A1,Vijak,1,10,RSD\n");
    before = batches_dump(f);
    batches_import(f, HEADER "F2,1,2024-01-02,100,Beta,A1,Vijak,1,10,RSD\n");
    batches_import(f, HEADER "F3,1,2024-01-02,100,Gama,A1,Vijak,1,10,RSD\n");
    batches_undo(f, 2);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT COUNT(*) FROM account WHERE name = 'Gama'"), ==, 1);
    batches_undo(f, 3);
    after = batches_dump(f);
    g_assert_cmpstr(after, ==, before);
}

static void
test_undo__numbers_of_batches_are_not_used_again(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    batches_import(f, first_file);
    batches_undo(f, 1);
    g_assert_cmpint(batches_import(f, first_file).id, ==, 2);
}

/* A rule that came after the batch holds when an article goes back to what it was. */
static void
test_undo__goes_by_the_rules_of_today(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    batches_import(f, "document,date,account_number,product_number,net\nF1,2024-01-02,100,X9,10\n");
    batches_import(f, BARE "F2,2024-01-02,100,Alfa,X9,Montaža,1,5,\n");
    kam_test_db_run(f->db, "INSERT INTO charge_rule (id, field, pattern, reason, enabled) "
                           "VALUES (1, 'product_number', 'x9', 'service', 1)");
    batches_undo(f, 2);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT is_charge FROM product"), ==, 1);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT is_charge FROM account_month"), ==, 1);
}

/* --- dry runs and refused rows --- */

static void
test_dry_run__tells_and_changes_nothing(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = batches_write(f, second_file);
    const char *const paths[] = { path, NULL };
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    KamBatchResult tried, done;

    batches_import(f, first_file);
    before = batches_dump(f);
    g_assert_true(batches_try(f, paths, NULL, TRUE, &tried, &error));
    g_assert_no_error(error);
    after = batches_dump(f);
    g_assert_cmpstr(after, ==, before);
    g_assert_cmpint(batches_count(f, "import_batch"), ==, 1);
    g_assert_cmpint(tried.id, ==, 0);
    done = batches_import(f, second_file);
    g_assert_cmpmem(&tried.balance, sizeof tried.balance, &done.balance, sizeof done.balance);
    g_assert_cmpuint(tried.new_accounts, ==, done.new_accounts);
    g_assert_cmpuint(tried.changed_accounts, ==, done.changed_accounts);
}

static void
test_rejects__mended_file_completes_the_import(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = batches_write(f, HEADER "F1,1,2024-01-02,100,Alfa doo,A1,Vijak,1,10,RSD\n"
                                                    "F1,2,2024-01-02,100,Alfa doo,A2,Matica,1,dvadeset,RSD\n"
                                                    "F2,1,2024-13-40,100,Alfa doo,A2,Matica,1,30,RSD\n"
                                                    "F3,1,2024-01-05,100,Alfa doo,A2,Matica,1,40,RSD\n");
    g_autofree char *rejects_path = g_build_filename(f->folder, "refused.csv", NULL);
    const char *const paths[] = { path, NULL };
    const KamIngestOptions options = { .rejects_path = rejects_path };
    g_autofree char *text = NULL;
    g_autoptr(GString) mended = NULL;
    KamBatchResult result;

    g_assert_true(batches_try(f, paths, &options, FALSE, &result, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(result.balance.read, ==, 4);
    g_assert_cmpuint(result.balance.taken, ==, 2);
    g_assert_cmpuint(result.balance.refused, ==, 2);
    g_assert_true(g_file_get_contents(rejects_path, &text, NULL, NULL));
    mended = g_string_new(text);
    g_assert_cmpuint(g_string_replace(mended, "dvadeset,RSD", "20,RSD", 0), ==, 1);
    g_assert_cmpuint(g_string_replace(mended, "F2,1,2024-13-40", "F2,1,2024-01-04", 0), ==, 1);
    result = batches_import(f, mended->str);
    g_assert_cmpuint(result.balance.taken, ==, 2);
    g_assert_cmpuint(result.balance.refused, ==, 0);
    g_assert_cmpint(batches_net_cents(f), ==, 10000);
    g_assert_cmpint(batches_count(f, "sales_document"), ==, 3);
}

/* What is read must not be written over: the mended rows would be lost. */
static void
test_rejects__never_over_a_file_that_is_read(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    static const char text[] = HEADER "F1,1,2024-01-02,100,Alfa doo,A1,Vijak,1,abc,RSD\n";
    g_autofree char *first = batches_write(f, text);
    g_autofree char *second = batches_write(f, text);
    g_autofree char *roundabout = g_build_filename(f->folder, ".", "2.csv", NULL);
    const char *const paths[] = { first, second, NULL };
    const KamIngestOptions options = { .rejects_path = roundabout };
    g_autofree char *after = NULL;
    KamBatchResult result;

    g_assert_false(batches_try(f, paths, &options, FALSE, &result, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_USAGE);
    g_assert_nonnull(strstr(error->message, roundabout));
    g_assert_true(g_file_get_contents(second, &after, NULL, NULL));
    g_assert_cmpstr(after, ==, text);
}

#define ADD(group, name) batches_add(#group "/" #name, test_##group##__##name)

void
batches_add_undo_tests(void)
{
    ADD(undo, leaves_an_empty_database);
    ADD(undo, brings_back_what_was_replaced);
    ADD(undo, of_a_moved_document);
    ADD(undo, of_a_document_in_another_currency);
    ADD(undo, twice_or_of_nothing_is_refused);
    ADD(undo, of_what_a_later_batch_corrected_is_refused);
    ADD(undo, leaves_accounts_that_others_need);
    ADD(undo, out_of_order_keeps_the_newer_name);
    ADD(undo, numbers_of_batches_are_not_used_again);
    ADD(undo, goes_by_the_rules_of_today);
    ADD(dry_run, tells_and_changes_nothing);
    ADD(rejects, mended_file_completes_the_import);
    ADD(rejects, never_over_a_file_that_is_read);
}
