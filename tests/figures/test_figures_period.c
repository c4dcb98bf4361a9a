/* Days of periods and of what they are held against: edges of months, leap years, data that are too short. */
#include "service/figures/figures_period.h"

#include <string.h>

#include "service/figures/stamp.h"

static KamFacts
facts_of(const char *first, const char *last)
{
    return (KamFacts) { .n = 2,
                        .first_day = kam_day_parse(first, 10, KAM_DATE_YMD),
                        .last_day = kam_day_parse(last, 10, KAM_DATE_YMD) };
}

static char *
words_of(const KamFiguresPeriod *period)
{
    char from[11], to[11], before_from[11], before_to[11];

    kam_day_to_iso(period->from, from);
    kam_day_to_iso(period->to, to);
    kam_day_to_iso(period->before_from, before_from);
    kam_day_to_iso(period->before_to, before_to);
    return g_strdup_printf("%s %s..%s %s..%s", kam_figures_period_name(period->kind), from, to, before_from, before_to);
}

static void
check(const char *first, const char *last, KamFiguresPeriodKind kind, const char *from, const char *until,
      const char *wanted)
{
    const KamFacts facts = facts_of(first, last);
    gint32 from_day = from == NULL ? KAM_DAY_NONE : kam_day_parse(from, 10, KAM_DATE_YMD);
    gint32 until_day = until == NULL ? KAM_DAY_NONE : kam_day_parse(until, 10, KAM_DATE_YMD);
    KamFiguresPeriod period = kam_figures_period_of(&facts, kind, from_day, until_day);
    g_autofree char *words = words_of(&period);

    g_assert_cmpstr(words, ==, wanted);
}

static void
test_last12__ends_with_the_last_whole_month(void)
{
    check("2020-01-01", "2025-08-20", KAM_FIGURES_LAST12, NULL, NULL,
          "last12 2024-08-01..2025-07-31 2023-08-01..2024-07-31");
    check("2020-01-01", "2025-08-28", KAM_FIGURES_LAST12, NULL, NULL,
          "last12 2024-09-01..2025-08-31 2023-09-01..2024-08-31");
    check("2020-01-01", "2025-08-27", KAM_FIGURES_LAST12, NULL, NULL,
          "last12 2024-08-01..2025-07-31 2023-08-01..2024-07-31");
    check("2020-01-01", "2025-02-28", KAM_FIGURES_LAST12, NULL, NULL,
          "last12 2024-03-01..2025-02-28 2023-03-01..2024-02-29");
    check("2020-01-01", "2024-02-29", KAM_FIGURES_LAST12, NULL, NULL,
          "last12 2023-03-01..2024-02-29 2022-03-01..2023-02-28");
}

static void
test_year__is_the_last_whole_one(void)
{
    check("2020-01-01", "2025-12-20", KAM_FIGURES_YEAR, NULL, NULL,
          "year 2024-01-01..2024-12-31 2023-01-01..2023-12-31");
    check("2020-01-01", "2025-12-21", KAM_FIGURES_YEAR, NULL, NULL,
          "year 2025-01-01..2025-12-31 2024-01-01..2024-12-31");
}

static void
test_ytd__stands_beside_the_same_days(void)
{
    check("2020-01-01", "2024-02-29", KAM_FIGURES_YTD, NULL, NULL, "ytd 2024-01-01..2024-02-29 2023-01-01..2023-02-28");
    check("2020-01-01", "2025-08-20", KAM_FIGURES_YTD, NULL, NULL, "ytd 2025-01-01..2025-08-20 2024-01-01..2024-08-20");
}

static void
test_days__long_ones_stand_beside_as_many_days(void)
{
    check("2015-01-01", "2025-08-20", KAM_FIGURES_DAYS, "2023-01-01", "2024-12-31",
          "days 2023-01-01..2024-12-31 2020-12-31..2022-12-31");
    check("2015-01-01", "2025-08-20", KAM_FIGURES_DAYS, "2025-03-10", NULL,
          "days 2025-03-10..2025-08-20 2024-03-10..2024-08-20");
    check("2015-01-01", "2025-08-20", KAM_FIGURES_DAYS, NULL, "2015-03-31", "days 2015-01-01..2015-03-31 ..");
}

