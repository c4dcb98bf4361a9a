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
    g_autoptr(GString) raw = g_string_new_len(text, (gssize)length);
    GString *key = g_string_new(NULL);

    g_string_replace(raw, "%", " pct ", 0);
    g_string_replace(raw, "#", " no ", 0);
    g_string_replace(raw, "№", " no ", 0);
    kam_text_fold_append(key, raw->str, (gssize)raw->len);
    drop_spaces(key);
    for (guint i = 0; i < G_N_ELEMENTS(same_words); i++)
        replace_all(key, same_words[i][0], same_words[i][1]);
    return g_string_free(key, FALSE);
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
