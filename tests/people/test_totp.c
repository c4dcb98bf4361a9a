/* Codes by time against the table of RFC 6238, appendix B (SHA-1); the last six of its eight digits. */
#include <string.h>

#include "service/people/totp.h"

static const guint8 secret[] = "12345678901234567890";

static void
test_code__of_the_rfc(void)
{
    const struct {
        gint64 at_s;
        const char *code;
    } rows[] = { { 59, "287082" },         { 1111111109, "081804" }, { 1111111111, "050471" },
                 { 1234567890, "005924" }, { 2000000000, "279037" }, { G_GINT64_CONSTANT(20000000000), "353130" } };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        gint64 step = -1;

        g_assert_true(kam_totp_code_is_right(secret, 20, rows[i].code, rows[i].at_s * 1000, &step));
        g_assert_cmpint(step, ==, rows[i].at_s / 30);
    }
}

static void
test_code__of_the_step_before_and_after(void)
{
    gint64 step = -1;

    g_assert_true(kam_totp_code_is_right(secret, 20, "005924", (1234567890 + 30) * 1000LL, &step));
    g_assert_cmpint(step, ==, 1234567890 / 30);
    g_assert_true(kam_totp_code_is_right(secret, 20, "005924", (1234567890 - 30) * 1000LL, &step));
    g_assert_cmpint(step, ==, 1234567890 / 30);
    step = -1;
    g_assert_false(kam_totp_code_is_right(secret, 20, "005924", (1234567890 + 60) * 1000LL, &step));
    g_assert_false(kam_totp_code_is_right(secret, 20, "005924", (1234567890 - 60) * 1000LL, &step));
    g_assert_cmpint(step, ==, -1);
}

static void
test_code__of_another_form_is_wrong(void)
{
    const char *const wrong[] = { "", "5924", "0005924", "00592a", " 05924", "005924 ", "+05924" };
    gint64 step = -1;

    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++)
        g_assert_false(kam_totp_code_is_right(secret, 20, wrong[i], 1234567890000LL, &step));
    g_assert_cmpint(step, ==, -1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/people/totp/of-the-rfc", test_code__of_the_rfc);
    g_test_add_func("/people/totp/of-the-step-before-and-after", test_code__of_the_step_before_and_after);
    g_test_add_func("/people/totp/of-another-form-is-wrong", test_code__of_another_form_is_wrong);
    return g_test_run();
}
