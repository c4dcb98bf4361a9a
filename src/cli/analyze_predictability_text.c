/* Predictability as people read it: the largest customers with their index and what it is made of. */
#include <math.h>
#include <stdlib.h>

#include "cli/analyze.h"
#include "cli/analyze_text.h"
#include "cli/text_page.h"
#include "cli/text_table.h"

typedef struct {
    KamTextPage page;
    const KamPredictabilityAnalysis *analysis;
} Writer;

static char *
percent_of(const Writer *w, KamCalcValue value, double scale)
{
    return value.status == KAM_CALC_OK ? kam_format_percent(value.value * scale, 0, w->page.style)
                                       : kam_format_number(NAN, 0, w->page.style);
}

static char *
number_of(const Writer *w, KamCalcValue value)
{
    return kam_format_number(value.status == KAM_CALC_OK ? value.value : NAN, 2, w->page.style);
}

static void
add_row(const Writer *w, KamTextTable *table, const KamPredictabilityRow *row)
{
    static const KamCalcValue unknown = { .status = KAM_CALC_TOO_FEW };
    const GArray *accounts = w->analysis->behaviour->scope.facts->accounts;
    gboolean is_known = row->forecast != NULL && row->forecast->status == KAM_CALC_OK;

    kam_text_table_take_row(table, kam_analyze_dup_label(&g_array_index(accounts, KamFactAccount, row->account)),
                            kam_format_number(row->predictability.index, 2, w->page.style),
                            percent_of(w, is_known ? row->forecast->smape : unknown, 0.01),
                            number_of(w, is_known ? row->forecast->mase : unknown),
                            percent_of(w, is_known ? row->forecast->bias : unknown, 1),
                            number_of(w, row->behaviour->gap_variation),
                            kam_format_percent(row->predictability.part[KAM_PREDICTS_ALIVE], 0, w->page.style),
                            kam_format_number(row->behaviour->tenure_days / 365.25, 1, w->page.style));
}

static void
put_accounts(Writer *w)
{
    static const KamTextColumn columns[] = {
        { "customer", FALSE, TRUE, FALSE }, { "index", TRUE, FALSE, FALSE }, { "error", TRUE, FALSE, FALSE },
        { "MASE", TRUE, FALSE, FALSE },     { "bias", TRUE, FALSE, FALSE },  { "gaps", TRUE, FALSE, FALSE },
        { "alive", TRUE, FALSE, FALSE },    { "years", TRUE, FALSE, FALSE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page.terminal, columns, G_N_ELEMENTS(columns));
    guint shown = kam_text_page_count_shown(&w->page, w->analysis->n);

    kam_text_page_heading(&w->page, "The largest customers",
                          "index of 1 is a clock; error and bias of forecasts on their own past, variation of gaps");
    for (guint i = 0; i < shown; i++)
        add_row(w, table, &w->analysis->row[i]);
    kam_text_table_append(table, w->page.out);
    kam_text_page_tell_rest(&w->page, shown, w->analysis->n);
}

GString *
kam_predictability_analysis_to_text(const KamPredictabilityAnalysis *analysis, guint limit)
{
    Writer w = { .analysis = analysis };
    char as_of[11];

    kam_text_page_init(&w.page, limit);
    kam_day_to_iso(analysis->behaviour->scope.as_of_day, as_of);
    kam_text_page_heading(&w.page, "With whom one can plan", as_of);
    kam_text_page_paragraph(&w.page, KAM_STYLE_STRONG,
                            g_strdup_printf("%u of %u customers have an index; the others have too short a history, or "
                                            "bought nothing for a year.",
                                            analysis->n_known, analysis->n));
    put_accounts(&w);
    kam_text_page_heading(&w.page, "Of which lines", NULL);
    kam_text_page_paragraph(&w.page, KAM_STYLE_DIM, kam_analyze_words_scope(&analysis->behaviour->scope));
    return w.page.out;
}
