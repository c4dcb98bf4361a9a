/* SMAA-2: exact answers, simulation with known truth, properties, every status. Shares are held to 3 standard errors;
 * the seeds are fixed, so that a test that passes once always does. */
#include <math.h>

#include <glib.h>
#include <kamen/smaa.h>

#include "data.h"

#define DRAWS 20000

G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamSmaa, kam_smaa_free)

static KamSmaaProblem
problem_of(const double value[], size_t n, size_t m)
{
    return (KamSmaaProblem) { .n = n, .m = m, .value = value, .n_ranks = n, .draws = DRAWS, .seed = 5 };
}

static KamSmaa *
run(const KamSmaaProblem *problem)
{
    KamSmaa *smaa;

    g_assert_cmpint(kam_smaa_new(problem, &smaa), ==, KAM_CALC_OK);
    g_assert_cmpint(kam_smaa_run(smaa, 0, kam_smaa_chunks(smaa)), ==, KAM_CALC_OK);
    g_assert_cmpuint(kam_smaa_draws(smaa), ==, problem->draws);
    return smaa;
}

static KamSmaaShare
share_of(const KamSmaa *smaa, size_t alternative, size_t rank)
{
    KamSmaaShare share;

    g_assert_cmpint(kam_smaa_acceptability(smaa, alternative, rank, &share), ==, KAM_CALC_OK);
    return share;
}

static void
assert_share(const KamSmaa *smaa, size_t alternative, size_t rank, double exact)
{
    double draws = (double)kam_smaa_draws(smaa);

    assert_near(share_of(smaa, alternative, rank).value, exact, 3 * sqrt(exact * (1 - exact) / draws) + 1e-12);
}

static void
assert_central(const KamSmaa *smaa, size_t alternative, const double exact[], size_t m)
{
    double weight[8], std_error[8];

    g_assert_cmpint(kam_smaa_central_weights(smaa, alternative, weight, std_error), ==, KAM_CALC_OK);
    for (size_t j = 0; j < m; j++) {
        assert_near(weight[j], exact[j], 3 * std_error[j]);
        g_assert_cmpfloat(std_error[j], <, 0.01);
    }
}

static void
test_exact__two_criteria(void)
{
    const double value[] = { 1, 0, 0, 1, .6, .6 }, central[3][2] = { { .8, .2 }, { .2, .8 }, { .5, .5 } };
    KamSmaaProblem problem = problem_of(value, 3, 2);
    g_autoptr(KamSmaa) smaa = run(&problem);

    assert_share(smaa, 0, 1, 0.4);
    assert_share(smaa, 1, 1, 0.4);
    assert_share(smaa, 2, 1, 0.2);
    assert_share(smaa, 0, 2, 0.1);
    assert_share(smaa, 2, 2, 0.8);
    for (size_t i = 0; i < 3; i++)
        assert_central(smaa, i, central[i], 2);
}

static void
test_exact__three_criteria(void)
{
    const double value[] = { 1, 0, 0, 0, 1, 0, 0, 0, 1 };
    KamSmaaProblem problem = problem_of(value, 3, 3);
    g_autoptr(KamSmaa) smaa = run(&problem);

    for (size_t i = 0; i < 3; i++) {
        double central[3] = { 7. / 36, 7. / 36, 7. / 36 };

        central[i] = 11. / 18;
        assert_central(smaa, i, central, 3);
        for (size_t rank = 1; rank <= 3; rank++)
            assert_share(smaa, i, rank, 1. / 3);
    }
}

