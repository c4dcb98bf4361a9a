/* Weights from points, from an order, from several people. */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "tables.h"

#define EPSILON 1e-12

static void
test_points(void)
{
    g_autoptr(GArray) criteria = tables_criteria(3);
    g_autoptr(KamWeights) weights = NULL;
    g_autoptr(GError) error = NULL;

    tables_criterion(criteria, 0)->weight = 6;
    tables_criterion(criteria, 1)->weight = 3;
    tables_criterion(criteria, 1)->weight_high = 5;
    weights = kam_weights_from_points(criteria, NULL, 0.5, &error);
    g_assert_no_error(error);
    g_assert_cmpfloat_with_epsilon(weights->weight[0], 0.6, EPSILON);
    g_assert_cmpfloat_with_epsilon(weights->low[0], 0.3, EPSILON);
    g_assert_cmpfloat_with_epsilon(weights->high[0], 0.9, EPSILON);
    g_assert_cmpfloat_with_epsilon(weights->high[1], 0.5, EPSILON); /* 5 of 10 points */
    g_assert_cmpuint(weights->order[0], ==, 0);
    g_assert_cmpuint(weights->order[2], ==, 2);
}

/* Those of a question win; the weight stays within, and what weighs nothing is given nothing. */
static void
test_limits_of_a_question(void)
{
    g_autoptr(GArray) criteria = tables_criteria(3);
    g_autoptr(KamWeights) weights = NULL;
    g_autoptr(GError) error = NULL;

    tables_criterion(criteria, 0)->weight_high = 3;
    weights = kam_weights_from_points(criteria, (const double[]) { 3, 1, 0 }, 0.5, &error);
    g_assert_no_error(error);
    kam_weights_set_limits(weights, (const double[]) { 0.1, 0.3, 0.2 }, (const double[]) { NAN, 0.4, 0.5 });
    g_assert_cmpfloat_with_epsilon(weights->low[0], 0.1, EPSILON);
    g_assert_cmpfloat_with_epsilon(weights->high[0], 1, EPSILON); /* 3 points of the 2 that count */
    g_assert_cmpfloat_with_epsilon(weights->low[1], 0.25, EPSILON);
    g_assert_cmpfloat_with_epsilon(weights->high[1], 0.4, EPSILON);
    g_assert_true(weights->low[2] == 0 && weights->high[2] == 0);
}

/* Limits in points of nothing are none. */
static void
test_limits_of_nothing(void)
{
    g_autoptr(GArray) criteria = tables_criteria(2);
    g_autoptr(KamWeights) weights = NULL;
    g_autoptr(GError) error = NULL;

    for (guint c = 0; c < 2; c++)
        tables_criterion(criteria, c)->weight = tables_criterion(criteria, c)->weight_low = 0;
    weights = kam_weights_from_points(criteria, (const double[]) { 3, 1 }, 0.5, &error);
    g_assert_no_error(error);
    g_assert_cmpfloat_with_epsilon(weights->low[0], 0.375, EPSILON);
    g_assert_cmpfloat_with_epsilon(weights->high[0], 1, EPSILON);
}

static void
test_refused(void)
{
    g_autoptr(GArray) criteria = tables_criteria(2);
    const double none[] = { 0, 0 }, below[] = { 1, -1 };
    g_autoptr(GError) first = NULL, second = NULL;

    g_assert_null(kam_weights_from_points(criteria, none, 0.5, &first));
    g_assert_error(first, KAM_ERROR, KAM_ERROR_USAGE);
    g_assert_null(kam_weights_from_points(criteria, below, 0.5, &second));
    g_assert_error(second, KAM_ERROR, KAM_ERROR_USAGE);
    g_assert_nonnull(strstr(second->message, "'c1'"));
}

/* Barron and Barrett's table for four: 0.5208, 0.2708, 0.1458, 0.0625. */
static void
test_order(void)
{
    const double place[] = { 2, 1, 4, 3 }, tied[] = { 1, 1 };
    double weight[4], equal[2];

    kam_weights_from_order(place, 4, weight);
    g_assert_cmpfloat_with_epsilon(weight[1], 25.0 / 48, EPSILON);
    g_assert_cmpfloat_with_epsilon(weight[0], 13.0 / 48, EPSILON);
    g_assert_cmpfloat_with_epsilon(weight[3], 7.0 / 48, EPSILON);
    g_assert_cmpfloat_with_epsilon(weight[2], 3.0 / 48, EPSILON);
    kam_weights_from_order(tied, 2, equal);
    g_assert_cmpfloat_with_epsilon(equal[0], 0.5, EPSILON);
}

/* The roots of 0.8 x 0.2 and 0.2 x 0.8 are equal; they differ by 0.6 each. */
static void
test_group(void)
{
    const double weights[] = { 0.8, 0.2, 0.2, 0.8 };
    double weight[2], spread[2];

    kam_weights_of_group(weights, 2, 2, weight, spread);
    g_assert_cmpfloat_with_epsilon(weight[0], 0.5, EPSILON);
    g_assert_cmpfloat_with_epsilon(weight[1], 0.5, EPSILON);
    g_assert_cmpfloat_with_epsilon(spread[0], 0.6, EPSILON);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/weights/points", test_points);
    g_test_add_func("/weights/limits_of_a_question", test_limits_of_a_question);
    g_test_add_func("/weights/limits_of_nothing", test_limits_of_nothing);
    g_test_add_func("/weights/refused", test_refused);
    g_test_add_func("/weights/order", test_order);
    g_test_add_func("/weights/group", test_group);
    return g_test_run();
}
