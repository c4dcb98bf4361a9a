/* Observations for the tests of elasticities: see elasticity_support.h. */
#include "elasticity_support.h"

#include <math.h>

Sales *
sales_new(guint regressors, guint shared)
{
    Sales *sales = g_new0(Sales, 1);

    sales->quantity = g_array_new(FALSE, FALSE, sizeof(double));
    sales->price = g_array_new(FALSE, FALSE, sizeof(double));
    sales->regressor = g_array_new(FALSE, FALSE, sizeof(double));
    sales->account = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    sales->panel = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    sales->accounts = totals_new();
    sales->panels = totals_new();
    sales->data.n_regressors = regressors;
    sales->data.n_shared = shared;
    return sales;
}

void
sales_free(Sales *sales)
{
    if (sales == NULL)
        return;
    g_array_unref(sales->quantity);
    g_array_unref(sales->price);
    g_array_unref(sales->regressor);
    g_array_unref(sales->account);
    g_array_unref(sales->panel);
    totals_free(sales->accounts);
    totals_free(sales->panels);
    g_free(sales);
}

void
sales_add(Sales *sales, const char *account, const char *panel, double quantity, double price, const double regressor[])
{
    uint32_t number = totals_add(sales->accounts, account, 1);

    g_array_append_val(sales->quantity, quantity);
    g_array_append_val(sales->price, price);
    if (regressor != NULL)
        g_array_append_vals(sales->regressor, regressor, (guint)sales->data.n_regressors);
    g_array_append_val(sales->account, number);
    if (panel != NULL) {
        g_autofree char *key = g_strdup_printf("%s/%s", account, panel);

        number = totals_add(sales->panels, key, 1);
        g_array_append_val(sales->panel, number);
    }
}

static void *
cells(GArray *array)
{
    return array->len > 0 ? (void *)array->data : NULL;
}

void
sales_finish(Sales *sales)
{
    sales->data.n = sales->quantity->len;
    sales->data.quantity = cells(sales->quantity);
    sales->data.price = cells(sales->price);
    sales->data.regressor = cells(sales->regressor);
    sales->data.account = cells(sales->account);
    sales->data.n_accounts = totals_size(sales->accounts);
    sales->data.panel = cells(sales->panel);
    sales->data.n_panels = sales->panel->len > 0 ? totals_size(sales->panels) : 0;
}

Sales *
sales_read_cheese(guint shared)
{
    g_autoptr(Data) data = data_read("elasticity/cheese_key_accounts.csv");
    Sales *sales;

    if (data == NULL)
        return NULL;
    sales = sales_new(1, shared);
    for (guint row = 0; row < data_rows(data); row++) {
        double display = data_number(data, row, 2);

        sales_add(sales, data_text(data, row, 0), NULL, data_number(data, row, 1), data_number(data, row, 3), &display);
    }
    sales_finish(sales);
    return sales;
}

double
draw_normal(GRand *rand)
{
    double u = 1 - g_rand_double(rand);

    return sqrt(-2 * log(u)) * cos(2 * G_PI * g_rand_double(rand));
}

Sales *
sales_random(guint accounts, guint n, guint32 seed)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    Sales *sales = sales_new(0, 0);

    for (guint a = 0; a < accounts; a++) {
        g_autofree char *name = g_strdup_printf("account %u", a);
        double elasticity = -2 + 0.5 * draw_normal(rand);

        for (guint i = 0; i < n; i++) {
            double price = exp(1 + 0.15 * draw_normal(rand));

            sales_add(sales, name, NULL, exp(5 + elasticity * log(price) + 0.3 * draw_normal(rand)), price, NULL);
        }
    }
    sales_finish(sales);
    return sales;
}

KamElasticityModel *
fitted_model(const KamElasticityData *data)
{
    const KamElasticityCriteria criteria = { KAM_ELASTICITY_MIN_DF, KAM_ELASTICITY_MIN_PRICE_SD,
                                             KAM_ELASTICITY_MAX_STD_ERROR };
    KamElasticityModel *model = NULL;

    g_assert_cmpint(kam_elasticity_new(data, &criteria, &model), ==, KAM_CALC_OK);
    g_assert_cmpint(kam_elasticity_fit(model, 0, data->n_accounts), ==, KAM_CALC_OK);
    return model;
}
