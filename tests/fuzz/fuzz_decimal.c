/* Decimal numbers: the first byte chooses the format; what is read can be written and read again. */
#include <string.h>

#include "base/decimal.h"
#include "fuzz_support.h"

static void
check_micro(gint64 micro)
{
    KamNumberFormat plain = { '.', 0 };
    g_autofree char *text = kam_micro_to_text(micro, 6);
    KamDecimal again;
    gint64 back;

    g_assert_true(kam_decimal_parse(text, strlen(text), plain, &again));
    g_assert_true(kam_decimal_to_micro(again, &back));
    g_assert_cmpint(back, ==, micro);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const KamNumberFormat formats[] = { { '.', 0 },    { ',', 0 },   { '.', ',' }, { ',', '.' },
                                               { '.', '\'' }, { ',', ' ' }, { '.', ' ' }, { ',', '\'' } };
    g_autofree char *text = NULL;
    KamDecimal d, slim;
    gint64 micro = 7;

    if (size < 1)
        return 0;
    /* Of its own memory, so that a byte read too far is noticed. */
    text = g_memdup2(data + 1, size - 1);
    if (!kam_decimal_parse(text, size - 1, formats[data[0] % G_N_ELEMENTS(formats)], &d))
        return 0;
    g_assert_cmpuint(d.scale, <=, 18);
    slim = kam_decimal_normalise(d);
    g_assert_cmpuint(slim.scale, <=, d.scale);
    if (kam_decimal_to_micro(d, &micro)) {
        gint64 same;

        check_micro(micro);
        g_assert_true(kam_decimal_to_micro(slim, &same));
        g_assert_cmpint(same, ==, micro);
    } else {
        g_assert_cmpint(micro, ==, 7);
    }
    kam_decimal_mul_micro(d, slim, &micro);
    kam_decimal_mul_less_percent_micro(d, slim, d, &micro);
    kam_decimal_product_is(d, slim, micro);
    return 0;
}
