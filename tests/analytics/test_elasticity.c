/* Elasticities by least squares: figures that R computed, textbook cases, properties, every status. */
#include <float.h>
#include <math.h>

#include <glib.h>
#include <kamen/elasticity.h>

#include "data.h"
#include "elasticity_support.h"

static void
test_cheese__every_account_as_r_has_it(void)
{
    g_autoptr(Sales) cheese = sales_read_cheese(1);
    g_autoptr(Data) expected = data_read("elasticity/cheese_ols_by_account.csv");
    KamElasticityModel *model;

    if (cheese == NULL || expected == NULL)
        return;
    model = fitted_model(&cheese->data);
    g_assert_cmpuint(data_rows(expected), ==, 88);
    for (guint row = 0; row < 88; row++) {
        guint account = totals_add(cheese->accounts, data_text(expected, row, 0), 0);
        KamElasticityEstimate display;
        KamElasticity got;

        g_assert_cmpint(kam_elasticity_account(model, account, &got), ==, KAM_CALC_OK);
        g_assert_cmpint(got.status, ==, KAM_CALC_OK);
        g_assert_cmpuint(got.n, ==, (guint)data_number(expected, row, 1));
        assert_near(got.intercept, data_number(expected, row, 2), 6e-9);
        assert_near(got.elasticity, data_number(expected, row, 3), 6e-9);
        if (g_str_equal(data_text(expected, row, 4), "NA")) { /* never on display */
            g_assert_cmpint(kam_elasticity_slope(model, account, 0, 0, &display), ==, KAM_CALC_TOO_FEW);
        } else {
            g_assert_cmpint(kam_elasticity_slope(model, account, 0, 0, &display), ==, KAM_CALC_OK);
            assert_near(display.value, data_number(expected, row, 4), 6e-9);
        }
        assert_near(got.std_error, data_number(expected, row, 5), 6e-9);
        assert_near(got.r2, data_number(expected, row, 6), 6e-9);
    }
    kam_elasticity_free(model);
}

/* tests/reference/elasticity.R */
static void
test_cheese__robust_errors(void)
{
    g_autoptr(Sales) cheese = sales_read_cheese(1);
    KamElasticityModel *model;
    KamElasticity got;

    if (cheese == NULL)
        return;
    model = fitted_model(&cheese->data);
    g_assert_cmpint(kam_elasticity_account(model, totals_add(cheese->accounts, "ALBANY,NY - PRICE CHOPPER", 0), &got),
                    ==, KAM_CALC_OK);
    assert_near(got.hc1_error, 0.484509541068, 1e-11);
    assert_near(got.hc3_error, 0.533844294431, 1e-11);
    kam_elasticity_free(model);
}

static void
test_cheese__one_elasticity_for_all(void)
{
    g_autoptr(Sales) cheese = sales_read_cheese(1);
    KamElasticityData price_only;
    KamElasticityEstimate display;
    KamElasticityCommon got;

    if (cheese == NULL)
        return;
    price_only = cheese->data;
    price_only.regressor = NULL;
    price_only.n_regressors = price_only.n_shared = 0;
    g_assert_cmpint(kam_elasticity_common(&price_only, KAM_ELASTICITY_ONE_LEVEL, &got, NULL), ==, KAM_CALC_OK);
    assert_near(got.elasticity, -1.3317355926, 6e-11);
    assert_near(got.std_error, 0.0576578418, 6e-11);
    assert_near(got.r2, 0.0876502084, 6e-11);
    assert_near(got.hc1_error, 0.0600092737856, 1e-11);
    assert_near(got.hc3_error, 0.0600690852716, 1e-11);
    assert_near(got.cluster_error.value, 0.2845029314622, 1e-11);
    g_assert_cmpint(kam_elasticity_common(&cheese->data, KAM_ELASTICITY_ONE_LEVEL, &got, &display), ==, KAM_CALC_OK);
    assert_near(got.elasticity, -1.2575776896, 6e-11);
    assert_near(got.std_error, 0.0580623053, 6e-11);
    assert_near(display.value, 0.5131955632, 6e-11);
    assert_near(display.std_error, 0.0636740506, 6e-11);
    assert_near(got.r2, 0.0982013861, 6e-11);
    g_assert_cmpint(kam_elasticity_common(&cheese->data, KAM_ELASTICITY_PANEL_LEVELS, &got, &display), ==, KAM_CALC_OK);
    assert_near(got.elasticity, -2.3883413175, 6e-11);
    assert_near(got.std_error, 0.0331777134, 6e-11);
    assert_near(display.value, 0.9142128975, 6e-11);
    assert_near(display.std_error, 0.0306170468, 6e-11);
    assert_near(got.r2, 0.8799177215, 6e-11);
    assert_near(got.hc1_error, 0.0522500619560, 1e-11);
    assert_near(got.hc3_error, 0.0527980081741, 1e-11);
    assert_near(got.cluster_error.value, 0.1263797320673, 1e-11);
    g_assert_cmpuint(got.df, ==, 5555 - 88 - 2);
}

