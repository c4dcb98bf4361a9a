/* Dependency of facts made by hand; every expected number is worked out beside it. */
#include <math.h>
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
    question.months = question.months == 0 ? 12 : question.months;
    question.fixed_cost_micro = question.fixed_cost_micro == 0 ? KAM_DEPENDENCY_NO_AMOUNT : question.fixed_cost_micro;
    question.loss_micro = question.loss_micro == 0 ? KAM_DEPENDENCY_NO_AMOUNT : question.loss_micro;
    analysis = kam_dependency_analysis_new(facts, 1, &question, &plain, NULL, &error);
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

    g_assert_true(first->has_first_day && first->first_day == kam_day_from_civil(2024, 5, 10));
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

/* 600 are reached by the first, 601 by two, 1001 by nobody. */
static void
test_least__for_a_loss(void)
{
    static const gint64 losses[] = { 600, 601, 1001 };
    static const guint lost[] = { 1, 2, 0 };
    g_autoptr(KamFacts) facts = make_facts();

    for (guint i = 0; i < G_N_ELEMENTS(losses); i++) {
        g_autoptr(KamDependencyAnalysis) a =
            analyse(facts, (KamDependencyQuestion) { .loss_micro = losses[i] * KAM_MICRO });

        g_assert_cmpint(a->has_least_for_loss, ==, lost[i] > 0);
        if (lost[i] > 0)
            g_assert_cmpuint(a->least_for_loss.lost->len, ==, lost[i]);
    }
}

/* C is B's: whoever of them is named, both go; one by one, since rows are of accounts. */
static void
test_groups__are_lost_whole_among_accounts(void)
{
    const gint64 of_group[] = { 13 }, both[] = { 12, 13 };
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamDependencyAnalysis) a =
        analyse(facts, (KamDependencyQuestion) { .lose_groups = of_group, .n_lose_groups = 1 });
    g_autoptr(KamDependencyAnalysis) b = analyse(facts, (KamDependencyQuestion) {
                                                            .lose = both,
                                                            .n_lose = 2,
                                                            .lose_groups = of_group,
                                                            .n_lose_groups = 1,
                                                        });

    g_assert_cmpuint(a->stress.lost->len, ==, 2);
    g_assert_cmpint(a->stress.after.net_micro, ==, 600 * KAM_MICRO);
    g_assert_cmpuint(b->stress.lost->len, ==, 2);
}

/* --- chances --- */

static const KamClvFit unsure = { .covariance = { 0.04, 0, 0, 0, 0, 0.09 } };

/* 0.2 of 1000 and 0.5 of 3000. */
static KamRisk
make_risk(void)
{
    const KamClvChance one = { 0.2, { 1, 0, 0, 0 } }, other = { 0.5, { 0, 2, 0, 0 } };
    KamRisk risk = { 0 };

    kam_risk_add(&risk, 1000, &one);
    kam_risk_add(&risk, 3000, &other);
    return risk;
}

static void
test_risk__sums_with_its_errors(void)
{
    const KamRisk risk = make_risk();
    KamRiskEstimate share, loss;
    double odds = log(1700.0 / 2300), error;

    g_assert_cmpfloat_with_epsilon(risk.amount, 1700, 1e-9);
    g_assert_cmpfloat_with_epsilon(risk.slope[0], 1000 * 0.16, 1e-9);
    g_assert_cmpfloat_with_epsilon(risk.slope[1], 3000 * 0.25 * 2, 1e-9);
    /* of the log odds: sqrt(0.04 160^2 + 0.09 1500^2) / (4000 p (1 - p)) */
    error = sqrt(0.04 * 160 * 160 + 0.09 * 1500 * 1500) / (4000 * 0.425 * 0.575);
    share = kam_risk_share(&risk, 4000, &unsure);
    g_assert_cmpfloat_with_epsilon(share.value, 0.425, 1e-12);
    g_assert_cmpfloat_with_epsilon(log(share.lower / (1 - share.lower)), odds - 1.6448536 * error, 1e-6);
    loss = kam_risk_estimate(&risk, 4000, (double)NAN, &unsure);
    g_assert_cmpfloat_with_epsilon(loss.upper, 4000 * share.upper, 1e-9);
    /* and a year that differs by 900: sqrt of the squares of both distances */
    loss = kam_risk_estimate(&risk, 4000, 900, &unsure);
    g_assert_cmpfloat_with_epsilon(loss.upper, 1700 + hypot(4000 * share.upper - 1700, 0.425 * 900), 1e-9);
    g_assert_cmpfloat_with_epsilon(loss.lower, 1700 - hypot(1700 - 4000 * share.lower, 0.425 * 900), 1e-9);
    g_assert_true(isnan(kam_risk_share(&risk, 0, &unsure).value));
}

