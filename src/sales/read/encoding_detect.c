/* Which character set a sample is in: byte order marks, UTF-16 by its NUL bytes, UTF-8 by its form, single bytes by
 * their letters. */
#include <string.h>

#include "sales/read/encoding.h"
#include "sales/read/encoding_tables.h"

/* One language as its letters outside ASCII. A set is believed when the bytes, read in it, are letters of one language.
 */
typedef struct {
    const char *name;
    const char *letters; /* lower case */
} Alphabet;

enum { SR, SR_CYRL, RU, CS, PL, HU, RO, DE, FR, ES, IT, NORDIC };

static const Alphabet alphabets[] = {
    [SR] = { "Serbian Latin", "čćšžđ" },
    [SR_CYRL] = { "Serbian Cyrillic", "абвгдђежзијклљмнњопрстћуфхцчџш" },
    [RU] = { "Cyrillic", "абвгдежзийклмнопрстуфхцчшщъыьэюяёђѓєѕіїјљњћќўџґ" },
    [CS] = { "Czech or Slovak", "áäčďéěíĺľňóôŕřšťúůýž" },
    [PL] = { "Polish", "ąćęłńóśźż" },
    [HU] = { "Hungarian", "áéíóöőúüű" },
    [RO] = { "Romanian", "ăâîşţ" },
    [DE] = { "German", "äöüß" },
    [FR] = { "French", "àâçéèêëîïôùûüÿœæ" },
    [ES] = { "Spanish or Portuguese", "áàâãçéêíñóôõúüªº" },
    [IT] = { "Italian", "àèéìòù" },
    [NORDIC] = { "Nordic", "åäöæøéü" },
};

typedef struct {
    KamEncoding encoding;
    const guint16 *letters;
    guint alphabet;
} Candidate;

/* Among equals the first wins: Serbian before others, and of sets that agree on the letters seen, what Windows here
 * writes. */
static const Candidate candidates[] = {
    { KAM_ENCODING_WINDOWS_1250, kam_windows_1250_letters, SR },
    { KAM_ENCODING_ISO_8859_2, kam_iso_8859_2_letters, SR },
    { KAM_ENCODING_WINDOWS_1251, kam_windows_1251_letters, SR_CYRL },
    { KAM_ENCODING_WINDOWS_1250, kam_windows_1250_letters, DE },
    { KAM_ENCODING_WINDOWS_1250, kam_windows_1250_letters, HU },
    { KAM_ENCODING_WINDOWS_1250, kam_windows_1250_letters, CS },
    { KAM_ENCODING_WINDOWS_1250, kam_windows_1250_letters, PL },
    { KAM_ENCODING_WINDOWS_1250, kam_windows_1250_letters, RO },
    { KAM_ENCODING_WINDOWS_1251, kam_windows_1251_letters, RU },
    { KAM_ENCODING_WINDOWS_1252, kam_windows_1252_letters, FR },
    { KAM_ENCODING_WINDOWS_1252, kam_windows_1252_letters, ES },
    { KAM_ENCODING_WINDOWS_1252, kam_windows_1252_letters, IT },
    { KAM_ENCODING_WINDOWS_1252, kam_windows_1252_letters, NORDIC },
    { KAM_ENCODING_ISO_8859_2, kam_iso_8859_2_letters, CS },
    { KAM_ENCODING_ISO_8859_2, kam_iso_8859_2_letters, HU },
    { KAM_ENCODING_ISO_8859_2, kam_iso_8859_2_letters, PL },
    { KAM_ENCODING_ISO_8859_2, kam_iso_8859_2_letters, RO },
};

/* How often each byte from 0x80 on stands in which company. */
typedef struct {
    guint total[128];
    guint beside_ascii[128]; /* a neighbour is an ASCII letter */
    guint among_high[128];   /* both neighbours are outside ASCII */
    guint after_lower[128];  /* follows a lower-case ASCII letter */
    guint inside_word[128];  /* both neighbours are letters or outside ASCII */
} Census;

static Census *
take_census(const guint8 *sample, gsize n)
{
    Census *census = g_new0(Census, 1);

    for (gsize i = kam_ascii_length(sample, n); i < n; i++) {
        guint8 before = i > 0 ? sample[i - 1] : ' ';
        guint8 after = i + 1 < n ? sample[i + 1] : ' ';
        guint byte = (guint)sample[i] - 0x80;

        if (sample[i] < 0x80) {
            i += kam_ascii_length(sample + i, n - i) - 1;
            continue;
        }
        census->total[byte]++;
        census->beside_ascii[byte] += g_ascii_isalpha(before) || g_ascii_isalpha(after);
        census->among_high[byte] += before >= 0x80 && after >= 0x80;
        census->after_lower[byte] += g_ascii_islower(before);
        census->inside_word[byte] +=
            (before >= 0x80 || g_ascii_isalpha(before)) && (after >= 0x80 || g_ascii_isalpha(after));
    }
    return census;
}

static gboolean
alphabet_has(const Alphabet *alphabet, gunichar c)
{
    gunichar lower = g_unichar_tolower(c);

    for (const char *p = alphabet->letters; *p != '\0'; p += g_utf8_skip[(guint8)*p]) {
        if (g_utf8_get_char(p) == lower)
            return TRUE;
    }
    return FALSE;
}

/* Signs that people do write in trade: quotes, dashes, currency, degrees, fractions. */
static gboolean
sign_is_usual(gunichar c)
{
    static const char signs[] = "„“”‘’‚–—…€£§°·«»№©®™±×½¼²³µ\u00a0\u00b4";

    for (const char *p = signs; *p != '\0'; p += g_utf8_skip[(guint8)*p]) {
        if (g_utf8_get_char(p) == c)
            return TRUE;
    }
    return FALSE;
}

