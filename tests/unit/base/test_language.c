/* Languages, plural rules, dates, Cyrillic letters, and sentences made from messages. */
#include "base/language.h"

#include "base/cyrillic.h"
#include "base/date.h"

static void
check_text(char *text, const char *expected)
{
    g_assert_cmpstr(text, ==, expected);
    g_free(text);
}

static char *
cyrillic(const char *latin)
{
    GString *out = g_string_new(NULL);

    kam_cyrillic_append(out, latin, -1);
    return g_string_free(out, FALSE);
}

static void
test_cyrillic__writes_every_letter(void)
{
    check_text(cyrillic("abvgdđežzijklljmnnjoprstćufhcčdžš"), "абвгдђежзијклљмнњопрстћуфхцчџш");
    check_text(cyrillic("ABVGDĐEŽZIJKLLjMNNjOPRSTĆUFHCČDžŠ"), "АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ");
    check_text(cyrillic("LJUDI NJEGOŠ DŽEP"), "ЉУДИ ЊЕГОШ ЏЕП");
}

static void
test_cyrillic__joins_digraphs_unless_told(void)
{
    check_text(cyrillic("Ključni kupci: knjižno odobrenje"), "Кључни купци: књижно одобрење");
    check_text(cyrillic("in[]jekcija i kon[]junktura"), "инјекција и конјунктура");
}

static void
test_cyrillic__leaves_what_is_no_serbian_letter(void)
{
    check_text(cyrillic("[HHI] i [CSV] ([--map account_name=]KOLONA), 80%"),
               "HHI и CSV (--map account_name=КОЛОНА), 80%");
    check_text(cyrillic("x → 日本"), "x → 日本");
    check_text(cyrillic("kraj [neotvoren"), "крај neotvoren");
}

static void
test_tags__are_read_in_any_case(void)
{
    g_assert_cmpint(kam_language_from_tag("en"), ==, KAM_LANGUAGE_EN);
    g_assert_cmpint(kam_language_from_tag("SR"), ==, KAM_LANGUAGE_SR);
    g_assert_cmpint(kam_language_from_tag("sr-latn"), ==, KAM_LANGUAGE_SR);
    g_assert_cmpint(kam_language_from_tag("sr-cyrl"), ==, KAM_LANGUAGE_SR_CYRL);
    g_assert_cmpint(kam_language_from_tag("srb"), ==, KAM_LANGUAGE_N);
    g_assert_cmpstr(kam_language_tag(KAM_LANGUAGE_SR), ==, "sr");
    g_assert_cmpstr(kam_language_web_tag(KAM_LANGUAGE_SR), ==, "sr-Latn");
}

