/* Places, draws, and what would change them: by hand, by counting anew, and by what must hold of every table. */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "tables.h"

#define EPSILON 1e-9
#define ROUNDS 60

/* An account that is nowhere worse and somewhere better stands before the other, by every method. */
static void
test_dominated(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(1);

    for (guint round = 0; round < ROUNDS; round++) {
        g_autoptr(GArray) criteria = tables_criteria(4);
        g_autoptr(KamFigureTable) table = tables_random(random, 15, 4);
        g_autoptr(KamWeights) weights = tables_weights(random, criteria);
        g_autoptr(KamValuation) v = NULL;
        g_autoptr(KamChoice) choice = NULL;

        for (guint c = 0; c < 4; c++)
            table->figure[4 + c] = table->figure[c] + 5; /* the second is better than the first in all */
        v = kam_valuation_new(criteria, table, NULL);
        choice = tables_choose(v, weights, 5);
        for (guint method = 0; method < KAM_METHOD_N; method++)
            g_assert_cmpuint(choice->rank[method][1], <, choice->rank[method][0]);
    }
}

static void
test_places(void)
{
    g_autoptr(GArray) criteria = tables_criteria(2);
    g_autoptr(KamFigureTable) table = tables_figures(3, 2, (const double[]) { 1, 0, 0, 1, 0.5, 0.75 });
    g_autoptr(KamValuation) v = kam_valuation_new(criteria, table, NULL);
    g_autoptr(KamWeights) weights = kam_weights_from_points(criteria, (const double[]) { 3, 1 }, 0.5, NULL);
    g_autoptr(KamChoice) choice = tables_choose(v, weights, 1);

    g_assert_cmpfloat_with_epsilon(choice->score[KAM_METHOD_WEIGHTED][0], 0.75, EPSILON);
    g_assert_cmpfloat_with_epsilon(choice->score[KAM_METHOD_WEIGHTED][1], 0.25, EPSILON);
    g_assert_cmpfloat_with_epsilon(choice->score[KAM_METHOD_WEIGHTED][2], 0.5625, EPSILON);
    g_assert_cmpuint(choice->order[0], ==, 0);
    g_assert_cmpuint(choice->rank[KAM_METHOD_WEIGHTED][1], ==, 3);
    g_assert_cmpfloat_with_epsilon(choice->bar, 0.75, EPSILON);
}

/* The first leads while t > 1/2 ... worked out: t against 0.5 t + 0.75 (1 - t): equal at t = 0.6. */
static void
test_spans_by_hand(void)
{
    g_autoptr(GArray) criteria = tables_criteria(2);
    g_autoptr(KamFigureTable) table = tables_figures(3, 2, (const double[]) { 1, 0, 0, 1, 0.5, 0.75 });
    g_autoptr(KamValuation) v = kam_valuation_new(criteria, table, NULL);
    g_autoptr(KamWeights) weights = kam_weights_from_points(criteria, (const double[]) { 1, 1 }, 0.5, NULL);
    g_autoptr(KamChoice) choice = tables_choose(v, weights, 1);
    g_autoptr(GArray) first = kam_choice_spans(choice, v, 0, 0), middle = kam_choice_spans(choice, v, 2, 0);

    g_assert_cmpuint(first->len, ==, 1);
    g_assert_cmpfloat_with_epsilon(g_array_index(first, KamWeightSpan, 0).from, 0.6, EPSILON);
    g_assert_cmpfloat_with_epsilon(g_array_index(first, KamWeightSpan, 0).to, 1, EPSILON);
    g_assert_cmpuint(middle->len, ==, 1); /* 1 - t against 0.5 t + 0.75 (1 - t): equal at t = 1/3 */
    g_assert_cmpfloat_with_epsilon(g_array_index(middle, KamWeightSpan, 0).from, 1.0 / 3, EPSILON);
    g_assert_cmpfloat_with_epsilon(g_array_index(middle, KamWeightSpan, 0).to, 0.6, EPSILON);
}

