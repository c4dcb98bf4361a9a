/* kamen calc tiers: from,price (or from,discount) -> what quantities cost under the volume tiers of kamen/price.h. */
#include <math.h>
#include <string.h>

#include <kamen/price.h>

#include "cli/calc.h"
#include "cli/calc_print.h"
#include "cli/calc_table.h"

typedef struct {
    gboolean json;
    const char *decimal, *mode, *quantities, *units;
    double list; /* NAN: not given */
} Options;

/* The tiers as the library wants them, and what the table said. */
typedef struct {
    guint n;
    double *from, *price, *discount; /* discount: fractions, or amounts with flat; NULL when the table has prices */
    KamVolumeTiers tiers;
} List;

static const char *const from_names[] = { "from", "min", "min_qty", "min_quantity", "quantity", "threshold", NULL };
static const char *const price_names[] = { "price", "unit_price", "amount", NULL };
static const char *const discount_names[] = {
    "discount", "rebate", "discount_pct", "discount_percent", "percent", NULL
};

static void
list_clear(List *list)
{
    g_free(list->from);
    g_free(list->price);
    g_free(list->discount);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(List, list_clear)

static gboolean
read_mode(const char *word, KamVolumeMode *mode, GError **error)
{
    static const char *const words[] = { "band", "all", "flat" };

    *mode = KAM_VOLUME_BAND;
    if (word == NULL)
        return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(word, words[i]) == 0) {
            *mode = (KamVolumeMode)i;
            return TRUE;
        }
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--mode '%s' is none of 'band', 'all', 'flat'", word);
    return FALSE;
}

static gboolean
has_percent_sign(const KamCalcTable *table, guint column)
{
    for (guint row = 0; row < kam_calc_table_rows(table); row++)
        if (strchr(kam_calc_table_cell(table, row, column), '%') != NULL)
            return TRUE;
    return FALSE;
}

/* 5 % may be written 5%, 5 or 0.05. A column with a percent sign, or a figure of 1 or more, is in percent. */
static void
discounts_to_fractions(const KamCalcTable *table, guint column, double discount[], guint n)
{
    gboolean percent = has_percent_sign(table, column);

    for (guint i = 0; i < n; i++)
        percent = percent || discount[i] >= 1;
    for (guint i = 0; i < n && percent; i++)
        discount[i] /= 100;
}

/* A list of discounts begins with none: below its first threshold the list price holds. */
static void
begin_with_none(List *list)
{
    if (list->n == 0 || list->from[0] <= 1)
        return;
    list->from = g_renew(double, list->from, list->n + 1);
    list->discount = g_renew(double, list->discount, list->n + 1);
    memmove(list->from + 1, list->from, list->n * sizeof *list->from);
    memmove(list->discount + 1, list->discount, list->n * sizeof *list->discount);
    list->from[0] = list->discount[0] = 0;
    list->n++;
}

static gboolean
list_read_discounts(List *list, const KamCalcTable *table, guint column, const Options *options, KamVolumeMode mode,
                    GError **error)
{
    list->discount = kam_calc_table_numbers(table, column, options->decimal, error);
    if (list->discount == NULL)
        return FALSE;
    if (isnan(options->list)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                    "discounts need the list price that they are taken from: --price AMOUNT");
        return FALSE;
    }
    if (mode != KAM_VOLUME_FLAT)
        discounts_to_fractions(table, column, list->discount, list->n);
    begin_with_none(list);
    list->price = g_new(double, list->n + 1);
    for (guint i = 0; i < list->n; i++)
        list->price[i] = mode == KAM_VOLUME_FLAT ? options->list : options->list * (1 - list->discount[i]);
    return TRUE;
}

