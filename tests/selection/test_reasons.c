/* The sentences of reasons: whole in all languages. */
#include <math.h>

#include "service/selection/reason_words.h"

static void
test_messages(void)
{
    for (guint i = 0; i < KAM_REASON_MESSAGES; i++) {
        g_autofree char *wrong = kam_language_check(kam_reason_message(i));

        g_assert_cmpstr(wrong, ==, NULL);
        g_assert_true(i >= KAM_REASON_N || kam_reason_code_name(i) != NULL);
    }
}

static void
assert_said(const KamSelection *selection, KamReason reason, KamLanguage language, const char *words)
{
    g_autofree char *said = kam_reason_say(selection, &reason, language);

    g_assert_cmpstr(said, ==, words);
}

/* A span that is open to one side is half a condition, and nearly all is not all. */
static void
test_sentences(void)
{
    char name_en[] = "Growth", name_sr[] = "Rast", measure[] = "growth";
    KamCriterion growth = { .name_en = name_en, .name_sr = name_sr, .measure = measure };
    g_autoptr(GArray) criteria = g_array_new(FALSE, FALSE, sizeof growth);
    const KamSelection selection = { .criteria = criteria };

    g_array_append_val(criteria, growth);
    assert_said(&selection, (KamReason) { KAM_REASON_ONLY_IF, 0, 0, 0.25, 0.5 }, KAM_LANGUAGE_EN,
                "A key account while Growth weighs from 25% to 50%.");
    assert_said(&selection, (KamReason) { KAM_REASON_ONLY_IF, 0, 0, 0, 0.5 }, KAM_LANGUAGE_EN,
                "A key account while Growth weighs less than 50%.");
    assert_said(&selection, (KamReason) { KAM_REASON_ONLY_IF, 0, 0, 0.25, 1 }, KAM_LANGUAGE_EN,
                "A key account while Growth weighs more than 25%.");
    assert_said(&selection, (KamReason) { KAM_REASON_ONLY_IF, 0, 0, 0.25, 1 }, KAM_LANGUAGE_SR,
                "Ključni je kupac dok Rast ima ponder iznad 25%.");
    assert_said(&selection, (KamReason) { KAM_REASON_SURE_IN, -1, 0, 0.9996, NAN }, KAM_LANGUAGE_EN,
                "In >99% of all weightings it is a key account.");
    assert_said(&selection, (KamReason) { KAM_REASON_ONE_OPINION, 0, 0, 0.8, NAN }, KAM_LANGUAGE_EN,
                "Growth: 80% of the points, by one person alone; ask a second one.");
}

/* A name in Serbian serves both of its alphabets. */
static void
test_names(void)
{
    char en[] = "Growth", sr[] = "Rast";
    const KamCriterion criterion = { .name_en = en, .name_sr = sr };

    g_assert_cmpstr(kam_criterion_name(&criterion, KAM_LANGUAGE_EN), ==, "Growth");
    g_assert_cmpstr(kam_criterion_name(&criterion, KAM_LANGUAGE_SR), ==, "Rast");
    g_assert_cmpstr(kam_criterion_name(&criterion, KAM_LANGUAGE_SR_CYRL), ==, "Rast");
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/reasons/messages", test_messages);
    g_test_add_func("/reasons/sentences", test_sentences);
    g_test_add_func("/reasons/names", test_names);
    return g_test_run();
}
