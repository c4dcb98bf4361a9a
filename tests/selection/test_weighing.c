/* Weights out of what people say: published comparisons, orders, points, groups, and what is refused. */
#include <string.h>

#include "service/selection/weighing.h"
#include "tables.h"

#define PRINTED 5e-7 /* half a unit of the last digit of six */

static void
say(KamWeighting *weighting, guint criterion, gint other, double value)
{
    KamWeightingItem item = { criterion, other, value };

    g_array_append_val(weighting->items, item);
}

/* The upper half of a table of judgements, row by row. */
static KamWeighting *
pairs(guint m, const double upper[])
{
    KamWeighting *weighting = kam_weighting_new(KAM_WEIGHTING_PAIRWISE);

    for (guint i = 0; i < m; i++)
        for (guint j = i + 1; j < m; j++)
            say(weighting, i, (gint)j, *upper++);
    return weighting;
}

static KamWeighting *
points(guint m, const double figure[])
{
    KamWeighting *weighting = kam_weighting_new(KAM_WEIGHTING_POINTS);

    for (guint c = 0; c < m; c++)
        say(weighting, c, -1, figure[c]);
    return weighting;
}

static KamWeighed *
weigh(const GArray *criteria, KamWeighting *const weightings[], guint people)
{
    g_autoptr(GError) error = NULL;
    KamWeighed *weighed = kam_weighed_new(criteria, weightings, people, &error);

    g_assert_no_error(error);
    return weighed;
}

static void
assert_refused(const GArray *criteria, KamWeighting *const weightings[], guint people, const char *words)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(kam_weighed_new(criteria, weightings, people, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, words));
}

/* Choosing a leader: experience, education, charisma, age; "Analytic hierarchy process - leader example". */
static void
test_leader(void)
{
    const double expected[] = { 0.547569, 0.126555, 0.269950, 0.055926 };
    g_autoptr(GArray) criteria = tables_criteria(4);
    g_autoptr(KamWeighting) said = pairs(4, (const double[]) { 4, 3, 7, 1.0 / 3, 3, 5 });
    g_autoptr(KamWeighed) weighed = weigh(criteria, &said, 1);

    for (guint c = 0; c < 4; c++)
        g_assert_cmpfloat_with_epsilon(weighed->weight[c], expected[c], PRINTED);
    g_assert_cmpfloat_with_epsilon(weighed->ratio.value, 0.043859, PRINTED);
    g_assert_true(kam_weighed_is_consistent(weighed));
    g_assert_null(weighed->spread);
}

/* Choosing a house: Saaty 1990, eight criteria; its ratio of 0.169 is too large. */
static void
test_house(void)
{
    const double expected[] = { 0.173017, 0.053976, 0.188110, 0.017508, 0.031044, 0.036322, 0.166834, 0.333189 };
    const double upper[] = { 5,       3,       7,       6,       6,       1.0 / 3, 1.0 / 4, 1.0 / 3, 5,       3,
                             3,       1.0 / 5, 1.0 / 7, 6,       3,       4,       6,       1.0 / 5, 1.0 / 3, 1.0 / 4,
                             1.0 / 7, 1.0 / 8, 1.0 / 2, 1.0 / 5, 1.0 / 6, 1.0 / 5, 1.0 / 6, 1.0 / 2 };
    g_autoptr(GArray) criteria = tables_criteria(8);
    g_autoptr(KamWeighting) said = pairs(8, upper);
    g_autoptr(KamWeighed) weighed = weigh(criteria, &said, 1);

    for (guint c = 0; c < 8; c++)
        g_assert_cmpfloat_with_epsilon(weighed->weight[c], expected[c], PRINTED);
    g_assert_cmpfloat_with_epsilon(weighed->ratio.value, 0.169087, PRINTED);
    g_assert_false(kam_weighed_is_consistent(weighed));
    g_assert_true(weighed->has_worst && weighed->said >= 1);
}

/* Two of four criteria in an order: 3/4 and 1/4, the others nothing. */
static void
test_order(void)
{
    g_autoptr(GArray) criteria = tables_criteria(4);
    g_autoptr(KamWeighting) said = kam_weighting_new(KAM_WEIGHTING_RANK_ORDER);
    g_autoptr(KamWeighed) weighed = NULL;

    say(said, 3, -1, 1);
    say(said, 1, -1, 2);
    weighed = weigh(criteria, &said, 1);
    g_assert_cmpfloat_with_epsilon(weighed->weight[3], 0.75, 1e-12);
    g_assert_cmpfloat_with_epsilon(weighed->weight[1], 0.25, 1e-12);
    g_assert_true(weighed->weight[0] == 0 && weighed->weight[2] == 0);
    g_assert_cmpint(weighed->ratio.status, ==, KAM_CALC_EMPTY);
}

