/* The accounts and their next quarter as a table for a spreadsheet. */
#include "service/analysis/forecast.h"

#include <math.h>

#include "service/analysis/csv_row.h"

static void
put_money(KamCsvRow *row, gboolean known, double amount)
{
    if (known && isfinite(amount))
        kam_csv_row_money(row, (gint64)llround(amount * 1e6));
    else
        kam_csv_row_text(row, NULL);
}

static void
put_row(const KamForecastAnalysis *analysis, const KamAccountForecast *f, KamCsvRow *row)
{
    const KamFactAccount *account = &g_array_index(analysis->scope.facts->accounts, KamFactAccount, f->account);
    gboolean known = f->status == KAM_CALC_OK;

    kam_csv_row_text(row, account->number);
    kam_csv_row_text(row, account->name);
    kam_csv_row_int(row, f->n);
    put_money(row, known, f->total);
    put_money(row, known, f->total_lower);
    put_money(row, known, f->total_upper);
    put_money(row, TRUE, f->before);
    put_money(row, TRUE, f->year_ago);
    kam_csv_row_text(row, known ? f->method : NULL);
    kam_csv_row_value(row, f->mase);
    kam_csv_row_value(row, f->smape);
    kam_csv_row_value(row, f->bias);
    kam_csv_row_value(row, f->coverage);
    kam_csv_row_end(row);
}

GString *
kam_forecast_analysis_to_csv(const KamForecastAnalysis *analysis, guint limit)
{
    static const char *const titles[] = { "number",          "name",
                                          "months",          "quarter",
                                          "quarter_lower95", "quarter_upper95",
                                          "quarter_before",  "quarter_year_ago",
                                          "forecast_method", "mase",
                                          "smape",           "bias",
                                          "coverage",        NULL };
    guint shown = limit == 0 ? analysis->n : MIN(analysis->n, limit);
    KamCsvRow row = { .out = g_string_new(NULL) };

    kam_csv_row_titles(&row, titles);
    for (guint i = 0; i < shown; i++)
        put_row(analysis, kam_forecast_analysis_get(analysis, i), &row);
    return row.out;
}
