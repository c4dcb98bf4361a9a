/* Concentration as people read it: the sentence, the figures, who, the profit, the years. */
#include <math.h>

#include "cli/analyze.h"
#include "cli/analyze_text.h"
#include "cli/text_page.h"
#include "cli/text_table.h"

#define WINDOW_STEP 3 /* of the rolling years a month apart, every third is shown */
#define WINDOWS_SHOWN 9

typedef struct {
    KamTextPage *page;
    const KamConcentrationAnalysis *analysis;
    const char *unit;                   /* head of money columns */
    const char *plural, *of_them, *one; /* "customers", as in "all of the customers", "customer" */
} Writer;

static char *
amount(const Writer *w, gint64 micro)
{
    return kam_format_amount(micro, 0, w->page->style);
}

static char *
count(const Writer *w, gsize n)
{
    return kam_format_count((gint64)n, w->page->style);
}

static char *
percent(const Writer *w, double fraction)
{
    return kam_format_percent(fraction, fraction < 0.1 ? 2 : 1, w->page->style);
}

static char *
dup_label(const Writer *w, const KamHolder *holder)
{
    gboolean has_name = holder->name != NULL && *holder->name != '\0';

    if (has_name && holder->number != NULL)
        return g_strdup_printf("%s %s", holder->number, holder->name); /* a cut takes from the name */
    return has_name || holder->number != NULL ? g_strdup(has_name ? holder->name : holder->number)
                                              : KAM_SAY_PLAIN(w->page, NO_NAME);
}

static void
put_opening(Writer *w)
{
    const KamConcentration *f = &w->analysis->spread.figures;
    g_autofree char *net = kam_format_money(w->analysis->spread.total_micro, 2,
                                            kam_report_currency_of(w->analysis->scope.facts), w->page->style);
    g_autofree char *share = kam_format_percent((double)f->count_for_80 / (double)f->n, 1, w->page->style);
    g_autofree char *few = count(w, f->count_for_80);
    g_autofree char *all = count(w, f->n);

    kam_text_page_heading(w->page, KAM_WORD(w->page, CONCENTRATION), w->plural);
    if (w->analysis->spread.is_known)
        kam_text_page_paragraph(w->page, KAM_STYLE_STRONG,
                                KAM_SAY(w->page, FEW_BRING_MOST, KAM_ARG("share", share), KAM_ARG("plural", w->of_them),
                                        KAM_ARG("few", few), KAM_ARG("all", all), KAM_ARG("net", net)));
    else
        kam_text_page_paragraph(w->page, KAM_STYLE_WARNING,
                                w->analysis->sums->len > 0
                                    ? KAM_SAY(w->page, NONE_HAS_SALES, KAM_ARG("plural", w->of_them))
                                    : KAM_SAY(w->page, NO_LINE_TELLS, KAM_ARG("what", w->one)));
    if (w->analysis->spread.not_positive > 0)
        kam_text_page_paragraph(
            w->page, KAM_STYLE_PLAIN,
            KAM_SAY(w->page, LEFT_OUT_WITHOUT_TOTAL, KAM_ARG_COUNT("n", w->analysis->spread.not_positive)));
    if (w->analysis->unassigned_lines > 0) {
        g_autofree char *lines = count(w, w->analysis->unassigned_lines);
        g_autofree char *money = kam_format_amount(w->analysis->unassigned_micro, 2, w->page->style);

        kam_text_page_paragraph(w->page, KAM_STYLE_PLAIN,
                                KAM_SAY(w->page, LEFT_OUT_LINES, KAM_ARG("lines", lines), KAM_ARG("money", money),
                                        KAM_ARG("what", w->one)));
    }
}

