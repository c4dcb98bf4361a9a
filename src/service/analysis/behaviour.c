/* Columns for libkamen out of the facts, and the sums over its answers. */
#include "service/analysis/behaviour.h"

#include <kamen/rank.h>
#include <math.h>

#include "service/analysis/holders.h"

static const char *const figure_names[KAM_FIGURE_N] = {
    [KAM_FIGURE_RECENCY] = "recency_days",    [KAM_FIGURE_FREQUENCY] = "frequency",
    [KAM_FIGURE_MONETARY] = "monetary",       [KAM_FIGURE_TENURE] = "tenure_days",
    [KAM_FIGURE_GROWTH] = "growth",           [KAM_FIGURE_GAP] = "gap_median_days",
    [KAM_FIGURE_VARIATION] = "gap_variation", [KAM_FIGURE_SILENCE] = "silence",
    [KAM_FIGURE_BREADTH] = "products",        [KAM_FIGURE_CREDIT_SHARE] = "credit_share",
};

const char *
kam_behaviour_figure_name(KamBehaviourFigure figure)
{
    return figure_names[figure];
}

KamCalcValue
kam_behaviour_figure(const KamBehaviour *account, KamBehaviourFigure figure)
{
    switch (figure) {
    case KAM_FIGURE_RECENCY:
        return (KamCalcValue) { account->recency_days, account->status };
    case KAM_FIGURE_FREQUENCY:
        return (KamCalcValue) { account->documents, account->status };
    case KAM_FIGURE_MONETARY:
        return (KamCalcValue) { account->sales / 1e6, account->status };
    case KAM_FIGURE_TENURE:
        return (KamCalcValue) { account->tenure_days, account->status };
    case KAM_FIGURE_GROWTH:
        return account->growth;
    case KAM_FIGURE_GAP:
        return account->gap_median_days;
    case KAM_FIGURE_VARIATION:
        return account->gap_variation;
    case KAM_FIGURE_SILENCE:
        return account->silence;
    case KAM_FIGURE_BREADTH:
        return (KamCalcValue) { account->products, account->status };
    case KAM_FIGURE_CREDIT_SHARE:
        return account->credit_share;
    case KAM_FIGURE_N:
        break;
    }
    return (KamCalcValue) { 0, KAM_CALC_EMPTY };
}

guint
kam_rfm_cell(guint recency, guint frequency, guint monetary)
{
    return ((recency - 1) * KAM_RFM_GROUPS + frequency - 1) * KAM_RFM_GROUPS + monetary - 1;
}

gboolean
kam_rfm_is_in_group(KamRfm rfm, KamRfmGroup group)
{
    switch (group) {
    case KAM_RFM_BEST:
        return rfm.recency == 5 && rfm.frequency == 5 && rfm.monetary == 5;
    case KAM_RFM_STRONG:
        return rfm.recency >= 4 && rfm.frequency >= 4 && rfm.monetary >= 4;
    case KAM_RFM_LAPSING:
        return rfm.recency <= 2 && rfm.frequency >= 4;
    case KAM_RFM_WEAKEST:
        return rfm.recency == 1 && rfm.frequency == 1 && rfm.monetary == 1;
    case KAM_RFM_GROUP_N:
        break;
    }
    return FALSE;
}

const char *
kam_rfm_group_name(KamRfmGroup group)
{
    static const char *const names[KAM_RFM_GROUP_N] = { "best", "strong", "lapsing", "weakest" };

    return names[group];
}

/* The columns that libkamen takes, with one entry a counted line. */
typedef struct {
    guint32 *account, *document, *product;
    gint32 *day;
    double *amount;
    gsize n;
} Columns;

static void
columns_init(Columns *c, const KamScope *scope)
{
    const KamFacts *facts = scope->facts;

    *c = (Columns) { .account = g_new(guint32, scope->counted),
                     .document = g_new(guint32, scope->counted),
                     .product = g_new(guint32, scope->counted),
                     .day = g_new(gint32, scope->counted),
                     .amount = g_new(double, scope->counted) };
    for (gsize i = 0; i < facts->n; i++) {
        if (!kam_scope_has_line(scope, i))
            continue;
        c->account[c->n] = facts->account[i];
        c->document[c->n] = facts->document[i];
        c->product[c->n] = facts->flags[i] & KAM_FACT_CHARGE ? KAM_BEHAVIOUR_NONE : facts->product[i];
        c->day[c->n] = facts->day[i];
        c->amount[c->n++] = (double)facts->net_micro[i];
    }
}

static void
columns_clear(Columns *c)
{
    g_free(c->account);
    g_free(c->document);
    g_free(c->product);
    g_free(c->day);
    g_free(c->amount);
}

static KamCalcStatus
measure(KamBehaviourAnalysis *analysis)
{
    const KamFacts *facts = analysis->scope.facts;
    g_autofree guint32 *work = NULL;
    KamBehaviourLines lines;
    KamCalcStatus status;
    Columns columns;

    columns_init(&columns, &analysis->scope);
    lines = (KamBehaviourLines) { .n = columns.n,
                                  .account = columns.account,
                                  .day = columns.day,
                                  .amount = columns.amount,
                                  .document = columns.document,
                                  .product = columns.product,
                                  .n_accounts = facts->accounts->len,
                                  .n_documents = facts->n_documents,
                                  .n_products = facts->products->len };
    analysis->period =
        (KamBehaviourPeriod) { analysis->scope.first_day, analysis->scope.as_of_day, KAM_BEHAVIOUR_YEAR_DAYS };
    work = g_new(guint32, kam_behaviour_work_length(&lines) + 1);
    status = kam_behaviour_measure(&lines, &analysis->period, work, analysis->account);
    columns_clear(&columns);
    return status;
}

