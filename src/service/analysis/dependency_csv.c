/* Dependency as a table for a spreadsheet: a row for each of the largest. */
#include "service/analysis/csv_row.h"
#include "service/analysis/dependency.h"

static void
put_contribution(const KamDependencyAnalysis *analysis, const KamDependencyHolder *row, KamCsvRow *out)
{
    if (row->has_profit)
        kam_csv_row_money(out, row->contribution_micro);
    else
        kam_csv_row_text(out, NULL);
    if (analysis->has_profit)
        kam_csv_row_money(out, row->after.contribution_micro);
    else
        kam_csv_row_text(out, NULL);
    kam_csv_row_number(out, kam_dependency_cover(analysis, &row->after));
}

static void
put_estimate(KamRiskEstimate estimate, KamCsvRow *out)
{
    kam_csv_row_number(out, estimate.value);
    kam_csv_row_number(out, estimate.lower);
    kam_csv_row_number(out, estimate.upper);
}

static void
put_row(const KamDependencyAnalysis *analysis, const KamDependencyHolder *row, KamCsvRow *out)
{
    const KamHolder *holder = &g_array_index(analysis->holders.list, KamHolder, row->holder);
    KamRiskEstimate chance = kam_dependency_probability(analysis, row), loss = kam_dependency_net_loss(analysis, row);

    kam_csv_row_text(out, holder->number);
    kam_csv_row_text(out, holder->name);
    kam_csv_row_int(out, row->rank);
    kam_csv_row_money(out, row->net_micro);
    kam_csv_row_number(out, row->share);
    put_estimate(chance, out);
    put_estimate(loss, out);
    kam_csv_row_money(out, row->after.net_micro);
    kam_csv_row_number(out, row->after.hhi);
    put_contribution(analysis, row, out);
    kam_csv_row_end(out);
}

GString *
kam_dependency_analysis_to_csv(const KamDependencyAnalysis *analysis, guint limit)
{
    static const char *const titles[] = { "number",
                                          "name",
                                          "rank",
                                          "net",
                                          "share",
                                          "probability_of_loss",
                                          "probability_of_loss_lower",
                                          "probability_of_loss_upper",
                                          "expected_loss",
                                          "expected_loss_lower",
                                          "expected_loss_upper",
                                          "net_after",
                                          "hhi_after",
                                          "contribution",
                                          "contribution_after",
                                          "cover_after",
                                          NULL };
    guint shown = limit == 0 ? analysis->list->len : MIN(analysis->list->len, limit);
    KamCsvRow row = { .out = g_string_new(NULL) };

    kam_csv_row_titles(&row, titles);
    for (guint i = 0; i < shown; i++)
        put_row(analysis, &g_array_index(analysis->list, KamDependencyHolder, i), &row);
    return row.out;
}
