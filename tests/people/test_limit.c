/* Limits on guessing: waits grow, drain, and never last for ever. */
#include "service/people/limit.h"

#define SECOND G_GINT64_CONSTANT(1000)

static const KamLimitRule rule = { 3, 2 * SECOND, 60 * SECOND, 600 * SECOND };

static gint64
take(KamLimits *limits, gint64 now_ms)
{
    return kam_limits_take(limits, "ana", &rule, now_ms);
}

static void
test_limit__waits_double_up_to_the_longest(void)
{
    const gint64 waits[] = { 2, 4, 8, 16, 32, 60, 60, 60 };
    g_autoptr(KamLimits) limits = kam_limits_new(100);
    gint64 now = SECOND;

    for (guint i = 0; i < rule.free_tries; i++)
        g_assert_cmpint(take(limits, now), ==, 0);
    for (guint i = 0; i < G_N_ELEMENTS(waits); i++) {
        g_assert_cmpint(take(limits, now), ==, waits[i] * SECOND);
        g_assert_cmpint(take(limits, now + waits[i] * SECOND - 1), ==, 1);
        now += waits[i] * SECOND;
        g_assert_cmpint(take(limits, now), ==, 0);
    }
}

static void
test_limit__many_at_once_do_not_pass_together(void)
{
    g_autoptr(KamLimits) limits = kam_limits_new(100);
    guint passed = 0;

    for (guint i = 0; i < 50; i++)
        if (take(limits, SECOND) == 0)
            passed++;
    g_assert_cmpuint(passed, ==, rule.free_tries);
}

static void
test_limit__drains_with_time(void)
{
    g_autoptr(KamLimits) limits = kam_limits_new(100);

    for (guint i = 0; i < rule.free_tries; i++)
        take(limits, SECOND);
    g_assert_cmpuint(kam_limits_get_failures(limits, "ana", &rule, SECOND), ==, 3);
    g_assert_cmpuint(kam_limits_get_failures(limits, "ana", &rule, 601 * SECOND), ==, 2);
    g_assert_cmpint(take(limits, 601 * SECOND), ==, 0);
    g_assert_cmpint(take(limits, 601 * SECOND), ==, 2 * SECOND);
    g_assert_cmpuint(kam_limits_get_failures(limits, "ana", &rule, 9999 * SECOND), ==, 0);
}

static void
test_limit__success_is_given_back_or_forgotten(void)
{
    g_autoptr(KamLimits) limits = kam_limits_new(100);

    for (guint i = 0; i < 20; i++) {
        g_assert_cmpint(take(limits, SECOND), ==, 0);
        kam_limits_give_back(limits, "ana");
    }
    for (guint i = 0; i < rule.free_tries; i++)
        take(limits, SECOND);
    g_assert_cmpint(take(limits, SECOND), >, 0);
    kam_limits_forget(limits, "ana");
    g_assert_cmpint(take(limits, SECOND), ==, 0);
}

static void
test_limit__keys_are_apart_and_bounded(void)
{
    g_autoptr(KamLimits) limits = kam_limits_new(100);

    for (guint i = 0; i < rule.free_tries; i++)
        take(limits, SECOND);
    g_assert_cmpint(kam_limits_take(limits, "petar", &rule, SECOND), ==, 0);
    g_assert_cmpint(take(limits, SECOND), >, 0);
    for (guint i = 0; i < 40; i++) {
        g_autofree char *key = g_strdup_printf("%u", i);
        kam_limits_take(limits, key, &rule, SECOND);
    }
    g_assert_cmpint(take(limits, SECOND), >, 0);
    for (guint i = 0; i < 1000; i++) {
        g_autofree char *key = g_strdup_printf("other %u", i);
        kam_limits_take(limits, key, &rule, SECOND);
    }
    g_assert_cmpint(take(limits, SECOND), ==, 0);
}

static void
test_limit__is_seeded_once(void)
{
    g_autoptr(KamLimits) limits = kam_limits_new(100);

    kam_limits_seed(limits, "ana", 5, SECOND);
    g_assert_cmpint(take(limits, SECOND), ==, 8 * SECOND);
    kam_limits_seed(limits, "ana", 500, SECOND);
    g_assert_cmpuint(kam_limits_get_failures(limits, "ana", &rule, SECOND), ==, 5);
}

static void
test_limit__clock_that_steps_back_keeps_nobody_out(void)
{
    g_autoptr(KamLimits) limits = kam_limits_new(100);

    for (guint i = 0; i < rule.free_tries; i++)
        take(limits, 1000000 * SECOND);
    g_assert_cmpint(take(limits, SECOND), <=, rule.longest_wait_ms);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/people/limit/waits-double-up-to-the-longest", test_limit__waits_double_up_to_the_longest);
    g_test_add_func("/people/limit/many-at-once-do-not-pass-together", test_limit__many_at_once_do_not_pass_together);
    g_test_add_func("/people/limit/drains-with-time", test_limit__drains_with_time);
    g_test_add_func("/people/limit/success-is-given-back-or-forgotten", test_limit__success_is_given_back_or_forgotten);
    g_test_add_func("/people/limit/keys-are-apart-and-bounded", test_limit__keys_are_apart_and_bounded);
    g_test_add_func("/people/limit/is-seeded-once", test_limit__is_seeded_once);
    g_test_add_func("/people/limit/clock-that-steps-back", test_limit__clock_that_steps_back_keeps_nobody_out);
    return g_test_run();
}
