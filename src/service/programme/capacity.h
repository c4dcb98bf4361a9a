/* Whether there are people and room enough: days that accounts take against days that managers have, accounts of a tier
 * against its room. */
#pragma once

#include "service/programme/programme.h"

typedef struct {
    gint64 id; /* 0: accounts that nobody manages */
    const char *name;
    guint accounts, *of_tier; /* by tier */
    double days;              /* that they take in a year */
    guint unsaid;             /* accounts of tiers that do not say how many days one takes */
    gint64 has_days;          /* -1: not said */
} KamManagerCapacity;

typedef struct {
    guint accounts;
    double days; /* that they take; NaN: the tier does not say */
} KamTierCapacity;

typedef struct {
    GArray *managers;      /* KamManagerCapacity: those with an account in the programme or with days for it, by name */
    KamTierCapacity *tier; /* by tier */
    guint accounts;
    double days;     /* of all */
    gint64 has_days; /* of all managers who say it */
} KamCapacity;

/** Free with kam_capacity_free(). The programme must outlive it. */
KamCapacity *kam_capacity_new(const KamProgramme *programme);
void kam_capacity_free(KamCapacity *capacity);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamCapacity, kam_capacity_free)
