/* kam_forecast_series(): simple series with known answers, properties, every status. */
#include <math.h>
#include <string.h>

#include <glib.h>
#include <kamen/forecast.h>

#include "data.h"

typedef struct {
    double point[24], lower[24], upper[24];
    KamForecast forecast;
} Answer;

static KamCalcStatus
ask(const double y[], size_t n, KamForecastOptions options, Answer *answer)
{
    KamForecastWork *work = kam_forecast_work_new();
    KamCalcStatus status;

    answer->forecast = (KamForecast) { .point = answer->point, .lower = answer->lower, .upper = answer->upper };
    status = kam_forecast_series(y, n, &options, work, &answer->forecast);
    kam_forecast_work_free(work);
    return status;
}

static Answer
answer_to(const double y[], size_t n, KamForecastOptions options)
{
    Answer answer;

    g_assert_cmpint(ask(y, n, options, &answer), ==, KAM_CALC_OK);
    return answer;
}

/* A trend, a season of 12 and noise that is the same everywhere. */
static void
make_series(double y[], size_t n)
{
    guint32 seed = 12345;

    for (size_t t = 0; t < n; t++) {
        seed = seed * 1664525u + 1013904223u;
        y[t] = (200 + 0.5 * (double)t) * (1 + 0.2 * sin(2 * G_PI * (double)t / 12)) + (double)(seed >> 16) / 6553.6 - 5;
    }
}

static void
test_series__a_constant_goes_on(void)
{
    double y[30];
    Answer answer;

    for (guint t = 0; t < 30; t++)
        y[t] = 42.5;
    answer = answer_to(y, 30, (KamForecastOptions) { .horizon = 6, .season = 12, .total = 3 });
    for (guint h = 0; h < 6; h++) {
        assert_near(answer.point[h], 42.5, 1e-6);
        assert_near(answer.upper[h], 42.5, 1e-3);
    }
    assert_near(answer.forecast.total, 127.5, 1e-5);
}

static void
test_series__season_and_trend_are_found(void)
{
    double y[84];
    Answer answer;

    make_series(y, 84);
    answer = answer_to(y, 72, (KamForecastOptions) { .horizon = 12, .season = 12 });
    g_assert_true(answer.forecast.is_seasonal);
    for (guint h = 0; h < 12; h++) {
        assert_near(answer.point[h], y[72 + h], 0.06 * y[72 + h]);
        g_assert_cmpfloat(answer.lower[h], <, answer.point[h]);
        g_assert_cmpfloat(answer.upper[h], >, answer.point[h]);
    }
    g_assert_cmpint(answer.forecast.mase.status, ==, KAM_CALC_OK);
    g_assert_cmpfloat(answer.forecast.mase.value, <, 1);
}

static void
test_series__same_input_same_bits(void)
{
    double y[60];
    Answer one, two;

    make_series(y, 60);
    one = answer_to(y, 60, (KamForecastOptions) { .horizon = 18, .season = 12, .total = 3 });
    two = answer_to(y, 60, (KamForecastOptions) { .horizon = 18, .season = 12, .total = 3 });
    for (guint h = 0; h < 18; h++) {
        g_assert_cmpfloat(one.point[h], ==, two.point[h]);
        g_assert_cmpfloat(one.upper[h], ==, two.upper[h]);
    }
    g_assert_cmpfloat(one.forecast.total, ==, two.forecast.total);
}

static void
test_series__weights_sum_to_one(void)
{
    double y[60], sum = 0;
    Answer answer;

    make_series(y, 60);
    answer = answer_to(y, 60, (KamForecastOptions) { .horizon = 6, .season = 12 });
    for (guint k = 0; k < KAM_FORECAST_METHODS; k++)
        sum += answer.forecast.weight[k];
    assert_near(sum, 1, 1e-12);
}