static void
test_exact__a_compromise(void)
{
    const double value[] = { 1, 0, 0, 0, 1, 0, 0, 0, 1, .5, .5, .5 }, middle[] = { 1. / 3, 1. / 3, 1. / 3 };
    KamSmaaProblem problem = problem_of(value, 4, 3);
    g_autoptr(KamSmaa) smaa = run(&problem);
    KamSmaaShare score, top;

    for (size_t i = 0; i < 3; i++) {
        double central[3] = { 1. / 6, 1. / 6, 1. / 6 };

        central[i] = 2. / 3;
        assert_share(smaa, i, 1, 0.25);
        assert_central(smaa, i, central, 3);
    }
    assert_share(smaa, 3, 1, 0.25);
    assert_share(smaa, 3, 2, 0.75);
    assert_share(smaa, 3, 3, 0);
    assert_share(smaa, 3, 4, 0);
    assert_central(smaa, 3, middle, 3);
    g_assert_cmpint(kam_smaa_score(smaa, 3, &score), ==, KAM_CALC_OK);
    assert_near(score.value, 0.25 + 0.75 * 2 / 3, 3 * score.std_error);
    g_assert_cmpint(kam_smaa_top(smaa, 3, 2, &top), ==, KAM_CALC_OK);
    g_assert_cmpfloat(top.value, ==, 1);
}

/* w1 >= w2 leaves w1 even over 1/2..1: of the shares of the first test, those beyond 1/2, doubled. */
static void
test_ordinal__two_criteria(void)
{
    const double value[] = { 1, 0, 0, 1, .6, .6 };
    const size_t order[] = { 0, 1 };
    KamSmaaProblem problem = problem_of(value, 3, 2);
    g_autoptr(KamSmaa) smaa = NULL;

    problem.order = order;
    problem.n_order = 2;
    smaa = run(&problem);
    assert_share(smaa, 0, 1, 0.8);
    assert_share(smaa, 1, 1, 0);
    assert_share(smaa, 2, 1, 0.2);
}

/* Weights in order have the means of the rank-order centroid: 11/18, 5/18, 2/18 for three. */
static void
test_ordinal__centroid(void)
{
    const double value[] = { 1, 1, 1 }, centroid[] = { 5. / 18, 2. / 18, 11. / 18 };
    const size_t order[] = { 2, 0, 1 };
    KamSmaaProblem problem = problem_of(value, 1, 3);
    g_autoptr(KamSmaa) smaa = NULL;

    problem.order = order;
    problem.n_order = 3;
    smaa = run(&problem);
    assert_central(smaa, 0, centroid, 3);
}

/* A part of the criteria in order: the simplex halves, the third criterion keeps its mean of 1/3. */
static void
test_ordinal__partial(void)
{
    const double value[] = { 1, 1, 1 }, mean[] = { 1. / 3 + 1. / 6, 1. / 6, 1. / 3 };
    const size_t order[] = { 0, 1 };
    KamSmaaProblem problem = problem_of(value, 1, 3);
    g_autoptr(KamSmaa) smaa = NULL;

    problem.order = order;
    problem.n_order = 2;
    smaa = run(&problem);
    assert_central(smaa, 0, mean, 3);
}

/* Two criteria within limits: w1 is even between them, so each share is a length. */
static void
test_interval__two_criteria(void)
{
    const double value[] = { 1, 0, 0, 1, .6, .6 }, low[] = { 0.3, 0 }, high[] = { 0.65, 1 };
    KamSmaaProblem problem = problem_of(value, 3, 2);
    g_autoptr(KamSmaa) smaa = NULL;

    problem.low = low;
    problem.high = high;
    smaa = run(&problem);
    assert_share(smaa, 0, 1, 0.05 / 0.35);
    assert_share(smaa, 1, 1, 0.10 / 0.35);
    assert_share(smaa, 2, 1, 0.20 / 0.35);
}

/* Weights of three criteria from the whole simplex, those outside the limits thrown away, against ours, for limits that
 * make each of the three proposals the best. */
