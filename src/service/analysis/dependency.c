/* Sums of the year by holder, the chance that each is lost, and the firm without them. */
#include "service/analysis/dependency.h"

#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "service/analysis/account_value.h"
#include "service/analysis/line_buckets.h"
#include "service/report/period.h"

#define MONTHS 12
#define LEAST_MONTHS 3 /* below which a spread says nothing */
#define COVERED_COST 0.8
#define NORMAL_90 1.6448536269514722
#define QUARTERS_OF_YEAR 4
#define MONTHS_OF_QUARTER 3

typedef struct {
    KamDependencyAnalysis *analysis;
    double *moved, *costed; /* by holder: amounts without their signs, and those with a cost */
    double *risk;           /* by holder: net times the chance of loss of the account, in millionths */
    double *monthly;        /* holders x year_months: net in currency units */
    KamDependencyHolder *rows;
    guint32 *lines;
    double *loss; /* by account; NULL: not known */
} Work;

static guint32
holder_of(const Work *w, gsize line)
{
    return kam_holders_of_line(&w->analysis->holders, w->analysis->scope.facts, line);
}

/* Which of the year's months a day lies in: 0 is the oldest. */
static guint
month_of(const KamDependencyAnalysis *analysis, gint32 day)
{
    guint k = 0;

    while (k + 1 < analysis->year_months && day < kam_report_rolling_start(analysis->scope.as_of_day, k))
        k++;
    return analysis->year_months - 1 - k;
}

static void
add_line(Work *w, gsize line, const guint month_of_day[])
{
    KamDependencyAnalysis *analysis = w->analysis;
    const KamFacts *facts = analysis->scope.facts;
    guint32 holder = holder_of(w, line);
    double net = (double)facts->net_micro[line];
    KamDependencyHolder *row;

    if (holder == KAM_NO_INDEX)
        return;
    row = &w->rows[holder];
    row->net_micro += facts->net_micro[line];
    w->lines[holder]++;
    w->moved[holder] += fabs(net);
    w->monthly[(gsize)holder * analysis->year_months + month_of_day[facts->day[line] - analysis->year_from]] +=
        net / 1e6;
    if (w->loss != NULL)
        w->risk[holder] += net * w->loss[facts->account[line]];
    if (facts->flags[line] & KAM_FACT_NO_COST)
        return;
    w->costed[holder] += fabs(net);
    row->contribution_micro += facts->net_micro[line] - facts->cost_micro[line];
}

static void
sum_year(Work *w)
{
    KamDependencyAnalysis *analysis = w->analysis;
    const KamScope *scope = &analysis->scope;
    gint32 n_days = scope->as_of_day - analysis->year_from + 1;
    g_autofree guint *month_of_day = g_new(guint, (gsize)n_days);

    for (gint32 d = 0; d < n_days; d++)
        month_of_day[d] = month_of(analysis, analysis->year_from + d);
    for (gsize i = 0; i < scope->facts->n; i++)
        if (scope->facts->day[i] >= analysis->year_from && kam_scope_has_line(scope, i))
            add_line(w, i, month_of_day);
}

