/* Likeness: matrices by hand, cosine and EASE against their definitions, rankings and their quality, every status. */
#include <kamen/likeness.h>

#include <math.h>
#include <string.h>

#include "data.h"

/* Four accounts and four items; the third pair stands twice.
 *        0 1 2 3
 *     0  1 1 . .
 *     1  1 1 1 .
 *     2  . 1 1 .
 *     3  . . . 1 */
static const guint32 accounts[] = { 0, 0, 1, 1, 1, 2, 2, 3, 1 }, items[] = { 1, 0, 0, 1, 2, 1, 2, 3, 0 };

static KamLikeness *
small(void)
{
    const KamLikenessLines lines = { .n = 9, .account = accounts, .item = items, .n_accounts = 4, .n_items = 4 };
    KamLikeness *likeness = NULL;

    g_assert_cmpint(kam_likeness_new(&lines, &likeness), ==, KAM_CALC_OK);
    return likeness;
}

static KamLikenessModel *
make(const KamLikeness *likeness, KamLikenessOptions options)
{
    KamLikenessModel *model = NULL;

    g_assert_cmpint(kam_likeness_model_new(likeness, &options, &model), ==, KAM_CALC_OK);
    return model;
}

static void
test_matrix__rows_and_columns(void)
{
    KamLikeness *likeness = small();

    g_assert_cmpuint(kam_likeness_count(likeness, 1), ==, 3);
    g_assert_cmpuint(kam_likeness_items(likeness, 0)[0], ==, 0);
    g_assert_cmpuint(kam_likeness_items(likeness, 0)[1], ==, 1);
    g_assert_cmpuint(kam_likeness_buyers(likeness, 1), ==, 3);
    g_assert_cmpuint(kam_likeness_buyers(likeness, 3), ==, 1);
    kam_likeness_free(likeness);
}

static void
test_cosine__by_hand(void)
{
    KamLikeness *likeness = small();
    KamLikenessModel *model = make(likeness, (KamLikenessOptions) { .method = KAM_LIKENESS_COSINE });
    double score[4];

    g_assert_cmpint(kam_likeness_scores(model, 0, score), ==, KAM_CALC_OK);
    /* Account 0 has items 0 and 1. s(0,1) = 2 / sqrt(6), s(0,2) = 1 / 2, s(1,2) = 2 / sqrt(6). */
    assert_near(score[2], 0.5 + 2 / sqrt(6), 1e-6);
    assert_near(score[0], 2 / sqrt(6), 1e-6);
    assert_near(score[3], 0, 1e-12);
    kam_likeness_model_free(model);
    kam_likeness_free(likeness);
}

static void
test_cosine__keeps_the_nearest_only(void)
{
    KamLikeness *likeness = small();
    KamLikenessModel *model = make(likeness, (KamLikenessOptions) { .method = KAM_LIKENESS_COSINE, .neighbours = 1 });
    double score[4];

    /* The nearest of 0 is 1, that of 1 is 0 (equal to 2, the lower index first). */
    kam_likeness_scores(model, 0, score);
    assert_near(score[2], 0, 1e-12);
    assert_near(score[1], 2 / sqrt(6), 1e-6);
    kam_likeness_model_free(model);
    kam_likeness_free(likeness);
}

/* Random purchases: more accounts than items, or fewer. */
static KamLikeness *
random_purchases(guint32 seed, guint n_accounts, guint n_items, double density, guint8 *dense)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(seed);
    g_autofree guint32 *account = g_new(guint32, n_accounts * n_items);
    g_autofree guint32 *item = g_new(guint32, n_accounts * n_items);
    KamLikenessLines lines = { .account = account, .item = item, .n_accounts = n_accounts, .n_items = n_items };
    KamLikeness *likeness = NULL;

    memset(dense, 0, n_accounts * n_items);
    for (guint a = 0; a < n_accounts; a++)
        for (guint j = 0; j < n_items; j++)
            if (g_rand_double(dice) < density) {
                account[lines.n] = a;
                item[lines.n++] = j;
                dense[a * n_items + j] = 1;
            }
    g_assert_cmpint(kam_likeness_new(&lines, &likeness), ==, KAM_CALC_OK);
    return likeness;
}

/* EASE is the ridge regression of each item on all others: its weights minimise |x_j - X b|^2 + lambda |b|^2 with b_j =
 * 0, so that at them X_i'(x_j - X b) = lambda b_i for every i other than j. Scores of all accounts give X b. */
