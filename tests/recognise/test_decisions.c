/* What recognition decides and what it leaves to a person; options; files longer than the sample. */
#include <string.h>

#include "recognise_support.h"

/* Opening must fail with this code, and the message must name the way out. */
static void
assert_refused(const char *name, const KamLineOptions *options, KamErrorCode code, const char *way_out)
{
    g_autofree char *path = test_path(name);
    g_autoptr(GError) error = NULL;
    g_autoptr(ReadFile) file = read_lines(path, options, &error);

    g_assert_null(file);
    g_assert_error(error, KAM_ERROR, (gint)code);
    if (strstr(error->message, way_out) == NULL)
        g_test_message("'%s' lacks '%s'", error->message, way_out);
    g_assert_nonnull(strstr(error->message, way_out));
}

static ReadFile *
read_text(const char *text, const KamLineOptions *options)
{
    char *path = make_file(text);
    g_autoptr(GError) error = NULL;
    ReadFile *file = read_lines(path, options, &error);

    drop_file(path);
    g_assert_no_error(error);
    return file;
}

static void
assert_net(const ReadFile *file, gint64 net_micro)
{
    g_assert_cmpint(file->net_micro, ==, net_micro);
}

static void
test_dates__that_read_two_ways_are_asked_for(void)
{
    assert_refused("ambiguous_dates.csv", NULL, KAM_ERROR_AMBIGUOUS, "2010-04-03 by day and month");
    assert_refused("ambiguous_dates.csv", NULL, KAM_ERROR_AMBIGUOUS, "--date-order");
}

static void
test_dates__follow_the_order_that_was_asked_for(void)
{
    g_autofree char *path = test_path("ambiguous_dates.csv");
    KamLineOptions options = { .has_date_order = TRUE, .date_order = KAM_DATE_MDY };
    g_autoptr(GError) error = NULL;
    g_autoptr(ReadFile) file = read_lines(path, &options, &error);

    g_assert_no_error(error);
    g_assert_true(g_str_has_prefix(file->lines->str, "2 2010-03-04 "));
}

static void
test_dates__in_order_of_time_in_one_reading_only_are_read_so(void)
{
    g_autoptr(ReadFile) file = read_text("Invoice,Date,Customer,Net amount\n"
                                         "1,01/02/2010,A,1.00\n2,02/03/2010,A,1.00\n3,03/01/2010,A,1.00\n"
                                         "4,04/02/2010,A,1.00\n5,05/03/2010,A,1.00\n",
                                         NULL);

    g_assert_true(has_finding(file, "date order: month day year"));
}

static void
test_numbers__that_read_two_ways_are_asked_for(void)
{
    assert_refused("ambiguous_numbers.csv", NULL, KAM_ERROR_AMBIGUOUS, "--decimal");
}

static void
test_numbers__follow_the_point_that_was_asked_for(void)
{
    g_autofree char *path = test_path("ambiguous_numbers.csv");
    KamLineOptions options = { .decimal_point = ',' };
    g_autoptr(GError) error = NULL;
    g_autoptr(ReadFile) file = read_lines(path, &options, &error);

    g_assert_no_error(error);
    assert_net(file, 3579 * KAM_MICRO);
}

static void
test_numbers__are_decided_by_quantity_times_price(void)
{
    g_autoptr(ReadFile) file = read_text("Invoice,Date,Customer,Qty,Price,Net amount\n"
                                         "1,2010-03-04,A,2,1.500,3.000\n1,2010-03-04,A,3,2.250,6.750\n"
                                         "2,2010-03-04,A,4,1.125,4.500\n2,2010-03-05,A,7,1.001,7.007\n"
                                         "3,2010-03-06,A,1.250,1.250,1.563\n3,2010-03-06,A,1.500,2.500,3.750\n"
                                         "3,2010-03-06,A,1.250,2.500,3.125\n3,2010-03-06,A,2.500,2.500,6.250\n",
                                         NULL);

    g_assert_true(has_finding(file, "decimal point: ."));
}

static void
test_gross__without_tax_is_asked_for(void)
{
    assert_refused("gross_only.csv", NULL, KAM_ERROR_AMBIGUOUS, "--map net=4");
}

