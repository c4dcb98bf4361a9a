/* The generator's small parts: working days, discounts and rounding, names and numbers, streams, prices. */
#include <glib.h>
#include <string.h>

#include "base/checkdigit.h"
#include "base/text.h"
#include "demo/calendar.h"
#include "demo/demand.h"
#include "demo/names.h"
#include "demo/prices.h"

static void
test_is_holiday__easter_moves_by_the_julian_calendar(void)
{
    /* Orthodox Easter Sundays, from the calendar of the Serbian Orthodox Church. */
    static const int easters[][3] = { { 2016, 5, 1 }, { 2021, 5, 2 },  { 2023, 4, 16 },
                                      { 2024, 5, 5 }, { 2025, 4, 20 }, { 2026, 4, 12 } };

    for (gsize i = 0; i < G_N_ELEMENTS(easters); i++) {
        gint32 sunday = kam_day_from_civil(easters[i][0], easters[i][1], easters[i][2]);

        g_assert_true(kam_demo_is_holiday(sunday - 2));
        g_assert_true(kam_demo_is_holiday(sunday));
        g_assert_true(kam_demo_is_holiday(sunday + 1));
        g_assert_false(kam_demo_is_holiday(sunday - 9)); /* the Friday before Good Friday */
    }
}

static void
test_is_holiday__sunday_gives_the_day_after_the_holiday(void)
{
    g_assert_true(kam_demo_is_holiday(kam_day_from_civil(2025, 2, 17)));  /* the 16th was a Sunday */
    g_assert_true(kam_demo_is_holiday(kam_day_from_civil(2023, 1, 3)));   /* the 1st was a Sunday */
    g_assert_false(kam_demo_is_holiday(kam_day_from_civil(2024, 2, 17))); /* no Sunday in between */
    g_assert_true(kam_demo_is_holiday(kam_day_from_civil(2018, 11, 12))); /* the 11th was a Sunday */
}

static void
test_next_open_day__passes_over_what_is_closed(void)
{
    g_assert_cmpint(kam_demo_next_open_day(kam_day_from_civil(2025, 1, 1)), ==, kam_day_from_civil(2025, 1, 3));
    g_assert_cmpint(kam_demo_next_open_day(kam_day_from_civil(2025, 4, 18)), ==, kam_day_from_civil(2025, 4, 22));
    g_assert_cmpint(kam_demo_next_open_day(kam_day_from_civil(2025, 4, 20)), ==, kam_day_from_civil(2025, 4, 22));
}

static void
test_calendar__closed_days_have_no_activity(void)
{
    g_autoptr(KamDemoCalendar) calendar =
        kam_demo_calendar_new(kam_day_from_civil(2024, 1, 1), kam_day_from_civil(2024, 12, 31));
    double factors[12];

    g_assert_cmpuint(calendar->n_days, ==, 366);
    for (guint i = 0; i < calendar->n_days; i++)
        g_assert_cmpint(calendar->activity[i] > 0, ==, !kam_demo_is_closed(calendar->first_day + (gint32)i));
    kam_demo_calendar_get_month_factors(calendar, factors);
    g_assert_cmpfloat(factors[7], <, 0.8 * factors[8]); /* August against September */
    g_assert_cmpfloat(factors[0], <, factors[1]);
}

static void
test_line_net__rounds_once_half_away_from_zero(void)
{
    g_assert_cmpint(kam_demo_line_net(100, 12345, 0), ==, 12345);
    g_assert_cmpint(kam_demo_line_net(50, 101, 0), ==, 51); /* 0.505 */
    g_assert_cmpint(kam_demo_line_net(-50, 101, 0), ==, -51);
    g_assert_cmpint(kam_demo_line_net(100, 101, 5000), ==, 51);
    g_assert_cmpint(kam_demo_line_net(100, 100, 10000), ==, 0);
    g_assert_cmpint(kam_demo_line_net(33, 333, 333), ==, 106); /* 1.062303... */
    g_assert_cmpint(kam_demo_line_net(G_GINT64_CONSTANT(10000000), 100000000, 1), ==, G_GINT64_CONSTANT(9999000000000));
}

static void
test_discount_join__multiplies_what_is_left(void)
{
    g_assert_cmpuint(kam_demo_discount_join(0, 0, 0), ==, 0);
    g_assert_cmpuint(kam_demo_discount_join(1050, 0, 0), ==, 1050);
    g_assert_cmpuint(kam_demo_discount_join(1000, 2000, 0), ==, 2800);
    g_assert_cmpuint(kam_demo_discount_join(550, 1200, 300), ==, 1933); /* 1 - 0.945 * 0.88 * 0.97 = 0.193348 */
    g_assert_cmpuint(kam_demo_discount_join(10000, 500, 0), ==, 10000);
}

static void
test_numbers__are_valid_and_different(void)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    char pib[KAM_DEMO_PIB_SIZE], mb[KAM_DEMO_MB_SIZE];

    for (guint i = 0; i < 20000; i++) {
        kam_demo_name_pib(7, i, pib);
        kam_demo_name_mb(7, i, mb);
        g_assert_true(kam_pib_is_valid(pib, strlen(pib)));
        g_assert_true(kam_mb_is_valid(mb, strlen(mb)));
        g_assert_true(g_hash_table_add(seen, g_strdup(pib)));
        g_assert_true(g_hash_table_add(seen, g_strdup(mb)));
    }
}

