/* Figures out of the facts and their values in [0, 1]: see docs/methods/selection.md, which states every constant here.
 */
#include "service/analysis/selection_parts.h"

#include <math.h>
#include <stdlib.h>

#define COVERED_COST 0.8   /* of an account's sales, below which its margin is not known */
#define ASSUMED_PROFIT 0.5 /* an assumed value may be off by this fraction of itself */
#define GROWTH_REACH 0.5   /* growth that gets 1; the loss that gets 0 */
#define UNKNOWN_GROWTH 0.5
#define UNKNOWN_RHYTHM 0.25
#define SMAPE_MOST 200.0

/* Lines of the window, by account. */
typedef struct {
    double moved;       /* sum of amounts without their signs */
    double costed;      /* the same of lines with a cost */
    double sales, cost; /* of lines with a cost */
} Costs;

static Costs *
sum_costs(const KamSelectionAnalysis *analysis)
{
    const KamScope *scope = &analysis->behaviour->scope;
    const KamFacts *facts = scope->facts;
    gint32 window = scope->as_of_day - analysis->behaviour->period.window_days;
    Costs *costs = g_new0(Costs, facts->accounts->len + 1);

    for (gsize i = 0; i < facts->n; i++) {
        Costs *c;

        if (facts->day[i] <= window || !kam_scope_has_line(scope, i))
            continue;
        c = &costs[facts->account[i]];
        c->moved += fabs((double)facts->net_micro[i]);
        if (facts->flags[i] & KAM_FACT_NO_COST)
            continue;
        c->costed += fabs((double)facts->net_micro[i]);
        c->sales += (double)facts->net_micro[i];
        c->cost += (double)facts->cost_micro[i];
    }
    return costs;
}

static void
find_house_rate(KamSelectionAnalysis *analysis, const Costs *costs)
{
    double sales = 0, cost = 0;

    for (guint a = 0; a < analysis->behaviour->n_accounts; a++) {
        sales += costs[a].sales;
        cost += costs[a].cost;
    }
    if (sales > 0)
        analysis->house_margin_rate = (KamCalcValue) { (sales - cost) / sales, KAM_CALC_OK };
    else
        analysis->house_margin_rate = (KamCalcValue) { 0, KAM_CALC_EMPTY };
}

/* Amounts are as skewed as accounts are unequal; the root keeps the middle of the list apart and the largest in front.
 */
static double
value_of_amount(double amount, double largest)
{
    return amount > 0 && largest > 0 ? fmin(sqrt(amount / largest), 1) : 0;
}

static void
measure_profit(KamSelectAccount *account, const Costs *c)
{
    KamSelectFigure *profit = &account->figure[KAM_SELECT_PROFIT];

    profit->is_known = c->costed > 0 && c->costed >= COVERED_COST * c->moved;
    profit->figure = profit->is_known ? c->sales - c->cost : NAN;
}

static void
measure_growth(KamSelectAccount *account, const KamBehaviour *b)
{
    KamSelectFigure *growth = &account->figure[KAM_SELECT_GROWTH];

    growth->is_known = b->growth.status == KAM_CALC_OK;
    growth->figure = growth->is_known ? b->growth.value : NAN;
    growth->value = growth->is_known ? CLAMP(0.5 + 0.5 * growth->figure / GROWTH_REACH, 0, 1) : UNKNOWN_GROWTH;
    growth->half = growth->is_known ? 0 : UNKNOWN_GROWTH;
}

/* Who orders every quarter to the day is predictable although no month of theirs is: the better of two proofs counts.
 */
static void
measure_predictability(KamSelectAccount *account, const KamBehaviour *b, double smape)
{
    KamSelectFigure *rhythm = &account->figure[KAM_SELECT_PREDICTABILITY];
    gboolean has_error = !isnan(smape), has_gaps = b->gap_variation.status == KAM_CALC_OK;
    double by_error = has_error ? CLAMP(1 - smape / SMAPE_MOST, 0, 1) : -1;
    double by_gaps = has_gaps ? 1 / (1 + b->gap_variation.value) : -1;

    rhythm->is_known = has_error || has_gaps;
    rhythm->is_gaps = by_gaps > by_error;
    rhythm->figure = !rhythm->is_known ? NAN : rhythm->is_gaps ? b->gap_variation.value : smape / 100;
    rhythm->value = rhythm->is_known ? MAX(by_error, by_gaps) : UNKNOWN_RHYTHM;
    rhythm->half = rhythm->is_known ? 0 : UNKNOWN_RHYTHM;
}