/* The chance that each account buys no more: of kamen/lifetime.h, as `analyze clv` tells it. */
static void
find_losses(Work *w)
{
    const KamScope *scope = &w->analysis->scope;
    const KamAccountValueOptions options = { .months = KAM_VALUE_DEFAULT_MONTHS,
                                             .discount = KAM_VALUE_DEFAULT_DISCOUNT,
                                             .choose = TRUE };
    g_autoptr(KamAccountValues) values = NULL;
    KamByAccount by;
    KamMonthly monthly;

    kam_by_account_init(&by, scope->facts, scope->options.basis, scope->first_day, scope->last_day);
    kam_monthly_init(&monthly, &by, scope->first_day, scope->as_of_day);
    values = kam_account_values_new(&by, &monthly, scope->first_day, scope->as_of_day, &options);
    w->analysis->knows_probability = values->status == KAM_CALC_OK;
    if (w->analysis->knows_probability)
        w->loss = g_new(double, values->n + 1);
    for (guint a = 0; w->loss != NULL && a < values->n; a++)
        w->loss[a] = values->list[a].future.status == KAM_CALC_OK ? 1 - values->list[a].future.p_alive : 1;
    kam_monthly_clear(&monthly);
    kam_by_account_clear(&by);
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

/* The sums that a loss is taken from. */
typedef struct {
    gint64 positive_micro; /* over holders above 0 */
    double squares;        /* of their amounts, in millionths */
} Totals;

static Totals
sum_totals(const KamDependencyAnalysis *analysis)
{
    Totals totals = { 0 };

    for (guint i = 0; i < analysis->all->len; i++) {
        const KamDependencyHolder *row = &g_array_index(analysis->all, KamDependencyHolder, i);

        if (row->net_micro <= 0)
            continue;
        totals.positive_micro += row->net_micro;
        totals.squares += (double)row->net_micro * (double)row->net_micro;
    }
    return totals;
}

static void
lose(KamDependencyState *state, Totals *totals, const KamDependencyHolder *row)
{
    state->net_micro -= row->net_micro;
    state->contribution_micro -= row->contribution_micro;
    if (row->net_micro <= 0)
        return;
    totals->positive_micro -= row->net_micro;
    totals->squares -= (double)row->net_micro * (double)row->net_micro;
}

static double
hhi_of(const Totals *totals)
{
    double total = (double)totals->positive_micro;

    return total > 0 ? fmin(fmax(totals->squares, 0) / (total * total), 1) : (double)NAN;
}

static void
take_rows(Work *w)
{
    KamDependencyAnalysis *analysis = w->analysis;
    double moved = 0, costed = 0;

    for (guint h = 0; h < analysis->holders.list->len; h++) {
        KamDependencyHolder *row = &w->rows[h];

        if (w->lines[h] == 0)
            continue;
        row->holder = h;
        row->has_profit = w->costed[h] > 0 && w->costed[h] >= COVERED_COST * w->moved[h];
        row->probability_of_loss =
            w->loss != NULL && row->net_micro > 0 ? fmin(fmax(w->risk[h] / (double)row->net_micro, 0), 1) : (double)NAN;
        row->spread = spread_of_year(w->monthly + (gsize)h * analysis->year_months, analysis->year_months);
        moved += w->moved[h];
        costed += w->costed[h];
        analysis->whole.net_micro += row->net_micro;
        analysis->whole.contribution_micro += row->contribution_micro;
        analysis->n_holders += row->net_micro > 0;
        g_array_append_val(analysis->all, *row);
    }
    analysis->covered = moved > 0 ? costed / moved : (double)NAN;
    analysis->has_profit = costed > 0 && analysis->covered >= COVERED_COST;
    g_array_sort(analysis->all, compare_rows);
    analysis->place = g_new(guint32, analysis->holders.list->len + 1);
    for (guint h = 0; h < analysis->holders.list->len; h++)
        analysis->place[h] = KAM_NO_INDEX;
    for (guint i = 0; i < analysis->all->len; i++)
        analysis->place[g_array_index(analysis->all, KamDependencyHolder, i).holder] = i;
}

static void
judge_rows(KamDependencyAnalysis *analysis)
{
    const Totals totals = sum_totals(analysis);

    analysis->whole.hhi = hhi_of(&totals);
    for (guint i = 0; i < analysis->all->len; i++) {
        KamDependencyHolder *row = &g_array_index(analysis->all, KamDependencyHolder, i);
        Totals rest = totals;

        row->rank = i + 1;
        row->share =
            analysis->whole.net_micro > 0 ? (double)row->net_micro / (double)analysis->whole.net_micro : (double)NAN;
        row->after = analysis->whole;
        lose(&row->after, &rest, row);
        row->after.hhi = hhi_of(&rest);
    }
    for (guint i = 0; i < MIN(analysis->question.n, analysis->all->len); i++)
        if (g_array_index(analysis->all, KamDependencyHolder, i).net_micro > 0)
            g_array_append_val(analysis->list, g_array_index(analysis->all, KamDependencyHolder, i));
}

/* --- shares in time --- */

static void
add_quarter(KamDependencyAnalysis *analysis, const KamLineBuckets *buckets, guint bucket, gint32 quarter,
            const guint32 place[])
{
    const KamScope *scope = &analysis->scope;
    gint32 month = quarter * MONTHS_OF_QUARTER;
    guint p = analysis->n_periods++;
    KamDependencyPeriod *period = &analysis->periods[p];
    g_autofree gint64 *net = g_new0(gint64, analysis->list->len + 1);

    period->from = kam_month_first_day(month);
    period->to = kam_month_first_day(month + MONTHS_OF_QUARTER) - 1;
    g_snprintf(period->label, sizeof period->label, "%d-Q%d", quarter / QUARTERS_OF_YEAR,
               quarter % QUARTERS_OF_YEAR + 1);
    period->is_whole = kam_report_span_is_whole(scope->first_day, scope->data_end, period->from, period->to,
                                                KAM_PERIOD_MONTH_EDGE_DAYS);
    for (gsize i = buckets->start[bucket]; i < buckets->start[bucket + 1]; i++) {
        guint32 line = buckets->line[i], holder = kam_holders_of_line(&analysis->holders, scope->facts, line);

        period->net_micro += scope->facts->net_micro[line];
        if (holder != KAM_NO_INDEX && place[holder] != KAM_NO_INDEX)
            net[place[holder]] += scope->facts->net_micro[line];
    }
    for (guint i = 0; i < analysis->list->len; i++)
        g_array_index(analysis->list, KamDependencyHolder, i).shares[p] =
            period->net_micro > 0 ? (double)net[i] / (double)period->net_micro : (double)NAN;
}

static void
fill_series(KamDependencyAnalysis *analysis)
{
    guint n = analysis->holders.list->len;
    g_autofree guint32 *place = g_new(guint32, n + 1);
    KamLineBuckets buckets;
    gint32 first;

    for (guint h = 0; h < n; h++)
        place[h] = KAM_NO_INDEX;
    for (guint i = 0; i < analysis->list->len; i++)
        place[g_array_index(analysis->list, KamDependencyHolder, i).holder] = i;
    first = kam_line_buckets_init_quarters(&buckets, &analysis->scope);
    for (guint b = buckets.n > KAM_DEPENDENCY_PERIODS ? buckets.n - KAM_DEPENDENCY_PERIODS : 0; b < buckets.n; b++)
        add_quarter(analysis, &buckets, b, first + (gint32)b, place);
    kam_line_buckets_clear(&buckets);
}

/* --- losing several --- */

const KamDependencyHolder *
kam_dependency_find(const KamDependencyAnalysis *analysis, guint32 holder)
{
    guint32 place = analysis->place[holder];

    return place == KAM_NO_INDEX ? NULL : &g_array_index(analysis->all, KamDependencyHolder, place);
}

static gboolean
is_lost(const KamDependencyStress *stress, guint32 holder)
{
    for (guint i = 0; i < stress->lost->len; i++)
        if (g_array_index(stress->lost, guint32, i) == holder)
            return TRUE;
    return FALSE;
}

/* Once each, however often it is named: under its own id, or under that of its head. */
static void
stress_add(KamDependencyAnalysis *analysis, KamDependencyStress *stress, Totals *totals, guint32 holder)
{
    const KamDependencyHolder *row = kam_dependency_find(analysis, holder);

    if (is_lost(stress, holder))
        return;
    g_array_append_val(stress->lost, holder);
    if (row != NULL)
        lose(&stress->after, totals, row);
    stress->after.hhi = hhi_of(totals);
}

static void
stress_init(const KamDependencyAnalysis *analysis, KamDependencyStress *stress)
{
    *stress = (KamDependencyStress) { g_array_new(FALSE, FALSE, sizeof(guint32)), analysis->whole };
}

/* Of a group, whoever of it is named. */
static guint32
holder_of_account(const KamDependencyAnalysis *analysis, guint32 account)
{
    const KamFacts *facts = analysis->scope.facts;
    gint64 head = g_array_index(facts->accounts, KamFactAccount, account).head_id;
    guint32 found = head == 0 ? KAM_NO_INDEX : kam_facts_find_account(facts, head);

    if (!analysis->question.by_group || found == KAM_NO_INDEX || kam_dependency_find(analysis, account) != NULL)
        return account;
    return found;
}

/* Lines of others are not there for who does not see them, but their names are. */
static gboolean
is_known(const KamDependencyAnalysis *analysis, guint32 account)
{
    return account != KAM_NO_INDEX &&
           (kam_dependency_find(analysis, account) != NULL || kam_scope_has_account(&analysis->scope, account));
}

static gboolean
fill_stress(KamDependencyAnalysis *analysis, GError **error)
{
    const KamDependencyQuestion *question = &analysis->question;
    Totals totals = sum_totals(analysis);

    if (question->n_lose == 0)
        return TRUE;
    analysis->has_stress = TRUE;
    stress_init(analysis, &analysis->stress);
    for (guint i = 0; i < question->n_lose; i++) {
        guint32 account = kam_facts_find_account(analysis->scope.facts, question->lose[i]);

        if (!is_known(analysis, account)) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                        "lose names '%" G_GINT64_FORMAT "', which is no account here", question->lose[i]);
            return FALSE;
        }
        stress_add(analysis, &analysis->stress, &totals, holder_of_account(analysis, account));
    }
    return TRUE;
}

