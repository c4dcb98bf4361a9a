/* Analytic hierarchy process: published examples, simulation of the random index, properties, every status. */
#include <math.h>

#include <glib.h>
#include <kamen/ahp.h>

#include "data.h"

#define U 0x1p-53
#define MAX_ITEMS 16

/* The upper triangle row by row, as the sources print it. */
static void
table_of(const double upper[], size_t n, double judgement[])
{
    KamAhpPair wrong;
    size_t next = 0;

    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            judgement[i * n + j] = i < j ? upper[next++] : NAN;
    g_assert_cmpint(kam_ahp_complete(judgement, n, KAM_AHP_TOLERANCE, &wrong), ==, KAM_CALC_OK);
}

static KamAhp
weigh(const double upper[], size_t n, double weight[])
{
    double judgement[MAX_ITEMS * MAX_ITEMS], work[2 * MAX_ITEMS];
    KamAhp ahp;

    table_of(upper, n, judgement);
    g_assert_cmpint(kam_ahp_eigenvector(judgement, n, weight, work, &ahp), ==, KAM_CALC_OK);
    return ahp;
}

static void
assert_all_near(const double actual[], const double expected[], size_t n, double tolerance)
{
    for (size_t i = 0; i < n; i++)
        assert_near(actual[i], expected[i], tolerance);
}

/* T. L. Saaty, International Journal of Services Sciences 1 (2008), pp. 83-98; six digits: recomputed by a dense
 * eigenvalue solver. */
static const double drinks[] = { 9,      5,      2,      1,      1,      1. / 2, 1. / 3, 1. / 9, 1. / 9, 1. / 9, 1. / 9,
                                 1. / 3, 1. / 4, 1. / 3, 1. / 9, 1. / 2, 1,      1. / 3, 2,      1. / 2, 1. / 3 };

static void
test_published__drinks(void)
{
    const double published[] = { .177, .019, .042, .116, .190, .129, .327 };
    const double recomputed[] = { 0.177457, 0.019149, 0.041831, 0.116417, 0.189572, 0.128781, 0.326793 };
    double weight[7];
    KamAhp ahp = weigh(drinks, 7, weight);

    assert_all_near(weight, published, 7, 5.0001e-4);
    assert_all_near(weight, recomputed, 7, 5.0001e-7);
    assert_near(ahp.lambda_max, 7.176629, 5.0001e-7);
    assert_near(ahp.consistency_index, 0.029438, 5.0001e-7);
    assert_near(ahp.consistency_ratio.value, 0.022302, 5.0001e-7);
}

static void
test_published__drinks_by_geometric_mean(void)
{
    const double recomputed[] = { 0.178723, 0.018461, 0.042234, 0.116498, 0.191136, 0.128625, 0.324323 };
    double judgement[49], weight[7];
    KamAhp ahp;

    table_of(drinks, 7, judgement);
    g_assert_cmpint(kam_ahp_geometric_mean(judgement, 7, weight, &ahp), ==, KAM_CALC_OK);
    assert_all_near(weight, recomputed, 7, 5.0001e-7);
    g_assert_cmpfloat(ahp.lambda_max, >, 7);
    assert_near(ahp.lambda_max, 7.176629, 0.002);
}

/* T. L. Saaty, European Journal of Operational Research 48 (1990), pp. 9-26. */
static const double house[] = { 5,      3,      7,      6,      6,      1. / 3, 1. / 4, 1. / 3, 5,      3,
                                3,      1. / 5, 1. / 7, 6,      3,      4,      6,      1. / 5, 1. / 3, 1. / 4,
                                1. / 7, 1. / 8, 1. / 2, 1. / 5, 1. / 6, 1. / 5, 1. / 6, 1. / 2 };

static void
test_published__house(void)
{
    const double published[] = { .173, .054, .188, .018, .031, .036, .167, .333 };
    const double recomputed[] = { 0.173017, 0.053976, 0.188110, 0.017508, 0.031044, 0.036322, 0.166834, 0.333189 };
    double weight[8];
    KamAhp ahp = weigh(house, 8, weight);

    assert_all_near(weight, published, 8, 5.0001e-4);
    assert_all_near(weight, recomputed, 8, 5.0001e-7);
    assert_near(ahp.lambda_max, 9.668887, 5.0001e-7);
    assert_near(ahp.consistency_index, 0.238412, 5.0001e-7);
    assert_near(ahp.consistency_ratio.value, 0.169087, 5.0001e-7);
    g_assert_cmpfloat(ahp.consistency_ratio.value, >, KAM_AHP_RATIO_LIMIT);
}

