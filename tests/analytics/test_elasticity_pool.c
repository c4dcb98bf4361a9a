/* Partial pooling: the maximum it must be at, naive posteriors, held-out weeks, simulation with known truth. */
#include <math.h>
#include <string.h>

#include <glib.h>
#include <kamen/elasticity.h>

#include "data.h"
#include "elasticity_support.h"

static KamElasticityPrior
pool(KamElasticityModel *model)
{
    KamElasticityPrior prior;

    g_assert_cmpint(kam_elasticity_pool(model, KAM_ELASTICITY_TOLERANCE, KAM_ELASTICITY_ITERATIONS, &prior), ==,
                    KAM_CALC_OK);
    return prior;
}

static KamElasticity
answer_of(const KamElasticityModel *model, size_t account)
{
    KamElasticity answer;

    g_assert_cmpint(kam_elasticity_account(model, account, &answer), ==, KAM_CALC_OK);
    return answer;
}

/* Variance of an account's own estimate with its residual variance moderated, from the prior's published figures. */
static double
moderated_square(const KamElasticity *answer, const KamElasticityPrior *prior)
{
    double s0 = prior->residual_sd * prior->residual_sd, s = answer->residual_sd * answer->residual_sd;
    double d0 = prior->prior_df.value, df = (double)answer->df;
    double variance = prior->prior_df.status == KAM_CALC_OK ? (d0 * s0 + df * s) / (d0 + df) : s0;

    return answer->std_error * answer->std_error * variance / s;
}

/* ln of the restricted likelihood of the spread, times the spread: what the pool maximises when only the elasticity is
 * pooled. */
static double
penalised_likelihood(const KamElasticityModel *model, size_t n, const KamElasticityPrior *prior, double sd)
{
    double weight = 0, sum = 0, value = log(sd);

    for (size_t a = 0; a < n; a++) {
        KamElasticity answer = answer_of(model, a);
        double w = 1 / (sd * sd + moderated_square(&answer, prior));

        weight += w;
        sum += w * answer.elasticity;
        value += log(w) / 2;
    }
    for (size_t a = 0; a < n; a++) {
        KamElasticity answer = answer_of(model, a);
        double w = 1 / (sd * sd + moderated_square(&answer, prior));

        value -= w * pow(answer.elasticity - sum / weight, 2) / 2;
    }
    return value - log(weight) / 2;
}

static void
test_pool__is_at_the_maximum(void)
{
    for (guint32 seed = 1; seed <= 5; seed++) {
        g_autoptr(Sales) sales = sales_random(12, 15, seed);
        KamElasticityModel *model = fitted_model(&sales->data);
        KamElasticityPrior prior = pool(model);
        double best = penalised_likelihood(model, 12, &prior, prior.sd);

        for (double factor = 0.2; factor < 5; factor *= 1.1)
            g_assert_cmpfloat(penalised_likelihood(model, 12, &prior, prior.sd * factor), <=, best + 1e-10);
        kam_elasticity_free(model);
    }
}

/* Weighted means by hand: own estimate and mean, each with the inverse of its variance. */
static void
test_pool__posterior_is_the_weighted_mean(void)
{
    g_autoptr(Sales) sales = sales_random(10, 20, 8);
    KamElasticityModel *model = fitted_model(&sales->data);
    KamElasticityPrior prior = pool(model);
    double weight = 0, sum = 0;

    for (size_t a = 0; a < 10; a++) {
        KamElasticity answer = answer_of(model, a);
        double w = 1 / (prior.sd * prior.sd + moderated_square(&answer, &prior));

        weight += w;
        sum += w * answer.elasticity;
    }
    assert_near(prior.mean, sum / weight, 1e-9);
    assert_near(prior.mean_error, sqrt(1 / weight), 1e-9);
    for (size_t a = 0; a < 10; a++) {
        KamElasticity answer = answer_of(model, a);
        double v = moderated_square(&answer, &prior), t = prior.sd * prior.sd, pull = v / (v + t);
        double sd = sqrt(v * t / (v + t) + pull * pull / weight);

        assert_near(answer.pooled, (1 - pull) * answer.elasticity + pull * prior.mean, 1e-9);
        assert_near(answer.pooled_error, sd, 1e-9);
        assert_near(answer.weight, 1 - sd * sd / (t + 1 / weight), 1e-9);
        g_assert_cmpfloat(answer.pooled_lower, <, answer.pooled - 1.95 * sd);
        g_assert_cmpfloat(answer.positive_probability, <, 0.5);
    }
    kam_elasticity_free(model);
}

