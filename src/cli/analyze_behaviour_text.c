/* Behaviour as people read it: what the accounts are like together, who needs a call, then each of the largest. */
#include <math.h>

#include "cli/analyze.h"
#include "cli/analyze_text.h"
#include "cli/text_page.h"
#include "cli/text_table.h"

typedef struct {
    KamTextPage page;
    const KamBehaviourAnalysis *analysis;
    const char *unit; /* head of money columns */
} Writer;

static const struct {
    const char *label;
    guint decimals;
    gboolean is_share;
} rows[KAM_FIGURE_N] = {
    [KAM_FIGURE_RECENCY] = { "days since the last purchase", 1, FALSE },
    [KAM_FIGURE_FREQUENCY] = { "documents", 2, FALSE },
    [KAM_FIGURE_MONETARY] = { "sales", 2, FALSE },
    [KAM_FIGURE_TENURE] = { "days since the first purchase", 1, FALSE },
    [KAM_FIGURE_GROWTH] = { "growth over a year", 1, TRUE },
    [KAM_FIGURE_GAP] = { "days between purchases", 1, FALSE },
    [KAM_FIGURE_VARIATION] = { "irregularity (0: a clock, 1: chance)", 2, FALSE },
    [KAM_FIGURE_SILENCE] = { "silence (small: unusually long)", 3, FALSE },
    [KAM_FIGURE_BREADTH] = { "products", 1, FALSE },
    [KAM_FIGURE_CREDIT_SHARE] = { "credits to sales", 1, TRUE },
};

static char *
figure(const Writer *w, KamBehaviourFigure which, double value)
{
    return rows[which].is_share ? kam_format_percent(value, rows[which].decimals, w->page.style)
                                : kam_format_number(value, rows[which].decimals, w->page.style);
}

static char *
number_of(const Writer *w, KamCalcValue value, guint decimals)
{
    return kam_format_number(value.status == KAM_CALC_OK ? value.value : NAN, decimals, w->page.style);
}

static char *
percent_of(const Writer *w, KamCalcValue value)
{
    return kam_format_percent(value.status == KAM_CALC_OK ? value.value : NAN, 0, w->page.style);
}

static void
put_opening(Writer *w)
{
    const KamBehaviourAnalysis *a = w->analysis;
    char as_of[11];

    kam_day_to_iso(a->scope.as_of_day, as_of);
    kam_text_page_heading(&w->page, "Behaviour of customers", as_of);
    kam_text_page_paragraph(&w->page, KAM_STYLE_STRONG,
                            g_strdup_printf("%u customers have bought; %u of them once. %u bought often, but not "
                                            "lately (R 1-2, F 4-5).",
                                            a->n, a->purchased_once, a->group[KAM_RFM_LAPSING].accounts));
    kam_text_page_paragraph(&w->page, KAM_STYLE_PLAIN,
                            g_strdup_printf("%u are strong on all three scores (4-5), %u have 555, %u have 111; %u of "
                                            "125 cells are occupied.",
                                            a->group[KAM_RFM_STRONG].accounts, a->group[KAM_RFM_BEST].accounts,
                                            a->group[KAM_RFM_WEAKEST].accounts, a->cells_occupied));
    if (a->without_purchase > 0)
        kam_text_page_paragraph(
            &w->page, KAM_STYLE_PLAIN,
            g_strdup_printf("%u more have credits but no purchase; they are left out.", a->without_purchase));
}

