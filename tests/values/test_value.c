/* Values from JSON: what each kind takes, in which form it is kept, and with which code it refuses. */
#include <string.h>

#include "record/country.h"
#include "record/value.h"

static const KamChoice colours[] = {
    { "red", "Red", "Crvena" },
    { "dark_blue", "Dark blue", "Tamnoplava" },
    { .name = NULL },
};

/* What a JSON text gives for a field: JSON again, or the code of its fault. */
typedef struct {
    KamField field;
    const char *given;
    const char *expected;
} Case;

#define IS(...)                                                                                                        \
    {                                                                                                                  \
        .name = "f", .kind = __VA_ARGS__                                                                               \
    }

static char *
answer(const KamField *field, const char *given)
{
    g_auto(KamFaults) faults = { 0 };
    KamFieldValue value = { .state = KAM_VALUE_SET, .integer = 77, .text = g_strdup("before") };
    g_autoptr(GString) out = g_string_new(NULL);
    json_t *json = json_loads(given, JSON_DECODE_ANY, NULL);
    gboolean is_good;
    KamJson writer;

    g_assert_nonnull(json);
    kam_faults_init(&faults);
    is_good = kam_value_from_json(field, json, &value, &faults);
    json_decref(json);
    if (is_good) {
        g_assert_cmpuint(faults.n_errors, ==, 0);
        kam_json_init(&writer, out, 0);
        kam_value_to_json(field, &value, &writer, NULL);
    } else {
        const KamFault *fault = g_ptr_array_index(faults.list, 0);

        g_assert_cmpuint(faults.n_errors, ==, 1);
        g_assert_cmpstr(fault->pointer, ==, "/f");
        g_assert_false(g_str_has_suffix(fault->detail, "."));
        g_assert_cmpint(value.integer, ==, 77);
        g_assert_cmpstr(value.text, ==, "before");
        g_string_append(out, fault->code);
    }
    kam_field_value_clear(&value);
    return g_strdup(out->str);
}

static void
check_cases(const Case *cases, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        g_autofree char *got = answer(&cases[i].field, cases[i].given);

        if (strcmp(got, cases[i].expected) != 0)
            g_test_message("kind %d, %s: %s instead of %s", (int)cases[i].field.kind, cases[i].given, got,
                           cases[i].expected);
        g_assert_cmpstr(got, ==, cases[i].expected);
    }
}

static void
test_text__is_cleaned_and_limited(void)
{
    static const Case cases[] = {
        { IS(KAM_TEXT), "\"  Metal d.o.o.\\n\"", "\"Metal d.o.o.\"" },
        { IS(KAM_TEXT), "\"c\\u030c\"", "\"č\"" }, /* two signs become one */
        { IS(KAM_TEXT), "\" \\t \"", "null" },
        { IS(KAM_TEXT), "null", "null" },
        { IS(KAM_TEXT), "5", "wrong_type" },
        { IS(KAM_TEXT), "[\"a\"]", "wrong_type" },
        { IS(KAM_TEXT), "\"a\\nb\"", "control_character" },
        { IS(KAM_TEXT), "\"a\\u001bb\"", "control_character" },
        { IS(KAM_TEXT), "\"a\\u202eb\"", "control_character" },
        { IS(KAM_TEXT, .max = 3), "\"čšž\"", "\"čšž\"" },
        { IS(KAM_TEXT, .max = 3), "\"čšžć\"", "too_long" },
        { IS(KAM_TEXT, .pattern = "[A-Z]{2}\\d", .pattern_hint = "two letters and a digit"), "\"AB1\"", "\"AB1\"" },
        { IS(KAM_TEXT, .pattern = "[A-Z]{2}\\d"), "\"AB12\"", "pattern" },
        { IS(KAM_TEXT, .pattern = "a|ab"), "\"ab\"", "\"ab\"" }, /* the whole of it, whichever way it matches */
        { IS(KAM_LONG_TEXT), "\"a\\r\\nb\\rc\\td\"", "\"a\\nb\\nc\\td\"" },
        { IS(KAM_LONG_TEXT), "\"a\\u0007b\"", "control_character" },
    };

    check_cases(cases, G_N_ELEMENTS(cases));
}

