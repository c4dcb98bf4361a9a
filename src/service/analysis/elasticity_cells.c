/* Observations for an elasticity out of the lines: see elasticity_cells.h. */
#include "service/analysis/elasticity_cells.h"

#include <stdlib.h>

#include "base/decimal.h"

#define MICRO 1e6

/* A line, then the sum of lines of one account, product and month. */
typedef struct {
    guint32 account, product, month;
    guint32 lines;
    gint64 quantity_micro, net_micro;
} Cell;

static int
compare_cells(const void *a, const void *b)
{
    const Cell *x = a;
    const Cell *y = b;

    if (x->account != y->account)
        return x->account < y->account ? -1 : 1;
    if (x->product != y->product)
        return x->product < y->product ? -1 : 1;
    return (x->month > y->month) - (x->month < y->month);
}

static gboolean
is_sale(const KamScope *scope, gsize line)
{
    const KamFacts *facts = scope->facts;

    return kam_scope_has_line(scope, line) && (facts->flags[line] & (KAM_FACT_CHARGE | KAM_FACT_CREDIT)) == 0 &&
           facts->product[line] != KAM_NO_INDEX && facts->quantity_micro[line] > 0 && facts->net_micro[line] > 0;
}

static Cell *
collect(const KamScope *scope, gint32 first_month, gsize *n)
{
    const KamFacts *facts = scope->facts;
    Cell *cell = g_new(Cell, scope->counted + 1);

    *n = 0;
    for (gsize i = 0; i < facts->n; i++) {
        if (!is_sale(scope, i))
            continue;
        cell[(*n)++] = (Cell) {
            .account = facts->account[i],
            .product = facts->product[i],
            .month = (guint32)(kam_month_of_day(facts->day[i]) - first_month),
            .lines = 1,
            .quantity_micro = facts->quantity_micro[i],
            .net_micro = facts->net_micro[i],
        };
    }
    return cell;
}

/* Sorted lines into sums; how many of them. */
static gsize
merge(Cell cell[], gsize n)
{
    gsize kept = 0;

    for (gsize i = 0; i < n; i++) {
        if (kept > 0 && compare_cells(&cell[kept - 1], &cell[i]) == 0) {
            cell[kept - 1].lines++;
            cell[kept - 1].quantity_micro += cell[i].quantity_micro;
            cell[kept - 1].net_micro += cell[i].net_micro;
        } else {
            cell[kept++] = cell[i];
        }
    }
    return kept;
}

static gboolean
is_whole(const Cell cell[], gsize from, gsize to)
{
    for (gsize i = from; i < to; i++)
        if (cell[i].quantity_micro % KAM_MICRO != 0)
            return FALSE;
    return TRUE;
}

/* Mean pieces a line over the months of a product of an account. */
static double
mean_pieces(const Cell cell[], gsize from, gsize to)
{
    double sum = 0;

    for (gsize i = from; i < to; i++)
        sum += (double)cell[i].quantity_micro / MICRO / cell[i].lines;
    return sum / (double)(to - from);
}

static void
keep_panel(KamElasticityCells *cells, const Cell cell[], gsize from, gsize to, KamElasticityQuantity quantity)
{
    for (gsize i = from; i < to; i++) {
        double pieces = (double)cell[i].quantity_micro / MICRO;

        cells->quantity[cells->n] = quantity == KAM_QUANTITY_LINE ? pieces / cell[i].lines : pieces;
        cells->price[cells->n] = (double)cell[i].net_micro / (double)cell[i].quantity_micro;
        cells->account[cells->n] = cell[i].account;
        cells->product[cells->n] = cell[i].product;
        cells->net_micro[cells->n] = cell[i].net_micro;
        cells->panel[cells->n] = cells->n_panels;
        cells->period[cells->n] = cell[i].month;
        cells->n_periods = MAX(cells->n_periods, cell[i].month + 1);
        cells->n++;
    }
    cells->n_panels++;
}

static void
take_panel(KamElasticityCells *cells, const Cell cell[], gsize from, gsize to, const KamElasticityQuestion *question)
{
    if (to - from == 1)
        cells->left_out_once++;
    else if (is_whole(cell, from, to) && mean_pieces(cell, from, to) < question->min_pieces)
        cells->left_out_pieces += to - from;
    else
        keep_panel(cells, cell, from, to, question->quantity);
}

void
kam_elasticity_cells_init(KamElasticityCells *cells, const KamScope *scope, const KamElasticityQuestion *question)
{
    gsize n;
    g_autofree Cell *cell = collect(scope, kam_month_of_day(scope->first_day), &n);

    qsort(cell, n, sizeof cell[0], compare_cells);
    n = merge(cell, n);
    *cells = (KamElasticityCells) { .quantity = g_new(double, n + 1),
                                    .price = g_new(double, n + 1),
                                    .account = g_new(guint32, n + 1),
                                    .product = g_new(guint32, n + 1),
                                    .net_micro = g_new(gint64, n + 1),
                                    .panel = g_new(guint32, n + 1),
                                    .period = g_new(guint32, n + 1) };
    for (gsize from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && cell[to].account == cell[from].account && cell[to].product == cell[from].product;
             to++)
            continue;
        take_panel(cells, cell, from, to, question);
    }
}

void
kam_elasticity_cells_clear(KamElasticityCells *cells)
{
    g_free(cells->quantity);
    g_free(cells->price);
    g_free(cells->account);
    g_free(cells->product);
    g_free(cells->net_micro);
    g_free(cells->panel);
    g_free(cells->period);
}
