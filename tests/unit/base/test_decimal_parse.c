/* Numbers as people and programs write them; what is no number in a format must be refused, not guessed. */
#include "base/decimal.h"

#include <string.h>

#define POINT                                                                                                          \
    {                                                                                                                  \
        '.', 0                                                                                                         \
    }
#define COMMA                                                                                                          \
    {                                                                                                                  \
        ',', 0                                                                                                         \
    }
#define ENGLISH                                                                                                        \
    {                                                                                                                  \
        '.', ','                                                                                                       \
    }
#define SERBIAN                                                                                                        \
    {                                                                                                                  \
        ',', '.'                                                                                                       \
    }
#define SWISS                                                                                                          \
    {                                                                                                                  \
        '.', '\''                                                                                                      \
    }
#define FRENCH                                                                                                         \
    {                                                                                                                  \
        ',', ' '                                                                                                       \
    }

typedef struct {
    const char *text;
    KamNumberFormat format;
    gint64 mantissa;
    guint8 scale;
} Example;

static void
check(const Example *examples, guint n)
{
    for (guint i = 0; i < n; i++) {
        KamDecimal d = { -1, 99 };
        gboolean is_number = kam_decimal_parse(examples[i].text, strlen(examples[i].text), examples[i].format, &d);

        if (!is_number || d.mantissa != examples[i].mantissa || d.scale != examples[i].scale)
            g_test_message("'%s'", examples[i].text);
        g_assert_true(is_number);
        g_assert_cmpint(d.mantissa, ==, examples[i].mantissa);
        g_assert_cmpuint(d.scale, ==, examples[i].scale);
    }
}

static void
check_refused(const char *text, gsize length, KamNumberFormat format)
{
    KamDecimal d = { -4242, 42 };

    if (kam_decimal_parse(text, length, format, &d))
        g_test_message("'%s' is read", text);
    g_assert_false(kam_decimal_parse(text, length, format, &d));
    g_assert_cmpint(d.mantissa, ==, -4242);
    g_assert_cmpuint(d.scale, ==, 42);
}

static void
test_parse__plain_digits(void)
{
    static const Example examples[] = {
        { "0", POINT, 0, 0 },
        { "7", POINT, 7, 0 },
        { "-7", POINT, -7, 0 },
        { "2.385", POINT, 2385, 3 },
        { "2,385", COMMA, 2385, 3 },
        { "-0.00", POINT, 0, 2 },
        { ".5", POINT, 5, 1 },
        { "5.", POINT, 5, 0 },
        { "-.5", POINT, -5, 1 },
        { "00012.50", POINT, 1250, 2 },
        { "999999999999999999", POINT, 999999999999999999, 0 },
        { "-999999999999999999", POINT, -999999999999999999, 0 },
        { "0.999999999999999999", POINT, 999999999999999999, 18 },
        { "0.000000000000000001", POINT, 1, 18 },
        { "9.99999999999999999", POINT, 999999999999999999, 17 },
    };

    check(examples, G_N_ELEMENTS(examples));
}

static void
test_parse__digits_beyond_eighteen(void)
{
    static const Example examples[] = {
        { "0000000000000000000000000000000000012", POINT, 12, 0 },
        { "1.00000000000000000000000000", POINT, 100000000000000000, 17 },
        { "0.00000000000000000000000000", POINT, 0, 18 },
        { "0.10000000000000000000000000", POINT, 100000000000000000, 18 },
        { "123456789012345678.000", POINT, 123456789012345678, 0 },
        { "12345678901234567.80", POINT, 123456789012345678, 1 },
    };

    check(examples, G_N_ELEMENTS(examples));
    check_refused("1234567890123456789", 19, (KamNumberFormat)POINT);
    check_refused("9223372036854775808", 19, (KamNumberFormat)POINT);
    check_refused("99999999999999999999999", 23, (KamNumberFormat)POINT);
    check_refused("123456789012345678.9", 20, (KamNumberFormat)POINT);
    check_refused("1000000000000000000", 19, (KamNumberFormat)POINT);
    check_refused("0.0000000000000000001", 21, (KamNumberFormat)POINT);
    check_refused("1.0000000000000000001", 21, (KamNumberFormat)POINT);
}

static void
test_parse__groups_of_three(void)
{
    static const Example examples[] = {
        { "1,234.50", ENGLISH, 123450, 2 },
        { "1.234,50", SERBIAN, 123450, 2 },
        { "1.234.567,89", SERBIAN, 123456789, 2 },
        { "1'234.5", SWISS, 12345, 1 },
        { "1’234.5", SWISS, 12345, 1 },
        { "1 234 567,8", FRENCH, 12345678, 1 },
        { "1\xC2\xA0"
          "234,5",
          FRENCH, 12345, 1 },
        { "1\xE2\x80\xAF"
          "234,5",
          FRENCH, 12345, 1 },
        { "12.345", SERBIAN, 12345, 0 },
        { "123.456", SERBIAN, 123456, 0 },
        { "-1.234", SERBIAN, -1234, 0 },
        { "1234,5", SERBIAN, 12345, 1 },
        { "1,234", ENGLISH, 1234, 0 },
        { "100.000.000.000.000,00", SERBIAN, 10000000000000000, 2 },
    };

    check(examples, G_N_ELEMENTS(examples));
}

