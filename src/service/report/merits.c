/* What speaks for or against an account beside its size: profit, growth, predictability and breadth, in points. Each
 * threshold is stated in docs/report.md; where the data does not tell, there is no point either way. */
#include "service/report/parts.h"

#include <math.h>
#include <stdlib.h>

#define BETTER_MARGIN 1.1 /* times the rate of all customers together */
#define COVERED_COST 0.8  /* of an account's sales, below which its margin says little */
#define FAST_GROWTH 0.20
#define YEAR_MONTHS 12
#define MANY_MONTHS 11 /* of the last twelve: bought in nearly each */
#define FEW_MONTHS 3
#define REGULAR_VARIATION 0.5
#define REGULAR_DAYS 6
#define WIDE_BREADTH 2.0 /* times the median of its class */
#define NARROW_MEDIAN 3

typedef struct {
    gint64 recent_micro;
    guint32 position;
} Recent;

static int
compare_recent(const void *a, const void *b)
{
    const Recent *x = a, *y = b;

    if (x->recent_micro != y->recent_micro)
        return x->recent_micro < y->recent_micro ? 1 : -1;
    return (x->position > y->position) - (x->position < y->position);
}

/* Class of each account by the latest twelve months alone. */
static KamTier *
class_recent(const KamReport *report)
{
    KamTier *classes = g_new(KamTier, report->accounts->len + 1);
    g_autofree Recent *recent = g_new0(Recent, report->accounts->len + 1);
    double total = 0, before = 0;

    for (guint i = 0; i < report->accounts->len; i++) {
        recent[i].position = i;
        for (guint k = 0; k < YEAR_MONTHS; k++)
            recent[i].recent_micro += kam_report_get_account(report, i)->months[k];
        total += (double)MAX(recent[i].recent_micro, 0);
    }
    qsort(recent, report->accounts->len, sizeof *recent, compare_recent);
    for (guint i = 0; i < report->accounts->len; i++) {
        classes[recent[i].position] = before < 0.8 * total    ? KAM_TIER_A
                                      : before < 0.95 * total ? KAM_TIER_B
                                                              : KAM_TIER_C;
        before += (double)MAX(recent[i].recent_micro, 0);
    }
    return classes;
}

static double
house_margin_rate(const KamReport *report)
{
    double net = 0, cost = 0;

    for (guint i = 0; i < report->accounts->len; i++) {
        net += (double)kam_report_get_account(report, i)->costed_net_micro;
        cost += (double)kam_report_get_account(report, i)->cost_micro;
    }
    return net > 0 ? (net - cost) / net : NAN;
}

static int
judge_profit(const KamReportAccount *account, double house_rate)
{
    double rate = (double)kam_report_account_margin(account) / (double)account->costed_net_micro;

    if (account->costed_net_micro <= 0 || isnan(house_rate) ||
        (double)account->costed_net_micro < COVERED_COST * (double)account->net_micro)
        return 0;
    if (rate < 0)
        return -1;
    return rate > 0 && rate >= BETTER_MARGIN * house_rate;
}

/* Growth counts twice when the last twelve months alone would place the account higher. Half a year against another is
 * too little to move an account on, and falling is flagged, not punished. */
static int
judge_growth(const KamReport *report, const KamReportAccount *account, KamTier recent_class)
{
    if (report->comparison.months != YEAR_MONTHS || isnan(account->growth) || account->growth < FAST_GROWTH)
        return 0;
    return recent_class < account->class ? 2 : 1;
}

static int
judge_predictability(const KamReport *report, const KamReportAccount *account)
{
    guint bought = 0;

    if (account->purchase_days >= REGULAR_DAYS && account->gap_variation <= REGULAR_VARIATION)
        return 1;
    if (report->history_months < YEAR_MONTHS)
        return 0;
    for (guint k = 0; k < YEAR_MONTHS; k++)
        bought += account->months[k] > 0;
    if (bought >= MANY_MONTHS)
        return 1;
    return bought <= FEW_MONTHS && !account->is_new ? -1 : 0;
}

static int
judge_breadth(const KamReportAccount *account, double median)
{
    if (account->products == 0)
        return 0;
    if ((double)account->products >= WIDE_BREADTH * median)
        return 1;
    return account->products == 1 && median >= NARROW_MEDIAN ? -1 : 0;
}

static int
compare_counts(const void *a, const void *b)
{
    guint x = *(const guint *)a, y = *(const guint *)b;

    return (x > y) - (x < y);
}

/* Of the products that the accounts of a class buy. */
static double
median_breadth(const KamReport *report, KamTier class)
{
    g_autofree guint *counts = g_new(guint, report->accounts->len + 1);
    guint n = 0;

    for (guint i = 0; i < report->accounts->len; i++)
        if (kam_report_get_account(report, i)->class == class)
            counts[n++] = kam_report_get_account(report, i)->products;
    if (n == 0)
        return 0;
    qsort(counts, n, sizeof *counts, compare_counts);
    return (counts[(n - 1) / 2] + counts[n / 2]) / 2.0;
}

void
kam_report_fill_merits(KamReport *report)
{
    g_autofree KamTier *recent = class_recent(report);
    const double house_rate = house_margin_rate(report);
    const double median[3] = { median_breadth(report, KAM_TIER_A), median_breadth(report, KAM_TIER_B),
                               median_breadth(report, KAM_TIER_C) };

    for (guint i = 0; i < report->accounts->len; i++) {
        KamReportAccount *account = &g_array_index(report->accounts, KamReportAccount, i);
        int *merit = account->merit;

        if (account->class == KAM_TIER_NONE)
            continue;
        merit[KAM_MERIT_PROFIT] = judge_profit(account, house_rate);
        merit[KAM_MERIT_GROWTH] = judge_growth(report, account, recent[i]);
        merit[KAM_MERIT_PREDICTABILITY] = judge_predictability(report, account);
        merit[KAM_MERIT_BREADTH] = judge_breadth(account, median[account->class]);
        for (guint m = 0; m < KAM_MERIT_N; m++)
            account->points += merit[m];
    }
}
