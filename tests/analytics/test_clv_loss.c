/* The chance that a customer is gone: against the law summed another way, derivatives, known truths, every status. */
#include <math.h>

#include <glib.h>
#include <kamen/clv.h>

#include "clv_simulation.h"
#include "data.h"

static const KamClvParameters models[] = {
    { KAM_CLV_BGNBD, { 0.243, 4.414, 0.793, 2.426 } },
    { KAM_CLV_MBGNBD, { 0.525, 6.183, 0.891, 1.614 } },
    { KAM_CLV_PNBD, { 0.553, 10.578, 0.606, 11.669 } },
};
static const KamClvHistory histories[] = { { 0, 0, 38.86 }, { 2, 30.43, 38.86 }, { 26, 30.86, 31 }, { 9, 12.5, 40 } };

static KamClvLoss
loss_of(const KamClvParameters *parameters, const KamClvHistory *history, double t)
{
    KamClvLoss loss;

    g_assert_cmpint(kam_clv_loss(parameters, history, t, &loss), ==, KAM_CALC_OK);
    return loss;
}

static double
p_alive(const KamClvParameters *parameters, const KamClvHistory *history)
{
    double value = -1;

    g_assert_cmpint(kam_clv_p_alive(parameters, history, &value), ==, KAM_CALC_OK);
    return value;
}

/* No purchase is count 0 of the law of counts, which is summed without a likelihood. */
static void
test_silent__is_the_count_of_none(void)
{
    for (gsize m = 0; m < G_N_ELEMENTS(models); m++)
        for (gsize h = 0; h < G_N_ELEMENTS(histories); h++) {
            double none;

            g_assert_cmpint(kam_clv_counts(&models[m], &histories[h], 52.18, 1, &none), ==, KAM_CALC_OK);
            assert_near(loss_of(&models[m], &histories[h], 52.18).silent.probability, none, 1e-10);
        }
}

/* The mean of exp(-mu t), or of (1 + p t / alpha)^-r, over a law of chances, by the midpoints of its logarithm. */
static double
survival(const KamClvParameters *parameters, const KamClvHistory *history, double t)
{
    const double *v = parameters->value;
    const double occasions = history->x + (parameters->model == KAM_CLV_MBGNBD);
    const gboolean is_pareto = parameters->model == KAM_CLV_PNBD;
    const double middle = log(v[2] / (v[3] + occasions)); /* of p: so that no weight is too small for a double */
    const double most = v[2] * (middle - log1p(exp(middle))) - (v[3] + occasions) * log1p(exp(middle));
    double sum = 0, weights = 0;

    for (double y = -700; y < 40; y += 0.01) {
        double odds = exp(y), p = odds / (1 + odds), weight, stays;

        if (is_pareto) { /* odds stand for mu: Gamma(s, beta + T), d mu = mu dy */
            weight = exp(v[2] * y - (v[3] + history->T) * odds);
            stays = exp(-odds * t);
        } else {
            weight = exp(v[2] * (y - log1p(odds)) - (v[3] + occasions) * log1p(odds) - most);
            stays = pow(1 + p * t / (v[1] + history->T), -(v[0] + history->x));
        }
        weights += weight;
        sum += weight * stays;
    }
    return sum / weights;
}

static void
test_lost__is_one_less_alive_and_staying(void)
{
    for (gsize m = 0; m < G_N_ELEMENTS(models); m++)
        for (gsize h = 0; h < G_N_ELEMENTS(histories); h++) {
            const KamClvLoss loss = loss_of(&models[m], &histories[h], 52.18);
            double alive = p_alive(&models[m], &histories[h]);

            assert_near(loss.today, 1 - alive, 1e-14);
            assert_near(loss.lost.probability, 1 - alive * survival(&models[m], &histories[h], 52.18), 1e-10);
        }
}

/* So many purchases that the chance is integrated, with both kinds of laws of p. */
static void
test_lost__of_very_many_purchases(void)
{
    const KamClvParameters wide = { KAM_CLV_BGNBD, { 40, 0.004, 0.05, 30 } };
    const KamClvParameters narrow = { KAM_CLV_BGNBD, { 40, 0.004, 300, 3e7 } };
    const KamClvHistory history = { 12000, 9.99, 10 };

    assert_near(loss_of(&wide, &history, 20).lost.probability,
                1 - p_alive(&wide, &history) * survival(&wide, &history, 20), 1e-9);
    assert_near(loss_of(&narrow, &history, 20).lost.probability,
                1 - p_alive(&narrow, &history) * survival(&narrow, &history, 20), 1e-9);
}

static double
log_odds(double p)
{
    return log(p) - log1p(-p);
}

