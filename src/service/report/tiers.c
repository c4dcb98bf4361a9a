/* The first rule for tiers: by share of sales, raised by trend near the cut. docs/report.md states it in words. */
#include "service/report/parts.h"

#include <math.h>
#include <stdlib.h>

#define RAISE_GROWTH 0.20   /* grows at least so much ... */
#define RAISE_NEAR_CUT 0.75 /* ... and reaches so much of the smallest account above the cut ... */

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
        for (guint k = 0; k < 12; k++)
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

static gint64
smallest_of_class(const KamReport *report, KamTier class)
{
    gint64 smallest = G_MAXINT64;

    for (guint i = 0; i < report->accounts->len; i++)
        if (kam_report_get_account(report, i)->class == class)
            smallest = MIN(smallest, kam_report_get_account(report, i)->net_micro);
    return smallest;
}

static void
raise_by_trend(KamReport *report)
{
    g_autofree KamTier *recent = class_recent(report);
    const gint64 cut[2] = { smallest_of_class(report, KAM_TIER_A), smallest_of_class(report, KAM_TIER_B) };

    for (guint i = 0; i < report->accounts->len; i++) {
        KamReportAccount *account = &g_array_index(report->accounts, KamReportAccount, i);

        if (account->class != KAM_TIER_B && account->class != KAM_TIER_C)
            continue;
        if (account->is_silent || isnan(account->growth) || account->growth < RAISE_GROWTH ||
            recent[i] >= account->class)
            continue;
        if ((double)account->net_micro < RAISE_NEAR_CUT * (double)cut[account->class - 1])
            continue;
        account->tier = account->class - 1;
        report->raised_accounts++;
    }
}

void
kam_report_fill_tiers(KamReport *report)
{
    /* Half a year against another is too little to move an account on. */
    if (report->comparison.months == 12)
        raise_by_trend(report);
    for (guint i = 0; i < report->accounts->len; i++) {
        const KamReportAccount *account = kam_report_get_account(report, i);

        if (account->tier == KAM_TIER_NONE)
            continue;
        report->tier_accounts[account->tier]++;
        report->tier_micro[account->tier] += account->net_micro;
    }
}
