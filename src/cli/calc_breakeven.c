/* kamen calc breakeven: what a price change must bring in volume, from options or from a table of cases. */
#include <math.h>
#include <stddef.h>

#include <kamen/price.h>

#include "cli/calc.h"
#include "cli/calc_print.h"
#include "cli/calc_table.h"

/* As the user gives it: a new price or a change of it, a new cost or a change; NAN where nothing is said. */
typedef struct {
    double price, new_price, change_price, cost, new_cost, change_cost, units, fixed;
} Case;

typedef struct {
    gboolean json;
    const char *decimal;
} Options;

typedef struct {
    const char *const *names;
    gsize offset;
} CaseColumn;

static const char *const price_names[] = { "price", "price_old", "old_price", NULL };
static const char *const new_price_names[] = { "new_price", "price_new", NULL };
static const char *const change_price_names[] = { "change_price", "price_change", "change", NULL };
static const char *const cost_names[] = { "cost", "variable_cost", "cost_old", "old_cost", "unit_cost", NULL };
static const char *const new_cost_names[] = { "new_cost", "cost_new", NULL };
static const char *const change_cost_names[] = { "change_cost", "cost_change", NULL };
static const char *const units_names[] = { "units", "quantity", "volume", NULL };
static const char *const fixed_names[] = { "fixed", "fixed_cost", "fixed_change", NULL };
static const char *const case_names[] = { "case", "name", "product", "account", NULL };

static const CaseColumn case_columns[] = {
    { price_names, offsetof(Case, price) },
    { new_price_names, offsetof(Case, new_price) },
    { change_price_names, offsetof(Case, change_price) },
    { cost_names, offsetof(Case, cost) },
    { new_cost_names, offsetof(Case, new_cost) },
    { change_cost_names, offsetof(Case, change_cost) },
    { units_names, offsetof(Case, units) },
    { fixed_names, offsetof(Case, fixed) },
};

static const Case nothing_said = { NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN };

/* "--change-price -5%" takes 5 % off, "-0.50" takes 0.50 off. */
static gboolean
change_of(const Case *given, KamPriceChange *change, GError **error)
{
    if (isnan(given->price) || isnan(given->cost)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "a price and a variable cost per unit are needed");
        return FALSE;
    }
    if (!isnan(given->new_price) && !isnan(given->change_price)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "a new price and a change of price exclude one another");
        return FALSE;
    }
    if (!isnan(given->new_cost) && !isnan(given->change_cost)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "a new cost and a change of cost exclude one another");
        return FALSE;
    }
    *change = (KamPriceChange) { given->price, given->price, given->cost, given->cost, 0, 0 };
    if (!isnan(given->new_price))
        change->price_new = given->new_price;
    if (!isnan(given->change_price))
        change->price_new = given->price + given->change_price;
    if (!isnan(given->new_cost))
        change->cost_new = given->new_cost;
    if (!isnan(given->change_cost))
        change->cost_new = given->cost + given->change_cost;
    if (!isnan(given->units))
        change->units = given->units;
    if (!isnan(given->fixed))
        change->fixed_change = given->fixed;
    return TRUE;
}

static gboolean
solve(const Case *given, KamPriceChange *change, KamBreakeven *b, GError **error)
{
    if (!change_of(given, change, error))
        return FALSE;
    if (kam_price_breakeven(change, b) == KAM_CALC_OK)
        return TRUE;
    if (change->fixed_change != 0 && change->units == 0)
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "a fixed cost needs the units sold before: give them too");
    else
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "prices must be above 0, costs and units not below 0 (price '%g' to '%g', cost '%g' to '%g')",
                    change->price_old, change->price_new, change->cost_old, change->cost_new);
    return FALSE;
}

static const char *
verdict(const KamPriceChange *change, const KamBreakeven *b)
{
    if (b->change.status != KAM_CALC_OK)
        return b->margin_new <= 0 ? "no volume makes up for a price that does not cover the variable cost"
                                  : "there was no contribution to keep";
    if (b->change.value > 0)
        return "pays when sales grow by more than the break-even change";
    return change->price_new == change->price_old && b->change.value == 0
               ? "nothing changes"
               : "pays unless sales fall by more than the break-even change";
}

static KamCalcValue
percent(KamCalcValue fraction)
{
    fraction.value *= 100;
    return fraction;
}