static void
test_parse__wrong_groups_are_no_number(void)
{
    static const struct {
        const char *text;
        KamNumberFormat format;
    } examples[] = {
        { "1,23", ENGLISH },        { "1,2345", ENGLISH }, { "1234,567", ENGLISH }, { "1,234,56", ENGLISH },
        { ",234", ENGLISH },        { "1,,234", ENGLISH }, { "1,234,", ENGLISH },   { "1,", ENGLISH },
        { "1.234,567,8", SERBIAN }, { "0,123", ENGLISH },  { "0.500", SERBIAN },    { "12.34", SERBIAN },
        { "1.23", COMMA },          { "1,234.50", POINT }, { "1 234", POINT },      { "1'234", POINT },
        { "1 23", FRENCH },         { "1  234", FRENCH },  { "1.234.50", ENGLISH }, { "1.5,000", ENGLISH },
        { "1,234 567", ENGLISH },   { "1.23,4", SERBIAN }, { "001,234", ENGLISH },
    };

    for (guint i = 0; i < G_N_ELEMENTS(examples); i++)
        check_refused(examples[i].text, strlen(examples[i].text), examples[i].format);
}

static void
test_parse__signs(void)
{
    static const Example examples[] = {
        { "+5", POINT, 5, 0 },
        { "\xE2\x88\x92"
          "5",
          POINT, -5, 0 },
        { "5-", POINT, -5, 0 },
        { "5 -", POINT, -5, 0 },
        { "(5)", POINT, -5, 0 },
        { "( 5.0 )", POINT, -50, 1 },
        { "- 5", POINT, -5, 0 },
        { "5\xE2\x88\x92", POINT, -5, 0 },
        { "(1,234.50)", ENGLISH, -123450, 2 },
        { "'5", POINT, 5, 0 },
        { "'-5", POINT, -5, 0 },
        { "' 5", POINT, 5, 0 },
        { "(0)", POINT, 0, 0 },
    };
    static const char *const refused[] = {
        "--5", "+-5", "-5-", "(-5)", "(5",  "5)", "((5))", "(5)-",  "-(5)",
        "5+",  "-",   "+",   "()",   "''5", "5'", "(5)(",  "500.-", "5--",
    };

    check(examples, G_N_ELEMENTS(examples));
    for (guint i = 0; i < G_N_ELEMENTS(refused); i++)
        check_refused(refused[i], strlen(refused[i]), (KamNumberFormat)POINT);
    check_refused("500,-", 5, (KamNumberFormat)SERBIAN);
}

static void
test_parse__currencies_and_percent(void)
{
    static const Example examples[] = {
        { "€ 1.234,50", SERBIAN, 123450, 2 },
        { "1,234.50 RSD", ENGLISH, 123450, 2 },
        { "1.234,50 din.", SERBIAN, 123450, 2 },
        { "1.234,50 дин.", SERBIAN, 123450, 2 },
        { "din 5", COMMA, 5, 0 },
        { "DIN. 5", COMMA, 5, 0 },
        { "DIN 5", COMMA, 5, 0 },
        { "$5.00", POINT, 500, 2 },
        { "-$5.00", POINT, -500, 2 },
        { "$-5.00", POINT, -500, 2 },
        { "($5.00)", POINT, -500, 2 },
        { "$(5.00)", POINT, -500, 2 },
        { "£3", POINT, 3, 0 },
        { "5€", POINT, 5, 0 },
        { "5 EUR", POINT, 5, 0 },
        { "EUR5", POINT, 5, 0 },
        { "5 KMF", POINT, 5, 0 },
        { "KMF 5", POINT, 5, 0 },
        { "5 KM", POINT, 5, 0 },
        { "5 РСД", POINT, 5, 0 },
        { "5 zł", POINT, 5, 0 },
        { "US$ 5", POINT, 5, 0 },
        { "5- EUR", POINT, -5, 0 },
        { "5 EUR -", POINT, -5, 0 },
        { "12,5%", COMMA, 125, 1 },
        { "12,5 %", COMMA, 125, 1 },
        { "-12,5 %", COMMA, -125, 1 },
        { "(12 %)", COMMA, -12, 0 },
        { "\xC2\xA0"
          "5\xC2\xA0"
          "RSD\t",
          POINT, 5, 0 },
        { "\xEF\xBB\xBF"
          "5",
          POINT, 5, 0 },
    };
    static const char *const refused[] = {
        "EUR",       "€",      "%",     "% 5", "5 %%",  "EUR 5 EUR", "€€5",    "5 XYZ", "INV 536365",
        "INV536365", "5 kom",  "5 PCS", "A5",  "5A",    "C536365",   "5 eURO", "R5",    "5 EU",
        "EURO 5",    "85123A", "POST",  "5 5", "12-34", "1/2",       "NaN",    "inf",   "0x10",
    };

    check(examples, G_N_ELEMENTS(examples));
    for (guint i = 0; i < G_N_ELEMENTS(refused); i++)
        check_refused(refused[i], strlen(refused[i]), (KamNumberFormat)POINT);
}

