/* Concentration as people read it: the sentence, the figures, who, the profit, the years. */
#include <math.h>

#include "cli/analyze.h"
#include "cli/analyze_text.h"
#include "cli/text_page.h"
#include "cli/text_table.h"

#define WINDOW_STEP 3 /* of the rolling years a month apart, every third is shown */
#define WINDOWS_SHOWN 9

typedef struct {
    KamTextPage page;
    const KamConcentrationAnalysis *analysis;
    const char *unit;   /* head of money columns */
    const char *plural; /* "customers" */
} Writer;

static char *
amount(const Writer *w, gint64 micro)
{
    return kam_format_amount(micro, 0, w->page.style);
}

static char *
count(const Writer *w, gsize n)
{
    return kam_format_count((gint64)n, w->page.style);
}

static char *
percent(const Writer *w, double fraction)
{
    return kam_format_percent(fraction, fraction < 0.1 ? 2 : 1, w->page.style);
}

static char *
dup_label(const KamHolder *holder)
{
    gboolean has_name = holder->name != NULL && *holder->name != '\0';

    if (has_name && holder->number != NULL)
        return g_strdup_printf("%s %s", holder->number, holder->name); /* a cut takes from the name */
    return g_strdup(has_name ? holder->name : holder->number != NULL ? holder->number : "(no name)");
}

static void
put_opening(Writer *w)
{
    const KamConcentration *f = &w->analysis->spread.figures;
    g_autofree char *net = kam_format_money(w->analysis->spread.total_micro, 2,
                                            kam_report_currency_of(w->analysis->scope.facts), w->page.style);
    g_autofree char *share = kam_format_percent((double)f->count_for_80 / (double)f->n, 1, w->page.style);
    g_autofree char *few = count(w, f->count_for_80);
    g_autofree char *all = count(w, f->n);

    kam_text_page_heading(&w->page, "Concentration", w->plural);
    if (w->analysis->spread.is_known)
        kam_text_page_paragraph(
            &w->page, KAM_STYLE_STRONG,
            g_strdup_printf("%s of %s (%s of %s) bring 80%% of %s.", share, w->plural, few, all, net));
    else
        kam_text_page_paragraph(&w->page, KAM_STYLE_WARNING,
                                w->analysis->sums->len > 0
                                    ? g_strdup_printf("Not enough data: none of the %s has sales above 0.", w->plural)
                                    : g_strdup_printf("Not enough data: no line tells its %s; an import can bring it.",
                                                      kam_dimension_name(w->analysis->holders.by)));
    if (w->analysis->spread.not_positive > 0)
        kam_text_page_paragraph(&w->page, KAM_STYLE_PLAIN,
                                g_strdup_printf("%u more have lines but no total above 0; they are left out.",
                                                w->analysis->spread.not_positive));
    if (w->analysis->unassigned_lines > 0) {
        g_autofree char *lines = count(w, w->analysis->unassigned_lines);
        g_autofree char *money = kam_format_amount(w->analysis->unassigned_micro, 2, w->page.style);

        kam_text_page_paragraph(&w->page, KAM_STYLE_PLAIN,
                                g_strdup_printf("%s lines over %s tell no %s; they are left out.", lines, money,
                                                kam_dimension_name(w->analysis->holders.by)));
    }
}