static void
test_cheese__no_positive_elasticity_without_a_flag(void)
{
    g_autoptr(Sales) cheese = sales_read_cheese(1);
    KamElasticityModel *model;
    guint flagged = 0;

    if (cheese == NULL)
        return;
    model = fitted_model(&cheese->data);
    for (guint a = 0; a < 88; a++) {
        KamElasticity got;

        g_assert_cmpint(kam_elasticity_account(model, a, &got), ==, KAM_CALC_OK);
        g_assert_cmpint(got.elasticity >= 0, ==, got.flag == KAM_ELASTICITY_POSITIVE);
        g_assert_cmpint(got.upper >= 0, ==, got.flag != KAM_ELASTICITY_PLAUSIBLE);
        flagged += got.flag == KAM_ELASTICITY_POSITIVE;
    }
    g_assert_cmpuint(flagged, >=, 1);
    kam_elasticity_free(model);
}

/* A law without noise comes back, to the digits that its logarithms have. */
static void
test_fit__exact_law(void)
{
    g_autoptr(Sales) sales = sales_new(0, 0);
    KamElasticityModel *model;
    KamElasticity got;

    for (int i = 0; i < 12; i++)
        sales_add(sales, "a", NULL, 500 * pow(2 + 0.1 * i, -1.75), 2 + 0.1 * i, NULL);
    sales_finish(sales);
    model = fitted_model(&sales->data);
    g_assert_cmpint(kam_elasticity_account(model, 0, &got), ==, KAM_CALC_OK);
    assert_near(got.elasticity, -1.75, 1e-13);
    assert_near(exp(got.intercept), 500, 1e-10);
    assert_near(got.r2, 1, 1e-14);
    g_assert_cmpfloat(got.std_error, <, 1e-13);
    g_assert_cmpuint(got.df, ==, 10);
    kam_elasticity_free(model);
}

/* Products of one account: each its own level, one elasticity; the same as dummies of products among the regressors. */
static void
test_fit__panels_equal_dummies(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(3);
    g_autoptr(Sales) panels = sales_new(0, 0), dummies = sales_new(2, 0);
    KamElasticityModel *one, *other;
    KamElasticity a, b;

    for (int i = 0; i < 30; i++) {
        const char *product = i % 3 == 0 ? "x" : i % 3 == 1 ? "y" : "z";
        double dummy[2] = { i % 3 == 1, i % 3 == 2 };
        double price = g_rand_double_range(rand, 1, 3);
        double quantity = exp(4 + i % 3 - 2 * log(price) + g_rand_double_range(rand, -0.5, 0.5));

        sales_add(panels, "a", product, quantity, price, NULL);
        sales_add(dummies, "a", NULL, quantity, price, dummy);
    }
    sales_finish(panels);
    sales_finish(dummies);
    one = fitted_model(&panels->data);
    other = fitted_model(&dummies->data);
    g_assert_cmpint(kam_elasticity_account(one, 0, &a), ==, KAM_CALC_OK);
    g_assert_cmpint(kam_elasticity_account(other, 0, &b), ==, KAM_CALC_OK);
    assert_near(a.elasticity, b.elasticity, 1e-13);
    assert_near(a.std_error, b.std_error, 1e-14);
    assert_near(a.hc1_error, b.hc1_error, 1e-14);
    assert_near(a.hc3_error, b.hc3_error, 1e-14);
    assert_near(a.r2, b.r2, 1e-14);
    g_assert_cmpuint(a.df, ==, b.df);
    kam_elasticity_free(one);
    kam_elasticity_free(other);
}

