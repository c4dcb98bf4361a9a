/* What the assortment does when the method that did best on trial cannot be used on all purchases. */
#include <string.h>

#include "base/decimal.h"
#include "service/analysis/assortment_parts.h"
#include "support.h"

/* One more on each side than EASE takes. */
#define MANY (KAM_LIKENESS_EASE_LIMIT + 1)

/* Each of many accounts buys its own item and the next one's. */
static KamLikeness *
make_purchases(void)
{
    g_autofree guint32 *account = g_new(guint32, 2 * MANY), *item = g_new(guint32, 2 * MANY);
    const KamLikenessLines lines = {
        .n = 2 * MANY, .account = account, .item = item, .n_accounts = MANY, .n_items = MANY
    };
    KamLikeness *likeness = NULL;

    for (guint32 i = 0; i < 2 * MANY; i++) {
        account[i] = i / 2;
        item[i] = (i / 2 + i % 2) % MANY;
    }
    g_assert_cmpint(kam_likeness_new(&lines, &likeness), ==, KAM_CALC_OK);
    return likeness;
}

/* EASE first, cosine second, popular third. */
static void
set_trials(KamAssortmentAnalysis *analysis)
{
    memset(analysis, 0, sizeof *analysis);
    for (KamLikenessMethod m = 0; m < KAM_LIKENESS_METHODS; m++)
        analysis->fresh[m].status = KAM_CALC_TOO_FEW;
    analysis->fresh[KAM_LIKENESS_POPULAR] = (KamAssortmentTrial) { .quality.ndcg.value = 0.2 };
    analysis->fresh[KAM_LIKENESS_COSINE] = (KamAssortmentTrial) { .quality.ndcg.value = 0.4 };
    analysis->fresh[KAM_LIKENESS_EASE] = (KamAssortmentTrial) { .quality.ndcg.value = 0.5 };
    analysis->best = KAM_LIKENESS_EASE;
    analysis->regularisation = 100;
}

static void
test_fit__too_many_for_the_best_takes_the_next_best(void)
{
    KamLikeness *likeness = make_purchases();
    KamAssortmentAnalysis analysis;
    KamLikenessModel *model;
    g_autofree char *note = NULL;

    set_trials(&analysis);
    model = kam_assortment_fit(&analysis, likeness);
    g_assert_nonnull(model);
    g_assert_cmpint(analysis.guessed_by, ==, KAM_LIKENESS_COSINE);
    g_assert_cmpint(analysis.best, ==, KAM_LIKENESS_EASE);
    g_assert_cmpint(analysis.best_status, ==, KAM_CALC_TOO_FEW);
    note = kam_assortment_analysis_dup_note(&analysis);
    g_assert_nonnull(strstr(note, "ease did best"));
    g_assert_nonnull(strstr(note, "next best, cosine"));
    kam_likeness_model_free(model);
    kam_likeness_free(likeness);
}

static void
test_fit__nothing_tried_fits_is_no_model(void)
{
    KamLikeness *likeness = make_purchases();
    KamAssortmentAnalysis analysis;

    set_trials(&analysis);
    analysis.fresh[KAM_LIKENESS_COSINE].status = analysis.fresh[KAM_LIKENESS_POPULAR].status = KAM_CALC_TOO_FEW;
    g_assert_null(kam_assortment_fit(&analysis, likeness));
    kam_likeness_free(likeness);
}

/* Customers of one taste; half of them begin with what they lacked in the last quarter. */
static KamFacts *
make_facts(void)
{
    Builder *b = builder_new("EUR");

    for (guint customer = 0; customer < 12; customer++)
        for (guint product = 0; product < 4; product++) {
            g_autofree char *number = g_strdup_printf("%u", customer), *name = g_strdup_printf("P%u", product);

            if (product != customer % 4)
                builder_add_monthly(
                    b, (FactLine) { .account = number, .product = name, .day = "2024-01-10", .net = 100 }, 12);
            else if (customer < 6)
                builder_add(b, (FactLine) { .account = number, .product = name, .day = "2024-11-20", .net = 50 });
        }
    return builder_finish(b);
}

static KamAssortmentAnalysis *
analyse(const KamFacts *facts)
{
    static const KamAnalysisOptions plain = { .basis = KAM_BASIS_PRODUCTS,
                                              .from_day = KAM_DAY_NONE,
                                              .until_day = KAM_DAY_NONE };
    g_autoptr(GError) error = NULL;
    KamAssortmentAnalysis *analysis = kam_assortment_analysis_new(facts, 1, KAM_BY_PRODUCT, &plain, &error);

    g_assert_no_error(error);
    return analysis;
}

static char *
json_of(const KamAssortmentAnalysis *analysis)
{
    GString *out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 0);
    kam_assortment_analysis_to_json(analysis, 0, &json);
    return g_string_free(out, FALSE);
}

static void
test_note__is_told_only_when_there_is_one(void)
{
    g_autoptr(KamFacts) facts = make_facts();
    g_autoptr(KamAssortmentAnalysis) analysis = analyse(facts);
    g_autofree char *plain = json_of(analysis), *noted = NULL;
    g_autoptr(GString) plain_csv = kam_assortment_analysis_to_csv(analysis, 0), noted_csv = NULL;

    g_assert_cmpint(analysis->guessed_by, ==, analysis->best);
    g_assert_null(strstr(plain, "guessed_by"));
    g_assert_null(strstr(plain_csv->str, ",note"));
    analysis->best_status = KAM_CALC_TOO_FEW;
    noted = json_of(analysis);
    noted_csv = kam_assortment_analysis_to_csv(analysis, 0);
    g_assert_nonnull(strstr(noted, "\"guessed_by_reason\":\""));
    g_assert_nonnull(strstr(noted_csv->str, ",worth_error,note\n"));
    g_assert_nonnull(strstr(noted_csv->str, "did best on trial"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/analyze/assortment/next-best", test_fit__too_many_for_the_best_takes_the_next_best);
    g_test_add_func("/analyze/assortment/none", test_fit__nothing_tried_fits_is_no_model);
    g_test_add_func("/analyze/assortment/note", test_note__is_told_only_when_there_is_one);
    return g_test_run();
}
