/* Exact decimals: products rounded once, half away from zero, and amounts as text. */
#include "base/decimal.h"

#include <string.h>

__extension__ typedef __int128 Wide;

#define UNTOUCHED G_GINT64_CONSTANT(-4242)

static void
test_to_micro__rounds_half_away(void)
{
    static const struct {
        KamDecimal value;
        gint64 micro;
    } examples[] = {
        { { 2385, 3 }, 2385000 },
        { { 0, 0 }, 0 },
        { { 0, 18 }, 0 },
        { { -1, 0 }, -1000000 },
        { { 5, 7 }, 1 },
        { { 4, 7 }, 0 },
        { { -5, 7 }, -1 },
        { { -4, 7 }, 0 },
        { { 15, 7 }, 2 },
        { { 25, 7 }, 3 },
        { { 14999999, 13 }, 1 },
        { { 15000000, 13 }, 2 },
        { { G_MAXINT64, 18 }, 9223372 },
        { { G_MININT64, 18 }, -9223372 },
        { { G_MAXINT64, 6 }, G_MAXINT64 },
        { { G_MININT64, 6 }, G_MININT64 },
        { { 999999999999999999, 6 }, 999999999999999999 },
    };

    for (guint i = 0; i < G_N_ELEMENTS(examples); i++) {
        gint64 micro = UNTOUCHED;

        g_assert_true(kam_decimal_to_micro(examples[i].value, &micro));
        g_assert_cmpint(micro, ==, examples[i].micro);
    }
}

static void
test_to_micro__overflow_leaves_out_alone(void)
{
    gint64 micro = UNTOUCHED;

    g_assert_false(kam_decimal_to_micro((KamDecimal) { G_MAXINT64, 5 }, &micro));
    g_assert_false(kam_decimal_to_micro((KamDecimal) { G_MININT64, 0 }, &micro));
    g_assert_false(kam_decimal_to_micro((KamDecimal) { G_GINT64_CONSTANT(9223372036855), 0 }, &micro));
    g_assert_cmpint(micro, ==, UNTOUCHED);
    g_assert_true(kam_decimal_to_micro((KamDecimal) { G_GINT64_CONSTANT(9223372036854), 0 }, &micro));
}

static void
test_mul__known_products(void)
{
    static const struct {
        KamDecimal a, b;
        gint64 micro;
    } examples[] = {
        { { 255, 2 }, { 6, 0 }, 15300000 },
        { { -255, 2 }, { 6, 0 }, -15300000 },
        { { -255, 2 }, { -6, 0 }, 15300000 },
        { { 12345, 4 }, { 3333, 3 }, 4114589 }, /* 1.2345 * 3.333 = 4.1145885 */
        { { -12345, 4 }, { 3333, 3 }, -4114589 },
        { { 1, 18 }, { 1, 18 }, 0 },
        { { G_MAXINT64, 18 }, { G_MAXINT64, 18 }, 85070592 }, /* 85.07059173023461... */
        { { G_MININT64, 18 }, { G_MININT64, 18 }, 85070592 },
        { { G_MAXINT64, 0 }, { 1, 6 }, G_MAXINT64 },
        { { G_MININT64, 0 }, { 1, 6 }, G_MININT64 },
        { { G_MAXINT64, 0 }, { 0, 0 }, 0 },
    };

    for (guint i = 0; i < G_N_ELEMENTS(examples); i++) {
        gint64 micro = UNTOUCHED;

        g_assert_true(kam_decimal_mul_micro(examples[i].a, examples[i].b, &micro));
        g_assert_cmpint(micro, ==, examples[i].micro);
        g_assert_true(kam_decimal_mul_micro(examples[i].b, examples[i].a, &micro));
        g_assert_cmpint(micro, ==, examples[i].micro);
    }
}

