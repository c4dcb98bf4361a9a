/* The calendar: published Easters, working days by hand, effects with known truth, every status. */
#include <math.h>

#include <glib.h>
#include <gsl/gsl_randist.h>
#include <kamen/calendar.h>

#include "data.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(gsl_rng, gsl_rng_free)

#define MONTH(year, month) ((year)*12 + (month)-1)

static const double five_days[] = { 1, 1, 1, 1, 1, 0, 0 };

/* Days since 1970 by GLib's own calendar. */
static int32_t
day_of(int year, int month, int dom)
{
    g_autoptr(GDateTime) date = g_date_time_new_utc(year, month, dom, 0, 0, 0);

    return (int32_t)(g_date_time_to_unix(date) / 86400);
}

static int32_t
easter_of(int year, KamEaster easter)
{
    int32_t day;

    g_assert_cmpint(kam_calendar_easter(year, easter, &day), ==, KAM_CALC_OK);
    return day;
}

/* As printed in calendars: the earliest and latest of the Western ones, and years in which both fall together. */
static void
test_easter__published_dates(void)
{
    const int western[][3] = { { 1913, 3, 23 }, { 1943, 4, 25 }, { 1961, 4, 2 },  { 2000, 4, 23 }, { 2008, 3, 23 },
                               { 2019, 4, 21 }, { 2024, 3, 31 }, { 2025, 4, 20 }, { 2026, 4, 5 },  { 2038, 4, 25 } };
    const int orthodox[][3] = { { 1983, 5, 8 },  { 2000, 4, 30 }, { 2008, 4, 27 }, { 2019, 4, 28 }, { 2021, 5, 2 },
                                { 2023, 4, 16 }, { 2024, 5, 5 },  { 2025, 4, 20 }, { 2026, 4, 12 }, { 2027, 5, 2 } };

    for (guint i = 0; i < G_N_ELEMENTS(western); i++)
        g_assert_cmpint(easter_of(western[i][0], KAM_EASTER_WESTERN), ==,
                        day_of(western[i][0], western[i][1], western[i][2]));
    for (guint i = 0; i < G_N_ELEMENTS(orthodox); i++)
        g_assert_cmpint(easter_of(orthodox[i][0], KAM_EASTER_ORTHODOX), ==,
                        day_of(orthodox[i][0], orthodox[i][1], orthodox[i][2]));
}

/* A Sunday between 22 March and 25 April; the Orthodox one is the same day or one to five weeks later. */
static void
test_easter__every_year(void)
{
    for (int year = 1900; year <= 2199; year++) {
        int32_t western = easter_of(year, KAM_EASTER_WESTERN), orthodox = easter_of(year, KAM_EASTER_ORTHODOX);

        g_assert_cmpint(((western % 7) + 7) % 7, ==, 3); /* 1970-01-04, day 3, was a Sunday */
        g_assert_cmpint(western, >=, day_of(year, 3, 22));
        g_assert_cmpint(western, <=, day_of(year, 4, 25));
        g_assert_cmpint((orthodox - western) % 7, ==, 0);
        g_assert_cmpint(orthodox - western, >=, 0);
        g_assert_cmpint(orthodox - western, <=, 35);
    }
}

static gboolean
is_free(int year, int month, int dom)
{
    int32_t day[KAM_CALENDAR_MAX_HOLIDAYS];
    size_t count;

    g_assert_cmpint(kam_calendar_serbian_holidays(year, day, &count), ==, KAM_CALC_OK);
    for (size_t i = 0; i < count; i++)
        if (day[i] == day_of(year, month, dom))
            return TRUE;
    return FALSE;
}

/* 2023: New Year was a Sunday, so Tuesday the third was free; 2025: 16 February was one, so the seventeenth was. */
static void
test_holidays__serbia(void)
{
    g_assert_true(is_free(2023, 1, 2) && is_free(2023, 1, 3) && !is_free(2023, 1, 4));
    g_assert_true(is_free(2025, 2, 17) && !is_free(2024, 2, 17));
    g_assert_true(is_free(2024, 5, 3) && is_free(2024, 5, 6) && !is_free(2024, 5, 7)); /* Easter 5 May 2024 */
    g_assert_true(is_free(2024, 1, 7) && is_free(2024, 11, 11) && !is_free(2024, 12, 25));
    g_assert_true(is_free(2018, 11, 12) && !is_free(2017, 11, 12)); /* 11 November 2018 was a Sunday */
}

