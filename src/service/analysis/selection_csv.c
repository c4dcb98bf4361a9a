/* The selection as a table for a spreadsheet. */
#include "service/analysis/selection.h"

#include <math.h>

#include "service/analysis/csv_row.h"

static void
put_figure(KamCsvRow *row, KamSelectCriterion criterion, const KamSelectFigure *figure)
{
    if (!figure->is_known)
        kam_csv_row_text(row, NULL);
    else if (criterion == KAM_SELECT_VOLUME || criterion == KAM_SELECT_PROFIT)
        kam_csv_row_money(row, (gint64)llround(figure->figure));
    else
        kam_csv_row_number(row, figure->figure);
    kam_csv_row_number(row, figure->contribution);
}

static void
put_row(const KamSelectionAnalysis *analysis, const KamSelectAccount *chosen, KamCsvRow *row)
{
    const KamFactAccount *account =
        &g_array_index(analysis->behaviour->scope.facts->accounts, KamFactAccount, chosen->account);

    kam_csv_row_int(row, chosen->rank);
    kam_csv_row_text(row, account->number);
    kam_csv_row_text(row, account->name);
    kam_csv_row_number(row, chosen->score);
    kam_csv_row_number(row, chosen->in_top.value);
    for (guint c = 0; c < KAM_SELECT_N; c++)
        put_figure(row, c, &chosen->figure[c]);
    kam_csv_row_end(row);
}

GString *
kam_selection_analysis_to_csv(const KamSelectionAnalysis *analysis, guint limit)
{
    static const char *const titles[] = { "rank",
                                          "number",
                                          "name",
                                          "score",
                                          "in_top",
                                          "volume",
                                          "volume_contribution",
                                          "profit",
                                          "profit_contribution",
                                          "growth",
                                          "growth_contribution",
                                          "predictability",
                                          "predictability_contribution",
                                          "breadth",
                                          "breadth_contribution",
                                          NULL };
    KamCsvRow row = { .out = g_string_new(NULL) };
    guint shown = limit == 0 ? analysis->n : MIN(analysis->n, limit);

    kam_csv_row_titles(&row, titles);
    for (guint i = 0; i < shown; i++)
        put_row(analysis, &analysis->account[i], &row);
    return row.out;
}