static void
assert_gradients(const KamClvParameters *parameters, const KamClvHistory *history, double t)
{
    const KamClvLoss loss = loss_of(parameters, history, t);

    for (int i = 0; i < KAM_CLV_N_PARAMETERS; i++) {
        KamClvParameters up = *parameters, down = *parameters;
        KamClvLoss high, low;
        double lost, silent;

        up.value[i] *= exp(1e-4);
        down.value[i] *= exp(-1e-4);
        high = loss_of(&up, history, t);
        low = loss_of(&down, history, t);
        lost = (log_odds(high.lost.probability) - log_odds(low.lost.probability)) / 2e-4;
        silent = (log_odds(high.silent.probability) - log_odds(low.silent.probability)) / 2e-4;
        assert_near(loss.lost.gradient[i], lost, 1e-6 * (1 + fabs(lost)));
        assert_near(loss.silent.gradient[i], silent, 1e-6 * (1 + fabs(silent)));
    }
}

static void
test_gradients__are_differences(void)
{
    const KamClvParameters busy = { KAM_CLV_BGNBD, { 40, 0.004, 0.5, 30 } };
    const KamClvHistory often = { 12000, 9.99, 10 };

    for (gsize m = 0; m < G_N_ELEMENTS(models); m++)
        for (gsize h = 0; h < G_N_ELEMENTS(histories); h++)
            assert_gradients(&models[m], &histories[h], 52.18);
    assert_gradients(&busy, &often, 20);
}

/* Time only adds to it; now, it is what it is, and silence is sure. */
static void
test_limits__of_time(void)
{
    for (gsize m = 0; m < G_N_ELEMENTS(models); m++)
        for (gsize h = 0; h < G_N_ELEMENTS(histories); h++) {
            KamClvLoss before = loss_of(&models[m], &histories[h], 0);

            assert_near(before.lost.probability, before.today, 1e-14);
            assert_near(before.silent.probability, 1, 1e-14);
            for (double t = 1; t < 1e6; t *= 3) {
                KamClvLoss after = loss_of(&models[m], &histories[h], t);

                g_assert_cmpfloat(after.lost.probability, >=, before.lost.probability * (1 - 1e-12));
                g_assert_cmpfloat(after.silent.probability, <=, before.silent.probability * (1 + 1e-12));
                g_assert_cmpfloat(after.silent.probability, >=, after.today * (1 - 1e-12));
                before = after;
            }
        }
}

/* --- known truths --- */

#define CUSTOMERS 800
#define ROUNDS 24
#define YEAR 52.18
#define CLASSES 5

typedef struct {
    double held_lost, held_silent, told;
    double missed[2][CLASSES]; /* of a round; lost, silent: by fifths of the chance: what came, less what was told */
    double sum[2][CLASSES], squares[2][CLASSES]; /* of these, over rounds */
} Truth;

static void
add_to_class(Truth *truth, int which, double p, gboolean happened)
{
    int k = MIN((int)(p * CLASSES), CLASSES - 1);

    truth->missed[which][k] += happened - p;
}

static void
score(Truth *truth, const KamClvFit *fit, const KamClvParameters *real, const SimulatedCustomer *customer)
{
    const KamClvLoss told = loss_of(&fit->parameters, &customer->account.history, YEAR);
    const KamClvLoss right = loss_of(real, &customer->account.history, YEAR);
    double lower, upper;

    g_assert_cmpint(kam_clv_chance_interval(fit, &told.lost, 0.9, &lower, &upper), ==, KAM_CALC_OK);
    truth->held_lost += right.lost.probability >= lower && right.lost.probability <= upper;
    g_assert_cmpint(kam_clv_chance_interval(fit, &told.silent, 0.9, &lower, &upper), ==, KAM_CALC_OK);
    truth->held_silent += right.silent.probability >= lower && right.silent.probability <= upper;
    truth->told++;
    add_to_class(truth, 0, told.lost.probability, customer->is_lost);
    add_to_class(truth, 1, told.silent.probability, customer->later_purchases == 0);
}

static void
draw_round(Truth *truth, gsl_rng *rng, const KamClvParameters *real)
{
    static const KamSpendParameters spend = { 6.25, 3.74, 15.44 };
    g_autofree SimulatedCustomer *customer = g_new(SimulatedCustomer, CUSTOMERS);
    g_autofree KamClvHistory *history = g_new(KamClvHistory, CUSTOMERS);
    KamClvData *data;
    KamClvFit fit;

    for (int i = 0; i < CUSTOMERS; i++) {
        customer[i] = simulate_customer(rng, real, &spend, 104, 52, YEAR);
        history[i] = customer[i].account.history;
    }
    g_assert_cmpint(kam_clv_data_new(history, CUSTOMERS, &data), ==, KAM_CALC_OK);
    g_assert_cmpint(kam_clv_fit(data, real->model, &fit), ==, KAM_CALC_OK);
    kam_clv_data_free(data);
    for (int i = 0; i < CUSTOMERS; i++)
        score(truth, &fit, real, &customer[i]);
}

/* The customers of a round share its errors, so the rounds say how far chance goes. */
static void
end_round(Truth *truth)
{
    for (int which = 0; which < 2; which++)
        for (int k = 0; k < CLASSES; k++) {
            truth->sum[which][k] += truth->missed[which][k];
            truth->squares[which][k] += truth->missed[which][k] * truth->missed[which][k];
            truth->missed[which][k] = 0;
        }
}

/* Of customers who are told p, a share p is lost; nine of ten intervals hold the chance that is true. The customers of
 * a round share their parameters, so that 24 rounds know the coverage to within some 5 points. */
