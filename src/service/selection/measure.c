/* The measures. Each states here what it is; docs/methods/selection.md says why. */
#include "service/selection/measure.h"

#include <math.h>
#include <string.h>

#include "service/analysis/predictability.h"

#define MICRO 1e6
#define DAYS_A_YEAR 365.25
#define SALES_UNIT 100000.0 /* documents are counted for so much of sales */

/* --- what measures are taken from --------------------------------------------------------------------------------- */

static const KamAccountCosts *
costs_of(KamMeasures *m, guint32 account)
{
    if (m->costs == NULL)
        m->costs = kam_account_costs_new(&m->behaviour->scope, m->behaviour->period.window_days);
    return &m->costs[account];
}

static const KamMonthly *
months_of(KamMeasures *m)
{
    const KamScope *scope = &m->behaviour->scope;

    if (!m->has_months) {
        kam_by_account_init(&m->by, m->facts, scope->options.basis, scope->first_day, scope->last_day);
        kam_monthly_init(&m->monthly, &m->by, scope->first_day, scope->as_of_day);
        m->has_months = TRUE;
    }
    return &m->monthly;
}

/* Of each account, how many products it bought in the last window and in the one before it. */
static const guint32 *
products_of(KamMeasures *m, guint32 account)
{
    const gint32 end = m->behaviour->scope.as_of_day, days = m->behaviour->period.window_days;
    g_autofree guint32 *seen = NULL; /* by window and product: the account that was last seen with it */
    guint n = m->facts->products->len;

    if (m->products != NULL)
        return &m->products[2 * (gsize)account];
    months_of(m);
    m->products = g_new0(guint32, 2 * (gsize)m->by.n_accounts + 2);
    seen = g_new0(guint32, 2 * (gsize)n + 1);
    for (guint32 a = 0; a < m->by.n_accounts; a++)
        for (gsize k = m->by.start[a]; k < m->by.start[a + 1]; k++) {
            guint32 line = m->by.line[k], product = m->facts->product[line];
            gint32 window = (end - m->facts->day[line]) / days;

            if (product == KAM_NO_INDEX || window > 1 || m->facts->net_micro[line] <= 0 ||
                m->facts->flags[line] & KAM_FACT_CHARGE || seen[(gsize)window * n + product] == a + 1)
                continue;
            seen[(gsize)window * n + product] = a + 1;
            m->products[2 * (gsize)a + (gsize)window]++;
        }
    return &m->products[2 * (gsize)account];
}

static gboolean
wants(const KamMeasures *m, const char *name)
{
    return (m->wanted & G_GUINT64_CONSTANT(1) << kam_measure_index(kam_measure_find(name))) != 0;
}

/* Where no measure asks for the value of everybody, that of the largest buyers is enough. */
static const KamAccountValue *
value_of(KamMeasures *m, guint32 account)
{
    guint most = wants(m, "value") || wants(m, "alive") ? 0 : KAM_MEASURE_FORECASTS;

    if (m->values == NULL)
        m->values = kam_foreseen_values_get(m->behaviour, most, m->context);
    return m->values->values->status == KAM_CALC_OK ? &m->values->values->list[account] : NULL;
}

static const KamElasticityFamilies *
families_of(KamMeasures *m)
{
    const KamElasticityQuestion question = { KAM_QUANTITY_LINE, KAM_ELASTICITY_MIN_PIECES };

    if (!m->asked_elasticity)
        m->elasticity = kam_elasticity_analysis_new(m->facts, m->data_version, &m->options, &question, NULL);
    m->asked_elasticity = TRUE;
    return m->elasticity == NULL ? NULL : m->elasticity->families;
}

static const KamBehaviour *
behaviour_of(const KamMeasures *m, guint32 account)
{
    return &m->behaviour->account[account];
}

static KamMeasured
exactly(double figure)
{
    return (KamMeasured) { figure, 0 };
}

static KamMeasured
when_known(KamCalcValue value)
{
    return exactly(value.status == KAM_CALC_OK ? value.value : NAN);
}

/* See docs/methods/predictability.md. */
static void
judge_predictability(KamMeasures *m)
{
    g_autoptr(KamForeseenQuarter) quarter = kam_foreseen_quarter_get(m->behaviour, KAM_MEASURE_FORECASTS, m->context);

    m->predictability = g_new(double, m->facts->accounts->len + 1);
    for (guint a = 0; a < m->facts->accounts->len; a++)
        m->predictability[a] = NAN;
    for (guint i = 0; i < MIN(quarter->n, KAM_MEASURE_FORECASTS); i++) {
        const KamAccountForecast *forecast = &quarter->forecasts->list[i];
        const KamPredictabilityFigures figures = { .forecast = forecast,
                                                   .behaviour = behaviour_of(m, forecast->account),
                                                   .value = value_of(m, forecast->account),
                                                   .contract = m->contracts->list[forecast->account].share };

        m->predictability[forecast->account] = kam_predictability_index(&figures).index;
    }
}