static void
test_before__is_nothing_where_the_data_do_not_reach(void)
{
    check("2024-01-11", "2025-12-31", KAM_FIGURES_YEAR, NULL, NULL,
          "year 2025-01-01..2025-12-31 2024-01-01..2024-12-31");
    check("2024-01-12", "2025-12-31", KAM_FIGURES_YEAR, NULL, NULL, "year 2025-01-01..2025-12-31 ..");
    check("2024-01-01", "2025-12-31", KAM_FIGURES_ALL, NULL, NULL, "all 2024-01-01..2025-12-31 ..");
}

static void
test_short_data__are_told_whole(void)
{
    check("2025-08-05", "2025-08-20", KAM_FIGURES_LAST12, NULL, NULL, "all 2025-08-05..2025-08-20 ..");
    check("2025-03-05", "2025-08-20", KAM_FIGURES_YEAR, NULL, NULL, "all 2025-03-05..2025-08-20 ..");
}

static void
test_no_lines__have_no_days(void)
{
    const KamFacts facts = { .first_day = KAM_DAY_NONE, .last_day = KAM_DAY_NONE };
    KamFiguresPeriod period = kam_figures_period_of(&facts, KAM_FIGURES_LAST12, KAM_DAY_NONE, KAM_DAY_NONE);
    g_autofree char *words = words_of(&period);

    g_assert_cmpstr(words, ==, "last12 .. ..");
}

static void
test_names__are_read_back(void)
{
    for (guint kind = 0; kind < KAM_FIGURES_PERIOD_N; kind++)
        g_assert_cmpuint(kam_figures_period_from_name(kam_figures_period_name(kind)), ==, kind);
    g_assert_cmpuint(kam_figures_period_from_name("decade"), ==, KAM_FIGURES_PERIOD_N);
}

static char *
stamp_of(const char *const *texts, gint64 number)
{
    KamStamp stamp;

    kam_stamp_init(&stamp);
    kam_stamp_add_int(&stamp, number);
    for (guint i = 0; texts[i] != NULL; i++)
        kam_stamp_add_text(&stamp, texts[i][0] == '-' ? NULL : texts[i]);
    return kam_stamp_finish(&stamp);
}

static void
test_stamp__tells_what_was_put_in(void)
{
    static const char *const texts[][3] = { { "ab", "c", NULL },  { "a", "bc", NULL }, { "abc", "", NULL },
                                            { "abc", "-", NULL }, { "abc", NULL },     { "c", "ab", NULL } };
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *first = stamp_of(texts[0], 1), *again = stamp_of(texts[0], 1), *other = stamp_of(texts[0], 2);

    g_assert_cmpstr(first, ==, again);
    g_assert_cmpstr(first, !=, other);
    g_assert_cmpuint(strlen(first), ==, 32);
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        g_assert_true(g_hash_table_add(seen, stamp_of(texts[i], 1)));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/period/last12", test_last12__ends_with_the_last_whole_month);
    g_test_add_func("/period/year", test_year__is_the_last_whole_one);
    g_test_add_func("/period/ytd", test_ytd__stands_beside_the_same_days);
    g_test_add_func("/period/days", test_days__long_ones_stand_beside_as_many_days);
    g_test_add_func("/period/before", test_before__is_nothing_where_the_data_do_not_reach);
    g_test_add_func("/period/short", test_short_data__are_told_whole);
    g_test_add_func("/period/no_lines", test_no_lines__have_no_days);
    g_test_add_func("/period/names", test_names__are_read_back);
    g_test_add_func("/stamp", test_stamp__tells_what_was_put_in);
    return g_test_run();
}
