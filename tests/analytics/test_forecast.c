/* kam_forecast_series(): its methods against R's forecast 8.20, its answers on odd series, its properties, every
 * status. */
#include <kamen/forecast.h>

#include <math.h>
#include <string.h>

#include "data.h"
#include "series.h"

#define HORIZON 12

typedef struct {
    double point[KAM_FORECAST_MAX_HORIZON], lower[KAM_FORECAST_MAX_HORIZON], upper[KAM_FORECAST_MAX_HORIZON];
    KamForecast f;
} Answer;

static KamCalcStatus
try_forecast(const double y[], size_t n, KamForecastOptions options, Answer *answer)
{
    KamForecastWork *work = kam_forecast_work_new();
    KamCalcStatus status;

    answer->f = (KamForecast) { .point = answer->point, .lower = answer->lower, .upper = answer->upper, .n = 77 };
    status = kam_forecast_series(y, n, &options, work, &answer->f);
    kam_forecast_work_free(work);
    return status;
}

static void
forecast(const double y[], size_t n, KamForecastOptions options, Answer *answer)
{
    g_assert_cmpint(try_forecast(y, n, options, answer), ==, KAM_CALC_OK);
}

/* worked_examples.md, section 8. R's simple smoothing inside thetaf() stops its search early, hence the tolerance. */
static void
test_theta__air_passengers_is_that_of_r(void)
{
    static const double r[12] = { 440.0782, 428.3843, 489.7071, 475.7046, 479.6704, 545.3663,
                                  602.7520, 601.1008, 523.9515, 456.6271, 397.9537, 447.6449 };
    Answer answer;

    forecast(series_air, SERIES_AIR_N,
             (KamForecastOptions) { .horizon = 12, .season = 12, .method = KAM_FORECAST_THETA }, &answer);
    for (gsize h = 0; h < 12; h++)
        assert_near(answer.point[h], r[h], 2e-3 * r[h]);
    g_assert_cmpstr(answer.f.name, ==, "theta");
}

static void
test_theta__m3_agrees_with_r_series_by_series(void)
{
    g_autoptr(SeriesSet) set = series_set_m3();
    g_autoptr(Data) reference = set == NULL ? NULL : data_read("forecast/m3_ref_theta_ses.csv");
    double smape = 0, off = 0;
    guint n = 0;

    if (reference == NULL)
        return;
    for (guint i = 0; i < data_rows(reference); i += 7) {
        const Series *series = series_set_find(set, data_text(reference, i, 0));
        double r = data_number(reference, i, data_column(reference, "thetaf_f18"));
        Answer answer;

        forecast(series->y, series->n,
                 (KamForecastOptions) { .horizon = 18, .season = 12, .method = KAM_FORECAST_THETA }, &answer);
        smape += series_smape(series->test, answer.point, 18) -
                 data_number(reference, i, data_column(reference, "thetaf_smape"));
        off += fabs(answer.point[17] - r) > 0.05 * fabs(r);
        n++;
    }
    /* Single series differ where R's search ends elsewhere, or where we find a season in a short history and R does
     * not. */
    g_assert_cmpfloat(smape / n, <, 0.02);
    g_assert_cmpfloat(smape / n, >, -0.2);
    g_assert_cmpfloat(off / n, <, 0.05);
}

static void
test_simple_methods__by_hand(void)
{
    const double y[] = { 2, 4, 6, 3, 5, 7, 4, 6, 8 };
    Answer answer;

    forecast(y, 9, (KamForecastOptions) { .horizon = 4, .method = KAM_FORECAST_NAIVE }, &answer);
    assert_near(answer.point[3], 8, 1e-12);
    forecast(y, 9, (KamForecastOptions) { .horizon = 4, .method = KAM_FORECAST_MEAN }, &answer);
    assert_near(answer.point[0], 5, 1e-12);
    forecast(y, 9, (KamForecastOptions) { .horizon = 4, .season = 3, .method = KAM_FORECAST_SEASONAL_NAIVE }, &answer);
    assert_near(answer.point[0], 4, 1e-12);
    assert_near(answer.point[3], 4, 1e-12);
    assert_near(answer.point[2], 8, 1e-12);
}

