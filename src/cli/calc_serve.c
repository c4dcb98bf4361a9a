/* kamen calc serve: [account,]activity,volume,minutes -> the cost to serve of kamen/serve.h. */
#include <math.h>
#include <string.h>

#include <kamen/serve.h>

#include "base/dict.h"
#include "cli/calc.h"
#include "cli/calc_print.h"
#include "cli/calc_table.h"

typedef struct {
    gboolean json;
    const char *decimal;
    double cost, capacity;
} Options;

typedef struct {
    guint n;
    gint account; /* column; -1: none */
    guint activity;
    double *volume, *minutes;
} Columns;

static const char *const account_names[] = { "account", "customer", NULL };
static const char *const activity_names[] = { "activity", "name", NULL };
static const char *const volume_names[] = { "volume", "quantity", "count", NULL };
static const char *const minutes_names[] = { "minutes", "unit_minutes", "unit_time", "time", NULL };

static void
columns_clear(Columns *columns)
{
    g_free(columns->volume);
    g_free(columns->minutes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Columns, columns_clear)

static gboolean
columns_read(Columns *columns, KamCalcTable *table, const char *decimal, GError **error)
{
    gint activity = kam_calc_table_find(table, activity_names);
    gint volume = kam_calc_table_find(table, volume_names);
    gint minutes = kam_calc_table_find(table, minutes_names);

    columns->account = kam_calc_table_find(table, account_names);
    if (activity >= 0 && volume >= 0 && minutes >= 0)
        kam_calc_table_take_header(table);
    else {
        activity = 0;
        volume = 1;
        minutes = 2;
        columns->account = -1;
        kam_calc_table_drop_header(table, 1);
    }
    columns->n = kam_calc_table_rows(table);
    columns->activity = (guint)activity;
    if (columns->n == 0 || kam_calc_table_columns(table) < 3) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "the table has no rows of activity,volume,minutes");
        return FALSE;
    }
    columns->volume = kam_calc_table_numbers(table, (guint)volume, decimal, error);
    if (columns->volume == NULL)
        return FALSE;
    columns->minutes = kam_calc_table_numbers(table, (guint)minutes, decimal, error);
    return columns->minutes != NULL;
}

static void
print_activities(KamCalcPrint *print, const KamCalcTable *table, const Columns *columns, const double unit_cost[])
{
    kam_calc_print_table_begin(print, "activities");
    for (guint row = 0; row < columns->n; row++) {
        kam_calc_print_row_begin(print);
        if (columns->account >= 0)
            kam_calc_print_cell_text(print, "account", kam_calc_table_cell(table, row, (guint)columns->account));
        kam_calc_print_cell_text(print, "activity", kam_calc_table_cell(table, row, columns->activity));
        kam_calc_print_cell_number(print, "volume", columns->volume[row]);
        kam_calc_print_cell_number(print, "unit_cost", unit_cost[row]);
        kam_calc_print_cell_number(print, "minutes_used", columns->volume[row] * columns->minutes[row]);
        kam_calc_print_cell_number(print, "cost", columns->volume[row] * unit_cost[row]);
        kam_calc_print_row_end(print);
    }
    kam_calc_print_table_end(print);
}

static void
print_accounts(KamCalcPrint *print, const KamCalcTable *table, const Columns *columns, double rate)
{
    g_autoptr(KamDict) accounts = kam_dict_new();
    g_autofree uint32_t *number = g_new(uint32_t, columns->n);
    g_autofree double *served = NULL;

    if (columns->account < 0)
        return;
    for (guint row = 0; row < columns->n; row++) {
        const char *cell = kam_calc_table_cell(table, row, (guint)columns->account);

        number[row] = kam_dict_add(accounts, cell, strlen(cell), NULL);
    }
    served = g_new(double, kam_dict_size(accounts));
    kam_serve_accounts(rate, number, columns->volume, columns->minutes, columns->n, kam_dict_size(accounts), served);
    kam_calc_print_table_begin(print, "accounts");
    for (guint32 a = 0; a < kam_dict_size(accounts); a++) {
        kam_calc_print_row_begin(print);
        kam_calc_print_cell_text(print, "account", kam_dict_key(accounts, a, NULL));
        kam_calc_print_cell_number(print, "cost_to_serve", served[a]);
        kam_calc_print_row_end(print);
    }
    kam_calc_print_table_end(print);
}

