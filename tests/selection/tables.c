/* Criteria and tables of figures for tests: see tables.h. */
#include "tables.h"

#include <math.h>

GArray *
tables_criteria(guint m)
{
    GArray *criteria = g_array_new(FALSE, FALSE, sizeof(KamCriterion));

    g_array_set_clear_func(criteria, (GDestroyNotify)kam_criterion_clear);
    for (guint c = 0; c < m; c++) {
        KamCriterion criterion = { .code = g_strdup_printf("c%u", c),
                                   .measure = g_strdup("judgement"),
                                   .low = NAN,
                                   .high = NAN,
                                   .weight = 1,
                                   .weight_low = NAN,
                                   .weight_high = NAN };
        g_array_append_val(criteria, criterion);
    }
    return criteria;
}

KamCriterion *
tables_criterion(GArray *criteria, guint c)
{
    return &g_array_index(criteria, KamCriterion, c);
}

KamFigureTable *
tables_figures(guint n, guint m, const double figure[])
{
    KamFigureTable *table = kam_figure_table_new(n, m);

    for (guint i = 0; i < n * m; i++)
        table->figure[i] = figure[i];
    return table;
}

KamFigureTable *
tables_random(GRand *random, guint n, guint m)
{
    KamFigureTable *table = kam_figure_table_new(n, m);

    for (guint i = 0; i < n * m; i++)
        table->figure[i] = g_rand_double_range(random, 0, 100);
    return table;
}

KamWeights *
tables_weights(GRand *random, const GArray *criteria)
{
    g_autofree double *points = g_new(double, criteria->len);
    g_autoptr(GError) error = NULL;
    KamWeights *weights;

    for (guint c = 0; c < criteria->len; c++)
        points[c] = c > 0 && g_rand_int_range(random, 0, 5) == 0 ? 0 : g_rand_double_range(random, 0.1, 10);
    weights = kam_weights_from_points(criteria, points, 0.5, &error);
    g_assert_no_error(error);
    return weights;
}

KamChoice *
tables_choose(const KamValuation *valuation, const KamWeights *weights, guint places)
{
    const KamChoiceOptions options = { .places = places, .knowledge = KAM_WEIGHTS_INTERVAL, .draws = 0, .seed = 1 };
    g_autoptr(GError) error = NULL;
    KamChoice *choice = kam_choice_new(valuation, weights, &options, &error);

    g_assert_no_error(error);
    return choice;
}
