/* One small file for each system and each trap: the lines must be those written beside it in NAME.lines, the counts and
 * findings those of the table. KAMEN_WRITE_EXPECTED=1 writes the lines anew, to be read and compared by a person. */
#include <string.h>

#include "recognise_support.h"

typedef struct {
    const char *name;
    guint64 taken, credits, refused, layout, cancelled, advance, not_product;
    const char *net; /* of all lines */
    const char *finding;
} FileCase;

static const FileCase cases[] = {
    { "odoo_account_move", 6, 0, 0, 1, 0, 0, 0, "2283.25", "continuation rows: filled down" },
    { "odoo_technical", 4, 1, 0, 1, 2, 0, 3, "382.00", "amounts of credits: negated" },
    { "odoo_move_line", 2, 1, 0, 1, 0, 0, 3, "160.00", "preset: odoo" },
    { "odoo_refunds_by_number", 3, 1, 0, 1, 0, 0, 0, "50.00", "credits: RINV" },
    { "erpnext", 4, 1, 0, 1, 1, 0, 0, "110.00", "preset: erpnext" },
    { "dolibarr", 4, 1, 0, 1, 1, 1, 0, "400.00", "preset: dolibarr" },
    { "business_central_lines", 2, 0, 0, 1, 0, 0, 1, "2572.64", "preset: business_central" },
    { "business_central_value_entries", 3, 1, 0, 1, 0, 0, 2, "1410.00", "quantities: negated" },
    { "sap_business_one", 3, 0, 0, 2, 2, 0, 0, "230.00", "header row: 1 and 2" },
    { "quickbooks", 3, 1, 0, 12, 0, 0, 0, "894.50", "customer above its lines: filled down" },
    { "quickbooks_older", 2, 1, 0, 8, 0, 0, 0, "774.50", "preset: quickbooks" },
    { "pantheon", 3, 0, 0, 2, 0, 0, 0, "15807.80", "preset: pantheon" },
    { "xero", 3, 1, 0, 1, 1, 0, 0, "380.00", "preset: xero" },
    { "zoho", 2, 0, 0, 1, 1, 0, 0, "75.00", "preset: zoho" },
    { "serbian_cyrillic", 2, 1, 0, 2, 0, 1, 0, "10000.00", "discount: percent" },
    { "online_retail_us_dates", 6, 1, 0, 1, 0, 0, 0, "-11048.31", "date order: month day year" },
    { "guards", 2, 0, 0, 1, 0, 0, 0, "20500.00", "currency: EUR" },
    { "document_total", 4, 0, 0, 1, 0, 0, 0, "80.00", "document total: Total" },
    { "amount_with_tax", 3, 0, 0, 1, 0, 0, 0, "220.00", "amounts with tax: Iznos" },
    { "gross", 3, 0, 0, 1, 0, 0, 0, "283.333333", "net amount: gross less tax percent" },
    { "rejects", 2, 0, 0, 1, 0, 0, 0, "41.00", "field document: column 5 'Invoice'" },
    { "credits_by_sign", 8, 4, 0, 1, 0, 0, 0, "6.00", "credits: by sign" },
    { "credits_positive", 3, 2, 0, 1, 0, 1, 1, "0.00", "credits: by kind" },
    { "discount_amount", 2, 1, 0, 1, 0, 0, 0, "66.00", "net amount: quantity times price" },
    { "faults", 2, 0, 6, 1, 0, 0, 0, "16.00", "header row: 1" },
    { "no_header", 4, 0, 0, 0, 0, 0, 0, "72.00", "header row: none" },
    { "strange_header", 4, 0, 0, 1, 0, 0, 0, "72.00", "field date: column 1 'wann'" },
    { "two_level_header", 3, 0, 0, 3, 0, 0, 0, "300.50", "field account_number: column 3 'Kupac Šifra'" },
    { "subtotals", 4, 0, 0, 9, 0, 0, 0, "230.00", "header row: 3" },
};

static void
compare_lines(const ReadFile *file, const char *name)
{
    g_autofree char *base = g_strconcat(name, ".lines", NULL);
    g_autofree char *path = test_path(base);
    g_autofree char *expected = NULL;

    if (g_getenv("KAMEN_WRITE_EXPECTED") != NULL)
        g_assert_true(g_file_set_contents(path, file->lines->str, (gssize)file->lines->len, NULL));
    g_assert_true(g_file_get_contents(path, &expected, NULL, NULL));
    g_assert_cmpstr(file->lines->str, ==, expected);
}

static void
test_file__gives_the_expected_lines(gconstpointer data)
{
    const FileCase *c = data;
    g_autofree char *base = g_strconcat(c->name, ".csv", NULL);
    g_autofree char *path = test_path(base);
    g_autoptr(GError) error = NULL;
    g_autoptr(ReadFile) file = read_lines(path, NULL, &error);
    KamDecimal net;
    gint64 net_micro;

    g_assert_no_error(error);
    g_assert_cmpuint(file->taken, ==, c->taken);
    g_assert_cmpuint(file->credits, ==, c->credits);
    g_assert_cmpuint(file->counts.refused, ==, c->refused);
    g_assert_cmpuint(file->counts.rows_read, ==, c->taken + c->refused);
    g_assert_cmpuint(file->counts.layout_rows, ==, c->layout);
    g_assert_cmpuint(file->counts.cancelled, ==, c->cancelled);
    g_assert_cmpuint(file->counts.advance, ==, c->advance);
    g_assert_cmpuint(file->counts.not_product, ==, c->not_product);
    g_assert_true(kam_decimal_parse(c->net, strlen(c->net), (KamNumberFormat) { '.', 0 }, &net));
    g_assert_true(kam_decimal_to_micro(net, &net_micro));
    g_assert_cmpint(file->net_micro, ==, net_micro);
    if (!has_finding(file, c->finding))
        g_test_message("findings lack '%s'", c->finding);
    g_assert_true(has_finding(file, c->finding));
    compare_lines(file, c->name);
}

/* The mapping of a file, given back as a profile, reads the same lines. */
static void
test_profile__reads_the_same_lines(gconstpointer data)
{
    const FileCase *c = data;
    g_autofree char *base = g_strconcat(c->name, ".csv", NULL);
    g_autofree char *path = test_path(base);
    g_autoptr(GError) error = NULL;
    g_autoptr(ReadFile) first = read_lines(path, NULL, &error);
    g_autoptr(ReadFile) second = NULL;
    GStringChunk *texts = g_string_chunk_new(256);
    KamLineOptions options = { 0 };

    g_assert_no_error(error);
    g_assert_true(kam_line_options_load_profile(&options, first->profile, texts, &error));
    g_assert_no_error(error);
    second = read_lines(path, &options, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(second->lines->str, ==, first->lines->str);
    g_string_chunk_free(texts);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *lines = g_strdup_printf("/recognise/files/%s/lines", cases[i].name);
        g_autofree char *profile = g_strdup_printf("/recognise/files/%s/profile", cases[i].name);

        g_test_add_data_func(lines, &cases[i], test_file__gives_the_expected_lines);
        g_test_add_data_func(profile, &cases[i], test_profile__reads_the_same_lines);
    }
    return g_test_run();
}