static gboolean
list_read(List *list, KamCalcTable *table, const Options *options, KamVolumeMode mode, GError **error)
{
    gint from = kam_calc_table_find(table, from_names);
    gint price = kam_calc_table_find(table, price_names);
    gint discount = kam_calc_table_find(table, discount_names);

    if (from >= 0 && (price >= 0 || discount >= 0))
        kam_calc_table_take_header(table);
    else {
        from = 0;
        price = (gint)kam_calc_table_columns(table) - 1; /* an upper end may stand between */
        discount = -1;
        kam_calc_table_drop_header(table, 0);
    }
    list->n = kam_calc_table_rows(table);
    if (list->n == 0 || kam_calc_table_columns(table) < 2) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "the table has no rows of from,price or from,discount");
        return FALSE;
    }
    list->from = kam_calc_table_numbers_or(table, (guint)from, 0, options->decimal, error);
    if (list->from == NULL)
        return FALSE;
    if (price < 0)
        return list_read_discounts(list, table, (guint)discount, options, mode, error);
    list->price = kam_calc_table_numbers(table, (guint)price, options->decimal, error);
    return list->price != NULL;
}

/* Numbers that begin at 1 count units; from 0 they measure. */
static gboolean
choose_units(List *list, const char *word, GError **error)
{
    list->tiers.whole_units = list->from[0] == 1;
    if (word == NULL)
        return TRUE;
    if (strcmp(word, "whole") != 0 && strcmp(word, "any") != 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--units '%s' is neither 'whole' nor 'any'", word);
        return FALSE;
    }
    list->tiers.whole_units = word[0] == 'w';
    return TRUE;
}

/* Quantities such as 95 or 50,100,150. */
static GArray *
read_quantities(const char *text, GError **error)
{
    g_autoptr(GArray) quantities = g_array_new(FALSE, FALSE, sizeof(double));
    g_auto(GStrv) words = g_strsplit_set(text, ",; ", -1);

    for (guint i = 0; words[i] != NULL; i++) {
        char *end;
        double quantity = g_ascii_strtod(words[i], &end);

        if (*words[i] == '\0')
            continue;
        if (*end != '\0' || !(quantity >= 0) || isinf(quantity)) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--quantity '%s' is not a quantity such as 95", words[i]);
            return NULL;
        }
        g_array_append_val(quantities, quantity);
    }
    if (quantities->len > 0)
        return g_steal_pointer(&quantities);
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--quantity '%s' names no quantity", text);
    return NULL;
}

/* With flat discounts the amount of the tier comes off the list price times the quantity. */
static KamCalcStatus
price_quantity(const List *list, double quantity, double list_price, KamVolumePrice *at)
{
    KamVolumePrice next;
    KamCalcStatus status = kam_price_tiers(&list->tiers, quantity, at);

    if (status != KAM_CALC_OK || list->discount == NULL || list->tiers.mode != KAM_VOLUME_FLAT)
        return status;
    status = kam_price_tiers(&list->tiers, quantity + 1, &next);
    if (status != KAM_CALC_OK)
        return status;
    at->total = list_price * quantity - (quantity > 0 ? list->discount[at->tier] : 0);
    at->marginal = list_price * (quantity + 1) - list->discount[next.tier] - at->total;
    if (at->average.status == KAM_CALC_OK)
        at->average.value = at->total / quantity;
    at->cheaper_from = at->saving = (KamCalcValue) { .status = KAM_CALC_EMPTY };
    for (guint i = (guint)at->tier + 1; i < list->n; i++) {
        double total = list_price * list->from[i] - list->discount[i];

        if (total >= at->total - (at->saving.status == KAM_CALC_OK ? at->saving.value : 0))
            continue;
        at->cheaper_from = (KamCalcValue) { list->from[i], KAM_CALC_OK };
        at->saving = (KamCalcValue) { at->total - total, KAM_CALC_OK };
    }
    return KAM_CALC_OK;
}

static KamCalcValue
rebate_of(const List *list, const KamVolumePrice *at, double quantity, double list_price)
{
    if (isnan(list_price) || (list->tiers.mode == KAM_VOLUME_FLAT && list->discount == NULL))
        return (KamCalcValue) { .status = KAM_CALC_EMPTY };
    return (KamCalcValue) { list_price * quantity - at->total, KAM_CALC_OK };
}

