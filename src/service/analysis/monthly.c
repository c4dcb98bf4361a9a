/* Summing by rolling month. */
#include "service/analysis/monthly.h"

#include "service/report/period.h"

/* By day first: a day finds its month in a table, not by a search. */
static guint16 *
month_of_days(const KamMonthly *monthly)
{
    gint32 first = monthly->first_day[0], after = monthly->first_day[monthly->n_months];
    guint16 *month = g_new(guint16, (gsize)(after - first) + 1);

    for (guint m = 0; m < monthly->n_months; m++)
        for (gint32 day = monthly->first_day[m]; day < monthly->first_day[m + 1]; day++)
            month[day - first] = (guint16)m;
    return month;
}

static void
sum_account(KamMonthly *monthly, const KamByAccount *by, guint account, const guint16 month[])
{
    const KamFacts *facts = by->facts;
    double *net = monthly->net + (gsize)account * monthly->n_months;

    for (gsize i = by->start[account]; i < by->start[account + 1]; i++) {
        guint32 line = by->line[i];
        gint32 day = facts->day[line];

        if (day >= monthly->first_day[0])
            net[month[day - monthly->first_day[0]]] += (double)facts->net_micro[line];
    }
    /* Micro units are whole numbers, so that the sums above are exact below 2^53; rounded once, here. */
    for (guint m = 0; m < monthly->n_months; m++)
        net[m] /= 1e6;
}

void
kam_monthly_init(KamMonthly *monthly, const KamByAccount *by, gint32 first_day, gint32 as_of_day)
{
    guint n = MIN(kam_report_count_months(first_day, as_of_day), G_MAXUINT16);
    g_autofree guint16 *month = NULL;

    monthly->n_months = n;
    monthly->n_accounts = by->n_accounts;
    monthly->first_day = g_new(gint32, n + 1);
    for (guint m = 0; m < n; m++)
        monthly->first_day[m] = kam_report_rolling_start(as_of_day, n - 1 - m);
    monthly->first_day[n] = as_of_day + 1;
    monthly->net = g_new0(double, (gsize)by->n_accounts *n + 1);
    month = month_of_days(monthly);
    for (guint a = 0; a < by->n_accounts; a++)
        sum_account(monthly, by, a, month);
}

void
kam_monthly_clear(KamMonthly *monthly)
{
    g_clear_pointer(&monthly->first_day, g_free);
    g_clear_pointer(&monthly->net, g_free);
}

const double *
kam_monthly_of(const KamMonthly *monthly, guint32 account, guint *n)
{
    const double *net = monthly->net + (gsize)account * monthly->n_months;
    guint first = 0;

    while (first < monthly->n_months && net[first] <= 0)
        first++;
    *n = monthly->n_months - first;
    return *n > 0 ? net + first : NULL;
}
