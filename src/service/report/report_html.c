/* The report as one page that can be mailed: nothing is fetched, nothing runs, everything from the file is escaped. */
#include "service/report/report.h"

#include <math.h>
#include <string.h>

#include "service/report/html_page.h"
#include "service/report/words.h"

void
html_put(HtmlPage *page, const char *format, ...)
{
    va_list arguments;
    g_autofree char *text = NULL;

    va_start(arguments, format);
    text = g_markup_vprintf_escaped(format, arguments);
    va_end(arguments);
    g_string_append(page->out, text);
}

void
html_take(HtmlPage *page, char *text)
{
    if (text != NULL)
        html_put(page, "%s", text);
    g_free(text);
}

void
html_take_paragraph(HtmlPage *page, const char *class, char *text)
{
    if (text != NULL)
        html_put(page, "<p class=\"%s\">%s</p>\n", class, text);
    g_free(text);
}

void
html_take_number(HtmlPage *page, char *text)
{
    html_put(page, "<td class=\"n%s\">%s</td>", text[0] == '-' && text[1] != '\0' ? " neg" : "", text);
    g_free(text);
}

void
html_put_amount(HtmlPage *page, gint64 micro)
{
    html_take_number(page, kam_format_amount(micro, 0, page->style));
}

void
html_begin_table(HtmlPage *page, const char *caption, const char *columns)
{
    g_auto(GStrv) titles = g_strsplit(columns, "|", -1);

    html_put(page, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"%s\"><table>",
             *caption != '\0' ? caption : "Table");
    if (*caption != '\0')
        html_put(page, "<caption>%s</caption>", caption);
    html_put(page, "<thead><tr>");
    for (guint i = 0; titles[i] != NULL; i++) {
        const char *title = titles[i];
        gboolean is_number = *title == '#';
        gboolean is_wide = title[is_number] == '>'; /* left out on narrow screens */

        html_put(page, "<th scope=\"col\" class=\"%s%s\">%s</th>", is_number ? "n" : "", is_wide ? " wide" : "",
                 title + is_number + is_wide);
    }
    html_put(page, "</tr></thead><tbody>\n");
}

void
html_end_table(HtmlPage *page)
{
    html_put(page, "</tbody></table></div>\n");
}

static guint
count_shown(const HtmlPage *page, guint n)
{
    return page->limit == 0 ? n : MIN(n, page->limit);
}

static void
tell_rest(HtmlPage *page, guint shown, guint all)
{
    g_autofree char *few = kam_format_count(shown, page->style), *many = kam_format_count(all, page->style);

    if (shown < all)
        html_put(page, "<p class=\"soft\">The first %s of %s are listed; --limit 0 lists all.</p>\n", few, many);
}

static void
put_name(HtmlPage *page, const KamReportAccount *account)
{
    g_autofree char *name = kam_format_clean(kam_report_account_label(account));
    g_autofree char *number = kam_format_clean(account->number != NULL ? account->number : "");

    html_put(page, "<span class=\"name\">%s</span>", name);
    if (*number != '\0' && strcmp(number, name) != 0)
        html_put(page, " <span class=\"soft\">%s</span>", number);
}

static void
put_tier_and_name(HtmlPage *page, const KamReportAccount *account)
{
    html_put(page, "<tr><td><span class=\"tier %s\">%s</span></td><td>", kam_tier_name(account->tier),
             kam_tier_name(account->tier));
    put_name(page, account);
    html_put(page, "</td>");
}

/* The style sheet is allowed by its hash, everything else is refused. */
static void
put_head(HtmlPage *page)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8 digest[32];
    gsize length = sizeof digest;
    g_autofree char *hash = NULL, *period = kam_words_period(page->report);

    for (guint i = 0; html_style_sheet[i] != NULL; i++)
        g_checksum_update(checksum, (const guchar *)html_style_sheet[i], -1);
    g_checksum_get_digest(checksum, digest, &length);
    hash = g_base64_encode(digest, length);
    g_string_append(page->out, "<!DOCTYPE html>\n");
    html_put(
        page,
        "<html lang=\"en\"><head><meta charset=\"utf-8\"/>"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'\"/>"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>"
        "<meta name=\"referrer\" content=\"no-referrer\"/>"
        "<title>Key accounts, %s</title>\n<style>",
        hash, period);
    for (guint i = 0; html_style_sheet[i] != NULL; i++)
        g_string_append(page->out, html_style_sheet[i]);
    html_put(page, "</style></head>\n<body>\n");
}

