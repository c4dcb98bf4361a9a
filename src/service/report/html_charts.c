/* Charts as inline SVG. Widths are in percent and heights in pixels, so that letters keep their size on every screen;
 * curves lie in an inner picture that is stretched, with strokes that are not. */
#include <math.h>

#include "service/report/html_page.h"
#include "service/report/words.h"

#define PLOT_HEIGHT 240
#define PLOT_TOP 22
#define CHART_HEIGHT (PLOT_TOP + PLOT_HEIGHT + 26)
#define CURVE_POINTS 300

/* Values from `low` to `high` onto the height of the plot. */
typedef struct {
    double low, high, step;
} Scale;

static Scale
scale_for(double low, double high)
{
    double rough = (high - low) / 4, power = pow(10, floor(log10(rough > 0 ? rough : 1)));
    double head = rough / power;
    Scale scale = { .step = power * (head <= 1 ? 1 : head <= 2 ? 2 : head <= 5 ? 5 : 10) };

    scale.low = floor(low / scale.step) * scale.step;
    scale.high = ceil(high / scale.step) * scale.step;
    if (scale.high <= scale.low)
        scale.high = scale.low + scale.step;
    return scale;
}

static double
y_of(Scale scale, double value)
{
    return PLOT_TOP + PLOT_HEIGHT * (scale.high - value) / (scale.high - scale.low);
}

static void
begin_figure(HtmlPage *page, KamReportMessage title)
{
    html_put(page, "<figure><figcaption><b>");
    html_put_text(page, title);
    html_put(page, "</b></figcaption>");
}

static void
begin_details(HtmlPage *page)
{
    html_put(page, "<details><summary>");
    html_put_text(page, REPORT_TABLE);
    html_put(page, "</summary>");
}

static void
begin_chart(HtmlPage *page, const char *label, int height)
{
    html_put(page, "<svg role=\"img\" aria-label=\"%s\" width=\"100%%\" height=\"%d\">", label, height);
}

static gboolean
is_zero(Scale scale, double value)
{
    return fabs(value) < scale.step / 2;
}

static void
put_grid(HtmlPage *page, Scale scale)
{
    for (double value = scale.low; value <= scale.high + scale.step / 2; value += scale.step)
        html_put(page, "<line class=\"%s\" x1=\"0\" x2=\"100%%\" y1=\"%.1f\" y2=\"%.1f\"/>",
                 is_zero(scale, value) ? "zero" : "grid", y_of(scale, value), y_of(scale, value));
}

/* Comes after bars and curves, and its letters carry a rim of paper, so that nothing runs through them. */
static void
put_money_labels(HtmlPage *page, Scale scale)
{
    for (double value = scale.low; value <= scale.high + scale.step / 2; value += scale.step) {
        g_autofree char *text = kam_format_short((gint64)llround(value * 1e6), page->style);

        if (!is_zero(scale, value))
            html_put(page, "<text class=\"rim\" x=\"0\" y=\"%.1f\">%s</text>", y_of(scale, value) - 4, text);
    }
}

/* A curve of (0..1, value); the inner picture is 1000 wide and PLOT_HEIGHT high. */
static void
put_curve(HtmlPage *page, const double x[], const double y[], guint n, Scale scale)
{
    html_put(
        page,
        "<svg x=\"0\" y=\"%d\" width=\"100%%\" height=\"%d\" viewBox=\"0 0 1000 %d\" preserveAspectRatio=\"none\"><path class=\"line\" d=\"",
        PLOT_TOP, PLOT_HEIGHT, PLOT_HEIGHT);
    for (guint i = 0; i < n; i++)
        html_put(page, "%s%.2f %.2f", i == 0 ? "M" : "L", x[i] * 1000, y_of(scale, y[i]) - PLOT_TOP);
    html_put(page, "\"/></svg>");
}

/* A point that matters, with its words below the curve: beside the point, or lower (`is_low`) where the curve itself
 * would run through them; to the left where the right has no room. */