static void
test_locales__choose_language_and_script(void)
{
    static const struct {
        const char *locale;
        KamLanguage language;
    } cases[] = {
        { NULL, KAM_LANGUAGE_EN },
        { "", KAM_LANGUAGE_EN },
        { "C.UTF-8", KAM_LANGUAGE_EN },
        { "de_DE.UTF-8", KAM_LANGUAGE_EN },
        { "srn_SR", KAM_LANGUAGE_EN },
        { "sr_RS", KAM_LANGUAGE_SR_CYRL },
        { "sr_RS.UTF-8", KAM_LANGUAGE_SR_CYRL },
        { "sr", KAM_LANGUAGE_SR_CYRL },
        { "sr_RS@latin", KAM_LANGUAGE_SR },
        { "sr_RS.UTF-8@latin", KAM_LANGUAGE_SR },
        { "sr_Latn_RS", KAM_LANGUAGE_SR },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpint(kam_language_from_locale(cases[i].locale), ==, cases[i].language);
}

static void
test_environment__takes_the_first_that_is_set(void)
{
    g_setenv("LC_ALL", "", TRUE);
    g_setenv("LC_MESSAGES", "sr_RS@latin", TRUE);
    g_setenv("LANG", "en_GB.UTF-8", TRUE);
    g_assert_cmpint(kam_language_from_environment(), ==, KAM_LANGUAGE_SR);
    g_setenv("LC_ALL", "C", TRUE);
    g_assert_cmpint(kam_language_from_environment(), ==, KAM_LANGUAGE_EN);
    g_unsetenv("LC_ALL");
    g_unsetenv("LC_MESSAGES");
    g_setenv("LANG", "sr_RS", TRUE);
    g_assert_cmpint(kam_language_from_environment(), ==, KAM_LANGUAGE_SR_CYRL);
    g_unsetenv("LANG");
    g_assert_cmpint(kam_language_from_environment(), ==, KAM_LANGUAGE_EN);
}

static void
test_plural__agrees_with_the_count(void)
{
    static const KamMessage message = { "CUSTOMERS", "{n} {n:customer|customers}", "{n} {n:kupac|kupca|kupaca}" };
    static const struct {
        gint64 n;
        const char *english, *serbian;
    } cases[] = {
        { 0, "0 customers", "0 kupaca" },
        { 1, "1 customer", "1 kupac" },
        { 2, "2 customers", "2 kupca" },
        { 4, "4 customers", "4 kupca" },
        { 5, "5 customers", "5 kupaca" },
        { 11, "11 customers", "11 kupaca" },
        { 12, "12 customers", "12 kupaca" },
        { 14, "14 customers", "14 kupaca" },
        { 21, "21 customers", "21 kupac" },
        { 22, "22 customers", "22 kupca" },
        { 101, "101 customers", "101 kupac" },
        { 111, "111 customers", "111 kupaca" },
        { -1, "-1 customer", "-1 kupac" },
        { 1002, "1,002 customers", "1.002 kupca" },
        { 1011, "1,011 customers", "1.011 kupaca" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const KamArgument arguments[] = { KAM_ARG_COUNT("n", cases[i].n), { 0 } };

        check_text(kam_language_say(KAM_LANGUAGE_EN, &message, arguments), cases[i].english);
        check_text(kam_language_say(KAM_LANGUAGE_SR, &message, arguments), cases[i].serbian);
    }
}

static void
test_dates__are_written_as_people_do(void)
{
    gint32 day = kam_day_from_civil(2026, 3, 7), month = kam_month_of_day(day);

    check_text(kam_language_day(KAM_LANGUAGE_EN, day), "7 March 2026");
    check_text(kam_language_day(KAM_LANGUAGE_SR, day), "7. 3. 2026.");
    check_text(kam_language_day(KAM_LANGUAGE_SR_CYRL, day), "7. 3. 2026.");
    check_text(kam_language_day(KAM_LANGUAGE_SR, KAM_DAY_NONE), "-");
    check_text(kam_language_month(KAM_LANGUAGE_EN, month), "March 2026");
    check_text(kam_language_month(KAM_LANGUAGE_SR, month), "mart 2026.");
    check_text(kam_language_month(KAM_LANGUAGE_SR_CYRL, month + 6), "септембар 2026.");
    check_text(kam_language_month_short(KAM_LANGUAGE_SR_CYRL, month + 3), "јун 2026.");
}

static void
test_numbers__have_the_marks_of_the_language(void)
{
    const gint64 micro = G_GINT64_CONSTANT(1234567890000);

    check_text(kam_format_money(micro, 2, "RSD", kam_language_numbers(KAM_LANGUAGE_SR)), "1.234.567,89 RSD");
    check_text(kam_format_money(micro, 2, "RSD", kam_language_numbers(KAM_LANGUAGE_EN)), "1,234,567.89 RSD");
    check_text(kam_format_short(micro, kam_language_numbers(KAM_LANGUAGE_SR)), "1,23 mil.");
    check_text(kam_format_short(micro, kam_language_numbers(KAM_LANGUAGE_SR_CYRL)), "1,23 мил.");
}

static void
test_say__keeps_names_and_orders_arguments(void)
{
    static const KamMessage message = { "OWES", "{who} owes {sum} ([--map])", "[HHI]: {sum} duguje {who}" };
    const KamArgument arguments[] = { KAM_ARG("who", "Njegoš [d.o.o.] {x}"), KAM_ARG("sum", "5 RSD"), { 0 } };

    check_text(kam_language_say(KAM_LANGUAGE_EN, &message, arguments), "Njegoš [d.o.o.] {x} owes 5 RSD (--map)");
    check_text(kam_language_say(KAM_LANGUAGE_SR, &message, arguments), "HHI: 5 RSD duguje Njegoš [d.o.o.] {x}");
    check_text(kam_language_say(KAM_LANGUAGE_SR_CYRL, &message, arguments), "HHI: 5 RSD дугује Njegoš [d.o.o.] {x}");
}

static void
test_say__writes_one_full_stop(void)
{
    static const KamMessage message = { "UNTIL", "until {day}.", "do {day}. Zatim..." };
    const KamArgument arguments[] = { KAM_ARG("day", "7. 3. 2026."), { 0 } };

    check_text(kam_language_say(KAM_LANGUAGE_SR, &message, arguments), "do 7. 3. 2026. Zatim...");
}

static void
test_say__forms_hold_the_count(void)
{
    static const KamMessage message = { "EVERY", "{n:every day|every # days}", "{n:na # dan|na # dana|na # dana}" };
    const KamArgument one[] = { KAM_ARG_COUNT("n", 1), { 0 } }, many[] = { KAM_ARG_COUNT("n", 1234), { 0 } };

    check_text(kam_language_say(KAM_LANGUAGE_EN, &message, one), "every day");
    check_text(kam_language_say(KAM_LANGUAGE_EN, &message, many), "every 1,234 days");
    check_text(kam_language_say(KAM_LANGUAGE_SR_CYRL, &message, many), "на 1.234 дана");
}

static void
test_say__missing_argument_is_a_programming_error(void)
{
    if (g_test_subprocess()) {
        static const KamMessage message = { "M", "{lost}", "{lost}" };

        g_free(kam_language_say(KAM_LANGUAGE_EN, &message, NULL));
        return;
    }
    g_test_trap_subprocess(NULL, 0, 0);
    g_test_trap_assert_failed();
    g_test_trap_assert_stderr("*'lost'*");
}

static void
test_check__finds_what_is_wrong(void)
{
    static const struct {
        KamMessage message;
        const char *wrong; /* NULL: nothing */
    } cases[] = {
        { { "M", "{n:a|b} of {x}", "{x} {n:a|b|c} [--query]" }, NULL },
        { { "M", "text", NULL }, "translation is missing" },
        { { "M", "", "tekst" }, "translation is missing" },
        { { "M", "{a}", "{b}" }, "one language only" },
        { { "M", "{a}", "bez" }, "one language only" },
        { { "M", "{n:a|b}", "{n:a|b}" }, "2 forms, Serbian has 3" },
        { { "M", "{n:a|b|c}", "{n:a|b|c}" }, "3 forms, English has 2" },
        { { "M", "{a", "{a}" }, "not closed" },
        { { "M", "a", "[a" }, "not closed" },
        { { "M", "index", "indeks [x] y" }, "'y' is no Serbian letter" },
        { { "M", "{n:w|w}", "{n:w|a|a}" }, "'w' is no Serbian letter" },
        { { "M", "[HHI]", "[HHI]" }, "English needs no brackets" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *wrong = kam_language_check(&cases[i].message);

        if (cases[i].wrong == NULL)
            g_assert_cmpstr(wrong, ==, NULL);
        else
            g_assert_nonnull(wrong != NULL ? g_strrstr(wrong, cases[i].wrong) : NULL);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cyrillic/writes_every_letter", test_cyrillic__writes_every_letter);
    g_test_add_func("/cyrillic/joins_digraphs_unless_told", test_cyrillic__joins_digraphs_unless_told);
    g_test_add_func("/cyrillic/leaves_what_is_no_serbian_letter", test_cyrillic__leaves_what_is_no_serbian_letter);
    g_test_add_func("/language/tags/are_read_in_any_case", test_tags__are_read_in_any_case);
    g_test_add_func("/language/locales/choose_language_and_script", test_locales__choose_language_and_script);
    g_test_add_func("/language/environment/takes_the_first_that_is_set", test_environment__takes_the_first_that_is_set);
    g_test_add_func("/language/plural/agrees_with_the_count", test_plural__agrees_with_the_count);
    g_test_add_func("/language/dates/are_written_as_people_do", test_dates__are_written_as_people_do);
    g_test_add_func("/language/numbers/have_the_marks_of_the_language", test_numbers__have_the_marks_of_the_language);
    g_test_add_func("/language/say/keeps_names_and_orders_arguments", test_say__keeps_names_and_orders_arguments);
    g_test_add_func("/language/say/writes_one_full_stop", test_say__writes_one_full_stop);
    g_test_add_func("/language/say/forms_hold_the_count", test_say__forms_hold_the_count);
    g_test_add_func("/language/say/missing_argument_is_a_programming_error",
                    test_say__missing_argument_is_a_programming_error);
    g_test_add_func("/language/check/finds_what_is_wrong", test_check__finds_what_is_wrong);
    return g_test_run();
}
