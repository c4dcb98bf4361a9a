/* Checking: what was tampered with is found, and remade where it is derived. Facts read back from the columns. */
#include <string.h>

#include "batch_support.h"
#include "sales/columns/check.h"
#include "sales/columns/load.h"

static const char file[] = HEADER "F1,1,2024-01-02,100,Alfa doo,A1,Vijak,10,100.50,RSD\n"
                                  "F1,2,2024-01-02,100,Alfa doo,A2,Matica,2,20,RSD\n"
                                  "F2,1,2024-01-03,,,A1,Vijak,3,30.25,RSD\n"
                                  "F3,1,2024-01-03,200,Beta doo,POST,Postage,1,3,RSD\n"
                                  "F4,1,2024-02-05,200,Beta doo,A1,Vijak,1,9,EUR\n";

static KamSalesCheck
check(Batches *f)
{
    g_autoptr(GError) error = NULL;
    KamSalesCheck found;

    g_assert_true(kam_sales_check(f->db, &found, &error));
    g_assert_no_error(error);
    return found;
}

static void
rebuild(Batches *f)
{
    g_autoptr(GError) error = NULL;

    g_assert_true(kam_sales_rebuild(f->db, &error));
    g_assert_no_error(error);
    g_assert_true(kam_db_settle(f->db, &error));
}

/* More months of products and of accounts than are summed in memory; those of the first articles come again much later.
 */
static void
test_check__many_sums_agree(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GString) text = g_string_new(HEADER);

    for (int i = 0; i < 72000; i++)
        g_string_append_printf(text, "D%d,1,2024-01-02,%d,Kupac %d,A%d,Vijak,2,1.25,RSD\n", i, 100000 + i, i,
                               i % 67000);
    batches_import(f, text->str);
    g_assert_cmpint(batches_count(f, "product_month"), ==, 67000);
    g_assert_cmpint(batches_count(f, "account_month"), ==, 72000);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT CAST(sum(net_micro) AS BIGINT) FROM product_month"), ==,
                    G_GINT64_CONSTANT(72000) * 1250000);
}

static void
test_check__finds_a_wrong_sum(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const tamperings[] = {
        "UPDATE account_month SET net_micro = net_micro + 1 WHERE account_id = 0",
        "UPDATE product_month SET lines = lines + 1 WHERE currency = 'EUR'",
        "DELETE FROM account_month WHERE currency = 'EUR'",
        "DELETE FROM product_month WHERE currency = 'EUR'",
        "UPDATE account_month SET is_charge = 0 WHERE is_charge = 1",
        "INSERT INTO account_month VALUES (12345, 24288, 'RSD', 0, 1, 1, 1, 0, 0, 0)",
    };
    g_autofree char *before = NULL;

    batches_import(f, file);
    before = batches_dump(f);
    for (gsize i = 0; i < G_N_ELEMENTS(tamperings); i++) {
        g_autofree char *after = NULL;
        KamSalesCheck found;
        kam_test_db_run(f->db, tamperings[i]);
        found = check(f);
        g_test_message("%s", tamperings[i]);
        g_assert_cmpuint(found.wrong_months, >, 0);
        g_assert_false(kam_sales_check_is_clean(&found));
        rebuild(f);
        after = batches_dump(f);
        g_assert_cmpstr(after, ==, before);
        batches_assert_clean(f);
    }
}

static void
test_check__finds_damaged_columns(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const tamperings[] = {
        "DELETE FROM sales_segment",
        "UPDATE sales_segment SET lines = lines + 1",
        "UPDATE sales_segment SET body = CAST('SEG1 nonsense' AS BLOB)",
        "UPDATE sales_segment SET batch_id = 77",
    };

    batches_import(f, file);
    for (gsize i = 0; i < G_N_ELEMENTS(tamperings); i++) {
        g_autoptr(GString) sql = g_string_new(tamperings[i]);
        KamSalesCheck found;
        if (strcmp(batches_kind, "sqlite") != 0)
            g_string_replace(sql, "AS BLOB", "AS BYTEA", 0);
        kam_test_db_run(f->db, sql->str);
        found = check(f);
        g_test_message("%s", tamperings[i]);
        g_assert_false(kam_sales_check_is_clean(&found));
        rebuild(f);
        batches_assert_clean(f);
    }
}

static void
test_check__finds_a_line_that_vanished(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    KamSalesCheck found;

    batches_import(f, file);
    kam_test_db_run(f->db, "DELETE FROM sales_line WHERE position = 2");
    found = check(f);
    g_assert_cmpuint(found.wrong_documents, ==, 1);
    g_assert_cmpuint(found.wrong_segments, >, 0);
    g_assert_cmpuint(found.wrong_months, >, 0);
    /* A line is a fact: no rebuild brings it back, and the document goes on telling. */
    rebuild(f);
    found = check(f);
    g_assert_cmpuint(found.wrong_documents, ==, 1);
    g_assert_cmpuint(found.wrong_months, ==, 0);
    g_assert_cmpuint(found.wrong_segments, ==, 0);
}

static void
test_check__finds_a_changed_line(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    KamSalesCheck found;

    batches_import(f, file);
    kam_test_db_run(f->db, "UPDATE sales_line SET net_micro = net_micro + 1 WHERE position = 2");
    found = check(f);
    g_assert_cmpuint(found.wrong_segments, ==, 1);
    g_assert_cmpuint(found.wrong_months, ==, 2);
}

