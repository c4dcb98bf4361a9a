/* Who sees what in sums by account and group: a view leaves lines of other accounts out of every row, a group that is
 * seen in part tells of that part alone, and what speaks of all of it is withheld. */
#include <math.h>
#include <string.h>

#include "figures/support.h"
#include "sales/ingest/batch.h"
#include "service/figures/ahead.h"
#include "service/figures/board_parts.h"
#include "service/figures/desk.h"
#include "service/setup.h"

#define COLUMNS "document,date,account_number,account_name,product_number,product_name,quantity,net,cost,currency"

typedef struct {
    KamTestDb *place;
    KamDb *db, *writer;
    KamDesk *desk;
    KamGround *ground;
} Fixture;

static void
import(Fixture *f, const char *rows)
{
    figures_import(f->writer, COLUMNS, rows);
}

static void
set_up(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    f->place = kam_test_db_new(figures_kind);
    f->writer = kam_service_open(f->place->uri, TRUE, NULL, &error);
    g_assert_no_error(error);
    import(f, "R1,2024-01-05,10,Alfa,A1,Vijak,2,100.00,60.00,EUR\n"
              "R2,2025-01-11,10,Alfa,A2,Navrtka,3,30.00,,EUR\n"
              "R3,2025-02-12,11,Beta,A1,Vijak,1,50.00,20.00,EUR\n"
              "R4,2025-03-12,12,Gama,A1,Vijak,4,200.00,240.00,EUR\n"
              "R5,2025-03-13,13,Delta,A1,Vijak,-1,-50.00,-20.00,EUR\n"
              "R6,2025-03-30,,,A1,Vijak,1,7.00,5.00,EUR\n");
    /* Beta and Gama stand below Alfa. */
    kam_test_db_run(f->writer, "UPDATE account SET head_id = (SELECT id FROM account WHERE number = '10') "
                               "WHERE number IN ('11', '12')");
    f->db = kam_test_db_open(f->place, KAM_DB_READ_ONLY);
    f->desk = kam_desk_new(KAM_DESK_LINE_BYTES, KAM_DESK_ANSWER_BYTES);
    f->ground = kam_desk_get_ground(f->desk, f->db, &error);
    g_assert_no_error(error);
}

static void
tear_down(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    kam_ground_unref(f->ground);
    kam_desk_free(f->desk);
    kam_db_close(f->db);
    kam_db_close(f->writer);
    kam_test_db_free(f->place);
}

static guint32
account_of(const Fixture *f, const char *number)
{
    const GArray *accounts = kam_ground_get_facts(f->ground)->accounts;

    for (guint32 i = 0; i < accounts->len; i++)
        if (g_strcmp0(g_array_index(accounts, KamFactAccount, i).number, number) == 0)
            return i;
    g_assert_not_reached();
}

static GArray *
view_of(const Fixture *f, const char *const *numbers)
{
    GArray *view = g_array_new(FALSE, FALSE, sizeof(gint64));

    for (guint i = 0; numbers[i] != NULL; i++)
        g_array_append_val(
            view,
            g_array_index(kam_ground_get_facts(f->ground)->accounts, KamFactAccount, account_of(f, numbers[i])).id);
    return view;
}

static KamTallyQuestion
question_of(const Fixture *f, KamFiguresBy by, const GArray *view)
{
    const KamFacts *facts = kam_ground_get_facts(f->ground);

    return (KamTallyQuestion) {
        .by = by,
        .basis = KAM_BASIS_PRODUCTS,
        .period = kam_figures_period_of(facts, KAM_FIGURES_YTD, KAM_DAY_NONE, KAM_DAY_NONE),
        .view = view,
    };
}

static KamTally *
tally_of(const Fixture *f, KamFiguresBy by, const GArray *view)
{
    const KamTallyQuestion question = question_of(f, by, view);
    g_autoptr(GError) error = NULL;
    KamTally *tally = kam_tally_get(kam_desk_get_shelf(f->desk), f->ground, &question, &error);

    g_assert_no_error(error);
    return tally;
}

static const KamTallyRow *
row_of(const Fixture *f, const KamTally *tally, const char *number)
{
    guint32 row = tally->row_of[account_of(f, number)];

    return row == KAM_NO_INDEX ? NULL : &tally->row[row];
}

#define EUR(amount) (G_GINT64_CONSTANT(amount) * 1000000)

