/* Order of values: kamen/rank.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>
#include <kamen/rank.h>

static void
test_descending__sorts_a_copy(void)
{
    const double value[] = { 2.385, -7.125, 0, 11.04, 2.385 };
    double sorted[5];

    g_assert_cmpint(kam_rank_descending(value, 5, sorted), ==, KAM_CALC_OK);
    g_assert_cmpfloat(sorted[0], ==, 11.04);
    g_assert_cmpfloat(sorted[1], ==, 2.385);
    g_assert_cmpfloat(sorted[2], ==, 2.385);
    g_assert_cmpfloat(sorted[3], ==, 0);
    g_assert_cmpfloat(sorted[4], ==, -7.125);
    g_assert_cmpfloat(value[0], ==, 2.385);
}

static void
test_descending__works_in_place(void)
{
    double value[] = { 1.5, 3.25, 2.75 };

    g_assert_cmpint(kam_rank_descending(value, 3, value), ==, KAM_CALC_OK);
    g_assert_cmpfloat(value[0], ==, 3.25);
    g_assert_cmpfloat(value[2], ==, 1.5);
}

static int
compare_ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Of both signs, of all sizes, some of them equal. */
static void
test_descending__sorts_many_as_few(void)
{
    enum { N = 5000 };
    static double value[N], ascending[N], sorted[N];
    GRand *chosen = g_rand_new_with_seed(7);

    for (int i = 0; i < N; i++)
        value[i] = i % 10 == 0 ? 0 : ldexp(g_rand_double_range(chosen, -1, 1), g_rand_int_range(chosen, -300, 300));
    value[1] = value[2] = value[4];
    g_rand_free(chosen);
    memcpy(ascending, value, sizeof value);
    qsort(ascending, N, sizeof ascending[0], compare_ascending);
    g_assert_cmpint(kam_rank_descending(value, N, sorted), ==, KAM_CALC_OK);
    for (int i = 0; i < N; i++)
        g_assert_cmpfloat(sorted[i], ==, ascending[N - 1 - i]);
    g_assert_cmpint(kam_rank_descending(value, N, value), ==, KAM_CALC_OK);
    g_assert_cmpmem(value, sizeof value, sorted, sizeof sorted);
}

static void
test_descending__refuses_what_has_no_order(void)
{
    const double bad[] = { 1.5, NAN, 2.5 };
    const double endless[] = { 1.5, INFINITY };
    double sorted[3] = { 7, 7, 7 };

    g_assert_cmpint(kam_rank_descending(bad, 3, sorted), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_rank_descending(endless, 2, sorted), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_rank_descending(bad, 0, sorted), ==, KAM_CALC_EMPTY);
    g_assert_cmpfloat(sorted[0], ==, 7);
}

static void
test_order__keeps_equal_values_in_their_sequence(void)
{
    const double value[] = { 5.5, 9.25, 5.5, 9.25, 1.125 };
    uint32_t order[] = { 4, 3, 2, 1, 0 };
    uint32_t work[5];
    const uint32_t expected[] = { 3, 1, 2, 0, 4 };

    g_assert_cmpint(kam_rank_order(value, order, 5, work), ==, KAM_CALC_OK);
    g_assert_cmpmem(order, sizeof order, expected, sizeof expected);
}

static void
test_order__every_length_is_sorted_and_a_permutation(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(20260307);
    double value[70];
    uint32_t order[70], work[70];

    for (guint n = 1; n <= 70; n++) {
        gboolean seen[70] = { FALSE };

        for (guint i = 0; i < n; i++) {
            value[i] = g_rand_int_range(rand, 0, 12) / 8.0; /* many ties */
            order[i] = i;
        }
        g_assert_cmpint(kam_rank_order(value, order, n, work), ==, KAM_CALC_OK);
        for (guint i = 0; i < n; i++) {
            g_assert_false(seen[order[i]]);
            seen[order[i]] = TRUE;
            if (i == 0)
                continue;
            g_assert_cmpfloat(value[order[i - 1]], >=, value[order[i]]);
            if (value[order[i - 1]] == value[order[i]])
                g_assert_cmpuint(order[i - 1], <, order[i]);
        }
    }
}

