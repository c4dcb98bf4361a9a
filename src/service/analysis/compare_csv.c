/* The prices that two companies pay as a table for a spreadsheet: a row for each article that both buy. */
#include "service/analysis/compare.h"
#include "service/analysis/csv_row.h"

static void
put_row(const KamCompareAnalysis *analysis, const KamPairArticle *article, KamCsvRow *row)
{
    const KamFactProduct *product = &g_array_index(analysis->scope.facts->products, KamFactProduct, article->product);

    kam_csv_row_text(row, product->number);
    kam_csv_row_text(row, product->name);
    kam_csv_row_text(row, product->category);
    for (guint side = 0; side < 2; side++) {
        kam_csv_row_number(row, (double)article->side[side].quantity_micro / 1e6);
        kam_csv_row_number(row, kam_pair_price(&article->side[side]));
        kam_csv_row_money(row, article->side[side].net_micro);
    }
    kam_csv_row_number(row, kam_pair_price(&article->side[1]) / kam_pair_price(&article->side[0]) - 1);
    kam_csv_row_end(row);
}

GString *
kam_compare_analysis_to_csv(const KamCompareAnalysis *analysis, guint limit)
{
    static const char *const titles[] = { "number",  "name",           "category",    "one_quantity", "one_price",
                                          "one_net", "other_quantity", "other_price", "other_net",    "difference",
                                          NULL };
    guint shown = limit == 0 ? analysis->pair.both->len : MIN(analysis->pair.both->len, limit);
    KamCsvRow row = { .out = g_string_new(NULL) };

    kam_csv_row_titles(&row, titles);
    for (guint i = 0; i < shown; i++)
        put_row(analysis, &g_array_index(analysis->pair.both, KamPairArticle, i), &row);
    return row.out;
}
