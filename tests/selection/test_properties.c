/* What must hold of every choice, also over draws, and published cases. */
#include <math.h>

#include "tables.h"

#define ROUNDS 40
#define FEW_DRAWS 500

static KamChoice *
draw(const KamValuation *v, KamWeights *weights, guint places, KamWeightsKnowledge knowledge, guint64 draws)
{
    const KamChoiceOptions options = { .places = places, .knowledge = knowledge, .draws = draws, .seed = 7 };
    g_autoptr(GError) error = NULL;
    KamChoice *choice;

    kam_weights_set_knowledge(weights, knowledge);
    choice = kam_choice_new(v, weights, &options, &error);
    g_assert_no_error(error);
    return choice;
}

/* Who is nowhere better is never more often among the first, whatever is known of the weights. */
static void
test_dominated_in_draws(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(11);

    for (guint round = 0; round < ROUNDS; round++)
        for (KamWeightsKnowledge knowledge = 0; knowledge < KAM_WEIGHTS_KNOWLEDGE_N; knowledge++) {
            g_autoptr(GArray) criteria = tables_criteria(4);
            g_autoptr(KamFigureTable) table = tables_random(random, 12, 4);
            g_autoptr(KamWeights) weights = tables_weights(random, criteria);
            g_autoptr(KamValuation) v = NULL;
            g_autoptr(KamChoice) choice = NULL;

            for (guint c = 0; c < 4; c++)
                table->figure[4 + c] = table->figure[c] + (c == round % 4 ? 3 : 0);
            v = kam_valuation_new(criteria, table, NULL);
            choice = draw(v, weights, 4, knowledge, FEW_DRAWS);
            g_assert_cmpfloat(choice->key[1].value, >=, choice->key[0].value);
            g_assert_cmpfloat(choice->first[1].value, >=, choice->first[0].value);
        }
}

/* Grams for kilograms: the same places, the same draws. */
static void
test_units(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(12);

    for (guint round = 0; round < ROUNDS; round++) {
        g_autoptr(GArray) criteria = tables_criteria(3);
        g_autoptr(KamFigureTable) table = tables_random(random, 12, 3);
        g_autoptr(KamWeights) weights = tables_weights(random, criteria);
        g_autoptr(KamValuation) before = NULL, after = NULL;
        g_autoptr(KamChoice) one = NULL, other = NULL;

        for (guint i = 0; i < 12; i++)
            table->std_error[i * 3 + 1] = g_rand_double_range(random, 0, 20);
        before = kam_valuation_new(criteria, table, NULL);
        for (guint i = 0; i < 12; i++) {
            table->figure[i * 3 + 1] *= 1024; /* a power of two, so that not even rounding differs */
            table->std_error[i * 3 + 1] *= 1024;
        }
        after = kam_valuation_new(criteria, table, NULL);
        one = draw(before, weights, 4, KAM_WEIGHTS_INTERVAL, FEW_DRAWS);
        other = draw(after, weights, 4, KAM_WEIGHTS_INTERVAL, FEW_DRAWS);
        for (guint i = 0; i < 12; i++) {
            for (guint method = 0; method < KAM_METHOD_N; method++)
                g_assert_cmpuint(one->rank[method][i], ==, other->rank[method][i]);
            g_assert_cmpfloat(one->key[i].value, ==, other->key[i].value);
        }
    }
}

/* What is left out of an account follows the weights that are asked for, so that it changes nothing of its place. */
static void
test_left_out(void)
{
    const double weight[] = { 0.5, 0.4, 0.1 };
    g_autoptr(GArray) criteria = tables_criteria(3);
    g_autoptr(KamFigureTable) table = tables_figures(3, 3, (const double[]) { 0, 0, 0, 1, 1, 1, NAN, 0.25, 0.75 });
    g_autoptr(KamValuation) v = NULL;

    tables_criterion(criteria, 0)->missing = KAM_MISSING_LEAVE_OUT;
    v = kam_valuation_new(criteria, table, weight);
    g_assert_cmpfloat_with_epsilon(v->value[6], (0.4 * 0.25 + 0.1 * 0.75) / 0.5, 1e-12);
}

typedef struct {
    guint n, m;
    double value[12];
    double first[4];    /* exact share of draws in which each is the first */
    double central[12]; /* exact mean of the weights that make it so */
} Exact;

