/* The report as one page that can be mailed: nothing is fetched, nothing runs, everything from the file is escaped. */
#include "service/report/report.h"

#include <math.h>
#include <string.h>

#include "service/report/html_page.h"
#include "service/report/outlook.h"
#include "service/report/words.h"

static guint
count_shown(const HtmlPage *page, guint n)
{
    return page->limit == 0 ? n : MIN(n, page->limit);
}

static void
tell_rest(HtmlPage *page, guint shown, guint all)
{
    if (shown < all)
        html_take_paragraph(page, "soft",
                            html_say(page, REPORT_REST_PAGE, KAM_ARG_COUNT("few", shown), KAM_ARG_COUNT("all", all)));
}

static void
put_name(HtmlPage *page, const KamReportAccount *account)
{
    g_autofree char *label = kam_words_label(page->report, account);
    g_autofree char *name = kam_format_clean(label);
    g_autofree char *number = kam_format_clean(account->number != NULL ? account->number : "");

    html_put(page, "<span class=\"name\">%s</span>", name);
    if (*number != '\0' && strcmp(number, name) != 0)
        html_put(page, " <span class=\"soft\">%s</span>", number);
}

/* A row with the tier, and the cell with the name still open. */
static void
begin_row(HtmlPage *page, const KamReportAccount *account)
{
    html_put(page, "<tr><td><span class=\"tier %s\">%s</span></td><td>", kam_tier_name(account->tier),
             kam_tier_name(account->tier));
    put_name(page, account);
}

static void
put_tier_and_name(HtmlPage *page, const KamReportAccount *account)
{
    begin_row(page, account);
    html_put(page, "</td>");
}

/* The style sheet is allowed by its hash, everything else is refused. */
static void
put_head(HtmlPage *page)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8 digest[32];
    gsize length = sizeof digest;
    g_autofree char *hash = NULL, *title = kam_words_title(page->report);

    for (guint i = 0; html_style_sheet[i] != NULL; i++)
        g_checksum_update(checksum, (const guchar *)html_style_sheet[i], -1);
    g_checksum_get_digest(checksum, digest, &length);
    hash = g_base64_encode(digest, length);
    g_string_append(page->out, "<!DOCTYPE html>\n");
    html_put(
        page,
        "<html lang=\"%s\"><head><meta charset=\"utf-8\"/>"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'\"/>"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>"
        "<meta name=\"referrer\" content=\"no-referrer\"/>"
        "<title>%s</title>\n<style>",
        kam_language_web_tag(page->language), hash, title);
    for (guint i = 0; html_style_sheet[i] != NULL; i++)
        g_string_append(page->out, html_style_sheet[i]);
    html_put(page, "</style></head>\n<body>\n");
}

static void
put_fact(HtmlPage *page, KamReportMessage message, char *value, const char *unit)
{
    g_autofree char *name = html_text(page, message);

    html_put(page, "<div><dt>%s</dt><dd>%s", name, value);
    if (unit != NULL)
        html_put(page, " <small>%s</small>", unit);
    html_put(page, "</dd></div>");
    g_free(value);
}

static void
put_facts(HtmlPage *page)
{
    const KamReport *report = page->report;
    g_autofree char *of_sales = html_text(page, REPORT_FACT_OF_SALES);

    html_put(page, "<dl class=\"facts\">");
    put_fact(page, REPORT_FACT_NET, kam_format_amount(report->facts->balance.net_micro, 0, page->style),
             page->currency);
    put_fact(page, REPORT_FACT_CUSTOMERS, kam_format_count(report->accounts_seen, page->style), NULL);
    put_fact(page, REPORT_FACT_DOCUMENTS, kam_format_count((gint64)report->documents_seen, page->style), NULL);
    put_fact(page, REPORT_FACT_PRODUCTS, kam_format_count(report->products_seen, page->style), NULL);
    if (report->profit.is_known)
        put_fact(page, REPORT_FACT_MARGIN, kam_format_amount(report->profit.margin_micro, 0, page->style),
                 page->currency);
    if (report->concentration.is_known)
        put_fact(page, REPORT_FACT_TOP_20, kam_format_percent(report->concentration.share_of_top_20, 1, page->style),
                 of_sales);
    html_put(page, "</dl>");
}

static void
put_opening(HtmlPage *page)
{
    const KamReport *report = page->report;
    g_autofree char *title = kam_words_title(report);

    html_put(page, "<header><h1>%s</h1>", title);
    html_take_paragraph(page, "headline", kam_words_headline(report));
    html_take_paragraph(page, "", kam_words_dependency(report));
    html_take_paragraph(page, "soft", kam_words_trend(report));
    put_facts(page);
    html_put(page, "</header>\n<main>\n");
}

