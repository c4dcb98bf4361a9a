/* The combination on the 1,428 monthly series of the M3 competition: how far from what came, and how often inside the
 * intervals. The test parts are read here alone; docs/methods/forecast.md says how everything was chosen without them.
 */
#include <kamen/forecast.h>

#include "series.h"

#define MONTHS 18

/* Every `step`-th series; under sanitizers few of them, since each costs ten times as much there. */
static void
test_m3__is_as_accurate_as_promised(void)
{
    g_autoptr(SeriesSet) set = series_set_m3();
    const guint step = g_getenv("KAMEN_SANITIZED") != NULL ? 21 : 1;
    KamForecastWork *work = kam_forecast_work_new();
    double point[MONTHS], lower[MONTHS], upper[MONTHS], smape = 0, mase = 0, inside = 0, quarters = 0, n = 0;
    const KamForecastOptions options = { .horizon = MONTHS, .season = 12, .total = 3 };

    for (guint i = 0; set != NULL && i < set->series->len; i += step) {
        const Series *series = &g_array_index(set->series, Series, i);
        KamForecast f = { .point = point, .lower = lower, .upper = upper };
        double quarter = series->test[0] + series->test[1] + series->test[2];

        g_assert_cmpint(kam_forecast_series(series->y, series->n, &options, work, &f), ==, KAM_CALC_OK);
        smape += series_smape(series->test, point, MONTHS);
        mase += series_mase(series, point, MONTHS, 12);
        for (guint h = 0; h < MONTHS; h++)
            inside += series->test[h] >= lower[h] && series->test[h] <= upper[h];
        quarters += quarter >= f.total_lower && quarter <= f.total_upper;
        n++;
    }
    kam_forecast_work_free(work);
    if (set == NULL)
        return;
    g_test_message("sMAPE %.4f, MASE %.4f, inside %.4f, quarters inside %.4f", smape / n, mase / n, inside / n / MONTHS,
                   quarters / n);
    if (step > 1)
        return;
    g_assert_cmpuint((guint)n, ==, 1428);
    /* The goals are 13.60 and 0.850; what is reached is held. */
    g_assert_cmpfloat(smape / n, <, 13.40);
    g_assert_cmpfloat(mase / n, <, 0.845);
    g_assert_cmpfloat(inside / n / MONTHS, >, 0.93);
    g_assert_cmpfloat(inside / n / MONTHS, <, 0.97);
    g_assert_cmpfloat(quarters / n, >, 0.93);
}

/* Intervals of other levels hold what they say, too: measured 18 months before the end of the training parts, where
 * the shape of the errors was taken from, and inside the limits of the goal for 95%. */
static void
test_m3__other_levels_hold(void)
{
    static const double level[] = { 0.5, 0.8, 0.9, 0.99 };
    g_autoptr(SeriesSet) set = series_set_m3();
    KamForecastWork *work = kam_forecast_work_new();
    double point[MONTHS], lower[MONTHS], upper[MONTHS], inside[4] = { 0 }, n = 0;

    for (guint i = 0; set != NULL && i < set->series->len; i += 28) {
        const Series *series = &g_array_index(set->series, Series, i);

        for (guint k = 0; k < G_N_ELEMENTS(level); k++) {
            const KamForecastOptions options = { .horizon = MONTHS, .season = 12, .level = level[k] };
            KamForecast f = { .point = point, .lower = lower, .upper = upper };

            g_assert_cmpint(kam_forecast_series(series->y, series->n - MONTHS, &options, work, &f), ==, KAM_CALC_OK);
            for (guint h = 0; h < MONTHS; h++) {
                const double y = series->y[series->n - MONTHS + h];

                inside[k] += (y >= lower[h] && y <= upper[h]) / (double)MONTHS;
            }
        }
        n++;
    }
    kam_forecast_work_free(work);
    for (guint k = 0; n > 0 && k < G_N_ELEMENTS(level); k++) {
        g_test_message("level %.2f: inside %.4f", level[k], inside[k] / n);
        assert_near(inside[k] / n, level[k], 0.08);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/forecast/m3/is_as_accurate_as_promised", test_m3__is_as_accurate_as_promised);
    g_test_add_func("/forecast/m3/other_levels_hold", test_m3__other_levels_hold);
    return g_test_run();
}
