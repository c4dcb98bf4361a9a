/* Sentences: a message is read once from left to right, its own words in the language's letters, its arguments as they
 * are. The same reader serves the check. */
#include <string.h>

#include "base/cyrillic.h"
#include "base/language.h"

#define MOST_FORMS 3

/* One piece of a text: words of its own, or a name with or without forms. */
typedef struct {
    const char *words; /* NULL: an argument */
    gsize n_words;
    const char *name;
    gsize n_name;
    const char *form[MOST_FORMS];
    gsize n_form[MOST_FORMS];
    guint n_forms; /* 0: the argument itself; above MOST_FORMS only the number is known */
} Piece;

static void
split_forms(Piece *piece, const char *from, const char *end)
{
    for (;;) {
        const char *bar = memchr(from, '|', (gsize)(end - from));
        const char *to = bar != NULL ? bar : end;

        if (piece->n_forms < MOST_FORMS) {
            piece->form[piece->n_forms] = from;
            piece->n_form[piece->n_forms] = (gsize)(to - from);
        }
        piece->n_forms++;
        if (bar == NULL)
            return;
        from = bar + 1;
    }
}

/* The next piece of a text; NULL at its end and where a brace is not closed, which *text then points to. */
static gboolean
next_piece(const char **text, Piece *piece)
{
    const char *at = *text, *end, *colon;

    memset(piece, 0, sizeof *piece);
    if (*at == '\0')
        return FALSE;
    if (*at != '{') {
        piece->words = at;
        piece->n_words = strcspn(at, "{");
        *text = at + piece->n_words;
        return TRUE;
    }
    end = strchr(at, '}');
    if (end == NULL)
        return FALSE;
    colon = memchr(at, ':', (gsize)(end - at));
    piece->name = at + 1;
    piece->n_name = (gsize)((colon != NULL ? colon : end) - piece->name);
    if (colon != NULL)
        split_forms(piece, colon + 1, end);
    *text = end + 1;
    return TRUE;
}

static void
append_latin(GString *out, const char *words, gsize n)
{
    for (gsize i = 0; i < n; i++)
        if (words[i] != '[' && words[i] != ']')
            g_string_append_c(out, words[i]);
}

static void
append_words(GString *out, KamLanguage language, const char *words, gsize n)
{
    if (language == KAM_LANGUAGE_SR_CYRL)
        kam_cyrillic_append(out, words, (gssize)n);
    else
        append_latin(out, words, n);
}

static const KamArgument *
find_argument(const KamArgument *arguments, const Piece *piece)
{
    for (; arguments != NULL && arguments->name != NULL; arguments++)
        if (strlen(arguments->name) == piece->n_name && memcmp(arguments->name, piece->name, piece->n_name) == 0)
            return arguments;
    g_error("a message asks for '%.*s', which nobody gave", (int)piece->n_name, piece->name);
}

static void
append_count(GString *out, KamLanguage language, gint64 count)
{
    g_autofree char *number = kam_format_count(count, kam_language_numbers(language));

    g_string_append(out, number);
}

static void
append_form(GString *out, KamLanguage language, const Piece *piece, gint64 count)
{
    KamPlural plural = kam_language_plural(language, count);
    guint which = plural == KAM_PLURAL_OTHER ? MIN(piece->n_forms, MOST_FORMS) - 1 : plural;
    const char *form = piece->form[which], *end = form + piece->n_form[which], *sign;

    while ((sign = memchr(form, '#', (gsize)(end - form))) != NULL) {
        append_words(out, language, form, (gsize)(sign - form));
        append_count(out, language, count);
        form = sign + 1;
    }
    append_words(out, language, form, (gsize)(end - form));
}

static void
append_argument(GString *out, KamLanguage language, const Piece *piece, const KamArgument *argument)
{
    if (piece->n_forms > 0 && argument->text != NULL)
        g_error("'%s' is a text, but a message asks for its plural", argument->name);
    if (piece->n_forms > 0)
        append_form(out, language, piece, argument->count);
    else if (argument->text != NULL)
        g_string_append(out, argument->text);
    else
        append_count(out, language, argument->count);
}

char *
kam_language_say(KamLanguage language, const KamMessage *message, const KamArgument *arguments)
{
    const char *text = language == KAM_LANGUAGE_EN ? message->en : message->sr;
    g_autoptr(GString) out = g_string_new(NULL);
    gboolean after_argument = FALSE;
    Piece piece;

    while (next_piece(&text, &piece)) {
        if (piece.words == NULL) {
            append_argument(out, language, &piece, find_argument(arguments, &piece));
        } else {
            gsize skip = after_argument && piece.words[0] == '.' && out->len > 0 && out->str[out->len - 1] == '.';

            append_words(out, language, piece.words + skip, piece.n_words - skip);
        }
        after_argument = piece.words == NULL;
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* "name" and, when it has forms, "name:" of every argument; NULL with what is wrong when the text cannot be read. */
static GHashTable *
read_names(const char *language, const char *text, guint forms, char **wrong)
{
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Piece piece;

    while (next_piece(&text, &piece)) {
        if (piece.words != NULL)
            continue;
        if (piece.n_name == 0 || (piece.n_forms > 0 && piece.n_forms != forms)) {
            *wrong = g_strdup_printf("'{%.*s' has %u forms, %s has %u", (int)piece.n_name, piece.name, piece.n_forms,
                                     language, forms);
            return NULL;
        }
        g_hash_table_add(names, g_strndup(piece.name, piece.n_name));
    }
    if (*text == '\0')
        return g_steal_pointer(&names);
    *wrong = g_strdup_printf("a brace of the %s text is not closed", language);
    return NULL;
}

static char *
compare_names(GHashTable *english, GHashTable *serbian)
{
    GHashTable *const sides[] = { english, serbian };
    GHashTableIter iter;
    gpointer name;

    for (guint i = 0; i < 2; i++) {
        g_hash_table_iter_init(&iter, sides[i]);
        while (g_hash_table_iter_next(&iter, &name, NULL))
            if (!g_hash_table_contains(sides[1 - i], name))
                return g_strdup_printf("'{%s}' stands in one language only", (char *)name);
    }
    return NULL;
}

/* Serbian words hold neither q, w, x nor y; in brackets and in names of arguments they may. */
static char *
find_foreign_letter(const char *text)
{
    gboolean in_brackets = FALSE, in_name = FALSE;

    for (const char *at = text; *at != '\0'; at++) {
        in_brackets = *at == '[' || (in_brackets && *at != ']');
        in_name = *at == '{' || (in_name && *at != ':' && *at != '}');
        if (!in_brackets && !in_name && strchr("qwxyQWXY", *at) != NULL)
            return g_strdup_printf("'%c' is no Serbian letter: put what stays Latin into [brackets]", *at);
    }
    return in_brackets ? g_strdup("a bracket is not closed") : NULL;
}

char *
kam_language_check(const KamMessage *message)
{
    g_autoptr(GHashTable) english = NULL, serbian = NULL;
    char *wrong = NULL;

    if (message->id == NULL || message->en == NULL || message->sr == NULL || *message->en == '\0' ||
        *message->sr == '\0')
        return g_strdup("a translation is missing");
    if (strpbrk(message->en, "[]") != NULL)
        return g_strdup("English needs no brackets");
    english = read_names("English", message->en, 2, &wrong);
    if (english == NULL)
        return wrong;
    serbian = read_names("Serbian", message->sr, 3, &wrong);
    if (serbian == NULL)
        return wrong;
    wrong = compare_names(english, serbian);
    return wrong != NULL ? wrong : find_foreign_letter(message->sr);
}
