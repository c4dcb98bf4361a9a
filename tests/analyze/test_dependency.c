/* Dependency of facts made by hand; every expected number is worked out beside it. */
#include <string.h>

#include "base/decimal.h"
#include "base/error.h"
#include "service/analysis/dependency.h"
#include "support.h"

static const KamAnalysisOptions plain = { .basis = KAM_BASIS_PRODUCTS,
                                          .from_day = KAM_DAY_NONE,
                                          .until_day = KAM_DAY_NONE };

/* A year of 2025: net A 600, B 300, C 100; contribution 200, 150, 50. A bought in 2024, too, for 9000. C is B's. */
static KamFacts *
make_facts(void)
{
    Builder *b = builder_new("EUR");
    KamFacts *facts;

    ADD(b, .account = "A", .day = "2024-05-10", .net = 9000, .cost = 1, .has_cost = TRUE);
    ADD_MONTHLY(b, 12, .account = "A", .day = "2025-01-10", .net = 50, .cost = 50 - 200.0 / 12, .has_cost = TRUE);
    ADD(b, .account = "B", .day = "2025-02-10", .net = 200, .cost = 100, .has_cost = TRUE);
    ADD(b, .account = "B", .day = "2025-08-10", .net = 100, .cost = 50, .has_cost = TRUE);
    ADD(b, .account = "C", .day = "2025-12-31", .net = 100, .cost = 50, .has_cost = TRUE);
    facts = builder_finish(b);
    for (guint i = 0; i < facts->accounts->len; i++)
        g_array_index(facts->accounts, KamFactAccount, i).id = i + 11;
    g_array_index(facts->accounts, KamFactAccount, 2).parent_id = 12;
    g_array_index(facts->accounts, KamFactAccount, 2).head_id = 12;
    return facts;
}

static KamDependencyAnalysis *
analyse(const KamFacts *facts, KamDependencyQuestion question)
{
    g_autoptr(GError) error = NULL;
    KamDependencyAnalysis *analysis;

    question.n = question.n == 0 ? 20 : question.n;
    question.fixed_cost_micro = question.fixed_cost_micro == 0 ? KAM_DEPENDENCY_NO_COST : question.fixed_cost_micro;
    analysis = kam_dependency_analysis_new(facts, 1, &question, &plain, &error);
    g_assert_no_error(error);
    return analysis;
}

static const KamDependencyHolder *
row_at(const KamDependencyAnalysis *analysis, guint i)
{
    g_assert_cmpuint(i, <, analysis->list->len);
    return &g_array_index(analysis->list, KamDependencyHolder, i);
}

static void
test_losses__of_each_by_hand(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamDependencyAnalysis) a =
        analyse(facts, (KamDependencyQuestion) { .fixed_cost_micro = 250 * KAM_MICRO });
    const KamDependencyHolder *first = row_at(a, 0);

    g_assert_cmpint(a->whole.net_micro, ==, 1000 * KAM_MICRO);
    g_assert_cmpuint(a->n_holders, ==, 3);
    /* 0.36 + 0.09 + 0.01 */
    g_assert_cmpfloat_with_epsilon(a->whole.hhi, 0.46, 1e-12);
    g_assert_cmpint(first->net_micro, ==, 600 * KAM_MICRO);
    g_assert_cmpfloat_with_epsilon(first->share, 0.6, 1e-15);
    g_assert_cmpint(first->after.net_micro, ==, 400 * KAM_MICRO);
    /* (300^2 + 100^2) / 400^2 */
    g_assert_cmpfloat_with_epsilon(first->after.hhi, 0.625, 1e-12);
    g_assert_cmpfloat_with_epsilon(kam_dependency_cover(a, &a->whole), 400.0 / 250, 1e-6);
    g_assert_cmpfloat_with_epsilon(kam_dependency_cover(a, &first->after), 200.0 / 250, 1e-6);
    g_assert_cmpuint(a->n_periods, ==, 7); /* 2024-Q2 to 2025-Q4 */
}

static void
test_losses__without_fixed_cost_say_so(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamDependencyAnalysis) a = analyse(facts, (KamDependencyQuestion) { 0 });
    g_autoptr(GString) out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 0);
    kam_dependency_analysis_to_json(a, 0, &json);
    g_assert_nonnull(strstr(out->str, "\"fixed_cost\":null,\"fixed_cost_reason\":\"not known"));
    g_assert_nonnull(strstr(out->str, "\"cover\":null,\"result\":null"));
    g_assert_nonnull(strstr(out->str, "\"least_set\":null,\"least_set_reason\":\"not known"));
    g_assert_nonnull(strstr(out->str, "\"stress\":null"));
}

static void
test_stress__counts_each_once(void)
{
    const gint64 twice[] = { 11, 12, 11 }, nothing[] = { 0 };
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamDependencyAnalysis) a = analyse(facts, (KamDependencyQuestion) { .lose = twice, .n_lose = 3 });
    g_autoptr(KamDependencyAnalysis) none = analyse(facts, (KamDependencyQuestion) { .lose = nothing, .n_lose = 0 });

    g_assert_cmpuint(a->stress.lost->len, ==, 2);
    g_assert_cmpint(a->stress.after.net_micro, ==, 100 * KAM_MICRO);
    g_assert_cmpfloat_with_epsilon(a->stress.after.hhi, 1, 1e-9);
    g_assert_false(none->has_stress);
}