static void
test_text__own_limits(void)
{
    g_autofree char *line = g_strnfill(1000, 'x');
    g_autofree char *long_text = g_strnfill(100000, 'x');
    KamField fields[] = { IS(KAM_TEXT), IS(KAM_LONG_TEXT) };
    const char *texts[] = { line, long_text };

    for (guint i = 0; i < 2; i++) {
        g_autofree char *fits = g_strdup_printf("\"%s\"", texts[i]);
        g_autofree char *over = g_strdup_printf("\"%sy\"", texts[i]);
        g_autofree char *good = answer(&fields[i], fits);
        g_autofree char *bad = answer(&fields[i], over);

        g_assert_cmpstr(good, ==, fits);
        g_assert_cmpstr(bad, ==, "too_long");
    }
}

static void
test_number__is_exact(void)
{
    static const Case cases[] = {
        { IS(KAM_INT), "12", "12" },
        { IS(KAM_INT), "-7", "-7" },
        { IS(KAM_INT), "12.0", "12" },
        { IS(KAM_INT), "\"12\"", "12" },
        { IS(KAM_INT), "12.5", "too_precise" },
        { IS(KAM_INT), "true", "wrong_type" },
        { IS(KAM_INT), "\"a\"", "malformed" },
        { IS(KAM_INT), "9007199254740991", "9007199254740991" },
        { IS(KAM_INT), "9007199254740992", "too_large" },
        { IS(KAM_INT), "-9007199254740992", "too_small" },
        { IS(KAM_INT, .min = 0, .max = 10), "10", "10" },
        { IS(KAM_INT, .min = 0, .max = 10), "11", "too_large" },
        { IS(KAM_INT, .min = 0, .max = 10), "-1", "too_small" },
        { IS(KAM_INT, .min = 1), "5000", "5000" },
        { IS(KAM_DECIMAL), "12.5", "\"12.5\"" },
        { IS(KAM_DECIMAL), "0.1", "\"0.1\"" },
        { IS(KAM_DECIMAL), "\"0.000001\"", "\"0.000001\"" },
        { IS(KAM_DECIMAL), "\"-0.5\"", "\"-0.5\"" },
        { IS(KAM_DECIMAL), "\"2.50\"", "\"2.5\"" },
        { IS(KAM_DECIMAL), "\"0.0000001\"", "too_precise" },
        { IS(KAM_DECIMAL), "0.1234567", "too_precise" },
        { IS(KAM_DECIMAL), "123456789.1234567891", "too_many_digits" },
        { IS(KAM_DECIMAL), "\"1234567890123456789\"", "too_many_digits" },
        { IS(KAM_DECIMAL), "\"9000000000000\"", "\"9000000000000\"" },
        { IS(KAM_DECIMAL), "\"9000000000000.00001\"", "too_large" },
        { IS(KAM_DECIMAL), "\"99999999999999\"", "too_large" },
        { IS(KAM_DECIMAL), "\"1,5\"", "malformed" },
        { IS(KAM_DECIMAL), "\"5 EUR\"", "malformed" },
        { IS(KAM_DECIMAL, .min = 1, .max = 2), "\"0.999999\"", "too_small" },
        { IS(KAM_DECIMAL, .min = 1, .max = 2), "\"2.000001\"", "too_large" },
        { IS(KAM_PERCENT), "12.5", "\"12.5\"" },
        { IS(KAM_PERCENT), "\"1000000.1\"", "too_large" },
        { IS(KAM_PERCENT), "{}", "wrong_type" },
    };

    check_cases(cases, G_N_ELEMENTS(cases));
}

static void
test_money__has_amount_and_currency(void)
{
    static const Case cases[] = {
        { IS(KAM_MONEY), "{\"amount\":\"1234.5\",\"currency\":\"RSD\"}",
          "{\"amount\":\"1234.50\",\"currency\":\"RSD\"}" },
        { IS(KAM_MONEY), "{\"amount\":0.0345,\"currency\":\"eur\"}", "{\"amount\":\"0.0345\",\"currency\":\"EUR\"}" },
        { IS(KAM_MONEY), "{\"amount\":7,\"currency\":\"EUR\"}", "{\"amount\":\"7.00\",\"currency\":\"EUR\"}" },
        { IS(KAM_MONEY), "{\"amount\":\"1\"}", "no_currency" },
        { IS(KAM_MONEY), "{\"amount\":\"1\",\"currency\":null}", "no_currency" },
        { IS(KAM_MONEY), "{\"currency\":\"RSD\"}", "wrong_type" },
        { IS(KAM_MONEY), "{\"amount\":\"1\",\"currency\":\"ABC\"}", "unknown_currency" },
        { IS(KAM_MONEY), "{\"amount\":\"1\",\"currency\":\"RSD\",\"x\":1}", "unknown_field" },
        { IS(KAM_MONEY), "{\"amount\":\"x\",\"currency\":\"RSD\"}", "malformed" },
        { IS(KAM_MONEY), "\"12 RSD\"", "wrong_type" },
        { IS(KAM_MONEY, .min = 0, .max = 100), "{\"amount\":\"-0.01\",\"currency\":\"RSD\"}", "too_small" },
    };

    check_cases(cases, G_N_ELEMENTS(cases));
}

