/* Folding: scripts, case, diacritics and punctuation vanish; twice is as good as once; broken bytes do no harm. */
#include "base/text.h"

#include <string.h>
#include <utf8proc.h>

static void
check_fold(const char *text, const char *expected)
{
    g_autofree char *folded = kam_text_fold(text, -1);

    g_assert_cmpstr(folded, ==, expected);
}

static void
test_fold__ascii(void)
{
    check_fold("", "");
    check_fold("   ", "");
    check_fold("Kamen", "kamen");
    check_fold("  KEY-account,  2nd\tteam! ", "key account 2nd team");
    check_fold("d.o.o.", "d o o");
    check_fold("...", "");
    check_fold("a", "a");
    check_fold("[@`{", "");
    check_fold("A.Z_a.z-0/9", "a z a z 0 9");
}

static void
test_fold__serbian_scripts_agree(void)
{
    check_fold("Đorđević d.o.o.", "djordjevic d o o");
    check_fold("ЂОРЂЕВИЋ Д.О.О.", "djordjevic d o o");
    check_fold("Djordjevic DOO", "djordjevic doo");
    check_fold("Љубљана Њива Џеп Ћуприја Чачак Шабац Жабаљ", "ljubljana njiva dzep cuprija cacak sabac zabalj");
    check_fold("Ljubljana Njiva Džep Ćuprija Čačak Šabac Žabalj", "ljubljana njiva dzep cuprija cacak sabac zabalj");
    check_fold("абвгдђежзијклљмнњопрстћуфхцчџш", "abvgddjezzijklljmnnjoprstcufhccdzs");
    check_fold("АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ", "abvgddjezzijklljmnnjoprstcufhccdzs");
    check_fold("\u01C4 \u01C5 \u01C6 \u01C7 \u01CB", "dz dz dz lj nj"); /* the digraphs of one sign */
}

static void
test_fold__neighbouring_alphabets(void)
{
    check_fold("Ѓорче Ќосев Ѕвезда", "gjorce kjosev dzvezda");
    check_fold("Щукин Объезд Мышь Эхо Юля Ёлка Чайка", "scukin obezd mis eho julja elka cajka");
    check_fold("Київ Їжак Єва Ґанок", "kijiv jizak jeva ganok");
    check_fold("Straße GROẞ", "strasse gross");
    check_fold("Łódź Øresund Æbleskiver Œuvre Þór", "lodz oresund aebleskiver oeuvre thor");
    check_fold("Müller Ångström Čapek Škoda Győr Iași Gdańsk Niño Çelik ĞIİı",
               "muller angstrom capek skoda gyor iasi gdansk nino "
               "celik giii");
    check_fold("Ðorðe \u0189a \u0256a", "djordje dja dja");
    check_fold("ΑΘΉΝΑΣ Αθήνας", "αθηνασ αθηνασ");
}

static void
test_fold__composed_and_decomposed_agree(void)
{
    check_fold("C\u030Cac\u030Cak Z\u030Cika", "cacak zika");
    check_fold("и\u0306 й И\u0306 Й", "j j j j");
    check_fold("г\u0301 ѓ Г\u0301 Ѓ", "gj gj gj gj");
    check_fold("к\u0301 ќ К\u0301 Ќ", "kj kj kj kj");
    check_fold("і\u0308 ї І\u0308 Ї", "ji ji ji ji");
    check_fold("е\u0301 а\u0301", "e a"); /* a stress mark is only a mark */
}

static void
test_fold__compatibility_signs(void)
{
    check_fold("ﬁlter №5 m² Ａｂｃ１ ①", "filter no5 m2 abc1 1");
    check_fold("ﬀ™", "fftm");
    check_fold("a\u00ADb\u200Dc\uFEFFd", "abcd"); /* soft hyphen, joiner, BOM */
    check_fold("a\u00A0b\u202Fc\u2003d", "a b c d");
    check_fold("„Kamen“ — ‘test’…", "kamen test");
    check_fold("100 €", "100");
    check_fold("北京 東京", "北京 東京");
}

static void
test_fold__broken_bytes_become_spaces(void)
{
    check_fold("a\xff"
               "b",
               "a b");
    check_fold("\xff\xfe", "");
    check_fold("ab\xC4", "ab");
    check_fold("\xC0\x80"
               "a",
               "a");
    check_fold("a\xED\xA0\x80z", "a z");
    check_fold("a\xF4\x90\x80\x80z", "a z");
    check_fold("Gradimir \x8A"
               "ainovi\xE6",
               "gradimir ainovi"); /* Windows-1250 taken for UTF-8 */
}