static void
test_holidays__ascend_and_fit(void)
{
    for (int year = 1900; year <= 2200; year++) {
        int32_t day[KAM_CALENDAR_MAX_HOLIDAYS];
        size_t count;

        g_assert_cmpint(kam_calendar_serbian_holidays(year, day, &count), ==, KAM_CALC_OK);
        g_assert_cmpuint(count, >=, 10); /* Good Friday to Monday can meet the first days of May */
        g_assert_cmpuint(count, <=, 15);
        for (size_t i = 1; i < count; i++)
            g_assert_cmpint(day[i], >, day[i - 1]);
    }
}

/* January to March 2024: 23, 21, 21 days from Monday to Friday; in Serbia 1, 2 January (7 is a Sunday), 15, 16 February
 * off. */
static void
test_days__first_quarter_of_2024(void)
{
    const double all[] = { 1, 1, 1, 1, 1, 1, 1 };
    int32_t holiday[KAM_CALENDAR_MAX_HOLIDAYS];
    double days[3];
    size_t count;

    g_assert_cmpint(kam_calendar_days(MONTH(2024, 1), 3, five_days, NULL, 0, days), ==, KAM_CALC_OK);
    g_assert_cmpfloat(days[0], ==, 23);
    g_assert_cmpfloat(days[1], ==, 21);
    g_assert_cmpfloat(days[2], ==, 21);
    g_assert_cmpint(kam_calendar_serbian_holidays(2024, holiday, &count), ==, KAM_CALC_OK);
    g_assert_cmpint(kam_calendar_days(MONTH(2024, 1), 3, five_days, holiday, count, days), ==, KAM_CALC_OK);
    g_assert_cmpfloat(days[0], ==, 21);
    g_assert_cmpfloat(days[1], ==, 19);
    g_assert_cmpint(kam_calendar_days(MONTH(2024, 1), 3, all, NULL, 0, days), ==, KAM_CALC_OK);
    g_assert_cmpfloat(days[1], ==, 29);
}

/* Western Easter 2024 was on 31 March: all of it March's. 2018, on 1 April: the eight days before are March's as well.
 * Orthodox, 5 May 2024: from 27 April on, four days of April and four of May. */
static void
test_easter_share__by_hand(void)
{
    double share[3];

    g_assert_cmpint(kam_calendar_easter_share(MONTH(2024, 3), 3, KAM_EASTER_WESTERN, 8, share), ==, KAM_CALC_OK);
    g_assert_cmpfloat(share[0], ==, 1);
    g_assert_cmpfloat(share[1], ==, 0);
    g_assert_cmpint(kam_calendar_easter_share(MONTH(2018, 3), 3, KAM_EASTER_WESTERN, 8, share), ==, KAM_CALC_OK);
    g_assert_cmpfloat(share[0], ==, 1);
    g_assert_cmpint(kam_calendar_easter_share(MONTH(2024, 3), 3, KAM_EASTER_ORTHODOX, 8, share), ==, KAM_CALC_OK);
    g_assert_cmpfloat(share[1], ==, 0.5);
    g_assert_cmpfloat(share[2], ==, 0.5);
}

#define N_MONTHS 60

/* ln y = season + effect[0] ln days + effect[1] share + noise. */
static void
draw(gsl_rng *rng, const double effect[2], double noise, double y[], double x[])
{
    double days[N_MONTHS], share[N_MONTHS];

    g_assert_cmpint(kam_calendar_days(MONTH(2020, 1), N_MONTHS, five_days, NULL, 0, days), ==, KAM_CALC_OK);
    g_assert_cmpint(kam_calendar_easter_share(MONTH(2020, 1), N_MONTHS, KAM_EASTER_ORTHODOX, 8, share), ==,
                    KAM_CALC_OK);
    for (int t = 0; t < N_MONTHS; t++) {
        x[2 * t] = log(days[t]);
        x[2 * t + 1] = share[t];
        y[t] = 100 * exp(0.3 * sin(t * G_PI / 6) + 0.005 * t + effect[0] * x[2 * t] + effect[1] * share[t] +
                         (noise > 0 ? gsl_ran_gaussian(rng, noise) : 0));
    }
}

static void
test_effects__exact_without_noise(void)
{
    const double truth[] = { 1.2, 0.25 };
    double y[N_MONTHS], x[2 * N_MONTHS];
    KamCalendarEffect effect[2];

    draw(NULL, truth, 0, y, x);
    y[17] = NAN;
    y[30] = 0;
    g_assert_cmpint(kam_calendar_effects(y, N_MONTHS, 12, x, 2, effect), ==, KAM_CALC_OK);
    for (int j = 0; j < 2; j++) {
        assert_near(effect[j].value, truth[j], 1e-11);
        g_assert_true(effect[j].helps);
    }
}