static void
put_mark(HtmlPage *page, double x, double value, Scale scale, gboolean is_low, const char *words, const char *more)
{
    gboolean to_left = x > 0.6;
    double y = y_of(scale, value), base = y_of(scale, scale.low), text_y = is_low ? y + 0.65 * (base - y) : y + 22;
    const char *anchor = to_left ? "end" : "start";
    int dx = to_left ? -10 : 10;

    html_put(page, "<line class=\"guide\" x1=\"%.2f%%\" x2=\"%.2f%%\" y1=\"%.1f\" y2=\"%.1f\"/>", x * 100, x * 100, y,
             base);
    html_put(page, "<circle class=\"dot\" cx=\"%.2f%%\" cy=\"%.1f\" r=\"4.5\"/>", x * 100, y);
    html_put(page, "<text class=\"big\" x=\"%.2f%%\" y=\"%.1f\" dx=\"%d\" text-anchor=\"%s\">%s</text>", x * 100,
             text_y, dx, anchor, words);
    html_put(page, "<text x=\"%.2f%%\" y=\"%.1f\" dx=\"%d\" text-anchor=\"%s\">%s</text>", x * 100, text_y + 17, dx,
             anchor, more);
}

static void
put_share_table(HtmlPage *page)
{
    static const double cuts[] = { 0.5, 0.8, 0.9, 0.95, 1.0 };
    static const HtmlColumn columns[] = { { REPORT_HEAD_SHARE_OF_SALES, HTML_NUMBER },
                                          { REPORT_HEAD_CUSTOMERS, HTML_NUMBER },
                                          { REPORT_HEAD_OF_CUSTOMERS, HTML_NUMBER } };
    const KamReportConcentration *c = &page->report->concentration;
    guint at = 0;

    begin_details(page);
    html_begin_table(page, REPORT_CAPTION_SHARES, columns, G_N_ELEMENTS(columns));
    for (guint k = 0; k < G_N_ELEMENTS(cuts); k++) {
        /* The 80% are libkamen's own count: a sum rounded the other way must not give a second answer. */
        while (at + 1 < c->accounts && kam_report_get_account(page->report, at)->cumulative < cuts[k])
            at++;
        if (k == 1)
            at = c->accounts_for_80 - 1;
        html_put(page, "<tr>");
        html_take_number(page, kam_format_percent(cuts[k], 0, page->style));
        html_take_number(page, kam_format_count(at + 1, page->style));
        html_take_number(page, kam_format_percent((double)(at + 1) / c->accounts, 1, page->style));
        html_put(page, "</tr>");
    }
    html_end_table(page);
    html_put(page, "</details>");
}

static void
put_percent_axis(HtmlPage *page)
{
    for (int k = 0; k <= 4; k++)
        html_put(page, "<text x=\"%d%%\" y=\"%d\" text-anchor=\"%s\">%d%%</text>", k * 25, CHART_HEIGHT - 6,
                 k == 0   ? "start"
                 : k == 4 ? "end"
                          : "middle",
                 k * 25);
}

void
html_put_pareto_chart(HtmlPage *page)
{
    const KamReportConcentration *c = &page->report->concentration;
    const Scale scale = { .low = 0, .high = 1, .step = 0.2 };
    double x[CURVE_POINTS + 1] = { 0 }, y[CURVE_POINTS + 1] = { 0 };
    const double y_at_80 = kam_report_get_account(page->report, c->accounts_for_80 - 1)->cumulative;
    guint n = MIN(CURVE_POINTS, c->accounts);
    g_autofree char *headline = kam_words_headline(page->report);
    g_autofree char *share = kam_format_percent(c->share_of_accounts_for_80, 1, page->style);
    g_autofree char *words = html_say(page, REPORT_CHART_80, KAM_ARG("share", share));
    g_autofree char *more = html_say(page, REPORT_CHART_CUSTOMERS, KAM_ARG_COUNT("customers", c->accounts_for_80));

    for (guint i = 1; i <= n; i++) {
        guint rank = (guint)((guint64)i * c->accounts / n);

        x[i] = (double)rank / c->accounts;
        y[i] = kam_report_get_account(page->report, rank - 1)->cumulative;
    }
    begin_figure(page, REPORT_CHART_PARETO);
    begin_chart(page, headline, CHART_HEIGHT);
    put_grid(page, scale);
    for (int k = 1; k <= 5; k++)
        html_put(page, "<text x=\"100%%\" y=\"%.1f\" text-anchor=\"end\">%d%%</text>", y_of(scale, k * 0.2) - 4,
                 k * 20);
    put_curve(page, x, y, n + 1, scale);
    put_mark(page, c->share_of_accounts_for_80, y_at_80, scale, c->share_of_accounts_for_80 > 0.6, words, more);
    put_percent_axis(page);
    html_put(page, "</svg>");
    put_share_table(page);
    html_put(page, "</figure>");
}

