/* The page. */
#include "cli/text_page.h"

#include <unistd.h>

#define MARGIN 2

void
kam_text_page_init(KamTextPage *page, guint limit)
{
    *page = (KamTextPage) { .style = &kam_number_style_en, .limit = limit, .out = g_string_new(NULL) };
    kam_terminal_probe(&page->terminal, STDOUT_FILENO);
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
    g_autofree char *rest = kam_format_count((gint64)all - shown, page->style);

    if (shown < all)
        kam_text_page_paragraph(page, KAM_STYLE_DIM, g_strdup_printf("and %s more; --limit 0 lists all", rest));
}
