/* kamen calc concentration: name,value -> every measure of kamen/concentration.h. */
#include <kamen/concentration.h>
#include <kamen/rank.h>

#include "cli/calc.h"
#include "cli/calc_print.h"
#include "cli/calc_table.h"

typedef struct {
    gboolean json, points, lorenz;
    double reach_percent;
    char *decimal;
} Options;

typedef struct {
    const KamCalcTable *table;
    guint value_column;
    double *value; /* as in the file */
    double *descending;
    size_t n;
    KamConcentration summary;
} Holders;

static void
holders_clear(Holders *holders)
{
    g_free(holders->value);
    g_free(holders->descending);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Holders, holders_clear)

static gboolean
check_values(const Holders *holders, GError **error)
{
    for (guint row = 0; row < holders->n; row++) {
        if (holders->value[row] >= 0)
            continue;
        g_set_error(
            error, KAM_ERROR, KAM_ERROR_INVALID,
            "line %u, column %u: '%s' is negative; shares need amounts of 0 or more: leave such rows out, or use "
            "'kamen calc whale' for profits",
            kam_calc_table_line(holders->table, row), holders->value_column + 1,
            kam_calc_table_cell(holders->table, row, holders->value_column));
        return FALSE;
    }
    return TRUE;
}

static gboolean
holders_read(Holders *holders, KamCalcTable *table, const Options *options, GError **error)
{
    KamCalcStatus status;

    holders->table = table;
    holders->value_column = kam_calc_table_columns(table) > 1 ? 1 : 0;
    kam_calc_table_drop_header(table, holders->value_column);
    holders->n = kam_calc_table_rows(table);
    holders->value = kam_calc_table_numbers(table, holders->value_column, options->decimal, error);
    if (holders->value == NULL || !check_values(holders, error))
        return FALSE;
    holders->descending = g_new(double, holders->n + 1);
    status = kam_concentration_summary(holders->value, holders->n, holders->descending, &holders->summary);
    if (status == KAM_CALC_OK)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "no concentration: %s; the table needs a value above 0",
                kam_calc_status_text(status));
    return FALSE;
}

static void
print_indices(KamCalcPrint *print, const KamConcentration *s)
{
    kam_calc_print_count(print, "n", "holders", s->n);
    kam_calc_print_count(print, "n_positive", "  with more than 0", s->n_positive);
    kam_calc_print_number(print, "total", "total", s->total);
    kam_calc_print_number(print, "mean", "mean", s->mean);
    kam_calc_print_number(print, "median", "median", s->median);
    kam_calc_print_heading(print, "Indices");
    kam_calc_print_number(print, "hhi", "Herfindahl-Hirschman index (0..1)", s->hhi);
    kam_calc_print_number(print, "hhi_points", "Herfindahl-Hirschman index (0..10000)", s->hhi * 10000);
    kam_calc_print_number(print, "effective_number", "effective number of holders", s->effective_number);
    kam_calc_print_number(print, "gini", "Gini coefficient (population)", s->gini);
    if (s->n > 1)
        kam_calc_print_number(print, "gini_sample", "Gini coefficient (sample, x n/(n-1))",
                              s->gini * (double)s->n / (double)(s->n - 1));
    kam_calc_print_number(print, "theil", "Theil T (nats)", s->theil);
    kam_calc_print_number(print, "entropy", "entropy (nats)", s->entropy);
    kam_calc_print_number(print, "variation", "coefficient of variation (population)", s->variation);
}

static void
print_shares(KamCalcPrint *print, const KamConcentration *s)
{
    kam_calc_print_heading(print, "Share of the largest");
    kam_calc_print_number(print, "top_1", "1", s->top_1);
    kam_calc_print_number(print, "top_5", "5", s->top_5);
    kam_calc_print_number(print, "top_10", "10", s->top_10);
    kam_calc_print_number(print, "top_20", "20", s->top_20);
    kam_calc_print_number(print, "top_1_percent", "1 % of the holders, rounded up", s->top_1_percent);
    kam_calc_print_number(print, "top_20_percent", "20 % of the holders, rounded up", s->top_20_percent);
}

static void
print_counts(KamCalcPrint *print, const KamConcentration *s)
{
    kam_calc_print_heading(print, "Holders that together reach");
    kam_calc_print_count(print, "count_for_50", "50 %", s->count_for_50);
    kam_calc_print_count(print, "count_for_80", "80 %", s->count_for_80);
    kam_calc_print_count(print, "count_for_95", "95 %", s->count_for_95);
    kam_calc_print_number(print, "share_of_holders_for_80", "80 %, as a share of all holders",
                          (double)s->count_for_80 / (double)s->n);
    kam_calc_print_heading(print, "ABC classes (cuts 80 % and 95 %)");
    kam_calc_print_count(print, "n_a", "A", s->n_a);
    kam_calc_print_count(print, "n_b", "B", s->n_b);
    kam_calc_print_count(print, "n_c", "C", s->n_c);
}

static void
print_reach(KamCalcPrint *print, const Holders *holders, double percent)
{
    g_autofree char *label = g_strdup_printf("holders that reach %g %%", percent);
    size_t count = 0;

    kam_concentration_count_for(holders->descending, holders->n, percent / 100, &count);
    kam_calc_print_heading(print, "As asked");
    kam_calc_print_number(print, "reach_percent", "percent to reach", percent);
    kam_calc_print_count(print, "count_for_reach", label, count);
}

