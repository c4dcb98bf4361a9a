/* One pass over the lines of the window. */
#include "service/analysis/account_costs.h"

#include <math.h>

#define COVERED 0.8

KamAccountCosts *
kam_account_costs_new(const KamScope *scope, gint32 days)
{
    const KamFacts *facts = scope->facts;
    gint32 before = scope->as_of_day - days;
    KamAccountCosts *costs = g_new0(KamAccountCosts, facts->accounts->len + 1);

    for (gsize i = 0; i < facts->n; i++) {
        KamAccountCosts *c;

        if (facts->day[i] <= before || !kam_scope_has_line(scope, i))
            continue;
        c = &costs[facts->account[i]];
        c->moved += fabs((double)facts->net_micro[i]);
        if (facts->flags[i] & KAM_FACT_NO_COST)
            continue;
        c->costed += fabs((double)facts->net_micro[i]);
        c->sales += (double)facts->net_micro[i];
        c->cost += (double)facts->cost_micro[i];
    }
    return costs;
}

gboolean
kam_account_costs_is_known(const KamAccountCosts *costs)
{
    return costs->costed > 0 && costs->costed >= COVERED * costs->moved;
}
