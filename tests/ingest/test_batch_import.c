/* What an import takes: new, known and corrected documents; moved ones; several files and currencies; random histories.
 */
#include <string.h>

#include "batch_support.h"

static const char three_documents[] = HEADER "F1,1,2024-01-02,100,Alfa doo,A1,Vijak,10,100.50,RSD\n"
                                             "F1,2,2024-01-02,100,Alfa doo,A2,Matica,2,20,RSD\n"
                                             "F2,1,2024-01-03,200,Beta doo,A1,Vijak,3,30.25,RSD\n"
                                             "K1,1,2024-02-05,100,Alfa doo,A1,Vijak,-1,-10.05,RSD\n";

static void
assert_lines(Batches *f, const char *expected)
{
    g_autofree char *got = batches_lines(f);

    g_assert_cmpstr(got, ==, expected);
}

static void
test_import__takes_every_line(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    KamBatchResult result = batches_import(f, three_documents);

    g_assert_cmpint(result.id, ==, 1);
    g_assert_cmpuint(result.balance.read, ==, 4);
    g_assert_cmpuint(result.balance.taken, ==, 4);
    g_assert_cmpuint(result.balance.documents, ==, 3);
    g_assert_cmpint(result.balance.net_micro, ==, 140700000);
    g_assert_cmpstr(result.currency, ==, "RSD");
    g_assert_cmpuint(result.new_accounts, ==, 2);
    g_assert_cmpuint(result.new_products, ==, 2);
    g_assert_cmpint(result.first_day, ==, kam_day_from_civil(2024, 1, 2));
    g_assert_cmpint(result.last_day, ==, kam_day_from_civil(2024, 2, 5));
    assert_lines(f, "100 F1 1 A1 10050\n100 F1 2 A2 2000\n100 K1 1 A1 -1005\n200 F2 1 A1 3025\n");
    g_assert_cmpint(batches_net_cents(f), ==, 14070);
}

static void
test_import__same_file_again_changes_nothing(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    KamBatchResult first = batches_import(f, three_documents), second;
    g_autofree char *before = batches_dump(f);
    g_autofree char *after = NULL;

    second = batches_import(f, three_documents);
    after = batches_dump(f);
    g_assert_cmpstr(after, ==, before);
    g_assert_cmpint(second.id, ==, 0);
    g_assert_cmpuint(second.balance.taken, ==, 0);
    g_assert_cmpuint(second.balance.repeated, ==, first.balance.taken);
    g_assert_cmpuint(second.balance.repeated_documents, ==, 3);
    g_assert_cmpint(second.balance.repeated_net_micro, ==, first.balance.net_micro);
    g_assert_cmpint(batches_count(f, "import_batch"), ==, 1);
}

static void
test_import__correction_by_position_leaves_the_others(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    KamBatchResult result;

    batches_import(f, three_documents);
    result = batches_import(f, HEADER "F1,2,2024-01-02,100,Alfa doo,A2,Matica,2,22,RSD\n"
                                      "F1,3,2024-01-02,100,Alfa doo,A3,Podloška,1,1,RSD\n");
    g_assert_cmpint(result.id, ==, 2);
    g_assert_cmpuint(result.balance.taken, ==, 2);
    g_assert_cmpuint(result.balance.updated, ==, 1);
    g_assert_cmpuint(result.balance.updated_documents, ==, 1);
    g_assert_cmpint(result.balance.net_micro, ==, 23000000);
    assert_lines(f, "100 F1 1 A1 10050\n100 F1 2 A2 2200\n100 F1 3 A3 100\n100 K1 1 A1 -1005\n200 F2 1 A1 3025\n");
}

static void
test_import__correction_again_changes_nothing(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char correction[] = HEADER "F1,2,2024-01-02,100,Alfa doo,A2,Matica,2,22,RSD\n";
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    KamBatchResult result;

    batches_import(f, three_documents);
    batches_import(f, correction);
    before = batches_dump(f);
    result = batches_import(f, correction);
    after = batches_dump(f);
    g_assert_cmpstr(after, ==, before);
    g_assert_cmpint(result.id, ==, 0);
    g_assert_cmpuint(result.balance.repeated, ==, 1);
    g_assert_cmpuint(result.balance.repeated_documents, ==, 1);
}