static void
test_fold__length_limits_the_slice(void)
{
    g_autofree char *folded = kam_text_fold("Kamenolom", 5);
    g_autofree char *cut = kam_text_fold("aš", 2);
    g_autofree char *nul = kam_text_fold("a\0b", 3);
    g_autofree char *exact = g_memdup2("Šš", 4);
    g_autofree char *whole = kam_text_fold(exact, 4);

    g_assert_cmpstr(folded, ==, "kamen");
    g_assert_cmpstr(cut, ==, "a");
    g_assert_cmpstr(nul, ==, "a b");
    g_assert_cmpstr(whole, ==, "ss");
}

static void
test_fold__append_keeps_what_is_there(void)
{
    g_autoptr(GString) out = g_string_new("x ");

    kam_text_fold_append(out, " Čačak!", -1);
    g_assert_cmpstr(out->str, ==, "x cacak");
    kam_text_fold_append(out, "", 0);
    kam_text_fold_append(out, NULL, 0);
    g_assert_cmpstr(out->str, ==, "x cacak");
    g_assert_cmpuint(out->len, ==, 7);
}

/* Whether the text is lower case, has single spaces inside and none at the ends. */
static void
check_is_folded(const char *folded)
{
    g_autofree char *again = kam_text_fold(folded, -1);

    g_assert_cmpstr(again, ==, folded);
    g_assert_true(g_utf8_validate(folded, -1, NULL));
    g_assert_false(g_str_has_prefix(folded, " "));
    g_assert_false(g_str_has_suffix(folded, " "));
    g_assert_null(strstr(folded, "  "));
}

static void
test_fold__every_sign_folds_once_for_all(void)
{
    for (gunichar letter = 1; letter <= 0x10FFFF; letter++) {
        char bytes[8] = { 0 };
        g_autofree char *folded = NULL;

        if (letter >= 0xD800 && letter <= 0xDFFF)
            continue;
        bytes[g_unichar_to_utf8(letter, bytes)] = '\0';
        folded = kam_text_fold(bytes, -1);
        check_is_folded(folded);
    }
}

/* The tables against Unicode's own decomposition: where a Latin letter is a base letter with marks, both agree. */
static void
test_fold__tables_agree_with_unicode(void)
{
    int compared = 0;

    for (gunichar letter = 0xC0; letter <= 0x17F; letter++) {
        char bytes[8] = { 0 };
        g_autofree char *folded = NULL;
        g_autofree guint8 *plain = NULL;
        int size = g_unichar_to_utf8(letter, bytes);

        if (utf8proc_map((const guint8 *)bytes, size, &plain,
                         UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK) < 1)
            continue;
        if (!g_ascii_isalpha((char)plain[0]) || !g_str_is_ascii((char *)plain))
            continue;
        folded = kam_text_fold(bytes, -1);
        g_assert_cmpstr(folded, ==, (char *)plain);
        compared++;
    }
    g_assert_cmpint(compared, >, 150);
}