static void
check_ease(guint n_accounts, guint n_items)
{
    const double lambda = 2.5;
    g_autofree guint8 *x = g_new(guint8, n_accounts * n_items);
    KamLikeness *likeness = random_purchases(5, n_accounts, n_items, 0.3, x);
    KamLikenessModel *model =
        make(likeness, (KamLikenessOptions) { .method = KAM_LIKENESS_EASE, .regularisation = lambda });
    g_autofree double *score = g_new(double, n_accounts *n_items);
    g_autofree double *b = g_new0(double, n_items *n_items);

    for (guint a = 0; a < n_accounts; a++)
        g_assert_cmpint(kam_likeness_scores(model, a, score + a * n_items), ==, KAM_CALC_OK);
    /* b_i = X_i'(x_j - X b) / lambda for i != j; then X b must be the score again. */
    for (guint j = 0; j < n_items; j++)
        for (guint i = 0; i < n_items; i++)
            for (guint a = 0; i != j && a < n_accounts; a++)
                b[i * n_items + j] += x[a * n_items + i] * (x[a * n_items + j] - score[a * n_items + j]) / lambda;
    for (guint a = 0; a < n_accounts; a++)
        for (guint j = 0; j < n_items; j++) {
            double sum = 0;

            for (guint i = 0; i < n_items; i++)
                sum += x[a * n_items + i] * b[i * n_items + j];
            assert_near(sum, score[a * n_items + j], 1e-8);
        }
    kam_likeness_model_free(model);
    kam_likeness_free(likeness);
}

static void
test_ease__solves_its_equations_on_either_side(void)
{
    check_ease(40, 13);
    check_ease(13, 40);
}

static void
test_habit_and_popularity__count(void)
{
    KamLikeness *likeness = small();
    KamLikenessModel *habit = make(likeness, (KamLikenessOptions) { .method = KAM_LIKENESS_HABIT });
    KamLikenessModel *popular = make(likeness, (KamLikenessOptions) { .method = KAM_LIKENESS_POPULAR });
    double score[4];
    guint32 top[4];
    gsize n;

    g_assert_cmpint(kam_likeness_top(habit, 1, KAM_LIKENESS_ALL, 4, score, top, &n), ==, KAM_CALC_OK);
    g_assert_cmpuint(n, ==, 3);
    g_assert_cmpuint(top[0], ==, 0); /* twice */
    g_assert_cmpint(kam_likeness_top(popular, 3, KAM_LIKENESS_NEW, 2, score, top, &n), ==, KAM_CALC_OK);
    g_assert_cmpuint(n, ==, 2);
    g_assert_cmpuint(top[0], ==, 1);
    g_assert_cmpuint(top[1], ==, 0); /* as many buyers as 2, the lower index first */
    g_assert_cmpint(kam_likeness_top(habit, 1, KAM_LIKENESS_NEW, 4, score, top, &n), ==, KAM_CALC_OK);
    g_assert_cmpuint(n, ==, 0);
    kam_likeness_model_free(habit);
    kam_likeness_model_free(popular);
    kam_likeness_free(likeness);
}

/* Two tastes, and accounts that have bought most of theirs: what is missing is found at once. */
static void
test_taste__is_found(void)
{
    static const KamLikenessOptions options[] = { { .method = KAM_LIKENESS_COSINE },
                                                  { .method = KAM_LIKENESS_EASE, .regularisation = 5 } };
    g_autoptr(GRand) dice = g_rand_new_with_seed(3);
    guint32 account[60 * 20], item[60 * 20], missing[60];
    KamLikenessLines lines = { .account = account, .item = item, .n_accounts = 60, .n_items = 40 };
    KamLikeness *likeness = NULL;

    for (guint a = 0; a < 60; a++) {
        missing[a] = (a % 2) * 20 + (guint32)g_rand_int_range(dice, 0, 20);
        for (guint j = 0; j < 20; j++) {
            guint32 own = (a % 2) * 20 + j;

            if (own != missing[a] && g_rand_double(dice) < 0.7) {
                account[lines.n] = a;
                item[lines.n++] = own;
            }
        }
    }
    g_assert_cmpint(kam_likeness_new(&lines, &likeness), ==, KAM_CALC_OK);
    for (gsize m = 0; m < G_N_ELEMENTS(options); m++) {
        KamLikenessModel *model = make(likeness, options[m]);

        for (guint a = 0; a < 60; a++) {
            double score[40];
            guint32 top[3];
            gsize n;

            kam_likeness_top(model, a, KAM_LIKENESS_NEW, 3, score, top, &n);
            for (gsize i = 0; i < n; i++)
                g_assert_cmpuint(top[i] / 20, ==, a % 2);
        }
        kam_likeness_model_free(model);
    }
    kam_likeness_free(likeness);
}