static void
test_gross__told_to_be_net_is_net(void)
{
    g_autofree char *path = test_path("gross_only.csv");
    KamLineOptions options = { .map = { [KAM_FIELD_NET] = "4" } };
    g_autoptr(GError) error = NULL;
    g_autoptr(ReadFile) file = read_lines(path, &options, &error);

    g_assert_no_error(error);
    assert_net(file, 120 * KAM_MICRO);
}

static void
test_gross__prices_told_to_have_tax_lose_it(void)
{
    g_autofree char *path = test_path("gross_product.csv");
    KamLineOptions options = { .amounts_are_gross = TRUE };
    g_autoptr(GError) error = NULL;
    g_autoptr(ReadFile) file = read_lines(path, &options, &error);

    g_assert_no_error(error);
    /* 2 * 60 / 1.2 and 110 / 1.1 */
    assert_net(file, 200 * KAM_MICRO);
}

static void
test_totals_of_documents__alone_are_asked_for(void)
{
    assert_refused("totals_only.csv", NULL, KAM_ERROR_AMBIGUOUS, "--map net=5");
}

static void
test_discount__that_may_be_percent_or_amount_is_asked_for(void)
{
    assert_refused("discount_open.csv", NULL, KAM_ERROR_AMBIGUOUS, "--map discount_percent=7");
}

static void
test_discount__follows_what_was_asked_for(void)
{
    g_autofree char *path = test_path("discount_open.csv");
    KamLineOptions percent = { .map = { [KAM_FIELD_DISCOUNT_PERCENT] = "Discount" } };
    KamLineOptions amount = { .map = { [KAM_FIELD_DISCOUNT] = "G" } };
    g_autoptr(ReadFile) as_percent = read_lines(path, &percent, NULL);
    g_autoptr(ReadFile) as_amount = read_lines(path, &amount, NULL);

    /* 99.99 * 0.95 + 33.33 * 0.90, and 99.99 - 5 + 33.33 - 10 */
    assert_net(as_percent, G_GINT64_CONSTANT(124987500));
    assert_net(as_amount, G_GINT64_CONSTANT(118320000));
}

static void
test_map__to_a_strange_column_names_the_columns_there_are(void)
{
    KamLineOptions options = { .map = { [KAM_FIELD_NET] = "Nett" } };

    assert_refused("credits_by_sign.csv", &options, KAM_ERROR_USAGE, "'Net amount'");
}

static void
test_map__takes_header_letter_and_number(void)
{
    static const char *const words[] = { "Quantity", "quantity", "E", "e", "5" };
    g_autofree char *path = test_path("credits_by_sign.csv");

    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        KamLineOptions options = { .map = { [KAM_FIELD_NET] = words[i], [KAM_FIELD_QUANTITY] = "" } };
        g_autoptr(ReadFile) file = read_lines(path, &options, NULL);

        g_assert_nonnull(file);
        assert_net(file, KAM_MICRO); /* the sum of the quantities */
        g_assert_true(has_finding(file, "field net: column 5 'Quantity'"));
    }
}

static void
test_map__empty_leaves_a_field_out(void)
{
    g_autofree char *path = test_path("credits_by_sign.csv");
    KamLineOptions options = { .map = { [KAM_FIELD_ACCOUNT_NAME] = "", [KAM_FIELD_ACCOUNT_NUMBER] = "" } };
    g_autoptr(ReadFile) file = read_lines(path, &options, NULL);

    g_assert_nonnull(file);
    g_assert_cmpuint(file->without_account, ==, 8);
}

static void
test_preset__unknown_names_those_there_are(void)
{
    KamLineOptions options = { .preset = "oddo" };

    assert_refused("zoho.csv", &options, KAM_ERROR_USAGE, "business_central");
}

static void
test_header_row__asked_for_is_taken(void)
{
    KamLineOptions options = { .header_row = 2 };
    g_autoptr(ReadFile) file = read_text("Date,Customer,Net amount\nCustomer,Date,Net amount\n"
                                         "Alfa,2026-01-02,10.00\n",
                                         &options);

    g_assert_true(has_finding(file, "header row: 2"));
    assert_net(file, 10 * KAM_MICRO);
}

static void
test_header__without_date_or_amount_says_what_to_map(void)
{
    g_autoptr(GError) error = NULL;
    char *path = make_file("Customer,Country\nAlfa,RS\nBeta,RS\n");
    g_autoptr(ReadFile) file = read_lines(path, NULL, &error);

    drop_file(path);
    g_assert_null(file);
    g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, "--map date="));
}

