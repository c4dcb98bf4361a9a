/* Weighted value, TOPSIS, PROMETHEE II: published and hand-made examples, properties, every status. */
#include <math.h>

#include <glib.h>
#include <kamen/decision.h>

#include "data.h"

#define U 0x1p-53

static void
scale(const double value[], size_t n, size_t m, const uint8_t is_cost[], KamDecisionScale kind, double scaled[])
{
    double origin[10], factor[10];

    g_assert_cmpint(kam_decision_units(value, n, m, is_cost, kind, origin, factor), ==, KAM_CALC_OK);
    kam_decision_scale(value, n, m, origin, factor, scaled);
}

static void
assert_all_near(const double actual[], const double expected[], size_t n, double tolerance)
{
    for (size_t i = 0; i < n; i++)
        assert_near(actual[i], expected[i], tolerance);
}

/* C.-L. Hwang and K. Yoon 1981: four fighter aircraft; six digits recomputed. */
static const double aircraft[] = { 2.0, 1500, 20000, 5.5, 5, 9, 2.5, 2700, 18000, 6.5, 3, 5,
                                   1.8, 2000, 21000, 4.5, 7, 7, 2.2, 1800, 20000, 5.0, 5, 5 };
static const double aircraft_weight[] = { .2, .1, .1, .1, .2, .3 };
static const uint8_t aircraft_cost[] = { 0, 0, 0, 1, 0, 0 };

static void
test_topsis__fighter_aircraft(void)
{
    const double published[] = { .643, .268, .613, .312 };
    const double recomputed[] = { 0.643277, 0.268384, 0.613542, 0.312291 };
    const double best[] = { 0.054557, 0.119679, 0.057977, 0.100937 };
    const double worst[] = { 0.098383, 0.043903, 0.092044, 0.045836 };
    double scaled[24], closeness[4], to_best[4], to_worst[4];
    uint32_t order[4], work[4], rank[4];

    scale(aircraft, 4, 6, aircraft_cost, KAM_DECISION_VECTOR, scaled);
    g_assert_cmpint(kam_decision_topsis(scaled, 4, 6, aircraft_weight, closeness, to_best, to_worst), ==, KAM_CALC_OK);
    assert_all_near(closeness, recomputed, 4, 5.0001e-7);
    /* A3 is printed as .613 and recomputed as .6135: cut, not rounded. */
    assert_all_near(closeness, published, 4, 6e-4);
    assert_all_near(to_best, best, 4, 5.0001e-7);
    assert_all_near(to_worst, worst, 4, 5.0001e-7);
    g_assert_cmpint(kam_decision_rank(closeness, 4, order, work, rank), ==, KAM_CALC_OK);
    g_assert_cmpuint(rank[0], ==, 1);
    g_assert_cmpuint(rank[1], ==, 4);
    g_assert_cmpuint(rank[2], ==, 2);
    g_assert_cmpuint(rank[3], ==, 3);
}

static void
test_topsis__best_and_worst_in_all(void)
{
    const double value[] = { 3.5, 8.25, 1.5, 2.25, 2.0, 4.0 }, weight[] = { 3, 1 };
    double scaled[6], closeness[3], a[3], b[3];

    scale(value, 3, 2, NULL, KAM_DECISION_VECTOR, scaled);
    g_assert_cmpint(kam_decision_topsis(scaled, 3, 2, weight, closeness, a, b), ==, KAM_CALC_OK);
    g_assert_cmpfloat(closeness[0], ==, 1);
    g_assert_cmpfloat(closeness[1], ==, 0);
}

/* Neither the unit of a criterion nor that of the weights matters, on the scales that remove it. */
static void
test_property__units(void)
{
    double moved[24], weight[6], one[24], other[24], a[4], b[4], c[4], d[4];

    for (int k = 0; k < 24; k++)
        moved[k] = aircraft[k] * (k % 6 + 1) * 8.5;
    for (int j = 0; j < 6; j++)
        weight[j] = aircraft_weight[j] * 40;
    scale(aircraft, 4, 6, aircraft_cost, KAM_DECISION_VECTOR, one);
    scale(moved, 4, 6, aircraft_cost, KAM_DECISION_VECTOR, other);
    kam_decision_topsis(one, 4, 6, aircraft_weight, a, c, d);
    kam_decision_topsis(other, 4, 6, weight, b, c, d);
    assert_all_near(b, a, 4, 64 * U);
    scale(aircraft, 4, 6, aircraft_cost, KAM_DECISION_RANGE, one);
    scale(moved, 4, 6, aircraft_cost, KAM_DECISION_RANGE, other);
    kam_decision_weighted(one, 4, 6, aircraft_weight, a);
    kam_decision_weighted(other, 4, 6, weight, b);
    assert_all_near(b, a, 4, 64 * U);
}