static void
test_time__is_read_strictly(void)
{
    static const Case cases[] = {
        { IS(KAM_DATE), "\"2026-11-26\"", "\"2026-11-26\"" },
        { IS(KAM_DATE), "\"2024-02-29\"", "\"2024-02-29\"" },
        { IS(KAM_DATE), "\"2026-02-29\"", "malformed" },
        { IS(KAM_DATE), "\"2026-11-26T00:00:00Z\"", "malformed" },
        { IS(KAM_DATE), "\"26.11.2026\"", "malformed" },
        { IS(KAM_DATE), "\"1899-12-31\"", "malformed" },
        { IS(KAM_DATE), "20261126", "wrong_type" },
        { IS(KAM_DATE, .min = 20000, .max = 20001), "\"2024-10-06\"", "too_large" },
        { IS(KAM_INSTANT), "\"2026-11-26T09:30:00Z\"", "\"2026-11-26T09:30:00Z\"" },
        { IS(KAM_INSTANT), "\"2026-11-26T00:30:00+01:00\"", "\"2026-11-25T23:30:00Z\"" },
        { IS(KAM_INSTANT), "\"2026-11-26t20:30:00.25-05:30\"", "\"2026-11-27T02:00:00.250Z\"" },
        { IS(KAM_INSTANT), "\"1969-12-31T23:59:59.999999Z\"", "\"1969-12-31T23:59:59.999Z\"" },
        { IS(KAM_INSTANT), "\"2026-11-26T09:30:00\"", "malformed" },
        { IS(KAM_INSTANT), "\"2026-11-26T09:30Z\"", "malformed" },
        { IS(KAM_INSTANT), "\"2026-11-26T24:00:00Z\"", "malformed" },
        { IS(KAM_INSTANT), "\"2026-11-26 09:30:00Z\"", "malformed" },
        { IS(KAM_INSTANT), "\"2026-11-26T09:30:00Zx\"", "malformed" },
        { IS(KAM_INSTANT), "1", "wrong_type" },
    };

    check_cases(cases, G_N_ELEMENTS(cases));
}

static void
test_word__is_one_of_those_known(void)
{
    static const Case cases[] = {
        { IS(KAM_BOOLEAN), "true", "true" },
        { IS(KAM_BOOLEAN), "false", "false" },
        { IS(KAM_BOOLEAN), "1", "wrong_type" },
        { IS(KAM_CHOICE, .choices = colours), "\"red\"", "\"red\"" },
        { IS(KAM_CHOICE, .choices = colours), "\"Red\"", "not_a_choice" },
        { IS(KAM_CHOICE, .choices = colours), "7", "wrong_type" },
        { IS(KAM_COUNTRY), "\"rs\"", "\"RS\"" },
        { IS(KAM_COUNTRY), "\"YU\"", "unknown_country" },
        { IS(KAM_COUNTRY), "\"Srbija\"", "unknown_country" },
        { IS(KAM_COLOUR), "\"#1A2b3C\"", "\"#1a2b3c\"" },
        { IS(KAM_COLOUR), "\"#1a2b3\"", "malformed" },
        { IS(KAM_COLOUR), "\"red\"", "malformed" },
    };

    check_cases(cases, G_N_ELEMENTS(cases));
}

static void
test_reference__is_a_text_of_digits(void)
{
    static const Case cases[] = {
        { IS(KAM_REF), "\"9223372036854775807\"", "\"9223372036854775807\"" },
        { IS(KAM_REF), "\"9223372036854775808\"", "malformed" },
        { IS(KAM_REF), "\"0\"", "malformed" },
        { IS(KAM_REF), "\"017\"", "malformed" },
        { IS(KAM_REF), "\"-1\"", "malformed" },
        { IS(KAM_REF), "17", "wrong_type" },
        { IS(KAM_FILE), "\"17\"", "\"17\"" },
        { IS(KAM_REFS), "[\"17\",\"3\"]", "[\"17\",\"3\"]" },
        { IS(KAM_REFS), "[]", "[]" },
        { IS(KAM_REFS), "null", "[]" },
        { IS(KAM_REFS), "[\"17\",\"17\"]", "repeated" },
        { IS(KAM_REFS), "[17]", "wrong_type" },
        { IS(KAM_REFS), "[\"x\"]", "malformed" },
        { IS(KAM_REFS), "\"17\"", "wrong_type" },
    };

    check_cases(cases, G_N_ELEMENTS(cases));
}