static void
test_truth__is_what_is_told(void)
{
    const KamClvParameters worlds[] = { { KAM_CLV_BGNBD, { 1.2, 4, 0.8, 8 } },
                                        { KAM_CLV_MBGNBD, { 1.2, 4, 0.8, 8 } },
                                        { KAM_CLV_PNBD, { 1.2, 4, 0.8, 80 } } };
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

    for (gsize w = 0; w < G_N_ELEMENTS(worlds); w++) {
        Truth truth = { 0 };

        gsl_rng_set(rng, 20260307 + w);
        for (int round = 0; round < ROUNDS; round++) {
            draw_round(&truth, rng, &worlds[w]);
            end_round(&truth);
        }
        g_test_message("world %zu: lost %.3f silent %.3f", w, truth.held_lost / truth.told,
                       truth.held_silent / truth.told);
        g_assert_cmpfloat_with_epsilon(truth.held_lost / truth.told, 0.9, 0.08);
        g_assert_cmpfloat_with_epsilon(truth.held_silent / truth.told, 0.9, 0.08);
        for (int which = 0; which < 2; which++)
            for (int k = 0; k < CLASSES; k++)
                g_assert_cmpfloat(fabs(truth.sum[which][k]), <, 3.5 * sqrt(truth.squares[which][k]));
    }
    gsl_rng_free(rng);
}

static void
test_interval__holds_the_chance(void)
{
    KamClvFit fit = { .covariance = { 0.04, 0, 0, 0, 0, 0.09 } };
    const KamClvChance chance = { 0.25, { 1, 2, 0, 0 } };
    double lower, upper;

    assert_near(kam_clv_variance(&fit, chance.gradient), 0.04 + 4 * 0.09, 1e-15);
    g_assert_cmpint(kam_clv_chance_interval(&fit, &chance, 0.9, &lower, &upper), ==, KAM_CALC_OK);
    /* ln(1/3) -+ 1.6448536 sqrt(0.4) */
    assert_near(log_odds(lower), log(1 / 3.0) - 1.6448536269514722 * sqrt(0.4), 1e-12);
    assert_near(log_odds(upper), log(1 / 3.0) + 1.6448536269514722 * sqrt(0.4), 1e-12);
}

static void
test_interval__of_what_is_sure(void)
{
    const KamClvFit fit = { .covariance = { 1 } };
    const KamClvChance never = { 0, { 1, 0, 0, 0 } }, surely = { 1, { 1, 0, 0, 0 } };
    double lower, upper;

    g_assert_cmpint(kam_clv_chance_interval(&fit, &never, 0.9, &lower, &upper), ==, KAM_CALC_OK);
    g_assert_cmpfloat(lower, ==, 0);
    g_assert_cmpfloat(upper, ==, 0);
    g_assert_cmpint(kam_clv_chance_interval(&fit, &surely, 0.9, &lower, &upper), ==, KAM_CALC_OK);
    g_assert_cmpfloat(lower, ==, 1);
    g_assert_cmpfloat(upper, ==, 1);
}

static void
test_refused__and_nothing_touched(void)
{
    const KamClvParameters wrong = { KAM_CLV_BGNBD, { -1, 1, 1, 1 } };
    const KamClvHistory impossible = { 0, 3, 4 };
    const KamClvFit fit = { 0 };
    const KamClvChance no_chance = { 1.5, { 0 } }, chance = { 0.5, { 0 } };
    KamClvLoss loss = { .today = 7 };
    double lower = 7, upper = 7;

    g_assert_cmpint(kam_clv_loss(&wrong, &histories[0], 1, &loss), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_clv_loss(&models[0], &impossible, 1, &loss), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_clv_loss(&models[0], &histories[0], -1, &loss), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_clv_loss(&models[0], &histories[0], (double)INFINITY, &loss), ==, KAM_CALC_DOMAIN);
    g_assert_cmpfloat(loss.today, ==, 7);
    g_assert_cmpint(kam_clv_chance_interval(&fit, &no_chance, 0.9, &lower, &upper), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_clv_chance_interval(&fit, &chance, 1, &lower, &upper), ==, KAM_CALC_DOMAIN);
    g_assert_cmpfloat(lower, ==, 7);
    g_assert_cmpfloat(upper, ==, 7);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/clv_loss/silent", test_silent__is_the_count_of_none);
    g_test_add_func("/clv_loss/lost", test_lost__is_one_less_alive_and_staying);
    g_test_add_func("/clv_loss/many", test_lost__of_very_many_purchases);
    g_test_add_func("/clv_loss/gradients", test_gradients__are_differences);
    g_test_add_func("/clv_loss/time", test_limits__of_time);
    g_test_add_func("/clv_loss/truth", test_truth__is_what_is_told);
    g_test_add_func("/clv_loss/interval", test_interval__holds_the_chance);
    g_test_add_func("/clv_loss/sure", test_interval__of_what_is_sure);
    g_test_add_func("/clv_loss/refused", test_refused__and_nothing_touched);
    return g_test_run();
}