static void
test_series__simple_methods_by_hand(void)
{
    const double y[] = { 3, 5, 4, 8, 6, 7, 9, 11 };
    Answer answer = answer_to(y, 8, (KamForecastOptions) { .horizon = 3, .method = KAM_FORECAST_NAIVE });

    assert_near(answer.point[2], 11, 1e-12);
    answer = answer_to(y, 8, (KamForecastOptions) { .horizon = 3, .method = KAM_FORECAST_MEAN });
    assert_near(answer.point[2], 53.0 / 8, 1e-12);
    answer = answer_to(y, 8, (KamForecastOptions) { .horizon = 5, .season = 4, .method = KAM_FORECAST_SEASONAL_NAIVE });
    assert_near(answer.point[0], 6, 1e-12);
    assert_near(answer.point[4], 6, 1e-12);
}

static void
test_series__missing_values_are_filled(void)
{
    double y[60];
    Answer answer;

    make_series(y, 60);
    y[0] = y[1] = y[20] = y[40] = NAN;
    answer = answer_to(y, 60, (KamForecastOptions) { .horizon = 6, .season = 12 });
    g_assert_cmpuint(answer.forecast.n, ==, 58);
    g_assert_cmpuint(answer.forecast.n_missing, ==, 2);
    for (guint h = 0; h < 6; h++)
        g_assert_true(isfinite(answer.point[h]));
}

static void
test_series__sales_are_never_negative(void)
{
    double y[24];
    Answer answer;

    for (guint t = 0; t < 24; t++)
        y[t] = 100 - 4 * (double)t;
    answer = answer_to(y, 24, (KamForecastOptions) { .horizon = 18, .season = 12 });
    for (guint h = 0; h < 18; h++)
        g_assert_cmpfloat(answer.lower[h], >=, 0);
}

static void
test_series__statuses(void)
{
    const double y[] = { 1, 2, 3, 4 }, none[] = { NAN, NAN }, endless[] = { 1, 2, HUGE_VAL };
    Answer answer;

    g_assert_cmpint(ask(y, 0, (KamForecastOptions) { .horizon = 3 }, &answer), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(ask(none, 2, (KamForecastOptions) { .horizon = 3 }, &answer), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(ask(y, 2, (KamForecastOptions) { .horizon = 3 }, &answer), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(ask(y, 4, (KamForecastOptions) { .horizon = 3, .method = KAM_FORECAST_DAMPED }, &answer), ==,
                    KAM_CALC_TOO_FEW);
    g_assert_cmpint(ask(y, 4, (KamForecastOptions) { .horizon = 0 }, &answer), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(ask(y, 4, (KamForecastOptions) { .horizon = 121 }, &answer), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(ask(y, 4, (KamForecastOptions) { .horizon = 3, .season = 61 }, &answer), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(ask(y, 4, (KamForecastOptions) { .horizon = 3, .total = 4 }, &answer), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(ask(y, 4, (KamForecastOptions) { .horizon = 3, .level = 1 }, &answer), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(ask(endless, 3, (KamForecastOptions) { .horizon = 3 }, &answer), ==, KAM_CALC_DOMAIN);
    g_assert_cmpuint(kam_forecast_needed(KAM_FORECAST_AUTO, 12), ==, 3);
    g_assert_cmpuint(kam_forecast_needed(KAM_FORECAST_SEASONAL_NAIVE, 12), ==, 12);
    g_assert_cmpstr(kam_forecast_method_name(KAM_FORECAST_THETA), ==, "theta");
    kam_forecast_work_free(NULL);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/forecast/series/a_constant_goes_on", test_series__a_constant_goes_on);
    g_test_add_func("/forecast/series/season_and_trend_are_found", test_series__season_and_trend_are_found);
    g_test_add_func("/forecast/series/same_input_same_bits", test_series__same_input_same_bits);
    g_test_add_func("/forecast/series/weights_sum_to_one", test_series__weights_sum_to_one);
    g_test_add_func("/forecast/series/simple_methods_by_hand", test_series__simple_methods_by_hand);
    g_test_add_func("/forecast/series/missing_values_are_filled", test_series__missing_values_are_filled);
    g_test_add_func("/forecast/series/sales_are_never_negative", test_series__sales_are_never_negative);
    g_test_add_func("/forecast/series/statuses", test_series__statuses);
    return g_test_run();
}
