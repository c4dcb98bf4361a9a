/* Competitors, and the customers' categories of which they took a share from a date on. */
#pragma once

#include "demo/customers.h"

#define KAM_DEMO_RIVALS 6

typedef struct {
    guint rival, customer, category;
    gint32 from, to;    /* both included; to is KAM_DAY_NONE when it was never won back */
    double share;       /* of the customer's lines in the category that go to the competitor */
    guint seen_percent; /* what our people believe the share to be */
    gint32 seen_on;     /* when they noticed */
    guint price_gap;    /* percent below our price, as seen */
} KamDemoRivalMove;

typedef struct {
    char *names[KAM_DEMO_RIVALS];
    GArray *moves; /* KamDemoRivalMove, by customer */
} KamDemoRivals;

/** Choose the moves and write them into the customers' tastes. */
KamDemoRivals *
kam_demo_rivals_new(guint64 seed, guint scale, const KamDemoCalendar *calendar, KamDemoCustomers *customers);
void kam_demo_rivals_free(KamDemoRivals *rivals);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamDemoRivals, kam_demo_rivals_free)
