/* The cube against sums made the slow way, on random facts. */
#include "sales/columns/cube.h"

#define N_ACCOUNTS 7
#define N_PRODUCTS 5

static KamFacts *
random_facts(guint32 seed, gsize n)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    KamFacts *facts = kam_facts_new();

    facts->account = g_new0(guint32, n);
    facts->product = g_new0(guint32, n);
    facts->document = g_new0(guint32, n);
    facts->day = g_new0(gint32, n);
    facts->quantity_micro = g_new0(gint64, n);
    facts->net_micro = g_new0(gint64, n);
    facts->cost_micro = g_new0(gint64, n);
    facts->flags = g_new0(guint8, n);
    g_array_set_size(facts->accounts, N_ACCOUNTS);
    g_array_set_size(facts->products, N_PRODUCTS);
    for (gsize i = 0; i < n; i++) {
        guint32 account = (guint32)g_rand_int_range(random, 0, N_ACCOUNTS); /* the last account stays without a line */
        guint32 product = (guint32)g_rand_int_range(random, 0, N_PRODUCTS + 1);
        facts->account[i] = account == N_ACCOUNTS - 1 ? KAM_NO_INDEX : account;
        facts->product[i] = product == N_PRODUCTS ? KAM_NO_INDEX : product;
        facts->day[i] = g_rand_int_range(random, 14000, 14400);
        facts->quantity_micro[i] = g_rand_int_range(random, -5, 50) * 1000000;
        facts->net_micro[i] = g_rand_int_range(random, -1000000, 9000000);
        facts->cost_micro[i] = g_rand_int_range(random, 0, 5000000);
        facts->flags[i] = (guint8)(g_rand_int_range(random, 0, 3) == 0 ? KAM_FACT_NO_COST : 0);
        facts->n++;
        kam_facts_count_line(facts, i, 'R' | 'S' << 8 | 'D' << 16, i % 11 == 3, NULL);
    }
    return facts;
}

/* What a cell ought to hold. */
static void
assert_cell(const KamFacts *facts, guint32 account, const KamCubeCells *cells, gsize at)
{
    gint64 net = 0, quantity = 0, cost = 0, costed = 0;
    guint32 lines = 0;

    for (gsize i = 0; i < facts->n; i++) {
        if (facts->account[i] != account || facts->product[i] != cells->product[at] ||
            kam_month_of_day(facts->day[i]) != cells->month[at] || (facts->flags[i] & KAM_FACT_FOREIGN) != 0)
            continue;
        lines++;
        net += facts->net_micro[i];
        quantity += facts->quantity_micro[i];
        if (facts->flags[i] & KAM_FACT_NO_COST)
            continue;
        cost += facts->cost_micro[i];
        costed += facts->net_micro[i];
    }
    g_assert_cmpuint(cells->lines[at], ==, lines);
    g_assert_cmpint(cells->net_micro[at], ==, net);
    g_assert_cmpint(cells->quantity_micro[at], ==, quantity);
    g_assert_cmpint(cells->cost_micro[at], ==, cost);
    g_assert_cmpint(cells->costed_net_micro[at], ==, costed);
}

static guint64
assert_account(const KamCube *cube, guint32 account)
{
    KamCubeCells cells;
    guint64 lines = 0;

    kam_cube_get_account(cube, account, &cells);
    for (gsize i = 0; i < cells.n; i++) {
        assert_cell(kam_cube_get_facts(cube), account, &cells, i);
        lines += cells.lines[i];
        if (i == 0)
            continue;
        /* KAM_NO_INDEX + 1 is 0: lines without a product come first. */
        g_assert_true(cells.product[i - 1] + 1 < cells.product[i] + 1 ||
                      (cells.product[i - 1] == cells.product[i] && cells.month[i - 1] < cells.month[i]));
    }
    return lines;
}

static void
test_cube__cells_are_the_sums_of_their_lines(void)
{
    for (guint32 seed = 1; seed <= 20; seed++) {
        g_autoptr(KamCube) cube = kam_cube_new(random_facts(seed, seed * 37), NULL);
        guint64 lines = 0, expected = 0;

        for (guint32 account = 0; account < N_ACCOUNTS; account++)
            lines += assert_account(cube, account);
        lines += assert_account(cube, KAM_NO_INDEX);
        for (gsize i = 0; i < kam_cube_get_facts(cube)->n; i++)
            expected += (kam_cube_get_facts(cube)->flags[i] & KAM_FACT_FOREIGN) == 0;
        g_assert_cmpuint(lines, ==, expected);
    }
}

static void
test_cube__account_without_lines_has_no_cells(void)
{
    g_autoptr(KamCube) cube = kam_cube_new(random_facts(5, 100), NULL);
    KamCubeCells cells;

    kam_cube_get_account(cube, N_ACCOUNTS - 1, &cells);
    g_assert_cmpuint(cells.n, ==, 0);
}

static void
test_cube__no_facts_give_an_empty_cube(void)
{
    g_autoptr(KamCube) cube = kam_cube_new(random_facts(1, 0), NULL);
    KamCubeCells cells;

    g_assert_cmpuint(kam_cube_get_size(cube), ==, 0);
    kam_cube_get_account(cube, 0, &cells);
    g_assert_cmpuint(cells.n, ==, 0);
}

static void
test_cube__sum_beyond_64_bits_is_refused(void)
{
    KamFacts *facts = random_facts(3, 2);
    g_autoptr(GError) error = NULL;

    for (gsize i = 0; i < 2; i++) {
        facts->account[i] = facts->product[i] = 0;
        facts->day[i] = 14001;
        facts->flags[i] = 0;
        facts->net_micro[i] = G_MAXINT64;
    }
    facts->first_day = facts->last_day = 14001;
    g_assert_null(kam_cube_new(facts, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE);
}

static gpointer
read_cube(gpointer data)
{
    g_autoptr(KamCube) cube = data;
    guint64 lines = 0;

    for (guint32 account = 0; account < N_ACCOUNTS; account++)
        lines += assert_account(cube, account);
    return GUINT_TO_POINTER((guint)lines);
}

static void
test_cube__readers_share_it_and_the_last_one_frees_it(void)
{
    KamCube *cube = kam_cube_new(random_facts(9, 300), NULL);
    GThread *threads[4];
    gpointer first = NULL;

    for (guint i = 0; i < 4; i++)
        threads[i] = g_thread_new("reader", read_cube, kam_cube_ref(cube));
    kam_cube_unref(cube);
    for (guint i = 0; i < 4; i++) {
        gpointer lines = g_thread_join(threads[i]);
        first = i == 0 ? lines : first;
        g_assert_true(lines == first);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/columns/cube/sums", test_cube__cells_are_the_sums_of_their_lines);
    g_test_add_func("/columns/cube/no-lines", test_cube__account_without_lines_has_no_cells);
    g_test_add_func("/columns/cube/no-facts", test_cube__no_facts_give_an_empty_cube);
    g_test_add_func("/columns/cube/overflow", test_cube__sum_beyond_64_bits_is_refused);
    g_test_add_func("/columns/cube/shared", test_cube__readers_share_it_and_the_last_one_frees_it);
    return g_test_run();
}