static int
compare_contributions(gconstpointer a, gconstpointer b)
{
    const KamDependencyHolder *x = a, *y = b;

    if (x->contribution_micro != y->contribution_micro)
        return x->contribution_micro < y->contribution_micro ? 1 : -1;
    return (x->holder > y->holder) - (x->holder < y->holder);
}

/* The largest contributions first: no set with fewer takes as much away. */
static void
fill_least(KamDependencyAnalysis *analysis)
{
    gint64 fixed = analysis->question.fixed_cost_micro;
    g_autoptr(GArray) rows = NULL;
    Totals totals = sum_totals(analysis);

    if (fixed == KAM_DEPENDENCY_NO_COST || !analysis->has_profit || analysis->whole.contribution_micro < fixed)
        return;
    rows = g_array_copy(analysis->all);
    g_array_sort(rows, compare_contributions);
    analysis->has_least = TRUE;
    stress_init(analysis, &analysis->least);
    for (guint i = 0; i < rows->len && analysis->least.after.contribution_micro >= fixed; i++)
        stress_add(analysis, &analysis->least, &totals, g_array_index(rows, KamDependencyHolder, i).holder);
}

double
kam_dependency_cover(const KamDependencyAnalysis *analysis, const KamDependencyState *state)
{
    gint64 fixed = analysis->question.fixed_cost_micro;

    return fixed > 0 && analysis->has_profit ? (double)state->contribution_micro / (double)fixed : (double)NAN;
}

