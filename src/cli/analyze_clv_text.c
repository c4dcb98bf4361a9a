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
    KamTextPage page;
    const KamClvAnalysis *analysis;
    KamTextColumn columns[N_COLUMNS];
} Writer;

static char *
money(const Writer *w, double amount)
{
    return isfinite(amount) ? kam_format_amount((gint64)llround(amount * 1e6), 0, w->page.style)
                            : kam_format_number(NAN, 0, w->page.style);
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

        kam_text_page_paragraph(&w->page, KAM_STYLE_STRONG,
                                g_strdup_printf("The next %d months of %u customers are worth %s.",
                                                values->options.months, w->analysis->n, sum));
    }
    for (guint i = 0; values->calibration_status == KAM_CALC_OK && i < KAM_LIFETIME_N_CLASSES; i++) {
        expected += values->calibration[i].expected;
        actual += values->calibration[i].actual;
    }
    kam_text_page_paragraph(
        &w->page, KAM_STYLE_PLAIN,
        g_strdup_printf("Model %s%s; %u customers order regularly and are valued by their forecast.",
                        model_words(values->result.fit.parameters.model),
                        values->result.chosen_by_holdout ? ", which foretold the past best" : "",
                        values->n_from_forecast));
    if (values->calibration_status == KAM_CALC_OK)
        kam_text_page_paragraph(&w->page, KAM_STYLE_PLAIN,
                                g_strdup_printf("Over the last %.0f weeks it would have expected %.0f purchases; there "
                                                "were %.0f.",
                                                values->holdout_weeks, expected, actual));
    if (values->result.fit.shape != KAM_CLV_SHARP)
        kam_text_page_paragraph(&w->page, KAM_STYLE_PLAIN,
                                g_strdup("The data do not determine every parameter of it (hardly anybody is lost, or "
                                         "all are alike): read no meaning into them; the predictions hold."));
}

static void
add_row(const Writer *w, KamTextTable *table, guint32 index)
{
    const KamFactAccount *account = &g_array_index(w->analysis->scope.facts->accounts, KamFactAccount, index);
    const KamAccountValue *v = &w->analysis->values->list[index];
    g_autofree char *lower = money(w, v->value_lower);
    g_autofree char *upper = money(w, v->value_upper);

    kam_text_table_take_row(table, kam_analyze_dup_label(account),
                            kam_format_percent(v->future.p_alive, 0, w->page.style),
                            kam_format_number(v->future.expected, 1, w->page.style), money(w, v->value),
                            g_strdup_printf("%s to %s", lower, upper),
                            g_strdup_printf("%s%s", v->worth == KAM_WORTH_PROFIT ? "profit" : "revenue",
                                            v->is_from_forecast ? ", forecast" : ""));
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
    shown = kam_text_page_count_shown(&w->page, n);
    table = kam_text_table_new(&w->page.terminal, w->columns, N_COLUMNS);
    kam_text_page_heading(&w->page, "Probably gone",
                          "alive with less than 50%; what they brought so far decides the order");
    for (guint i = 0; i < shown; i++)
        add_row(w, table, gone[i]);
    kam_text_table_append(table, w->page.out);
    kam_text_page_tell_rest(&w->page, shown, n);
}

static void
put_valuable(Writer *w)
{
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page.terminal, w->columns, N_COLUMNS);
    guint shown = kam_text_page_count_shown(&w->page, w->analysis->n);

    kam_text_page_heading(&w->page, "The most valuable", NULL);
    for (guint i = 0; i < shown; i++)
        add_row(w, table, w->analysis->order[i]);
    kam_text_table_append(table, w->page.out);
    kam_text_page_tell_rest(&w->page, shown, w->analysis->n);
}

GString *
kam_clv_analysis_to_text(const KamClvAnalysis *analysis, guint limit)
{
    const char *currency = kam_report_currency_of(analysis->scope.facts);
    Writer w = { .analysis = analysis,
                 .columns = { { "customer", FALSE, TRUE, FALSE },
                              { "alive", TRUE, FALSE, FALSE },
                              { "purchases", TRUE, FALSE, FALSE },
                              { currency != NULL ? currency : "worth", TRUE, FALSE, FALSE },
                              { "with 95%", TRUE, FALSE, FALSE },
                              { "of", FALSE, FALSE, FALSE } } };
    char as_of[11];

    kam_text_page_init(&w.page, limit);
    kam_day_to_iso(analysis->scope.as_of_day, as_of);
    kam_text_page_heading(&w.page, "Lifetime value", as_of);
    put_opening(&w);
    put_slipping(&w);
    put_valuable(&w);
    kam_text_page_heading(&w.page, "Of which lines", NULL);
    kam_text_page_paragraph(&w.page, KAM_STYLE_DIM, kam_analyze_words_scope(&analysis->scope));
    return w.page.out;
}