static void
test_parse__every_currency_code(void)
{
    static const char codes[] =
        "ZWL ZMW ZAR YER XPF XOF XCD XAF WST VUV VND VES UZS UYU USD UGX UAH TZS TWD TTD TRY TOP TND TMT TJS "
        "THB SZL SYP SVC STN SSP SRD SOS SLE SHP SGD SEK SDG SCR SBD SAR RWF RUB RSD RON QAR PYG PLN PKR PHP "
        "PGK PEN PAB OMR NZD NPR NOK NIO NGN NAD MZN MYR MXN MWK MVR MUR MRU MOP MNT MMK MKD MGA MDL MAD LYD "
        "LSL LRD LKR LBP LAK KZT KYD KWD KRW KPW KMF KHR KGS KES JPY JOD JMD ISK IRR IQD INR ILS IDR HUF HTG "
        "HRK HNL HKD GYD GTQ GNF GMD GIP GHS GEL GBP FKP FJD EUR ETB ERN EGP DZD DOP DKK DJF DEM CZK CVE CUP "
        "CRC COP CNY CLP CLF CHF CDF CAD BZD BYN BWP BTN BSD BRL BOB BND BMD BIF BHD BGN BDT BBD BAM AZN AWG "
        "AUD ARS AOA ANG AMD ALL AFN AED";
    g_auto(GStrv) list = g_strsplit(codes, " ", -1);

    for (guint i = 0; list[i] != NULL; i++) {
        g_autofree char *before = g_strconcat(list[i], " 1.5", NULL);
        g_autofree char *after = g_strconcat("1.5", list[i], NULL);
        KamDecimal d;

        g_assert_true(kam_decimal_parse(before, strlen(before), (KamNumberFormat)POINT, &d));
        g_assert_true(kam_decimal_parse(after, strlen(after), (KamNumberFormat)POINT, &d));
        g_assert_cmpint(d.mantissa, ==, 15);
    }
}

static void
test_parse__exponents(void)
{
    static const Example examples[] = {
        { "1.5E+03", POINT, 1500, 0 }, { "1,5e3", COMMA, 1500, 0 },
        { "-1.5E-03", POINT, -15, 4 }, { "1E17", POINT, 100000000000000000, 0 },
        { "1e-18", POINT, 1, 18 },     { "0E99", POINT, 0, 0 },
        { "0e-99", POINT, 0, 18 },     { "100E-20", POINT, 1, 18 },
        { "1.50E1", POINT, 150, 1 },   { "8.8817841970012523E-16", POINT, 0, 0 },
    };
    static const char *const refused[] = {
        "1E", "1E+", "E5", "1E5.5", "1E18", "1e-19", "1E999", "1E99999999999999999999", "1E+-5", "1 E5", "1EE5", ".E5",
    };

    check(examples, G_N_ELEMENTS(examples) - 1);
    for (guint i = 0; i < G_N_ELEMENTS(refused); i++)
        check_refused(refused[i], strlen(refused[i]), (KamNumberFormat)POINT);
    /* Seventeen digits, the last at the 32nd place: cannot be kept exactly. */
    check_refused(examples[9].text, strlen(examples[9].text), (KamNumberFormat)POINT);
}

static void
test_parse__empty_and_broken_texts_are_refused(void)
{
    static const char *const refused[] = { "",         " ",    ".",     ",",        "-.",   "'",
                                           "\xC2\xA0", "\xff", "5\xff", "\xE2\x88", "5\n5", "abc" };

    for (guint i = 0; i < G_N_ELEMENTS(refused); i++)
        check_refused(refused[i], strlen(refused[i]), (KamNumberFormat)POINT);
    check_refused("5\0", 2, (KamNumberFormat)POINT);
    check_refused("\0"
                  "5",
                  2, (KamNumberFormat)POINT);
    check_refused("5\0"
                  "5",
                  3, (KamNumberFormat)POINT);
    check_refused(NULL, 0, (KamNumberFormat)POINT);
}

