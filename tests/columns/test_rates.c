/* Rates of exchange: which rate holds on a day, rounding, files, and what may not be a rate. */
#include "sales/rates.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/date.h"
#include "sales/currency.h"
#include "sales/facts.h"

static guint32
code(const char *text)
{
    return kam_currency_pack(text, 3);
}

static gint32
day(const char *iso)
{
    return kam_day_parse(iso, 10, KAM_DATE_YMD);
}

static KamRates *
serbian_rates(void)
{
    KamRates *rates = kam_rates_new(code("RSD"));

    g_assert_true(kam_rates_add(rates, code("EUR"), day("2024-02-01"), (KamDecimal) { 1172500, 4 }, NULL));
    g_assert_true(kam_rates_add(rates, code("EUR"), day("2024-01-01"), (KamDecimal) { 1171737, 4 }, NULL));
    g_assert_true(kam_rates_add(rates, code("USD"), day("2024-01-01"), (KamDecimal) { 106, 0 }, NULL));
    return rates;
}

static void
test_convert__newest_rate_not_younger_holds(void)
{
    g_autoptr(KamRates) rates = serbian_rates();
    gint64 out = 0;

    g_assert_true(kam_rates_convert(rates, code("EUR"), day("2024-01-01"), 10 * KAM_MICRO, &out));
    g_assert_cmpint(out, ==, 1171737000);
    g_assert_true(kam_rates_convert(rates, code("EUR"), day("2024-01-31"), 10 * KAM_MICRO, &out));
    g_assert_cmpint(out, ==, 1171737000);
    g_assert_true(kam_rates_convert(rates, code("EUR"), day("2024-02-01"), 10 * KAM_MICRO, &out));
    g_assert_cmpint(out, ==, 1172500000);
    g_assert_true(kam_rates_convert(rates, code("USD"), day("2026-05-05"), -KAM_MICRO / 2, &out));
    g_assert_cmpint(out, ==, -53 * KAM_MICRO);
}

static void
test_convert__without_a_rate_nothing_changes(void)
{
    g_autoptr(KamRates) rates = serbian_rates();
    gint64 out = 42;

    g_assert_false(kam_rates_convert(rates, code("EUR"), day("2023-12-31"), KAM_MICRO, &out));
    g_assert_false(kam_rates_convert(rates, code("CHF"), day("2024-06-01"), KAM_MICRO, &out));
    g_assert_false(kam_rates_convert(rates, code("EUR"), day("2024-06-01"), G_MAXINT64, &out));
    g_assert_cmpint(out, ==, 42);
}

static void
test_convert__rounds_once_half_away_from_zero(void)
{
    g_autoptr(KamRates) rates = kam_rates_new(code("RSD"));
    gint64 out;

    g_assert_true(kam_rates_add(rates, code("EUR"), 0, (KamDecimal) { 15, 1 }, NULL));
    g_assert_true(kam_rates_convert(rates, code("EUR"), 1, 1, &out));
    g_assert_cmpint(out, ==, 2);
    g_assert_true(kam_rates_convert(rates, code("EUR"), 1, -1, &out));
    g_assert_cmpint(out, ==, -2);
}

static void
test_add__same_day_replaces(void)
{
    g_autoptr(KamRates) rates = serbian_rates();
    gint64 out;

    g_assert_true(kam_rates_add(rates, code("USD"), day("2024-01-01"), (KamDecimal) { 2, 0 }, NULL));
    g_assert_true(kam_rates_convert(rates, code("USD"), day("2024-01-01"), KAM_MICRO, &out));
    g_assert_cmpint(out, ==, 2 * KAM_MICRO);
}

static void
test_add__own_currency_and_zero_are_refused(void)
{
    g_autoptr(KamRates) rates = kam_rates_new(code("RSD"));
    const struct {
        const char *currency;
        gint64 mantissa;
    } wrong[] = { { "RSD", 1 }, { "EUR", 0 }, { "EUR", -117 }, { "XXX", 1 } };

    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(kam_rates_add(rates, code(wrong[i].currency), 0, (KamDecimal) { wrong[i].mantissa, 0 }, &error));
        g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
    }
    g_assert_true(kam_rates_is_empty(rates));
}

