/* What the distributor deals in: 25 categories with the patterns their articles are named by. Data only. */
#pragma once

#include <glib.h>

#define KAM_DEMO_N_CATEGORIES 25
#define KAM_DEMO_PATTERNS 3
#define KAM_DEMO_PRODUCTS_PER_CATEGORY 48

typedef enum {
    KAM_DEMO_SEASON_FLAT,
    KAM_DEMO_SEASON_BUILDING, /* spring to autumn */
    KAM_DEMO_SEASON_SUMMER,   /* irrigation, cooling */
    KAM_DEMO_SEASON_WINTER,
    KAM_DEMO_SEASON_HARVEST,
    KAM_DEMO_SEASON_YEAR_END, /* budgets spent in November and December */
    KAM_DEMO_N_SEASONS,
} KamDemoSeason;

typedef struct {
    const char *unit;
    double median_price; /* RSD without tax */
    const char
        *text; /* "{a|b}" stands for one of the words; the first group varies slowest, and prices rise in that order */
} KamDemoPattern;

typedef struct {
    const char *code, *name;
    KamDemoSeason season;
    double margin;     /* of list price */
    double elasticity; /* mean over customers, negative */
    KamDemoPattern patterns[KAM_DEMO_PATTERNS];
} KamDemoCategory;

extern const KamDemoCategory kam_demo_categories[KAM_DEMO_N_CATEGORIES];
/** Mean 1 over the months of a year, January first. */
extern const double kam_demo_seasons[KAM_DEMO_N_SEASONS][12];
