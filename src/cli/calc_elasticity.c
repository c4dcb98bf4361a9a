/* kamen calc elasticity: account,quantity,price[,regressors] -> the figures of kamen/elasticity.h, one account a row.
 */
#include <math.h>
#include <string.h>

#include <kamen/elasticity.h>

#include "base/dict.h"
#include "cli/calc.h"
#include "cli/calc_elasticity_data.h"
#include "cli/calc_print.h"
#include "cli/calc_table.h"
#include "service/analysis/elasticity.h"

typedef struct {
    gboolean json, no_pool;
    const char *decimal, *product, *effects;
    double min_price_sd, max_std_error;
} Options;

/* What is estimated: each account, what they have in common, one elasticity for all. */
typedef struct {
    KamElasticityModel *model;
    KamElasticityPrior prior;
    KamCalcStatus pool_status;
    KamElasticityCommon one, levels;
    KamElasticityEstimate *one_slope, *levels_slope;
    KamCalcStatus one_status, levels_status;
} Estimates;

static void
estimates_clear(Estimates *estimates)
{
    kam_elasticity_free(estimates->model);
    g_free(estimates->one_slope);
    g_free(estimates->levels_slope);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Estimates, estimates_clear)

static KamCalcValue
value_when(KamCalcStatus status, double value)
{
    return (KamCalcValue) { .value = status == KAM_CALC_OK ? value : 0, .status = status };
}

/* The account's own slopes of the other regressors; one that its data do not determine is null. */
static void
print_account_slopes(KamCalcPrint *print, const KamCalcElasticityData *data, const KamElasticityModel *model,
                     guint account)
{
    if (data->n_named == 0)
        return;
    kam_calc_print_table_begin(print, "regressors");
    for (guint i = 0; i < data->n_named; i++) {
        KamElasticityEstimate slope = { 0 };
        KamCalcStatus status = kam_elasticity_slope(model, account, i, 0, &slope);

        kam_calc_print_row_begin(print);
        kam_calc_print_cell_text(print, "name", g_ptr_array_index(data->names, i));
        kam_calc_print_cell_value(print, "slope", value_when(status, slope.value));
        kam_calc_print_cell_value(print, "std_error", value_when(status, slope.std_error));
        kam_calc_print_row_end(print);
    }
    kam_calc_print_table_end(print);
}

static void
print_details(KamCalcPrint *print, const KamElasticity *answer)
{
    kam_calc_print_cell_value(print, "hc1_std_error", value_when(answer->status, answer->hc1_error));
    kam_calc_print_cell_value(print, "hc3_std_error", value_when(answer->status, answer->hc3_error));
    kam_calc_print_cell_value(print, "intercept", value_when(answer->status, answer->intercept));
    kam_calc_print_cell_value(print, "r2", value_when(answer->status, answer->r2));
    kam_calc_print_cell_value(print, "residual_sd", value_when(answer->status, answer->residual_sd));
    kam_calc_print_cell_number(print, "price_sd", answer->price_sd);
    kam_calc_print_cell_count(print, "df", answer->df);
    kam_calc_print_cell_value(print, "weight", value_when(answer->pooled_status, answer->weight));
    kam_calc_print_cell_value(print, "positive_probability",
                              value_when(answer->pooled_status, answer->positive_probability));
}

/* The interval is that of the best estimate: the pooled one where there is one. */
static void
print_account(KamCalcPrint *print, const char *name, const KamElasticity *answer)
{
    gboolean pooled = answer->pooled_status == KAM_CALC_OK;

    kam_calc_print_cell_text(print, "account", name);
    kam_calc_print_cell_count(print, "n", answer->n);
    kam_calc_print_cell_value(print, "elasticity", value_when(answer->status, answer->elasticity));
    kam_calc_print_cell_value(print, "std_error", value_when(answer->status, answer->std_error));
    kam_calc_print_cell_value(print, "pooled", value_when(answer->pooled_status, answer->pooled));
    kam_calc_print_cell_value(print, "pooled_std_error", value_when(answer->pooled_status, answer->pooled_error));
    kam_calc_print_cell_value(print, "lower95",
                              value_when(answer->status, pooled ? answer->pooled_lower : answer->lower));
    kam_calc_print_cell_value(print, "upper95",
                              value_when(answer->status, pooled ? answer->pooled_upper : answer->upper));
    kam_calc_print_cell_text(print, "status", kam_elasticity_status_name(answer));
    kam_calc_print_cell_text(print, "reason", kam_elasticity_reason_name(answer->reason));
    kam_calc_print_cell_text(print, "flag", kam_elasticity_flag_name(answer));
}

static void
print_slopes(KamCalcPrint *print, const KamCalcElasticityData *data, const KamElasticityEstimate slope[])
{
    if (!print->as_json || data->n_named == 0)
        return;
    kam_calc_print_table_begin(print, "regressors");
    for (guint i = 0; i < data->n_named; i++) {
        kam_calc_print_row_begin(print);
        kam_calc_print_cell_text(print, "name", g_ptr_array_index(data->names, i));
        kam_calc_print_cell_number(print, "slope", slope[i].value);
        kam_calc_print_cell_number(print, "std_error", slope[i].std_error);
        kam_calc_print_row_end(print);
    }
    kam_calc_print_table_end(print);
}

