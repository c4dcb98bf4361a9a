/* Groups of companies as people read them. */
#include <math.h>

#include "cli/analyze.h"
#include "cli/analyze_text.h"
#include "cli/text_page.h"
#include "cli/text_table.h"

typedef struct {
    KamTextPage page;
    const KamGroupsAnalysis *analysis;
} Writer;

static char *
percent(const Writer *w, gint64 part, gint64 whole)
{
    return kam_format_percent(whole > 0 ? (double)part / (double)whole : NAN, 1, w->page.style);
}

static char *
amount(const Writer *w, gint64 micro)
{
    return kam_format_amount(micro, 0, w->page.style);
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
    kam_text_table_take_row(table, label(w, row->head), kam_format_count(row->companies, w->page.style),
                            amount(w, row->net_micro), percent(w, row->net_micro, w->analysis->scope.net_micro),
                            amount(w, row->then_micro), kam_format_count(row->came, w->page.style),
                            kam_format_count(row->left, w->page.style), label(w, row->largest),
                            percent(w, row->largest_micro, row->net_micro));
}

static void
put_rows(Writer *w)
{
    const char *currency = kam_report_currency_of(w->analysis->scope.facts);
    const KamTextColumn columns[] = {
        { "group", FALSE, TRUE, FALSE },
        { "companies", TRUE, FALSE, FALSE },
        { currency != NULL ? currency : "net", TRUE, FALSE, FALSE },
        { "share", TRUE, FALSE, FALSE },
        { "held then", TRUE, FALSE, FALSE },
        { "came", TRUE, FALSE, FALSE },
        { "left", TRUE, FALSE, FALSE },
        { "largest company", FALSE, TRUE, FALSE },
        { "of group", TRUE, FALSE, FALSE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page.terminal, columns, G_N_ELEMENTS(columns));
    guint shown = kam_text_page_count_shown(&w->page, w->analysis->n);

    if (w->analysis->n == 0)
        return;
    kam_text_page_heading(&w->page, "Groups", "net of the period; what each held on the days of its lines");
    for (guint i = 0; i < shown; i++)
        add_row(w, table, &w->analysis->rows[i]);
    kam_text_table_append(table, w->page.out);
    kam_text_page_tell_rest(&w->page, shown, w->analysis->n);
}

static char *
words_opening(const Writer *w)
{
    const KamGroupsAnalysis *analysis = w->analysis;
    g_autofree char *share = percent(w, analysis->net_micro, analysis->scope.net_micro);
    g_autofree char *moved = percent(w, ABS(analysis->moved_micro), analysis->scope.net_micro);

    if (analysis->n == 0)
        return g_strdup("No two companies with invoices belong to one group: say who belongs to whom first.");
    return g_strdup_printf("%u groups of %u companies bring %s of the net; %u companies stand alone. "
                           "Lines worth %s of it were another's when they were written.",
                           analysis->n, analysis->companies, share, analysis->alone, moved);
}

GString *
kam_groups_analysis_to_text(const KamGroupsAnalysis *analysis, guint limit)
{
    Writer w = { .analysis = analysis };
    g_autofree char *groups = kam_groups_at_dup_word(&analysis->at);

    kam_text_page_init(&w.page, limit);
    kam_text_page_heading(&w.page, "Groups of companies",
                          analysis->at.kind == KAM_GROUPS_TODAY ? "as they are today" : groups);
    kam_text_page_paragraph(&w.page, KAM_STYLE_STRONG, words_opening(&w));
    put_rows(&w);
    kam_text_page_heading(&w.page, "Of which lines", NULL);
    kam_text_page_paragraph(&w.page, KAM_STYLE_DIM, kam_analyze_words_scope(&analysis->scope));
    return w.page.out;
}
