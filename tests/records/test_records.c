/* Batches of lists, run once a database: test_records --db sqlite|postgres. What is taken back is tested in
 * test_record_undo.c. */
#include <string.h>

#include "record_support.h"

#define NOW_MS G_GINT64_CONSTANT(1735689600000)

gboolean
lists_try(Batches *f, KamRecordKind kind, const char *path, const KamIngestOptions *options, gboolean dry_run,
          KamRecordResult *result, GError **error)
{
    const KamIngestOptions none = { 0 };
    const char *const paths[] = { path, NULL };

    return kam_record_batch_import(f->db, kind, paths, options == NULL ? &none : options, dry_run, NOW_MS, result,
                                   error);
}

static char *
counts_of(const KamRecordResult *result)
{
    return g_strdup_printf("%u %u %u %u %u", (guint)result->created, (guint)result->changed, (guint)result->equal,
                           (guint)result->rows.duplicates, (guint)result->rows.refused);
}

gint64
lists_assert(Batches *f, KamRecordKind kind, const char *text, const char *counts)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = batches_write(f, text);
    g_auto(KamRecordResult) result = { 0 };
    g_autofree char *got = NULL;
    gboolean done = lists_try(f, kind, path, NULL, FALSE, &result, &error);

    g_assert_no_error(error);
    g_assert_true(done);
    got = counts_of(&result);
    g_assert_cmpstr(got, ==, counts);
    g_assert_cmpuint(result.rows.read, ==,
                     result.created + result.changed + result.equal + result.rows.duplicates + result.rows.refused);
    g_assert_true((result.id != 0) == (result.created + result.changed > 0));
    batches_assert_clean(f);
    return result.id;
}

static char *
join_rows(Batches *f, const char *sql)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamStmt) stmt = kam_stmt_new(f->db, sql, &error);
    GString *out = g_string_new(NULL);

    g_assert_no_error(error);
    while (kam_stmt_step(stmt, &error) == KAM_STEP_ROW)
        for (int i = 0; i < kam_stmt_get_n_columns(stmt); i++) {
            const char *text = kam_stmt_get_text(stmt, i);
            g_string_append_printf(out, "%s%s", i > 0 ? "|" : out->len > 0 ? ";" : "", text == NULL ? "-" : text);
        }
    g_assert_no_error(error);
    return g_string_free(out, FALSE);
}

char *
lists_accounts(Batches *f)
{
    return join_rows(f, "SELECT number, name, tax_number, country FROM account "
                        "ORDER BY COALESCE(number, 'z'), name_key");
}

char *
lists_products(Batches *f)
{
    return join_rows(f, "SELECT number, name, category, unit, charge_reason FROM product "
                        "ORDER BY COALESCE(number, 'z'), name_key");
}

static void
test_accounts__new_changed_and_equal(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpint(ACCOUNTS("1,Alfa,101,RS\n2,Beta,,\n3,Gama,103,RS\n", "3 0 0 0 0"), ==, 1);
    ASSERT_STORED(accounts, "1|Alfa|101|RS;2|Beta|-|-;3|Gama|103|RS");
    g_assert_cmpint(ACCOUNTS("1,Alfa,101,RS\n2,Beta,102,\n3,Gama Plus,,BA\n4,Delta,,\n", "1 2 1 0 0"), ==, 2);
    ASSERT_STORED(accounts, "1|Alfa|101|RS;2|Beta|102|-;3|Gama Plus|103|BA;4|Delta|-|-");
}

static void
test_products__new_changed_and_equal(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    PRODUCTS("A1,Vijak,Vijci,kom\nA2,Matica,,\nA3,Cev,Cevi,m\n", "3 0 0 0 0");
    PRODUCTS("A1,Vijak,Vijci,kom\nA2,Matica,Vijci,\nA3,Cev PVC,Cevovodi,\n", "0 2 1 0 0");
    ASSERT_STORED(products, "A1|Vijak|Vijci|kom|-;A2|Matica|Vijci|-|-;A3|Cev PVC|Cevovodi|m|-");
}

