/* The rule for tiers: by volume, moved by one near a cut when profit, growth, predictability and breadth together speak
 * for it. What speaks is in merits.c; docs/report.md states the rule in words. */
#include "service/report/parts.h"

#define NEAR_CUT 0.75 /* of the smallest account above the cut, or of what the largest below it has, turned about */
#define ENOUGH_POINTS 2

static gint64
smallest_of_class(const KamReport *report, KamTier class)
{
    gint64 smallest = G_MAXINT64;

    for (guint i = 0; i < report->accounts->len; i++)
        if (kam_report_get_account(report, i)->class == class)
            smallest = MIN(smallest, kam_report_get_account(report, i)->net_micro);
    return smallest;
}

static gint64
largest_of_class(const KamReport *report, KamTier class)
{
    gint64 largest = 0;

    for (guint i = 0; i < report->accounts->len; i++)
        if (kam_report_get_account(report, i)->class == class)
            largest = MAX(largest, kam_report_get_account(report, i)->net_micro);
    return largest;
}

/* Nobody becomes a key account by losing us money. */
static gboolean
may_rise(const KamReportAccount *account, const gint64 smallest[])
{
    return account->class != KAM_TIER_A && !account->is_silent && account->points >= ENOUGH_POINTS &&
           account->merit[KAM_MERIT_PROFIT] >= 0 &&
           (double)account->net_micro >= NEAR_CUT * (double)smallest[account->class - 1];
}

/* Falling or silent accounts stay: losing a key account is a reason to look at it, not to drop it. */
static gboolean
must_sink(const KamReportAccount *account, const gint64 largest[])
{
    return account->class != KAM_TIER_C && !account->is_silent && !account->is_falling && !account->is_new &&
           account->points <= -ENOUGH_POINTS &&
           NEAR_CUT * (double)account->net_micro <= (double)largest[account->class + 1];
}

static void
move_near_cuts(KamReport *report)
{
    const gint64 smallest[2] = { smallest_of_class(report, KAM_TIER_A), smallest_of_class(report, KAM_TIER_B) };
    const gint64 largest[3] = { 0, largest_of_class(report, KAM_TIER_B), largest_of_class(report, KAM_TIER_C) };

    for (guint i = 0; i < report->accounts->len; i++) {
        KamReportAccount *account = &g_array_index(report->accounts, KamReportAccount, i);

        if (account->class == KAM_TIER_NONE)
            continue;
        if (may_rise(account, smallest)) {
            account->tier = account->class - 1;
            report->raised_accounts++;
        } else if (must_sink(account, largest)) {
            account->tier = account->class + 1;
            report->lowered_accounts++;
        }
    }
}

void
kam_report_fill_tiers(KamReport *report)
{
    move_near_cuts(report);
    for (guint i = 0; i < report->accounts->len; i++) {
        const KamReportAccount *account = kam_report_get_account(report, i);

        if (account->tier == KAM_TIER_NONE)
            continue;
        report->tier_accounts[account->tier]++;
        report->tier_micro[account->tier] += account->net_micro;
    }
}