/* Threads may fit ranges: the parts give the same bits as the whole. */
static void
test_pool__ranges_give_the_same_bits(void)
{
    const KamElasticityCriteria criteria = { KAM_ELASTICITY_MIN_DF, KAM_ELASTICITY_MIN_PRICE_SD,
                                             KAM_ELASTICITY_MAX_STD_ERROR };
    g_autoptr(Sales) sales = sales_random(9, 20, 21);
    KamElasticityModel *whole = fitted_model(&sales->data), *parts = NULL;

    g_assert_cmpint(kam_elasticity_new(&sales->data, &criteria, &parts), ==, KAM_CALC_OK);
    g_assert_cmpint(kam_elasticity_fit(parts, 5, 9), ==, KAM_CALC_OK);
    g_assert_cmpint(kam_elasticity_fit(parts, 0, 5), ==, KAM_CALC_OK);
    pool(whole);
    pool(parts);
    for (size_t a = 0; a < 9; a++) {
        KamElasticity x = answer_of(whole, a), y = answer_of(parts, a);

        g_assert_cmpfloat(x.pooled, ==, y.pooled);
        g_assert_cmpfloat(x.pooled_error, ==, y.pooled_error);
    }
    kam_elasticity_free(whole);
    kam_elasticity_free(parts);
}

/* Exact laws have no noise to pool away: each account keeps its own. */
static void
test_limit__without_noise_nothing_is_pulled(void)
{
    g_autoptr(Sales) sales = sales_new(0, 0);
    const double elasticity[] = { -1.1, -1.9, -2.4, -3.2 };
    KamElasticityModel *model;
    KamElasticityPrior prior;

    for (int i = 0; i < 10; i++)
        for (int a = 0; a < 4; a++)
            sales_add(sales, (const char *[]) { "a", "b", "c", "d" }[a], NULL, pow(2 + 0.1 * i, elasticity[a]),
                      2 + 0.1 * i, NULL);
    sales_finish(sales);
    model = fitted_model(&sales->data);
    prior = pool(model);
    assert_near(prior.mean, -2.15, 1e-9);
    for (size_t a = 0; a < 4; a++) {
        assert_near(answer_of(model, a).pooled, elasticity[a], 1e-9);
        assert_near(answer_of(model, a).weight, 1, 1e-9);
    }
    kam_elasticity_free(model);
}

/* One account that follows a law to the last digit keeps its own, and does not spoil what is known of the others'
 * noise. */
static void
test_limit__one_exact_account_among_noisy_ones(void)
{
    g_autoptr(Sales) noisy = sales_random(8, 20, 30), both = sales_random(8, 20, 30);
    KamElasticityModel *without = fitted_model(&noisy->data), *with;
    KamElasticityPrior before = pool(without), after;

    for (int i = 0; i < 10; i++)
        sales_add(both, "exact", NULL, 100 * pow(2 + 0.1 * i, -2.5), 2 + 0.1 * i, NULL);
    sales_add(both, "thin", NULL, 100, 2, NULL);
    sales_finish(both);
    with = fitted_model(&both->data);
    after = pool(with);
    assert_near(after.residual_sd, before.residual_sd, 1e-12);
    g_assert_cmpuint(after.accounts, ==, before.accounts + 1);
    assert_near(answer_of(with, 8).pooled, -2.5, 1e-9);
    for (size_t a = 0; a < 8; a++)
        assert_near(answer_of(with, a).pooled_error, answer_of(without, a).pooled_error, 0.05);
    kam_elasticity_free(without);
    kam_elasticity_free(with);
}

/* Accounts that are all alike, exactly: the spread is nothing, and that is an answer. */
static void
test_limit__all_accounts_alike(void)
{
    g_autoptr(Sales) sales = sales_new(0, 0);
    KamElasticityModel *model;
    KamElasticityPrior prior;

    for (int i = 0; i < 10; i++)
        for (int a = 0; a < 4; a++)
            sales_add(sales, (const char *[]) { "a", "b", "c", "d" }[a], NULL, 100 * pow(2 + 0.1 * i, -2), 2 + 0.1 * i,
                      NULL);
    sales_finish(sales);
    model = fitted_model(&sales->data);
    prior = pool(model);
    assert_near(prior.mean, -2, 1e-9);
    g_assert_cmpfloat(prior.sd, <, 1e-8);
    kam_elasticity_free(model);
}

