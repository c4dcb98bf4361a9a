/* Names and numbers that nobody bears. */
#include "demo/names.h"

#include <string.h>

#include "base/checkdigit.h"

static const char *const starts[] = {
    "Tra", "Bre", "Zlo", "Kor", "Vel", "Dra", "Mor", "Sal", "Tis", "Lum", "Gra", "Pel", "Ner", "Šum",
    "Rav", "Čel", "Jas", "Var", "Bis", "Olm", "Ste", "Kre", "Plo", "Žit", "Sko", "Fer", "Ark", "Nov",
    "Lin", "Tor", "Mel", "Đur", "Ost", "Pro", "Sre", "Kal", "Tem", "Ver", "Rud", "Bal", "Sim",
};
static const char *const middles[] = { "ve", "no", "ka", "mi", "to", "li", "ra", "do", "zi", "mo", "vi", "sa", "ne" };
static const char *const ends[] = { "ko",    "nit", "ks",  "lon", "mont", "tal", "ran", "via", "dor",
                                    "plast", "rem", "van", "gal", "tin",  "sor", "mar", "žen" };

static const char *const given_names[] = { "Milan", "Jelena", "Dragan", "Ivana",   "Nenad",    "Marija",
                                           "Zoran", "Ana",    "Goran",  "Snežana", "Vladimir", "Tijana" };
static const char *const family_names[] = { "Jovanović", "Petrović",  "Nikolić",  "Marković",  "Đorđević", "Stojanović",
                                            "Ilić",      "Stanković", "Pavlović", "Milošević", "Živković", "Kostić" };
static const char *const streets[] = { "Industrijska", "Bulevar oslobođenja", "Kralja Petra", "Vojvode Stepe",
                                       "Cara Dušana",  "Novosadski put",      "Radnička",     "Železnička",
                                       "Svetog Save",  "Njegoševa",           "Zanatska",     "Fabrička" };

/* index -> another number below n, one to one: a step that shares no factor with n walks through all of them. */
static guint64
scatter(guint64 seed, const char *subject, guint64 index, guint64 n)
{
    g_autoptr(gsl_rng) stream = kam_demo_stream_new(seed, subject, 0);
    guint64 start = gsl_rng_get(stream) % n;
    guint64 step = gsl_rng_get(stream) % (n / 3) + n / 3;
    guint64 a, b;

    do {
        step++;
        for (a = n, b = step; b != 0;) {
            guint64 rest = a % b;
            a = b;
            b = rest;
        }
    } while (a != 1);
    return (start + index * step) % n;
}

char *
kam_demo_name_word(guint64 seed, guint index)
{
    guint64 n = G_N_ELEMENTS(starts) * G_N_ELEMENTS(middles) * G_N_ELEMENTS(ends);
    guint64 at = scatter(seed, "company words", index % n, n);
    const char *start = starts[at % G_N_ELEMENTS(starts)];
    const char *middle = middles[at / G_N_ELEMENTS(starts) % G_N_ELEMENTS(middles)];
    const char *end = ends[at / G_N_ELEMENTS(starts) / G_N_ELEMENTS(middles)];

    return g_strconcat(start, middle, end, NULL);
}

static char *
replace_all(const char *text, const char *const pairs[][2], gsize n_pairs)
{
    GString *out = g_string_new(text);

    for (gsize i = 0; i < n_pairs; i++)
        g_string_replace(out, pairs[i][0], pairs[i][1], 0);
    return g_string_free(out, FALSE);
}

static char *
drop_diacritics(const char *text)
{
    static const char *const pairs[][2] = {
        { "č", "c" }, { "ć", "c" }, { "š", "s" }, { "ž", "z" }, { "đ", "dj" },
        { "Č", "C" }, { "Ć", "C" }, { "Š", "S" }, { "Ž", "Z" }, { "Đ", "Dj" },
    };

    return replace_all(text, pairs, G_N_ELEMENTS(pairs));
}

