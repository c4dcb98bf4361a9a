/* Taking lists back. */
#include "record_support.h"

static void
test_undo__brings_back_what_was(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;

    batches_import(f, HEADER "F1,1,2024-01-02,100,Alfa doo,A1,Vijak,10,100.50,RSD\n"
                             "F2,1,2024-01-03,,Beta doo,X9,,3,30.25,RSD\n");
    ACCOUNTS("300,Gama,103,RS\n", "1 0 0 0 0");
    before = batches_dump(f);
    ACCOUNTS("100,Alfa Plus,101,RS\n200,Beta doo,102,\n300,Gama,303,BA\n400,Delta,,\n", "1 3 0 0 0");
    PRODUCTS("A1,Vijak M8,Vijci,kom\nX9,Postage,,\nA2,Matica,Vijci,kom\n", "1 2 0 0 0");
    batches_undo(f, 4);
    batches_undo(f, 3);
    after = batches_dump(f);
    g_assert_cmpstr(after, ==, before);
}

static void
test_undo__leaves_an_empty_database(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *before = batches_dump(f);
    g_autofree char *after = NULL;

    ACCOUNTS("1,Alfa,101,RS\n", "1 0 0 0 0");
    PRODUCTS("A1,Vijak,Vijci,kom\n", "1 0 0 0 0");
    batches_undo(f, 1);
    batches_undo(f, 2);
    after = batches_dump(f);
    g_assert_cmpstr(after, ==, before);
}

/* What invoices speak of stays; when they go, too, nothing is left behind. */
static void
test_undo__leaves_what_lines_need(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    ACCOUNTS("100,Alfa,101,RS\n200,Beta,102,RS\n", "2 0 0 0 0");
    batches_import(f, HEADER "F1,1,2024-01-02,100,Alfa,A1,Vijak,10,100.50,RSD\n");
    batches_undo(f, 1);
    ASSERT_STORED(accounts, "100|Alfa|101|RS");
    batches_undo(f, 2);
    g_assert_cmpint(batches_count(f, "account"), ==, 0);
    g_assert_cmpint(batches_count(f, "product"), ==, 0);
}

/* A list that changed an account names it: it outlives the invoices that first did. */
static void
test_undo__of_sales_leaves_what_a_list_changed(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    batches_import(f, HEADER "F1,1,2024-01-02,100,Alfa,A1,Vijak,10,100.50,RSD\n"
                             "F2,1,2024-01-02,200,Beta,A1,Vijak,10,100.50,RSD\n");
    ACCOUNTS("100,Alfa,101,RS\n", "0 1 0 0 0");
    batches_undo(f, 1);
    ASSERT_STORED(accounts, "100|Alfa|101|RS");
    batches_undo(f, 2);
    g_assert_cmpint(batches_count(f, "account"), ==, 0);
}

static void
test_undo__out_of_order_ends_where_it_began(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;

    ACCOUNTS("1,Alfa,101,RS\n", "1 0 0 0 0");
    before = batches_dump(f);
    ACCOUNTS("1,Beta,,\n", "0 1 0 0 0");
    ACCOUNTS("1,Gama,,BA\n", "0 1 0 0 0");
    batches_undo(f, 2);
    ASSERT_STORED(accounts, "1|Gama|101|BA");
    batches_undo(f, 3);
    after = batches_dump(f);
    g_assert_cmpstr(after, ==, before);
}

static void
test_undo__of_any_failing_call_changes_nothing(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *before = NULL;
    gboolean done = FALSE;
    guint64 lines;

    batches_import(f, "document,date,account_number,product_number,net\nF1,2024-01-02,100,X9,10\n");
    PRODUCTS("X9,Postage,,\nA2,Matica,Vijci,kom\n", "1 1 0 0 0");
    before = batches_dump(f);
    for (guint n = 1; !done; n++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *after = NULL;

        kam_db_fail_after(f->db, n);
        done = kam_batch_undo(f->db, 2, 0, &lines, &error);
        kam_db_fail_after(f->db, 0);
        if (done)
            break;
        after = batches_dump(f);
        g_assert_cmpstr(after, ==, before);
    }
    batches_assert_clean(f);
    ASSERT_STORED(products, "X9|-|-|-|-");
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT is_charge FROM account_month"), ==, 0);
}

#define ADD(name) batches_add("undo/" #name, test_undo__##name)

void
lists_add_undo_tests(void)
{
    ADD(brings_back_what_was);
    ADD(leaves_an_empty_database);
    ADD(leaves_what_lines_need);
    ADD(of_sales_leaves_what_a_list_changed);
    ADD(out_of_order_ends_where_it_began);
    ADD(of_any_failing_call_changes_nothing);
}
