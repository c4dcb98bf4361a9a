/* Sums of sales in any grouping, straight from the lines: totals that equal the files to the cent, a part of a year
 * beside the same part of the year before, each row with the way to what it is made of. */
#pragma once

#include "base/json.h"
#include "service/figures/ground.h"
#include "service/figures/sales_filter.h"

typedef enum {
    KAM_SUM_BY_ACCOUNT,
    KAM_SUM_BY_GROUP,
    KAM_SUM_BY_PRODUCT,
    KAM_SUM_BY_CATEGORY,
    KAM_SUM_BY_MONTH,
    KAM_SUM_BY_QUARTER,
    KAM_SUM_BY_YEAR,
    KAM_SUM_BY_MANAGER,
    KAM_SUM_BY_REGION,
    KAM_SUM_BY_N,
} KamSumBy;

/* What rows are ordered by. */
typedef enum {
    KAM_SUM_ORDER_NET,
    KAM_SUM_ORDER_LINES,
    KAM_SUM_ORDER_CREDITS,
    KAM_SUM_ORDER_QUANTITY,
    KAM_SUM_ORDER_COST, /* takes the class of margins, as the next */
    KAM_SUM_ORDER_MARGIN,
    KAM_SUM_ORDER_KEY, /* time, or number and name */
    KAM_SUM_ORDER_N,
} KamSumOrder;

#define KAM_SUMS_MAX_DIMENSIONS 2
#define KAM_SUMS_DEFAULT_LIMIT 100
#define KAM_SUMS_MAX_LIMIT 10000

/* Which lines, in which rows. */
typedef struct {
    KamSumBy by[KAM_SUMS_MAX_DIMENSIONS];
    guint n_by;            /* 1 or 2 */
    KamSalesFilter filter; /* its texts stay the caller's */
    KamSumOrder order;
    gboolean ascending;
    guint limit;          /* rows, 1..KAM_SUMS_MAX_LIMIT */
    gboolean with_margin; /* costs and margins are shown */
    const GArray *view;   /* ids (gint64) of the accounts in view; NULL: all, and lines without an account too */
} KamSumQuestion;

typedef struct {
    gint64 net_micro, credit_micro, quantity_micro, cost_micro, costed_net_micro;
    gint64 before_micro; /* net of the same part of the year before, where the label of the year has one */
    guint64 lines;
} KamSum;

/* One row. Keys are indices into the labels of their dimension; 0 is "none". */
typedef struct {
    guint32 key[KAM_SUMS_MAX_DIMENSIONS];
    KamSum sum;
} KamSumRow;

/* What a key stands for. */
typedef struct {
    gint64 id;                 /* of accounts, groups, products, managers; 0: none */
    const char *number, *name; /* NULL when unknown */
    gint32 first_month;        /* of times */
    gint32 from_day, to_day;   /* of times, inside the period that is asked for */
    gboolean is_whole;         /* of times: nothing is missing at either end */
    gint32 before_from,
        before_to; /* of years: the same days a year earlier; KAM_DAY_NONE when the data do not hold them */
} KamSumLabel;

typedef struct {
    KamGround *ground;
    KamSumQuestion question;
    gint32 first_day, last_day;              /* of the lines in the period; KAM_DAY_NONE without lines */
    GArray *labels[KAM_SUMS_MAX_DIMENSIONS]; /* KamSumLabel by key */
    GArray *rows;                            /* KamSumRow, all of them, in order */
    KamSum total;
    guint64 foreign; /* lines in other currencies without a rate: in no sum */
} KamSums;

/** Sum up. KAM_ERROR_TOO_LARGE when a sum would leave 64 bits. Cost: one pass over the lines, about 10 ms a million. */
KamSums *kam_sums_new(KamGround *ground, const KamSumQuestion *question, GError **error);
void kam_sums_free(KamSums *sums);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamSums, kam_sums_free)

/** "account", "group" ...: the word of group_by; and back, KAM_SUM_BY_N when unknown. */
const char *kam_sum_by_name(KamSumBy by);
KamSumBy kam_sum_by_from_name(const char *name);
/** "net", "lines", "credits", "quantity", "cost", "margin", "key"; and back, KAM_SUM_ORDER_N when unknown. */
const char *kam_sum_order_name(KamSumOrder order);
KamSumOrder kam_sum_order_from_name(const char *name);

/** The answer of /api/v1/sales/sums. */
void kam_sums_to_json(const KamSums *sums, KamJson *json);
