/* Figures in another currency than the firm's: every line by the rate of its day, worked out by hand here; lines
 * without a rate in no sum; the columns made once, and shared under new names. */
#include <string.h>

#include "figures/support.h"
#include "record/audit.h"
#include "sales/currency.h"
#include "sales/ingest/batch.h"
#include "sales/rates.h"
#include "service/figures/desk.h"
#include "service/figures/directory.h"
#include "service/setup.h"

#define COLUMNS "document,date,account_number,account_name,product_number,product_name,quantity,net,cost,currency"
#define EUR(amount) (G_GINT64_CONSTANT(amount) * 1000000)

typedef struct {
    KamTestDb *place;
    KamDb *db, *writer;
    KamDesk *desk;
    KamGround *home;
} Fixture;

static void
import(Fixture *f, const char *rows)
{
    figures_import(f->writer, COLUMNS, rows);
}

static void
keep_rate(Fixture *f, const char *currency, const char *day, gint64 mantissa, guint8 scale)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamRates) rates = kam_rates_new(kam_currency_pack("RSD", 3));

    kam_rates_add(rates, kam_currency_pack(currency, 3), kam_day_parse(day, 10, KAM_DATE_YMD),
                  (KamDecimal) { mantissa, scale }, &error);
    g_assert_no_error(error);
    kam_rates_save(rates, f->writer, &error);
    g_assert_no_error(error);
}

static void
look_again(Fixture *f)
{
    g_autoptr(GError) error = NULL;

    kam_ground_unref(f->home);
    f->home = kam_desk_get_ground(f->desk, f->db, &error);
    g_assert_no_error(error);
}

static void
set_up(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    f->place = kam_test_db_new(figures_kind);
    f->writer = kam_service_open(f->place->uri, TRUE, NULL, &error);
    g_assert_no_error(error);
    import(f, "R0,2024-01-05,10,Alfa,A1,Vijak,1,500.00,300.00,RSD\n"
              "R1,2024-01-10,10,Alfa,A1,Vijak,2,1172.00,586.00,RSD\n"
              "R2,2024-02-01,10,Alfa,A2,Navrtka,3,20.00,,EUR\n"
              "R3,2024-02-15,11,Beta,A1,Vijak,1,100.00,1.00,RSD\n"
              "R4,2024-02-16,11,Beta,A1,Vijak,-1,-100.00,-1.00,RSD\n"
              "R5,2024-02-20,12,Gama,A1,Vijak,1,7.00,5.00,CHF\n"
              "R6,2024-02-21,,,A1,Vijak,1,236.00,118.00,RSD\n");
    keep_rate(f, "EUR", "2024-01-10", 1172, 1);
    keep_rate(f, "EUR", "2024-02-01", 118, 0);
    keep_rate(f, "USD", "2024-01-01", 1055, 1);
    /* Later than every line: it converts none of them. */
    keep_rate(f, "GBP", "2025-01-01", 140, 0);
    f->db = kam_test_db_open(f->place, KAM_DB_READ_ONLY);
    f->desk = kam_desk_new(KAM_DESK_LINE_BYTES, KAM_DESK_ANSWER_BYTES);
    look_again(f);
}

static void
tear_down(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    kam_ground_unref(f->home);
    kam_desk_free(f->desk);
    kam_db_close(f->db);
    kam_db_close(f->writer);
    kam_test_db_free(f->place);
}

static KamGround *
in(Fixture *f, const char *currency)
{
    g_autoptr(GError) error = NULL;
    KamGround *ground = kam_desk_convert(f->desk, f->home, currency, &error);

    g_assert_no_error(error);
    return ground;
}

static KamTally *
tally_of(Fixture *f, KamGround *ground)
{
    const KamTallyQuestion question = {
        .by = KAM_FIGURES_BY_ACCOUNT,
        .basis = KAM_BASIS_PRODUCTS,
        .period = kam_figures_period_of(kam_ground_get_facts(ground), KAM_FIGURES_ALL, KAM_DAY_NONE, KAM_DAY_NONE),
    };
    g_autoptr(GError) error = NULL;
    KamTally *tally = kam_tally_get(kam_desk_get_shelf(f->desk), ground, &question, &error);

    g_assert_no_error(error);
    return tally;
}