static void
put_fact(HtmlPage *page, const char *name, char *value, const char *unit)
{
    html_put(page, "<div><dt>%s</dt><dd>%s", name, value);
    if (unit != NULL)
        html_put(page, " <small>%s</small>", unit);
    html_put(page, "</dd></div>");
    g_free(value);
}

static void
put_opening(HtmlPage *page)
{
    const KamReport *report = page->report;
    g_autofree char *period = kam_words_period(report);

    html_put(page, "<header><h1>Key accounts, %s</h1>", period);
    html_take_paragraph(page, "headline", kam_words_headline(report, page->style));
    html_take_paragraph(page, "", kam_words_dependency(report, page->style));
    html_take_paragraph(page, "soft", kam_words_trend(report, page->style));
    html_put(page, "<dl class=\"facts\">");
    put_fact(page, "Net sales, all lines", kam_format_amount(report->facts->balance.net_micro, 0, page->style),
             page->currency);
    put_fact(page, "Customers", kam_format_count(report->accounts_seen, page->style), NULL);
    put_fact(page, "Documents", kam_format_count((gint64)report->documents_seen, page->style), NULL);
    put_fact(page, "Products", kam_format_count(report->products_seen, page->style), NULL);
    if (report->profit.is_known)
        put_fact(page, "Margin", kam_format_amount(report->profit.margin_micro, 0, page->style), page->currency);
    if (report->concentration.is_known)
        put_fact(page, "Top 20% of customers",
                 kam_format_percent(report->concentration.share_of_top_20, 1, page->style), "of sales");
    html_put(page, "</dl></header>\n<main>\n");
}

static void
put_concentration(HtmlPage *page)
{
    const KamReportConcentration *c = &page->report->concentration;
    g_autofree char *hhi = kam_format_number(c->hhi * 1e4, 1, page->style);
    g_autofree char *gini = kam_format_number(c->gini, 3, page->style);

    html_put(page, "<section><h2>How sales are spread</h2><div class=\"pair\">");
    html_put_pareto_chart(page);
    html_put_class_chart(page);
    html_put(page, "</div><p class=\"soft\">Herfindahl index %s of 10,000; Gini coefficient %s.</p></section>\n", hhi,
             gini);
}

static void
put_key_account(HtmlPage *page, const KamReportAccount *account)
{
    html_put(page, "<tr>");
    html_take_number(page, kam_format_count(account->rank, page->style));
    html_put(page, "<td>");
    put_name(page, account);
    if (account->is_silent || account->is_falling)
        html_put(page, " <span class=\"flag\">%s</span>", account->is_silent ? "silent" : "falling");
    html_put(page, "<span class=\"why\">");
    for (guint i = 1; i < account->reasons->len; i++) /* the first is the share, which has a column */
        html_put(page, "%s%s", i > 1 ? " · " : "", (const char *)account->reasons->pdata[i]);
    html_put(page, "</span></td>");
    html_put_amount(page, account->net_micro);
    html_take_number(page, kam_format_percent(account->share, account->share < 0.01 ? 2 : 1, page->style));
    html_put(page, "<td class=\"wide\">");
    html_put_sparkline(page, account, 12);
    html_put(page, "</td></tr>\n");
}

static void
put_key_accounts(HtmlPage *page)
{
    guint all = page->report->tier_accounts[KAM_TIER_A], allowed = count_shown(page, all), shown = 0;
    g_autofree char *columns =
        g_strdup_printf("#|customer and why|#%s|#share|>last %u months",
                        page->currency != NULL ? page->currency : "sales", MIN(page->report->history_months, 12));

    html_put(page, "<section><h2>The key accounts and why</h2>");
    html_begin_table(page, "Tier A by sales", columns);
    for (guint i = 0; i < page->report->accounts->len && shown < allowed; i++) {
        const KamReportAccount *account = kam_report_get_account(page->report, i);

        if (account->tier != KAM_TIER_A)
            continue;
        put_key_account(page, account);
        shown++;
    }
    html_end_table(page);
    tell_rest(page, shown, all);
    html_put(page, "</section>\n");
}