/* 4 to 1 and 1 to 4 meet in the middle, 0.6 apart. */
static void
test_group(void)
{
    g_autoptr(GArray) criteria = tables_criteria(2);
    g_autoptr(KamWeighting) one = points(2, (const double[]) { 40, 10 });
    g_autoptr(KamWeighting) other = pairs(2, (const double[]) { 1.0 / 4 });
    KamWeighting *const people[] = { one, other };
    g_autoptr(KamWeighed) weighed = weigh(criteria, people, 2);

    g_assert_cmpfloat_with_epsilon(weighed->weight[0], 0.5, 1e-12);
    g_assert_cmpfloat_with_epsilon(weighed->spread[0], 0.6, 1e-12);
    g_assert_cmpuint(weighed->people, ==, 2);
    g_assert_cmpfloat_with_epsilon(weighed->ratio.value, 0, 1e-12); /* of the one who compared pairs */
}

/* One names the first two of three criteria, 1 to 1: for that person the third counts nothing, as it would alone. */
static void
test_group__unnamed(void)
{
    g_autoptr(GArray) criteria = tables_criteria(3);
    g_autoptr(KamWeighting) one = points(2, (const double[]) { 1, 1 });
    g_autoptr(KamWeighting) other = points(3, (const double[]) { 1, 1, 1 });
    KamWeighting *const people[] = { one, other };
    g_autoptr(KamWeighed) weighed = weigh(criteria, people, 2);

    g_autoptr(KamWeighed) alone = weigh(criteria, &one, 1);

    g_assert_cmpfloat_with_epsilon(alone->weight[2], 0, 1e-12);
    g_assert_cmpfloat_with_epsilon(weighed->weight[2], 1.0 / 6, 1e-12);
    g_assert_cmpfloat_with_epsilon(weighed->weight[0], 5.0 / 12, 1e-12);
    g_assert_cmpfloat_with_epsilon(weighed->spread[2], 1.0 / 3, 1e-12);
}

/* One gives all to the first, the other to the last: nobody takes a criterion from all. */
static void
test_group__no_veto(void)
{
    g_autoptr(GArray) criteria = tables_criteria(2);
    g_autoptr(KamWeighting) first = points(2, (const double[]) { 1, 0 }), last = points(2, (const double[]) { 0, 1 });
    KamWeighting *const people[] = { first, last };
    g_autoptr(KamWeighed) weighed = weigh(criteria, people, 2);

    g_assert_cmpfloat_with_epsilon(weighed->weight[0], 0.5, 1e-12);
    g_assert_cmpfloat_with_epsilon(weighed->weight[1], 0.5, 1e-12);
    g_assert_cmpfloat_with_epsilon(weighed->spread[0], 1, 1e-12);
}

static void
test_refused(void)
{
    g_autoptr(GArray) criteria = tables_criteria(3);
    g_autoptr(KamWeighting) missing = pairs(2, (const double[]) { 3 }), against = pairs(2, (const double[]) { 3 });
    g_autoptr(KamWeighting) zeros = points(2, (const double[]) { 0, 0 });
    g_autoptr(KamWeighting) silent = kam_weighting_new(KAM_WEIGHTING_POINTS);

    say(missing, 1, 2, 2);
    assert_refused(criteria, &missing, 1, "'c0' and 'c2' are not compared");
    say(against, 1, 0, 3);
    assert_refused(criteria, &against, 1, "contradicts");
    assert_refused(criteria, &zeros, 1, "all points are 0");
    assert_refused(criteria, &silent, 1, "names no criterion");
    say(silent, 0, -1, -1);
    silent->name = g_strdup("Prodaja");
    assert_refused(criteria, &silent, 1, "'Prodaja'");
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/weighing/leader", test_leader);
    g_test_add_func("/weighing/house", test_house);
    g_test_add_func("/weighing/order", test_order);
    g_test_add_func("/weighing/group", test_group);
    g_test_add_func("/weighing/group/unnamed", test_group__unnamed);
    g_test_add_func("/weighing/group/no_veto", test_group__no_veto);
    g_test_add_func("/weighing/refused", test_refused);
    return g_test_run();
}