/* Saaty 2003 names neighbourhood against condition, judged 6, as the one to think over first. */
static void
test_worst__house(void)
{
    double weight[8];
    KamAhp ahp = weigh(house, 8, weight);

    g_assert_cmpint(ahp.worst_status, ==, KAM_CALC_OK);
    g_assert_cmpuint(ahp.worst.row, ==, 2);
    g_assert_cmpuint(ahp.worst.column, ==, 6);
    g_assert_cmpfloat(ahp.worst_judgement, ==, 6);
    assert_near(ahp.worst_consistent, 0.188110 / 0.166834, 1e-5);
}

static const double house_under[8][3] = { { 6, 8, 4 },           { 7, 1. / 5, 1. / 8 }, { 8, 6, 1. / 4 },
                                          { 1, 1, 1 },           { 5, 4, 1. / 3 },      { 8, 6, 1. / 5 },
                                          { 1. / 2, 1. / 2, 1 }, { 1. / 7, 1. / 5, 3 } };
static const double house_local[8][3] = { { 0.7536, 0.1811, 0.0653 }, { 0.2331, 0.0545, 0.7125 },
                                          { 0.7536, 0.0653, 0.1811 }, { 0.3333, 0.3333, 0.3333 },
                                          { 0.6738, 0.1007, 0.2255 }, { 0.7466, 0.0601, 0.1933 },
                                          { 0.2, 0.4, 0.4 },          { 0.0719, 0.6491, 0.2790 } };

/* Priorities of three alternatives under each of m criteria, as columns. */
static void
local_of(const double (*under)[3], size_t m, double local[])
{
    for (size_t j = 0; j < m; j++) {
        double weight[3];

        weigh(under[j], 3, weight);
        for (size_t i = 0; i < 3; i++)
            local[i * m + j] = weight[i];
    }
}

static void
test_published__house_in_both_modes(void)
{
    const double distributive[] = { 0.395913, 0.340719, 0.263368 }, ideal[] = { 0.357705, 0.359612, 0.282683 };
    double weight[8], local[24], priority[3];

    weigh(house, 8, weight);
    local_of(house_under, 8, local);
    for (size_t j = 0; j < 8; j++)
        for (size_t i = 0; i < 3; i++)
            assert_near(local[i * 8 + j], house_local[j][i], 5.0001e-5);
    g_assert_cmpint(kam_ahp_synthesise(local, 3, 8, weight, KAM_AHP_DISTRIBUTIVE, priority), ==, KAM_CALC_OK);
    assert_all_near(priority, distributive, 3, 5.0001e-7);
    g_assert_cmpint(kam_ahp_synthesise(local, 3, 8, weight, KAM_AHP_IDEAL, priority), ==, KAM_CALC_OK);
    assert_all_near(priority, ideal, 3, 5.0001e-7);
}

/* The example of a leader in the encyclopedia article on the method. */
static void
test_published__leader(void)
{
    const double upper[] = { 4, 3, 7, 1. / 3, 3, 5 };
    const double under[4][3] = { { 1. / 4, 4, 9 }, { 3, 1. / 5, 1. / 7 }, { 5, 9, 4 }, { 1. / 3, 5, 9 } };
    const double expected[] = { 0.547569, 0.126555, 0.269950, 0.055926 };
    const double composite[] = { 0.358137, 0.492788, 0.149075 };
    double weight[4], local[12], priority[3];
    KamAhp ahp = weigh(upper, 4, weight);

    assert_all_near(weight, expected, 4, 5.0001e-7);
    assert_near(ahp.consistency_ratio.value, 0.043859, 5.0001e-7);
    local_of(under, 4, local);
    g_assert_cmpint(kam_ahp_synthesise(local, 3, 4, weight, KAM_AHP_DISTRIBUTIVE, priority), ==, KAM_CALC_OK);
    assert_all_near(priority, composite, 3, 5.0001e-7);
}