static void
test_import__again_changes_nothing(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;

    ACCOUNTS("1,Alfa,RS100000001,RS\n,Beta,102,\n,Omega,,\n", "3 0 0 0 0");
    PRODUCTS("A1,Vijak,Vijci,kom\n,Montaža,Usluge,\n", "2 0 0 0 0");
    before = batches_dump(f);
    ACCOUNTS("1,Alfa,RS100000001,RS\n,Beta,102,\n,Omega,,\n", "0 0 3 0 0");
    PRODUCTS("A1,Vijak,Vijci,kom\n,Montaža,Usluge,\n", "0 0 2 0 0");
    after = batches_dump(f);
    g_assert_cmpstr(after, ==, before);
    g_assert_cmpint(batches_count(f, "import_batch"), ==, 2);
}

static void
test_import__empty_cells_change_nothing(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    ACCOUNTS("1,Alfa,101,RS\n", "1 0 0 0 0");
    ACCOUNTS("1,,,\n", "0 0 1 0 0");
    PRODUCTS("A1,Vijak,Vijci,kom\n", "1 0 0 0 0");
    PRODUCTS("A1,,,\n", "0 0 1 0 0");
    ASSERT_STORED(accounts, "1|Alfa|101|RS");
    ASSERT_STORED(products, "A1|Vijak|Vijci|kom|-");
}

static void
test_matching__by_number_tax_number_and_name(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    ACCOUNTS("1,Alfa doo,101134702,RS\n2,Beta doo,,RS\n", "2 0 0 0 0");
    /* By number whatever else differs; by tax number with RS before it; by name in another script and spelling. */
    ACCOUNTS("1,Alfa Holding,,\n,Alfa Grupa,RS101134702,\n,БЕТА Д.О.О.,,BA\n", "0 2 0 1 0");
    ASSERT_STORED(accounts, "1|Alfa Grupa|101134702|RS;2|БЕТА Д.О.О.|-|BA");
    /* Another number is another account, though the name is the same. */
    ACCOUNTS("3,Alfa Grupa,,\n", "1 0 0 0 0");
}

/* Whoever was known by name alone takes the number on, and sales of that number are its own. */
static void
test_matching__number_is_taken_on(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    batches_import(f, "document,date,account_name,product_name,net\nF1,2024-01-02,Alfa doo,Vijak M8,10\n");
    ACCOUNTS("100,ALFA,101,RS\n", "0 1 0 0 0");
    PRODUCTS("A1,vijak m8,Vijci,kom\n", "0 1 0 0 0");
    batches_import(f, HEADER "F2,1,2024-01-03,100,Alfa doo,A1,Vijak,1,20,RSD\n");
    g_assert_cmpint(batches_count(f, "account"), ==, 1);
    g_assert_cmpint(batches_count(f, "product"), ==, 1);
}

/* A file of invoices that knows no numbers is the same file after a list has brought them. */
static void
test_matching__sales_by_name_stay_known(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char sales[] = "document,date,account_name,product_name,quantity,net\n"
                                "F1,2024-01-02,Alfa doo,Vijak M8,1,10\nF1,2024-01-02,Alfa doo,Matica,2,20\n";
    KamBatchResult again;

    batches_import(f, sales);
    ACCOUNTS("100,Alfa doo,101,RS\n", "0 1 0 0 0");
    PRODUCTS("A1,Vijak M8,Vijci,kom\n", "0 1 0 0 0");
    again = batches_import(f, sales);
    g_assert_cmpuint(again.balance.taken, ==, 0);
    g_assert_cmpuint(again.balance.repeated, ==, 2);
    g_assert_cmpint(batches_net_cents(f), ==, 3000);
}

