/* The whole company before its first invoice: everything that does not depend on what was sold. */
#pragma once

#include "demo/agreements.h"
#include "demo/demo.h"
#include "demo/groups.h"
#include "demo/prices.h"
#include "demo/rivals.h"

typedef struct {
    KamDemoOptions options;
    KamDemoCalendar *calendar;
    KamDemoCatalogue *catalogue;
    KamDemoPrices *prices;
    KamDemoCustomers *customers;
    KamDemoRivals *rivals;
    KamDemoGroups *groups;
    KamDemoAgreements *agreements;
} KamDemoWorld;

/** Make the world of checked options. */
KamDemoWorld *kam_demo_world_new(const KamDemoOptions *options);
void kam_demo_world_free(KamDemoWorld *world);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamDemoWorld, kam_demo_world_free)
