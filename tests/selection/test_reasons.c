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
    assert_said(&selection, (KamReason) { KAM_REASON_ONLY_IF, 0, 0, 0.25, 0.5, TRUE }, KAM_LANGUAGE_EN,
                "A key account while Growth weighs from 25% to 50%.");
    assert_said(&selection, (KamReason) { KAM_REASON_ONLY_IF, 0, 0, 0, 0.5, TRUE }, KAM_LANGUAGE_EN,
                "A key account while Growth weighs less than 50%.");
    assert_said(&selection, (KamReason) { KAM_REASON_ONLY_IF, 0, 0, 0.25, 1, TRUE }, KAM_LANGUAGE_EN,
                "A key account while Growth weighs more than 25%.");
    assert_said(&selection, (KamReason) { KAM_REASON_ONLY_IF, 0, 0, 0.25, 1, TRUE }, KAM_LANGUAGE_SR,
                "Ključni je kupac dok Rast ima ponder iznad 25%.");
    assert_said(&selection, (KamReason) { KAM_REASON_SURE_IN, -1, 0, 0.9996, NAN, TRUE }, KAM_LANGUAGE_EN,
                "In >99% of all weightings it is a key account.");
    assert_said(&selection, (KamReason) { KAM_REASON_SURE_OUT, -1, 0, 0.0004, NAN, TRUE }, KAM_LANGUAGE_EN,
                "In no more than <1% of all weightings it is a key account.");
    assert_said(&selection, (KamReason) { KAM_REASON_SURE_OUT, -1, 0, 0, NAN, TRUE }, KAM_LANGUAGE_SR,
                "Ni u jednom ponderisanju nije ključni kupac.");
    assert_said(&selection, (KamReason) { KAM_REASON_ONE_OPINION, 0, 0, 0.8, NAN, TRUE }, KAM_LANGUAGE_EN,
                "Growth: 80% of the points, by one person alone; ask a second one.");
    assert_said(&selection, (KamReason) { KAM_REASON_CONTRACT, -1, 0, 0.62, 20818, FALSE }, KAM_LANGUAGE_EN,
                "Until 31\u00a0December\u00a02026, 62% of its sales stand under agreements.");
    assert_said(&selection, (KamReason) { KAM_REASON_CONTRACT, -1, 0, 0.62, 20818, FALSE }, KAM_LANGUAGE_SR,
                "Do 31.\u00a012.\u00a02026. pod ugovorima je 62% njegove prodaje.");
    assert_said(&selection, (KamReason) { KAM_REASON_CONTRACT, -1, 0, 1, NAN, FALSE }, KAM_LANGUAGE_SR_CYRL,
                "На неодређено време под уговорима је 100% његове продаје.");
}

/* The first three spans come in one sentence, in their place among the others; one alone has its own words. */
static void
test_together(void)
{
    char en[] = "Growth", sr[] = "Rast", measure[] = "growth";
    KamCriterion growth = { .name_en = en, .name_sr = sr, .measure = measure };
    g_autoptr(GArray) criteria = g_array_new(FALSE, FALSE, sizeof growth);
    g_autoptr(GArray) reasons = g_array_new(FALSE, FALSE, sizeof(KamReason));
    const KamReason all[] = {
        { KAM_REASON_SURE_IN, -1, 0, 1, NAN, FALSE }, { KAM_REASON_ONLY_IF, 0, 0, 0.25, 1, TRUE },
        { KAM_REASON_ONLY_IF, 0, 0, 0, 0.5, TRUE },   { KAM_REASON_ONLY_IF, 0, 0, 0.1, 0.3, TRUE },
        { KAM_REASON_ONLY_IF, 0, 0, 0, 0.9, TRUE },   { KAM_REASON_METHODS, -1, 1, 7, NAN, FALSE }
    };
    const KamSelection selection = { .criteria = criteria };
    g_autoptr(GPtrArray) sentences = NULL, alone = NULL;

    g_array_append_val(criteria, growth);
    g_array_append_vals(reasons, all, G_N_ELEMENTS(all));
    sentences = kam_reasons_say(&selection, reasons, KAM_LANGUAGE_EN);
    g_assert_cmpuint(sentences->len, ==, 3);
    g_assert_cmpstr(g_ptr_array_index(sentences, 1), ==,
                    "A key account while these weigh, one of them changed at a time: Growth more than 25%, Growth less "
                    "than 50% and Growth from 10% to 30%.");
    g_array_remove_range(reasons, 2, 3);
    alone = kam_reasons_say(&selection, reasons, KAM_LANGUAGE_EN);
    g_assert_cmpuint(alone->len, ==, 3);
    g_assert_cmpstr(g_ptr_array_index(alone, 1), ==, "A key account while Growth weighs more than 25%.");
}

/* What would bring an account in that is out is no condition that it meets. */
static void
test_would(void)
{
    char en[] = "Growth", sr[] = "Rast", measure[] = "growth";
    KamCriterion growth = { .name_en = en, .name_sr = sr, .measure = measure };
    g_autoptr(GArray) criteria = g_array_new(FALSE, FALSE, sizeof growth);
    g_autoptr(GArray) reasons = g_array_new(FALSE, FALSE, sizeof(KamReason));
    const KamReason all[] = { { KAM_REASON_ONLY_IF, 0, 0, 0.25, 1, FALSE },
                              { KAM_REASON_ONLY_IF, 0, 0, 0, 0.003, FALSE } };
    const KamSelection selection = { .criteria = criteria };
    g_autoptr(GPtrArray) sentences = NULL, alone = NULL;

    g_array_append_val(criteria, growth);
    g_array_append_vals(reasons, all, G_N_ELEMENTS(all));
    sentences = kam_reasons_say(&selection, reasons, KAM_LANGUAGE_SR);
    g_assert_cmpstr(g_ptr_array_index(sentences, 0), ==,
                    "Bio bi ključni kupac sa drugim ponderom: Rast iznad 25% ili Rast ispod 0,3%.");
    g_array_set_size(reasons, 1);
    alone = kam_reasons_say(&selection, reasons, KAM_LANGUAGE_EN);
    g_assert_cmpuint(alone->len, ==, 1);
    g_assert_cmpstr(g_ptr_array_index(alone, 0), ==,
                    "It would be a key account with another weight: Growth more than 25%.");
}

/* A name in Serbian serves both of its alphabets. */
static void
test_names(void)
{
    static const char *const names[KAM_LANGUAGE_N] = { "Growth", "Rast", "Раст" };
    char en[] = "Growth", sr[] = "Rast";
    const KamCriterion criterion = { .name_en = en, .name_sr = sr };

    for (KamLanguage language = 0; language < KAM_LANGUAGE_N; language++) {
        g_autofree char *name = kam_criterion_dup_name(&criterion, language);

        g_assert_cmpstr(name, ==, names[language]);
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/reasons/messages", test_messages);
    g_test_add_func("/reasons/sentences", test_sentences);
    g_test_add_func("/reasons/together", test_together);
    g_test_add_func("/reasons/would", test_would);
    g_test_add_func("/reasons/names", test_names);
    return g_test_run();
}