static void
print_common(KamCalcPrint *print, const char *name, const char *heading, KamCalcStatus status,
             const KamElasticityCommon *common, const KamCalcElasticityData *data, const KamElasticityEstimate slope[])
{
    kam_calc_print_object_begin(print, name, heading);
    kam_calc_print_value(print, "elasticity", "elasticity", value_when(status, common->elasticity));
    kam_calc_print_value(print, "std_error", "standard error", value_when(status, common->std_error));
    kam_calc_print_value(print, "cluster_std_error", "  robust to what an account's rows share",
                         status == KAM_CALC_OK ? common->cluster_error : value_when(status, 0));
    kam_calc_print_value(print, "r2", "R squared", value_when(status, common->r2));
    if (status == KAM_CALC_OK)
        print_slopes(print, data, slope);
    kam_calc_print_object_end(print);
}

static void
print_prior(KamCalcPrint *print, const Estimates *estimates)
{
    const KamElasticityPrior *prior = &estimates->prior;
    KamCalcStatus status = estimates->pool_status;

    kam_calc_print_object_begin(print, "prior", "The accounts together (partial pooling)");
    kam_calc_print_value(print, "mean", "mean elasticity over accounts", value_when(status, prior->mean));
    kam_calc_print_value(print, "mean_std_error", "  standard error of the mean",
                         value_when(status, prior->mean_error));
    kam_calc_print_value(print, "sd", "spread over accounts, noise taken out", value_when(status, prior->sd));
    kam_calc_print_count(print, "accounts", "accounts it rests on", status == KAM_CALC_OK ? prior->accounts : 0);
    kam_calc_print_object_end(print);
}

static void
print_counts(KamCalcPrint *print, const KamCalcElasticityData *data, const Estimates *estimates)
{
    guint enough = 0, flagged = 0;

    for (guint a = 0; a < data->data.n_accounts; a++) {
        KamElasticity answer;

        kam_elasticity_account(estimates->model, a, &answer);
        enough += answer.status == KAM_CALC_OK;
        flagged += answer.status == KAM_CALC_OK && answer.flag >= KAM_ELASTICITY_POSITIVE_OWN;
    }
    kam_calc_print_count(print, "n_accounts", "accounts", data->data.n_accounts);
    kam_calc_print_count(print, "n_estimated", "  with an elasticity", enough);
    kam_calc_print_count(print, "n_flagged", "  with a positive one, own or pooled: mistrust them", flagged);
    kam_calc_print_count(print, "n", "observations", data->data.n);
    kam_calc_print_count(print, "n_left_out", "rows left out: quantity or price not above 0", data->left_out);
}

static void
print_result(const KamCalcElasticityData *data, const Estimates *estimates, const Options *options)
{
    KamCalcPrint print;

    kam_calc_print_begin(&print, options->json, "elasticity", "Price elasticity");
    print_counts(&print, data, estimates);
    if (!options->no_pool)
        print_prior(&print, estimates);
    print_common(&print, "pooled", "One regression for all, one level", estimates->one_status, &estimates->one, data,
                 estimates->one_slope);
    print_common(&print, "account_effects", "One regression for all, each account its level", estimates->levels_status,
                 &estimates->levels, data, estimates->levels_slope);
    kam_calc_print_table_begin(&print, "accounts");
    for (guint a = 0; a < data->data.n_accounts; a++) {
        KamElasticity answer;

        kam_elasticity_account(estimates->model, a, &answer);
        kam_calc_print_row_begin(&print);
        print_account(&print, kam_dict_key(data->accounts, a, NULL), &answer);
        if (options->json) {
            print_details(&print, &answer);
            print_account_slopes(&print, data, estimates->model, a);
        }
        kam_calc_print_row_end(&print);
    }
    kam_calc_print_table_end(&print);
    kam_calc_print_end(&print);
}

static KamCalcStatus
fit(const KamElasticityData *data, const Options *options, Estimates *estimates)
{
    const KamElasticityCriteria criteria = { KAM_ELASTICITY_MIN_DF, options->min_price_sd, options->max_std_error };
    KamCalcStatus status = kam_elasticity_new(data, &criteria, &estimates->model);

    if (status == KAM_CALC_OK)
        status = kam_elasticity_fit(estimates->model, 0, data->n_accounts);
    if (status == KAM_CALC_OK && !options->no_pool)
        estimates->pool_status = kam_elasticity_pool(estimates->model, KAM_ELASTICITY_TOLERANCE,
                                                     KAM_ELASTICITY_ITERATIONS, &estimates->prior);
    return status;
}

/* Few accounts carry the elasticity alone where they do not carry the other slopes too. */
static KamCalcStatus
fit_and_pool(const KamElasticityData *data, const Options *options, Estimates *estimates)
{
    KamElasticityData fewer = *data;
    KamCalcStatus status = fit(data, options, estimates);

    if (status != KAM_CALC_OK || options->no_pool || estimates->pool_status == KAM_CALC_OK || data->n_shared == 0)
        return status;
    g_clear_pointer(&estimates->model, kam_elasticity_free);
    fewer.n_shared = 0;
    return fit(&fewer, options, estimates);
}

