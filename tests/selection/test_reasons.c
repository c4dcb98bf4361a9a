/* The sentences of reasons: whole in all languages. */
#include "service/selection/reason_words.h"

static void
test_messages(void)
{
    for (KamReasonCode code = 0; code < KAM_REASON_N; code++) {
        g_autofree char *wrong = kam_language_check(kam_reason_message(code));

        g_assert_cmpstr(wrong, ==, NULL);
        g_assert_nonnull(kam_reason_code_name(code));
    }
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
    g_test_add_func("/reasons/names", test_names);
    return g_test_run();
}
