/* The accounts and how they buy as a table for a spreadsheet. */
#include "service/analysis/behaviour.h"

#include <math.h>

#include "service/analysis/csv_row.h"

static void
put_row(const KamBehaviourAnalysis *analysis, guint32 index, KamCsvRow *row)
{
    const KamFactAccount *account = &g_array_index(analysis->scope.facts->accounts, KamFactAccount, index);
    const KamBehaviour *b = &analysis->account[index];
    KamRfm rfm = analysis->rfm[index];

    kam_csv_row_text(row, account->number);
    kam_csv_row_text(row, account->name);
    kam_csv_row_int(row, rfm.recency);
    kam_csv_row_int(row, rfm.frequency);
    kam_csv_row_int(row, rfm.monetary);
    kam_csv_row_day(row, b->first_day);
    kam_csv_row_day(row, b->last_day);
    kam_csv_row_int(row, b->recency_days);
    kam_csv_row_int(row, b->documents);
    kam_csv_row_money(row, (gint64)llround(b->sales));
    kam_csv_row_money(row, (gint64)llround(b->sales) - (gint64)llround(b->credits));
    kam_csv_row_int(row, b->tenure_days);
    kam_csv_row_value(row, b->growth);
    kam_csv_row_value(row, b->gap_mean_days);
    kam_csv_row_value(row, b->gap_median_days);
    kam_csv_row_int(row, b->longest_gap_days);
    kam_csv_row_value(row, b->gap_variation);
    kam_csv_row_value(row, b->silence);
    kam_csv_row_int(row, b->products);
    kam_csv_row_value(row, b->credit_share);
    kam_csv_row_end(row);
}

GString *
kam_behaviour_analysis_to_csv(const KamBehaviourAnalysis *analysis, guint limit)
{
    static const char *const titles[] = { "number",
                                          "name",
                                          "r",
                                          "f",
                                          "m",
                                          "first_purchase",
                                          "last_purchase",
                                          "recency_days",
                                          "frequency",
                                          "monetary",
                                          "net",
                                          "tenure_days",
                                          "growth",
                                          "gap_mean_days",
                                          "gap_median_days",
                                          "longest_gap_days",
                                          "gap_variation",
                                          "silence",
                                          "products",
                                          "credit_share",
                                          NULL };
    guint shown = limit == 0 ? analysis->n : MIN(analysis->n, limit);
    KamCsvRow row = { .out = g_string_new(NULL) };

    kam_csv_row_titles(&row, titles);
    for (guint i = 0; i < shown; i++)
        put_row(analysis, analysis->order[i], &row);
    return row.out;
}
