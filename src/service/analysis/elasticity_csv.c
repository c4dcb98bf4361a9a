/* The accounts and their price elasticities as a table for a spreadsheet. */
#include "service/analysis/csv_row.h"
#include "service/analysis/elasticity.h"

static void
put_when(KamCsvRow *row, KamCalcStatus status, double value)
{
    kam_csv_row_value(row, (KamCalcValue) { value, status });
}

static void
put_row(const KamElasticityAnalysis *analysis, guint32 index, KamCsvRow *row)
{
    const KamFactAccount *account = &g_array_index(analysis->scope.facts->accounts, KamFactAccount, index);
    const KamElasticity *e = &analysis->row[index].answer;
    gboolean pooled = e->pooled_status == KAM_CALC_OK;

    kam_csv_row_text(row, account->number);
    kam_csv_row_text(row, account->name);
    kam_csv_row_money(row, analysis->row[index].net_micro);
    kam_csv_row_int(row, (gint64)e->n);
    kam_csv_row_int(row, analysis->row[index].products);
    put_when(row, e->status, e->elasticity);
    put_when(row, e->status, e->std_error);
    put_when(row, e->pooled_status, e->pooled);
    put_when(row, e->pooled_status, e->pooled_error);
    put_when(row, e->status, pooled ? e->pooled_lower : e->lower);
    put_when(row, e->status, pooled ? e->pooled_upper : e->upper);
    kam_csv_row_text(row, kam_elasticity_status_name(e));
    kam_csv_row_text(row, kam_elasticity_reason_name(e->reason));
    kam_csv_row_text(row, kam_elasticity_flag_name(e));
    kam_csv_row_end(row);
}

GString *
kam_elasticity_analysis_to_csv(const KamElasticityAnalysis *analysis, guint limit)
{
    static const char *const titles[] = { "number",           "name",       "net",       "n",
                                          "products",         "elasticity", "std_error", "pooled",
                                          "pooled_std_error", "lower95",    "upper95",   "status",
                                          "reason",           "flag",       NULL };
    guint shown = limit == 0 ? analysis->n : MIN(analysis->n, limit);
    KamCsvRow row = { .out = g_string_new(NULL) };

    kam_csv_row_titles(&row, titles);
    for (guint i = 0; i < shown; i++)
        put_row(analysis, analysis->order[i], &row);
    return row.out;
}
