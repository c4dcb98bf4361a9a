/* Central purchasing as people read it: what moved and when, then how each large group buys. */
#include <math.h>

#include "cli/analyze.h"
#include "cli/analyze_text.h"
#include "cli/text_page.h"
#include "cli/text_table.h"

typedef struct {
    KamTextPage *page;
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
    return kam_format_percent(share, 0, w->page->style);
}

/* Nothing that is told from invoices is certain. */
static char *
sure(const Writer *w, double confidence)
{
    return confidence > 0.99 ? g_strdup(">99%") : percent(w, confidence);
}

/* Of those found, or of those suspected. */
static GArray *
list_moved(const Writer *w, gboolean is_suspected)
{
    GArray *moved = g_array_new(FALSE, FALSE, sizeof(Case));

    for (guint i = 0; i < w->analysis->n; i++)
        for (guint c = 0; c < w->analysis->groups[i].n; c++) {
            const Case one = { &w->analysis->groups[i], &w->analysis->groups[i].categories[c] };

            if (one.category->is_tested &&
                (is_suspected ? one.category->found.is_suspected : one.category->found.is_found))
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
    gint32 days = MAX(category->since_day - category->since_from_day, category->since_to_day - category->since_day);
    char since[11];

    kam_day_to_iso(category->since_day, since);
    kam_text_table_take_row(
        table, g_strdup(market->name), label(w, category->mover), g_strdup(since),
        kam_format_count(days, w->page->style), sure(w, category->found.confidence), percent(w, category->share_before),
        percent(w, category->share_after),
        percent(w, market->net_micro > 0 ? (double)category->net_micro / (double)market->net_micro : NAN));
}

static void
put_moved(Writer *w, gboolean is_suspected)
{
    const KamTextColumn columns[] = {
        { KAM_WORD(w->page, CATEGORY), FALSE, FALSE, FALSE },
        { KAM_WORD(w->page, BOUGHT_FOR_THE_GROUP_BY), FALSE, TRUE, FALSE },
        { KAM_WORD(w->page, SINCE), FALSE, FALSE, FALSE },
        { KAM_WORD(w->page, GIVE_OR_TAKE_DAYS), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, SURE), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, BEFORE), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, AFTER), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, OF_OURS), TRUE, FALSE, FALSE },
    };
    g_autoptr(GArray) moved = list_moved(w, is_suspected);
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, columns, G_N_ELEMENTS(columns));
    guint shown = kam_text_page_count_shown(w->page, moved->len);

    if (moved->len == 0)
        return;
    g_array_sort(moved, compare_since);
    if (is_suspected)
        kam_text_page_heading(w->page, KAM_WORD(w->page, PERHAPS_MOVED), KAM_WORD(w->page, HOW_FEW_REALLY_MOVED));
    else
        kam_text_page_heading(w->page, KAM_WORD(w->page, MOVED_TO_ONE_COMPANY),
                              KAM_WORD(w->page, WHAT_MOVED_SHARES_ARE));
    for (guint i = 0; i < shown; i++)
        add_moved(w, table, &g_array_index(moved, Case, i));
    kam_text_table_append(table, w->page->out);
    kam_text_page_tell_rest(w->page, shown, moved->len);
}

static void
put_advice(Writer *w)
{
    if (w->analysis->n_found == 0)
        return;
    kam_text_page_paragraph(w->page, KAM_STYLE_PLAIN, KAM_SAY_PLAIN(w->page, WHAT_TO_DO_WHERE_MOVED));
}

static void
add_group(const Writer *w, KamTextTable *table, const KamPurchasingGroup *group)
{
    guint count[KAM_BUYING_N] = { 0 };

    for (guint c = 0; c < group->n; c++)
        count[group->categories[c].mode]++;
    kam_text_table_take_row(table, label(w, group->head), kam_format_count(group->companies, w->page->style),
                            kam_format_amount(group->net_micro, 0, w->page->style),
                            kam_format_count(count[KAM_BUYING_CENTRAL], w->page->style),
                            kam_format_count(count[KAM_BUYING_REGIONAL], w->page->style),
                            kam_format_count(count[KAM_BUYING_LOCAL], w->page->style),
                            kam_format_count(count[KAM_BUYING_UNKNOWN], w->page->style));
}

static void
put_groups(Writer *w, const char *currency)
{
    const KamTextColumn columns[] = {
        { KAM_WORD(w->page, GROUP), FALSE, TRUE, FALSE },
        { KAM_WORD(w->page, COMPANIES), TRUE, FALSE, FALSE },
        { currency != NULL ? currency : KAM_WORD(w->page, NET), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, CENTRAL), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, REGIONAL), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, LOCAL), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, OPEN), TRUE, FALSE, FALSE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, columns, G_N_ELEMENTS(columns));
    guint shown = kam_text_page_count_shown(w->page, w->analysis->n);

    if (w->analysis->n == 0)
        return;
    kam_text_page_heading(w->page, KAM_WORD(w->page, HOW_THE_GROUPS_BUY),
                          KAM_WORD(w->page, CATEGORIES_BY_WHO_BUYS_THEM_THE));
    for (guint i = 0; i < shown; i++)
        add_group(w, table, &w->analysis->groups[i]);
    kam_text_table_append(table, w->page->out);
    kam_text_page_tell_rest(w->page, shown, w->analysis->n);
}

static char *
words_opening(const Writer *w)
{
    const KamPurchasingAnalysis *analysis = w->analysis;

    if (analysis->n == 0)
        return KAM_SAY_PLAIN(w->page, NO_GROUPS);
    return KAM_SAY(w->page, BUYING_MOVED, KAM_ARG_COUNT("n", analysis->n_found),
                   KAM_ARG_COUNT("all", analysis->n_tested));
}

void
kam_purchasing_analysis_write_text(const KamPurchasingAnalysis *analysis, KamTextPage *page)
{
    Writer w = { .page = page, .analysis = analysis };
    char as_of[11];

    kam_day_to_iso(analysis->scope.as_of_day, as_of);
    kam_text_page_heading(page, KAM_WORD(page, WHO_BUYS_FOR_THE_GROUP), as_of);
    kam_text_page_paragraph(page, KAM_STYLE_STRONG, words_opening(&w));
    put_moved(&w, FALSE);
    put_advice(&w);
    put_moved(&w, TRUE);
    put_groups(&w, kam_report_currency_of(analysis->scope.facts));
}
