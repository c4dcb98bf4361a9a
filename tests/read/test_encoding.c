/* Character sets: names, conversion at every boundary, detection from letters. */
#include <string.h>

#include "sales/read/encoding.h"

static const char serbian_latin[] =
    "Šifra;Naziv kupca;Mesto;Količina\n1;Đorđević Čačak;Užice;12,5\n2;Žitko Niš;Šabac;3\n3;Preduzeće Ćuprija;Požarevac;1\n";
static const char serbian_cyrillic[] =
    "Шифра;Назив купца;Место\n1;Ђорђевић и синови;Чачак\n2;Житко д.о.о.;Ниш\n3;Предузеће Љиг;Ваљево\n";
static const char polish[] =
    "Nazwa;Miasto\nSpółka Żółć;Łódź\nKsięgarnia pod Dębem;Gdańsk\nZakład Wędliniarski;Białystok\n";
static const char czech[] = "Název;Město\nPříšerně žluťoučký kůň;Plzeň\nSklad těsnění;Třebíč\nVýrobna dveří;Děčín\n";
static const char hungarian[] =
    "Név;Város\nSzabó és Társa;Győr\nKőműves Kft;Szentgotthárd\nÜveggyár;Hódmezővásárhely\n";
static const char german[] = "Kunde;Ort\nMüller Söhne;München\nBäckerei Weiß;Köln\n";
static const char french[] =
    "Société;Ville\nPâtisserie Noël;Besançon\nHôtel de la Forêt;Nîmes\nCafé Zoë;Orléans\nCrème brûlée;Sète\n";
static const char danish[] = "Kunde;By\nBlåbær og Fløde;Ærø\nSmørrebrød;Ålborg\nRødgrød;Køge\n";

static char *
in_set(const char *utf8, const char *set, gsize *length)
{
    g_autoptr(GError) error = NULL;
    char *bytes = g_convert(utf8, -1, set, "UTF-8", NULL, length, &error);

    g_assert_no_error(error);
    return bytes;
}

static KamEncodingGuess
guess_of(const char *utf8, const char *set)
{
    KamEncodingGuess guess;
    gsize length;
    g_autofree char *bytes = in_set(utf8, set, &length);

    kam_encoding_detect((const guint8 *)bytes, length, TRUE, &guess);
    return guess;
}

static void
check_guess(const char *utf8, const char *set, KamEncoding expected)
{
    KamEncodingGuess guess = guess_of(utf8, set);

    if (guess.encoding != expected)
        g_error("%s text in %s is taken for %s: %s", utf8, set, kam_encoding_get_name(guess.encoding), guess.why);
    g_assert_cmpuint(guess.bom_length, ==, 0);
}

static void
test_detect__serbian(void)
{
    check_guess(serbian_latin, "CP1250", KAM_ENCODING_WINDOWS_1250);
    check_guess(serbian_latin, "ISO-8859-2", KAM_ENCODING_ISO_8859_2);
    check_guess(serbian_latin, "UTF-8", KAM_ENCODING_UTF8);
    check_guess(serbian_cyrillic, "CP1251", KAM_ENCODING_WINDOWS_1251);
    check_guess(serbian_cyrillic, "UTF-8", KAM_ENCODING_UTF8);
}

static void
test_detect__few_letters(void)
{
    check_guess("kupac;grad\nPera;Ni\u0161\n", "CP1250", KAM_ENCODING_WINDOWS_1250);
    check_guess("kupac;grad\nPera;Ni\u0161\n", "ISO-8859-2", KAM_ENCODING_ISO_8859_2);
    check_guess("kupac;grad\nPera;\u010ca\u010dak\n", "CP1250", KAM_ENCODING_WINDOWS_1250);
    check_guess("kupac;grad\nПера;Ниш\n", "CP1251", KAM_ENCODING_WINDOWS_1251);
}

static void
test_detect__neighbours(void)
{
    check_guess(polish, "CP1250", KAM_ENCODING_WINDOWS_1250);
    check_guess(polish, "ISO-8859-2", KAM_ENCODING_ISO_8859_2);
    check_guess(czech, "CP1250", KAM_ENCODING_WINDOWS_1250);
    check_guess(czech, "ISO-8859-2", KAM_ENCODING_ISO_8859_2);
    check_guess(hungarian, "CP1250", KAM_ENCODING_WINDOWS_1250);
    check_guess(french, "CP1252", KAM_ENCODING_WINDOWS_1252);
    check_guess(danish, "CP1252", KAM_ENCODING_WINDOWS_1252);
}

/* ä ö ü ß lie at the same places in all Latin sets: any reads them right, and 1250 is the house's own. */
static void
test_detect__german_is_read_right_whatever_the_set(void)
{
    check_guess(german, "CP1252", KAM_ENCODING_WINDOWS_1250);
}

