/* Sums over what was written. */
#include "demo/totals.h"

KamDemoTotals *
kam_demo_totals_new(const KamDemoWorld *world)
{
    KamDemoTotals *totals = g_new0(KamDemoTotals, 1);

    totals->first_year = world->agreements->first_year;
    totals->n_years = world->agreements->n_years;
    totals->n_accounts = world->customers->n + world->customers->n_twins;
    totals->accounts = g_new0(KamDemoAccountTotals, totals->n_accounts);
    totals->year_net_minor = g_new0(gint64, (gsize)world->customers->n * totals->n_years);
    for (guint i = 0; i < totals->n_accounts; i++)
        totals->accounts[i].first_day = totals->accounts[i].last_day = KAM_DAY_NONE;
    totals->moves = g_new0(KamDemoMoveTotals, world->groups->moves->len + 1);
    for (guint i = 0; i < world->groups->moves->len; i++)
        totals->moves[i].last_before = totals->moves[i].first_after = KAM_DAY_NONE;
    return totals;
}

void
kam_demo_totals_free(KamDemoTotals *totals)
{
    if (totals == NULL)
        return;
    g_free(totals->accounts);
    g_free(totals->moves);
    g_free(totals->year_net_minor);
    g_free(totals);
}

gint64 *
kam_demo_totals_year_net(KamDemoTotals *totals, guint customer, int year)
{
    return &totals->year_net_minor[customer * totals->n_years + (guint)(year - totals->first_year)];
}

const char *
kam_demo_kind_name(KamDemoKind kind)
{
    static const char *const names[KAM_DEMO_N_KINDS] = { "invoice", "counter", "return", "correction", "rebate" };

    return names[kind];
}