static const KamTallyRow *
row_of(const KamTally *tally, const KamGround *ground, const char *number)
{
    const GArray *accounts = kam_ground_get_facts(ground)->accounts;

    for (guint32 i = 0; i < accounts->len; i++)
        if (g_strcmp0(g_array_index(accounts, KamFactAccount, i).number, number) == 0)
            return &tally->row[tally->row_of[i]];
    g_assert_not_reached();
}

static void
test_currencies__are_those_that_a_rate_reaches(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_auto(GStrv) codes = kam_ground_dup_currencies(f->home);
    g_autofree char *list = g_strjoinv(" ", codes);
    g_autoptr(GError) error = NULL;

    g_assert_cmpstr(list, ==, "RSD EUR USD");
    g_assert_null(kam_desk_convert(f->desk, f->home, "GBP", &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, "'GBP'; it takes RSD, EUR, USD"));
}

static void
test_own__is_the_ground_itself(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamGround) own = in(f, "RSD"), none = in(f, NULL), euros = in(f, "EUR");
    g_autoptr(KamGround) back = kam_desk_convert(f->desk, euros, "RSD", NULL);

    g_assert_true(own == f->home && none == f->home && back == f->home);
    g_assert_null(kam_ground_get_conversion(own));
}

/* 1172 / 117.2 = 10; 20 euros are 2360 dinars and 20 euros again; 100 / 118 = 0.8474576. The line of 5 January is older
 * than the first rate of the euro, and the francs have none at all. */
static void
test_euros__each_line_by_the_rate_of_its_day(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamGround) euros = in(f, "EUR");
    g_autoptr(KamTally) tally = tally_of(f, euros);
    const KamTallyRow *alfa = row_of(tally, euros, "10"), *beta = row_of(tally, euros, "11");
    const KamGroundConversion *conversion = kam_ground_get_conversion(euros);

    g_assert_cmpint(alfa->net_micro, ==, EUR(30));
    g_assert_cmpint(alfa->cost_micro, ==, EUR(5));
    g_assert_cmpint(alfa->costed_net_micro, ==, EUR(10));
    g_assert_cmpuint(alfa->lines, ==, 2);
    g_assert_cmpuint(alfa->foreign_lines, ==, 1);
    g_assert_cmpint(beta->net_micro, ==, 0);
    g_assert_cmpuint(beta->lines, ==, 2);
    g_assert_cmpuint(row_of(tally, euros, "12")->foreign_lines, ==, 1);
    g_assert_cmpint(tally->nobody.net_micro, ==, EUR(2));
    g_assert_cmpuint(conversion->without_rate, ==, 2);
    g_assert_cmpstr(conversion->from, ==, "RSD");
    g_assert_cmpstr(conversion->to, ==, "EUR");
    g_assert_cmpint(conversion->first_day, ==, kam_day_parse("2024-01-10", 10, KAM_DATE_YMD));
    g_assert_cmpint(conversion->last_day, ==, kam_day_parse("2024-02-01", 10, KAM_DATE_YMD));
    g_assert_cmpint(conversion->last_rate.mantissa, ==, 118);
}

/* 500 / 105.5 = 4.7393365, 1172 / 105.5 = 11.1090047, 2360 / 105.5 = 22.3696682: rounded line by line, then added. */
static void
test_dollars__are_rounded_line_by_line(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamGround) dollars = in(f, "USD");
    g_autoptr(KamTally) tally = tally_of(f, dollars);

    g_assert_cmpint(row_of(tally, dollars, "10")->net_micro, ==, 4739336 + 11109005 + 22369668);
    g_assert_cmpint(row_of(tally, dollars, "10")->foreign_lines, ==, 0);
    g_assert_cmpuint(kam_ground_get_conversion(dollars)->without_rate, ==, 1);
}