static KamCalcStatus
estimate(const KamElasticityData *data, const Options *options, Estimates *estimates)
{
    KamCalcStatus status = fit_and_pool(data, options, estimates);

    if (status != KAM_CALC_OK)
        return status;
    estimates->one_slope = g_new0(KamElasticityEstimate, data->n_regressors + 1);
    estimates->levels_slope = g_new0(KamElasticityEstimate, data->n_regressors + 1);
    estimates->one_status =
        kam_elasticity_common(data, KAM_ELASTICITY_ONE_LEVEL, &estimates->one, estimates->one_slope);
    estimates->levels_status =
        kam_elasticity_common(data, KAM_ELASTICITY_PANEL_LEVELS, &estimates->levels, estimates->levels_slope);
    return KAM_CALC_OK;
}

static int
calculate(const char *path, const Options *options, GError **error)
{
    g_autoptr(KamCalcTable) table = kam_calc_table_read(path, error);
    g_auto(KamCalcElasticityData) data = { 0 };
    g_auto(Estimates) estimates = { .pool_status = KAM_CALC_EMPTY };
    KamCalcStatus status;

    if (table == NULL ||
        !kam_calc_elasticity_data_read(&data, table, options->product, options->effects, options->decimal, error))
        return -1;
    status = estimate(&data.data, options, &estimates);
    if (status != KAM_CALC_OK) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "no elasticity: %s; the table needs rows with a quantity and a price "
                    "above 0",
                    kam_calc_status_text(status));
        return -1;
    }
    print_result(&data, &estimates, options);
    return KAM_EXIT_DONE;
}

static int
elasticity_run(int argc, char **argv, GError **error)
{
    Options options = { .min_price_sd = KAM_ELASTICITY_MIN_PRICE_SD, .max_std_error = KAM_ELASTICITY_MAX_STD_ERROR };
    gboolean pool = FALSE;
    g_autofree char *decimal = NULL;
    g_autofree char *product = NULL;
    g_autofree char *effects = NULL;
    const GOptionEntry entries[] = {
        { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, "print JSON, with robust errors and more", NULL },
        { "pool", 0, 0, G_OPTION_ARG_NONE, &pool, "pool partially over accounts (the default)", NULL },
        { "no-pool", 0, 0, G_OPTION_ARG_NONE, &options.no_pool, "each account by itself", NULL },
        { "product", 0, 0, G_OPTION_ARG_STRING, &product,
          "a column of products: each product of an account has a level of its own", "COLUMN" },
        { "effects", 0, 0, G_OPTION_ARG_STRING, &effects, "a column of words, such as the month, to allow for",
          "COLUMN" },
        { "min-price-sd", 0, 0, G_OPTION_ARG_DOUBLE, &options.min_price_sd,
          "an account whose ln price varies less has no answer; 0.001", "SD" },
        { "max-std-error", 0, 0, G_OPTION_ARG_DOUBLE, &options.max_std_error,
          "a larger standard error is called imprecise; 1", "ERROR" },
        { "decimal", 0, 0, G_OPTION_ARG_STRING, &decimal, "how numbers are written: point or comma", "WORD" },
        { 0 },
    };
    const char *path;

    if (!kam_verb_parse(&kam_calc_elasticity, entries, &argc, &argv, error))
        return -1;
    if (pool && options.no_pool) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--pool and --no-pool exclude one another");
        return -1;
    }
    if (!(options.min_price_sd >= 0) || !(options.max_std_error > 0)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--min-price-sd must be 0 or more, --max-std-error above 0");
        return -1;
    }
    options.decimal = decimal;
    options.product = product;
    options.effects = effects;
    path = kam_calc_file_argument(&kam_calc_elasticity, argc, argv, error);
    return path != NULL ? calculate(path, &options, error) : -1;
}

const KamVerb kam_calc_elasticity = {
    .name = "calc elasticity",
    .arguments = "FILE",
    .summary = "how volume answers to price, account by account, partially pooled",
    .help =
        "FILE has a header and a row per account and period: account, quantity (or units, volume), price per unit, and any\n"
        "further columns of numbers, such as display or promotion, to allow for. An elasticity of -2 says that 1 % more\n"
        "price costs 2 % of the volume. An account's own estimate is rarely better than its standard error says; the pooled\n"
        "one leans on the other accounts as far as that error demands. A dash means not enough variation, and the reason\n"
        "stands beside it. An elasticity above 0 is always flagged.\n\n"
        "Example, from a file sales.csv with the columns account,week,units,price,display:\n"
        "  kamen calc elasticity --effects week sales.csv\n"
        "Example, one account:\n"
        "  printf 'account,units,price\\na,100,10\\na,82,11\\na,130,9\\na,95,10.5\\na,118,9.4\\na,75,12\\n' |\n"
        "    kamen calc elasticity -",
    .run = elasticity_run,
};
