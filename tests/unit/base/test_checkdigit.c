/* Check digits of PIB and MB: known numbers, and every digit tried against a second way of computing. */
#include "base/checkdigit.h"

#include <string.h>

/* ISO 7064's own statement of the pure check: a number with its check digit ends at 1. It is another way than the one
 * the code takes, which asks what digit would lead there. */
static gboolean
pib_ends_at_one(const char *digits)
{
    int rest = 10;

    for (int i = 0; i < 8; i++) {
        rest = (rest + digits[i] - '0') % 10;
        rest = (rest == 0 ? 10 : rest) * 2 % 11;
    }
    return (rest + digits[8] - '0') % 10 == 1;
}

/* The weighted sum with the check digit at weight 1 is a multiple of 11. */
static gboolean
mb_divides(const char *digits)
{
    static const int weights[] = { 2, 7, 6, 5, 4, 3, 2, 1 };
    int sum = 0;

    for (int i = 0; i < 8; i++)
        sum += weights[i] * (digits[i] - '0');
    return sum % 11 == 0;
}

static void
test_pib__known_numbers_are_valid(void)
{
    static const char *const valid[] = { "100000016", "100002887", "101134702" };

    for (guint i = 0; i < G_N_ELEMENTS(valid); i++)
        g_assert_true(kam_pib_is_valid(valid[i], 9));
}

static void
test_pib__one_digit_in_ten_fits(void)
{
    for (int n = 0; n < 20000; n++) {
        g_autofree char *digits = g_strdup_printf("%08d0", 10000001 + n * 4111);
        int fitting = 0;

        for (int last = 0; last < 10; last++) {
            digits[8] = (char)('0' + last);
            g_assert_cmpint(kam_pib_is_valid(digits, 9), ==, pib_ends_at_one(digits));
            fitting += kam_pib_is_valid(digits, 9);
            if (kam_pib_is_valid(digits, 9))
                g_assert_cmpint(kam_pib_check_digit(digits), ==, last);
        }
        g_assert_cmpint(fitting, ==, 1);
    }
}

static void
test_pib__swapped_neighbours_are_noticed(void)
{
    char digits[] = "100000016";

    digits[6] = '1';
    digits[7] = '0';
    g_assert_false(kam_pib_is_valid(digits, 9));
}

static void
test_pib__other_forms_are_refused(void)
{
    g_assert_false(kam_pib_is_valid("", 0));
    g_assert_false(kam_pib_is_valid("10000001", 8));
    g_assert_false(kam_pib_is_valid("1000000160", 10));
    g_assert_false(kam_pib_is_valid("10000001a", 9));
    g_assert_false(kam_pib_is_valid("10000 016", 9));
    g_assert_false(kam_pib_is_valid("1000\00016", 9));
    g_assert_false(kam_pib_is_valid("\xc4\x91"
                                    "0000016",
                                    9));
}

static void
test_mb__every_number_agrees_with_the_weighted_sum(void)
{
    for (int n = 0; n < 20000; n++) {
        g_autofree char *digits = g_strdup_printf("%07d0", n * 499);
        int fitting = 0;

        for (int last = 0; last < 10; last++) {
            digits[7] = (char)('0' + last);
            g_assert_cmpint(kam_mb_is_valid(digits, 8), ==, mb_divides(digits));
            fitting += kam_mb_is_valid(digits, 8);
        }
        g_assert_cmpint(fitting, ==, kam_mb_check_digit(digits) < 0 ? 0 : 1);
    }
}

static void
test_mb__remainder_one_has_no_digit(void)
{
    /* 2*6 = 12, 12 mod 11 = 1. */
    g_assert_cmpint(kam_mb_check_digit("6000000"), ==, -1);
    for (char last = '0'; last <= '9'; last++) {
        char digits[] = "60000000";

        digits[7] = last;
        g_assert_false(kam_mb_is_valid(digits, 8));
    }
}

static void
test_mb__other_forms_are_refused(void)
{
    g_assert_true(kam_mb_is_valid("00000000", 8));
    g_assert_false(kam_mb_is_valid("0000000", 7));
    g_assert_false(kam_mb_is_valid("000000000", 9));
    g_assert_false(kam_mb_is_valid("0000000-", 8));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/checkdigit/pib/known", test_pib__known_numbers_are_valid);
    g_test_add_func("/base/checkdigit/pib/one-in-ten", test_pib__one_digit_in_ten_fits);
    g_test_add_func("/base/checkdigit/pib/swapped", test_pib__swapped_neighbours_are_noticed);
    g_test_add_func("/base/checkdigit/pib/forms", test_pib__other_forms_are_refused);
    g_test_add_func("/base/checkdigit/mb/sum", test_mb__every_number_agrees_with_the_weighted_sum);
    g_test_add_func("/base/checkdigit/mb/remainder-one", test_mb__remainder_one_has_no_digit);
    g_test_add_func("/base/checkdigit/mb/forms", test_mb__other_forms_are_refused);
    return g_test_run();
}
