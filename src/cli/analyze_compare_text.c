/* Two companies side by side as people read them. */
#include <math.h>

#include "cli/analyze.h"
#include "cli/analyze_text.h"
#include "cli/text_page.h"
#include "cli/text_table.h"

typedef struct {
    KamTextPage *page;
    const KamCompareAnalysis *analysis;
} Writer;

static char *
percent(const Writer *w, double share)
{
    return isfinite(share) ? kam_format_percent(share, 1, w->page->style) : g_strdup("-");
}

static void
add_side(const Writer *w, KamTextTable *table, guint s)
{
    const KamPairSide *side = &w->analysis->pair.side[s];
    double net = (double)side->net_micro, before = (double)side->net_before_micro;

    kam_text_table_take_row(
        table, kam_analyze_dup_label(kam_pair_account(&w->analysis->pair, w->analysis->scope.facts, s)),
        kam_format_amount(side->net_micro, 0, w->page->style), percent(w, before > 0 ? net / before - 1 : (double)NAN),
        percent(w, side->has_profit && net > 0 ? (double)side->contribution_micro / net : (double)NAN),
        kam_format_count(side->documents, w->page->style));
}

static void
put_sides(Writer *w)
{
    const KamTextColumn columns[] = { { KAM_WORD(w->page, WHO), FALSE, TRUE, FALSE },
                                      { KAM_WORD(w->page, NET), TRUE, FALSE, FALSE },
                                      { KAM_WORD(w->page, GROWTH), TRUE, FALSE, FALSE },
                                      { KAM_WORD(w->page, MARGIN), TRUE, FALSE, FALSE },
                                      { KAM_WORD(w->page, DOCUMENTS), TRUE, FALSE, FALSE } };
    const KamPair *pair = &w->analysis->pair;
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, columns, G_N_ELEMENTS(columns));
    g_autofree char *by_value = percent(w, pair->jaccard_value), *level = percent(w, w->analysis->price_level);

    add_side(w, table, 0);
    add_side(w, table, 1);
    kam_text_table_append(table, w->page->out);
    kam_text_page_paragraph(w->page, KAM_STYLE_PLAIN,
                            KAM_SAY(w->page, BOUGHT_BY_BOTH, KAM_ARG_COUNT("both", pair->both->len),
                                    KAM_ARG_COUNT("first", pair->only[0]->len),
                                    KAM_ARG_COUNT("second", pair->only[1]->len), KAM_ARG("value", by_value),
                                    KAM_ARG("level", level)));
}

static void
put_categories(Writer *w)
{
    const KamTextColumn columns[] = { { KAM_WORD(w->page, CATEGORY), FALSE, TRUE, FALSE },
                                      { KAM_WORD(w->page, FIRST), TRUE, FALSE, FALSE },
                                      { KAM_WORD(w->page, SECOND), TRUE, FALSE, FALSE } };
    const KamCompareAnalysis *a = w->analysis;
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, columns, G_N_ELEMENTS(columns));
    guint shown = kam_text_page_count_shown(w->page, a->by_category->len);

    kam_text_page_heading(w->page, KAM_WORD(w->page, CATEGORIES), KAM_WORD(w->page, OF_THE_YEAR));
    for (guint i = 0; i < shown; i++) {
        const KamCompareCategory *category = &g_array_index(a->by_category, KamCompareCategory, i);

        kam_text_table_take_row(table,
                                g_strdup(category->category == KAM_NO_INDEX
                                             ? KAM_WORD(w->page, NO_HOLDER)
                                             : g_array_index(a->categories.list, KamHolder, category->category).name),
                                kam_format_amount(category->net_micro[0], 0, w->page->style),
                                kam_format_amount(category->net_micro[1], 0, w->page->style));
    }
    if (shown > 0)
        kam_text_table_append(table, w->page->out);
    kam_text_page_tell_rest(w->page, shown, a->by_category->len);
}

void
kam_compare_analysis_write_text(const KamCompareAnalysis *analysis, KamTextPage *page)
{
    Writer w = { .page = page, .analysis = analysis };

    kam_text_page_heading(page, KAM_WORD(page, SIDE_BY_SIDE), KAM_WORD(page, THE_LAST_365_DAYS));
    put_sides(&w);
    put_categories(&w);
}