void
kam_dependency_expected_loss(const KamDependencyHolder *holder, double *loss, double *lower, double *upper)
{
    double net = (double)holder->net_micro / 1e6, width = NORMAL_90 * holder->spread;

    *loss = holder->probability_of_loss * net;
    *lower = holder->probability_of_loss * fmax(net - width, 0);
    *upper = holder->probability_of_loss * (net + width);
}

/* --- making --- */

static void
set_year(KamDependencyAnalysis *analysis)
{
    const KamScope *scope = &analysis->scope;

    analysis->year_months = CLAMP(kam_report_count_months(scope->first_day, scope->as_of_day), 1, MONTHS);
    analysis->year_from = kam_report_rolling_start(scope->as_of_day, analysis->year_months - 1);
    if (analysis->year_months < MONTHS)
        analysis->year_from = MIN(analysis->year_from, scope->first_day);
}

static void
measure(KamDependencyAnalysis *analysis)
{
    gsize n = analysis->holders.list->len + 1;
    Work w = { .analysis = analysis };

    w.moved = g_new0(double, n);
    w.costed = g_new0(double, n);
    w.risk = g_new0(double, n);
    w.monthly = g_new0(double, n * analysis->year_months);
    w.rows = g_new0(KamDependencyHolder, n);
    w.lines = g_new0(guint32, n);
    find_losses(&w);
    sum_year(&w);
    take_rows(&w);
    g_free(w.moved);
    g_free(w.costed);
    g_free(w.risk);
    g_free(w.monthly);
    g_free(w.rows);
    g_free(w.lines);
    g_free(w.loss);
}

KamDependencyAnalysis *
kam_dependency_analysis_new(const KamFacts *facts, gint64 data_version, const KamDependencyQuestion *question,
                            const KamAnalysisOptions *options, GError **error)
{
    g_autoptr(KamDependencyAnalysis) analysis = g_new0(KamDependencyAnalysis, 1);

    analysis->question = *question;
    if (!kam_scope_init(&analysis->scope, facts, data_version, options, error) ||
        !kam_holders_init_any(&analysis->holders, facts, question->by_group ? KAM_BY_GROUP : KAM_BY_ACCOUNT,
                              &question->groups, error))
        return NULL;
    analysis->list = g_array_new(FALSE, FALSE, sizeof(KamDependencyHolder));
    analysis->all = g_array_new(FALSE, FALSE, sizeof(KamDependencyHolder));
    set_year(analysis);
    measure(analysis);
    judge_rows(analysis);
    fill_series(analysis);
    if (!fill_stress(analysis, error))
        return NULL;
    fill_least(analysis);
    analysis->question.lose = NULL;
    return g_steal_pointer(&analysis);
}

void
kam_dependency_analysis_free(KamDependencyAnalysis *analysis)
{
    if (analysis == NULL)
        return;
    kam_holders_clear(&analysis->holders);
    g_clear_pointer(&analysis->list, g_array_unref);
    g_clear_pointer(&analysis->all, g_array_unref);
    g_free(analysis->place);
    g_clear_pointer(&analysis->stress.lost, g_array_unref);
    g_clear_pointer(&analysis->least.lost, g_array_unref);
    g_free(analysis);
}