static void
test_all__every_account_has_a_row(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamTally) tally = tally_of(f, KAM_FIGURES_BY_ACCOUNT, NULL);

    g_assert_cmpuint(tally->n, ==, 4);
    g_assert_cmpint(row_of(f, tally, "10")->net_micro, ==, EUR(30));
    g_assert_cmpint(row_of(f, tally, "10")->before_micro, ==, EUR(100));
    g_assert_cmpuint(row_of(f, tally, "10")->no_cost_lines, ==, 1);
    g_assert_cmpint(kam_tally_margin(row_of(f, tally, "12")), ==, EUR(-40));
    g_assert_cmpuint(row_of(f, tally, "12")->rank, ==, 1);
    g_assert_cmpuint(row_of(f, tally, "13")->rank, ==, 0);
    g_assert_cmpint(tally->ranked_micro, ==, EUR(280));
    g_assert_cmpint(row_of(f, tally, "10")->cumulative_micro, ==, EUR(280));
    g_assert_cmpint(tally->total.net_micro, ==, EUR(230));
    g_assert_cmpint(tally->nobody.net_micro, ==, EUR(7));
}

static void
test_view__other_accounts_are_in_no_sum(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const numbers[] = { "10", "13", NULL };
    g_autoptr(GArray) view = view_of(f, numbers);
    g_autoptr(KamTally) tally = tally_of(f, KAM_FIGURES_BY_ACCOUNT, view);

    g_assert_cmpuint(tally->n, ==, 2);
    g_assert_null(row_of(f, tally, "12"));
    g_assert_cmpuint(row_of(f, tally, "10")->rank, ==, 1);
    g_assert_cmpint(tally->ranked_micro, ==, EUR(30));
    g_assert_cmpint(tally->total.net_micro, ==, EUR(-20));
    g_assert_cmpuint(tally->nobody.lines, ==, 0);
}

static void
test_groups__sum_their_members(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamTally) tally = tally_of(f, KAM_FIGURES_BY_GROUP, NULL);

    g_assert_cmpuint(tally->n, ==, 2);
    g_assert_cmpuint(row_of(f, tally, "10")->members, ==, 3);
    g_assert_true(row_of(f, tally, "10")->is_whole);
    g_assert_cmpint(row_of(f, tally, "10")->net_micro, ==, EUR(280));
    g_assert_cmpint(tally->total.net_micro, ==, EUR(230));
}

static void
test_groups__a_part_in_view_is_the_part_alone(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const numbers[] = { "11", NULL };
    g_autoptr(GArray) view = view_of(f, numbers);
    g_autoptr(KamTally) tally = tally_of(f, KAM_FIGURES_BY_GROUP, view);
    const KamTallyRow *row = row_of(f, tally, "10");

    g_assert_cmpuint(tally->n, ==, 1);
    g_assert_cmpuint(row->members, ==, 1);
    g_assert_false(row->is_whole);
    g_assert_cmpint(row->net_micro, ==, EUR(50));
    g_assert_cmpint(row->before_micro, ==, 0);
}

static char *
page_of(const Fixture *f, const KamTallyQuestion *question, gboolean with_margin)
{
    g_autoptr(KamBoard) board = kam_board_get(kam_desk_get_shelf(f->desk), f->ground, question, NULL);
    const KamBoardPage page = { .filter = KAM_BOARD_NO_FILTER, .limit = 10, .months = 15, .with_margin = with_margin };
    GString *text = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, text, 0);
    kam_board_page_to_json(board, &page, &json);
    return g_string_free(text, FALSE);
}

static void
test_board__a_part_of_a_group_tells_nothing_of_the_whole(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const numbers[] = { "11", NULL };
    g_autoptr(GArray) view = view_of(f, numbers);
    const KamTallyQuestion question = question_of(f, KAM_FIGURES_BY_GROUP, view);
    g_autofree char *text = page_of(f, &question, FALSE);

    g_assert_nonnull(strstr(text, "\"is_whole\":false"));
    g_assert_nonnull(strstr(text, "\"marks\":[\"no_manager\",\"part_of_group\"]"));
    g_assert_nonnull(strstr(text, "\"tier\":null"));
    g_assert_nonnull(strstr(text, "\"last_purchase\":null"));
    /* Fifteen months up to March 2025: the purchases of Alfa and Gama are not among them. */
    g_assert_nonnull(strstr(text, "\"trend\":[0,0,0,0,0,0,0,0,0,0,0,0,0,50,0]"));
    g_assert_null(strstr(text, "margin"));
    g_assert_null(strstr(text, "missing_cost"));
}