static void
test_name_word__differs_until_all_are_used(void)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < 9000; i++)
        g_assert_true(g_hash_table_add(seen, kam_demo_name_word(3, i)));
}

static void
test_name_respell__keeps_the_company_key(void)
{
    static const char name[] = "Žitnoks Mlin d.o.o. Čačak";
    g_autofree char *key = kam_text_company_key(name, -1);

    for (guint i = 0; i < KAM_DEMO_N_SPELLINGS; i++) {
        g_autofree char *spelled = kam_demo_name_respell(name, (KamDemoSpelling)i);
        g_autofree char *spelled_key = kam_text_company_key(spelled, -1);

        g_assert_cmpstr(spelled, !=, name);
        g_assert_cmpstr(spelled_key, ==, key);
    }
}

static void
test_stream__depends_on_seed_subject_and_member(void)
{
    g_autoptr(gsl_rng) one = kam_demo_stream_new(1, "sizes", 0);
    g_autoptr(gsl_rng) same = kam_demo_stream_new(1, "sizes", 0);
    g_autoptr(gsl_rng) seed = kam_demo_stream_new(2, "sizes", 0);
    g_autoptr(gsl_rng) subject = kam_demo_stream_new(1, "names", 0);
    g_autoptr(gsl_rng) member = kam_demo_stream_new(1, "sizes", 1);
    unsigned long first = gsl_rng_get(one);

    g_assert_cmpuint(gsl_rng_get(same), ==, first);
    g_assert_cmpuint(gsl_rng_get(seed), !=, first);
    g_assert_cmpuint(gsl_rng_get(subject), !=, first);
    g_assert_cmpuint(gsl_rng_get(member), !=, first);
}

static void
test_clamp__draws_its_argument_once(void)
{
    g_autoptr(gsl_rng) stream = kam_demo_stream_new(1, "clamp", 0);

    for (guint i = 0; i < 1000; i++) {
        double value = kam_demo_clamp(kam_demo_normal(stream, 0, 5), -1, 1);

        g_assert_cmpfloat(value, >=, -1);
        g_assert_cmpfloat(value, <=, 1);
    }
}

static void
test_prices__change_only_on_the_days_of_a_list(void)
{
    g_autoptr(KamDemoCalendar) calendar =
        kam_demo_calendar_new(kam_day_from_civil(2023, 1, 1), kam_day_from_civil(2025, 12, 31));
    g_autoptr(KamDemoCatalogue) catalogue = kam_demo_catalogue_new(11);
    g_autoptr(KamDemoPrices) prices = kam_demo_prices_new(11, calendar, catalogue);
    guint revision = 0;

    g_assert_cmpuint(prices->n_revisions, >=, 5);
    for (gint32 day = calendar->first_day + 1; day <= calendar->last_day; day++) {
        gboolean is_new = revision + 1 < prices->n_revisions && day == prices->revision_days[revision + 1];

        revision += is_new;
        for (guint product = 0; product < KAM_DEMO_N_PRODUCTS && !is_new; product += 37)
            g_assert_cmpint(kam_demo_prices_get_list(prices, product, day), ==,
                            kam_demo_prices_get_list(prices, product, day - 1));
    }
    g_assert_cmpuint(revision + 1, ==, prices->n_revisions);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/demo/is_holiday/easter_moves_by_the_julian_calendar",
                    test_is_holiday__easter_moves_by_the_julian_calendar);
    g_test_add_func("/demo/is_holiday/sunday_gives_the_day_after_the_holiday",
                    test_is_holiday__sunday_gives_the_day_after_the_holiday);
    g_test_add_func("/demo/next_open_day/passes_over_what_is_closed", test_next_open_day__passes_over_what_is_closed);
    g_test_add_func("/demo/calendar/closed_days_have_no_activity", test_calendar__closed_days_have_no_activity);
    g_test_add_func("/demo/line_net/rounds_once_half_away_from_zero", test_line_net__rounds_once_half_away_from_zero);
    g_test_add_func("/demo/discount_join/multiplies_what_is_left", test_discount_join__multiplies_what_is_left);
    g_test_add_func("/demo/numbers/are_valid_and_different", test_numbers__are_valid_and_different);
    g_test_add_func("/demo/name_word/differs_until_all_are_used", test_name_word__differs_until_all_are_used);
    g_test_add_func("/demo/name_respell/keeps_the_company_key", test_name_respell__keeps_the_company_key);
    g_test_add_func("/demo/stream/depends_on_seed_subject_and_member", test_stream__depends_on_seed_subject_and_member);
    g_test_add_func("/demo/clamp/draws_its_argument_once", test_clamp__draws_its_argument_once);
    g_test_add_func("/demo/prices/change_only_on_the_days_of_a_list", test_prices__change_only_on_the_days_of_a_list);
    return g_test_run();
}
