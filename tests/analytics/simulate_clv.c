/* Known truths, drawn, fitted and foretold again and again: prints the tables of docs/numbers.md. Not a test.
 * Usage: simulate_clv [ROUNDS] */
#include <math.h>
#include <stdio.h>

#include <glib.h>
#include <kamen/lifetime.h>

#include "clv_simulation.h"

#define SEED 20240817
#define HORIZON 39

typedef struct {
    const char *name;
    KamClvParameters parameters;
    size_t n;
} World;

static const KamSpendParameters spend_truth = { 6.25, 3.74, 15.44 };
static const World worlds[] = {
    { "BG/NBD, 1,000 customers", { KAM_CLV_BGNBD, { 0.8, 6, 0.8, 2.5 } }, 1000 },
    { "BG/NBD, 5,000 customers", { KAM_CLV_BGNBD, { 0.8, 6, 0.8, 2.5 } }, 5000 },
    { "MBG/NBD, 5,000 customers", { KAM_CLV_MBGNBD, { 0.8, 6, 0.8, 2.5 } }, 5000 },
    { "Pareto/NBD, 1,000 customers", { KAM_CLV_PNBD, { 0.8, 6, 0.6, 12 } }, 1000 },
    { "Pareto/NBD, 5,000 customers", { KAM_CLV_PNBD, { 0.8, 6, 0.6, 12 } }, 5000 },
};

typedef struct {
    double ratio[7];
    unsigned held[7], told[7];
    double purchases_held, value_held, expected, actual;
    unsigned sharp;
} Score;

static void
score_parameter(Score *score, int i, double truth, double estimate, KamCalcValue error)
{
    double log_error;

    score->ratio[i] += log(estimate / truth);
    if (error.status != KAM_CALC_OK)
        return;
    log_error = error.value / estimate;
    score->told[i]++;
    score->held[i] += fabs(log(estimate / truth)) <= 1.959964 * log_error;
}

static void
score_round(const World *world, gsl_rng *rng, Score *score)
{
    g_autofree SimulatedCustomer *customer = g_new(SimulatedCustomer, world->n);
    g_autofree KamLifetimeAccount *account = g_new(KamLifetimeAccount, world->n);
    g_autofree KamLifetimeValue *value = g_new(KamLifetimeValue, world->n);
    const KamLifetimeQuestion question = { .horizon = HORIZON, .model = world->parameters.model };
    const double spend[] = { spend_truth.p, spend_truth.q, spend_truth.v };
    KamLifetimeResult result;

    for (size_t i = 0; i < world->n; i++) {
        customer[i] = simulate_customer(rng, &world->parameters, &spend_truth, 52, 26, HORIZON);
        account[i] = customer[i].account;
    }
    g_assert_cmpint(kam_lifetime_value(account, NULL, world->n, &question, value, &result), ==, KAM_CALC_OK);
    for (int i = 0; i < 4; i++)
        score_parameter(score, i, world->parameters.value[i], result.fit.parameters.value[i], result.fit.std_error[i]);
    score_parameter(score, 4, spend[0], result.spend.parameters.p, result.spend.std_error[0]);
    score_parameter(score, 5, spend[1], result.spend.parameters.q, result.spend.std_error[1]);
    score_parameter(score, 6, spend[2], result.spend.parameters.v, result.spend.std_error[2]);
    score->sharp += result.fit.shape == KAM_CLV_SHARP;
    for (size_t i = 0; i < world->n; i++) {
        score->expected += value[i].expected;
        score->actual += customer[i].later_purchases;
        score->purchases_held +=
            customer[i].later_purchases >= value[i].lower && customer[i].later_purchases <= value[i].upper;
        score->value_held += customer[i].later_value >= value[i].value_lower * (1 - 1e-12) &&
                             customer[i].later_value <= value[i].value_upper * (1 + 1e-12);
    }
}

static void
print_world(const World *world, unsigned rounds, const Score *score)
{
    const double total = (double)rounds * (double)world->n;

    printf("| %s |", world->name);
    for (int i = 0; i < 7; i++)
        printf(" %+.1f %% / %.1f %% |", 100 * expm1(score->ratio[i] / rounds),
               100.0 * score->held[i] / MAX(score->told[i], 1));
    printf(" %.1f %% | %.1f %% | %+.2f %% |\n", 100 * score->purchases_held / total, 100 * score->value_held / total,
           100 * (score->expected / score->actual - 1));
}

/* Accounts that buy by chance, and on a rhythm, in whole days; how many are called regular at 1 %. */
static void
print_regularity(gsl_rng *rng, unsigned rounds, double mean_gap, double shape, size_t gaps)
{
    unsigned called = 0;

    for (unsigned round = 0; round < rounds; round++) {
        double gap[64], t = gsl_ran_flat(rng, 0, 1), last = 0;
        size_t n = 0;
        KamLifetimeRegularity regularity;

        while (n < gaps) {
            t += gsl_ran_gamma(rng, shape, mean_gap / shape);
            if (floor(t) > last)
                gap[n++] = floor(t) - last;
            last = floor(t);
        }
        kam_lifetime_regularity(gap, n, 0.01, &regularity);
        called += regularity.is_regular;
    }
    printf("| %g | %g | %zu | %.2f %% |\n", mean_gap, shape, gaps, 100.0 * called / rounds);
}