static void
test_total__is_the_sum_of_its_steps(void)
{
    Answer answer;

    forecast(series_air, SERIES_AIR_N, (KamForecastOptions) { .horizon = 12, .season = 12, .total = 3 }, &answer);
    assert_near(answer.f.total, answer.point[0] + answer.point[1] + answer.point[2], 1e-9);
    g_assert_cmpfloat(answer.f.total_upper - answer.f.total, >, answer.upper[0] - answer.point[0]);
    g_assert_cmpfloat(answer.f.total_upper, <, answer.upper[0] + answer.upper[1] + answer.upper[2]);
    g_assert_cmpfloat(answer.f.total_lower, >, answer.lower[0] + answer.lower[1] + answer.lower[2]);
}

/* Eight months that rise: less than a season, so the forecast stays among them instead of following the slope. */
static void
test_combination__follows_no_trend_within_the_first_season(void)
{
    const double y[] = { 20, 31, 38, 52, 59, 72, 78, 91 };
    Answer answer;

    forecast(y, 8, (KamForecastOptions) { .horizon = 6, .season = 12 }, &answer);
    for (int h = 0; h < 6; h++) {
        g_assert_cmpfloat(answer.point[h], >=, 20);
        g_assert_cmpfloat(answer.point[h], <=, 91);
    }
}

static void
test_combination__names_its_members(void)
{
    Answer answer;
    double sum = 0;

    forecast(series_air, SERIES_AIR_N, (KamForecastOptions) { .horizon = 12, .season = 12 }, &answer);
    for (int k = 0; k < KAM_FORECAST_METHODS; k++)
        sum += answer.f.weight[k];
    assert_near(sum, 1, 1e-12);
    g_assert_cmpfloat(answer.f.weight[KAM_FORECAST_LOG_THETA], >, 0);
    g_assert_cmpstr(answer.f.name, ==, "combination");
    g_assert_true(answer.f.is_seasonal);
    g_assert_cmpuint(answer.f.origins, ==, 4);
    g_assert_cmpint(answer.f.mase.status, ==, KAM_CALC_OK);
    g_assert_cmpfloat(answer.f.mase.value, <, 1);
}

/* Multiplying by a power of two multiplies every number by it. */
static void
test_scale__changes_nothing_but_the_unit(void)
{
    double scaled[SERIES_AIR_N];
    Answer plain, large;

    for (gsize t = 0; t < SERIES_AIR_N; t++)
        scaled[t] = 1024 * series_air[t];
    forecast(series_air, SERIES_AIR_N, (KamForecastOptions) { .horizon = HORIZON, .season = 12 }, &plain);
    forecast(scaled, SERIES_AIR_N, (KamForecastOptions) { .horizon = HORIZON, .season = 12 }, &large);
    for (gsize h = 0; h < HORIZON; h++) {
        assert_near(large.point[h] / plain.point[h], 1024, 1024 * 1e-2);
        assert_near((large.upper[h] - large.lower[h]) / (plain.upper[h] - plain.lower[h]), 1024, 1024 * 3e-2);
    }
    assert_near(large.f.smape.value, plain.f.smape.value, 0.2);
}

static void
test_same_input__same_bits(void)
{
    Answer first, second;

    forecast(series_air, SERIES_AIR_N, (KamForecastOptions) { .horizon = HORIZON, .season = 12 }, &first);
    forecast(series_air, SERIES_AIR_N, (KamForecastOptions) { .horizon = HORIZON, .season = 12 }, &second);
    g_assert_cmpmem(first.point, HORIZON * sizeof(double), second.point, HORIZON * sizeof(double));
    g_assert_cmpmem(first.lower, HORIZON * sizeof(double), second.lower, HORIZON * sizeof(double));
}