static void
test_import__whole_document_again_says_which_lines_changed(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    KamBatchResult result;

    batches_import(f, three_documents);
    result = batches_import(f, HEADER "F1,1,2024-01-02,100,Alfa doo,A1,Vijak,10,100.50,RSD\n"
                                      "F1,2,2024-01-02,100,Alfa doo,A2,Matica,2,22,RSD\n");
    g_assert_cmpuint(result.balance.taken, ==, 1);
    g_assert_cmpuint(result.balance.repeated, ==, 1);
    g_assert_cmpint(result.balance.repeated_net_micro, ==, 100500000);
    assert_lines(f, "100 F1 1 A1 10050\n100 F1 2 A2 2200\n100 K1 1 A1 -1005\n200 F2 1 A1 3025\n");
}

static void
test_import__without_positions_the_document_is_replaced(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    KamBatchResult result;

    batches_import(f, BARE "F1,2024-01-02,100,Alfa doo,A1,Vijak,10,100,RSD\n"
                           "F1,2024-01-02,100,Alfa doo,A2,Matica,2,20,RSD\n"
                           "F1,2024-01-02,100,Alfa doo,A3,Podloška,3,30,RSD\n"
                           "F2,2024-01-02,100,Alfa doo,A3,Podloška,3,30,RSD\n");
    result = batches_import(f, BARE "F1,2024-01-02,100,Alfa doo,A1,Vijak,10,100,RSD\n"
                                    "F1,2024-01-02,100,Alfa doo,A2,Matica,2,21,RSD\n");
    g_assert_cmpuint(result.balance.taken, ==, 1);
    g_assert_cmpuint(result.balance.repeated, ==, 1);
    assert_lines(f, "100 F1 1 A1 10000\n100 F1 2 A2 2100\n100 F2 1 A3 3000\n");
}

static void
test_import__positions_replace_ordinals_whole(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    batches_import(f, BARE "F1,2024-01-02,100,Alfa doo,A1,Vijak,10,100,RSD\n"
                           "F1,2024-01-02,100,Alfa doo,A2,Matica,2,20,RSD\n");
    batches_import(f, HEADER "F1,10,2024-01-02,100,Alfa doo,A1,Vijak,10,100,RSD\n"
                             "F1,20,2024-01-02,100,Alfa doo,A2,Matica,2,20,RSD\n");
    assert_lines(f, "100 F1 10 A1 10000\n100 F1 20 A2 2000\n");
}

static void
test_import__files_that_overlap_count_once(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char january[] = BARE "F1,2024-01-02,100,Alfa doo,A1,Vijak,1,10,RSD\n"
                                       "F2,2024-01-31,100,Alfa doo,A1,Vijak,2,20,RSD\n"
                                       "F2,2024-01-31,100,Alfa doo,A1,Vijak,2,20,RSD\n";
    static const char february[] = BARE "F2,2024-01-31,100,Alfa doo,A1,Vijak,2,20,RSD\n"
                                        "F2,2024-01-31,100,Alfa doo,A1,Vijak,2,20,RSD\n"
                                        "F3,2024-02-01,100,Alfa doo,A1,Vijak,3,30,RSD\n";
    static const char expected[] = "100 F1 1 A1 1000\n100 F2 1 A1 2000\n100 F2 2 A1 2000\n100 F3 1 A1 3000\n";
    KamBatchResult result = batches_import_two(f, january, february);

    g_assert_cmpuint(result.balance.taken, ==, 4);
    g_assert_cmpuint(result.balance.repeated, ==, 2);
    g_assert_cmpuint(result.balance.repeated_documents, ==, 1);
    g_assert_cmpuint(result.balance.documents, ==, 3);
    g_assert_cmpint(result.balance.repeated_net_micro, ==, 40000000);
    assert_lines(f, expected);
    batches_undo(f, result.id);

    batches_import(f, january);
    result = batches_import(f, february);
    g_assert_cmpuint(result.balance.taken, ==, 1);
    g_assert_cmpuint(result.balance.repeated, ==, 2);
    g_assert_cmpuint(result.balance.repeated_documents, ==, 1);
    assert_lines(f, expected);
}

