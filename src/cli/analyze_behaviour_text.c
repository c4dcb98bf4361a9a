/* Behaviour as people read it: what the accounts are like together, who needs a call, then each of the largest. */
#include <math.h>

#include "cli/analyze.h"
#include "cli/analyze_text.h"
#include "cli/text_page.h"
#include "cli/text_table.h"

typedef struct {
    KamTextPage *page;
    const KamBehaviourAnalysis *analysis;
    const char *unit; /* head of money columns */
} Writer;

static const struct {
    KamWord label;
    guint decimals;
    gboolean is_share;
} rows[KAM_FIGURE_N] = {
    [KAM_FIGURE_RECENCY] = { KAM_WORD_DAYS_SINCE_THE_LAST_PURCHASE, 1, FALSE },
    [KAM_FIGURE_FREQUENCY] = { KAM_WORD_DOCUMENTS, 2, FALSE },
    [KAM_FIGURE_MONETARY] = { KAM_WORD_SALES, 2, FALSE },
    [KAM_FIGURE_TENURE] = { KAM_WORD_DAYS_SINCE_THE_FIRST_PURCHASE, 1, FALSE },
    [KAM_FIGURE_GROWTH] = { KAM_WORD_GROWTH_OVER_A_YEAR, 1, TRUE },
    [KAM_FIGURE_GAP] = { KAM_WORD_DAYS_BETWEEN_PURCHASES, 1, FALSE },
    [KAM_FIGURE_VARIATION] = { KAM_WORD_IRREGULARITY_0_A_CLOCK_1_CHANCE, 2, FALSE },
    [KAM_FIGURE_SILENCE] = { KAM_WORD_SILENCE_SMALL_UNUSUALLY_LONG, 3, FALSE },
    [KAM_FIGURE_BREADTH] = { KAM_WORD_PRODUCTS, 1, FALSE },
    [KAM_FIGURE_CREDIT_SHARE] = { KAM_WORD_CREDITS_TO_SALES, 1, TRUE },
};

static char *
figure(const Writer *w, KamBehaviourFigure which, double value)
{
    return rows[which].is_share ? kam_format_percent(value, rows[which].decimals, w->page->style)
                                : kam_format_number(value, rows[which].decimals, w->page->style);
}

static char *
number_of(const Writer *w, KamCalcValue value, guint decimals)
{
    return kam_format_number(value.status == KAM_CALC_OK ? value.value : NAN, decimals, w->page->style);
}

static char *
percent_of(const Writer *w, KamCalcValue value)
{
    return kam_format_percent(value.status == KAM_CALC_OK ? value.value : NAN, 0, w->page->style);
}

static void
put_opening(Writer *w)
{
    const KamBehaviourAnalysis *a = w->analysis;
    char as_of[11];

    kam_day_to_iso(a->scope.as_of_day, as_of);
    kam_text_page_heading(w->page, KAM_WORD(w->page, BEHAVIOUR_OF_CUSTOMERS), as_of);
    kam_text_page_paragraph(w->page, KAM_STYLE_STRONG,
                            KAM_SAY(w->page, HAVE_BOUGHT, KAM_ARG_COUNT("n", a->n),
                                    KAM_ARG_COUNT("once", a->purchased_once),
                                    KAM_ARG_COUNT("lapsing", a->group[KAM_RFM_LAPSING].accounts)));
    kam_text_page_paragraph(w->page, KAM_STYLE_PLAIN,
                            KAM_SAY(w->page, STRONG_ON_ALL, KAM_ARG_COUNT("strong", a->group[KAM_RFM_STRONG].accounts),
                                    KAM_ARG_COUNT("best", a->group[KAM_RFM_BEST].accounts),
                                    KAM_ARG_COUNT("weakest", a->group[KAM_RFM_WEAKEST].accounts),
                                    KAM_ARG_COUNT("cells", a->cells_occupied)));
    if (a->without_purchase > 0)
        kam_text_page_paragraph(w->page, KAM_STYLE_PLAIN,
                                KAM_SAY(w->page, LEFT_OUT_CREDITS, KAM_ARG_COUNT("n", a->without_purchase)));
}

static void
put_spreads(Writer *w)
{
    const KamTextColumn columns[] = {
        { KAM_WORD(w->page, FIGURE), FALSE, TRUE, FALSE }, { KAM_WORD(w->page, KNOWN_OF), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, MEAN), TRUE, FALSE, FALSE },   { KAM_WORD(w->page, MEDIAN), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, MAX), TRUE, FALSE, FALSE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, columns, G_N_ELEMENTS(columns));

    kam_text_page_heading(w->page, KAM_WORD(w->page, TOGETHER), NULL);
    for (KamBehaviourFigure i = 0; i < KAM_FIGURE_N; i++) {
        const KamFigureSpread *spread = &w->analysis->spread[i];
        gboolean known = spread->known > 0;

        kam_text_table_take_row(table, g_strdup(kam_text_page_word(w->page, rows[i].label)),
                                kam_format_count(spread->known, w->page->style),
                                figure(w, i, known ? spread->mean : NAN), figure(w, i, known ? spread->median : NAN),
                                figure(w, i, known ? spread->most : NAN));
    }
    kam_text_table_append(table, w->page->out);
}