static void
put_reach(Writer *w)
{
    const KamTextColumn columns[] = {
        { KAM_WORD(w->page, REACH), FALSE, FALSE, FALSE },
        { KAM_WORD(w->page, OF_THEM), TRUE, FALSE, FALSE },
        { "", FALSE, FALSE, FALSE },
        { KAM_WORD(w->page, LARGEST), FALSE, FALSE, FALSE },
        { KAM_WORD(w->page, BRING), TRUE, FALSE, FALSE },
    };
    const KamConcentration *f = &w->analysis->spread.figures;
    const gsize counts[] = { f->count_for_50, f->count_for_80, f->count_for_95 };
    const char *const reach[] = { "50%", "80%", "95%", "", "", "" };
    const char *const largest[] = {
        "1", "5", "10", "20", KAM_WORD(w->page, N_1_PERCENT_ROUNDED_UP), KAM_WORD(w->page, N_20_PERCENT_ROUNDED_UP)
    };
    const double shares[] = { f->top_1, f->top_5, f->top_10, f->top_20, f->top_1_percent, f->top_20_percent };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, columns, G_N_ELEMENTS(columns));

    kam_text_page_heading(w->page, KAM_WORD(w->page, HOW_FEW), NULL);
    for (guint i = 0; i < G_N_ELEMENTS(largest); i++)
        kam_text_table_take_row(table, g_strdup(reach[i]),
                                i < G_N_ELEMENTS(counts) ? count(w, counts[i]) : g_strdup(""), g_strdup(""),
                                g_strdup(largest[i]), percent(w, shares[i]));
    kam_text_table_append(table, w->page->out);
}

static void
put_classes(Writer *w)
{
    const KamTextColumn columns[] = {
        { KAM_WORD(w->page, CLASS), FALSE, FALSE, FALSE },
        { KAM_WORD(w->page, OF_THEM), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, SALES), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, SHARE), TRUE, FALSE, FALSE },
        { "", FALSE, FALSE, TRUE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, columns, G_N_ELEMENTS(columns));

    kam_text_page_heading(w->page, "ABC", KAM_WORD(w->page, A_MAKE_80_PERCENT_B_THE_NEXT_15));
    for (guint i = 0; i < 3; i++) {
        double share = (double)w->analysis->class_micro[i] / (double)w->analysis->spread.total_micro;
        GString *bar = g_string_new(NULL);

        kam_terminal_append_bar(&w->page->terminal, bar, share, w->page->terminal.width > 100 ? 50 : 28);
        kam_text_table_take_row(table, g_strdup_printf("%c", (char)('A' + i)), count(w, w->analysis->class_holders[i]),
                                amount(w, w->analysis->class_micro[i]), percent(w, share), g_string_free(bar, FALSE));
    }
    kam_text_table_append(table, w->page->out);
}

static void
put_indices(Writer *w)
{
    const KamTextColumn columns[] = { { KAM_WORD(w->page, INDEX), FALSE, FALSE, FALSE },
                                      { "", TRUE, FALSE, FALSE },
                                      { KAM_WORD(w->page, MEANING), FALSE, TRUE, FALSE } };
    const KamConcentration *f = &w->analysis->spread.figures;
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, columns, G_N_ELEMENTS(columns));
    const KamNumberStyle *style = w->page->style;

    kam_text_page_heading(w->page, KAM_WORD(w->page, INDICES), NULL);
    kam_text_table_take_row(table, g_strdup("HHI x 10000"), kam_format_number(f->hhi * 1e4, 4, style),
                            KAM_SAY_PLAIN(w->page, N_10000_ONE_HAS_EVERYTHING));
    kam_text_table_take_row(table, KAM_SAY_PLAIN(w->page, EFFECTIVE_NUMBER),
                            kam_format_number(f->effective_number, 4, style),
                            KAM_SAY_PLAIN(w->page, AS_CONCENTRATED_AS_SO_MANY_EQUAL));
    kam_text_table_take_row(table, g_strdup("Gini"), kam_format_number(f->gini, 6, style),
                            KAM_SAY_PLAIN(w->page, N_0_ALL_ARE_EQUAL));
    kam_text_table_take_row(table, g_strdup("Theil T"), kam_format_number(f->theil, 6, style),
                            KAM_SAY_PLAIN(w->page, NATS_0_ALL_ARE_EQUAL));
    kam_text_table_take_row(table, KAM_SAY_PLAIN(w->page, ENTROPY), kam_format_number(f->entropy, 6, style),
                            KAM_SAY_PLAIN(w->page, NATS_0_ONE_HAS_EVERYTHING));
    kam_text_table_append(table, w->page->out);
}

