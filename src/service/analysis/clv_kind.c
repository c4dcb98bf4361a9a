/* The row of the analysis "clv". */
#include "service/analysis/clv.h"

#include <string.h>

#include "service/analysis/kind.h"

extern const KamAnalysisKind kam_analysis_kind_clv;

KAM_DEFINE_ANALYSIS_FUNCTIONS(Clv, clv, scope)

static const char *const models[] = { "auto", "bgnbd", "mbgnbd", "pnbd", NULL };

/* A value is of profit where costs are known. */
static const char *const margin_members[] = { "value", "value_lower", "value_upper", "value_of", "margin_rate", NULL };

static const KamAnalysisParameter parameters[] = {
    { .name = "horizon",
      .kind = KAM_ASK_INT,
      .default_value = "12",
      .min = 1,
      .max = KAM_FORECAST_MAX_HORIZON,
      .unit = "months",
      .placeholder = "MONTHS",
      .help = "months that are valued (default 12)",
      .help_sr = "meseci koji se vrednuju (podrazumevano 12)" },
    { .name = "discount",
      .kind = KAM_ASK_DOUBLE,
      .default_value = "0.1",
      .min = 0,
      .max = 1,
      .placeholder = "RATE",
      .help = "rate a year at which later money counts less (default 0.1)",
      .help_sr = "godišnja stopa po kojoj kasniji novac vredi manje (podrazumevano 0.1)" },
    { .name = "model",
      .kind = KAM_ASK_CHOICE,
      .choices = models,
      .placeholder = "MODEL",
      .help = "auto (default), bgnbd, mbgnbd or pnbd",
      .help_sr = "auto (podrazumevano), bgnbd, mbgnbd ili pnbd" },
    { 0 },
};

static KamLifeModel
read_model(const char *name)
{
    for (KamClvModel m = 0; name != NULL && m < KAM_CLV_N_MODELS; m++)
        if (strcmp(name, kam_clv_model_name(m)) == 0)
            return (KamLifeModel) { TRUE, m };
    return (KamLifeModel) { 0 };
}

static gpointer
make(const KamFacts *facts, gint64 data_version, const KamAnalysisValues *values, GError **error)
{
    const KamAnalysisOptions options = kam_analysis_values_options(values);
    const KamClvQuestion question = {
        .value = { .months = (gint)kam_analysis_values_int(values, "horizon"),
                   .discount = kam_analysis_values_double(values, "discount") },
        .model = read_model(kam_analysis_values_text(values, "model")),
    };

    return kam_clv_analysis_new(facts, data_version, &options, &question, values->context, error);
}

const KamAnalysisKind kam_analysis_kind_clv = {
    .name = "clv",
    .summary = "how surely each customer still buys, how often it will, and what that is worth",
    .summary_sr = "koliko je sigurno da kupac još kupuje, koliko često će kupovati i koliko to vredi",
    .help =
        "Probability of being alive, purchases expected within the horizon, and their worth, discounted: profit where\n"
        "cost is known for most of a customer's sales, revenue otherwise. The model is the one that foretells the last\n"
        "third of the data best. Customers who order by the calendar do not fit such models: their months are forecast\n"
        "instead, and the answer says so.\n"
        "\n"
        "  kamen analyze clv\n"
        "  kamen analyze clv --horizon 36 --discount 0.12 --model pnbd\n"
        "  kamen analyze clv --json | jq '.accounts[] | select(.p_alive < 0.5) | .name'\n"
        "\n"
        "'kamen calc clv' does the same arithmetic on a table of your own.",
    .parameters = parameters,
    .make = make,
    .free = free_analysis,
    .get_scope = get_scope,
    .to_json = write_json,
    .to_csv = write_csv,
    .list = "accounts",
    .margin_members = margin_members,
    .list_needs_margin = TRUE,
    .method = "docs/methods/clv.md",
    .certainty =
        "estimated: bounds of 95% beside each figure, and the model was chosen by what it foretold of a hold-out (choice, calibration)",
    .shape = "model t, parameters *n, standard_errors *n, log_likelihood n, likelihood_shape t, customers n, "
             "spend {p n, q n, v n, log_likelihood n}, unit t, horizon_months n, discount_per_year n, "
             "regular_customers n, valued_by_forecast n, choice {by t, holdout_weeks n, "
             "holdout_log_likelihood *n, log_likelihood *n}, calibration [x n, customers n, expected n, "
             "actual n], accounts [id t, number t, name t, x n, t_x n, T n, p_alive n, expected n, "
             "expected_lower n, expected_upper n, mean_spend $, value $, value_lower $, value_upper $, "
             "value_of t, margin_rate n, valued_by t, regular b, value_reason t]",
};