static void
print_case(KamCalcPrint *print, const KamPriceChange *change, const KamBreakeven *b)
{
    kam_calc_print_number(print, "old_price", "price before", change->price_old);
    kam_calc_print_number(print, "new_price", "price after", change->price_new);
    kam_calc_print_number(print, "old_contribution_margin", "contribution margin before, per unit", b->margin_old);
    kam_calc_print_number(print, "new_contribution_margin", "contribution margin after, per unit", b->margin_new);
    kam_calc_print_number(print, "old_margin_ratio", "  before, part of the price", b->margin_ratio_old);
    kam_calc_print_number(print, "new_margin_ratio", "  after, part of the price", b->margin_ratio_new);
    kam_calc_print_value(print, "breakeven_change", "break-even sales change", b->change);
    kam_calc_print_value(print, "breakeven_change_percent", "  in percent", percent(b->change));
    if (change->units > 0) {
        kam_calc_print_value(print, "breakeven_units", "  in units", b->units);
        kam_calc_print_value(print, "units_after", "  units to be sold after", b->units_new);
    }
    kam_calc_print_value(print, "reactive_breakeven_change", "sales that not following a competitor may cost",
                         b->reactive);
    kam_calc_print_value(print, "breakeven_elasticity", "price elasticity at which it breaks even", b->elasticity);
    kam_calc_print_text(print, "verdict", "the change", verdict(change, b));
}

static int
calculate_one(const Case *given, const Options *options, GError **error)
{
    KamCalcPrint print;
    KamPriceChange change;
    KamBreakeven b;

    if (!solve(given, &change, &b, error))
        return -1;
    kam_calc_print_begin(&print, options->json, "breakeven", "Break-even of a price change");
    print_case(&print, &change, &b);
    kam_calc_print_end(&print);
    return KAM_EXIT_DONE;
}

static void
print_row(KamCalcPrint *print, const char *name, const KamPriceChange *change, const KamBreakeven *b)
{
    kam_calc_print_row_begin(print);
    kam_calc_print_cell_text(print, "case", name);
    kam_calc_print_cell_number(print, "old_price", change->price_old);
    kam_calc_print_cell_number(print, "new_price", change->price_new);
    kam_calc_print_cell_number(print, "old_contribution_margin", b->margin_old);
    kam_calc_print_cell_number(print, "new_contribution_margin", b->margin_new);
    kam_calc_print_cell_value(print, "breakeven_change", b->change);
    kam_calc_print_cell_value(print, "breakeven_change_percent", percent(b->change));
    kam_calc_print_cell_value(print, "breakeven_units", b->units);
    kam_calc_print_cell_value(print, "units_after", b->units_new);
    kam_calc_print_cell_value(print, "reactive_breakeven_change", b->reactive);
    kam_calc_print_cell_value(print, "breakeven_elasticity", b->elasticity);
    kam_calc_print_row_end(print);
}

static gboolean
read_column(const KamCalcTable *table, const CaseColumn *column, const char *decimal, Case cases[], GError **error)
{
    gint at = kam_calc_table_find(table, column->names);
    g_autofree double *value = NULL;

    if (at < 0)
        return TRUE;
    value = kam_calc_table_numbers_or(table, (guint)at, NAN, decimal, error);
    if (value == NULL)
        return FALSE;
    for (guint row = 0; row < kam_calc_table_rows(table); row++)
        *(double *)(void *)((char *)&cases[row] + column->offset) = value[row];
    return TRUE;
}

/* NULL with the error. What options say fills what the table leaves out. */
static Case *
read_cases(KamCalcTable *table, const Case *given, const char *decimal, GError **error)
{
    g_autofree Case *cases = NULL;

    if (kam_calc_table_find(table, price_names) < 0 && isnan(given->price)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "the table has no column 'price'; its header must name price, cost, and new_price or change_price");
        return NULL;
    }
    kam_calc_table_take_header(table);
    cases = g_new(Case, kam_calc_table_rows(table) + 1);
    for (guint row = 0; row < kam_calc_table_rows(table); row++)
        cases[row] = *given;
    for (guint i = 0; i < G_N_ELEMENTS(case_columns); i++)
        if (!read_column(table, &case_columns[i], decimal, cases, error))
            return NULL;
    return g_steal_pointer(&cases);
}

static int
calculate_table(const char *path, const Case *given, const Options *options, GError **error)
{
    g_autoptr(KamCalcTable) table = kam_calc_table_read(path, error);
    g_autofree Case *cases = table != NULL ? read_cases(table, given, options->decimal, error) : NULL;
    g_autofree KamPriceChange *change = NULL;
    g_autofree KamBreakeven *b = NULL;
    KamCalcPrint print;
    gint name;
    guint n;

    if (cases == NULL)
        return -1;
    n = kam_calc_table_rows(table);
    change = g_new(KamPriceChange, n + 1);
    b = g_new(KamBreakeven, n + 1);
    for (guint row = 0; row < n; row++)
        if (!solve(&cases[row], &change[row], &b[row], error)) {
            g_prefix_error(error, "line %u: ", kam_calc_table_line(table, row));
            return -1;
        }
    name = kam_calc_table_find(table, case_names);
    kam_calc_print_begin(&print, options->json, "breakeven", "Break-even of price changes");
    kam_calc_print_count(&print, "n", "cases", n);
    kam_calc_print_table_begin(&print, "cases");
    for (guint row = 0; row < n; row++) {
        g_autofree char *number = g_strdup_printf("%u", row + 1);

        print_row(&print, name >= 0 ? kam_calc_table_cell(table, row, (guint)name) : number, &change[row], &b[row]);
    }
    kam_calc_print_table_end(&print);
    kam_calc_print_end(&print);
    return KAM_EXIT_DONE;
}