static void
test_mul__overflow_leaves_out_alone(void)
{
    gint64 micro = UNTOUCHED;

    g_assert_false(kam_decimal_mul_micro((KamDecimal) { G_MAXINT64, 0 }, (KamDecimal) { G_MAXINT64, 0 }, &micro));
    g_assert_false(kam_decimal_mul_micro((KamDecimal) { G_MININT64, 0 }, (KamDecimal) { -1, 6 }, &micro));
    g_assert_false(kam_decimal_mul_micro((KamDecimal) { G_MAXINT64, 3 }, (KamDecimal) { 1001, 6 }, &micro));
    g_assert_cmpint(micro, ==, UNTOUCHED);
}

/* The definition itself as check: no other integer lies nearer, and of two equally near the one away from zero is
 * taken. */
static void
test_mul__random_products_are_nearest(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(2);

    for (int i = 0; i < 200000; i++) {
        KamDecimal a = { g_rand_int_range(rand, -2000000, 2000000), (guint8)g_rand_int_range(rand, 0, 9) };
        KamDecimal b = { g_rand_int_range(rand, -2000, 2000) * 5, (guint8)g_rand_int_range(rand, 0, 8) };
        Wide power = 1;
        Wide exact = (Wide)a.mantissa * b.mantissa * KAM_MICRO;
        Wide off;
        gint64 micro;

        for (int j = 0; j < a.scale + b.scale; j++)
            power *= 10;
        g_assert_true(kam_decimal_mul_micro(a, b, &micro));
        off = 2 * (exact - micro * power);
        g_assert_true(off <= power && -off <= power);
        if (off == power || -off == power)
            g_assert_true(exact > 0 ? off < 0 : off > 0);
        g_assert_cmpint(kam_decimal_product_is(a, b, micro), ==, off == 0);
        g_assert_false(kam_decimal_product_is(a, b, micro + 1));
    }
}

