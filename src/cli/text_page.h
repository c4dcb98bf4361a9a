/* A page of text on a terminal: headings, paragraphs, tables, in the one manner of all verbs. */
#pragma once

#include "cli/terminal.h"
#include "service/report/format.h"

typedef struct {
    KamTerminal terminal;
    const KamNumberStyle *style;
    guint limit; /* rows shown of a list, 0 for all */
    GString *out;
} KamTextPage;

/** An empty page for what is behind standard output. */
void kam_text_page_init(KamTextPage *page, guint limit);
/** A heading with a dim aside, or NULL. The first one stands at the top, the others below a blank line. */
void kam_text_page_heading(KamTextPage *page, const char *text, const char *aside);
/** A paragraph; takes `text`, NULL says nothing. */
void kam_text_page_paragraph(KamTextPage *page, KamStyle style, char *text);
/** How many of n rows are shown. */
guint kam_text_page_count_shown(const KamTextPage *page, guint n);
/** "and 12 more; --limit 0 lists all", when not all are shown. */
void kam_text_page_tell_rest(KamTextPage *page, guint shown, guint all);
