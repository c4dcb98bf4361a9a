/* Figures on their scales; every expected number is worked out beside it. */
#include <math.h>

#include "tables.h"

#define EPSILON 1e-12

static void
assert_value(const KamValuation *v, guint i, guint c, double value, double sd)
{
    g_assert_cmpfloat_with_epsilon(v->value[(gsize)i * v->m + c], value, EPSILON);
    g_assert_cmpfloat_with_epsilon(v->sd[(gsize)i * v->m + c], sd, EPSILON);
}

static void
test_linear(void)
{
    g_autoptr(GArray) criteria = tables_criteria(2);
    g_autoptr(KamFigureTable) table = tables_figures(3, 2, (const double[]) { 10, 1, 20, 3, 40, 2 });
    g_autoptr(KamValuation) v = NULL;

    tables_criterion(criteria, 1)->is_less_better = TRUE;
    table->std_error[2] = 3; /* 20 give or take 3: (13/30 - 7/30) / 2 = 0.1 */
    v = kam_valuation_new(criteria, table, NULL);
    assert_value(v, 0, 0, 0, 0);
    assert_value(v, 1, 0, 10.0 / 30, 0.1);
    assert_value(v, 2, 0, 1, 0);
    assert_value(v, 0, 1, 1, 0);
    assert_value(v, 1, 1, 0, 0);
    assert_value(v, 2, 1, 0.5, 0);
}

/* Amounts begin at 0: 4 of 16 is a quarter, whose root is one half. */
static void
test_diminishing(void)
{
    g_autoptr(GArray) criteria = tables_criteria(1);
    g_autoptr(KamFigureTable) table = tables_figures(3, 1, (const double[]) { 16, 4, -1 });
    g_autoptr(KamValuation) v = NULL;

    tables_criterion(criteria, 0)->function = KAM_VALUE_DIMINISHING;
    v = kam_valuation_new(criteria, table, NULL);
    assert_value(v, 0, 0, 1, 0);
    assert_value(v, 1, 0, 0.5, 0);
    assert_value(v, 2, 0, 0, 0);
}

static void
test_threshold(void)
{
    g_autoptr(GArray) criteria = tables_criteria(2);
    g_autoptr(KamFigureTable) table = tables_figures(4, 2, (const double[]) { 1, 1, 2, 2, 3, 3, 4, 4 });
    g_autoptr(KamValuation) v = NULL;

    tables_criterion(criteria, 0)->function = KAM_VALUE_THRESHOLD; /* the median: 2.5 */
    *tables_criterion(criteria, 1) = (KamCriterion) { .code = tables_criterion(criteria, 1)->code,
                                                      .measure = tables_criterion(criteria, 1)->measure,
                                                      .function = KAM_VALUE_THRESHOLD,
                                                      .low = NAN,
                                                      .high = 2,
                                                      .weight = 1,
                                                      .weight_low = NAN,
                                                      .weight_high = NAN };
    v = kam_valuation_new(criteria, table, NULL);
    for (guint i = 0; i < 4; i++) {
        assert_value(v, i, 0, i >= 2, 0);
        assert_value(v, i, 1, i >= 1, 0);
    }
}

/* Known values are 0 and 1: mean 0.5, spread 0.5. The account without a figure has 0.25 by the other criterion. */
static void
test_missing(void)
{
    const KamMissingRule rules[] = { KAM_MISSING_NEUTRAL, KAM_MISSING_WORST, KAM_MISSING_MEAN, KAM_MISSING_LEAVE_OUT };
    const double value[] = { 0.5, 0, 0.5, 0.25 }, sd[] = { 1 / sqrt(12), 0, 0.5, 0 };

    for (guint k = 0; k < G_N_ELEMENTS(rules); k++) {
        g_autoptr(GArray) criteria = tables_criteria(2);
        g_autoptr(KamFigureTable) table = tables_figures(3, 2, (const double[]) { 0, 0, 1, 4, NAN, 1 });
        g_autoptr(KamValuation) v = NULL;

        tables_criterion(criteria, 0)->missing = rules[k];
        v = kam_valuation_new(criteria, table, NULL);
        assert_value(v, 2, 0, value[k], sd[k]);
        g_assert_cmpuint(v->known[0], ==, 2);
    }
}

/* Nobody is known, or all are alike: no division by nothing. */
static void
test_flat(void)
{
    g_autoptr(GArray) criteria = tables_criteria(2);
    g_autoptr(KamFigureTable) table = tables_figures(2, 2, (const double[]) { NAN, 7, NAN, 7 });
    g_autoptr(KamValuation) v = kam_valuation_new(criteria, table, NULL);

    for (guint i = 0; i < 2; i++) {
        assert_value(v, i, 0, 0.5, 1 / sqrt(12));
        assert_value(v, i, 1, 1, 0);
    }
}

/* Another unit changes nothing, and a value leads back to its figure. */
static void
test_properties(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(4);

    for (guint round = 0; round < 50; round++) {
        g_autoptr(GArray) criteria = tables_criteria(3);
        g_autoptr(KamFigureTable) table = tables_random(random, 12, 3);
        g_autoptr(KamValuation) before = NULL, after = NULL;

        tables_criterion(criteria, 1)->is_less_better = TRUE;
        tables_criterion(criteria, 2)->function = KAM_VALUE_DIMINISHING;
        before = kam_valuation_new(criteria, table, NULL);
        for (guint c = 0; c < 3; c++)
            for (guint i = 0; i < 12; i++) {
                double figure = table->figure[i * 3 + c], value = before->value[i * 3 + c];

                g_assert_cmpfloat_with_epsilon(kam_valuation_figure_of(before, criteria, c, value), figure, 1e-9);
            }
        for (guint i = 0; i < 36; i++)
            table->figure[i] *= 1024;
        after = kam_valuation_new(criteria, table, NULL);
        for (guint i = 0; i < 36; i++)
            g_assert_cmpfloat_with_epsilon(after->value[i], before->value[i], EPSILON);
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/valuation/linear", test_linear);
    g_test_add_func("/valuation/diminishing", test_diminishing);
    g_test_add_func("/valuation/threshold", test_threshold);
    g_test_add_func("/valuation/missing", test_missing);
    g_test_add_func("/valuation/flat", test_flat);
    g_test_add_func("/valuation/properties", test_properties);
    return g_test_run();
}