static void
test_scale__three_ways(void)
{
    const double value[] = { 3, 10, 4, 30 };
    const uint8_t is_cost[] = { 0, 1 };
    const double none[] = { 3, -10, 4, -30 }, range[] = { 0, 1, 1, 0 }, equal[] = { 5, 5 };
    const double vector[] = { 3. / 5, -1 / sqrt(10), 4. / 5, -3 / sqrt(10) };
    double scaled[4];

    scale(value, 2, 2, is_cost, KAM_DECISION_NONE, scaled);
    assert_all_near(scaled, none, 4, U);
    scale(value, 2, 2, is_cost, KAM_DECISION_RANGE, scaled);
    assert_all_near(scaled, range, 4, 2 * U);
    scale(value, 2, 2, is_cost, KAM_DECISION_VECTOR, scaled);
    assert_all_near(scaled, vector, 4, 4 * U);
    scale(equal, 2, 1, NULL, KAM_DECISION_RANGE, scaled);
    g_assert_cmpfloat(scaled[1], ==, 0);
}

static void
test_weighted__by_hand(void)
{
    const double value[] = { 1, 0.5, 0.25, 1 }, weight[] = { 3, 1 };
    double score[2];

    g_assert_cmpint(kam_decision_weighted(value, 2, 2, weight, score), ==, KAM_CALC_OK);
    g_assert_cmpfloat(score[0], ==, 0.875);
    g_assert_cmpfloat(score[1], ==, 0.4375);
}

static KamCalcStatus
promethee(const double value[], size_t n, size_t m, const double weight[], KamDecisionShape shape, double net[])
{
    KamDecisionPreference rule[10];
    double leaving[20], entering[20];

    for (size_t j = 0; j < m; j++)
        rule[j] = kam_decision_preference(value, n, m, j, shape);
    return kam_decision_promethee(value, n, m, weight, rule, leaving, entering, net);
}

/* Values 0, 1, 4 under one criterion: range 4, mean 5/3, variance 26/9. */
static void
test_promethee__each_shape_by_hand(void)
{
    const double value[] = { 0, 1, 4 }, weight[] = { 2.5 };
    const double far = 1 - exp(-16 * 9. / 52), near = 1 - exp(-9. / 52), middle = 1 - exp(-9 * 9. / 52);
    double net[3];

    promethee(value, 3, 1, weight, KAM_DECISION_USUAL, net);
    assert_all_near(net, (const double[]) { -1, 0, 1 }, 3, 4 * U);
    promethee(value, 3, 1, weight, KAM_DECISION_LINEAR, net);
    assert_all_near(net, (const double[]) { -0.625, -0.25, 0.875 }, 3, 4 * U);
    promethee(value, 3, 1, weight, KAM_DECISION_LEVEL, net);
    assert_all_near(net, (const double[]) { -0.5, -0.5, 1 }, 3, 4 * U);
    promethee(value, 3, 1, weight, KAM_DECISION_GAUSSIAN, net);
    assert_all_near(net, (const double[]) { -(near + far) / 2, (near - middle) / 2, (far + middle) / 2 }, 3, 16 * U);
}

static void
test_promethee__thresholds(void)
{
    const double value[] = { 0, 2, 3 }, weight[] = { 1 };
    const KamDecisionPreference linear = { KAM_DECISION_LINEAR, 1, 2.5 }, step = { KAM_DECISION_LINEAR, 2, 2 };
    double leaving[3], entering[3], net[3];

    kam_decision_promethee(value, 3, 1, weight, &linear, leaving, entering, net);
    assert_all_near(leaving, (const double[]) { 0, 1. / 3, 0.5 }, 3, 4 * U);
    assert_all_near(entering, (const double[]) { 0.5 + 1. / 3, 0, 0 }, 3, 4 * U);
    kam_decision_promethee(value, 3, 1, weight, &step, leaving, entering, net);
    assert_all_near(leaving, (const double[]) { 0, 0, 0.5 }, 3, 4 * U);
}

