/* Sales by product category, where the data names categories. */
#include "service/report/parts.h"

#include <stdlib.h>

#include "service/report/basis.h"

/* Number of each product's category; the last one stands for products without. */
static guint32 *
number_categories(KamReport *report)
{
    const KamFacts *facts = report->facts;
    g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);
    guint32 *of_product = g_new(guint32, facts->products->len + 1);
    KamReportCategory none = { 0 };

    for (guint p = 0; p < facts->products->len; p++) {
        const char *name = g_array_index(facts->products, KamFactProduct, p).category;
        gpointer known;

        of_product[p] = KAM_NO_INDEX;
        if (name == NULL || *name == '\0')
            continue;
        if (!g_hash_table_lookup_extended(numbers, name, NULL, &known)) {
            KamReportCategory category = { .name = name };

            known = GUINT_TO_POINTER(report->categories->len);
            g_hash_table_insert(numbers, (gpointer)(guintptr)name, known);
            g_array_append_val(report->categories, category);
        }
        of_product[p] = GPOINTER_TO_UINT(known);
        g_array_index(report->categories, KamReportCategory, of_product[p]).products++;
    }
    if (report->categories->len > 0)
        g_array_append_val(report->categories, none);
    return of_product;
}

static void
add_line(KamReport *report, const guint32 *of_product, gsize line)
{
    const KamFacts *facts = report->facts;
    guint32 product = facts->product[line];
    guint32 number = product == KAM_NO_INDEX ? KAM_NO_INDEX : of_product[product];
    KamReportCategory *category;

    if (number == KAM_NO_INDEX)
        number = report->categories->len - 1;
    category = &g_array_index(report->categories, KamReportCategory, number);
    category->net_micro += facts->net_micro[line];
    if (facts->flags[line] & KAM_FACT_NO_COST)
        return;
    category->costed_net_micro += facts->net_micro[line];
    category->cost_micro += facts->cost_micro[line];
}

static int
compare_net(gconstpointer a, gconstpointer b)
{
    gint64 x = ((const KamReportCategory *)a)->net_micro, y = ((const KamReportCategory *)b)->net_micro;

    return (x < y) - (x > y);
}

void
kam_report_fill_categories(KamReport *report)
{
    g_autofree guint32 *of_product = number_categories(report);
    KamReportCategory *none;

    if (report->categories->len == 0)
        return;
    for (gsize i = 0; i < report->facts->n; i++)
        if (line_is_in_basis(report, i))
            add_line(report, of_product, i);
    none = &g_array_index(report->categories, KamReportCategory, report->categories->len - 1);
    if (none->net_micro == 0 && none->costed_net_micro == 0)
        g_array_set_size(report->categories, report->categories->len - 1);
    g_array_sort(report->categories, compare_net);
}
