/* BG/NBD, MBG/NBD and Pareto/NBD: published parameters and predictions, derivatives, properties, every status. */
#include <math.h>

#include <glib.h>
#include <kamen/clv.h>

#include "clv_cases.h"
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

static KamClvData *
data_of(const KamClvHistory history[], size_t n)
{
    KamClvData *data = NULL;

    g_assert_cmpint(kam_clv_data_new(history, n, &data), ==, KAM_CALC_OK);
    return data;
}

static double
log_likelihood(KamClvData *data, const KamClvParameters *parameters)
{
    double value = 7;

    g_assert_cmpint(kam_clv_log_likelihood(data, parameters, &value), ==, KAM_CALC_OK);
    return value;
}

/* tests/reference/clv_recompute.py: other formulas, 40 digits, corners included. */
static void
test_cases__as_recomputed(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(clv_cases); i++) {
        const ClvCase *want = &clv_cases[i];
        KamClvData *data = data_of(&want->history, 1);
        double value;

        assert_near(log_likelihood(data, &want->parameters), want->log_likelihood,
                    1e-12 * (1 + fabs(want->log_likelihood)));
        g_assert_cmpint(kam_clv_p_alive(&want->parameters, &want->history, &value), ==, KAM_CALC_OK);
        assert_near(value, want->p_alive, 1e-11 * want->p_alive);
        g_assert_cmpint(kam_clv_expected(&want->parameters, &want->history, want->t, &value), ==, KAM_CALC_OK);
        assert_near(value, want->expected, 1e-11 * want->expected);
        kam_clv_data_free(data);
    }
}

/* The chances sum to 1, and their mean is the expectation, which is computed in another way. */
static void
test_counts__agree_with_the_expectation(void)
{
    static double chance[3000];

    for (size_t i = 0; i < G_N_ELEMENTS(clv_cases); i++) {
        const ClvCase *at = &clv_cases[i];
        double sum = 0, mean = 0;

        g_assert_cmpint(kam_clv_counts(&at->parameters, &at->history, at->t, G_N_ELEMENTS(chance), chance), ==,
                        KAM_CALC_OK);
        for (size_t k = 0; k < G_N_ELEMENTS(chance); k++) {
            g_assert_cmpfloat(chance[k], >=, 0);
            sum += chance[k];
            mean += (double)k * chance[k];
        }
        assert_near(sum, 1, 1e-10);
        assert_near(mean, at->expected, 1e-9 * (1 + at->expected));
    }
}

/* reference_values.md, section 2; its parameters have eight digits, and cost the ninth of the chances. */
static void
test_counts__cdnow(void)
{
    const KamClvParameters exact = { KAM_CLV_BGNBD, { 0.24259292, 4.41353182, 0.79288624, 2.42575372 } };
    const double want[] = { 0.574307283, 0.199193061, 0.085322409, 0.045797192, 0.027631216, 0.017938392 };
    double chance[6];

    g_assert_cmpint(kam_clv_counts(&exact, NULL, 39, 6, chance), ==, KAM_CALC_OK);
    for (int k = 0; k < 6; k++)
        assert_near(chance[k], want[k], 2e-8);
}

/* reference_values.md, section 2. The figures of Pareto/NBD there go with parameters that stopped a little early: the
 * formula gives other digits at the parameters printed beside them. */
static void
test_expected_new__cdnow(void)
{
    const KamClvParameters bg = { KAM_CLV_BGNBD, { 0.24259292, 4.41353182, 0.79288624, 2.42575372 } };
    const KamClvParameters pareto = { KAM_CLV_PNBD, { 0.55327552, 10.57761225, 0.60621357, 11.66791053 } };
    const double t[] = { 1, 10, 38.86, 78 };
    const double by_bg[] = { 0.053184737, 0.431760990, 1.192124942, 1.857971704 };
    const double by_pareto[] = { 0.051005042, 0.427787514, 1.210396546, 1.909885611 };

    for (int i = 0; i < 4; i++) {
        assert_near(expected_new(&bg, t[i]), by_bg[i], 1e-7 * by_bg[i]);
        assert_near(expected_new(&pareto, t[i]), by_pareto[i], 4e-5 * by_pareto[i]);
    }
}

/* A time that makes the sum too long is integrated instead; where both can be used they were found equal. Without end,
 * a customer buys until lost: the mean of 1 / p, (a + b - 1) / (a - 1). */