static void
test_interval__like_throwing_away(void)
{
    const double limits[3][6] = { { 0.3, 0.2, 0, 1, 1, 1 },
                                  { 0, 0, 0, 0.45, 0.4, 0.5 },
                                  { 0.1, 0.1, 0.1, 0.9, 0.2, 0.3 } };
    const double value[] = { 1, 1, 1 };
    g_autoptr(GRand) rand = g_rand_new_with_seed(31);

    for (int k = 0; k < 3; k++) {
        const double *low = limits[k], *high = limits[k] + 3;
        double sum[3] = { 0 }, square[3] = { 0 }, weight[3], std_error[3], taken = 0;
        KamSmaaProblem problem = problem_of(value, 1, 3);
        g_autoptr(KamSmaa) smaa = NULL;

        while (taken < DRAWS) {
            double a = g_rand_double(rand), b = g_rand_double(rand);
            double w[3] = { fmin(a, b), fabs(a - b), 1 - fmax(a, b) };
            gboolean allowed = TRUE;

            for (int j = 0; j < 3; j++)
                allowed = allowed && w[j] >= low[j] && w[j] <= high[j];
            for (int j = 0; j < 3 && allowed; j++) {
                sum[j] += w[j];
                square[j] += w[j] * w[j];
            }
            taken += allowed;
        }
        problem.low = low;
        problem.high = high;
        smaa = run(&problem);
        g_assert_cmpint(kam_smaa_central_weights(smaa, 0, weight, std_error), ==, KAM_CALC_OK);
        for (int j = 0; j < 3; j++) {
            double mean = sum[j] / taken, variance = square[j] / taken - mean * mean;

            assert_near(weight[j], mean, 3 * sqrt(2 * variance / taken));
            assert_near(std_error[j] * std_error[j] * taken, variance, 0.06 * variance);
        }
    }
}

/* An order of twelve with a limit on a thirteenth: by throwing away, one in 479 million would be taken. Given the last
 * weight, the others have the means of the rank-order centroid of 12, of what is left. */
static void
test_interval__with_a_long_order(void)
{
    double value[13], low[13] = { 0 }, high[13], mean[13], left = 0.8;
    size_t order[12];
    KamSmaaProblem problem = problem_of(value, 1, 13);
    g_autoptr(KamSmaa) smaa = NULL;
    double weight[13], std_error[13];

    for (size_t j = 0; j < 13; j++) {
        value[j] = high[j] = 1;
        mean[j] = 0;
        for (size_t k = j + 1; k <= 12; k++)
            mean[j] += left / (double)k / 12;
    }
    for (size_t j = 0; j < 12; j++)
        order[j] = j;
    low[12] = high[12] = mean[12] = 1 - left;
    problem.low = low, problem.high = high, problem.order = order, problem.n_order = 12;
    smaa = run(&problem);
    g_assert_cmpint(kam_smaa_central_weights(smaa, 0, weight, std_error), ==, KAM_CALC_OK);
    for (size_t j = 0; j < 13; j++)
        assert_near(weight[j], mean[j], 3.5 * std_error[j] + 1e-9);
}

/* Limits that leave one point are that point, whatever their order of magnitude. */
static void
test_interval__exact_weights(void)
{
    const double value[] = { 1, 0, 0, 0, 1, 0 }, weight[] = { 0.7, 0.2, 0.1 };
    double central[3], std_error[3];
    KamSmaaProblem problem = problem_of(value, 2, 3);
    g_autoptr(KamSmaa) smaa = NULL;

    problem.low = problem.high = weight;
    smaa = run(&problem);
    g_assert_cmpfloat(share_of(smaa, 0, 1).value, ==, 1);
    kam_smaa_central_weights(smaa, 0, central, std_error);
    for (int j = 0; j < 3; j++)
        assert_near(central[j], weight[j], 1e-11);
}

/* Two normal numbers whose means differ by 1 and whose variances sum to 4: the first is higher with probability
 * Phi(1 / 2) = 0.691462. Even errors: a difference of 1/2 against two errors of +-1: 1 - (3/2)^2 / 8. */
