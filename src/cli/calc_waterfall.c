/* kamen calc waterfall: step,stage,value -> the price waterfall of kamen/price.h. */
#include <math.h>
#include <string.h>

#include <kamen/price.h>

#include "cli/calc.h"
#include "cli/calc_print.h"
#include "cli/calc_table.h"

typedef struct {
    gboolean json;
    const char *decimal;
    double list;
} Options;

/* Steps in the order of their stages; row[i] is the table's row of step i. */
typedef struct {
    guint n;
    guint *row;
    KamWaterfallStep *step;
} Steps;

static const char *const stage_words[] = { "on", "off", "cost" };
static const char *const basis_words[] = { "amount", "list", "running", "invoice" };

static void
steps_clear(Steps *steps)
{
    g_free(steps->row);
    g_free(steps->step);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Steps, steps_clear)

/* "on", "on_invoice", "On invoice": the beginning tells. */
static gboolean
read_stage(const KamCalcTable *table, guint row, KamWaterfallStage *stage, GError **error)
{
    const char *cell = kam_calc_table_cell(table, row, 1);

    for (guint i = 0; i < G_N_ELEMENTS(stage_words); i++)
        if (*cell != '\0' && g_ascii_strncasecmp(cell, stage_words[i], strlen(stage_words[i])) == 0) {
            *stage = (KamWaterfallStage)i;
            return TRUE;
        }
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                "line %u, column 2: '%s' is none of 'on' (invoice), 'off' (invoice), 'cost'",
                kam_calc_table_line(table, row), cell);
    return FALSE;
}

/* Without a word: discounts on the invoice follow one another, everything later is a part of the invoice price. */
static gboolean
read_basis(const KamCalcTable *table, guint row, KamWaterfallStage stage, KamWaterfallBasis *basis, GError **error)
{
    const char *cell = kam_calc_table_cell(table, row, 3);

    *basis = stage == KAM_WATERFALL_ON_INVOICE ? KAM_WATERFALL_OF_RUNNING : KAM_WATERFALL_OF_INVOICE;
    if (*cell == '\0')
        return TRUE;
    for (guint i = 1; i < G_N_ELEMENTS(basis_words); i++)
        if (g_ascii_strcasecmp(cell, basis_words[i]) == 0) {
            *basis = (KamWaterfallBasis)i;
            return TRUE;
        }
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "line %u, column 4: '%s' is none of 'list', 'running', 'invoice'",
                kam_calc_table_line(table, row), cell);
    return FALSE;
}

static gboolean
read_step(const KamCalcTable *table, guint row, double value, KamWaterfallStep *step, GError **error)
{
    KamWaterfallBasis basis;

    if (!read_stage(table, row, &step->stage, error) || !read_basis(table, row, step->stage, &basis, error))
        return FALSE;
    step->basis = KAM_WATERFALL_AMOUNT;
    step->value = value;
    if (strchr(kam_calc_table_cell(table, row, 2), '%') == NULL)
        return TRUE;
    if (step->stage == KAM_WATERFALL_ON_INVOICE && basis == KAM_WATERFALL_OF_INVOICE) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "line %u: a step on the invoice cannot be a part of the invoice price; say list or running",
                    kam_calc_table_line(table, row));
        return FALSE;
    }
    step->basis = basis;
    step->value = value / 100;
    return TRUE;
}

static gboolean
steps_read(Steps *steps, const KamCalcTable *table, const char *decimal, GError **error)
{
    g_autofree double *value = kam_calc_table_numbers(table, 2, decimal, error);
    g_autofree KamWaterfallStep *step = NULL;
    guint n = kam_calc_table_rows(table);

    if (value == NULL)
        return FALSE;
    step = g_new0(KamWaterfallStep, n + 1);
    for (guint row = 0; row < n; row++)
        if (!read_step(table, row, value[row], &step[row], error))
            return FALSE;
    steps->row = g_new(guint, n + 1);
    steps->step = g_new(KamWaterfallStep, n + 1);
    for (guint stage = 0; stage < G_N_ELEMENTS(stage_words); stage++)
        for (guint row = 0; row < n; row++)
            if ((guint)step[row].stage == stage) {
                steps->row[steps->n] = row;
                steps->step[steps->n++] = step[row];
            }
    return TRUE;
}

