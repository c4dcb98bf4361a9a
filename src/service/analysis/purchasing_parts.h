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
    /* Of all customers. Documents by month and by category and month: how often the market buys a category. Lines by
     * product and by category: which of its articles. */
    guint32 *documents;
    guint32 *with_category; /* n_categories x n_months */
    guint32 *of_product, *of_category;
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

/* One document of a unit with one category, and how many lines of it; or a document for itself. */
typedef struct {
    guint32 document, category, unit;
    guint32 lines;
    gint32 day;
} KamPurchaseEntry;

/* One line. */
typedef struct {
    guint32 category, product, unit;
    gint32 day;
} KamPurchaseArticle;

/* What the companies of one group bought while they belonged to it. */
typedef struct {
    const KamPurchaseLines *lines;
    const guint32 *members; /* accounts, by unit */
    guint n_units;
    GArray *entries;         /* KamPurchaseEntry: a document and a category, by category, unit and document */
    GArray *documents;       /* KamPurchaseEntry: a document */
    GArray *articles;        /* KamPurchaseArticle, by category and product */
    guint32 *own;            /* documents by month */
    KamPurchaseMoney *money; /* of the year, by category */
} KamPurchaseBought;

/** @param members  n accounts with a line while they belonged to `head`; borrowed. */
void kam_purchase_bought_init(KamPurchaseBought *bought, const KamPurchaseLines *lines, guint32 head,
                              const guint32 members[], guint n);
void kam_purchase_bought_clear(KamPurchaseBought *bought);

/* Of one category: a part of what was bought. */
typedef struct {
    guint32 category;
    const KamPurchaseEntry *entries;
    guint n;
    KamPurchaseArticle *articles; /* kam_purchasing_moment_judge() changes their order */
    guint n_articles;
    guint32 *place; /* by unit: among the buyers of the category; KAM_NO_INDEX */
    guint buyers;
} KamPurchasePart;

/** Whether buying moved to one company and when: fills what a moment says, and the mode when there is one. */
void kam_purchasing_moment_judge(KamPurchasingCategory *category, const KamPurchaseBought *bought,
                                 const KamPurchasePart *part);
/** How it is bought in the last year, where no moment was found: fills mode, reason and centre. */
void kam_purchasing_year_judge(KamPurchasingCategory *category, const KamPurchaseBought *bought,
                               const KamPurchasePart *part);

/** One group, from what its companies bought. Members as above. */
void kam_purchasing_group_fill(KamPurchasingGroup *group, const KamPurchaseLines *lines, guint32 head,
                               const guint32 members[], guint n);
void kam_purchasing_group_clear(KamPurchasingGroup *group);