/* Any two lost together are what each takes; in whichever order. */
static void
test_stress__is_the_sum_of_its_parts(void)
{
    g_autoptr(KamFacts) facts = make_random_firm(3, 1, FALSE);

    for (guint i = 0; i < facts->accounts->len; i++)
        g_array_index(facts->accounts, KamFactAccount, i).id = i + 1;
    for (gint64 one = 1; one < 20; one += 3) {
        const gint64 forth[] = { one, one + 1 }, back[] = { one + 1, one };
        g_autoptr(KamDependencyAnalysis) a = analyse(facts, (KamDependencyQuestion) { .lose = forth, .n_lose = 2 });
        g_autoptr(KamDependencyAnalysis) b = analyse(facts, (KamDependencyQuestion) { .lose = back, .n_lose = 2 });
        const KamDependencyHolder *x = kam_dependency_find(a, (guint32)one - 1),
                                  *y = kam_dependency_find(a, (guint32)one);
        gint64 lost = (x == NULL ? 0 : x->net_micro) + (y == NULL ? 0 : y->net_micro);

        g_assert_cmpint(a->whole.net_micro - a->stress.after.net_micro, ==, lost);
        g_assert_cmpint(a->stress.after.contribution_micro, ==, b->stress.after.contribution_micro);
        g_assert_cmpfloat_with_epsilon(a->stress.after.hhi, b->stress.after.hhi, 1e-12);
    }
}

static void
test_groups__lose_their_head_with_all_below(void)
{
    const gint64 unit[] = { 13 };
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamDependencyAnalysis) a =
        analyse(facts, (KamDependencyQuestion) { .by_group = TRUE, .lose = unit, .n_lose = 1 });

    g_assert_cmpuint(a->n_holders, ==, 2);
    g_assert_cmpint(row_at(a, 1)->net_micro, ==, 400 * KAM_MICRO);
    g_assert_cmpuint(g_array_index(a->stress.lost, guint32, 0), ==, 1);
    g_assert_cmpint(a->stress.after.net_micro, ==, 600 * KAM_MICRO);
}

/* 400 cover 250; without A's 200 no more: one suffices. To break 150 it takes A and B: 50 is left. */
static void
test_least__set_is_the_fewest(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamDependencyAnalysis) one =
        analyse(facts, (KamDependencyQuestion) { .fixed_cost_micro = 250 * KAM_MICRO });
    g_autoptr(KamDependencyAnalysis) two =
        analyse(facts, (KamDependencyQuestion) { .fixed_cost_micro = 150 * KAM_MICRO });
    g_autoptr(KamDependencyAnalysis) never =
        analyse(facts, (KamDependencyQuestion) { .fixed_cost_micro = 900 * KAM_MICRO });

    g_assert_true(one->has_least && one->least.lost->len == 1);
    g_assert_true(two->has_least && two->least.lost->len == 2);
    g_assert_cmpint(two->least.after.contribution_micro, <, 150 * KAM_MICRO);
    g_assert_false(never->has_least); /* it is not covered as it is */
}

static void
test_expected__is_chance_times_amount(void)
{
    const KamDependencyHolder row = { .net_micro = 1200 * KAM_MICRO, .probability_of_loss = 0.25, .spread = 100 };
    double loss, lower, upper;

    kam_dependency_expected_loss(&row, &loss, &lower, &upper);
    g_assert_cmpfloat_with_epsilon(loss, 300, 1e-9);
    g_assert_cmpfloat_with_epsilon(lower, 0.25 * (1200 - 164.48536), 1e-4);
    g_assert_cmpfloat_with_epsilon(upper, 0.25 * (1200 + 164.48536), 1e-4);
}

static void
test_unknown__account_is_refused(void)
{
    const gint64 stranger[] = { 99 };
    const KamDependencyQuestion question = {
        .n = 5, .fixed_cost_micro = KAM_DEPENDENCY_NO_COST, .lose = stranger, .n_lose = 1
    };
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(GError) error = NULL;

    g_assert_null(kam_dependency_analysis_new(facts, 1, &question, &plain, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/analyze/dependency/each", test_losses__of_each_by_hand);
    g_test_add_func("/analyze/dependency/no_cost", test_losses__without_fixed_cost_say_so);
    g_test_add_func("/analyze/dependency/once", test_stress__counts_each_once);
    g_test_add_func("/analyze/dependency/sum", test_stress__is_the_sum_of_its_parts);
    g_test_add_func("/analyze/dependency/groups", test_groups__lose_their_head_with_all_below);
    g_test_add_func("/analyze/dependency/least", test_least__set_is_the_fewest);
    g_test_add_func("/analyze/dependency/expected", test_expected__is_chance_times_amount);
    g_test_add_func("/analyze/dependency/unknown", test_unknown__account_is_refused);
    return g_test_run();
}
