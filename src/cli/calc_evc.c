/* kamen calc evc: name,value -> the economic value to the customer of kamen/price.h. */
#include <math.h>

#include <kamen/price.h>

#include "cli/calc.h"
#include "cli/calc_print.h"
#include "cli/calc_table.h"

typedef struct {
    gboolean json;
    const char *decimal;
    double reference, price; /* NAN: not given */
} Options;

static const char *const value_names[] = { "value", "amount", "differentiation", NULL };
static const char *const reference_words[] = { "reference", "reference price", "reference value", "reference_price",
                                               "reference_value" };

typedef struct {
    guint column, n;
    double *value;      /* of all rows */
    gint reference_row; /* -1: none */
} Parts;

static gboolean
is_reference(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(reference_words); i++)
        if (g_ascii_strcasecmp(name, reference_words[i]) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
parts_read(Parts *parts, KamCalcTable *table, const char *decimal, GError **error)
{
    gint named = kam_calc_table_find(table, value_names);

    parts->column = named >= 0 ? (guint)named : kam_calc_table_columns(table) > 1 ? 1 : 0;
    if (named >= 0)
        kam_calc_table_take_header(table);
    else
        kam_calc_table_drop_header(table, parts->column);
    parts->n = kam_calc_table_rows(table);
    parts->reference_row = -1;
    parts->value = kam_calc_table_numbers(table, parts->column, decimal, error);
    if (parts->value == NULL)
        return FALSE;
    for (guint row = 0; row < parts->n && parts->column > 0; row++) {
        if (!is_reference(kam_calc_table_cell(table, row, 0)))
            continue;
        if (parts->reference_row >= 0) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "line %u: a second reference price; one is needed",
                        kam_calc_table_line(table, row));
            return FALSE;
        }
        parts->reference_row = (gint)row;
    }
    return TRUE;
}

static gboolean
find_reference(const Parts *parts, const Options *options, double *reference, GError **error)
{
    if (parts->reference_row >= 0 && !isnan(options->reference)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                    "a reference price stands in the table and in --reference; one is needed");
        return FALSE;
    }
    *reference = parts->reference_row >= 0 ? parts->value[parts->reference_row] : options->reference;
    if (!isnan(*reference))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                "no reference price: name a row 'reference', or say --reference AMOUNT");
    return FALSE;
}

static void
print_parts(KamCalcPrint *print, const KamCalcTable *table, const Parts *parts)
{
    kam_calc_print_table_begin(print, "parts");
    for (guint row = 0; row < parts->n; row++) {
        if ((gint)row == parts->reference_row)
            continue;
        kam_calc_print_row_begin(print);
        kam_calc_print_cell_text(print, "name", parts->column > 0 ? kam_calc_table_cell(table, row, 0) : "");
        kam_calc_print_cell_number(print, "value", parts->value[row]);
        kam_calc_print_row_end(print);
    }
    kam_calc_print_table_end(print);
}

static void
print_value(KamCalcPrint *print, const KamPriceValue *value, double price)
{
    kam_calc_print_number(print, "reference", "price of the next best alternative", value->reference);
    kam_calc_print_number(print, "positive", "  what we do better", value->positive);
    kam_calc_print_number(print, "negative", "  what we do worse", value->negative);
    kam_calc_print_number(print, "differentiation", "  together", value->differentiation);
    kam_calc_print_number(print, "total", "economic value to the customer", value->value);
    if (isnan(price))
        return;
    kam_calc_print_number(print, "price", "our price", price);
    kam_calc_print_number(print, "incentive", "  what the customer gains by buying from us", value->value - price);
    kam_calc_print_value(print, "captured_share", "  part of the differentiation that the price takes",
                         value->differentiation > 0
                             ? (KamCalcValue) { (price - value->reference) / value->differentiation, KAM_CALC_OK }
                             : (KamCalcValue) { .status = KAM_CALC_EMPTY });
}

static int
calculate(const char *path, const Options *options, GError **error)
{
    g_autoptr(KamCalcTable) table = kam_calc_table_read(path, error);
    g_autofree double *owned = NULL;
    g_autofree double *differentiation = NULL;
    Parts parts = { 0 };
    KamPriceValue value;
    KamCalcPrint print;
    double reference;
    size_t n = 0;

    if (table == NULL || !parts_read(&parts, table, options->decimal, error)) {
        g_free(parts.value);
        return -1;
    }
    owned = parts.value;
    if (!find_reference(&parts, options, &reference, error))
        return -1;
    differentiation = g_new(double, parts.n + 1);
    for (guint row = 0; row < parts.n; row++)
        if ((gint)row != parts.reference_row)
            differentiation[n++] = parts.value[row];
    if (kam_price_value(reference, differentiation, n, &value) != KAM_CALC_OK) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "the reference price '%g' is below 0", reference);
        return -1;
    }
    kam_calc_print_begin(&print, options->json, "evc", "Economic value to the customer");
    print_value(&print, &value, options->price);
    print_parts(&print, table, &parts);
    kam_calc_print_end(&print);
    return KAM_EXIT_DONE;
}

static int
evc_run(int argc, char **argv, GError **error)
{
    Options options = { .reference = NAN, .price = NAN };
    g_autofree char *decimal = NULL;
    const GOptionEntry entries[] = {
        { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, "print JSON", NULL },
        { "reference", 0, 0, G_OPTION_ARG_DOUBLE, &options.reference,
          "price of the next best alternative, where the table has no row 'reference'", "AMOUNT" },
        { "price", 0, 0, G_OPTION_ARG_DOUBLE, &options.price, "our price, to see what is left to the customer",
          "AMOUNT" },
        { "decimal", 0, 0, G_OPTION_ARG_STRING, &decimal, "how numbers are written: point or comma", "WORD" },
        { 0 },
    };
    const char *path;

    if (!kam_verb_parse(&kam_calc_evc, entries, &argc, &argv, error))
        return -1;
    options.decimal = decimal;
    path = kam_calc_file_argument(&kam_calc_evc, argc, argv, error);
    return path != NULL ? calculate(path, &options, error) : -1;
}

const KamVerb kam_calc_evc = {
    .name = "calc evc",
    .arguments = "FILE",
    .summary = "economic value to the customer: what an offer is worth beside the alternative",
    .help =
        "FILE has the columns name,value: one row named 'reference' with the price of the customer's next best\n"
        "alternative, and a row for each difference, above 0 what the customer gains or saves with us, below 0 what is\n"
        "lost. The total is the price at which the customer is indifferent; a price below it is a reason to buy.\n\n"
        "Example:\n"
        "  printf 'reference,300\\nfunctions,350\\nstart-up,100\\nlater savings,200\\n' | kamen calc evc --price 600 -",
    .run = evc_run,
};