/* Judgements that agree give back the weights they were made from, and have no worst pair. */
static void
test_property__agreement(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(11);

    for (size_t n = 1; n <= 15; n++) {
        double truth[MAX_ITEMS], upper[MAX_ITEMS * MAX_ITEMS], weight[MAX_ITEMS], sum = 0;
        size_t next = 0;
        KamAhp ahp;

        for (size_t i = 0; i < n; i++)
            sum += truth[i] = g_rand_double_range(rand, 0.001, 3);
        for (size_t i = 0; i < n; i++)
            for (size_t j = i + 1; j < n; j++)
                upper[next++] = truth[i] / truth[j];
        ahp = weigh(upper, n, weight);
        for (size_t i = 0; i < n; i++)
            assert_near(weight[i], truth[i] / sum, 8 * (double)(n + 4) * U * truth[i] / sum);
        assert_near(ahp.lambda_max, (double)n, 8 * (double)(n + 4) * U * (double)n);
        g_assert_cmpint(ahp.consistency_ratio.status, ==, KAM_CALC_OK);
        assert_near(ahp.consistency_ratio.value, 0, 1e-13);
        g_assert_cmpint(ahp.worst_status, ==, KAM_CALC_EMPTY);
    }
}

static void
random_upper(GRand *rand, size_t n, double upper[])
{
    for (size_t k = 0; k < n * (n - 1) / 2; k++) {
        int step = g_rand_int_range(rand, -8, 9);

        upper[k] = step < 0 ? 1.0 / (1 - step) : 1.0 + step;
    }
}

/* A w = lambda w, entry by entry; a geometric mean that fits in logarithms, and turns with the judgements. */
static void
test_property__definitions(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(12);

    for (int round = 0; round < 50; round++) {
        size_t n = (size_t)g_rand_int_range(rand, 3, 12);
        double upper[MAX_ITEMS * MAX_ITEMS], judgement[MAX_ITEMS * MAX_ITEMS], turned[MAX_ITEMS * MAX_ITEMS];
        double weight[MAX_ITEMS], mean[MAX_ITEMS], back[MAX_ITEMS], work[2 * MAX_ITEMS];
        KamAhp ahp, other;

        random_upper(rand, n, upper);
        table_of(upper, n, judgement);
        g_assert_cmpint(kam_ahp_eigenvector(judgement, n, weight, work, &ahp), ==, KAM_CALC_OK);
        for (size_t i = 0; i < n; i++) {
            double sum = 0;

            for (size_t j = 0; j < n; j++) {
                sum += judgement[i * n + j] * weight[j];
                turned[i * n + j] = judgement[j * n + i];
            }
            assert_near(sum, ahp.lambda_max * weight[i], 1e-13 * sum);
        }
        g_assert_cmpint(kam_ahp_geometric_mean(judgement, n, mean, &ahp), ==, KAM_CALC_OK);
        g_assert_cmpint(kam_ahp_geometric_mean(turned, n, back, &other), ==, KAM_CALC_OK);
        for (size_t i = 1; i < n; i++)
            assert_near(mean[i] * back[i], mean[0] * back[0], 1e-14 * mean[0] * back[0]);
    }
}

static void
test_property__three_items_weigh_the_same_both_ways(void)
{
    const double upper[] = { 6, 1. / 8, 1. / 4 };
    double judgement[9], mean[3], weight[3];
    KamAhp by_mean, by_vector = weigh(upper, 3, weight);

    table_of(upper, 3, judgement);
    g_assert_cmpint(kam_ahp_geometric_mean(judgement, 3, mean, &by_mean), ==, KAM_CALC_OK);
    assert_all_near(mean, weight, 3, 1e-14);
    assert_near(by_mean.lambda_max, by_vector.lambda_max, 1e-13);
}

/* Another order of the items gives the same weights in that order, and the same worst pair. */
static void
test_property__order_of_items(void)
{
    double judgement[64], moved[64], weight[8], other[8], work[16];
    KamAhp ahp, turned;

    table_of(house, 8, judgement);
    for (size_t i = 0; i < 8; i++)
        for (size_t j = 0; j < 8; j++)
            moved[i * 8 + j] = judgement[(7 - i) * 8 + (7 - j)];
    g_assert_cmpint(kam_ahp_eigenvector(judgement, 8, weight, work, &ahp), ==, KAM_CALC_OK);
    g_assert_cmpint(kam_ahp_eigenvector(moved, 8, other, work, &turned), ==, KAM_CALC_OK);
    for (size_t i = 0; i < 8; i++)
        assert_near(other[7 - i], weight[i], 1e-14);
    g_assert_cmpuint(turned.worst.row, ==, 7 - ahp.worst.row);
    g_assert_cmpuint(turned.worst.column, ==, 7 - ahp.worst.column);
}