/* A workspace that has seen a longer series answers as a fresh one. */
static void
test_workspace__leaves_no_trace(void)
{
    KamForecastWork *work = kam_forecast_work_new();
    const KamForecastOptions options = { .horizon = HORIZON, .season = 12 };
    Answer used, fresh;

    used.f = (KamForecast) { .point = used.point, .lower = used.lower, .upper = used.upper };
    g_assert_cmpint(kam_forecast_series(series_air, SERIES_AIR_N, &options, work, &used.f), ==, KAM_CALC_OK);
    g_assert_cmpint(kam_forecast_series(series_nile, 40, &options, work, &used.f), ==, KAM_CALC_OK);
    kam_forecast_work_free(work);
    forecast(series_nile, 40, options, &fresh);
    g_assert_cmpmem(used.point, HORIZON * sizeof(double), fresh.point, HORIZON * sizeof(double));
}

static void
test_level__wider_holds_more(void)
{
    Answer narrow, wide;

    forecast(series_nile, SERIES_NILE_N, (KamForecastOptions) { .horizon = 3, .level = 0.5 }, &narrow);
    forecast(series_nile, SERIES_NILE_N, (KamForecastOptions) { .horizon = 3, .level = 0.99 }, &wide);
    for (gsize h = 0; h < 3; h++) {
        g_assert_cmpfloat(wide.lower[h], <, narrow.lower[h]);
        g_assert_cmpfloat(wide.upper[h], >, narrow.upper[h]);
        assert_near(wide.point[h], narrow.point[h], 1e-12);
    }
}

static void
test_missing__values_are_filled_in_and_counted(void)
{
    double y[SERIES_AIR_N];
    Answer answer, whole;

    memcpy(y, series_air, sizeof y);
    y[0] = y[50] = y[51] = y[100] = NAN;
    forecast(y, SERIES_AIR_N, (KamForecastOptions) { .horizon = HORIZON, .season = 12 }, &answer);
    forecast(series_air, SERIES_AIR_N, (KamForecastOptions) { .horizon = HORIZON, .season = 12 }, &whole);
    g_assert_cmpuint(answer.f.n, ==, SERIES_AIR_N - 1);
    g_assert_cmpuint(answer.f.n_missing, ==, 3);
    for (gsize h = 0; h < HORIZON; h++)
        assert_near(answer.point[h], whole.point[h], 0.05 * whole.point[h]);
}

static void
test_sales__never_fall_below_zero_unless_they_have(void)
{
    const double falls[] = { 100, 90, 80, 70, 60, 50, 40, 30, 20, 10, 5, 2 };
    double below[12];
    Answer answer;
    gboolean is_below = FALSE;

    forecast(falls, 12, (KamForecastOptions) { .horizon = 12 }, &answer);
    for (gsize h = 0; h < 12; h++) {
        g_assert_cmpfloat(answer.point[h], >=, 0);
        g_assert_cmpfloat(answer.lower[h], >=, 0);
    }
    for (gsize t = 0; t < 12; t++)
        below[t] = falls[t] - 50;
    forecast(below, 12, (KamForecastOptions) { .horizon = 12 }, &answer);
    for (gsize h = 0; h < 12; h++)
        is_below = is_below || answer.lower[h] < -50;
    g_assert_true(is_below);
}

/* Productc of worked_examples.md, section 7.1, by the method that suits it. */
static void
test_lumpy__gets_a_rate_and_its_own_interval(void)
{
    const double y[] = { 0, 2, 0, 1, 0, 11, 0, 0, 0, 0, 2, 0, 6, 3, 0, 0, 0, 0,
                         0, 7, 0, 0, 0, 0,  0, 0, 0, 3, 1, 0, 0, 1, 0, 1, 0, 0 };
    Answer answer;

    forecast(y, G_N_ELEMENTS(y), (KamForecastOptions) { .horizon = 6, .season = 12, .total = 3 }, &answer);
    g_assert_cmpint(answer.f.method, ==, KAM_FORECAST_INTERMITTENT);
    g_assert_cmpstr(answer.f.name, ==, "Croston-SBA");
    assert_near(answer.point[0], 1.05, 0.3);
    assert_near(answer.point[5], answer.point[0], 1e-12);
    assert_near(answer.lower[0], 0, 1e-12);
    g_assert_cmpfloat(answer.upper[0], >, 3);
    assert_near(answer.f.total, 3 * answer.point[0], 1e-9);
    g_assert_cmpfloat(answer.f.total_upper, <, 3 * answer.upper[0]);
    g_assert_cmpint(answer.f.coverage.status, ==, KAM_CALC_OK);
}

