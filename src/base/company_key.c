/* Keys by which company names are matched: what the words of a name are, and which of them only state a legal form. */
#include "base/text.h"

#include <string.h>

#include "base/text_private.h"

/* Stands in the folded name where no space separated two words; never a letter of it. */
#define GLUE '.'
#define MAX_PHRASE 5
/* A run of single letters is taken apart only for a form of at least this many: "ab" may well be a name. */
#define MIN_SPLIT 3

/* Legal forms that are dropped wherever they stand. Folded; a phrase is written with spaces. */
static const char *const forms_anywhere[] = {
    /* Serbian and its neighbours' in the same language */
    "doo",
    "ad",
    "dd",
    "od",
    "kd",
    "sr",
    "szr",
    "szt",
    "str",
    "sztr",
    "stur",
    "sztur",
    "sur",
    "sutr",
    "tr",
    "tur",
    "ztr",
    "zr",
    "ur",
    "pr",
    "jp",
    "jkp",
    "jvp",
    "javp",
    "dp",
    "pp",
    "oad",
    "zad",
    "jdoo",
    "dno",
    "dooel",
    "dool",
    "preduzece",
    "preduzetnik",
    "poduzece",
    "privredno drustvo",
    "akcionarsko drustvo",
    "dionicko drustvo",
    "deonicko drustvo",
    "otvoreno akcionarsko drustvo",
    "zatvoreno akcionarsko drustvo",
    "ortacko drustvo",
    "komanditno drustvo",
    "drustvo sa ogranicenom odgovornoscu",
    "drustvo s ogranicenom odgovornoscu",
    "drustvo ogranicene odgovornosti",
    "jednostavno drustvo s ogranicenom odgovornoscu",
    "javno preduzece",
    "javno komunalno preduzece",
    "javno vodoprivredno preduzece",
    "trgovinska radnja",
    "zanatska radnja",
    "samostalna trgovinska radnja",
    "samostalna zanatska radnja",
    "samostalna radnja",
    "samostalna ugostiteljska radnja",
    "zemljoradnicka zadruga",
    "obrt",
    "u stecaju",
    "u likvidaciji",
    "u restrukturiranju",
    /* Slovenian */
    "druzba z omejeno odgovornostjo",
    "delniska druzba",
    /* Bulgarian, Russian, Ukrainian in Latin */
    "eood",
    "ood",
    "ead",
    "ooo",
    "oao",
    "zao",
    "pao",
    "tov",
    /* English */
    "ltd",
    "limited",
    "llc",
    "llp",
    "plc",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "pty",
    "limited liability company",
    "joint stock company",
    /* German */
    "gmbh",
    "mbh",
    "gesmbh",
    "kgaa",
    "ohg",
    "gesellschaft mit beschrankter haftung",
    "aktiengesellschaft",
    "kommanditgesellschaft",
    /* French, Italian, Spanish, Portuguese, Romanian */
    "sarl",
    "sasu",
    "eurl",
    "srl",
    "srls",
    "slu",
    "sau",
    "lda",
    "ltda",
    "societe anonyme",
    "societa per azioni",
    "sociedad anonima",
    "sociedad limitada",
    "spa",
    /* Hungarian */
    "kft",
    "zrt",
    "nyrt",
    "kkt",
    "korlatolt felelossegu tarsasag",
    "zartkoruen mukodo reszvenytarsasag",
    /* Czech, Slovak, Polish */
    "sro",
    "spol sro",
    "spol s ro",
    "sp zoo",
    "sp z oo",
    "spzoo",
    "spolka z ograniczona odpowiedzialnoscia",
    "spolka akcyjna",
    /* Dutch, Nordic, Baltic, Turkish, Greek */
    "bvba",
    "sprl",
    "aps",
    "oyj",
    "uab",
    "sia",
    "sti",
    "ltd sti",
    "anonim sirketi",
};

/* Legal forms so short, or so like a word, that they are dropped only at the end of a name. */
static const char *const forms_at_end[] = {
    "sp", "dn",  "so",  "et",  "co", "company", "lp",  "ag", "kg",     "ug",     "ek",   "eg",  "se",
    "sa", "sas", "snc", "sci", "sl", "bt",      "rt",  "as", "ks",     "sk",     "sj",   "spj", "nv",
    "bv", "ab",  "asa", "oy",  "ou", "ae",      "epe", "ip", "and co", "und co", "i co",
};

/* One word of a name; text it does not own. */
typedef struct {
    const char *text;
    gsize length;
    gboolean is_glued; /* to the word before */
} Word;

static gboolean
is_single_letter(const Word *word)
{
    guchar first = (guchar)word->text[0];

    return !g_ascii_isdigit(first) && word->length == (gsize)(g_utf8_skip[first]);
}

static void
split_words(const char *folded, GArray *words)
{
    gboolean is_glued = FALSE;

    for (const char *at = folded; *at != '\0';) {
        gsize length = strcspn(at, " .");
        Word word = { at, length, is_glued };

        g_array_append_val(words, word);
        at += length;
        is_glued = *at == GLUE;
        at += *at != '\0';
    }
}

static gboolean
is_in(const char *const *forms, guint n, const char *text, gsize length)
{
    for (guint i = 0; i < n; i++)
        if (forms[i][0] == text[0] && strncmp(forms[i], text, length) == 0 && forms[i][length] == '\0')
            return TRUE;
    return FALSE;
}