/* A copy of an alternative takes from the others in the distributive mode, and changes no ratio in the ideal one. */
static void
test_property__copies_in_both_modes(void)
{
    const double two[] = { 0.7, 0.2, 0.3, 0.8 }, three[] = { 0.7, 0.2, 0.3, 0.8, 0.3, 0.8 }, criterion[] = { 3, 2 };
    double before[2], after[3];

    kam_ahp_synthesise(two, 2, 2, criterion, KAM_AHP_IDEAL, before);
    kam_ahp_synthesise(three, 3, 2, criterion, KAM_AHP_IDEAL, after);
    assert_near(after[0] / after[1], before[0] / before[1], 1e-14);
    kam_ahp_synthesise(two, 2, 2, criterion, KAM_AHP_DISTRIBUTIVE, before);
    kam_ahp_synthesise(three, 3, 2, criterion, KAM_AHP_DISTRIBUTIVE, after);
    g_assert_cmpfloat(fabs(after[0] / after[1] - before[0] / before[1]), >, 0.01);
}

/* The definition of the random index, simulated; Saaty's first two values are known to be high. */
static void
test_random_index__is_the_mean_of_random_tables(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(13);
    const int rounds = g_getenv("KAMEN_SANITIZED") != NULL ? 100 : 1000;

    for (size_t n = 3; n <= KAM_AHP_RATIO_ITEMS; n++) {
        double sum = 0, squares = 0, known = n == 3 ? 0.06 : n == 4 ? 0.02 : 0.01;

        for (int round = 0; round < rounds; round++) {
            double upper[MAX_ITEMS * MAX_ITEMS], weight[MAX_ITEMS], index;

            for (size_t k = 0; k < n * (n - 1) / 2; k++) {
                int step = g_rand_int_range(rand, -8, 9);

                upper[k] = step < 0 ? 1.0 / (1 - step) : 1.0 + step;
            }
            index = weigh(upper, n, weight).consistency_index;
            sum += index;
            squares += index * index;
        }
        sum /= rounds;
        assert_near(kam_ahp_random_index(n).value, sum, known + 3.5 * sqrt((squares / rounds - sum * sum) / rounds));
    }
    g_assert_cmpfloat(kam_ahp_random_index(1).value, ==, 0);
    g_assert_cmpfloat(kam_ahp_random_index(2).value, ==, 0);
    g_assert_cmpint(kam_ahp_random_index(16).status, ==, KAM_CALC_DOMAIN);
}

static void
test_ratio__beyond_fifteen_items_is_missing(void)
{
    double upper[120], weight[16];
    KamAhp ahp;

    for (int k = 0; k < 120; k++)
        upper[k] = k % 3 + 1;
    ahp = weigh(upper, 16, weight);
    g_assert_cmpint(ahp.consistency_ratio.status, ==, KAM_CALC_DOMAIN);
    g_assert_cmpfloat(ahp.consistency_index, >, 0);
}

static void
test_complete__the_larger_half_counts(void)
{
    double judgement[] = { NAN, 0.14, 7, 1 };
    KamAhpPair wrong = { 9, 9 };

    g_assert_cmpint(kam_ahp_complete(judgement, 2, KAM_AHP_TOLERANCE, &wrong), ==, KAM_CALC_OK);
    g_assert_cmpfloat(judgement[0], ==, 1);
    g_assert_cmpfloat(judgement[1], ==, 1. / 7);
    g_assert_cmpfloat(judgement[2], ==, 7);
    g_assert_cmpuint(wrong.row, ==, 9);
}

static void
assert_refused(const double table[4], KamCalcStatus status, size_t row, size_t column)
{
    double judgement[] = { table[0], table[1], table[2], table[3] };
    KamAhpPair wrong = { 9, 9 };

    g_assert_cmpint(kam_ahp_complete(judgement, 2, KAM_AHP_TOLERANCE, &wrong), ==, status);
    g_assert_cmpuint(wrong.row, ==, row);
    g_assert_cmpuint(wrong.column, ==, column);
    for (int i = 0; i < 4; i++)
        g_assert_true(judgement[i] == table[i] || (isnan(judgement[i]) && isnan(table[i])));
}

