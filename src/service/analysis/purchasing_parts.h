/* The parts that the analysis of purchasing is made of. */
#pragma once

#include "service/analysis/by_account.h"
#include "service/analysis/holders.h"
#include "service/analysis/purchasing.h"

#define KAM_PURCHASING_WEEK_DAYS 7

/* Lines of the scope in the order of their accounts, and whose they were. */
typedef struct {
    const KamScope *scope;
    KamByAccount by;
    KamHolders categories;
    guint32 *head; /* by line of the facts: head of the group on its day; KAM_NO_INDEX without an account */
    guint n_weeks, n_months;
    guint16 *month; /* by day from the first of the scope: its month, from the first one's */
    /* Documents of all customers, by month and by category and month: how often the market buys a category. */
    guint32 *documents;
    guint32 *with_category; /* n_categories x n_months */
} KamPurchaseLines;

/** Whose each line was, and what the market buys when. Errors as kam_group_days_new(). */
gboolean kam_purchase_lines_init(KamPurchaseLines *lines, const KamScope *scope, GError **error);
void kam_purchase_lines_clear(KamPurchaseLines *lines);

static inline guint
kam_purchase_lines_week(const KamPurchaseLines *lines, gint32 day)
{
    return (guint)(day - lines->scope->first_day) / KAM_PURCHASING_WEEK_DAYS;
}

static inline guint
kam_purchase_lines_month(const KamPurchaseLines *lines, gint32 day)
{
    return lines->month[day - lines->scope->first_day];
}

/** A line on which something is bought: no credit, no free goods. */
static inline gboolean
kam_purchase_lines_is_purchase(const KamPurchaseLines *lines, guint32 line)
{
    const KamFacts *facts = lines->scope->facts;

    return facts->net_micro[line] > 0 && facts->quantity_micro[line] > 0 && !(facts->flags[line] & KAM_FACT_CREDIT);
}

static inline gboolean
kam_purchase_lines_is_of_year(const KamPurchaseLines *lines, guint32 line)
{
    return lines->scope->facts->day[line] > lines->scope->as_of_day - KAM_PURCHASING_YEAR_DAYS;
}

static inline guint32
kam_purchase_lines_category(const KamPurchaseLines *lines, guint32 line)
{
    return kam_holders_of_line(&lines->categories, lines->scope->facts, line);
}

/* Sums of money of the year, and whether enough of them have a cost. */
typedef struct {
    gint64 net_micro, profit_micro;
    double moved, costed; /* amounts without their signs, and those of them with a cost */
} KamPurchaseMoney;

/** Count a line. */
void kam_purchase_money_add(KamPurchaseMoney *money, const KamFacts *facts, guint32 line);
/** Whether a cost is known for 80 % of the amounts. */
gboolean kam_purchase_money_has_profit(const KamPurchaseMoney *money);

/**
 * One group: what its companies bought while they belonged to it, and what that says.
 * @param members  n accounts with a line while they belonged to `head`.
 */
void kam_purchasing_group_fill(KamPurchasingGroup *group, const KamPurchaseLines *lines, guint32 head,
                               const guint32 members[], guint n);
void kam_purchasing_group_clear(KamPurchasingGroup *group);
