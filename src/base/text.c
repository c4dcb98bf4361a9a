/* Folding text for comparison, and slices. Tables answer for Latin and Serbian letters; utf8proc for the rest of
 * Unicode. Company names' keys are company_key.c's. */
#include "base/text.h"

#include <string.h>
#include <utf8proc.h>

#include "base/text_private.h"

#define LATIN_FIRST 0x00C0
#define LATIN_LAST 0x017F
#define CYRILLIC_FIRST 0x0400
#define CYRILLIC_LAST 0x045F
#define GRAVE_TO_MARKS_FIRST 0x0300
#define GRAVE_TO_MARKS_LAST 0x036F

/* No letter decomposes into more (U+FDFA, 18, is the longest). */
#define MAX_DECOMPOSED 32

/* "" is no letter. An eth is read as dj: in old Serbian files it is a mangled U+0110 far more often than Icelandic. */
static const char latin_letters[LATIN_LAST - LATIN_FIRST + 1][3] = {
    "a",  "a",  "a",  "a",  "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",  /* U+00C0 */
    "dj", "n",  "o",  "o",  "o", "o", "o",  "",  "o", "u", "u", "u", "u", "y", "th", "ss", /* U+00D0 */
    "a",  "a",  "a",  "a",  "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",  /* U+00E0 */
    "dj", "n",  "o",  "o",  "o", "o", "o",  "",  "o", "u", "u", "u", "u", "y", "th", "y",  /* U+00F0 */
    "a",  "a",  "a",  "a",  "a", "a", "c",  "c", "c", "c", "c", "c", "c", "c", "d",  "d",  /* U+0100 */
    "dj", "dj", "e",  "e",  "e", "e", "e",  "e", "e", "e", "e", "e", "g", "g", "g",  "g",  /* U+0110 */
    "g",  "g",  "g",  "g",  "h", "h", "h",  "h", "i", "i", "i", "i", "i", "i", "i",  "i",  /* U+0120 */
    "i",  "i",  "ij", "ij", "j", "j", "k",  "k", "k", "l", "l", "l", "l", "l", "l",  "l",  /* U+0130 */
    "l",  "l",  "l",  "n",  "n", "n", "n",  "n", "n", "n", "n", "n", "o", "o", "o",  "o",  /* U+0140 */
    "o",  "o",  "oe", "oe", "r", "r", "r",  "r", "r", "r", "s", "s", "s", "s", "s",  "s",  /* U+0150 */
    "s",  "s",  "t",  "t",  "t", "t", "t",  "t", "u", "u", "u", "u", "u", "u", "u",  "u",  /* U+0160 */
    "u",  "u",  "u",  "u",  "w", "w", "y",  "y", "y", "z", "z", "z", "z", "z", "z",  "s",  /* U+0170 */
};

/* Serbian and Macedonian by their own rules, the rest in their manner; "-" is a letter without a sound. */
static const char cyrillic_letters[CYRILLIC_LAST - CYRILLIC_FIRST + 1][3] = {
    "e", "e", "dj", "gj", "je", "dz", "i", "ji", "j", "lj", "nj", "c", "kj", "i", "u",  "dz", /* U+0400 */
    "a", "b", "v",  "g",  "d",  "e",  "z", "z",  "i", "j",  "k",  "l", "m",  "n", "o",  "p",  /* U+0410 */
    "r", "s", "t",  "u",  "f",  "h",  "c", "c",  "s", "sc", "-",  "i", "-",  "e", "ju", "ja", /* U+0420 */
    "a", "b", "v",  "g",  "d",  "e",  "z", "z",  "i", "j",  "k",  "l", "m",  "n", "o",  "p",  /* U+0430 */
    "r", "s", "t",  "u",  "f",  "h",  "c", "c",  "s", "sc", "-",  "i", "-",  "e", "ju", "ja", /* U+0440 */
    "e", "e", "dj", "gj", "je", "dz", "i", "ji", "j", "lj", "nj", "c", "kj", "i", "u",  "dz", /* U+0450 */
};

/* Letters that are one sign when composed and two when decomposed; both must give the same. */
static const struct {
    guint16 base; /* small letter; the capital stands 32 before, or 80 for U+0456 */
    guint16 mark;
    char latin[3];
} cyrillic_pairs[] = {
    { 0x0433, 0x0301, "gj" },
    { 0x043A, 0x0301, "kj" },
    { 0x0438, 0x0306, "j" },
    { 0x0456, 0x0308, "ji" },
};