/* A line whose document is gone is read by nobody, which must not pass for all being well. */
static void
test_check__finds_a_line_without_document(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    KamSalesCheck found;

    batches_import(f, file);
    kam_test_db_run(f->db, "DELETE FROM sales_document WHERE number = 'F3'");
    found = check(f);
    g_assert_false(kam_sales_check_is_clean(&found));
    g_assert_cmpuint(found.wrong_documents, ==, 1);
    rebuild(f);
    found = check(f);
    g_assert_false(kam_sales_check_is_clean(&found));
}

static void
test_check__empty_database_is_clean(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    batches_assert_clean(f);
    rebuild(f);
    batches_assert_clean(f);
}

static void
test_rebuild__applies_the_rules_for_charges(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    batches_import(f, file);
    kam_test_db_run(f->db, "DELETE FROM charge_rule WHERE reason = 'postage'");
    kam_test_db_run(f->db, "INSERT INTO charge_rule (id, field, pattern, reason, enabled) "
                           "VALUES (1, 'product_name', 'mat*', 'service', 1)");
    rebuild(f);
    batches_assert_clean(f);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT COUNT(*) FROM account_month WHERE is_charge = 1"), ==, 1);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT net_micro FROM account_month WHERE is_charge = 1"), ==,
                    20000000);
}

static void
test_load__gives_the_lines_back(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamFacts) facts = NULL;
    guint64 charges = 0, foreign = 0, without_account = 0;

    batches_import(f, file);
    facts = kam_facts_load(f->db, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(facts->n, ==, 5);
    g_assert_cmpstr(facts->currency, ==, "RSD");
    g_assert_cmpint(facts->balance.net_micro, ==, 153750000);
    g_assert_cmpuint(facts->balance.documents, ==, 4);
    g_assert_cmpuint(facts->accounts->len, ==, 2);
    g_assert_cmpuint(facts->foreign->len, ==, 1);
    for (gsize i = 0; i < facts->n; i++) {
        charges += (facts->flags[i] & KAM_FACT_CHARGE) != 0;
        foreign += (facts->flags[i] & KAM_FACT_FOREIGN) != 0;
        without_account += facts->account[i] == KAM_NO_INDEX;
        g_assert_cmpuint(facts->product[i], <, facts->products->len);
        g_assert_cmpuint(facts->document[i], <, facts->n_documents);
    }
    g_assert_cmpuint(charges, ==, 1);
    g_assert_cmpuint(foreign, ==, 1);
    g_assert_cmpuint(without_account, ==, 1);
}

static void
test_load__of_nothing_says_what_to_do(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(kam_facts_load(f->db, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND);
    g_assert_nonnull(strstr(error->message, "kamen import"));
}

/* The number of lines beside a segment is no promise about what is in it. */
static void
test_load__does_not_trust_the_count_beside_a_segment(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    batches_import(f, file);
    for (gint lines = 1; lines <= 6; lines++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(KamFacts) facts = NULL;
        g_autofree char *sql = g_strdup_printf("UPDATE sales_segment SET lines = %d", lines);
        kam_test_db_run(f->db, sql);
        facts = kam_facts_load(f->db, &error);
        if (lines == 5)
            g_assert_nonnull(facts);
        else
            g_assert_error(error, KAM_ERROR, KAM_ERROR_CORRUPT);
    }
}

static gpointer
check_in_thread(gpointer data)
{
    g_autoptr(GError) error = NULL;
    KamDb *reader = kam_test_db_open(data, KAM_DB_READ_ONLY);
    KamSalesCheck *found = g_new0(KamSalesCheck, 1);

    g_assert_true(kam_sales_check(reader, found, &error));
    g_assert_no_error(error);
    kam_db_close(reader);
    return found;
}

/* The check is held up between the lines and the sums by a lock, while both change: it must see both before or both
 * after. A client that was killed while its server commits makes the same picture. SQLite has no such lock. */
static void
test_check__sees_one_moment(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree KamSalesCheck *found = NULL;
    GThread *thread;

    if (strcmp(batches_kind, "sqlite") == 0)
        return;
    batches_import(f, file);
    kam_test_db_run(f->db, "BEGIN");
    kam_test_db_run(f->db, "LOCK TABLE account_month IN ACCESS EXCLUSIVE MODE");
    kam_test_db_run(f->db, "UPDATE account_month SET net_micro = net_micro + 1");
    kam_test_db_run(f->db, "UPDATE sales_line SET net_micro = net_micro + 1");
    thread = g_thread_new("check", check_in_thread, f->place);
    while (kam_test_db_get_int(f->db, "SELECT count(*) FROM pg_locks WHERE NOT granted") == 0)
        g_thread_yield();
    kam_test_db_run(f->db, "COMMIT");
    found = g_thread_join(thread);
    g_assert_true(kam_sales_check_is_clean(found));
}

#define ADD(group, name) batches_add(#group "/" #name, test_##group##__##name)

void
batches_add_check_tests(void)
{
    ADD(check, many_sums_agree);
    ADD(check, finds_a_wrong_sum);
    ADD(check, finds_damaged_columns);
    ADD(check, finds_a_line_that_vanished);
    ADD(check, finds_a_changed_line);
    ADD(check, finds_a_line_without_document);
    ADD(check, sees_one_moment);
    ADD(check, empty_database_is_clean);
    ADD(rebuild, applies_the_rules_for_charges);
    ADD(load, gives_the_lines_back);
    ADD(load, of_nothing_says_what_to_do);
    ADD(load, does_not_trust_the_count_beside_a_segment);
}