/* Worked out by hand; the last two with exact fractions in another language. */
static void
test_div__rounds_once_half_away(void)
{
    static const struct {
        gint64 micro;
        KamDecimal by;
        gint64 out;
    } examples[] = {
        { 1172000000, { 1172, 1 }, 10000000 },
        { 100000000, { 118, 0 }, 847458 },
        { -100000000, { 118, 0 }, -847458 },
        { 1, { 2, 0 }, 1 },
        { -1, { 2, 0 }, -1 },
        { 0, { 7, 3 }, 0 },
        { 9, { 85, 4 }, 1059 },
        { G_MAXINT64, { 1, 0 }, G_MAXINT64 },
        { G_MININT64, { 1000000, 6 }, G_MININT64 },
        { 9000000000000000001, { 117173700000, 9 }, 76809045033143103 },
        { -9000000000000000001, { 999999999999999999, 18 }, -9000000000000000010 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(examples); i++) {
        gint64 out = UNTOUCHED;

        g_assert_true(kam_decimal_div_micro(examples[i].micro, examples[i].by, &out));
        g_assert_cmpint(out, ==, examples[i].out);
    }
}

static void
test_div__what_cannot_be_leaves_out_alone(void)
{
    gint64 out = UNTOUCHED;

    g_assert_false(kam_decimal_div_micro(1, (KamDecimal) { 0, 0 }, &out));
    g_assert_false(kam_decimal_div_micro(1, (KamDecimal) { -5, 1 }, &out));
    g_assert_false(kam_decimal_div_micro(G_MAXINT64, (KamDecimal) { 9, 1 }, &out));
    g_assert_cmpint(out, ==, UNTOUCHED);
}

/* The expected values were computed with exact fractions in another language. */
static void
test_less_percent__is_exact_at_any_size(void)
{
    static const struct {
        KamDecimal a, b, percent;
        gboolean fits;
        gint64 micro;
    } examples[] = {
        { { 1999, 2 }, { 3, 0 }, { 125, 1 }, TRUE, 52473750 },
        { { 5, 3 }, { 1, 3 }, { 0, 0 }, TRUE, 5 },
        { { -5, 3 }, { 1, 3 }, { 9, 0 }, TRUE, -5 },
        { { 1, 0 }, { 1, 0 }, { 100, 0 }, TRUE, 0 },
        { { 1, 18 }, { 1, 18 }, { 50, 0 }, TRUE, 0 },
        { { 5, 7 }, { 1, 0 }, { 0, 0 }, TRUE, 1 },
        { { -5, 7 }, { 1, 0 }, { 0, 0 }, TRUE, -1 },
        { { 10, 7 }, { 1, 0 }, { 50, 0 }, TRUE, 1 },
        { { 10, 7 }, { 1, 0 }, { 50000000000000001, 15 }, TRUE, 0 },
        { { 1, 6 }, { 1, 0 }, { 49999999999999999, 15 }, TRUE, 1 },
        { { G_MAXINT64, 18 }, { G_MAXINT64, 18 }, { -G_MAXINT64, 17 }, TRUE, 163534363 },
        { { G_MAXINT64, 18 }, { G_MAXINT64, 12 }, { 333333333333333333, 16 }, TRUE, 56713727820156 },
        { { G_MAXINT64, 0 }, { 1, 6 }, { 0, 0 }, TRUE, G_MAXINT64 },
        { { G_MAXINT64, 0 }, { 1, 6 }, { -1, 2 }, FALSE, 0 },
        { { G_MININT64, 0 }, { 1, 6 }, { 0, 0 }, TRUE, G_MININT64 },
        { { G_MININT64, 18 }, { G_MININT64, 18 }, { G_MAXINT64, 18 }, TRUE, 77224215 },
        { { 123456789012345678, 9 }, { 987654321098765432, 12 }, { 12345678901234567, 16 }, FALSE, 0 },
        { { 8261657684473197624, 18 },
          { 2784249659845191438, 11 },
          { 2134083865836840977, 18 },
          TRUE,
          225116245809620 },
        { { -8531699129511414324, 18 },
          { -1509457273540090022, 13 },
          { -3521289658049934810, 18 },
          TRUE,
          1333171527469 },
        { { 8253990209213004835, 18 },
          { -1905908760335480075, 13 },
          { -2155044242747779381, 17 },
          TRUE,
          -1912152825662 },
        { { 1308126745423487424, 18 }, { 2562501216369800041, 15 }, { -3453433842167389150, 18 }, TRUE, 3467838116 },
        { { 2195339552552519092, 18 }, { 5113968323678613630, 17 }, { 2058331227076944944, 17 }, TRUE, 89160297 },
        { { 5430342962621506167, 18 }, { 5161945549082021012, 11 }, { 926932650219630255, 18 }, TRUE, 277713049462624 },
        { { G_MAXINT64, 0 }, { G_MAXINT64, 0 }, { G_MININT64, 0 }, FALSE, 0 },
    };

    for (guint i = 0; i < G_N_ELEMENTS(examples); i++) {
        gint64 micro = UNTOUCHED;

        g_assert_cmpint(kam_decimal_mul_less_percent_micro(examples[i].a, examples[i].b, examples[i].percent, &micro),
                        ==, examples[i].fits);
        g_assert_cmpint(micro, ==, examples[i].fits ? examples[i].micro : UNTOUCHED);
    }
}

static void
test_less_percent__without_percent_is_the_product(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(5);

    for (int i = 0; i < 50000; i++) {
        KamDecimal a = { ((gint64)g_rand_int(rand) << 31) - G_MAXINT64 / 4, (guint8)g_rand_int_range(rand, 0, 19) };
        KamDecimal b = { (gint64)g_rand_int(rand) * 1000003, (guint8)g_rand_int_range(rand, 0, 19) };
        gint64 plain = UNTOUCHED;
        gint64 less = UNTOUCHED;

        g_assert_cmpint(kam_decimal_mul_micro(a, b, &plain), ==,
                        kam_decimal_mul_less_percent_micro(a, b, (KamDecimal) { 0, 18 }, &less));
        g_assert_cmpint(plain, ==, less);
    }
}

static void
test_product_is__only_when_exact(void)
{
    g_assert_true(kam_decimal_product_is((KamDecimal) { 255, 2 }, (KamDecimal) { 6, 0 }, 15300000));
    g_assert_true(kam_decimal_product_is((KamDecimal) { 2550000, 6 }, (KamDecimal) { 6000, 3 }, 15300000));
    g_assert_false(kam_decimal_product_is((KamDecimal) { 255, 2 }, (KamDecimal) { 6, 0 }, 15300001));
    g_assert_false(kam_decimal_product_is((KamDecimal) { 12345, 4 }, (KamDecimal) { 3333, 3 }, 4114589));
    g_assert_false(kam_decimal_product_is((KamDecimal) { 1, 18 }, (KamDecimal) { 1, 18 }, 0));
    g_assert_true(kam_decimal_product_is((KamDecimal) { 0, 18 }, (KamDecimal) { 1, 18 }, 0));
    g_assert_false(kam_decimal_product_is((KamDecimal) { G_MAXINT64, 0 }, (KamDecimal) { G_MAXINT64, 0 }, 0));
    g_assert_true(kam_decimal_product_is((KamDecimal) { G_MININT64, 6 }, (KamDecimal) { 1, 0 }, G_MININT64));
}

static void
test_normalise__drops_zeros_of_the_fraction_only(void)
{
    static const struct {
        KamDecimal from, to;
    } examples[] = {
        { { 2500, 3 }, { 25, 1 } }, { { 2500, 0 }, { 2500, 0 } }, { { 2500, 1 }, { 250, 0 } },
        { { 0, 18 }, { 0, 0 } },    { { -70, 1 }, { -7, 0 } },    { { 101, 2 }, { 101, 2 } },
    };

    for (guint i = 0; i < G_N_ELEMENTS(examples); i++) {
        KamDecimal d = kam_decimal_normalise(examples[i].from);

        g_assert_cmpint(d.mantissa, ==, examples[i].to.mantissa);
        g_assert_cmpuint(d.scale, ==, examples[i].to.scale);
    }
}

static void
test_minor__rounds_half_away(void)
{
    g_assert_cmpint(kam_micro_to_minor_half_away(2385000), ==, 239);
    g_assert_cmpint(kam_micro_to_minor_half_away(-2385000), ==, -239);
    g_assert_cmpint(kam_micro_to_minor_half_away(2384999), ==, 238);
    g_assert_cmpint(kam_micro_to_minor_half_away(4999), ==, 0);
    g_assert_cmpint(kam_micro_to_minor_half_away(-4999), ==, 0);
    g_assert_cmpint(kam_micro_to_minor_half_away(G_MAXINT64), ==, G_GINT64_CONSTANT(922337203685478));
    g_assert_cmpint(kam_micro_to_minor_half_away(G_MININT64), ==, G_GINT64_CONSTANT(-922337203685478));
}

static void
test_text__writes_amounts(void)
{
    static const struct {
        gint64 micro;
        guint decimals;
        const char *text;
    } examples[] = {
        { -1234500000, 2, "-1234.50" },
        { 0, 2, "0.00" },
        { 0, 0, "0" },
        { 5000, 2, "0.01" },
        { 4999, 2, "0.00" },
        { -4999, 2, "0.00" },
        { -5000, 2, "-0.01" },
        { 1, 6, "0.000001" },
        { -1, 6, "-0.000001" },
        { 999995000, 2, "1000.00" },
        { 1500000, 0, "2" },
        { -1500000, 0, "-2" },
        { 123456789, 4, "123.4568" },
        { G_MAXINT64, 6, "9223372036854.775807" },
        { G_MININT64, 6, "-9223372036854.775808" },
        { G_MININT64, 2, "-9223372036854.78" },
        { G_MAXINT64, 0, "9223372036855" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(examples); i++) {
        g_autofree char *text = kam_micro_to_text(examples[i].micro, examples[i].decimals);

        g_assert_cmpstr(text, ==, examples[i].text);
    }
}

static void
test_text__reads_back(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(9);

    for (int i = 0; i < 100000; i++) {
        gint64 micro = ((gint64)g_rand_int(rand) - G_MAXINT32) * g_rand_int_range(rand, 1, 400000000);
        g_autofree char *text = kam_micro_to_text(micro, 6);
        KamDecimal d;
        gint64 back;

        g_assert_true(kam_decimal_parse(text, strlen(text), (KamNumberFormat) { '.', 0 }, &d));
        g_assert_true(kam_decimal_to_micro(d, &back));
        g_assert_cmpint(back, ==, micro);
    }
}

static void
test_add__overflow_leaves_sum_alone(void)
{
    gint64 sum = G_MAXINT64 - 5;

    g_assert_true(kam_micro_add(&sum, 5));
    g_assert_cmpint(sum, ==, G_MAXINT64);
    g_assert_false(kam_micro_add(&sum, 1));
    g_assert_cmpint(sum, ==, G_MAXINT64);
    g_assert_true(kam_micro_add(&sum, G_MININT64));
    g_assert_cmpint(sum, ==, -1);
    sum = G_MININT64;
    g_assert_false(kam_micro_add(&sum, -1));
    g_assert_cmpint(sum, ==, G_MININT64);
}

static void
test_decimal_to_text__is_exact_and_short(void)
{
    static const struct {
        KamDecimal decimal;
        const char *text;
    } examples[] = {
        { { 0, 0 }, "0" },
        { { 1172000, 4 }, "117.2" },
        { { 5, 3 }, "0.005" },
        { { -1250, 2 }, "-12.5" },
        { { 700, 2 }, "7" },
        { { 100, 0 }, "100" },
        { { G_MAXINT64, 18 }, "9.223372036854775807" },
        { { G_MININT64, 0 }, "-9223372036854775808" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(examples); i++) {
        g_autofree char *text = kam_decimal_to_text(examples[i].decimal);
        g_assert_cmpstr(text, ==, examples[i].text);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/decimal/to_micro/rounds", test_to_micro__rounds_half_away);
    g_test_add_func("/base/decimal/to_micro/overflow", test_to_micro__overflow_leaves_out_alone);
    g_test_add_func("/base/decimal/mul/known", test_mul__known_products);
    g_test_add_func("/base/decimal/mul/overflow", test_mul__overflow_leaves_out_alone);
    g_test_add_func("/base/decimal/mul/nearest", test_mul__random_products_are_nearest);
    g_test_add_func("/base/decimal/div/rounds", test_div__rounds_once_half_away);
    g_test_add_func("/base/decimal/div/refuses", test_div__what_cannot_be_leaves_out_alone);
    g_test_add_func("/base/decimal/less_percent/exact", test_less_percent__is_exact_at_any_size);
    g_test_add_func("/base/decimal/less_percent/product", test_less_percent__without_percent_is_the_product);
    g_test_add_func("/base/decimal/product_is/exact", test_product_is__only_when_exact);
    g_test_add_func("/base/decimal/normalise/zeros", test_normalise__drops_zeros_of_the_fraction_only);
    g_test_add_func("/base/decimal/minor/rounds", test_minor__rounds_half_away);
    g_test_add_func("/base/decimal/text/writes", test_text__writes_amounts);
    g_test_add_func("/base/decimal/text/reads-back", test_text__reads_back);
    g_test_add_func("/base/decimal/add/overflow", test_add__overflow_leaves_sum_alone);
    g_test_add_func("/decimal/to_text", test_decimal_to_text__is_exact_and_short);
    return g_test_run();
}
