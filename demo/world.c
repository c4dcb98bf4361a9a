/* Puts the parts of the world together in the order in which they need each other. */
#include "demo/world.h"

/* Of article lines on invoices; returns, counter sales and charges bring the whole near 400,000 in three years. */
#define ARTICLE_LINES_PER_YEAR 152500.0
#define DAYS_PER_YEAR 365.25

KamDemoWorld *
kam_demo_world_new(const KamDemoOptions *options)
{
    KamDemoWorld *world = g_new0(KamDemoWorld, 1);
    guint64 seed = options->seed;
    int year, month, dom;

    world->options = *options;
    kam_day_to_civil(options->until + 1, &year, &month, &dom);
    /* A year back from 1 March is 1 March; from 29 February it is 28 February. */
    world->calendar = kam_demo_calendar_new(
        kam_day_from_civil(year - (int)options->years, month, month == 2 && dom == 29 ? 28 : dom), options->until);
    world->catalogue = kam_demo_catalogue_new(seed);
    world->prices = kam_demo_prices_new(seed, world->calendar, world->catalogue);
    world->customers = kam_demo_customers_new(seed, options->scale, world->calendar, world->catalogue);
    world->groups = kam_demo_groups_new(seed, options->scale, world->calendar, world->customers);
    world->rivals = kam_demo_rivals_new(seed, options->scale, world->calendar, world->customers);
    kam_demo_customers_compose_names(world->customers, seed);
    kam_demo_customers_set_pace(world->customers, world->calendar, world->catalogue,
                                ARTICLE_LINES_PER_YEAR * options->scale * world->calendar->n_days / DAYS_PER_YEAR);
    world->agreements = kam_demo_agreements_new(seed, world->calendar, world->customers);
    return world;
}

void
kam_demo_world_free(KamDemoWorld *world)
{
    if (world == NULL)
        return;
    kam_demo_agreements_free(world->agreements);
    kam_demo_groups_free(world->groups);
    kam_demo_rivals_free(world->rivals);
    kam_demo_customers_free(world->customers);
    kam_demo_prices_free(world->prices);
    kam_demo_catalogue_free(world->catalogue);
    kam_demo_calendar_free(world->calendar);
    g_free(world);
}
