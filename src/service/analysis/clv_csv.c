/* Lifetime values as a table for a spreadsheet. */
#include "service/analysis/clv.h"

#include <math.h>

#include "service/analysis/csv_row.h"

static void
put_money(KamCsvRow *row, double amount)
{
    if (isfinite(amount))
        kam_csv_row_money(row, (gint64)llround(amount * 1e6));
    else
        kam_csv_row_text(row, NULL);
}

static void
put_row(const KamClvAnalysis *analysis, guint32 index, KamCsvRow *row)
{
    const KamFactAccount *account = &g_array_index(analysis->scope.facts->accounts, KamFactAccount, index);
    const KamAccountValue *v = &analysis->values->list[index];

    kam_csv_row_text(row, account->number);
    kam_csv_row_text(row, account->name);
    kam_csv_row_number(row, v->past.history.x);
    kam_csv_row_number(row, v->past.history.t_x);
    kam_csv_row_number(row, v->past.history.T);
    kam_csv_row_number(row, v->future.p_alive);
    kam_csv_row_number(row, v->future.expected);
    kam_csv_row_number(row, v->future.lower);
    kam_csv_row_number(row, v->future.upper);
    put_money(row, v->future.mean_spend.status == KAM_CALC_OK ? v->future.mean_spend.value : NAN);
    put_money(row, v->value);
    put_money(row, v->value_lower);
    put_money(row, v->value_upper);
    kam_csv_row_text(row, v->worth == KAM_WORTH_PROFIT ? "profit" : "revenue");
    kam_csv_row_text(row, v->is_from_forecast ? "forecast" : "model");
    kam_csv_row_end(row);
}

GString *
kam_clv_analysis_to_csv(const KamClvAnalysis *analysis, guint limit)
{
    static const char *const titles[] = {
        "number",
        "name",
        "x",
        "t_x",
        "T",
        "p_alive",
        "expected",
        "expected_lower",
        "expected_upper",
        "mean_spend",
        "value",
        "value_lower",
        "value_upper",
        "value_of",
        "valued_by",
        NULL,
    };
    guint shown = limit == 0 ? analysis->n : MIN(analysis->n, limit);
    KamCsvRow row = { .out = g_string_new(NULL) };

    kam_csv_row_titles(&row, titles);
    for (guint i = 0; i < shown; i++)
        put_row(analysis, analysis->order[i], &row);
    return row.out;
}