/* 80 % of the same back-test, whatever the level that was asked for; smooth and lumpy alike. */
static void
test_coverage__of_80_percent_is_that_of_its_level(void)
{
    double smooth[48], lumpy[48];
    const double *series[] = { smooth, lumpy };

    for (gsize t = 0; t < 48; t++) {
        smooth[t] = 100 + 20 * sin((double)t * 1.7) + 15 * sin((double)t * 5.3);
        lumpy[t] = t % 5 == 2 ? 3 + (double)(t % 7) : 0;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(series); i++) {
        Answer wide, narrow;

        forecast(series[i], 48, (KamForecastOptions) { .horizon = 6, .season = 12, .level = 0.95 }, &wide);
        forecast(series[i], 48, (KamForecastOptions) { .horizon = 6, .season = 12, .level = 0.8 }, &narrow);
        g_assert_cmpint(wide.f.coverage_80.status, ==, KAM_CALC_OK);
        g_assert_cmpfloat(wide.f.coverage_80.value, <=, wide.f.coverage.value);
        g_assert_cmpfloat(wide.f.coverage_80.value, ==, narrow.f.coverage.value);
        g_assert_cmpfloat(narrow.f.coverage_80.value, ==, narrow.f.coverage.value);
    }
}

/* After a silence that chance does not explain, little is expected and the method says which it is. */
static void
test_lumpy__a_customer_who_left_fades(void)
{
    double y[36] = { 0 };
    Answer answer;

    for (gsize t = 0; t < 18; t += 2)
        y[t] = 10 + (double)(t % 3);
    forecast(y, 36, (KamForecastOptions) { .horizon = 3, .season = 12, .total = 3 }, &answer);
    g_assert_cmpfloat(answer.f.alive, <, 1e-3);
    g_assert_cmpfloat(answer.f.total, <, 0.1);
}

static void
assert_bounds_hold_means(const Answer *answer, gsize horizon)
{
    for (gsize h = 0; h < horizon; h++) {
        g_assert_cmpfloat(answer->lower[h], <=, answer->point[h]);
        g_assert_cmpfloat(answer->upper[h], >=, answer->point[h]);
    }
    g_assert_cmpfloat(answer->f.total_lower, <=, answer->f.total);
    g_assert_cmpfloat(answer->f.total_upper, >=, answer->f.total);
}

/* What is next to impossible has a mean all the same; the interval reaches to it, at any level, whatever the demand. */
static void
test_bounds__hold_the_mean_of_who_left(void)
{
    double left[40] = { 0 }, fading[36] = { 0 }, rare[40] = { 0 };
    const double levels[] = { 0.5, 0.8, 0.95 };
    Answer answer;

    for (gsize t = 0; t < 34; t++)
        left[t] = 25000 + 900 * (double)(t % 7);
    for (gsize t = 0; t < 18; t += 2)
        fading[t] = 10 + (double)(t % 3);
    rare[2] = rare[39] = 1000;
    for (gsize i = 0; i < G_N_ELEMENTS(levels); i++) {
        const KamForecastOptions options = { .horizon = 12, .season = 12, .total = 12, .level = levels[i] };

        forecast(left, 40, options, &answer);
        g_assert_cmpfloat(answer.f.total, >, 0);
        g_assert_cmpfloat(answer.f.alive, <, 0.025);
        assert_bounds_hold_means(&answer, 12);
        forecast(fading, 36, options, &answer);
        g_assert_cmpfloat(answer.f.total, >, 0);
        assert_bounds_hold_means(&answer, 12);
        forecast(rare, 40, options, &answer);
        g_assert_cmpint(answer.f.method, ==, KAM_FORECAST_INTERMITTENT);
        g_assert_cmpfloat(answer.point[0], >, 0);
        assert_bounds_hold_means(&answer, 12);
    }
}