static void
test_expected_new__over_a_very_long_time(void)
{
    const KamClvParameters bg = { KAM_CLV_BGNBD, { 3, 0.01, 4.5, 12.25 } },
                           half = { KAM_CLV_BGNBD, { 3, 0.01, 1e9, 1e9 } };
    double just_summed = expected_new(&bg, 4.7), just_integrated = expected_new(&bg, 4.8);

    assert_near(expected_new(&bg, 1e12), (4.5 + 12.25 - 1) / 3.5, 1e-9);
    g_assert_cmpfloat(just_integrated, >, just_summed);
    assert_near(just_integrated, just_summed, 0.01 * just_summed);
    /* Recomputed with 30 digits: mpmath's hyp2f1. */
    assert_near(expected_new(&bg, 25), 4.4999996839726718, 5e-11);
    /* A chance of exactly a half: two purchases, to within a part of 1e-9. */
    assert_near(expected_new(&half, 1e6), 2, 1e-8);
}

static double
discounted(const KamClvParameters *parameters, const KamClvHistory *history, double t, double discount)
{
    double value = -1;

    g_assert_cmpint(kam_clv_discounted(parameters, history, t, discount, &value), ==, KAM_CALC_OK);
    return value;
}

/* BTYD prints the first; the others follow from the definition, summed in small steps. */
static void
test_discounted__as_btyd_and_by_steps(void)
{
    const KamClvHistory history = { 26, 30 + 6 / 7.0, 31 };
    const KamClvParameters *model[] = { &bgnbd, &pnbd };

    assert_near(discounted(&pnbd, &history, INFINITY, 0.0027), 86.05265865, 5e-9);
    for (int m = 0; m < 2; m++) {
        double sum = 0, before = 0;

        for (int i = 1; i <= 390; i++) {
            double until = expected(model[m], history.x, history.t_x, history.T, i * 0.1);

            sum += (until - before) * exp(-0.01 * (i - 0.5) * 0.1);
            before = until;
        }
        assert_near(discounted(model[m], &history, 39, 0.01), sum, 1e-6 * sum);
        assert_near(discounted(model[m], &history, 39, 0), before, 1e-12 * before);
        g_assert_cmpfloat(discounted(model[m], &history, 100, 0.05), <, discounted(model[m], &history, INFINITY, 0.05));
    }
}

/* A few customers of different kinds; t in any unit. */
static void
fill_customers(KamClvHistory history[], size_t n, double unit)
{
    for (size_t i = 0; i < n; i++) {
        double T = 30.25 + (double)(i * 7 % 23), x = (double)(i * i % 11 % 6);

        history[i] = (KamClvHistory) { x, x > 0 ? unit * T * (0.15 + (double)(i * 5 % 13) / 16) : 0, unit * T };
    }
}

/* At the top no parameter can be moved without a loss; the loss says the standard error. */
static void
test_fit__is_the_top(void)
{
    KamClvHistory history[200];
    KamClvData *data;

    fill_customers(history, 200, 1);
    data = data_of(history, 200);
    for (int model = 0; model < KAM_CLV_N_MODELS; model++) {
        KamClvFit fit;

        g_assert_cmpint(kam_clv_fit(data, (KamClvModel)model, &fit), ==, KAM_CALC_OK);
        assert_near(log_likelihood(data, &fit.parameters), fit.log_likelihood, 1e-9);
        for (int i = 0; i < 4; i++)
            for (int sign = -1; sign <= 1; sign += 2) {
                KamClvParameters moved = fit.parameters;

                moved.value[i] *= exp(sign * 1e-3);
                g_assert_cmpfloat(log_likelihood(data, &moved), <, fit.log_likelihood + 1e-9);
            }
    }
    kam_clv_data_free(data);
}

/* Along the line where the others follow, the log-likelihood falls by z^2 / 2 at z standard errors: checks the
 * covariance against values alone. */
static void
test_fit__covariance_agrees_with_the_likelihood(void)
{
    KamClvHistory history[200];
    KamClvData *data;
    KamClvFit fit;

    fill_customers(history, 200, 1);
    data = data_of(history, 200);
    for (int model = 0; model < KAM_CLV_N_MODELS; model++) {
        g_assert_cmpint(kam_clv_fit(data, (KamClvModel)model, &fit), ==, KAM_CALC_OK);
        if (fit.shape != KAM_CLV_SHARP)
            continue;
        for (int i = 0; i < 4; i++) {
            double deviation = sqrt(fit.covariance[i * 4 + i]), fall = 0;

            for (int sign = -1; sign <= 1; sign += 2) {
                KamClvParameters moved = fit.parameters;

                for (int j = 0; j < 4; j++)
                    moved.value[j] *= exp(sign * 0.02 * fit.covariance[j * 4 + i] / deviation);
                fall += fit.log_likelihood - log_likelihood(data, &moved);
            }
            assert_near(fall, 0.02 * 0.02, 2e-6);
            assert_near(fit.std_error[i].value, deviation * fit.parameters.value[i], 1e-12 * fit.std_error[i].value);
        }
    }
    kam_clv_data_free(data);
}