static void
put_reach(Writer *w)
{
    static const KamTextColumn columns[] = {
        { "reach", FALSE, FALSE, FALSE },   { "of them", TRUE, FALSE, FALSE }, { "", FALSE, FALSE, FALSE },
        { "largest", FALSE, FALSE, FALSE }, { "bring", TRUE, FALSE, FALSE },
    };
    const KamConcentration *f = &w->analysis->spread.figures;
    const gsize counts[] = { f->count_for_50, f->count_for_80, f->count_for_95 };
    const char *const reach[] = { "50%", "80%", "95%", "", "", "" };
    const char *const largest[] = { "1", "5", "10", "20", "1% rounded up", "20% rounded up" };
    const double shares[] = { f->top_1, f->top_5, f->top_10, f->top_20, f->top_1_percent, f->top_20_percent };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page.terminal, columns, G_N_ELEMENTS(columns));

    kam_text_page_heading(&w->page, "How few", NULL);
    for (guint i = 0; i < G_N_ELEMENTS(largest); i++)
        kam_text_table_take_row(table, g_strdup(reach[i]),
                                i < G_N_ELEMENTS(counts) ? count(w, counts[i]) : g_strdup(""), g_strdup(""),
                                g_strdup(largest[i]), percent(w, shares[i]));
    kam_text_table_append(table, w->page.out);
}

static void
put_classes(Writer *w)
{
    static const KamTextColumn columns[] = {
        { "class", FALSE, FALSE, FALSE }, { "of them", TRUE, FALSE, FALSE }, { "sales", TRUE, FALSE, FALSE },
        { "share", TRUE, FALSE, FALSE },  { "", FALSE, FALSE, TRUE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page.terminal, columns, G_N_ELEMENTS(columns));

    kam_text_page_heading(&w->page, "ABC", "A make 80%, B the next 15%");
    for (guint i = 0; i < 3; i++) {
        double share = (double)w->analysis->class_micro[i] / (double)w->analysis->spread.total_micro;
        GString *bar = g_string_new(NULL);

        kam_terminal_append_bar(&w->page.terminal, bar, share, w->page.terminal.width > 100 ? 50 : 28);
        kam_text_table_take_row(table, g_strdup_printf("%c", (char)('A' + i)), count(w, w->analysis->class_holders[i]),
                                amount(w, w->analysis->class_micro[i]), percent(w, share), g_string_free(bar, FALSE));
    }
    kam_text_table_append(table, w->page.out);
}

static void
put_indices(Writer *w)
{
    static const KamTextColumn columns[] = { { "index", FALSE, FALSE, FALSE },
                                             { "", TRUE, FALSE, FALSE },
                                             { "meaning", FALSE, TRUE, FALSE } };
    const KamConcentration *f = &w->analysis->spread.figures;
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page.terminal, columns, G_N_ELEMENTS(columns));
    const KamNumberStyle *style = w->page.style;

    kam_text_page_heading(&w->page, "Indices", NULL);
    kam_text_table_take_row(table, g_strdup("HHI x 10000"), kam_format_number(f->hhi * 1e4, 4, style),
                            g_strdup("10000: one has everything"));
    kam_text_table_take_row(table, g_strdup("effective number"), kam_format_number(f->effective_number, 4, style),
                            g_strdup("as concentrated as so many equal ones"));
    kam_text_table_take_row(table, g_strdup("Gini"), kam_format_number(f->gini, 6, style),
                            g_strdup("0: all are equal"));
    kam_text_table_take_row(table, g_strdup("Theil T"), kam_format_number(f->theil, 6, style),
                            g_strdup("nats; 0: all are equal"));
    kam_text_table_take_row(table, g_strdup("entropy"), kam_format_number(f->entropy, 6, style),
                            g_strdup("nats; 0: one has everything"));
    kam_text_table_append(table, w->page.out);
}

