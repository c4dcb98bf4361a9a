/* The four values and their weights. Constants are stated in docs/methods/selection.md. */
#include "service/analysis/sales_attractiveness.h"

#include <math.h>

#include "service/analysis/account_costs.h"

typedef enum { VOLUME, PROFIT, GROWTH, PREDICTABILITY, BREADTH, CRITERIA } Criterion;

static const double weights[CRITERIA] = { 0, 0.25, 0.15, 0.15, 0.10 };

/* One criterion of one account. */
typedef struct {
    double figure; /* NaN when not known */
    double value;  /* in [0, 1] */
    gboolean is_known;
} Figure;

typedef struct {
    guint32 account;
    Figure figure[CRITERIA];
} Account;

typedef struct {
    KamBehaviourAnalysis *behaviour;
    guint known[CRITERIA];
    KamCalcValue house_margin_rate;
    Account *account;
    guint n;
} Measured;

#define GROWTH_REACH 0.5 /* growth that gets 1; the loss that gets 0 */
#define UNKNOWN_GROWTH 0.5
#define UNKNOWN_RHYTHM 0.25
#define SMAPE_MOST 200.0

static void
find_house_rate(Measured *analysis, const KamAccountCosts *costs)
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
measure_profit(Account *account, const KamAccountCosts *c)
{
    Figure *profit = &account->figure[PROFIT];

    profit->is_known = kam_account_costs_is_known(c);
    profit->figure = profit->is_known ? c->sales - c->cost : NAN;
}

static void
measure_growth(Account *account, const KamBehaviour *b)
{
    Figure *growth = &account->figure[GROWTH];

    growth->is_known = b->growth.status == KAM_CALC_OK;
    growth->figure = growth->is_known ? b->growth.value : NAN;
    growth->value = growth->is_known ? CLAMP(0.5 + 0.5 * growth->figure / GROWTH_REACH, 0, 1) : UNKNOWN_GROWTH;
}

/* Who orders every quarter to the day is predictable although no month of theirs is: the better of two proofs counts.
 */
static void
measure_predictability(Account *account, const KamBehaviour *b, double smape)
{
    Figure *rhythm = &account->figure[PREDICTABILITY];
    gboolean has_error = !isnan(smape), has_gaps = b->gap_variation.status == KAM_CALC_OK;
    double by_error = has_error ? CLAMP(1 - smape / SMAPE_MOST, 0, 1) : -1;
    double by_gaps = has_gaps ? 1 / (1 + b->gap_variation.value) : -1;

    rhythm->is_known = has_error || has_gaps;
    rhythm->figure = !rhythm->is_known ? NAN : by_gaps > by_error ? b->gap_variation.value : smape / 100;
    rhythm->value = rhythm->is_known ? MAX(by_error, by_gaps) : UNKNOWN_RHYTHM;
}

static void
measure_account(Account *account, const KamBehaviour *b, const KamAccountCosts *c, double smape)
{
    account->figure[VOLUME] = (Figure) { .figure = b->recent, .is_known = TRUE };
    account->figure[BREADTH] = (Figure) { .figure = b->products, .is_known = b->products > 0 };
    measure_profit(account, c);
    measure_growth(account, b);
    measure_predictability(account, b, smape);
}

static double
largest_of(const Measured *analysis, Criterion criterion)
{
    double largest = 0;

    for (guint i = 0; i < analysis->n; i++)
        if (analysis->account[i].figure[criterion].is_known)
            largest = fmax(largest, analysis->account[i].figure[criterion].figure);
    return largest;
}

/* Without a cost the margin rate of all accounts together is taken for its own. */
static void
assume_profit(Figure *profit, double volume, KamCalcValue rate, double largest)
{
    profit->value = value_of_amount(rate.status == KAM_CALC_OK ? volume * rate.value : 0, largest);
}

static void
put_on_scales(Measured *analysis)
{
    double volume = largest_of(analysis, VOLUME), profit = largest_of(analysis, PROFIT);
    double breadth = largest_of(analysis, BREADTH);

    for (guint i = 0; i < analysis->n; i++) {
        Figure *f = analysis->account[i].figure;

        f[VOLUME].value = value_of_amount(f[VOLUME].figure, volume);
        f[BREADTH].value = value_of_amount(f[BREADTH].figure, breadth);
        if (f[PROFIT].is_known)
            f[PROFIT].value = value_of_amount(f[PROFIT].figure, profit);
        else
            assume_profit(&f[PROFIT], f[VOLUME].figure, analysis->house_margin_rate, profit);
        for (guint c = 0; c < CRITERIA; c++)
            analysis->known[c] += (guint)f[c].is_known;
    }
}

static void
measure(Measured *analysis, const double smape[])
{
    const KamBehaviourAnalysis *b = analysis->behaviour;
    g_autofree KamAccountCosts *costs = kam_account_costs_new(&b->scope, b->period.window_days);

    analysis->n = b->n;
    analysis->account = g_new0(Account, b->n + 1);
    find_house_rate(analysis, costs);
    for (guint i = 0; i < b->n; i++) {
        guint32 account = b->order[i];

        analysis->account[i].account = account;
        measure_account(&analysis->account[i], &b->account[account], &costs[account], smape[account]);
    }
    put_on_scales(analysis);
}

/* Without volume, whose weight goes to the others; so does that of a criterion that is known of nobody. */
static double
attractiveness_of(const Measured *analysis, const Account *account)
{
    double sum = 0, used = 0;

    for (guint c = 0; c < CRITERIA; c++)
        if (analysis->known[c] > 0) {
            sum += weights[c] * account->figure[c].value;
            used += weights[c];
        }
    return used > 0 ? CLAMP(sum / used, 0, 1) : NAN;
}

void
kam_sales_attractiveness(const KamFacts *facts, KamReportBasis basis, const double smape[], double attractive[])
{
    const KamAnalysisOptions options = { .basis = basis, .from_day = KAM_DAY_NONE, .until_day = KAM_DAY_NONE };
    Measured analysis = { .behaviour = kam_behaviour_analysis_new(facts, 0, &options, NULL) };

    for (guint a = 0; a < facts->accounts->len; a++)
        attractive[a] = NAN;
    if (analysis.behaviour == NULL)
        return;
    measure(&analysis, smape);
    for (guint i = 0; i < analysis.n; i++)
        attractive[analysis.account[i].account] = attractiveness_of(&analysis, &analysis.account[i]);
    g_free(analysis.account);
    kam_behaviour_analysis_free(analysis.behaviour);
}

double
kam_sales_attractiveness_error_of(const KamAccountForecast *forecast)
{
    return forecast->status == KAM_CALC_OK && forecast->smape.status == KAM_CALC_OK ? forecast->smape.value : NAN;
}