static void
test_fold__random_texts_fold_once_for_all(void)
{
    static const char *const pieces[] = { "a",      "Z", "9",      " ",    ".", "Đ",      "љ",     "и",      "\u0306",
                                          "\u0301", "г", "\xff",   "\xC4", "ß", "\u0345", "ﬁ",     "\u00A0", "\u200D",
                                          "Σ",      "І", "\u0308", "-",    "ъ", "한",     "\u0300" };
    g_autoptr(GRand) rand = g_rand_new_with_seed(31);

    for (int i = 0; i < 50000; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        g_autofree char *folded = NULL;

        for (int j = g_rand_int_range(rand, 0, 12); j > 0; j--)
            g_string_append(text, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
        folded = kam_text_fold(text->str, (gssize)text->len);
        check_is_folded(folded);
    }
}

static void
test_trim__takes_blanks_off_both_ends(void)
{
    static const struct {
        const char *text, *trimmed;
    } examples[] = {
        { "", "" },
        { "a", "a" },
        { "  a b \t\r\n", "a b" },
        { "\xEF\xBB\xBF"
          "a\xC2\xA0",
          "a" },
        { "\xC2\xA0 \xE2\x80\xAF"
          "a\xE2\x80\x8B",
          "a" },
        { " \t\xC2\xA0", "" },
        { "\x01"
          "a\x7F",
          "a" },
        { "čč", "čč" },
        { "\xA0"
          "a\xA0",
          "\xA0"
          "a\xA0" },                          /* a byte of another encoding is no NBSP */
        { "a\xE2\x80\xA0", "a\xE2\x80\xA0" }, /* a dagger ends like NBSP does */
    };

    for (guint i = 0; i < G_N_ELEMENTS(examples); i++) {
        const char *text = examples[i].text;
        gsize length = strlen(text);

        kam_text_trim(&text, &length);
        g_assert_cmpmem(text, length, examples[i].trimmed, strlen(examples[i].trimmed));
    }
}

static void
test_equal__compares_bytes(void)
{
    g_assert_true(kam_text_equal("abc", 3, "abcd", 3));
    g_assert_false(kam_text_equal("abc", 3, "abd", 3));
    g_assert_false(kam_text_equal("abc", 3, "abc", 2));
    g_assert_true(kam_text_equal(NULL, 0, "", 0));
    g_assert_true(kam_text_equal("a\0b", 3, "a\0b", 3));
    g_assert_false(kam_text_equal("a\0b", 3, "a\0c", 3));
}

static void
test_distance__counts_changes(void)
{
    g_assert_cmpuint(kam_text_distance("limit", "limit"), ==, 0);
    g_assert_cmpuint(kam_text_distance("limti", "limit"), ==, 2);
    g_assert_cmpuint(kam_text_distance("kitten", "sitting"), ==, 3); /* the textbooks' pair */
    g_assert_cmpuint(kam_text_distance("sitting", "kitten"), ==, 3);
    g_assert_cmpuint(kam_text_distance("", "abc"), ==, 3);
}

static void
test_distance__long_words_are_far_away(void)
{
    g_autofree char *longest = g_strnfill(63, 'a');
    g_autofree char *longer = g_strnfill(64, 'a');

    g_assert_cmpuint(kam_text_distance(longest, "a"), ==, 62);
    g_assert_cmpuint(kam_text_distance(longer, longer), ==, G_MAXUINT);
}

static void
test_nfc__composes(void)
{
    g_autofree char *composed = kam_text_nfc("s\xCC\x8C C\xCC\x81", -1), *whole = kam_text_nfc("Šć", -1);
    g_autofree char *ascii = kam_text_nfc("abcdef", 3);

    g_assert_cmpstr(composed, ==, "š Ć");
    g_assert_cmpstr(whole, ==, "Šć");
    g_assert_cmpstr(ascii, ==, "abc");
    g_assert_null(kam_text_nfc("\xC3", -1));
}

static void
test_nfc__knows_runs_of_marks(void)
{
    g_autoptr(GString) text = g_string_new("a");

    for (guint i = 0; i < 30; i++)
        g_string_append(text, "\xCC\x8C");
    g_assert_false(kam_text_has_long_marks(text->str, text->len));
    g_string_append(text, "\xCC\x81");
    g_assert_true(kam_text_has_long_marks(text->str, text->len));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/text/fold/ascii", test_fold__ascii);
    g_test_add_func("/base/text/fold/serbian", test_fold__serbian_scripts_agree);
    g_test_add_func("/base/text/fold/neighbours", test_fold__neighbouring_alphabets);
    g_test_add_func("/base/text/fold/decomposed", test_fold__composed_and_decomposed_agree);
    g_test_add_func("/base/text/fold/compatibility", test_fold__compatibility_signs);
    g_test_add_func("/base/text/fold/broken", test_fold__broken_bytes_become_spaces);
    g_test_add_func("/base/text/fold/slice", test_fold__length_limits_the_slice);
    g_test_add_func("/base/text/fold/append", test_fold__append_keeps_what_is_there);
    g_test_add_func("/base/text/fold/every-sign", test_fold__every_sign_folds_once_for_all);
    g_test_add_func("/base/text/fold/tables", test_fold__tables_agree_with_unicode);
    g_test_add_func("/base/text/fold/random", test_fold__random_texts_fold_once_for_all);
    g_test_add_func("/base/text/trim/blanks", test_trim__takes_blanks_off_both_ends);
    g_test_add_func("/base/text/nfc/composes", test_nfc__composes);
    g_test_add_func("/base/text/nfc/marks", test_nfc__knows_runs_of_marks);
    g_test_add_func("/base/text/equal/bytes", test_equal__compares_bytes);
    g_test_add_func("/base/text/distance/changes", test_distance__counts_changes);
    g_test_add_func("/base/text/distance/long", test_distance__long_words_are_far_away);
    return g_test_run();
}