static void
test_import__list_before_the_sales(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    ACCOUNTS("100,Alfa doo,101,RS\n200,Beta doo,,\n", "2 0 0 0 0");
    PRODUCTS("A1,Vijak,Vijci,kom\n", "1 0 0 0 0");
    batches_import(f, "document,date,account_number,product_number,net\nF1,2024-01-02,100,A1,10\n");
    ASSERT_STORED(accounts, "100|Alfa doo|101|RS;200|Beta doo|-|-");
    ASSERT_STORED(products, "A1|Vijak|Vijci|kom|-");
}

static void
test_duplicates__later_row_wins(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    ACCOUNTS("1,Alfa,101,RS\n1,Alfa Plus,,BA\n,Alfa Plus,,ME\n", "1 0 0 2 0");
    ASSERT_STORED(accounts, "1|Alfa Plus|101|ME");
    /* There and back again is no change. */
    ACCOUNTS("1,Alfa,102,RS\n1,Alfa Plus,101,ME\n", "0 0 1 1 0");
    g_assert_cmpint(batches_count(f, "import_batch"), ==, 1);
    PRODUCTS("A1,Vijak,Vijci,kom\nA1,Vijak M8,,kg\n", "1 0 0 1 0");
    ASSERT_STORED(products, "A1|Vijak M8|Vijci|kg|-");
}

/* Chains of equal tax numbers and names hold when one of them changes in the middle. */
static void
test_duplicates__of_tax_numbers_and_names(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    ACCOUNTS("1,Alfa Beograd,101,\n2,Alfa Niš,101,\n3,Alfa Novi Sad,101,\n", "3 0 0 0 0");
    ACCOUNTS("2,,202,\n,Alfa Novi Sad,101,RS\n,Alfa Beograd,101,RS\n,Alfa Niš,202,RS\n", "0 3 0 1 0");
    ASSERT_STORED(accounts, "1|Alfa Beograd|101|RS;2|Alfa Niš|202|RS;3|Alfa Novi Sad|101|RS");
    PRODUCTS("A1,Vijak,,\nA2,Vijak,,\nA3,Vijak,,\n", "3 0 0 0 0");
    PRODUCTS("A2,Matica,,\n,Matica,Vijci,\n,Vijak,Vijci,\n", "0 2 0 1 0");
    ASSERT_STORED(products, "A1|Vijak|Vijci|-|-;A2|Matica|Vijci|-|-;A3|Vijak|-|-|-");
}

static void
test_charges__follow_the_name(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    batches_import(f, "document,date,account_number,product_number,net\nF1,2024-01-02,100,X9,10\n");
    PRODUCTS("X9,Postage,,\n", "0 1 0 0 0");
    ASSERT_STORED(products, "X9|Postage|-|-|postage");
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT is_charge FROM account_month"), ==, 1);
    PRODUCTS("X9,Vijak,,\n", "0 1 0 0 0");
    ASSERT_STORED(products, "X9|Vijak|-|-|-");
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT is_charge FROM account_month"), ==, 0);
}

static void
test_batch__is_listed_with_its_balance(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *row = NULL;

    ACCOUNTS("1,Alfa,101,RS\n1,Alfa,101,RS\n,,,RS\n", "1 0 0 1 1");
    row = join_rows(f, "SELECT kind, state, balance, lines, net_micro FROM import_batch");
    g_assert_cmpstr(row, ==,
                    "accounts|done|{\"read\":3,\"taken\":1,\"repeated\":1,\"refused\":1,\"new\":1,\"changed\":0,"
                    "\"equal\":0,\"duplicates\":1}|1|0");
}