static void
test_quality__by_hand(void)
{
    const guint32 first[] = { 3, 0, 1 }, second[] = { 2, 1, 0 };
    const guint8 relevant[] = { 1, 0, 0, 0, 1 };
    KamQuality quality = { .k = 3 };
    KamQualityResult result = { .accounts = 77 };

    g_assert_cmpint(kam_quality_result(&quality, &result), ==, KAM_CALC_TOO_FEW);
    kam_quality_add(&quality, first, 3, relevant, 2);
    kam_quality_add(&quality, second, 3, relevant, 0); /* nothing could have been right: left out */
    g_assert_cmpint(kam_quality_result(&quality, &result), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpuint(result.accounts, ==, 77);
    kam_quality_add(&quality, second, 2, relevant, 2);
    g_assert_cmpint(kam_quality_result(&quality, &result), ==, KAM_CALC_OK);
    g_assert_cmpuint(result.accounts, ==, 2);
    assert_near(result.hit_rate.value, 0.5, 1e-15);
    assert_near(result.hit_rate.std_error, 0.5, 1e-15);
    assert_near(result.precision.value, 1.0 / 6, 1e-15);
    assert_near(result.recall.value, 0.25, 1e-15);
    /* 1 / log2(3) of a best 1 + 1 / log2(3), and nothing. */
    assert_near(result.ndcg.value, (1 / log2(3)) / (1 + 1 / log2(3)) / 2, 1e-15);
}

static void
test_statuses(void)
{
    const guint32 one[] = { 0 }, five[] = { 5 };
    const double zero[] = { 0 }, infinite[] = { INFINITY };
    const KamLikenessLines wrong[] = {
        { .n = 1, .account = five, .item = one, .n_accounts = 4, .n_items = 4 },
        { .n = 1, .account = one, .item = five, .n_accounts = 4, .n_items = 4 },
        { .n = 1, .account = one, .item = one, .weight = zero, .n_accounts = 4, .n_items = 4 },
        { .n = 1, .account = one, .item = one, .weight = infinite, .n_accounts = 4, .n_items = 4 },
    };
    const KamLikenessLines none = { .n = 0, .n_accounts = 4, .n_items = 4 };
    const KamLikenessOptions bad = { .method = KAM_LIKENESS_METHODS };
    const KamLikenessOptions flat = { .method = KAM_LIKENESS_EASE, .regularisation = 0 };
    const KamLikenessOptions ease = { .method = KAM_LIKENESS_EASE, .regularisation = 1 };
    const KamLikenessLines large = { .n = 1, .account = one, .item = one, .n_accounts = 2000, .n_items = 2000 };
    KamLikeness *likeness = NULL;
    KamLikenessModel *model = NULL;
    double score[4];

    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++)
        g_assert_cmpint(kam_likeness_new(&wrong[i], &likeness), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_likeness_new(&none, &likeness), ==, KAM_CALC_EMPTY);
    g_assert_null(likeness);
    likeness = small();
    g_assert_cmpint(kam_likeness_model_new(likeness, &bad, &model), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_likeness_model_new(likeness, &flat, &model), ==, KAM_CALC_DOMAIN);
    g_assert_null(model);
    model = make(likeness, ease);
    g_assert_cmpint(kam_likeness_scores(model, 4, score), ==, KAM_CALC_DOMAIN);
    kam_likeness_model_free(model);
    kam_likeness_free(likeness);
    g_assert_cmpint(kam_likeness_new(&large, &likeness), ==, KAM_CALC_OK);
    g_assert_cmpint(kam_likeness_model_new(likeness, &ease, &model), ==, KAM_CALC_TOO_FEW);
    kam_likeness_free(likeness);
    for (int m = 0; m < KAM_LIKENESS_METHODS; m++)
        g_assert_nonnull(kam_likeness_method_name((KamLikenessMethod)m));
    g_assert_null(kam_likeness_method_name(KAM_LIKENESS_METHODS));
    kam_likeness_free(NULL);
    kam_likeness_model_free(NULL);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/likeness/matrix/rows_and_columns", test_matrix__rows_and_columns);
    g_test_add_func("/likeness/cosine/by_hand", test_cosine__by_hand);
    g_test_add_func("/likeness/cosine/keeps_the_nearest_only", test_cosine__keeps_the_nearest_only);
    g_test_add_func("/likeness/ease/solves_its_equations_on_either_side",
                    test_ease__solves_its_equations_on_either_side);
    g_test_add_func("/likeness/habit_and_popularity/count", test_habit_and_popularity__count);
    g_test_add_func("/likeness/taste/is_found", test_taste__is_found);
    g_test_add_func("/likeness/quality/by_hand", test_quality__by_hand);
    g_test_add_func("/likeness/statuses", test_statuses);
    return g_test_run();
}
