/* What makes a password good enough. */
#include "service/people/password.h"

#include <sodium.h>
#include <string.h>

#include "base/text.h"
#include "service/people/password_words.h"

#define MAX_BYTES ((gsize)KAM_PASSWORD_MAX_CHARACTERS * 4)
#define MIN_PARTS 8
#define MIN_RUN 3
#define MIN_OWN_WORD 3

char *
kam_password_normalize(const char *password)
{
    gsize length = strlen(password);

    /* What is longer than any password that was taken need not be looked at, whoever sends it. */
    return length > MAX_BYTES ? NULL : kam_text_nfc(password, (gssize)length);
}

void
kam_password_free(char *password)
{
    if (password != NULL)
        sodium_memzero(password, strlen(password));
    g_free(password);
}

/* Letters that figures and signs stand for in passwords: "p@ssw0rd". */
static char
plain_letter(char c)
{
    static const char signs[] = "@4013$5!7";
    static const char letters[] = "aaoiessit";
    const char *at = strchr(signs, c);

    return at != NULL && c != '\0' ? letters[at - signs] : c;
}

static char *
with_plain_letters(const char *text)
{
    char *plain = g_strdup(text);

    for (char *c = plain; *c != '\0'; c++)
        *c = plain_letter(*c);
    return plain;
}

/* Lower case without accents and in Latin letters, signs kept: what is typed, not what is meant. */
static char *
lower_latin(const char *password)
{
    g_autofree char *lower = g_utf8_strdown(password, -1);
    g_autoptr(GString) out = g_string_new(NULL);

    for (char *at = lower; *at != '\0'; at = g_utf8_next_char(at)) {
        gsize length = (gsize)(g_utf8_next_char(at) - at);
        g_autofree char *folded = kam_text_fold(at, (gssize)length);

        if (*folded != '\0')
            g_string_append(out, folded);
        else if (length == 1)
            g_string_append_c(out, *at);
        else
            g_string_append_c(out, '?');
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static gsize
match_word(const char *at, const char *word)
{
    gsize length = strlen(word);

    return strncmp(at, word, length) == 0 ? length : 0;
}

static gsize
match_words(const char *at, const char *plain_at, const GPtrArray *own)
{
    gsize longest = 0;

    for (guint i = 0; kam_password_words[i] != NULL; i++) {
        longest = MAX(longest, match_word(at, kam_password_words[i]));
        longest = MAX(longest, match_word(plain_at, kam_password_words[i]));
    }
    for (guint i = 0; i < own->len; i++)
        longest = MAX(longest, match_word(at, own->pdata[i]));
    return longest;
}

/* Neighbours on a row of the keyboard, in either direction: rows of both layouts that are common here. */
static gboolean
are_neighbours(char a, char b)
{
    static const char rows[] = "1234567890 qwertyuiop qwertzuiop asdfghjkl zxcvbnm yxcvbnm 1qaz2wsx3edc4rfv5tgb6yhn";

    for (const char *at = strchr(rows, a); at != NULL; at = strchr(at + 1, a))
        if (a != ' ' && (at[1] == b || (at > rows && at[-1] == b)))
            return TRUE;
    return FALSE;
}

/* abcd, 4321, aaaa, qwer: each character follows from the one before. */
static gsize
match_run(const char *at)
{
    gsize sequence = 1;
    gsize row = 1;

    if (*at == '\0')
        return 0;
    while (at[sequence] != '\0' && ABS(at[1] - at[0]) <= 1 && at[sequence] - at[sequence - 1] == at[1] - at[0])
        sequence++;
    while (at[row] != '\0' && are_neighbours(at[row - 1], at[row]))
        row++;
    return MAX(sequence, row) >= MIN_RUN ? MAX(sequence, row) : 0;
}

/* What was there just before comes again: "abcabc". */
static gsize
match_repetition(const char *text, gsize at)
{
    gsize longest = 0;

    for (gsize length = 2; length <= at; length++)
        if (strncmp(text + at - length, text + at, length) == 0)
            longest = length;
    return longest;
}

static gsize
match_year(const char *at)
{
    gboolean century = strncmp(at, "19", 2) == 0 || strncmp(at, "20", 2) == 0;

    return century && g_ascii_isdigit(at[2]) && g_ascii_isdigit(at[3]) ? 4 : 0;
}

/* The words of the person's own names, and each of them whole. */
static GPtrArray *
own_words(const char *const *own)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; own != NULL && own[i] != NULL; i++) {
        g_autofree char *folded = kam_text_fold(own[i], -1);
        g_auto(GStrv) parts = g_strsplit(folded, " ", -1);

        for (char **part = parts; *part != NULL; part++)
            if (strlen(*part) >= MIN_OWN_WORD)
                g_ptr_array_add(words, g_strdup(*part));
    }
    return words;
}

static guint
count_parts(const char *text, const GPtrArray *words)
{
    g_autofree char *plain = with_plain_letters(text);
    gsize length = MIN(strlen(text), KAM_PASSWORD_MAX_CHARACTERS);
    guint parts = 0;

    for (gsize at = 0; at < length && parts < MIN_PARTS; parts++) {
        gsize matched = match_words(text + at, plain + at, words);

        matched = MAX(matched, match_run(text + at));
        matched = MAX(matched, match_repetition(text, at));
        matched = MAX(matched, match_year(text + at));
        at += MAX(matched, 1);
    }
    return parts;
}

guint
kam_password_count_parts(const char *password, const char *const *own)
{
    g_autofree char *text = lower_latin(password);
    g_auto(GStrv) pieces = g_strsplit_set(text, " -_.", -1);
    g_autofree char *joined = g_strjoinv("", pieces);
    g_autoptr(GPtrArray) words = own_words(own);

    /* Spaces between the words of a phrase that everybody knows make it no better. */
    return MIN(count_parts(text, words), count_parts(joined, words));
}

gboolean
kam_password_check(const char *password, const char *const *own, GError **error)
{
    glong characters = g_utf8_validate(password, -1, NULL) ? g_utf8_strlen(password, -1) : -1;

    if (characters < 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "password is no UTF-8 text");
        return FALSE;
    }
    if (characters < KAM_PASSWORD_MIN_CHARACTERS || characters > KAM_PASSWORD_MAX_CHARACTERS) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "password has fewer than %d or more than %d characters",
                    KAM_PASSWORD_MIN_CHARACTERS, KAM_PASSWORD_MAX_CHARACTERS);
        return FALSE;
    }
    if (kam_password_count_parts(password, own) >= MIN_PARTS)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                "password is made of words, names or sequences that are guessed first: take a few words that have "
                "nothing to do with each other or with you");
    return FALSE;
}
