/* Predictability as a table for a spreadsheet: the index, its parts, and the figures behind them. */
#include <math.h>
#include <stdlib.h>

#include "service/analysis/csv_row.h"
#include "service/analysis/predictability.h"

#define DAYS_A_YEAR 365.25

static void
put_titles(KamCsvRow *out)
{
    static const char *const figures[] = { "months",       "mase",         "smape",         "bias",
                                           "coverage80",   "coverage95",   "gap_variation", "p_alive",
                                           "tenure_years", "contract_end", "contract_years" };

    kam_csv_row_text(out, "number");
    kam_csv_row_text(out, "name");
    kam_csv_row_text(out, "net_of_the_year");
    kam_csv_row_text(out, "index");
    kam_csv_row_text(out, "index_reason");
    for (KamPredicts i = 0; i < KAM_PREDICTS_N; i++)
        kam_csv_row_text(out, kam_predictability_part(i)->name);
    for (guint i = 0; i < G_N_ELEMENTS(figures); i++)
        kam_csv_row_text(out, figures[i]);
    kam_csv_row_end(out);
}

static void
put_contract(const KamPredictabilityAnalysis *analysis, const KamContract *contract, KamCsvRow *out)
{
    char end[11];

    kam_day_to_iso(contract->end == KAM_AGREEMENT_OPEN ? KAM_DAY_NONE : contract->end, end);
    kam_csv_row_text(out, contract->end == KAM_AGREEMENT_OPEN ? "open" : end);
    kam_csv_row_number(out, analysis->contracts->is_kept ? contract->years : NAN);
}

static void
put_figures(const KamPredictabilityAnalysis *analysis, const KamPredictabilityRow *row, KamCsvRow *out)
{
    static const KamCalcValue unknown = { .status = KAM_CALC_TOO_FEW };
    const KamAccountForecast *f = row->forecast;
    gboolean is_known = f != NULL && f->status == KAM_CALC_OK;

    if (f != NULL)
        kam_csv_row_int(out, f->n);
    else
        kam_csv_row_text(out, NULL);
    kam_csv_row_value(out, is_known ? f->mase : unknown);
    kam_csv_row_value(out, is_known ? f->smape : unknown);
    kam_csv_row_value(out, is_known ? f->bias : unknown);
    kam_csv_row_value(out, is_known ? f->coverage_80 : unknown);
    kam_csv_row_value(out, is_known ? f->coverage : unknown);
    kam_csv_row_value(out, row->behaviour->gap_variation);
    kam_csv_row_number(out, row->predictability.part[KAM_PREDICTS_ALIVE]);
    kam_csv_row_number(out, row->behaviour->tenure_days / DAYS_A_YEAR);
    put_contract(analysis, row->contract, out);
}

static void
put_row(const KamPredictabilityAnalysis *analysis, const KamPredictabilityRow *row, KamCsvRow *out)
{
    const KamFactAccount *account =
        &g_array_index(analysis->behaviour->scope.facts->accounts, KamFactAccount, row->account);

    kam_csv_row_text(out, account->number);
    kam_csv_row_text(out, account->name);
    kam_csv_row_money(out, (gint64)llround(row->behaviour->recent));
    kam_csv_row_number(out, row->predictability.index);
    kam_csv_row_text(out, kam_predictable_reason_name(row->predictability.reason));
    for (KamPredicts i = 0; i < KAM_PREDICTS_N; i++)
        kam_csv_row_number(out, row->predictability.part[i]);
    put_figures(analysis, row, out);
    kam_csv_row_end(out);
}

GString *
kam_predictability_analysis_to_csv(const KamPredictabilityAnalysis *analysis, guint limit)
{
    guint shown = limit == 0 ? analysis->n : MIN(analysis->n, limit);
    KamCsvRow out = { .out = g_string_new(NULL) };

    put_titles(&out);
    for (guint i = 0; i < shown; i++)
        put_row(analysis, &analysis->row[i], &out);
    return out.out;
}