static void
print_result(const KamCalcTable *table, const Steps *steps, const double amount[], const double after[],
             const KamWaterfall *w, gboolean json)
{
    KamCalcPrint print;

    kam_calc_print_begin(&print, json, "waterfall", "Price waterfall");
    kam_calc_print_number(&print, "list_price", "list price", w->list);
    kam_calc_print_number(&print, "on_invoice", "  taken on the invoice", w->on_invoice);
    kam_calc_print_number(&print, "invoice_price", "invoice price", w->invoice);
    kam_calc_print_number(&print, "off_invoice", "  taken off the invoice", w->off_invoice);
    kam_calc_print_number(&print, "pocket_price", "pocket price", w->pocket);
    kam_calc_print_number(&print, "cost", "  costs", w->cost);
    kam_calc_print_number(&print, "pocket_margin", "pocket margin", w->margin);
    kam_calc_print_value(&print, "invoice_share", "invoice price, part of the list price", w->invoice_share);
    kam_calc_print_value(&print, "pocket_share", "pocket price, part of the list price", w->pocket_share);
    kam_calc_print_value(&print, "margin_share", "pocket margin, part of the pocket price", w->margin_share);
    kam_calc_print_table_begin(&print, "steps");
    for (guint i = 0; i < steps->n; i++) {
        kam_calc_print_row_begin(&print);
        kam_calc_print_cell_text(&print, "step", kam_calc_table_cell(table, steps->row[i], 0));
        kam_calc_print_cell_text(&print, "stage", stage_words[steps->step[i].stage]);
        kam_calc_print_cell_number(&print, "amount", amount[i]);
        kam_calc_print_cell_number(&print, "part_of_list", amount[i] / w->list);
        kam_calc_print_cell_number(&print, "left", after[i]);
        kam_calc_print_row_end(&print);
    }
    kam_calc_print_table_end(&print);
    kam_calc_print_end(&print);
}

static int
calculate(const char *path, const Options *options, GError **error)
{
    g_autoptr(KamCalcTable) table = kam_calc_table_read(path, error);
    g_auto(Steps) steps = { 0 };
    g_autofree double *amount = NULL;
    g_autofree double *after = NULL;
    KamWaterfall waterfall;

    if (table == NULL)
        return -1;
    kam_calc_table_drop_header(table, 2);
    if (!steps_read(&steps, table, options->decimal, error))
        return -1;
    amount = g_new(double, steps.n + 1);
    after = g_new(double, steps.n + 1);
    if (kam_price_waterfall(options->list, steps.step, steps.n, amount, after, &waterfall) != KAM_CALC_OK) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--list must be a price above 0");
        return -1;
    }
    print_result(table, &steps, amount, after, &waterfall, options->json);
    return KAM_EXIT_DONE;
}

static int
waterfall_run(int argc, char **argv, GError **error)
{
    Options options = { .list = NAN };
    g_autofree char *decimal = NULL;
    const GOptionEntry entries[] = {
        { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, "print JSON", NULL },
        { "list", 0, 0, G_OPTION_ARG_DOUBLE, &options.list, "list price per unit (needed)", "AMOUNT" },
        { "decimal", 0, 0, G_OPTION_ARG_STRING, &decimal, "how numbers are written: point or comma", "WORD" },
        { 0 },
    };
    const char *path;

    if (!kam_verb_parse(&kam_calc_waterfall, entries, &argc, &argv, error))
        return -1;
    options.decimal = decimal;
    path = kam_calc_file_argument(&kam_calc_waterfall, argc, argv, error);
    if (path != NULL && isnan(options.list)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "no list price: say --list AMOUNT");
        return -1;
    }
    return path != NULL ? calculate(path, &options, error) : -1;
}

const KamVerb kam_calc_waterfall = {
    .name = "calc waterfall",
    .arguments = "FILE",
    .summary = "from list price to invoice price to pocket price to pocket margin",
    .help =
        "FILE has the columns step,stage,value[,of]: stage is on (taken on the invoice), off (rebates, payment terms,\n"
        "freight) or cost; value is an amount per unit, or a part such as 2%. A part on the invoice is taken from what is\n"
        "left before it, a later one from the invoice price; the column 'of' says otherwise: list, running or invoice.\n\n"
        "Example:\n"
        "  printf 'order size,on,10%%\\nearly payment,off,2%%\\nfreight,off,1.20\\ngoods,cost,60\\n' |\n"
        "    kamen calc waterfall --list 100 -",
    .run = waterfall_run,
};