/* Whether a candidate is in when criterion c weighs t, counted anew. */
static gboolean
is_in_at(const KamChoice *choice, const KamValuation *v, guint candidate, guint c, double t)
{
    g_autofree double *score = g_new0(double, v->n);
    guint above = 0;

    for (guint i = 0; i < v->n; i++)
        for (guint j = 0; j < v->m; j++)
            score[i] += v->value[i * v->m + j] * (j == c ? t : (1 - t) * choice->weight[j] / (1 - choice->weight[c]));
    for (guint i = 0; i < v->n; i++)
        above += score[i] > score[candidate] + 1e-12;
    return above < choice->places;
}

static void
test_spans_by_counting(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(2);

    for (guint round = 0; round < ROUNDS; round++) {
        g_autoptr(GArray) criteria = tables_criteria(3);
        g_autoptr(KamFigureTable) table = tables_random(random, 20, 3);
        g_autoptr(KamValuation) v = kam_valuation_new(criteria, table, NULL);
        g_autoptr(KamWeights) weights = tables_weights(random, criteria);
        g_autoptr(KamChoice) choice = tables_choose(v, weights, 4);
        guint candidate = (guint)g_rand_int_range(random, 0, 20);

        if (choice->weight[1] > 0.999 || choice->weight[0] > 0.999)
            continue;
        for (guint k = 0; k < 40; k++) {
            double t = g_rand_double(random);
            g_autoptr(GArray) spans = kam_choice_spans(choice, v, candidate, 1);
            gboolean is_in = FALSE, is_near = FALSE;

            for (guint s = 0; s < spans->len; s++) {
                KamWeightSpan span = g_array_index(spans, KamWeightSpan, s);

                is_in |= t >= span.from && t <= span.to;
                is_near |= fabs(t - span.from) < 1e-6 || fabs(t - span.to) < 1e-6;
            }
            g_assert_true(is_near || is_in == is_in_at(choice, v, candidate, 1, t));
        }
    }
}

/* Given the value that is said to be needed, an account outside has the score of the last place. */
static void
test_value_needed(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(3);
    guint tried = 0;

    for (guint round = 0; round < ROUNDS; round++) {
        g_autoptr(GArray) criteria = tables_criteria(3);
        g_autoptr(KamFigureTable) table = tables_random(random, 12, 3);
        g_autoptr(KamValuation) v = kam_valuation_new(criteria, table, NULL);
        g_autoptr(KamWeights) weights = tables_weights(random, criteria);
        g_autoptr(KamChoice) choice = tables_choose(v, weights, 3);

        for (guint i = 0; i < 12; i++)
            for (guint c = 0; c < 3; c++) {
                double needed = kam_choice_value_needed(choice, v, i, c), score = 0, edge;
                gboolean is_in = choice->rank[KAM_METHOD_WEIGHTED][i] <= 3;

                if (isnan(needed))
                    continue;
                for (guint j = 0; j < 3; j++)
                    score += choice->weight[j] * (j == c ? needed : v->value[i * 3 + j]);
                edge = choice->score[KAM_METHOD_WEIGHTED][choice->order[is_in ? 3 : 2]];
                g_assert_cmpfloat_with_epsilon(score, edge, EPSILON);
                tried++;
            }
    }
    g_assert_cmpuint(tried, >, 100);
}

