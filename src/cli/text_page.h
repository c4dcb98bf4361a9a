/* A page of text on a terminal: headings, paragraphs, tables, in the one manner of all verbs and in one language. */
#pragma once

#include "cli/terminal.h"
#include "cli/words.h"
#include "service/report/format.h"

typedef struct {
    KamTerminal terminal;
    KamLanguage language;
    const KamNumberStyle *style;
    guint limit; /* rows shown of a list, 0 for all */
    GString *out;
    GPtrArray *said; /* words that tables and headings borrow */
} KamTextPage;

/** An empty page for what is behind standard output. */
void kam_text_page_init(KamTextPage *page, KamLanguage language, guint limit);
/** What was written; the page is then empty and its words are gone. Free with g_string_free(). */
GString *kam_text_page_end(KamTextPage *page);
/** A word in the language of the page, for as long as the page is there: KAM_WORD(page, SHARE). */
const char *kam_text_page_word(KamTextPage *page, KamWord word);
#define KAM_WORD(PAGE, NAME) kam_text_page_word((PAGE), KAM_WORD_##NAME)
/** A sentence with its arguments: KAM_SAY(page, REST, KAM_ARG_COUNT("rest", 12)). Free with g_free(). */
#define KAM_SAY(PAGE, NAME, ...)                                                                                       \
    kam_language_say((PAGE)->language, kam_word_message(KAM_WORD_##NAME), (const KamArgument[]) { __VA_ARGS__, { 0 } })
/** A sentence without arguments. Free with g_free(). */
#define KAM_SAY_PLAIN(PAGE, NAME) kam_language_say((PAGE)->language, kam_word_message(KAM_WORD_##NAME), NULL)

/** What a record says in two languages, in that of the page; borrowed from it or from the caller. */
const char *kam_text_page_pick(KamTextPage *page, const char *en, const char *sr);

/** A heading with a dim aside, or NULL. The first one stands at the top, the others below a blank line. */
void kam_text_page_heading(KamTextPage *page, const char *text, const char *aside);
/** A paragraph; takes `text`, NULL says nothing. */
void kam_text_page_paragraph(KamTextPage *page, KamStyle style, char *text);
/** How many of n rows are shown. */
guint kam_text_page_count_shown(const KamTextPage *page, guint n);
/** "and 12 more; --limit 0 lists all", when not all are shown. */
void kam_text_page_tell_rest(KamTextPage *page, guint shown, guint all);