static void
test_import__later_file_of_a_run_corrects_the_earlier(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    KamBatchResult result =
        batches_import_two(f, three_documents, HEADER "F1,2,2024-01-02,100,Alfa doo,A2,Matica,2,22,RSD\n");

    g_assert_cmpuint(result.balance.read, ==, 5);
    g_assert_cmpuint(result.balance.taken, ==, 4);
    g_assert_cmpuint(result.balance.repeated, ==, 1);
    assert_lines(f, "100 F1 1 A1 10050\n100 F1 2 A2 2200\n100 K1 1 A1 -1005\n200 F2 1 A1 3025\n");
    /* Both again: nothing differs from what is stored. */
    result = batches_import_two(f, three_documents, HEADER "F1,2,2024-01-02,100,Alfa doo,A2,Matica,2,22,RSD\n");
    g_assert_cmpint(result.id, ==, 0);
}

static void
test_import__corrected_customer_moves_the_document(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    KamBatchResult result;

    batches_import(f, three_documents);
    result = batches_import(f, HEADER "F2,1,2024-01-03,300,Gama doo,A1,Vijak,3,30.25,RSD\n");
    g_assert_cmpuint(result.balance.updated_documents, ==, 1);
    g_assert_cmpint(batches_count(f, "sales_document"), ==, 3);
    assert_lines(f, "100 F1 1 A1 10050\n100 F1 2 A2 2000\n100 K1 1 A1 -1005\n300 F2 1 A1 3025\n");
}

/* Firms that number per customer have the invoice 1 of each, and a subscription costs everyone the same. */
static void
test_import__equal_document_of_another_customer_is_no_move(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char alfa[] = HEADER "1,1,2024-01-02,100,Alfa doo,S,Pretplata,1,50,RSD\n";
    static const char both[] = HEADER "1,1,2024-01-02,200,Beta doo,S,Pretplata,1,50,RSD\n"
                                      "1,1,2024-01-02,100,Alfa doo,S,Pretplata,1,50,RSD\n"
                                      "1,1,2024-01-02,300,Gama doo,S,Pretplata,1,50,RSD\n";
    KamBatchResult result;

    batches_import(f, alfa);
    result = batches_import(f, both);
    g_assert_cmpuint(result.balance.taken, ==, 2);
    g_assert_cmpuint(result.balance.repeated, ==, 1);
    assert_lines(f, "100 1 1 S 5000\n200 1 1 S 5000\n300 1 1 S 5000\n");
    result = batches_import(f, both);
    g_assert_cmpint(result.id, ==, 0);
}

static void
test_import__without_document_numbers_a_day_is_one(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char header[] = "date,account_number,product_number,quantity,net,currency\n";
    g_autofree char *first = g_strconcat(header, "2024-01-02,100,A1,1,10,RSD\n2024-01-02,100,A1,1,10,RSD\n",
                                         "2024-01-02,100,A2,1,7,EUR\n2024-01-03,100,A1,2,20,RSD\n", NULL);
    g_autofree char *more = g_strconcat(first, "2024-01-03,100,A2,3,30,RSD\n2024-01-04,100,A2,4,40,RSD\n", NULL);
    KamBatchResult result = batches_import(f, first);

    g_assert_cmpuint(result.balance.documents, ==, 3);
    g_assert_cmpuint(result.balance.duplicates_kept, ==, 1);
    g_assert_cmpint(result.balance.net_micro, ==, 40000000);
    g_assert_cmpint(batches_import(f, first).id, ==, 0);
    result = batches_import(f, more);
    g_assert_cmpuint(result.balance.taken, ==, 2);
    g_assert_cmpuint(result.balance.repeated, ==, 4);
    g_assert_cmpint(batches_count(f, "sales_document"), ==, 4);
    g_assert_cmpint(batches_count(f, "sales_line"), ==, 6);
    g_assert_cmpint(batches_import(f, more).id, ==, 0);
}

