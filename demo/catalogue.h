/* The articles: 25 categories of 48, with names, units, base prices and costs. */
#pragma once

#include <glib.h>

#include "demo/category_table.h"

#define KAM_DEMO_N_PRODUCTS (KAM_DEMO_N_CATEGORIES * KAM_DEMO_PRODUCTS_PER_CATEGORY)

typedef struct {
    guint category;
    const char *unit;
    char *number, *name;
    double price, cost; /* before any change of the price list, RSD */
} KamDemoProduct;

typedef struct {
    KamDemoProduct products[KAM_DEMO_N_PRODUCTS]; /* those of a category stand together */
    double season[KAM_DEMO_N_CATEGORIES][12];     /* mean 1 over the months */
    double season_peak[KAM_DEMO_N_CATEGORIES];    /* the largest of them */
} KamDemoCatalogue;

/* What stands on invoices and is no article. */
typedef enum { KAM_DEMO_TRANSPORT, KAM_DEMO_BANK_FEE, KAM_DEMO_REBATE, KAM_DEMO_N_CHARGES } KamDemoCharge;
typedef struct {
    const char *number, *name, *category, *unit;
} KamDemoChargeArticle;
extern const KamDemoChargeArticle kam_demo_charges[KAM_DEMO_N_CHARGES];

/** Name and price all articles, and give each category its months. */
KamDemoCatalogue *kam_demo_catalogue_new(guint64 seed);
void kam_demo_catalogue_free(KamDemoCatalogue *catalogue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamDemoCatalogue, kam_demo_catalogue_free)

/** Whether the article is sold in whole pieces. */
gboolean kam_demo_product_is_whole(const KamDemoProduct *product);
/** The category of a code such as "LEZ". */
guint kam_demo_category_find(const char *code);