static int
calculate(const char *path, const Options *options, GError **error)
{
    g_autoptr(KamCalcTable) table = kam_calc_table_read(path, error);
    g_auto(Columns) columns = { 0 };
    g_autofree double *unit_cost = NULL;
    KamCalcPrint print;
    KamServe total;

    if (table == NULL || !columns_read(&columns, table, options->decimal, error))
        return -1;
    unit_cost = g_new(double, columns.n + 1);
    if (kam_serve_activities(options->cost, options->capacity, columns.volume, columns.minutes, columns.n, unit_cost,
                             &total) != KAM_CALC_OK) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "volumes, minutes and the cost must not be below 0, the capacity must be above it");
        return -1;
    }
    kam_calc_print_begin(&print, options->json, "serve", "Cost to serve");
    kam_calc_print_number(&print, "rate", "cost of a minute", total.rate);
    kam_calc_print_number(&print, "minutes_used", "minutes used", total.used);
    kam_calc_print_number(&print, "cost_assigned", "  their cost", total.assigned);
    kam_calc_print_number(&print, "unused_minutes", "capacity not used, in minutes", total.unused);
    kam_calc_print_number(&print, "unused_cost", "  its cost", total.unused_cost);
    kam_calc_print_number(&print, "utilisation", "part of the capacity that is used", total.utilisation);
    print_activities(&print, table, &columns, unit_cost);
    print_accounts(&print, table, &columns, total.rate);
    kam_calc_print_end(&print);
    return KAM_EXIT_DONE;
}

static int
serve_run(int argc, char **argv, GError **error)
{
    Options options = { .cost = NAN, .capacity = NAN };
    g_autofree char *decimal = NULL;
    const GOptionEntry entries[] = {
        { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, "print JSON", NULL },
        { "cost", 0, 0, G_OPTION_ARG_DOUBLE, &options.cost, "cost of the department in the period (needed)", "AMOUNT" },
        { "capacity", 0, 0, G_OPTION_ARG_DOUBLE, &options.capacity,
          "minutes it can practically work in the period (needed)", "MINUTES" },
        { "decimal", 0, 0, G_OPTION_ARG_STRING, &decimal, "how numbers are written: point or comma", "WORD" },
        { 0 },
    };
    const char *path;

    if (!kam_verb_parse(&kam_calc_serve, entries, &argc, &argv, error))
        return -1;
    options.decimal = decimal;
    path = kam_calc_file_argument(&kam_calc_serve, argc, argv, error);
    if (path != NULL && (isnan(options.cost) || isnan(options.capacity))) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "no cost or no capacity: say --cost AMOUNT --capacity MINUTES");
        return -1;
    }
    return path != NULL ? calculate(path, &options, error) : -1;
}

const KamVerb kam_calc_serve = {
    .name = "calc serve",
    .arguments = "FILE",
    .summary = "cost to serve by the time it takes, and what unused capacity costs",
    .help =
        "FILE has the columns activity,volume,minutes (what doing it once takes), and if wanted account: then each account's\n"
        "cost to serve is summed. A minute costs the department's cost over its practical capacity, about 80 to 85 % of\n"
        "the minutes paid for; what is not used shows as unused capacity.\n\n"
        "Example, from Kaplan and Anderson:\n"
        "  printf 'orders,49000,8\\ninquiries,1400,44\\ncredit checks,2500,50\\n' |\n"
        "    kamen calc serve --cost 560000 --capacity 700000 -",
    .run = serve_run,
};