static void
test_import__lines_without_customer_are_kept_apart(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    KamBatchResult result = batches_import(f, BARE "F1,2024-01-02,,,A1,Vijak,1,10,RSD\n"
                                                   "F1,2024-01-02,100,Alfa,A1,Vijak,1,11,RSD\n");

    g_assert_cmpuint(result.balance.without_account, ==, 1);
    g_assert_cmpuint(result.accounts, ==, 1);
    g_assert_cmpuint(result.balance.documents, ==, 2);
    assert_lines(f, "100 F1 2 A1 1100\n? F1 1 A1 1000\n");
}

static void
test_import__lines_that_share_a_position_all_stay(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char file[] = HEADER "F1,1,2024-01-02,100,Alfa doo,A1,Vijak,1,10,RSD\n"
                                      "F1,1,2024-01-02,100,Alfa doo,A1,Vijak,1,10,RSD\n"
                                      "F1,1,2024-01-02,100,Alfa doo,A2,Matica,1,12,RSD\n"
                                      "F1,2,2024-01-02,100,Alfa doo,A3,Podloška,1,13,RSD\n";
    KamBatchResult result = batches_import(f, file);

    g_assert_cmpuint(result.balance.taken, ==, 4);
    g_assert_cmpuint(result.balance.duplicates_kept, ==, 1);
    assert_lines(f, "100 F1 1 A1 1000\n100 F1 2 A3 1300\n100 F1 3 A1 1000\n100 F1 4 A2 1200\n");
    g_assert_cmpint(batches_import(f, file).id, ==, 0);
}

/* Positions that repeat number nothing, so a correction with them speaks of the whole document. */
static void
test_import__shared_positions_hit_no_other_line(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    batches_import(f, HEADER "F1,1,2024-01-02,100,Alfa doo,A1,Vijak,1,10,RSD\n"
                             "F1,2,2024-01-02,100,Alfa doo,A2,Matica,1,20,RSD\n"
                             "F1,3,2024-01-02,100,Alfa doo,A2,Matica,1,30,RSD\n");
    batches_import(f, HEADER "F1,1,2024-01-02,100,Alfa doo,A1,Vijak,1,11,RSD\n"
                             "F1,1,2024-01-02,100,Alfa doo,A3,Podloška,1,12,RSD\n");
    assert_lines(f, "100 F1 1 A1 1100\n100 F1 2 A3 1200\n");
}

static void
test_import__date_of_a_document_is_corrected(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    KamBatchResult result;

    batches_import(f, three_documents);
    result = batches_import(f, HEADER "F2,1,2024-03-03,200,Beta doo,A1,Vijak,3,30.25,RSD\n");
    g_assert_cmpuint(result.balance.updated_documents, ==, 1);
    g_assert_cmpint(batches_count(f, "sales_line"), ==, 4);
    g_assert_cmpint(batches_net_cents(f), ==, 14070);
}

static void
test_import__numbers_start_again_every_year(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    batches_import(f, HEADER "F1,1,2023-05-02,100,Alfa doo,A1,Vijak,1,10,RSD\n");
    batches_import(f, HEADER "F1,1,2024-05-02,100,Alfa doo,A1,Vijak,1,11,RSD\n");
    g_assert_cmpint(batches_count(f, "sales_document"), ==, 2);
    g_assert_cmpint(batches_net_cents(f), ==, 2100);
}

static void
test_import__currencies_are_never_added(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    KamBatchResult result = batches_import(f, BARE "F1,2024-01-02,100,Alfa doo,A1,Vijak,1,1170,RSD\n"
                                                   "F2,2024-01-02,100,Alfa doo,A1,Vijak,1,1180,RSD\n"
                                                   "F3,2024-01-02,100,Alfa doo,A1,Vijak,1,10,EUR\n"
                                                   "F4,2024-01-02,100,Alfa doo,A1,Vijak,1,5,\n");

    g_assert_cmpstr(result.currency, ==, "RSD");
    g_assert_cmpuint(result.balance.taken, ==, 4);
    g_assert_cmpint(result.balance.net_micro, ==, 2355000000);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT net_micro FROM account_month WHERE currency = 'EUR'"), ==,
                    10000000);
}

