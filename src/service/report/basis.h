/* Which lines count: the one place that reads the flags of a line for the report. */
#pragma once

#include "service/report/report.h"

static inline gboolean
line_is_in_period(const KamReport *report, gsize line)
{
    return report->facts->day[line] <= report->as_of_day && !(report->facts->flags[line] & KAM_FACT_FOREIGN);
}

static inline gboolean
line_is_in_basis(const KamReport *report, gsize line)
{
    const KamFacts *facts = report->facts;

    if (facts->account[line] == KAM_NO_INDEX || !line_is_in_period(report, line))
        return FALSE;
    switch (report->options.basis) {
    case KAM_BASIS_PRODUCTS:
        return !(facts->flags[line] & KAM_FACT_CHARGE);
    case KAM_BASIS_INVOICED:
        return facts->net_micro[line] > 0 && facts->quantity_micro[line] > 0 && !(facts->flags[line] & KAM_FACT_CREDIT);
    case KAM_BASIS_ALL:
    case KAM_BASIS_N:
        break;
    }
    return TRUE;
}