static void
test_pool__thin_accounts_do_not_take_part(void)
{
    g_autoptr(Sales) sales = sales_random(6, 20, 4);
    KamElasticityModel *model;
    KamElasticityPrior prior;
    KamElasticityEstimate at;
    KamElasticity thin;

    sales_add(sales, "thin", NULL, 100, 2, NULL);
    sales_add(sales, "thin", NULL, 90, 2.5, NULL);
    sales_finish(sales);
    model = fitted_model(&sales->data);
    prior = pool(model);
    thin = answer_of(model, 6);
    g_assert_cmpuint(prior.accounts, ==, 6);
    g_assert_cmpint(thin.status, ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(thin.pooled_status, !=, KAM_CALC_OK);
    g_assert_cmpint(kam_elasticity_predict(model, 6, 2, NULL, 0, &at), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(kam_elasticity_predict(model, 6, 2, NULL, 1, &at), ==, KAM_CALC_OK);
    g_assert_cmpfloat(at.std_error, >, prior.residual_sd);
    kam_elasticity_free(model);
}

static void
test_pool__status(void)
{
    g_autoptr(Sales) two = sales_random(2, 10, 3), many = sales_random(8, 10, 3);
    KamElasticityModel *model = fitted_model(&two->data);
    KamElasticityPrior prior = { .accounts = 7 };
    KamElasticityEstimate at;

    g_assert_cmpint(kam_elasticity_pool(model, 1e-9, 100, &prior), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(kam_elasticity_pool(model, 0, 100, &prior), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_elasticity_pool(model, 1e-9, 0, &prior), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_elasticity_predict(model, 0, 2, NULL, 1, &at), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(kam_elasticity_predict(model, 2, 2, NULL, 0, &at), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_elasticity_predict(model, 0, 0, NULL, 0, &at), ==, KAM_CALC_DOMAIN);
    kam_elasticity_free(model);
    model = fitted_model(&many->data);
    g_assert_cmpint(kam_elasticity_pool(model, 1e-15, 1, &prior), ==, KAM_CALC_NO_CONVERGENCE);
    g_assert_cmpint(answer_of(model, 0).pooled_status, ==, KAM_CALC_EMPTY);
    g_assert_cmpuint(prior.accounts, ==, 7);
    kam_elasticity_free(model);
}

/* Weeks held out of an account, by their number in it and how many it has. */
typedef gboolean (*HeldOut)(guint week, guint weeks, guint fold);

static gboolean
every_fifth_week(guint week, guint weeks, guint fold)
{
    return week % 5 == fold;
}

static gboolean
last_weeks(guint week, guint weeks, guint fold)
{
    return week + 13 >= weeks;
}

enum { OWN, POOLED, COMMON, WAYS };

typedef struct {
    double squares[WAYS];
    guint n;
} Errors;

static Sales *
training_part(const Sales *all, HeldOut held_out, guint fold)
{
    g_autofree guint *week = g_new0(guint, all->data.n_accounts);
    Sales *part = sales_new(1, 1);

    for (guint a = 0; a < all->data.n_accounts; a++) /* the same numbers for the accounts */
        totals_add(part->accounts, g_ptr_array_index(all->accounts->keys, a), 0);
    for (guint i = 0; i < all->data.n; i++) {
        guint a = all->data.account[i], weeks = (guint)totals_values(all->accounts)[a];

        if (!held_out(week[a]++, weeks, fold))
            sales_add(part, g_ptr_array_index(all->accounts->keys, a), NULL, all->data.quantity[i], all->data.price[i],
                      &all->data.regressor[i]);
    }
    sales_finish(part);
    return part;
}

/* Mean of y - b x over the training part of each account, for the prediction with common slopes. */
static double *
common_levels(const Sales *part, const KamElasticityCommon *common, double display)
{
    double *level = g_new0(double, part->data.n_accounts);

    for (guint i = 0; i < part->data.n; i++)
        level[part->data.account[i]] += (log(part->data.quantity[i]) - common->elasticity * log(part->data.price[i]) -
                                         display * part->data.regressor[i]) /
                                        totals_values(part->accounts)[part->data.account[i]];
    return level;
}

static void
add_errors(const Sales *all, HeldOut held_out, guint fold, Errors *errors)
{
    g_autoptr(Sales) part = training_part(all, held_out, fold);
    g_autofree guint *week = g_new0(guint, all->data.n_accounts);
    g_autofree double *level = NULL;
    KamElasticityModel *model = fitted_model(&part->data);
    KamElasticityEstimate display, at;
    KamElasticityCommon common;

    pool(model);
    g_assert_cmpint(kam_elasticity_common(&part->data, KAM_ELASTICITY_PANEL_LEVELS, &common, &display), ==,
                    KAM_CALC_OK);
    level = common_levels(part, &common, display.value);
    for (guint i = 0; i < all->data.n; i++) {
        guint a = all->data.account[i], weeks = (guint)totals_values(all->accounts)[a];
        double price = all->data.price[i], y = log(all->data.quantity[i]), shown = all->data.regressor[i];

        if (!held_out(week[a]++, weeks, fold))
            continue;
        for (int pooled = 0; pooled < 2; pooled++) {
            g_assert_cmpint(kam_elasticity_predict(model, a, price, &shown, pooled, &at), ==, KAM_CALC_OK);
            errors->squares[pooled] += (y - at.value) * (y - at.value);
        }
        at.value = level[a] + common.elasticity * log(price) + display.value * shown;
        errors->squares[COMMON] += (y - at.value) * (y - at.value);
        errors->n++;
    }
    kam_elasticity_free(model);
}

static void
assert_pooled_is_best(const Errors *errors, const char *what)
{
    g_test_message("%s: root mean square error own %.4f, pooled %.4f, common %.4f of %u weeks", what,
                   sqrt(errors->squares[OWN] / errors->n), sqrt(errors->squares[POOLED] / errors->n),
                   sqrt(errors->squares[COMMON] / errors->n), errors->n);
    g_assert_cmpfloat(errors->squares[POOLED], <, errors->squares[OWN]);
    g_assert_cmpfloat(errors->squares[POOLED], <, errors->squares[COMMON]);
}

static void
test_cheese__pooled_predicts_held_out_weeks_best(void)
{
    g_autoptr(Sales) cheese = sales_read_cheese(1);
    Errors fifths = { 0 }, last = { 0 };

    if (cheese == NULL)
        return;
    for (guint fold = 0; fold < 5; fold++)
        add_errors(cheese, every_fifth_week, fold, &fifths);
    g_assert_cmpuint(fifths.n, ==, 5555);
    assert_pooled_is_best(&fifths, "every fifth week, all five folds");
    add_errors(cheese, last_weeks, 0, &last);
    g_assert_cmpuint(last.n, ==, 88 * 13);
    assert_pooled_is_best(&last, "the last 13 weeks");
}

static void
test_cheese__pooled_estimates_are_plausible(void)
{
    g_autoptr(Sales) cheese = sales_read_cheese(1);
    KamElasticityModel *model;
    KamElasticityPrior prior;

    if (cheese == NULL)
        return;
    model = fitted_model(&cheese->data);
    prior = pool(model);
    g_test_message("mean %.4f (%.4f), sd %.4f, %zu steps", prior.mean, prior.mean_error, prior.sd, prior.iterations);
    g_assert_cmpuint(prior.accounts, ==, 88);
    for (size_t a = 0; a < 88; a++) {
        KamElasticity answer = answer_of(model, a);

        g_assert_cmpfloat(answer.pooled, >, -6);
        g_assert_cmpfloat(answer.pooled, <, 1);
        g_assert_cmpfloat(answer.pooled_error, <, answer.std_error * 1.5);
        if (answer.pooled >= 0)
            g_assert_cmpint(answer.flag, ==, KAM_ELASTICITY_POSITIVE);
        else if (answer.elasticity >= 0)
            g_assert_cmpint(answer.flag, ==, KAM_ELASTICITY_POSITIVE_OWN);
    }
    kam_elasticity_free(model);
}

/* Counts of a simulation with known truth. */
typedef struct {
    double own_error, pooled_error;       /* sums of estimate - truth */
    double own_squares, pooled_squares;   /* of its squares */
    guint own_inside, pooled_inside, n;   /* intervals that hold the truth */
    double mean_error, sd_error, mean_in; /* of the pool */
    guint pools;
} Truth;

/* Accounts whose noise and price movement differ, as real ones do. */
static Sales *
draw_accounts(GRand *rand, guint accounts, guint n, double mean, double sd, double truth[])
{
    Sales *sales = sales_new(0, 0);

    for (guint a = 0; a < accounts; a++) {
        g_autofree char *name = g_strdup_printf("%u", a);
        double noise = 0.2 * exp(0.4 * draw_normal(rand)), moves = 0.12 * exp(0.4 * draw_normal(rand));

        truth[a] = mean + sd * draw_normal(rand);
        for (guint i = 0; i < n; i++) {
            double price = exp(1 + moves * draw_normal(rand));

            sales_add(sales, name, NULL, exp(6 + truth[a] * log(price) + noise * draw_normal(rand)), price, NULL);
        }
    }
    sales_finish(sales);
    return sales;
}

static void
compare_with_truth(const KamElasticityModel *model, const double truth[], guint accounts, Truth *sum)
{
    for (guint a = 0; a < accounts; a++) {
        KamElasticity answer = answer_of(model, a);

        if (answer.status != KAM_CALC_OK)
            continue;
        sum->own_error += answer.elasticity - truth[a];
        sum->pooled_error += answer.pooled - truth[a];
        sum->own_squares += pow(answer.elasticity - truth[a], 2);
        sum->pooled_squares += pow(answer.pooled - truth[a], 2);
        sum->own_inside += answer.lower <= truth[a] && truth[a] <= answer.upper;
        sum->pooled_inside += answer.pooled_lower <= truth[a] && truth[a] <= answer.pooled_upper;
        sum->n++;
    }
}

static Truth
simulate(guint accounts, guint n, double sd, guint rounds)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(accounts * 1000 + n);
    g_autofree double *truth = g_new(double, accounts);
    Truth sum = { 0 };

    for (guint round = 0; round < rounds; round++) {
        g_autoptr(Sales) sales = draw_accounts(rand, accounts, n, -2, sd, truth);
        KamElasticityModel *model = fitted_model(&sales->data);
        KamElasticityPrior prior = pool(model);

        compare_with_truth(model, truth, accounts, &sum);
        sum.mean_error += (prior.mean + 2) / rounds;
        sum.sd_error += (prior.sd - sd) / rounds;
        sum.mean_in += (fabs(prior.mean + 2) < 1.96 * prior.mean_error) / (double)rounds;
        kam_elasticity_free(model);
    }
    g_test_message("| %u | %u | %.1f | %+.3f | %+.3f | %.3f | %.3f | %.1f %% | %.1f %% | %+.3f | %+.3f |", accounts, n,
                   sd, sum.own_error / sum.n, sum.pooled_error / sum.n, sqrt(sum.own_squares / sum.n),
                   sqrt(sum.pooled_squares / sum.n), 100.0 * sum.own_inside / sum.n, 100.0 * sum.pooled_inside / sum.n,
                   sum.mean_error, sum.sd_error);
    return sum;
}

/* With -m slow, the table of docs/numbers.md. Intervals of accounts of one pool depend on one another, so the bounds of
 * the quick run are wider than those of independent counts. */
static void
test_simulation__bias_and_coverage(void)
{
    static const guint sizes[][2] = { { 5, 24 }, { 20, 24 }, { 88, 24 }, { 88, 60 }, { 400, 12 } };

    for (guint i = 0; i < G_N_ELEMENTS(sizes); i++)
        for (guint spread = 0; spread < 2; spread++) {
            guint rounds = (g_test_slow() ? 40000 : 2000) / sizes[i][0] + 1;
            Truth sum = simulate(sizes[i][0], sizes[i][1], spread == 0 ? 0.3 : 0.8, rounds);
            double own = (double)sum.own_inside / sum.n, pooled = (double)sum.pooled_inside / sum.n;

            g_assert_cmpfloat(fabs(sum.own_error / sum.n), <, 0.08);
            g_assert_cmpfloat(fabs(sum.pooled_error / sum.n), <, 0.08);
            g_assert_cmpfloat(sum.pooled_squares, <, sum.own_squares);
            g_assert_cmpfloat(own, >, 0.93);
            g_assert_cmpfloat(own, <, 0.97);
            g_assert_cmpfloat(pooled, >, sizes[i][0] < 10 ? 0.90 : 0.92);
            g_assert_cmpfloat(pooled, <, 0.98);
        }
}

#define ADD(name) g_test_add_func("/elasticity_pool/" #name, test_##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(pool__is_at_the_maximum);
    ADD(pool__posterior_is_the_weighted_mean);
    ADD(pool__ranges_give_the_same_bits);
    ADD(limit__without_noise_nothing_is_pulled);
    ADD(limit__one_exact_account_among_noisy_ones);
    ADD(limit__all_accounts_alike);
    ADD(pool__thin_accounts_do_not_take_part);
    ADD(pool__status);
    ADD(cheese__pooled_predicts_held_out_weeks_best);
    ADD(cheese__pooled_estimates_are_plausible);
    ADD(simulation__bias_and_coverage);
    return g_test_run();
}