static void
put_urgent_row(HtmlPage *page, const KamReportUrgent *urgent)
{
    const KamReportAccount *account = kam_report_get_account(page->report, urgent->account);
    g_autofree char *state = kam_words_urgent_state(page->report, urgent);

    begin_row(page, account);
    html_put(page, " <span class=\"flag\">%s</span><span class=\"why\">", state);
    html_take(page, kam_words_urgent_what(page->report, urgent));
    html_put(page, "</span></td>");
    html_put_amount(page, urgent->stake_micro);
    html_put(page, "</tr>\n");
}

static void
put_next_steps(HtmlPage *page)
{
    html_put(page, "<ul>");
    for (KamUrgentKind kind = 0; kind < KAM_URGENT_N; kind++) {
        g_autofree char *next = kam_words_urgent_next(page->report, kind);

        if (next != NULL)
            html_put(page, "<li>%s</li>", next);
    }
    html_put(page, "</ul>");
}

static void
put_urgent(HtmlPage *page)
{
    static const HtmlColumn columns[] = { { REPORT_HEAD_TIER, 0 },
                                          { REPORT_HEAD_CUSTOMER_WHAT, 0 },
                                          { REPORT_HEAD_AT_STAKE, HTML_NUMBER } };
    const GArray *urgent = page->report->urgent;
    char *sum = kam_words_urgent(page->report);

    if (sum == NULL && urgent->len == 0)
        return;
    html_begin_section(page, REPORT_URGENT_TITLE);
    html_take_paragraph(page, "", sum);
    if (urgent->len > 0) {
        html_begin_table(page, REPORT_URGENT_CAPTION, columns, G_N_ELEMENTS(columns));
        for (guint i = 0; i < urgent->len; i++)
            put_urgent_row(page, &g_array_index(urgent, KamReportUrgent, i));
        html_end_table(page);
        put_next_steps(page);
    }
    html_put(page, "</section>\n");
}

static void
put_concentration(HtmlPage *page)
{
    const KamReportConcentration *c = &page->report->concentration;
    g_autofree char *hhi = kam_format_number(c->hhi * 1e4, 1, page->style);
    g_autofree char *gini = kam_format_number(c->gini, 3, page->style);

    html_begin_section(page, REPORT_SECTION_SPREAD);
    html_put(page, "<div class=\"pair\">");
    html_put_pareto_chart(page);
    html_put_class_chart(page);
    html_put(page, "</div>");
    html_take_paragraph(page, "soft", html_say(page, REPORT_INDICES, KAM_ARG("hhi", hhi), KAM_ARG("gini", gini)));
    html_put(page, "</section>\n");
}

static void
put_key_account(HtmlPage *page, const KamReportAccount *account)
{
    g_autofree char *flag = html_text(page, account->is_silent ? REPORT_STATE_SILENT : REPORT_STATE_FALLING);

    html_put(page, "<tr>");
    html_take_number(page, kam_format_count(account->rank, page->style));
    html_put(page, "<td>");
    put_name(page, account);
    if (account->is_silent || account->is_falling)
        html_put(page, " <span class=\"flag\">%s</span>", flag);
    html_put(page, "<span class=\"why\">");
    for (guint i = 1; i < account->reasons->len; i++) /* the first is the share, which has a column */
        html_put(page, "%s%s", i > 1 ? " · " : "", (const char *)account->reasons->pdata[i]);
    html_put(page, "</span></td>");
    html_put_amount(page, account->net_micro);
    html_take_number(page,
                     kam_format_percent(account->share, account->share < KAM_REPORT_SMALL_SHARE ? 2 : 1, page->style));
    html_put(page, "<td class=\"wide\">");
    html_put_sparkline(page, account, 12);
    html_put(page, "</td></tr>\n");
}

