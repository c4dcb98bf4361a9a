/* Sales by rolling month: the months that end on the day of the analysis, so that the last one is as whole as the
 * first. */
#pragma once

#include "service/analysis/by_account.h"

typedef struct {
    guint n_months;
    gint32 *first_day; /* of each month, oldest first; n_months + 1, the last being the day after the analysis's own */
    guint n_accounts;
    double *net; /* n_accounts x n_months, in currency units */
} KamMonthly;

/**
 * Sum the lines by account and month.
 *
 * @param by         the lines; those before the oldest whole month are left out.
 * @param first_day  of the data.
 * @param as_of_day  the day on which the last month ends.
 */
void kam_monthly_init(KamMonthly *monthly, const KamByAccount *by, gint32 first_day, gint32 as_of_day);
void kam_monthly_clear(KamMonthly *monthly);
/** The months of an account from its first sale on; NULL with n = 0 when it has none. Borrowed. */
const double *kam_monthly_of(const KamMonthly *monthly, guint32 account, guint *n);