static void
test_property__unit_order_and_copies(void)
{
    KamClvHistory history[120], other[240];

    fill_customers(history, 120, 1);
    for (int model = 0; model < KAM_CLV_N_MODELS; model++) {
        KamClvData *data = data_of(history, 120);
        KamClvFit one, two;
        double purchases = 0;

        g_assert_cmpint(kam_clv_fit(data, (KamClvModel)model, &one), ==, KAM_CALC_OK);
        kam_clv_data_free(data);
        fill_customers(other, 120, 7);
        data = data_of(other, 120);
        g_assert_cmpint(kam_clv_fit(data, (KamClvModel)model, &two), ==, KAM_CALC_OK);
        kam_clv_data_free(data);
        for (int i = 0; i < 120; i++)
            purchases += history[i].x;
        assert_near(two.log_likelihood, one.log_likelihood - purchases * log(7), 1e-6);
        if (one.shape == KAM_CLV_SHARP)
            assert_near(two.parameters.value[1], 7 * one.parameters.value[1], 1e-4 * two.parameters.value[1]);
        for (int i = 0; i < 120; i++)
            other[i] = other[239 - i] = history[i];
        data = data_of(other, 240);
        g_assert_cmpint(kam_clv_fit(data, (KamClvModel)model, &two), ==, KAM_CALC_OK);
        kam_clv_data_free(data);
        assert_near(two.log_likelihood, 2 * one.log_likelihood, 1e-6);
        g_assert_cmpuint(two.n_distinct, ==, one.n_distinct);
    }
}

/* All buy alike and nobody is lost: no maximum, an end all the same, and said. */
static void
test_limit__is_reached_and_said(void)
{
    KamClvHistory history[60];

    for (int i = 0; i < 60; i++)
        history[i] = (KamClvHistory) { 5 + i % 7, 50 + i % 3, 52 + i % 3 / 2.0 };
    for (int model = 0; model < KAM_CLV_N_MODELS; model++) {
        KamClvData *data = data_of(history, 60);
        KamClvFit fit;
        double value;

        g_assert_cmpint(kam_clv_fit(data, (KamClvModel)model, &fit), ==, KAM_CALC_OK);
        g_assert_cmpint(fit.shape, ==, KAM_CLV_LIMIT);
        g_assert_cmpint(fit.std_error[0].status, ==, KAM_CALC_TOO_FEW);
        for (int i = 0; i < 16; i++)
            g_assert_true(isfinite(fit.covariance[i]));
        /* All alike: 8 purchases in 52.5 or so, whoever it is. */
        g_assert_cmpint(kam_clv_expected(&fit.parameters, &history[0], 52, &value), ==, KAM_CALC_OK);
        assert_near(value, 7.88, 0.1);
        kam_clv_data_free(data);
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
    g_assert_cmpint(kam_clv_data_new(idle, 2, &data), ==, KAM_CALC_OK);
    g_assert_cmpint(kam_clv_fit(data, KAM_CLV_BGNBD, &fit), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(kam_clv_fit(data, (KamClvModel)3, &fit), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_clv_log_likelihood(data, &wrong, &value), ==, KAM_CALC_DOMAIN);
    kam_clv_data_free(data);
    g_assert_cmpint(kam_clv_counts(&bgnbd, &good, 1, 0, &value), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_clv_counts(&bgnbd, &good, NAN, 1, &value), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_clv_counts(&wrong, &good, 1, 1, &value), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_clv_discounted(&bgnbd, &good, INFINITY, 0, &value), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_clv_discounted(&bgnbd, &good, 1, -0.5, &value), ==, KAM_CALC_DOMAIN);
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
    ADD(cases__as_recomputed);
    ADD(counts__agree_with_the_expectation);
    ADD(counts__cdnow);
    ADD(expected_new__cdnow);
    ADD(expected_new__over_a_very_long_time);
    ADD(discounted__as_btyd_and_by_steps);
    ADD(fit__is_the_top);
    ADD(fit__covariance_agrees_with_the_likelihood);
    ADD(property__unit_order_and_copies);
    ADD(limit__is_reached_and_said);
    ADD(status__nothing_is_touched);
    ADD(names);
    return g_test_run();
}
