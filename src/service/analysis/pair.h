/* Two companies, each with all that are below it today, side by side: what a merger and a comparison are made of. */
#pragma once

#include "service/analysis/holders.h"
#include "service/analysis/scope.h"

#define KAM_PAIR_YEAR_DAYS 365

/* Purchases of a year: no credits, no free goods. */
typedef struct {
    gint64 quantity_micro, net_micro, cost_micro;
    gboolean has_cost; /* of all of them */
} KamPairPurchase;

typedef struct {
    guint32 product;
    KamPairPurchase side[2];
} KamPairArticle;

typedef struct {
    guint32 account; /* the company asked for */
    guint depth;     /* steps from the head of its group of today down to it */
    guint companies; /* it and all below it, with lines */
    guint documents;
    gint64 net_micro;           /* of the year */
    gint64 net_before_micro;    /* of the year before */
    gint64 contribution_micro;  /* of the lines of the year with a cost */
    gboolean has_profit;        /* a cost is known for 80 % of the amounts */
    gint32 first_day, last_day; /* of its lines in the period; KAM_DAY_NONE without */
} KamPairSide;

typedef struct {
    gint32 year_from; /* the 365 days that end on the day asked for */
    guint8 *side_of;  /* by account: 1 the one, 2 the other, 0 neither */
    KamPairSide side[2];
    GArray *both;         /* KamPairArticle: what both buy in the year */
    GArray *only[2];      /* KamPairArticle: what only one buys, its largest net first */
    double jaccard;       /* products that both buy by those that either buys; NaN without any */
    double jaccard_value; /* sum of the smaller by sum of the larger share of each product */
} KamPair;

/* Which two. */
typedef struct {
    gint64 id[2];             /* 0: the largest group, and the largest but that */
    const char *parameter[2]; /* what they are called when they are refused: "buyer" */
    gboolean whole_group[2];  /* take the whole group that it belongs to, not only what is below it */
} KamPairQuestion;

/**
 * Find the two and sum their year.
 * @return FALSE with KAM_ERROR_INVALID when an id is no account of the facts, when both are one, when one is part of
 * the other, or when there are no two to choose from; or with an error of sales/groups.h. Nothing is to be cleared
 *         then.
 */
gboolean kam_pair_init(KamPair *pair, const KamScope *scope, const KamGroups *today, const KamPairQuestion *question,
                       GError **error);
void kam_pair_clear(KamPair *pair);

static inline gboolean
kam_pair_is_of_year(const KamPair *pair, const KamScope *scope, gsize line)
{
    return scope->facts->day[line] >= pair->year_from && kam_scope_has_line(scope, line);
}

/** Net of the year by the head of the group of today, by account; 0 for who is no head. Free with g_free(). */
gint64 *kam_pair_sum_by_root(const KamPair *pair, const KamScope *scope, const KamGroups *today);
/** Net by quantity in currency units; NaN without a purchase. */
double kam_pair_price(const KamPairPurchase *purchase);
/** The account of a side. */
const KamFactAccount *kam_pair_account(const KamPair *pair, const KamFacts *facts, guint side);

/** Who or what it is, into an open object. */
void kam_pair_put_account(const KamFactAccount *account, KamJson *json);
void kam_pair_put_product(const KamFacts *facts, guint32 product, KamJson *json);

/* Which lines of a side are meant. */
typedef struct {
    const KamHolders *categories; /* of which `category` is one; NULL: any */
    guint32 category;             /* KAM_NO_INDEX: those that have none */
    guint32 product;              /* its purchases, without credits and free goods; KAM_NO_INDEX: any */
} KamPairLines;

/** The path of the lines of the year that a figure of a side is made of. */
void kam_pair_put_opens_to(const KamPair *pair, const KamScope *scope, guint side, const char *name,
                           const KamPairLines *lines, KamJson *json);
/** Purchases of a product as an object: quantity, price, net, and what they open to. */
void kam_pair_put_purchase(const KamPair *pair, const KamScope *scope, guint side, const char *name,
                           const KamPairArticle *article, KamJson *json);