static void
test_reference__thousand_at_most(void)
{
    KamField field = IS(KAM_REFS);
    g_autoptr(GString) ids = g_string_new("[\"1\"");
    g_autofree char *fits = NULL;
    g_autofree char *over = NULL;

    for (int i = 2; i <= 1000; i++)
        g_string_append_printf(ids, ",\"%d\"", i);
    fits = g_strconcat(ids->str, "]", NULL);
    over = g_strconcat(ids->str, ",\"1001\"]", NULL);
    {
        g_autofree char *good = answer(&field, fits);
        g_autofree char *bad = answer(&field, over);

        g_assert_cmpstr(good, ==, fits);
        g_assert_cmpstr(bad, ==, "too_many");
    }
}

static void
test_address__has_its_form(void)
{
    static const Case cases[] = {
        { IS(KAM_EMAIL), "\"Ana.Petrović@Firma.RS\"", "\"ana.petrović@firma.rs\"" },
        { IS(KAM_EMAIL), "\"a+b@пример.срб\"", "\"a+b@пример.срб\"" },
        { IS(KAM_EMAIL), "\"ana@firma\"", "malformed" },
        { IS(KAM_EMAIL), "\"ana@@firma.rs\"", "malformed" },
        { IS(KAM_EMAIL), "\"ana..b@firma.rs\"", "malformed" },
        { IS(KAM_EMAIL), "\".ana@firma.rs\"", "malformed" },
        { IS(KAM_EMAIL), "\"ana@firma..rs\"", "malformed" },
        { IS(KAM_EMAIL), "\"ana@-firma.rs\"", "malformed" },
        { IS(KAM_EMAIL), "\"ana@10.0.0.1\"", "malformed" },
        { IS(KAM_EMAIL), "\"ana petrovic@firma.rs\"", "malformed" },
        { IS(KAM_EMAIL), "\"Ana <ana@firma.rs>\"", "malformed" },
        { IS(KAM_PHONE), "\"+381 (11) 123-4567\"", "\"+381 (11) 123-4567\"" },
        { IS(KAM_PHONE), "\"011/123 4567 lok. 12\"", "\"011/123 4567 lok. 12\"" },
        { IS(KAM_PHONE), "\"12345\"", "\"12345\"" },
        { IS(KAM_PHONE), "\"1234\"", "malformed" },
        { IS(KAM_PHONE), "\"123456789012345\"", "\"123456789012345\"" },
        { IS(KAM_PHONE), "\"1234567890123456\"", "malformed" },
        { IS(KAM_PHONE), "\"123+45678\"", "malformed" },
        { IS(KAM_PHONE), "\"nema telefona 12345\"", "malformed" },
        { IS(KAM_PHONE), "\"12345 ext\"", "malformed" },
        { IS(KAM_URL), "\"HTTPS://Firma.rs/a?b=c#d\"", "\"https://Firma.rs/a?b=c#d\"" },
        { IS(KAM_URL), "\"http://firma.rs\"", "\"http://firma.rs\"" },
        { IS(KAM_URL), "\"firma.rs\"", "malformed" },
        { IS(KAM_URL), "\"ftp://firma.rs/\"", "malformed" },
        { IS(KAM_URL), "\"javascript:alert(1)\"", "malformed" },
        { IS(KAM_URL), "\"https://\"", "malformed" },
        { IS(KAM_URL), "\"https:///a\"", "malformed" },
        { IS(KAM_URL), "\"https://banka.rs@zlo.rs/\"", "malformed" },
        { IS(KAM_URL), "\"https://a b.rs/\"", "malformed" },
        { IS(KAM_URL), "\"https://a.rs/<script>\"", "malformed" },
    };

    check_cases(cases, G_N_ELEMENTS(cases));
}