static void
test_order__refuses_what_has_no_order(void)
{
    const double value[] = { 1.5, NAN };
    uint32_t order[] = { 0, 1 }, work[2];

    g_assert_cmpint(kam_rank_order(value, order, 0, work), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_rank_order(value, order, 2, work), ==, KAM_CALC_DOMAIN);
    g_assert_cmpuint(order[0], ==, 0);
    g_assert_cmpint(kam_rank_order(value, order, 1, work), ==, KAM_CALC_OK);
}

/* The tiles of SQLite: SELECT NTILE(5) OVER (ORDER BY x) on 12 rows. */
static void
test_tile__larger_groups_come_first(void)
{
    const size_t expected[] = { 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 5 };

    for (size_t i = 0; i < 12; i++)
        g_assert_cmpuint(kam_rank_tile(i, 12, 5), ==, expected[i]);
}

static void
test_tile__sizes_differ_by_one_at_most(void)
{
    for (size_t n = 1; n < 60; n++)
        for (size_t groups = 1; groups < 20; groups++) {
            size_t size[21] = { 0 }, before = 1;

            for (size_t i = 0; i < n; i++) {
                size_t tile = kam_rank_tile(i, n, groups);

                g_assert_cmpuint(tile, >=, before);
                g_assert_cmpuint(tile, <=, groups);
                before = tile;
                size[tile]++;
            }
            for (size_t g = 1; g <= groups; g++) {
                g_assert_cmpuint(size[g], >=, n / groups);
                g_assert_cmpuint(size[g], <=, n / groups + (g <= n % groups ? 1 : 0));
            }
        }
}

static void
test_tile__outside_is_no_group(void)
{
    g_assert_cmpuint(kam_rank_tile(3, 3, 5), ==, 0);
    g_assert_cmpuint(kam_rank_tile(0, 0, 5), ==, 0);
    g_assert_cmpuint(kam_rank_tile(0, 3, 0), ==, 0);
    g_assert_cmpuint(kam_rank_tile(2, 3, 5), ==, 3);
}

static void
test_status__every_status_has_a_phrase(void)
{
    for (int status = KAM_CALC_OK; status <= KAM_CALC_NO_MEMORY; status++) {
        g_assert_cmpstr(kam_calc_status_text((KamCalcStatus)status), !=, "unknown status");
        g_assert_cmpstr(kam_calc_status_text((KamCalcStatus)status), !=, NULL);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rank/descending/sorts_a_copy", test_descending__sorts_a_copy);
    g_test_add_func("/rank/descending/works_in_place", test_descending__works_in_place);
    g_test_add_func("/rank/descending/sorts_many_as_few", test_descending__sorts_many_as_few);
    g_test_add_func("/rank/descending/refuses_what_has_no_order", test_descending__refuses_what_has_no_order);
    g_test_add_func("/rank/order/keeps_equal_values_in_their_sequence",
                    test_order__keeps_equal_values_in_their_sequence);
    g_test_add_func("/rank/order/every_length", test_order__every_length_is_sorted_and_a_permutation);
    g_test_add_func("/rank/order/refuses_what_has_no_order", test_order__refuses_what_has_no_order);
    g_test_add_func("/rank/tile/larger_groups_come_first", test_tile__larger_groups_come_first);
    g_test_add_func("/rank/tile/sizes_differ_by_one_at_most", test_tile__sizes_differ_by_one_at_most);
    g_test_add_func("/rank/tile/outside_is_no_group", test_tile__outside_is_no_group);
    g_test_add_func("/rank/status/every_status_has_a_phrase", test_status__every_status_has_a_phrase);
    return g_test_run();
}