typedef struct {
    GString *out;
    gsize start;      /* where this text begins in `out` */
    gboolean has_gap; /* something that is no letter came since the last letter */
    gboolean is_open; /* the gap holds a space */
    char glue;        /* what a gap without a space becomes */
} Folding;

/* What must stand before the next letter. */
static inline void
close_gap(Folding *f)
{
    if (!f->has_gap)
        return;
    if (f->out->len > f->start)
        g_string_append_c(f->out, f->is_open ? ' ' : f->glue);
    f->has_gap = f->is_open = FALSE;
}

static inline void
add_gap(Folding *f, gboolean is_space)
{
    f->has_gap = TRUE;
    f->is_open |= is_space;
}

static void
add_letters(Folding *f, const char *letters)
{
    if (letters[0] == '-')
        return; /* and a gap before it stays open: it may be the last sign of all */
    close_gap(f);
    g_string_append_c(f->out, letters[0]);
    if (letters[1] != '\0')
        g_string_append_c(f->out, letters[1]);
}

/* How a letter is written in Latin, or NULL when no table knows it. */
static inline const char *
find_letters(utf8proc_int32_t letter)
{
    const char *found = NULL;

    if (letter >= LATIN_FIRST && letter <= LATIN_LAST)
        found = latin_letters[letter - LATIN_FIRST];
    else if (letter >= CYRILLIC_FIRST && letter <= CYRILLIC_LAST)
        found = cyrillic_letters[letter - CYRILLIC_FIRST];
    else if (letter == 0x0189 || letter == 0x0256) /* the African D looks like the Serbian one */
        found = "dj";
    else if (letter == 0x0490 || letter == 0x0491) /* the Ukrainian g with upturn */
        found = "g";
    return found == NULL || found[0] == '\0' ? NULL : found;
}

/* The letter and the mark behind it as one letter, when they are one in Cyrillic. */
static const char *
find_pair(utf8proc_int32_t letter, const guint8 *next, gsize left)
{
    utf8proc_int32_t mark;

    /* Both marks are 0xCC and a byte; nearly no letter is followed by that. */
    if (left < 2 || next[0] != 0xCC || letter < 0x0406 || letter > 0x0456)
        return NULL;
    if (utf8proc_iterate(next, (utf8proc_ssize_t)left, &mark) != 2)
        return NULL;
    if (letter == 0x0406)
        letter = 0x0456;
    else if (letter >= 0x0410 && letter <= 0x042F)
        letter += 32;
    for (guint i = 0; i < G_N_ELEMENTS(cyrillic_pairs); i++)
        if (cyrillic_pairs[i].base == letter && cyrillic_pairs[i].mark == mark)
            return cyrillic_pairs[i].latin;
    return NULL;
}

static void
add_part(Folding *f, utf8proc_int32_t part)
{
    const char *letters = find_letters(part);
    utf8proc_category_t category;
    guint8 bytes[4];

    if (part < 0x80 && g_ascii_isalnum((char)part)) {
        close_gap(f);
        g_string_append_c(f->out, g_ascii_tolower((char)part));
        return;
    }
    if (letters != NULL) {
        add_letters(f, letters);
        return;
    }
    /* The categories come in order: letters LU to LO, marks MN to ME, numbers ND to NO, then the rest. Marks are here
     * only when case folding made them after decomposition. */
    category = utf8proc_category(part);
    if (category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME)
        return;
    if (category < UTF8PROC_CATEGORY_LU || category > UTF8PROC_CATEGORY_NO) {
        add_gap(f, category == UTF8PROC_CATEGORY_ZS || (part >= 0x09 && part <= 0x0D));
        return;
    }
    close_gap(f);
    g_string_append_len(f->out, (const char *)bytes, utf8proc_encode_char(part, bytes));
}

/* A letter outside the tables. Signs that Unicode calls ignorable (soft hyphen, joiners, BOM) vanish without a gap. */
static void
add_any(Folding *f, utf8proc_int32_t letter)
{
    const utf8proc_option_t options =
        UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE | UTF8PROC_STRIPMARK;
    utf8proc_int32_t parts[MAX_DECOMPOSED];
    int boundary = 0;
    utf8proc_ssize_t n;

    n = utf8proc_decompose_char(letter, parts, MAX_DECOMPOSED, options, &boundary);
    for (utf8proc_ssize_t i = 0; i < MIN(n, MAX_DECOMPOSED); i++)
        add_part(f, parts[i]);
}

