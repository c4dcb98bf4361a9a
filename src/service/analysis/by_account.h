/* The lines that count, in the order of their accounts: what every pass over one account at a time starts from. */
#pragma once

#include "service/report/basis.h"

typedef struct {
    const KamFacts *facts;
    gsize *start;  /* of each account in `line`; accounts + 1 */
    guint32 *line; /* line numbers, by account, in the order of the facts within it */
    guint n_accounts;
} KamByAccount;

/** Lines of a basis from first_day to last_day, both included. Cost: two passes over the lines, four bytes a line. */
void
kam_by_account_init(KamByAccount *by, const KamFacts *facts, KamReportBasis basis, gint32 first_day, gint32 last_day);
void kam_by_account_clear(KamByAccount *by);