/* Exact cases of SMAA-2 with weights of which nothing is known: see tests/analytics for where they come from. */
static void
test_exact(void)
{
    static const Exact cases[] = {
        { 3, 2, { 1, 0, 0, 1, 0.6, 0.6 }, { 0.4, 0.4, 0.2 }, { 0.8, 0.2, 0.2, 0.8, 0.5, 0.5 } },
        { 4,
          3,
          { 1, 0, 0, 0, 1, 0, 0, 0, 1, 0.5, 0.5, 0.5 },
          { 0.25, 0.25, 0.25, 0.25 },
          { 2.0 / 3, 1.0 / 6, 1.0 / 6, 1.0 / 6, 2.0 / 3, 1.0 / 6, 1.0 / 6, 1.0 / 6, 2.0 / 3, 1.0 / 3, 1.0 / 3,
            1.0 / 3 } },
    };

    for (guint k = 0; k < G_N_ELEMENTS(cases); k++) {
        const Exact *exact = &cases[k];
        g_autoptr(GArray) criteria = tables_criteria(exact->m);
        g_autoptr(KamFigureTable) table = tables_figures(exact->n, exact->m, exact->value);
        g_autoptr(KamValuation) v = kam_valuation_new(criteria, table, NULL);
        g_autoptr(KamWeights) weights = kam_weights_from_points(criteria, NULL, 0.5, NULL);
        g_autoptr(KamChoice) choice = draw(v, weights, 1, KAM_WEIGHTS_FREE, 40000);

        for (guint i = 0; i < exact->n; i++) {
            g_assert_cmpfloat_with_epsilon(choice->first[i].value, exact->first[i], 4 * choice->first[i].std_error);
            for (guint c = 0; c < exact->m; c++)
                g_assert_cmpfloat_with_epsilon(choice->central[i * exact->m + c], exact->central[i * exact->m + c],
                                               0.01);
        }
    }
}

/* --- calibration -------------------------------------------------------------------------------------------------- */

#define CANDIDATES 20
#define PLACES 5
#define WORLDS 150
#define ERROR 3.0
#define BINS 5

/* Shares that were said, by how large they were, and how often the account was really among the first. */
typedef struct {
    double said[BINS], was[BINS];
    guint n[BINS];
} Calibration;

static double
normal(GRand *random)
{
    return sqrt(-2 * log(1 - g_rand_double(random))) * cos(2 * G_PI * g_rand_double(random));
}

static guint
count_above(const double truth[], guint i)
{
    guint above = 0;

    for (guint k = 0; k < CANDIDATES; k++)
        above += truth[2 * k] + truth[2 * k + 1] > truth[2 * i] + truth[2 * i + 1];
    return above;
}

/* True figures, and what is measured of them with the error that is stated. */
static void
try_world(GRand *random, Calibration *calibration)
{
    g_autoptr(GArray) criteria = tables_criteria(2);
    g_autoptr(KamFigureTable) table = kam_figure_table_new(CANDIDATES, 2);
    g_autoptr(KamWeights) weights = kam_weights_from_points(criteria, NULL, 0, NULL);
    g_autoptr(KamValuation) v = NULL;
    g_autoptr(KamChoice) choice = NULL;
    double truth[2 * CANDIDATES];

    for (guint c = 0; c < 2; c++) {
        tables_criterion(criteria, c)->low = -50;
        tables_criterion(criteria, c)->high = 150;
    }
    for (guint k = 0; k < 2 * CANDIDATES; k++) {
        truth[k] = g_rand_double_range(random, 0, 100);
        table->figure[k] = truth[k] + ERROR * normal(random);
        table->std_error[k] = ERROR;
    }
    v = kam_valuation_new(criteria, table, NULL);
    choice = draw(v, weights, PLACES, KAM_WEIGHTS_INTERVAL, 400);
    for (guint i = 0; i < CANDIDATES; i++) {
        guint bin = MIN((guint)(choice->key[i].value * BINS), BINS - 1);

        calibration->said[bin] += choice->key[i].value;
        calibration->was[bin] += count_above(truth, i) < PLACES;
        calibration->n[bin]++;
    }
}

/* Of the accounts that are said to be key in 70 % of the draws, some 70 % are when errors are as large as is said. */
static void
test_calibrated(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(13);
    Calibration calibration = { 0 };

    for (guint world = 0; world < WORLDS; world++)
        try_world(random, &calibration);
    for (guint bin = 0; bin < BINS; bin++) {
        double n = calibration.n[bin], said = calibration.said[bin] / n, was = calibration.was[bin] / n;

        g_test_message("said %.3f was %.3f of %u", said, was, calibration.n[bin]);
        g_assert_cmpuint(calibration.n[bin], >, 30);
        g_assert_cmpfloat_with_epsilon(was, said, 4 * sqrt(said * (1 - said) / n) + 0.01);
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/properties/dominated_in_draws", test_dominated_in_draws);
    g_test_add_func("/properties/units", test_units);
    g_test_add_func("/properties/left_out", test_left_out);
    g_test_add_func("/properties/exact", test_exact);
    g_test_add_func("/properties/calibrated", test_calibrated);
    return g_test_run();
}
