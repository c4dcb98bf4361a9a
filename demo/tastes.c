/* Tastes: which categories and articles, how much, how price sensitive. */
#include "demo/tastes.h"

#include <math.h>

#include "demo/places.h"

#define SECTOR_PREFERENCE 5.0
#define MAX_TASTES 20
#define MAX_HABITS 16
#define ELASTICITY_SPREAD 0.45
#define LEAST_USUAL_QUANTITY 0.5 /* of dear articles one in two orders */

static void
weigh_categories(double weights[KAM_DEMO_N_CATEGORIES], gsl_rng *stream, guint sector)
{
    for (guint i = 0; i < KAM_DEMO_N_CATEGORIES; i++)
        weights[i] = exp(kam_demo_normal(stream, 0, 0.7));
    for (guint i = 0; i < G_N_ELEMENTS(kam_demo_sectors[sector].categories); i++)
        weights[kam_demo_category_find(kam_demo_sectors[sector].categories[i])] *= SECTOR_PREFERENCE;
}

/* The next category, drawn without putting back: those taken have weight 0. */
static guint
draw_category(const double weights[KAM_DEMO_N_CATEGORIES], gsl_rng *stream)
{
    double sum = 0, chance;
    guint last = 0;

    for (guint i = 0; i < KAM_DEMO_N_CATEGORIES; i++)
        sum += weights[i];
    chance = kam_demo_between(stream, 0, sum);
    for (guint i = 0; i < KAM_DEMO_N_CATEGORIES; i++) {
        if (weights[i] <= 0)
            continue;
        last = i;
        chance -= weights[i];
        if (chance < 0)
            break;
    }
    return last;
}

static double
usual_quantity(const KamDemoProduct *product, double line_value, gsl_rng *stream)
{
    double quantity = line_value * exp(kam_demo_normal(stream, -0.18, 0.6)) / product->price;

    return MAX(quantity, LEAST_USUAL_QUANTITY);
}

static void
choose_habits(KamDemoTastes *tastes, KamDemoTaste *taste, const KamDemoCatalogue *catalogue, double line_value,
              gsl_rng *stream)
{
    g_autofree guint *order = kam_demo_permutation(stream, KAM_DEMO_PRODUCTS_PER_CATEGORY);

    for (guint i = 0; i < taste->n_habits; i++) {
        KamDemoHabit *habit = &tastes->habits[taste->first_habit + i];

        habit->product = taste->category * KAM_DEMO_PRODUCTS_PER_CATEGORY + order[i];
        habit->quantity = usual_quantity(&catalogue->products[habit->product], line_value, stream);
    }
}

void
kam_demo_tastes_init(KamDemoTastes *tastes, gsl_rng *stream, const KamDemoCatalogue *catalogue, guint sector,
                     double size, double line_value)
{
    double weights[KAM_DEMO_N_CATEGORIES], sum = 0;
    double sensitivity = kam_demo_normal(stream, 0, 0.3);
    guint breadth = (guint)kam_demo_clamp(1 + kam_demo_between(stream, 2, 7) * pow(size, 0.28), 2, MAX_TASTES);
    guint depth = (guint)kam_demo_clamp(kam_demo_between(stream, 3, 6) * pow(size, 0.25), 2, MAX_HABITS);

    weigh_categories(weights, stream, sector);
    tastes->n_tastes = breadth;
    tastes->tastes = g_new0(KamDemoTaste, breadth);
    tastes->habits = g_new0(KamDemoHabit, (gsize)breadth * depth);
    for (guint i = 0; i < breadth; i++) {
        KamDemoTaste *taste = &tastes->tastes[i];

        taste->category = draw_category(weights, stream);
        taste->weight = weights[taste->category];
        weights[taste->category] = 0;
        sum += taste->weight;
        taste->elasticity = kam_demo_clamp(kam_demo_categories[taste->category].elasticity + sensitivity +
                                               kam_demo_normal(stream, 0, ELASTICITY_SPREAD),
                                           -3.5, -0.1);
        taste->first_habit = i * depth;
        taste->n_habits = depth;
        taste->rival = KAM_DEMO_NO_RIVAL;
        choose_habits(tastes, taste, catalogue, line_value, stream);
    }
    for (guint i = 0; i < breadth; i++) {
        tastes->tastes[i].weight /= sum;
        tastes->tastes[i].cumulative = tastes->tastes[i].weight + (i > 0 ? tastes->tastes[i - 1].cumulative : 0);
    }
}

void
kam_demo_tastes_clear(KamDemoTastes *tastes)
{
    g_clear_pointer(&tastes->tastes, g_free);
    g_clear_pointer(&tastes->habits, g_free);
}

KamDemoTaste *
kam_demo_tastes_find(const KamDemoTastes *tastes, guint category)
{
    for (guint i = 0; i < tastes->n_tastes; i++)
        if (tastes->tastes[i].category == category)
            return &tastes->tastes[i];
    return NULL;
}

const KamDemoTaste *
kam_demo_tastes_choose(const KamDemoTastes *tastes, double chance)
{
    guint i = 0;

    while (i + 1 < tastes->n_tastes && chance >= tastes->tastes[i].cumulative)
        i++;
    return &tastes->tastes[i];
}