static int
compare_account_numbers(gconstpointer a, gconstpointer b, gpointer data)
{
    guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;
    const KamFacts *facts = data;
    int order = kam_number_compare(g_array_index(facts->accounts, KamFactAccount, x).number,
                                   g_array_index(facts->accounts, KamFactAccount, y).number);

    return order != 0 ? order : (x > y) - (x < y);
}

/* Ascending account numbers decide between equal values, in the scores and in the order of the list. */
static KamCalcStatus
score(KamBehaviourAnalysis *analysis)
{
    guint n = analysis->n_accounts;
    g_autofree guint32 *work = g_new(guint32, 2 * (gsize)n + 1);
    g_autofree double *key = g_new(double, (gsize)n + 1);
    KamCalcStatus status;

    for (guint i = 0; i < n; i++)
        analysis->order[i] = i;
    g_qsort_with_data(analysis->order, (gint)n, sizeof(guint32), compare_account_numbers,
                      (gpointer)(guintptr)analysis->scope.facts);
    status = kam_behaviour_rfm(analysis->account, n, analysis->order, KAM_RFM_GROUPS, key, work, analysis->rfm);
    if (status != KAM_CALC_OK)
        return status;
    for (guint i = 0; i < n; i++) {
        guint32 account = analysis->order[i];

        if (analysis->account[account].status == KAM_CALC_OK)
            analysis->order[analysis->n++] = account;
        else if (analysis->account[account].credits > 0)
            analysis->without_purchase++;
    }
    for (guint i = 0; i < n; i++)
        key[i] = analysis->account[i].sales;
    return kam_rank_order(key, analysis->order, analysis->n, work);
}

static void
count_cells(KamBehaviourAnalysis *analysis)
{
    for (guint i = 0; i < analysis->n; i++) {
        const KamBehaviour *account = &analysis->account[analysis->order[i]];
        KamRfm rfm = analysis->rfm[analysis->order[i]];
        KamRfmCell *cell = &analysis->cell[kam_rfm_cell(rfm.recency, rfm.frequency, rfm.monetary)];
        gint64 sales_micro = (gint64)llround(account->sales);

        analysis->cells_occupied += cell->accounts++ == 0;
        cell->sales_micro += sales_micro;
        for (KamRfmGroup group = 0; group < KAM_RFM_GROUP_N; group++) {
            if (!kam_rfm_is_in_group(rfm, group))
                continue;
            analysis->group[group].accounts++;
            analysis->group[group].sales_micro += sales_micro;
        }
        analysis->purchased_once += account->documents == 1;
    }
}

static void
spread_figure(KamBehaviourAnalysis *analysis, KamBehaviourFigure figure, double value[])
{
    KamFigureSpread *spread = &analysis->spread[figure];
    double sum = 0;
    guint n = 0;

    for (guint i = 0; i < analysis->n; i++) {
        KamCalcValue v = kam_behaviour_figure(&analysis->account[analysis->order[i]], figure);

        if (v.status == KAM_CALC_OK)
            value[n++] = v.value;
    }
    spread->known = n;
    if (kam_rank_descending(value, n, value) != KAM_CALC_OK)
        return;
    for (guint i = 0; i < n; i++)
        sum += value[i];
    spread->mean = sum / n;
    spread->median = (value[(n - 1) / 2] + value[n / 2]) / 2;
    spread->most = value[0];
    spread->least = value[n - 1];
}

KamBehaviourAnalysis *
kam_behaviour_analysis_new(const KamFacts *facts, gint64 data_version, const KamAnalysisOptions *options,
                           GError **error)
{
    g_autoptr(KamBehaviourAnalysis) analysis = g_new0(KamBehaviourAnalysis, 1);
    g_autofree double *value = NULL;

    g_return_val_if_fail(facts != NULL && options != NULL, NULL);

    if (!kam_scope_init(&analysis->scope, facts, data_version, options, error))
        return NULL;
    analysis->n_accounts = facts->accounts->len;
    analysis->account = g_new0(KamBehaviour, analysis->n_accounts + 1);
    analysis->rfm = g_new0(KamRfm, analysis->n_accounts + 1);
    analysis->order = g_new(guint32, analysis->n_accounts + 1);
    if (measure(analysis) != KAM_CALC_OK || score(analysis) != KAM_CALC_OK) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "no purchase to analyse: none of the %" G_GUINT64_FORMAT " counted lines is above 0; try another "
                    "basis or period",
                    analysis->scope.counted);
        return NULL;
    }
    count_cells(analysis);
    value = g_new(double, analysis->n + 1);
    for (KamBehaviourFigure figure = 0; figure < KAM_FIGURE_N; figure++)
        spread_figure(analysis, figure, value);
    return g_steal_pointer(&analysis);
}

void
kam_behaviour_analysis_free(KamBehaviourAnalysis *analysis)
{
    if (analysis == NULL)
        return;
    g_free(analysis->account);
    g_free(analysis->rfm);
    g_free(analysis->order);
    g_free(analysis);
}
