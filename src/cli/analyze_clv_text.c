/* Lifetime values as people read them: the model and how well it foretells, who is slipping away, the most valuable. */
#include <math.h>
#include <stdlib.h>

#include "cli/analyze.h"
#include "cli/analyze_text.h"
#include "cli/text_page.h"
#include "cli/text_table.h"

#define N_COLUMNS 6
#define PROBABLY_GONE 0.5

typedef struct {
    KamTextPage *page;
    const KamClvAnalysis *analysis;
    KamTextColumn columns[N_COLUMNS];
} Writer;

static char *
money(const Writer *w, double amount)
{
    return isfinite(amount) ? kam_format_amount((gint64)llround(amount * 1e6), 0, w->page->style)
                            : kam_format_number(NAN, 0, w->page->style);
}

static const char *
model_words(KamClvModel model)
{
    return model == KAM_CLV_BGNBD ? "BG/NBD" : model == KAM_CLV_MBGNBD ? "MBG/NBD" : "Pareto/NBD";
}

static void
put_opening(Writer *w)
{
    const KamAccountValues *values = w->analysis->values;
    double value = 0, expected = 0, actual = 0;

    for (guint i = 0; i < w->analysis->n; i++)
        value += isnan(kam_clv_analysis_get(w->analysis, i)->value) ? 0 : kam_clv_analysis_get(w->analysis, i)->value;
    {
        g_autofree char *sum = money(w, value);

        kam_text_page_paragraph(w->page, KAM_STYLE_STRONG,
                                KAM_SAY(w->page, NEXT_MONTHS_WORTH, KAM_ARG_COUNT("months", values->options.months),
                                        KAM_ARG_COUNT("n", w->analysis->n), KAM_ARG("sum", sum)));
    }
    for (guint i = 0; values->calibration_status == KAM_CALC_OK && i < KAM_LIFETIME_N_CLASSES; i++) {
        expected += values->calibration[i].expected;
        actual += values->calibration[i].actual;
    }
    kam_text_page_paragraph(
        w->page, KAM_STYLE_PLAIN,
        KAM_SAY(
            w->page, MODEL, KAM_ARG("model", model_words(values->result.fit.parameters.model)),
            KAM_ARG("best", values->result.chosen_by_holdout ? KAM_WORD(w->page, WHICH_FORETOLD_THE_PAST_BEST) : ""),
            KAM_ARG_COUNT("n", values->n_from_forecast)));
    if (values->calibration_status == KAM_CALC_OK)
        kam_text_page_paragraph(w->page, KAM_STYLE_PLAIN,
                                KAM_SAY(w->page, FORETOLD, KAM_ARG_COUNT("weeks", llround(values->holdout_weeks)),
                                        KAM_ARG_COUNT("expected", llround(expected)),
                                        KAM_ARG_COUNT("actual", llround(actual))));
    if (values->result.fit.shape != KAM_CLV_SHARP)
        kam_text_page_paragraph(w->page, KAM_STYLE_PLAIN, KAM_SAY_PLAIN(w->page, NOT_DETERMINED));
}

static void
add_row(const Writer *w, KamTextTable *table, guint32 index)
{
    const KamFactAccount *account = &g_array_index(w->analysis->scope.facts->accounts, KamFactAccount, index);
    const KamAccountValue *v = &w->analysis->values->list[index];
    g_autofree char *lower = money(w, v->value_lower);
    g_autofree char *upper = money(w, v->value_upper);

    kam_text_table_take_row(
        table, kam_analyze_dup_label(account), kam_format_percent(v->future.p_alive, 0, w->page->style),
        kam_format_number(v->future.expected, 1, w->page->style), money(w, v->value),
        KAM_SAY(w->page, LOWER_TO_UPPER, KAM_ARG("lower", lower), KAM_ARG("upper", upper)),
        g_strconcat(v->worth == KAM_WORTH_PROFIT ? KAM_WORD(w->page, PROFIT) : KAM_WORD(w->page, REVENUE),
                    v->is_from_forecast ? KAM_WORD(w->page, FORECAST) : "", NULL));
}

/* Who bought often and has probably gone, by what it brought a purchase. */
static int
compare_losses(gconstpointer a, gconstpointer b, gpointer data)
{
    const KamAccountValues *values = data;
    const KamAccountValue *x = &values->list[*(const guint32 *)a], *y = &values->list[*(const guint32 *)b];
    double left = x->past.mean * x->past.history.x, right = y->past.mean * y->past.history.x;

    if (left != right)
        return left < right ? 1 : -1;
    return *(const guint32 *)a > *(const guint32 *)b ? 1 : -1;
}

static void
put_slipping(Writer *w)
{
    g_autofree guint32 *gone = g_new(guint32, w->analysis->n + 1);
    g_autoptr(KamTextTable) table = NULL;
    guint n = 0, shown;

    for (guint i = 0; i < w->analysis->n; i++)
        if (kam_clv_analysis_get(w->analysis, i)->future.p_alive < PROBABLY_GONE)
            gone[n++] = w->analysis->order[i];
    if (n == 0)
        return;
    g_qsort_with_data(gone, (gint)n, sizeof *gone, compare_losses, w->analysis->values);
    shown = kam_text_page_count_shown(w->page, n);
    table = kam_text_table_new(&w->page->terminal, w->columns, N_COLUMNS);
    kam_text_page_heading(w->page, KAM_WORD(w->page, PROBABLY_GONE),
                          KAM_WORD(w->page, ALIVE_WITH_LESS_THAN_50_PERCENT));
    for (guint i = 0; i < shown; i++)
        add_row(w, table, gone[i]);
    kam_text_table_append(table, w->page->out);
    kam_text_page_tell_rest(w->page, shown, n);
}

static void
put_valuable(Writer *w)
{
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, w->columns, N_COLUMNS);
    guint shown = kam_text_page_count_shown(w->page, w->analysis->n);

    kam_text_page_heading(w->page, KAM_WORD(w->page, THE_MOST_VALUABLE), NULL);
    for (guint i = 0; i < shown; i++)
        add_row(w, table, w->analysis->order[i]);
    kam_text_table_append(table, w->page->out);
    kam_text_page_tell_rest(w->page, shown, w->analysis->n);
}

void
kam_clv_analysis_write_text(const KamClvAnalysis *analysis, KamTextPage *page)
{
    const char *currency = kam_report_currency_of(analysis->scope.facts);
    Writer w = { .page = page,
                 .analysis = analysis,
                 .columns = { { KAM_WORD(page, CUSTOMER), FALSE, TRUE, FALSE },
                              { KAM_WORD(page, ALIVE), TRUE, FALSE, FALSE },
                              { KAM_WORD(page, PURCHASES), TRUE, FALSE, FALSE },
                              { currency != NULL ? currency : KAM_WORD(page, WORTH), TRUE, FALSE, FALSE },
                              { KAM_WORD(page, WITH_95_PERCENT), TRUE, FALSE, FALSE },
                              { KAM_WORD(page, OF), FALSE, FALSE, FALSE } } };
    char as_of[11];

    kam_day_to_iso(analysis->scope.as_of_day, as_of);
    kam_text_page_heading(page, KAM_WORD(page, LIFETIME_VALUE), as_of);
    put_opening(&w);
    put_slipping(&w);
    put_valuable(&w);
}