static void
test_sums__accounts_and_nobody_are_the_whole(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const currencies[] = { "RSD", "EUR", "USD" };

    for (guint c = 0; c < G_N_ELEMENTS(currencies); c++) {
        g_autoptr(KamGround) ground = in(f, currencies[c]);
        g_autoptr(KamTally) tally = tally_of(f, ground);
        const KamFacts *facts = kam_ground_get_facts(ground);
        gint64 rows = 0, lines = 0;

        for (guint i = 0; i < tally->n; i++)
            rows += tally->row[i].net_micro;
        for (gsize i = 0; i < facts->n; i++)
            lines += facts->flags[i] & KAM_FACT_FOREIGN ? 0 : facts->net_micro[i];
        g_assert_cmpint(rows, ==, tally->total.net_micro);
        g_assert_cmpint(rows + tally->nobody.net_micro, ==, lines);
        g_assert_cmpint(facts->balance.net_micro, ==, lines);
        g_assert_cmpstr(facts->currency, ==, currencies[c]);
    }
}

static void
test_home__is_left_as_it_was(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamGround) euros = in(f, "EUR");
    g_autoptr(KamTally) tally = tally_of(f, f->home);

    g_assert_cmpstr(kam_ground_get_facts(euros)->currency, ==, "EUR");
    g_assert_cmpint(row_of(tally, f->home, "10")->net_micro, ==, EUR(4032));
    g_assert_cmpuint(row_of(tally, f->home, "10")->foreign_lines, ==, 0);
}

static void
test_columns__are_made_once_and_kept_under_new_names(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    const KamActor actor = kam_actor_program("test");
    const KamWork work = { .db = f->writer, .actor = &actor, .now_ms = FIGURES_NOW_MS };
    g_autoptr(KamGround) euros = in(f, "EUR"), again = in(f, "EUR"), renamed = NULL;
    g_autoptr(KamDirectory) names = kam_directory_get(kam_desk_get_shelf(f->desk), f->home);
    g_autoptr(KamDirectory) same = kam_directory_get(kam_desk_get_shelf(f->desk), euros);
    g_autoptr(GError) error = NULL;

    g_assert_true(kam_ground_get_facts(euros)->net_micro == kam_ground_get_facts(again)->net_micro);
    g_assert_true(names == same);
    kam_test_db_run(f->writer, "UPDATE account SET name = 'Omega' WHERE number = '10'");
    kam_audit_add(&work, "update", "account", 1, 2, NULL, &error);
    g_assert_no_error(error);
    look_again(f);
    renamed = in(f, "EUR");
    g_assert_true(kam_ground_get_facts(euros)->net_micro == kam_ground_get_facts(renamed)->net_micro);
    g_assert_cmpstr(kam_ground_get_stamp(euros), !=, kam_ground_get_stamp(renamed));
}

static void
test_rates__that_change_change_the_figures(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamGround) before = in(f, "EUR"), euros = NULL;
    g_autoptr(KamTally) tally = NULL;

    keep_rate(f, "EUR", "2024-01-01", 125, 0);
    look_again(f);
    euros = in(f, "EUR");
    tally = tally_of(f, euros);
    g_assert_cmpstr(kam_ground_get_frame(before), !=, kam_ground_get_frame(euros));
    /* 500 / 125 = 4 more. */
    g_assert_cmpint(row_of(tally, euros, "10")->net_micro, ==, EUR(34));
    g_assert_cmpuint(kam_ground_get_conversion(euros)->without_rate, ==, 1);
}

static gboolean
wants(Fixture *f, const KamGround *ground, KamFiguresBy by)
{
    g_autoptr(GArray) rows = kam_desk_list_wanted_rows(f->desk, ground);

    for (guint i = 0; i < rows->len; i++)
        if (kam_figures_by_is_equal(g_array_index(rows, KamDeskRows, i).by, by))
            return TRUE;
    return FALSE;
}

static guint
count_wanted(Fixture *f)
{
    g_autoptr(GPtrArray) grounds = kam_desk_list_wanted_grounds(f->desk, f->home);

    return grounds->len;
}