static void
test_errors__normal_and_even(void)
{
    const double value[] = { 1.5, 0.5 }, normal[] = { sqrt(3), 1 }, centre[] = { 0.5, 0 }, even[] = { 1, 1 };
    const double weight[] = { 1 };
    const KamSmaaError error[] = { KAM_SMAA_INTERVAL };
    KamSmaaProblem problem = problem_of(value, 2, 1);
    KamSmaaShare confidence;

    problem.spread = normal;
    {
        g_autoptr(KamSmaa) smaa = run(&problem);

        assert_share(smaa, 0, 1, 0.691462);
        g_assert_cmpint(kam_smaa_confidence(smaa, 0, weight, &confidence), ==, KAM_CALC_OK);
        assert_near(confidence.value, 0.691462, 3 * confidence.std_error);
    }
    problem.value = centre;
    problem.spread = even;
    problem.error = error;
    {
        g_autoptr(KamSmaa) smaa = run(&problem);

        assert_share(smaa, 0, 1, 1 - 2.25 / 8);
        g_assert_cmpint(kam_smaa_confidence(smaa, 1, weight, &confidence), ==, KAM_CALC_OK);
        assert_near(confidence.value, 2.25 / 8, 3 * confidence.std_error);
    }
}

static void
test_confidence__of_exact_measurements_is_certain(void)
{
    const double value[] = { 1, 0, 0, 1, .6, .6 }, weight[] = { 1, 3 };
    KamSmaaProblem problem = problem_of(value, 3, 2);
    g_autoptr(KamSmaa) smaa = run(&problem);
    KamSmaaShare share;

    g_assert_cmpint(kam_smaa_confidence(smaa, 1, weight, &share), ==, KAM_CALC_OK);
    g_assert_cmpfloat(share.value, ==, 1);
    g_assert_cmpint(kam_smaa_confidence(smaa, 0, weight, &share), ==, KAM_CALC_OK);
    g_assert_cmpfloat(share.value, ==, 0);
}

static void
random_table(GRand *rand, double value[], size_t n, size_t m, gboolean skewed)
{
    for (size_t k = 0; k < n * m; k++)
        value[k] = skewed ? exp(12 * g_rand_double(rand)) : g_rand_int_range(rand, 0, 40) / 40.0;
}

/* The same counts from one object and from several that share the chunks out, in any order, bit by bit. */
static void
test_property__division_of_chunks(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(32);
    double value[60], one[3], other[3], one_error[3], other_error[3];
    KamSmaaProblem problem;
    g_autoptr(KamSmaa) all = NULL;
    KamSmaa *part[3];

    random_table(rand, value, 20, 3, FALSE);
    problem = problem_of(value, 20, 3);
    problem.draws = 5001;
    all = run(&problem);
    for (int k = 0; k < 3; k++)
        g_assert_cmpint(kam_smaa_new(&problem, &part[k]), ==, KAM_CALC_OK);
    kam_smaa_run(part[2], 0, 7);
    kam_smaa_run(part[0], 7, 9);
    kam_smaa_run(part[1], 16, 999);
    kam_smaa_add(part[0], part[1]);
    kam_smaa_add(part[0], part[2]);
    g_assert_cmpuint(kam_smaa_draws(part[0]), ==, 5001);
    for (size_t i = 0; i < 20; i++) {
        for (size_t rank = 1; rank <= 20; rank++)
            g_assert_cmpfloat(share_of(part[0], i, rank).value, ==, share_of(all, i, rank).value);
        if (kam_smaa_central_weights(all, i, one, one_error) != KAM_CALC_OK)
            continue;
        kam_smaa_central_weights(part[0], i, other, other_error);
        for (int j = 0; j < 3; j++) {
            g_assert_cmpfloat(one[j], ==, other[j]);
            g_assert_cmpfloat(one_error[j], ==, other_error[j]);
        }
    }
    for (int k = 0; k < 3; k++)
        kam_smaa_free(part[k]);
}

/* Few ranks are the first of all ranks; every draw gives each of them away, values far apart and equal ones included.
 */