static void
put_holders(Writer *w)
{
    const gboolean with_margin = w->analysis->profit.is_known;
    const KamTextColumn columns[] = {
        { "#", TRUE, FALSE, FALSE },
        { w->plural, FALSE, TRUE, FALSE },
        { w->unit, TRUE, FALSE, FALSE },
        { "share", TRUE, FALSE, FALSE },
        { "together", TRUE, FALSE, FALSE },
        { "class", FALSE, FALSE, FALSE },
        { with_margin ? "margin" : "", TRUE, FALSE, FALSE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page.terminal, columns, G_N_ELEMENTS(columns));
    guint all = w->analysis->sums->len, shown = kam_text_page_count_shown(&w->page, all);

    kam_text_page_heading(&w->page, "The largest", NULL);
    for (guint i = 0; i < shown; i++) {
        const KamHolderSum *sum = &g_array_index(w->analysis->sums, KamHolderSum, i);

        kam_text_table_take_row(table, sum->rank > 0 ? g_strdup_printf("%u", sum->rank) : g_strdup("-"),
                                dup_label(kam_concentration_analysis_holder(w->analysis, sum)),
                                amount(w, sum->net_micro), sum->rank > 0 ? percent(w, sum->share) : g_strdup("-"),
                                sum->rank > 0 ? percent(w, sum->cumulative) : g_strdup("-"),
                                g_strdup_printf("%c", sum->class_letter),
                                sum->costed_lines > 0 ? amount(w, kam_holder_sum_margin(sum)) : g_strdup(""));
    }
    kam_text_table_append(table, w->page.out);
    kam_text_page_tell_rest(&w->page, shown, all);
}

static char *
dup_profit_sentence(const Writer *w)
{
    const KamProfitCurve *p = &w->analysis->profit;
    g_autofree char *margin = kam_format_amount(p->margin_micro, 0, w->page.style);
    g_autofree char *peak = kam_format_amount(p->peak_micro, 0, w->page.style);
    g_autofree char *eroded = kam_format_amount(p->eroded_micro, 0, w->page.style);
    g_autofree char *multiple = kam_format_number(p->figures.peak_multiple.value, 2, w->page.style);
    g_autofree char *times = p->figures.peak_multiple.status == KAM_CALC_OK
                                 ? g_strdup_printf(" (%s times the margin)", multiple)
                                 : g_strdup("");
    g_autofree char *even = p->break_even > 0
                                ? g_strdup_printf(" The best %u bring the whole margin already.", p->break_even)
                                : g_strdup("");

    return g_strdup_printf("The margin is %s. %" G_GSIZE_FORMAT " %s bring %s%s; %" G_GSIZE_FORMAT
                           " take %s of it away.%s",
                           margin, p->figures.n_positive, w->plural, peak, times, p->figures.n_negative, eroded, even);
}

static void
put_profit(Writer *w)
{
    static const KamTextColumn columns[] = { { "who erodes", FALSE, TRUE, FALSE },
                                             { "sales", TRUE, FALSE, FALSE },
                                             { "margin", TRUE, FALSE, FALSE },
                                             { "mostly by", FALSE, FALSE, FALSE } };
    const KamProfitCurve *p = &w->analysis->profit;
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page.terminal, columns, G_N_ELEMENTS(columns));
    guint all = (guint)p->figures.n_negative, shown = kam_text_page_count_shown(&w->page, all);
    g_autofree char *covered = kam_format_percent(p->covered, 1, w->page.style);
    g_autofree char *aside = g_strdup_printf("cost is known for %s of sales", covered);

    kam_text_page_heading(&w->page, "Profit", p->is_known ? aside : NULL);
    if (!p->is_known) {
        kam_text_page_paragraph(&w->page, KAM_STYLE_DIM, g_strdup("Not enough data: no counted line has a cost."));
        return;
    }
    kam_text_page_paragraph(&w->page, KAM_STYLE_PLAIN, dup_profit_sentence(w));
    for (guint i = 0; i < shown; i++) {
        const KamErosion *erosion = &g_array_index(p->erosions, KamErosion, i);
        const KamHolderSum *sum = &g_array_index(w->analysis->sums, KamHolderSum, erosion->sum);
        const char *cause =
            w->analysis->holders.is_product ? NULL : kam_erosion_cause_name(kam_erosion_causes_main(&erosion->causes));

        kam_text_table_take_row(table, dup_label(kam_concentration_analysis_holder(w->analysis, sum)),
                                amount(w, sum->net_micro), amount(w, kam_holder_sum_margin(sum)),
                                g_strdup(cause != NULL ? cause : "-"));
    }
    if (shown > 0)
        kam_text_table_append(table, w->page.out);
    kam_text_page_tell_rest(&w->page, shown, all);
}