static void
test_risk__of_all_and_any(void)
{
    const KamClvChance one = { 0.2, { 1, 0, 0, 0 } }, other = { 0.5, { 0, 2, 0, 0 } };
    KamRiskTogether together;
    KamRiskEstimate all, any;

    kam_risk_together_init(&together);
    g_assert_true(isnan(kam_risk_together_all(&together, &unsure).value));
    kam_risk_together_add(&together, &one);
    kam_risk_together_add(&together, &other);
    all = kam_risk_together_all(&together, &unsure);
    any = kam_risk_together_any(&together, &unsure);
    g_assert_cmpfloat_with_epsilon(all.value, 0.1, 1e-12);
    g_assert_cmpfloat_with_epsilon(any.value, 0.6, 1e-12);
    g_assert_cmpfloat_with_epsilon(together.least, 0.2, 1e-15);
    g_assert_cmpfloat_with_epsilon(together.most, 0.5, 1e-15);
    /* ln 0.1 moves by 0.8 and 0.5 x 2: the log odds by 1/0.9 of that */
    g_assert_cmpfloat_with_epsilon(log(all.upper / (1 - all.upper)),
                                   log(1 / 9.0) + 1.6448536 * sqrt(0.04 * 0.64 + 0.09) / 0.9, 1e-6);
    /* ln 0.4 moves by -0.2 and -0.5 x 2 */
    g_assert_cmpfloat_with_epsilon(log(any.upper / (1 - any.upper)),
                                   log(1.5) + 1.6448536 * sqrt(0.04 * 0.04 + 0.09) / 0.6, 1e-6);
}

/* Whether at least so much is lost, over all 2^10 cases. */
static double
count_cases(const KamRiskStake stakes[10], double limit)
{
    double above = 0;

    for (guint lost = 0; lost < 1024; lost++) {
        double chance = 1, sum = 0;

        for (guint i = 0; i < 10; i++) {
            gboolean is_lost = (lost >> i) & 1;

            chance *= is_lost ? stakes[i].probability : 1 - stakes[i].probability;
            sum += is_lost ? stakes[i].amount : 0;
        }
        above += sum > limit ? chance : 0;
    }
    return above;
}

static void
test_risk__law_of_the_whole(void)
{
    const KamRiskStake stakes[10] = { { 500, 0.1 },   { 310.5, 0.05 }, { 120, 0.3 }, { -80, 0.3 }, { 77, 0.2 },
                                      { 60.25, 0.9 }, { 40, 0 },       { 33, 1 },    { 12, 0.4 },  { 5, 0.5 } };
    g_autofree KamRiskStake *many = g_new(KamRiskStake, 2000);

    for (double limit = -60.1; limit < 1300; limit += 87.3)
        g_assert_cmpfloat_with_epsilon(kam_risk_chance_above(stakes, 10, limit), count_cases(stakes, limit), 0.02);
    g_assert_cmpfloat(kam_risk_chance_above(stakes, 0, 1), ==, 0);
    /* 2,000 alike: as the normal law of 200 +- sqrt(180) */
    for (guint i = 0; i < 2000; i++)
        many[i] = (KamRiskStake) { 1, 0.1 };
    g_assert_cmpfloat_with_epsilon(kam_risk_chance_above(many, 2000, 200), 0.5, 0.02);
    g_assert_cmpfloat_with_epsilon(kam_risk_chance_above(many, 2000, 200 + sqrt(180)), 0.158655, 0.01);
}

/* Everybody buys by chance until the last month: nobody can be told to have been lost, though all may fall silent. */
static void
test_chances__of_whom_nobody_was_lost(void)
{
    Builder *b = builder_new("EUR");
    g_autoptr(GRand) rand = g_rand_new_with_seed(3);
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamDependencyAnalysis) a = NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    KamJson json;

    for (guint i = 0; i < 60; i++) {
        g_autofree char *number = g_strdup_printf("%u", i);

        for (gint32 day = g_rand_int_range(rand, 0, 20); day < 500; day += g_rand_int_range(rand, 1, 40)) {
            char iso[11];

            kam_day_to_iso(19700 + day, iso);
            ADD(b, .account = number, .day = iso, .net = 100);
        }
    }
    facts = builder_finish(b);
    a = analyse(facts, (KamDependencyQuestion) { 0 });
    g_assert_cmpint(a->losses->status, ==, KAM_CALC_OK);
    g_assert_false(kam_dependency_knows_chances(a));
    g_assert_true(isnan(kam_dependency_probability(a, row_at(a, 0)).value));
    g_assert_true(isnan(kam_dependency_net_loss(a, row_at(a, 0)).value));
    g_assert_true(kam_dependency_silence(a, row_at(a, 0)).value > 0);
    kam_json_init(&json, out, 0);
    kam_dependency_analysis_to_json(a, 0, &json);
    g_assert_nonnull(strstr(out->str, "\"probability_reason\":\"not enough data: they show nobody who was lost"));
    g_assert_nonnull(strstr(out->str, "\"probability_of_loss\":null"));
}

static double
normal(GRand *rand)
{
    return sqrt(-2 * log(1 - g_rand_double(rand))) * cos(2 * G_PI * g_rand_double(rand));
}

/* A customer with a true chance and a true year: nine of ten intervals hold what is to be expected, whichever is the
 * less sure. */
