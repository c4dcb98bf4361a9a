/* How header texts are made comparable. */
#include "sales/recognise/header_key.h"

#include <string.h>

#include "base/text.h"

/* Spellings of one word, evened out. Longer ones first where one begins another. */
static const char *const same_words[][2] = {
    { "vrijednost", "vrednost" }, { "cijena", "cena" }, { "cijene", "cene" },    { "pdvom", "pdv" }, { "pdva", "pdv" },
    { "mjesto", "mesto" },        { "mjere", "mere" },  { "artikl", "artikal" },
};

static void
replace_all(GString *text, const char *from, const char *to)
{
    /* "artikl" in "artikla" is already right; only the Croatian nominative differs. */
    if (strcmp(from, "artikl") == 0) {
        if (g_str_has_suffix(text->str, from))
            g_string_insert(text, (gssize)text->len - 1, "a");
        return;
    }
    g_string_replace(text, from, to, 0);
}

/* "s PDV-om", "z DDV" and "sa PDV" are one; the spaces still tell the letter from the end of a word. */
static void
even_out_tax(GString *words)
{
    static const char *const same[][2] = {
        { " ddv", " pdv" }, { " s pdv", " sa pdv" }, { " z pdv", " sa pdv" }, { " brez pdv", " bez pdv" }
    };

    g_string_prepend_c(words, ' ');
    for (guint i = 0; i < G_N_ELEMENTS(same); i++)
        g_string_replace(words, same[i][0], same[i][1], 0);
    g_string_erase(words, 0, 1);
}

static GString *
fold_words(const char *text, gsize length)
{
    static const char *const signs[][2] = { { "%", " pct " }, { "#", " no " },  { "№", " no " }, { "N°", " no " },
                                            { "n°", " no " }, { "Nº", " no " }, { "nº", " no " } };
    g_autoptr(GString) raw = g_string_new_len(text, (gssize)length);
    GString *words = g_string_new(NULL);

    for (guint i = 0; i < G_N_ELEMENTS(signs); i++)
        g_string_replace(raw, signs[i][0], signs[i][1], 0);
    kam_text_fold_append(words, raw->str, (gssize)raw->len);
    even_out_tax(words);
    return words;
}

static void
drop_spaces(GString *text)
{
    gsize n = 0;

    for (gsize i = 0; i < text->len; i++)
        if (text->str[i] != ' ')
            text->str[n++] = text->str[i];
    g_string_truncate(text, n);
}

char *
kam_header_key(const char *text, gsize length)
{
    GString *key = fold_words(text, length);

    drop_spaces(key);
    for (guint i = 0; i < G_N_ELEMENTS(same_words); i++)
        replace_all(key, same_words[i][0], same_words[i][1]);
    return g_string_free(key, FALSE);
}

char *
kam_header_words(const char *text, gsize length)
{
    GString *words = fold_words(text, length);

    g_string_replace(words, "vrijednost", "vrednost", 0);
    g_string_replace(words, "cijen", "cen", 0);
    return g_string_free(words, FALSE);
}

char *
kam_header_key_plain(const char *text, gsize length)
{
    g_autoptr(GString) plain = g_string_new(NULL);
    guint depth = 0;

    for (gsize i = 0; i < length; i++) {
        if (text[i] == '(' || text[i] == '[')
            depth++;
        else if ((text[i] == ')' || text[i] == ']') && depth > 0)
            depth--;
        else if (depth == 0)
            g_string_append_c(plain, text[i]);
    }
    if (plain->len == length)
        return NULL;
    return kam_header_key(plain->str, plain->len);
}