static void
test_detect__utf16_with_and_without_mark(void)
{
    KamEncodingGuess guess;

    check_guess(serbian_latin, "UTF-16LE", KAM_ENCODING_UTF16LE);
    check_guess(serbian_latin, "UTF-16BE", KAM_ENCODING_UTF16BE);
    check_guess(serbian_cyrillic, "UTF-16LE", KAM_ENCODING_UTF16LE);
    check_guess(serbian_cyrillic, "UTF-16BE", KAM_ENCODING_UTF16BE);
    kam_encoding_detect((const guint8 *)"\xff\xfe"
                                        "a\0",
                        4, TRUE, &guess);
    g_assert_cmpint(guess.encoding, ==, KAM_ENCODING_UTF16LE);
    g_assert_cmpuint(guess.bom_length, ==, 2);
    kam_encoding_detect((const guint8 *)"\xfe\xff"
                                        "\0a",
                        4, TRUE, &guess);
    g_assert_cmpint(guess.encoding, ==, KAM_ENCODING_UTF16BE);
    kam_encoding_detect((const guint8 *)"\xef\xbb\xbf"
                                        "a",
                        4, TRUE, &guess);
    g_assert_cmpint(guess.encoding, ==, KAM_ENCODING_UTF8);
    g_assert_cmpuint(guess.bom_length, ==, 3);
}

static void
test_detect__ascii_stays_open(void)
{
    KamEncodingGuess guess;

    kam_encoding_detect((const guint8 *)"a;b\n1;2\n", 8, TRUE, &guess);
    g_assert_cmpint(guess.encoding, ==, KAM_ENCODING_UNKNOWN);
    g_assert_cmpstr(guess.why, ==, "");
}

static void
test_detect__says_why(void)
{
    KamEncodingGuess guess = guess_of("Ni\u0161;\u010ca\u010dak;\u00fc", "CP1250");

    g_assert_cmpstr(guess.why, ==, "not valid UTF-8, and 3 of 4 characters outside ASCII are Serbian Latin letters");
}

static void
test_detect__utf8_cut_at_the_end_is_utf8(void)
{
    KamEncodingGuess guess;

    for (gsize n = 3; n < strlen(serbian_cyrillic); n++) {
        kam_encoding_detect((const guint8 *)serbian_cyrillic, n, TRUE, &guess);
        g_assert_cmpint(guess.encoding, ==, KAM_ENCODING_UTF8);
    }
}

static void
test_detect__utf8_with_one_damaged_byte_is_utf8(void)
{
    g_autofree char *text = g_strdup(serbian_cyrillic);
    KamEncodingGuess guess;

    text[3] = (char)0xff;
    kam_encoding_detect((const guint8 *)text, strlen(text), TRUE, &guess);
    g_assert_cmpint(guess.encoding, ==, KAM_ENCODING_UTF8);
    g_assert_cmpstr(guess.why, ==, "nearly all of it is valid UTF-8");
}

static void
test_names__aliases(void)
{
    g_assert_cmpint(kam_encoding_by_name("UTF-8"), ==, KAM_ENCODING_UTF8);
    g_assert_cmpint(kam_encoding_by_name("utf_16le"), ==, KAM_ENCODING_UTF16LE);
    g_assert_cmpint(kam_encoding_by_name("CP-1250"), ==, KAM_ENCODING_WINDOWS_1250);
    g_assert_cmpint(kam_encoding_by_name("Windows 1251"), ==, KAM_ENCODING_WINDOWS_1251);
    g_assert_cmpint(kam_encoding_by_name("Latin-2"), ==, KAM_ENCODING_ISO_8859_2);
    g_assert_cmpint(kam_encoding_by_name("ebcdic"), ==, KAM_ENCODING_UNKNOWN);
    g_assert_cmpint(kam_encoding_by_name("a name that is much too long"), ==, KAM_ENCODING_UNKNOWN);
    for (int e = KAM_ENCODING_UTF8; e <= KAM_ENCODING_ISO_8859_2; e++)
        g_assert_cmpint(kam_encoding_by_name(kam_encoding_get_name((KamEncoding)e)), ==, e);
}

/* Convert in steps of n_in bytes into rooms of n_out. */
static char *
convert_in_steps(KamEncoding encoding, const guint8 *in, gsize length, gsize n_in, gsize n_out)
{
    GString *out = g_string_new(NULL);
    gsize at = 0, window = n_in;

    while (at < length) {
        guint8 room[64];
        gsize n = MIN(window, length - at), used;
        gsize wrote = kam_encoding_to_utf8(encoding, in + at, n, at + n == length, room, n_out, &used);

        g_string_append_len(out, (char *)room, (gssize)wrote);
        at += used;
        window = used == 0 ? window + 1 : n_in;
    }
    return g_string_free(out, FALSE);
}