static void
put_holders(Writer *w)
{
    const gboolean with_margin = w->analysis->profit.is_known;
    const KamTextColumn columns[] = {
        { "#", TRUE, FALSE, FALSE },
        { w->plural, FALSE, TRUE, FALSE },
        { w->unit, TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, SHARE), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, TOGETHER_2), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, CLASS), FALSE, FALSE, FALSE },
        { with_margin ? KAM_WORD(w->page, MARGIN) : "", TRUE, FALSE, FALSE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, columns, G_N_ELEMENTS(columns));
    guint all = w->analysis->sums->len, shown = kam_text_page_count_shown(w->page, all);

    kam_text_page_heading(w->page, KAM_WORD(w->page, THE_LARGEST), NULL);
    for (guint i = 0; i < shown; i++) {
        const KamHolderSum *sum = &g_array_index(w->analysis->sums, KamHolderSum, i);

        kam_text_table_take_row(table, sum->rank > 0 ? g_strdup_printf("%u", sum->rank) : g_strdup("-"),
                                dup_label(w, kam_concentration_analysis_holder(w->analysis, sum)),
                                amount(w, sum->net_micro), sum->rank > 0 ? percent(w, sum->share) : g_strdup("-"),
                                sum->rank > 0 ? percent(w, sum->cumulative) : g_strdup("-"),
                                g_strdup_printf("%c", sum->class_letter),
                                sum->costed_lines > 0 ? amount(w, kam_holder_sum_margin(sum)) : g_strdup(""));
    }
    kam_text_table_append(table, w->page->out);
    kam_text_page_tell_rest(w->page, shown, all);
}

static char *
dup_profit_sentence(const Writer *w)
{
    const KamProfitCurve *p = &w->analysis->profit;
    g_autofree char *margin = kam_format_amount(p->margin_micro, 0, w->page->style);
    g_autofree char *peak = kam_format_amount(p->peak_micro, 0, w->page->style);
    g_autofree char *eroded = kam_format_amount(p->eroded_micro, 0, w->page->style);
    g_autofree char *multiple = kam_format_number(p->figures.peak_multiple.value, 2, w->page->style);
    g_autofree char *times = p->figures.peak_multiple.status == KAM_CALC_OK
                                 ? KAM_SAY(w->page, TIMES_THE_MARGIN, KAM_ARG("multiple", multiple))
                                 : g_strdup("");
    g_autofree char *even =
        p->break_even > 0 ? KAM_SAY(w->page, BEST_BRING_ALL, KAM_ARG_COUNT("n", p->break_even)) : g_strdup("");

    return KAM_SAY(w->page, MARGIN_AND_EROSION, KAM_ARG("margin", margin), KAM_ARG("plural", w->of_them),
                   KAM_ARG_COUNT("good", p->figures.n_positive), KAM_ARG("peak", peak), KAM_ARG("times", times),
                   KAM_ARG_COUNT("bad", p->figures.n_negative), KAM_ARG("eroded", eroded), KAM_ARG("even", even));
}

static char *
cause_words(const Writer *w, KamErosionCause cause)
{
    static const KamWord causes[KAM_EROSION_N] = {
        [KAM_EROSION_USUAL] = KAM_WORD_USUAL, [KAM_EROSION_PRICE] = KAM_WORD_PRICE,
        [KAM_EROSION_COST] = KAM_WORD_COST,   [KAM_EROSION_RETURNS] = KAM_WORD_RETURNS,
        [KAM_EROSION_ALONE] = KAM_WORD_ALONE,
    };

    if (w->analysis->holders.is_product || cause >= KAM_EROSION_N)
        return g_strdup("-");
    return g_strdup(kam_text_page_word(w->page, causes[cause]));
}

static void
put_profit(Writer *w)
{
    const KamTextColumn columns[] = { { KAM_WORD(w->page, WHO_ERODES), FALSE, TRUE, FALSE },
                                      { KAM_WORD(w->page, SALES), TRUE, FALSE, FALSE },
                                      { KAM_WORD(w->page, MARGIN), TRUE, FALSE, FALSE },
                                      { KAM_WORD(w->page, MOSTLY_BY), FALSE, FALSE, FALSE } };
    const KamProfitCurve *p = &w->analysis->profit;
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, columns, G_N_ELEMENTS(columns));
    guint all = (guint)p->figures.n_negative, shown = kam_text_page_count_shown(w->page, all);
    g_autofree char *covered = kam_format_percent(p->covered, 1, w->page->style);
    g_autofree char *aside = KAM_SAY(w->page, COST_IS_KNOWN_FOR_COVERED_OF_SALES, KAM_ARG("covered", covered));

    kam_text_page_heading(w->page, KAM_WORD(w->page, PROFIT_2), p->is_known ? aside : NULL);
    if (!p->is_known) {
        kam_text_page_paragraph(w->page, KAM_STYLE_DIM, KAM_SAY_PLAIN(w->page, NO_COST_KNOWN));
        return;
    }
    kam_text_page_paragraph(w->page, KAM_STYLE_PLAIN, dup_profit_sentence(w));
    for (guint i = 0; i < shown; i++) {
        const KamErosion *erosion = &g_array_index(p->erosions, KamErosion, i);
        const KamHolderSum *sum = &g_array_index(w->analysis->sums, KamHolderSum, erosion->sum);

        kam_text_table_take_row(table, dup_label(w, kam_concentration_analysis_holder(w->analysis, sum)),
                                amount(w, sum->net_micro), amount(w, kam_holder_sum_margin(sum)),
                                cause_words(w, kam_erosion_causes_main(&erosion->causes)));
    }
    if (shown > 0)
        kam_text_table_append(table, w->page->out);
    kam_text_page_tell_rest(w->page, shown, all);
}

