/* When each account bought and for how much: what the models of lifetime value take. What is bought on one day is one
 * purchase; a day counts when its lines above 0 do, and its worth is what they sum to. */
#pragma once

#include "service/analysis/by_account.h"

typedef struct {
    guint32 days;               /* distinct days with a purchase */
    gint32 first_day, last_day; /* of them; KAM_DAY_NONE without one */
    double first_value;         /* of the first day, in millionths */
    double repeat_value;        /* of the later days together */
    double gap_log_sum;         /* sum of the natural logarithms of the gaps between them, in days */
    double net, margin;         /* of all lines that count, and of those with a cost, in millionths */
    double costed_net;          /* net of the lines with a cost */
} KamPurchases;

/** One answer per account of the facts, accounts without a purchase too. Free with g_free(). */
KamPurchases *kam_purchases_new(const KamByAccount *by);
