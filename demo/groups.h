/* Corporate groups: who belongs to whom and when, and the categories a group buys through one of its firms. */
#pragma once

#include "demo/customers.h"

#define KAM_DEMO_GROUPS 40

typedef enum {
    KAM_DEMO_FOUNDED,  /* in the group since long before the period */
    KAM_DEMO_ACQUIRED, /* bought during the period, from outside or from another group */
    KAM_DEMO_MERGED,   /* came with a whole group that was bought */
    KAM_DEMO_SOLD,     /* only as an end: sold during the period */
    KAM_DEMO_OPEN,     /* only as an end: still a member */
} KamDemoMembershipEvent;

typedef struct {
    guint group, customer;
    gint32 from, to; /* both included; to is KAM_DAY_NONE while it lasts */
    KamDemoMembershipEvent begun_by, ended_by;
} KamDemoMembership;

/* A category that one firm of the group buys for all from a date on. */
typedef struct {
    guint group, category, centre;
    gint32 from;
    guint extra_discount; /* hundredths of percent that the bundled volume earned */
} KamDemoCentralMove;

typedef struct {
    char *number, *name;
    gint32 absorbed_on; /* KAM_DAY_NONE, or the day another group bought it */
    guint absorbed_by;
} KamDemoGroup;

typedef struct {
    guint n;
    KamDemoGroup *groups;
    GArray *memberships; /* KamDemoMembership, by customer and date */
    guint *first_of;     /* customer -> index of its first membership; one more entry at the end */
    GArray *moves;       /* KamDemoCentralMove, by group */
    guint *move_of;      /* group * KAM_DEMO_N_CATEGORIES + category -> index into moves or KAM_DEMO_NONE */
} KamDemoGroups;

/** Firms that share a group may get the group's word into their name, so call this before names are composed. */
KamDemoGroups *
kam_demo_groups_new(guint64 seed, guint scale, const KamDemoCalendar *calendar, KamDemoCustomers *customers);
void kam_demo_groups_free(KamDemoGroups *groups);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamDemoGroups, kam_demo_groups_free)

/** Group of a customer on a day, or KAM_DEMO_NONE. */
guint kam_demo_groups_find(const KamDemoGroups *groups, guint customer, gint32 day);
/** The move that makes another firm, or this one, buy a category for a group on that day; NULL when each buys by
 * itself. */
const KamDemoCentralMove *
kam_demo_groups_find_move(const KamDemoGroups *groups, guint group, guint category, gint32 day);
/** Index of the move of a category of a group, whatever day it is; KAM_DEMO_NONE when there is none. */
guint kam_demo_groups_move_index(const KamDemoGroups *groups, guint group, guint category);
/** The word of an event, as in groups.csv and truth.json. */
const char *kam_demo_membership_event_name(KamDemoMembershipEvent event);
