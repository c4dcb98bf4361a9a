/* Ids grow, whatever the clock does, and tell the time they were made at. */
#include "base/id.h"

#define EPOCH_MS G_GINT64_CONSTANT(1577836800000)

static void
test_next__holds_the_time(void)
{
    KamIdMaker maker = { 0 };
    gint64 now = EPOCH_MS + 123456789;

    g_assert_cmpint(kam_id_next(&maker, now) >> 21, ==, 123456789);
}

static void
test_next__epoch_is_2020(void)
{
    g_autoptr(GDateTime) epoch = g_date_time_new_utc(2020, 1, 1, 0, 0, 0);

    g_assert_cmpint(g_date_time_to_unix(epoch) * 1000, ==, EPOCH_MS);
}

static void
test_next__grows_when_the_clock_stands(void)
{
    KamIdMaker maker = { 0 };
    gint64 last = 0;

    for (int i = 0; i < 3000000; i++) { /* more than one counter holds: it runs on into the next millisecond */
        gint64 id = kam_id_next(&maker, EPOCH_MS + 5);

        g_assert_true(id > last);
        last = id;
    }
    g_assert_cmpint(last >> 21, ==, 6);
}

static void
test_next__grows_when_the_clock_steps_back(void)
{
    KamIdMaker maker = { 0 };
    gint64 first = kam_id_next(&maker, EPOCH_MS + 1000);
    gint64 second = kam_id_next(&maker, EPOCH_MS + 10);
    gint64 third = kam_id_next(&maker, EPOCH_MS + 1001);

    g_assert_cmpint(second, ==, first + 1);
    g_assert_cmpint(third >> 21, ==, 1001);
}

static void
test_next__is_positive_at_odd_clocks(void)
{
    static const gint64 clocks[] = { G_MININT64, -1, 0, EPOCH_MS - 1, EPOCH_MS, G_MAXINT64 };
    KamIdMaker maker = { 0 };
    gint64 last = 0;

    for (guint i = 0; i < G_N_ELEMENTS(clocks); i++) {
        gint64 id = kam_id_next(&maker, clocks[i]);

        g_assert_cmpint(id, >, last);
        last = id;
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/id/time", test_next__holds_the_time);
    g_test_add_func("/base/id/epoch", test_next__epoch_is_2020);
    g_test_add_func("/base/id/standing-clock", test_next__grows_when_the_clock_stands);
    g_test_add_func("/base/id/clock-back", test_next__grows_when_the_clock_steps_back);
    g_test_add_func("/base/id/odd-clocks", test_next__is_positive_at_odd_clocks);
    return g_test_run();
}