/* Forecasts in another currency are made as long as somebody looks at them. */
static void
test_wanted__is_forgotten_when_nobody_asks(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamGround) euros = in(f, "EUR");

    g_assert_cmpuint(count_wanted(f), ==, 1);
    g_assert_false(wants(f, euros, KAM_FIGURES_BY_ACCOUNT));
    kam_desk_want_prospects(f->desk, euros, KAM_FIGURES_BY_ACCOUNT, KAM_BASIS_PRODUCTS);
    g_assert_true(wants(f, euros, KAM_FIGURES_BY_ACCOUNT));
    g_assert_false(wants(f, euros, KAM_FIGURES_BY_GROUP));
    g_assert_cmpuint(count_wanted(f), ==, 2);
    keep_rate(f, "EUR", "2024-02-02", 119, 0);
    look_again(f);
    g_assert_cmpuint(count_wanted(f), ==, 2);
    keep_rate(f, "EUR", "2024-02-03", 119, 0);
    look_again(f);
    g_assert_cmpuint(count_wanted(f), ==, 1);
}

/* Any day and depth may be asked for: what was asked longest ago is forgotten, never what pages show without a word. */
static void
test_wanted__rows_are_those_asked_for_last(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamFiguresBy by = KAM_FIGURES_BY_GROUP;
    g_autoptr(GArray) rows = NULL;

    /* One place is taken by accounts: of these six the last three are left. */
    for (by.at.depth = 0; by.at.depth < 6; by.at.depth++)
        kam_desk_want_prospects(f->desk, f->home, by, KAM_BASIS_PRODUCTS);
    rows = kam_desk_list_wanted_rows(f->desk, f->home);
    g_assert_cmpuint(rows->len, ==, KAM_DESK_ROWS);
    g_assert_false(g_array_index(rows, KamDeskRows, 0).by.is_group);
    by.at.depth = 2;
    g_assert_false(wants(f, f->home, by));
    by.at.depth = 3;
    g_assert_true(wants(f, f->home, by));
}

/* Who asks again, in whatever order, makes no new work. */
static void
test_wanted__word_does_not_tell_who_asked_last(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *before = NULL, *after = NULL;

    kam_desk_want_prospects(f->desk, f->home, KAM_FIGURES_BY_GROUP, KAM_BASIS_PRODUCTS);
    before = kam_desk_dup_wanted(f->desk);
    kam_desk_want_prospects(f->desk, f->home, KAM_FIGURES_BY_ACCOUNT, KAM_BASIS_PRODUCTS);
    after = kam_desk_dup_wanted(f->desk);
    g_assert_cmpstr(before, ==, after);
}

static void
test_shelf__that_is_too_small_keeps_what_it_has(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamGround) home = NULL, euros = NULL;

    kam_desk_set_limits(f->desk, KAM_DESK_LINE_BYTES, KAM_DESK_ANSWER_BYTES, 100);
    home = kam_desk_get_ground(f->desk, f->db, NULL);
    euros = kam_desk_convert(f->desk, home, "EUR", NULL);
    g_assert_cmpint(kam_ground_get_facts(euros)->balance.net_micro, ==, EUR(32));
    g_assert_false(kam_desk_works_ahead(f->desk, euros));
    kam_desk_want_prospects(f->desk, euros, KAM_FIGURES_BY_ACCOUNT, KAM_BASIS_PRODUCTS);
    g_assert_false(wants(f, euros, KAM_FIGURES_BY_ACCOUNT));
}

static void
add(const char *name, void (*test)(Fixture *f, gconstpointer data))
{
    g_autofree char *path = figures_path("currency", name);

    g_test_add(path, Fixture, NULL, set_up, test, tear_down);
}

static void
add_all(void)
{
    add("currencies", test_currencies__are_those_that_a_rate_reaches);
    add("own", test_own__is_the_ground_itself);
    add("euros", test_euros__each_line_by_the_rate_of_its_day);
    add("dollars", test_dollars__are_rounded_line_by_line);
    add("sums", test_sums__accounts_and_nobody_are_the_whole);
    add("home", test_home__is_left_as_it_was);
    add("columns", test_columns__are_made_once_and_kept_under_new_names);
    add("rates", test_rates__that_change_change_the_figures);
    add("wanted", test_wanted__is_forgotten_when_nobody_asks);
    add("wanted-rows", test_wanted__rows_are_those_asked_for_last);
    add("wanted-word", test_wanted__word_does_not_tell_who_asked_last);
    add("small-shelf", test_shelf__that_is_too_small_keeps_what_it_has);
}

int
main(int argc, char **argv)
{
    return figures_main(argc, argv, add_all);
}
