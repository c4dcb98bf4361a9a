/* The selection as people read it: who is sure of a place, who is not, and what each owes its place to. */
#include <math.h>

#include "cli/analyze.h"
#include "cli/analyze_text.h"
#include "cli/text_page.h"
#include "cli/text_table.h"

#define SURE 0.95

typedef struct {
    KamTextPage page;
    const KamSelectionAnalysis *analysis;
    const char *unit; /* head of the column of sales */
} Writer;

static void
put_opening(Writer *w)
{
    const KamSelectionAnalysis *a = w->analysis;
    guint sure = 0, open = 0;
    char as_of[11];

    for (guint i = 0; i < a->n; i++) {
        sure += a->account[i].in_top.value >= SURE;
        open += a->account[i].in_top.value > 1 - SURE && a->account[i].in_top.value < SURE;
    }
    kam_day_to_iso(a->behaviour->scope.as_of_day, as_of);
    kam_text_page_heading(&w->page, "Who deserves to be a key account", as_of);
    kam_text_page_paragraph(
        &w->page, KAM_STYLE_STRONG,
        g_strdup_printf("%u of %u customers are among the first %u whatever the weights, %u more in "
                        "some cases and not in others.",
                        sure, a->n, a->options.top, open));
}

static void
put_weights(Writer *w)
{
    const KamSelectionAnalysis *a = w->analysis;
    g_autoptr(GString) used = g_string_new("Weights: ");
    g_autoptr(GString) left = g_string_new(NULL);

    for (guint c = 0; c < KAM_SELECT_N; c++) {
        g_autofree char *share = kam_format_percent(a->options.weight[c], 0, w->page.style);

        if (!a->is_used[c])
            g_string_append_printf(left, "%s%s", left->len > 0 ? ", " : "", kam_select_criterion_name(c));
        else
            g_string_append_printf(used, "%s%s %s", used->len > 9 ? ", " : "", kam_select_criterion_name(c), share);
    }
    g_string_append_printf(used, "; each may be off by %.0f%% of itself. Draws: %" G_GUINT64_FORMAT ".",
                           100 * a->options.wobble, a->options.draws);
    kam_text_page_paragraph(&w->page, KAM_STYLE_PLAIN, g_strdup(used->str));
    if (left->len > 0)
        kam_text_page_paragraph(&w->page, KAM_STYLE_PLAIN,
                                g_strdup_printf("Left out, because the data knows it of no customer: %s.", left->str));
}

static char *
figure_of(const Writer *w, const KamSelectAccount *account, KamSelectCriterion criterion)
{
    const KamSelectFigure *figure = &account->figure[criterion];
    g_autofree char *number = NULL;

    if (!figure->is_known)
        return kam_format_number(NAN, 0, w->page.style);
    switch (criterion) {
    case KAM_SELECT_VOLUME:
    case KAM_SELECT_PROFIT:
        return kam_format_amount((gint64)llround(figure->figure), 0, w->page.style);
    case KAM_SELECT_GROWTH:
        return kam_format_percent(figure->figure, 0, w->page.style);
    case KAM_SELECT_PREDICTABILITY:
        number = figure->is_gaps ? kam_format_number(figure->figure, 2, w->page.style)
                                 : kam_format_percent(figure->figure, 0, w->page.style);
        return g_strdup_printf("%s %s", figure->is_gaps ? "gaps" : "error", number);
    case KAM_SELECT_BREADTH:
    case KAM_SELECT_N:
        break;
    }
    return kam_format_number(figure->figure, 0, w->page.style);
}

static void
add_note(const Writer *w, KamTextTable *table, const KamSelectAccount *account)
{
    g_autoptr(GString) note = g_string_new(NULL);

    for (guint c = 0; c < KAM_SELECT_N; c++) {
        const KamSelectFigure *figure = &account->figure[c];
        g_autofree char *part = kam_format_number(figure->contribution, 3, w->page.style);

        if (w->analysis->is_used[c] && w->analysis->options.weight[c] > 0)
            g_string_append_printf(note, "%s%s %s%s", note->len > 0 ? " + " : "", kam_select_criterion_name(c), part,
                                   figure->is_known ? "" : " (assumed)");
    }
    kam_text_table_add_note(table, note->str);
}

static void
put_accounts(Writer *w)
{
    g_autofree char *top = g_strdup_printf("in first %u", w->analysis->options.top);
    const KamTextColumn columns[] = {
        { "", TRUE, FALSE, FALSE },       { "customer", FALSE, TRUE, FALSE }, { "score", TRUE, FALSE, FALSE },
        { top, TRUE, FALSE, FALSE },      { w->unit, TRUE, FALSE, FALSE },    { "margin", TRUE, FALSE, FALSE },
        { "growth", TRUE, FALSE, FALSE }, { "rhythm", TRUE, FALSE, FALSE },   { "prod", TRUE, FALSE, FALSE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page.terminal, columns, G_N_ELEMENTS(columns));
    guint shown = kam_text_page_count_shown(&w->page, w->analysis->n);

    kam_text_page_heading(&w->page, "In order", "below each: what its score is made of");
    for (guint i = 0; i < shown; i++) {
        const KamSelectAccount *a = &w->analysis->account[i];
        const KamFactAccount *account =
            &g_array_index(w->analysis->behaviour->scope.facts->accounts, KamFactAccount, a->account);

        kam_text_table_take_row(
            table, g_strdup_printf("%u", a->rank), kam_analyze_dup_label(account),
            kam_format_number(a->score, 3, w->page.style), kam_format_percent(a->in_top.value, 0, w->page.style),
            figure_of(w, a, KAM_SELECT_VOLUME), figure_of(w, a, KAM_SELECT_PROFIT), figure_of(w, a, KAM_SELECT_GROWTH),
            figure_of(w, a, KAM_SELECT_PREDICTABILITY), figure_of(w, a, KAM_SELECT_BREADTH));
        add_note(w, table, a);
    }
    kam_text_table_append(table, w->page.out);
    kam_text_page_tell_rest(&w->page, shown, w->analysis->n);
}

GString *
kam_selection_analysis_to_text(const KamSelectionAnalysis *analysis, guint limit)
{
    const char *currency = kam_report_currency_of(analysis->behaviour->scope.facts);
    Writer w = { .analysis = analysis, .unit = currency != NULL ? currency : "sales" };

    kam_text_page_init(&w.page, limit);
    put_opening(&w);
    put_weights(&w);
    put_accounts(&w);
    kam_text_page_heading(&w.page, "Of which lines", NULL);
    kam_text_page_paragraph(&w.page, KAM_STYLE_DIM, kam_analyze_words_scope(&analysis->behaviour->scope));
    return w.page.out;
}
