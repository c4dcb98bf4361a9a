/* Net of some lines and what of it contributes, where a cost is known for enough of it. */
#pragma once

#include <math.h>

#include "sales/facts.h"

#define KAM_CONTRIBUTION_COVERED 0.8 /* of the amounts, below which a contribution would mislead */

typedef struct {
    gint64 net_micro;
    gint64 contribution_micro; /* net less cost, of the lines with a cost */
    double moved, costed;      /* amounts without their signs, and those with a cost */
} KamContribution;

static inline void
kam_contribution_add(KamContribution *sum, const KamFacts *facts, gsize line)
{
    double moved = fabs((double)facts->net_micro[line]);

    sum->net_micro += facts->net_micro[line];
    sum->moved += moved;
    if (facts->flags[line] & KAM_FACT_NO_COST)
        return;
    sum->costed += moved;
    sum->contribution_micro += facts->net_micro[line] - facts->cost_micro[line];
}

static inline void
kam_contribution_add_sum(KamContribution *sum, const KamContribution *other)
{
    sum->net_micro += other->net_micro;
    sum->contribution_micro += other->contribution_micro;
    sum->moved += other->moved;
    sum->costed += other->costed;
}

static inline double
kam_contribution_covered(const KamContribution *sum)
{
    return sum->moved > 0 ? sum->costed / sum->moved : (double)NAN;
}

static inline gboolean
kam_contribution_is_known(const KamContribution *sum)
{
    return sum->costed > 0 && sum->costed >= KAM_CONTRIBUTION_COVERED * sum->moved;
}