/* With two criteria and free weights the first leads when its weight is above one half: in half of all draws. */
static void
test_draws(void)
{
    g_autoptr(GArray) criteria = tables_criteria(2);
    g_autoptr(KamFigureTable) table = tables_figures(2, 2, (const double[]) { 1, 0, 0, 1 });
    g_autoptr(KamValuation) v = kam_valuation_new(criteria, table, NULL);
    g_autoptr(KamWeights) weights = kam_weights_from_points(criteria, NULL, 0.5, NULL);
    const KamChoiceOptions options = { .places = 1, .knowledge = KAM_WEIGHTS_FREE, .draws = 20000, .seed = 1 };
    g_autoptr(KamChoice) choice = NULL;
    g_autoptr(GError) error = NULL;

    kam_weights_set_knowledge(weights, KAM_WEIGHTS_FREE);
    choice = kam_choice_new(v, weights, &options, &error);
    g_assert_no_error(error);
    g_assert_cmpfloat_with_epsilon(choice->key[0].value, 0.5, 5 * choice->key[0].std_error);
    g_assert_cmpfloat_with_epsilon(choice->key[0].value + choice->key[1].value, 1, EPSILON);
    g_assert_cmpfloat_with_epsilon(choice->central[0], 0.75, 0.01); /* mean of 0.5 .. 1 */
}

/* Place by place the shares of a candidate come to that of being among the first, and each place has one in each draw.
 */
static void
test_acceptability(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(11);
    g_autoptr(GArray) criteria = tables_criteria(3);
    g_autoptr(KamFigureTable) table = tables_random(random, 8, 3);
    g_autoptr(KamValuation) v = kam_valuation_new(criteria, table, NULL);
    g_autoptr(KamWeights) weights = kam_weights_from_points(criteria, NULL, 0.5, NULL);
    const KamChoiceOptions options = { .places = 5, .knowledge = KAM_WEIGHTS_INTERVAL, .draws = 1000, .seed = 1 };
    g_autoptr(KamChoice) choice = kam_choice_new(v, weights, &options, NULL);
    double by_place[5] = { 0 };

    g_assert_cmpuint(choice->n_shares, ==, 5);
    for (guint i = 0; i < 8; i++) {
        double sum = 0;

        for (guint place = 0; place < 5; place++) {
            sum += choice->share[i * 5 + place];
            by_place[place] += choice->share[i * 5 + place];
        }
        g_assert_cmpfloat_with_epsilon(sum, choice->key[i].value, EPSILON);
        g_assert_cmpfloat_with_epsilon(choice->share[(gsize)i * 5], choice->first[i].value, EPSILON);
    }
    for (guint place = 0; place < 5; place++)
        g_assert_cmpfloat_with_epsilon(by_place[place], 1, EPSILON);
}

static void
test_refused(void)
{
    g_autoptr(GArray) criteria = tables_criteria(1);
    g_autoptr(KamFigureTable) none = kam_figure_table_new(0, 1), one = tables_figures(1, 1, (const double[]) { 1 });
    g_autoptr(KamValuation) empty = kam_valuation_new(criteria, none, NULL),
                            single = kam_valuation_new(criteria, one, NULL);
    g_autoptr(KamWeights) weights = kam_weights_from_points(criteria, NULL, 0.5, NULL);
    const KamChoiceOptions no_place = { 0 }, good = { .places = 3 };
    g_autoptr(GError) first = NULL, second = NULL;
    g_autoptr(KamChoice) choice = NULL;

    g_assert_null(kam_choice_new(empty, weights, &good, &first));
    g_assert_error(first, KAM_ERROR, KAM_ERROR_INVALID);
    g_assert_null(kam_choice_new(single, weights, &no_place, &second));
    g_assert_error(second, KAM_ERROR, KAM_ERROR_USAGE);
    choice = kam_choice_new(single, weights, &good, NULL);
    g_assert_nonnull(choice);
    g_assert_cmpuint(choice->places, ==, 1);
    g_assert_true(isnan(kam_choice_value_needed(choice, single, 0, 0)));
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/choice/dominated", test_dominated);
    g_test_add_func("/choice/places", test_places);
    g_test_add_func("/choice/spans_by_hand", test_spans_by_hand);
    g_test_add_func("/choice/spans_by_counting", test_spans_by_counting);
    g_test_add_func("/choice/value_needed", test_value_needed);
    g_test_add_func("/choice/draws", test_draws);
    g_test_add_func("/choice/acceptability", test_acceptability);
    g_test_add_func("/choice/refused", test_refused);
    return g_test_run();
}