/* Other units of quantity or price, and another order of rows, change levels only. */
static void
test_fit__units_and_order_do_not_matter(void)
{
    g_autoptr(Sales) sales = sales_random(4, 20, 17), other = sales_new(0, 0);
    KamElasticityModel *one, *two;

    for (guint i = sales->data.n; i-- > 0;)
        sales_add(other, g_ptr_array_index(sales->accounts->keys, sales->data.account[i]), NULL,
                  12 * sales->data.quantity[i], sales->data.price[i] / 117, NULL);
    sales_finish(other);
    one = fitted_model(&sales->data);
    two = fitted_model(&other->data);
    for (guint a = 0; a < 4; a++) {
        const char *name = g_ptr_array_index(sales->accounts->keys, a);
        KamElasticity x, y;

        g_assert_cmpint(kam_elasticity_account(one, a, &x), ==, KAM_CALC_OK);
        g_assert_cmpint(kam_elasticity_account(two, totals_add(other->accounts, name, 0), &y), ==, KAM_CALC_OK);
        assert_near(x.elasticity, y.elasticity, 1e-12);
        assert_near(x.std_error, y.std_error, 1e-12);
        assert_near(x.hc3_error, y.hc3_error, 1e-12);
    }
    kam_elasticity_free(one);
    kam_elasticity_free(two);
}

static KamElasticity
answer_of(const Sales *sales, guint account)
{
    KamElasticityModel *model = fitted_model(&sales->data);
    KamElasticity got;

    g_assert_cmpint(kam_elasticity_account(model, account, &got), ==, KAM_CALC_OK);
    kam_elasticity_free(model);
    return got;
}

