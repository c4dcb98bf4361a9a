/* Groups of companies as people read them. */
#include <math.h>

#include "cli/analyze.h"
#include "cli/analyze_text.h"
#include "cli/text_page.h"
#include "cli/text_table.h"

typedef struct {
    KamTextPage *page;
    const KamGroupsAnalysis *analysis;
} Writer;

static char *
percent(const Writer *w, gint64 part, gint64 whole)
{
    return kam_format_percent(whole > 0 ? (double)part / (double)whole : NAN, 1, w->page->style);
}

static char *
amount(const Writer *w, gint64 micro)
{
    return kam_format_amount(micro, 0, w->page->style);
}

static char *
label(const Writer *w, guint32 account)
{
    return account == KAM_NO_INDEX
               ? g_strdup("")
               : kam_analyze_dup_label(&g_array_index(w->analysis->scope.facts->accounts, KamFactAccount, account));
}

static void
add_row(const Writer *w, KamTextTable *table, const KamGroupsRow *row)
{
    kam_text_table_take_row(table, label(w, row->head), kam_format_count(row->companies, w->page->style),
                            amount(w, row->net_micro), percent(w, row->net_micro, w->analysis->scope.net_micro),
                            amount(w, row->then_micro), kam_format_count(row->came, w->page->style),
                            kam_format_count(row->left, w->page->style), label(w, row->largest),
                            percent(w, row->largest_micro, row->net_micro));
}

static void
put_rows(Writer *w)
{
    const char *currency = kam_report_currency_of(w->analysis->scope.facts);
    const KamTextColumn columns[] = {
        { KAM_WORD(w->page, GROUP), FALSE, TRUE, FALSE },
        { KAM_WORD(w->page, COMPANIES), TRUE, FALSE, FALSE },
        { currency != NULL ? currency : KAM_WORD(w->page, NET), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, SHARE), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, HELD_THEN), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, CAME), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, LEFT), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, LARGEST_COMPANY), FALSE, TRUE, FALSE },
        { KAM_WORD(w->page, OF_GROUP), TRUE, FALSE, FALSE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, columns, G_N_ELEMENTS(columns));
    guint shown = kam_text_page_count_shown(w->page, w->analysis->n);

    if (w->analysis->n == 0)
        return;
    kam_text_page_heading(w->page, KAM_WORD(w->page, GROUPS_2), KAM_WORD(w->page, NET_OF_THE_PERIOD_WHAT_EACH_HELD_ON));
    for (guint i = 0; i < shown; i++)
        add_row(w, table, &w->analysis->rows[i]);
    kam_text_table_append(table, w->page->out);
    kam_text_page_tell_rest(w->page, shown, w->analysis->n);
}

static char *
words_opening(const Writer *w)
{
    const KamGroupsAnalysis *analysis = w->analysis;
    g_autofree char *share = percent(w, analysis->net_micro, analysis->scope.net_micro);
    g_autofree char *moved = percent(w, ABS(analysis->moved_micro), analysis->scope.net_micro);

    if (analysis->n == 0)
        return KAM_SAY_PLAIN(w->page, NO_GROUPS);
    return KAM_SAY(w->page, GROUPS_BRING, KAM_ARG_COUNT("groups", analysis->n),
                   KAM_ARG_COUNT("companies", analysis->companies), KAM_ARG("share", share),
                   KAM_ARG_COUNT("alone", analysis->alone), KAM_ARG("moved", moved));
}

static const char *
at_words(KamTextPage *page, const KamGroupsAt *at, const char *day)
{
    if (at->kind == KAM_GROUPS_ON)
        return day;
    return at->kind == KAM_GROUPS_TODAY ? KAM_WORD(page, AS_THEY_ARE_TODAY) : KAM_WORD(page, THEN);
}

void
kam_groups_analysis_write_text(const KamGroupsAnalysis *analysis, KamTextPage *page)
{
    Writer w = { .page = page, .analysis = analysis };
    g_autofree char *groups = kam_groups_at_dup_word(&analysis->at);

    kam_text_page_heading(page, KAM_WORD(page, GROUPS_OF_COMPANIES), at_words(page, &analysis->at, groups));
    kam_text_page_paragraph(page, KAM_STYLE_STRONG, words_opening(&w));
    put_rows(&w);
}
