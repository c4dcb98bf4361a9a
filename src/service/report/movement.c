/* What moves: accounts that fall against the stretch before, and accounts that have gone silent by their own rhythm. */
#include "service/report/parts.h"

#include <math.h>

/* A fifth less is more than orders shifted by a few weeks do to a year. */
#define FALLING_FROM (-0.20)
/* Fewer purchase days say nothing about a trend. */
#define LEAST_DAYS_FOR_TREND 4
/* One false alarm in a hundred accounts that buy at random. */
#define SILENCE_CHANCE 0.01
/* Who buys like a clock is missed sooner than chance alone would tell. */
#define REGULAR_VARIATION 0.5
#define REGULAR_SILENCE 2

static gint64
sum_months(const KamReportAccount *account, guint from, guint n)
{
    gint64 sum = 0;

    for (guint k = from; k < from + n; k++)
        sum += account->months[k];
    return sum;
}

static void
sum_comparison(KamReport *report)
{
    KamReportComparison *c = &report->comparison;

    for (guint i = 0; i < report->accounts->len; i++) {
        const KamReportAccount *account = kam_report_get_account(report, i);

        c->last_micro += sum_months(account, 0, c->months);
        c->previous_micro += sum_months(account, c->months, c->months);
    }
}

static void
judge_trend(const KamReport *report, KamReportAccount *account)
{
    const KamReportComparison *c = &report->comparison;
    gint64 last = sum_months(account, 0, c->months), previous = sum_months(account, c->months, c->months);
    double expected = (double)previous;

    account->is_new = account->first_day != KAM_DAY_NONE && account->first_day >= c->last_from;
    if (previous <= 0 || account->is_new)
        return;
    if (c->is_corrected)
        expected *= (double)c->last_micro / (double)c->previous_micro;
    account->growth = (double)last / expected - 1;
    /* Who is silent is told so; falling as well would count the money twice. */
    if (account->is_silent || account->growth > FALLING_FROM || account->purchase_days < LEAST_DAYS_FOR_TREND ||
        account->rank == 0)
        return;
    account->is_falling = TRUE;
    account->lost_micro = (gint64)llround(expected) - last;
}

static void
judge_rhythm(const KamReport *report, KamReportAccount *account)
{
    gint32 gap = report->as_of_day - account->last_day;

    if (account->purchase_days < KAM_REPORT_LEAST_DAYS_FOR_RHYTHM || account->rank == 0 ||
        account->last_year_micro <= 0)
        return;
    if (gap <= account->longest_gap_days)
        return;
    account->is_silent =
        account->silence_chance <= SILENCE_CHANCE ||
        (account->gap_variation <= REGULAR_VARIATION && gap > REGULAR_SILENCE * account->longest_gap_days);
}

static int
compare_lost(gconstpointer a, gconstpointer b, gpointer data)
{
    gint64 x = kam_report_get_account(data, *(const guint32 *)a)->lost_micro;
    gint64 y = kam_report_get_account(data, *(const guint32 *)b)->lost_micro;

    return (x < y) - (x > y);
}

static gboolean
went_lately(const KamReport *report, const KamReportAccount *account)
{
    return report->as_of_day - account->last_day <= KAM_REPORT_RECENT_DAYS;
}

/* Who can still be won back comes first, then by money at stake. */
static int
compare_at_stake(gconstpointer a, gconstpointer b, gpointer data)
{
    const KamReportAccount *x = kam_report_get_account(data, *(const guint32 *)a);
    const KamReportAccount *y = kam_report_get_account(data, *(const guint32 *)b);

    if (went_lately(data, x) != went_lately(data, y))
        return went_lately(data, x) ? -1 : 1;
    return (x->last_year_micro < y->last_year_micro) - (x->last_year_micro > y->last_year_micro);
}

void
kam_report_fill_movement(KamReport *report)
{
    KamReportComparison *c = &report->comparison;

    sum_comparison(report);
    if (c->previous_micro <= 0 || c->last_micro <= 0)
        c->months = 0;
    for (guint32 i = 0; i < report->accounts->len; i++) {
        KamReportAccount *account = &g_array_index(report->accounts, KamReportAccount, i);

        judge_rhythm(report, account);
        if (c->months > 0)
            judge_trend(report, account);
        if (account->is_silent)
            g_array_append_val(report->silent, i);
        else if (account->is_falling)
            g_array_append_val(report->falling, i);
    }
    g_array_sort_with_data(report->falling, compare_lost, report);
    g_array_sort_with_data(report->silent, compare_at_stake, report);
}