static void
add_span(const Writer *w, KamTextTable *table, const KamSpreadSpan *span)
{
    const KamConcentration *f = &span->figures.spread.figures;
    gboolean known = span->figures.spread.is_known;

    kam_text_table_take_row(table, g_strconcat(span->label, span->is_whole ? "" : " (part)", NULL),
                            amount(w, span->figures.net_micro), known ? count(w, f->n) : g_strdup("-"),
                            known ? percent(w, (double)f->count_for_80 / (double)f->n) : g_strdup("-"),
                            known ? percent(w, f->top_10) : g_strdup("-"),
                            known ? kam_format_number(f->hhi * 1e4, 1, w->page.style) : g_strdup("-"),
                            known ? kam_format_number(f->gini, 3, w->page.style) : g_strdup("-"));
}

static void
put_time(Writer *w)
{
    const KamTextColumn columns[] = {
        { "period", FALSE, FALSE, FALSE },   { w->unit, TRUE, FALSE, FALSE },  { "of them", TRUE, FALSE, FALSE },
        { "bring 80%", TRUE, FALSE, FALSE }, { "top 10", TRUE, FALSE, FALSE }, { "HHI", TRUE, FALSE, FALSE },
        { "Gini", TRUE, FALSE, FALSE },
    };
    const KamConcentrationAnalysis *a = w->analysis;
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page.terminal, columns, G_N_ELEMENTS(columns));
    guint windows = MIN((a->rolling->len + WINDOW_STEP - 1) / WINDOW_STEP, WINDOWS_SHOWN);

    kam_text_page_heading(&w->page, "In time", "a part of a year does not compare with a whole one");
    for (guint i = 0; i < a->by_year->len; i++)
        add_span(w, table, &g_array_index(a->by_year, KamSpreadSpan, i));
    for (guint i = windows; i-- > 0;)
        add_span(w, table, &g_array_index(a->rolling, KamSpreadSpan, a->rolling->len - 1 - i * WINDOW_STEP));
    kam_text_table_append(table, w->page.out);
    if (windows == 0)
        kam_text_page_paragraph(&w->page, KAM_STYLE_DIM,
                                g_strdup_printf("Not enough data for rolling years: they take 12 months, there are %u.",
                                                a->history_months));
}

static char *
dup_slope(const Writer *w, const char *what, const KamConcentrationEstimate *slope, double unit)
{
    g_autofree char *value = kam_format_number(slope->value * unit, 2, w->page.style);
    g_autofree char *lower = kam_format_number(slope->lower * unit, 2, w->page.style);
    g_autofree char *upper = kam_format_number(slope->upper * unit, 2, w->page.style);
    const char *word = slope->lower > 0 ? "rises" : slope->upper < 0 ? "falls" : "does not move clearly";

    return g_strdup_printf("%s %s: %s a year (95%%: %s to %s).", what, word, value, lower, upper);
}

static void
put_trend(Writer *w)
{
    const KamConcentrationTrend *trend = &w->analysis->trend;

    if (trend->n == 0 || !trend->net.hhi.is_known)
        return;
    kam_text_page_paragraph(&w->page, KAM_STYLE_PLAIN, dup_slope(w, "HHI x 10000", &trend->net.hhi, 1e4));
    kam_text_page_paragraph(&w->page, KAM_STYLE_PLAIN,
                            dup_slope(w, "The share of the top 10, in points,", &trend->net.top_10, 100));
}