static void
test_import__currency_stands_once_a_document(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    KamBatchResult result = batches_import(f, BARE "F1,2024-01-02,100,Alfa doo,A1,Vijak,1,10,EUR\n"
                                                   "F1,2024-01-02,100,Alfa doo,A1,Vijak,1,20,\n");

    g_assert_cmpstr(result.currency, ==, "EUR");
    g_assert_cmpint(result.balance.net_micro, ==, 30000000);
}

static void
test_import__accounts_are_never_made_twice(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char header[] = "document,date,account_number,account_name,tax_number,net\n";
    g_autofree char *first = g_strconcat(header, "F1,2024-01-02,,Đorđević d.o.o.,,10\n", NULL);
    g_autofree char *second = g_strconcat(header, "F2,2024-02-02,77,DJORDJEVIC DOO,RS101234567,20\n", NULL);
    g_autofree char *third = g_strconcat(header, "F3,2024-03-02,,Ђорђевић трговина,101234567,30\n", NULL);
    KamBatchResult result = batches_import(f, first);

    g_assert_cmpuint(result.new_accounts, ==, 1);
    result = batches_import(f, second);
    g_assert_cmpuint(result.new_accounts, ==, 0);
    g_assert_cmpuint(result.changed_accounts, ==, 1);
    result = batches_import(f, third);
    g_assert_cmpuint(result.new_accounts, ==, 0);
    g_assert_cmpint(batches_count(f, "account"), ==, 1);
    g_assert_cmpint(batches_import(f, third).id, ==, 0);
}

static void
test_import__nothing_but_refused_rows_is_no_batch(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    KamBatchResult result = batches_import(f, HEADER "F1,1,2024-01-02,100,Alfa doo,A1,Vijak,x,abc,RSD\n"
                                                     "F1,2,2024-01-02,100,Alfa doo,A1,Vijak,y,abc,RSD\n");

    g_assert_cmpint(result.id, ==, 0);
    g_assert_cmpuint(result.balance.refused, ==, 2);
    g_assert_cmpint(batches_count(f, "sales_line"), ==, 0);
    g_assert_cmpint(batches_count(f, "account"), ==, 0);
}

static void
test_import__charges_are_kept_and_counted_apart(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    KamBatchResult result = batches_import(f, HEADER "F1,1,2024-01-02,100,Alfa doo,A1,Vijak,1,10,RSD\n"
                                                     "F1,2,2024-01-02,100,Alfa doo,POST,Postage,1,3,RSD\n");

    g_assert_cmpuint(result.balance.charges, ==, 1);
    g_assert_cmpint(result.balance.net_micro, ==, 13000000);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT net_micro FROM account_month WHERE is_charge = 1"), ==, 3000000);
}

/* A later file may name an article that so far had only a number, and the name may make it a charge. */
static void
test_import__article_that_turns_out_a_charge(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char bare[] = "document,date,account_number,product_number,quantity,net\n";
    g_autofree char *first = g_strconcat(bare, "F1,2024-01-02,100,X9,1,3\nF1,2024-01-02,100,A1,1,10\n", NULL);
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    KamBatchResult result;

    batches_import(f, first);
    before = batches_dump(f);
    result = batches_import(f, BARE "F2,2024-01-02,100,Alfa doo,X9,Postage,1,5,\n");
    g_assert_cmpuint(result.changed_products, ==, 1);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT net_micro FROM account_month WHERE is_charge = 1"), ==, 8000000);
    batches_undo(f, result.id);
    after = batches_dump(f);
    g_assert_cmpstr(after, ==, before);
}

