/* Who orders what on a day: rhythm, season, competitors, central purchasing, and the answer to prices. */
#pragma once

#include "demo/world.h"

typedef struct {
    guint product;
    guint city;         /* where it is delivered */
    gint64 quantity;    /* hundredths */
    gint64 price_minor; /* of the list */
    guint discount;     /* hundredths of percent: agreement, promotion and central purchasing in one */
    guint move;         /* of the central purchase by which another firm asked for it; KAM_DEMO_NONE: its own line */
} KamDemoOrderLine;

typedef struct KamDemoDemand KamDemoDemand;

/** Demand before the first day. The world must outlive it. */
KamDemoDemand *kam_demo_demand_new(const KamDemoWorld *world);
void kam_demo_demand_free(KamDemoDemand *demand);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamDemoDemand, kam_demo_demand_free)

/** Let an open day pass for a customer; returns how many orders it places. Days come in order. */
guint kam_demo_demand_pass_day(KamDemoDemand *demand, guint customer, gint32 day);

/**
 * The lines of one order, into an emptied array of KamDemoOrderLine; it may stay empty.
 *
 * @param discount  what the customer's agreement gives on that day, hundredths of percent.
 */
void kam_demo_demand_fill_order(KamDemoDemand *demand, guint customer, gint32 day, guint discount, GArray *lines);

/** Net of a line in minor units: quantity * price * (1 - discount), rounded once, half away from zero. */
gint64 kam_demo_line_net(gint64 quantity, gint64 price_minor, guint discount);
/** Several discounts one after the other, as one, in hundredths of percent. */
guint kam_demo_discount_join(guint a, guint b, guint c);
