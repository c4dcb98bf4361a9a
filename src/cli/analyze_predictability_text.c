/* Predictability as people read it: the largest customers with their index and what it is made of. */
#include <math.h>
#include <stdlib.h>

#include "cli/analyze.h"
#include "cli/analyze_text.h"
#include "cli/text_page.h"
#include "cli/text_table.h"

typedef struct {
    KamTextPage *page;
    const KamPredictabilityAnalysis *analysis;
} Writer;

static char *
percent_of(const Writer *w, KamCalcValue value, double scale)
{
    return value.status == KAM_CALC_OK ? kam_format_percent(value.value * scale, 0, w->page->style)
                                       : kam_format_number(NAN, 0, w->page->style);
}

static char *
number_of(const Writer *w, KamCalcValue value)
{
    return kam_format_number(value.status == KAM_CALC_OK ? value.value : NAN, 2, w->page->style);
}

static void
add_row(const Writer *w, KamTextTable *table, const KamPredictabilityRow *row)
{
    static const KamCalcValue unknown = { .status = KAM_CALC_TOO_FEW };
    const GArray *accounts = w->analysis->behaviour->scope.facts->accounts;
    gboolean is_known = row->forecast != NULL && row->forecast->status == KAM_CALC_OK;

    kam_text_table_take_row(table, kam_analyze_dup_label(&g_array_index(accounts, KamFactAccount, row->account)),
                            kam_format_number(row->predictability.index, 2, w->page->style),
                            percent_of(w, is_known ? row->forecast->smape : unknown, 0.01),
                            number_of(w, is_known ? row->forecast->mase : unknown),
                            percent_of(w, is_known ? row->forecast->bias : unknown, 1),
                            number_of(w, row->behaviour->gap_variation),
                            kam_format_percent(row->predictability.part[KAM_PREDICTS_ALIVE], 0, w->page->style),
                            kam_format_number(row->behaviour->tenure_days / 365.25, 1, w->page->style));
}

static void
put_accounts(Writer *w)
{
    const KamTextColumn columns[] = {
        { KAM_WORD(w->page, CUSTOMER), FALSE, TRUE, FALSE }, { KAM_WORD(w->page, INDEX), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, ERROR), TRUE, FALSE, FALSE },    { "MASE", TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, BIAS), TRUE, FALSE, FALSE },     { KAM_WORD(w->page, GAPS), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, ALIVE), TRUE, FALSE, FALSE },    { KAM_WORD(w->page, YEARS), TRUE, FALSE, FALSE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, columns, G_N_ELEMENTS(columns));
    guint shown = kam_text_page_count_shown(w->page, w->analysis->n);

    kam_text_page_heading(w->page, KAM_WORD(w->page, THE_LARGEST_CUSTOMERS), KAM_WORD(w->page, WHAT_THE_INDEX_IS));
    for (guint i = 0; i < shown; i++)
        add_row(w, table, &w->analysis->row[i]);
    kam_text_table_append(table, w->page->out);
    kam_text_page_tell_rest(w->page, shown, w->analysis->n);
}

void
kam_predictability_analysis_write_text(const KamPredictabilityAnalysis *analysis, KamTextPage *page)
{
    Writer w = { .page = page, .analysis = analysis };
    char as_of[11];

    kam_day_to_iso(analysis->behaviour->scope.as_of_day, as_of);
    kam_text_page_heading(page, KAM_WORD(page, WITH_WHOM_ONE_CAN_PLAN), as_of);
    kam_text_page_paragraph(
        page, KAM_STYLE_STRONG,
        KAM_SAY(page, HAVE_AN_INDEX, KAM_ARG_COUNT("n", analysis->n_known), KAM_ARG_COUNT("all", analysis->n)));
    put_accounts(&w);
}
