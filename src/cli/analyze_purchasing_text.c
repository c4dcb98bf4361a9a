/* Central purchasing as people read it: what moved and when, then how each large group buys. */
#include <math.h>

#include "cli/analyze.h"
#include "cli/analyze_text.h"
#include "cli/text_page.h"
#include "cli/text_table.h"

typedef struct {
    KamTextPage page;
    const KamPurchasingAnalysis *analysis;
} Writer;

/* A group and a category of it. */
typedef struct {
    const KamPurchasingGroup *group;
    const KamPurchasingCategory *category;
} Case;

static char *
label(const Writer *w, guint32 account)
{
    return kam_analyze_dup_label(&g_array_index(w->analysis->scope.facts->accounts, KamFactAccount, account));
}

static char *
percent(const Writer *w, double share)
{
    return kam_format_percent(share, 0, w->page.style);
}

static GArray *
list_moved(const Writer *w)
{
    GArray *moved = g_array_new(FALSE, FALSE, sizeof(Case));

    for (guint i = 0; i < w->analysis->n; i++)
        for (guint c = 0; c < w->analysis->groups[i].n; c++) {
            const Case one = { &w->analysis->groups[i], &w->analysis->groups[i].categories[c] };

            if (one.category->is_tested && one.category->found.is_found)
                g_array_append_val(moved, one);
        }
    return moved;
}

static int
compare_since(gconstpointer a, gconstpointer b)
{
    const Case *x = a, *y = b;

    if (x->category->since_day != y->category->since_day)
        return x->category->since_day < y->category->since_day ? 1 : -1;
    return (x->category > y->category) - (x->category < y->category);
}

static void
add_moved(const Writer *w, KamTextTable *table, const Case *one)
{
    const KamPurchasingCategory *category = one->category;
    const KamPurchasingMarket *market = &w->analysis->market[category->category];
    char since[11];

    kam_day_to_iso(category->since_day, since);
    kam_text_table_take_row(
        table, g_strdup(market->name), label(w, category->centre), g_strdup(since),
        percent(w, category->found.confidence), percent(w, category->share_before), percent(w, category->share_after),
        percent(w, market->net_micro > 0 ? (double)category->net_micro / (double)market->net_micro : NAN));
}

static void
put_moved(Writer *w)
{
    static const KamTextColumn columns[] = {
        { "category", FALSE, FALSE, FALSE }, { "bought for the group by", FALSE, TRUE, FALSE },
        { "since", FALSE, FALSE, FALSE },    { "sure", TRUE, FALSE, FALSE },
        { "before", TRUE, FALSE, FALSE },    { "after", TRUE, FALSE, FALSE },
        { "of ours", TRUE, FALSE, FALSE },
    };
    g_autoptr(GArray) moved = list_moved(w);
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page.terminal, columns, G_N_ELEMENTS(columns));
    guint shown = kam_text_page_count_shown(&w->page, moved->len);

    if (moved->len == 0)
        return;
    g_array_sort(moved, compare_since);
    kam_text_page_heading(
        &w->page, "Moved to one company",
        "its share of the documents before and after; the group's share of our sales of the category");
    for (guint i = 0; i < shown; i++)
        add_moved(w, table, &g_array_index(moved, Case, i));
    kam_text_table_append(table, w->page.out);
    kam_text_page_tell_rest(&w->page, shown, moved->len);
}

static void
add_group(const Writer *w, KamTextTable *table, const KamPurchasingGroup *group)
{
    guint count[KAM_BUYING_N] = { 0 };

    for (guint c = 0; c < group->n; c++)
        count[group->categories[c].mode]++;
    kam_text_table_take_row(table, label(w, group->head), kam_format_count(group->companies, w->page.style),
                            kam_format_amount(group->net_micro, 0, w->page.style),
                            kam_format_count(count[KAM_BUYING_CENTRAL], w->page.style),
                            kam_format_count(count[KAM_BUYING_REGIONAL], w->page.style),
                            kam_format_count(count[KAM_BUYING_LOCAL], w->page.style),
                            kam_format_count(count[KAM_BUYING_UNKNOWN], w->page.style));
}

static void
put_groups(Writer *w, const char *currency)
{
    const KamTextColumn columns[] = {
        { "group", FALSE, TRUE, FALSE },
        { "companies", TRUE, FALSE, FALSE },
        { currency != NULL ? currency : "net", TRUE, FALSE, FALSE },
        { "central", TRUE, FALSE, FALSE },
        { "regional", TRUE, FALSE, FALSE },
        { "local", TRUE, FALSE, FALSE },
        { "open", TRUE, FALSE, FALSE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page.terminal, columns, G_N_ELEMENTS(columns));
    guint shown = kam_text_page_count_shown(&w->page, w->analysis->n);

    if (w->analysis->n == 0)
        return;
    kam_text_page_heading(&w->page, "How the groups buy", "categories by who buys them; the last year's net");
    for (guint i = 0; i < shown; i++)
        add_group(w, table, &w->analysis->groups[i]);
    kam_text_table_append(table, w->page.out);
    kam_text_page_tell_rest(&w->page, shown, w->analysis->n);
}

static char *
words_opening(const KamPurchasingAnalysis *analysis)
{
    if (analysis->n == 0)
        return g_strdup("No two companies with invoices belong to one group: say who belongs to whom first.");
    return g_strdup_printf(
        "In %u of %u categories that several companies of a group have bought, buying has moved to one "
        "company.",
        analysis->n_found, analysis->n_tested);
}

GString *
kam_purchasing_analysis_to_text(const KamPurchasingAnalysis *analysis, guint limit)
{
    Writer w = { .analysis = analysis };
    char as_of[11];

    kam_text_page_init(&w.page, limit);
    kam_day_to_iso(analysis->scope.as_of_day, as_of);
    kam_text_page_heading(&w.page, "Who buys for the group", as_of);
    kam_text_page_paragraph(&w.page, KAM_STYLE_STRONG, words_opening(analysis));
    put_moved(&w);
    put_groups(&w, kam_report_currency_of(analysis->scope.facts));
    kam_text_page_heading(&w.page, "Of which lines", NULL);
    kam_text_page_paragraph(&w.page, KAM_STYLE_DIM, kam_analyze_words_scope(&analysis->scope));
    return w.page.out;
}
