/* Company keys: what is one company to a reader is one key, and no name loses all its words. */
#include "base/text.h"

#include <string.h>

static void
check_key(const char *name, const char *expected)
{
    g_autofree char *key = kam_text_company_key(name, -1);

    if (g_strcmp0(key, expected) != 0)
        g_test_message("'%s'", name);
    g_assert_cmpstr(key, ==, expected);
}

static void
test_key__spellings_of_one_company(void)
{
    static const char *const names[] = {
        "Metal Promet d.o.o. Beograd",
        "METAL-PROMET DOO BEOGRAD",
        "МЕТАЛ ПРОМЕТ ДОО БЕОГРАД",
        "\"Metal promet\" d. o. o., Beograd",
        "Metal Promet D O O Beograd",
        "DOO Metal Promet Beograd",
        "Privredno društvo Metal Promet d.o.o. - Beograd",
        "Preduzeće METAL PROMET, Beograd",
        "METAL PROMET DOO BEOGRAD - u stečaju",
        "Metal Promet društvo sa ograničenom odgovornošću Beograd",
        "metal.promet.d.o.o.beograd",
        "Метал Промет друштво с ограниченом одговорношћу, Београд",
    };

    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        check_key(names[i], "metal promet beograd");
}

static void
test_key__serbian_forms(void)
{
    check_key("Energoprojekt a.d. Beograd", "energoprojekt beograd");
    check_key("Akcionarsko društvo Energoprojekt", "energoprojekt");
    check_key("JKP „Vodovod“ Niš", "vodovod nis");
    check_key("Јавно комунално предузеће Водовод Ниш", "vodovod nis");
    check_key("STR Sunce", "sunce");
    check_key("S.T.R. \"Sunce\"", "sunce");
    check_key("Samostalna trgovinska radnja Sunce", "sunce");
    check_key("Marko Marković PR Bravarija Čelik", "marko markovic bravarija celik");
    check_key("SZTR Metalac", "metalac");
}

static void
test_key__foreign_forms(void)
{
    check_key("Müller GmbH & Co. KG", "muller");
    check_key("Acme, Inc.", "acme");
    check_key("Acme Corp.", "acme");
    check_key("Acme Trading Company Ltd.", "acme trading");
    check_key("Danone S.A.", "danone");
    check_key("Barilla S.p.A.", "barilla");
    check_key("Rossi s. r. l.", "rossi");
    check_key("Škoda a.s.", "skoda");
    check_key("Novák spol. s r.o.", "novak");
    check_key("Polmet Sp. z o.o.", "polmet");
    check_key("Polmet Sp. z o. o.", "polmet");
    check_key("Polmet spółka z ograniczoną odpowiedzialnością", "polmet");
    check_key("Duna Kft.", "duna");
    check_key("Mercator d.d.", "mercator");
    check_key("Petrol, d. d., Ljubljana", "petrol ljubljana");
    check_key("Софарма ЕООД", "sofarma");
    check_key("Охрид ДООЕЛ", "ohrid");
    check_key("Ericsson AB", "ericsson");
    check_key("Philips N.V.", "philips");
    check_key("SAP SE", "sap");
}

static void
test_key__single_letters_join(void)
{
    check_key("A & B d.o.o.", "ab");
    check_key("A&B DOO", "ab");
    check_key("A & B d. o. o.", "ab");
    check_key("A B doo", "ab");
    check_key("D. O. O. A & B", "ab");
    check_key("M.K. Commerce", "mk commerce");
    check_key("MK Commerce", "mk commerce");
    check_key("H&M", "hm");
    check_key("3 M", "3 m");
    check_key("E-Trade", "e trade");
    check_key("Petrović i sin", "petrovic i sin");
    check_key("Petrović d.o.o. i sin", "petrovic i sin");
    check_key("Petrović d o o i sin", "petrovic i sin");
    check_key("Ш.М. Промет", "sm promet");
}

static void
test_key__never_loses_all_words(void)
{
    check_key("d.o.o.", "doo");
    check_key("AD", "ad");
    check_key("AB d.o.o.", "ab");
    check_key("AS doo", "as");
    check_key("AG Company", "ag");
    check_key("Ltd. Inc.", "ltd inc");
    check_key("PR", "pr");
    check_key("", "");
    check_key("...", "");
    check_key("\xff", "");
}

static void
test_key__words_that_only_look_like_forms_stay(void)
{
    check_key("Sa Prom Kruševac", "sa prom krusevac");
    check_key("Co Production Novi Sad", "co production novi sad");
    check_key("Limited Edition d.o.o.", "edition"); /* the price of a table; both spellings of it agree */
    check_key("Doorex d.o.o.", "doorex");
    check_key("Adria ad", "adria");
    check_key("U stilu d.o.o.", "u stilu");
}

static void
test_key__cities_stay(void)
{
    check_key("Univerexport d.o.o. Novi Sad", "univerexport novi sad");
    check_key("Univerexport d.o.o. Niš", "univerexport nis");
}

static void
test_key__is_a_key_of_itself(void)
{
    static const char *const names[] = { "Metal Promet d.o.o. Beograd", "A & B d. o. o.", "Petrović d.o.o. i sin",
                                         "Müller GmbH & Co. KG",        "JKP Vodovod",    "d.o.o." };

    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *key = kam_text_company_key(names[i], -1);

        check_key(key, key);
    }
}

static void
test_key__length_limits_the_slice(void)
{
    g_autofree char *key = kam_text_company_key("Kamen doo Beograd", 9);
    g_autofree char *none = kam_text_company_key(NULL, 0);

    g_assert_cmpstr(key, ==, "kamen");
    g_assert_cmpstr(none, ==, "");
}

static void
test_key__random_words_never_crash(void)
{
    static const char *const pieces[] = {
        "d",     "o", ".", " ",       "doo", "ad",   "A", "&",  "sp", "z",       "oo",
        "kamen", "Ш", "u", "stecaju", "Σ",   "\xff", "1", "co", "-",  "drustvo", "sa"
    };
    g_autoptr(GRand) rand = g_rand_new_with_seed(41);

    for (int i = 0; i < 100000; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        g_autofree char *folded = NULL;
        g_autofree char *key = NULL;

        for (int j = g_rand_int_range(rand, 0, 14); j > 0; j--)
            g_string_append(text, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
        folded = kam_text_fold(text->str, (gssize)text->len);
        key = kam_text_company_key(text->str, (gssize)text->len);
        g_assert_cmpint(*key == '\0', ==, *folded == '\0');
        g_assert_null(strchr(key, '.'));
        g_assert_null(strstr(key, "  "));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/company_key/spellings", test_key__spellings_of_one_company);
    g_test_add_func("/base/company_key/serbian", test_key__serbian_forms);
    g_test_add_func("/base/company_key/foreign", test_key__foreign_forms);
    g_test_add_func("/base/company_key/letters", test_key__single_letters_join);
    g_test_add_func("/base/company_key/never-empty", test_key__never_loses_all_words);
    g_test_add_func("/base/company_key/look-alikes", test_key__words_that_only_look_like_forms_stay);
    g_test_add_func("/base/company_key/cities", test_key__cities_stay);
    g_test_add_func("/base/company_key/of-itself", test_key__is_a_key_of_itself);
    g_test_add_func("/base/company_key/slice", test_key__length_limits_the_slice);
    g_test_add_func("/base/company_key/random", test_key__random_words_never_crash);
    return g_test_run();
}