static void
test_property__few_ranks(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(33);

    for (int skewed = 0; skewed < 2; skewed++) {
        double value[600];
        KamSmaaProblem problem;
        g_autoptr(KamSmaa) all = NULL;
        g_autoptr(KamSmaa) few = NULL;

        random_table(rand, value, 300, 2, skewed);
        problem = problem_of(value, 300, 2);
        problem.draws = 500;
        all = run(&problem);
        problem.n_ranks = 7;
        few = run(&problem);
        for (size_t rank = 1; rank <= 7; rank++) {
            double sum = 0;

            for (size_t i = 0; i < 300; i++) {
                g_assert_cmpfloat(share_of(few, i, rank).value, ==, share_of(all, i, rank).value);
                sum += share_of(few, i, rank).value;
            }
            if (skewed)
                assert_near(sum, 1, 1e-12);
        }
    }
}

/* With exact weights the ranks are those of counting who is above, also when nearly all values lie on one spot. */
static void
test_property__ranks_by_counting(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(34);
    const double weight[] = { 1 };

    for (int round = 0; round < 60; round++) {
        double value[200];
        size_t n = (size_t)g_rand_int_range(rand, 1, 200);
        KamSmaaProblem problem = problem_of(value, n, 1);
        g_autoptr(KamSmaa) smaa = NULL;

        for (size_t i = 0; i < n; i++)
            value[i] = round % 3 == 0   ? g_rand_int_range(rand, 0, 9)
                       : round % 3 == 1 ? g_rand_double(rand)
                       : i == 0         ? 1e12
                                        : g_rand_int_range(rand, 0, 500);
        problem.low = problem.high = weight;
        problem.draws = 1;
        smaa = run(&problem);
        for (size_t i = 0; i < n; i++) {
            size_t above = 0;

            for (size_t k = 0; k < n; k++)
                above += value[k] > value[i];
            g_assert_cmpfloat(share_of(smaa, i, above + 1).value, ==, 1);
        }
    }
}

/* Standard errors cover the truth as often as they say: 0.4 within 2 of them in 95.4 % of 200 seeds, give or take. */
static void
test_simulation__standard_errors_cover(void)
{
    const double value[] = { 1, 0, 0, 1, .6, .6 };
    int covered = 0;

    for (guint64 seed = 1; seed <= 200; seed++) {
        KamSmaaProblem problem = problem_of(value, 3, 2);
        g_autoptr(KamSmaa) smaa = NULL;
        KamSmaaShare share;

        problem.draws = 500;
        problem.seed = seed;
        smaa = run(&problem);
        share = share_of(smaa, 0, 1);
        covered += fabs(share.value - 0.4) <= 2 * share.std_error;
    }
    g_assert_cmpint(covered, >=, 182);
    g_assert_cmpint(covered, <=, 199);
}

static void
assert_refused(KamSmaaProblem problem, KamCalcStatus status)
{
    KamSmaa *smaa = NULL;

    g_assert_cmpint(kam_smaa_new(&problem, &smaa), ==, status);
    g_assert_null(smaa);
}