static void
test_office_number__is_bare(void)
{
    static const Case cases[] = {
        { IS(KAM_TAX_NUMBER), "\"100 123 456\"", "\"100123456\"" },
        { IS(KAM_TAX_NUMBER), "\"de-123456789\"", "\"DE123456789\"" },
        { IS(KAM_TAX_NUMBER), "\"abcdef\"", "malformed" },
        { IS(KAM_TAX_NUMBER), "\"123\"", "malformed" },
        { IS(KAM_TAX_NUMBER), "\"123456789012345678901\"", "malformed" },
        { IS(KAM_COMPANY_NUMBER), "\"07726716\"", "\"07726716\"" },
        { IS(KAM_COMPANY_NUMBER), "\"07#726716\"", "malformed" },
    };

    check_cases(cases, G_N_ELEMENTS(cases));
}

static const char *
warning(KamFieldKind kind, const char *number, const char *country)
{
    g_auto(KamFaults) faults = { 0 };
    KamField field = IS(kind);
    KamFieldValue value = { .state = KAM_VALUE_SET, .text = g_strdup(number) };
    const char *code = "none";

    kam_faults_init(&faults);
    kam_value_check_numbers(&field, &value, country, &faults);
    kam_field_value_clear(&value);
    g_assert_cmpuint(faults.n_errors, ==, 0);
    if (faults.list->len > 0) {
        const KamFault *fault = g_ptr_array_index(faults.list, 0);

        g_assert_true(fault->is_warning);
        code = g_intern_string(fault->code);
    }
    return code;
}

static void
test_office_number__wrong_check_digit_warns(void)
{
    /* 101134702 and 07726716 are numbers of a bank, public in the register of companies. */
    g_assert_cmpstr(warning(KAM_TAX_NUMBER, "101134702", "RS"), ==, "none");
    g_assert_cmpstr(warning(KAM_TAX_NUMBER, "101134703", "RS"), ==, "check_digit");
    g_assert_cmpstr(warning(KAM_TAX_NUMBER, "101134703", NULL), ==, "check_digit");
    g_assert_cmpstr(warning(KAM_TAX_NUMBER, "10113470", "RS"), ==, "length");
    g_assert_cmpstr(warning(KAM_TAX_NUMBER, "101134703", "HR"), ==, "none");
    g_assert_cmpstr(warning(KAM_TAX_NUMBER, "DE123456789", NULL), ==, "none");
    g_assert_cmpstr(warning(KAM_TAX_NUMBER, "DE123456789", "RS"), ==, "length");
    g_assert_cmpstr(warning(KAM_COMPANY_NUMBER, "07726716", "RS"), ==, "none");
    g_assert_cmpstr(warning(KAM_COMPANY_NUMBER, "07726717", NULL), ==, "check_digit");
    g_assert_cmpstr(warning(KAM_COMPANY_NUMBER, "0772671", NULL), ==, "length");
}

static void
test_country__every_code_and_no_other(void)
{
    guint n = 0;

    for (char a = 'A'; a <= 'Z'; a++)
        for (char b = 'A'; b <= 'Z'; b++) {
            char code[] = { a, b, '\0' };

            n += kam_country_is_known(code) ? 1 : 0;
        }
    g_assert_cmpuint(n, ==, 250); /* 249 of ISO 3166-1 and XK */
    g_assert_true(kam_country_is_known("AD"));
    g_assert_true(kam_country_is_known("ZW"));
    g_assert_false(kam_country_is_known("D A"));
    g_assert_false(kam_country_is_known("D "));
    g_assert_false(kam_country_is_known(" A"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/value/text/is_cleaned_and_limited", test_text__is_cleaned_and_limited);
    g_test_add_func("/value/text/own_limits", test_text__own_limits);
    g_test_add_func("/value/number/is_exact", test_number__is_exact);
    g_test_add_func("/value/money/has_amount_and_currency", test_money__has_amount_and_currency);
    g_test_add_func("/value/time/is_read_strictly", test_time__is_read_strictly);
    g_test_add_func("/value/word/is_one_of_those_known", test_word__is_one_of_those_known);
    g_test_add_func("/value/reference/is_a_text_of_digits", test_reference__is_a_text_of_digits);
    g_test_add_func("/value/reference/thousand_at_most", test_reference__thousand_at_most);
    g_test_add_func("/value/address/has_its_form", test_address__has_its_form);
    g_test_add_func("/value/office_number/is_bare", test_office_number__is_bare);
    g_test_add_func("/value/office_number/wrong_check_digit_warns", test_office_number__wrong_check_digit_warns);
    g_test_add_func("/value/country/every_code_and_no_other", test_country__every_code_and_no_other);
    return g_test_run();
}
