/* Price lists, costs and promotions. */
#include "demo/prices.h"

#include <math.h>

#include "demo/random.h"

#define DAYS_BETWEEN_LISTS_LOW 110
#define DAYS_BETWEEN_LISTS_HIGH 190
#define PROMOTIONS_PER_YEAR 4.0

static const guint promotion_depths[] = { 8, 10, 12, 15, 20, 25 };

static void
choose_revision_days(KamDemoPrices *prices, gsl_rng *stream)
{
    gint32 day = prices->first_day;
    gint32 end = prices->first_day + (gint32)prices->n_days;

    while (day < end && prices->n_revisions < KAM_DEMO_MAX_REVISIONS) {
        prices->revision_days[prices->n_revisions++] = day;
        day += kam_demo_day_between(stream, DAYS_BETWEEN_LISTS_LOW, DAYS_BETWEEN_LISTS_HIGH);
    }
    prices->revision_of_day = g_new(guint8, prices->n_days);
    for (guint i = 0, revision = 0; i < prices->n_days; i++) {
        if (revision + 1 < prices->n_revisions && prices->first_day + (gint32)i >= prices->revision_days[revision + 1])
            revision++;
        prices->revision_of_day[i] = (guint8)revision;
    }
}

/* Price lists do not hold 1237.46: the larger the price, the rounder. */
static gint64
round_list_price(double price)
{
    double step = price < 20 ? 0.05 : price < 200 ? 0.5 : price < 2000 ? 1 : price < 20000 ? 10 : 50;

    return MAX((gint64)llround(price / step) * (gint64)llround(step * 100), 5);
}

/* The category moves as a whole, by steps that go both ways, so that a change of quantity can be told from a trend. */
static void
fill_category(KamDemoPrices *prices, const KamDemoCatalogue *catalogue, guint category, gsl_rng *stream)
{
    double level = 0, cost_level = 0;

    for (guint revision = 0; revision < prices->n_revisions; revision++) {
        if (revision > 0) {
            double step = kam_demo_clamp(kam_demo_normal(stream, 0.02, 0.075), -0.14, 0.18);

            level += step;
            cost_level += 0.6 * step + kam_demo_normal(stream, 0.008, 0.015);
        }
        for (guint i = 0; i < KAM_DEMO_PRODUCTS_PER_CATEGORY; i++) {
            guint product = category * KAM_DEMO_PRODUCTS_PER_CATEGORY + i;
            gsize at = (gsize)revision * KAM_DEMO_N_PRODUCTS + product;
            double own = revision > 0 ? kam_demo_normal(stream, 0, 0.02) : 0;

            prices->list_minor[at] = round_list_price(catalogue->products[product].price * exp(level + own));
            prices->cost_minor[at] = MAX((gint64)llround(100 * catalogue->products[product].cost * exp(cost_level)), 1);
        }
    }
}

static void
add_promotion(KamDemoPrices *prices, guint category, gint32 from, gint32 to, guint percent)
{
    KamDemoPromotion promotion = { .category = category, .from = from, .to = to, .percent = percent };

    g_array_append_val(prices->promotions, promotion);
    for (gint32 day = from; day <= to; day++)
        prices->promotion_of_day[(gsize)(day - prices->first_day) * KAM_DEMO_N_CATEGORIES + category] = (guint8)percent;
}

static void
plan_promotions(KamDemoPrices *prices, guint category, gsl_rng *stream)
{
    gint32 last = prices->first_day + (gint32)prices->n_days - 1;
    double mean_gap = 365.25 / PROMOTIONS_PER_YEAR;
    gint32 day = prices->first_day + (gint32)kam_demo_below(stream, (guint)mean_gap);

    while (day <= last) {
        gint32 length = kam_demo_day_between(stream, 14, 30);
        guint percent = promotion_depths[kam_demo_below(stream, G_N_ELEMENTS(promotion_depths))];

        add_promotion(prices, category, day, MIN(day + length - 1, last), percent);
        day += length + (gint32)kam_demo_between(stream, 0.3 * mean_gap, 1.25 * mean_gap);
    }
}

KamDemoPrices *
kam_demo_prices_new(guint64 seed, const KamDemoCalendar *calendar, const KamDemoCatalogue *catalogue)
{
    KamDemoPrices *prices = g_new0(KamDemoPrices, 1);
    g_autoptr(gsl_rng) dates = kam_demo_stream_new(seed, "price list dates", 0);

    prices->first_day = calendar->first_day;
    prices->n_days = calendar->n_days;
    choose_revision_days(prices, dates);
    prices->list_minor = g_new(gint64, (gsize)prices->n_revisions * KAM_DEMO_N_PRODUCTS);
    prices->cost_minor = g_new(gint64, (gsize)prices->n_revisions * KAM_DEMO_N_PRODUCTS);
    prices->promotion_of_day = g_new0(guint8, (gsize)prices->n_days * KAM_DEMO_N_CATEGORIES);
    prices->promotions = g_array_new(FALSE, FALSE, sizeof(KamDemoPromotion));
    for (guint category = 0; category < KAM_DEMO_N_CATEGORIES; category++) {
        g_autoptr(gsl_rng) list = kam_demo_stream_new(seed, "price list", category);
        g_autoptr(gsl_rng) promotions = kam_demo_stream_new(seed, "promotions", category);

        fill_category(prices, catalogue, category, list);
        plan_promotions(prices, category, promotions);
    }
    return prices;
}

void
kam_demo_prices_free(KamDemoPrices *prices)
{
    if (prices == NULL)
        return;
    g_free(prices->revision_of_day);
    g_free(prices->list_minor);
    g_free(prices->cost_minor);
    g_free(prices->promotion_of_day);
    g_array_unref(prices->promotions);
    g_free(prices);
}

gint64
kam_demo_prices_get_list(const KamDemoPrices *prices, guint product, gint32 day)
{
    return prices->list_minor[(gsize)prices->revision_of_day[day - prices->first_day] * KAM_DEMO_N_PRODUCTS + product];
}

gint64
kam_demo_prices_get_cost(const KamDemoPrices *prices, guint product, gint32 day)
{
    return prices->cost_minor[(gsize)prices->revision_of_day[day - prices->first_day] * KAM_DEMO_N_PRODUCTS + product];
}

guint
kam_demo_prices_get_promotion(const KamDemoPrices *prices, guint category, gint32 day)
{
    return prices->promotion_of_day[(gsize)(day - prices->first_day) * KAM_DEMO_N_CATEGORIES + category];
}