/* --- the measures ------------------------------------------------------------------------------------------------- */

static KamMeasured
measure_volume(KamMeasures *m, guint32 account)
{
    return exactly(behaviour_of(m, account)->recent / MICRO);
}

static KamMeasured
measure_profit(KamMeasures *m, guint32 account)
{
    const KamAccountCosts *c = costs_of(m, account);

    return exactly(kam_account_costs_is_known(c) ? (c->sales - c->cost) / MICRO : NAN);
}

static KamMeasured
measure_margin_rate(KamMeasures *m, guint32 account)
{
    const KamAccountCosts *c = costs_of(m, account);

    return exactly(c->sales > 0 && kam_account_costs_is_known(c) ? (c->sales - c->cost) / c->sales : NAN);
}

/* Without enough variation of prices it is not known: what all have in common says nothing of this account. */
static KamMeasured
measure_price_sensitivity(KamMeasures *m, guint32 account)
{
    const KamElasticityFamilies *families = families_of(m);
    KamElasticityEstimate mean;

    if (families == NULL || !kam_elasticity_families_sensitivity(families, account, &mean))
        return exactly(NAN);
    return (KamMeasured) { -mean.value, mean.std_error };
}

static KamMeasured
measure_growth(KamMeasures *m, guint32 account)
{
    return when_known(behaviour_of(m, account)->growth);
}

static KamMeasured
measure_breadth(KamMeasures *m, guint32 account)
{
    guint32 products = behaviour_of(m, account)->products;

    return exactly(products > 0 ? products : NAN);
}

/* A half: as many as before. Without a full year before there is nothing to put beside. */
static KamMeasured
measure_breadth_growth(KamMeasures *m, guint32 account)
{
    const guint32 *products = products_of(m, account);
    double now = products[0], before = products[1];

    return exactly(behaviour_of(m, account)->tenure_days >= 2 * DAYS_A_YEAR && now + before > 0 ? now / (now + before)
                                                                                                : NAN);
}

static KamMeasured
measure_value(KamMeasures *m, guint32 account)
{
    const KamAccountValue *value = value_of(m, account);

    if (value == NULL || isnan(value->value))
        return exactly(NAN);
    return (KamMeasured) { value->value,
                           isnan(value->value_lower) ? 0 : (value->value_upper - value->value_lower) / 3.92 };
}

static KamMeasured
measure_alive(KamMeasures *m, guint32 account)
{
    const KamAccountValue *value = value_of(m, account);

    return exactly(value == NULL ? NAN : value->future.p_alive);
}

static KamMeasured
measure_tenure(KamMeasures *m, guint32 account)
{
    return exactly(behaviour_of(m, account)->tenure_days / DAYS_A_YEAR);
}

static KamMeasured
measure_cost_to_serve(KamMeasures *m, guint32 account)
{
    const KamBehaviour *b = behaviour_of(m, account);

    return exactly(b->sales > 0 ? b->documents / (b->sales / MICRO / SALES_UNIT) : NAN);
}

static KamMeasured
measure_returns(KamMeasures *m, guint32 account)
{
    return when_known(behaviour_of(m, account)->credit_share);
}

static KamMeasured
measure_regularity(KamMeasures *m, guint32 account)
{
    KamCalcValue variation = behaviour_of(m, account)->gap_variation;

    return exactly(variation.status == KAM_CALC_OK ? 1 / (1 + variation.value) : NAN);
}

static KamMeasured
measure_predictability(KamMeasures *m, guint32 account)
{
    if (m->predictability == NULL)
        judge_predictability(m);
    return exactly(m->predictability[account]);
}

static KamMeasured
measure_contract_share(KamMeasures *m, guint32 account)
{
    return exactly(m->contracts->list[account].share);
}

static KamMeasured
measure_contract_length(KamMeasures *m, guint32 account)
{
    return exactly(m->contracts->is_kept ? m->contracts->list[account].years : NAN);
}