static void
test_risk__interval_holds_the_loss(void)
{
    static const double chances[] = { 0.05, 0.3, 0.8 }, errors[] = { 0.05, 0.4 }, wobbles[] = { 0.2, 1 };
    g_autoptr(GRand) rand = g_rand_new_with_seed(4);

    for (guint c = 0; c < 12; c++) {
        double p = chances[c % 3], error = errors[c / 3 % 2], wobble = wobbles[c / 6], odds = log(p / (1 - p));
        const KamClvFit fit = { .covariance = { error * error } };
        guint held = 0;

        for (guint draw = 0; draw < 2000; draw++) {
            KamClvChance told = { 1 / (1 + exp(-odds - error * normal(rand))), { 1, 0, 0, 0 } };
            KamRiskEstimate loss;
            KamRisk risk = { 0 };
            double year = 0;

            for (guint month = 0; month < 12; month++)
                year += 100 * (1 + wobble * normal(rand) / sqrt(3));
            kam_risk_add(&risk, year, &told);
            loss = kam_risk_estimate(&risk, year, 1.6448536 * 100 * wobble * 2, &fit);
            held += loss.lower <= p * 1200 && p * 1200 <= loss.upper;
        }
        g_test_message("p %g, error %g, wobble %g: %g", p, error, wobble, held / 2000.0);
        g_assert_cmpfloat_with_epsilon(held / 2000.0, 0.9, 0.03);
    }
}

/* A firm whose customers buy by chance: what is told of rows and sets is what libkamen says of each account. */
static void
test_chances__are_those_of_the_accounts(void)
{
    g_autoptr(KamFacts) facts = make_random_firm(5, 1, FALSE);
    gint64 two[] = { 1, 2 };
    KamRiskEstimate chance, loss, all;
    const KamDependencyHolder *x, *y;

    for (guint i = 0; i < facts->accounts->len; i++)
        g_array_index(facts->accounts, KamFactAccount, i).id = i + 1;
    for (gint months = 6; months <= 24; months += 18) {
        g_autoptr(KamDependencyAnalysis) a =
            analyse(facts, (KamDependencyQuestion) { .months = months, .lose = two, .n_lose = 2 });
        const KamClvLoss *losses = a->losses->loss;

        g_assert_true(kam_dependency_knows_chances(a));
        x = kam_dependency_find(a, 0);
        y = kam_dependency_find(a, 1);
        chance = kam_dependency_probability(a, x);
        g_assert_cmpfloat_with_epsilon(chance.value, losses[0].lost.probability, 1e-12);
        g_assert_true(chance.lower < chance.value && chance.value < chance.upper);
        g_assert_cmpfloat_with_epsilon(kam_dependency_silence(a, x).value, losses[0].silent.probability, 1e-12);
        g_assert_cmpfloat_with_epsilon(kam_dependency_lost_today(a, x), losses[0].today, 1e-12);
        loss = kam_dependency_set_net_loss(a, &a->stress);
        g_assert_cmpfloat_with_epsilon(loss.value,
                                       kam_dependency_net_loss(a, x).value + kam_dependency_net_loss(a, y).value, 1e-6);
        all = kam_risk_together_all(&a->stress.together, &a->losses->fit);
        g_assert_cmpfloat_with_epsilon(all.value, losses[0].lost.probability * losses[1].lost.probability, 1e-12);
    }
}

static void
test_unknown__account_is_refused(void)
{
    const gint64 stranger[] = { 99 };
    const KamDependencyQuestion question = { .n = 5,
                                             .months = 12,
                                             .fixed_cost_micro = KAM_DEPENDENCY_NO_AMOUNT,
                                             .loss_micro = KAM_DEPENDENCY_NO_AMOUNT,
                                             .lose = stranger,
                                             .n_lose = 1 };
    KamDependencyQuestion of_group = question;
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(GError) error = NULL;

    g_assert_null(kam_dependency_analysis_new(facts, 1, &question, &plain, NULL, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
    g_clear_error(&error);
    of_group.lose_groups = stranger;
    of_group.n_lose_groups = 1;
    of_group.n_lose = 0;
    g_assert_null(kam_dependency_analysis_new(facts, 1, &of_group, &plain, NULL, &error));
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
    g_test_add_func("/analyze/dependency/for_loss", test_least__for_a_loss);
    g_test_add_func("/analyze/dependency/whole_groups", test_groups__are_lost_whole_among_accounts);
    g_test_add_func("/analyze/dependency/risk", test_risk__sums_with_its_errors);
    g_test_add_func("/analyze/dependency/together", test_risk__of_all_and_any);
    g_test_add_func("/analyze/dependency/law", test_risk__law_of_the_whole);
    g_test_add_func("/analyze/dependency/nobody", test_chances__of_whom_nobody_was_lost);
    g_test_add_func("/analyze/dependency/interval", test_risk__interval_holds_the_loss);
    g_test_add_func("/analyze/dependency/chances", test_chances__are_those_of_the_accounts);
    g_test_add_func("/analyze/dependency/unknown", test_unknown__account_is_refused);
    return g_test_run();
}