static void
test_status__of_problems(void)
{
    const double value[] = { 1, 0, 0, 1 }, bad[] = { 1, NAN, 0, 1 }, negative[] = { 0, 0, 0, -1 };
    const double much[] = { 0.6, 0.6 }, little[] = { 0.2, 0.2 };
    const size_t twice[] = { 0, 0 }, beyond[] = { 2 };
    KamSmaaProblem right = problem_of(value, 2, 2), wrong;

    assert_refused(problem_of(value, 0, 2), KAM_CALC_EMPTY);
    assert_refused(problem_of(value, 2, 0), KAM_CALC_EMPTY);
    assert_refused(problem_of(bad, 2, 2), KAM_CALC_DOMAIN);
    wrong = right, wrong.spread = negative;
    assert_refused(wrong, KAM_CALC_DOMAIN);
    wrong = right, wrong.n_ranks = 3;
    assert_refused(wrong, KAM_CALC_DOMAIN);
    wrong = right, wrong.draws = 0;
    assert_refused(wrong, KAM_CALC_DOMAIN);
    wrong = right, wrong.low = much, wrong.high = much;
    assert_refused(wrong, KAM_CALC_DOMAIN);
    wrong.low = wrong.high = little;
    assert_refused(wrong, KAM_CALC_DOMAIN);
    wrong.low = much, wrong.high = little;
    assert_refused(wrong, KAM_CALC_DOMAIN);
    wrong = right, wrong.low = little;
    assert_refused(wrong, KAM_CALC_DOMAIN);
    wrong = right, wrong.order = twice, wrong.n_order = 2;
    assert_refused(wrong, KAM_CALC_DOMAIN);
    wrong.order = beyond, wrong.n_order = 1;
    assert_refused(wrong, KAM_CALC_DOMAIN);
    wrong = problem_of(value, 1, 1), wrong.n = ((size_t)1 << 24) - 1, wrong.m = SIZE_MAX;
    assert_refused(wrong, KAM_CALC_DOMAIN);
}

static void
test_status__of_answers(void)
{
    const double value[] = { 1, 1, 0, 0 }, low[] = { 0.6, 0.0 }, high[] = { 1, 0.4 }, negative[] = { 1, -1 };
    const size_t order[] = { 1, 0 };
    KamSmaaProblem problem = problem_of(value, 2, 2);
    g_autoptr(KamSmaa) smaa = NULL;
    g_autoptr(KamSmaa) impossible = NULL;
    KamSmaaShare share = { 7, 7 };
    double weight[2], std_error[2];

    problem.n_ranks = 1;
    g_assert_cmpint(kam_smaa_new(&problem, &smaa), ==, KAM_CALC_OK);
    g_assert_cmpint(kam_smaa_acceptability(smaa, 0, 1, &share), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_smaa_top(smaa, 0, 1, &share), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_smaa_central_weights(smaa, 0, weight, std_error), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_smaa_run(smaa, 0, 1), ==, KAM_CALC_OK);
    g_assert_cmpint(kam_smaa_acceptability(smaa, 2, 1, &share), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_smaa_acceptability(smaa, 0, 2, &share), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_smaa_top(smaa, 0, 0, &share), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_smaa_score(smaa, 0, &share), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_smaa_central_weights(smaa, 1, weight, std_error), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(kam_smaa_central_weights(smaa, 2, weight, std_error), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_smaa_confidence(smaa, 2, value, &share), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_smaa_confidence(smaa, 0, negative, &share), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_smaa_confidence(smaa, 0, value + 2, &share), ==, KAM_CALC_DOMAIN);
    g_assert_cmpfloat(share.value, ==, 7);
    problem.low = low, problem.high = high, problem.order = order, problem.n_order = 2;
    g_assert_cmpint(kam_smaa_new(&problem, &impossible), ==, KAM_CALC_OK);
    g_assert_cmpint(kam_smaa_run(impossible, 0, 1), ==, KAM_CALC_NO_CONVERGENCE);
}

#define ADD(name) g_test_add_func("/smaa/" #name, test_##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(exact__two_criteria);
    ADD(exact__three_criteria);
    ADD(exact__a_compromise);
    ADD(ordinal__two_criteria);
    ADD(ordinal__centroid);
    ADD(ordinal__partial);
    ADD(interval__two_criteria);
    ADD(interval__like_throwing_away);
    ADD(interval__with_a_long_order);
    ADD(interval__exact_weights);
    ADD(errors__normal_and_even);
    ADD(confidence__of_exact_measurements_is_certain);
    ADD(property__division_of_chunks);
    ADD(property__few_ranks);
    ADD(property__ranks_by_counting);
    ADD(simulation__standard_errors_cover);
    ADD(status__of_problems);
    ADD(status__of_answers);
    return g_test_run();
}