/* A number, or with a percent sign that part of `whole`. */
static gboolean
read_amount(const char *option, const char *text, double whole, double *amount, GError **error)
{
    char *end;

    if (text == NULL)
        return TRUE;
    *amount = g_ascii_strtod(text, &end);
    if (end != text && *end == '%' && end[1] == '\0') {
        *amount *= whole / 100;
        if (!isnan(*amount))
            return TRUE;
    }
    if (end != text && *end == '\0' && isfinite(*amount))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "%s '%s' is not an amount such as -0.50 or a part such as -5%%",
                option, text);
    return FALSE;
}

enum { PRICE, NEW_PRICE, CHANGE_PRICE, COST, NEW_COST, CHANGE_COST, UNITS, FIXED, WORDS };

static gboolean
read_options(char *const word[], Case *given, GError **error)
{
    return read_amount("--price", word[PRICE], NAN, &given->price, error) &&
           read_amount("--new-price", word[NEW_PRICE], NAN, &given->new_price, error) &&
           read_amount("--change-price", word[CHANGE_PRICE], given->price, &given->change_price, error) &&
           read_amount("--cost", word[COST], given->price, &given->cost, error) &&
           read_amount("--new-cost", word[NEW_COST], given->price, &given->new_cost, error) &&
           read_amount("--change-cost", word[CHANGE_COST], given->cost, &given->change_cost, error) &&
           read_amount("--units", word[UNITS], NAN, &given->units, error) &&
           read_amount("--fixed", word[FIXED], NAN, &given->fixed, error);
}

static int
choose(int argc, char **argv, const Case *given, const Options *options, GError **error)
{
    const char *path;

    if (argc == 1 && !isnan(given->price))
        return calculate_one(given, options, error);
    path = kam_calc_file_argument(&kam_calc_breakeven, argc, argv, error);
    return path != NULL ? calculate_table(path, given, options, error) : -1;
}

static int
breakeven_run(int argc, char **argv, GError **error)
{
    Options options = { 0 };
    Case given = nothing_said;
    char *word[WORDS + 1] = { NULL };
    const GOptionEntry entries[] = {
        { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, "print JSON", NULL },
        { "price", 0, 0, G_OPTION_ARG_STRING, &word[PRICE], "price per unit before", "AMOUNT" },
        { "new-price", 0, 0, G_OPTION_ARG_STRING, &word[NEW_PRICE], "price after", "AMOUNT" },
        { "change-price", 0, 0, G_OPTION_ARG_STRING, &word[CHANGE_PRICE], "or its change: -0.50 or -5%", "AMOUNT" },
        { "cost", 0, 0, G_OPTION_ARG_STRING, &word[COST], "variable cost per unit, or a part of the price: 70%",
          "AMOUNT" },
        { "new-cost", 0, 0, G_OPTION_ARG_STRING, &word[NEW_COST], "variable cost after", "AMOUNT" },
        { "change-cost", 0, 0, G_OPTION_ARG_STRING, &word[CHANGE_COST], "or its change: -0.22 or -4%", "AMOUNT" },
        { "units", 0, 0, G_OPTION_ARG_STRING, &word[UNITS], "units sold before, in a period", "NUMBER" },
        { "fixed", 0, 0, G_OPTION_ARG_STRING, &word[FIXED], "fixed cost that the change adds in the period", "AMOUNT" },
        { "decimal", 0, 0, G_OPTION_ARG_STRING, &word[WORDS], "how the file writes numbers: point or comma", "WORD" },
        { 0 },
    };
    int answer = -1;

    if (kam_verb_parse(&kam_calc_breakeven, entries, &argc, &argv, error) && read_options(word, &given, error)) {
        options.decimal = word[WORDS];
        answer = choose(argc, argv, &given, &options, error);
    }
    for (guint i = 0; i <= WORDS; i++)
        g_free(word[i]);
    return answer;
}

const KamVerb kam_calc_breakeven = {
    .name = "calc breakeven",
    .arguments = "[FILE]",
    .summary = "by how much sales must change for a price change to pay",
    .help =
        "Give the case by options, or FILE with a header and a row per case: price, cost, new_price or change_price, and if\n"
        "wanted new_cost or change_cost, units, fixed, case; options fill in what the table leaves out. A price cut pays\n"
        "when sales grow by more than the break-even change, an increase unless they fall by more. The reactive change is\n"
        "for answering a competitor: following pays when not following would cost more sales.\n\n"
        "Example, a cut of 5 % at a variable cost of 5.50:\n"
        "  kamen calc breakeven --price 10 --cost 5.50 --change-price=-5% --units 4000\n"
        "Example, from a table:\n"
        "  printf 'case,price,cost,new_price\\ncut,10,5.5,9.5\\nrise,10,5.5,10.5\\n' | kamen calc breakeven -",
    .run = breakeven_run,
};