/* The letter at `at` and its length, or 0 for a broken byte. The tables' letters have two bytes and are read here. */
static inline gsize
read_letter(const guint8 *at, gsize left, utf8proc_int32_t *letter)
{
    utf8proc_ssize_t size;

    if (left >= 2 && at[0] >= 0xC2 && at[0] < 0xE0 && (at[1] & 0xC0) == 0x80) {
        *letter = (at[0] & 0x1F) << 6 | (at[1] & 0x3F);
        return 2;
    }
    size = utf8proc_iterate(at, (utf8proc_ssize_t)left, letter);
    return size > 0 ? (gsize)size : 0;
}

/* Adds what begins at `at`, beyond ASCII; its length. */
static gsize
add_wide(Folding *f, const guint8 *at, gsize left)
{
    utf8proc_int32_t letter;
    gsize size = read_letter(at, left, &letter);
    const char *letters;

    if (size == 0) {
        add_gap(f, TRUE); /* a broken byte */
        return 1;
    }
    if (letter >= GRAVE_TO_MARKS_FIRST && letter <= GRAVE_TO_MARKS_LAST)
        return size;
    letters = find_pair(letter, at + size, left - size);
    if (letters == NULL)
        letters = find_letters(letter);
    if (letters != NULL)
        add_letters(f, letters);
    else
        add_any(f, letter);
    return size;
}

/* For each ASCII byte what it becomes; 0 is no letter. */
static inline char
fold_ascii(guint8 byte)
{
    if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9'))
        return (char)byte;
    return byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : 0;
}

/* A run of ASCII, written straight into room made for all of it; where the run ends. */
static gsize
add_ascii(Folding *f, const guint8 *bytes, gsize length)
{
    gsize at = 0;
    gsize used = f->out->len;
    char *to;

    /* Each byte gives one at most, but for one gap that was open before. */
    g_string_set_size(f->out, used + length + 1);
    to = f->out->str;
    for (; at < length && bytes[at] < 0x80; at++) {
        char folded = fold_ascii(bytes[at]);

        if (folded == 0) {
            add_gap(f, bytes[at] == ' ' || (bytes[at] >= 0x09 && bytes[at] <= 0x0D));
            continue;
        }
        if (f->has_gap) {
            if (used > f->start)
                to[used++] = f->is_open ? ' ' : f->glue;
            f->has_gap = f->is_open = FALSE;
        }
        to[used++] = folded;
    }
    g_string_truncate(f->out, used);
    return at;
}

void
kam_text_fold_glued(GString *out, const char *text, gsize length, char glue)
{
    Folding f = { .out = out, .start = out->len, .glue = glue };
    const guint8 *bytes = (const guint8 *)text;
    gsize at = 0;

    while (at < length) {
        if (bytes[at] < 0x80)
            at += add_ascii(&f, bytes + at, length - at);
        else
            at += add_wide(&f, bytes + at, length - at);
    }
}

void
kam_text_fold_append(GString *out, const char *text, gssize length)
{
    kam_text_fold_glued(out, text, length < 0 ? strlen(text) : (gsize)length, ' ');
}

char *
kam_text_fold(const char *text, gssize length)
{
    gsize size = length < 0 ? strlen(text) : (gsize)length;
    GString *out = g_string_sized_new(size + 2);

    kam_text_fold_glued(out, text, size, ' ');
    return g_string_free(out, FALSE);
}

/* Length of the blank at the front: control characters, spaces, NBSP, narrow NBSP, zero-width space, BOM. */
static gsize
blank_at_front(const char *text, gsize length)
{
    if (length >= 1 && ((guchar)text[0] <= ' ' || text[0] == 0x7F))
        return 1;
    if (length >= 2 && memcmp(text, "\xC2\xA0", 2) == 0)
        return 2;
    if (length >= 3 && (memcmp(text, "\xEF\xBB\xBF", 3) == 0 || memcmp(text, "\xE2\x80\xAF", 3) == 0 ||
                        (memcmp(text, "\xE2\x80", 2) == 0 && (guchar)text[2] >= 0x80 && (guchar)text[2] <= 0x8B)))
        return 3;
    return 0;
}

static gsize
blank_at_back(const char *text, gsize length)
{
    for (gsize size = 1; size <= 3 && size <= length; size++)
        if (blank_at_front(text + length - size, size) == size)
            return size;
    return 0;
}

void
kam_text_trim(const char **text, gsize *length)
{
    gsize blank;

    while ((blank = blank_at_front(*text, *length)) > 0) {
        *text += blank;
        *length -= blank;
    }
    while ((blank = blank_at_back(*text, *length)) > 0)
        *length -= blank;
}

gboolean
kam_text_equal(const char *a, gsize a_length, const char *b, gsize b_length)
{
    return a_length == b_length && (a_length == 0 || memcmp(a, b, a_length) == 0);
}