static void
print_single(KamCalcPrint *print, const KamVolumePrice *at, double quantity, KamCalcValue rebate)
{
    kam_calc_print_number(print, "quantity", "quantity", quantity);
    kam_calc_print_count(print, "tier", "tier that it reaches, from 1", at->tier + 1);
    kam_calc_print_number(print, "total", "total", at->total);
    kam_calc_print_value(print, "average_price", "average price", at->average);
    kam_calc_print_number(print, "marginal_price", "price of one unit more", at->marginal);
    kam_calc_print_value(print, "next_threshold", "next threshold", at->next);
    if (rebate.status == KAM_CALC_OK)
        kam_calc_print_value(print, "rebate", "rebate against the list price", rebate);
    kam_calc_print_value(print, "cheaper_from", "buying more is cheaper in total: buy", at->cheaper_from);
    kam_calc_print_value(print, "saving", "  and save", at->saving);
}

static void
print_quantities(KamCalcPrint *print, const GArray *quantities, const KamVolumePrice at[], const List *list,
                 double list_price)
{
    kam_calc_print_table_begin(print, "quantities");
    for (guint i = 0; i < quantities->len; i++) {
        double quantity = g_array_index(quantities, double, i);

        kam_calc_print_row_begin(print);
        kam_calc_print_cell_number(print, "quantity", quantity);
        kam_calc_print_cell_count(print, "tier", at[i].tier + 1);
        kam_calc_print_cell_number(print, "total", at[i].total);
        kam_calc_print_cell_value(print, "average_price", at[i].average);
        kam_calc_print_cell_number(print, "marginal_price", at[i].marginal);
        kam_calc_print_cell_value(print, "next_threshold", at[i].next);
        kam_calc_print_cell_value(print, "rebate", rebate_of(list, &at[i], quantity, list_price));
        kam_calc_print_cell_value(print, "cheaper_from", at[i].cheaper_from);
        kam_calc_print_cell_value(print, "saving", at[i].saving);
        kam_calc_print_row_end(print);
    }
    kam_calc_print_table_end(print);
}

static void
print_tiers(KamCalcPrint *print, const List *list)
{
    g_autofree KamCalcValue *trap = g_new0(KamCalcValue, list->n + 1);

    kam_price_tier_traps(&list->tiers, trap);
    kam_calc_print_table_begin(print, "tiers");
    for (guint i = 0; i < list->n; i++) {
        kam_calc_print_row_begin(print);
        kam_calc_print_cell_number(print, "from", list->from[i]);
        kam_calc_print_cell_number(print, "price", list->price[i]);
        if (list->discount != NULL)
            kam_calc_print_cell_number(print, "discount", list->discount[i]);
        kam_calc_print_cell_value(print, "cheaper_than_quantities_above", trap[i]);
        kam_calc_print_row_end(print);
    }
    kam_calc_print_table_end(print);
}

static void
print_result(const List *list, const GArray *quantities, const KamVolumePrice at[], const Options *options)
{
    static const char *const modes[] = { "band", "all", "flat" };
    KamCalcPrint print;

    kam_calc_print_begin(&print, options->json, "tiers", "Volume tiers");
    kam_calc_print_text(&print, "mode", "the tiers count", modes[list->tiers.mode]);
    kam_calc_print_text(&print, "units", "units", list->tiers.whole_units ? "whole" : "any");
    if (quantities != NULL && quantities->len == 1)
        print_single(&print, at, g_array_index(quantities, double, 0),
                     rebate_of(list, at, g_array_index(quantities, double, 0), options->list));
    if (quantities != NULL)
        print_quantities(&print, quantities, at, list, options->list);
    print_tiers(&print, list);
    kam_calc_print_end(&print);
}

static gboolean
price_all(const List *list, const GArray *quantities, double list_price, KamVolumePrice at[], GError **error)
{
    for (guint i = 0; i < quantities->len; i++) {
        double quantity = g_array_index(quantities, double, i);

        if (price_quantity(list, quantity, list_price, &at[i]) == KAM_CALC_OK)
            continue;
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "no tier for the quantity '%g': the first one begins at %g",
                    quantity, list->from[0]);
        return FALSE;
    }
    return TRUE;
}

