/* The scanner finds what a plain loop finds. Built twice: as it is, and with its portable half. */
#include "sales/read/csv_scan.h"

static void
check_scan(const guint8 *text, gsize from, gsize to, guint8 delimiter)
{
    g_autofree guint32 *positions = g_new(guint32, to - from + 8);
    KamCsvScanFacts facts;
    gsize n = kam_csv_scan(text, from, to, delimiter, positions, &facts), expected = 0;
    gboolean has_high = FALSE, has_nul = FALSE;

    for (gsize i = from; i < to; i++) {
        has_high |= text[i] >= 0x80;
        has_nul |= text[i] == 0;
        if (text[i] != delimiter && text[i] != '"' && text[i] != '\n' && text[i] != '\r')
            continue;
        g_assert_cmpuint(expected, <, n);
        g_assert_cmpuint(positions[expected++], ==, i);
    }
    g_assert_cmpuint(expected, ==, n);
    g_assert_cmpint(facts.has_high, ==, has_high);
    g_assert_cmpint(facts.has_nul, ==, has_nul);
}

static void
test_scan__finds_what_a_plain_loop_finds(void)
{
    static const guint8 pool[] = {
        ',', '"', '\n', '\r', 'a', ' ', '-', '.', 0x0b, '#', ';', '!', 0x2d, 0xac, 0x8a, 1, 0
    };

    for (guint round = 0; round < 5000; round++) {
        gsize length = (gsize)g_test_rand_int_range(1, 300);
        /* Of exactly this size, so that a sanitizer sees a byte read too far. */
        g_autofree guint8 *text = g_malloc(length);
        gsize from = (gsize)g_test_rand_int_range(0, (int)length);
        gboolean plain = g_test_rand_bit();

        for (gsize i = 0; i < length; i++)
            text[i] = pool[g_test_rand_int_range(0, (int)G_N_ELEMENTS(pool) - (plain ? 4 : 0))];
        check_scan(text, from, length, ',');
    }
}

static void
test_scan__every_byte_beside_every_byte(void)
{
    guint8 text[64];

    for (guint a = 0; a < 256; a++) {
        for (guint b = 0; b < 256; b++) {
            for (guint i = 0; i < sizeof text; i++)
                text[i] = (guint8)(i & 1 ? a : b);
            check_scan(text, 0, sizeof text, ';');
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/read/csv_scan/finds_what_a_plain_loop_finds", test_scan__finds_what_a_plain_loop_finds);
    g_test_add_func("/read/csv_scan/every_byte_beside_every_byte", test_scan__every_byte_beside_every_byte);
    return g_test_run();
}