/* A monthly buyer who has not come for four months is gone, for all that last year's season says; a pause that it had
 * before is no departure. */
static void
test_silence__after_regular_months_is_taken_seriously(void)
{
    double y[36];
    Answer answer;

    for (gsize t = 0; t < 36; t++)
        y[t] = 100 + (double)(t % 5);
    forecast(y, 36, (KamForecastOptions) { .horizon = 3, .season = 12, .total = 3 }, &answer);
    assert_near(answer.f.alive, 1, 1e-12);
    y[35] = 0;
    forecast(y, 36, (KamForecastOptions) { .horizon = 3, .season = 12, .total = 3 }, &answer);
    /* By hand: p = 35/36, h = 1/37: (1/36)(36/37) / ((1/36)(36/37) + 1/37) = 1/2. */
    assert_near(answer.f.alive, 0.5, 1e-12);
    y[32] = y[33] = y[34] = 0;
    forecast(y, 36, (KamForecastOptions) { .horizon = 3, .season = 12, .total = 3 }, &answer);
    g_assert_cmpfloat(answer.f.alive, <, 1e-3);
    g_assert_cmpfloat(answer.f.total, <, 1);
    g_assert_cmpfloat(answer.f.total, >, 0);
    assert_near(answer.f.total_upper, answer.f.total, 1e-12);
    y[8] = y[9] = y[10] = y[11] = 0;
    forecast(y, 36, (KamForecastOptions) { .horizon = 3, .season = 12, .total = 3 }, &answer);
    assert_near(answer.f.alive, 1, 1e-12);
}

/* Steady sales that stopped half a year ago are no level any more. */
static void
test_series__a_steady_customer_who_left_fades(void)
{
    double y[40] = { 0 };
    Answer answer;

    for (gsize t = 0; t < 33; t++)
        y[t] = 95.5 + (double)(t * 7 % 11);
    forecast(y, 40, (KamForecastOptions) { .horizon = 3, .season = 12, .total = 3 }, &answer);
    g_assert_cmpint(answer.f.method, ==, KAM_FORECAST_AUTO);
    g_assert_cmpfloat(answer.f.total, <, 60);
}

/* Four closed months a year are a season, not demand that comes by chance. */
static void
test_lumpy__a_closed_winter_is_a_season(void)
{
    double y[48];
    Answer answer;

    for (gsize t = 0; t < 48; t++)
        y[t] = t % 12 < 4 ? 0 : 100.5 + (double)(t * 7 % 11);
    forecast(y, 48, (KamForecastOptions) { .horizon = 12, .season = 12 }, &answer);
    g_assert_true(answer.f.is_seasonal);
    g_assert_cmpint(answer.f.method, ==, KAM_FORECAST_AUTO);
    g_assert_cmpfloat(answer.point[1], <, 15);
    g_assert_cmpfloat(answer.point[8], >, 85);
}

/* Known truth: growth, a season of 40% and noise of 8%, three years of it. The factors of three seasons follow the
 * noise in them, and at the earliest origins no season shows at all: intervals that forget either hold 80%. */
static void
test_season__of_three_years_has_intervals_that_hold(void)
{
    const guint rounds = 200;
    guint inside = 0, quarters = 0;

    g_test_message("seed %u", 20261126u);
    for (guint round = 0; round < rounds; round++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(20261126u + round);
        double y[48], level = 100;
        Answer answer;

        for (gsize t = 0; t < 48; t++) {
            double noise = 0;

            for (guint i = 0; i < 12; i++) /* twelve uniform numbers less 6 are nearly normal */
                noise += g_rand_double(random);
            noise -= 6;
            y[t] = level * (1 + 0.4 * sin(2 * G_PI * (double)t / 12)) * (1 + 0.08 * noise);
            level *= 1.005;
        }
        forecast(y, 36, (KamForecastOptions) { .horizon = 12, .season = 12, .total = 3 }, &answer);
        for (gsize h = 0; h < 12; h++)
            inside += y[36 + h] >= answer.lower[h] && y[36 + h] <= answer.upper[h];
        quarters += y[36] + y[37] + y[38] >= answer.f.total_lower && y[36] + y[37] + y[38] <= answer.f.total_upper;
    }
    g_assert_cmpfloat(inside, >, 0.94 * 12 * rounds);
    g_assert_cmpfloat(inside, <, 0.995 * 12 * rounds);
    g_assert_cmpfloat(quarters, >, 0.94 * rounds);
}