static void
print_points(KamCalcPrint *print, const Holders *holders)
{
    const double cuts[] = { KAM_CONCENTRATION_CUT_A, KAM_CONCENTRATION_CUT_B };
    g_autofree double *curve = g_new(double, holders->n);
    g_autofree uint32_t *order = g_new(uint32_t, holders->n);
    g_autofree uint32_t *work = g_new(uint32_t, holders->n);
    g_autofree uint8_t *class_of = g_new(uint8_t, holders->n);

    for (uint32_t i = 0; i < holders->n; i++)
        order[i] = i;
    kam_rank_order(holders->value, order, holders->n, work);
    kam_concentration_curve(holders->descending, holders->n, curve);
    kam_concentration_abc(holders->value, order, holders->n, cuts, G_N_ELEMENTS(cuts), class_of);
    kam_calc_print_table_begin(print, "points");
    for (size_t k = 0; k < holders->n; k++) {
        char class_name[] = { (char)('A' + class_of[order[k]]), '\0' };

        kam_calc_print_row_begin(print);
        if (holders->value_column > 0)
            kam_calc_print_cell_text(print, "name", kam_calc_table_cell(holders->table, order[k], 0));
        kam_calc_print_cell_count(print, "rank", k + 1);
        kam_calc_print_cell_number(print, "value", holders->value[order[k]]);
        kam_calc_print_cell_number(print, "cumulative_share", curve[k]);
        kam_calc_print_cell_text(print, "class", class_name);
        kam_calc_print_row_end(print);
    }
    kam_calc_print_table_end(print);
}

static void
print_lorenz(KamCalcPrint *print, const Holders *holders)
{
    g_autofree double *lorenz = g_new(double, holders->n);

    kam_concentration_lorenz(holders->descending, holders->n, lorenz);
    kam_calc_print_table_begin(print, "lorenz");
    for (size_t k = 0; k < holders->n; k++) {
        kam_calc_print_row_begin(print);
        kam_calc_print_cell_number(print, "share_of_holders", (double)(k + 1) / (double)holders->n);
        kam_calc_print_cell_number(print, "share_of_total", lorenz[k]);
        kam_calc_print_row_end(print);
    }
    kam_calc_print_table_end(print);
}

static int
calculate(const char *path, const Options *options, GError **error)
{
    g_autoptr(KamCalcTable) table = kam_calc_table_read(path, error);
    g_auto(Holders) holders = { 0 };
    KamCalcPrint print;

    if (table == NULL || !holders_read(&holders, table, options, error))
        return -1;
    kam_calc_print_begin(&print, options->json, "concentration", "Concentration");
    print_indices(&print, &holders.summary);
    print_shares(&print, &holders.summary);
    print_counts(&print, &holders.summary);
    if (options->reach_percent >= 0)
        print_reach(&print, &holders, options->reach_percent);
    if (options->points)
        print_points(&print, &holders);
    if (options->lorenz)
        print_lorenz(&print, &holders);
    kam_calc_print_end(&print);
    return KAM_EXIT_DONE;
}

static int
concentration_run(int argc, char **argv, GError **error)
{
    Options options = { .reach_percent = -1 };
    g_autofree char *reach = NULL;
    g_autofree char *decimal = NULL;
    const GOptionEntry entries[] = {
        { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, "print JSON", NULL },
        { "points", 0, 0, G_OPTION_ARG_NONE, &options.points, "print the Pareto curve and the class of each holder",
          NULL },
        { "lorenz", 0, 0, G_OPTION_ARG_NONE, &options.lorenz, "print the Lorenz curve", NULL },
        { "reach", 0, 0, G_OPTION_ARG_STRING, &reach, "how many holders reach this percentage of the total",
          "PERCENT" },
        { "decimal", 0, 0, G_OPTION_ARG_STRING, &decimal, "how numbers are written: point or comma", "WORD" },
        { 0 },
    };
    const char *path;

    if (!kam_verb_parse(&kam_calc_concentration, entries, &argc, &argv, error))
        return -1;
    options.decimal = decimal;
    if (reach != NULL) {
        char *end;

        options.reach_percent = g_ascii_strtod(reach, &end);
        if (end == reach || *end != '\0' || !(options.reach_percent >= 0 && options.reach_percent <= 100)) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--reach '%s' is not a percentage from 0 to 100", reach);
            return -1;
        }
    }
    path = kam_calc_file_argument(&kam_calc_concentration, argc, argv, error);
    return path != NULL ? calculate(path, &options, error) : -1;
}

const KamVerb kam_calc_concentration = {
    .name = "calc concentration",
    .arguments = "FILE",
    .summary = "how unequally a total lies over its holders: Pareto, ABC, HHI, Gini, Theil",
    .help = "FILE has the columns name,value, or only values; a header line is recognised. Values are 0 or more.\n\n"
            "Example, the shares 30, 30, 20, 20, whose index is 2600 points:\n"
            "  printf 'a,30\\nb,30\\nc,20\\nd,20\\n' | kamen calc concentration -",
    .run = concentration_run,
};
