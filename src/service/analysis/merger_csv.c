/* The cost of one price for both as a table for a spreadsheet: a row for each article. */
#include "service/analysis/csv_row.h"
#include "service/analysis/merger.h"

static void
put_row(const KamMergerAnalysis *analysis, const KamMergerPrice *price, KamCsvRow *row)
{
    const KamFactProduct *product =
        &g_array_index(analysis->scope.facts->products, KamFactProduct, price->article->product);

    kam_csv_row_text(row, product->number);
    kam_csv_row_text(row, product->name);
    kam_csv_row_text(row, product->category);
    for (guint side = 0; side < 2; side++) {
        const KamPairPurchase *purchase = &price->article->side[side];

        kam_csv_row_number(row, (double)purchase->quantity_micro / 1e6);
        kam_csv_row_number(row, kam_pair_price(purchase));
        kam_csv_row_money(row, purchase->net_micro);
    }
    kam_csv_row_text(row, price->better < 0 ? "same" : price->better == 0 ? "buyer" : "target");
    kam_csv_row_money(row, price->cost_micro);
    kam_csv_row_end(row);
}

GString *
kam_merger_analysis_to_csv(const KamMergerAnalysis *analysis, guint limit)
{
    static const char *const titles[] = { "number",          "name",         "category",
                                          "buyer_quantity",  "buyer_price",  "buyer_net",
                                          "target_quantity", "target_price", "target_net",
                                          "better",          "cost",         NULL };
    guint shown = limit == 0 ? analysis->prices->len : MIN(analysis->prices->len, limit);
    KamCsvRow row = { .out = g_string_new(NULL) };

    kam_csv_row_titles(&row, titles);
    for (guint i = 0; i < shown; i++)
        put_row(analysis, &g_array_index(analysis->prices, KamMergerPrice, i), &row);
    return row.out;
}