static void
test_import__amounts_too_large_are_an_error(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = batches_write(f, HEADER "F1,1,2024-01-02,100,Alfa doo,A1,Vijak,1,9000000000000,RSD\n"
                                                    "F1,2,2024-01-02,100,Alfa doo,A1,Vijak,1,9000000000000,RSD\n");
    const char *const paths[] = { path, NULL };
    g_autofree char *before = batches_dump(f);
    g_autofree char *after = NULL;
    KamBatchResult result;

    g_assert_false(batches_try(f, paths, NULL, FALSE, &result, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE);
    after = batches_dump(f);
    g_assert_cmpstr(after, ==, before);
}

/* --- random histories --- */

#define ACCOUNTS 4
#define DOCUMENTS 6
#define POSITIONS 8

/* What should be stored: net in cents by account, document and position; 0 is none. */
typedef struct {
    gint64 net[ACCOUNTS][DOCUMENTS][POSITIONS];
} Model;

static gint64
total_of(const Model *model)
{
    gint64 total = 0;

    for (guint a = 0; a < ACCOUNTS; a++)
        for (guint d = 0; d < DOCUMENTS; d++)
            for (guint p = 0; p < POSITIONS; p++)
                total += model->net[a][d][p];
    return total;
}

/* A file of some lines of some documents, and what it makes of the model. */
static char *
write_step(GRand *random, Model *model)
{
    GString *out = g_string_new(HEADER);

    for (gint a = 0; a < ACCOUNTS; a++) {
        for (gint d = 0; d < DOCUMENTS; d++) {
            if (g_rand_int_range(random, 0, 3) != 0)
                continue;
            for (gint p = 0; p < POSITIONS; p++) {
                gint cents = g_rand_int_range(random, 1, 4) * 25;
                if (g_rand_boolean(random))
                    continue;
                model->net[a][d][p] = cents;
                g_string_append_printf(out, "F%d-%d,%d,2024-0%d-05,%d,Kupac %d,A%d,Vijak %d,1,%d.%02d,RSD\n", a, d,
                                       p + 1, d + 1, a, a, p, p, cents / 100, cents % 100);
            }
        }
    }
    return g_string_free(out, FALSE);
}

static void
test_import__random_histories_and_back(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GRand) random = g_rand_new_with_seed((guint32)g_test_rand_int());
    g_autoptr(GPtrArray) dumps = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autofree char *empty = batches_dump(f);
    Model model = { 0 };

    for (guint step = 0; step < 8; step++) {
        char *before = batches_dump(f);
        g_autofree char *file = write_step(random, &model);
        KamBatchResult result = batches_import(f, file);
        g_assert_cmpint(batches_net_cents(f), ==, total_of(&model));
        g_assert_cmpint(batches_import(f, file).id, ==, 0);
        if (result.id == 0) {
            g_free(before);
            continue;
        }
        g_ptr_array_add(dumps, before);
        g_array_append_val(ids, result.id);
    }
    for (guint i = ids->len; i > 0; i--) {
        g_autofree char *after = NULL;
        batches_undo(f, g_array_index(ids, gint64, i - 1));
        after = batches_dump(f);
        g_assert_cmpstr(after, ==, g_ptr_array_index(dumps, i - 1));
    }
    {
        g_autofree char *after = batches_dump(f);
        g_assert_cmpstr(after, ==, empty);
    }
}

#define ADD(name) batches_add("import/" #name, test_import__##name)

void
batches_add_import_tests(void)
{
    ADD(takes_every_line);
    ADD(same_file_again_changes_nothing);
    ADD(correction_by_position_leaves_the_others);
    ADD(correction_again_changes_nothing);
    ADD(whole_document_again_says_which_lines_changed);
    ADD(without_positions_the_document_is_replaced);
    ADD(positions_replace_ordinals_whole);
    ADD(files_that_overlap_count_once);
    ADD(later_file_of_a_run_corrects_the_earlier);
    ADD(corrected_customer_moves_the_document);
    ADD(equal_document_of_another_customer_is_no_move);
    ADD(without_document_numbers_a_day_is_one);
    ADD(lines_without_customer_are_kept_apart);
    ADD(lines_that_share_a_position_all_stay);
    ADD(shared_positions_hit_no_other_line);
    ADD(date_of_a_document_is_corrected);
    ADD(numbers_start_again_every_year);
    ADD(currencies_are_never_added);
    ADD(currency_stands_once_a_document);
    ADD(accounts_are_never_made_twice);
    ADD(nothing_but_refused_rows_is_no_batch);
    ADD(charges_are_kept_and_counted_apart);
    ADD(article_that_turns_out_a_charge);
    ADD(amounts_too_large_are_an_error);
    ADD(random_histories_and_back);
}
