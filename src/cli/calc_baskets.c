/* kamen calc baskets: basket,item -> the itemsets and rules of kamen/baskets.h. */
#include <string.h>

#include <kamen/baskets.h>

#include "base/dict.h"
#include "cli/calc.h"
#include "cli/calc_print.h"
#include "cli/calc_table.h"

/* Longest set looked for unless told; the same as in the R package arules, so that counts can be compared. */
#define USUAL_MAX_ITEMS 10
/* 20 bytes each: as many as a small machine holds, and more than anybody reads. */
#define MAX_ITEMSETS 10000000
#define TEXT_LIMIT 20
#define NO_LIMIT (-1)

typedef struct {
    gboolean json;
    double support, confidence;
    gint min_items, max_items, limit;
    const char *basket, *item; /* names of columns; NULL: found by the usual names */
} Options;

typedef struct {
    gsize n;
    guint32 *basket, *item;
    KamDict *baskets, *items;
    guint rows, without_basket, without_item;
} Columns;

static void
columns_clear(Columns *columns)
{
    g_free(columns->basket);
    g_free(columns->item);
    kam_dict_free(columns->baskets);
    kam_dict_free(columns->items);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Columns, columns_clear)

static const char *const basket_names[] = { "basket",      "basket_id",  "transaction", "transaction_id", "tid",
                                            "invoice",     "invoice_no", "document",    "order",          "order_no",
                                            "order_id",    "receipt",    "account",     "account_number", "customer",
                                            "customer_id", NULL };
static const char *const item_names[] = { "item",           "items",        "item_id",    "product",
                                          "product_number", "product_code", "product_id", "stock_code",
                                          "article",        "sku",          NULL };

/* -1 when there is none of the usual names; a name that was told must be there. */
static gboolean
find_column(const KamCalcTable *table, const char *told, const char *option, const char *const usual[], gint *column,
            GError **error)
{
    g_autofree char *lower = told != NULL ? g_ascii_strdown(told, -1) : NULL;
    const char *const names[] = { lower, NULL };

    *column = kam_calc_table_find(table, told != NULL ? names : usual);
    if (told == NULL || *column >= 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "%s '%s' is no column of the first line", option, told);
    return FALSE;
}

/* Columns by the names in the first line; without names, the first of two is the basket and every line counts. */
static gboolean
find_columns(KamCalcTable *table, const Options *options, gint *basket, gint *item, GError **error)
{
    guint n = kam_calc_table_columns(table);

    if (!find_column(table, options->basket, "--basket", basket_names, basket, error) ||
        !find_column(table, options->item, "--item", item_names, item, error))
        return FALSE;
    if (*basket >= 0 || *item >= 0)
        kam_calc_table_take_header(table);
    if (n == 2) {
        *basket = *basket >= 0 ? *basket : *item == 0 ? 1 : 0;
        *item = *item >= 0 ? *item : 1 - *basket;
    }
    if (*basket >= 0 && *item >= 0 && *basket != *item)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                "line 1: no columns called basket and item among %u; name them with --basket and --item", n);
    return FALSE;
}

/* A row with a basket alone is a basket that may be empty; a row without a basket is left out. */
static void
take_row(Columns *columns, const char *basket, const char *item)
{
    guint32 number;

    if (*basket == '\0') {
        columns->without_basket++;
        return;
    }
    number = kam_dict_add(columns->baskets, basket, strlen(basket), NULL);
    if (*item == '\0') {
        columns->without_item++;
        return;
    }
    columns->basket[columns->n] = number;
    columns->item[columns->n++] = kam_dict_add(columns->items, item, strlen(item), NULL);
}

static gboolean
columns_read(Columns *columns, KamCalcTable *table, const Options *options, GError **error)
{
    gint basket, item;

    if (!find_columns(table, options, &basket, &item, error))
        return FALSE;
    columns->rows = kam_calc_table_rows(table);
    columns->baskets = kam_dict_new();
    columns->items = kam_dict_new();
    columns->basket = g_new(guint32, columns->rows + 1);
    columns->item = g_new(guint32, columns->rows + 1);
    for (guint row = 0; row < columns->rows; row++)
        take_row(columns, kam_calc_table_cell(table, row, (guint)basket), kam_calc_table_cell(table, row, (guint)item));
    if (columns->n > 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "the table has no rows of basket,item");
    return FALSE;
}

static KamItemsets *
find_itemsets(const Columns *columns, const Options *options, GError **error)
{
    const KamBasketLines lines = { columns->n, columns->basket, columns->item, kam_dict_size(columns->baskets),
                                   kam_dict_size(columns->items) };
    const KamItemsetOptions itemset_options = { options->support, (size_t)options->max_items, MAX_ITEMSETS };
    KamItemsets *itemsets = NULL;
    KamCalcStatus status = kam_itemsets_new(&lines, &itemset_options, &itemsets);

    if (status == KAM_CALC_NO_MEMORY)
        g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE,
                    "at support %g there are more than %d itemsets; take a larger --support or a smaller --max-items",
                    options->support, MAX_ITEMSETS);
    else if (status != KAM_CALC_OK)
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "no itemsets: %s", kam_calc_status_text(status));
    return itemsets;
}

