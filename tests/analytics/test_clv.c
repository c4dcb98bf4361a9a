/* BG/NBD, MBG/NBD and Pareto/NBD: published parameters and predictions, derivatives, properties, every status. */
#include <math.h>

#include <glib.h>
#include <kamen/clv.h>

#include "data.h"

/* Parameters as printed in the notes of Fader and Hardie on the CDNOW data; time in weeks. */
static const KamClvParameters bgnbd = { KAM_CLV_BGNBD, { 0.243, 4.414, 0.793, 2.426 } };
static const KamClvParameters pnbd = { KAM_CLV_PNBD, { 0.553, 10.578, 0.606, 11.669 } };

static double
expected(const KamClvParameters *parameters, double x, double t_x, double T, double t)
{
    const KamClvHistory history = { x, t_x, T };
    double value = -1;

    g_assert_cmpint(kam_clv_expected(parameters, &history, t, &value), ==, KAM_CALC_OK);
    return value;
}

static double
expected_new(const KamClvParameters *parameters, double t)
{
    double value = -1;

    g_assert_cmpint(kam_clv_expected_new(parameters, t, &value), ==, KAM_CALC_OK);
    return value;
}

static double
p_alive(const KamClvParameters *parameters, double x, double t_x, double T)
{
    const KamClvHistory history = { x, t_x, T };
    double value = -1;

    g_assert_cmpint(kam_clv_p_alive(parameters, &history, &value), ==, KAM_CALC_OK);
    return value;
}

/* BTYD 2.4.3 prints ten digits. */
static void
test_predictions__as_btyd_prints_them(void)
{
    const double t_x = 30 + 6 / 7.0;

    assert_near(expected_new(&bgnbd, 52), 1.446050595, 5e-10);
    assert_near(expected_new(&pnbd, 52), 1.472996803, 5e-10);
    assert_near(expected(&bgnbd, 26, t_x, 31, 52), 25.75649222, 5e-9);
    assert_near(expected(&pnbd, 26, t_x, 31, 52), 25.45733844, 5e-9);
    assert_near(p_alive(&bgnbd, 26, t_x, 31), 0.9688515629, 5e-11);
    assert_near(p_alive(&pnbd, 26, t_x, 31), 0.9978742606, 5e-11);
    assert_near(expected(&bgnbd, 2, 30.43, 38.86, 39), 1.226028175, 5e-10);
    assert_near(expected(&pnbd, 2, 30.43, 38.86, 39), 1.455123193, 5e-10);
    assert_near(p_alive(&bgnbd, 2, 30.43, 38.86), 0.7265785701, 5e-11);
    assert_near(p_alive(&pnbd, 2, 30.43, 38.86), 0.8691675592, 5e-11);
}

/* More purchases up to the same day, and then silence: the more, the surer it is that the customer is lost. */
static void
test_predictions__increasing_frequency_paradox(void)
{
    const double x[] = { 10, 15, 20, 25 };
    const double bg[] = { 0.3473997627, 0.04282717597, 0.004158433099, 0.0003583324619 };
    const double pareto[] = { 0.7063443426, 0.1442561443, 0.02250744819, 0.003092530364 };

    for (int i = 0; i < 4; i++) {
        assert_near(expected(&bgnbd, x[i], 20, 39, 52), bg[i], 5e-10 * bg[i]);
        assert_near(expected(&pnbd, x[i], 20, 39, 52), pareto[i], 5e-10 * pareto[i]);
    }
}

static void
test_status__nothing_is_touched(void)
{
    const KamClvHistory bad[] = { { -1, 0, 5 }, { 1.5, 2, 5 },      { 1, 6, 5 },
                                  { 0, 1, 5 },  { 1, 2, INFINITY }, { 1, NAN, 5 } };
    const KamClvHistory idle[] = { { 0, 0, 5 }, { 0, 0, 7 } }, good = { 1, 2, 5 };
    KamClvParameters wrong = bgnbd;
    KamClvData *data = NULL;
    KamClvFit fit = { .n_customers = 7 };
    double value = 7;

    g_assert_cmpint(kam_clv_data_new(&good, 0, &data), ==, KAM_CALC_EMPTY);
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_assert_cmpint(kam_clv_data_new(&bad[i], 1, &data), ==, KAM_CALC_DOMAIN);
        g_assert_cmpint(kam_clv_p_alive(&bgnbd, &bad[i], &value), ==, KAM_CALC_DOMAIN);
        g_assert_cmpint(kam_clv_expected(&pnbd, &bad[i], 1, &value), ==, KAM_CALC_DOMAIN);
    }
    g_assert_null(data);
    wrong.value[2] = 0;
    g_assert_cmpint(kam_clv_p_alive(&wrong, &good, &value), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_clv_expected_new(&wrong, 1, &value), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_clv_expected(&bgnbd, &good, -1, &value), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_clv_expected_new(&bgnbd, 1e9, &value), ==, KAM_CALC_NO_CONVERGENCE);
    g_assert_cmpint(kam_clv_data_new(idle, 2, &data), ==, KAM_CALC_OK);
    g_assert_cmpint(kam_clv_fit(data, KAM_CLV_BGNBD, &fit), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(kam_clv_fit(data, (KamClvModel)3, &fit), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_clv_log_likelihood(data, &wrong, &value), ==, KAM_CALC_DOMAIN);
    kam_clv_data_free(data);
    g_assert_cmpuint(fit.n_customers, ==, 7);
    g_assert_cmpfloat(value, ==, 7);
}

static void
test_names(void)
{
    g_assert_cmpstr(kam_clv_model_name(KAM_CLV_MBGNBD), ==, "mbgnbd");
    g_assert_cmpstr(kam_clv_parameter_name(KAM_CLV_PNBD, 3), ==, "beta");
    g_assert_cmpstr(kam_clv_parameter_name(KAM_CLV_BGNBD, 3), ==, "b");
    g_assert_null(kam_clv_model_name((KamClvModel)3));
    g_assert_null(kam_clv_parameter_name(KAM_CLV_BGNBD, 4));
}

#define ADD(name) g_test_add_func("/clv/" #name, test_##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(predictions__as_btyd_prints_them);
    ADD(predictions__increasing_frequency_paradox);
    ADD(status__nothing_is_touched);
    ADD(names);
    return g_test_run();
}
