/* Observations for the tests of elasticities: row by row, the cheese data, or drawn at random from known accounts. */
#pragma once

#include <glib.h>
#include <kamen/elasticity.h>

#include "data.h"

typedef struct {
    GArray *quantity, *price, *regressor; /* double */
    GArray *account, *panel;              /* uint32_t */
    Totals *accounts, *panels;
    KamElasticityData data; /* after sales_finish() */
} Sales;

Sales *sales_new(guint regressors, guint shared);
void sales_free(Sales *sales);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sales, sales_free)
void sales_add(Sales *sales, const char *account, const char *panel, double quantity, double price,
               const double regressor[]);
void sales_finish(Sales *sales);

/* The cheese data with `display` as a shared regressor when asked for; NULL when they are not here. */
Sales *sales_read_cheese(guint shared);

/* Accounts of n observations each, elasticities about -2. */
Sales *sales_random(guint accounts, guint n, guint32 seed);

/* Standard normal. */
double draw_normal(GRand *rand);

/* A model with the default criteria, every account fitted. */
KamElasticityModel *fitted_model(const KamElasticityData *data);