static KamRule *
find_rules(const KamItemsets *itemsets, const Options *options, gsize *n, GError **error)
{
    const KamRuleOptions rule_options = { options->confidence, (size_t)options->min_items };
    KamRule *rule = NULL;

    if (kam_rules_count(itemsets, &rule_options, n) == KAM_CALC_OK)
        rule = g_try_new(KamRule, *n + 1);
    if (rule != NULL && kam_rules_list(itemsets, &rule_options, rule) == KAM_CALC_OK)
        return rule;
    g_free(rule);
    g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE,
                "%" G_GSIZE_FORMAT " rules do not fit into memory; take a larger --support or --confidence", *n);
    return NULL;
}

static void
print_summary(KamCalcPrint *print, const Columns *columns, const Options *options, const KamItemsets *itemsets,
              gsize n_rules)
{
    kam_calc_print_count(print, "baskets", "baskets", kam_dict_size(columns->baskets));
    kam_calc_print_count(print, "items", "items", kam_dict_size(columns->items));
    kam_calc_print_count(print, "rows_without_basket", "rows left out: they name no basket", columns->without_basket);
    kam_calc_print_number(print, "support", "least support", options->support);
    kam_calc_print_number(print, "confidence", "least confidence", options->confidence);
    kam_calc_print_object_begin(print, "itemsets", "Frequent itemsets");
    kam_calc_print_count(print, "count", "itemsets", kam_itemsets_count(itemsets));
    kam_calc_print_count(print, "max_items", "longest looked for (0: any)", (guint64)options->max_items);
    kam_calc_print_table_begin(print, "by_size");
    for (size_t size = 1; size <= kam_itemsets_largest(itemsets); size++) {
        kam_calc_print_row_begin(print);
        kam_calc_print_cell_count(print, "items", size);
        kam_calc_print_cell_count(print, "count", kam_itemsets_count_of_size(itemsets, size));
        kam_calc_print_row_end(print);
    }
    kam_calc_print_table_end(print);
    kam_calc_print_object_end(print);
    kam_calc_print_heading(print, "Rules");
    kam_calc_print_count(print, "min_items", "least items of a rule, both sides", (guint64)options->min_items);
    kam_calc_print_count(print, "rules_count", "rules", n_rules);
}

/* What text has no room for. */
static void
print_more(KamCalcPrint *print, const KamRule *rule, const KamRuleMeasure *measure)
{
    kam_calc_print_cell_number(print, "confidence_low", measure->confidence_low);
    kam_calc_print_cell_number(print, "confidence_high", measure->confidence_high);
    kam_calc_print_cell_number(print, "leverage", measure->leverage);
    kam_calc_print_cell_value(print, "conviction", measure->conviction);
    kam_calc_print_cell_count(print, "antecedent_count", rule->antecedent_count);
    kam_calc_print_cell_count(print, "consequent_count", rule->consequent_count);
}

static void
print_rule(KamCalcPrint *print, const Columns *columns, const KamItemsets *itemsets, const KamRule *rule,
           guint32 item[], const char *left[])
{
    size_t n = kam_rule_antecedent(itemsets, rule, item);
    KamRuleMeasure measure;

    for (size_t i = 0; i < n; i++)
        left[i] = kam_dict_key(columns->items, item[i], NULL);
    left[n] = NULL;
    kam_rule_measure(rule->count, rule->antecedent_count, rule->consequent_count, kam_itemsets_baskets(itemsets),
                     &measure);
    kam_calc_print_row_begin(print);
    kam_calc_print_cell_texts(print, "antecedent", left);
    kam_calc_print_cell_text(print, "consequent", kam_dict_key(columns->items, rule->consequent, NULL));
    kam_calc_print_cell_number(print, "support", measure.support);
    kam_calc_print_cell_number(print, "confidence", measure.confidence);
    kam_calc_print_cell_number(print, "lift", measure.lift);
    kam_calc_print_cell_value(print, "lift_low", measure.lift_low);
    kam_calc_print_cell_value(print, "lift_high", measure.lift_high);
    kam_calc_print_cell_count(print, "count", rule->count);
    if (print->as_json)
        print_more(print, rule, &measure);
    kam_calc_print_row_end(print);
}

static void
print_rules(KamCalcPrint *print, const Columns *columns, const KamItemsets *itemsets, const KamRule rule[], gsize n)
{
    g_autofree guint32 *item = g_new(guint32, kam_itemsets_largest(itemsets) + 1);
    g_autofree const char **left = g_new(const char *, kam_itemsets_largest(itemsets) + 1);

    kam_calc_print_table_begin(print, "rules");
    for (gsize i = 0; i < n; i++)
        print_rule(print, columns, itemsets, &rule[i], item, left);
    kam_calc_print_table_end(print);
}