/* Longer letters first: "nj" is one letter. */
static char *
write_cyrillic(const char *text)
{
    static const char *const pairs[][2] = {
        { "Lj", "Љ" }, { "Nj", "Њ" }, { "Dž", "Џ" }, { "lj", "љ" }, { "nj", "њ" }, { "dž", "џ" }, { "A", "А" },
        { "B", "Б" },  { "V", "В" },  { "G", "Г" },  { "D", "Д" },  { "Đ", "Ђ" },  { "E", "Е" },  { "Ž", "Ж" },
        { "Z", "З" },  { "I", "И" },  { "J", "Ј" },  { "K", "К" },  { "L", "Л" },  { "M", "М" },  { "N", "Н" },
        { "O", "О" },  { "P", "П" },  { "R", "Р" },  { "S", "С" },  { "T", "Т" },  { "Ć", "Ћ" },  { "U", "У" },
        { "F", "Ф" },  { "H", "Х" },  { "C", "Ц" },  { "Č", "Ч" },  { "Š", "Ш" },  { "a", "а" },  { "b", "б" },
        { "v", "в" },  { "g", "г" },  { "d", "д" },  { "đ", "ђ" },  { "e", "е" },  { "ž", "ж" },  { "z", "з" },
        { "i", "и" },  { "j", "ј" },  { "k", "к" },  { "l", "л" },  { "m", "м" },  { "n", "н" },  { "o", "о" },
        { "p", "п" },  { "r", "р" },  { "s", "с" },  { "t", "т" },  { "ć", "ћ" },  { "u", "у" },  { "f", "ф" },
        { "h", "х" },  { "c", "ц" },  { "č", "ч" },  { "š", "ш" },
    };

    return replace_all(text, pairs, G_N_ELEMENTS(pairs));
}

static char *
put_form(const char *name, const char *form, gboolean is_first)
{
    static const char written[] = " d.o.o.";
    const char *at = strstr(name, written);
    g_autofree char *head = NULL;

    if (at == NULL)
        return g_strdup(name);
    head = g_strndup(name, (gsize)(at - name));
    return is_first ? g_strconcat(form, " ", head, at + strlen(written), NULL)
                    : g_strconcat(head, " ", form, at + strlen(written), NULL);
}

char *
kam_demo_name_respell(const char *name, KamDemoSpelling spelling)
{
    g_autofree char *changed = NULL;

    switch (spelling) {
    case KAM_DEMO_SPELL_CAPITALS:
        changed = put_form(name, "DOO", FALSE);
        return g_utf8_strup(changed, -1);
    case KAM_DEMO_SPELL_PLAIN:
        changed = put_form(name, "doo", FALSE);
        return drop_diacritics(changed);
    case KAM_DEMO_SPELL_CYRILLIC:
        return write_cyrillic(name);
    case KAM_DEMO_SPELL_FORM_FIRST:
        return put_form(name, "DOO", TRUE);
    case KAM_DEMO_N_SPELLINGS:
        break;
    }
    g_assert_not_reached();
}

char *
kam_demo_name_person(guint64 seed, guint index)
{
    guint64 n = G_N_ELEMENTS(given_names) * G_N_ELEMENTS(family_names);
    guint64 at = scatter(seed, "people", index % n, n);

    return g_strconcat(given_names[at % G_N_ELEMENTS(given_names)], " ", family_names[at / G_N_ELEMENTS(given_names)],
                       NULL);
}

char *
kam_demo_name_street(gsl_rng *stream)
{
    const char *street = streets[kam_demo_below(stream, G_N_ELEMENTS(streets))];

    return g_strdup_printf("%s %u", street, kam_demo_below(stream, 180) + 1);
}

/* PIB numbers in use begin with 10 or 11 and rise slowly; 19 is far ahead of them. */
void
kam_demo_name_pib(guint64 seed, guint index, char pib[KAM_DEMO_PIB_SIZE])
{
    g_snprintf(pib, KAM_DEMO_PIB_SIZE, "19%06u", (guint)scatter(seed, "pib", index, 1000000));
    pib[8] = (char)('0' + kam_pib_check_digit(pib));
    pib[9] = '\0';
}

/* MB numbers in use lie below 23 millions; some seven digits can bear no check digit and are passed over. */
void
kam_demo_name_mb(guint64 seed, guint index, char mb[KAM_DEMO_MB_SIZE])
{
    int check;
    guint64 at = scatter(seed, "mb", index, 100000);

    for (guint64 turn = 0;; turn++) {
        g_snprintf(mb, KAM_DEMO_MB_SIZE, "2%u%05u", (guint)(9 - turn), (guint)at);
        check = kam_mb_check_digit(mb);
        if (check >= 0)
            break;
    }
    mb[7] = (char)('0' + check);
    mb[8] = '\0';
}