static const KamMeasure table[] = {
    { .name = "volume",
      .unit_of = { "MEASURE_VOLUME", "net sales of the last 365 days", "neto prodaja poslednjih 365 dana" },
      .is_money = TRUE,
      .measure = measure_volume },
    { .name = "profit",
      .unit_of = { "MEASURE_PROFIT", "margin of the last 365 days", "zarada poslednjih 365 dana" },
      .is_money = TRUE,
      .needs_margin = TRUE,
      .measure = measure_profit },
    { .name = "margin_rate",
      .unit_of = { "MEASURE_MARGIN_RATE", "margin for one of sales", "zarada na jedinicu prodaje" },
      .needs_margin = TRUE,
      .measure = measure_margin_rate },
    { .name = "price_sensitivity",
      .unit_of = { "MEASURE_PRICE_SENSITIVITY", "percent of volume lost for one percent of price",
                   "procenata količine za jedan procenat cene" },
      .measure = measure_price_sensitivity },
    { .name = "growth",
      .unit_of = { "MEASURE_GROWTH", "growth against the year before", "rast u odnosu na prethodnu godinu" },
      .measure = measure_growth },
    { .name = "predictability",
      .unit_of = { "MEASURE_PREDICTABILITY", "index from 0 to 1", "indeks od 0 do 1" },
      .needs_agreements = TRUE,
      .measure = measure_predictability },
    { .name = "breadth",
      .unit_of = { "MEASURE_BREADTH", "products bought", "kupljenih artikala" },
      .measure = measure_breadth },
    { .name = "breadth_growth",
      .unit_of = { "MEASURE_BREADTH_GROWTH", "products of the last year, for one of both years together",
                   "artikala poslednje godine, na jedan iz obe godine zajedno" },
      .measure = measure_breadth_growth },
    { .name = "partnership_signs",
      .unit_of = { "MEASURE_PARTNERSHIP_SIGNS", "mean of the signs, from 0 to 1", "prosek znakova, od 0 do 1" } },
    { .name = "value",
      .unit_of = { "MEASURE_VALUE", "value of the next twelve months", "vrednost narednih dvanaest meseci" },
      .is_money = TRUE,
      .needs_margin = TRUE,
      .measure = measure_value },
    { .name = "alive",
      .unit_of = { "MEASURE_ALIVE", "chance that it still buys", "verovatnoća da još kupuje" },
      .measure = measure_alive },
    { .name = "tenure",
      .unit_of = { "MEASURE_TENURE", "years since the first purchase", "godina od prve kupovine" },
      .measure = measure_tenure },
    { .name = "cost_to_serve",
      .unit_of = { "MEASURE_COST_TO_SERVE", "documents for 100,000 of sales", "dokumenata na 100.000 prodaje" },
      .measure = measure_cost_to_serve },
    { .name = "returns",
      .unit_of = { "MEASURE_RETURNS", "credits for one of sales", "odobrenja na jedinicu prodaje" },
      .measure = measure_returns },
    { .name = "regularity",
      .unit_of = { "MEASURE_REGULARITY", "regularity of orders from 0 to 1", "redovnost porudžbina od 0 do 1" },
      .measure = measure_regularity },
    { .name = "contract_share",
      .unit_of = { "MEASURE_CONTRACT_SHARE", "share of sales under agreements", "udeo prodaje pod ugovorima" },
      .needs_agreements = TRUE,
      .measure = measure_contract_share },
    { .name = "contract_length",
      .unit_of = { "MEASURE_CONTRACT_LENGTH", "years under agreements without a gap",
                   "godina pod ugovorima bez prekida" },
      .needs_agreements = TRUE,
      .measure = measure_contract_length },
    { 0 },
};

/* --- for others --------------------------------------------------------------------------------------------------- */

const KamMeasure *
kam_measures_table(void)
{
    return table;
}

guint
kam_measure_index(const KamMeasure *measure)
{
    return (guint)(measure - table);
}

const KamMeasure *
kam_measure_find(const char *name)
{
    for (const KamMeasure *measure = table; measure->name != NULL; measure++)
        if (strcmp(measure->name, name) == 0)
            return measure;
    return NULL;
}

KamMeasures *
kam_measures_new(const KamFacts *facts, gint64 data_version, const KamAnalysisOptions *options, guint64 wanted,
                 const KamAnalysisContext *context, GError **error)
{
    g_autoptr(KamMeasures) measures = g_new0(KamMeasures, 1);

    measures->facts = facts;
    measures->data_version = data_version;
    measures->options = *options;
    measures->wanted = wanted;
    measures->context = context;
    measures->behaviour = kam_behaviour_analysis_new(facts, data_version, options, error);
    if (measures->behaviour == NULL)
        return NULL;
    measures->contracts = kam_contracts_new(NULL, &measures->behaviour->scope, NULL);
    return g_steal_pointer(&measures);
}

gboolean
kam_measures_learn_contracts(KamMeasures *measures, KamDb *db, const KamContractsRoll *roll, GError **error)
{
    KamContracts *contracts = kam_contracts_load(db, &measures->behaviour->scope, roll, error);

    if (contracts == NULL)
        return FALSE;
    kam_contracts_free(measures->contracts);
    measures->contracts = contracts;
    return TRUE;
}

void
kam_measures_free(KamMeasures *measures)
{
    if (measures == NULL)
        return;
    kam_foreseen_values_unref(measures->values);
    kam_contracts_free(measures->contracts);
    kam_elasticity_analysis_free(measures->elasticity);
    if (measures->has_months) {
        kam_monthly_clear(&measures->monthly);
        kam_by_account_clear(&measures->by);
    }
    kam_behaviour_analysis_free(measures->behaviour);
    g_free(measures->costs);
    g_free(measures->predictability);
    g_free(measures->products);
    g_free(measures);
}