/* Bias, coverage of two standard errors, and how often nothing is taken for something. */
static void
test_effects__truth(void)
{
    g_autoptr(gsl_rng) rng = gsl_rng_alloc(gsl_rng_mt19937); /* seeded with its default */
    const double truth[] = { 1, 0 };
    double sum = 0;
    int inside = 0, false_alarms = 0, found = 0;

    for (int round = 0; round < 600; round++) {
        double y[N_MONTHS], x[2 * N_MONTHS];
        KamCalendarEffect effect[2];

        draw(rng, truth, 0.04, y, x);
        g_assert_cmpint(kam_calendar_effects(y, N_MONTHS, 12, x, 2, effect), ==, KAM_CALC_OK);
        sum += effect[0].value;
        inside += fabs(effect[0].value - 1) < 2 * effect[0].std_error;
        found += effect[0].helps;
        false_alarms += effect[1].helps;
    }
    g_test_message("mean %.3f, covered %.3f, found %.3f, false %.3f", sum / 600, inside / 600.0, found / 600.0,
                   false_alarms / 600.0);
    assert_near(sum / 600, 1, 0.05);
    g_assert_cmpfloat(inside / 600.0, >, 0.91);
    g_assert_cmpfloat(false_alarms / 600.0, <, 0.09);
    g_assert_cmpfloat(found / 600.0, >, 0.9);
}

static void
test_status__calendar(void)
{
    const double wrong[] = { 1, 1, 1, 1, 1, -1, 0 };
    const int32_t twice[] = { 5, 5 };
    int32_t day = -5, days_off[KAM_CALENDAR_MAX_HOLIDAYS];
    double days[1] = { -5 };
    size_t count = 77;

    g_assert_cmpint(kam_calendar_easter(1899, KAM_EASTER_WESTERN, &day), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_calendar_easter(2024, (KamEaster)2, &day), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_calendar_serbian_holidays(2201, days_off, &count), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_calendar_days(MONTH(2201, 1), 1, five_days, NULL, 0, days), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_calendar_days(MONTH(2200, 12), 2, five_days, NULL, 0, days), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_calendar_days(MONTH(2024, 1), 1, wrong, NULL, 0, days), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_calendar_days(MONTH(2024, 1), 1, five_days, twice, 2, days), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_calendar_easter_share(MONTH(1899, 1), 1, KAM_EASTER_WESTERN, 8, days), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_calendar_easter_share(MONTH(2024, 1), 1, KAM_EASTER_WESTERN, 29, days), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(day, ==, -5);
    g_assert_cmpfloat(days[0], ==, -5);
    g_assert_cmpuint(count, ==, 77);
}

static void
test_status__effects(void)
{
    double y[40], x[80];
    KamCalendarEffect effect[2] = { { .value = -5 } };

    for (int t = 0; t < 40; t++) {
        y[t] = 10 + t % 7;
        x[2 * t] = t % 5;
        x[2 * t + 1] = 2 * (t % 5);
    }
    g_assert_cmpint(kam_calendar_effects(y, 40, 0, x, 1, effect), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_calendar_effects(y, 40, 12, x, 0, effect), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_calendar_effects(y, 40, 12, x, 5, effect), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_calendar_effects(y, 21, 12, x, 1, effect), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(kam_calendar_effects(y, 40, 12, x, 2, effect), ==, KAM_CALC_TOO_FEW);
    x[3] = NAN;
    g_assert_cmpint(kam_calendar_effects(y, 40, 12, x, 2, effect), ==, KAM_CALC_DOMAIN);
    x[3] = 2;
    y[0] = INFINITY;
    g_assert_cmpint(kam_calendar_effects(y, 40, 12, x, 1, effect), ==, KAM_CALC_DOMAIN);
    g_assert_cmpfloat(effect[0].value, ==, -5);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/calendar/easter/published", test_easter__published_dates);
    g_test_add_func("/calendar/easter/every-year", test_easter__every_year);
    g_test_add_func("/calendar/easter/share", test_easter_share__by_hand);
    g_test_add_func("/calendar/holidays/serbia", test_holidays__serbia);
    g_test_add_func("/calendar/holidays/every-year", test_holidays__ascend_and_fit);
    g_test_add_func("/calendar/days", test_days__first_quarter_of_2024);
    g_test_add_func("/calendar/effects/exact", test_effects__exact_without_noise);
    g_test_add_func("/calendar/effects/truth", test_effects__truth);
    g_test_add_func("/calendar/status", test_status__calendar);
    g_test_add_func("/calendar/status/effects", test_status__effects);
    return g_test_run();
}