static void
test_board__views_do_not_mix(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const first[] = { "10", NULL }, *const second[] = { "11", NULL };
    g_autoptr(GArray) one = view_of(f, first), two = view_of(f, second);
    const KamTallyQuestion of_one = question_of(f, KAM_FIGURES_BY_ACCOUNT, one);
    const KamTallyQuestion of_two = question_of(f, KAM_FIGURES_BY_ACCOUNT, two);
    g_autofree char *alfa = page_of(f, &of_one, TRUE), *beta = page_of(f, &of_two, TRUE);
    g_autofree char *again = page_of(f, &of_one, TRUE);

    g_assert_nonnull(strstr(alfa, "Alfa"));
    g_assert_null(strstr(alfa, "Beta"));
    g_assert_nonnull(strstr(beta, "Beta"));
    g_assert_cmpstr(alfa, ==, again);
}

static gboolean
always(G_GNUC_UNUSED gpointer data)
{
    return TRUE;
}

static gboolean
never(G_GNUC_UNUSED gpointer data)
{
    return FALSE;
}

static void
test_prospects__are_pending_until_they_are_worked_out(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamShelf *shelf = kam_desk_get_shelf(f->desk);
    g_autoptr(KamProspects) prospects = kam_prospects_get(shelf, f->ground, KAM_FIGURES_BY_ACCOUNT, KAM_BASIS_PRODUCTS);

    g_assert_cmpint(prospects->list[0].forecast_state, ==, KAM_PROSPECT_PENDING);
    g_assert_false(
        kam_prospects_work_out(prospects, shelf, f->ground, KAM_FIGURES_BY_ACCOUNT, KAM_BASIS_PRODUCTS, never, NULL));
    g_assert_false(prospects->is_ready);
    g_assert_true(
        kam_prospects_work_out(prospects, shelf, f->ground, KAM_FIGURES_BY_ACCOUNT, KAM_BASIS_PRODUCTS, always, NULL));
    g_assert_true(prospects->is_ready);
    for (guint i = 0; i < prospects->n; i++)
        g_assert_cmpint(prospects->list[i].forecast_state, !=, KAM_PROSPECT_PENDING);
    /* Who only gave back has nothing to go on. */
    g_assert_cmpint(prospects->list[account_of(f, "13")].forecast_state, ==, KAM_PROSPECT_UNKNOWN);
}

static void
test_ahead__nothing_is_left_to_be_made_for_other_periods_and_groups(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamShelf *shelf = kam_desk_get_shelf(f->desk);
    const KamFiguresBy ahead[] = { KAM_FIGURES_BY_ACCOUNT, KAM_FIGURES_BY_GROUP };
    g_autoptr(GError) error = NULL;
    gsize bytes;

    g_assert_true(kam_ahead_prepare(f->desk, f->ground, &error));
    g_assert_no_error(error);
    bytes = kam_shelf_count_bytes(shelf);
    for (KamFiguresPeriodKind kind = 0; kind < KAM_FIGURES_DAYS; kind++)
        /* Groups as they were then are made once somebody asks. */
        for (guint b = 0; b < G_N_ELEMENTS(ahead); b++) {
            const KamOverviewQuestion question = {
                .tally = { ahead[b], KAM_BASIS_PRODUCTS,
                           kam_figures_period_of(kam_ground_get_facts(f->ground), kind, KAM_DAY_NONE, KAM_DAY_NONE),
                           NULL },
            };
            GString *answer = kam_overview_to_json(shelf, f->ground, &question, &error);

            g_assert_no_error(error);
            g_string_free(answer, TRUE);
        }
    g_assert_cmpuint(kam_shelf_count_bytes(shelf), ==, bytes);
}

static void
add(const char *name, void (*test)(Fixture *f, gconstpointer data))
{
    g_autofree char *path = figures_path("tally", name);

    g_test_add(path, Fixture, NULL, set_up, test, tear_down);
}

static void
add_all(void)
{
    add("all", test_all__every_account_has_a_row);
    add("view", test_view__other_accounts_are_in_no_sum);
    add("groups", test_groups__sum_their_members);
    add("part-of-a-group", test_groups__a_part_in_view_is_the_part_alone);
    add("board-of-a-part", test_board__a_part_of_a_group_tells_nothing_of_the_whole);
    add("board-of-views", test_board__views_do_not_mix);
    add("prospects", test_prospects__are_pending_until_they_are_worked_out);
    add("ahead", test_ahead__nothing_is_left_to_be_made_for_other_periods_and_groups);
}

int
main(int argc, char **argv)
{
    return figures_main(argc, argv, add_all);
}