static void
add_span(const Writer *w, KamTextTable *table, char *label, const KamSpreadSpan *span)
{
    const KamConcentration *f = &span->figures.spread.figures;
    gboolean known = span->figures.spread.is_known;

    kam_text_table_take_row(table, label, amount(w, span->figures.net_micro), known ? count(w, f->n) : g_strdup("-"),
                            known ? percent(w, (double)f->count_for_80 / (double)f->n) : g_strdup("-"),
                            known ? percent(w, f->top_10) : g_strdup("-"),
                            known ? kam_format_number(f->hhi * 1e4, 1, w->page->style) : g_strdup("-"),
                            known ? kam_format_number(f->gini, 3, w->page->style) : g_strdup("-"));
}

static void
add_year(const Writer *w, KamTextTable *table, const KamSpreadSpan *year)
{
    add_span(w, table, g_strconcat(year->label, year->is_whole ? "" : KAM_WORD(w->page, PART), NULL), year);
}

/* Twelve months that end on some day. */
static void
add_window(const Writer *w, KamTextTable *table, const KamSpreadSpan *window)
{
    char to[11];

    kam_day_to_iso(window->to, to);
    add_span(w, table, KAM_SAY(w->page, YEAR_TO, KAM_ARG("day", to)), window);
}

static void
put_time(Writer *w)
{
    const KamTextColumn columns[] = {
        { KAM_WORD(w->page, PERIOD), FALSE, FALSE, FALSE },
        { w->unit, TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, OF_THEM), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, BRING_80_PERCENT), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, TOP_10), TRUE, FALSE, FALSE },
        { "HHI", TRUE, FALSE, FALSE },
        { "Gini", TRUE, FALSE, FALSE },
    };
    const KamConcentrationAnalysis *a = w->analysis;
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, columns, G_N_ELEMENTS(columns));
    guint windows = MIN((a->rolling->len + WINDOW_STEP - 1) / WINDOW_STEP, WINDOWS_SHOWN);

    kam_text_page_heading(w->page, KAM_WORD(w->page, IN_TIME), KAM_WORD(w->page, A_PART_OF_A_YEAR_DOES_NOT_COMPARE));
    for (guint i = 0; i < a->by_year->len; i++)
        add_year(w, table, &g_array_index(a->by_year, KamSpreadSpan, i));
    for (guint i = windows; i-- > 0;)
        add_window(w, table, &g_array_index(a->rolling, KamSpreadSpan, a->rolling->len - 1 - i * WINDOW_STEP));
    kam_text_table_append(table, w->page->out);
    if (windows == 0)
        kam_text_page_paragraph(w->page, KAM_STYLE_DIM,
                                KAM_SAY(w->page, NO_ROLLING_YEARS, KAM_ARG_COUNT("n", a->history_months)));
}

static char *
dup_slope(const Writer *w, const char *what, const KamConcentrationEstimate *slope, double unit)
{
    g_autofree char *value = kam_format_number(slope->value * unit, 2, w->page->style);
    g_autofree char *lower = kam_format_number(slope->lower * unit, 2, w->page->style);
    g_autofree char *upper = kam_format_number(slope->upper * unit, 2, w->page->style);
    const char *word = slope->lower > 0   ? KAM_WORD(w->page, RISES)
                       : slope->upper < 0 ? KAM_WORD(w->page, FALLS)
                                          : KAM_WORD(w->page, DOES_NOT_MOVE_CLEARLY);

    return KAM_SAY(w->page, SLOPE, KAM_ARG("what", what), KAM_ARG("moves", word), KAM_ARG("value", value),
                   KAM_ARG("lower", lower), KAM_ARG("upper", upper));
}

