/* Cost to serve: the published case, accounts, every status. */
#include <math.h>

#include <glib.h>
#include <kamen/serve.h>

#include "data.h"

/* Kaplan and Anderson, Harvard Business Review, November 2004: orders, inquiries, credit checks. */
static const double volume[] = { 49000, 1400, 2500 }, minutes[] = { 8, 44, 50 };

static void
test_activities__kaplan_and_anderson(void)
{
    double unit_cost[3];
    KamServe total;

    g_assert_cmpint(kam_serve_activities(560000, 700000, volume, minutes, 3, unit_cost, &total), ==, KAM_CALC_OK);
    assert_near(total.rate, 0.80, 1e-15);
    assert_near(unit_cost[0], 6.40, 1e-14);
    assert_near(unit_cost[1], 35.20, 1e-14);
    assert_near(unit_cost[2], 40.00, 1e-14);
    g_assert_cmpfloat(total.used, ==, 578600);
    assert_near(total.assigned, 462880, 1e-9);
    g_assert_cmpfloat(total.unused, ==, 121400);
    assert_near(total.unused_cost, 97120, 1e-9);
    assert_near(total.assigned + total.unused_cost, 560000, 1e-9);
    assert_near(total.utilisation, 578600.0 / 700000, 1e-15);
}

static void
test_conventional__kaplan_and_anderson(void)
{
    const double share[] = { 0.70, 0.10, 0.20 };
    double unit_cost[3];

    g_assert_cmpint(kam_serve_conventional(560000, share, volume, 3, unit_cost), ==, KAM_CALC_OK);
    assert_near(unit_cost[0], 8.00, 1e-14);
    assert_near(unit_cost[1], 40.00, 1e-13);
    assert_near(unit_cost[2], 44.80, 1e-13);
}

static void
test_accounts__add_up(void)
{
    const uint32_t account[] = { 0, 2, 0 };
    double served[3];

    g_assert_cmpint(kam_serve_accounts(0.8, account, volume, minutes, 3, 3, served), ==, KAM_CALC_OK);
    assert_near(served[0], 49000 * 6.40 + 2500 * 40.0, 1e-9);
    g_assert_cmpfloat(served[1], ==, 0);
    assert_near(served[2], 1400 * 35.2, 1e-10);
}

static void
test_activities__more_than_capacity(void)
{
    KamServe total;

    g_assert_cmpint(kam_serve_activities(100, 50, volume, minutes, 1, NULL, &total), ==, KAM_CALC_OK);
    g_assert_cmpfloat(total.unused, <, 0);
    g_assert_cmpfloat(total.utilisation, >, 1);
    g_assert_cmpint(kam_serve_activities(100, 50, NULL, NULL, 0, NULL, &total), ==, KAM_CALC_OK);
    g_assert_cmpfloat(total.unused_cost, ==, 100);
}

static void
test_status__nothing_is_touched(void)
{
    const double bad[] = { 1, -1, NAN }, half[] = { 0.5, 0.4, 0 };
    const uint32_t account[] = { 0, 3, 0 };
    double unit_cost[3] = { 7, 7, 7 };
    KamServe total = { .rate = 7 };

    g_assert_cmpint(kam_serve_activities(1, 0, volume, minutes, 3, unit_cost, &total), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_serve_activities(-1, 1, volume, minutes, 3, unit_cost, &total), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_serve_activities(1, INFINITY, volume, minutes, 3, unit_cost, &total), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_serve_activities(1, 1, bad, minutes, 3, unit_cost, &total), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_serve_accounts(1, account, volume, minutes, 3, 3, unit_cost), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_serve_accounts(NAN, account, volume, minutes, 1, 3, unit_cost), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_serve_accounts(1, account, volume, bad, 3, 4, unit_cost), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_serve_conventional(1, half, volume, 0, unit_cost), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_serve_conventional(1, half, volume, 3, unit_cost), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_serve_conventional(-1, half, volume, 3, unit_cost), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_serve_conventional(1, bad, volume, 3, unit_cost), ==, KAM_CALC_DOMAIN);
    g_assert_cmpfloat(unit_cost[0], ==, 7);
    g_assert_cmpfloat(total.rate, ==, 7);
}

#define ADD(name) g_test_add_func("/serve/" #name, test_##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(activities__kaplan_and_anderson);
    ADD(conventional__kaplan_and_anderson);
    ADD(accounts__add_up);
    ADD(activities__more_than_capacity);
    ADD(status__nothing_is_touched);
    return g_test_run();
}