static void
put_key_accounts(HtmlPage *page)
{
    static const HtmlColumn columns[] = { { REPORT_MESSAGES_N, HTML_NUMBER },
                                          { REPORT_HEAD_CUSTOMER_WHY, 0 },
                                          { REPORT_HEAD_SALES, HTML_NUMBER | HTML_MONEY },
                                          { REPORT_HEAD_SHARE, HTML_NUMBER },
                                          { REPORT_HEAD_LAST_N_MONTHS, HTML_WIDE } };
    guint all = page->report->tier_accounts[KAM_TIER_A], allowed = count_shown(page, all), shown = 0;

    html_begin_section(page, REPORT_SECTION_KEY_PAGE);
    html_begin_table(page, REPORT_CAPTION_KEY, columns, G_N_ELEMENTS(columns));
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
put_money_or_nothing(HtmlPage *page, gboolean known, double amount)
{
    if (known && isfinite(amount))
        html_put_amount(page, (gint64)llround(amount * 1e6));
    else
        html_take_number(page, kam_format_number(NAN, 0, page->style));
}

static void
put_interval(HtmlPage *page, gboolean known, double lower, double upper)
{
    g_autofree char *from = kam_format_amount((gint64)llround(lower * 1e6), 0, page->style);
    g_autofree char *to = kam_format_amount((gint64)llround(upper * 1e6), 0, page->style);

    html_put(page, "<td class=\"n wide\">");
    if (known)
        html_put(page, "%s – %s", from, to);
    html_put(page, "</td>");
}

/* A number that a narrow page does without; takes the text. */
static void
take_wide_number(HtmlPage *page, char *text)
{
    g_autofree char *owned = text;

    html_put(page, "<td class=\"n wide\">%s</td>", owned);
}

static void
put_outlook_row(HtmlPage *page, const KamReportAccount *account)
{
    const KamAccountForecast *f = account->forecast;
    gboolean is_forecast = kam_report_account_has_forecast(account), has_value = kam_report_account_has_value(account);

    html_put(page, "<tr>");
    take_wide_number(page, kam_format_count(account->rank, page->style));
    html_put(page, "<td>");
    put_name(page, account);
    html_put(page, "</td>");
    put_money_or_nothing(page, is_forecast, is_forecast ? f->total : NAN);
    put_interval(page, is_forecast, is_forecast ? f->total_lower : 0, is_forecast ? f->total_upper : 0);
    take_wide_number(page,
                     f == NULL ? g_strdup("") : kam_format_amount((gint64)llround(f->before * 1e6), 0, page->style));
    html_take_number(page, kam_format_percent(has_value ? account->value->future.p_alive : NAN, 0, page->style));
    put_money_or_nothing(page, has_value, account->value != NULL ? account->value->value : NAN);
    html_put(page, "</tr>\n");
}

static void
put_outlook(HtmlPage *page)
{
    static const HtmlColumn columns[] = { { REPORT_MESSAGES_N, HTML_NUMBER | HTML_WIDE },
                                          { REPORT_HEAD_CUSTOMER, 0 },
                                          { REPORT_HEAD_NEXT, HTML_NUMBER },
                                          { REPORT_HEAD_INTERVAL, HTML_NUMBER | HTML_WIDE },
                                          { REPORT_HEAD_BEFORE, HTML_NUMBER | HTML_WIDE },
                                          { REPORT_HEAD_ALIVE, HTML_NUMBER },
                                          { REPORT_HEAD_WORTH, HTML_NUMBER } };
    guint all = page->report->tier_accounts[KAM_TIER_A], allowed = count_shown(page, all), shown = 0;

    html_begin_section(page, REPORT_SECTION_OUTLOOK);
    html_take_paragraph(page, "", kam_words_outlook(page->report));
    html_take_paragraph(page, "soft", html_text(page, REPORT_OUTLOOK_PROFIT));
    html_begin_table(page, REPORT_CAPTION_OUTLOOK, columns, G_N_ELEMENTS(columns));
    for (guint i = 0; i < page->report->accounts->len && shown < allowed; i++) {
        const KamReportAccount *account = kam_report_get_account(page->report, i);

        if (account->tier != KAM_TIER_A)
            continue;
        put_outlook_row(page, account);
        shown++;
    }
    html_end_table(page);
    tell_rest(page, shown, all);
    html_put(page, "</section>\n");
}

static void
put_falling(HtmlPage *page)
{
    static const HtmlColumn columns[] = { { REPORT_HEAD_TIER, 0 },
                                          { REPORT_HEAD_CUSTOMER, 0 },
                                          { REPORT_HEAD_LOST, HTML_NUMBER },
                                          { REPORT_HEAD_CHANGE, HTML_NUMBER },
                                          { REPORT_HEAD_LAST_MONTHS, HTML_WIDE } };
    const GArray *falling = page->report->falling;
    guint shown = count_shown(page, falling->len);

    html_begin_section(page, REPORT_SECTION_FALLING);
    html_take_paragraph(page, "", kam_words_falling(page->report));
    html_take_paragraph(page, "soft", kam_words_comparison(page->report));
    if (shown > 0)
        html_begin_table(page, REPORT_CAPTION_FALLING, columns, G_N_ELEMENTS(columns));
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
    static const HtmlColumn columns[] = { { REPORT_HEAD_TIER, 0 },
                                          { REPORT_HEAD_CUSTOMER, 0 },
                                          { REPORT_HEAD_AT_STAKE, HTML_NUMBER },
                                          { REPORT_HEAD_SILENT_DAYS, HTML_NUMBER },
                                          { REPORT_HEAD_USUAL, HTML_NUMBER | HTML_WIDE },
                                          { REPORT_HEAD_LONGEST, HTML_NUMBER | HTML_WIDE } };
    const GArray *silent = page->report->silent;
    guint shown = count_shown(page, silent->len);

    html_begin_section(page, REPORT_SECTION_SILENT);
    html_take_paragraph(page, "", kam_words_silent(page->report));
    if (shown > 0)
        html_begin_table(page, REPORT_CAPTION_SILENT, columns, G_N_ELEMENTS(columns));
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
    static const HtmlColumn columns[] = { { REPORT_HEAD_TIER, 0 },
                                          { REPORT_HEAD_CUSTOMER, 0 },
                                          { REPORT_HEAD_SALES, HTML_NUMBER | HTML_WIDE },
                                          { REPORT_HEAD_MARGIN, HTML_NUMBER },
                                          { REPORT_HEAD_OF_SALES, HTML_NUMBER } };
    const KamReportProfit *p = &page->report->profit;
    guint shown = count_shown(page, p->accounts_with_negative_margin);

    html_begin_section(page, REPORT_SECTION_PROFIT);
    html_take_paragraph(page, "", kam_words_profit(page->report));
    if (p->is_known)
        html_put_whale_chart(page);
    if (shown > 0)
        html_begin_table(page, REPORT_CAPTION_ERODERS, columns, G_N_ELEMENTS(columns));
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
    static const HtmlColumn columns[] = { { REPORT_HEAD_CATEGORY, 0 },
                                          { REPORT_HEAD_SALES, HTML_NUMBER | HTML_MONEY },
                                          { REPORT_HEAD_SHARE, HTML_NUMBER },
                                          { REPORT_HEAD_MARGIN, HTML_NUMBER } };
    const GArray *categories = page->report->categories;
    g_autofree char *none = html_text(page, REPORT_CATEGORY_NONE);
    gboolean with_margin = page->report->profit.is_known;
    guint shown = count_shown(page, categories->len);

    if (shown == 0)
        return;
    html_begin_section(page, REPORT_SECTION_CATEGORIES);
    html_begin_table(page, REPORT_CAPTION_CATEGORIES, columns, G_N_ELEMENTS(columns) - !with_margin);
    for (guint i = 0; i < shown; i++) {
        const KamReportCategory *category = &g_array_index(categories, KamReportCategory, i);
        g_autofree char *name = kam_format_clean(category->name != NULL ? category->name : none);

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
    g_autofree char *name = kam_words_span(page->report, year);

    html_put(page, "<tr><td>%s</td>", name);
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
    static const HtmlColumn columns[] = { { REPORT_HEAD_YEAR, 0 },
                                          { REPORT_HEAD_SALES, HTML_NUMBER | HTML_MONEY },
                                          { REPORT_HEAD_CUSTOMERS, HTML_NUMBER },
                                          { REPORT_HEAD_FOR_80, HTML_NUMBER },
                                          { REPORT_HEAD_HHI, HTML_NUMBER },
                                          { REPORT_HEAD_GINI, HTML_NUMBER } };
    const KamReport *report = page->report;
    const GArray *years = report->trend_is_rolling ? report->trend : report->by_year;

    html_begin_section(page, REPORT_SECTION_TIME);
    html_put_month_chart(page);
    if (years->len > 0)
        html_begin_table(page, REPORT_CAPTION_YEARS, columns, G_N_ELEMENTS(columns));
    for (guint i = 0; i < years->len; i++)
        put_year(page, &g_array_index(years, KamReportSpan, i));
    if (years->len > 0)
        html_end_table(page);
    html_put(page, "</section>\n");
}

GString *
kam_report_to_html(const KamReport *report, guint limit)
{
    HtmlPage page = { .report = report,
                      .language = report->options.language,
                      .style = kam_language_numbers(report->options.language),
                      .currency = kam_report_get_currency(report),
                      .limit = limit,
                      .out = g_string_new(NULL) };

    put_head(&page);
    put_opening(&page);
    if (report->concentration.is_known) {
        put_urgent(&page);
        put_concentration(&page);
        put_key_accounts(&page);
        put_outlook(&page);
        put_falling(&page);
        put_silent(&page);
        put_profit(&page);
        put_categories(&page);
        put_time(&page);
    }
    html_put_gaps(&page);
    html_put_balance(&page);
    html_put_method(&page);
    html_put(&page, "</main>\n<footer>");
    html_put_text(&page, REPORT_FOOTER);
    html_put(&page, "</footer>\n</body></html>\n");
    return page.out;
}