static void
add_slice(const Writer *w, KamTextTable *table, const KamConcentrationSlice *slice)
{
    const KamHolderTallyFigures *figures = &slice->figures;
    const KamConcentration *f = &figures->spread.figures;
    gboolean known = figures->spread.is_known;

    kam_text_table_take_row(table,
                            slice->key == KAM_NO_INDEX
                                ? g_strdup("(none)")
                                : dup_label(&g_array_index(w->analysis->slicers.list, KamHolder, slice->key)),
                            amount(w, figures->net_micro), known ? count(w, f->n) : g_strdup("-"),
                            known ? percent(w, (double)f->count_for_80 / (double)f->n) : g_strdup("-"),
                            known ? kam_format_number(f->hhi * 1e4, 1, w->page.style) : g_strdup("-"),
                            known ? percent(w, f->top_1) : g_strdup("-"));
}

static void
put_slices(Writer *w)
{
    const KamTextColumn columns[] = {
        { "", FALSE, TRUE, FALSE },          { w->unit, TRUE, FALSE, FALSE }, { "of them", TRUE, FALSE, FALSE },
        { "bring 80%", TRUE, FALSE, FALSE }, { "HHI", TRUE, FALSE, FALSE },   { "largest", TRUE, FALSE, FALSE },
    };
    const GArray *slices = w->analysis->slices;
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page.terminal, columns, G_N_ELEMENTS(columns));
    guint shown = slices == NULL ? 0 : kam_text_page_count_shown(&w->page, slices->len);

    if (slices == NULL)
        return;
    kam_text_page_heading(&w->page, "Slice by slice", kam_dimension_plural(w->analysis->question.slice));
    for (guint i = 0; i < shown; i++)
        add_slice(w, table, &g_array_index(slices, KamConcentrationSlice, i));
    kam_text_table_append(table, w->page.out);
    kam_text_page_tell_rest(&w->page, shown, slices->len);
}

static void
put_points(Writer *w)
{
    static const KamTextColumn columns[] = { { "of them", TRUE, FALSE, FALSE },
                                             { "share of them", TRUE, FALSE, FALSE },
                                             { "Pareto", TRUE, FALSE, FALSE },
                                             { "Lorenz", TRUE, FALSE, FALSE } };
    const GArray *sums = w->analysis->sums;
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page.terminal, columns, G_N_ELEMENTS(columns));
    guint at[100], n = (guint)w->analysis->spread.figures.n, n_points = kam_curve_points(n, at);

    kam_text_page_heading(&w->page, "Curves", "share of the largest, and of the smallest");
    for (guint i = 0; i < n_points; i++) {
        guint rest = n - at[i];
        double lorenz = rest == 0 ? 1 : 1 - g_array_index(sums, KamHolderSum, rest - 1).cumulative;

        kam_text_table_take_row(
            table, count(w, at[i]), kam_format_percent((double)at[i] / n, 1, w->page.style),
            kam_format_percent(g_array_index(sums, KamHolderSum, at[i] - 1).cumulative, 2, w->page.style),
            kam_format_percent(lorenz, 2, w->page.style));
    }
    kam_text_table_append(table, w->page.out);
}

GString *
kam_concentration_analysis_to_text(const KamConcentrationAnalysis *analysis, guint limit)
{
    const char *currency = kam_report_currency_of(analysis->scope.facts);
    Writer w = { .analysis = analysis,
                 .unit = currency != NULL ? currency : "sales",
                 .plural = kam_dimension_plural(analysis->holders.by) };

    kam_text_page_init(&w.page, limit);
    put_opening(&w);
    if (analysis->spread.is_known) {
        put_reach(&w);
        put_classes(&w);
        put_indices(&w);
        put_holders(&w);
        put_profit(&w);
        put_time(&w);
        put_trend(&w);
        put_slices(&w);
        if (analysis->with_points)
            put_points(&w);
    }
    kam_text_page_heading(&w.page, "Of which lines", NULL);
    kam_text_page_paragraph(&w.page, KAM_STYLE_DIM, kam_analyze_words_scope(&analysis->scope));
    return w.page.out;
}