/* Customers by recency and frequency, whatever their sales. */
static void
put_grid(Writer *w)
{
    const KamTextColumn columns[] = {
        { "", FALSE, FALSE, FALSE },   { "F 1", TRUE, FALSE, FALSE }, { "F 2", TRUE, FALSE, FALSE },
        { "F 3", TRUE, FALSE, FALSE }, { "F 4", TRUE, FALSE, FALSE }, { "F 5", TRUE, FALSE, FALSE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, columns, G_N_ELEMENTS(columns));

    kam_text_page_heading(w->page, KAM_WORD(w->page, CUSTOMERS_BY_RECENCY_AND_FREQUENCY),
                          KAM_WORD(w->page, N_5_IS_BEST));
    for (guint r = KAM_RFM_GROUPS; r >= 1; r--) {
        guint sums[KAM_RFM_GROUPS] = { 0 };

        for (guint f = 1; f <= KAM_RFM_GROUPS; f++)
            for (guint m = 1; m <= KAM_RFM_GROUPS; m++)
                sums[f - 1] += w->analysis->cell[kam_rfm_cell(r, f, m)].accounts;
        kam_text_table_take_row(table, g_strdup_printf("R %u", r), kam_format_count(sums[0], w->page->style),
                                kam_format_count(sums[1], w->page->style), kam_format_count(sums[2], w->page->style),
                                kam_format_count(sums[3], w->page->style), kam_format_count(sums[4], w->page->style));
    }
    kam_text_table_append(table, w->page->out);
}

static void
add_account(const Writer *w, KamTextTable *table, guint32 index)
{
    const KamFactAccount *account = &g_array_index(w->analysis->scope.facts->accounts, KamFactAccount, index);
    const KamBehaviour *b = &w->analysis->account[index];
    KamRfm rfm = w->analysis->rfm[index];

    kam_text_table_take_row(
        table, kam_analyze_dup_label(account), g_strdup_printf("%u%u%u", rfm.recency, rfm.frequency, rfm.monetary),
        kam_format_amount((gint64)llround(b->sales), 0, w->page->style), g_strdup_printf("%u", b->recency_days),
        g_strdup_printf("%u", b->documents), number_of(w, b->gap_median_days, 0), number_of(w, b->silence, 2),
        percent_of(w, b->growth), g_strdup_printf("%u", b->products), percent_of(w, b->credit_share));
}

/* The accounts that pass, largest sales first. */
static void
put_accounts(Writer *w, const char *title, const char *aside, KamRfmGroup group)
{
    const KamTextColumn columns[] = {
        { KAM_WORD(w->page, CUSTOMER), FALSE, TRUE, FALSE },
        { "RFM", FALSE, FALSE, FALSE },
        { w->unit, TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, DAYS_AGO), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, DOCS), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, GAP), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, SILENCE), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, GROWTH), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, PROD), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, CREDIT), TRUE, FALSE, FALSE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, columns, G_N_ELEMENTS(columns));
    guint all = group == KAM_RFM_GROUP_N ? w->analysis->n : w->analysis->group[group].accounts, taken = 0;
    guint shown = kam_text_page_count_shown(w->page, all);

    if (all == 0)
        return;
    kam_text_page_heading(w->page, title, aside);
    for (guint i = 0; i < w->analysis->n && taken < shown; i++) {
        guint32 index = w->analysis->order[i];

        if (group != KAM_RFM_GROUP_N && !kam_rfm_is_in_group(w->analysis->rfm[index], group))
            continue;
        add_account(w, table, index);
        taken++;
    }
    kam_text_table_append(table, w->page->out);
    kam_text_page_tell_rest(w->page, shown, all);
}

void
kam_behaviour_analysis_write_text(const KamBehaviourAnalysis *analysis, KamTextPage *page)
{
    const char *currency = kam_report_currency_of(analysis->scope.facts);
    Writer w = { .page = page, .analysis = analysis, .unit = currency != NULL ? currency : KAM_WORD(page, SALES) };

    put_opening(&w);
    put_spreads(&w);
    put_grid(&w);
    put_accounts(&w, KAM_WORD(page, BOUGHT_OFTEN_BUT_NOT_LATELY), KAM_WORD(page, R_1_2_F_4_5_LARGEST_SALES_FIRST),
                 KAM_RFM_LAPSING);
    put_accounts(&w, KAM_WORD(page, THE_LARGEST), NULL, KAM_RFM_GROUP_N);
}