static gboolean
list_prepare(List *list, KamCalcTable *table, const Options *options, KamVolumeMode mode, GError **error)
{
    g_autofree KamCalcValue *trap = NULL;

    if (!list_read(list, table, options, mode, error))
        return FALSE;
    list->tiers = (KamVolumeTiers) { list->n, list->from, list->price, mode, 0 };
    if (!choose_units(list, options->units, error))
        return FALSE;
    trap = g_new0(KamCalcValue, list->n + 1);
    if (kam_price_tier_traps(&list->tiers, trap) == KAM_CALC_OK)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                "thresholds must rise from row to row, thresholds and prices must not be below 0");
    return FALSE;
}

static int
calculate(const char *path, const Options *options, GError **error)
{
    g_autoptr(KamCalcTable) table = NULL;
    g_autoptr(GArray) quantities = NULL;
    g_autofree KamVolumePrice *at = NULL;
    g_auto(List) list = { 0 };
    KamVolumeMode mode;

    if (!read_mode(options->mode, &mode, error))
        return -1;
    table = kam_calc_table_read(path, error);
    if (table == NULL || !list_prepare(&list, table, options, mode, error))
        return -1;
    if (options->quantities != NULL) {
        quantities = read_quantities(options->quantities, error);
        if (quantities == NULL)
            return -1;
        at = g_new0(KamVolumePrice, quantities->len);
        if (!price_all(&list, quantities, options->list, at, error))
            return -1;
    }
    print_result(&list, quantities, at, options);
    return KAM_EXIT_DONE;
}

static int
tiers_run(int argc, char **argv, GError **error)
{
    Options options = { .list = NAN };
    g_autofree char *decimal = NULL;
    g_autofree char *mode = NULL;
    g_autofree char *quantities = NULL;
    g_autofree char *units = NULL;
    const GOptionEntry entries[] = {
        { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, "print JSON", NULL },
        { "mode", 0, 0, G_OPTION_ARG_STRING, &mode,
          "band: each unit at the price of its band (the default); all: all units at the price reached; flat: the tier "
          "names the amount",
          "WORD" },
        { "quantity", 0, 0, G_OPTION_ARG_STRING, &quantities, "a quantity, or several: 50,95,100", "LIST" },
        { "price", 0, 0, G_OPTION_ARG_DOUBLE, &options.list,
          "list price per unit; needed where the table has discounts", "AMOUNT" },
        { "units", 0, 0, G_OPTION_ARG_STRING, &units,
          "whole: a band begins with unit number 'from'; any: after the quantity 'from'; by itself whole when the first is 1",
          "WORD" },
        { "decimal", 0, 0, G_OPTION_ARG_STRING, &decimal, "how numbers are written: point or comma", "WORD" },
        { 0 },
    };
    const char *path;

    if (!kam_verb_parse(&kam_calc_tiers, entries, &argc, &argv, error))
        return -1;
    options.decimal = decimal;
    options.mode = mode;
    options.quantities = quantities;
    options.units = units;
    path = kam_calc_file_argument(&kam_calc_tiers, argc, argv, error);
    return path != NULL ? calculate(path, &options, error) : -1;
}

const KamVerb kam_calc_tiers = {
    .name = "calc tiers",
    .arguments = "FILE",
    .summary = "what quantities cost under volume tiers, and where buying more is cheaper",
    .help =
        "FILE has the columns from,price or from,discount, thresholds rising. A quantity equal to a threshold is in its\n"
        "tier. Discounts are fractions or percent (0.05, 5% or 5), with --mode flat amounts taken off once; prices with\n"
        "--mode flat are the amount for the whole quantity. With --mode all a larger quantity may cost less: that is\n"
        "said, for the quantity asked for and for each tier.\n\n"
        "Example, where 95 units cost more than 100:\n"
        "  printf 'from,price\\n0,10\\n100,9\\n500,8\\n' | kamen calc tiers --mode all --quantity 95 -",
    .run = tiers_run,
};