static void
test_dry_run__tells_and_changes_nothing(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = batches_write(f, "code,name\n1,Alfa Plus\n2,Beta\n");
    g_auto(KamRecordResult) result = { 0 };
    g_autofree char *counts = NULL;

    ACCOUNTS("1,Alfa,,\n", "1 0 0 0 0");
    g_assert_true(lists_try(f, KAM_RECORD_ACCOUNTS, path, NULL, TRUE, &result, &error));
    g_assert_no_error(error);
    counts = counts_of(&result);
    g_assert_cmpstr(counts, ==, "1 1 0 0 0");
    g_assert_cmpint(result.id, ==, 0);
    ASSERT_STORED(accounts, "1|Alfa|-|-");
    g_assert_cmpint(batches_count(f, "import_batch"), ==, 1);
}

static void
test_rejects__mended_file_completes_the_list(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = batches_write(f, "code,name,country\n1,Alfa,RS\n,,BA\n");
    g_autofree char *rejects_path = g_build_filename(f->folder, "refused.csv", NULL);
    const KamIngestOptions options = { .rejects_path = rejects_path };
    g_auto(KamRecordResult) result = { 0 };
    g_autofree char *text = NULL;
    g_autoptr(GString) mended = NULL;

    g_assert_true(lists_try(f, KAM_RECORD_ACCOUNTS, path, &options, FALSE, &result, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(result.rows.refused, ==, 1);
    g_assert_true(g_file_get_contents(rejects_path, &text, NULL, NULL));
    mended = g_string_new(text);
    g_assert_cmpuint(g_string_replace(mended, ",,BA", ",Beta,BA", 0), ==, 1);
    lists_assert(f, KAM_RECORD_ACCOUNTS, mended->str, "1 0 0 0 0");
    ASSERT_STORED(accounts, "1|Alfa|-|RS;-|Beta|-|BA");
}

static void
test_rejects__never_over_a_file_that_is_read(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = batches_write(f, "code,name\n,\n1,Alfa\n");
    const KamIngestOptions options = { .rejects_path = path };
    KamRecordResult result;

    g_assert_false(lists_try(f, KAM_RECORD_ACCOUNTS, path, &options, FALSE, &result, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_USAGE);
}

static gboolean
cancel(G_GNUC_UNUSED gpointer data, G_GNUC_UNUSED guint64 rows, G_GNUC_UNUSED guint64 done, G_GNUC_UNUSED guint64 total)
{
    return FALSE;
}

static void
test_failure__cancelled_changes_nothing(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) text = g_string_new("code,name\n");
    g_autofree char *path = NULL;
    const KamIngestOptions options = { .progress = { cancel, NULL } };
    KamRecordResult result;

    for (guint i = 0; i < 5000; i++)
        g_string_append_printf(text, "%u,Kupac %u\n", i, i);
    path = batches_write(f, text->str);
    g_assert_false(lists_try(f, KAM_RECORD_ACCOUNTS, path, &options, FALSE, &result, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CANCELLED);
    g_assert_cmpint(batches_count(f, "account"), ==, 0);
}

static void
test_failure__header_alone_is_no_list(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = batches_write(f, "code,name,country\n");
    KamRecordResult result;

    g_assert_false(lists_try(f, KAM_RECORD_ACCOUNTS, path, NULL, FALSE, &result, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
}

/* Every call to the database fails in turn; before the commit nothing may change. */
static void
test_failure__of_any_call(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = NULL;
    g_autofree char *before = NULL;
    gboolean done = FALSE;
    guint n = 0;

    batches_import(f, HEADER "F1,1,2024-01-02,100,Alfa doo,X9,Vijak,10,100.50,RSD\n");
    PRODUCTS("A2,Matica,,\n", "1 0 0 0 0");
    before = batches_dump(f);
    path = batches_write(f, "code,name,category,unit\nX9,Postage,,\nA2,Matica,Vijci,\nA3,Cev,Cevi,m\n");
    while (!done) {
        g_autoptr(GError) error = NULL;
        g_autofree char *after = NULL;
        g_auto(KamRecordResult) result = { 0 };

        kam_db_fail_after(f->db, ++n);
        done = lists_try(f, KAM_RECORD_PRODUCTS, path, NULL, FALSE, &result, &error);
        kam_db_fail_after(f->db, 0);
        g_assert_true(done == (error == NULL));
        if (done)
            break;
        after = batches_dump(f);
        g_assert_cmpstr(after, ==, before);
    }
    g_test_message("%u calls failed in turn", n - 1);
    g_assert_cmpuint(n, >, 15);
    batches_assert_clean(f);
    ASSERT_STORED(products, "A2|Matica|Vijci|-|-;A3|Cev|Cevi|m|-;X9|Postage|-|-|postage");
}

/* --- lists beside the lines, without a database --- */

static void
test_facts__names_and_categories_from_lists(Batches *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *sales = batches_write(f, "document,date,account_number,product_number,net\n"
                                              "F1,2024-01-02,2,A2,10\nF1,2024-01-02,2,X9,5\nF2,2024-01-03,,A7,1\n");
    g_autofree char *accounts = batches_write(f, "code,name,country\n1,Alfa,RS\n2,Beta,BA\n");
    g_autofree char *products = batches_write(f, "code,name,category\nA1,Vijak,Vijci\nA2,Cev,Cevi\nX9,Postage,\n");
    const char *const paths[] = { sales, NULL };
    const char *const account_lists[] = { accounts, NULL }, *const product_lists[] = { products, NULL };
    const KamIngestOptions options = { .account_lists = account_lists, .product_lists = product_lists };
    g_autoptr(KamFacts) facts = kam_ingest_to_facts(paths, &options, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(facts->n, ==, 3);
    g_assert_cmpuint(facts->accounts->len, ==, 1);
    g_assert_cmpstr(g_array_index(facts->accounts, KamFactAccount, facts->account[0]).name, ==, "Beta");
    g_assert_cmpstr(g_array_index(facts->accounts, KamFactAccount, facts->account[0]).country, ==, "BA");
    g_assert_cmpuint(facts->account[2], ==, KAM_NO_INDEX);
    g_assert_cmpuint(facts->products->len, ==, 3);
    g_assert_cmpstr(g_array_index(facts->products, KamFactProduct, facts->product[0]).category, ==, "Cevi");
    g_assert_true(g_array_index(facts->products, KamFactProduct, facts->product[1]).is_charge);
    g_assert_cmpuint(facts->balance.charges, ==, 1);
    g_assert_cmpstr(g_array_index(facts->products, KamFactProduct, facts->product[2]).number, ==, "A7");
}

static void
test_records__need_a_server(void)
{
    g_test_skip("PostgreSQL is not installed (Debian: postgresql), so lists are not tested on it");
}

#define ADD(group, name) batches_add(#group "/" #name, test_##group##__##name)

static void
add_tests(void)
{
    ADD(accounts, new_changed_and_equal);
    ADD(products, new_changed_and_equal);
    ADD(import, again_changes_nothing);
    ADD(import, empty_cells_change_nothing);
    ADD(import, list_before_the_sales);
    ADD(matching, by_number_tax_number_and_name);
    ADD(matching, number_is_taken_on);
    ADD(matching, sales_by_name_stay_known);
    ADD(duplicates, later_row_wins);
    ADD(duplicates, of_tax_numbers_and_names);
    ADD(charges, follow_the_name);
    ADD(batch, is_listed_with_its_balance);
    ADD(dry_run, tells_and_changes_nothing);
    ADD(rejects, mended_file_completes_the_list);
    ADD(rejects, never_over_a_file_that_is_read);
    ADD(failure, cancelled_changes_nothing);
    ADD(failure, header_alone_is_no_list);
    ADD(failure, of_any_call);
    ADD(facts, names_and_categories_from_lists);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (int i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], "--db") == 0)
            batches_kind = argv[i + 1];
    if (!kam_test_db_is_available(batches_kind)) {
        g_test_add_func("/records/postgres/all", test_records__need_a_server);
        return g_test_run();
    }
    add_tests();
    lists_add_undo_tests();
    return g_test_run();
}