static void
put_stacked_bar(HtmlPage *page, KamReportMessage message, const double part[3], int y)
{
    static const char *const classes[] = { "a", "b", "c" };
    g_autofree char *title = html_text(page, message);
    double from = 0;

    html_put(page, "<text class=\"big\" x=\"0\" y=\"%d\">%s</text>", y - 7, title);
    for (guint k = 0; k < 3; k++) {
        g_autofree char *share = kam_format_percent(part[k], 0, page->style);

        html_put(page,
                 "<rect class=\"%s\" x=\"%.3f%%\" y=\"%d\" width=\"%.3f%%\" height=\"34\"><title>%s %s</title></rect>",
                 classes[k], from * 100, y, part[k] * 100, kam_tier_name(k), share);
        if (part[k] >= 0.15)
            html_put(page, "<text class=\"%s\" x=\"%.3f%%\" y=\"%d\" dx=\"8\">%s %s</text>", k == 0 ? "on" : "big",
                     from * 100, y + 22, kam_tier_name(k), share);
        from += part[k];
    }
}

void
html_put_class_chart(HtmlPage *page)
{
    static const HtmlColumn columns[] = { { REPORT_HEAD_TIER, 0 },
                                          { REPORT_HEAD_CUSTOMERS, HTML_NUMBER },
                                          { REPORT_HEAD_SALES, HTML_NUMBER },
                                          { REPORT_HEAD_SHARE, HTML_NUMBER } };
    const KamReport *report = page->report;
    const KamReportConcentration *c = &report->concentration;
    g_autofree char *alt = html_text(page, REPORT_CHART_TIERS_ALT);
    double customers[3], sales[3];

    for (guint k = 0; k < 3; k++) {
        customers[k] = (double)report->tier_accounts[k] / c->accounts;
        sales[k] = (double)report->tier_micro[k] / (double)c->total_micro;
    }
    begin_figure(page, REPORT_CHART_TIERS);
    begin_chart(page, alt, 150);
    put_stacked_bar(page, REPORT_CHART_SALES_BAR, sales, 30);
    put_stacked_bar(page, REPORT_CHART_CUSTOMERS_BAR, customers, 100);
    html_put(page, "</svg>");
    html_begin_table(page, REPORT_MESSAGES_N, columns, G_N_ELEMENTS(columns));
    for (guint k = 0; k < 3; k++) {
        html_put(page, "<tr><td><span class=\"tier %s\">%s</span></td>", kam_tier_name(k), kam_tier_name(k));
        html_take_number(page, kam_format_count(report->tier_accounts[k], page->style));
        html_put_amount(page, report->tier_micro[k]);
        html_take_number(page, kam_format_percent(sales[k], 1, page->style));
        html_put(page, "</tr>");
    }
    html_end_table(page);
    html_put(page, "</figure>");
}

static double
month_value(const KamReport *report, guint i)
{
    return (double)g_array_index(report->by_month, KamReportMonth, i).net_micro / 1e6;
}

static void
put_bar(HtmlPage *page, const char *class, double x, double width, double value, Scale scale, const char *title)
{
    double from = y_of(scale, MAX(value, 0)), to = y_of(scale, MIN(value, 0));

    html_put(page,
             "<rect class=\"%s\" x=\"%.3f%%\" width=\"%.3f%%\" y=\"%.1f\" height=\"%.1f\"><title>%s</title></rect>",
             class, x * 100, width * 100, from, MAX(to - from, 0.5), title);
}

static void
put_month(HtmlPage *page, guint i, Scale scale)
{
    const GArray *months = page->report->by_month;
    const KamReportMonth *month = &g_array_index(months, KamReportMonth, i);
    double slot = 1.0 / months->len;
    g_autofree char *amount = kam_format_money(month->net_micro, 0, page->currency, page->style);
    g_autofree char *name = kam_language_month(page->language, month->month);
    g_autofree char *label = kam_language_month_short(page->language, month->month);
    g_autofree char *before = html_text(page, REPORT_CHART_YEAR_BEFORE);
    g_autofree char *title = html_say(page, month->is_whole ? REPORT_CHART_MONTH : REPORT_CHART_MONTH_PART,
                                      KAM_ARG("month", name), KAM_ARG("amount", amount));

    if (i >= 12)
        put_bar(page, "before", (i + 0.08) * slot, 0.6 * slot, month_value(page->report, i - 12), scale, before);
    put_bar(page,
            !month->is_whole       ? "part"
            : month->net_micro < 0 ? "loss"
                                   : "actual",
            (i + 0.26) * slot, 0.62 * slot, month_value(page->report, i), scale, title);
    /* The first label gives way to a January that follows at once. */
    if (month->month % 12 == 0 || (i == 0 && (month->month % 12 <= 8 || months->len < 4)))
        html_put(page, "<text x=\"%.3f%%\" y=\"%d\" text-anchor=\"%s\">%s</text>", (i + 0.5) * slot * 100,
                 CHART_HEIGHT - 6,
                 i <= 1                 ? "start"
                 : i + 2 >= months->len ? "end"
                                        : "middle",
                 label);
}