static gboolean
read_text(KamRates *rates, const char *text, GError **error)
{
    g_autofree char *folder = g_dir_make_tmp("kamen-rates-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "rates.csv", NULL);
    gboolean done;

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    done = kam_rates_read_file(rates, path, error);
    g_remove(path);
    g_rmdir(folder);
    return done;
}

static void
test_read_file__serbian_list_with_comma(void)
{
    g_autoptr(KamRates) rates = kam_rates_new(code("RSD"));
    gint64 out;

    g_assert_true(
        read_text(rates, "Datum;Valuta;Srednji kurs\n15.01.2024;EUR;117,1737\n\n16.01.2024;EUR;117,2\n", NULL));
    g_assert_true(kam_rates_convert(rates, code("EUR"), day("2024-01-15"), KAM_MICRO, &out));
    g_assert_cmpint(out, ==, 117173700);
    g_assert_true(kam_rates_convert(rates, code("EUR"), day("2024-01-20"), KAM_MICRO, &out));
    g_assert_cmpint(out, ==, 117200000);
}

static void
test_read_file__faults_name_row_and_column(void)
{
    const struct {
        const char *text, *named;
    } wrong[] = {
        { "currency,date,rate\nEUR,2024-13-01,117\n", "row 2, column 2: '2024-13-01' is no date" },
        { "currency,date,rate\nEUR,2024-12-01,dear\n", "row 2, column 3: 'dear' is no number" },
        { "currency,date,rate\nEuro,2024-12-01,117\n", "row 2, column 1: 'Euro' is no currency" },
        { "currency,rate\nEUR,117\n", "needs currency, date and rate" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(KamRates) rates = kam_rates_new(code("RSD"));
        g_autoptr(GError) error = NULL;
        g_assert_false(read_text(rates, wrong[i].text, &error));
        g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
        g_assert_nonnull(strstr(error->message, wrong[i].named));
    }
}

static void
test_facts__converted_line_is_not_foreign(void)
{
    g_autoptr(KamRates) rates = serbian_rates();
    g_autoptr(KamFacts) facts = kam_facts_new();
    gint64 net = 10 * KAM_MICRO, cost = KAM_MICRO, quantity = KAM_MICRO;
    guint32 none = KAM_NO_INDEX;
    gint32 when = day("2024-01-10");
    guint8 flags = 0;

    facts->account = g_memdup2(&none, sizeof none);
    facts->product = g_memdup2(&none, sizeof none);
    facts->document = g_new0(guint32, 1);
    facts->day = g_memdup2(&when, sizeof when);
    facts->quantity_micro = g_memdup2(&quantity, sizeof quantity);
    facts->net_micro = g_memdup2(&net, sizeof net);
    facts->cost_micro = g_memdup2(&cost, sizeof cost);
    facts->flags = g_memdup2(&flags, sizeof flags);
    facts->n = 1;
    g_assert_false(kam_facts_convert_line(facts, 0, code("CHF"), rates));
    g_assert_cmpint(facts->net_micro[0], ==, net);
    g_assert_true(kam_facts_convert_line(facts, 0, code("EUR"), rates));
    g_assert_cmpint(facts->net_micro[0], ==, 1171737000);
    g_assert_cmpint(facts->cost_micro[0], ==, 117173700);
    g_assert_cmpuint(facts->balance.converted, ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rates/convert/day", test_convert__newest_rate_not_younger_holds);
    g_test_add_func("/rates/convert/none", test_convert__without_a_rate_nothing_changes);
    g_test_add_func("/rates/convert/rounding", test_convert__rounds_once_half_away_from_zero);
    g_test_add_func("/rates/add/same-day", test_add__same_day_replaces);
    g_test_add_func("/rates/add/refused", test_add__own_currency_and_zero_are_refused);
    g_test_add_func("/rates/file/serbian", test_read_file__serbian_list_with_comma);
    g_test_add_func("/rates/file/faults", test_read_file__faults_name_row_and_column);
    g_test_add_func("/rates/facts", test_facts__converted_line_is_not_foreign);
    return g_test_run();
}
