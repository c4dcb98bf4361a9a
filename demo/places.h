/* Real towns of Serbia, the sales regions they lie in, and the sectors of customers. Data only. */
#pragma once

#include <glib.h>

#define KAM_DEMO_N_REGIONS 12
#define KAM_DEMO_N_CITIES 40
#define KAM_DEMO_N_SECTORS 8

typedef struct {
    const char *name, *post_code;
    guint region;
    double weight; /* share of customers, not normalised */
} KamDemoCity;

typedef struct {
    const char *name;
    const char *words[4];      /* in company names */
    const char *categories[8]; /* bought more than others: codes */
} KamDemoSector;

extern const char *const kam_demo_regions[KAM_DEMO_N_REGIONS];
extern const KamDemoCity kam_demo_cities[KAM_DEMO_N_CITIES];
extern const KamDemoSector kam_demo_sectors[KAM_DEMO_N_SECTORS];
