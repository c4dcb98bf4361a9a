/* The holders of a concentration as a table for a spreadsheet. */
#include "service/analysis/concentration.h"

#include "service/analysis/csv_row.h"

static void
put_row(const KamConcentrationAnalysis *analysis, const KamHolderSum *sum, KamCsvRow *row)
{
    const KamHolder *holder = kam_concentration_analysis_holder(analysis, sum);
    char class_name[] = { sum->class_letter == '-' ? '\0' : sum->class_letter, '\0' };

    kam_csv_row_text(row, holder->number);
    kam_csv_row_text(row, holder->name);
    kam_csv_row_money(row, sum->net_micro);
    if (sum->rank > 0) {
        kam_csv_row_int(row, sum->rank);
        kam_csv_row_number(row, sum->share);
        kam_csv_row_number(row, sum->cumulative);
    } else {
        for (guint i = 0; i < 3; i++)
            kam_csv_row_text(row, NULL);
    }
    kam_csv_row_text(row, class_name);
    if (sum->costed_lines > 0)
        kam_csv_row_money(row, kam_holder_sum_margin(sum));
    else
        kam_csv_row_text(row, NULL);
    kam_csv_row_int(row, sum->lines);
    kam_csv_row_end(row);
}

GString *
kam_concentration_analysis_to_csv(const KamConcentrationAnalysis *analysis, guint limit)
{
    static const char *const titles[] = { "number",           "name",  "net",    "rank",  "share",
                                          "cumulative_share", "class", "margin", "lines", NULL };
    guint shown = limit == 0 ? analysis->sums->len : MIN(analysis->sums->len, limit);
    KamCsvRow row = { .out = g_string_new(NULL) };

    kam_csv_row_titles(&row, titles);
    for (guint i = 0; i < shown; i++)
        put_row(analysis, &g_array_index(analysis->sums, KamHolderSum, i), &row);
    return row.out;
}