static void
put_falling(HtmlPage *page)
{
    const GArray *falling = page->report->falling;
    guint shown = count_shown(page, falling->len);

    html_put(page, "<section><h2>What is falling</h2>");
    html_take_paragraph(page, "", kam_words_falling(page->report, page->style));
    html_take_paragraph(page, "soft", kam_words_comparison(page->report, page->style));
    if (shown > 0)
        html_begin_table(page, "By money lost", "tier|customer|#lost|#change|>last months");
    for (guint i = 0; i < shown; i++) {
        const KamReportAccount *account = kam_report_get_account(page->report, g_array_index(falling, guint32, i));

        put_tier_and_name(page, account);
        html_put_amount(page, account->lost_micro);
        html_take_number(page, kam_format_percent(account->growth, 0, page->style));
        html_put(page, "<td class=\"wide\">");
        html_put_sparkline(page, account, 2 * page->report->comparison.months);
        html_put(page, "</td></tr>\n");
    }
    if (shown > 0)
        html_end_table(page);
    tell_rest(page, shown, falling->len);
    html_put(page, "</section>\n");
}

static void
put_silent(HtmlPage *page)
{
    const GArray *silent = page->report->silent;
    guint shown = count_shown(page, silent->len);

    html_put(page, "<section><h2>What has gone silent</h2>");
    html_take_paragraph(page, "", kam_words_silent(page->report, page->style));
    if (shown > 0)
        html_begin_table(page, "By money at stake", "tier|customer|#at stake|#days silent|#>usual gap|#>longest gap");
    for (guint i = 0; i < shown; i++) {
        const KamReportAccount *account = kam_report_get_account(page->report, g_array_index(silent, guint32, i));

        put_tier_and_name(page, account);
        html_put_amount(page, account->last_year_micro);
        html_take_number(page, kam_format_count(page->report->as_of_day - account->last_day, page->style));
        html_put(page, "<td class=\"n wide\">%d</td><td class=\"n wide\">%d</td></tr>\n", account->usual_gap_days,
                 account->longest_gap_days);
    }
    if (shown > 0)
        html_end_table(page);
    tell_rest(page, shown, silent->len);
    html_put(page, "</section>\n");
}

static void
put_profit(HtmlPage *page)
{
    const KamReportProfit *p = &page->report->profit;
    guint shown = count_shown(page, p->accounts_with_negative_margin);

    html_put(page, "<section><h2>Who earns and who costs</h2>");
    html_take_paragraph(page, "", kam_words_profit(page->report, page->style));
    if (p->is_known)
        html_put_whale_chart(page);
    if (shown > 0)
        html_begin_table(page, "Customers that cost more than they bring, worst first",
                         "tier|customer|#>sales|#margin|#of sales");
    for (gsize i = 0; i < shown; i++) {
        const KamReportAccount *account = kam_report_get_account(page->report, p->order[p->n_order - 1 - i]);
        gint64 margin = kam_report_account_margin(account);
        g_autofree char *sales = kam_format_amount(account->net_micro, 0, page->style);

        put_tier_and_name(page, account);
        html_put(page, "<td class=\"n wide\">%s</td>", sales);
        html_put_amount(page, margin);
        html_take_number(
            page,
            kam_format_percent(account->costed_net_micro > 0 ? (double)margin / (double)account->costed_net_micro : NAN,
                               1, page->style));
        html_put(page, "</tr>\n");
    }
    if (shown > 0)
        html_end_table(page);
    tell_rest(page, shown, p->accounts_with_negative_margin);
    html_put(page, "</section>\n");
}

static void
put_categories(HtmlPage *page)
{
    const GArray *categories = page->report->categories;
    gboolean with_margin = page->report->profit.is_known;
    guint shown = count_shown(page, categories->len);

    if (shown == 0)
        return;
    html_put(page, "<section><h2>Categories</h2>");
    html_begin_table(page, "Sales by product category",
                     with_margin ? "category|#sales|#share|#margin" : "category|#sales|#share");
    for (guint i = 0; i < shown; i++) {
        const KamReportCategory *category = &g_array_index(categories, KamReportCategory, i);
        g_autofree char *name = kam_format_clean(category->name != NULL ? category->name : "(none)");

        html_put(page, "<tr><td>%s</td>", name);
        html_put_amount(page, category->net_micro);
        html_take_number(page, kam_format_percent((double)category->net_micro / (double)page->report->considered_micro,
                                                  1, page->style));
        if (with_margin)
            html_put_amount(page, category->costed_net_micro - category->cost_micro);
        html_put(page, "</tr>\n");
    }
    html_end_table(page);
    tell_rest(page, shown, categories->len);
    html_put(page, "</section>\n");
}

