/* The page. */
#include "cli/text_page.h"

#include <unistd.h>

#include "base/cyrillic.h"

#define MARGIN 2

void
kam_text_page_init(KamTextPage *page, KamLanguage language, guint limit)
{
    *page = (KamTextPage) { .language = language,
                            .style = kam_language_numbers(language),
                            .limit = limit,
                            .out = g_string_new(NULL),
                            .said = g_ptr_array_new_with_free_func(g_free) };
    kam_terminal_probe(&page->terminal, STDOUT_FILENO);
}

GString *
kam_text_page_end(KamTextPage *page)
{
    g_clear_pointer(&page->said, g_ptr_array_unref);
    return g_steal_pointer(&page->out);
}

static const char *
keep(KamTextPage *page, char *text)
{
    g_ptr_array_add(page->said, text);
    return text;
}

const char *
kam_text_page_word(KamTextPage *page, KamWord word)
{
    return keep(page, kam_language_say(page->language, kam_word_message(word), NULL));
}

const char *
kam_text_page_pick(KamTextPage *page, const char *en, const char *sr)
{
    GString *cyrillic;

    if (page->language != KAM_LANGUAGE_SR_CYRL)
        return page->language == KAM_LANGUAGE_EN ? en : sr;
    cyrillic = g_string_new(NULL);
    kam_cyrillic_append(cyrillic, sr, -1);
    return keep(page, g_string_free(cyrillic, FALSE));
}

void
kam_text_page_heading(KamTextPage *page, const char *text, const char *aside)
{
    if (page->out->len > 0)
        g_string_append_c(page->out, '\n');
    kam_terminal_append(&page->terminal, page->out, KAM_STYLE_HEADING, text);
    if (aside != NULL) {
        g_string_append(page->out, "  ");
        kam_terminal_append(&page->terminal, page->out, KAM_STYLE_DIM, aside);
    }
    g_string_append_c(page->out, '\n');
}

void
kam_text_page_paragraph(KamTextPage *page, KamStyle style, char *text)
{
    if (text != NULL)
        kam_terminal_append_wrapped(&page->terminal, page->out, style, text, MARGIN);
    g_free(text);
}

guint
kam_text_page_count_shown(const KamTextPage *page, guint n)
{
    return page->limit == 0 ? n : MIN(n, page->limit);
}

void
kam_text_page_tell_rest(KamTextPage *page, guint shown, guint all)
{
    if (shown < all)
        kam_text_page_paragraph(page, KAM_STYLE_DIM, KAM_SAY(page, REST, KAM_ARG_COUNT("rest", all - shown)));
}