static gboolean
is_form(const char *text, gsize length, gboolean at_end)
{
    return is_in(forms_anywhere, G_N_ELEMENTS(forms_anywhere), text, length) ||
           (at_end && is_in(forms_at_end, G_N_ELEMENTS(forms_at_end), text, length));
}

static void
add_word(GPtrArray *joined, GString *word)
{
    if (word->len > 0)
        g_ptr_array_add(joined, g_strndup(word->str, word->len));
    g_string_truncate(word, 0);
}

/* A run of letters with spaces between may hold a name and its form ("A & B d. o. o."): taken apart where the longest
 * form begins or ends the run. */
static void
add_letter_run(GPtrArray *joined, GString *run)
{
    g_autoptr(GString) rest = NULL;

    for (gsize length = run->len - 1; run->len > MIN_SPLIT && length >= MIN_SPLIT; length--) {
        gsize tail = run->len - length;

        if (is_form(run->str + tail, length, FALSE)) {
            rest = g_string_new_len(run->str + tail, (gssize)length);
            g_string_truncate(run, tail);
            break;
        }
        if (is_form(run->str, length, FALSE)) {
            rest = g_string_new(run->str + length);
            g_string_truncate(run, length);
            break;
        }
    }
    add_word(joined, run);
    if (rest != NULL)
        add_word(joined, rest);
}

/* How many single letters follow from `first`, all glued (or all apart). */
static guint
letter_run_length(const GArray *words, guint first, gboolean is_glued)
{
    guint n = 0;

    while (first + n < words->len) {
        const Word *word = &g_array_index(words, Word, first + n);

        if (!is_single_letter(word) || (n > 0 && word->is_glued != is_glued))
            break;
        n++;
    }
    return n;
}

/* "d", "o", "o" become "doo": letters that were glued first, so that "A & B d.o.o." gives "ab" and "doo". */
static GPtrArray *
join_letters(const GArray *words)
{
    GPtrArray *joined = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GString) word = g_string_new(NULL);

    for (guint i = 0; i < words->len;) {
        guint n_glued = letter_run_length(words, i, TRUE);
        guint n = n_glued > 1 ? n_glued : MAX(letter_run_length(words, i, FALSE), 1);
        const Word *next = i + n < words->len ? &g_array_index(words, Word, i + n) : NULL;

        /* The last letter of "A & d.o.o." belongs to the glued run behind it. */
        if (n_glued <= 1 && n > 1 && next != NULL && next->is_glued && is_single_letter(next))
            n--;
        for (guint j = 0; j < n; j++) {
            const Word *part = &g_array_index(words, Word, i + j);
            g_string_append_len(word, part->text, (gssize)part->length);
        }
        if (n_glued <= 1 && n > 1)
            add_letter_run(joined, word);
        else
            add_word(joined, word);
        i += n;
    }
    return joined;
}

/* How many words the longest legal form has that ends with word `last`; 0 when none does. */
static guint
form_length(const GPtrArray *words, guint last, gboolean at_end)
{
    g_autoptr(GString) phrase = g_string_new(NULL);
    guint found = 0;

    for (guint n = 1; n <= MAX_PHRASE && n <= last + 1; n++) {
        if (n > 1)
            g_string_prepend_c(phrase, ' ');
        g_string_prepend(phrase, (const char *)g_ptr_array_index(words, last + 1 - n));
        /* The first word of a name is never one of the short forms: "AB d.o.o." is called AB. */
        if (is_form(phrase->str, phrase->len, at_end && n <= last))
            found = n;
    }
    return found;
}

/* Marks the words that only state the legal form, from the end of the name to its front; how many remain. */
static guint
mark_forms(const GPtrArray *words, gboolean with_short_forms, gboolean *is_dropped)
{
    gboolean at_end = with_short_forms;
    guint kept = 0;

    memset(is_dropped, 0, words->len * sizeof is_dropped[0]);
    for (guint left = words->len; left > 0;) {
        guint n = form_length(words, left - 1, at_end);

        if (n == 0) {
            at_end = FALSE;
            kept++;
            left--;
            continue;
        }
        while (n-- > 0)
            is_dropped[--left] = TRUE;
    }
    return kept;
}

/* Which words to leave out: rather fewer than all of them. */
static void
choose_dropped(const GPtrArray *words, gboolean *is_dropped)
{
    if (mark_forms(words, TRUE, is_dropped) == 0 && mark_forms(words, FALSE, is_dropped) == 0)
        memset(is_dropped, 0, words->len * sizeof is_dropped[0]);
}

char *
kam_text_company_key(const char *name, gssize length)
{
    g_autoptr(GString) folded = g_string_new(NULL);
    g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(Word));
    g_autoptr(GPtrArray) joined = NULL;
    g_autofree gboolean *is_dropped = NULL;
    GString *key = g_string_new(NULL);

    kam_text_fold_glued(folded, name, length < 0 ? strlen(name) : (gsize)length, GLUE);
    split_words(folded->str, words);
    joined = join_letters(words);
    is_dropped = g_new0(gboolean, joined->len + 1);
    choose_dropped(joined, is_dropped);
    for (guint i = 0; i < joined->len; i++) {
        if (is_dropped[i])
            continue;
        if (key->len > 0)
            g_string_append_c(key, ' ');
        g_string_append(key, g_ptr_array_index(joined, i));
    }
    return g_string_free(key, FALSE);
}
