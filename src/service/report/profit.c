/* Margin per account and the whale curve, over the lines whose cost is known. */
#include "service/report/parts.h"

#include <kamen/whale.h>
#include <math.h>
#include <stdlib.h>

static int
compare_margin(gconstpointer a, gconstpointer b, gpointer data)
{
    guint32 first = *(const guint32 *)a, second = *(const guint32 *)b;
    gint64 x = kam_report_account_margin(kam_report_get_account(data, first));
    gint64 y = kam_report_account_margin(kam_report_get_account(data, second));

    if (x != y)
        return x < y ? 1 : -1;
    return (first > second) - (first < second);
}

static void
sum_profit(KamReport *report)
{
    KamReportProfit *p = &report->profit;
    GArray *order = g_array_new(FALSE, FALSE, sizeof(guint32));

    for (guint32 i = 0; i < report->accounts->len; i++) {
        const KamReportAccount *account = kam_report_get_account(report, i);

        if (account->costed_lines == 0)
            continue;
        g_array_append_val(order, i);
        p->sales_micro += account->costed_net_micro;
        p->cost_micro += account->cost_micro;
    }
    p->margin_micro = p->sales_micro - p->cost_micro;
    p->accounts = order->len;
    p->covered = report->considered_micro > 0 ? (double)p->sales_micro / (double)report->considered_micro : NAN;
    g_array_sort_with_data(order, compare_margin, report);
    p->n_order = order->len;
    p->order = (guint32 *)(gpointer)g_array_free(order, FALSE);
}

static guint
count_break_even(const KamReport *report)
{
    const KamReportProfit *p = &report->profit;
    gint64 sum = 0;

    for (gsize i = 0; i < p->n_order && p->margin_micro > 0; i++) {
        sum += kam_report_account_margin(kam_report_get_account(report, p->order[i]));
        if (sum >= p->margin_micro)
            return (guint)i + 1;
    }
    return 0;
}

static gint64
sum_gains(const KamReport *report)
{
    const KamReportProfit *p = &report->profit;
    gint64 sum = 0;

    for (gsize i = 0; i < p->n_order; i++)
        sum += MAX(kam_report_account_margin(kam_report_get_account(report, p->order[i])), 0);
    return sum;
}

void
kam_report_fill_profit(KamReport *report)
{
    KamReportProfit *p = &report->profit;
    g_autofree double *margins = NULL;
    KamWhale whale;

    sum_profit(report);
    margins = g_new(double, p->n_order + 1);
    for (gsize i = 0; i < p->n_order; i++)
        margins[i] = (double)kam_report_account_margin(kam_report_get_account(report, p->order[i])) / 1e6;
    if (kam_whale_summary(margins, p->n_order, margins, &whale) != KAM_CALC_OK)
        return;
    p->is_known = TRUE;
    p->peak_accounts = (guint)whale.n_positive;
    p->accounts_with_negative_margin = (guint)whale.n_negative;
    p->peak_multiple = whale.peak_multiple.status == KAM_CALC_OK ? whale.peak_multiple.value : NAN;
    p->peak_micro = sum_gains(report);
    p->eroded_micro = p->peak_micro - p->margin_micro;
    p->break_even_accounts = count_break_even(report);
}
