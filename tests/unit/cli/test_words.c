/* The words of what analyses print: complete and well formed in both languages, and none that nobody says. */
#include <string.h>

#include "cli/words.h"

static void
test_words__are_whole_in_both_languages(void)
{
    for (KamWord word = KAM_WORD_NONE + 1; word < KAM_WORD_N; word++) {
        const KamMessage *message = kam_word_message(word);
        g_autofree char *wrong = kam_language_check(message);

        if (wrong != NULL)
            g_error("word %s: %s", message->id, wrong);
    }
}

/* All C files of the command line in one text. */
static char *
load_sources(void)
{
    g_autofree char *path = g_build_filename(g_getenv("KAMEN_SOURCE_ROOT"), "src", "cli", NULL);
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    GString *all = g_string_new(NULL);
    const char *name;

    g_assert_nonnull(dir);
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *file = g_build_filename(path, name, NULL), *text = NULL;

        if (!g_str_has_suffix(name, ".c"))
            continue;
        g_assert_true(g_file_get_contents(file, &text, NULL, NULL));
        g_string_append(all, text);
    }
    return g_string_free(all, FALSE);
}

/* Behind a page, as KAM_SAY(page, NAME ...) has it, or by its whole name. */
static gboolean
is_said(const char *sources, const char *id)
{
    g_autofree char *pattern = g_strdup_printf("(KAM_WORD_|page, )%s\\b", id);

    return g_regex_match_simple(pattern, sources, 0, 0);
}

static void
test_words__are_all_said(void)
{
    g_autofree char *sources = load_sources();

    for (KamWord word = KAM_WORD_NONE + 1; word < KAM_WORD_N; word++)
        if (!is_said(sources, kam_word_message(word)->id))
            g_error("word %s: nobody says it", kam_word_message(word)->id);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/words/whole", test_words__are_whole_in_both_languages);
    g_test_add_func("/words/said", test_words__are_all_said);
    return g_test_run();
}