static void
put_month_table(HtmlPage *page)
{
    static const HtmlColumn columns[] = { { REPORT_HEAD_MONTH, 0 },
                                          { REPORT_HEAD_SALES, HTML_NUMBER | HTML_MONEY },
                                          { REPORT_CHART_YEAR_BEFORE, HTML_NUMBER },
                                          { REPORT_HEAD_CHANGE, HTML_NUMBER } };
    const GArray *months = page->report->by_month;

    begin_details(page);
    html_begin_table(page, REPORT_CAPTION_MONTHS, columns, G_N_ELEMENTS(columns));
    for (guint i = 0; i < months->len; i++) {
        const KamReportMonth *month = &g_array_index(months, KamReportMonth, i);
        const KamReportMonth *before = i >= 12 ? &g_array_index(months, KamReportMonth, i - 12) : NULL;
        gboolean comparable = before != NULL && before->is_whole && month->is_whole && before->net_micro > 0;
        g_autofree char *name = kam_language_month(page->language, month->month);
        g_autofree char *part = html_say(page, REPORT_PART, KAM_ARG("what", name));

        html_put(page, "<tr><td>%s</td>", month->is_whole ? name : part);
        html_put_amount(page, month->net_micro);
        html_take_number(page, before != NULL ? kam_format_amount(before->net_micro, 0, page->style) : g_strdup(""));
        html_take_number(page, comparable ? kam_format_percent((double)month->net_micro / (double)before->net_micro - 1,
                                                               1, page->style)
                                          : g_strdup(""));
        html_put(page, "</tr>");
    }
    html_end_table(page);
    html_put(page, "</details>");
}

static void
put_key_entry(HtmlPage *page, const char *class, double edge, KamReportMessage message)
{
    g_autofree char *text = html_text(page, message);

    html_put(page,
             "<span><svg width=\"12\" height=\"12\"><rect class=\"%s\" x=\"%g\" y=\"%g\" width=\"%g\" "
             "height=\"%g\"/></svg>%s</span>",
             class, edge, edge, 12 - 2 * edge, 12 - 2 * edge, text);
}

static void
put_month_key(HtmlPage *page)
{
    const GArray *months = page->report->by_month;
    gboolean has_part = !g_array_index(months, KamReportMonth, 0).is_whole ||
                        !g_array_index(months, KamReportMonth, months->len - 1).is_whole;

    html_put(page, "<span class=\"key\">");
    put_key_entry(page, "actual", 0, REPORT_CHART_ACTUAL);
    if (months->len > 12)
        put_key_entry(page, "before", 0, REPORT_CHART_YEAR_BEFORE);
    if (has_part)
        put_key_entry(page, "part", 0.5, REPORT_CHART_PART); /* room for its outline */
    html_put(page, "</span>");
}

void
html_put_month_chart(HtmlPage *page)
{
    const GArray *months = page->report->by_month;
    double low = 0, high = 0;
    guint best = 0;
    g_autofree char *amount = NULL, *name = NULL, *summary = NULL;
    Scale scale;

    for (guint i = 0; i < months->len; i++) {
        low = MIN(low, month_value(page->report, i));
        high = MAX(high, month_value(page->report, i));
        if (month_value(page->report, i) > month_value(page->report, best))
            best = i;
    }
    scale = scale_for(low, high);
    name = kam_language_month(page->language, g_array_index(months, KamReportMonth, best).month);
    amount = kam_format_money(g_array_index(months, KamReportMonth, best).net_micro, 0, page->currency, page->style);
    summary = html_say(page, REPORT_CHART_MONTHS, KAM_ARG_COUNT("months", months->len), KAM_ARG("month", name),
                       KAM_ARG("amount", amount));
    html_put(page, "<figure><figcaption>%s</figcaption>", summary);
    put_month_key(page);
    begin_chart(page, summary, CHART_HEIGHT);
    put_grid(page, scale);
    for (guint i = 0; i < months->len; i++)
        put_month(page, i, scale);
    put_money_labels(page, scale);
    html_put(page, "</svg>");
    put_month_table(page);
    html_put(page, "</figure>");
}

