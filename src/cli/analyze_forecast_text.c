/* Forecasts as people read them: the firm, who will miss last year by most, then the largest. */
#include <math.h>
#include <stdlib.h>

#include "cli/analyze.h"
#include "cli/analyze_text.h"
#include "cli/text_page.h"
#include "cli/text_table.h"

typedef struct {
    KamTextPage *page;
    const KamForecastAnalysis *analysis;
    const char *unit; /* head of money columns */
} Writer;

static char *
money(const Writer *w, double amount)
{
    return isfinite(amount) ? kam_format_amount((gint64)llround(amount * 1e6), 0, w->page->style)
                            : kam_format_number(NAN, 0, w->page->style);
}

static char *
interval(const Writer *w, const KamAccountForecast *f)
{
    g_autofree char *lower = money(w, f->total_lower);
    g_autofree char *upper = money(w, f->total_upper);

    return KAM_SAY(w->page, LOWER_TO_UPPER, KAM_ARG("lower", lower), KAM_ARG("upper", upper));
}

static char *
error_of(const Writer *w, const KamAccountForecast *f)
{
    return kam_format_percent(f->smape.status == KAM_CALC_OK ? f->smape.value / 100 : NAN, 0, w->page->style);
}

static void
put_total(Writer *w)
{
    const KamAccountForecast *f = &w->analysis->total->list[0];
    g_autofree char *quarter = money(w, f->total);
    g_autofree char *range = interval(w, f);
    g_autofree char *before = money(w, f->before);
    g_autofree char *year_ago = money(w, f->year_ago);
    g_autofree char *error = error_of(w, f);

    if (f->status != KAM_CALC_OK) {
        kam_text_page_paragraph(w->page, KAM_STYLE_STRONG,
                                KAM_SAY(w->page, TOO_FEW_MONTHS, KAM_ARG_COUNT("n", f->n),
                                        KAM_ARG_COUNT("needed", kam_forecast_analysis_needed())));
        return;
    }
    kam_text_page_paragraph(
        w->page, KAM_STYLE_STRONG,
        KAM_SAY(w->page, NEXT_QUARTER, KAM_ARG("sum", quarter), KAM_ARG("unit", w->unit), KAM_ARG("range", range)));
    kam_text_page_paragraph(w->page, KAM_STYLE_PLAIN,
                            KAM_SAY(w->page, LAST_QUARTER, KAM_ARG("before", before), KAM_ARG("then", year_ago),
                                    KAM_ARG("method", f->method), KAM_ARG("error", error)));
    if (w->analysis->n > w->analysis->n_known)
        kam_text_page_paragraph(w->page, KAM_STYLE_PLAIN,
                                KAM_SAY(w->page, TOO_SHORT, KAM_ARG_COUNT("n", w->analysis->n - w->analysis->n_known),
                                        KAM_ARG_COUNT("all", w->analysis->n),
                                        KAM_ARG_COUNT("needed", kam_forecast_analysis_needed())));
}

static void
add_row(const Writer *w, KamTextTable *table, const KamAccountForecast *f)
{
    const KamFactAccount *account = &g_array_index(w->analysis->scope.facts->accounts, KamFactAccount, f->account);

    kam_text_table_take_row(table, kam_analyze_dup_label(account), money(w, f->total), interval(w, f),
                            money(w, f->before), money(w, f->year_ago), error_of(w, f));
}

static KamTextTable *
new_table(Writer *w, const KamTextColumn columns[6])
{
    return kam_text_table_new(&w->page->terminal, columns, 6);
}

/* What the forecast lacks of the same months a year ago; NaN when a year ago is not known. */
static double
shortfall(const KamAccountForecast *f)
{
    return f->status == KAM_CALC_OK ? f->year_ago - f->total : NAN;
}

static int
compare_shortfalls(gconstpointer a, gconstpointer b)
{
    double x = shortfall(*(const KamAccountForecast *const *)a), y = shortfall(*(const KamAccountForecast *const *)b);

    return x < y ? 1 : x > y ? -1 : 0;
}

static GPtrArray *
list_shortfalls(const KamForecastAnalysis *analysis)
{
    GPtrArray *list = g_ptr_array_new();

    for (guint i = 0; i < analysis->n_known; i++) {
        const KamAccountForecast *f = kam_forecast_analysis_get(analysis, i);
        /* Below what even a good quarter would bring: the interval's end, not the point, decides. */
        if (shortfall(f) > 0 && f->total_upper < f->year_ago)
            g_ptr_array_add(list, (gpointer)(guintptr)f);
    }
    g_ptr_array_sort(list, compare_shortfalls);
    return list;
}

static void
put_shortfalls(Writer *w, const KamTextColumn columns[6])
{
    g_autoptr(GPtrArray) list = list_shortfalls(w->analysis);
    g_autoptr(KamTextTable) table = NULL;
    guint shown = kam_text_page_count_shown(w->page, list->len);

    if (list->len == 0)
        return;
    table = new_table(w, columns);
    kam_text_page_heading(w->page, KAM_WORD(w->page, BELOW_LAST_YEAR_EVEN_AT_THE_UPPER),
                          KAM_WORD(w->page, LARGEST_SHORTFALL_FIRST));
    for (guint i = 0; i < shown; i++)
        add_row(w, table, list->pdata[i]);
    kam_text_table_append(table, w->page->out);
    kam_text_page_tell_rest(w->page, shown, list->len);
}

static void
put_largest(Writer *w, const KamTextColumn columns[6])
{
    g_autoptr(KamTextTable) table = new_table(w, columns);
    guint shown = kam_text_page_count_shown(w->page, w->analysis->n_known);

    kam_text_page_heading(w->page, KAM_WORD(w->page, THE_LARGEST), NULL);
    for (guint i = 0; i < shown; i++)
        add_row(w, table, kam_forecast_analysis_get(w->analysis, i));
    kam_text_table_append(table, w->page->out);
    kam_text_page_tell_rest(w->page, shown, w->analysis->n_known);
}

void
kam_forecast_analysis_write_text(const KamForecastAnalysis *analysis, KamTextPage *page)
{
    const char *currency = kam_report_currency_of(analysis->scope.facts);
    Writer w = { .page = page, .analysis = analysis, .unit = currency != NULL ? currency : "" };
    const KamTextColumn columns[6] = {
        { KAM_WORD(page, CUSTOMER), FALSE, TRUE, FALSE },        { KAM_WORD(page, NEXT_3_MONTHS), TRUE, FALSE, FALSE },
        { KAM_WORD(page, WITH_95_PERCENT), TRUE, FALSE, FALSE }, { KAM_WORD(page, LAST_3), TRUE, FALSE, FALSE },
        { KAM_WORD(page, A_YEAR_AGO), TRUE, FALSE, FALSE },      { KAM_WORD(page, ERROR), TRUE, FALSE, FALSE },
    };
    char as_of[11];

    kam_day_to_iso(analysis->scope.as_of_day, as_of);
    kam_text_page_heading(page, KAM_WORD(page, FORECAST_OF_SALES), as_of);
    put_total(&w);
    if (analysis->n_known > 0) {
        put_shortfalls(&w, columns);
        put_largest(&w, columns);
    }
}
