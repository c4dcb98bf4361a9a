/* The holders or the slices of a concentration as a table for a spreadsheet. */
#include "service/analysis/concentration.h"

#include <math.h>

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

/* Figures of a spread; empty cells when nothing is above 0. */
static void
put_spread(const KamSpread *spread, KamCsvRow *row)
{
    const KamConcentration *f = &spread->figures;
    double nothing = (double)NAN;

    kam_csv_row_int(row, spread->is_known ? (gint64)f->n : 0);
    kam_csv_row_number(row, spread->is_known ? f->hhi : nothing);
    kam_csv_row_number(row, spread->is_known ? f->gini : nothing);
    kam_csv_row_number(row, spread->is_known ? (double)f->count_for_80 / (double)f->n : nothing);
    kam_csv_row_number(row, spread->is_known ? f->top_1 : nothing);
    kam_csv_row_number(row, spread->is_known ? f->top_10 : nothing);
}

static void
put_slice(const KamConcentrationAnalysis *analysis, const KamConcentrationSlice *slice, KamCsvRow *row)
{
    const KamHolderTallyFigures *figures = &slice->figures;
    const KamHolder *largest =
        figures->largest == KAM_NO_INDEX ? NULL : &g_array_index(analysis->holders.list, KamHolder, figures->largest);

    kam_csv_row_text(
        row, slice->key == KAM_NO_INDEX ? NULL : g_array_index(analysis->slicers.list, KamHolder, slice->key).name);
    kam_csv_row_money(row, figures->net_micro);
    kam_csv_row_int(row, (gint64)figures->lines);
    put_spread(&figures->spread, row);
    kam_csv_row_text(row, largest != NULL ? largest->number : NULL);
    kam_csv_row_text(row, largest != NULL ? largest->name : NULL);
    if (figures->has_profit)
        kam_csv_row_money(row, figures->margin_micro);
    else
        kam_csv_row_text(row, NULL);
    kam_csv_row_number(row, figures->has_profit && figures->gains.is_known ? figures->gains.figures.hhi : (double)NAN);
    kam_csv_row_end(row);
}

static GString *
write_slices(const KamConcentrationAnalysis *analysis, guint limit)
{
    static const char *const titles[] = { "slice",
                                          "net",
                                          "lines",
                                          "holders",
                                          "hhi",
                                          "gini",
                                          "share_of_holders_for_80",
                                          "share_of_top_1",
                                          "share_of_top_10",
                                          "largest_number",
                                          "largest_name",
                                          "margin",
                                          "gains_hhi",
                                          NULL };
    guint shown = limit == 0 ? analysis->slices->len : MIN(analysis->slices->len, limit);
    KamCsvRow row = { .out = g_string_new(NULL) };

    kam_csv_row_titles(&row, titles);
    for (guint i = 0; i < shown; i++)
        put_slice(analysis, &g_array_index(analysis->slices, KamConcentrationSlice, i), &row);
    return row.out;
}

GString *
kam_concentration_analysis_to_csv(const KamConcentrationAnalysis *analysis, guint limit)
{
    static const char *const titles[] = { "number",           "name",  "net",    "rank",  "share",
                                          "cumulative_share", "class", "margin", "lines", NULL };
    guint shown = limit == 0 ? analysis->sums->len : MIN(analysis->sums->len, limit);
    KamCsvRow row = { 0 };

    if (analysis->slices != NULL)
        return write_slices(analysis, limit);
    row.out = g_string_new(NULL);
    kam_csv_row_titles(&row, titles);
    for (guint i = 0; i < shown; i++)
        put_row(analysis, &g_array_index(analysis->sums, KamHolderSum, i), &row);
    return row.out;
}