static void
test_nothing_ever_sold__is_forecast_as_nothing(void)
{
    const double zero[20] = { 0 };
    Answer answer;

    forecast(zero, 20, (KamForecastOptions) { .horizon = 3, .season = 12, .total = 3 }, &answer);
    assert_near(answer.point[0], 0, 1e-12);
    assert_near(answer.upper[2], 0, 1e-12);
    assert_near(answer.f.total, 0, 1e-12);
    g_assert_cmpint(answer.f.mase.status, ==, KAM_CALC_EMPTY);
}

static void
test_constant__is_certain(void)
{
    const double y[] = { 9, 9, 9, 9, 9, 9, 9, 9, 9, 9 };
    Answer answer;

    forecast(y, 10, (KamForecastOptions) { .horizon = 4 }, &answer);
    assert_near(answer.point[3], 9, 1e-6);
    assert_near(answer.upper[3] - answer.lower[3], 0, 1e-3);
}

/* A year of a firm's season makes July of a newcomer with seven months no fall. */
static void
test_borrowed_season__shapes_a_short_series(void)
{
    const double season[12] = { 0.5, 0.5, 1, 1, 1.5, 1.5, 1.5, 1.5, 1, 1, 0.5, 0.5 };
    double y[10];
    Answer with, without;

    for (gsize t = 0; t < 10; t++)
        y[t] = 100 * season[t] + (double)(t % 3);
    forecast(y, 10, (KamForecastOptions) { .horizon = 6, .season = 12, .borrowed = season }, &with);
    forecast(y, 10, (KamForecastOptions) { .horizon = 6, .season = 12 }, &without);
    g_assert_true(with.f.is_seasonal);
    g_assert_false(without.f.is_seasonal);
    assert_near(with.point[0], 50, 8);
    assert_near(with.point[4], 100, 16);
}

static void
test_short__simple_methods_or_a_plain_no(void)
{
    const double y[] = { 4, 6, 5, 7, 6 };
    Answer answer;

    g_assert_cmpuint(kam_forecast_needed(KAM_FORECAST_AUTO, 12), ==, 3);
    g_assert_cmpint(try_forecast(y, 2, (KamForecastOptions) { .horizon = 3, .season = 12 }, &answer), ==,
                    KAM_CALC_TOO_FEW);
    for (gsize n = 3; n <= 5; n++) {
        forecast(y, n, (KamForecastOptions) { .horizon = 3, .season = 12, .total = 3 }, &answer);
        g_assert_cmpfloat(answer.point[0], >=, 4);
        g_assert_cmpfloat(answer.point[0], <=, 7.5);
        g_assert_cmpfloat(answer.upper[0], >, answer.point[0]);
    }
}