static void
test_empty_file__is_an_error(void)
{
    g_autoptr(GError) error = NULL;
    char *path = make_file("");
    g_autoptr(ReadFile) file = read_lines(path, NULL, &error);

    drop_file(path);
    g_assert_null(file);
    g_assert_nonnull(error);
    g_assert_true(error->domain == KAM_ERROR);
}

static void
test_column_of_texts__is_no_amount(void)
{
    g_autoptr(ReadFile) file = read_text("Invoice,Date,Customer,Amount,Qty,Price\n"
                                         "1,2026-01-02,Alfa,two pieces,2,5.00\n2,2026-01-03,Alfa,three pieces,3,5.00\n",
                                         NULL);

    assert_net(file, 25 * KAM_MICRO);
}

static void
test_duplicate_headers__the_first_that_fits_is_taken(void)
{
    g_autoptr(ReadFile) file = read_text("Invoice,Date,Customer,Amount,Amount\n"
                                         "1,2026-01-02,Alfa,EUR,2.00\n2,2026-01-03,Alfa,EUR,3.00\n",
                                         NULL);

    assert_net(file, 5 * KAM_MICRO);
    g_assert_true(has_finding(file, "field net: column 5 'Amount'"));
}

/* 2,400 lines: more than the sample holds. */
static char *
make_long_text(const char *header, const char *first, const char *later)
{
    GString *text = g_string_new(header);

    for (guint i = 0; i < 2400; i++) {
        g_string_append_printf(text, "%u,", i + 1);
        g_string_append(text, i < 2300 ? first : later);
    }
    return g_string_free(text, FALSE);
}

static void
test_date_order__behind_the_sample_is_found(void)
{
    g_autofree char *text =
        make_long_text("Invoice,Date,Customer,Net amount\n", "01/02/2010,A,1.00\n", "13/02/2010,A,1.00\n");
    g_autoptr(ReadFile) file = read_text(text, NULL);

    g_assert_true(has_finding(file, "date order: day month year"));
    g_assert_cmpuint(file->taken, ==, 2400);
}

static void
test_decimal_point__behind_the_sample_is_found(void)
{
    g_autofree char *text =
        make_long_text("Invoice;Date;Customer;Net amount\n", "2010-01-02;A;1.000\n", "2010-01-02;A;1.000,50\n");
    g_autoptr(ReadFile) file = NULL;

    g_strdelimit(text, ",", ';');
    for (char *at = text; (at = strstr(at, "000;50")) != NULL;)
        at[3] = ',';
    file = read_text(text, NULL);
    g_assert_true(has_finding(file, "decimal point: ,"));
    assert_net(file, (2300 * 1000 + 100 * 1000 + 50) * KAM_MICRO);
}

static void
test_credits__behind_the_sample_are_negated(void)
{
    g_autofree char *text = make_long_text("Invoice,Type,Date,Customer,Net amount\n", "Invoice,2010-01-02,A,1.00\n",
                                           "Credit note,2010-01-02,A,1.00\n");
    g_autoptr(ReadFile) file = read_text(text, NULL);

    g_assert_cmpuint(file->credits, ==, 100);
    assert_net(file, 2200 * KAM_MICRO);
}

static void
test_position__goes_on_when_a_document_comes_back(void)
{
    g_autoptr(ReadFile) file = read_text("Invoice,Date,Customer,Net amount\n"
                                         "1,2026-01-02,A,1.00\n1,2026-01-02,A,1.00\n2,2026-01-02,A,1.00\n"
                                         "1,2026-01-02,A,1.00\n",
                                         NULL);

    g_assert_nonnull(strstr(file->lines->str, "5 2026-01-02 3*|1|"));
}

static void
test_position__of_the_file_is_kept(void)
{
    g_autoptr(ReadFile) file = read_text("Invoice,Line no,Date,Customer,Net amount\n"
                                         "1,10,2026-01-02,A,1.00\n1,20,2026-01-02,A,1.00\n1,x,2026-01-02,A,1.00\n",
                                         NULL);

    g_assert_nonnull(strstr(file->lines->str, "3 2026-01-02 20|1|"));
    g_assert_nonnull(strstr(file->lines->str, "4 2026-01-02 3*|1|"));
}