static void
put_whale_table(HtmlPage *page, const double cumulative[], guint n)
{
    static const HtmlColumn columns[] = { { REPORT_HEAD_CUSTOMERS, HTML_NUMBER },
                                          { REPORT_HEAD_OF_CUSTOMERS, HTML_NUMBER },
                                          { REPORT_HEAD_CUMULATED_MARGIN, HTML_NUMBER } };

    begin_details(page);
    html_begin_table(page, REPORT_CHART_WHALE, columns, G_N_ELEMENTS(columns));
    for (guint row = 1; row <= MIN(n, 10); row++) {
        guint rank = (guint)((guint64)row * n / MIN(n, 10));

        html_put(page, "<tr>");
        html_take_number(page, kam_format_count(rank, page->style));
        html_take_number(page, kam_format_percent((double)rank / n, 0, page->style));
        html_put_amount(page, (gint64)llround(cumulative[rank] * 1e6));
        html_put(page, "</tr>");
    }
    html_end_table(page);
    html_put(page, "</details>");
}

void
html_put_whale_chart(HtmlPage *page)
{
    const KamReportProfit *p = &page->report->profit;
    guint n = (guint)p->n_order, points = MIN(CURVE_POINTS, n);
    g_autofree double *cumulative = g_new0(double, n + 1);
    double x[CURVE_POINTS + 1] = { 0 }, y[CURVE_POINTS + 1] = { 0 };
    g_autofree char *summary = kam_words_profit(page->report);
    g_autofree char *peak = kam_format_money(p->peak_micro, 0, page->currency, page->style);
    g_autofree char *words = html_say(page, REPORT_CHART_PEAK, KAM_ARG("amount", peak));
    g_autofree char *more = html_say(page, REPORT_CHART_PEAK_AFTER, KAM_ARG_COUNT("customers", p->peak_accounts));
    Scale scale = scale_for(MIN(0, (double)p->margin_micro / 1e6), MAX((double)p->peak_micro / 1e6, 1e-6));

    for (guint i = 0; i < n; i++)
        cumulative[i + 1] =
            cumulative[i] + (double)kam_report_account_margin(kam_report_get_account(page->report, p->order[i])) / 1e6;
    for (guint i = 1; i <= points; i++) {
        guint rank = (guint)((guint64)i * n / points);

        x[i] = (double)rank / n;
        y[i] = cumulative[rank];
    }
    begin_figure(page, REPORT_CHART_WHALE);
    begin_chart(page, summary, CHART_HEIGHT);
    put_grid(page, scale);
    put_curve(page, x, y, points + 1, scale);
    put_money_labels(page, scale);
    /* This curve comes down again to the right of its mark. */
    put_mark(page, (double)p->peak_accounts / n, (double)p->peak_micro / 1e6, scale, TRUE, words, more);
    put_percent_axis(page);
    html_put(page, "</svg>");
    put_whale_table(page, cumulative, n);
    html_put(page, "</figure>");
}

void
html_put_sparkline(HtmlPage *page, const KamReportAccount *account, guint wanted)
{
    guint n = MIN(page->report->history_months, wanted);
    gint64 largest = 1;

    for (guint k = 0; k < n; k++)
        largest = MAX(largest, account->months[k]);
    html_put(page, "<svg class=\"spark\" viewBox=\"0 0 %u 28\" preserveAspectRatio=\"none\" aria-hidden=\"true\">",
             MAX(n, 1) * 10);
    for (guint k = n; k-- > 0;) {
        double height = 27.0 * (double)MAX(account->months[k], 0) / (double)largest;

        html_put(page, "<rect class=\"%s\" x=\"%u\" y=\"%.1f\" width=\"7\" height=\"%.1f\"/>",
                 k < 12 ? "actual" : "before", (n - 1 - k) * 10, 27.5 - height, height + 0.5);
    }
    html_put(page, "</svg>");
}
