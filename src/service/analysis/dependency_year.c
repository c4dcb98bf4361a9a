/* Sums of the year by holder, what of them is at risk, and the firm without each. */
#include "service/analysis/dependency_parts.h"

#include <math.h>

#include "service/analysis/contribution.h"
#include "service/report/period.h"

#define LEAST_MONTHS 3 /* below which a spread says nothing */

typedef struct {
    KamDependencyAnalysis *analysis;
    KamContribution *sum; /* by holder */
    double *monthly;      /* holders x year_months: net in currency units */
    gint32 *last_day;     /* by account */
    KamDependencyHolder *rows;
    guint32 *lines;
    guint *month_of_day;
} Work;

/* Which of the year's months a day lies in: 0 is the oldest. */
static guint
month_of(const KamDependencyAnalysis *analysis, gint32 day)
{
    guint k = 0;

    while (k + 1 < analysis->year_months && day < kam_report_rolling_start(analysis->scope.as_of_day, k))
        k++;
    return analysis->year_months - 1 - k;
}

/* What a line adds to the amounts at risk of its holder. */
static void
add_risk(const Work *w, KamDependencyHolder *row, guint32 account, double net, double contribution)
{
    const KamAccountLosses *losses = w->analysis->losses;
    const KamClvLoss *loss = &losses->loss[account];

    if (!losses->is_known[account])
        return;
    kam_risk_add(&row->net_at_risk, net, &loss->lost);
    kam_risk_add(&row->net_silent, net, &loss->silent);
    kam_risk_add(&row->contribution_at_risk, contribution, &loss->lost);
    row->net_gone += net * loss->today;
}

static void
add_line(Work *w, gsize line)
{
    KamDependencyAnalysis *analysis = w->analysis;
    const KamFacts *facts = analysis->scope.facts;
    guint32 holder = kam_holders_of_line(&analysis->holders, facts, line), account = facts->account[line];
    gint32 day = facts->day[line];
    gint64 net = facts->net_micro[line];
    gboolean has_cost = !(facts->flags[line] & KAM_FACT_NO_COST);
    gint64 contribution = has_cost ? net - facts->cost_micro[line] : 0;
    KamDependencyHolder *row;

    if (holder == KAM_NO_INDEX)
        return;
    row = &w->rows[holder];
    kam_contribution_add(&w->sum[holder], facts, line);
    w->lines[holder]++;
    w->monthly[(gsize)holder * analysis->year_months + w->month_of_day[day - analysis->year_from]] += (double)net / 1e6;
    analysis->stake[account] += (double)contribution / 1e6;
    if (day >= w->last_day[account]) {
        w->last_day[account] = day;
        analysis->owner[account] = holder;
    }
    add_risk(w, row, account, (double)net / 1e6, (double)contribution / 1e6);
}

/* Of all lines up to the day of the question: how long somebody has been a customer. */
static void
note_first_day(Work *w, gsize line)
{
    const KamFacts *facts = w->analysis->scope.facts;
    guint32 holder = kam_holders_of_line(&w->analysis->holders, facts, line);
    KamDependencyHolder *row = holder == KAM_NO_INDEX ? NULL : &w->rows[holder];

    if (row != NULL && (!row->has_first_day || facts->day[line] < row->first_day)) {
        row->has_first_day = TRUE;
        row->first_day = facts->day[line];
    }
}

static void
sum_lines(Work *w)
{
    KamDependencyAnalysis *analysis = w->analysis;
    const KamScope *scope = &analysis->scope;
    gint32 n_days = scope->as_of_day - analysis->year_from + 1;

    w->month_of_day = g_new(guint, (gsize)n_days);
    for (gint32 d = 0; d < n_days; d++)
        w->month_of_day[d] = month_of(analysis, analysis->year_from + d);
    for (gsize i = 0; i < scope->facts->n; i++) {
        if (!kam_scope_has_line(scope, i))
            continue;
        note_first_day(w, i);
        if (scope->facts->day[i] >= analysis->year_from)
            add_line(w, i);
    }
}

static double
spread_of_year(const double month[], guint n)
{
    double mean = 0, squares = 0;

    if (n < LEAST_MONTHS)
        return (double)NAN;
    for (guint k = 0; k < n; k++)
        mean += month[k] / n;
    for (guint k = 0; k < n; k++)
        squares += (month[k] - mean) * (month[k] - mean);
    return sqrt(squares / (n - 1) * n);
}

static int
compare_rows(gconstpointer a, gconstpointer b)
{
    const KamDependencyHolder *x = a, *y = b;

    if (x->net_micro != y->net_micro)
        return x->net_micro < y->net_micro ? 1 : -1;
    return (x->holder > y->holder) - (x->holder < y->holder);
}