/* --- losses a year ahead --- */

#define LOSS_CUSTOMERS 800
#define LOSS_YEAR 52.18

typedef struct {
    double held[2], told, p[2], came[2]; /* lost, silent */
} LossScore;

static void
score_loss(LossScore *score, const KamClvFit *fit, const KamClvParameters *real, const SimulatedCustomer *customer)
{
    KamClvLoss told, right;
    double lower, upper;

    kam_clv_loss(&fit->parameters, &customer->account.history, LOSS_YEAR, &told);
    kam_clv_loss(real, &customer->account.history, LOSS_YEAR, &right);
    kam_clv_chance_interval(fit, &told.lost, 0.9, &lower, &upper);
    score->held[0] += right.lost.probability >= lower && right.lost.probability <= upper;
    kam_clv_chance_interval(fit, &told.silent, 0.9, &lower, &upper);
    score->held[1] += right.silent.probability >= lower && right.silent.probability <= upper;
    score->told++;
    score->p[0] += told.lost.probability;
    score->p[1] += told.silent.probability;
    score->came[0] += customer->is_lost;
    score->came[1] += customer->later_purchases == 0;
}

static void
score_loss_round(LossScore *score, gsl_rng *rng, const KamClvParameters *real)
{
    g_autofree SimulatedCustomer *customer = g_new(SimulatedCustomer, LOSS_CUSTOMERS);
    g_autofree KamClvHistory *history = g_new(KamClvHistory, LOSS_CUSTOMERS);
    KamClvData *data;
    KamClvFit fit;

    for (int i = 0; i < LOSS_CUSTOMERS; i++) {
        customer[i] = simulate_customer(rng, real, &spend_truth, 104, 52, LOSS_YEAR);
        history[i] = customer[i].account.history;
    }
    g_assert_cmpint(kam_clv_data_new(history, LOSS_CUSTOMERS, &data), ==, KAM_CALC_OK);
    g_assert_cmpint(kam_clv_fit(data, real->model, &fit), ==, KAM_CALC_OK);
    kam_clv_data_free(data);
    for (int i = 0; i < LOSS_CUSTOMERS; i++)
        score_loss(score, &fit, real, &customer[i]);
}

static void
print_losses(gsl_rng *rng, unsigned rounds)
{
    const KamClvParameters real[] = { { KAM_CLV_BGNBD, { 1.2, 4, 0.8, 8 } },
                                      { KAM_CLV_MBGNBD, { 1.2, 4, 0.8, 8 } },
                                      { KAM_CLV_PNBD, { 1.2, 4, 0.8, 80 } } };

    puts("\n| truth | lost: held | told | came | silent: held | told | came |\n|---|---|---|---|---|---|---|");
    for (size_t w = 0; w < G_N_ELEMENTS(real); w++) {
        LossScore score = { 0 };

        for (unsigned round = 0; round < rounds; round++)
            score_loss_round(&score, rng, &real[w]);
        printf("| %s |", kam_clv_model_name(real[w].model));
        for (int which = 0; which < 2; which++)
            printf(" %.1f %% | %.2f %% | %.2f %% |", 100 * score.held[which] / score.told,
                   100 * score.p[which] / score.told, 100 * score.came[which] / score.told);
        puts("");
    }
}

int
main(int argc, char **argv)
{
    const unsigned rounds = argc > 1 ? (unsigned)g_ascii_strtoull(argv[1], NULL, 10) : 200;
    const double shapes[] = { 1, 4, 16 }, means[] = { 2, 5, 30 };
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

    gsl_rng_set(rng, SEED);
    puts("| truth | r | alpha | a or s | b or beta | p | q | v | purchases | value | total |");
    puts("|---|---|---|---|---|---|---|---|---|---|---|");
    for (size_t w = 0; w < G_N_ELEMENTS(worlds); w++) {
        Score score = { 0 };

        for (unsigned round = 0; round < rounds; round++)
            score_round(&worlds[w], rng, &score);
        print_world(&worlds[w], rounds, &score);
    }
    puts("\n| mean gap, days | shape | gaps | called regular |\n|---|---|---|---|");
    for (size_t s = 0; s < G_N_ELEMENTS(shapes); s++)
        for (size_t m = 0; m < G_N_ELEMENTS(means); m++)
            for (size_t gaps = 6; gaps <= 48; gaps *= 2)
                print_regularity(rng, 20 * rounds, means[m], shapes[s], gaps);
    print_losses(rng, rounds);
    gsl_rng_free(rng);
    return 0;
}
