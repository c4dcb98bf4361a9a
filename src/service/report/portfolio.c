/* The accounts ordered by sales: ranks, shares, ABC classes and the measures of concentration, all from libkamen. */
#include "service/report/parts.h"

#include <kamen/concentration.h>
#include <math.h>

#include "service/report/basis.h"

static int
compare_net(gconstpointer a, gconstpointer b)
{
    const KamReportAccount *x = a, *y = b;

    if (x->net_micro != y->net_micro)
        return x->net_micro < y->net_micro ? 1 : -1;
    return (x->index > y->index) - (x->index < y->index);
}

static void
rank_accounts(KamReport *report)
{
    KamReportConcentration *c = &report->concentration;

    g_array_sort(report->accounts, compare_net);
    for (guint i = 0; i < report->accounts->len; i++) {
        KamReportAccount *account = &g_array_index(report->accounts, KamReportAccount, i);

        if (account->net_micro > 0) {
            account->rank = ++c->accounts;
            c->total_micro += account->net_micro;
        } else if (account->lines > 0) {
            c->not_positive++;
        }
    }
}

/* The first c->accounts accounts are the positive ones, largest first. */
static double *
positive_totals(const KamReport *report)
{
    double *totals = g_new(double, report->concentration.accounts + 1);

    for (guint i = 0; i < report->concentration.accounts; i++)
        totals[i] = (double)kam_report_get_account(report, i)->net_micro / 1e6;
    return totals;
}

static void
copy_summary(KamReportConcentration *c, const KamConcentration *summary)
{
    c->is_known = TRUE;
    c->accounts_for_80 = (guint)summary->count_for_80;
    c->share_of_accounts_for_80 = (double)summary->count_for_80 / (double)summary->n;
    c->share_of_top_20 = summary->top_20_percent;
    c->share_of_top_1 = summary->top_1;
    c->share_of_top_5 = summary->top_5;
    c->share_of_top_10 = summary->top_10;
    c->hhi = summary->hhi;
    c->effective_number = summary->effective_number;
    c->gini = summary->gini;
    c->class_accounts[KAM_TIER_A] = (guint)summary->n_a;
    c->class_accounts[KAM_TIER_B] = (guint)summary->n_b;
    c->class_accounts[KAM_TIER_C] = (guint)summary->n_c;
}

static void
share_out(KamReport *report)
{
    KamReportConcentration *c = &report->concentration;
    gint64 before = 0;

    for (guint i = 0; i < c->accounts; i++) {
        KamReportAccount *account = &g_array_index(report->accounts, KamReportAccount, i);

        before += account->net_micro;
        account->share = (double)account->net_micro / (double)c->total_micro;
        account->cumulative = (double)before / (double)c->total_micro;
        account->class = i < c->class_accounts[KAM_TIER_A]                                   ? KAM_TIER_A
                         : i < c->class_accounts[KAM_TIER_A] + c->class_accounts[KAM_TIER_B] ? KAM_TIER_B
                                                                                             : KAM_TIER_C;
        account->tier = account->class;
        c->class_micro[account->class] += account->net_micro;
    }
}

static void
measure_span(const KamReport *report, KamReportSpan *span)
{
    const KamFacts *facts = report->facts;
    guint n_accounts = facts->accounts->len;
    g_autofree gint64 *net = g_new0(gint64, n_accounts + 1);
    g_autofree double *positive = g_new(double, n_accounts + 1);
    KamConcentration summary;

    for (gsize i = 0; i < facts->n; i++)
        if (facts->day[i] >= span->from && facts->day[i] <= span->to && line_is_in_basis(report, i))
            net[facts->account[i]] += facts->net_micro[i];
    span->accounts = 0;
    span->net_micro = 0;
    for (guint a = 0; a < n_accounts; a++) {
        span->net_micro += net[a];
        if (net[a] > 0)
            positive[span->accounts++] = (double)net[a] / 1e6;
    }
    if (kam_concentration_summary(positive, span->accounts, positive, &summary) != KAM_CALC_OK)
        return;
    span->has_concentration = TRUE;
    span->accounts_for_80 = (guint)summary.count_for_80;
    span->share_of_accounts_for_80 = (double)summary.count_for_80 / (double)summary.n;
    span->share_of_top_20 = summary.top_20_percent;
    span->hhi = summary.hhi;
    span->gini = summary.gini;
}

static void
measure_trend(KamReport *report)
{
    for (guint i = 0; i < report->trend->len; i++)
        measure_span(report, &g_array_index(report->trend, KamReportSpan, i));
}

/* Years that stand in the trend too are measured already. */
static void
copy_trend_to_years(KamReport *report)
{
    for (guint y = 0; y < report->by_year->len; y++)
        for (guint t = 0; t < report->trend->len && !report->trend_is_rolling; t++) {
            const KamReportSpan *measured = &g_array_index(report->trend, KamReportSpan, t);
            KamReportSpan *year = &g_array_index(report->by_year, KamReportSpan, y);

            if (measured->from == year->from)
                *year = *measured;
        }
}

void
kam_report_fill_portfolio(KamReport *report)
{
    KamConcentration summary;
    g_autofree double *totals = NULL;

    rank_accounts(report);
    totals = positive_totals(report);
    if (kam_concentration_summary(totals, report->concentration.accounts, totals, &summary) == KAM_CALC_OK) {
        copy_summary(&report->concentration, &summary);
        share_out(report);
    }
    measure_trend(report);
    copy_trend_to_years(report);
}