static void
put_spreads(Writer *w)
{
    static const KamTextColumn columns[] = {
        { "figure", FALSE, TRUE, FALSE }, { "known of", TRUE, FALSE, FALSE }, { "mean", TRUE, FALSE, FALSE },
        { "median", TRUE, FALSE, FALSE }, { "max", TRUE, FALSE, FALSE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page.terminal, columns, G_N_ELEMENTS(columns));

    kam_text_page_heading(&w->page, "Together", NULL);
    for (KamBehaviourFigure i = 0; i < KAM_FIGURE_N; i++) {
        const KamFigureSpread *spread = &w->analysis->spread[i];
        gboolean known = spread->known > 0;

        kam_text_table_take_row(table, g_strdup(rows[i].label), kam_format_count(spread->known, w->page.style),
                                figure(w, i, known ? spread->mean : NAN), figure(w, i, known ? spread->median : NAN),
                                figure(w, i, known ? spread->most : NAN));
    }
    kam_text_table_append(table, w->page.out);
}

/* Customers by recency and frequency, whatever their sales. */
static void
put_grid(Writer *w)
{
    static const KamTextColumn columns[] = {
        { "", FALSE, FALSE, FALSE },   { "F 1", TRUE, FALSE, FALSE }, { "F 2", TRUE, FALSE, FALSE },
        { "F 3", TRUE, FALSE, FALSE }, { "F 4", TRUE, FALSE, FALSE }, { "F 5", TRUE, FALSE, FALSE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page.terminal, columns, G_N_ELEMENTS(columns));

    kam_text_page_heading(&w->page, "Customers by recency and frequency", "5 is best");
    for (guint r = KAM_RFM_GROUPS; r >= 1; r--) {
        guint sums[KAM_RFM_GROUPS] = { 0 };

        for (guint f = 1; f <= KAM_RFM_GROUPS; f++)
            for (guint m = 1; m <= KAM_RFM_GROUPS; m++)
                sums[f - 1] += w->analysis->cell[kam_rfm_cell(r, f, m)].accounts;
        kam_text_table_take_row(table, g_strdup_printf("R %u", r), kam_format_count(sums[0], w->page.style),
                                kam_format_count(sums[1], w->page.style), kam_format_count(sums[2], w->page.style),
                                kam_format_count(sums[3], w->page.style), kam_format_count(sums[4], w->page.style));
    }
    kam_text_table_append(table, w->page.out);
}

static void
add_account(const Writer *w, KamTextTable *table, guint32 index)
{
    const KamFactAccount *account = &g_array_index(w->analysis->scope.facts->accounts, KamFactAccount, index);
    const KamBehaviour *b = &w->analysis->account[index];
    KamRfm rfm = w->analysis->rfm[index];

    kam_text_table_take_row(
        table, kam_analyze_dup_label(account), g_strdup_printf("%u%u%u", rfm.recency, rfm.frequency, rfm.monetary),
        kam_format_amount((gint64)llround(b->sales), 0, w->page.style), g_strdup_printf("%u", b->recency_days),
        g_strdup_printf("%u", b->documents), number_of(w, b->gap_median_days, 0), number_of(w, b->silence, 2),
        percent_of(w, b->growth), g_strdup_printf("%u", b->products), percent_of(w, b->credit_share));
}

/* The accounts that pass, largest sales first. */
static void
put_accounts(Writer *w, const char *title, const char *aside, KamRfmGroup group)
{
    const KamTextColumn columns[] = {
        { "customer", FALSE, TRUE, FALSE }, { "RFM", FALSE, FALSE, FALSE },   { w->unit, TRUE, FALSE, FALSE },
        { "days ago", TRUE, FALSE, FALSE }, { "docs", TRUE, FALSE, FALSE },   { "gap", TRUE, FALSE, FALSE },
        { "silence", TRUE, FALSE, FALSE },  { "growth", TRUE, FALSE, FALSE }, { "prod", TRUE, FALSE, FALSE },
        { "credit", TRUE, FALSE, FALSE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page.terminal, columns, G_N_ELEMENTS(columns));
    guint all = group == KAM_RFM_GROUP_N ? w->analysis->n : w->analysis->group[group].accounts, taken = 0;
    guint shown = kam_text_page_count_shown(&w->page, all);

    if (all == 0)
        return;
    kam_text_page_heading(&w->page, title, aside);
    for (guint i = 0; i < w->analysis->n && taken < shown; i++) {
        guint32 index = w->analysis->order[i];

        if (group != KAM_RFM_GROUP_N && !kam_rfm_is_in_group(w->analysis->rfm[index], group))
            continue;
        add_account(w, table, index);
        taken++;
    }
    kam_text_table_append(table, w->page.out);
    kam_text_page_tell_rest(&w->page, shown, all);
}

GString *
kam_behaviour_analysis_to_text(const KamBehaviourAnalysis *analysis, guint limit)
{
    const char *currency = kam_report_currency_of(analysis->scope.facts);
    Writer w = { .analysis = analysis, .unit = currency != NULL ? currency : "sales" };

    kam_text_page_init(&w.page, limit);
    put_opening(&w);
    put_spreads(&w);
    put_grid(&w);
    put_accounts(&w, "Bought often, but not lately", "R 1-2, F 4-5; largest sales first", KAM_RFM_LAPSING);
    put_accounts(&w, "The largest", NULL, KAM_RFM_GROUP_N);
    kam_text_page_heading(&w.page, "Of which lines", NULL);
    kam_text_page_paragraph(&w.page, KAM_STYLE_DIM, kam_analyze_words_scope(&analysis->scope));
    return w.page.out;
}