static void
test_convert__any_block_size(void)
{
    static const struct {
        const char *text, *set;
        KamEncoding encoding;
    } cases[] = {
        { serbian_latin, "CP1250", KAM_ENCODING_WINDOWS_1250 },
        { serbian_latin, "ISO-8859-2", KAM_ENCODING_ISO_8859_2 },
        { serbian_cyrillic, "CP1251", KAM_ENCODING_WINDOWS_1251 },
        { french, "CP1252", KAM_ENCODING_WINDOWS_1252 },
        { serbian_cyrillic, "UTF-16LE", KAM_ENCODING_UTF16LE },
        { "\U0001f600 \u20ac 1", "UTF-16LE", KAM_ENCODING_UTF16LE },
        { "\U0001f600 \u20ac 1", "UTF-16BE", KAM_ENCODING_UTF16BE },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        gsize length;
        g_autofree char *bytes = in_set(cases[i].text, cases[i].set, &length);

        for (gsize n_in = 1; n_in < 20; n_in++) {
            for (gsize n_out = KAM_ENCODING_ROOM_MIN; n_out < 20; n_out++) {
                g_autofree char *back = convert_in_steps(cases[i].encoding, (const guint8 *)bytes, length, n_in, n_out);

                g_assert_cmpstr(back, ==, cases[i].text);
            }
        }
    }
}

/* Every byte that iconv knows gives iconv's character. */
static void
test_convert__tables_agree_with_iconv(void)
{
    static const KamEncoding sets[] = { KAM_ENCODING_WINDOWS_1250, KAM_ENCODING_WINDOWS_1251, KAM_ENCODING_WINDOWS_1252,
                                        KAM_ENCODING_ISO_8859_2 };
    guint n_known = 0;

    for (guint s = 0; s < G_N_ELEMENTS(sets); s++) {
        for (guint byte = 1; byte < 256; byte++) {
            char in = (char)byte;
            g_autofree char *known = g_convert(&in, 1, "UTF-8", kam_encoding_get_name(sets[s]), NULL, NULL, NULL);
            g_autofree char *ours = convert_in_steps(sets[s], (const guint8 *)&in, 1, 1, 4);

            g_assert_true(g_utf8_validate(ours, -1, NULL));
            if (known == NULL)
                continue;
            n_known++;
            g_assert_cmpstr(ours, ==, known);
        }
    }
    g_assert_cmpuint(n_known, >, 4 * 240);
}

static void
test_convert__utf16_that_is_no_character_becomes_0xff(void)
{
    static const struct {
        const char *in;
        gsize length;
        const char *out;
    } cases[] = {
        { "\x00\xd8"
          "a\0",
          4,
          "\xff"
          "a" }, /* high surrogate alone */
        { "\x00\xdc"
          "a\0",
          4,
          "\xff"
          "a" },                       /* low surrogate alone */
        { "a\0b", 3, "a\xff" },        /* odd last byte */
        { "a\0\x00\xd8", 4, "a\xff" }, /* cut pair */
        { "a\0\x00\xd8\x01", 5, "a\xff" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *out =
            convert_in_steps(KAM_ENCODING_UTF16LE, (const guint8 *)cases[i].in, cases[i].length, 64, 64);

        g_assert_cmpstr(out, ==, cases[i].out);
    }
}

/* The same verdict as GLib's on random bytes near the borders of what is valid. */
static void
test_validate__agrees_with_glib(void)
{
    static const guint8 pool[] = { 'a',  0x7f, 0x80, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0x9f, 0xa0, 0xed,
                                   0xef, 0xf0, 0x8f, 0x90, 0xf4, 0xf5, 0xff, 'z',  0xe1, 0xd0, 0xb0 };

    for (guint round = 0; round < 20000; round++) {
        guint8 text[12];
        gsize n = (gsize)g_test_rand_int_range(1, sizeof text + 1), valid;
        const char *end;
        gboolean cut;

        for (gsize i = 0; i < n; i++)
            text[i] = pool[g_test_rand_int_range(0, G_N_ELEMENTS(pool))];
        valid = kam_utf8_valid_length(text, n, &cut);
        g_utf8_validate_len((const char *)text, n, &end);
        g_assert_cmpuint(valid, ==, (gsize)(end - (const char *)text));
        g_assert_true(!cut || n - valid < 4);
    }
}

static void
test_validate__cut_character(void)
{
    gboolean cut;

    g_assert_cmpuint(kam_utf8_valid_length((const guint8 *)"ab\xe2\x82", 4, &cut), ==, 2);
    g_assert_true(cut);
    g_assert_cmpuint(kam_utf8_valid_length((const guint8 *)"ab\xe2 ", 4, &cut), ==, 2);
    g_assert_false(cut);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(group, name) g_test_add_func("/read/encoding/" #group "/" #name, test_##group##__##name)
    ADD(detect, serbian);
    ADD(detect, few_letters);
    ADD(detect, neighbours);
    ADD(detect, german_is_read_right_whatever_the_set);
    ADD(detect, utf16_with_and_without_mark);
    ADD(detect, ascii_stays_open);
    ADD(detect, says_why);
    ADD(detect, utf8_cut_at_the_end_is_utf8);
    ADD(detect, utf8_with_one_damaged_byte_is_utf8);
    ADD(names, aliases);
    ADD(convert, any_block_size);
    ADD(convert, tables_agree_with_iconv);
    ADD(convert, utf16_that_is_no_character_becomes_0xff);
    ADD(validate, agrees_with_glib);
    ADD(validate, cut_character);
    return g_test_run();
}
