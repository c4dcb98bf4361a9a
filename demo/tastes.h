/* What a customer buys: categories with their weight and own-price elasticity, and in each a few articles. */
#pragma once

#include "demo/catalogue.h"
#include "demo/random.h"

typedef struct {
    guint category;
    double weight;     /* share of the lines asked for */
    double cumulative; /* of weights up to and with this one */
    double elasticity; /* of the quantity on a line by its net unit price */
    guint first_habit, n_habits;
    guint rival;                 /* who takes a part of it, KAM_DEMO_NO_RIVAL when nobody does */
    gint32 rival_from, rival_to; /* both included */
    double rival_share;
} KamDemoTaste;

#define KAM_DEMO_NO_RIVAL G_MAXUINT

typedef struct {
    guint product;
    double quantity; /* usual on a line, at the first price list and the customer's basic discount */
} KamDemoHabit;

typedef struct {
    KamDemoTaste *tastes;
    guint n_tastes;
    KamDemoHabit *habits;
} KamDemoTastes;

/** Draw categories, elasticities and articles for a customer of this sector, size and typical value of a line (RSD). */
void kam_demo_tastes_init(KamDemoTastes *tastes, gsl_rng *stream, const KamDemoCatalogue *catalogue, guint sector,
                          double size, double line_value);
void kam_demo_tastes_clear(KamDemoTastes *tastes);
/** The taste for a category, or NULL when the customer does not buy it. */
KamDemoTaste *kam_demo_tastes_find(const KamDemoTastes *tastes, guint category);
/** The taste that a number in [0, 1) falls on. */
const KamDemoTaste *kam_demo_tastes_choose(const KamDemoTastes *tastes, double chance);
