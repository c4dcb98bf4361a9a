/* The report's catalogue of messages: complete, well formed, used. */
#include <string.h>

#include "service/report/messages.h"

static void
test_messages__are_whole_in_both_languages(void)
{
    for (guint i = 0; i < REPORT_MESSAGES_N; i++) {
        const KamMessage *message = kam_report_message(i);
        g_autofree char *wrong = kam_language_check(message);

        if (wrong != NULL)
            g_error("message %s: %s", message->id, wrong);
    }
}

/* All C files of a folder in one text. */
static void
append_sources(GString *all, const char *folder)
{
    g_autofree char *path = g_build_filename(g_getenv("KAMEN_SOURCE_ROOT"), folder, NULL);
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *name;

    g_assert_nonnull(dir);
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *file = g_build_filename(path, name, NULL), *text = NULL;

        if (!g_str_has_suffix(name, ".c") || strcmp(name, "messages.c") == 0)
            continue;
        g_assert_true(g_file_get_contents(file, &text, NULL, NULL));
        g_string_append(all, text);
    }
}

static gboolean
has_word(const char *text, const char *word)
{
    gsize length = strlen(word);

    for (const char *at = text; (at = strstr(at, word)) != NULL; at += length)
        if (!g_ascii_isalnum(at[length]) && at[length] != '_')
            return TRUE;
    return FALSE;
}

static void
test_messages__are_all_used(void)
{
    g_autoptr(GString) sources = g_string_new(NULL);

    append_sources(sources, "src/service/report");
    append_sources(sources, "src/cli");
    for (guint i = 0; i < REPORT_MESSAGES_N; i++) {
        g_autofree char *word = g_strconcat("REPORT_", kam_report_message(i)->id, NULL);

        if (!has_word(sources->str, word))
            g_error("message %s is used nowhere", word);
    }
}

static void
test_messages__cyrillic_holds_no_latin_word(void)
{
    for (guint i = 0; i < REPORT_MESSAGES_N; i++) {
        const KamMessage *message = kam_report_message(i);
        g_autoptr(GRegex) kept = g_regex_new("\\[[^]]*\\]|\\{[^}]*\\}", 0, 0, NULL);
        g_autofree char *words = g_regex_replace_literal(kept, message->sr, -1, 0, "", 0, NULL);
        KamMessage bare = { message->id, "", words };
        g_autofree char *cyrillic = kam_language_say(KAM_LANGUAGE_SR_CYRL, &bare, NULL);

        for (const char *at = cyrillic; *at != '\0'; at++)
            if (g_ascii_isalpha(*at))
                g_error("message %s keeps a Latin letter: '%s'", message->id, cyrillic);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/report/messages/are_whole_in_both_languages", test_messages__are_whole_in_both_languages);
    g_test_add_func("/report/messages/are_all_used", test_messages__are_all_used);
    g_test_add_func("/report/messages/cyrillic_holds_no_latin_word", test_messages__cyrillic_holds_no_latin_word);
    return g_test_run();
}
