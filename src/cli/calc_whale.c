/* kamen calc whale: name,profit -> the whale curve of kamen/whale.h. */
#include <kamen/rank.h>
#include <kamen/whale.h>

#include "cli/calc.h"
#include "cli/calc_print.h"
#include "cli/calc_table.h"

typedef struct {
    gboolean json, points;
    const char *decimal;
} Options;

static void
print_summary(KamCalcPrint *print, const KamWhale *whale)
{
    kam_calc_print_count(print, "n", "accounts", whale->n);
    kam_calc_print_count(print, "n_positive", "  with a profit: the peak lies behind them", whale->n_positive);
    kam_calc_print_count(print, "n_zero", "  with neither", whale->n_zero);
    kam_calc_print_count(print, "n_negative", "  with a loss", whale->n_negative);
    kam_calc_print_number(print, "total", "total", whale->total);
    kam_calc_print_number(print, "peak", "peak of the curve", whale->peak);
    kam_calc_print_number(print, "eroded", "taken away by the accounts with a loss", whale->eroded);
    kam_calc_print_value(print, "peak_multiple", "peak as a multiple of the total", whale->peak_multiple);
    kam_calc_print_value(print, "top_20_percent", "share of the best 20 %, rounded up", whale->top_20_percent);
    kam_calc_print_number(print, "largest", "best account", whale->largest);
    kam_calc_print_number(print, "smallest", "worst account", whale->smallest);
}

static void
print_points(KamCalcPrint *print, const KamCalcTable *table, guint column, const double profit[], double descending[],
             size_t n)
{
    g_autofree uint32_t *order = g_new(uint32_t, n);
    g_autofree uint32_t *work = g_new(uint32_t, n);

    for (uint32_t i = 0; i < n; i++)
        order[i] = i;
    kam_rank_order(profit, order, n, work);
    kam_whale_curve(descending, n, descending);
    kam_calc_print_table_begin(print, "points");
    for (size_t k = 0; k < n; k++) {
        kam_calc_print_row_begin(print);
        if (column > 0)
            kam_calc_print_cell_text(print, "name", kam_calc_table_cell(table, order[k], 0));
        kam_calc_print_cell_count(print, "rank", k + 1);
        kam_calc_print_cell_number(print, "profit", profit[order[k]]);
        kam_calc_print_cell_number(print, "cumulative_profit", descending[k]);
        kam_calc_print_row_end(print);
    }
    kam_calc_print_table_end(print);
}

static int
calculate(const char *path, const Options *options, GError **error)
{
    g_autoptr(KamCalcTable) table = kam_calc_table_read(path, error);
    g_autofree double *profit = NULL;
    g_autofree double *descending = NULL;
    KamCalcPrint print;
    KamCalcStatus status;
    KamWhale whale;
    guint column;
    size_t n;

    if (table == NULL)
        return -1;
    column = kam_calc_table_columns(table) > 1 ? 1 : 0;
    kam_calc_table_drop_header(table, column);
    n = kam_calc_table_rows(table);
    profit = kam_calc_table_numbers(table, column, options->decimal, error);
    if (profit == NULL)
        return -1;
    descending = g_new(double, n + 1);
    status = kam_whale_summary(profit, n, descending, &whale);
    if (status != KAM_CALC_OK) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "no whale curve: %s; the table needs a row",
                    kam_calc_status_text(status));
        return -1;
    }
    kam_calc_print_begin(&print, options->json, "whale", "Whale curve");
    print_summary(&print, &whale);
    if (options->points)
        print_points(&print, table, column, profit, descending, n);
    kam_calc_print_end(&print);
    return KAM_EXIT_DONE;
}

static int
whale_run(int argc, char **argv, GError **error)
{
    Options options = { 0 };
    g_autofree char *decimal = NULL;
    const GOptionEntry entries[] = {
        { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, "print JSON", NULL },
        { "points", 0, 0, G_OPTION_ARG_NONE, &options.points, "print the curve, one account a row", NULL },
        { "decimal", 0, 0, G_OPTION_ARG_STRING, &decimal, "how numbers are written: point or comma", "WORD" },
        { 0 },
    };
    const char *path;

    if (!kam_verb_parse(&kam_calc_whale, entries, &argc, &argv, error))
        return -1;
    options.decimal = decimal;
    path = kam_calc_file_argument(&kam_calc_whale, argc, argv, error);
    return path != NULL ? calculate(path, &options, error) : -1;
}

const KamVerb kam_calc_whale = {
    .name = "calc whale",
    .arguments = "FILE",
    .summary = "cumulated profit from the best account to the worst: peak and erosion",
    .help = "FILE has the columns name,profit, or only profits, which may be negative; a header line is recognised.\n\n"
            "Example, where the losses take 20.5 of the peak of 120:\n"
            "  printf 'a,10\\nb,-20\\nc,60\\nd,-0.5\\ne,50\\n' | kamen calc whale --points -",
    .run = whale_run,
};