/* The definition, all ordered pairs, on random tables; net flows sum to 0. */
static void
test_promethee__naive(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(21);

    for (int round = 0; round < 20; round++) {
        double value[60], weight[3], net[20], sum = 0;

        for (int k = 0; k < 60; k++)
            value[k] = g_rand_int_range(rand, 0, 12);
        for (int j = 0; j < 3; j++)
            weight[j] = g_rand_double(rand);
        g_assert_cmpint(promethee(value, 20, 3, weight, KAM_DECISION_USUAL, net), ==, KAM_CALC_OK);
        for (int a = 0; a < 20; a++) {
            double expected = 0;

            for (int b = 0; b < 20; b++)
                for (int j = 0; j < 3; j++)
                    expected +=
                        weight[j] * ((value[a * 3 + j] > value[b * 3 + j]) - (value[a * 3 + j] < value[b * 3 + j]));
            assert_near(net[a], expected / (weight[0] + weight[1] + weight[2]) / 19, 1e-14);
            sum += net[a];
        }
        assert_near(sum, 0, 1e-13);
    }
}

static void
test_rank__equal_scores_share_the_better(void)
{
    const double score[] = { 0.5, 0.75, 0.5, 0.25 };
    uint32_t order[4], work[4], rank[4];

    g_assert_cmpint(kam_decision_rank(score, 4, order, work, rank), ==, KAM_CALC_OK);
    g_assert_cmpuint(rank[0], ==, 2);
    g_assert_cmpuint(rank[1], ==, 1);
    g_assert_cmpuint(rank[2], ==, 2);
    g_assert_cmpuint(rank[3], ==, 4);
    g_assert_cmpuint(order[1], ==, 0);
}

static void
test_status__nothing_is_touched(void)
{
    const double value[] = { 1, 2, 3, 4 }, none[] = { 0, 0 }, negative[] = { 1, -1 }, bad[] = { 1, NAN, 3, 4 };
    const double far[] = { -1.7e308, 1.7e308 }, equal[] = { 1, 1, 1, 1 }, tiny[] = { 0, 1e-310 };
    const KamDecisionPreference wrong[] = { { KAM_DECISION_LINEAR, 2, 1 }, { KAM_DECISION_GAUSSIAN, 0, 0 } };
    double a[2] = { 7, 7 }, b[2], c[2];
    uint32_t order[2], work[2], rank[2];

    g_assert_cmpint(kam_decision_units(value, 0, 2, NULL, KAM_DECISION_NONE, a, b), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_decision_units(bad, 2, 2, NULL, KAM_DECISION_NONE, a, b), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_decision_units(far, 2, 1, NULL, KAM_DECISION_RANGE, a, b), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_decision_units(tiny, 2, 1, NULL, KAM_DECISION_RANGE, a, b), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_decision_weighted(value, 2, 0, value, a), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_decision_weighted(value, 2, 2, none, a), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_decision_weighted(value, 2, 2, negative, a), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_decision_weighted(bad, 2, 2, value, a), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_decision_weighted(value, 2, 2, (const double[]) { 1.7e308, 1.7e308 }, a), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_decision_topsis(equal, 2, 2, value, a, b, c), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_decision_topsis(value, 2, 2, none, a, b, c), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_decision_topsis(bad, 2, 2, value, a, b, c), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_decision_promethee(value, 0, 2, value, wrong, a, b, c), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_decision_promethee(value, 2, 1, value, wrong, a, b, c), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_decision_promethee(value, 2, 1, value, wrong + 1, a, b, c), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(promethee(value, 1, 2, value, KAM_DECISION_USUAL, a), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(kam_decision_rank(value, 0, order, work, rank), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_decision_rank(bad, 2, order, work, rank), ==, KAM_CALC_DOMAIN);
    g_assert_cmpfloat(a[0], ==, 7);
}

#define ADD(name) g_test_add_func("/decision/" #name, test_##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(topsis__fighter_aircraft);
    ADD(topsis__best_and_worst_in_all);
    ADD(property__units);
    ADD(scale__three_ways);
    ADD(weighted__by_hand);
    ADD(promethee__each_shape_by_hand);
    ADD(promethee__thresholds);
    ADD(promethee__naive);
    ADD(rank__equal_scores_share_the_better);
    ADD(status__nothing_is_touched);
    return g_test_run();
}