static void
test_fit__not_enough_variation(void)
{
    g_autoptr(Sales) sales = sales_new(1, 0);
    KamElasticity got;

    for (int i = 0; i < 20; i++) {
        double none[] = { 0 }, same[] = { log(2 + 0.1 * i) }, flag[] = { i % 2 };
        double noise = 10 + (i * 7) % 5;

        sales_add(sales, "constant price", NULL, noise, 2.5, flag);
        sales_add(sales, "price by the regressor", NULL, noise, 2 + 0.1 * i, same);
        sales_add(sales, "small moves", NULL, noise, 2.5 + 0.0005 * (i % 3), none);
        if (i < 4)
            sales_add(sales, "few", NULL, noise, 2 + i, none);
        sales_add(sales, "enough", NULL, noise, 2 + 0.1 * i, none);
        sales_add(sales, "always one", NULL, 1, 2 + 0.1 * i, none);
        sales_add(sales, "noisy", NULL, noise * pow(7, i % 2), 2.5 + 0.05 * (i % 3), none);
    }
    sales_finish(sales);
    got = answer_of(sales, 0);
    g_assert_cmpint(got.status, ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(got.reason, ==, KAM_ELASTICITY_LITTLE_VARIATION);
    g_assert_cmpfloat(got.price_sd, ==, 0);
    g_assert_cmpint(answer_of(sales, 1).reason, ==, KAM_ELASTICITY_COLLINEAR);
    g_assert_cmpint(answer_of(sales, 2).reason, ==, KAM_ELASTICITY_LITTLE_VARIATION);
    got = answer_of(sales, 3);
    g_assert_cmpint(got.status, ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(got.reason, ==, KAM_ELASTICITY_FEW_OBSERVATIONS);
    g_assert_cmpuint(got.df, ==, 2);
    g_assert_cmpint(answer_of(sales, 4).status, ==, KAM_CALC_OK);
    g_assert_cmpint(answer_of(sales, 5).status, ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(answer_of(sales, 5).reason, ==, KAM_ELASTICITY_SAME_QUANTITY);
    got = answer_of(sales, 6);
    g_assert_cmpint(got.status, ==, KAM_CALC_OK);
    g_assert_cmpint(got.reason, ==, KAM_ELASTICITY_IMPRECISE);
    g_assert_cmpfloat(got.std_error, >, 1);
}

static void
test_slope__status(void)
{
    g_autoptr(Sales) sales = sales_new(1, 1);
    KamElasticityEstimate slope = { 7, 7 };
    KamElasticityModel *model;

    for (int i = 0; i < 10; i++)
        sales_add(sales, "a", NULL, 10 + i % 4, 2 + 0.1 * i, (double[]) { 1 });
    sales_finish(sales);
    model = fitted_model(&sales->data);
    g_assert_cmpint(kam_elasticity_slope(model, 0, 0, 0, &slope), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(kam_elasticity_slope(model, 0, 0, 1, &slope), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(kam_elasticity_slope(model, 1, 0, 0, &slope), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_elasticity_slope(model, 0, 1, 0, &slope), ==, KAM_CALC_DOMAIN);
    g_assert_cmpfloat(slope.value, ==, 7);
    kam_elasticity_free(model);
}

static void
assert_refused(const KamElasticityData *data, KamCalcStatus status)
{
    const KamElasticityCriteria criteria = { KAM_ELASTICITY_MIN_DF, KAM_ELASTICITY_MIN_PRICE_SD,
                                             KAM_ELASTICITY_MAX_STD_ERROR };
    KamElasticityModel *model = NULL;
    KamElasticityCommon common = { .n = 7 };

    g_assert_cmpint(kam_elasticity_new(data, &criteria, &model), ==, status);
    g_assert_null(model);
    g_assert_cmpint(kam_elasticity_common(data, KAM_ELASTICITY_ONE_LEVEL, &common, NULL), ==, status);
    g_assert_cmpuint(common.n, ==, 7);
}

static void
test_status__data(void)
{
    double quantity[] = { 1, 2, 3, 4 }, price[] = { 4, 3, 2, 1 }, regressor[] = { 0, 1, 0, 1 };
    uint32_t account[] = { 0, 0, 1, 1 }, panel[] = { 0, 0, 0, 1 };
    KamElasticityData data = { 4, quantity, price, regressor, 1, 0, account, 2, NULL, 0 };

    data.n = 0;
    assert_refused(&data, KAM_CALC_EMPTY);
    data.n = 4;
    data.n_accounts = 0;
    assert_refused(&data, KAM_CALC_EMPTY);
    data.n_accounts = 1;
    assert_refused(&data, KAM_CALC_DOMAIN);
    data.n_accounts = 2;
    data.n_shared = 2;
    assert_refused(&data, KAM_CALC_DOMAIN);
    data.n_shared = 0;
    data.panel = panel; /* panel 0 lies in both accounts */
    data.n_panels = 2;
    assert_refused(&data, KAM_CALC_DOMAIN);
    data.n_panels = 1;
    assert_refused(&data, KAM_CALC_DOMAIN);
    data.panel = NULL;
    regressor[3] = NAN;
    assert_refused(&data, KAM_CALC_DOMAIN);
    regressor[3] = 1;
    quantity[1] = 0;
    assert_refused(&data, KAM_CALC_DOMAIN);
    quantity[1] = 2;
    price[1] = INFINITY;
    assert_refused(&data, KAM_CALC_DOMAIN);
}

static void
test_status__calls(void)
{
    g_autoptr(Sales) sales = sales_random(2, 10, 5);
    KamElasticityCriteria criteria = { 0, 0.01, 1 };
    KamElasticityModel *model = NULL;
    KamElasticityCommon common;
    KamElasticity got = { .n = 7 };
    double constant[20];

    g_assert_cmpint(kam_elasticity_new(&sales->data, &criteria, &model), ==, KAM_CALC_DOMAIN);
    criteria = (KamElasticityCriteria) { 1, -1, 1 };
    g_assert_cmpint(kam_elasticity_new(&sales->data, &criteria, &model), ==, KAM_CALC_DOMAIN);
    criteria = (KamElasticityCriteria) { 1, 0, 0 };
    g_assert_cmpint(kam_elasticity_new(&sales->data, &criteria, &model), ==, KAM_CALC_DOMAIN);
    model = fitted_model(&sales->data);
    g_assert_cmpint(kam_elasticity_fit(model, 1, 0), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_elasticity_fit(model, 0, 3), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_elasticity_account(model, 2, &got), ==, KAM_CALC_DOMAIN);
    g_assert_cmpuint(got.n, ==, 7);
    kam_elasticity_free(model);
    kam_elasticity_free(NULL);
    for (int i = 0; i < 20; i++)
        constant[i] = 3.3;
    sales->data.price = constant;
    g_assert_cmpint(kam_elasticity_common(&sales->data, KAM_ELASTICITY_PANEL_LEVELS, &common, NULL), ==,
                    KAM_CALC_TOO_FEW);
}

/* Periods that all accounts share: the same as dummies for them in one regression. */
static void
test_periods__equal_dummies(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(12);
    g_autoptr(Sales) sales = sales_new(3, 0);
    const double truth[] = { 0.5, -0.3, 0.2, 0.1 };
    uint32_t period[60];
    double effect[5], mean = 0;
    KamElasticityEstimate dummy[3];
    KamElasticityCommon common;

    for (guint i = 0; i < 60; i++) {
        double shown[3], price = g_rand_double_range(rand, 1, 3);
        const char *account = i % 5 == 0 ? "a" : i % 5 < 3 ? "b" : "c";

        period[i] = (uint32_t)g_rand_int_range(rand, 0, 4);
        for (guint t = 0; t < 3; t++)
            shown[t] = period[i] == t + 1;
        sales_add(sales, account, NULL, exp(3 + truth[period[i]] - 1.5 * log(price) + 0.2 * draw_normal(rand)), price,
                  shown);
    }
    sales_finish(sales);
    g_assert_cmpint(kam_elasticity_common(&sales->data, KAM_ELASTICITY_PANEL_LEVELS, &common, dummy), ==, KAM_CALC_OK);
    g_assert_cmpint(kam_elasticity_period_effects(&sales->data, period, 5, 1e-12, 1000, effect), ==, KAM_CALC_OK);
    for (guint t = 0; t < 3; t++)
        assert_near(effect[t + 1] - effect[0], dummy[t].value, 1e-10);
    for (guint i = 0; i < 60; i++)
        mean += effect[period[i]];
    assert_near(mean, 0, 1e-10);
    g_assert_cmpfloat(effect[4], ==, 0);
}

static void
test_periods__status(void)
{
    g_autoptr(Sales) sales = sales_random(2, 10, 5);
    uint32_t period[20] = { 0 };
    double effect[1] = { 7 };

    g_assert_cmpint(kam_elasticity_period_effects(&sales->data, period, 0, 1e-9, 10, effect), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_elasticity_period_effects(&sales->data, period, 1, 0, 10, effect), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_elasticity_period_effects(&sales->data, period, 1, 1e-9, 0, effect), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_elasticity_period_effects(&sales->data, period, 1, 1e-300, 1, effect), ==,
                    KAM_CALC_NO_CONVERGENCE);
    period[3] = 1;
    g_assert_cmpint(kam_elasticity_period_effects(&sales->data, period, 1, 1e-9, 10, effect), ==, KAM_CALC_DOMAIN);
    sales->data.n = 0;
    g_assert_cmpint(kam_elasticity_period_effects(&sales->data, period, 1, 1e-9, 10, effect), ==, KAM_CALC_EMPTY);
    g_assert_cmpfloat(effect[0], ==, 7);
}

/* OpenStax, Principles of Economics: demand 70 -> 60, 2800 -> 3000; supply 650 -> 700, 10000 -> 13000. */
static void
test_arc__openstax(void)
{
    double e = 7, back;

    g_assert_cmpint(kam_elasticity_arc(70, 2800, 60, 3000, &e), ==, KAM_CALC_OK);
    assert_near(e, -0.448276, 5e-7);
    g_assert_cmpint(kam_elasticity_arc(60, 3000, 70, 2800, &back), ==, KAM_CALC_OK);
    assert_near(back, e, 1e-16);
    g_assert_cmpint(kam_elasticity_arc(650, 10000, 700, 13000, &e), ==, KAM_CALC_OK);
    assert_near(e, 3.521739, 5e-7);
    e = 7;
    g_assert_cmpint(kam_elasticity_arc(70, 1, 70, 2, &e), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_elasticity_arc(0, 1, 70, 2, &e), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_elasticity_arc(60, 0, 70, 0, &e), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_elasticity_arc(60, NAN, 70, 1, &e), ==, KAM_CALC_DOMAIN);
    g_assert_cmpfloat(e, ==, 7);
}

#define ADD(name) g_test_add_func("/elasticity/" #name, test_##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(cheese__every_account_as_r_has_it);
    ADD(cheese__robust_errors);
    ADD(cheese__one_elasticity_for_all);
    ADD(cheese__no_positive_elasticity_without_a_flag);
    ADD(fit__exact_law);
    ADD(fit__panels_equal_dummies);
    ADD(fit__units_and_order_do_not_matter);
    ADD(fit__not_enough_variation);
    ADD(slope__status);
    ADD(status__data);
    ADD(status__calls);
    ADD(periods__equal_dummies);
    ADD(periods__status);
    ADD(arc__openstax);
    return g_test_run();
}
