/* Price elasticities as JSON: what the data do not say is null, with the reason beside it. */
#include "service/analysis/elasticity_families.h"

#include <math.h>

static void
put_when(KamJson *json, const char *name, KamCalcStatus status, double value)
{
    kam_json_number(json, name, status == KAM_CALC_OK ? value : NAN);
}

static void
put_prior(const KamElasticityAnalysis *a, KamJson *json)
{
    kam_json_begin_object(json, "prior");
    put_when(json, "mean", a->pool_status, a->prior.mean);
    put_when(json, "mean_std_error", a->pool_status, a->prior.mean_error);
    put_when(json, "sd", a->pool_status, a->prior.sd);
    kam_json_int(json, "accounts", a->pool_status == KAM_CALC_OK ? (gint64)a->prior.accounts : 0);
    if (a->pool_status != KAM_CALC_OK)
        kam_json_text(json, "reason", kam_calc_status_text(a->pool_status));
    kam_json_end_object(json);
    kam_json_begin_object(json, "account_effects");
    put_when(json, "elasticity", a->common_status, a->common.elasticity);
    put_when(json, "std_error", a->common_status, a->common.std_error);
    put_when(json, "cluster_std_error",
             a->common_status == KAM_CALC_OK ? a->common.cluster_error.status : a->common_status,
             a->common.cluster_error.value);
    kam_json_end_object(json);
}

static void
put_summary(const KamElasticityAnalysis *a, KamJson *json)
{
    kam_json_begin_object(json, "summary");
    kam_json_int(json, "accounts", a->n);
    kam_json_int(json, "accounts_estimated", a->n_estimated);
    kam_json_int(json, "accounts_flagged", a->n_flagged);
    kam_json_int(json, "observations", (gint64)a->observations);
    kam_json_int(json, "months", a->months);
    kam_json_int(json, "left_out_bought_once", (gint64)a->left_out_once);
    kam_json_int(json, "left_out_few_pieces", (gint64)a->left_out_pieces);
    kam_json_end_object(json);
    put_prior(a, json);
}

static void
put_segments(const KamElasticityAnalysis *a, KamJson *json)
{
    kam_json_begin_array(json, "categories");
    for (guint s = 0; s < a->families->segments->len; s++) {
        const KamElasticitySegment *segment = &g_array_index(a->families->segments, KamElasticitySegment, s);

        if (segment->families == 0)
            continue;
        kam_json_begin_object(json, NULL);
        kam_json_text(json, "category", segment->category);
        kam_json_int(json, "accounts", segment->families);
        kam_json_int(json, "accounts_estimated", segment->estimated);
        put_when(json, "mean", segment->pool_status, segment->prior.mean);
        put_when(json, "mean_std_error", segment->pool_status, segment->prior.mean_error);
        put_when(json, "sd", segment->pool_status, segment->prior.sd);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static void
put_family(const KamElasticityAnalysis *a, const KamElasticityFamily *family, KamJson *json)
{
    const KamElasticity *e = &family->answer;
    gboolean pooled = e->pooled_status == KAM_CALC_OK;

    kam_json_begin_object(json, NULL);
    kam_json_text(json, "category",
                  g_array_index(a->families->segments, KamElasticitySegment, family->segment).category);
    kam_json_money(json, "net", family->net_micro, kam_report_currency_of(a->scope.facts));
    kam_json_int(json, "n", (gint64)e->n);
    kam_json_int(json, "products", family->products);
    put_when(json, "elasticity", e->status, e->elasticity);
    put_when(json, "std_error", e->status, e->std_error);
    put_when(json, "pooled", e->pooled_status, e->pooled);
    put_when(json, "pooled_std_error", e->pooled_status, e->pooled_error);
    put_when(json, "lower95", e->status, pooled ? e->pooled_lower : e->lower);
    put_when(json, "upper95", e->status, pooled ? e->pooled_upper : e->upper);
    kam_json_text(json, "status", kam_elasticity_status_name(e));
    kam_json_text(json, "reason", kam_elasticity_reason_name(e->reason));
    kam_json_end_object(json);
}

/* What the account's families say together, and each of them. */
static void
put_families(const KamElasticityAnalysis *a, guint32 index, KamJson *json)
{
    KamElasticityEstimate mean = { NAN, NAN };

    kam_elasticity_families_sensitivity(a->families, index, &mean);
    kam_json_number(json, "by_families", mean.value);
    kam_json_number(json, "by_families_std_error", mean.std_error);
    kam_json_begin_array(json, "families");
    for (guint k = a->families->start[index]; k < a->families->start[index + 1]; k++)
        put_family(a, &g_array_index(a->families->families, KamElasticityFamily, k), json);
    kam_json_end_array(json);
}

static void
put_account(const KamElasticityAnalysis *a, guint32 index, KamJson *json)
{
    const KamFactAccount *account = &g_array_index(a->scope.facts->accounts, KamFactAccount, index);
    const KamElasticityRow *row = &a->row[index];
    const KamElasticity *e = &row->answer;
    gboolean pooled = e->pooled_status == KAM_CALC_OK;

    kam_json_begin_object(json, NULL);
    if (account->id != 0)
        kam_json_id(json, "id", account->id);
    kam_json_text(json, "number", account->number);
    kam_json_text(json, "name", account->name);
    kam_json_money(json, "net", row->net_micro, kam_report_currency_of(a->scope.facts));
    kam_json_int(json, "n", (gint64)e->n);
    kam_json_int(json, "products", row->products);
    put_when(json, "elasticity", e->status, e->elasticity);
    put_when(json, "std_error", e->status, e->std_error);
    put_when(json, "robust_std_error", e->status, e->hc3_error);
    put_when(json, "pooled", e->pooled_status, e->pooled);
    put_when(json, "pooled_std_error", e->pooled_status, e->pooled_error);
    put_when(json, "lower95", e->status, pooled ? e->pooled_lower : e->lower);
    put_when(json, "upper95", e->status, pooled ? e->pooled_upper : e->upper);
    put_when(json, "weight", e->pooled_status, e->weight);
    kam_json_number(json, "price_sd", e->price_sd);
    kam_json_text(json, "status", kam_elasticity_status_name(e));
    kam_json_text(json, "reason", kam_elasticity_reason_name(e->reason));
    kam_json_text(json, "flag", kam_elasticity_flag_name(e));
    put_families(a, index, json);
    kam_json_end_object(json);
}

void
kam_elasticity_analysis_to_json(const KamElasticityAnalysis *analysis, guint limit, KamJson *json)
{
    guint shown = limit == 0 ? analysis->n : MIN(analysis->n, limit);

    kam_json_begin_object(json, NULL);
    kam_scope_to_json(&analysis->scope, "elasticity", json);
    kam_json_text(json, "method", "docs/methods/elasticity.md");
    kam_json_text(json, "quantity", kam_elasticity_quantity_name(analysis->question.quantity));
    kam_json_number(json, "min_pieces", analysis->question.min_pieces);
    put_summary(analysis, json);
    put_segments(analysis, json);
    kam_json_begin_array(json, "accounts");
    for (guint i = 0; i < shown; i++)
        put_account(analysis, analysis->order[i], json);
    kam_json_end_array(json);
    kam_json_end_object(json);
}