static void
put_year(HtmlPage *page, const KamReportSpan *year)
{
    html_put(page, "<tr><td>%s%s</td>", year->label, year->is_whole ? "" : " (part)");
    html_put_amount(page, year->net_micro);
    html_take_number(page, year->has_concentration ? kam_format_count(year->accounts, page->style) : g_strdup(""));
    html_take_number(page, year->has_concentration ? kam_format_percent(year->share_of_accounts_for_80, 1, page->style)
                                                   : g_strdup(""));
    html_take_number(page, year->has_concentration ? kam_format_number(year->hhi * 1e4, 1, page->style) : g_strdup(""));
    html_take_number(page, year->has_concentration ? kam_format_number(year->gini, 3, page->style) : g_strdup(""));
    html_put(page, "</tr>\n");
}

static void
put_time(HtmlPage *page)
{
    const KamReport *report = page->report;
    const GArray *years = report->trend_is_rolling ? report->trend : report->by_year;

    html_put(page, "<section><h2>Sales in time</h2>");
    html_put_month_chart(page);
    if (years->len > 0)
        html_begin_table(page, "Year by year; concentration of whole years only",
                         "year|#sales|#customers|#bring 80%|#HHI × 10,000|#Gini");
    for (guint i = 0; i < years->len; i++)
        put_year(page, &g_array_index(years, KamReportSpan, i));
    if (years->len > 0)
        html_end_table(page);
    html_put(page, "</section>\n");
}

static void
put_gaps(HtmlPage *page)
{
    if (page->report->gaps->len == 0)
        return;
    html_put(page, "<section><h2>What the data lacks</h2><ul>");
    for (guint i = 0; i < page->report->gaps->len; i++)
        html_put(page, "<li>%s</li>\n", g_array_index(page->report->gaps, KamReportGap, i).text);
    html_put(page, "</ul></section>\n");
}

static void
put_balance_row(HtmlPage *page, const char *name, guint64 lines, const gint64 *micro)
{
    html_put(page, "<tr><td>%s</td>", name);
    html_take_number(page, kam_format_count((gint64)lines, page->style));
    html_take_number(page, micro != NULL ? kam_format_amount(*micro, 2, page->style) : g_strdup(""));
    html_put(page, "</tr>\n");
}

static void
put_balance(HtmlPage *page)
{
    const KamBalance *b = &page->report->facts->balance;

    html_put(page, "<section><h2>Balance of lines</h2>");
    html_take_paragraph(page, "", kam_words_balance(page->report, page->style));
    html_begin_table(page, "What became of the rows read", "rows|#lines|#net");
    put_balance_row(page, "taken", b->taken, &b->net_micro);
    put_balance_row(page, "repeated documents, skipped", b->repeated, &b->repeated_net_micro);
    put_balance_row(page, "refused", b->refused, &b->refused_net_micro);
    put_balance_row(page, "of those taken: without a customer", b->without_account, NULL);
    put_balance_row(page, "of those taken: charges", b->charges, NULL);
    put_balance_row(page, "of those taken: on credit documents", b->credits, NULL);
    put_balance_row(page, "of those taken: equal to another line of their document, kept", b->duplicates_kept, NULL);
    html_end_table(page);
    html_put(page, "</section>\n");
}

static void
put_method(HtmlPage *page)
{
    html_put(
        page,
        "<section><h2>How it was computed</h2><ul><li>Sales are %s.</li>"
        "<li>Tier A are the largest customers that together make 80%% of sales, B those up to 95%%, C the rest. With two years of data "
        "a customer near the cut is raised when it grows by a fifth or more and its last twelve months alone would place it "
        "higher. Falling and silent customers keep their tier and are flagged.</li>"
        "<li>Falling: at least a fifth less than before. Silent: the present pause is longer than any before, and by the "
        "customer's own rhythm would come in one case of a hundred.</li></ul></section>\n",
        kam_words_basis(page->report));
}

GString *
kam_report_to_html(const KamReport *report, guint limit)
{
    HtmlPage page = { .report = report,
                      .style = &kam_number_style_en,
                      .currency = kam_report_get_currency(report),
                      .limit = limit,
                      .out = g_string_new(NULL) };

    put_head(&page);
    put_opening(&page);
    if (report->concentration.is_known) {
        put_concentration(&page);
        put_key_accounts(&page);
        put_falling(&page);
        put_silent(&page);
        put_profit(&page);
        put_categories(&page);
        put_time(&page);
    }
    put_gaps(&page);
    put_balance(&page);
    put_method(&page);
    html_put(&page, "</main>\n<footer>Made by Kamen from invoice lines.</footer>\n</body></html>\n");
    return page.out;
}
