/* Itemsets and rules of public data: the counts that the literature and the R package arules give. */
#include <string.h>

#include <glib.h>
#include <kamen/baskets.h>

#include "data.h"

typedef struct {
    KamBasketLines lines;
    GArray *basket, *item;
    Totals *baskets, *items;
} Table;

static void
table_clear(Table *table)
{
    g_clear_pointer(&table->basket, g_array_unref);
    g_clear_pointer(&table->item, g_array_unref);
    totals_free(table->baskets);
    totals_free(table->items);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Table, table_clear)

static void
table_init(Table *table)
{
    *table = (Table) { .basket = g_array_new(FALSE, FALSE, sizeof(guint32)),
                       .item = g_array_new(FALSE, FALSE, sizeof(guint32)),
                       .baskets = totals_new(),
                       .items = totals_new() };
}

static void
table_add(Table *table, const char *basket, const char *item)
{
    guint32 b = totals_add(table->baskets, basket, 1), i = totals_add(table->items, item, 1);

    g_array_append_val(table->basket, b);
    g_array_append_val(table->item, i);
}

static void
table_finish(Table *table)
{
    table->lines = (KamBasketLines) { table->basket->len, (const uint32_t *)(void *)table->basket->data,
                                      (const uint32_t *)(void *)table->item->data, totals_size(table->baskets),
                                      totals_size(table->items) };
}

static gboolean
read_groceries(Table *table)
{
    g_autoptr(Data) data = data_read("baskets/groceries.csv.gz");

    if (data == NULL)
        return FALSE;
    table_init(table);
    for (guint row = 0; row < data_rows(data); row++)
        table_add(table, data_text(data, row, 0), data_text(data, row, 1));
    table_finish(table);
    return TRUE;
}

/* The sales of a customer: quantity and price above 0, no cancellation. Read once, for the file is long. */
static gboolean
read_retail(Table *invoices, Table *accounts)
{
    g_autoptr(Data) data = data_read("online_retail/online_retail_2009_2010.csv.gz");
    guint customer;

    if (data == NULL)
        return FALSE;
    customer = data_column(data, "Customer ID");
    table_init(invoices);
    table_init(accounts);
    for (guint row = 0; row < data_rows(data); row++) {
        if (*data_text(data, row, customer) == '\0' || *data_text(data, row, 0) == 'C' ||
            data_number(data, row, 3) <= 0 || data_number(data, row, 5) <= 0)
            continue;
        table_add(invoices, data_text(data, row, 0), data_text(data, row, 1));
        table_add(accounts, data_text(data, row, customer), data_text(data, row, 1));
    }
    table_finish(invoices);
    table_finish(accounts);
    return TRUE;
}

static const char *
item_name(const Table *table, guint32 item)
{
    return g_ptr_array_index(table->items->keys, item);
}

typedef struct {
    double support, confidence;
    size_t max_items;
    size_t rules, itemsets; /* expected; itemsets 0: not known */
    double best_lift;       /* of the first rule; 0: not known */
    const char *best;       /* what it says */
} Case;

static void
check(const Table *table, const Case *expected)
{
    const KamItemsetOptions options = { expected->support, expected->max_items, 0 };
    const KamRuleOptions rule_options = { expected->confidence, 2 };
    KamItemsets *itemsets;
    g_autofree KamRule *rule = NULL;
    size_t n;

    g_assert_cmpint(kam_itemsets_new(&table->lines, &options, &itemsets), ==, KAM_CALC_OK);
    g_assert_cmpint(kam_rules_count(itemsets, &rule_options, &n), ==, KAM_CALC_OK);
    g_assert_cmpuint(n, ==, expected->rules);
    if (expected->itemsets > 0)
        g_assert_cmpuint(kam_itemsets_count(itemsets), ==, expected->itemsets);
    rule = g_new(KamRule, n);
    g_assert_cmpint(kam_rules_list(itemsets, &rule_options, rule), ==, KAM_CALC_OK);
    if (expected->best_lift > 0) {
        guint32 left[32];
        g_autoptr(GString) text = g_string_new(NULL);
        KamRuleMeasure m;
        size_t size = kam_rule_antecedent(itemsets, &rule[0], left);

        for (size_t i = 0; i < size; i++)
            g_string_append_printf(text, "%s%s", i > 0 ? "+" : "", item_name(table, left[i]));
        g_string_append_printf(text, ">%s %u", item_name(table, rule[0].consequent), rule[0].count);
        g_assert_cmpint(kam_rule_measure(rule[0].count, rule[0].antecedent_count, rule[0].consequent_count,
                                         table->lines.n_baskets, &m),
                        ==, KAM_CALC_OK);
        assert_near(m.lift, expected->best_lift, 5e-7);
        g_assert_cmpstr(text->str, ==, expected->best);
    }
    kam_itemsets_free(itemsets);
}