static void
test_profile__of_a_foreign_text_is_refused(void)
{
    static const char *const texts[] = { "", "[]", "{\"map\":{\"nett\":\"1\"}}", "{\"map\":{\"net\":1}}",
                                         "{\"date_order\":\"upside down\"}" };
    GStringChunk *chunk = g_string_chunk_new(64);

    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        KamLineOptions options = { .currency = "RSD" };
        g_autoptr(GError) error = NULL;

        g_assert_false(kam_line_options_load_profile(&options, texts[i], chunk, &error));
        g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
        g_assert_null(options.map[KAM_FIELD_NET]);
        g_assert_false(options.has_date_order);
    }
    g_string_chunk_free(chunk);
}

static void
test_profile__yields_to_options(void)
{
    GStringChunk *chunk = g_string_chunk_new(64);
    KamLineOptions options = { .map = { [KAM_FIELD_NET] = "7" }, .decimal_point = ',' };

    g_assert_true(kam_line_options_load_profile(
        &options, "{\"decimal_point\":\".\",\"currency\":\"EUR\",\"map\":{\"net\":\"1\",\"cost\":\"2\"}}", chunk,
        NULL));
    g_assert_cmpstr(options.map[KAM_FIELD_NET], ==, "7");
    g_assert_cmpstr(options.map[KAM_FIELD_COST], ==, "2");
    g_assert_cmpstr(options.currency, ==, "EUR");
    g_assert_cmpint(options.decimal_point, ==, ',');
    g_string_chunk_free(chunk);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/recognise/dates/ambiguous", test_dates__that_read_two_ways_are_asked_for);
    g_test_add_func("/recognise/dates/asked_for", test_dates__follow_the_order_that_was_asked_for);
    g_test_add_func("/recognise/dates/plausible", test_dates__in_order_of_time_in_one_reading_only_are_read_so);
    g_test_add_func("/recognise/dates/long", test_date_order__behind_the_sample_is_found);
    g_test_add_func("/recognise/numbers/ambiguous", test_numbers__that_read_two_ways_are_asked_for);
    g_test_add_func("/recognise/numbers/asked_for", test_numbers__follow_the_point_that_was_asked_for);
    g_test_add_func("/recognise/numbers/product", test_numbers__are_decided_by_quantity_times_price);
    g_test_add_func("/recognise/numbers/long", test_decimal_point__behind_the_sample_is_found);
    g_test_add_func("/recognise/gross/without_tax", test_gross__without_tax_is_asked_for);
    g_test_add_func("/recognise/gross/told_net", test_gross__told_to_be_net_is_net);
    g_test_add_func("/recognise/gross/prices", test_gross__prices_told_to_have_tax_lose_it);
    g_test_add_func("/recognise/totals/alone", test_totals_of_documents__alone_are_asked_for);
    g_test_add_func("/recognise/discount/open", test_discount__that_may_be_percent_or_amount_is_asked_for);
    g_test_add_func("/recognise/discount/asked_for", test_discount__follows_what_was_asked_for);
    g_test_add_func("/recognise/map/strange", test_map__to_a_strange_column_names_the_columns_there_are);
    g_test_add_func("/recognise/map/forms", test_map__takes_header_letter_and_number);
    g_test_add_func("/recognise/map/empty", test_map__empty_leaves_a_field_out);
    g_test_add_func("/recognise/preset/unknown", test_preset__unknown_names_those_there_are);
    g_test_add_func("/recognise/header/asked_for", test_header_row__asked_for_is_taken);
    g_test_add_func("/recognise/header/nothing", test_header__without_date_or_amount_says_what_to_map);
    g_test_add_func("/recognise/header/empty", test_empty_file__is_an_error);
    g_test_add_func("/recognise/header/texts", test_column_of_texts__is_no_amount);
    g_test_add_func("/recognise/header/duplicates", test_duplicate_headers__the_first_that_fits_is_taken);
    g_test_add_func("/recognise/credits/long", test_credits__behind_the_sample_are_negated);
    g_test_add_func("/recognise/position/comes_back", test_position__goes_on_when_a_document_comes_back);
    g_test_add_func("/recognise/position/kept", test_position__of_the_file_is_kept);
    g_test_add_func("/recognise/profile/foreign", test_profile__of_a_foreign_text_is_refused);
    g_test_add_func("/recognise/profile/options", test_profile__yields_to_options);
    return g_test_run();
}