static void
test_statuses(void)
{
    const double y[] = { 4, 6, 5, 7, 6, 8, 7, 9 }, infinite[] = { 4, 6, INFINITY, 7, 6 }, nothing[] = { NAN, NAN };
    static const KamForecastOptions wrong[] = {
        { .horizon = 0 },
        { .horizon = KAM_FORECAST_MAX_HORIZON + 1 },
        { .horizon = 3, .season = KAM_FORECAST_MAX_SEASON + 1 },
        { .horizon = 3, .level = 1 },
        { .horizon = 3, .level = -0.1 },
        { .horizon = 3, .total = 4 },
        { .horizon = 3, .method = KAM_FORECAST_METHODS },
    };
    const KamForecastOptions right = { .horizon = 3 };
    Answer answer;

    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_assert_cmpint(try_forecast(y, 8, wrong[i], &answer), ==, KAM_CALC_DOMAIN);
        g_assert_cmpuint(answer.f.n, ==, 77);
    }
    g_assert_cmpint(try_forecast(infinite, 5, right, &answer), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(try_forecast(nothing, 2, right, &answer), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(try_forecast(y, 0, right, &answer), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(try_forecast(y, 7, (KamForecastOptions) { .horizon = 3, .method = KAM_FORECAST_DAMPED }, &answer),
                    ==, KAM_CALC_TOO_FEW);
    for (int k = 0; k < KAM_FORECAST_METHODS; k++) {
        g_assert_cmpstr(kam_forecast_method_name((KamForecastMethod)k), !=, "unknown");
        g_assert_cmpuint(kam_forecast_needed((KamForecastMethod)k, 12), >, 0);
    }
    g_assert_cmpuint(kam_forecast_needed(KAM_FORECAST_METHODS, 12), ==, 0);
    kam_forecast_work_free(NULL);
}

/* Nothing wild on whatever comes: noise of many kinds, lengths and sizes. */
static void
test_noise__stays_finite_and_ordered(void)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(11);

    for (guint i = 0; i < 300; i++) {
        gsize n = 3 + (gsize)g_rand_int_range(dice, 0, 60);
        double y[64], size = pow(10, g_rand_double_range(dice, -6, 12));
        Answer answer;

        for (gsize t = 0; t < n; t++) {
            y[t] = size * exp(g_rand_double_range(dice, -2, 2));
            if (i % 3 == 1 && g_rand_double(dice) < 0.5)
                y[t] = 0;
            if (i % 3 == 2)
                y[t] -= size;
        }
        forecast(y, n, (KamForecastOptions) { .horizon = 6, .season = i % 2 ? 12 : 4, .total = 3 }, &answer);
        for (gsize h = 0; h < 6; h++) {
            g_assert_true(isfinite(answer.point[h]) && isfinite(answer.lower[h]) && isfinite(answer.upper[h]));
            g_assert_cmpfloat(answer.lower[h], <=, answer.point[h]);
            g_assert_cmpfloat(answer.point[h], <=, answer.upper[h]);
            g_assert_cmpfloat(fabs(answer.point[h]), <=, 1000 * size);
        }
    }
}

#define ADD(group, name) g_test_add_func("/forecast/" #group "/" #name, test_##group##__##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(theta, air_passengers_is_that_of_r);
    ADD(theta, m3_agrees_with_r_series_by_series);
    ADD(simple_methods, by_hand);
    ADD(total, is_the_sum_of_its_steps);
    ADD(combination, names_its_members);
    ADD(combination, follows_no_trend_within_the_first_season);
    ADD(scale, changes_nothing_but_the_unit);
    ADD(same_input, same_bits);
    ADD(workspace, leaves_no_trace);
    ADD(level, wider_holds_more);
    ADD(missing, values_are_filled_in_and_counted);
    ADD(sales, never_fall_below_zero_unless_they_have);
    ADD(coverage, of_80_percent_is_that_of_its_level);
    ADD(lumpy, gets_a_rate_and_its_own_interval);
    ADD(lumpy, a_customer_who_left_fades);
    ADD(bounds, hold_the_mean_of_who_left);
    ADD(silence, after_regular_months_is_taken_seriously);
    ADD(series, a_steady_customer_who_left_fades);
    ADD(lumpy, a_closed_winter_is_a_season);
    ADD(season, of_three_years_has_intervals_that_hold);
    ADD(nothing_ever_sold, is_forecast_as_nothing);
    ADD(constant, is_certain);
    ADD(borrowed_season, shapes_a_short_series);
    ADD(short, simple_methods_or_a_plain_no);
    g_test_add_func("/forecast/statuses", test_statuses);
    ADD(noise, stays_finite_and_ordered);
    return g_test_run();
}
