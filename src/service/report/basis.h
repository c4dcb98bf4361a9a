/* Which lines count: the one place that reads the flags of a line for the report and for the analyses. */
#pragma once

#include "service/report/report.h"

static inline gboolean
line_is_in_period(const KamReport *report, gsize line)
{
    return report->facts->day[line] <= report->as_of_day && !(report->facts->flags[line] & KAM_FACT_FOREIGN);
}

/* Whether a line counts in a basis, whatever its day. Lines without an account and in a foreign currency never do. */
static inline gboolean
line_is_of_basis(const KamFacts *facts, KamReportBasis basis, gsize line)
{
    if (facts->account[line] == KAM_NO_INDEX || (facts->flags[line] & KAM_FACT_FOREIGN))
        return FALSE;
    switch (basis) {
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

static inline gboolean
line_is_in_basis(const KamReport *report, gsize line)
{
    return line_is_in_period(report, line) && line_is_of_basis(report->facts, report->options.basis, line);
}