static gsize
count_shown(const Options *options, gsize n)
{
    if (options->limit == NO_LIMIT)
        return options->json ? n : MIN(n, TEXT_LIMIT);
    return options->limit == 0 ? n : MIN(n, (gsize)options->limit);
}

static int
calculate(const char *path, const Options *options, GError **error)
{
    g_autoptr(KamCalcTable) table = kam_calc_table_read(path, error);
    g_auto(Columns) columns = { 0 };
    g_autofree KamRule *rule = NULL;
    KamItemsets *itemsets;
    KamCalcPrint print;
    gsize n;

    if (table == NULL || !columns_read(&columns, table, options, error))
        return -1;
    itemsets = find_itemsets(&columns, options, error);
    if (itemsets == NULL)
        return -1;
    rule = find_rules(itemsets, options, &n, error);
    if (rule != NULL) {
        kam_calc_print_begin(&print, options->json, "baskets", "Baskets");
        print_summary(&print, &columns, options, itemsets, n);
        print_rules(&print, &columns, itemsets, rule, count_shown(options, n));
        kam_calc_print_end(&print);
    }
    kam_itemsets_free(itemsets);
    return rule != NULL ? KAM_EXIT_DONE : -1;
}

static gboolean
check_options(const Options *options, GError **error)
{
    if (!(options->support > 0 && options->support <= 1))
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--support '%g' is outside 0..1; 0.01 is 1 %% of the baskets",
                    options->support);
    else if (!(options->confidence >= 0 && options->confidence <= 1))
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--confidence '%g' is outside 0..1", options->confidence);
    else if (options->min_items < 1)
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--min-items '%d' is below 1", options->min_items);
    else if (options->max_items < 0)
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--max-items '%d' is below 0", options->max_items);
    else if (options->limit < NO_LIMIT)
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--limit '%d' is below 0", options->limit);
    else
        return TRUE;
    return FALSE;
}

static int
baskets_run(int argc, char **argv, GError **error)
{
    Options options = {
        .support = 0.01, .confidence = 0.5, .min_items = 2, .max_items = USUAL_MAX_ITEMS, .limit = NO_LIMIT
    };
    g_autofree char *basket = NULL;
    g_autofree char *item = NULL;
    const GOptionEntry entries[] = {
        { "support", 0, 0, G_OPTION_ARG_DOUBLE, &options.support, "least share of all baskets; 0.01", "SHARE" },
        { "confidence", 0, 0, G_OPTION_ARG_DOUBLE, &options.confidence,
          "least share of the left side's baskets that hold the right side; 0.5", "SHARE" },
        { "min-items", 0, 0, G_OPTION_ARG_INT, &options.min_items, "least items of a rule, both sides together; 2",
          "N" },
        { "max-items", 0, 0, G_OPTION_ARG_INT, &options.max_items, "longest itemsets looked for; 10, 0 for any", "N" },
        { "limit", 'n', 0, G_OPTION_ARG_INT, &options.limit, "list at most N rules, 0 for all; 20 in text, all in JSON",
          "N" },
        { "basket", 0, 0, G_OPTION_ARG_STRING, &basket, "the column that names the basket", "NAME" },
        { "item", 0, 0, G_OPTION_ARG_STRING, &item, "the column that names the item", "NAME" },
        { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, "print JSON", NULL },
        { 0 },
    };
    const char *path;

    if (!kam_verb_parse(&kam_calc_baskets, entries, &argc, &argv, error) || !check_options(&options, error))
        return -1;
    options.basket = basket;
    options.item = item;
    path = kam_calc_file_argument(&kam_calc_baskets, argc, argv, error);
    return path != NULL ? calculate(path, &options, error) : -1;
}

const KamVerb kam_calc_baskets = {
    .name = "calc baskets",
    .arguments = "FILE",
    .summary = "what is bought together: frequent itemsets and association rules",
    .help =
        "FILE has a row for each item in a basket: the columns basket,item in any order (invoice, order, customer and\n"
        "product, stock_code and the like are known, too), or just two columns. It may be packed (.gz, .zst, .zip).\n"
        "Rules come by descending lift; lift_low and lift_high bound it with 95 %.\n\n"
        "Example, where milk and diapers bring beer in 2 of 3 baskets:\n"
        "  printf 'basket,item\\n1,bread\\n1,milk\\n2,bread\\n2,diapers\\n2,beer\\n3,milk\\n3,diapers\\n3,beer\\n4,bread\\n4,milk\\n"
        "4,diapers\\n4,beer\\n5,bread\\n5,milk\\n5,diapers\\n' |\n"
        "    kamen calc baskets --support 0.4 --confidence 0.6 --min-items 3 -",
    .run = baskets_run,
};
