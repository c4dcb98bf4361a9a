/* Lifetime value as JSON. */
#include "service/analysis/clv.h"

#include <math.h>

typedef struct {
    const KamClvAnalysis *analysis;
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

static const char *
shape_word(KamClvShape shape)
{
    switch (shape) {
    case KAM_CLV_SHARP:
        return "sharp";
    case KAM_CLV_FLAT:
        return "flat";
    case KAM_CLV_LIMIT:
        break;
    }
    return "limit";
}

static void
put_parameters(const KamClvFit *fit, KamJson *json)
{
    KamClvModel model = fit->parameters.model;

    kam_json_begin_object(json, "parameters");
    for (gsize i = 0; i < KAM_CLV_N_PARAMETERS; i++)
        kam_json_number(json, kam_clv_parameter_name(model, i), fit->parameters.value[i]);
    kam_json_end_object(json);
    kam_json_begin_object(json, "standard_errors");
    for (gsize i = 0; i < KAM_CLV_N_PARAMETERS; i++)
        put_value(json, kam_clv_parameter_name(model, i), fit->std_error[i]);
    kam_json_end_object(json);
}

static void
put_spend(const KamLifetimeResult *result, KamJson *json)
{
    if (result->spend_status != KAM_CALC_OK) {
        kam_json_null(json, "spend");
        return;
    }
    kam_json_begin_object(json, "spend");
    kam_json_number(json, "p", result->spend.parameters.p);
    kam_json_number(json, "q", result->spend.parameters.q);
    kam_json_number(json, "v", result->spend.parameters.v);
    kam_json_number(json, "log_likelihood", result->spend.log_likelihood);
    kam_json_end_object(json);
}

void
kam_account_values_model_to_json(const KamAccountValues *values, KamJson *json)
{
    const KamLifetimeResult *result = &values->result;

    kam_json_text(json, "model", kam_clv_model_name(result->fit.parameters.model));
    put_parameters(&result->fit, json);
    kam_json_number(json, "log_likelihood", result->fit.log_likelihood);
    kam_json_text(json, "likelihood_shape", shape_word(result->fit.shape));
    kam_json_int(json, "customers", (gint64)result->n_accounts);
    put_spend(result, json);
    kam_json_text(json, "unit", "week");
    kam_json_int(json, "horizon_months", values->options.months);
    kam_json_number(json, "discount_per_year", values->options.discount);
    kam_json_int(json, "regular_customers", (gint64)result->n_regular);
    kam_json_int(json, "valued_by_forecast", values->n_from_forecast);
}

static void
put_choice(const KamAccountValues *values, KamJson *json)
{
    const KamLifetimeResult *result = &values->result;

    kam_json_begin_object(json, "choice");
    kam_json_text(json, "by", values->model_is_given ? "told" : result->chosen_by_holdout ? "hold-out" : "likelihood");
    kam_json_number(json, "holdout_weeks", values->holdout_weeks);
    kam_json_begin_object(json, "holdout_log_likelihood");
    for (gsize m = 0; m < KAM_CLV_N_MODELS; m++)
        put_value(json, kam_clv_model_name((KamClvModel)m), result->predictive[m]);
    kam_json_end_object(json);
    kam_json_begin_object(json, "log_likelihood");
    for (gsize m = 0; m < KAM_CLV_N_MODELS; m++)
        put_value(json, kam_clv_model_name((KamClvModel)m), result->likelihood[m]);
    kam_json_end_object(json);
    kam_json_end_object(json);
}

static void
put_calibration(const KamAccountValues *values, KamJson *json)
{
    kam_json_begin_array(json, "calibration");
    for (guint i = 0; values->calibration_status == KAM_CALC_OK && i < KAM_LIFETIME_N_CLASSES; i++) {
        const KamLifetimeClass *class = &values->calibration[i];

        kam_json_begin_object(json, NULL);
        kam_json_number(json, "x", class->x);
        kam_json_int(json, "customers", (gint64) class->accounts);
        kam_json_number(json, "expected", class->expected);
        kam_json_number(json, "actual", class->actual);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static void
put_account(const Writer *w, guint place)
{
    guint32 index = w->analysis->order[place];
    const KamFactAccount *account = &g_array_index(w->analysis->scope.facts->accounts, KamFactAccount, index);
    const KamAccountValue *v = &w->analysis->values->list[index];

    kam_json_begin_object(w->json, NULL);
    if (account->id != 0)
        kam_json_id(w->json, "id", account->id);
    kam_json_text(w->json, "number", account->number);
    kam_json_text(w->json, "name", account->name);
    kam_json_number(w->json, "x", v->past.history.x);
    kam_json_number(w->json, "t_x", v->past.history.t_x);
    kam_json_number(w->json, "T", v->past.history.T);
    kam_json_number(w->json, "p_alive", v->future.p_alive);
    kam_json_number(w->json, "expected", v->future.expected);
    kam_json_number(w->json, "expected_lower", v->future.lower);
    kam_json_number(w->json, "expected_upper", v->future.upper);
    if (v->future.mean_spend.status == KAM_CALC_OK)
        put_money(w, "mean_spend", v->future.mean_spend.value);
    else
        kam_json_null(w->json, "mean_spend");
    put_money(w, "value", v->value);
    put_money(w, "value_lower", v->value_lower);
    put_money(w, "value_upper", v->value_upper);
    kam_json_text(w->json, "value_of", v->worth == KAM_WORTH_PROFIT ? "profit" : "revenue");
    kam_json_number(w->json, "margin_rate", v->margin_rate);
    kam_json_text(w->json, "valued_by", v->is_from_forecast ? "forecast" : "model");
    kam_json_bool(w->json, "regular", v->past.regularity.is_regular);
    if (isnan(v->value))
        kam_json_text(w->json, "value_reason", "not enough data: nobody has repeat purchases with a value");
    kam_json_end_object(w->json);
}

void
kam_clv_analysis_to_json(const KamClvAnalysis *analysis, guint limit, KamJson *json)
{
    const Writer w = { analysis, kam_report_currency_of(analysis->scope.facts), json };
    guint shown = limit == 0 ? analysis->n : MIN(analysis->n, limit);

    kam_json_begin_object(json, NULL);
    kam_scope_to_json(&analysis->scope, "clv", json);
    kam_json_text(json, "method", "docs/methods/clv.md");
    kam_account_values_model_to_json(analysis->values, json);
    put_choice(analysis->values, json);
    put_calibration(analysis->values, json);
    kam_json_begin_array(json, "accounts");
    for (guint i = 0; i < shown; i++)
        put_account(&w, i);
    kam_json_end_array(json);
    kam_json_end_object(json);
}