static void
test_parse__only_the_slice_is_read(void)
{
    g_autofree char *slice = g_memdup2("12.5", 4); /* the sanitizer watches its end */
    KamDecimal d;

    for (gsize length = 1; length <= 4; length++)
        g_assert_true(kam_decimal_parse(slice, length, (KamNumberFormat)POINT, &d));
    g_assert_true(kam_decimal_parse("12.5x", 4, (KamNumberFormat)POINT, &d));
    g_assert_cmpint(d.mantissa, ==, 125);
}

/* Writes the number as the format would, with groups when `grouped`. */
static char *
print_decimal(KamDecimal d, KamNumberFormat format, gboolean grouped)
{
    g_autofree char *digits = g_strdup_printf("%0*" G_GINT64_FORMAT, d.scale + 1, ABS(d.mantissa));
    gsize n_whole = strlen(digits) - d.scale;
    GString *text = g_string_new(d.mantissa < 0 ? "-" : "");

    for (gsize i = 0; i < n_whole; i++) {
        if (grouped && i > 0 && (n_whole - i) % 3 == 0)
            g_string_append_c(text, format.group);
        g_string_append_c(text, digits[i]);
    }
    if (d.scale > 0)
        g_string_append_printf(text, "%c%s", format.point, digits + n_whole);
    return g_string_free(text, FALSE);
}

static void
test_parse__random_numbers_come_back(void)
{
    static const KamNumberFormat formats[] = { ENGLISH, SERBIAN, SWISS, FRENCH };
    g_autoptr(GRand) rand = g_rand_new_with_seed(4);

    for (int i = 0; i < 100000; i++) {
        gint64 power = 1;
        KamDecimal d;

        for (int j = g_rand_int_range(rand, 1, 19); j > 0; j--)
            power *= 10;
        d.mantissa = (gint64)(((guint64)g_rand_int(rand) << 32 | g_rand_int(rand)) % (guint64)power);
        d.mantissa = i % 2 == 0 ? d.mantissa : -d.mantissa;
        d.scale = (guint8)g_rand_int_range(rand, 0, 18);
        for (int way = 0; way < 3; way++) {
            KamNumberFormat format = formats[i % 4];
            g_autofree char *text = print_decimal(d, format, way == 1);
            g_autofree char *spaced = g_strconcat(way == 2 ? " " : "", text, NULL); /* a space takes the long way */
            KamDecimal back;

            g_assert_true(kam_decimal_parse(spaced, strlen(spaced), format, &back));
            g_assert_cmpint(back.mantissa, ==, d.mantissa);
            g_assert_cmpuint(back.scale, ==, d.scale);
        }
    }
}

static void
test_parse__random_bytes_never_crash(void)
{
    static const char alphabet[] = "0123456789..,,  ''()--+%eE€$RSDdin.\xC2\xA0\xE2\x80\xAF\xE2\x88\x92\xff";
    static const KamNumberFormat formats[] = { POINT, ENGLISH, SERBIAN, SWISS, FRENCH, { ',', ',' } };
    g_autoptr(GRand) rand = g_rand_new_with_seed(12);

    for (int i = 0; i < 300000; i++) {
        gsize length = (gsize)g_rand_int_range(rand, 1, 16);
        g_autofree char *text = g_malloc(length);
        KamDecimal d;

        for (gsize j = 0; j < length; j++)
            text[j] = alphabet[g_rand_int_range(rand, 0, sizeof alphabet)];
        if (kam_decimal_parse(text, length, formats[i % G_N_ELEMENTS(formats)], &d)) {
            g_assert_cmpuint(d.scale, <=, 18);
            g_assert_cmpint(ABS(d.mantissa), <=, G_GINT64_CONSTANT(999999999999999999));
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/decimal_parse/plain", test_parse__plain_digits);
    g_test_add_func("/base/decimal_parse/eighteen", test_parse__digits_beyond_eighteen);
    g_test_add_func("/base/decimal_parse/groups", test_parse__groups_of_three);
    g_test_add_func("/base/decimal_parse/wrong-groups", test_parse__wrong_groups_are_no_number);
    g_test_add_func("/base/decimal_parse/signs", test_parse__signs);
    g_test_add_func("/base/decimal_parse/currencies", test_parse__currencies_and_percent);
    g_test_add_func("/base/decimal_parse/codes", test_parse__every_currency_code);
    g_test_add_func("/base/decimal_parse/exponents", test_parse__exponents);
    g_test_add_func("/base/decimal_parse/broken", test_parse__empty_and_broken_texts_are_refused);
    g_test_add_func("/base/decimal_parse/slice", test_parse__only_the_slice_is_read);
    g_test_add_func("/base/decimal_parse/comes-back", test_parse__random_numbers_come_back);
    g_test_add_func("/base/decimal_parse/random", test_parse__random_bytes_never_crash);
    return g_test_run();
}