static void
put_trend(Writer *w)
{
    const KamConcentrationTrend *trend = &w->analysis->trend;

    if (trend->n == 0 || !trend->net.hhi.is_known)
        return;
    kam_text_page_paragraph(w->page, KAM_STYLE_PLAIN, dup_slope(w, "HHI x 10000", &trend->net.hhi, 1e4));
    kam_text_page_paragraph(w->page, KAM_STYLE_PLAIN,
                            dup_slope(w, KAM_WORD(w->page, SHARE_OF_TOP_10), &trend->net.top_10, 100));
}

static void
add_slice(const Writer *w, KamTextTable *table, const KamConcentrationSlice *slice)
{
    const KamHolderTallyFigures *figures = &slice->figures;
    const KamConcentration *f = &figures->spread.figures;
    gboolean known = figures->spread.is_known;

    kam_text_table_take_row(table,
                            slice->key == KAM_NO_INDEX
                                ? KAM_SAY_PLAIN(w->page, NO_HOLDER)
                                : dup_label(w, &g_array_index(w->analysis->slicers.list, KamHolder, slice->key)),
                            amount(w, figures->net_micro), known ? count(w, f->n) : g_strdup("-"),
                            known ? percent(w, (double)f->count_for_80 / (double)f->n) : g_strdup("-"),
                            known ? kam_format_number(f->hhi * 1e4, 1, w->page->style) : g_strdup("-"),
                            known ? percent(w, f->top_1) : g_strdup("-"));
}

static void
put_slices(Writer *w)
{
    const KamTextColumn columns[] = {
        { "", FALSE, TRUE, FALSE },
        { w->unit, TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, OF_THEM), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, BRING_80_PERCENT), TRUE, FALSE, FALSE },
        { "HHI", TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, LARGEST), TRUE, FALSE, FALSE },
    };
    const GArray *slices = w->analysis->slices;
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, columns, G_N_ELEMENTS(columns));
    guint shown = slices == NULL ? 0 : kam_text_page_count_shown(w->page, slices->len);

    if (slices == NULL)
        return;
    kam_text_page_heading(w->page, KAM_WORD(w->page, SLICE_BY_SLICE),
                          kam_analyze_word_plural(w->page, w->analysis->question.slice));
    for (guint i = 0; i < shown; i++)
        add_slice(w, table, &g_array_index(slices, KamConcentrationSlice, i));
    kam_text_table_append(table, w->page->out);
    kam_text_page_tell_rest(w->page, shown, slices->len);
}

static void
put_points(Writer *w)
{
    const KamTextColumn columns[] = { { KAM_WORD(w->page, OF_THEM), TRUE, FALSE, FALSE },
                                      { KAM_WORD(w->page, SHARE_OF_THEM), TRUE, FALSE, FALSE },
                                      { "Pareto", TRUE, FALSE, FALSE },
                                      { "Lorenz", TRUE, FALSE, FALSE } };
    const GArray *sums = w->analysis->sums;
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, columns, G_N_ELEMENTS(columns));
    guint at[100], n = (guint)w->analysis->spread.figures.n, n_points = kam_curve_points(n, at);

    kam_text_page_heading(w->page, KAM_WORD(w->page, CURVES), KAM_WORD(w->page, SHARE_OF_THE_LARGEST_AND_OF_THE));
    for (guint i = 0; i < n_points; i++) {
        guint rest = n - at[i];
        double lorenz = rest == 0 ? 1 : 1 - g_array_index(sums, KamHolderSum, rest - 1).cumulative;

        kam_text_table_take_row(
            table, count(w, at[i]), kam_format_percent((double)at[i] / n, 1, w->page->style),
            kam_format_percent(g_array_index(sums, KamHolderSum, at[i] - 1).cumulative, 2, w->page->style),
            kam_format_percent(lorenz, 2, w->page->style));
    }
    kam_text_table_append(table, w->page->out);
}

void
kam_concentration_analysis_write_text(const KamConcentrationAnalysis *analysis, KamTextPage *page)
{
    const char *currency = kam_report_currency_of(analysis->scope.facts);
    Writer w = { .page = page,
                 .analysis = analysis,
                 .unit = currency != NULL ? currency : KAM_WORD(page, SALES),
                 .plural = kam_analyze_word_plural(page, analysis->holders.by),
                 .of_them = kam_analyze_word_of(page, analysis->holders.by),
                 .one = kam_analyze_word_one(page, analysis->holders.by) };

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
}