static void
test_complete__faults_are_located(void)
{
    KamAhpPair wrong;

    assert_refused((const double[]) { NAN, NAN, NAN, NAN }, KAM_CALC_TOO_FEW, 0, 1);
    assert_refused((const double[]) { 1, 3, 0.5, 1 }, KAM_CALC_DOMAIN, 1, 0);
    assert_refused((const double[]) { 1, 3, NAN, 2 }, KAM_CALC_DOMAIN, 1, 1);
    assert_refused((const double[]) { 1, -3, NAN, 1 }, KAM_CALC_DOMAIN, 0, 1);
    assert_refused((const double[]) { 1, NAN, 0, 1 }, KAM_CALC_DOMAIN, 1, 0);
    assert_refused((const double[]) { 1, INFINITY, NAN, 1 }, KAM_CALC_DOMAIN, 0, 1);
    assert_refused((const double[]) { 1, 4e-320, NAN, 1 }, KAM_CALC_DOMAIN, 0, 1);
    g_assert_cmpint(kam_ahp_complete(NULL, 0, 0, &wrong), ==, KAM_CALC_EMPTY);
}

static void
test_status__weights_are_not_touched(void)
{
    const double half[] = { 1, 2, 3, 1 }, missing[] = { 1, NAN, NAN, 1 };
    double far[9], weight[3] = { 7, 7, 7 }, work[6];
    KamAhp ahp = { .n = 7 };

    table_of((const double[]) { 1e9, 1e-9, 2e9 }, 3, far);
    g_assert_cmpint(kam_ahp_eigenvector(half, 0, weight, work, &ahp), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_ahp_eigenvector(half, 2, weight, work, &ahp), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_ahp_eigenvector(missing, 2, weight, work, &ahp), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_ahp_eigenvector(far, 3, weight, work, &ahp), ==, KAM_CALC_NO_CONVERGENCE);
    g_assert_cmpint(kam_ahp_geometric_mean(half, 0, weight, &ahp), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_ahp_geometric_mean(half, 2, weight, &ahp), ==, KAM_CALC_DOMAIN);
    g_assert_cmpfloat(weight[0], ==, 7);
    g_assert_cmpuint(ahp.n, ==, 7);
}

static void
test_status__synthesis(void)
{
    const double local[] = { 1, 0, 2, 0 }, negative[] = { 1, -1 }, huge[] = { 1e308, 1e308 };
    double priority[2] = { 7, 7 };

    g_assert_cmpint(kam_ahp_synthesise(local, 0, 2, local, KAM_AHP_IDEAL, priority), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_ahp_synthesise(local, 2, 0, local, KAM_AHP_IDEAL, priority), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_ahp_synthesise(local, 2, 1, local + 1, KAM_AHP_IDEAL, priority), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_ahp_synthesise(local, 2, 2, (const double[]) { 1, 1 }, KAM_AHP_IDEAL, priority), ==,
                    KAM_CALC_EMPTY);
    g_assert_cmpint(kam_ahp_synthesise(negative, 2, 1, local, KAM_AHP_IDEAL, priority), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_ahp_synthesise(local, 2, 2, negative, KAM_AHP_IDEAL, priority), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_ahp_synthesise(local, 2, 2, huge, KAM_AHP_IDEAL, priority), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_ahp_synthesise(huge, 2, 1, local, KAM_AHP_DISTRIBUTIVE, priority), ==, KAM_CALC_DOMAIN);
    g_assert_cmpfloat(priority[0], ==, 7);
    g_assert_cmpint(kam_ahp_synthesise(local, 2, 2, local, KAM_AHP_IDEAL, priority), ==, KAM_CALC_OK);
    assert_near(priority[1], 2. / 3, 4 * U);
}

#define ADD(name) g_test_add_func("/ahp/" #name, test_##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(published__drinks);
    ADD(published__drinks_by_geometric_mean);
    ADD(published__house);
    ADD(worst__house);
    ADD(published__house_in_both_modes);
    ADD(published__leader);
    ADD(property__agreement);
    ADD(property__definitions);
    ADD(property__three_items_weigh_the_same_both_ways);
    ADD(property__order_of_items);
    ADD(property__copies_in_both_modes);
    ADD(random_index__is_the_mean_of_random_tables);
    ADD(ratio__beyond_fifteen_items_is_missing);
    ADD(complete__the_larger_half_counts);
    ADD(complete__faults_are_located);
    ADD(status__weights_are_not_touched);
    ADD(status__synthesis);
    return g_test_run();
}
