/* A merger of two customers as people read it: their weight, then the price of one price. */
#include <math.h>

#include "cli/analyze.h"
#include "cli/analyze_text.h"
#include "cli/text_page.h"
#include "cli/text_table.h"

typedef struct {
    KamTextPage *page;
    const KamMergerAnalysis *analysis;
} Writer;

static char *
percent(const Writer *w, double share)
{
    return isfinite(share) ? kam_format_percent(share, 1, w->page->style) : g_strdup("-");
}

static void
add_weight(const Writer *w, KamTextTable *table, char *label, const KamMergerWeight *weight)
{
    kam_text_table_take_row(table, label, kam_format_amount(weight->net_micro, 0, w->page->style),
                            percent(w, weight->share), g_strdup_printf("%u", weight->rank),
                            percent(w, weight->profit_share));
}

static void
put_weights(Writer *w)
{
    const KamTextColumn columns[] = { { KAM_WORD(w->page, WHO), FALSE, TRUE, FALSE },
                                      { KAM_WORD(w->page, NET), TRUE, FALSE, FALSE },
                                      { KAM_WORD(w->page, OF_OUR_SALES), TRUE, FALSE, FALSE },
                                      { KAM_WORD(w->page, RANK), TRUE, FALSE, FALSE },
                                      { KAM_WORD(w->page, OF_OUR_PROFIT), TRUE, FALSE, FALSE } };
    const KamMergerAnalysis *a = w->analysis;
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, columns, G_N_ELEMENTS(columns));
    g_autofree char *before = kam_format_number(a->hhi_before * 1e4, 1, w->page->style);
    g_autofree char *after = kam_format_number(a->hhi_after * 1e4, 1, w->page->style);
    g_autofree char *change = kam_format_number(a->hhi_change * 1e4, 1, w->page->style);

    for (guint side = 0; side < 2; side++)
        add_weight(w, table, kam_analyze_dup_label(kam_pair_account(&a->pair, a->scope.facts, side)), &a->before[side]);
    add_weight(w, table, KAM_SAY_PLAIN(w->page, BOTH_TOGETHER), &a->together);
    kam_text_table_append(table, w->page->out);
    kam_text_page_paragraph(
        w->page, KAM_STYLE_PLAIN,
        KAM_SAY(w->page, HHI_RISES, KAM_ARG("before", before), KAM_ARG("after", after), KAM_ARG("change", change)));
}

static void
add_price(const Writer *w, KamTextTable *table, const KamMergerPrice *price)
{
    const KamFactProduct *product =
        &g_array_index(w->analysis->scope.facts->products, KamFactProduct, price->article->product);

    kam_text_table_take_row(table,
                            g_strdup_printf("%s %s", product->number != NULL ? product->number : "",
                                            product->name != NULL ? product->name : ""),
                            kam_format_number(kam_pair_price(&price->article->side[0]), 2, w->page->style),
                            kam_format_number(kam_pair_price(&price->article->side[1]), 2, w->page->style),
                            kam_format_amount(price->cost_micro, 0, w->page->style));
}

static void
put_prices(Writer *w)
{
    const KamTextColumn columns[] = { { KAM_WORD(w->page, ARTICLE), FALSE, TRUE, FALSE },
                                      { KAM_WORD(w->page, BUYER_PAYS), TRUE, FALSE, FALSE },
                                      { KAM_WORD(w->page, TARGET_PAYS), TRUE, FALSE, FALSE },
                                      { KAM_WORD(w->page, COST_A_YEAR), TRUE, FALSE, FALSE } };
    const KamMergerAnalysis *a = w->analysis;
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, columns, G_N_ELEMENTS(columns));
    guint shown = kam_text_page_count_shown(w->page, a->prices->len);
    g_autofree char *cost = kam_format_amount(a->cost_micro, 0, w->page->style);

    kam_text_page_heading(w->page, KAM_WORD(w->page, ONE_PRICE_FOR_BOTH),
                          KAM_WORD(w->page, THE_BETTER_OF_THE_TWO_AT_LAST_YEAR));
    kam_text_page_paragraph(
        w->page, KAM_STYLE_STRONG,
        KAM_SAY(w->page, ONE_PRICE_COSTS, KAM_ARG("cost", cost), KAM_ARG_COUNT("n", a->prices->len)));
    for (guint i = 0; i < shown; i++)
        add_price(w, table, &g_array_index(a->prices, KamMergerPrice, i));
    if (shown > 0)
        kam_text_table_append(table, w->page->out);
    kam_text_page_tell_rest(w->page, shown, a->prices->len);
}

void
kam_merger_analysis_write_text(const KamMergerAnalysis *analysis, KamTextPage *page)
{
    Writer w = { .page = page, .analysis = analysis };

    kam_text_page_heading(page, KAM_WORD(page, WHAT_IF), KAM_WORD(page, ONE_BOUGHT_THE_OTHER));
    put_weights(&w);
    put_prices(&w);
}
