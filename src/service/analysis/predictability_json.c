/* Predictability as JSON: what is not known is null, with the reason or the weight 0 beside it. */
#include <math.h>
#include <stdlib.h>

#include "service/analysis/predictability.h"

#define DAYS_A_YEAR 365.25

typedef struct {
    const KamPredictabilityAnalysis *analysis;
    const char *currency;
    KamJson *json;
} Writer;

static void
put_money(const Writer *w, const char *name, double amount)
{
    if (isfinite(amount))
        kam_json_money(w->json, name, (gint64)llround(amount * 1e6), w->currency);
    else
        kam_json_null(w->json, name);
}

static void
put_value(KamJson *json, const char *name, KamCalcValue value)
{
    kam_json_number(json, name, value.status == KAM_CALC_OK ? value.value : NAN);
}

static void
put_weights(KamJson *json)
{
    kam_json_begin_array(json, "weights");
    for (KamPredicts i = 0; i < KAM_PREDICTS_N; i++) {
        const KamPredictsPart *part = kam_predictability_part(i);

        kam_json_begin_object(json, NULL);
        kam_json_text(json, "part", part->name);
        kam_json_text(json, "term", part->is_long_term ? "long" : "short");
        kam_json_number(json, "weight", part->weight);
        kam_json_text(json, "meaning", part->meaning);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static int
compare_numbers(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static void
put_summary(const Writer *w)
{
    const KamPredictabilityAnalysis *a = w->analysis;
    g_autofree double *index = g_new(double, a->n + 1);
    double sum = 0;
    guint n = 0;

    for (guint i = 0; i < a->n; i++)
        if (a->row[i].predictability.reason == KAM_PREDICTABLE_IS_KNOWN)
            sum += index[n++] = a->row[i].predictability.index;
    qsort(index, n, sizeof(double), compare_numbers);
    kam_json_begin_object(w->json, "summary");
    kam_json_int(w->json, "accounts", a->n);
    kam_json_int(w->json, "accounts_with_index", a->n_known);
    kam_json_number(w->json, "mean", n > 0 ? sum / n : NAN);
    kam_json_number(w->json, "median", n > 0 ? (index[(n - 1) / 2] + index[n / 2]) / 2 : NAN);
    kam_json_end_object(w->json);
}

static void
put_parts(const Writer *w, const KamPredictability *p)
{
    kam_json_begin_array(w->json, "parts");
    for (KamPredicts i = 0; i < KAM_PREDICTS_N; i++) {
        kam_json_begin_object(w->json, NULL);
        kam_json_text(w->json, "part", kam_predictability_part(i)->name);
        kam_json_number(w->json, "score", p->part[i]);
        kam_json_number(w->json, "weight", p->weight[i]);
        kam_json_end_object(w->json);
    }
    kam_json_end_array(w->json);
}

static const KamAccountForecast unknown = { .status = KAM_CALC_EMPTY,
                                            .mase.status = KAM_CALC_EMPTY,
                                            .smape.status = KAM_CALC_EMPTY,
                                            .bias.status = KAM_CALC_EMPTY,
                                            .coverage.status = KAM_CALC_EMPTY,
                                            .coverage_80.status = KAM_CALC_EMPTY };

static void
put_short_term(const Writer *w, const KamPredictabilityRow *row)
{
    gboolean is_known = row->forecast != NULL && row->forecast->status == KAM_CALC_OK;
    const KamAccountForecast *f = is_known ? row->forecast : &unknown;

    kam_json_begin_object(w->json, "short_term");
    if (row->forecast != NULL)
        kam_json_int(w->json, "months", row->forecast->n);
    else
        kam_json_null(w->json, "months");
    put_money(w, "quarter", is_known ? f->total : NAN);
    put_money(w, "quarter_lower95", is_known ? f->total_lower : NAN);
    put_money(w, "quarter_upper95", is_known ? f->total_upper : NAN);
    put_value(w->json, "mase", f->mase);
    put_value(w->json, "smape", f->smape);
    put_value(w->json, "bias", f->bias);
    put_value(w->json, "coverage80", f->coverage_80);
    put_value(w->json, "coverage95", f->coverage);
    put_value(w->json, "gap_variation", row->behaviour->gap_variation);
    kam_json_number(w->json, "contract_share", row->contract->share);
    kam_json_text(w->json, "contract_reason", kam_contracts_reason(w->analysis->contracts, row->account));
    kam_json_end_object(w->json);
}

static void
put_long_term(const Writer *w, const KamPredictabilityRow *row)
{
    const KamAccountValue *v = row->value;
    gboolean is_open = row->contract->end == KAM_AGREEMENT_OPEN;

    kam_json_begin_object(w->json, "long_term");
    kam_json_number(w->json, "p_alive", v != NULL && v->future.status == KAM_CALC_OK ? v->future.p_alive : NAN);
    put_money(w, "value", v != NULL ? v->value : NAN);
    put_money(w, "value_lower", v != NULL ? v->value_lower : NAN);
    put_money(w, "value_upper", v != NULL ? v->value_upper : NAN);
    kam_json_text(w->json, "value_of", v == NULL ? NULL : v->worth == KAM_WORTH_PROFIT ? "profit" : "revenue");
    kam_json_number(w->json, "tenure_years", row->behaviour->tenure_days / DAYS_A_YEAR);
    kam_scope_day_to_json(w->json, "contract_end", is_open ? KAM_DAY_NONE : row->contract->end);
    kam_json_bool(w->json, "contract_is_open", is_open);
    kam_json_number(w->json, "contract_years", w->analysis->contracts->is_kept ? row->contract->years : NAN);
    kam_json_end_object(w->json);
}

static void
put_account(const Writer *w, const KamPredictabilityRow *row)
{
    const KamFactAccount *account =
        &g_array_index(w->analysis->behaviour->scope.facts->accounts, KamFactAccount, row->account);

    kam_json_begin_object(w->json, NULL);
    if (account->id != 0)
        kam_json_id(w->json, "id", account->id);
    kam_json_text(w->json, "number", account->number);
    kam_json_text(w->json, "name", account->name);
    put_money(w, "net_of_the_year", row->behaviour->recent / 1e6);
    kam_json_number(w->json, "index", row->predictability.index);
    kam_json_text(w->json, "index_reason", kam_predictable_reason_name(row->predictability.reason));
    put_parts(w, &row->predictability);
    put_short_term(w, row);
    put_long_term(w, row);
    kam_json_end_object(w->json);
}

void
kam_predictability_analysis_to_json(const KamPredictabilityAnalysis *analysis, guint limit, KamJson *json)
{
    const Writer w = { analysis, kam_report_currency_of(analysis->behaviour->scope.facts), json };
    guint shown = limit == 0 ? analysis->n : MIN(analysis->n, limit);

    kam_json_begin_object(json, NULL);
    kam_scope_to_json(&analysis->behaviour->scope, "predictability", json);
    kam_json_text(json, "method", "docs/methods/predictability.md");
    put_weights(json);
    put_summary(&w);
    kam_json_begin_array(json, "accounts");
    for (guint i = 0; i < shown; i++)
        put_account(&w, &analysis->row[i]);
    kam_json_end_array(json);
    kam_json_end_object(json);
}