static void
measure_account(KamSelectAccount *account, const KamBehaviour *b, const Costs *c, double smape)
{
    account->figure[KAM_SELECT_VOLUME] = (KamSelectFigure) { .figure = b->recent, .is_known = TRUE };
    account->figure[KAM_SELECT_BREADTH] = (KamSelectFigure) { .figure = b->products, .is_known = b->products > 0 };
    measure_profit(account, c);
    measure_growth(account, b);
    measure_predictability(account, b, smape);
}

static double
largest_of(const KamSelectionAnalysis *analysis, KamSelectCriterion criterion)
{
    double largest = 0;

    for (guint i = 0; i < analysis->n; i++)
        if (analysis->account[i].figure[criterion].is_known)
            largest = fmax(largest, analysis->account[i].figure[criterion].figure);
    return largest;
}

/* Without a cost the margin rate of all accounts together is taken for its own. */
static void
assume_profit(KamSelectFigure *profit, double volume, KamCalcValue rate, double largest)
{
    profit->value = value_of_amount(rate.status == KAM_CALC_OK ? volume * rate.value : 0, largest);
    profit->half = ASSUMED_PROFIT * profit->value;
}

static void
put_on_scales(KamSelectionAnalysis *analysis)
{
    double volume = largest_of(analysis, KAM_SELECT_VOLUME), profit = largest_of(analysis, KAM_SELECT_PROFIT);
    double breadth = largest_of(analysis, KAM_SELECT_BREADTH);

    for (guint i = 0; i < analysis->n; i++) {
        KamSelectFigure *f = analysis->account[i].figure;

        f[KAM_SELECT_VOLUME].value = value_of_amount(f[KAM_SELECT_VOLUME].figure, volume);
        f[KAM_SELECT_BREADTH].value = value_of_amount(f[KAM_SELECT_BREADTH].figure, breadth);
        if (f[KAM_SELECT_PROFIT].is_known)
            f[KAM_SELECT_PROFIT].value = value_of_amount(f[KAM_SELECT_PROFIT].figure, profit);
        else
            assume_profit(&f[KAM_SELECT_PROFIT], f[KAM_SELECT_VOLUME].figure, analysis->house_margin_rate, profit);
        for (guint c = 0; c < KAM_SELECT_N; c++)
            analysis->known[c] += (guint)f[c].is_known;
    }
}

void
kam_selection_measure_by(KamSelectionAnalysis *analysis, const double smape[])
{
    const KamBehaviourAnalysis *b = analysis->behaviour;
    g_autofree Costs *costs = sum_costs(analysis);

    analysis->n = b->n;
    analysis->account = g_new0(KamSelectAccount, b->n + 1);
    find_house_rate(analysis, costs);
    for (guint i = 0; i < b->n; i++) {
        guint32 account = b->order[i];

        analysis->account[i].account = account;
        measure_account(&analysis->account[i], &b->account[account], &costs[account], smape[account]);
    }
    put_on_scales(analysis);
}

double
kam_selection_error_of(const KamAccountForecast *forecast)
{
    return forecast->status == KAM_CALC_OK && forecast->smape.status == KAM_CALC_OK ? forecast->smape.value : NAN;
}

void
kam_selection_measure(KamSelectionAnalysis *analysis)
{
    const KamBehaviourAnalysis *b = analysis->behaviour;
    g_autofree double *smape = g_new(double, b->n_accounts + 1);
    g_autoptr(KamAccountForecasts) forecasts = NULL;
    KamByAccount by;
    KamMonthly monthly;

    kam_by_account_init(&by, b->scope.facts, b->scope.options.basis, b->scope.first_day, b->scope.last_day);
    kam_monthly_init(&monthly, &by, b->scope.first_day, b->scope.as_of_day);
    forecasts = kam_account_forecasts_new(&monthly, b->order, b->n, KAM_QUARTER_MONTHS, KAM_QUARTER_MONTHS);
    for (guint i = 0; i < b->n; i++)
        smape[b->order[i]] = kam_selection_error_of(&forecasts->list[i]);
    kam_selection_measure_by(analysis, smape);
    kam_monthly_clear(&monthly);
    kam_by_account_clear(&by);
}