/* The weights only order the candidates: a letter that fits counts as much as one that does not, controls and signs
 * inside words are what a wrong set betrays itself by. */
static gint64
score_letter(const Census *census, guint byte, gunichar c)
{
    gint64 score = 4 * (gint64)census->total[byte];

    if (c >= 0x400 && c < 0x500)
        return score - 6 * (gint64)census->beside_ascii[byte];
    if (g_unichar_isupper(c))
        score -= 3 * (gint64)census->after_lower[byte];
    return score - 3 * (gint64)census->among_high[byte];
}

static gint64
score_candidate(const Census *census, const Candidate *candidate, guint *fitting)
{
    gint64 score = 0;

    *fitting = 0;
    for (guint byte = 0; byte < 128; byte++) {
        gunichar c = candidate->letters[byte];
        gint64 total = census->total[byte];

        if (total == 0)
            continue;
        if (c < 0xa0) {
            score -= 10 * total;
        } else if (alphabet_has(&alphabets[candidate->alphabet], c)) {
            score += score_letter(census, byte, c);
            *fitting += (guint)total;
        } else if (g_unichar_isalpha(c)) {
            score -= 4 * total;
        } else if (sign_is_usual(c)) {
            score += total - 2 * (gint64)census->inside_word[byte];
        } else {
            score -= 2 * total + 4 * (gint64)census->inside_word[byte];
        }
    }
    return score;
}

static void
detect_single_bytes(const guint8 *sample, gsize n, KamEncodingGuess *guess)
{
    g_autofree Census *census = take_census(sample, n);
    const Candidate *best = NULL;
    gint64 best_score = 0;
    guint best_fitting = 0, total = 0;

    for (guint i = 0; i < G_N_ELEMENTS(candidates); i++) {
        guint fitting;
        gint64 score = score_candidate(census, &candidates[i], &fitting);

        if (best == NULL || score > best_score) {
            best = &candidates[i];
            best_score = score;
            best_fitting = fitting;
        }
    }
    for (guint i = 0; i < 128; i++)
        total += census->total[i];
    guess->encoding = best->encoding;
    g_snprintf(guess->why, sizeof guess->why, "not valid UTF-8, and %u of %u characters outside ASCII are %s letters",
               best_fitting, total, alphabets[best->alphabet].name);
}

static gboolean
detect_bom(const guint8 *sample, gsize n, KamEncodingGuess *guess)
{
    static const struct {
        const char *mark;
        guint length;
        KamEncoding encoding;
    } marks[] = {
        { "\xef\xbb\xbf", 3, KAM_ENCODING_UTF8 },
        { "\xff\xfe", 2, KAM_ENCODING_UTF16LE },
        { "\xfe\xff", 2, KAM_ENCODING_UTF16BE },
    };

    for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (n < marks[i].length || memcmp(sample, marks[i].mark, marks[i].length) != 0)
            continue;
        guess->encoding = marks[i].encoding;
        guess->bom_length = marks[i].length;
        g_strlcpy(guess->why, "it begins with a byte order mark", sizeof guess->why);
        return TRUE;
    }
    return FALSE;
}

/* Delimiters, digits and line ends have a zero half even where all letters are Cyrillic. */
static gboolean
detect_utf16(const guint8 *sample, gsize n, KamEncodingGuess *guess)
{
    gsize zeros[2] = { 0, 0 };
    gsize n_units = n / 2;

    if (n_units < 2 || memchr(sample, '\0', n) == NULL)
        return FALSE;
    for (gsize i = 0; i < 2 * n_units; i++)
        zeros[i & 1] += sample[i] == 0;
    if (zeros[1] * 10 >= n_units && zeros[0] * 100 <= zeros[1])
        guess->encoding = KAM_ENCODING_UTF16LE;
    else if (zeros[0] * 10 >= n_units && zeros[1] * 100 <= zeros[0])
        guess->encoding = KAM_ENCODING_UTF16BE;
    else
        return FALSE;
    g_snprintf(guess->why, sizeof guess->why, "every %s byte is mostly zero",
               guess->encoding == KAM_ENCODING_UTF16LE ? "second" : "first");
    return TRUE;
}

/* Characters outside ASCII that are well formed, and bytes that are not. */
static void
count_utf8(const guint8 *sample, gsize n, guint64 *n_good, guint64 *n_bad)
{
    gsize i = 0;

    *n_good = 0;
    *n_bad = 0;
    while (i < n) {
        gboolean cut;
        gsize valid = kam_utf8_valid_length(sample + i, n - i, &cut);

        for (gsize k = i; k < i + valid; k++)
            *n_good += sample[k] >= 0xc0;
        i += valid;
        if (i == n || cut)
            return;
        ++*n_bad;
        i++;
    }
}

void
kam_encoding_detect(const guint8 *sample, gsize n, gboolean at_start, KamEncodingGuess *guess)
{
    guint64 n_good, n_bad;

    memset(guess, 0, sizeof *guess);
    if (at_start && (detect_bom(sample, n, guess) || detect_utf16(sample, n, guess)))
        return;
    if (kam_ascii_length(sample, n) == n)
        return;
    count_utf8(sample, n, &n_good, &n_bad);
    if (n_good > 0 && n_bad * 20 <= n_good) {
        guess->encoding = KAM_ENCODING_UTF8;
        g_strlcpy(guess->why, n_bad == 0 ? "it is valid UTF-8" : "nearly all of it is valid UTF-8", sizeof guess->why);
        return;
    }
    detect_single_bytes(sample, n, guess);
}
