/* Price elasticities of a database's accounts: see service/analysis/elasticity.h. */
#include "service/analysis/elasticity.h"

#include <math.h>

#include "service/analysis/elasticity_families.h"
#include "service/analysis/holders.h"

static const KamElasticityCriteria criteria = { KAM_ELASTICITY_MIN_DF, KAM_ELASTICITY_MIN_PRICE_SD,
                                                KAM_ELASTICITY_MAX_STD_ERROR };

const char *
kam_elasticity_quantity_name(KamElasticityQuantity quantity)
{
    static const char *const names[KAM_QUANTITY_N] = { "line", "month" };

    return names[quantity];
}

const char *
kam_elasticity_status_name(const KamElasticity *answer)
{
    if (answer->status != KAM_CALC_OK)
        return "not_enough_variation";
    return answer->reason == KAM_ELASTICITY_IMPRECISE ? "imprecise" : "ok";
}

const char *
kam_elasticity_reason_name(KamElasticityReason reason)
{
    static const char *const names[] = { "",          "few_observations", "little_variation",
                                         "collinear", "same_quantity",    "std_error" };

    return names[reason];
}

const char *
kam_elasticity_flag_name(const KamElasticity *answer)
{
    static const char *const names[] = { "", "sign_uncertain", "positive_own", "positive" };

    return answer->status == KAM_CALC_OK ? names[answer->flag] : "";
}

/* Take what all accounts share in a month out of the quantities. */
static KamCalcStatus
remove_months(KamElasticityCells *cells, const KamElasticityData *data)
{
    g_autofree double *effect = g_new0(double, cells->n_periods);
    KamCalcStatus status = kam_elasticity_period_effects(data, cells->period, cells->n_periods,
                                                         KAM_ELASTICITY_TOLERANCE, KAM_ELASTICITY_ITERATIONS, effect);

    for (gsize i = 0; i < cells->n && status == KAM_CALC_OK; i++)
        cells->quantity[i] *= exp(-effect[cells->period[i]]);
    return status;
}

static void
count_products(KamElasticityAnalysis *analysis, const KamElasticityCells *cells)
{
    g_autofree gboolean *month = g_new0(gboolean, cells->n_periods);

    for (gsize i = 0; i < cells->n; i++) {
        if (i == 0 || cells->panel[i] != cells->panel[i - 1])
            analysis->row[cells->account[i]].products++;
        analysis->months += !month[cells->period[i]];
        month[cells->period[i]] = TRUE;
    }
    analysis->observations = cells->n;
    analysis->left_out_once = cells->left_out_once;
    analysis->left_out_pieces = cells->left_out_pieces;
}

static KamCalcStatus
fit(KamElasticityAnalysis *analysis, const KamElasticityData *data)
{
    KamElasticityModel *model = NULL;
    KamCalcStatus status = kam_elasticity_new(data, &criteria, &model);

    if (status != KAM_CALC_OK)
        return status;
    status = kam_elasticity_fit(model, 0, data->n_accounts);
    if (status == KAM_CALC_OK) {
        analysis->pool_status =
            kam_elasticity_pool(model, KAM_ELASTICITY_TOLERANCE, KAM_ELASTICITY_ITERATIONS, &analysis->prior);
        for (guint a = 0; a < analysis->n_accounts; a++)
            kam_elasticity_account(model, a, &analysis->row[a].answer);
        analysis->common_status = kam_elasticity_common(data, KAM_ELASTICITY_PANEL_LEVELS, &analysis->common, NULL);
    }
    kam_elasticity_free(model);
    return status;
}

static KamCalcStatus
estimate(KamElasticityAnalysis *analysis)
{
    g_auto(KamElasticityCells) cells = { 0 };
    KamElasticityData data;
    KamCalcStatus status;

    kam_elasticity_cells_init(&cells, &analysis->scope, &analysis->question);
    count_products(analysis, &cells);
    data = (KamElasticityData) { .n = cells.n,
                                 .quantity = cells.quantity,
                                 .price = cells.price,
                                 .account = cells.account,
                                 .n_accounts = analysis->n_accounts,
                                 .panel = cells.panel,
                                 .n_panels = cells.n_panels };
    if (cells.n == 0)
        return KAM_CALC_EMPTY;
    status = remove_months(&cells, &data);
    if (status == KAM_CALC_OK)
        status = fit(analysis, &data);
    if (status == KAM_CALC_OK)
        analysis->families = kam_elasticity_families_new(analysis->scope.facts, &cells, &criteria);
    return status;
}

static int
compare_rows(gconstpointer a, gconstpointer b, gpointer data)
{
    const KamElasticityAnalysis *analysis = data;
    guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;
    gint64 net_x = analysis->row[x].net_micro, net_y = analysis->row[y].net_micro;
    const GArray *accounts = analysis->scope.facts->accounts;
    int order;

    if (net_x != net_y)
        return net_x > net_y ? -1 : 1;
    order = kam_number_compare(g_array_index(accounts, KamFactAccount, x).number,
                               g_array_index(accounts, KamFactAccount, y).number);
    return order != 0 ? order : (x > y) - (x < y);
}

static void
order_rows(KamElasticityAnalysis *analysis)
{
    const KamFacts *facts = analysis->scope.facts;

    for (gsize i = 0; i < facts->n; i++)
        if (kam_scope_has_line(&analysis->scope, i))
            analysis->row[facts->account[i]].net_micro += facts->net_micro[i];
    for (guint32 a = 0; a < analysis->n_accounts; a++) {
        const KamElasticity *answer = &analysis->row[a].answer;

        if (answer->n == 0)
            continue;
        analysis->order[analysis->n++] = a;
        analysis->n_estimated += answer->status == KAM_CALC_OK;
        analysis->n_flagged += answer->status == KAM_CALC_OK && answer->flag >= KAM_ELASTICITY_POSITIVE_OWN;
    }
    g_qsort_with_data(analysis->order, (gint)analysis->n, sizeof(guint32), compare_rows, analysis);
}

KamElasticityAnalysis *
kam_elasticity_analysis_new(const KamFacts *facts, gint64 data_version, const KamAnalysisOptions *options,
                            const KamElasticityQuestion *question, GError **error)
{
    g_autoptr(KamElasticityAnalysis) analysis = g_new0(KamElasticityAnalysis, 1);
    KamCalcStatus status;

    g_return_val_if_fail(facts != NULL && options != NULL && question != NULL, NULL);

    if (!kam_scope_init(&analysis->scope, facts, data_version, options, error))
        return NULL;
    analysis->question = *question;
    analysis->n_accounts = facts->accounts->len;
    analysis->row = g_new0(KamElasticityRow, analysis->n_accounts + 1);
    analysis->order = g_new(guint32, analysis->n_accounts + 1);
    status = estimate(analysis);
    if (status != KAM_CALC_OK) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "no elasticity: %s; it takes products that an account buys in two months or more, with a quantity "
                    "(in whole pieces: %g or more on average, see --min-pieces)",
                    kam_calc_status_text(status), question->min_pieces);
        return NULL;
    }
    order_rows(analysis);
    return g_steal_pointer(&analysis);
}

void
kam_elasticity_analysis_free(KamElasticityAnalysis *analysis)
{
    if (analysis == NULL)
        return;
    kam_elasticity_families_free(analysis->families);
    g_free(analysis->row);
    g_free(analysis->order);
    g_free(analysis);
}