static void
test_groceries__counts_of_the_literature(void)
{
    const Case cases[] = {
        { 0.001, 0.8, 0, 410, 0, 11.235269, "red/blush wine+liquor>bottled beer 19" },
        { 0.001, 0.5, 0, 5668, 0, 18.995654, "soda+Instant food products>hamburger meat 12" },
        { 0.006, 0.25, 0, 463, 747, 3.956477, "herbs>root vegetables 69" },
        { 0.01, 0.5, 0, 15, 333, 0, NULL },
    };
    g_auto(Table) table = { 0 };

    if (!read_groceries(&table))
        return;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        check(&table, &cases[i]);
}

/* 410 rules have 3, 4, 5, 6 items: 29 + 229 + 140 + 12, as the arules papers print. */
static void
test_groceries__lengths_of_the_rules(void)
{
    const KamItemsetOptions options = { 0.001, 0, 0 };
    const KamRuleOptions rule_options = { 0.8, 2 };
    g_auto(Table) table = { 0 };
    g_autofree KamRule *rule = NULL;
    KamItemsets *itemsets;
    size_t n, of_length[8] = { 0 };
    guint32 left[32];

    if (!read_groceries(&table))
        return;
    g_assert_cmpint(kam_itemsets_new(&table.lines, &options, &itemsets), ==, KAM_CALC_OK);
    g_assert_cmpint(kam_rules_count(itemsets, &rule_options, &n), ==, KAM_CALC_OK);
    rule = g_new(KamRule, n);
    g_assert_cmpint(kam_rules_list(itemsets, &rule_options, rule), ==, KAM_CALC_OK);
    for (size_t i = 0; i < n; i++)
        of_length[1 + kam_rule_antecedent(itemsets, &rule[i], left)]++;
    g_assert_cmpuint(of_length[3], ==, 29);
    g_assert_cmpuint(of_length[4], ==, 229);
    g_assert_cmpuint(of_length[5], ==, 140);
    g_assert_cmpuint(of_length[6], ==, 12);
    kam_itemsets_free(itemsets);
}

/* Invoices as baskets, and what the accounts bought over the year, in pairs. */
static void
test_retail__invoices_and_accounts(void)
{
    const Case cases[] = {
        { 0.02, 0.3, 0, 55, 0, 0, NULL },
        { 0.01, 0.3, 0, 544, 961, 72.68285168, "22520>22521 194" },
        { 0.005, 0.3, 0, 3081, 0, 0, NULL },
        { 0.01, 0.5, 0, 242, 961, 72.68285168, "22520>22521 194" },
    };
    const Case pairs = { 0.05, 0.4, 2, 157, 0, 11.71023152, "21124>21122 240" };
    g_auto(Table) invoices = { 0 }, accounts = { 0 };

    if (!read_retail(&invoices, &accounts))
        return;
    g_assert_cmpuint(invoices.lines.n_baskets, ==, 19213);
    g_assert_cmpuint(invoices.lines.n_items, ==, 4017);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        check(&invoices, &cases[i]);
    g_assert_cmpuint(accounts.lines.n_baskets, ==, 4312);
    check(&accounts, &pairs);
}

#define ADD(name) g_test_add_func("/baskets_data/" #name, test_##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(groceries__counts_of_the_literature);
    ADD(groceries__lengths_of_the_rules);
    ADD(retail__invoices_and_accounts);
    return g_test_run();
}