static void
take_rows(Work *w)
{
    KamDependencyAnalysis *analysis = w->analysis;
    KamContribution all = { 0 };

    for (guint h = 0; h < analysis->holders.list->len; h++) {
        KamDependencyHolder *row = &w->rows[h];

        if (w->lines[h] == 0)
            continue;
        row->holder = h;
        row->net_micro = w->sum[h].net_micro;
        row->contribution_micro = w->sum[h].contribution_micro;
        row->has_profit = kam_contribution_is_known(&w->sum[h]);
        row->spread = spread_of_year(w->monthly + (gsize)h * analysis->year_months, analysis->year_months);
        kam_contribution_add_sum(&all, &w->sum[h]);
        analysis->n_holders += row->net_micro > 0;
        g_array_append_val(analysis->all, *row);
    }
    analysis->whole.net_micro = all.net_micro;
    analysis->whole.contribution_micro = all.contribution_micro;
    analysis->has_profit = kam_contribution_is_known(&all);
}

static void
put_in_order(KamDependencyAnalysis *analysis)
{
    guint n = analysis->holders.list->len;

    g_array_sort(analysis->all, compare_rows);
    analysis->place = g_new(guint32, n + 1);
    for (guint h = 0; h < n; h++)
        analysis->place[h] = KAM_NO_INDEX;
    for (guint i = 0; i < analysis->all->len; i++)
        analysis->place[g_array_index(analysis->all, KamDependencyHolder, i).holder] = i;
}

/* --- without one of them --- */

KamDependencyTotals
kam_dependency_totals(const KamDependencyAnalysis *analysis)
{
    KamDependencyTotals totals = { 0 };

    for (guint i = 0; i < analysis->all->len; i++) {
        const KamDependencyHolder *row = &g_array_index(analysis->all, KamDependencyHolder, i);

        if (row->net_micro <= 0)
            continue;
        totals.positive_micro += row->net_micro;
        totals.squares += (double)row->net_micro * (double)row->net_micro;
    }
    return totals;
}

void
kam_dependency_lose(KamDependencyState *state, KamDependencyTotals *totals, const KamDependencyHolder *row)
{
    state->net_micro -= row->net_micro;
    state->contribution_micro -= row->contribution_micro;
    if (row->net_micro <= 0)
        return;
    totals->positive_micro -= row->net_micro;
    totals->squares -= (double)row->net_micro * (double)row->net_micro;
}

double
kam_dependency_hhi(const KamDependencyTotals *totals)
{
    double total = (double)totals->positive_micro;

    return total > 0 ? fmin(fmax(totals->squares, 0) / (total * total), 1) : (double)NAN;
}

static void
judge_rows(KamDependencyAnalysis *analysis)
{
    const KamDependencyTotals totals = kam_dependency_totals(analysis);
    double whole = (double)analysis->whole.net_micro;

    analysis->whole.hhi = kam_dependency_hhi(&totals);
    for (guint i = 0; i < analysis->all->len; i++) {
        KamDependencyHolder *row = &g_array_index(analysis->all, KamDependencyHolder, i);
        KamDependencyTotals rest = totals;

        row->rank = i + 1;
        row->share = whole > 0 ? (double)row->net_micro / whole : (double)NAN;
        row->after = analysis->whole;
        kam_dependency_lose(&row->after, &rest, row);
        row->after.hhi = kam_dependency_hhi(&rest);
    }
    for (guint i = 0; i < MIN(analysis->question.n, analysis->all->len); i++)
        if (g_array_index(analysis->all, KamDependencyHolder, i).net_micro > 0)
            g_array_append_val(analysis->list, g_array_index(analysis->all, KamDependencyHolder, i));
}

void
kam_dependency_sum_year(KamDependencyAnalysis *analysis)
{
    gsize n = analysis->holders.list->len + 1, n_accounts = analysis->scope.facts->accounts->len + 1;
    Work w = { .analysis = analysis };

    w.sum = g_new0(KamContribution, n);
    w.monthly = g_new0(double, n * analysis->year_months);
    w.rows = g_new0(KamDependencyHolder, n);
    w.lines = g_new0(guint32, n);
    w.last_day = g_new0(gint32, n_accounts);
    analysis->stake = g_new0(double, n_accounts);
    analysis->owner = g_new(guint32, n_accounts);
    for (gsize a = 0; a < n_accounts; a++) {
        w.last_day[a] = G_MININT32;
        analysis->owner[a] = KAM_NO_INDEX;
    }
    sum_lines(&w);
    take_rows(&w);
    put_in_order(analysis);
    judge_rows(analysis);
    g_free(w.sum);
    g_free(w.monthly);
    g_free(w.rows);
    g_free(w.lines);
    g_free(w.last_day);
    g_free(w.month_of_day);
}
