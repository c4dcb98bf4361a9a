/* Price lists that change on dates, purchase costs that change with them, and promotions of categories. */
#pragma once

#include "demo/calendar.h"
#include "demo/catalogue.h"

#define KAM_DEMO_MAX_REVISIONS 64

typedef struct {
    guint category;
    gint32 from, to; /* both included */
    guint percent;
} KamDemoPromotion;

typedef struct {
    gint32 first_day;
    guint n_days;
    guint n_revisions;
    gint32 revision_days[KAM_DEMO_MAX_REVISIONS];
    guint8 *revision_of_day;
    gint64 *list_minor;       /* revision * KAM_DEMO_N_PRODUCTS + product */
    gint64 *cost_minor;       /* the same */
    guint8 *promotion_of_day; /* day * KAM_DEMO_N_CATEGORIES + category, percent */
    GArray *promotions;       /* KamDemoPromotion, by category and date */
} KamDemoPrices;

/** Plan price lists, costs and promotions for every day of the calendar. */
KamDemoPrices *kam_demo_prices_new(guint64 seed, const KamDemoCalendar *calendar, const KamDemoCatalogue *catalogue);
void kam_demo_prices_free(KamDemoPrices *prices);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamDemoPrices, kam_demo_prices_free)

/** List price of an article on a day of the period, in minor units. */
gint64 kam_demo_prices_get_list(const KamDemoPrices *prices, guint product, gint32 day);
/** Purchase cost of an article on a day of the period, in minor units. */
gint64 kam_demo_prices_get_cost(const KamDemoPrices *prices, guint product, gint32 day);
/** Percent off in a category on a day of the period; 0 without a promotion. */
guint kam_demo_prices_get_promotion(const KamDemoPrices *prices, guint category, gint32 day);
