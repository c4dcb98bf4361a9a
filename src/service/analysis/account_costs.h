/* What each account brought and cost in the last window of days: where a margin is known, and where it is not. */
#pragma once

#include "service/analysis/scope.h"

/* Amounts in millionths. */
typedef struct {
    double moved;       /* sum of amounts without their signs */
    double costed;      /* the same of lines with a cost */
    double sales, cost; /* of lines with a cost */
} KamAccountCosts;

/** Of the last `days` days of a scope, by index of the facts' accounts. Free with g_free(). Cost: one pass over the
 * lines. */
KamAccountCosts *kam_account_costs_new(const KamScope *scope, gint32 days);
/** Whether its margin is known: at least four fifths of what moved have a cost. */
gboolean kam_account_costs_is_known(const KamAccountCosts *costs);
